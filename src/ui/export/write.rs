//! The job that writes an export.

use super::Request;
use crate::export::{ExportOptions, export};
use crate::review::Dataset;
use crate::ui::app::App;
use crate::ui::job::Message;

impl App {
    /// Writes the dataset in the background and remembers the choice.
    pub(in crate::ui) fn export(&mut self, request: Request) {
        let mut settings = self.workspace.settings.clone();
        settings.last_export = request.remembered();
        self.keep_settings(settings);
        let versions = self.workspace.versions.clone().unwrap_or_default();
        let options = ExportOptions {
            reviewed_only: request.reviewed_only,
            excel_safe: request.excel_safe,
            engine: versions.engine.clone(),
            lexicon_version: versions.lexicon.clone(),
            exported_at: jiff::Timestamp::now().to_string(),
        };
        let mut dataset = self.workspace.dataset.clone();
        let task = self.jobs.start("Exporting", false, move |handle| {
            dataset.write_notes(|fields| crate::events::note(fields, &versions.names));
            handle.mail.send(match write(&dataset, &options, &request) {
                Ok(sentence) => Message::Told(sentence),
                Err(sentence) => Message::Failed(sentence),
            });
        });
        self.workspace.tasks.push(task);
        self.workspace.dialog = None;
    }
}

/// Writes every format of the request; the sentence tells which files there are now, or what went wrong.
fn write(dataset: &Dataset, options: &ExportOptions, request: &Request) -> Result<String, String> {
    let mut files = Vec::new();
    for key in &request.formats {
        files.extend(export(dataset, options, key, &request.folder).map_err(|error| error.to_string())?);
    }
    let names: Vec<String> = files.iter().filter_map(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned()).collect();
    Ok(format!("Exported into {}: {}", request.folder.display(), names.join(", ")))
}
