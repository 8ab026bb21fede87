//! A reviewer that knows what is right, and reviews a folder by real key presses, clicks and typed letters, each counted.
//! Scrolling and reading are free; a key with others held is one action; typed text is one action a letter.

use super::desk::{Home, Window, dataset, wait};
use super::gold::{Gold, checks, likeness};
use dateline::model::{Field, FieldValue};
use dateline::review::queue::Matter;
use dateline::review::{Review, ReviewedEvent, ReviewedMention, Target};
use dateline::ui::inspector::{candidates, join, new_event, parse, versions};
use dateline::ui::queue::entries;
use dateline::ui::selection;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the review came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Key presses, clicks, drags, typed letters.
    pub actions: usize,
    /// Of those, with the pointer.
    pub pointer: usize,
    /// Of those, letters of values that nothing on the screen offered.
    pub letters: usize,
    /// Events and totals that stand in the end.
    pub events: usize,
    /// Totals that stand in the end.
    pub totals: usize,
    /// Articles.
    pub articles: usize,
    /// Suggestions that were wrong: events and totals that are none, events told twice, values.
    pub wrong: usize,
    /// What the machine did not find: events, values.
    pub missing: usize,
}

impl Tally {
    /// What the review may cost at most, apart from the letters of values that had to be typed.
    pub fn allowed(&self) -> usize {
        self.events + self.totals + self.articles + 2 + 2 * self.wrong + 3 * self.missing
    }
}

/// The reviewer at its desk.
pub struct Reviewer {
    pub window: Window,
    pub tally: Tally,
    gold: Gold,
    keyboard: bool,
    /// The gold events that were met already, by position.
    met: BTreeMap<usize, Target>,
}

const DIGITS: [Key; 10] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];

impl Reviewer {
    /// A reviewer who has not opened anything; with `keyboard`, the pointer is not touched.
    pub fn new(home: &Home, gold: Gold, keyboard: bool) -> Self {
        Self { window: super::desk::closed(home), tally: Tally::default(), gold, keyboard, met: BTreeMap::new() }
    }

    /// The whole job.
    pub fn review(&mut self) {
        self.open();
        let missing = self.missing();
        for at in 0..dataset(&self.window).articles.len() {
            self.read_article(at, &missing);
        }
        self.follow_queue();
        self.export();
        self.sum_up();
    }

    fn key(&mut self, key: Key) {
        self.chord(Modifiers::NONE, key);
    }

    fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.tally.actions += 1;
        super::desk::press_with(&mut self.window, modifiers, key);
    }

    fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.tally.actions += 1;
            self.window.event(egui::Event::Text(letter.to_string()));
            self.window.run_ok();
        }
    }

    fn settle(&mut self) {
        wait(&mut self.window, |app| app.workspace.tasks.is_empty());
    }

    fn selected(&self) -> Option<Target> {
        self.window.state().workspace.selected.clone()
    }

    /// Ctrl+O; the folder is chosen in the system's dialog, which the test answers.
    fn open(&mut self) {
        self.chord(Modifiers::COMMAND, Key::O);
        wait(&mut self.window, |app| app.workspace.project.is_some() && app.workspace.tasks.is_empty());
        self.tally.articles = dataset(&self.window).articles.len();
    }

    fn best(&self, event: &ReviewedEvent) -> Option<usize> {
        let score = |g: &serde_json::Value| likeness(g, &event.item.fields, &event.item.articles);
        let scored = self.gold.events.iter().enumerate().map(|(i, g)| (score(g), i)).filter(|(s, _)| *s > 0.0);
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i)| i)
    }

    /// The gold events that must be there and that no event of the program is like.
    fn missing(&self) -> Vec<usize> {
        let found: BTreeSet<usize> = dataset(&self.window).events.iter().filter_map(|e| self.best(e)).collect();
        let excused = |g: &serde_json::Value| {
            let id = |key: &str| g[key].as_str().map(|s| vec![s.to_owned()]).or_else(|| serde_json::from_value(g[key].clone()).ok()).unwrap_or_default();
            let has = |id: &String| self.gold.events.iter().position(|e| e["id"] == *id).is_some_and(|i| found.contains(&i));
            id("may_merge_with").iter().any(has) || (!id("or_split_into").is_empty() && id("or_split_into").iter().all(has))
        };
        let wanted = self.gold.events.iter().enumerate().filter(|(_, g)| g["required"] != false && !excused(g));
        wanted.map(|(i, _)| i).filter(|i| !found.contains(i)).collect()
    }

    /// Reads an article to its end, adds what it tells and the machine missed, and finishes it with one key.
    fn read_article(&mut self, at: usize, missing: &[usize]) {
        let article = Arc::clone(&dataset(&self.window).articles[at]);
        assert_eq!(self.window.state().workspace.article.as_ref(), Some(&article.article.id), "finishing an article leads to the next one");
        for wanted in missing {
            let gold = self.gold.events[*wanted].clone();
            if !self.met.contains_key(wanted) && gold["articles"][0] == article.article.path.as_str() {
                self.add(*wanted, &gold, &article);
            }
        }
        self.scroll_to_end();
        self.chord(Modifiers::COMMAND, Key::Enter);
        self.settle();
    }

    /// The wheel over the text, until all of it was seen.
    fn scroll_to_end(&mut self) {
        for _ in 0..40 {
            self.wheel(300.0);
        }
    }

    fn wheel(&mut self, by: f32) {
        self.window.hover_at(egui::pos2(600.0, 400.0));
        self.window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -by),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        self.window.run_ok();
    }

    /// An event that the machine did not find: made of words in the sentence that says most of it.
    fn add(&mut self, wanted: usize, gold: &serde_json::Value, article: &dateline::review::ReviewedArticle) {
        let right = |m: &ReviewedMention| checks(gold, &new_event::fields(article, m.item.span)).values().filter(|r| **r).count();
        let words = article.mentions.iter().filter(|m| !m.item.is_quiet());
        let Some(mention) = words.rev().max_by_key(|m| right(m)) else { return };
        self.reach(mention);
        self.key(Key::W);
        self.key(Key::E);
        self.tally.missing += 1;
        let Some(target @ Target::Event { .. }) = self.selected() else { panic!("{:?}", super::desk::notices(&self.window)) };
        self.met.insert(wanted, target);
        self.mend(gold);
    }

    /// Selects the first mention that is called like `mention`, reading on until it is there.
    fn reach(&mut self, mention: &ReviewedMention) {
        let label = format!("{}: {}", mention.item.kind.label(), mention.item.text);
        for _ in 0..60 {
            if self.window.query_all_by_label(&label).next().is_some() {
                let reached = if self.keyboard { self.jump(&label) } else { self.click(&label) };
                if reached {
                    return;
                }
            }
            if self.keyboard { self.key(Key::PageDown) } else { self.wheel(100.0) }
        }
        panic!("{label} is not on the page");
    }

    fn click(&mut self, label: &str) -> bool {
        self.tally.actions += 1;
        self.tally.pointer += 1;
        self.window.query_all_by_label(label).next().expect("it is there").click();
        self.window.run_ok();
        true
    }

    /// Types the letters that lead to a highlight; none lead to one that is only half on the screen.
    fn jump(&mut self, label: &str) -> bool {
        self.key(Key::S);
        let wanted = format!(" reaches {label}");
        let all = self.window.query_all_by_label_contains(&wanted);
        let letters = all.filter_map(|n| n.accesskit_node().value()).find_map(|l| l.strip_suffix(&wanted).map(str::to_owned));
        for letter in letters.iter().flat_map(|l| l.chars()) {
            self.key(Key::from_name(&letter.to_uppercase().to_string()).expect("a key has the letter"));
        }
        if letters.is_none() {
            self.key(Key::Escape);
        }
        letters.is_some()
    }

    /// Goes through the queue until nothing but names is left.
    fn follow_queue(&mut self) {
        if !self.window.state().workspace.queue.on {
            self.key(Key::Q);
        }
        for _ in 0..500 {
            let queued = entries(&self.window.state().workspace);
            if queued.is_empty() {
                break;
            }
            let here = self.selected().and_then(|s| queued.iter().find(|e| self.is_same(&e.target, &s)).cloned());
            match here {
                Some(entry) if entry.matter == Matter::Event => self.event(&entry.target),
                Some(entry) if entry.matter == Matter::Total => self.total(&entry.target),
                Some(_) => self.key(Key::A),
                None => self.key(Key::N),
            }
            self.settle();
        }
    }

    /// Whether two targets name one thing now; two reports may have become one event.
    fn is_same(&self, a: &Target, b: &Target) -> bool {
        let id = |t: &Target| selection::event(dataset(&self.window), t).map(|e| e.item.id.clone());
        a == b || *a == b.whole() || (id(a).is_some() && id(a) == id(b))
    }

    fn event(&mut self, target: &Target) {
        let event = Arc::clone(selection::event(dataset(&self.window), target).expect("it is there"));
        match self.best(&event) {
            Some(at) if self.met.get(&at).is_none_or(|met| self.is_same(met, target)) => {
                self.met.insert(at, target.clone());
                let gold = self.gold.events[at].clone();
                self.mend(&gold);
                self.key(Key::A);
            }
            Some(at) => {
                self.tally.wrong += 1;
                self.join(&event, at);
            }
            None => {
                self.tally.wrong += 1;
                self.key(Key::X);
            }
        }
    }

    /// An event that was met before, told again: joined where the other one is offered, else rejected.
    fn join(&mut self, event: &ReviewedEvent, at: usize) {
        let offered = join::candidates(&self.window.state().workspace, event);
        let met = self.met[&at].clone();
        match offered.iter().position(|c| self.is_same(&c.target, &met)) {
            Some(number) if self.gold.events[at]["required"] != false => {
                self.key(Key::M);
                self.key(DIGITS[number]);
            }
            _ => self.key(Key::X),
        }
    }

    fn total(&mut self, target: &Target) {
        let tally = selection::tally(dataset(&self.window), target).expect("it is there").item.clone();
        let path = dataset(&self.window).article(&tally.article).unwrap().article.path.clone();
        if self.gold.has_total(&path, &tally) {
            self.key(Key::A);
        } else {
            self.tally.wrong += 1;
            self.key(Key::X);
        }
    }

    /// Puts right what the selected card says against `gold`.
    fn mend(&mut self, gold: &serde_json::Value) {
        let target = self.selected().expect("a card is selected");
        for _ in 0..12 {
            let event = Arc::clone(selection::event(dataset(&self.window), &target).expect("it is there"));
            let verdicts: BTreeMap<Field, bool> = checks(gold, &event.item.fields);
            let Some(field) = verdicts.iter().find(|(_, right)| !**right).map(|(f, _)| *f) else { return };
            if event.item.fields.get(field) == FieldValue::Empty {
                self.tally.missing += 1;
            } else {
                self.tally.wrong += 1;
            }
            self.open_field(field);
            let right = |value: &FieldValue| {
                let mut fields = event.item.fields.clone();
                fields.set(field, value.clone()).is_ok() && checks(gold, &fields).get(&field) == Some(&true)
            };
            let offered = candidates::candidates(dataset(&self.window), &event, field, self.window.state().workspace.lexicon());
            if right(&FieldValue::Empty) {
                self.key(Key::Num0);
            } else if let Some(at) = offered.iter().position(right) {
                self.key(DIGITS[at]);
            } else {
                self.type_value(field, gold, &event);
            }
            assert_eq!(self.selected().as_ref().map(Target::whole).as_ref(), Some(&target), "the card stays");
            let now = selection::event(dataset(&self.window), &target).expect("it is there");
            assert_eq!(checks(gold, &now.item.fields).get(&field), Some(&true), "{field:?} of {} {:?}", gold["id"], super::desk::notices(&self.window));
            self.settle();
        }
    }

    fn open_field(&mut self, field: Field) {
        let at = versions::CARD.iter().position(|f| *f == field).expect("every field has a line");
        self.key(DIGITS[at.min(9)]);
        for _ in 9..at {
            self.key(Key::Tab);
        }
    }

    /// The shortest text that means the right value.
    fn type_value(&mut self, field: Field, gold: &serde_json::Value, event: &ReviewedEvent) {
        let length = |v: &&serde_json::Value| v.as_str().map_or(0, str::len);
        let first = |key: &str| gold[key].as_array().and_then(|l| l.iter().filter(|v| !v.is_null()).min_by_key(length)).cloned().unwrap_or_default();
        let text = match field {
            Field::Date => short_date(first("date_ok").as_str().unwrap_or_default(), event),
            Field::Place => first("place_ok").as_str().unwrap_or_default().to_owned(),
            Field::Attackers => first("attacker_ok").as_str().unwrap_or_default().to_owned(),
            Field::Targets => first("target_ok").as_str().unwrap_or_default().to_owned(),
            Field::Suspects => first("suspect_ok").as_str().unwrap_or_default().to_owned(),
            Field::Weapons => first("weapon_ok").as_str().unwrap_or_default().to_owned(),
            Field::Killed => first("killed_ok").to_string(),
            Field::Wounded => first("wounded_ok").to_string(),
            other => panic!("{other:?} cannot be typed: {gold}"),
        };
        self.key(Key::E);
        self.tally.letters += text.chars().count();
        self.type_text(&text);
        self.key(Key::Enter);
    }

    /// Ctrl+E, Enter; the file has a line for every event that stands.
    fn export(&mut self) {
        self.chord(Modifiers::COMMAND, Key::E);
        self.key(Key::Enter);
        self.settle();
    }

    fn sum_up(&mut self) {
        let standing = |r: Review| r.stands();
        self.tally.events = dataset(&self.window).events.iter().filter(|e| standing(e.review)).count();
        self.tally.totals = dataset(&self.window).tallies().filter(|t| standing(t.review)).count();
    }
}

/// `26`, `26 dec`, or the whole date, whichever means it beside the date that stands there.
fn short_date(iso: &str, event: &ReviewedEvent) -> String {
    let near = event.item.fields.date.as_ref().map(|d| d.days().0);
    let wanted = parse::date(iso);
    let day = iso.get(8..10).unwrap_or_default().trim_start_matches('0').to_owned();
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = iso.get(5..7).and_then(|m| m.parse::<usize>().ok()).and_then(|m| months.get(m - 1)).copied().unwrap_or_default();
    let ways = [day.clone(), format!("{day} {month}"), iso.to_owned()];
    let way = ways.iter().find(|w| parse::date_near(w, near) == wanted).cloned();
    way.unwrap_or_else(|| iso.to_owned())
}
