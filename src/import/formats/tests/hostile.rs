//! Random and mutated bytes into every format: no panic, and no more out than the limits allow.

use proptest::prelude::*;

use super::packed::{collection, docx, pdf, xlsx, zipped};
use super::read;
use crate::import::limits::{MAX_BLOCKS, MAX_TEXT};

const NAMES: [&str; 14] = [
    "a.md", "a.html", "a.txt", "a.csv", "a.tsv", "a.json", "a.yaml", "a.eml", "a.docx", "a.xlsx", "a.pdf",
    "a.apkg", "a", "a.jsonl",
];

fn check(name: &str, bytes: &[u8]) {
    if let Ok(document) = read(name, bytes) {
        let text: usize =
            document.blocks.iter().flat_map(|block| &block.spans).map(|span| span.text.len()).sum();
        assert!(document.blocks.len() <= MAX_BLOCKS && text <= MAX_TEXT);
        // Rows that go on and merged cells may repeat text, but never by more than a fixed factor.
        assert!(text <= bytes.len() * 300 + (1 << 20), "{text} from {}", bytes.len());
        assert!(document.blocks.iter().all(|block| block.line > 0));
    }
}

/// Samples of every text format, to mutate.
const SAMPLES: [&str; 9] = [
    "---\na: b\n---\n# T\n\n> [!note]- x\n> y\n\n- [ ] a **b** *c* [[d|e]]\n\t1. f\n\n| a | b |\n|---|---|\n| c | d |\n\n%% x %%\n```\ncode\n```\n<details><summary>s</summary></details>\n",
    "<html><body><h1>T</h1><table><tr><td rowspan=3 colspan=2>a<table><tr><td>b</table><ul><li>c<li hidden>d</ul><pre>x\ny</pre><p style='display:none'>z<br><br>&amp;&#x41;</body>",
    "HEAD\n====\n\n+--+--+\n| a | b |\n+--+--+\n|   | c |\n+--+--+\n\n1) x\n   y\n  - z\n├── q\n> quoted\n>> more\n",
    "a;b\n\"x\ny\";\"z\"\"\"\n=1;2\n",
    "{\"format\": \"x\", \"a\": [{\"b\": \"c\"}, [\"d\", 1, null, true]], \"e\": {\"f\": [\"g\"]}}",
    "a: &x |\n  b\n  c\nd: >-\n  e\nf:\n  - g: *x\n  - h\n? i\n: j\n",
    "#separator:semicolon\n#html:true\n#columns:a;b\n#tags column:2\n<b>x</b>;y\n",
    "From: a@b\r\nTo: c@d\r\nSubject: =?utf-8?q?x=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nz\r\n--b--\r\n",
    "āāā branch ā end\n65% ā 85%\nâ€™ Ã© š go\n",
];

fn mutated(mut bytes: Vec<u8>, changes: &[(u16, u8, u8)]) -> Vec<u8> {
    for (at, how, value) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = usize::from(*at) % bytes.len();
        match how % 4 {
            0 => bytes[at] = *value,
            1 => bytes.insert(at, *value),
            2 => bytes.truncate(bytes.len() - at.min(usize::from(*value))),
            _ => {
                let end = (at + usize::from(*value)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in 0..NAMES.len()) {
        check(NAMES[name], &bytes);
    }

    #[test]
    fn random_text_does_no_harm(text in "[\\PC\n\t ]{0,400}", name in 0..NAMES.len()) {
        check(NAMES[name], text.as_bytes());
    }

    #[test]
    fn text_of_signs_does_no_harm(text in "[-#*>|+=_`~<>/a-c .:;\"'\\[\\](){}&%!0-9\n\t]{0,400}", name in 0..NAMES.len()) {
        check(NAMES[name], text.as_bytes());
    }

    #[test]
    fn words_of_rich_text_do_no_harm(
        words in "(\\\\(rtf1|par|u-?[0-9]{1,6}|'[0-9a-f]{0,2}|uc[0-9]{1,3}|fonttbl|bin[0-9]{1,9}|\\*|b0?|row|cell|bullet)? ?|[{}]|[a-z é?]{0,6}){0,80}"
    ) {
        check("notes.rtf", format!("{{\\rtf1\\ansi {words}").as_bytes());
    }

    #[test]
    fn mutated_text_does_no_harm(
        sample in 0..SAMPLES.len(),
        name in 0..NAMES.len(),
        changes in proptest::collection::vec(any::<(u16, u8, u8)>(), 0..12),
    ) {
        check(NAMES[name], &mutated(SAMPLES[sample].as_bytes().to_vec(), &changes));
    }

    #[test]
    fn mutated_parts_of_archives_do_no_harm(
        which in 0..3_usize,
        changes in proptest::collection::vec(any::<(u16, u8, u8)>(), 0..6),
        inside in any::<bool>(),
    ) {
        let bytes = match (which, inside) {
            (0, false) => mutated(docx(), &changes),
            (1, false) => mutated(xlsx(), &changes),
            (_, false) => mutated(zipped(&[("collection.anki2", &collection(false))]), &changes),
            (0, true) => zipped(&[("word/document.xml", &mutated(b"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a&amp;</w:t></w:r></w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl>".to_vec(), &changes))]),
            (1, true) => mutated(xlsx(), &changes),
            (_, true) => zipped(&[("collection.anki2", &mutated(collection(true), &changes))]),
        };
        check(["a.docx", "a.xlsx", "a.apkg"][which], &bytes);
    }

    #[test]
    fn mutated_pdfs_do_no_harm(changes in proptest::collection::vec(any::<(u16, u8, u8)>(), 0..6)) {
        check("a.pdf", &mutated(pdf(&[(50, 700, 12, "Head"), (50, 680, 10, "Words \\(and\\) more")]), &changes));
    }

    #[test]
    fn a_file_reads_the_same_whatever_its_line_ends(sample in 0..4_usize) {
        let plain = read(NAMES[sample], SAMPLES[sample].as_bytes()).unwrap();
        for end in ["\r", "\r\n"] {
            let other = read(NAMES[sample], SAMPLES[sample].replace('\n', end).as_bytes()).unwrap();
            prop_assert_eq!(&other, &plain);
        }
    }
}

#[test]
fn words_before_the_first_paragraph_of_a_document_have_a_line() {
    let body = "<w:tbl><w:tr><w:tc><w:r><w:t>a cell without a paragraph</w:t></w:r></w:tc></w:tr></w:tbl>";
    let loose = "<w:r><w:t>loose</w:t></w:r>";
    let between = "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc/>b<w:tc/>";
    for xml in [body, loose, between] {
        check("a.docx", &zipped(&[("word/document.xml", xml.as_bytes())]));
    }
}
