//! A mock interview for a friend to play the interviewer in: one HTML file, offline, which gives back a small file.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::packet::{FORM_SCRIPT, FORM_STYLE, colours};
use crate::domain::attempt::{AskedQuestion, Attempt};
use crate::domain::catalog::Catalog;
use crate::domain::mock::people::{Person, cast, role_in_words};
use crate::domain::mock::plan::{Planned, Round};
use crate::domain::mock::record::{Mock, Vote};
use crate::domain::probing::Universal;
use crate::domain::rubric::{Dimension, Scores, Yardstick};
use crate::domain::star::PerSection;
use crate::domain::story::confidential_in;
use crate::domain::words::capital;
use crate::interviewers::lines;

const STYLE: &str = include_str!("../../assets/friend/round.css");
const SCRIPT: &str = include_str!("../../assets/friend/round.js");
/// What is scored after each answer; the rest is scored where somebody wants to.
const ASKED: [Dimension; 2] = [Dimension::Result, Dimension::Depth];
/// Of the signs of a strong and of a weak answer so many are shown each.
const SIGNS: usize = 4;

/// What a friend's page is made from.
#[derive(Clone, Copy, Debug)]
pub struct RoundPage<'a> {
    /// The mock interview; its id is also what the page's script is allowed by.
    pub mock: &'a Mock,
    /// The banks: what principles mean.
    pub catalog: &'a Catalog,
    /// Company and role, where they may be named.
    pub about: Option<&'a str>,
    /// When it is made.
    pub made: DateTime<FixedOffset>,
}

/// The page as one self-contained HTML file: nothing is loaded from outside it and nothing is sent, which its content
/// security policy has the browser see to. What the friend makes with it is `greenroom-round-scores/1`, read by the
/// store. Neither stories nor earlier answers, scores or notes are in it.
pub fn round_html(page: RoundPage<'_>) -> String {
    let nonce = page.mock.id.simple();
    // A "<" in a text would end the element that holds the plan.
    let plan = plan(page).to_string().replace('<', "\\u003c");
    let title = "Play the interviewer";
    let mut html = String::with_capacity(64 * 1024);
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'nonce-{nonce}'; \
         style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style nonce=\"{nonce}\">\n{}{FORM_STYLE}{STYLE}</style>\n</head>\n<body>\n<main id=\"round\">\n\
         <noscript><h1>{title}</h1><p>This page needs scripts. Open the file in a browser, not in a preview of the \
         mail or the files.</p></noscript>\n</main>\n\
         <script type=\"application/json\" id=\"plan\" nonce=\"{nonce}\">{plan}</script>\n\
         <script nonce=\"{nonce}\">\n{FORM_SCRIPT}{SCRIPT}</script>\n</body>\n</html>\n",
        colours()
    );
    html
}

/// The name proposed for the file.
pub fn round_file_name(mock: &Mock) -> String {
    format!("interview-for-a-friend-{}.html", mock.made.format("%Y-%m-%d"))
}

