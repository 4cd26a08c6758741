//! What an interviewer does about how long an answer and a reply took: a pure function of plan, clock and manner.

use std::time::Duration;

use super::super::manner::Manner;
use super::super::probing::MAX_PROBES;
use super::super::tunables::SHORT_SHARE;
use super::people::{Lines, Person};
use super::plan::Planned;

/// A reply that took less than this gets a sceptic's "why". Own choice: two sentences.
pub const SHORT_REPLY: Duration = Duration::from_secs(15);

/// So many seconds ahead of its plan, an interview has room for a second example. Own choice: the time that one takes, told
/// briefly, and a reply.
pub const AHEAD_SECS: i64 = 120;
/// How many second examples are asked for in a round at most.
pub const SECOND_EXAMPLES: usize = 2;
/// How long a note-taker writes after an answer, in seconds: five to ten.
const WRITING_SECS: std::ops::RangeInclusive<u64> = 5..=10;

/// How long over its time an answer may run before an interviewer of this manner asks for the result.
pub fn grace(manner: Manner) -> Duration {
    Duration::from_secs(match manner {
        Manner::Terse => 30,
        Manner::Sceptical | Manner::Distracted => 60,
        Manner::Warm | Manner::NoteTaker => 120,
    })
}

/// What the interviewer says into an answer that has run for `elapsed`; nothing before its time and their grace are over,
/// so never in the first half of it. `nth` is the question's place in the round.
pub fn interruption<'a>(
    person: &'a Person,
    manner: Manner,
    planned: &Planned,
    nth: usize,
    elapsed: Duration,
) -> Option<&'a str> {
    let due = Duration::from_secs(planned.answer_secs.into()) + grace(manner);
    (elapsed >= due).then(|| person.overrun(nth)).flatten()
}

/// The follow-up to an answer that was over far before its time: it asks for the speaker's own part, before all others.
/// `failing` says that the question wants a failure.
pub fn asks_for_more<'a>(
    lines: &'a Lines,
    person: &'a Person,
    planned: &Planned,
    (nth, failing): (usize, bool),
    took: Duration,
) -> Option<&'a str> {
    let short = took.as_secs_f64() < SHORT_SHARE * f64::from(planned.answer_secs);
    (short && planned.drawn.probes.len() < MAX_PROBES).then(|| person.short(lines, nth, failing)).flatten()
}

/// The second example that is asked for after the last follow-up of the question with index `nth`, where the interview is
/// `ahead` seconds ahead of its plan; a bar raiser asks for a harder one, once, unless they are late. `asked` are all
/// follow-ups of the round so far, `ladder` those of this question.
pub fn asks_for_another<'a>(
    lines: &'a Lines,
    person: &'a Person,
    nth: usize,
    ahead: i64,
    (asked, ladder): (&[String], &[String]),
) -> Option<&'a str> {
    let (least, most) = if person.is_bar_raiser() { (0, 1) } else { (AHEAD_SECS, SECOND_EXAMPLES) };
    let seconds = person.seconds(lines);
    let before = asked.iter().filter(|line| seconds.contains(line)).count();
    let here = ladder.iter().any(|line| seconds.contains(line));
    let wants = ahead >= least && before < most && !here && ladder.len() < MAX_PROBES;
    wants.then(|| person.second(lines, nth)).flatten()
}

/// How long an interviewer of this manner writes after an answer before they go on: only a note-taker does. `seed` is the
/// plan's.
pub fn writes_for(manner: Manner, seed: u64, round: usize, nth: usize) -> Option<Duration> {
    let span = WRITING_SECS.end() - WRITING_SECS.start() + 1;
    // Multiplied by a large odd number, so that neighbours differ.
    let mixed = (seed ^ ((round as u64) << 8 | nth as u64)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    (manner == Manner::NoteTaker).then(|| Duration::from_secs(WRITING_SECS.start() + mixed % span))
}

/// A sceptic's "why" after a reply to the follow-up with index `probe` that took `took`; once a question, where there is
/// room. `ladder` are the question's follow-ups as they stand.
pub fn asks_why<'a>(
    lines: &'a Lines,
    manner: Manner,
    ladder: &[String],
    probe: usize,
    took: Duration,
) -> Option<&'a str> {
    let asked = ladder.iter().any(|line| lines.whys.contains(line));
    let wants = manner == Manner::Sceptical && took < SHORT_REPLY && !asked && ladder.len() < MAX_PROBES;
    let of = &lines.whys;
    (wants && !of.is_empty()).then(|| of[(ladder.len() + probe) % of.len()].as_str())
}

