//! What a sentence names that may be a principle: names that are known, and words that stand as one.

use std::ops::Range;

use super::super::name_places::{self, Places};
use super::super::principles::Principles;
use super::super::text::{has_cjk, has_phrase, is_cjk, lower, word_count};
use super::super::units::Unit;
use super::super::values::{capital, quoted};
use super::tokens::Token;

/// How a mention is known to be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// A bank has it, or the document calls it a principle.
    Bank,
    /// The document has it in a list, a heading, a cell or before an explanation.
    Document,
    /// The document's number or letters for a name.
    Code,
    /// It stands in quotes.
    Quoted,
    /// It has capitals as a name has.
    Capitals,
    /// Nothing but its place says so.
    Phrase,
}

impl Known {
    /// The kind's name, of which features are made.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Document => "document",
            Self::Code => "code",
            Self::Quoted => "quoted",
            Self::Capitals => "capitals",
            Self::Phrase => "phrase",
        }
    }
}

/// Words of a sentence that may name a principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name as the draft gives it.
    pub name: String,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it is known.
    pub known: Known,
}

/// The most words of a phrase that nothing else says to be a name.
const PHRASE: usize = 5;

/// What a document's sentences may name.
pub struct Namer<'a> {
    principles: &'a Principles,
    /// Names that the document writes somewhere, in small letters and as written, the longer first.
    known: Vec<(String, String)>,
    places: Places,
}

impl<'a> Namer<'a> {
    /// For a document with these units; `headed` are the short lines that it sets as headings, `competencies` those
    /// of its guide.
    pub fn new(
        units: &[Unit],
        principles: &'a Principles,
        headed: &[String],
        competencies: &[String],
    ) -> Self {
        let places = name_places::places(units);
        let named = competencies.iter().chain(&places.names).filter(|name| name_places::may_name(name));
        let mut known: Vec<(String, String)> =
            headed.iter().chain(named).map(|name| (lower(name), name.clone())).collect();
        // The longer name first: what stands within it is a part of it.
        known.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        known.dedup_by(|b, a| a.0 == b.0);
        Self { principles, known, places }
    }

    /// The lists of the document that hold a name, in small letters, but for those in the unit itself.
    pub fn lists<'b>(&'b self, name: &'b str, unit: usize) -> impl Iterator<Item = &'b Vec<String>> {
        let low = lower(name);
        let elsewhere = self.places.groups.iter().filter(move |group| group.unit != Some(unit));
        elsewhere.map(|group| &group.names).filter(move |names| names.contains(&low))
    }

    /// Whether these are all the names of a list of the document's, three or more.
    pub fn is_whole_list(&self, run: &[Mention]) -> bool {
        if run.len() < 3 {
            return false;
        }
        let names: Vec<String> = run.iter().map(|m| lower(&m.name)).collect();
        let all = |list: &[String]| list.len() >= 3 && list.iter().all(|name| names.contains(name));
        let own: Vec<String> = run.iter().map(|m| m.name.clone()).collect();
        run.len() >= 4 && self.principles.all_own(&own)
            || self.places.groups.iter().any(|group| all(&group.names))
    }

    /// What a sentence names, in its order; no two overlap.
    pub fn mentions(&self, text: &str, tokens: &[Token]) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut add = |name: String, bytes: Range<usize>, known: Known| {
            let covers = |t: &Token| t.at.start < bytes.end && t.at.end > bytes.start;
            let Some(first) = tokens.iter().position(covers) else { return };
            let last = tokens.iter().rposition(covers).unwrap_or(first);
            found.push(Mention { name, tokens: first..last + 1, known });
        };
        for (name, bytes) in self.principles.places(text) {
            add(name, bytes, Known::Bank);
        }
        let low = super::super::text::lower_in_place(text);
        for (small, name) in &self.known {
            if !has_phrase(&low, small) {
                continue;
            }
            for bytes in places_of(&low, small) {
                let written = &text[bytes.clone()];
                // One word is a name only where it is written like one.
                let alike = small.contains(' ') || written == name || *written == capital(small);
                if alike {
                    // A slip of the pen in a bank's name is that name.
                    let meant = self.principles.meant(name).unwrap_or_else(|| name.clone());
                    add(meant, bytes, Known::Document);
                }
            }
        }
        for name in quoted(text) {
            let from = name.as_ptr() as usize - text.as_ptr() as usize;
            let short = word_count(name) <= 9 && (!has_cjk(name) || name.chars().count() <= 16);
            if short && !name.ends_with(['?', '？']) && name.chars().any(char::is_alphabetic) {
                let meant = self
                    .principles
                    .meant(name)
                    .unwrap_or_else(|| name.trim_matches([',', '.', ' ']).to_owned());
                add(meant, from..from + name.len(), Known::Quoted);
            }
        }
        for (n, token) in tokens.iter().enumerate() {
            if let Some((_, name)) = self.places.codes.iter().find(|(code, _)| *code == token.text)
                && refers(tokens, n)
            {
                add(name.clone(), token.at.clone(), Known::Code);
            }
        }
        for run in capitals(tokens) {
            let bytes = tokens[run.start].at.start..tokens[run.end - 1].at.end;
            if name_places::may_name(&text[bytes.clone()]) {
                add(text[bytes.clone()].to_owned(), bytes, Known::Capitals);
            }
        }
        for run in phrases(tokens) {
            let bytes = tokens[run.start].at.start..tokens[run.end - 1].at.end;
            add(capital(&text[bytes.clone()]), bytes, Known::Phrase);
        }
        without_overlaps(found)
    }
}

