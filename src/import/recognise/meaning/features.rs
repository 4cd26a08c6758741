//! What the model looks at in a sentence: its words, its form, its place and its neighbours.

use super::super::context::Context;
use super::super::derive::verbs;
use super::super::heading_kind::HeadingKind;
use super::super::interview::amounts;
use super::super::language::{self, Opener};
use super::super::principles::Principles;
use super::super::signs;
use super::super::text::{is_cjk, lower, trim_marks};
use super::super::units::Unit;
use super::Sentence;
use super::cells::{self, CellPlace};
use super::classes;
use super::of_document::of_document;
use super::weights::Fnv;
use crate::import::document::BlockKind;

/// Words looked at in one sentence; what stands after them says no more about what it is.
const WORDS: usize = 60;

/// Takes the features of a sentence, one after another.
trait Sink {
    fn put(&mut self, tag: &str, parts: &[&str]);
}

struct Hashes<'a>(&'a mut dyn FnMut(u32));

impl Sink for Hashes<'_> {
    fn put(&mut self, tag: &str, parts: &[&str]) {
        let mut hash = Fnv::NEW.with(tag.as_bytes());
        for (n, part) in parts.iter().enumerate() {
            hash = hash.with(if n == 0 { b"=" } else { b" " }).with(part.as_bytes());
        }
        (self.0)(hash.end());
    }
}

struct Names<'a>(&'a mut dyn FnMut(u32, &str));

impl Sink for Names<'_> {
    fn put(&mut self, tag: &str, parts: &[&str]) {
        let name = if parts.is_empty() { tag.to_owned() } else { format!("{tag}={}", parts.join(" ")) };
        (self.0)(Fnv::NEW.with(name.as_bytes()).end(), &name);
    }
}

/// The hash of a feature by its name.
pub fn hash(name: &str) -> u32 {
    Fnv::NEW.with(name.as_bytes()).end()
}

/// A sentence as the model sees it.
pub(super) struct Seen {
    pub(super) words: Vec<String>,
    pub(super) classes: Vec<&'static str>,
    end: &'static str,
}

impl Seen {
    fn of(text: &str) -> Self {
        let words = words(text);
        Self { classes: classes::of_sentence(text, &words), words, end: end(text) }
    }
}

/// The features of a document's sentences.
pub struct Features<'a> {
    sentences: &'a [Sentence],
    units: &'a [Unit],
    contexts: &'a [Context],
    principles: &'a Principles,
    seen: Vec<Seen>,
    headings: Vec<Option<Seen>>,
    document: Vec<&'static str>,
    /// What stands beside each cell.
    cells: std::collections::HashMap<usize, CellPlace>,
    /// Units from the first mark of an older message on.
    older: usize,
    total: usize,
}

impl<'a> Features<'a> {
    /// The features of these sentences.
    pub fn new(
        sentences: &'a [Sentence],
        units: &'a [Unit],
        contexts: &'a [Context],
        principles: &'a Principles,
    ) -> Self {
        let seen: Vec<Seen> = sentences.iter().take(super::MOST + 1).map(|s| Seen::of(&s.text)).collect();
        Self {
            document: of_document(units, contexts, &seen),
            cells: cells::places(units),
            older: older(units),
            headings: std::iter::repeat_with(|| None).take(units.len()).collect(),
            total: sentences.len().max(1),
            sentences,
            units,
            contexts,
            principles,
            seen,
        }
    }

    /// The hashes of the features of the sentence at `n`.
    pub fn each(&mut self, n: usize, take: &mut dyn FnMut(u32)) {
        self.put(n, &mut Hashes(take));
    }

    /// The hashes and names of the features of the sentence at `n`.
    pub fn each_named(&mut self, n: usize, take: &mut dyn FnMut(u32, &str)) {
        self.put(n, &mut Names(take));
    }

    fn put(&mut self, n: usize, out: &mut dyn Sink) {
        let sentence = &self.sentences[n];
        let at = sentence.unit;
        let path = self.contexts[at].path.clone();
        for &above in path.iter().rev().take(3) {
            if self.headings[above].is_none() {
                self.headings[above] = Some(Seen::of(&self.units[above].text));
            }
        }
        let place = self.cells.get(&at).copied().unwrap_or_default();
        for unit in [place.above, place.first].into_iter().flatten() {
            if self.headings[unit].is_none() {
                self.headings[unit] = Some(Seen::of(&self.units[unit].text));
            }
        }
        out.put("bias", &[]);
        self.form(n, out);
        self.words(n, out);
        self.classes(n, out);
        self.place(n, out);
        self.hints(n, out);
        self.neighbours(n, out);
        self.cell(n, out);
        for said in &self.document {
            out.put("doc", &[said]);
            out.put("docform", &[said, sentence.form.word()]);
        }
    }

