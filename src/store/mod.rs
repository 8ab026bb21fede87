//! Disk: the project file, the thread that writes it, atomic files for exports, and settings.

pub mod atomic;
pub mod backup;
pub mod crash;
pub mod error;
pub mod load;
pub mod locate;
pub mod lock;
pub mod project_file;
mod record;
pub mod salvage;
pub mod sample;
pub mod schema;
pub mod search;
pub mod settings;
pub mod shelf;
pub mod spool;
pub mod together;
pub mod writer;

pub use error::StoreError;
pub use load::{ProblemRow, Stored};
pub use project_file::{Access, ProjectFile, ProjectInfo};
pub use settings::Settings;
pub use shelf::ProjectShelf;
pub use writer::{Report, Writer};
