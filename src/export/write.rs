//! The one way to write an export: every file whole or not there, nobody else's file replaced unasked, a codebook and a descriptor beside.

use super::descriptor::{self, Descriptor, Resource};
use super::format::{Filler, Format, format};
use super::{ExportError, ExportOptions, codebook, names};
use crate::review::Dataset;
use crate::store::atomic;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `dataset` in the format `key` into the folder `out`, which is made where it is missing. The files written are returned.
///
/// A file that is there already is replaced only where an earlier export wrote it and nobody changed it since, or where the options say so.
pub fn export(dataset: &Dataset, options: &ExportOptions, key: &str, out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let format = format(key).ok_or_else(|| ExportError::UnknownFormat(key.to_owned()))?;
    let mut files = planned(format, dataset, options);
    files.push((format!("codebook-{key}.md"), Box::new(|out| codebook::write(format, dataset, options, out))));
    let descriptor_name = descriptor::name(key);
    let foreign = if options.replace { Vec::new() } else { in_the_way(dataset, options, key, out)? };
    if !foreign.is_empty() {
        return Err(ExportError::WouldReplace(foreign));
    }
    make_folder(out)?;
    let mut written = Vec::with_capacity(files.len() + 1);
    let mut resources = Vec::with_capacity(files.len());
    for (name, fill) in files {
        let (path, resource) = write_one(format, out, &name, &*fill)?;
        written.push(path);
        resources.push(resource);
    }
    let path = out.join(descriptor_name);
    let whole = Descriptor::new(format, resources, dataset, options);
    atomic::write(&path, |file| whole.write(file)).map_err(|source| ExportError::Io { source, path: path.clone() })?;
    written.push(path);
    Ok(written)
}

/// The files that [`export`] would replace although the program did not write them, or they were changed since.
pub fn in_the_way(dataset: &Dataset, options: &ExportOptions, key: &str, out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let format = format(key).ok_or_else(|| ExportError::UnknownFormat(key.to_owned()))?;
    let mut names: Vec<String> = planned(format, dataset, options).into_iter().map(|(name, _)| name).collect();
    names.extend([format!("codebook-{key}.md"), descriptor::name(key)]);
    Ok(descriptor::foreign(out, names.iter().map(String::as_str)))
}

/// The files of `format` for `dataset` by their names below the export folder.
fn planned<'a>(format: &'static dyn Format, dataset: &'a Dataset, options: &'a ExportOptions) -> Vec<(String, Filler<'a>)> {
    let fixed = format.files().iter().map(|(name, fill)| -> (String, Filler<'a>) { ((*name).to_owned(), Box::new(move |out| fill(dataset, options, out))) });
    let each = format.each(dataset, options).into_iter().map(|part| (part.name, part.fill));
    fixed.chain(each).collect()
}

fn make_folder(folder: &Path) -> Result<(), ExportError> {
    std::fs::create_dir_all(folder).map_err(|source| ExportError::Io { source, path: folder.to_owned() })
}

fn write_one(format: &dyn Format, out: &Path, name: &str, fill: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> Result<(PathBuf, Resource), ExportError> {
    let refuse = |path: &Path| ExportError::Io { source: io::Error::other("the name would lead out of the folder"), path: path.to_owned() };
    let path = names::below(out, name).ok_or_else(|| refuse(Path::new(name)))?;
    path.parent().map_or(Ok(()), make_folder)?;
    let mut told = (0, String::new());
    atomic::write(&path, |file| {
        let mut hashing = Hashing { inner: file, digest: Sha256::new(), bytes: 0 };
        fill(&mut hashing)?;
        told = hashing.finish();
        Ok(())
    })
    .map_err(|source| ExportError::Io { source, path: path.clone() })?;
    let resource = Resource { path: name.to_owned(), bytes: told.0, sha256: told.1, columns: format.table(name) };
    Ok((path, resource))
}

/// Counts and hashes what goes through.
struct Hashing<'a> {
    inner: &'a mut dyn Write,
    digest: Sha256,
    bytes: u64,
}

impl Hashing<'_> {
    fn finish(self) -> (u64, String) {
        (self.bytes, hex(&self.digest.finalize()))
    }
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.digest.update(bytes.get(..n).unwrap_or_default());
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
