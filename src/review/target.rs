//! What a decision is about, named by content: article, words and kind. So a decision outlives re-extraction, renaming and moving.

use crate::model::{ActorKey, Field, Kind, Mention, Report, ReportKey, Span, Tally};
use serde::{Deserialize, Serialize};

/// A correctable field of a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TallyFieldName {
    /// What is counted.
    Of,
    /// The number.
    Count,
    /// How it is qualified.
    Qualifier,
    /// The baseline.
    Since,
    /// Up to when.
    AsOf,
    /// Whose attacks.
    By,
    /// On whom.
    On,
    /// Where.
    Places,
    /// What the source leaves out.
    Excludes,
    /// Who states it.
    Source,
}

impl TallyFieldName {
    /// Every field, in the order of the tally card.
    pub const ALL: [Self; 10] =
        [Self::Of, Self::Count, Self::Qualifier, Self::Since, Self::AsOf, Self::By, Self::On, Self::Places, Self::Excludes, Self::Source];

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Of => ("of", "Counts"),
            Self::Count => ("count", "Number"),
            Self::Qualifier => ("qualifier", "Qualifier"),
            Self::Since => ("since", "Since"),
            Self::AsOf => ("as_of", "As of"),
            Self::By => ("by", "By"),
            Self::On => ("on", "On"),
            Self::Places => ("places", "Places"),
            Self::Excludes => ("excludes", "Excludes"),
            Self::Source => ("source", "Source"),
        }
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().1
    }
}

/// A correctable field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleFieldName {
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Published,
    /// Where it was published on the web.
    Url,
}

impl ArticleFieldName {
    /// Every field, in the order of the article card.
    pub const ALL: [Self; 5] = [Self::Title, Self::Outlet, Self::Byline, Self::Published, Self::Url];

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("title", "Headline"),
            Self::Outlet => ("outlet", "Outlet"),
            Self::Byline => ("byline", "Byline"),
            Self::Published => ("published", "Published"),
            Self::Url => ("url", "Web address"),
        }
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().1
    }
}

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Target {
    /// A mention, named as the machine or the analyst first had it.
    Mention {
        /// The article's id.
        article: String,
        /// The words' place.
        span: Span,
        /// The words.
        quote: String,
        /// The kind that was decided on.
        kind: Kind,
    },
    /// One article's account of an event.
    Report {
        /// The report.
        key: ReportKey,
    },
    /// A field of a report.
    ReportField {
        /// The report.
        key: ReportKey,
        /// The field.
        field: Field,
    },
    /// The event that holds the report `key`, whichever that is after regrouping.
    Event {
        /// The event's founding report when the decision was made.
        key: ReportKey,
    },
    /// A field of the event that holds the report `key`.
    EventField {
        /// The event's founding report when the decision was made.
        key: ReportKey,
        /// The field.
        field: Field,
    },
    /// A running total.
    Tally {
        /// The article's id.
        article: String,
        /// The words' place.
        span: Span,
        /// The words.
        quote: String,
    },
    /// A field of a running total.
    TallyField {
        /// The article's id.
        article: String,
        /// The words' place.
        span: Span,
        /// The words.
        quote: String,
        /// The field.
        field: TallyFieldName,
    },
    /// An article as a whole: its state.
    Article {
        /// The article's id.
        article: String,
    },
    /// A field of an article.
    ArticleField {
        /// The article's id.
        article: String,
        /// The field.
        field: ArticleFieldName,
    },
    /// A stretch that is hidden or read against what intake found.
    Mask {
        /// The article's id.
        article: String,
        /// The stretch.
        span: Span,
        /// Its text.
        quote: String,
    },
    /// Whether two reports tell of one event; `a < b`.
    Pair {
        /// One report.
        a: ReportKey,
        /// The other.
        b: ReportKey,
    },
    /// Whether a thing waits for a second look.
    Flag {
        /// The thing.
        of: Box<Target>,
    },
    /// What is said about a thing.
    Comment {
        /// The thing.
        of: Box<Target>,
    },
    /// A name in the project's own lexicon.
    Taught {
        /// The canonical name.
        name: String,
    },
    /// Whether two names are one actor; `a < b`.
    Actors {
        /// One name.
        a: ActorKey,
        /// The other.
        b: ActorKey,
    },
    /// By which practice the project settles values that do not agree.
    Settling,
}

impl Target {
    /// The name of a mention.
    pub fn mention(mention: &Mention) -> Self {
        Self::Mention { article: mention.article.clone(), span: mention.span, quote: mention.text.clone(), kind: mention.kind }
    }

    /// The name of a report.
    pub fn report(report: &Report) -> Self {
        Self::Report { key: report.key.clone() }
    }

    /// The name of a tally.
    pub fn tally(tally: &Tally) -> Self {
        Self::Tally { article: tally.article.clone(), span: tally.span, quote: tally.text.clone() }
    }

    /// The name of a pair, whichever way round it is given.
    pub fn pair(a: &ReportKey, b: &ReportKey) -> Self {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Self::Pair { a: a.clone(), b: b.clone() }
    }

    /// The name of the flag on `self`.
    #[must_use]
    pub fn flag(&self) -> Self {
        Self::Flag { of: Box::new(self.clone()) }
    }

    /// The name of the comment on `self`.
    #[must_use]
    pub fn comment(&self) -> Self {
        Self::Comment { of: Box::new(self.clone()) }
    }

