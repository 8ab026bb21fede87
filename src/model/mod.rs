//! The nouns of the program. This layer uses nothing of ours; everything else speaks in these words.
//!
//! Offsets are byte ranges into `Article::text`, always on character boundaries; exports turn them into code points.

pub mod actor;
pub mod article;
pub mod casualty;
pub mod count;
pub mod country;
pub mod event;
pub mod field;
pub mod guidance;
pub mod kind;
pub mod likeness;
pub mod mention;
pub mod provenance;
pub mod report;
pub mod roster;
pub mod sheet;
pub mod span;
pub mod tally;
pub mod taught;
pub mod when;

pub use actor::{ActorKey, ActorSort, SameNames};
pub use article::{Article, Block, BlockKind};
pub use casualty::{Binding, CasualtyRole};
pub use count::{Count, Qualifier};
pub use event::{Conflict, Event, EventFields, Extraction, Outcome, Place, PlacePrecision, Reading};
pub use field::{Field, FieldValue};
pub use guidance::{Guidance, Settling};
pub use kind::Kind;
pub use likeness::{Likeness, Link, Part};
pub use mention::{Geo, Mention, TriggerKind, Value};
pub use provenance::{Basis, Reason, Resolved};
pub use report::{Argument, Attribution, Modality, Report, ReportKey, Role, Stance};
pub use roster::{Named, Roster, Use};
pub use sheet::{Head, Sheet, Shelf};
pub use span::{CharIndex, Span};
pub use tally::{Tally, TallyOf};
pub use taught::Taught;
pub use when::{DatePrecision, EventDate, PartialDate, Season, Tense, Unit, When, Which};
