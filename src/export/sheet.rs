//! The sheet for the interview, one page to read on the eve: times, stories, numbers, tips, questions to ask.

use crate::domain::words::listed;
use std::collections::HashSet;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::page::{Block, Page};
use crate::chart::figure::{Table, words};
use crate::domain::allocation::{Allotted, Fitting, allocate, one_round};
use crate::domain::attempt::Attempt;
use crate::domain::catalog::Catalog;
use crate::domain::profile::{InterviewStage, Target};
use crate::domain::readiness_table::ReadinessTable;
use crate::domain::review::Review;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::domain::story::telling::Tellings;
use crate::domain::to_ask::to_ask;

/// The most tips on the sheet: what is read on the eve must fit a page or two.
pub const MOST_TIPS: usize = 12;
/// The most questions to ask on the sheet.
pub const MOST_TO_ASK: usize = 8;

/// What the sheet is made from.
#[derive(Clone, Copy)]
pub struct SheetInput<'a> {
    /// The interview.
    pub target: &'a Target,
    /// The banks, for the principles in play and the questions to ask.
    pub catalog: &'a Catalog,
    /// Readiness by principle; its rows give the order of the principles.
    pub readiness_table: &'a ReadinessTable,
    /// All attempts, sorted by (started, id); the same that `readiness_table` was worked out from.
    pub attempts: &'a [Attempt],
    /// All stories.
    pub stories: &'a [Story],
    /// The imports, for what was taken over from them.
    pub imports: &'a [Review],
    /// When the sheet is made.
    pub made: DateTime<FixedOffset>,
}

/// Makes the sheet. The same input gives the same page.
pub fn sheet(input: &SheetInput<'_>) -> Page {
    let principles: Vec<&str> = in_order(input);
    let tellings = Tellings::of(input.attempts);
    let fitting = Fitting { tellings: &tellings, heard: &input.target.heard, now: input.made };
    let rows = input.readiness_table.rows.iter().filter(|row| principles.contains(&row.name.as_str()));
    let told = allocate(one_round(rows), input.stories, &fitting);
    let mut blocks = stages(input);
    blocks.extend(stories(&told, &holes(input, &told)));
    blocks.extend(part("Your numbers", numbers(&told)));
    blocks.extend(part("Next time I will …", next_times(input, &principles)));
    blocks.extend(part("Tips", tips(input, &principles)));
    blocks.extend(part("Questions to ask", questions_to_ask(input)));
    Page { title: "Sheet for the interview".to_owned(), under: under(input), blocks }
}

/// A heading with a list; nothing without points.
fn part(title: &str, points: Vec<String>) -> Vec<Block> {
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(1, title.to_owned()), Block::List(points)]
}

/// The principles in play, key principles first, then the weakest.
fn in_order<'a>(input: &SheetInput<'a>) -> Vec<&'a str> {
    let in_play = input.catalog.in_play();
    let rows = input.readiness_table.rows.iter().filter(|row| in_play.iter().any(|p| p.name == row.name));
    rows.map(|row| row.name.as_str()).collect()
}

fn under(input: &SheetInput<'_>) -> String {
    let target = input.target;
    let made = input.made.date_naive();
    let next = target.next_stage(made).map(|(stage, date)| format!("{} on {}", stage_name(stage), day(date)));
    let parts = [Some(target.company.clone()), Some(target.role.clone()), next];
    let mut words: Vec<String> = parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    words.push(format!("made on {}", day(made)));
    words.join(" · ")
}

fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

fn stage_name(stage: &InterviewStage) -> &str {
    if stage.name.trim().is_empty() { "Interview" } else { stage.name.trim() }
}

/// The stages that are not past, in the order they come.
fn stages(input: &SheetInput<'_>) -> Vec<Block> {
    let made = input.made.date_naive();
    let coming = input.target.stages.iter().filter(|stage| stage.date.is_none_or(|date| date >= made));
    let mut coming: Vec<&InterviewStage> = coming.collect();
    // A stable sort: those without a date stay behind, in the person's order.
    coming.sort_by_key(|stage| stage.date.unwrap_or(NaiveDate::MAX));
    let line = |stage: &&InterviewStage| {
        let minutes = stage.minutes.map(|minutes| format!("{minutes} min"));
        let date = stage.date.map_or_else(|| "no date yet".to_owned(), day);
        let format = Some(stage.format.trim().to_owned()).filter(|format| !format.is_empty());
        let told: Vec<String> = [Some(date), minutes, format].into_iter().flatten().collect();
        format!("{}: {}", stage_name(stage), told.join(", "))
    };
    part("Times", coming.iter().map(line).collect())
}

