//! The debrief of a mock interview as a page to take away.

use chrono::{DateTime, Days, FixedOffset};

use super::page::{Block, Page};
use crate::chart::figure::{Table, number, score, words};
use crate::domain::countdown::clock_of;
use crate::domain::mock::debrief::{AnswerLine, Debrief, Evidence, RoundLine};
use crate::domain::mock::decision::{Decision, Rule, Verdict};
use crate::domain::mock::marks::Mark;
use crate::domain::mock::record::{FriendWords, Mock};
use crate::domain::profile::{Profile, Target};
use crate::domain::words::{capital, counted, listed};

/// The heading above what to practise.
pub const WORK_ON: &str = "What to practise";
/// So many days before a stage, and on its day, no verdict is shown: 48 hours.
const NEAR_DAYS: u64 = 2;

/// What the page of a debrief is made from.
#[derive(Clone, Copy, Debug)]
pub struct DebriefInput<'a> {
    /// The debrief of the mock interview.
    pub debrief: &'a Debrief,
    /// When the mock came to its end.
    pub held: DateTime<FixedOffset>,
    /// The target: the interview it was rehearsed for.
    pub target: &'a Target,
    /// Whether votes and scores, and what follows from them, are left out, for whoever does not want to
    /// see them.
    pub quiet: bool,
    /// Whether a stage is so near that what the votes come to is not shown.
    pub stage_is_near: bool,
}

impl<'a> DebriefInput<'a> {
    /// The input for the page of `mock`, whose debrief is `debrief`, as the person's settings want it at `now`.
    pub fn of(mock: &Mock, debrief: &'a Debrief, profile: &'a Profile, now: DateTime<FixedOffset>) -> Self {
        let today = now.date_naive();
        let last = today.checked_add_days(Days::new(NEAR_DAYS)).unwrap_or(today);
        let stage_is_near = profile.target.next_stage(today).is_some_and(|(_, date)| date <= last);
        let held = mock.ended.unwrap_or(mock.made);
        Self { debrief, held, target: &profile.target, quiet: profile.settings.quiet, stage_is_near }
    }
}

/// The page of a debrief: what each interviewer heard, what to practise, what the votes come to, and the details.
pub fn page(input: DebriefInput<'_>) -> Page {
    let mut page = meeting(input);
    if !input.quiet {
        page.blocks.extend([heading(WORK_ON), work_on(input.debrief)]);
    }
    page.blocks.extend(after(input));
    page
}

/// The first part of [`page`]: what each interviewer heard, where votes and scores disagree, what nobody could judge.
pub fn meeting(input: DebriefInput<'_>) -> Page {
    let DebriefInput { debrief, held, target, quiet, .. } = input;
    let what = format!("Debrief of a mock {}", debrief.form.name());
    let mut under = format!("Held {}", held.format("%-d %B %Y"));
    let mut interview = vec![target.company.trim(), target.role.trim()];
    interview.retain(|words| !words.is_empty());
    if !interview.is_empty() {
        under = format!("{under} · {}", interview.join(", "));
    }
    if debrief.left_early {
        under.push_str(" · ended before its last round was over");
    }
    let mut page = Page { title: what, under, blocks: Vec::new() };
    let blocks = &mut page.blocks;
    let rounds = debrief.form.has_rounds();
    blocks.push(heading(if rounds { "What each interviewer heard" } else { "What was heard" }));
    blocks.push(Block::List(
        debrief.rounds.iter().map(|round| heard(round, debrief.form.cuts_off(), quiet)).collect(),
    ));
    if quiet {
        blocks.push(Block::Note("Votes and scores are kept and not shown: quiet mode is on.".to_owned()));
    } else {
        let friends = debrief.rounds.iter().any(|round| !round.friends.is_empty());
        let note = if debrief.form.is_marked() {
            "You scored and marked yourself, as the panel."
        } else if debrief.rounds.iter().any(|round| round.vote.is_some()) {
            "You scored and voted yourself, as each interviewer in turn."
        } else if friends {
            "A friend voted. Your own scores are still open: the answers are under History, where you can score them."
        } else {
            "It ended before a vote. Its answers are under History, where you can score them."
        };
        blocks.push(Block::Note(note.to_owned()));
        if !debrief.meeting.doubts.is_empty() {
            blocks.push(heading("Where votes and evidence disagree"));
            blocks.push(Block::List(debrief.meeting.doubts.clone()));
        }
    }
    let said: Vec<String> = debrief.friends.iter().flat_map(FriendWords::lines).collect();
    if !said.is_empty() {
        blocks.push(heading("What your friend says"));
        blocks.push(Block::List(said));
    }
    let unjudged = &debrief.meeting.unjudged;
    if !unjudged.is_empty() {
        blocks.push(heading("What nobody could judge"));
        blocks.push(Block::Text(format!("{}: planned, and no answer of 20 s or more.", listed(unjudged))));
    }
    page
}

