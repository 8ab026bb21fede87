//! The tables of a project file. To change them: append a step to `STEPS`; steps that were released never change.

use rusqlite::Connection;

/// Marks the file as ours ("Dtln").
pub const APPLICATION_ID: i64 = 0x4474_6c6e;

/// Each step brings a file from the version of its index to the next.
const STEPS: &[&str] = &[
    "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE article (
    id TEXT PRIMARY KEY,        -- hash of the text
    path TEXT NOT NULL,         -- in the folder
    present INTEGER NOT NULL,   -- 0 once the folder no longer holds it; kept for its decisions
    json TEXT NOT NULL          -- model::Article
) STRICT;
CREATE TABLE reading (
    article TEXT PRIMARY KEY REFERENCES article (id),
    engine TEXT NOT NULL,       -- what made it; another engine reads anew
    json BLOB NOT NULL          -- mentions, tallies and reports, JSON under zstd
) STRICT;
CREATE TABLE problem (path TEXT NOT NULL, message TEXT NOT NULL) STRICT;
CREATE TABLE journal (seq INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_keeps_values BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
",
    "
-- VACUUM may number the rows of article anew, so the index has numbers of its own. It holds no text: articles do.
CREATE TABLE searched (n INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE) STRICT;
CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO searched (article) SELECT id FROM article;
INSERT INTO search (rowid, text) SELECT n, json_extract(json, '$.text') FROM searched JOIN article ON article.id = searched.article;
CREATE TRIGGER article_is_searched AFTER INSERT ON article BEGIN
    INSERT INTO searched (article) VALUES (new.id);
    INSERT INTO search (rowid, text) SELECT n, json_extract(new.json, '$.text') FROM searched WHERE article = new.id;
END;
",
    "
ALTER TABLE journal ADD COLUMN sum INTEGER; -- see store::record; NULL in records of earlier versions
ALTER TABLE article ADD COLUMN sum INTEGER;
",
];

/// The version of files that this program writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// The version of the file, or `None` where it is not ours.
pub fn version(db: &Connection) -> rusqlite::Result<Option<i64>> {
    let id: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok((id == APPLICATION_ID).then_some(version))
}

/// Brings the file from version `from` to the present one, or leaves it as it was.
pub fn migrate(db: &mut Connection, from: i64) -> rusqlite::Result<()> {
    let change = db.transaction()?;
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "application_id", APPLICATION_ID)?;
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()
}

/// What every connection that writes is set to: a commit has reached the disk when it returns.
pub fn make_durable(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}
