//! What speaks for a mention's being one of the principles that matter most: the words around it and its place.

use std::ops::Range;

use super::super::context::Context;
use super::super::meaning::{Label, Reading, Sentence, classes};
use super::super::text::{has_any, has_cjk, lower};
use super::super::units::Unit;
use super::mentions::{Known, Mention, Namer};
use super::stress::{STRONG, STRONG_CJK, WEAK};
use super::tokens::{Token, tokens};

/// How many of a sentence's, a heading's and a neighbour's words are looked at.
const WORDS: usize = 60;

/// Where a sentence stands.
pub struct Place<'a> {
    /// All of the document.
    pub sentences: &'a [Sentence],
    /// Its units.
    pub units: &'a [Unit],
    /// Where each of them stands.
    pub contexts: &'a [Context],
    /// How the sentences are read.
    pub readings: &'a [Reading],
    /// How the sentences of each unit are read that stand nearest to saying what counts.
    pub leads: &'a [i32],
}

/// How near a sentence stands to saying what counts, in steps.
fn near(margin: i32) -> &'static str {
    match margin {
        ..-160 => "far",
        -160..-110 => "off",
        -110..-60 => "near",
        -60..-25 => "nearer",
        -25..0 => "almost",
        0..40 => "told",
        _ => "surely",
    }
}

/// Mentions that only commas and "and" part: "Ownership, Dive Deep and Earn Trust".
fn runs(mentions: &[Mention], tokens: &[Token]) -> Vec<Range<usize>> {
    #[rustfmt::skip]
    const JOINS: &[&str] = &[
        ",", "、", "/", "+", "&", "·", "・", "\"", "“", "”", "„", "«", "»", "「", "」", "*", "'", "‘", "’", "and", "then", "und", "et", "y", "e", "と", "the", "die", "der", "das", "el",
        "la", "los", "las", "le", "les", "o", "a", "os", "as", "our", "also", "plus", "der", "l", "to", "à", "auf",
    ];
    let mut out: Vec<Range<usize>> = Vec::new();
    for n in 0..mentions.len() {
        let joined = n > 0 && {
            let between = &tokens[mentions[n - 1].tokens.end..mentions[n].tokens.start];
            !between.is_empty()
                && between.len() <= 4
                && between.iter().all(|t| JOINS.contains(&t.low.as_str()))
        };
        match out.last_mut() {
            Some(last) if joined => last.end = n + 1,
            _ => out.push(n..n + 1),
        }
    }
    out
}

/// The clause around some tokens: up to the marks and words that part thoughts.
fn clause(tokens: &[Token], at: &Range<usize>) -> Range<usize> {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[";", "–", "—", "-", ":", "(", ")", ".", "。", "；", "："];
    #[rustfmt::skip]
    const TURNS: &[&str] = &[
        "but", "while", "whereas", "rest", "others", "other", "aber", "während", "anderen", "übrigen", "mais", "tandis", "autres", "reste", "pero", "mientras", "demás", "resto", "mas",
        "enquanto", "outros", "outras",
    ];
    let parts = |t: &Token| ENDS.contains(&t.low.as_str()) || TURNS.contains(&t.low.as_str());
    let from = tokens[..at.start].iter().rposition(parts).map_or(0, |n| n + 1);
    let to = tokens[at.end..].iter().position(parts).map_or(tokens.len(), |n| at.end + n);
    from..to
}

/// A count in words: "the two that decide".
fn count(word: &str) -> Option<usize> {
    Some(match word {
        "two" | "both" | "zwei" | "beide" | "beiden" | "deux" | "dos" | "dois" | "duas" | "二" | "pair" => 2,
        "three" | "drei" | "trois" | "tres" | "três" | "三" => 3,
        "four" | "vier" | "quatre" | "cuatro" | "quatro" | "四" => 4,
        "one" | "eine" | "une" | "una" | "uma" | "一" => 1,
        _ => return None,
    })
}

/// A sentence taken apart, in its place.
pub struct Spoken<'a> {
    /// Which sentence of the document.
    pub at: usize,
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// What it names.
    pub mentions: Vec<Mention>,
    /// The mentions that are joined.
    pub runs: Vec<Range<usize>>,
    namer: &'a Namer<'a>,
    place: &'a Place<'a>,
}

impl<'a> Spoken<'a> {
    /// The sentence at `at`.
    pub fn of(at: usize, namer: &'a Namer<'a>, place: &'a Place<'a>) -> Self {
        let text = &place.sentences[at].text;
        let tokens = tokens(text);
        let mentions = namer.mentions(text, &tokens);
        let runs = runs(&mentions, &tokens);
        Self { at, tokens, mentions, runs, namer, place }
    }

    /// Which run a mention is in.
    pub fn run_of(&self, mention: usize) -> usize {
        self.runs.iter().position(|run| run.contains(&mention)).unwrap_or(0)
    }