/// The last part of [`page`]: what the votes come to, and the details.
pub fn after(input: DebriefInput<'_>) -> Vec<Block> {
    let DebriefInput { debrief, quiet, stage_is_near, .. } = input;
    let mut blocks = Vec::new();
    if !quiet && debrief.form.is_marked() {
        blocks.push(heading("Marks, 1 to 7"));
        blocks.extend(marks(debrief, stage_is_near));
    } else if !quiet {
        let own = debrief.rounds.iter().any(|round| round.vote.is_some());
        let whose = if own { "Your own votes" } else { "The votes" };
        blocks.push(heading(&format!("{whose}, by a loop's rules")));
        blocks.extend(decision(debrief, stage_is_near));
    }
    let table = |table: Table| Block::Table(if quiet { table.without_scores() } else { table });
    blocks.push(heading("By principle"));
    blocks.push(table(principles(debrief)));
    blocks.push(heading("Stories"));
    blocks.push(repeated(debrief));
    blocks.push(heading("Time"));
    blocks.push(table(times(debrief)));
    if let Some(words) = i_to_we(debrief) {
        blocks.push(heading("I and we"));
        blocks.push(Block::Text(words));
    }
    blocks.push(heading("Round by round"));
    for (n, round) in debrief.rounds.iter().enumerate() {
        blocks.push(Block::Heading(2, round_name(n, round)));
        blocks.extend(round_blocks(round, &table));
    }
    blocks
}

/// An interviewer's evidence in one line: seconds, follow-ups, scores, and the person's own words on why.
fn heard(round: &RoundLine, one_way: bool, quiet: bool) -> String {
    let who = if one_way { "Whoever watches it".to_owned() } else { round.who() };
    if round.answers.is_empty() {
        return format!("{who}: no answer was given.");
    }
    let spoken = |answer: &AnswerLine| answer.answer_secs.map_or_else(|| "not measured".to_owned(), clock_of);
    let times: Vec<String> = round.answers.iter().map(spoken).collect();
    let mut planned: Vec<String> = round.answers.iter().map(|answer| clock_of(answer.planned_secs)).collect();
    planned.dedup();
    let answers = if times.len() == 1 { "an answer" } else { "answers" };
    let mut line = format!(
        "{who}: {answers} of {} min, {} planned. Follow-ups held: {}.",
        listed(&times),
        listed(&planned),
        held(round.depth())
    );
    if quiet {
        return line;
    }
    if let Some(mean) = round.mean() {
        line = format!("{line} Mean score: {mean:.1} of 5.");
    }
    for friend in &round.friends {
        let why = if friend.reason.is_empty() { String::new() } else { format!(": “{}”", friend.reason) };
        line = format!("{line} {} says {}{why}.", friend.by, friend.vote.name());
    }
    match &round.vote {
        Some((vote, reason)) => format!("{line} {}: “{reason}”", vote.name()),
        None if round.friends.is_empty() && !round.is_marked() => format!("{line} No vote."),
        None => line,
    }
}

