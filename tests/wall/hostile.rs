//! Small files made to take all memory, or for ever: each brought an earlier reader down.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::{Compression, write::ZlibEncoder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file: its name, and its bytes.
pub type Hostile = (&'static str, Vec<u8>);

/// All of them.
pub fn all() -> Vec<Hostile> {
    vec![
        ("claims-four-billion-strings.xlsx", workbook(&strings("4000000000"), 1)),
        ("claims-more-strings-than-there-are-bytes.xlsx", workbook(&strings("18446744073709551615"), 1)),
        ("one-long-string-in-many-cells.xlsx", workbook(&long_string(), 300)),
        ("cells-far-out.xlsx", cells_far_out()),
        // Below what is drawn on a page at most, so that the reader itself takes all memory.
        ("saves-for-ever.pdf", pdf(&b"q ".repeat(3_500_000), "/FlateDecode", &deflate)),
        ("more-saves-than-a-page-has.pdf", pdf(&b"q ".repeat(20_000_000), "/FlateDecode", &deflate)),
        ("paths-for-ever.pdf", pdf(&b"0 0 m 1 1 l ".repeat(3_000_000), "/FlateDecode", &deflate)),
        ("letters-for-ever.pdf", pdf(&letters(), "/FlateDecode", &deflate)),
        ("filter-with-a-disguised-name.pdf", pdf(&blanks(), "/Fl#61teDecode", &deflate)),
        ("filters-one-after-the-other.pdf", pdf(&blanks(), "[/ASCIIHexDecode/FlateDecode]", &hex)),
        ("packed-twice.pdf", pdf(&blanks(), "[/FlateDecode/FlateDecode]", &|bytes| deflate(&deflate(bytes)))),
        ("attributes-on-one-tag.html", attributes().into_bytes()),
        ("elements-within-elements.html", "<div>".repeat(300_000).into_bytes()),
        ("newlines.txt", vec![b'\n'; 12_000_000]),
        ("brackets.md", vec![b'['; 1_000_000]),
        ("stars.md", b"*a ".repeat(500_000)),
        ("quotes.md", b"> ".repeat(2_000_000)),
        ("many-questions.json", questions().into_bytes()),
    ]
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::new();
    for byte in deflate(bytes) {
        write!(text, "{byte:02x}").unwrap();
    }
    text.push('>');
    text.into_bytes()
}

fn blanks() -> Vec<u8> {
    let mut content = vec![b' '; 300_000_000];
    content.extend_from_slice(b"BT /F1 12 Tf (Tell me about a time) Tj ET");
    content
}

fn letters() -> Vec<u8> {
    let mut content = b"BT /F1 12 Tf [".to_vec();
    content.extend(b"(a)1 ".repeat(5_000_000));
    content.extend(b"] TJ ET");
    content
}

/// A page whose content is `content`, put through `pack`, with `filter` named.
fn pdf(content: &[u8], filter: &str, pack: &dyn Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let packed = pack(content);
    let mut stream = format!("<</Length {}/Filter{filter}>>stream\n", packed.len()).into_bytes();
    stream.extend(packed);
    stream.extend(b"\nendstream");
    let objects: [&[u8]; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        &stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (n, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend_from_slice(object);
        out.extend(b"\nendobj\n");
    }
    let at = out.len();
    out.extend(format!("xref\n0 6\n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").bytes());
    out
}

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn strings(claimed: &str) -> String {
    format!("<sst xmlns=\"{SHEETS}\" count=\"{claimed}\" uniqueCount=\"{claimed}\"><si><t>x</t></si></sst>")
}

fn long_string() -> String {
    let text = "Tell me about a time you failed? ".repeat(1_000);
    format!("<sst xmlns=\"{SHEETS}\"><si><t>{text}</t></si></sst>")
}

/// A workbook whose cells all hold the first of its shared strings.
fn workbook(strings: &str, cells: usize) -> Vec<u8> {
    let mut rows = String::new();
    for row in 1..=cells {
        write!(rows, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
    }
    packed_workbook(&rows, Some(strings))
}

fn cells_far_out() -> Vec<u8> {
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let row = cell("AAAAAAAAAAAAAAAAAAAAAA1") + &cell("A99999999999999999999");
    packed_workbook(&format!("<row r=\"1\">{row}</row>"), None)
}

fn packed_workbook(rows: &str, strings: Option<&str>) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    add("[Content_Types].xml", types);
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        ),
    );
    add(
        "xl/worksheets/sheet1.xml",
        &format!("<worksheet xmlns=\"{SHEETS}\"><sheetData>{rows}</sheetData></worksheet>"),
    );
    if let Some(strings) = strings {
        add("xl/sharedStrings.xml", strings);
    }
    zip.finish().unwrap().into_inner()
}

fn attributes() -> String {
    let mut text = String::from("<p");
    for n in 0..60_000 {
        write!(text, " a{n}=1").unwrap();
    }
    text.push_str(">Tell me about a time you said no.</p>");
    text
}

fn questions() -> String {
    let mut text = String::from("[");
    for n in 0..60_000 {
        write!(text, "{{\"question\":\"Tell me about {n}?\"}},").unwrap();
    }
    text.push_str("{}]");
    text
}
