//! The command line: the same pipe for scripts and clusters.
