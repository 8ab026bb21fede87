//! Dictionary forms of English words: irregular ones by table, the others by ending.

use super::irregular::{ADJECTIVES, Forms, NOUNS, VERBS};
use super::stem;

/// The dictionary form of `word` with this tag: lower case but for names.
pub(super) fn lemma(word: &str, tag: &str) -> String {
    if matches!(tag, "NNP" | "NNPS") {
        return word.to_string();
    }
    let lower = word.to_lowercase();
    match tag {
        "NNS" => look_up(&NOUNS, &lower).unwrap_or_else(|| noun(&lower)),
        "MD" | "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" => verb(&lower, tag),
        "JJR" | "JJS" | "RBR" | "RBS" => look_up(&ADJECTIVES, &lower).unwrap_or_else(|| adjective(&lower)),
        "RB" if matches!(lower.as_str(), "n't" | "n’t" | "nt") => "not".into(),
        _ => lower,
    }
}

fn look_up(forms: &Forms, word: &str) -> Option<String> {
    forms.get(word).map(ToString::to_string)
}

fn verb(word: &str, tag: &str) -> String {
    match (tag, word) {
        ("MD", "'d" | "’d") => return "will".into(),
        // "would", "could" and their kin are words of their own, as in most dictionaries.
        ("MD", "would" | "could") => return word.into(),
        // "found", "lay", "saw", "wound" are also dictionary forms.
        ("VB" | "VBP", _) if !is_contracted(word) => return word.into(),
        _ => {}
    }
    look_up(&VERBS, word).unwrap_or_else(|| match tag {
        "VBZ" => third_person(word),
        "VBD" | "VBN" => past(word),
        "VBG" => gerund(word),
        _ => word.into(),
    })
}

/// Forms of "be" and "have" and stumps such as the "ca" of "can't".
fn is_contracted(word: &str) -> bool {
    word.starts_with(['\'', '’']) || matches!(word, "am" | "are" | "m" | "re" | "ve" | "ca" | "wo" | "ai" | "d'")
}

fn third_person(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(rest) if rest.len() > 2 => format!("{rest}y"),
        _ => without_s(word),
    }
}

fn past(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ied") {
        return if rest.len() > 1 { format!("{rest}y") } else { format!("{rest}ie") };
    }
    match word.strip_suffix("ed") {
        Some(rest) if rest.ends_with('e') => format!("{rest}e"),
        Some(rest) if stem::has_vowel(rest) => stem::restore(rest),
        _ => word.into(),
    }
}

fn gerund(word: &str) -> String {
    match word.strip_suffix("ing").or_else(|| word.strip_suffix("in'")) {
        Some(rest) if stem::has_vowel(rest) => stem::restore(rest),
        _ => word.into(),
    }
}

fn noun(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("men").filter(|rest| rest.len() > 1) {
        return format!("{rest}man");
    }
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    if let Some(rest) = word.strip_suffix("uses").filter(|rest| rest.len() > 1 && !US_WITH_E.iter().any(|e| rest.ends_with(e))) {
        return format!("{rest}us");
    }
    without_s(word)
}

/// What stands before "uses" in nouns that end in "use"; the others, such as "viruses", end in "us".
const US_WITH_E: &[&str] = &["ho", "ca", "la", "pa", "spo", "exc", "ab", "f", "blo", "gro", "m", "re", "mis", "acc"];

/// Takes the "s" or "es" off.
fn without_s(word: &str) -> String {
    if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) || word.len() < 3 {
        return word.into();
    }
    let hissing = ["s", "x", "z", "ch", "sh"];
    match word.strip_suffix("es") {
        Some(rest) if hissing.iter().any(|end| rest.ends_with(end)) => stem::restore_e(rest),
        _ => word.strip_suffix('s').unwrap_or(word).into(),
    }
}

