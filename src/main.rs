//! The program: the window, or a command line over the same library.
#![cfg_attr(windows, windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    let started = std::time::Instant::now();
    let filter = tracing_subscriber::EnvFilter::try_from_env("DATELINE_LOG").unwrap_or_else(|_unset| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    dateline::cli::main(&jiff::Timestamp::now().to_string(), started)
}