    fn form(&self, n: usize, out: &mut dyn Sink) {
        let sentence = &self.sentences[n];
        let unit = &self.units[sentence.unit];
        let form = sentence.form.word();
        let end = self.seen[n].end;
        out.put("form", &[form]);
        out.put("end", &[end]);
        out.put("formend", &[form, end]);
        if let BlockKind::Heading(level) = unit.kind {
            out.put("level", &[digit(level)]);
        }
        if let BlockKind::Item { number: Some(_), .. } = unit.kind {
            out.put("numbered", &[]);
        }
        if unit.is_item() {
            out.put("depth", &[digit(unit.depth)]);
        }
        if unit.quote > 0 {
            out.put("quote", &[digit(unit.quote.min(2))]);
        }
        for (holds, name) in [
            (unit.bold, "bold"),
            (unit.italic, "italic"),
            (unit.bold_lead().is_some(), "lead"),
            (unit.spans.iter().any(|s| s.link), "link"),
            (sentence.unit >= self.older, "older"),
            (self.contexts[sentence.unit].heads, "heads"),
        ] {
            if holds {
                out.put(name, &[]);
                out.put("dress", &[name, form]);
            }
        }
        if let BlockKind::Cell { column, header, .. } = unit.kind {
            out.put("column", &[digit(u8::try_from(column.min(9)).unwrap_or(9))]);
            if header {
                out.put("headercell", &[]);
            }
        }
        if let BlockKind::Field { path, .. } = &unit.kind
            && let Some(key) = path.last()
        {
            out.put("key", &[&key.to_lowercase()]);
        }
        // In steps, each with a weight of its own: what a length tells does not simply grow with it.
        let length = match self.seen[n].words.len() {
            0..=1 => "1",
            2 => "2",
            3..=4 => "3",
            5..=7 => "5",
            8..=12 => "8",
            13..=20 => "13",
            21..=35 => "21",
            _ => "36",
        };
        out.put("length", &[length]);
        out.put("formlength", &[form, length]);
    }

    /// What stands at the head of a cell's column and first in its row.
    fn cell(&self, n: usize, out: &mut dyn Sink) {
        let Some(place) = self.cells.get(&self.sentences[n].unit) else { return };
        for (tag, class, unit) in [("th", "cth", place.above), ("rh", "crh", place.first)] {
            let Some(seen) = unit.and_then(|unit| self.headings[unit].as_ref()) else { continue };
            for word in seen.words.iter().take(6) {
                out.put(tag, &[stem(word)]);
            }
            for said in &seen.classes {
                out.put(class, &[said]);
            }
        }
    }

    fn words(&self, n: usize, out: &mut dyn Sink) {
        let words = &self.seen[n].words;
        let mut before = "^";
        for word in words.iter().take(WORDS) {
            out.put("w", &[word]);
            let stem = stem(word);
            if stem.len() < word.len() {
                out.put("s", &[stem]);
            }
            out.put("b", &[before, word]);
            before = word;
        }
        out.put("b", &[before, "$"]);
        if let Some(first) = words.first() {
            out.put("f", &[first]);
            let second = words.get(1).map_or("$", String::as_str);
            out.put("ff", &[first, second]);
            out.put("fff", &[first, second, words.get(2).map_or("$", String::as_str)]);
            let form = self.sentences[n].form.word();
            out.put("fform", &[first, form]);
        }
    }

    /// What its words are about, whatever the language.
    fn classes(&self, n: usize, out: &mut dyn Sink) {
        let Seen { words, classes, end } = &self.seen[n];
        let form = self.sentences[n].form.word();
        for (at, class) in classes.iter().enumerate() {
            out.put("c", &[class]);
            out.put("cform", &[class, form]);
            out.put("cend", &[class, end]);
            for other in classes.iter().skip(at + 1).take(8) {
                out.put("cc", &[class, other]);
            }
        }
        if let Some(first) = words.first() {
            classes::of_word(first, |class| out.put("cf", &[class]));
        }
    }

