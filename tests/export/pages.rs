//! Pages as Markdown, HTML and PDF.

use std::cell::RefCell;

use chrono::{DateTime, FixedOffset};
use greenroom::chart::figure::{Table, score, words};
use greenroom::export::html::html;
use greenroom::export::markdown::markdown;
use greenroom::export::page::{Block, Page};
use greenroom::export::pdf::pdf;
use greenroom::export::text::clean;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use crate::samples::{any_page, any_table, hostile, made, page};

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of one block with spaces squeezed, as it reads in any format.
fn as_read(text: &str) -> String {
    squeezed(&clean(text))
}

fn one(block: Block) -> Page {
    Page { title: "T".to_owned(), under: String::new(), blocks: vec![block] }
}

// ---------- Markdown ----------

/// The text that a Markdown reader shows, one line a block; the title and the foot are left out.
fn shown(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => blocks.last_mut().unwrap().push_str(&text),
            Event::SoftBreak | Event::HardBreak => blocks.last_mut().unwrap().push(' '),
            Event::Html(html) | Event::InlineHtml(html) => panic!("markup came through: {html}"),
            Event::Start(_) => {}
            Event::End(_) | Event::Rule => blocks.push(String::new()),
            other => panic!("{other:?}"),
        }
    }
    let blocks: Vec<String> = blocks.iter().map(|b| squeezed(b)).filter(|b| !b.is_empty()).collect();
    blocks[1..blocks.len() - 1].to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn markdown_reads_back_as_the_same_words(text in hostile()) {
        let blocks = [
            Block::Text(text.clone()),
            Block::Note(text.clone()),
            Block::Heading(1, text.clone()),
            Block::List(vec![text.clone()]),
        ];
        for block in blocks {
            let written = markdown(&one(block), made());
            prop_assert_eq!(shown(&written).join(" "), as_read(&text), "{}", written);
        }
    }

    #[test]
    fn a_table_in_markdown_keeps_its_cells_apart(table in any_table()) {
        let written = markdown(&one(Block::Table(table.clone())), made());
        let cells = std::iter::once(&table.heads).chain(&table.rows).flatten().map(|cell| as_read(cell));
        let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
        prop_assert_eq!(shown(&written), cells, "{}", written);
    }
}

// ---------- HTML ----------

