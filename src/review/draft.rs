//! The decisions of one command while it is planned: what is in force, and over it what the command puts and takes.

use super::command::{Refusal, State};
use super::decision::Settled;
use super::draft_values::{capital, check, says_nothing, trimmed, without_reasons, words_of};
use super::resolve_event::snapshot;
use super::resolve_fields::{article_value, no_article_value, same, set_tally_value, tally_value};
use super::{ArticleState, Change, Decision, MentionEdit, NewValue, ReviewedArticle, ReviewedMention, ReviewedTally, TallyDraft, Target, Verdict, anchor};
use crate::model::{EventFields, FieldValue, Kind, ReportKey, Span};
use std::collections::BTreeMap;

/// The targets that take no verdict.
macro_rules! undecidable {
    () => {
        Target::Pair { .. }
            | Target::Mask { .. }
            | Target::Article { .. }
            | Target::Taught { .. }
            | Target::Actors { .. }
            | Target::Settling
            | Target::Flag { .. }
            | Target::Comment { .. }
    };
}

/// See the module.
pub(super) struct Draft<'a> {
    state: State<'a>,
    by: &'a str,
    at: &'a str,
    over: BTreeMap<Target, Option<Decision>>,
    /// With whom the decisions of the moment are settled.
    pub(super) settling: Option<Settled>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(state: State<'a>, by: &'a str, at: &'a str) -> Self {
        Self { state, by, at, over: BTreeMap::new(), settling: None }
    }

    /// What it comes to; decisions that say what was said already are left out.
    pub(super) fn changes(self) -> Vec<Change> {
        let says = |d: &Option<Decision>| d.as_ref().map(|d| (d.verdict, d.value.clone(), d.note.clone(), d.settled.clone()));
        let change = |(target, after): (Target, Option<Decision>)| {
            let before = self.state.decisions.get(&target).cloned();
            (says(&before) != says(&after)).then_some(Change { target, before, after })
        };
        self.over.into_iter().filter_map(change).collect()
    }

    pub(super) fn flag(&mut self, target: &Target, on: bool) -> Result<(), Refusal> {
        self.remarkable(target)?;
        match (self.state.dataset.remarks(target).flag, on) {
            (None, true) => self.put(&target.flag(), Verdict::Flagged, None),
            (Some(flag), false) => self.take(&flag.target),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn comment(&mut self, target: &Target, text: &str) -> Result<(), Refusal> {
        self.remarkable(target)?;
        let there = self.state.dataset.remarks(target).comment.map_or_else(|| target.comment(), |c| c.target.clone());
        match text.trim() {
            "" => self.take(&there),
            text => self.put(&there, Verdict::Commented, Some(NewValue::Text(Some(text.to_owned())))),
        }
        Ok(())
    }

    fn remarkable(&self, target: &Target) -> Result<(), Refusal> {
        match target {
            Target::Pair { .. } | Target::Mask { .. } | Target::Taught { .. } | Target::Actors { .. } | Target::Flag { .. } | Target::Comment { .. } => {
                Err(Refusal::NotRemarkable(capital(target)))
            }
            Target::Article { article } => self.article(article).map(|_| ()),
            other => self.present(other).map(|_| ()),
        }
    }

    /// A verdict is the second look that a flag asked for.
    fn looked_at(&mut self, target: &Target) {
        if let Some(flag) = self.state.dataset.remarks(target).flag {
            self.take(&flag.target);
        }
    }

    pub(super) fn confirm(&mut self, target: &Target) -> Result<(), Refusal> {
        self.looked_at(target);
        match (target, self.get(target).map(|d| d.verdict)) {
            (undecidable!(), _) => Err(Refusal::NotDecidable(capital(target))),
            (_, Some(Verdict::Corrected | Verdict::Added)) => Ok(()),
            _ => {
                let value = self.present(target)?;
                self.put(target, Verdict::Confirmed, value);
                Ok(())
            }
        }
    }

    pub(super) fn reject(&mut self, target: &Target) -> Result<(), Refusal> {
        self.looked_at(target);
        match (target, self.get(target).map(|d| d.verdict)) {
            (undecidable!(), _) => Err(Refusal::NotDecidable(capital(target))),
            (_, Some(Verdict::Added)) => {
                self.take_whole(target);
                Ok(())
            }
            _ => {
                self.present(target)?;
                self.put(target, Verdict::Rejected, None);
                Ok(())
            }
        }
    }

    /// Back to undecided, with the fields; what the analyst added stays, but its corrections go.
    pub(super) fn reopen(&mut self, target: &Target) {
        for within in self.decided_within(target) {
            if self.get(&within).is_some_and(|d| d.verdict != Verdict::Added) {
                self.take(&within);
            }
        }
    }

    pub(super) fn correct(&mut self, target: &Target, value: &NewValue) -> Result<(), Refusal> {
        match (target, value) {
            (Target::Mention { .. }, NewValue::Mention(edit)) => self.correct_mention(target, edit),
            (Target::ReportField { .. } | Target::EventField { .. }, NewValue::Field(value)) => self.correct_field(target, value),
            (Target::TallyField { field, .. }, value) => {
                let mut tally = self.tally(target)?.item.clone();
                if !set_tally_value(&mut tally, *field, value.clone()) {
                    return Err(Refusal::WrongValue(capital(target)));
                }
                self.put_or_confirm(target, tally_value(&tally, *field), |a, b| a == b)
            }
            (Target::ArticleField { field, .. }, NewValue::Text(_) | NewValue::Date(_)) => {
                let value = trimmed(value);
                if std::mem::discriminant(&value) != std::mem::discriminant(&no_article_value(*field)) {
                    return Err(Refusal::WrongValue(capital(target)));
                }
                self.put_or_confirm(target, value, |a, b| a == b)
            }
            _ => Err(Refusal::WrongValue(capital(target))),
        }
    }

    pub(super) fn note(&mut self, target: &Target, note: &str) -> Result<(), Refusal> {
        let mut decision = self.get(target).cloned().ok_or_else(|| Refusal::NothingToNote(target.label()))?;
        decision.note = Some(note.trim().to_owned()).filter(|n| !n.is_empty());
        (decision.by, decision.at) = (self.by.to_owned(), self.at.to_owned());
        self.over.insert(target.clone(), Some(decision));
        Ok(())
    }

    pub(super) fn add_mention(&mut self, article: &str, span: Span, kind: Kind, edit: &MentionEdit) -> Result<(), Refusal> {
        let (article, span, quote) = self.words(article, span)?;
        let target = Target::Mention { article: article.article.id.clone(), span, quote, kind };
        let edit = NewValue::Mention(edit.clone());
        if let Some(there) = article.mentions.iter().find(|m| m.item.span == span && m.item.kind == kind) {
            return match self.get(&there.target).map(|d| d.verdict) {
                Some(Verdict::Rejected) => self.confirm(&there.target.clone()),
                _ => Err(Refusal::Twice(target.label(), kind.label())),
            };
        }
        self.put(&target, Verdict::Added, Some(edit));
        Ok(())
    }

    pub(super) fn add_tally(&mut self, article: &str, span: Span, tally: &TallyDraft) -> Result<(), Refusal> {
        let (article, span, quote) = self.words(article, span)?;
        let target = Target::Tally { article: article.article.id.clone(), span, quote };
        if article.tallies.iter().any(|t| t.item.span == span && t.review.stands()) {
            return Err(Refusal::Twice(target.label(), Kind::Tally.label()));
        }
        self.put(&target, Verdict::Added, Some(NewValue::Tally(Box::new(tally.clone()))));
        Ok(())
    }

    pub(super) fn add_event(&mut self, article: &str, span: Span, fields: &EventFields) -> Result<(), Refusal> {
        let (article, span, quote) = self.words(article, span)?;
        crate::model::Field::ALL.into_iter().try_for_each(|f| check(&fields.get(f)))?;
        let key = ReportKey { article: article.article.id.clone(), span, quote };
        if article.reports.iter().any(|r| r.item.key == key && r.review.stands()) {
            return Err(Refusal::Twice(Target::Event { key }.label(), "an event"));
        }
        self.put(&Target::Event { key }, Verdict::Added, Some(NewValue::Event(Box::new(fields.clone()))));
        Ok(())
    }

    pub(super) fn pair(&mut self, a: &ReportKey, b: &ReportKey, verdict: Verdict) -> Result<(), Refusal> {
        if a == b {
            return Err(Refusal::SameReport);
        }
        self.put(&Target::pair(a, b), verdict, None);
        Ok(())
    }

    /// Hides or reads a stretch; earlier masks inside it go.
    pub(super) fn mask(&mut self, article: &str, span: Span, hidden: bool) -> Result<(), Refusal> {
        let (article, span, quote) = self.words(article, span)?;
        let id = &article.article.id;
        let inside = |t: &Target| matches!(t, Target::Mask { span: old, .. } if span.contains(*old));
        let earlier: Vec<Target> = self.in_force(id).into_iter().filter(inside).collect();
        for mask in &earlier {
            self.take(mask);
        }
        let already = article.article.blocks.iter().filter(|b| b.span.overlaps(span)).all(|b| b.kind.is_read() != hidden);
        if !already || !earlier.is_empty() {
            self.put(&Target::Mask { article: id.clone(), span, quote }, Verdict::Corrected, Some(NewValue::Hidden(hidden)));
        }
        Ok(())
    }

    pub(super) fn set_state(&mut self, article: &str, state: ArticleState) -> Result<(), Refusal> {
        let target = self.article(article)?.target();
        match state {
            ArticleState::Open => self.take(&target),
            state => self.put(&target, Verdict::Corrected, Some(NewValue::State(state))),
        }
        Ok(())
    }

    fn correct_mention(&mut self, target: &Target, edit: &MentionEdit) -> Result<(), Refusal> {
        let mut edit = edit.clone();
        let article = self.article(target.article())?;
        if let Some(span) = edit.span {
            edit.span = Some(words_of(&article.article.text, span).ok_or(Refusal::NoWords)?.0);
        }
        let present = self.mention(target)?;
        let (span, kind) = (edit.span.unwrap_or(present.item.span), edit.kind.unwrap_or(present.item.kind));
        let rival = |m: &&ReviewedMention| m.target != *target && m.review.stands() && m.item.span == span && m.item.kind == kind;
        if let Some(rival) = article.mentions.iter().find(rival) {
            return Err(Refusal::Twice(rival.target.label(), kind.label()));
        }
        let (verdict, before) = match self.get(target) {
            Some(Decision { verdict: Verdict::Added, value: Some(NewValue::Mention(before)), .. }) => (Verdict::Added, before.clone()),
            Some(Decision { value: Some(NewValue::Mention(before)), .. }) => (Verdict::Corrected, before.clone()),
            _ => (Verdict::Corrected, MentionEdit::default()),
        };
        let edit = before.then(edit);
        let verdict = if verdict == Verdict::Corrected && says_nothing(&edit, present) { Verdict::Confirmed } else { verdict };
        self.put(target, verdict, Some(NewValue::Mention(edit)).filter(|_| verdict != Verdict::Confirmed));
        Ok(())
    }

    fn correct_field(&mut self, target: &Target, value: &FieldValue) -> Result<(), Refusal> {
        let NewValue::Field(value) = trimmed(&NewValue::Field(value.clone())) else { return Err(Refusal::WrongValue(capital(target))) };
        check(&value)?;
        let (Target::ReportField { field, .. } | Target::EventField { field, .. }) = target else { return Err(Refusal::WrongValue(capital(target))) };
        EventFields::default().set(*field, value.clone()).map_err(|e| Refusal::WrongValue(e.0.label().to_owned()))?;
        self.put_or_confirm(target, NewValue::Field(value), |a, b| match (a, b) {
            (NewValue::Field(a), NewValue::Field(b)) => same(a, b),
            _ => false,
        })
    }

    /// A correction; one that says what the machine says is a confirmation.
    fn put_or_confirm(&mut self, target: &Target, value: NewValue, same: impl Fn(&NewValue, &NewValue) -> bool) -> Result<(), Refusal> {
        let machine = self.original(target)?;
        let verdict = if same(&machine, &value) { Verdict::Confirmed } else { Verdict::Corrected };
        self.put(target, verdict, Some(value));
        Ok(())
    }

    /// What the machine says of a field.
    fn original(&self, target: &Target) -> Result<NewValue, Refusal> {
        let gone = || Refusal::Gone(capital(target));
        match target {
            Target::ReportField { field, .. } => {
                let report = self.report(target)?;
                Ok(report.fields.get(field).map_or_else(|| NewValue::Field(report.item.fields.get(*field)), |f| f.original.clone()))
            }
            Target::EventField { field, .. } => {
                let event = self.event(target)?;
                Ok(event.fields.get(field).map_or_else(|| NewValue::Field(event.item.fields.get(*field)), |f| f.original.clone()))
            }
            Target::TallyField { field, .. } => {
                let tally = self.tally(target)?;
                Ok(tally.fields.get(field).map_or_else(|| tally_value(&tally.item, *field), |f| f.original.clone()))
            }
            Target::ArticleField { article, field } => {
                let article = self.article(article)?;
                Ok(article.fields.get(field).map_or_else(|| article_value(&article.article, *field), |f| f.original.clone()))
            }
            _ => Err(gone()),
        }
    }

    /// What a confirmation of `target` remembers of it; refused where there is nothing to confirm.
    fn present(&self, target: &Target) -> Result<Option<NewValue>, Refusal> {
        match target {
            Target::Mention { .. } => self.mention(target).map(|_| None),
            Target::Tally { .. } => self.tally(target).map(|_| None),
            Target::Report { .. } => self.report(target).map(|r| Some(snapshot(&r.original.as_ref().map_or(&r.item, |o| o).fields))),
            Target::Event { .. } => self.event(target).map(|e| Some(snapshot(&e.original.as_ref().map_or(&e.item, |o| o).fields))),
            Target::ReportField { .. } | Target::EventField { .. } | Target::TallyField { .. } | Target::ArticleField { .. } => {
                self.original(target).map(|v| Some(without_reasons(v)))
            }
            undecidable!() => Ok(None),
        }
    }

    fn article(&self, id: &str) -> Result<&'a ReviewedArticle, Refusal> {
        self.state.dataset.article(id).map(AsRef::as_ref).ok_or(Refusal::NoArticle)
    }

    fn mention(&self, target: &Target) -> Result<&'a ReviewedMention, Refusal> {
        self.article(target.article())?.mentions.iter().find(|m| m.target == *target).ok_or_else(|| Refusal::Gone(capital(target)))
    }

    fn tally(&self, target: &Target) -> Result<&'a ReviewedTally, Refusal> {
        let article = self.article(target.article())?;
        let at = target.words().and_then(|(span, quote)| anchor::find(&article.article.text, span, quote));
        article.tallies.iter().find(|t| Some(t.item.span) == at).ok_or_else(|| Refusal::Gone(capital(target)))
    }

    fn report(&self, target: &Target) -> Result<&'a super::ReviewedReport, Refusal> {
        let article = self.article(target.article())?;
        let (Target::Report { key } | Target::ReportField { key, .. } | Target::Event { key } | Target::EventField { key, .. }) = target else {
            return Err(Refusal::Gone(capital(target)));
        };
        anchor::report(&article.reports, &article.article.text, key).ok_or_else(|| Refusal::Gone(capital(target)))
    }

    fn event(&self, target: &Target) -> Result<&'a super::ReviewedEvent, Refusal> {
        let report = self.report(target)?;
        self.state.dataset.event_of_report(&report.item.id).map(AsRef::as_ref).ok_or_else(|| Refusal::Gone(capital(target)))
    }

    /// The article with `span` shrunk to its words, and the words.
    fn words(&self, article: &str, span: Span) -> Result<(&'a ReviewedArticle, Span, String), Refusal> {
        let article = self.article(article)?;
        let (span, quote) = words_of(&article.article.text, span).ok_or(Refusal::NoWords)?;
        Ok((article, span, quote.to_owned()))
    }

    pub(super) fn get(&self, target: &Target) -> Option<&Decision> {
        match self.over.get(target) {
            Some(decision) => decision.as_ref(),
            None => self.state.decisions.get(target),
        }
    }

    /// The decisions about names that are in force.
    pub(super) fn about_names(&self) -> impl Iterator<Item = &Decision> {
        self.in_force("").into_iter().filter_map(|t| self.get(&t))
    }

    pub(super) fn put(&mut self, target: &Target, verdict: Verdict, value: Option<NewValue>) {
        let note = self.get(target).and_then(|d| d.note.clone());
        let decision =
            Decision { seq: 0, target: target.clone(), verdict, value, at: self.at.to_owned(), by: self.by.to_owned(), note, settled: self.settling.clone() };
        self.over.insert(target.clone(), Some(decision));
    }

    pub(super) fn take(&mut self, target: &Target) {
        self.over.insert(target.clone(), None);
    }

    /// Takes an addition away, and the decisions on its fields with it.
    fn take_whole(&mut self, target: &Target) {
        for within in self.decided_within(target) {
            self.take(&within);
        }
    }

    /// The targets in force of the article `id`, those of this command included.
    fn in_force(&self, id: &str) -> Vec<Target> {
        let before = self.state.decisions.of_article(id).map(|d| &d.target);
        let all = before.chain(self.over.keys().filter(|t| t.article() == id));
        all.filter(|t| self.get(t).is_some()).cloned().collect()
    }

    /// `target` and its fields, as far as there are decisions on them.
    fn decided_within(&self, target: &Target) -> Vec<Target> {
        let within = |t: &Target| *t == *target || (t.whole() == *target && !matches!(target, Target::Article { .. }));
        self.in_force(target.article()).into_iter().filter(within).collect()
    }
}