    /// What a flag or comment is about.
    pub fn remarked(&self) -> Option<&Self> {
        match self {
            Self::Flag { of } | Self::Comment { of } => Some(of),
            _ => None,
        }
    }

    /// The name of a pair of names, whichever way round it is given.
    pub fn actors(a: &ActorKey, b: &ActorKey) -> Self {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Self::Actors { a: a.clone(), b: b.clone() }
    }

    /// The field of `self` (a report or an event) named `field`; other targets have no such field and stay as they are.
    #[must_use]
    pub fn with_field(&self, field: Field) -> Self {
        match self {
            Self::Report { key } | Self::ReportField { key, .. } => Self::ReportField { key: key.clone(), field },
            Self::Event { key } | Self::EventField { key, .. } => Self::EventField { key: key.clone(), field },
            other => other.clone(),
        }
    }

    /// The field of `self` (a tally) named `field`; other targets have no such field and stay as they are.
    #[must_use]
    pub fn with_tally_field(&self, field: TallyFieldName) -> Self {
        match self {
            Self::Tally { article, span, quote } | Self::TallyField { article, span, quote, .. } => {
                Self::TallyField { article: article.clone(), span: *span, quote: quote.clone(), field }
            }
            other => other.clone(),
        }
    }

    /// What a field belongs to; other targets are whole already.
    #[must_use]
    pub fn whole(&self) -> Self {
        match self {
            Self::ReportField { key, .. } => Self::Report { key: key.clone() },
            Self::EventField { key, .. } => Self::Event { key: key.clone() },
            Self::TallyField { article, span, quote, .. } => Self::Tally { article: article.clone(), span: *span, quote: quote.clone() },
            Self::ArticleField { article, .. } => Self::Article { article: article.clone() },
            other => other.clone(),
        }
    }

    /// The id of the article that holds it; of a pair, that of its first report; empty for names and for what is of the whole project.
    pub fn article(&self) -> &str {
        match self {
            Self::Mention { article, .. }
            | Self::Tally { article, .. }
            | Self::TallyField { article, .. }
            | Self::Article { article }
            | Self::ArticleField { article, .. }
            | Self::Mask { article, .. } => article,
            Self::Report { key } | Self::ReportField { key, .. } | Self::Event { key } | Self::EventField { key, .. } | Self::Pair { a: key, .. } => {
                &key.article
            }
            Self::Flag { of } | Self::Comment { of } => of.article(),
            Self::Taught { .. } | Self::Actors { .. } | Self::Settling => "",
        }
    }

    /// The words that it rests on, if it rests on words.
    pub fn words(&self) -> Option<(Span, &str)> {
        match self {
            Self::Mention { span, quote, .. } | Self::Tally { span, quote, .. } | Self::TallyField { span, quote, .. } | Self::Mask { span, quote, .. } => {
                Some((*span, quote))
            }
            Self::Report { key } | Self::ReportField { key, .. } | Self::Event { key } | Self::EventField { key, .. } | Self::Pair { a: key, .. } => {
                Some((key.span, &key.quote))
            }
            Self::Flag { of } | Self::Comment { of } => of.words(),
            Self::Article { .. } | Self::ArticleField { .. } | Self::Taught { .. } | Self::Actors { .. } | Self::Settling => None,
        }
    }

    /// The key of the field in the data contract, for targets that are a field.
    pub fn field_key(&self) -> Option<&'static str> {
        match self {
            Self::ReportField { field, .. } | Self::EventField { field, .. } => Some(field.key()),
            Self::TallyField { field, .. } => Some(field.key()),
            Self::ArticleField { field, .. } => Some(field.key()),
            Self::Article { .. } => Some("state"),
            Self::Flag { of } | Self::Comment { of } if !matches!(**of, Self::Article { .. }) => of.field_key(),
            _ => None,
        }
    }

    /// A few words for the menu: `“Hamas”`, `Killed of the event at “struck”`.
    pub fn label(&self) -> String {
        let short = |text: &str| {
            let mut words: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
            if text.chars().count() > 40 {
                words.push('…');
            }
            format!("“{words}”")
        };
        match self {
            Self::Mention { quote, .. } => short(quote),
            Self::Report { key } => format!("the report at {}", short(&key.quote)),
            Self::ReportField { key, field } => format!("{} of the report at {}", field.label(), short(&key.quote)),
            Self::Event { key } => format!("the event at {}", short(&key.quote)),
            Self::EventField { key, field } => format!("{} of the event at {}", field.label(), short(&key.quote)),
            Self::Tally { quote, .. } => format!("the tally {}", short(quote)),
            Self::TallyField { quote, field, .. } => format!("{} of the tally {}", field.label(), short(quote)),
            Self::Article { .. } => "the article".to_owned(),
            Self::ArticleField { field, .. } => format!("{} of the article", field.label()),
            Self::Mask { quote, .. } => format!("the passage {}", short(quote)),
            Self::Taught { name } => format!("the name {}", short(name)),
            Self::Actors { a, b } => format!("{} and {}", short(&a.name), short(&b.name)),
            Self::Settling => "the settling of values that do not agree".to_owned(),
            Self::Pair { a, b } => format!("the reports at {} and {}", short(&a.quote), short(&b.quote)),
            Self::Flag { of } => format!("the flag on {}", of.label()),
            Self::Comment { of } => format!("the comment on {}", of.label()),
        }
    }
}
