//! Encodings, line ends and mojibake.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::decode;
use crate::import::limits::{ImportError, MAX_BYTES};

const WORDS: &str = "Wann haben Sie zuletzt für Ruhe gesorgt?\nErzählen Sie – kurz.\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn utf_16_is_read_with_and_without_its_mark() {
    for big in [false, true] {
        let name = if big { "UTF-16BE" } else { "UTF-16LE" };
        for text in [WORDS, "问题一:请描述一次冲突。\n答案在下面。\n"] {
            let bare = utf16(text, big);
            let marked = utf16(&format!("\u{FEFF}{text}"), big);
            for bytes in [bare, marked] {
                let decoded = decode(&bytes).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding), (text, name));
            }
        }
    }
}

#[test]
fn legacy_encodings_are_guessed() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(WORDS);
    assert_eq!(decode(&bytes).unwrap().text, WORDS);
    let text = "こんにちは。失敗した経験を教えてください。";
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::ISO_2022_JP] {
        let (bytes, _, _) = encoding.encode(text);
        assert_eq!(decode(&bytes).unwrap().text, text, "{}", encoding.name());
    }
}

#[test]
fn every_line_end_reads_the_same() {
    let plain = "one\ntwo\n\nthree\n";
    for end in ["\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}"] {
        assert_eq!(decode(plain.replace('\n', end).as_bytes()).unwrap().text, plain);
    }
}

#[test]
fn garbled_letters_are_put_back() {
    let garble = |text: &str, page: &'static encoding_rs::Encoding| {
        page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    };
    for text in ["It’s the team’s call — not mine", "café → naïve “quoted”", "🎯 Goal"] {
        for page in [encoding_rs::WINDOWS_1252, encoding_rs::WINDOWS_1257] {
            let garbled = garble(text, page);
            if garbled.contains('\u{FFFD}') {
                continue;
            }
            let decoded = decode(garbled.as_bytes()).unwrap();
            assert_eq!(decoded.text, text, "{}", page.name());
            assert_eq!(decoded.warnings.len(), 1);
        }
    }
}

#[test]
fn text_that_is_right_stays_as_it_is() {
    for text in [
        "Šodien ēdu ābolu, un tā ir laba diena. Kā tev iet?",
        "Âge, âme, château: l’été à Orléans — déjà vu.",
        "Größe ÄÖÜ, “quoted” — fine… £5 · 20 °C ½ © ®",
        "Привет, мир! Ёлка №5",
        "質問：「なぜ？」",
    ] {
        let decoded = decode(text.as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.warnings.len()), (text, 0));
    }
}

#[test]
fn lost_signs_are_put_back_by_their_place() {
    let text = "āāā Plan the week\n- 30% ā 45% more\n- from 3 days ā 2 days\nNot me ā the team did it\nš Goal: ship\n## āļø Care\n";
    let decoded = decode(text.as_bytes()).unwrap();
    assert_eq!(
        decoded.text,
        "├── Plan the week\n- 30% → 45% more\n- from 3 days → 2 days\nNot me — the team did it\nGoal: ship\n## Care\n"
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let noise: Vec<u8> = (0..2000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[1]).collect();
    assert!(matches!(decode(&noise), Err(ImportError::Binary { .. })));
    assert!(matches!(decode(&vec![b'a'; MAX_BYTES + 1]), Err(ImportError::TooLarge { .. })));
}

#[test]
fn one_damaged_byte_costs_one_letter() {
    let mut bytes = "déjà vu, naïve café, über, señor, façade, Ærø, crème brûlée".repeat(3).into_bytes();
    bytes.insert(3, 0xFF);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.encoding, "UTF-8");
    assert_eq!(decoded.text.matches('\u{FFFD}').count(), 1);
    assert_eq!(decoded.warnings.len(), 1);
}