    fn place(&self, n: usize, out: &mut dyn Sink) {
        let sentence = &self.sentences[n];
        let context = &self.contexts[sentence.unit];
        let form = sentence.form.word();
        let tenth = n * 10 / self.total;
        out.put("tenth", &[digit(u8::try_from(tenth).unwrap_or(9))]);
        if n < 3 {
            out.put("early", &[digit(u8::try_from(n).unwrap_or(9))]);
        }
        let part = match (sentence.of, sentence.place) {
            (1, _) => "only",
            (_, 0) => "first",
            (of, place) if place + 1 == of => "last",
            _ => "middle",
        };
        out.put("part", &[part]);
        let heading_kind = section_word(context.heading_kind);
        out.put("sec", &[heading_kind]);
        out.put("secform", &[heading_kind, form]);
        out.put("secend", &[heading_kind, self.seen[n].end]);
        out.put("under", &[digit(u8::try_from(context.path.len().min(9)).unwrap_or(9))]);
        for (up, &above) in context.path.iter().rev().take(3).enumerate() {
            let Some(Seen { words, classes, .. }) = &self.headings[above] else { continue };
            let tag = if up == 0 { "h" } else { "hh" };
            for class in classes {
                out.put(if up == 0 { "hc" } else { "hhc" }, &[class]);
                if up == 0 {
                    out.put("hcform", &[class, form]);
                }
            }
            for word in words.iter().take(12) {
                out.put(tag, &[stem(word)]);
            }
            if up == 0 {
                let short: Vec<&str> = words.iter().take(5).map(String::as_str).collect();
                out.put("heading", &short);
            }
        }
        if !context.principles.is_empty() {
            out.put("principle", &[form]);
        }
        if context.names {
            out.put("names", &[]);
        }
    }

    fn hints(&self, n: usize, out: &mut dyn Sink) {
        let text = self.sentences[n].text.as_str();
        let unit = &self.units[self.sentences[n].unit];
        let bare = trim_marks(super::super::text::strip_number(trim_marks(text)));
        let opener = match language::opener(bare) {
            Some(Opener::Telling) => "telling",
            Some(Opener::Imperative) => "imperative",
            Some(Opener::Word) => "word",
            Some(Opener::Verb) => "verb",
            Some(Opener::Fragment) => "fragment",
            None => "none",
        };
        out.put("opens", &[opener]);
        out.put("opensend", &[opener, self.seen[n].end]);
        if let Some(label) = unit.label {
            out.put("star", &[if label.letter { "letter" } else { "word" }]);
        }
        for (sign, name) in [
            (signs::LEGAL, "legal"),
            (signs::FURNITURE, "furniture"),
            (signs::STRESS, "stress"),
            (signs::COUNTED, "counted"),
        ] {
            if unit.hints(sign) {
                out.put("sign", &[name]);
            }
        }
        if !self.principles.mentioned(text).is_empty() {
            out.put("mentions", &[]);
        }
        if let Some(first) = self.seen[n].words.first()
            && let Some(base) = verbs::base(first)
        {
            let form = match verbs::form(first, base) {
                verbs::VerbForm::Base => "base",
                verbs::VerbForm::Gerund => "gerund",
                verbs::VerbForm::Third => "third",
            };
            out.put("verb", &[form]);
        }
        let bytes = text.as_bytes();
        for (holds, name) in [
            (bytes.iter().any(u8::is_ascii_digit), "digit"),
            (text.contains("http") || text.contains("www."), "url"),
            (text.contains('@'), "mail"),
            (text.contains(['$', '€', '£', '¥']), "money"),
            (is_clock(bytes), "clock"),
            (unit.hints(signs::COUNTED) && !amounts::durations(&lower(text)).is_empty(), "minutes"),
            (bare.starts_with(|c: char| c.is_ascii_digit()) && amounts::clock(bare).is_some(), "clockfirst"),
            (text.contains(['"', '“', '„', '«', '「']), "quoted"),
            (text.contains(['"', '“', '„', '«', '「']) && text.contains(['?', '？']), "quotedasks"),
            (text.contains(':'), "colon"),
            (text.contains('['), "bracket"),
            (text.contains('|'), "bar"),
            (text.contains('%'), "percent"),
            (bare.starts_with(char::is_lowercase), "small"),
            (bare.starts_with(|c: char| c.is_ascii_digit()), "figurefirst"),
            (shouts(bare), "shouts"),
        ] {
            if holds {
                out.put("has", &[name]);
            }
        }
    }

    fn neighbours(&self, n: usize, out: &mut dyn Sink) {
        let here = self.sentences[n].unit;
        for (tag, at) in [("before", n.checked_sub(1)), ("after", Some(n + 1))] {
            let Some((sentence, seen)) =
                at.and_then(|at| Some((self.sentences.get(at)?, self.seen.get(at)?)))
            else {
                out.put(tag, &["edge"]);
                continue;
            };
            out.put(tag, &[sentence.form.word(), seen.end]);
            let same = if sentence.unit == here { "same" } else { "other" };
            for word in seen.words.iter().take(3) {
                out.put(tag, &[same, word]);
            }
            for class in &seen.classes {
                out.put(if tag == "before" { "cbefore" } else { "cafter" }, &[class]);
            }
        }
        // The line that leads into this item's list.
        if self.units[here].is_item() {
            let lead = (0..n).rev().take(40).find(|&at| !self.units[self.sentences[at].unit].is_item());
            if let Some(lead) = lead {
                for word in self.seen[lead].words.iter().rev().take(14) {
                    out.put("lead", &[stem(word)]);
                }
                for class in &self.seen[lead].classes {
                    out.put("clead", &[class]);
                }
                out.put("leadend", &[self.seen[lead].end]);
            }
        }
    }
}

