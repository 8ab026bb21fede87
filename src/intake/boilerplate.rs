//! The phrases of `assets/boilerplate.toml`: what a line is by its wording alone.

use crate::model::BlockKind;
use regex::{Regex, RegexSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// The longest line, in characters, that a rule without a length of its own may hide.
const LONGEST: usize = 220;

/// One rule as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// A key that never changes.
    #[cfg_attr(not(test), expect(dead_code, reason = "names the rule in the file and in the test of its examples"))]
    pub id: String,
    /// What the line is.
    pub kind: BlockKind,
    /// The rule in plain words, shown to the analyst.
    pub what: String,
    /// A regular expression on the trimmed line.
    pub pattern: String,
    /// The longest line in characters.
    #[serde(default = "longest")]
    pub longest: usize,
    /// Whether headlines of other articles follow.
    #[serde(default)]
    pub opens: bool,
    /// Lines that it must match.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the examples"))]
    pub yes: Vec<String>,
    /// Lines that it must not match.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the examples"))]
    pub no: Vec<String>,
}

fn longest() -> usize {
    LONGEST
}

#[derive(Debug, Deserialize)]
struct File {
    rule: Vec<Rule>,
}

/// The rules, with one automaton for all of them.
pub(super) struct Rules {
    pub rules: Vec<Rule>,
    set: RegexSet,
}

impl Rules {
    fn load(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let set = RegexSet::new(file.rule.iter().map(|r| &r.pattern)).map_err(|e| e.to_string())?;
        Ok(Self { rules: file.rule, set })
    }

    /// The first rule that fits the line.
    pub fn find(&self, line: &str) -> Option<&Rule> {
        let length = line.chars().count();
        self.set.matches(line).into_iter().filter_map(|i| self.rules.get(i)).find(|r| length <= r.longest)
    }
}

static RULES: LazyLock<Result<Rules, String>> = LazyLock::new(|| Rules::load(include_str!("../../assets/boilerplate.toml")));

/// The built-in rule that fits `line`, which is trimmed.
pub(super) fn find(line: &str) -> Option<&'static Rule> {
    RULES.as_ref().ok()?.find(line)
}

/// A regular expression that is written in the program; a faulty one matches nothing, which a test of its user shows.
pub(super) fn expression(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_holds_for_its_examples() {
        let rules = RULES.as_ref().unwrap();
        assert!(!rules.rules.is_empty());
        let mut faults = Vec::new();
        for rule in &rules.rules {
            let regex = Regex::new(&rule.pattern).unwrap();
            let fits = |line: &str| regex.is_match(line) && line.chars().count() <= rule.longest;
            if rule.yes.is_empty() || rule.no.is_empty() {
                faults.push(format!("{} needs an example for and one against", rule.id));
            }
            faults.extend(rule.yes.iter().filter(|l| !fits(l)).map(|l| format!("{} must match {l:?}", rule.id)));
            faults.extend(rule.no.iter().filter_map(|l| Some(format!("{l:?}, no line of {}, is hidden by {}", rule.id, find(l)?.id))));
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<&str> = RULES.as_ref().unwrap().rules.iter().map(|r| r.id.as_str()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