    /// Gives the names of a mention's features, one after another.
    pub fn features(&self, mention: usize, take: &mut dyn FnMut(&str)) {
        let run = &self.runs[self.run_of(mention)];
        let span = self.span_of(run);
        let seen = Seen { spoken: self, mention: &self.mentions[mention], run, span };
        let put = &mut |tag: &str, value: &str| take(&format!("{tag}={value}"));
        put("bias", "");
        seen.beside(put);
        seen.said(put);
        seen.itself(put);
        seen.among_others(put);
        seen.in_place(put);
    }

    /// Whether a word in a run's clause puts what it names above others.
    pub fn is_stressed(&self, run: usize) -> bool {
        self.stress(&clause(&self.tokens, &self.span_of(&self.runs[run]))).is_some_and(|(stress, _)| stress)
    }

    /// The tokens of a run.
    fn span_of(&self, run: &Range<usize>) -> Range<usize> {
        self.mentions[run.start].tokens.start..self.mentions[run.end - 1].tokens.end
    }

    /// Whether words of a clause put what it names above others, and below them.
    fn stress(&self, clause: &Range<usize>) -> Option<(bool, bool)> {
        // "Customer First" stresses nothing: the names themselves say nothing of each other.
        let names = || self.mentions.iter().filter(|m| m.known != Known::Phrase);
        let outside = |at: &usize| !names().any(|m| m.tokens.contains(at));
        let (first, last) = (clause.clone().find(outside)?, clause.clone().rev().find(outside)?);
        let said: Vec<&str> =
            (first..=last).map(|at| if outside(&at) { self.tokens[at].low.as_str() } else { "," }).collect();
        let said = said.join(" ");
        let dense = has_cjk(&said) && STRONG_CJK.iter().any(|word| said.contains(word));
        Some((has_any(&said, STRONG) || dense, has_any(&said, WEAK)))
    }

    fn sentence(&self) -> &Sentence {
        &self.place.sentences[self.at]
    }

    /// How many of a run's mentions are names.
    fn names(&self, run: &Range<usize>) -> usize {
        self.mentions[run.clone()].iter().filter(|m| m.known != Known::Phrase).count()
    }
}

/// A mention as the model sees it.
struct Seen<'a> {
    spoken: &'a Spoken<'a>,
    mention: &'a Mention,
    run: &'a Range<usize>,
    /// The tokens of its run.
    span: Range<usize>,
}

type Put<'a> = &'a mut dyn FnMut(&str, &str);

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