/// The principles that no complete story tells: on the eve only key principles are worth a thought, where there are any.
fn holes<'a>(input: &SheetInput<'_>, told: &'a [Allotted<'_>]) -> Vec<&'a str> {
    let rows = &input.readiness_table.rows;
    let is_key = |name: &str| rows.iter().any(|row| row.key && row.name == name);
    let any_key = rows.iter().any(|row| row.key);
    let holes = told.iter().filter(|told| told.story.is_none()).map(|told| told.slot.principle.as_str());
    holes.filter(|name| !any_key || is_key(name)).collect()
}

fn stories(told: &[Allotted<'_>], without: &[&str]) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(1, "Which story for which principle".to_owned())];
    let mut table = Table::new([words("Principle"), words("Story")]);
    for told in told {
        if let Some(story) = told.story {
            let title = title(story);
            let title = match (told.again, told.heard) {
                (_, true) => format!("{title} (they have heard it)"),
                (Some(_), false) => format!("{title} (told for another principle too)"),
                (None, false) => title,
            };
            table.rows.push(vec![told.slot.principle.clone(), title]);
        }
    }
    if table.rows.is_empty() {
        let words = "No story is complete yet. Outline one for a key principle; it takes about 6 min.";
        blocks.push(Block::Text(words.to_owned()));
        return blocks;
    }
    blocks.push(Block::Table(table));
    if !without.is_empty() {
        blocks.push(Block::Text(format!("No complete story tells: {}.", listed(without))));
    }
    if told.iter().any(|told| told.again.is_some()) {
        let words = "Where a story stands here twice, tell another part of it the second time.";
        blocks.push(Block::Note(words.to_owned()));
    }
    blocks
}

fn title(story: &Story) -> String {
    if story.title.trim().is_empty() {
        "Story without a title".to_owned()
    } else {
        story.title.trim().to_owned()
    }
}

/// The sentences of the proposed stories' results that hold a number, each story once.
fn numbers(told: &[Allotted<'_>]) -> Vec<String> {
    let mut seen = HashSet::new();
    let stories = told.iter().filter_map(|told| told.story).filter(|story| seen.insert(story.id.as_str()));
    let line = |story: &Story| {
        let result = &story.sections[Section::Result];
        let with_number: Vec<&str> =
            sentences(result).into_iter().filter(|s| s.contains(char::is_numeric)).collect();
        (!with_number.is_empty()).then(|| format!("{}: {}", title(story), with_number.join(" ")))
    };
    stories.filter_map(line).collect()
}

/// A text cut after each ".", "!" or "?" that a space or line break follows, and at line breaks.
fn sentences(text: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    for line in text.lines() {
        let mut from = 0;
        let mut letters = line.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let after = letters.peek().is_some_and(|(_, next)| next.is_whitespace());
            if after && matches!(letter, '.' | '!' | '?') {
                cut.push(line[from..=at].trim());
                from = at + 1;
            }
        }
        cut.push(line[from..].trim());
    }
    cut.retain(|sentence| !sentence.is_empty());
    cut
}

/// What the person meant to do better, the latest line of each principle.
fn next_times(input: &SheetInput<'_>, principles: &[&str]) -> Vec<String> {
    let line = |name: &&str| {
        let attempts = input.readiness_table.attempts_of(name).iter().rev().map(|&i| &input.attempts[i]);
        let text = attempts.filter(|a| a.started <= input.made).find_map(|a| a.next_time.as_deref())?;
        Some(format!("{name}: {text}"))
    };
    principles.iter().filter_map(line).collect()
}

fn tips(input: &SheetInput<'_>, principles: &[&str]) -> Vec<String> {
    let of_principle = |principle| input.imports.iter().flat_map(move |review| review.tips_for(principle));
    let mut seen = HashSet::new();
    // With no principle in play the general ones are still tips.
    let all = principles.iter().copied().chain([""]).flat_map(of_principle);
    all.filter(|tip| seen.insert(*tip)).take(MOST_TIPS).map(str::to_owned).collect()
}

/// The person's own first, then those from imports, then those of the banks.
fn questions_to_ask(input: &SheetInput<'_>) -> Vec<String> {
    let line = |listed: crate::domain::to_ask::Listed<'_>| match listed.ask.round.as_str() {
        "" => listed.ask.text,
        round => format!("{} ({round})", listed.ask.text),
    };
    let listed = to_ask(input.target, input.imports, input.catalog).into_iter();
    let asked = listed.filter(|listed| !listed.ask.text.trim().is_empty());
    asked.take(MOST_TO_ASK).map(line).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::attempt::AskedQuestion;
    use crate::domain::bank::{AskedBy, Bank, Principle, Question};
    use crate::domain::profile::Profile;
    use crate::domain::review::{Body, Choice, Item, Origin};
    use crate::domain::star::PerSection;
    use uuid::Uuid;

    fn made() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
    }

    fn banks() -> Vec<Bank> {
        let principle = |id: &str, asked_by| Principle {
            id: id.to_lowercase(),
            name: id.to_owned(),
            asked_by,
            ..Principle::default()
        };
        let question = |n: usize, id: &str| Question {
            id: format!("q{n}"),
            principles: vec![id.to_owned()],
            text: format!("Question {n}?"),
            ..Question::default()
        };
        let mut principles =
            vec![principle("Calm", AskedBy::Interviewer), principle("Speed", AskedBy::Interviewer)];
        principles
            .extend([principle("Depth", AskedBy::Interviewer), principle("Asking", AskedBy::Candidate)]);
        let mut questions = vec![question(1, "calm"), question(2, "speed"), question(3, "depth")];
        questions.extend((10..30).map(|n| question(n, "asking")));
        let (id, title) = ("x".to_owned(), "X".to_owned());
        vec![Bank { id, title, framework: Some("X".to_owned()), principles, questions, ..Bank::default() }]
    }

    fn story(id: &str, title: &str, principles: &[&str], result: &str) -> Story {
        let text = |s: &str| s.to_owned();
        Story {
            title: text(title),
            principles: principles.iter().map(|p| text(p)).collect(),
            sections: PerSection([text("S."), text("T."), text("A."), text(result)]),
            ..Story::new(text(id), made())
        }
    }

    fn attempt(id: u128, principle: &str, next_time: &str) -> Attempt {
        let question = AskedQuestion { id: None, text: "?".to_owned() };
        let started = made() - chrono::TimeDelta::hours(9 - i64::try_from(id).unwrap());
        Attempt {
            next_time: Some(next_time.to_owned()),
            ..Attempt::new(Uuid::from_u128(id), question, principle.to_owned(), started)
        }
    }

    fn taken(id: u32, body: Body) -> Item {
        Item {
            id,
            line: 1,
            body,
            excerpt: String::new(),
            why: String::new(),
            choice: Choice::Take,
            twin: None,
            stored: true,
            proposed: Vec::new(),
        }
    }

    fn review() -> Review {
        let tip = |text: &str, principles: &[&str]| Body::Tip {
            text: text.to_owned(),
            principles: principles.iter().map(|p| (*p).to_owned()).collect(),
        };
        let mut left = taken(3, tip("Left out.", &[]));
        left.stored = false;
        Review {
            id: Uuid::nil(),
            origin: Origin::default(),
            made: made(),
            own: Some(true),
            level: None,
            accepted: Some(made()),
            items: vec![
                taken(0, tip("Slow down.", &["Speed"])),
                taken(1, tip("Bring numbers.", &[])),
                taken(2, Body::AskThem { text: "What would you change?".to_owned() }),
                left,
            ],
            warnings: Vec::new(),
            was: std::collections::BTreeMap::new(),
        }
    }

    fn make(profile: &Profile, stories: &[Story], attempts: &[Attempt], imports: &[Review]) -> Page {
        let catalog = Catalog::new(banks(), profile);
        let readiness_table = ReadinessTable::new(attempts, stories, &catalog, made());
        let target = &profile.target;
        let input = SheetInput {
            target,
            catalog: &catalog,
            readiness_table: &readiness_table,
            attempts,
            stories,
            imports,
            made: made(),
        };
        assert_eq!(sheet(&input), sheet(&input), "the same page for the same input");
        sheet(&input)
    }

    /// What stands under this heading.
    fn under_heading<'a>(page: &'a Page, heading: &str) -> Vec<&'a Block> {
        let is_it = |block: &&Block| matches!(block, Block::Heading(_, text) if text == heading);
        let after = page.blocks.iter().skip_while(move |block| !is_it(block)).skip(1);
        after.take_while(|block| !matches!(block, Block::Heading(..))).collect()
    }

    fn list(page: &Page, heading: &str) -> Vec<String> {
        match under_heading(page, heading)[..] {
            [Block::List(points)] => points.clone(),
            _ => Vec::new(),
        }
    }

    fn profile() -> Profile {
        let mut profile = Profile::default();
        profile.target.company = "Acme".to_owned();
        profile.target.role = "Lead".to_owned();
        profile.target.key_principles.insert("Speed".to_owned(), 3.0);
        let stage = |name: &str, date: Option<&str>, minutes| InterviewStage {
            name: name.to_owned(),
            date: date.map(|d| d.parse().unwrap()),
            format: "video".to_owned(),
            minutes,
        };
        profile.target.stages = vec![
            stage("Offer", None, None),
            stage("Loop", Some("2026-07-11"), Some(240)),
            stage("Phone screen", Some("2026-07-01"), Some(60)),
            stage("Call", Some("2026-06-01"), None),
        ];
        profile
    }

    #[test]
    fn it_has_the_times_the_stories_the_numbers_and_what_to_ask() {
        let stories = [
            story(
                "a",
                "The late train",
                &["Calm", "Speed"],
                "It took v2.5 of the tool. Delays fell by 40 %. All were glad.",
            ),
            story("b", "The fire", &["Calm"], "Nobody was hurt."),
        ];
        let attempts = [
            attempt(1, "Speed", "say less"),
            attempt(2, "Calm", "breathe"),
            attempt(3, "Speed", "begin with the number"),
        ];
        let page = make(&profile(), &stories, &attempts, &[review()]);
        assert_eq!(
            page.under,
            "Acme · Lead · Phone screen on Wednesday 1 July 2026 · made on Tuesday 30 June 2026"
        );
        assert_eq!(
            list(&page, "Times"),
            [
                "Phone screen: Wednesday 1 July 2026, 60 min, video",
                "Loop: Saturday 11 July 2026, 240 min, video",
                "Offer: no date yet, video"
            ]
        );
        let [Block::Table(table)] = under_heading(&page, "Which story for which principle")[..] else {
            panic!("only what is missing for a key principle is told: {page:?}")
        };
        assert_eq!(
            table.rows,
            [["Speed", "The late train"], ["Calm", "The fire"]],
            "the key principle first"
        );
        let mut profile = profile();
        profile.target.key_principles.insert("Depth".to_owned(), 3.0);
        let page = make(&profile, &stories, &attempts, &[review()]);
        let [Block::Table(_), Block::Text(without)] =
            under_heading(&page, "Which story for which principle")[..]
        else {
            panic!("{page:?}")
        };
        assert_eq!(without, "No complete story tells: Depth.");
        assert_eq!(
            list(&page, "Your numbers"),
            ["The late train: It took v2.5 of the tool. Delays fell by 40 %."]
        );
        assert_eq!(list(&page, "Next time I will …"), ["Speed: begin with the number", "Calm: breathe"]);
        assert_eq!(list(&page, "Tips"), ["Slow down.", "Bring numbers."]);
        let ask = list(&page, "Questions to ask");
        assert_eq!(
            (ask.len(), ask[0].as_str(), ask[1].as_str()),
            (MOST_TO_ASK, "What would you change?", "Question 10?")
        );
    }

    #[test]
    fn a_story_told_twice_says_so() {
        let one = [story("a", "The late train", &["Calm", "Speed", "Depth"], "")];
        let page = make(&profile(), &one, &[], &[]);
        assert!(
            matches!(under_heading(&page, "Which story for which principle")[..], [Block::Text(_)]),
            "a story without a result is not complete"
        );
        let one = [story("a", "The late train", &["Calm", "Speed", "Depth"], "Better.")];
        let page = make(&profile(), &one, &[], &[]);
        let [Block::Table(table), Block::Note(_)] =
            under_heading(&page, "Which story for which principle")[..]
        else {
            panic!("{page:?}")
        };
        let again: Vec<bool> =
            table.rows.iter().map(|row| row[1].contains("told for another principle too")).collect();
        assert_eq!(again, [false, true, true]);
        assert!(list(&page, "Your numbers").is_empty());
    }
}
