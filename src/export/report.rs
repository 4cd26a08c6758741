//! The readiness report: where the person stands, how it came about, and what to do next.

use crate::domain::words::{listed, two_rubrics};
use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::chart::figure::{Figure, Table, number, score, words};
use crate::chart::over_time::small_multiples;
use crate::chart::range::Range;
use crate::chart::{calendar, depth, dimensions, sections};
use crate::domain::attempt::Attempt;
use crate::domain::draw::ago;
use crate::domain::profile::Target;
use crate::domain::readiness::State;
use crate::domain::readiness_table::{PrincipleRow, ReadinessTable};
use crate::domain::words::{before_it_counts, count, headline};

use super::page::{Block, Page, sentences};

/// The most rows of the table beside a chart.
const TABLE_ROWS: usize = 30;
/// The most rows of the table beside one of several charts.
const SMALL_TABLE_ROWS: usize = 8;
/// The most principles named in one point of what to do next.
const NAMED: usize = 6;
/// How a key principle is marked.
const KEY: &str = "◆";

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    /// The interview that is prepared for.
    pub target: &'a Target,
    /// The readiness table at `now`.
    pub readiness_table: &'a ReadinessTable,
    /// The attempts that `readiness_table` was worked out from, sorted by (started, id).
    pub attempts: &'a [Attempt],
    /// The moment reported for.
    pub now: DateTime<FixedOffset>,
}

/// The report as a page.
pub fn report(input: ReportInput<'_>) -> Page {
    let mut blocks = summary(input);
    blocks.push(Block::Heading(1, "What to do next".to_owned()));
    blocks.push(Block::List(what_to_do(input)));
    blocks.push(Block::Heading(1, "Where you stand".to_owned()));
    blocks.push(Block::Table(standing_table(input)));
    let key = if input.readiness_table.rows.iter().any(|row| row.key) {
        format!("{KEY} marks a key principle. ")
    } else {
        String::new()
    };
    blocks.push(Block::Note(format!(
        "{key}The estimate and what a principle counts as go from 1 to 5; it counts as the lower end of the \
         estimate's band. Ready is from 3.25, from 4 answers or more to 3 questions or more."
    )));
    let practised: Vec<&PrincipleRow> =
        input.readiness_table.rows.iter().filter(|r| r.readiness.answers > 0).collect();
    if practised.is_empty() {
        return Page { title: "Readiness report".to_owned(), under: under(input), blocks };
    }
    blocks.push(Block::Heading(1, "Principle by principle".to_owned()));
    let line = |row: &&PrincipleRow| format!("{}: {}", row.name, headline(&row.readiness, input.now));
    blocks.push(Block::List(practised.iter().map(line).collect()));
    blocks.extend(charts(input));
    Page { title: "Readiness report".to_owned(), under: under(input), blocks }
}

/// For whom, for which interview, and when.
fn under(input: ReportInput<'_>) -> String {
    let today = input.now.date_naive();
    let Target { company, role, .. } = input.target;
    let whom = match (role.trim(), company.trim()) {
        ("", "") => "No interview is named yet.".to_owned(),
        (what, "") | ("", what) => format!("For {what}."),
        (role, company) => format!("For {role}, {company}."),
    };
    let stage = input.target.next_stage(today).map(|(stage, date)| {
        let name = if stage.name.trim().is_empty() { "The interview" } else { stage.name.trim() };
        format!(" {name} {}, on {}.", from_today(date, today), long_day(date))
    });
    format!("{whom}{} As of {}.", stage.unwrap_or_default(), input.now.format("%-d %B %Y, %H:%M"))
}