impl Seen<'_> {
    fn kind(&self) -> &'static str {
        if self.mention.known == Known::Phrase { "phrase" } else { "name" }
    }

    /// The words right before and after its run.
    fn beside(&self, put: Put<'_>) {
        let tokens = &self.spoken.tokens;
        let quote = |t: &&Token| !matches!(t.low.as_str(), "\"" | "“" | "”" | "„" | "«" | "»" | "*" | "'");
        let before = tokens[..self.span.start].iter().rev().filter(quote).take(4);
        let after = tokens[self.span.end..].iter().filter(quote).take(4);
        let before: Vec<&str> = before.map(|t| t.low.as_str()).collect();
        let after: Vec<&str> = after.map(|t| t.low.as_str()).collect();
        let kind = self.kind();
        for (side, words) in [("b", &before), ("a", &after)] {
            let first = words.first().copied().unwrap_or("|");
            put(&format!("{side}1"), first);
            put(&format!("{side}1{kind}"), first);
            let second = words.get(1).copied().unwrap_or("|");
            put(&format!("{side}2{kind}"), &format!("{first} {second}"));
            if let (Some(second), Some(third)) = (words.get(1), words.get(2)) {
                put(&format!("{side}3"), &format!("{first} {second} {third}"));
            }
            for word in words.iter().skip(1) {
                put(&format!("{side}near"), word);
            }
        }
    }

    /// The clause and the sentence, without what they name, and how the sentence is read.
    fn said(&self, put: Put<'_>) {
        let Spoken { tokens, mentions, place, at, .. } = self.spoken;
        let clause = clause(tokens, &self.span);
        let is_name = |k: usize| mentions.iter().any(|m| m.known != Known::Phrase && m.tokens.contains(&k));
        let mut previous = "|";
        for (k, token) in tokens.iter().enumerate().take(WORDS * 2) {
            if is_name(k) || self.span.contains(&k) {
                previous = "N";
                continue;
            }
            if clause.contains(&k) {
                put("c", &token.low);
                put("cc", &format!("{previous} {}", token.low));
                put(if k < self.span.start { "cb" } else { "ca" }, &token.low);
                if token.low.chars().count() > 5 && !token.is_cjk() {
                    put("c5", &token.low.chars().take(5).collect::<String>());
                }
            } else {
                put("s", &token.low);
            }
            previous = &token.low;
        }
        let sentence = self.spoken.sentence();
        if let Some((stress, weak)) = self.spoken.stress(&clause) {
            put("stress", yes(stress));
            put("weak", yes(weak));
            let told = near(place.readings[*at].margin(Label::Weight));
            put("told", told);
            put("told+", &format!("{told} {stress} {weak}"));
            put("told+named", &format!("{told} {stress} {} {}", self.kind(), sentence.form.word()));
            put("label", &format!("{:?}", place.readings[*at].label));
        }
        let words: Vec<String> = tokens[clause].iter().map(|t| t.low.clone()).collect();
        for class in classes::of_sentence(&sentence.text, &words) {
            put("k", class);
        }
    }

    /// Its own words, and how it is known.
    fn itself(&self, put: Put<'_>) {
        let (known, form, kind) =
            (self.mention.known.word(), self.spoken.sentence().form.word(), self.kind());
        put("known", known);
        put("form", form);
        put("known+form", &format!("{known} {form}"));
        let own = &self.spoken.tokens[self.mention.tokens.clone()];
        for token in own {
            put("own", &token.low);
            put(&format!("own{kind}"), &token.low);
        }
        if let Some(last) = own.iter().rfind(|t| t.is_word()) {
            let letters: Vec<char> = last.low.chars().collect();
            let end: String = letters[letters.len().saturating_sub(3)..].iter().collect();
            put(&format!("ends{kind}"), &end);
        }
        put("size", &own.len().min(6).to_string());
        put("capital", yes(own.first().is_some_and(|t| t.capital)));
    }

    /// Its run among the others, and among the document's lists.
    fn among_others(&self, put: Put<'_>) {
        let Spoken { tokens, mentions, runs, namer, .. } = self.spoken;
        let run = self.run;
        put("run", &run.len().min(6).to_string());
        put("known+run", &format!("{} {}", self.mention.known.word(), run.len().min(4)));
        let others = runs.iter().filter(|other| *other != run && self.spoken.names(other) > 0).count();
        put("others", &others.min(3).to_string());
        put("named", &self.spoken.names(run).min(4).to_string());
        let earlier = runs.iter().take_while(|other| *other != run).any(|other| self.spoken.names(other) > 0);
        put("order", if earlier { "later" } else { "first" });
        let low = lower(&self.mention.name);
        put("again", yes(mentions.iter().filter(|m| lower(&m.name) == low).count() > 1));
        let counted = match tokens.iter().filter_map(|t| count(&t.low)).find(|c| *c > 1) {
            Some(c) if c == run.len() => "as many",
            Some(_) => "others",
            None => "no",
        };
        put("counted", counted);
        let run_names: Vec<String> = mentions[run.clone()].iter().map(|m| lower(&m.name)).collect();
        let mut listed = "no";
        let unit = self.spoken.sentence().unit;
        for list in namer.lists(&self.mention.name, unit).filter(|list| list.len() >= 3) {
            let held = list.iter().filter(|name| run_names.contains(name)).count();
            listed = if held == list.len() { "all" } else { "some" };
            if held < list.len() {
                break;
            }
        }
        put("listed", listed);
        put("listed+named", &format!("{listed} {}", self.kind()));
    }

    /// Whether it stands alone or leads, what is above it, and where it stands alone its neighbours: a sentence says
    /// itself what counts, a name alone leaves it to what stands beside it.
    fn in_place(&self, put: Put<'_>) {
        let Spoken { tokens: words, place, at, .. } = self.spoken;
        let sentence = self.spoken.sentence();
        let no_word = |tokens: &[Token]| tokens.iter().all(|t| !t.is_word());
        let whole = no_word(&words[..self.span.start]) && no_word(&words[self.span.end..]);
        put("whole", yes(whole));
        let (leads, form) = (self.mention.tokens.start <= 1, sentence.form.word());
        put("leads+form", &format!("{leads} {form}"));
        let short = whole || leads && form != "text";
        let tag = |name: &str| if short { format!("{name}+") } else { name.to_owned() };
        if let Some(&above) = place.contexts[sentence.unit].path.last() {
            let stress = has_any(&place.units[above].low, STRONG);
            put(&tag("under"), &format!("{} {stress} {form}", near(place.leads[above])));
            for token in tokens(&place.units[above].text).iter().take(WORDS / 2) {
                put(&tag("head"), &token.low);
            }
        }
        let neighbours = [("prev", at.checked_sub(1)), ("next", Some(at + 1))];
        for (name, other) in neighbours.into_iter().filter(|_| short) {
            let Some(other) = other.and_then(|at| place.sentences.get(at)) else { continue };
            for token in tokens(&other.text).iter().take(WORDS / 2) {
                put(name, &token.low);
            }
        }
    }
}