/// The marks of a competency interview, and whether all reach the bar.
fn marks(debrief: &Debrief, stage_is_near: bool) -> Vec<Block> {
    let answers: Vec<&AnswerLine> = debrief.rounds.iter().flat_map(|round| &round.answers).collect();
    let line = |answer: &&AnswerLine| {
        let mark = answer.mark.map(|mark| format!("{}, {}", mark.value(), mark.words()));
        format!("{}: {}", answer.principle, mark.unwrap_or_else(|| "not marked".to_owned()))
    };
    let mut blocks = vec![Block::List(answers.iter().map(line).collect())];
    let given: Vec<Mark> = answers.iter().filter_map(|answer| answer.mark).collect();
    if given.is_empty() {
        return blocks;
    }
    if stage_is_near {
        blocks.push(Block::Note(
            "Whether they reach the bar is not shown now: a stage of yours is within two days.".to_owned(),
        ));
        return blocks;
    }
    let under = given.iter().filter(|mark| !mark.reaches()).count();
    let said = if under == 0 {
        "Every answer reaches 4, the usual bar of this scale.".to_owned()
    } else {
        format!(
            "{} under 4, the usual bar of this scale: each behaviour has to reach it.",
            counted(under, "answer is", "answers are")
        )
    };
    let note = "The scale is that of the UK Civil Service. A mark stays here: it becomes no score and counts for no readiness.";
    blocks.extend([Block::Text(said), Block::Note(note.to_owned())]);
    blocks
}

/// What the votes come to, by which rule, and what would have changed it.
fn decision(debrief: &Debrief, stage_is_near: bool) -> Vec<Block> {
    if stage_is_near {
        let words = "Not shown now: a stage of yours is within two days. It is here again afterwards.";
        return vec![Block::Text(words.to_owned())];
    }
    let Decision { verdict, rule, would_change } = &debrief.meeting.decision;
    let (end, other) = match (verdict, debrief.form.has_rounds()) {
        (Verdict::Offer, true) => ("An offer.", "ended it"),
        (Verdict::Offer, false) => ("On to the next stage.", "ended it"),
        (Verdict::NoOffer, true) => ("No offer.", "led to an offer"),
        (Verdict::NoOffer, false) => ("It ends here.", "led to the next stage"),
        (Verdict::Open, _) => ("Nothing is decided.", ""),
    };
    let mut said = format!("{end} {}", rule.words());
    let turned = |at: &usize| {
        let round = debrief.rounds.get(*at)?;
        let vote = if *verdict == Verdict::Offer { "a No" } else { "a Yes" };
        let role = round.role.name().to_lowercase();
        let who =
            if round.name.is_empty() { format!("the {role}") } else { format!("{} ({role})", round.name) };
        Some(format!("{vote} from {who}"))
    };
    let turned: Vec<String> = would_change.iter().filter_map(turned).collect();
    if !turned.is_empty() {
        said = format!("{said} {} would have {other}.", capital(&listed(&turned)));
    }
    let rules: Vec<String> =
        Rule::ALL.iter().enumerate().map(|(at, rule)| format!("{}. {}", at + 1, rule.words())).collect();
    let note =
        format!("Practice votes forecast nothing. The first rule that applies decides: {}", rules.join(" "));
    vec![Block::Text(said), Block::Note(note)]
}

fn heading(text: &str) -> Block {
    Block::Heading(1, text.to_owned())
}

fn round_name(n: usize, round: &RoundLine) -> String {
    format!("{}. {}, {}", n + 1, round.who(), round.manner.id())
}

fn work_on(debrief: &Debrief) -> Block {
    if debrief.work_on.is_empty() {
        return Block::Text("No answer was given, so there is nothing to go by.".to_owned());
    }
    Block::List(debrief.work_on.iter().map(|work| format!("{} {}", work.what, work.why)).collect())
}