/// What of it may be confidential: each with where it stands. `private` is what the person listed as such.
pub fn confidential(mock: &Mock, catalog: &Catalog, private: &[String]) -> Vec<String> {
    let questions = mock.plan.rounds.iter().flat_map(|round| &round.questions);
    let openings = mock.plan.rounds.iter().map(|round| &round.opening.text);
    let names: std::collections::BTreeSet<&String> = questions.clone().map(|q| &q.drawn.principle).collect();
    let principles = names.iter().filter_map(|name| catalog.principle(name));
    let of_principles =
        principles.flat_map(|p| [&p.name, &p.meaning].into_iter().chain(&p.signs).chain(&p.misses));
    let asked = questions.flat_map(|q| std::iter::once(&q.drawn.text).chain(&q.drawn.probes));
    let texts = asked.chain(openings).chain(of_principles);
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        for words in confidential_in(text, private) {
            let line = format!("“{words}” in “{text}”");
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    found
}

fn plan(page: RoundPage<'_>) -> Value {
    let RoundPage { mock, catalog, about, made } = page;
    let people = cast(&mock.plan, lines());
    let rounds: Vec<Value> = mock
        .plan
        .rounds
        .iter()
        .enumerate()
        .map(|(n, round)| round_value(page, n, round, people.get(n), catalog))
        .collect();
    let dimensions: Vec<Value> = Dimension::ALL
        .iter()
        .map(|d| json!({"id": d.id(), "name": capital(d.name()), "asks": d.asks()}))
        .collect();
    json!({
        "format": "greenroom-round/1",
        "packet": mock.id,
        "made": made.format("%Y-%m-%d").to_string(),
        "about": about.unwrap_or_default(),
        "form": mock.plan.form.name(),
        "rounds": rounds,
        "rubric": {"version": Scores::default().rubric().number(), "dimensions": dimensions},
        "asked_after_each": ASKED.map(Dimension::id),
        "votes": Vote::ALL.map(|vote| json!({"id": vote.id(), "name": vote.name()})),
    })
}

fn round_value(
    page: RoundPage<'_>,
    n: usize,
    round: &Round,
    person: Option<&Person>,
    catalog: &Catalog,
) -> Value {
    let say = |line: fn(&Person) -> &String| person.map(line).cloned().unwrap_or_default();
    let questions: Vec<Value> = round
        .questions
        .iter()
        .enumerate()
        .map(|(at, planned)| {
            let bridge = person.and_then(|person| person.bridge(at)).unwrap_or_default();
            question_value(page, at, planned, bridge, catalog)
        })
        .collect();
    json!({
        "n": n,
        "role": capital(&role_in_words(round.role)),
        "manner": round.manner.id(),
        "manner_line": round.manner.how_to_play(),
        "minutes": round.minutes,
        "opening": say(|person| &person.opening),
        "ask_first": round.opening.text,
        "ask_first_secs": round.opening.secs,
        "questions": questions,
        "own_secs": round.own_secs,
        "own_line": say(|person| &person.own),
        "closing": say(|person| &person.closing),
    })
}

fn question_value(
    page: RoundPage<'_>,
    n: usize,
    planned: &Planned,
    bridge: &str,
    catalog: &Catalog,
) -> Value {
    let drawn = &planned.drawn;
    let principle = catalog.principle(&drawn.principle);
    let signs =
        |of: Option<&Vec<String>>| of.map(|all| all[..all.len().min(SIGNS)].to_vec()).unwrap_or_default();
    let question = AskedQuestion { id: None, text: String::new() };
    let mut answer = Attempt::new(page.mock.id, question, drawn.principle.clone(), page.made);
    let budget = page.mock.plan.budget(planned);
    answer.planned_secs = Some(PerSection(budget.planned_secs().0.map(f64::from)));
    let yardstick = Yardstick::of(&answer);
    let anchors: serde_json::Map<String, Value> =
        Dimension::ALL.iter().map(|d| (d.id().to_owned(), json!(yardstick.anchors(*d)))).collect();
    let hears = [
        ("“we”, and never “I”", Universal::Part),
        ("a choice without its reason", Universal::Reason),
        ("a figure without where it comes from", Universal::Figure),
        ("that all went well, and nothing it cost", Universal::Price),
    ];
    let hears = hears.map(|(hear, universal)| json!({"hear": hear, "ask": universal.lines()[0]}));
    json!({
        "n": n,
        "text": drawn.text,
        "principle": drawn.principle,
        "meaning": principle.map(|p| p.meaning.as_str()).unwrap_or_default(),
        "answer_secs": planned.answer_secs,
        "bridge": bridge,
        "probes": drawn.probes,
        "if_you_hear": hears,
        "good": signs(principle.map(|p| &p.signs)),
        "weak": signs(principle.map(|p| &p.misses)),
        "anchors": anchors,
    })
}
