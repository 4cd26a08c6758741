//! Questions as text that Anki imports: header lines, then one note a row.
//!
//! The headers are those of Anki 2.1.54 and later, as its manual documents them under "Text files"
//! (<https://docs.ankiweb.net/importing/text-files.html#file-headers>). Anki maps columns to a note's
//! fields by name, so the first two are those of its "Basic" notes: `Front` is the question, `Back`
//! what it is about and its follow-ups. The columns after them hold the same again, apart, for a
//! note type of one's own and for Greenroom's importer. No deck is named: Anki would only choose one
//! that exists, and asks in any case.

use crate::domain::catalog::BankQuestion;

/// The questions as a text for Anki, in UTF-8 without a byte-order mark.
///
/// # Errors
/// None that is known of: what the CSV writer says if it fails on bytes in memory.
pub fn questions(questions: &[BankQuestion<'_>]) -> Result<Vec<u8>, csv::Error> {
    let wide = Wide {
        probes: questions.iter().map(|bq| bq.question.probes.len()).max().unwrap_or(0),
        second: questions.iter().any(|bq| bq.principle_names().nth(1).is_some()),
    };
    let columns = columns(wide);
    // The separator comes first: the names of the columns are parted by it.
    let head = format!(
        "#separator:tab\n#html:false\n#notetype:Basic\n#columns:{}\n#tags column:{}\n",
        columns.join("\t"),
        columns.len()
    );
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        // Always: a row that begins with `#` would be a comment.
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(head.into_bytes());
    for question in questions {
        writer.write_record(row(*question, wide))?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

/// Which columns the questions need.
#[derive(Clone, Copy)]
struct Wide {
    probes: usize,
    /// Whether a question has more than one principle.
    second: bool,
}

fn columns(wide: Wide) -> Vec<String> {
    let mut columns = ["Front", "Back", "Principle"].map(str::to_owned).to_vec();
    columns.extend(wide.second.then(|| "Second principle".to_owned()));
    columns.extend((1..=wide.probes).map(|n| format!("Probe {n}")));
    columns.push("Tags".to_owned());
    columns
}

fn row(bq: BankQuestion<'_>, wide: Wide) -> Vec<String> {
    let names: Vec<&str> = bq.principle_names().collect();
    let asked = &bq.question.probes;
    let main = names.first().copied().unwrap_or_default();
    let mut row = vec![bq.question.text.clone(), back(&names, asked), main.to_owned()];
    // Never empty: an empty cell of this kind reads as that of the row above.
    row.extend(wide.second.then(|| names.get(1).copied().unwrap_or(main).to_owned()));
    row.extend((0..wide.probes).map(|n| asked.get(n).cloned().unwrap_or_default()));
    row.push(names.iter().map(|name| tag(name)).collect::<Vec<_>>().join(" "));
    row
}

/// What stands on the back of a card: the principles, then the follow-ups, a line each.
fn back(names: &[&str], probes: &[String]) -> String {
    let mut back = names.join(" · ");
    if !probes.is_empty() {
        back.push('\n');
    }
    for probe in probes {
        back.push_str("\n• ");
        back.push_str(probe);
    }
    back
}

/// A name as a tag: Anki parts tags at blanks.
fn tag(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
#[path = "anki_tests.rs"]
mod tests;
