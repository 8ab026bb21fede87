//! The Data Package descriptor beside every export: what files there are, their columns, sizes and hashes. It is also how the program
//! knows its own files again: what it wrote may be replaced, and is not read as articles.

use super::ExportOptions;
use super::format::Format;
use super::table::Described;
use super::write::hex;
use crate::intake::{GENERATOR, own_files};
use crate::review::Dataset;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A file of an export.
pub(super) struct Resource {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
    pub columns: Option<Vec<Described>>,
}

/// A whole descriptor.
pub(super) struct Descriptor(Json);

impl Descriptor {
    pub(super) fn new(format: &dyn Format, resources: Vec<Resource>, dataset: &Dataset, options: &ExportOptions) -> Self {
        Self(json!({
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": format!("dateline-{}", format.key()),
            "title": format.label(),
            "description": format!("{} The columns, the rules and what was reviewed are told in codebook-{}.md.", format.about(), format.key()),
            "created": options.exported_at,
            "generator": format!("{GENERATOR}{}", env!("CARGO_PKG_VERSION")),
            "engine": options.engine,
            "lexicon": options.lexicon_version,
            "reviewedOnly": options.reviewed_only,
            "settling": dataset.settling().key(),
            "resources": resources.into_iter().map(resource).collect::<Vec<_>>(),
        }))
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &self.0)?;
        out.write_all(b"\n")
    }
}

/// The descriptor's own name.
pub(super) fn name(key: &str) -> String {
    format!("datapackage-{key}.json")
}

fn resource(file: Resource) -> Json {
    let name: String = file.path.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let ending = file.path.rsplit('.').next().unwrap_or_default();
    let (format, media) = kind(ending);
    let mut object =
        json!({"name": name, "path": file.path, "format": format, "mediatype": media, "bytes": file.bytes, "hash": format!("sha256:{}", file.sha256)});
    if let (Some(map), Some(columns)) = (object.as_object_mut(), file.columns) {
        if format == "csv" {
            map.insert("encoding".to_owned(), json!("utf-8"));
            map.insert("dialect".to_owned(), json!({"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": true, "header": true}));
        }
        let fields: Vec<Json> = columns.iter().map(|c| json!({"name": c.name, "type": c.kind.frictionless(), "description": c.meaning})).collect();
        map.insert("schema".to_owned(), json!({"fields": fields, "missingValues": [""]}));
    }
    object
}

fn kind(ending: &str) -> (&str, &'static str) {
    let media = match ending {
        "csv" => "text/csv",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "parquet" => "application/vnd.apache.parquet",
        "geojson" => "application/geo+json",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "jsonld" => "application/ld+json",
        "kml" => "application/vnd.google-earth.kml+xml",
        "gpkg" => "application/geopackage+sqlite3",
        "sqlite" => "application/vnd.sqlite3",
        "html" => "text/html",
        "xml" | "xmi" => "application/xml",
        "md" => "text/markdown",
        _ => "text/plain",
    };
    (ending, media)
}

/// Which of `names` are in `folder` already and are not as the program itself wrote them.
pub(super) fn foreign<'a>(folder: &Path, names: impl Iterator<Item = &'a str>) -> Vec<PathBuf> {
    let own = own_files(folder);
    let is_foreign = |name: &&str| match own.get(*name) {
        Some(hash) if hash.is_empty() => false,
        Some(hash) => digest_of(&folder.join(name)).is_some_and(|there| there != *hash),
        None => folder.join(name).symlink_metadata().is_ok(),
    };
    names.filter(is_foreign).map(|name| folder.join(name)).collect()
}

/// The SHA-256 of a file that is there; of one that cannot be read, a text that equals no hash.
fn digest_of(path: &Path) -> Option<String> {
    path.symlink_metadata().ok()?;
    let digest = || -> io::Result<String> {
        let (mut file, mut digest, mut buffer) = (std::fs::File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
        loop {
            let n = file.read(&mut buffer)?;
            if n == 0 {
                return Ok(hex(&digest.finalize()));
            }
            digest.update(buffer.get(..n).unwrap_or_default());
        }
    };
    Some(digest().unwrap_or_default())
}
