//! Anki decks into cells: the text export with its header lines, and `.apkg` packages old and new.

use rusqlite::{Connection, OptionalExtension};

use super::archive::{Archive, bounded};
use super::build::{Builder, Parsed};
use super::table::{Header, NumberedRow, rows_of, write, write_plain};
use crate::import::limits::{ImportError, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED};

/// Most steps of the database engine for one query, in thousands; a plain read of all rows needs a few a row.
const MAX_STEPS: u32 = 20_000;

/// Reads the text export: `#key:value` lines, then rows.
pub fn read_text(source: &str) -> Parsed {
    let mut out = Builder::default();
    let (mut delimiter, mut columns, mut named, mut lines, mut at) =
        (b'\t', Vec::new(), Vec::new(), 0_u32, 0);
    let mut write: fn(Vec<NumberedRow>, Header, &mut Builder) = write;
    for line in source.split_inclusive('\n') {
        let Some((key, value)) = line.trim_end().strip_prefix('#').and_then(|line| line.split_once(':'))
        else {
            break;
        };
        match key {
            "separator" => delimiter = separator(value),
            "columns" => columns.push(value.to_owned()),
            "html" if value.trim().eq_ignore_ascii_case("false") => write = write_plain,
            _ => {
                if let (Some(name), Ok(column)) = (key.strip_suffix(" column"), value.trim().parse::<usize>())
                    && (1..=MAX_COLUMNS).contains(&column)
                {
                    named.push((column - 1, name.to_owned()));
                }
            }
        }
        lines += 1;
        at += line.len();
    }
    let mut rows = rows_of(&source[at..], delimiter, lines + 1, &mut out);
    // Ids and the name of a note's type are the program's own.
    let own: Vec<usize> =
        named.iter().filter(|(_, name)| name == "guid" || name == "notetype").map(|(at, _)| *at).collect();
    let mut names: Vec<String> = columns
        .first()
        .map(|line| line.split(char::from(delimiter)).map(|name| name.trim().to_owned()).collect())
        .unwrap_or_default();
    if names.is_empty() && !named.is_empty() {
        let wide = rows.iter().map(|row| row.1.len()).max().unwrap_or(0);
        names = vec![String::new(); wide.min(MAX_COLUMNS)];
    }
    for (column, name) in &named {
        if let Some(slot) = names.get_mut(*column) {
            slot.clone_from(name);
        }
    }
    // Notes have their question first and its answer second, unless the file says otherwise.
    if columns.is_empty() {
        for (slot, side) in names.iter_mut().filter(|name| name.is_empty()).zip(["front", "back"]) {
            side.clone_into(slot);
        }
    }
    let header = if names.iter().any(|name| !name.is_empty()) {
        rows.insert(0, (1, names));
        Header::First
    } else {
        Header::None
    };
    for (_, cells) in &mut rows {
        let mut at = 0;
        cells.retain(|_| {
            at += 1;
            !own.contains(&(at - 1))
        });
    }
    write(rows, header, &mut out);
    out.finish("anki")
}

fn separator(value: &str) -> u8 {
    match value.trim_end_matches(['\r', '\n']).to_lowercase().as_str() {
        "comma" | "," => b',',
        "semicolon" | ";" => b';',
        "pipe" | "|" => b'|',
        "colon" | ":" => b':',
        "space" | " " => b' ',
        _ => b'\t',
    }
}

/// Whether an archive is an Anki package.
pub(crate) fn is_package(archive: &Archive<'_>) -> bool {
    ["collection.anki21b", "collection.anki21", "collection.anki2"].iter().any(|name| archive.has(name))
}

/// Reads a package: each note a row, each kind of note a table.
///
/// # Errors
/// Damaged, or unpacking to too much.
pub(crate) fn read_package(archive: &mut Archive<'_>) -> Result<Parsed, ImportError> {
    const FORMAT: &str = "an Anki package";
    // New packages also hold an old collection that only says to update the program.
    let database = if let Some(packed) = archive.read("collection.anki21b")? {
        let size = packed.len() as u64;
        let reader = ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
            .map_err(|error| ImportError::damaged(FORMAT, error))?;
        bounded(size, reader, MAX_UNPACKED, FORMAT)?
    } else if let Some(database) = archive.read("collection.anki21")? {
        database
    } else {
        archive.read("collection.anki2")?.unwrap_or_default()
    };
    read_collection(database).map_err(|error| ImportError::damaged(FORMAT, error))
}

