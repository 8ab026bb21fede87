//! The sample folder that ships inside the program: nine invented articles on real events, to try it on.

use std::io;
use std::path::{Path, PathBuf};

macro_rules! sample {
    ($($name:literal),* $(,)?) => { &[$(($name, include_bytes!(concat!("../../assets/sample/", $name)))),*] };
}

/// File name and bytes of each article.
const FILES: &[(&str, &[u8])] = sample![
    "a01_jordan-outpost-three-killed.txt",
    "a02_tower22-soldiers-named.html",
    "a03_reprisal-85-targets.txt",
    "a04_levant-live-blog.txt",
    "a05_al-omar-field-drone.txt",
    "a06_week-of-missiles.txt",
    "a07_jurf-al-sakhar.txt",
    "a08_pentagon-tally-november.txt",
    "a09_erbil-christmas-drone.html",
];

/// Writes the sample into `folder/Dateline sample` where it is not there already, and returns that folder.
pub fn unpack(folder: &Path) -> io::Result<PathBuf> {
    let target = folder.join("Dateline sample");
    std::fs::create_dir_all(&target)?;
    for (name, bytes) in FILES {
        let path = target.join(name);
        let same = std::fs::read(&path).is_ok_and(|there| there == *bytes);
        if !same {
            super::atomic::write_bytes(&path, bytes)?;
        }
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_holds_every_article_of_the_assets_folder() {
        let shipped = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample")).unwrap().count();
        assert_eq!(shipped, FILES.len());
        let folder = tempfile::tempdir().unwrap();
        let target = unpack(folder.path()).unwrap();
        assert_eq!(std::fs::read_dir(target).unwrap().count(), shipped);
    }
}
