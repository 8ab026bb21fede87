//! Saving a picture: the file is asked for, then written in the background, whole or not at all.

use super::{Format, Picture, svg};
use crate::store::atomic;
use crate::ui::app::App;
use crate::ui::job::Message;
use crate::ui::picker::Wanted;
use std::path::{Path, PathBuf};

impl App {
    /// Asks where `picture` is to go.
    pub(in crate::ui) fn save_picture(&mut self, picture: Picture) {
        let wanted = Wanted::Picture(picture.format);
        self.picture = Some(picture);
        let task = self.jobs.pick(&self.options.picker, wanted);
        self.workspace.tasks.push(task);
    }

    /// Writes the picture that waits.
    pub(in crate::ui) fn write_picture(&mut self, mut path: PathBuf) {
        let Some(picture) = self.picture.take() else { return };
        if path.extension().is_none() {
            path.set_extension(picture.format.ending());
        }
        let task = self.jobs.start("Saving a picture", false, move |handle| {
            handle.mail.send(match write(&picture, &path) {
                Ok(()) => Message::Told(format!("The {} is in {}", picture.name, path.display())),
                Err(why) => Message::Failed(format!("The {} could not be written into {}: {why}", picture.name, path.display())),
            });
        });
        self.workspace.tasks.push(task);
    }
}

fn write(picture: &Picture, path: &Path) -> Result<(), String> {
    let bytes = match picture.format {
        Format::Png => svg::png(&picture.content)?,
        Format::Svg | Format::Csv => picture.content.clone().into_bytes(),
    };
    atomic::write_bytes(path, &bytes).map_err(|e| e.to_string())
}