/// Opens the database in memory only: it names no other file, and what it defines besides tables is not used.
fn read_collection(mut database: Vec<u8>) -> Result<Parsed, rusqlite::Error> {
    if database.len() < 100 {
        return Err(rusqlite::Error::InvalidQuery);
    }
    // A write-ahead log is not in the package; its mark would keep the database from opening.
    database[18] = 1;
    database[19] = 1;
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", database.as_slice(), database.len(), true)?;
    drop(database);
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    connection.create_collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase()))?;
    let mut steps = 0;
    connection.progress_handler(
        1000,
        Some(move || {
            steps += 1;
            steps > MAX_STEPS
        }),
    )?;
    let mut out = Builder::default();
    if !is_table(&connection, "notes")? {
        return Err(rusqlite::Error::InvalidQuery);
    }
    let names = field_names(&connection).unwrap_or_default();
    let mut tables: Vec<(i64, Vec<NumberedRow>)> = Vec::new();
    let mut query = connection.prepare("SELECT mid, flds, tags FROM notes")?;
    let mut found = query.query([])?;
    let mut number = 0_u32;
    while let Some(row) = found.next()? {
        number += 1;
        if number as usize > MAX_ROWS {
            out.warn(format!("The deck has more than {MAX_ROWS} notes; the others were left out."));
            break;
        }
        let kind: i64 = row.get(0)?;
        let fields = row
            .get_ref(1)?
            .as_bytes_or_null()
            .ok()
            .flatten()
            .map(String::from_utf8_lossy)
            .unwrap_or_default();
        let mut cells: Vec<String> = fields.split('\u{1f}').take(MAX_COLUMNS).map(without_sounds).collect();
        let tags = row
            .get_ref(2)?
            .as_bytes_or_null()
            .ok()
            .flatten()
            .map(String::from_utf8_lossy)
            .unwrap_or_default();
        if let Some(names) = names.iter().find(|(id, _)| *id == kind) {
            cells.resize(names.1.len().min(MAX_COLUMNS), String::new());
        }
        cells.push(tags.trim().to_owned());
        match tables.iter().position(|(id, _)| *id == kind) {
            Some(at) => tables[at].1.push((number, cells)),
            None if tables.len() < 1000 => tables.push((kind, vec![(number, cells)])),
            None => out.warn("The deck has more than 1000 kinds of notes; the others were left out."),
        }
    }
    for (kind, mut rows) in tables {
        let header = if let Some((_, names)) = names.iter().find(|(id, _)| *id == kind) {
            let mut names = names.clone();
            names.push("tags".to_owned());
            rows.insert(0, (1, names));
            Header::First
        } else {
            Header::None
        };
        write(rows, header, &mut out);
    }
    Ok(out.finish("apkg"))
}

fn is_table(connection: &Connection, name: &str) -> Result<bool, rusqlite::Error> {
    let sql: Option<String> = connection
        .query_row("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1", [name], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(sql.is_some_and(|sql| sql.trim_start().to_ascii_uppercase().starts_with("CREATE TABLE")))
}

/// The names of each kind of note's fields, from the new tables or the old JSON.
fn field_names(connection: &Connection) -> Result<Vec<(i64, Vec<String>)>, rusqlite::Error> {
    let mut names: Vec<(i64, Vec<String>)> = Vec::new();
    if is_table(connection, "fields")? {
        let mut query = connection.prepare("SELECT ntid, ord, name FROM fields LIMIT 10000")?;
        let mut found: Vec<(i64, i64, String)> = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .filter_map(Result::ok)
            .collect();
        found.sort();
        for (kind, _, name) in found {
            match names.last_mut().filter(|(id, _)| *id == kind) {
                Some((_, fields)) => fields.push(name),
                None => names.push((kind, vec![name])),
            }
        }
        return Ok(names);
    }
    let models: String = connection.query_row("SELECT models FROM col", [], |row| row.get(0))?;
    let models: serde_json::Value = serde_json::from_str(&models).unwrap_or_default();
    for (id, model) in models.as_object().into_iter().flatten() {
        let fields = model["flds"].as_array().into_iter().flatten();
        let fields = fields.map(|field| field["name"].as_str().unwrap_or_default().to_owned()).collect();
        if let Ok(id) = id.parse() {
            names.push((id, fields));
        }
    }
    Ok(names)
}

/// Drops `[sound:…]` marks.
fn without_sounds(field: &str) -> String {
    let mut kept = field.to_owned();
    while let Some(from) = kept.find("[sound:") {
        let Some(end) = kept[from..].find(']') else { break };
        kept.replace_range(from..=from + end, "");
    }
    kept
}