/// Why the interviewer did what they did in an answer, told afterwards; one sentence each.
pub fn why(
    lines: &Lines,
    person: &Person,
    manner: Manner,
    planned: &Planned,
    took: Option<f64>,
    asked: &[String],
    interrupts: bool,
) -> Vec<String> {
    use super::super::countdown::clock_of;
    let mut told = Vec::new();
    let (secs, plan) = (took.unwrap_or_default(), f64::from(planned.answer_secs));
    if interrupts && secs >= plan + grace(manner).as_secs_f64() {
        let at = clock_of(plan + grace(manner).as_secs_f64());
        told.push(format!("You were asked for the result at {at}: {} was planned.", clock_of(plan)));
    }
    if asked.first().is_some_and(|first| person.shorts(lines).any(|line| line == first)) {
        told.push(format!(
            "You were asked for more because the answer took {} of {}.",
            clock_of(secs),
            clock_of(plan)
        ));
    }
    if asked.iter().any(|line| lines.whys.contains(line)) {
        told.push(format!("You were asked why because a reply took under {} s.", SHORT_REPLY.as_secs()));
    }
    if asked.iter().any(|line| person.seconds(lines).contains(line)) {
        told.push(if person.is_bar_raiser() {
            "A bar raiser asks for a harder example once, unless time is short.".to_owned()
        } else {
            "You were asked for a second example because there was time left.".to_owned()
        });
    }
    if planned.spare {
        told.push("This question was not planned: it was asked because there was time left.".to_owned());
    }
    if manner == Manner::NoteTaker {
        told.push(
            "The silence after your answer was for writing. It says nothing about the answer.".to_owned(),
        );
    }
    told
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::draw::Drawn;
    use super::super::people::Voice;
    use super::*;

    fn planned(secs: u32, probes: usize) -> Planned {
        let drawn = Drawn {
            id: "a".to_owned(),
            text: "When?".to_owned(),
            principle: "Calm".to_owned(),
            principles: vec!["Calm".to_owned()],
            bank: "x".to_owned(),
            probes: (0..probes).map(|n| format!("own {n}?")).collect(),
            reason: String::new(),
        };
        Planned { drawn, answer_secs: secs, spare: false }
    }

    fn person() -> Person {
        let voice = Voice {
            overruns: vec!["And the result?".to_owned()],
            shorts: vec!["What was yours?".to_owned()],
            ..Voice::default()
        };
        Person::speaking(&voice)
    }

    fn lines() -> Lines {
        Lines { whys: vec!["Why was that?".to_owned()], ..Lines::default() }
    }

    proptest! {
        #[test]
        fn nobody_interrupts_before_the_time_is_over(secs in 60u32..=300, share in 0.0f64..1.0) {
            for manner in Manner::ALL {
                let elapsed = Duration::from_secs_f64(share * f64::from(secs));
                let (person, planned) = (person(), planned(secs, 3));
                prop_assert_eq!(interruption(&person, manner, &planned, 0, elapsed), None);
                let late = Duration::from_secs(u64::from(secs)) + grace(manner);
                prop_assert!(interruption(&person, manner, &planned, 0, late).is_some());
            }
        }

        #[test]
        fn no_ladder_grows_past_its_most(probes in 0usize..9, took in 0u64..200) {
            let took = Duration::from_secs(took);
            let (person, lines) = (person(), lines());
            let more = asks_for_more(&lines, &person, &planned(180, probes), (0, false), took);
            prop_assert_eq!(more.is_some(), probes < MAX_PROBES && took.as_secs_f64() < 72.0);
            let ladder = planned(180, probes).drawn.probes;
            let why = asks_why(&lines, Manner::Sceptical, &ladder, 0, took).is_some();
            prop_assert_eq!(why, probes < MAX_PROBES && took < SHORT_REPLY);
            prop_assert!(asks_why(&lines, Manner::Warm, &ladder, 0, took).is_none());
        }
    }

    #[test]
    fn a_second_example_is_asked_for_where_there_is_time_and_not_too_often() {
        let voice = Voice { seconds: vec!["Another?".to_owned()], ..Voice::default() };
        let (person, lines) = (Person::speaking(&voice), lines());
        let asks = |ahead, asked: &[&str], ladder: &[&str]| {
            let owned = |of: &[&str]| of.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
            asks_for_another(&lines, &person, 0, ahead, (&owned(asked), &owned(ladder))).is_some()
        };
        assert!(asks(AHEAD_SECS, &[], &["own?"]) && !asks(AHEAD_SECS - 1, &[], &["own?"]));
        assert!(asks(500, &["Another?"], &["own?"]) && !asks(500, &["Another?", "Another?"], &["own?"]));
        assert!(!asks(500, &[], &["own?", "Another?"]), "once a question");
        assert!(!asks(500, &[], &["a", "b", "c", "d", "e", "f"]));
    }

    proptest! {
        #[test]
        fn only_a_note_taker_writes_and_for_five_to_ten_seconds(seed: u64, round in 0usize..6, nth in 0usize..8) {
            for manner in Manner::ALL {
                let secs = writes_for(manner, seed, round, nth).map(|time| time.as_secs());
                prop_assert_eq!(secs.is_some(), manner == Manner::NoteTaker);
                prop_assert!(secs.is_none_or(|secs| (5..=10).contains(&secs)));
                prop_assert_eq!(secs, writes_for(manner, seed, round, nth).map(|time| time.as_secs()));
            }
        }
    }

    #[test]
    fn a_why_comes_once_a_question() {
        let (lines, mut ladder) = (lines(), vec!["own?".to_owned()]);
        let why = asks_why(&lines, Manner::Sceptical, &ladder, 0, Duration::from_secs(5)).unwrap().to_owned();
        ladder.push(why);
        assert_eq!(asks_why(&lines, Manner::Sceptical, &ladder, 1, Duration::from_secs(5)), None);
    }

    #[test]
    fn each_reaction_says_afterwards_why_it_came() {
        let (person, lines, plan) = (person(), lines(), planned(180, 3));
        let told = |took: f64, asked: &[&str], interrupts| {
            let asked: Vec<String> = asked.iter().map(|line| (*line).to_owned()).collect();
            why(&lines, &person, Manner::Terse, &plan, Some(took), &asked, interrupts)
        };
        assert_eq!(told(211.0, &[], true), ["You were asked for the result at 3:30: 3:00 was planned."]);
        assert!(told(211.0, &[], false).is_empty(), "not where nobody interrupts");
        assert_eq!(
            told(40.0, &["What was yours?", "Why was that?"], true),
            [
                "You were asked for more because the answer took 0:40 of 3:00.",
                "You were asked why because a reply took under 15 s."
            ]
        );
        assert!(told(170.0, &["own 0?"], true).is_empty());
    }
}
