//! Finds principles by name and known other names, through "&", case, small misspellings and translations.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::Mutex;

use crate::domain::catalog::{Catalog, fold_name};

use super::phrases::{WordHasher, WordMap};
use super::principle_text::{
    Word, distance, first_bracket, fold, last_bracket, last_hashtag, letters, split_camel, split_label,
    without_count, words, words_differ_too_much,
};
use super::text::{strip_number, trim_marks, word_count};

/// The longest name looked up, in words.
const LONGEST: usize = 9;

/// Names of principles, ready to be looked up.
pub struct Principles {
    /// Folded names and other names of at least six letters.
    folded: Vec<Name>,
    /// Short names in capitals, such as "BFA", with the principle's name.
    short: HashMap<String, String>,
    /// Every folded name, other name and id, with the principle's name.
    exact: WordMap<String, String>,
    /// The first and the last words of names: prose that has neither names nothing.
    ends: HashSet<String, BuildHasherDefault<WordHasher>>,
    /// Cache: the principle that a whole label was found to name.
    labels: Cache,
    /// Cache: the principle that misspelt words in prose were found to name.
    slips: Cache,
    /// The names that the document itself gives to principles.
    own: Vec<String>,
    /// The words of the longest name.
    longest: usize,
}

type Cache = Mutex<WordMap<String, Option<String>>>;

/// A name that may be misspelt.
struct Name {
    folded: String,
    /// Which letters it has.
    letters: u64,
    words: usize,
    /// The principle's name.
    canonical: String,
}

impl Principles {
    /// The names the catalogue knows.
    pub fn new(catalog: &Catalog) -> Self {
        let mut folded = Vec::new();
        let mut short = HashMap::new();
        let (mut exact, mut ends) = (WordMap::default(), HashSet::default());
        // A principle that a bank only names is known where the bank that explains it is on.
        let known = catalog.enabled_banks().flat_map(|b| &b.principles).filter(|p| !catalog.is_borrowed(p));
        for principle in known {
            let canonical = catalog.canonical(&principle.name);
            for name in std::iter::once(&principle.name).chain(&principle.aka).chain([&principle.id]) {
                let key = fold_name(name);
                ends.extend(
                    [key.split(' ').next(), key.split(' ').next_back()]
                        .into_iter()
                        .flatten()
                        .map(str::to_owned),
                );
                exact.insert(key.clone(), catalog.canonical(name));
                // Initials such as "BFA" are looked up as they are written. Only names of six letters or
                // more may be misspelt: one slip turns a shorter one into another word.
                if name.len() <= 5 && name.chars().all(|c| !c.is_lowercase()) {
                    short.entry(name.clone()).or_insert_with(|| canonical.clone());
                } else if key.len() >= 6 {
                    folded.push(Name {
                        letters: letters(&key),
                        words: key.split(' ').count(),
                        folded: key,
                        canonical: catalog.canonical(name),
                    });
                }
            }
        }
        let longest = exact.values().map(|name: &String| word_count(name)).max().unwrap_or(0);
        Self {
            longest,
            folded,
            short,
            exact,
            ends,
            labels: Cache::default(),
            slips: Cache::default(),
            own: Vec::new(),
        }
    }

    /// With names that the document itself gives to principles. They stand for themselves, also where a
    /// bank has the name as another name of a principle.
    #[must_use]
    pub fn with_own(mut self, names: &[String]) -> Self {
        for name in names {
            let key = fold_name(name);
            let own = self.exact.get(&key).is_some_and(|known| fold_name(known) == key);
            if key.len() < 3 || own {
                continue;
            }
            // A slip of the pen in a bank's own name is that name.
            if key.len() >= 6 && !self.exact.contains_key(&key) && self.nearly(&key).is_some() {
                continue;
            }
            let ends = [key.split(' ').next(), key.split(' ').next_back()];
            self.ends.extend(ends.into_iter().flatten().map(str::to_owned));
            self.folded.retain(|known| known.folded != key);
            if key.len() >= 6 {
                self.folded.push(Name {
                    letters: letters(&key),
                    words: key.split(' ').count(),
                    folded: key.clone(),
                    canonical: name.clone(),
                });
            }
            if name.chars().count() <= 9 && !name.chars().any(char::is_lowercase) {
                self.short.insert(name.clone(), name.clone());
            }
            self.longest = self.longest.max(word_count(name));
            self.exact.insert(key, name.clone());
        }
        self.own = names.to_vec();
        self
    }

    /// With the codes that the document's legend explains.
    #[must_use]
    pub fn with_codes(mut self, codes: &[(String, String)]) -> Self {
        for (code, name) in codes {
            let name = self.whole(name).unwrap_or_else(|| name.clone());
            self.longest = self.longest.max(word_count(&name));
            self.short.insert(code.clone(), name);
        }
        self
    }