/// The first unit of an older message that is quoted below the newest one.
fn older(units: &[Unit]) -> usize {
    super::super::mail::older(units).unwrap_or(units.len())
}

/// Words in lower case; pairs and triples of characters where a script has no spaces.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut dense: Vec<char> = Vec::new();
    let flush_dense = |dense: &mut Vec<char>, out: &mut Vec<String>| {
        for pair in dense.windows(2) {
            out.push(pair.iter().collect());
        }
        if let [one] = dense.as_slice() {
            out.push(one.to_string());
        }
        dense.clear();
    };
    for c in text.chars() {
        if is_cjk(c) {
            if !word.is_empty() {
                out.push(std::mem::take(&mut word));
            }
            dense.push(c);
            continue;
        }
        flush_dense(&mut dense, &mut out);
        if c.is_alphanumeric() {
            if c.is_numeric() {
                // Figures are alike.
                if !word.ends_with('0') {
                    word.push('0');
                }
            } else {
                word.extend(c.to_lowercase());
            }
        } else if matches!(c, '\'' | '’') && !word.is_empty() {
            word.push('\'');
        } else if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if out.len() > WORDS {
            break;
        }
    }
    flush_dense(&mut dense, &mut out);
    if !word.is_empty() {
        out.push(word);
    }
    for word in &mut out {
        let kept = word.trim_end_matches('\'').len();
        word.truncate(kept);
    }
    out.retain(|w| !w.is_empty());
    out
}

/// The word's first five letters.
fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(at, _)| &word[..at])
}

fn end(text: &str) -> &'static str {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_', '」', '»', ' ']);
    match text.chars().next_back() {
        Some('?' | '？') => "?",
        Some('!' | '！') => "!",
        Some('.' | '。' | '…') => ".",
        Some(':' | '：') => ":",
        Some(',' | ';' | '、') => ",",
        _ => "-",
    }
}

fn digit(value: u8) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    DIGITS[usize::from(value.min(9))]
}

fn is_clock(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|w| {
        w[0].is_ascii_digit()
            && matches!(w[1], b':' | b'.' | b'h')
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    })
}

fn shouts(text: &str) -> bool {
    text.len() > 3 && text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

fn section_word(heading_kind: Option<HeadingKind>) -> &'static str {
    match heading_kind {
        None => "none",
        Some(HeadingKind::Questions) => "questions",
        Some(HeadingKind::AskThem) => "questions to ask",
        Some(HeadingKind::Tips) => "advice",
        Some(HeadingKind::Donts) => "what not to do",
        Some(HeadingKind::Requirements) => "requirements",
        Some(HeadingKind::LookingFor) => "what is looked for",
        Some(HeadingKind::Stories) => "stories",
        Some(HeadingKind::BadExamples) => "bad examples",
        Some(HeadingKind::Template) => "a form",
        Some(HeadingKind::StarMethod) => "the STAR method",
        Some(HeadingKind::Moments) => "moments",
        Some(HeadingKind::Format) => "the interview's form",
        Some(HeadingKind::Faq) => "questions of readers",
        Some(HeadingKind::Notes) => "notes",
        Some(HeadingKind::Boilerplate) => "the small print",
    }
}

/// A feature in words for the person, where it can be said.
pub fn in_words(name: &str) -> Option<String> {
    let (tag, value) = name.split_once('=')?;
    let said = match tag {
        "w" | "s" if value.chars().count() >= 3 => format!("“{value}”"),
        "b" if !value.contains(['^', '$']) => format!("“{value}”"),
        "f" | "ff" | "fff" if !value.contains('$') => format!("begins with “{value}”"),
        "h" if value.chars().count() >= 3 => format!("a heading with “{value}”"),
        "lead" if value.chars().count() >= 3 => format!("a lead-in with “{value}”"),
        "sec" if value != "none" => format!("stands among {value}"),
        "end" if value == "?" => "ends with a question mark".to_owned(),
        "form" if value == "item" => "stands in a list".to_owned(),
        "has" if value == "quoted" => "is quoted".to_owned(),
        _ => return None,
    };
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sinks_give_the_same_hashes() {
        let mut hashed = Vec::new();
        Hashes(&mut |hash| hashed.push(hash)).put("b", &["say", "i"]);
        Hashes(&mut |hash| hashed.push(hash)).put("bias", &[]);
        assert_eq!(hashed, [hash("b=say i"), hash("bias")]);
    }

    #[test]
    fn words_are_small_and_figures_alike() {
        assert_eq!(words("Don't say 45-60 min, O’Brien!"), ["don't", "say", "0", "0", "min", "o'brien"]);
        assert_eq!(words("数字も"), ["数字", "字も"]);
        assert_eq!(stem("preparing"), "prepa");
    }
}