fn long_day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn from_today(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

fn summary(input: ReportInput<'_>) -> Vec<Block> {
    let rows = &input.readiness_table.rows;
    let with = |test: fn(&&PrincipleRow) -> bool| rows.iter().filter(test).count();
    let (practised, ready) = (with(|r| r.readiness.answers > 0), with(|r| r.readiness.state == State::Ready));
    let answers: usize = rows.iter().map(|r| r.readiness.answers).sum();
    let mut words = match rows.iter().filter_map(|r| r.readiness.last).max() {
        None => "Nothing has been practised yet. One scored answer is enough to begin with.".to_owned(),
        Some(last) => format!(
            "{practised} of {} practised, {ready} ready. {}, the last {}.",
            count(rows.len(), "principle"),
            count(answers, "scored answer"),
            ago(last, input.now)
        ),
    };
    let weakest = rows
        .iter()
        .filter(|r| r.readiness.mean.is_some())
        .min_by(|a, b| b.key.cmp(&a.key).then(a.readiness.low.total_cmp(&b.readiness.low)));
    if let Some(row) = weakest.filter(|row| row.readiness.state != State::Ready) {
        let key = if row.key { "The weakest key principle" } else { "The weakest" };
        words = format!("{words} {key} of those practised is {}.", row.name);
    }
    let mut blocks = vec![Block::Text(words)];
    if input.readiness_table.set_aside > 0 {
        let answers = count(input.readiness_table.set_aside, "scored answer");
        blocks.push(Block::Note(format!("Dated after this report and set aside: {answers}.")));
    }
    blocks.extend(two_rubrics(input.readiness_table.by_older_rubric).map(Block::Note));
    blocks.push(Block::Note(
        "All scores are self-rated: your own, one to five on six dimensions. They say how far your practice \
         carries, not what an interviewer will think. The estimate leans low until there is evidence, and \
         fades as it ages."
            .to_owned(),
    ));
    blocks
}

/// What would help most, in a few points.
fn what_to_do(input: ReportInput<'_>) -> Vec<String> {
    let rows = &input.readiness_table.rows;
    let mut points = Vec::new();
    if let Some(row) = rows.iter().find(|row| row.questions > 0) {
        let (name, r) = (&row.name, &row.readiness);
        points.push(if row.key && row.stories == 0 && r.answers == 0 {
            format!("Outline a {name} story: it is a key principle and no complete story tells it yet.")
        } else {
            format!("Practise {name}. {}", headline(r, input.now))
        });
    }
    let named = |rows: Vec<&PrincipleRow>| {
        let names: Vec<&str> = rows.iter().take(NAMED).map(|row| row.name.as_str()).collect();
        match rows.len().saturating_sub(NAMED) {
            0 => listed(names),
            more => format!("{} and {more} more", listed(names)),
        }
    };
    let holes: Vec<&PrincipleRow> = rows.iter().filter(|row| row.key && row.stories == 0).collect();
    if !holes.is_empty() {
        points.push(format!("Key principles without a complete story: {}.", named(holes)));
    }
    let unpractised: Vec<&PrincipleRow> =
        rows.iter().filter(|row| row.readiness.answers == 0 && row.questions > 0).collect();
    if !unpractised.is_empty() {
        points.push(format!("Not practised yet: {}.", named(unpractised)));
    }
    if points.is_empty() {
        points.push("Switch on a bank of questions, so that there is something to practise.".to_owned());
    }
    points
}

fn standing_table(input: ReportInput<'_>) -> Table {
    let mut table = Table::new([
        words("Principle"),
        score("Counts as"),
        score("Estimate"),
        words("State"),
        number("Answers"),
        words("The last"),
        number("Complete stories"),
    ]);
    for row in &input.readiness_table.rows {
        let r = &row.readiness;
        // Under three answers a figure would only say how little is known.
        let told = r.mean.is_some() && before_it_counts(r).is_none();
        let score = |value: f64| if told { format!("{value:.1}") } else { "–".to_owned() };
        table.rows.push(vec![
            if row.key { format!("{KEY} {}", row.name) } else { row.name.clone() },
            score(r.low),
            score(r.estimate),
            r.state.name().to_owned(),
            r.answers.to_string(),
            r.last.map_or_else(|| "–".to_owned(), |last| ago(last, input.now)),
            row.stories.to_string(),
        ]);
    }
    table
}

/// The charts, their tables shortened to what a page can hold.
fn charts(input: ReportInput<'_>) -> Vec<Block> {
    let ReportInput { attempts, now, readiness_table, .. } = input;
    let interview = input.target.next_stage(now.date_naive()).map(|(_, date)| date);
    let mut cut = false;
    // A principle that was never answered would be an empty chart.
    let mut over_time: Vec<Figure> = small_multiples(readiness_table, attempts, now, Range::All, interview)
        .into_iter()
        .filter(|figure| !figure.is_empty())
        .collect();
    for figure in &mut over_time {
        cut |= shorten(figure, SMALL_TABLE_ROWS);
    }
    let mut blocks = vec![Block::Heading(1, "Over time".to_owned()), Block::Figures(over_time)];
    blocks.push(Block::Heading(1, "Where the time goes".to_owned()));
    let mut trend = sections::trend(attempts, now);
    for figure in &mut trend {
        cut |= shorten(figure, SMALL_TABLE_ROWS);
    }
    let mut figure = |mut figure: Figure| {
        cut |= shorten(&mut figure, TABLE_ROWS);
        Block::Figure(Box::new(figure))
    };
    let [sections, depth, calendar, dimensions] = [
        sections::means(attempts, now),
        depth::depth(attempts, now),
        calendar::calendar(attempts, now),
        dimensions::dimensions(attempts, now),
    ]
    .map(&mut figure);
    blocks.push(sections);
    if trend.iter().any(|figure| !figure.is_empty()) {
        blocks.push(Block::Figures(trend));
    }
    blocks.extend([depth, calendar]);
    blocks.push(Block::Heading(1, "Which dimension lags".to_owned()));
    blocks.push(dimensions);
    blocks.push(Block::Table(dimensions::by_principle(readiness_table, attempts, now, |_| true)));
    if cut {
        blocks.push(Block::Note(
            "The tables that go with the charts in Markdown and HTML hold their first rows only, and each \
             says how many are left out. Every answer, with its scores and seconds, is in the file that \
             “greenroom export csv” writes."
                .to_owned(),
        ));
    }
    blocks
}

/// Cuts a figure's table to its first `most` rows and says in its last how many are left out; whether it
/// was cut. What the figure's note says of its table is then no longer true and goes.
fn shorten(figure: &mut Figure, most: usize) -> bool {
    let table = &mut figure.table;
    let left_out = table.rows.len().saturating_sub(most);
    if left_out == 0 {
        return false;
    }
    table.rows.truncate(most);
    let mut row = vec![String::new(); table.heads.len()];
    if let Some(first) = row.first_mut() {
        *first = format!("… {} left out", count(left_out, "row"));
    }
    table.rows.push(row);
    let of_the_chart: Vec<&str> = sentences(&figure.note).filter(|s| !s.starts_with("The table ")).collect();
    figure.note = of_the_chart.join(" ");
    true
}
