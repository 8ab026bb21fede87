//! Tells in the log how long the first frame took: from the start of the program until the frame after it begins.

use std::time::Instant;

/// Counts the frames until the first has been on the screen.
#[derive(Debug)]
pub struct FirstFrame {
    started: Instant,
    frames: u8,
}

impl FirstFrame {
    /// Measures from `started`.
    pub fn since(started: Instant) -> Self {
        Self { started, frames: 0 }
    }

    /// To be called as each frame begins. The second one begins when the first has been handed to the screen, so that moment is logged.
    pub fn begin(&mut self, ctx: &egui::Context) {
        match self.frames {
            0 => ctx.request_repaint(),
            1 => tracing::info!("first frame after {} ms", self.started.elapsed().as_millis()),
            _ => return,
        }
        self.frames += 1;
    }
}
