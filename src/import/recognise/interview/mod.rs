//! The form of the interview: its stages, the minutes of each, who sits there, how many talks, by evidence.
//!
//! ```text
//! sentences and rows → lines (lengths, counts) → evidence (features) → learned weights → stages
//! ```
//!
//! A length of time is that of a stage or of something else; a count near it is of the people who sit there, of the
//! talks, or of neither. Both are learned with the labels: `cargo run --release --example import_model -- train`.

pub mod amounts;
mod clauses;
mod counts;
mod evidence;
mod lines;
mod names;
pub mod people;
mod people_list;

use std::collections::HashSet;
use std::sync::OnceLock;

pub use evidence::Decision;

use crate::import::draft::FoundStage;

use super::context::Context;
use super::meaning::weights::Weights;
use super::meaning::{Label, Reading, Sentence, features};
use super::text::has_any;
use super::units::Unit;
use amounts::Span;
use counts::CountKind;
use evidence::{Evidence, Length};
use lines::Line;

/// No interview has more stages; a longer list is of something else.
const MOST: usize = 30;

/// The shortest and the longest stage, in minutes.
const LENGTHS: std::ops::RangeInclusive<u32> = 5..=480;

/// The shortest and the longest pause, in minutes.
const PAUSES: std::ops::RangeInclusive<u32> = 5..=90;

/// How far below the best label a sentence on the interview's form may stand for a pause in it to be one of its day.
const PAUSE: i32 = -40;

/// The learned weights: [`Label::Stage`] speaks for a decision.
pub fn built_in() -> &'static Weights {
    static BUILT_IN: OnceLock<Weights> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        Weights::parse(include_bytes!("../../../../assets/import/stages.weights"))
            .unwrap_or_else(Weights::none)
    })
}

/// What a document is read by.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Its units.
    pub units: &'a [Unit],
    /// Where each of them stands.
    pub contexts: &'a [Context],
    /// Which of them are something else already.
    pub taken: &'a [bool],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// How they are read.
    pub readings: &'a [Reading],
}

/// What belongs to a length that is a stage's.
#[derive(Clone, Copy, Debug, Default)]
struct Links {
    /// How many sit there, and where it is told: the line, and which of its counts.
    people: Option<(Span, (usize, usize))>,
    /// How many such talks there are.
    talks: Option<(Span, (usize, usize))>,
    /// The talks are counted by the people one meets in turn.
    in_turn: bool,
}

/// Finds the stages of the interview.
pub fn find(sources: &Sources<'_>, weights: &Weights) -> Vec<FoundStage> {
    let lines = sources.lines();
    let evidence = Evidence::new(&lines, sources.units, sources.contexts, sources.readings);
    let read: Vec<Option<Links>> = (0..evidence.lengths.len())
        .map(|at| is_stage(&evidence, at, weights).then(|| links(&evidence, at, weights)))
        .collect();
    let used: HashSet<(usize, usize)> =
        read.iter().flatten().flat_map(|l| [l.people, l.talks]).flatten().map(|(_, at)| at).collect();

    let mut out: Vec<FoundStage> = Vec::new();
    // "Interviews, 45 min each": how many there are is said somewhere else.
    let mut open: Vec<(u32, Span)> = Vec::new();
    // What a schedule gives a time of the day of its own is no second mention.
    let mut add = |(found, scheduled): (FoundStage, bool)| {
        if out.len() < MOST && (scheduled || !out.iter().any(|known| same(known, &found))) {
            out.push(found);
        }
    };
    for (n, line) in lines.iter().enumerate() {
        let at = sources.sentences[line.sentences.start].line;
        let mut here: Vec<(FoundStage, bool)> = Vec::new();
        for (length, links) in evidence.lengths.iter().zip(&read).filter(|(length, _)| length.line == n) {
            let found = match links {
                Some(links) => {
                    if length.apart && names::has_several(&line.low[length.clause.clone()]) {
                        open.push((at, length.minutes));
                    }
                    let Some(found) = evidence.stage(length, links, at) else { continue };
                    found
                }
                None if length.pauses && line.told > PAUSE && PAUSES.contains(&length.minutes[1]) => {
                    FoundStage {
                        stage: FoundStage::BREAK.to_owned(),
                        minutes: Some(length.minutes),
                        line: at,
                        ..FoundStage::default()
                    }
                }
                None => continue,
            };
            here.push((found, line.scheduled));
        }
        if here.is_empty() {
            here.extend(untimed(n, line, &used, at).map(|found| (found, false)));
        }
        here.into_iter().for_each(&mut add);
    }
    of_the_same_people(&mut out, &lines, sources.sentences);
    one_panel(&mut out);
    // What is told of once is one talk.
    let once = |stage: &&mut FoundStage| {
        !stage.is_break() && stage.minutes.is_some_and(|minutes| !open.contains(&(stage.line, minutes)))
    };
    for stage in out.iter_mut().filter(once) {
        stage.rounds = stage.rounds.or(Some([1, 1]));
    }
    out
}

