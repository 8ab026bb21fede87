//! What a project's articles came to when they were put together last, in a file of its own: it can be left aside, or thrown away, at any time,
//! so neither the project nor its copies carry it.

use super::{atomic, backup};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const MAGIC: &[u8] = b"Dateline together 1\n";

/// Where it lies for `project`, under the folder of the projects.
pub fn path(projects: &Path, project: &Path) -> PathBuf {
    backup::folder(&projects.join("together"), project).with_extension("bin")
}

/// What they depend on: `settled`, whatever was put together with the articles, and the state of the articles themselves.
pub fn key(settled: &str, articles: &str) -> String {
    format!("{settled}\n{articles}")
}

/// Writes the parts at `path`, as of `key`: all that they depend on.
pub fn write(path: &Path, key: &str, parts: &[Vec<u8>]) -> io::Result<()> {
    std::fs::create_dir_all(atomic::folder_of(path))?;
    atomic::write(path, |file| {
        file.write_all(MAGIC)?;
        file.write_all(&(parts.len() as u64).to_le_bytes())?;
        for part in [key.as_bytes()].into_iter().chain(parts.iter().map(Vec::as_slice)) {
            file.write_all(&(part.len() as u64).to_le_bytes())?;
            file.write_all(part)?;
        }
        Ok(())
    })
}

/// The parts at `path`; `None` where there are none, or of another key, or not all of them. Each part has a sum of its own.
pub fn read(path: &Path, key: &str) -> Option<Vec<Vec<u8>>> {
    let mut file = io::BufReader::new(std::fs::File::open(path).ok()?);
    let whole = file.get_ref().metadata().ok()?.len();
    let mut magic = vec![0; MAGIC.len()];
    file.read_exact(&mut magic).ok()?;
    let count = number(&mut file)?;
    let mut next = || {
        let len = number(&mut file).filter(|len| *len <= whole)?;
        let mut part = vec![0; usize::try_from(len).ok()?];
        file.read_exact(&mut part).ok()?;
        Some(part)
    };
    if magic != MAGIC || next()? != key.as_bytes() {
        return None;
    }
    (0..count).map(|_| next()).collect()
}

fn number(file: &mut impl Read) -> Option<u64> {
    let mut bytes = [0; 8];
    file.read_exact(&mut bytes).ok()?;
    Some(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_files_of_the_same_key_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path(), Path::new("/x/y.dateline"));
        let parts = vec![b"one".to_vec(), Vec::new(), b"three".to_vec()];
        assert_eq!(read(&path, "key"), None);
        write(&path, "key", &parts).unwrap();
        assert_eq!(read(&path, "key"), Some(parts));
        assert_eq!(read(&path, "another"), None);
        let bytes = std::fs::read(&path).unwrap();
        for len in 0..bytes.len() {
            atomic::write_bytes(&path, &bytes[..len]).unwrap();
            assert_eq!(read(&path, "key"), None, "cut at {len}");
        }
        let mut wild = bytes.clone();
        wild[MAGIC.len() + 8..MAGIC.len() + 16].copy_from_slice(&u64::MAX.to_le_bytes());
        atomic::write_bytes(&path, &wild).unwrap();
        assert_eq!(read(&path, "key"), None);
    }
}
