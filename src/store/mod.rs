//! Disk: the project file, atomic files, settings.
