//! Disk: the project file, the thread that writes it, atomic files for exports, and settings.

pub mod atomic;
pub mod backup;
pub mod crash;
pub mod error;
pub mod locate;
pub mod lock;
pub mod project_file;
mod record;
pub mod salvage;
pub mod sample;
pub mod schema;
pub mod search;
pub mod settings;
pub mod spool;
pub mod writer;

pub use error::StoreError;
pub use project_file::{Access, ProblemRow, ProjectFile, ProjectInfo, Stored};
pub use settings::Settings;
pub use writer::{Report, Writer};
