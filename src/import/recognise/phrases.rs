//! Fast look-up of many phrases in one text: by the first word of each, compiled once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::text::{has_phrase, is_cjk};

/// Hashes short words quickly. The tables it serves are constants, so nobody can choose words that collide.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        let mut last = [0_u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
    }

    fn write_u8(&mut self, _: u8) {}

    fn write_usize(&mut self, value: usize) {
        self.add(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A table of constants under [`WordHasher`].
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Phrases by their first word; those that begin otherwise are searched for one by one.
#[derive(Default)]
struct Phrases {
    by_word: WordMap<&'static str, Vec<&'static str>>,
    /// Which lengths of first words occur for each first byte: most words are turned away here.
    first: Vec<u32>,
    /// Those that begin with a mark of ASCII.
    marked: Vec<&'static str>,
    /// Those that begin with another mark or a script without spaces.
    loose: Vec<&'static str>,
}

thread_local! {
    /// Compiled sets by where their list stands. Lists are constants, so their place is their name.
    static COMPILED: RefCell<WordMap<(usize, usize), Rc<Phrases>>> = RefCell::default();
}

/// The letters and digits a text begins with, up to a script without spaces.
pub fn first_word(text: &str) -> &str {
    let plain = text.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return &text[..plain];
    }
    let end = text.find(|c: char| !c.is_alphanumeric() || is_cjk(c)).unwrap_or(text.len());
    &text[..end]
}

impl Phrases {
    fn compile(list: &'static [&'static str]) -> Self {
        let mut out = Self { first: vec![0; 256], ..Self::default() };
        for phrase in list {
            let word = first_word(phrase);
            if !word.is_empty() {
                out.first[usize::from(word.as_bytes()[0])] |= 1 << word.len().min(31);
                out.by_word.entry(word).or_default().push(phrase);
            } else if phrase.as_bytes().first().is_some_and(u8::is_ascii) {
                out.marked.push(phrase);
            } else {
                out.loose.push(phrase);
            }
        }
        out
    }

    /// The phrases that begin with this word.
    fn of(&self, word: &str) -> &[&'static str] {
        let Some(&first) = word.as_bytes().first() else { return &[] };
        if self.first[usize::from(first)] >> word.len().min(31) & 1 == 0 {
            return &[];
        }
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    fn stand_in(&self, hay: &str) -> bool {
        let bytes = hay.as_bytes();
        let mut at = 0;
        while at < hay.len() {
            let c = bytes[at];
            if c.is_ascii() && !c.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let word = first_word(&hay[at..]);
            if word.is_empty() {
                at += hay[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            if self.of(word).iter().any(|phrase| whole(&hay[at..], phrase)) {
                return true;
            }
            at += word.len();
        }
        self.marked.iter().any(|phrase| has_phrase(hay, phrase))
            || !hay.is_ascii() && self.loose.iter().any(|phrase| has_phrase(hay, phrase))
    }

    fn begin(&self, text: &str) -> bool {
        self.of(first_word(text))
            .iter()
            .chain(&self.marked)
            .chain(&self.loose)
            .any(|phrase| begins_with(text, phrase))
    }
}

fn whole(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| {
        let open = phrase.ends_with(|c: char| !c.is_alphanumeric() || is_cjk(c));
        open || rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || is_cjk(c))
    })
}

/// Whether `text` (lower case) begins with the phrase as whole words.
pub fn begins_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| {
        let open = phrase.ends_with(|c: char| !c.is_alphanumeric() || is_cjk(c));
        open || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

fn compiled(list: &'static [&'static str]) -> Rc<Phrases> {
    let key = (list.as_ptr() as usize, list.len());
    COMPILED
        .with(|cache| cache.borrow_mut().entry(key).or_insert_with(|| Rc::new(Phrases::compile(list))).clone())
}

/// Whether any of the phrases stands in `hay` (both lower case) as whole words.
pub fn has_any(hay: &str, list: &'static [&'static str]) -> bool {
    !hay.is_empty() && compiled(list).stand_in(hay)
}

/// Whether `text` (lower case) begins with one of `phrases` as whole words.
pub fn begins_with_any(text: &str, list: &'static [&'static str]) -> bool {
    !text.is_empty() && compiled(list).begin(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[&str] = &["the loop", "loops", "don't", "\"i\"", "面试", "at all", "¿", "has "];

    const HAYS: [&str; 14] = [
        "in the loop",
        "the loophole",
        "loops",
        "he don't",
        "use \"i\" here",
        "去面试吧",
        "not at all.",
        "at allotment",
        "",
        "— the loop—",
        "ends in a",
        "¿por qué?",
        "has it",
        "\"i\" am",
    ];

    #[test]
    fn a_set_says_what_a_search_says() {
        for hay in HAYS {
            assert_eq!(has_any(hay, LIST), LIST.iter().any(|p| has_phrase(hay, p)), "{hay}");
            assert_eq!(begins_with_any(hay, LIST), LIST.iter().any(|p| begins_with(hay, p)), "{hay}");
        }
    }
}