fn adjective(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ier").or_else(|| word.strip_suffix("iest")) {
        return format!("{rest}y");
    }
    match word.strip_suffix("er").or_else(|| word.strip_suffix("est")) {
        Some(rest) if stem::has_vowel(rest) => stem::restore(rest),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, pairs: &str) {
        let wrong = |pair: &&str| pair.split_once('>').is_none_or(|(word, expected)| lemma(word, tag) != expected);
        let wrong: Vec<&str> = pairs.split_whitespace().filter(wrong).collect();
        assert!(wrong.is_empty(), "{tag}: {wrong:?}");
    }

    #[test]
    fn pasts() {
        let pairs = "struck>strike killed>kill wounded>wound hit>hit shot>shoot was>be were>be fired>fire had>have said>say \
            targeted>target launched>launch destroyed>destroy bombed>bomb shelled>shell attacked>attack injured>injure died>die \
            carried>carry claimed>claim denied>deny seized>seize besieged>besiege executed>execute raided>raid ambushed>ambush \
            detonated>detonate exploded>explode evacuated>evacuate intercepted>intercept downed>down stopped>stop planned>plan \
            patrolled>patrol controlled>control fled>flee freed>free agreed>agree needed>need added>add created>create treated>treat \
            repeated>repeat defeated>defeat united>unite visited>visit limited>limit invited>invite provided>provide avoided>avoid \
            included>include damaged>damage changed>change ranged>range charged>charge merged>merge belonged>belong opened>open \
            threatened>threaten intervened>intervene combined>combine trained>train joined>join mentioned>mention abandoned>abandon \
            declared>declare appeared>appear required>require repaired>repair restored>restore explored>explore monitored>monitor \
            captured>capture occurred>occur tortured>torture entered>enter delivered>deliver settled>settle toppled>topple \
            assembled>assemble hurled>hurl escaped>escape stripped>strip developed>develop kidnapped>kidnap provoked>provoke \
            looked>look described>describe accused>accuse focused>focus caused>cause passed>pass released>release closed>close \
            dispersed>disperse collapsed>collapse announced>announce forced>force rescued>rescue argued>argue served>serve \
            arrested>arrest wasted>waste used>use named>name owed>owe allowed>allow fixed>fix played>play vetoed>veto panicked>panic \
            fuelled>fuel called>call cancelled>cancel pushed>push breathed>breathe concluded>conclude persuaded>persuade quoted>quote \
            voted>vote promoted>promote compared>compare squared>square guided>guide completed>complete shouted>shout \
            contributed>contribute rocketed>rocket stabbed>stab gunned>gun mined>mine reconciled>reconcile exiled>exile failed>fail \
            strafed>strafe torched>torch blamed>blame aimed>aim assumed>assume welcomed>welcome bombarded>bombard boycotted>boycott \
            neutralised>neutralise neutralized>neutralize retaliated>retaliate surrendered>surrender lied>lie led>lead saw>see found>find";
        check("VBD", pairs);
        check("VBN", "slain>slay taken>take driven>drive been>be blown>blow overrun>overrun bound>bind killed>kill");
    }

    #[test]
    fn gerunds() {
        let pairs = "bombing>bomb killing>kill firing>fire shelling>shell striking>strike hitting>hit being>be dying>die lying>lie \
            fleeing>flee seeing>see wounding>wound making>make leaving>leave using>use running>run carrying>carry going>go having>have \
            bringing>bring challenging>challenge planning>plan including>include according>accord targeting>target dropping>drop \
            hurting>hurt beginning>begin forcing>force driving>drive writing>write sitting>sit editing>edit";
        check("VBG", pairs);
    }

    #[test]
    fn other_verb_forms() {
        check(
            "VBZ",
            "strikes>strike attacks>attack is>be 's>be has>have does>do goes>go carries>carry causes>cause passes>pass \
            reaches>reach pushes>push seizes>seize fixes>fix dies>die vetoes>veto focuses>focus says>say breathes>breathe flies>fly",
        );
        check("VBP", "are>be 're>be 've>have fire>fire found>found wound>wound are>be");
        check("VB", "lay>lay be>be");
        check("MD", "ca>can wo>will 'll>will 'd>will would>would could>could may>may");
    }

    #[test]
    fn nouns() {
        let pairs = "attacks>attack bombings>bombing men>man women>woman children>child gunmen>gunman policemen>policeman bases>base \
            lives>life houses>house viruses>virus causes>cause crises>crisis casualties>casualty bodies>body ties>tie buses>bus \
            churches>church missiles>missile axes>axis heroes>hero forces>force clashes>clash explosives>explosive boxes>box \
            ceasefires>ceasefire headquarters>headquarters barracks>barracks series>series gases>gas spouses>spouse sizes>size \
            passes>pass prizes>prize thieves>thief ambushes>ambush";
        check("NNS", pairs);
        check("NN", "bombing>bombing Killing>killing bus>bus");
        check("NNPS", "Houthis>Houthis");
        check("NNP", "Hamas>Hamas");
    }

    #[test]
    fn adjectives_and_adverbs() {
        check("JJR", "larger>large bigger>big heavier>heavy higher>high safer>safe worse>bad more>many fewer>few later>late");
        check("JJS", "deadliest>deadly largest>large highest>high");
        check("RB", "n't>not Reportedly>reportedly");
    }

    #[test]
    fn odd_words_stay_words() {
        for tag in ["NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "VB"] {
            for word in ["s", "ed", "ing", "es", "é", "ies", "ied", "es̈", "", "ssss", "zz", "ier", "men", "uses"] {
                lemma(word, tag);
            }
        }
    }
}
