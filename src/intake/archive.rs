//! Archives: the members of a `.zip`, and what a `.gz` packs. Nothing is ever unpacked to the disk.

use super::limits::{Limits, megabytes};
use super::problem::{Problem, ProblemKind};
use super::source::{self, Found, Source};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// Below this size a member may be packed as tightly as it likes.
const SMALL: u64 = 1024 * 1024;

/// The members that are articles, or hold some.
pub(super) fn read_zip(source: &Source<'_>) -> Found {
    let refuse = |kind, message: String| (Vec::new(), vec![Problem::new(source.name, kind, message)]);
    if source.depth >= source.limits.depth {
        return refuse(ProblemKind::TooDeep, format!("It lies in more than {} archives, so it was not opened. Unpack the outer archive.", source.limits.depth));
    }
    let mut archive = match ZipArchive::new(Cursor::new(source.bytes)) {
        Ok(archive) => archive,
        Err(error) => return refuse(ProblemKind::Damaged, format!("The archive is damaged or cut off ({error}), so nothing in it was read. Copy it again.")),
    };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let mut ignored: BTreeMap<String, usize> = BTreeMap::new();
    if archive.len() > source.limits.entries {
        let message = format!("It has {} members; only the first {} were looked at. Split it.", archive.len(), source.limits.entries);
        problems.push(Problem::new(source.name, ProblemKind::TooLarge, message));
    }
    for index in 0..archive.len().min(source.limits.entries) {
        match member(source, &mut archive, index, &mut ignored) {
            Ok(Some((read, faults))) => {
                articles.extend(read);
                problems.extend(faults);
            }
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if !ignored.is_empty() {
        let kinds: Vec<String> = ignored.iter().map(|(ending, n)| format!("{n} × {ending}")).collect();
        problems.push(Problem::new(source.name, ProblemKind::Unsupported, format!("Members of kinds that are not read: {}.", kinds.join(", "))));
    }
    (articles, problems)
}

/// What one member gives; `None` for folders and what the system keeps for itself.
fn member(source: &Source<'_>, archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, ignored: &mut BTreeMap<String, usize>) -> Result<Option<Found>, Problem> {
    let damaged =
        |name: &str, why: String| Problem::new(name, ProblemKind::Damaged, format!("This member is damaged ({why}) and was left out; the others were read."));
    let raw = archive.by_index_raw(index).map_err(|e| damaged(source.name, e.to_string()))?;
    let inside = raw.name().map(|n| n.replace('\\', "/")).map_err(|e| damaged(source.name, e.to_string()))?;
    let name = format!("{}/{}", source.name, shown(&inside));
    if raw.is_dir() || inside.split('/').any(|part| part.starts_with('.') && part != "..") || inside.starts_with("__MACOSX/") {
        return Ok(None);
    }
    let Some(safe) = raw.enclosed_name().filter(|_| !leads_out(&inside)) else {
        return Err(Problem::new(&name, ProblemKind::Refused, "Its name leads out of the archive, so it was left out. Look where the archive comes from."));
    };
    if !source::is_read(&inside) {
        *ignored.entry(source::extension(&safe)).or_default() += 1;
        return Ok(None);
    }
    if raw.encrypted() {
        return Err(Problem::new(
            &name,
            ProblemKind::Encrypted,
            "This member is locked with a password and was left out. Unpack it, then open the folder again.",
        ));
    }
    let packed = raw.compressed_size();
    drop(raw);
    let limit = source::largest(&inside, source.limits).min(source.budget.left());
    let unpacked = archive.by_index(index).map_err(|e| damaged(&name, e.to_string()))?;
    let bytes = unpack(&name, unpacked, packed, limit, source.limits)?;
    source.budget.spend(bytes.len() as u64);
    Ok(Some(source::read(&Source { name: &name, bytes: &bytes, limits: source.limits, budget: source.budget, depth: source.depth + 1 })))
}

fn leads_out(name: &str) -> bool {
    name.starts_with('/') || name.contains('\0') || name.split('/').any(|part| part == "..") || name.chars().nth(1) == Some(':')
}

/// A member's name without what would upset a list.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// What `reader` holds, up to `limit` and to the ratio of the limits; sizes that the archive states are not believed.
fn unpack(name: &str, reader: impl Read, packed: u64, limit: u64, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let tight = packed.saturating_mul(limits.ratio).max(SMALL);
    let most = limit.min(tight);
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    let problem = |kind, message: String| Err(Problem::new(name, kind, message));
    match read {
        Err(error) => {
            problem(ProblemKind::Damaged, format!("It cannot be unpacked ({error}), so it was left out; what lies beside it was read. Copy the archive again."))
        }
        Ok(_) if bytes.len() as u64 <= most => Ok(bytes),
        Ok(_) if most < limit => problem(
            ProblemKind::Refused,
            format!("It unpacks to more than {} times its size, as archives do that are made to fill a disk, so it was left out.", limits.ratio),
        ),
        Ok(_) => problem(ProblemKind::TooLarge, format!("It unpacks to more than {}; it was left out. Unpack it and split it.", megabytes(limit))),
    }
}

/// What a `.gz` packs.
pub(super) fn read_gzip(source: &Source<'_>) -> Found {
    let inner = source.name.get(..source.name.len().saturating_sub(3)).unwrap_or(source.name);
    let limit = source::largest(inner, source.limits).min(source.budget.left());
    match unpack(source.name, MultiGzDecoder::new(source.bytes), source.bytes.len() as u64, limit, source.limits) {
        Ok(bytes) => {
            source.budget.spend(bytes.len() as u64);
            if Path::new(inner).extension().is_some_and(|e| e.eq_ignore_ascii_case("gz")) {
                return (Vec::new(), vec![Problem::new(source.name, ProblemKind::TooDeep, "It is packed twice, so it was not opened. Unpack it once.")]);
            }
            source::read(&Source { name: inner, bytes: &bytes, ..*source })
        }
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

/// A file of a package such as `.docx`, with the limits of a member; `None` where there is none.
pub(super) fn part(source: &Source<'_>, name: &str) -> Result<Option<Vec<u8>>, Problem> {
    let damaged =
        |why: String| Problem::new(source.name, ProblemKind::Damaged, format!("The file is damaged or cut off ({why}), so it was not read. Copy it again."));
    let mut archive = ZipArchive::new(Cursor::new(source.bytes)).map_err(|e| damaged(e.to_string()))?;
    let Some(index) = archive.index_for_name(name) else { return Ok(None) };
    let packed = archive.by_index_raw(index).map_err(|e| damaged(e.to_string()))?.compressed_size();
    let file = archive.by_index(index).map_err(|e| damaged(e.to_string()))?;
    unpack(source.name, file, packed, source.limits.file_bytes.min(source.budget.left()), source.limits).map(Some)
}

/// Whether every part of a package keeps the limits, before a library unpacks it by itself.
pub(super) fn check_package(source: &Source<'_>) -> Result<(), Problem> {
    let damaged =
        |why: String| Problem::new(source.name, ProblemKind::Damaged, format!("The file is damaged or cut off ({why}), so it was not read. Copy it again."));
    let mut archive = ZipArchive::new(Cursor::new(source.bytes)).map_err(|e| damaged(e.to_string()))?;
    let mut left = source.limits.archive_bytes.min(source.budget.left());
    for index in 0..archive.len().min(source.limits.entries) {
        let packed = archive.by_index_raw(index).map_err(|e| damaged(e.to_string()))?.compressed_size();
        let file = archive.by_index(index).map_err(|e| damaged(e.to_string()))?;
        let most = left.min(packed.saturating_mul(source.limits.ratio).max(SMALL));
        let size = std::io::copy(&mut file.take(most + 1), &mut std::io::sink()).map_err(|e| damaged(e.to_string()))?;
        if size > most {
            let message = "It unpacks to far more than its size, as files do that are made to fill a disk, so it was left out.";
            return Err(Problem::new(source.name, ProblemKind::Refused, message));
        }
        left -= size;
    }
    Ok(())
}