fn principles(debrief: &Debrief) -> Table {
    let mut table = Table::new([
        words("Principle"),
        number("Answers"),
        words("In rounds"),
        score("Mean score, 1 to 5"),
        number("Follow-ups held"),
    ]);
    for evidence in &debrief.principles {
        table.rows.push(principle_row(evidence));
    }
    table
}

fn principle_row(evidence: &Evidence) -> Vec<String> {
    let rounds: Vec<String> = evidence.rounds.iter().map(|round| (round + 1).to_string()).collect();
    vec![
        evidence.principle.clone(),
        evidence.answers.to_string(),
        if rounds.is_empty() { "none".to_owned() } else { rounds.join(", ") },
        evidence.mean.map_or_else(|| "not scored".to_owned(), |mean| format!("{mean:.1}")),
        held(evidence.depth),
    ]
}

fn held((held, put): (usize, usize)) -> String {
    if put == 0 { "none asked".to_owned() } else { format!("{held} of {put}") }
}

fn repeated(debrief: &Debrief) -> Block {
    if debrief.repeated.is_empty() {
        return Block::Text("No story was told to two interviewers, as far as it was said.".to_owned());
    }
    let line = |story: &crate::domain::mock::debrief::Repeated| {
        let roles: Vec<String> = story.heard_by.iter().map(|role| role.name().to_lowercase()).collect();
        format!("“{}” was heard by the {}.", story.story, roles.join(" and the "))
    };
    Block::List(debrief.repeated.iter().map(line).collect())
}

fn times(debrief: &Debrief) -> Table {
    let mut table = Table::new([
        words("Round"),
        number("Planned, min:s"),
        number("Took, min:s"),
        number("Answers over time"),
        number("Questions left out for time"),
    ]);
    for (n, round) in debrief.rounds.iter().enumerate() {
        let over = round.answers.iter().filter(|a| a.share().is_some_and(|share| share > 1.0)).count();
        table.rows.push(vec![
            round_name(n, round),
            clock_of(round.planned_secs),
            round.secs.map_or_else(|| "not held".to_owned(), clock_of),
            format!("{over} of {}", round.answers.len()),
            round.no_time.to_string(),
        ]);
    }
    table
}

fn i_to_we(debrief: &Debrief) -> Option<String> {
    let (i, we) = debrief.i_to_we?;
    let more = if we > i { " An interviewer wants to hear what you did." } else { "" };
    Some(format!("In your notes “I” stands {i} times and “we” {we} times.{more}"))
}

fn round_blocks(round: &RoundLine, shown: &impl Fn(Table) -> Block) -> Vec<Block> {
    if round.answers.is_empty() {
        return vec![Block::Text("No answer was given.".to_owned())];
    }
    let mut table = Table::new([
        words("Question"),
        words("Principle"),
        words("Story"),
        number("Planned, min:s"),
        number("Spoken, min:s"),
        number("Follow-ups held"),
        score("Mean score, 1 to 5"),
    ]);
    table.rows = round.answers.iter().map(answer_row).collect();
    let mut blocks = vec![shown(table)];
    if round.skipped > 0 {
        blocks.push(Block::Note(format!("Questions that you left out: {}.", round.skipped)));
    }
    blocks
}