impl Sources<'_> {
    fn lines(&self) -> Vec<Line> {
        lines::lines(self.units, self.contexts, self.taken, self.sentences, self.readings)
    }
}

fn score(weights: &Weights, features: impl FnOnce(&mut dyn FnMut(&str))) -> i32 {
    let mut scores = [0; Label::COUNT];
    features(&mut |name| weights.add(features::hash(name), &mut scores));
    scores[Label::Stage as usize]
}

fn is_stage(evidence: &Evidence<'_>, at: usize, weights: &Weights) -> bool {
    LENGTHS.contains(&evidence.lengths[at].minutes[1])
        && score(weights, |take| evidence.of_length(at, take)) > 0
}

/// The count near a length that most speaks for being of its people, and that of its talks.
fn links(evidence: &Evidence<'_>, at: usize, weights: &Weights) -> Links {
    let best = |decision: Decision| {
        let counts = evidence.counts_around(&evidence.lengths[at]).into_iter();
        let scored = counts.map(|(n, count)| {
            (score(weights, |take| evidence.of_pair(at, n, count, decision, take)), (n, count))
        });
        // Of two that speak alike the nearer counts.
        let near = |n: usize| std::cmp::Reverse(n.abs_diff(evidence.lengths[at].line));
        scored.filter(|(score, _)| *score > 0).max_by_key(|(score, (n, _))| (*score, near(*n)))
    };
    let (people, talks) = (best(Decision::People), best(Decision::Talks));
    let count = |(n, count): (usize, usize)| &evidence.lines[n].counts[count];
    let mut links = Links {
        people: people.map(|(_, at)| (count(at).value, at)),
        talks: talks.map(|(_, at)| (count(at).value, at)).filter(|(value, _)| value[1] > 1),
        in_turn: false,
    };
    // One count is of one of the two.
    if let (Some((for_people, one)), Some((for_talks, other))) = (people, talks)
        && one == other
    {
        if for_people >= for_talks {
            links.talks = None;
        } else {
            links.people = None;
        }
    }
    links.in_turn = links.talks.is_some_and(|(_, at)| !count(at).kind.may_be_talks());
    links
}

impl Evidence<'_> {
    /// The stage of a length with what belongs to it. What nothing names is one only where the line is read as telling of
    /// the interview.
    fn stage(&self, length: &Length, links: &Links, line: u32) -> Option<FoundStage> {
        let whole = &self.lines[length.line];
        let heading = self.contexts[whole.unit].path.last();
        let name = length
            .named
            .or(whole.named)
            .or_else(|| heading.and_then(|&at| names::name_of(&self.units[at].low)))
            .or((whole.told > 0).then_some("interview"))?;
        let people = links.people.map(|(value, _)| value);
        Some(FoundStage {
            stage: name.to_owned(),
            minutes: Some(length.minutes),
            interviewers: people.or(links.in_turn.then_some([1, 1])),
            rounds: links.talks.map(|(value, _)| value),
            line,
        })
    }
}

