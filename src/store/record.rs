//! How the records of a project file are written, and how a record is told from one whose bits have changed.

use crate::model::{Article, Mention, Reading, Report, Tally};
use crate::review::Row;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io;

/// The part of a reading that is not the article.
#[derive(Deserialize)]
struct Read {
    mentions: Vec<Mention>,
    tallies: Vec<Tally>,
    reports: Vec<Report>,
}

#[derive(Serialize)]
struct ReadRef<'a> {
    mentions: &'a [Mention],
    tallies: &'a [Tally],
    reports: &'a [Report],
}

/// The sum of a record: the first eight bytes of SHA-256 over what names it and its JSON.
pub fn sum(name: &str, json: &str) -> i64 {
    let digest = Sha256::new().chain_update(name).chain_update("\n").chain_update(json).finalize();
    digest.first_chunk().copied().map_or(0, i64::from_be_bytes)
}

/// The stretches of numbers from 1 to `last` that are not among `there`, which is in order.
pub fn gaps(there: impl IntoIterator<Item = i64>, last: i64) -> Vec<(i64, i64)> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for seq in there.into_iter().chain([last + 1]) {
        if seq > next {
            gaps.push((next, seq - 1));
        }
        next = next.max(seq + 1);
    }
    gaps
}

/// What is said of decisions that are gone.
pub fn lost_sentence((from, to): (i64, i64)) -> String {
    if from == to { format!("Decision {from} is lost.") } else { format!("Decisions {from} to {to} are lost.") }
}

/// Why a record cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its bits are not those that were written.
    #[error("its bits have changed: {0}")]
    Changed(String),
    /// It is as it was written, and not understood.
    #[error("{0}")]
    Unknown(String),
}

/// What the JSON of a record says. Records of earlier versions have no sum; if such a one is not understood, its bits have changed.
fn checked<T: DeserializeOwned>(name: &str, json: &[u8], known: Option<i64>) -> Result<T, Fault> {
    let json = std::str::from_utf8(json).map_err(|e| Fault::Changed(e.to_string()))?;
    if known.is_some_and(|known| known != sum(name, json)) {
        return Err(Fault::Changed("the sum is another one".to_owned()));
    }
    serde_json::from_str(json).map_err(|e| if known.is_some() { Fault::Unknown(e.to_string()) } else { Fault::Changed(e.to_string()) })
}

/// A row of the journal out of its JSON.
pub fn row(seq: i64, json: &[u8], known: Option<i64>) -> Result<Row, Fault> {
    checked(&seq.to_string(), json, known)
}

/// An article out of its JSON.
pub fn article(id: &str, json: &[u8], known: Option<i64>) -> Result<Article, Fault> {
    checked(id, json, known)
}

/// What was read in an article, as the file holds it: JSON under zstd, whose own sum tells a changed bit.
pub fn pack(reading: &Reading) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(&ReadRef { mentions: &reading.mentions, tallies: &reading.tallies, reports: &reading.reports })?;
    let mut encoder = zstd::Encoder::new(Vec::new(), 1)?;
    encoder.include_checksum(true)?;
    io::Write::write_all(&mut encoder, &json)?;
    encoder.finish()
}

/// A reading out of its article and the packed rest, where it has been read.
pub fn reading(article: Article, packed: Option<&[u8]>) -> Result<Reading, Fault> {
    let Some(packed) = packed else { return Ok(Reading { article, mentions: Vec::new(), tallies: Vec::new(), reports: Vec::new() }) };
    let json = zstd::decode_all(packed).map_err(|e| Fault::Changed(e.to_string()))?;
    let read: Read = serde_json::from_slice(&json).map_err(|e| Fault::Unknown(e.to_string()))?;
    Ok(Reading { article, mentions: read.mentions, tallies: read.tallies, reports: read.reports })
}