fn answer_row(answer: &AnswerLine) -> Vec<String> {
    vec![
        answer.question.clone(),
        answer.principle.clone(),
        answer.story.clone().unwrap_or_default(),
        clock_of(answer.planned_secs),
        answer.answer_secs.map_or_else(|| "not measured".to_owned(), clock_of),
        held(answer.depth),
        answer.mean.map_or_else(|| "not scored".to_owned(), |mean| format!("{mean:.1}")),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::draw::Scope;
    use crate::domain::mock::debrief::{Repeated, WorkOn};
    use crate::domain::mock::meeting::Meeting;
    use crate::domain::mock::plan::{Manner, MockForm, Role};
    use crate::domain::mock::record::Vote;

    fn debrief() -> Debrief {
        let answer = AnswerLine {
            question: "When?".to_owned(),
            question_id: "q-1".to_owned(),
            principle: "Dive Deep".to_owned(),
            planned_secs: 180.0,
            answer_secs: Some(241.0),
            depth: (1, 2),
            mean: Some(3.25),
            story: Some("The outage".to_owned()),
            i_to_we: Some((1, 4)),
            mark: None,
        };
        let round = |vote| RoundLine {
            friends: Vec::new(),
            name: "Amara".to_owned(),
            role: Role::Peer,
            manner: Manner::Terse,
            vote,
            planned_secs: 2700.0,
            secs: Some(2760.0),
            answers: vec![answer.clone()],
            no_time: 2,
            skipped: 1,
        };
        let unheld = RoundLine { secs: None, answers: Vec::new(), vote: None, ..round(None) };
        Debrief {
            form: MockForm::Loop,
            left_early: true,
            rounds: vec![round(Some((Vote::StrongNo, "No number".to_owned()))), unheld],
            principles: vec![Evidence {
                principle: "Dive Deep".to_owned(),
                answers: 1,
                rounds: vec![0],
                mean: Some(3.25),
                depth: (1, 2),
            }],
            repeated: vec![Repeated {
                story: "The outage".to_owned(),
                heard_by: vec![Role::Peer, Role::Leader],
            }],
            i_to_we: Some((1, 4)),
            meeting: Meeting {
                doubts: vec!["Amara, peer: Strong no beside a mean score of 3.2 of 5.".to_owned()],
                unjudged: vec!["Ownership".to_owned()],
                decision: Decision::of(&[
                    (Role::Peer, Some(Vote::StrongNo)),
                    (Role::Partner, Some(Vote::Yes)),
                ]),
            },
            friends: vec![FriendWords {
                by: "Omar".to_owned(),
                at: DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap(),
                keep: Some("the pauses".to_owned()),
                change: None,
            }],
            work_on: vec![WorkOn {
                what: "Practise Dive Deep.".to_owned(),
                why: "It is weak.".to_owned(),
                drill: Scope::Principle("Dive Deep".to_owned()),
            }],
        }
    }

    fn target(company: &str, role: &str) -> Target {
        Target { company: company.to_owned(), role: role.to_owned(), ..Target::default() }
    }

    fn input<'a>(debrief: &'a Debrief, target: &'a Target) -> DebriefInput<'a> {
        let held = DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        DebriefInput { debrief, held, target, quiet: false, stage_is_near: false }
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.blocks
            .iter()
            .filter_map(|block| match block {
                Block::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    fn lists(page: &Page) -> Vec<&Vec<String>> {
        page.blocks
            .iter()
            .filter_map(|block| match block {
                Block::List(points) => Some(points),
                _ => None,
            })
            .collect()
    }

    fn tables(page: &Page) -> Vec<&Table> {
        page.blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn everything_of_the_debrief_is_on_the_page() {
        let page = page(input(&debrief(), &target("Acme", "Sr Manager")));
        assert_eq!(page.under, "Held 30 June 2026 · Acme, Sr Manager · ended before its last round was over");
        assert!(page.blocks.contains(&Block::List(vec!["Practise Dive Deep. It is weak.".to_owned()])));
        let heard = "“The outage” was heard by the peer and the senior leader.".to_owned();
        assert!(page.blocks.contains(&Block::List(vec![heard])));
        let heard = "Amara, peer: an answer of 4:01 min, 3:00 planned. Follow-ups held: 1 of 2. Mean score: 3.2 of 5. Strong no: “No number”";
        let lists = lists(&page);
        assert_eq!(*lists[0], [heard, "Amara, peer: no answer was given."]);
        assert_eq!(*lists[1], ["Amara, peer: Strong no beside a mean score of 3.2 of 5."]);
        let said = texts(&page);
        assert!(said.contains(&"Ownership: planned, and no answer of 20 s or more."), "{said:?}");
        let decided = "No offer. One Strong no ends it. A Yes from Amara (peer) would have led to an offer.";
        assert!(said.contains(&decided), "{said:?}");
        let tables = tables(&page);
        assert_eq!(tables[0].rows[0], ["Dive Deep", "1", "1", "3.2", "1 of 2"]);
        assert_eq!(tables[1].rows[0], ["1. Amara, peer, terse", "45:00", "46:00", "1 of 1", "2"]);
        assert_eq!(tables[1].rows[1][2], "not held");
        assert_eq!(tables[2].rows[0][2..], ["The outage", "3:00", "4:01", "1 of 2", "3.2"]);
        for table in tables {
            assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
        }
        assert!(said.iter().any(|text| text.contains("“we” 4 times")));
    }

    #[test]
    fn what_is_heard_comes_first_then_what_to_practise_then_what_it_comes_to() {
        let page = page(input(&debrief(), &Target::default()));
        let headings: Vec<&str> = page
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(1, text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let order = [
            "What each interviewer heard",
            "Where votes and evidence disagree",
            "What your friend says",
            "What nobody could judge",
            WORK_ON,
            "Your own votes, by a loop's rules",
        ];
        assert_eq!(headings[..6], order);
    }

    #[test]
    fn two_days_before_a_stage_no_verdict_is_shown() {
        let (debrief, target) = (debrief(), Target::default());
        let near = page(DebriefInput { stage_is_near: true, ..input(&debrief, &target) });
        let words = format!("{near:?}");
        assert!(!words.contains("No offer") && words.contains("within two days"), "{words}");
        let profile = |day: u32| {
            let date = chrono::NaiveDate::from_ymd_opt(2026, 7, day);
            let stage = crate::domain::profile::InterviewStage { date, ..Default::default() };
            Profile { target: Target { stages: vec![stage], ..Target::default() }, ..Profile::default() }
        };
        let mock = crate::domain::mock::record::Mock::new(
            uuid::Uuid::nil(),
            DateTime::parse_from_rfc3339("2026-06-20T12:00:00+02:00").unwrap(),
            crate::domain::mock::plan::MockPlan {
                form: MockForm::Loop,
                seed: 1,
                shares: crate::domain::star::Shares::default(),
                rounds: Vec::new(),
            },
        );
        let now = DateTime::parse_from_rfc3339("2026-07-01T23:00:00+02:00").unwrap();
        let near = |day| DebriefInput::of(&mock, &debrief, &profile(day), now).stage_is_near;
        assert_eq!([1, 2, 3, 4].map(near), [true, true, true, false]);
    }

    #[test]
    fn a_quiet_page_shows_no_vote_and_no_score() {
        let debrief = debrief();
        let page = page(DebriefInput { quiet: true, ..input(&debrief, &Target::default()) });
        let words = format!("{page:?}");
        for hidden in ["3.2", "Strong no", "No number", "Mean score", WORK_ON, "It is weak."] {
            assert!(!words.contains(hidden), "{hidden}: {words}");
        }
        assert_eq!(tables(&page).len(), 3);
        assert_eq!(tables(&page)[0].rows[0], ["Dive Deep", "1", "1", "1 of 2"]);
    }

    #[test]
    fn nothing_is_made_up_where_nothing_was_said() {
        let mut bare = debrief();
        bare.rounds.remove(0);
        (bare.repeated, bare.work_on, bare.i_to_we) = (Vec::new(), Vec::new(), None);
        let decision = Decision::of(&[(Role::Peer, None)]);
        bare.meeting = Meeting { doubts: Vec::new(), unjudged: Vec::new(), decision };
        let page = page(input(&bare, &target(" ", "")));
        let said = texts(&page);
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said.contains(&"Nothing is decided. Not everyone voted."), "{said:?}");
        assert!(
            !page.blocks.iter().any(|block| matches!(block, Block::Heading(_, text) if text == "I and we"))
        );
    }
}
