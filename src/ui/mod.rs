//! The window: the only layer that names egui, eframe, egui_plot and rfd.