/// A line without a length that tells how many sit in a stage or how many talks there are, where no length has its
/// counts.
fn untimed(n: usize, line: &Line, used: &HashSet<(usize, usize)>, at: u32) -> Option<FoundStage> {
    if line.told <= 0 || names::is_elsewhere(&line.low) || names::has_total(&line.low) {
        return None;
    }
    let free = |talks: bool| {
        let counts = line.counts.iter().enumerate();
        let mut fits = counts.filter(|(k, count)| {
            let kind = if talks {
                count.kind == CountKind::Talks
            } else {
                matches!(
                    count.kind,
                    CountKind::People | CountKind::Listed | CountKind::Column | CountKind::Cell
                )
            };
            kind && count.value[1] > 1 && !used.contains(&(n, *k))
        });
        fits.next().map(|(_, count)| count.value)
    };
    let (talks, people) = (free(true), free(false));
    let name = line.named?;
    (talks.is_some() || people.is_some()).then(|| FoundStage {
        stage: name.to_owned(),
        minutes: None,
        interviewers: people,
        rounds: talks,
        line: at,
    })
}

/// The people of the stage before, where this one is held by "the same panel".
fn of_the_same_people(out: &mut [FoundStage], lines: &[Line], sentences: &[Sentence]) {
    #[rustfmt::skip]
    const SAME: &[&str] = &[
        "same panel", "same people", "same two", "same three", "same four", "same five", "same interviewers", "same members", "same persons", "same board", "same jury",
        "mêmes personnes", "même jury", "même panel", "mismos", "mismo tribunal", "mismo panel", "mismas personas", "mesmos", "mesma banca", "mesmo painel", "mesmas pessoas",
        "dieselben personen", "denselben personen", "gleichen personen", "demselben gremium", "dieselbe kommission",
    ];
    let same = |low: &str| has_any(low, SAME) || low.contains("同じ面接官") || low.contains("同じメンバー");
    let said: HashSet<u32> = lines
        .iter()
        .filter(|line| same(&line.low))
        .map(|line| sentences[line.sentences.start].line)
        .collect();
    for n in 1..out.len() {
        if out[n].interviewers.is_none() && !out[n].is_break() && said.contains(&out[n].line) {
            let before = out[..n].iter().rev();
            out[n].interviewers = before.filter_map(|stage| stage.interviewers).find(|[_, most]| *most > 1);
        }
    }
}

/// A document with one panel tells in one place how long it sits and in another how many they are.
fn one_panel(out: &mut Vec<FoundStage>) {
    let Some(people) = out
        .iter()
        .filter(|stage| stage.stage == "panel")
        .filter(|stage| stage.minutes.is_none())
        .find_map(|stage| stage.interviewers.filter(|[_, most]| *most > 1))
    else {
        return;
    };
    let lone = |stage: &FoundStage| {
        stage.stage == "panel" && stage.minutes.is_some() && stage.interviewers.is_none()
    };
    if out.iter().filter(|stage| lone(stage)).count() == 1 {
        for stage in out.iter_mut().filter(|stage| lone(stage)) {
            stage.interviewers = Some(people);
        }
        out.retain(|stage| stage.stage != "panel" || stage.minutes.is_some() || stage.rounds.is_some());
    }
}

/// Whether both tell of one stage: a later mention that says no more.
fn same(known: &FoundStage, found: &FoundStage) -> bool {
    let fits = |a: Option<Span>, b: Option<Span>| b.is_none() || a == b;
    known.minutes == found.minutes
        && fits(known.interviewers, found.interviewers)
        && fits(known.rounds, found.rounds)
        && (known.stage == found.stage || found.stage == "interview")
}

