//! Documents, workbooks, decks and PDFs, built in memory.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::{read, shown};
use crate::import::limits::{ImportError, MAX_ENTRIES};

pub(super) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn docx() -> Vec<u8> {
    let body = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Say &amp; </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>show&e;</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>!</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>dot</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>two</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Q</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>P</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
</w:body></w:document>"#;
    let styles =
        r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>"#;
    zipped(&[
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ])
}

#[test]
fn a_word_document_keeps_lists_and_leaves_deletions_out() {
    let document = read("a.docx", &docx()).unwrap();
    assert_eq!(
        shown(&document),
        [
            "1 h1: Plan",
            "2 p: Say & show!",
            "3 i0#1: one",
            "4 i1: dot",
            "5 i0#2: two",
            "6 c0,0,0h: Q",
            "7 c0,0,1h: P",
            "8 c0,1,0: Why?",
            "8 c0,1,1: "
        ]
    );
    assert_eq!(document.warnings.len(), 1);
}

pub(super) fn xlsx() -> Vec<u8> {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Spring prep</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Principle</t></is></c><c r="B3" t="inlineStr"><is><t>Question</t></is></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Own</t></is></c><c r="B4" t="inlineStr"><is><t>Why?</t></is></c></row>
<row r="5"><c r="B5" t="inlineStr"><is><t>How?</t></is></c></row>
<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>
</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A5"/></mergeCells></worksheet>"#;
    zipped(&[
        ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("_rels/.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_workbook_has_its_title_apart_and_merged_cells_filled() {
    let document = read("a.xlsx", &xlsx()).unwrap();
    assert_eq!(
        shown(&document)[..7],
        [
            "1 h2: Spring prep",
            "3 c0,0,0h: Principle",
            "3 c0,0,1h: Question",
            "4 c0,1,0: Own",
            "4 c0,1,1: Why?",
            "5 c0,2,0: Own",
            "5 c0,2,1: How?"
        ]
    );
    assert!(document.warnings.iter().any(|warning| warning.contains("256 columns")));
}

pub(super) fn collection(new: bool) -> Vec<u8> {
    let mut db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch("CREATE TABLE notes (id integer primary key, mid integer, flds text, tags text);")
        .unwrap();
    db.execute(
        "INSERT INTO notes VALUES (1, 7, ?1, ' grit ')",
        ["Why <i>you</i>?\u{1f}Because[sound:a.mp3]"],
    )
    .unwrap();
    if new {
        db.execute_batch("CREATE TABLE fields (ntid integer, ord integer, name text); INSERT INTO fields VALUES (7, 1, 'Back'), (7, 0, 'Front');").unwrap();
    } else {
        db.execute_batch("CREATE TABLE col (models text); INSERT INTO col VALUES ('{\"7\": {\"flds\": [{\"name\": \"Front\"}, {\"name\": \"Back\"}]}}');").unwrap();
    }
    db.serialize("main").unwrap().to_vec()
}

#[test]
fn decks_old_and_new_are_read() {
    let packed = ruzstd::encoding::compress_to_vec(
        collection(true).as_slice(),
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    let new = zipped(&[("collection.anki21b", &packed), ("collection.anki2", &collection(false))]);
    let old = zipped(&[("collection.anki2", &collection(false)), ("media", b"{}")]);
    for bytes in [new, old] {
        let document = read("deck.apkg", &bytes).unwrap();
        assert_eq!(
            shown(&document),
            [
                "1 c0,0,0h: Front",
                "1 c0,0,1h: Back",
                "1 c0,0,2h: tags",
                "1 c0,1,0: Why you?",
                "1 c0,1,1: Because",
                "1 c0,1,2: grit"
            ]
        );
    }
}

/// A PDF of one page; each entry is x, y, size and words.
pub(super) fn pdf(words: &[(i32, i32, i32, &str)]) -> Vec<u8> {
    let content: String = words
        .iter()
        .map(|(x, y, size, text)| format!("BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"))
        .collect();
    pdf_drawing(&content)
}

/// A PDF of one page on which this is drawn.
fn pdf_drawing(content: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let (mut out, mut starts) = (String::from("%PDF-1.4\n"), Vec::new());
    for (number, object) in objects.iter().enumerate() {
        starts.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let table = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    starts.iter().for_each(|start| out.push_str(&format!("{start:010} 00000 n \n")));
    out.push_str(&format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF",
        objects.len() + 1
    ));
    out.into_bytes()
}

#[test]
fn a_pdf_of_one_column_is_read() {
    let bytes = pdf(&[
        (50, 750, 20, "Night desk"),
        (50, 700, 10, "You keep the desk calm when the phones ring and"),
        (50, 688, 10, "nobody else is there."),
        (50, 660, 10, "- Answer calls"),
        (50, 648, 10, "- Write them down"),
    ]);
    assert_eq!(
        shown(&read("a.pdf", &bytes).unwrap())
            .iter()
            .map(|line| line.split_once(' ').unwrap().1.to_owned())
            .collect::<Vec<_>>(),
        [
            "h1: Night desk",
            "p: You keep the desk calm when the phones ring and nobody else is there.",
            "i0: Answer calls",
            "i0: Write them down"
        ]
    );
}

#[test]
fn a_pdf_of_two_columns_is_read_column_by_column() {
    let mut words =
        vec![(50, 760, 10, "A line right across the page that both of the columns stand below today")];
    for row in 0..6 {
        words.push((
            50,
            700 - row * 12,
            10,
            ["Left one.", "Left two.", "Left three.", "Left four.", "Left five.", "Left six."][row as usize],
        ));
        words.push((
            320,
            700 - row * 12,
            10,
            ["Right one.", "Right two.", "Right three.", "Right four.", "Right five.", "Right six."]
                [row as usize],
        ));
    }
    let document = read("b.pdf", &pdf(&words)).unwrap();
    let all: String = document.blocks.iter().map(|block| block.text() + " ").collect();
    assert!(all.find("Left six").unwrap() < all.find("Right one").unwrap(), "{all}");
}

#[test]
fn a_pdf_that_is_damaged_or_holds_itself_is_refused() {
    assert!(matches!(read("x.pdf", b"%PDF-1.4\nnothing"), Err(ImportError::Damaged { .. })));
    let text = String::from_utf8(pdf(&[(50, 700, 10, "x")])).unwrap();
    let looped = text.replace(
        "/Type /Font /Subtype /Type1",
        "/Type /XObject /Subtype /Form /Resources << /XObject << /A 5 0 R >> >>",
    );
    let _ = read("y.pdf", looped.as_bytes());
}

#[test]
fn archives_are_bounded() {
    let bomb = zipped(&[("word/document.xml", &vec![b' '; 40 << 20])]);
    let error = read("bomb.docx", &bomb).unwrap_err();
    assert!(matches!(error, ImportError::Archive { .. }), "{error}");
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|at| at.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(matches!(read("many.xlsx", &zipped(&entries)), Err(ImportError::Archive { .. })));
    assert!(matches!(read("other.zip", &zipped(&[("a.bin", b"hello")])), Err(ImportError::Binary { .. })));
    for (name, entry, format) in [
        ("notes.zip", "My notes/a.md", "folder of notes"),
        ("letter.odt", "content.xml", "OpenDocument"),
        ("talk.pptx", "ppt/slides/slide1.xml", "slides"),
    ] {
        let told = read(name, &zipped(&[(entry, b"hello")])).unwrap_err().to_string();
        assert!(told.contains(format) && told.contains("not read yet"), "{told}");
    }
    assert!(matches!(read("old.docx", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]), Err(ImportError::Locked)));
}

#[test]
fn a_view_named_notes_is_not_run() {
    let mut db = rusqlite::Connection::open_in_memory().unwrap();
    db.execute_batch("CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS mid, 'a' AS flds, '' AS tags FROM n;").unwrap();
    let bytes = zipped(&[("collection.anki2", &db.serialize("main").unwrap())]);
    assert!(matches!(read("v.apkg", &bytes), Err(ImportError::Damaged { .. })));
}

#[test]
fn a_workbook_that_claims_more_texts_than_it_has_bytes_for_is_refused() {
    use super::super::xlsx::check_strings;
    let list =
        |count: &str| format!("<?xml version=\"1.0\"?><!-- --><x:sst {count}><si><t>a</t></si></x:sst>");
    for sound in ["", "uniqueCount=\"1\"", "count='4000000000'", "uniqueCount=\"many\""] {
        assert!(check_strings(list(sound).as_bytes()).is_ok(), "{sound}");
    }
    assert!(check_strings(list("count=\"1\" uniqueCount = '4000000000'").as_bytes()).is_err());
    assert!(check_strings(b"<sst uniqueCount=\"9\"").is_ok(), "what is cut short is the reader's to tell");
}

/// A page that is more to draw than any page of text is left out and said; the others are read.
#[test]
fn a_pdf_page_with_too_much_on_it_is_left_out() {
    let words = "BT /F1 12 Tf 72 700 Td (Tell me about a time you were wrong.) Tj ET\n";
    let document = read("a.pdf", &pdf_drawing(words)).unwrap();
    assert_eq!((document.blocks.len(), document.warnings), (1, Vec::new()));
    // Blanks draw nothing, so the page stays as it was, only longer.
    let blanks = " ".repeat(usize::try_from(crate::import::limits::MAX_PAGE).unwrap());
    let document = read("a.pdf", &pdf_drawing(&(blanks + words))).unwrap();
    assert!(
        document.blocks.is_empty() && document.warnings[0].contains("8 MB of drawing"),
        "{:?}",
        document.warnings
    );
}
