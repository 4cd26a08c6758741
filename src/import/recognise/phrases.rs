//! Fast look-up of many phrases in one text: by the first word of each, compiled once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::text::{has_phrase, is_cjk};

/// Phrases by their first word; those that begin otherwise are searched for one by one.
struct Phrases {
    by_word: HashMap<&'static str, Vec<&'static str>>,
    /// Which lengths of first words occur for each first byte: most words are turned away here.
    first: [u32; 256],
    loose: Vec<&'static str>,
}

thread_local! {
    /// Compiled sets by where their list stands. Lists are constants, so their place is their name.
    static COMPILED: RefCell<HashMap<(usize, usize), Rc<Phrases>>> = RefCell::new(HashMap::new());
}

fn first_word(text: &str) -> &str {
    let plain = text.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return &text[..plain];
    }
    let end = text.find(|c: char| !c.is_alphanumeric() || is_cjk(c)).unwrap_or(text.len());
    &text[..end]
}

impl Phrases {
    fn compile(list: &'static [&'static str]) -> Self {
        let mut out = Self { by_word: HashMap::new(), first: [0; 256], loose: Vec::new() };
        for phrase in list {
            let word = first_word(phrase);
            if word.is_empty() {
                out.loose.push(phrase);
            } else {
                out.first[usize::from(word.as_bytes()[0])] |= 1 << word.len().min(31);
                out.by_word.entry(word).or_default().push(phrase);
            }
        }
        out
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
            if self.first[usize::from(c)] >> word.len().min(31) & 1 == 1
                && let Some(phrases) = self.by_word.get(word)
                && phrases.iter().any(|phrase| whole(&hay[at..], phrase))
            {
                return true;
            }
            at += word.len();
        }
        self.loose.iter().any(|phrase| has_phrase(hay, phrase))
    }
}

fn whole(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| {
        let open = phrase.ends_with(|c: char| !c.is_alphanumeric() || is_cjk(c));
        open || rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || is_cjk(c))
    })
}

/// Whether any of the phrases stands in `hay` (both lower case) as whole words.
pub fn has_any(hay: &str, list: &'static [&'static str]) -> bool {
    if list.len() <= 3 {
        return list.iter().any(|phrase| has_phrase(hay, phrase));
    }
    let key = (list.as_ptr() as usize, list.len());
    let compiled = COMPILED.with(|cache| {
        cache.borrow_mut().entry(key).or_insert_with(|| Rc::new(Phrases::compile(list))).clone()
    });
    compiled.stand_in(hay)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[&str] = &["the loop", "loops", "don't", "\"i\"", "面试", "at all"];

    #[test]
    fn a_set_says_what_a_search_says() {
        for hay in [
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
        ] {
            assert_eq!(has_any(hay, LIST), LIST.iter().any(|p| has_phrase(hay, p)), "{hay}");
        }
    }
}
