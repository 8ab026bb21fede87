//! A readable report of a crash, for the analyst and for whoever mends it. It stays on this machine and holds nothing of the articles
//! but what the error itself says.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

/// From now on, a panic of a thread that `wanted` chooses by its name leaves a report in `folder`, besides what it did before.
pub fn install(folder: PathBuf, wanted: fn(Option<&str>) -> bool) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if wanted(std::thread::current().name()) {
            let _ = write(&folder, info); // there is nobody left to tell
        }
        before(info);
    }));
}

/// Whether a thread's end is the program's: the window, or the writer of the project. What fails elsewhere is caught and listed.
pub fn is_the_program(thread: Option<&str>) -> bool {
    matches!(thread, Some("main" | "project writer"))
}

/// The reports in `folder` that nobody has been told of; they are told of once.
pub fn untold(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let new = entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "new"));
    let mut told: Vec<PathBuf> = new.filter_map(|p| std::fs::rename(&p, p.with_extension("txt")).ok().map(|()| p.with_extension("txt"))).collect();
    told.sort();
    told
}

fn write(folder: &Path, info: &PanicHookInfo<'_>) -> std::io::Result<()> {
    let now = jiff::Timestamp::now();
    let text = format!(
        "Dateline {} stopped unexpectedly at {now} on {} {}.\n\nEvery decision that the window showed as saved is in the project file; open it again.\n\
         To have this mended, send this report to the developers. It holds no text of your articles, except where the line below quotes one.\n\n{info}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        Backtrace::force_capture()
    );
    std::fs::create_dir_all(folder)?;
    let name = format!("crash-{}-{}.new", now.strftime("%Y%m%dT%H%M%S%.3f"), std::process::id());
    super::atomic::write_bytes(&folder.join(name), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_leaves_a_report_that_is_told_of_once() {
        let folder = tempfile::tempdir().unwrap();
        let reports = folder.path().join("reports");
        assert!(untold(&reports).is_empty());
        install(reports.clone(), |name| name == Some("a window on trial"));
        let fails = |name: &str| std::thread::Builder::new().name(name.to_owned()).spawn(|| panic!("on purpose")).unwrap().join().is_err();
        assert!(fails("a window on trial") && fails("a reader"));
        let told = untold(&reports);
        assert_eq!((told.len(), untold(&reports).len()), (1, 0));
        let text = std::fs::read_to_string(&told[0]).unwrap();
        assert!(text.contains("on purpose") && text.contains("crash.rs") && text.contains(env!("CARGO_PKG_VERSION")), "{text}");
        let _ = std::panic::take_hook();
    }
}