#[derive(Default)]
struct Seen {
    tags: RefCell<Vec<Tag>>,
    text: RefCell<String>,
    errors: RefCell<Vec<String>>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::TagToken(tag) => {
                if tag.kind == TagKind::EndTag {
                    self.text.borrow_mut().push(' ');
                }
                let style = tag.kind == TagKind::StartTag && &*tag.name == "style";
                self.tags.borrow_mut().push(tag);
                if style {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::ParseError(error) => self.errors.borrow_mut().push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The start tags and the text of an HTML file, which must be without fault and close what it opens.
#[track_caller]
fn parsed(file: &str) -> (Vec<Tag>, String) {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(file));
    let tokenizer =
        Tokenizer::new(Seen::default(), TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() });
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let seen = tokenizer.sink;
    assert_eq!(seen.errors.into_inner(), Vec::<String>::new());
    let tags = seen.tags.into_inner();
    let mut open: Vec<String> = Vec::new();
    for tag in &tags {
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.self_closing && !["meta", "br", "hr"].contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
    (tags.into_iter().filter(|tag| tag.kind == TagKind::StartTag).collect(), seen.text.into_inner())
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.to_string())
}

#[track_caller]
fn assert_self_contained(file: &str, tags: &[Tag]) {
    for tag in tags {
        let name: &str = &tag.name;
        for banned in ["script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use"] {
            assert_ne!(name, banned);
        }
        for a in &tag.attrs {
            let key: &str = &a.name.local;
            let banned = ["src", "href", "srcset", "action", "data", "poster", "background"];
            assert!(!key.starts_with("on") && !banned.contains(&key), "{name} {key}");
        }
    }
    let style = &file[file.find("<style>").unwrap()..file.find("</style>").unwrap()];
    for banned in ["url(", "@import", "http", "//"] {
        assert!(!style.contains(banned), "{banned}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_page_is_whole_html_without_a_way_out(page in any_page()) {
        let file = html(&page, made());
        let (tags, text) = parsed(&file);
        assert_self_contained(&file, &tags);
        for block in &page.blocks {
            if let Block::Text(words) | Block::Note(words) | Block::Heading(_, words) = block {
                // A break within a text stands as a tag.
                let apart = clean(words);
                for line in apart.lines() {
                    prop_assert!(squeezed(&text).contains(&squeezed(line)), "{line}");
                }
            }
        }
        prop_assert_eq!(file, html(&page, made()));
    }
}

#[test]
fn html_says_what_each_thing_is() {
    let file = html(&page(20), made());
    let (tags, text) = parsed(&file);
    let named = |name: &str| tags.iter().filter(|t| &*t.name == name).collect::<Vec<_>>();
    assert_eq!(attribute(named("html")[0], "lang").as_deref(), Some("en"));
    assert_eq!((named("h1").len(), named("h2").len(), named("h3").len()), (1, 1, 1));
    assert!(named("th").iter().all(|th| attribute(th, "scope").is_some()));
    let charts = named("svg");
    assert_eq!(charts.len(), 4);
    for chart in charts {
        assert_eq!(attribute(chart, "role").as_deref(), Some("img"));
        assert!(attribute(chart, "aria-label").unwrap().contains("scored answers"));
    }
    assert!(named("details").len() == 4, "each chart has its table, folded where it is long");
    assert!(text.contains("Scores are self-rated.") && text.contains("Made by Greenroom on 30 June 2026"));
    assert!(file.contains("prefers-color-scheme: dark") && file.contains("@media print"));
    let created =
        named("meta").into_iter().find(|m| attribute(m, "name").as_deref() == Some("dcterms.created"));
    assert_eq!(attribute(created.unwrap(), "content").as_deref(), Some("2026-06-30T12:00:05+02:00"));
    // The colours of the page are the palette's.
    let hex = |[r, g, b]: [u8; 3]| format!("#{r:02X}{g:02X}{b:02X}");
    for palette in [greenroom::chart::palette::LIGHT, greenroom::chart::palette::DARK] {
        for colour in
            [palette.paper, palette.ink, palette.muted, palette.accent, palette.warning, palette.edge]
        {
            assert!(file.contains(&hex(colour)), "{}", hex(colour));
        }
    }
}

// ---------- PDF ----------

/// The number of sheets and all the text, read by the project's own reader.
fn read_pdf(bytes: &[u8]) -> (usize, String) {
    let sheets = pdf_extract::Document::load_mem(bytes).unwrap().get_pages().len();
    // Not by the import's reader, which leaves out what every sheet repeats.
    (sheets, squeezed(&pdf_extract::extract_text_from_mem(bytes).unwrap()))
}

#[test]
fn a_pdf_reads_back_with_its_words() {
    let (sheets, text) = read_pdf(&pdf(&page(5), made()).unwrap());
    for words in [
        "Readiness report",
        "For a senior manager.",
        "Where you stand",
        "Principle 4",
        "Outline a story.",
        "The end.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains(&format!("{sheets} of {sheets}")), "{text}");
    let text = || Block::Text("words".to_owned());
    let broken = Page { blocks: vec![text(), Block::Break, text(), Block::Break], ..one(Block::Break) };
    assert_eq!(read_pdf(&pdf(&broken, made()).unwrap()).0, 2, "a break begins a sheet, not an empty one");
}

#[test]
fn a_long_table_goes_over_sheets_and_repeats_its_heads() {
    let mut table = Table::new([words("Place"), score("Mean score")]);
    table.rows = (0..200).map(|i| vec![format!("row number {i} of many"), "3.1".to_owned()]).collect();
    let (sheets, text) = read_pdf(&pdf(&one(Block::Table(table)), made()).unwrap());
    assert!(sheets >= 4, "{sheets}");
    assert_eq!(text.matches("Mean score").count(), sheets, "a head on each sheet");
    for i in [0, 57, 199] {
        assert!(text.contains(&format!("row number {i} of many")), "{i}");
    }
    assert!(text.contains(&format!("{sheets} of {sheets}")), "sheets are numbered");
}

#[test]
fn a_row_taller_than_a_sheet_is_not_lost() {
    let mut table = Table::new([words("Name"), words("Words")]);
    let long: Vec<String> = (0..1500).map(|i| format!("word{i}")).collect();
    table.rows.push(vec!["one".to_owned(), long.join(" ")]);
    let (sheets, text) = read_pdf(&pdf(&one(Block::Table(table)), made()).unwrap());
    assert!(sheets >= 2);
    assert!(text.contains("word0 ") && text.contains("word1499"), "both ends are there");
}

#[test]
fn what_no_typeface_has_is_seen_and_counted() {
    let page = one(Block::Text("Zürich ◆ 北京 fine".to_owned()));
    let (_, text) = read_pdf(&pdf(&page, made()).unwrap());
    assert!(text.contains("Zürich ◆ \u{FFFD}\u{FFFD} fine"), "{text}");
    assert!(text.contains("2 characters are in no typeface of this file"), "{text}");
    let plain = one(Block::Text("Zürich ◆ fine".to_owned()));
    assert!(!read_pdf(&pdf(&plain, made()).unwrap()).1.contains("typeface"));
}

#[test]
fn the_same_page_in_the_same_second_is_the_same_bytes() {
    let page = page(60);
    let again = DateTime::parse_from_rfc3339("2026-06-30T12:00:06+02:00").unwrap();
    let same = |write: &dyn Fn(DateTime<FixedOffset>) -> Vec<u8>, dated: bool| {
        assert!(write(made()) == write(made()), "not the same each time");
        assert_eq!(write(made()) != write(again), dated, "the moment that is given is told");
    };
    same(&|at| pdf(&page, at).unwrap(), true);
    same(&|at| html(&page, at).into_bytes(), true);
    // Markdown tells the minute only.
    same(&|at| markdown(&page, at).into_bytes(), false);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_page_is_a_pdf(page in any_page()) {
        let bytes = pdf(&page, made()).unwrap();
        prop_assert!(!pdf_extract::Document::load_mem(&bytes).unwrap().get_pages().is_empty());
        prop_assert!(bytes == pdf(&page, made()).unwrap());
    }
}