/// The longer of two known names, and a known name before what only looks like one.
fn without_overlaps(mut found: Vec<Mention>) -> Vec<Mention> {
    let rank = |m: &Mention| match m.known {
        Known::Bank | Known::Document | Known::Code => 0,
        Known::Quoted => 1,
        Known::Capitals => 2,
        Known::Phrase => 3,
    };
    found.sort_by_key(|m| (rank(m), std::cmp::Reverse(m.tokens.len()), m.known, m.tokens.start));
    let mut out: Vec<Mention> = Vec::new();
    for mention in found {
        if !out.iter().any(|m| m.tokens.start < mention.tokens.end && m.tokens.end > mention.tokens.start) {
            out.push(mention);
        }
    }
    out.sort_by_key(|m| m.tokens.start);
    out
}

/// Where a phrase stands in a text as whole words.
fn places_of(low: &str, phrase: &str) -> Vec<Range<usize>> {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
    low.match_indices(phrase)
        .map(|(at, found)| at..at + found.len())
        .filter(|at| !inside(low[..at.start].chars().next_back()) && !inside(low[at.end..].chars().next()))
        .collect()
}

/// Whether the number or the letters at `n` speak of a name: "V2", "(iv)", "numbers 2 and 4".
fn refers(tokens: &[Token], n: usize) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "number", "numbers", "no", "nos", "nr", "nummer", "nummern", "numéro", "numéros", "número", "números", "value", "values", "row", "rows",
    ];
    const BETWEEN: &[&str] = &["and", "y", "e", "und", "et", ",", "/", "+", "&", "."];
    if tokens[n].text.starts_with(|c: char| c.is_ascii_uppercase()) || n > 0 && tokens[n - 1].text == "(" {
        return true;
    }
    // The nearest word before it that is no number of the same row of numbers.
    let before = tokens[..n].iter().rev().map(|t| t.low.as_str());
    let mut before = before.filter(|word| !BETWEEN.contains(word) && !name_places::is_code(word));
    before.next().is_some_and(|word| COUNTED.contains(&word))
}

/// Runs of words with capitals, small words between them allowed; one word alone not at the beginning.
fn capitals(tokens: &[Token]) -> Vec<Range<usize>> {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "the", "of", "to", "a", "an", "for", "with", "under", "before", "over", "in", "on", "out", "not", "at", "is", "what", "by", "it", "de", "des", "du", "la", "le", "que", "se",
        "para", "o", "da", "do", "al", "el", "los", "las", "aux", "à", "avec", "com", "con",
    ];
    let mut out = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        if !tokens[n].capital || tokens[n].is_cjk() {
            n += 1;
            continue;
        }
        let start = n;
        let mut end = n + 1;
        while let Some(token) = tokens.get(n + 1) {
            if token.capital {
                end = n + 2;
            } else if !SMALL.contains(&token.low.as_str()) {
                break;
            }
            n += 1;
        }
        n = n.max(end);
        // The first word of a sentence has its capital in any case.
        if end - start > 1 || start > 0 && tokens[start].low.chars().count() > 3 {
            out.push(start..end);
        }
    }
    out
}

