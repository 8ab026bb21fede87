//! The job that writes an export.

use super::Request;
use crate::export::{ExportError, ExportOptions, export, in_the_way};
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
            replace: request.replace,
            engine: versions.engine.clone(),
            lexicon_version: versions.lexicon.clone(),
            exported_at: jiff::Timestamp::now().to_string(),
        };
        let mut dataset = self.workspace.dataset.clone();
        let task = self.jobs.start("Exporting", false, move |handle| {
            dataset.write_notes(|fields| crate::events::note(fields, &versions.names));
            handle.mail.send(match write(&dataset, &options, &request) {
                Ok(sentence) => Message::Told(sentence),
                Err(ExportError::WouldReplace(files)) => Message::WouldReplace(request, files),
                Err(error) => Message::Failed(error.to_string()),
            });
        });
        self.workspace.tasks.push(task);
        self.workspace.dialog = None;
    }
}

/// Writes every format of the request, or none where a file of somebody else is in the way; the sentence tells which files there are now.
fn write(dataset: &Dataset, options: &ExportOptions, request: &Request) -> Result<String, ExportError> {
    if !options.replace {
        let mut foreign = Vec::new();
        for key in &request.formats {
            foreign.extend(in_the_way(dataset, options, key, &request.folder)?);
        }
        if !foreign.is_empty() {
            return Err(ExportError::WouldReplace(foreign));
        }
    }
    let mut files = Vec::new();
    for key in &request.formats {
        files.extend(export(dataset, options, key, &request.folder)?);
    }
    let names: Vec<String> = files.iter().filter_map(|f| f.file_name()).map(|n| n.to_string_lossy().into_owned()).collect();
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = if names.len() > NAMED { format!(" and {} more files", names.len() - NAMED) } else { String::new() };
    Ok(format!("Exported into {}: {shown}{more}", request.folder.display()))
}

/// Files that the notice names.
const NAMED: usize = 8;
