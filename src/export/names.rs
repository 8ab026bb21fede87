//! Names of files that come from articles: nothing in a path or headline can lead out of the export folder or upset another system.

use crate::model::Article;
use std::path::{Path, PathBuf};

/// Letters of an article's path that are kept.
const LONGEST: usize = 80;

/// A name for the files of the article that is number `index` of the dataset: `0007_sub_raid-on-mashtal`. The number makes it unique
/// and keeps it clear of the names that Windows reserves.
pub(super) fn article(index: usize, article: &Article) -> String {
    let stem = article.path.rsplit_once('.').map_or(article.path.as_str(), |(stem, ending)| if ending.len() <= 5 { stem } else { &article.path });
    let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    let kept: String = plain.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_").chars().take(LONGEST).collect();
    format!("{:04}_{kept}", index + 1).trim_end_matches('_').to_owned()
}

/// `name` below `folder`; `None` where it would lead out of it.
pub(super) fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let safe = |part: &str| !part.is_empty() && part != "." && part != ".." && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    name.split('/').all(safe).then(|| name.split('/').fold(folder.to_owned(), |path, part| path.join(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    fn named(path: &str) -> String {
        let text = serde_json::json!({"id": "x", "path": path, "copies": [], "sha256": "", "text": "", "blocks": [], "title": null, "outlet": null,
            "byline": null, "url": null, "language": null, "published": null, "copyright_year": null, "agencies": []});
        article(6, &serde_json::from_value::<Article>(text).unwrap())
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for (path, name) in [
            ("sub/raid on Mashtal.html", "0007_sub_raid_on_Mashtal"),
            ("../../etc/passwd", "0007_etc_passwd"),
            ("C:\\x\0.txt", "0007_C_x"),
            ("con", "0007_con"),
            ("\u{202e}…", "0007"),
            ("a.jsonl#12", "0007_a_jsonl_12"),
        ] {
            assert_eq!(named(path), name);
            assert!(below(Path::new("out"), &format!("brat/{}.ann", named(path))).is_some());
        }
        assert!(named(&"x".repeat(900)).len() < 120);
        for bad in ["../x", "a//b", "/etc", "a\\b", ".", "a/..", ""] {
            assert_eq!(below(Path::new("out"), bad), None, "{bad}");
        }
    }
}