/// Words between those that only join, point or say that something is: "el liderazgo de equipos".
fn phrases(tokens: &[Token]) -> Vec<Range<usize>> {
    #[rustfmt::skip]
    const STOP: &[&str] = &[
        "a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "not", "no", "nor", "so", "than", "then", "as", "if", "when", "who", "what", "which", "where", "why", "how", "because",
        "while", "at", "by", "in", "on", "to", "from", "into", "about", "over", "under", "above", "after", "before", "between", "through", "without", "per", "i", "you", "he", "she", "it", "we",
        "they", "me", "him", "her", "us", "them", "my", "your", "his", "its", "our", "their", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "have", "has", "had",
        "will", "would", "can", "could", "should", "may", "might", "must", "shall", "there", "here", "all", "both", "each", "every", "any", "some", "most", "more", "less", "much", "many",
        "very", "also", "only", "just", "even", "too", "i'm", "it's", "that's", "don't", "up", "out", "get", "gets", "for",
        "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und", "oder", "aber", "nicht", "auch", "nur", "noch", "als", "wie", "wenn", "weil", "dass", "denn",
        "in", "im", "an", "am", "auf", "aus", "bei", "mit", "nach", "von", "vor", "zu", "zum", "zur", "für", "über", "unter", "durch", "um", "ist", "sind", "war", "sein", "haben", "hat",
        "wird", "werden", "kann", "können", "soll", "sollen", "muss", "ich", "du", "er", "sie", "es", "wir", "ihr", "uns", "ihnen", "mir", "dieser", "diese", "diesem", "dieses", "hier", "alle", "alles",
        "meisten", "mehr", "besonders", "vor", "allem",
        "le", "la", "les", "un", "une", "et", "ou", "mais", "ne", "pas", "que", "qui", "ce", "cet", "cette", "ces", "c'est", "est", "sont", "à", "au", "aux", "dans", "en", "par", "pour", "sur",
        "avec", "sans", "sous", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "leur", "leurs", "notre", "nos", "votre", "vos", "son", "sa", "ses", "plus", "moins", "très",
        "tout", "tous", "toutes", "surtout", "avant", "d'abord", "puis", "lieu",
        "el", "los", "las", "una", "unos", "y", "o", "pero", "que", "quien", "lo", "al", "con", "por", "para", "sobre", "entre", "sin", "desde", "hasta", "es", "son", "ser", "está", "están", "hay", "ha",
        "han", "se", "su", "sus", "nuestro", "nuestra", "nuestros", "mi", "tu", "te", "me", "les", "más", "menos", "muy", "todo", "todos", "todas", "aquí", "ante",
        "os", "as", "um", "uma", "e", "ou", "mas", "não", "em", "no", "na", "nos", "nas", "ao", "aos", "com", "por", "pelo", "pela", "é", "são", "foi", "seu", "sua", "seus", "suas", "nosso",
        "nossa", "você", "eu", "ele", "ela", "mais", "muito", "tudo", "também", "só", "aqui", "tem", "vai",
    ];
    /// What a name may hold between two of its words.
    const INNER: &[&str] =
        &["of", "de", "del", "du", "des", "da", "do", "dos", "das", "with", "con", "com", "for"];
    const ARTICLES: &[&str] = &["the", "la", "las", "los", "el", "le", "les", "o", "os", "as"];
    let holds = |t: &Token| {
        t.is_word() && !t.is_cjk() && !STOP.contains(&t.low.as_str()) && !INNER.contains(&t.low.as_str())
    };
    let mut out = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        if !holds(&tokens[n]) {
            n += 1;
            continue;
        }
        let start = n;
        let mut end = n + 1;
        loop {
            let mut next = end;
            if tokens.get(next).is_some_and(|t| INNER.contains(&t.low.as_str())) {
                next += 1;
                if tokens.get(next).is_some_and(|t| ARTICLES.contains(&t.low.as_str())) {
                    next += 1;
                }
            }
            if tokens.get(next).is_none_or(|t| !holds(t)) {
                break;
            }
            end = next + 1;
        }
        let letters: usize = tokens[start..end].iter().map(|t| t.low.chars().count()).sum();
        let figures = tokens[start..end].iter().any(|t| t.low.contains(|c: char| c.is_ascii_digit()));
        if end - start <= PHRASE && letters >= 4 && !figures {
            out.push(start..end);
        }
        n = end;
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    fn named(lines: &[&str], text: &str) -> Vec<(String, Known)> {
        let line = |text: &&str| Block::plain(BlockKind::Paragraph, *text, 1);
        let document = Document { blocks: lines.iter().map(line).collect(), ..Document::default() };
        let units = super::super::super::units::units(&document);
        let principles = Principles::new(&Catalog::new(built_in().unwrap(), &Profile::default()));
        let namer = Namer::new(&units, &principles, &[], &[]);
        let known = |m: &Mention| m.known != Known::Phrase;
        let found = namer.mentions(text, &tokens(text));
        found.into_iter().filter(known).map(|m| (m.name, m.known)).collect()
    }

    #[test]
    fn names_are_known_by_banks_by_the_document_and_by_how_they_are_written() {
        let of = |name: &str, known| (name.to_owned(), known);
        assert_eq!(
            named(&[], "It lives and dies on Custumer Obsession and Dive Deep."),
            [of("Customer Obsession", Known::Bank), of("Dive Deep", Known::Bank)]
        );
        let values = ["We mark against our values, Open Door, Steady Hands, Kindness, and the panel knows."];
        assert_eq!(
            named(&values, "Steady Hands counts double, then kindness."),
            [of("Steady Hands", Known::Document)]
        );
        assert_eq!(
            named(&[], "The panel looks for “plain dealing” first."),
            [of("plain dealing", Known::Quoted)]
        );
        assert_eq!(named(&[], "They argue about Mending Nets most."), [of("Mending Nets", Known::Capitals)]);
    }

    #[test]
    fn words_between_those_that_only_join_are_phrases() {
        let words = tokens("lo que más pesa es el liderazgo de equipos y el rigor");
        let found: Vec<String> = phrases(&words)
            .into_iter()
            .map(|at| words[at].iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(found, ["pesa", "liderazgo de equipos", "rigor"]);
    }
}