/// A length of time with its features, as the trainer wants it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The shortest and the longest, in minutes.
    pub minutes: Span,
    /// Whether its clause tells of a pause.
    pub pauses: bool,
    /// Its features by name, for [`Decision::Stage`].
    pub features: Vec<String>,
    /// The counts around it.
    pub counts: Vec<CountSample>,
}

/// A count near a length.
#[derive(Clone, Debug)]
pub struct CountSample {
    /// The fewest and the most.
    pub value: Span,
    /// Whether it counts talks by its words.
    pub talks: bool,
    /// The features of the two, for [`Decision::People`] and for [`Decision::Talks`].
    pub features: [Vec<String>; 2],
}

/// The names of features, each once.
fn feature_names(give: impl FnOnce(&mut dyn FnMut(&str))) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    give(&mut |name| names.push(name.to_owned()));
    names.sort_unstable();
    names.dedup();
    names
}

/// The lengths of a document: what the weights are trained on.
pub fn samples(sources: &Sources<'_>) -> Vec<Sample> {
    let lines = sources.lines();
    let evidence = Evidence::new(&lines, sources.units, sources.contexts, sources.readings);
    let of = |at: usize| {
        let length = &evidence.lengths[at];
        let counts = evidence.counts_around(length).into_iter();
        let pair = |n: usize, k: usize, decision: Decision| {
            feature_names(|take| evidence.of_pair(at, n, k, decision, take))
        };
        Sample {
            minutes: length.minutes,
            pauses: length.pauses,
            features: feature_names(|take| evidence.of_length(at, take)),
            counts: counts
                .map(|(n, k)| CountSample {
                    value: lines[n].counts[k].value,
                    talks: lines[n].counts[k].kind.may_be_talks(),
                    features: [pair(n, k, Decision::People), pair(n, k, Decision::Talks)],
                })
                .collect(),
        }
    };
    (0..evidence.lengths.len()).map(of).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    use super::amounts::Span;

    type Read = (String, Option<Span>, Option<Span>, Option<Span>);

    fn read(text: &str) -> Vec<Read> {
        let line = |text: &str| Block::plain(BlockKind::Paragraph, text, 1);
        let blocks = ["Hi Ines, here is how the day runs.", text, "See you on Tuesday."].map(line).to_vec();
        let document = Document { blocks, ..Document::default() };
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let draft = crate::import::recognise::recognise(&document, &catalog);
        draft.interview.into_iter().map(|f| (f.stage, f.minutes, f.interviewers, f.rounds)).collect()
    }

    #[test]
    fn stages_with_minutes_people_and_talks_are_read() {
        let all = |n: u32| Some([n, n]);
        for (text, wanted) in [
            (
                "You'll meet five people for 55 minutes each, and there is a 30 minute lunch break after the third interview.",
                vec![("interview", all(55), all(1), all(5)), ("break", all(30), None, None)],
            ),
            (
                "First there is a walk over the floor, 20 minutes, then a group exercise of 35 minutes with two observers, then coffee (15 minutes), and afterwards each of you has two interviews with 45 minutes, always with two of us at the table.",
                vec![
                    ("tour", all(20), None, all(1)),
                    ("group exercise", all(35), all(2), all(1)),
                    ("break", all(15), None, None),
                    ("interview", all(45), all(2), all(2)),
                ],
            ),
            ("Then 4 x 45 min interviews.", vec![("interview", all(45), None, all(4))]),
            (
                "There are two interviews back to back, an hour each, two people in each.",
                vec![("interview", all(60), all(2), all(2))],
            ),
            (
                "The panel interview takes an hour. There will be three of them: two from Quality and one from HR.",
                vec![("panel", all(60), all(3), all(1))],
            ),
            ("There's a 20 minute break after the written part.", vec![("break", all(20), None, None)]),
            ("Keep each answer to 2-3 minutes.", vec![]),
            ("Die Runde dauert insgesamt 3 Stunden.", vec![]),
        ] {
            let wanted: Vec<_> = wanted.into_iter().map(|(s, m, i, r)| (s.to_owned(), m, i, r)).collect();
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
