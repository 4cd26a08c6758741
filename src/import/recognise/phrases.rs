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

/// A phrase and the bit of the list it stands in.
type Phrase = (&'static str, u32);

/// Phrases by their first word; those that begin otherwise are searched for one by one.
#[derive(Default)]
struct Phrases {
    by_word: WordMap<&'static str, Vec<Phrase>>,
    /// Which lengths of first words occur for each first byte: most words are turned away here.
    first: Vec<u32>,
    /// Those that begin with a mark of ASCII.
    marked: Vec<Phrase>,
    /// Those that begin with another mark or a script without spaces.
    loose: Vec<Phrase>,
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
    fn compile(lists: &[&'static [&'static str]]) -> Self {
        let mut out = Self { first: vec![0; 256], ..Self::default() };
        for (list, bit) in lists.iter().zip((0..32).map(|n| 1_u32 << n)) {
            for phrase in *list {
                let word = first_word(phrase);
                let place = if !word.is_empty() {
                    out.first[usize::from(word.as_bytes()[0])] |= 1 << word.len().min(31);
                    out.by_word.entry(word).or_default()
                } else if phrase.as_bytes().first().is_some_and(u8::is_ascii) {
                    &mut out.marked
                } else {
                    &mut out.loose
                };
                place.push((phrase, bit));
            }
        }
        out
    }

    /// The phrases that begin with this word.
    fn of(&self, word: &str) -> &[Phrase] {
        let Some(&first) = word.as_bytes().first() else { return &[] };
        if self.first[usize::from(first)] >> word.len().min(31) & 1 == 0 {
            return &[];
        }
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The lists of which a phrase stands in `hay`, as bits; stops as soon as all `wanted` are found.
    fn stand_in(&self, hay: &str, wanted: u32) -> u32 {
        let bytes = hay.as_bytes();
        let (mut at, mut found) = (0, 0);
        while let Some(&c) = bytes.get(at) {
            if c.is_ascii() && !c.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let word = first_word(&hay[at..]);
            if word.is_empty() {
                at += hay[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            for (phrase, bit) in self.of(word) {
                if found & bit == 0 && whole(&hay[at..], phrase) {
                    found |= bit;
                    if found == wanted {
                        return found;
                    }
                }
            }
            at += word.len();
        }
        let loose = if hay.is_ascii() { &[][..] } else { &self.loose };
        for (phrase, bit) in self.marked.iter().chain(loose) {
            if found & bit == 0 && has_phrase(hay, phrase) {
                found |= bit;
            }
        }
        found
    }

    fn begin(&self, text: &str) -> bool {
        self.of(first_word(text))
            .iter()
            .chain(&self.marked)
            .chain(&self.loose)
            .any(|(phrase, _)| begins_with(text, phrase))
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

fn compiled(key: (usize, usize), lists: &[&'static [&'static str]]) -> Rc<Phrases> {
    COMPILED.with(|cache| {
        cache.borrow_mut().entry(key).or_insert_with(|| Rc::new(Phrases::compile(lists))).clone()
    })
}

fn compiled_one(list: &'static [&'static str]) -> Rc<Phrases> {
    compiled((list.as_ptr() as usize, list.len()), &[list])
}

/// Whether any of the phrases stands in `hay` (both lower case) as whole words.
pub fn has_any(hay: &str, list: &'static [&'static str]) -> bool {
    !hay.is_empty() && compiled_one(list).stand_in(hay, 1) != 0
}

/// Of which of at most 32 lists a phrase stands in `hay` (both lower case) as whole words: bit 0 for the
/// first.
pub fn which(hay: &str, lists: &'static [&'static [&'static str]]) -> u32 {
    // Told apart from a list of phrases at the same place by the count.
    compiled((lists.as_ptr() as usize, usize::MAX - lists.len()), lists).stand_in(hay, u32::MAX)
}

/// As [`which`], with a truth value for each list in place of a bit.
pub fn flags<const N: usize>(hay: &str, lists: &'static [&'static [&'static str]; N]) -> [bool; N] {
    let found = which(hay, lists);
    std::array::from_fn(|n| found >> n & 1 == 1)
}

/// Whether `text` (lower case) begins with one of `phrases` as whole words.
pub fn begins_with_any(text: &str, list: &'static [&'static str]) -> bool {
    !text.is_empty() && compiled_one(list).begin(text)
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
            let both: &'static [&'static [&'static str]] = &[LIST, &["ends in", "它"]];
            assert_eq!(which(hay, both) & 1 == 1, has_any(hay, LIST), "{hay}");
            assert_eq!(begins_with_any(hay, LIST), LIST.iter().any(|p| begins_with(hay, p)), "{hay}");
        }
    }
}
