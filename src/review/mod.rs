//! Decisions over extraction: what the analyst said, how it is undone, and the dataset that the two come to.

pub mod alike;
pub mod anchor;
mod carry;
pub mod changes;
pub mod command;
pub mod dataset;
pub mod decision;
mod draft;
mod draft_values;
pub mod guidance;
pub mod journal;
pub mod names;
pub mod progress;
pub mod queue;
pub mod remark;
pub mod resolve;
mod resolve_event;
mod resolve_fields;
pub mod reviewed;
pub mod target;

pub use alike::{Alike, Occurrence, Wish, alike, wish_of};
pub use carry::carry;
pub use changes::Changes;
pub use command::{Command, Refusal, State, plan};
pub use dataset::Dataset;
pub use decision::{ArticleState, Change, Decision, Decisions, MentionEdit, NewValue, TallyDraft, Verdict};
pub use guidance::{asks_for_assembly, guidance};
pub use journal::{Journal, Row};
pub use names::{same_names, taught};
pub use progress::{Progress, Share, progress};
pub use queue::{Why, queue};
pub use remark::Remarks;
pub use resolve::resolve;
pub use resolve_fields::{article_value, tally_value};
pub use reviewed::{FieldReview, Review, Reviewed, ReviewedArticle, ReviewedEvent, ReviewedMention, ReviewedReport, ReviewedTally};
pub use target::{ArticleFieldName, TallyFieldName, Target};