    /// The names that the document itself gives to principles.
    pub fn own(&self) -> &[String] {
        &self.own
    }

    /// What the document's code stands for, such as "V2".
    pub fn code(&self, code: &str) -> Option<&str> {
        self.short.get(code).map(String::as_str)
    }

    /// How many words the longest name has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The document's own name that a text begins with, and what follows it: "WARM Tell us about …".
    pub fn own_lead<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        self.own.iter().find_map(|name| {
            let rest = text.strip_prefix(name.as_str())?;
            (rest.starts_with([' ', ':', '-', '–', ',']))
                .then(|| (name.as_str(), rest.trim_start_matches([' ', ':', '-', '–', ','])))
        })
    }

    /// Whether these are all the names that the document itself gives to principles.
    pub fn all_own(&self, names: &[String]) -> bool {
        !self.own.is_empty()
            && self.own.iter().filter(|own| names.contains(own)).count() + 1 >= self.own.len()
    }

    /// The bank's name that a name is but for a slip of the pen.
    pub fn meant(&self, name: &str) -> Option<String> {
        let key = fold_name(name);
        self.nearly(&key)
    }

    /// The principles that a heading, a tag, a cell or a bracket names, if naming is all it does;
    /// at most two, in order.
    pub fn named(&self, label: &str) -> Vec<String> {
        let label = trim_marks(strip_number(trim_marks(label)));
        if label.is_empty() || label.chars().count() > 160 {
            return Vec::new();
        }
        if let Some(found) = self.whole(label) {
            return vec![found];
        }
        let mut out: Vec<String> = Vec::new();
        let parts = split_label(label);
        if let [one] = parts.as_slice()
            && one == label
        {
            return self.list(label).into_iter().take(2).collect();
        }
        let many = parts.len() > 1;
        for (n, part) in parts.iter().enumerate() {
            // A sentence after a colon or dash is an explanation, not a name.
            let found = self
                .whole(part)
                .or_else(|| (many && n == 0).then(|| self.whole(without_count(part))).flatten());
            if let Some(found) = found
                && !out.contains(&found)
            {
                out.push(found);
            }
        }
        if out.is_empty() {
            out.extend(self.list(label));
        }
        out.truncate(2);
        out
    }

    /// A list of names and nothing else: "Ownership, Bias for Action".
    fn list(&self, label: &str) -> Vec<String> {
        let words = words(label);
        let (places, covered) = self.scan(&words, true);
        let found = names_of(places);
        if !found.is_empty() && covered + 1 >= words.len() && words.len() <= 24 { found } else { Vec::new() }
    }

    /// The principle whose name this is.
    fn whole(&self, text: &str) -> Option<String> {
        let text = text.trim().trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '('));
        if text.is_empty() {
            return None;
        }
        if let Some(found) = self.short.get(text) {
            return Some(found.clone());
        }
        let key = fold(&split_camel(text));
        cached(&self.labels, key, |key| self.look_up(key))
    }

    fn look_up(&self, key: &str) -> Option<String> {
        if key.split(' ').count() > LONGEST + 2 || key.len() < 4 {
            return None;
        }
        let resolve = |k: &str| self.exact.get(k).filter(|_| k.len() > 3).cloned();
        if let Some(found) = resolve(key) {
            return Some(found);
        }
        // Words around a name ("Leadership Principle: Ownership") come off before a slip of the pen is
        // looked for: that is the surer way.
        for tail in [
            " leadership principle",
            " leadership principal",
            " principles",
            " principle",
            " principals",
            " principal",
            " competency",
            " lp",
            " lps",
            " questions",
            " question",
            " stories",
            " story",
            " value",
            " examples",
        ] {
            if let Some(found) = key.strip_suffix(tail).and_then(resolve) {
                return Some(found);
            }
        }
        for head in [
            "leadership principle ",
            "leadership principal ",
            "principle ",
            "principal ",
            "lp ",
            "competency ",
            "category ",
            "the ",
            "amazon ",
            "amazons ",
        ] {
            if let Some(rest) = key.strip_prefix(head) {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                if let Some(found) = resolve(rest) {
                    return Some(found);
                }
            }
        }
        self.nearly(key)
    }

    /// A name with a slip of the pen: one for six letters or more, two for eleven, three for twenty-four.
    fn nearly(&self, key: &str) -> Option<String> {
        let bound = match key.len() {
            0..=5 => return None,
            6..=10 => 1,
            11..=23 => 2,
            _ => 3,
        };
        let (own, words) = (letters(key), key.split(' ').count());
        let mut best: Option<(usize, &str)> = None;
        for Name { folded: name, letters, words: count, canonical } in &self.folded {
            // Each slip adds a letter or takes one at most, or changes one into another.
            let far = (own ^ letters).count_ones() as usize > 2 * bound && key.is_ascii() && name.is_ascii();
            if far || count.abs_diff(words) > 1 || name.len().abs_diff(key.len()) > bound || name.len() < 6 {
                continue;
            }
            // The first letter of a short name is rarely the one that slips; another word is likelier.
            if key.len() <= 10 && name.as_bytes()[0] != key.as_bytes()[0] {
                continue;
            }
            if words_differ_too_much(name, key) {
                continue;
            }
            if let Some(d) = distance(name, key, bound)
                && best.is_none_or(|(b, _)| d < b)
            {
                best = Some((d, canonical));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }

    /// Whether this is the name, or another name, of a principle in play.
    pub fn knows(&self, name: &str) -> bool {
        self.exact.contains_key(&fold_name(name))
    }

    /// The principles that prose names: with capitals, or with all of a name of three words or more.
    pub fn mentioned(&self, prose: &str) -> Vec<String> {
        names_of(self.scan(&words(prose), false).0)
    }

    /// The principles that a list names in whatever case: "ownership, dive deep and earn trust".
    pub fn listed(&self, prose: &str) -> Vec<String> {
        names_of(self.scan(&words(prose), true).0)
    }

    /// As [`Self::listed`], each time it is named, with the bytes of the prose where it stands.
    pub fn places(&self, prose: &str) -> Vec<(String, Range<usize>)> {
        let words = words(prose);
        let places = self.scan(&words, true).0.into_iter();
        places.map(|(name, at)| (name, words[at.start].at.start..words[at.end - 1].at.end)).collect()
    }

    /// The names among the words with their places, longest first, and how many words they cover.
    fn scan(&self, words: &[Word], any_case: bool) -> (Vec<(String, Range<usize>)>, usize) {
        let (mut found, mut covered, mut at) = (Vec::new(), 0, 0);
        while at < words.len() {
            let mut step = 1;
            let starts = self.ends.contains(&words[at].folded);
            for len in (1..=LONGEST.min(words.len() - at)).rev() {
                let window = &words[at..at + len];
                let ends = len > 1 && self.ends.contains(&words[at + len - 1].folded);
                if !starts && !ends {
                    continue;
                }
                if let Some(name) = self.window(window, any_case) {
                    found.push((name, at..at + len));
                    covered += len;
                    step = len;
                    break;
                }
            }
            if step == 1 && covered > 0 && words[at].folded == "and" {
                covered += 1;
            }
            at += step;
        }
        (found, covered)
    }

    fn window(&self, window: &[Word], any_case: bool) -> Option<String> {
        let first = window.first()?;
        if matches!(first.folded.as_str(), "and" | "the" | "a" | "of") || window.last()?.folded == "and" {
            return None;
        }
        let key = window.iter().map(|w| w.folded.as_str()).collect::<Vec<_>>().join(" ");
        // Short words are names only where the document itself says so.
        if key.len() < 6 && !(first.capital && self.own.iter().any(|own| fold_name(own) == key)) {
            return None;
        }
        let capitals = window.iter().filter(|w| w.capital).count();
        let small = ["and", "for", "the", "a", "of", "to", "be", "on", "at", "in", "without"];
        let titled = first.capital && window.iter().all(|w| w.capital || small.contains(&w.folded.as_str()));
        if let Some(found) = self.exact.get(&key) {
            let own = fold_name(found) == key;
            let ok = if any_case {
                own || window.len() > 1 || first.capital
            } else {
                titled && (own || window.len() > 1) || (own && window.len() >= 4)
            };
            return ok.then(|| found.clone());
        }
        // A slip is forgiven only where the words stand as a name does.
        if (any_case && window.len() > 1 || titled && capitals > 1 && window.len() > 1) && key.len() >= 8 {
            return cached(&self.slips, key, |key| self.nearly(key));
        }
        None
    }

    /// Takes a bracket or tag that names principles off the end (or front) of a text.
    pub fn take_tags(&self, text: &str) -> (String, Vec<String>) {
        let mut rest = text.trim().to_owned();
        let mut found: Vec<String> = Vec::new();
        let mut add = |names: Vec<String>| {
            for name in names {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        };
        while let Some((before, inside)) = last_bracket(&rest) {
            let names = self.named(&inside);
            let names = if names.is_empty() { self.list(&inside) } else { names };
            if names.is_empty() {
                break;
            }
            add(names);
            rest = before;
        }
        if let Some((inside, after)) = first_bracket(&rest) {
            let names = self.named(&inside);
            if !names.is_empty() && !after.is_empty() {
                add(names);
                rest = after;
            }
        }
        // "#dive-deep Tell me …", as notes apps have it.
        while let Some((tag, after)) = rest.strip_prefix('#').and_then(|rest| rest.split_once(' ')) {
            let is_tag = tag.starts_with(char::is_alphabetic) && !after.trim().is_empty();
            let names = if is_tag { self.named(&tag.replace(['-', '_', '/'], " ")) } else { Vec::new() };
            if names.is_empty() {
                break;
            }
            add(names);
            rest = after.trim_start().to_owned();
        }
        while let Some((before, tag)) = last_hashtag(&rest) {
            let names = self.named(&tag);
            if names.is_empty() && !before.contains(['?', '.']) {
                break;
            }
            add(names);
            rest = before;
        }
        let joins = |byte: u8| !byte.is_ascii() || matches!(byte, b'-' | b'|' | b':');
        if !rest.bytes().any(joins) {
            found.truncate(2);
            return (rest, found);
        }
        for dash in [" — ", " – ", " - ", " | ", " → ", ": "] {
            if let Some((before, after)) = rest.rsplit_once(dash)
                && word_count(after) <= 8
                && word_count(before) >= 3
            {
                let names = self.named(after);
                if !names.is_empty() {
                    add(names);
                    rest = before.trim().to_owned();
                    break;
                }
            }
        }
        if let Some((before, after)) =
            rest.split_once([':', '：']).filter(|(b, a)| word_count(b) <= 8 && word_count(a) >= 3)
        {
            let names = self.named(before);
            if !names.is_empty() {
                add(names);
                rest = after.trim().to_owned();
            }
        }
        found.truncate(2);
        (rest, found)
    }
}

/// The names of places, each once.
fn names_of(places: Vec<(String, Range<usize>)>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (name, _) in places {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The cached value of this key, else what `find` finds now.
fn cached(cache: &Cache, key: String, find: impl Fn(&str) -> Option<String>) -> Option<String> {
    if let Ok(cache) = cache.lock()
        && let Some(found) = cache.get(&key)
    {
        return found.clone();
    }
    let found = find(&key);
    if let Ok(mut cache) = cache.lock()
        && cache.len() < 20_000
    {
        cache.insert(key, found.clone());
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::profile::Profile;

    fn catalog() -> Catalog {
        Catalog::new(built_in().unwrap(), &Profile::default())
    }

    #[test]
    fn names_in_every_dress() {
        let catalog = catalog();
        let p = Principles::new(&catalog);
        for (label, name) in [
            ("1. **Customer Obsession** 👥", "Customer Obsession"),
            ("Hire & Develop the Best", "Hire and Develop the Best"),
            ("Bias for Acton", "Bias for Action"),
            ("Ownership Principal", "Ownership"),
            ("Deliver Results 达成业绩", "Deliver Results"),
            ("Obsesión por el cliente (Customer Obsession)", "Customer Obsession"),
            ("DiveDeep", "Dive Deep"),
            ("BFA", "Bias for Action"),
            ("Have Backbone; Disagree & Commit:", "Have Backbone; Disagree and Commit"),
            ("Insist on the Higest Standards", "Insist on the Highest Standards"),
            ("Are Right, A Lot", "Are Right, A Lot"),
        ] {
            assert_eq!(p.named(label), [name], "{label}");
        }
        assert_eq!(p.named("highest standards, think big"), ["Insist on the Highest Standards", "Think Big"]);
    }

    #[test]
    fn what_merely_resembles_a_name_does_not_match() {
        let catalog = catalog();
        let p = Principles::new(&catalog);
        for label in [
            "Partnership",
            "Think",
            "Results",
            "Deep learning",
            "Big data",
            "Owner",
            "The team took ownership of the thing and ran",
            "Actions",
        ] {
            assert!(p.named(label).is_empty(), "{label}");
        }
        assert!(
            p.mentioned("We had to dig into the data, and disagreeing and committing was part of it.")
                .is_empty()
        );
        assert!(p.mentioned("the ownership of the house").is_empty());
    }

    #[test]
    fn lists_in_prose_are_found() {
        let catalog = catalog();
        let p = Principles::new(&catalog);
        let line = "Some of the most important principals are, Are Right, A Lot, Dive Deep, Hire & Develop the Best and Earn Trust";
        assert_eq!(
            p.listed(line),
            ["Are Right, A Lot", "Dive Deep", "Hire and Develop the Best", "Earn Trust"]
        );
    }

    #[test]
    fn brackets_and_tags_after_a_question_come_off() {
        let catalog = catalog();
        let p = Principles::new(&catalog);
        assert_eq!(p.take_tags("Why did you stay? [Ownership, earn trust]").1, ["Ownership", "Earn Trust"]);
        assert_eq!(p.take_tags("Why did you stay? #dive-deep").0, "Why did you stay?");
        assert_eq!(p.take_tags("Why did you stay (or go)?").1.len(), 0);
    }
}
