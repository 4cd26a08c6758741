//! Questions made from what a job asks for, marked as derived: only where they read as a person would ask them.

use crate::import::draft::{Expectation, FoundQuestion, FoundText, Origin};

use super::context::Context;
use super::derive_topics;
use super::phrases::begins_with;
use super::principles::Principles;
use super::section::Section;
use super::text::{begins_with_any, has_any, has_cjk, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;
use super::verbs;

/// How many are proposed unfolded.
pub const PROPOSED: usize = 12;

/// How many are made at all: beyond these nobody reads on.
const MOST: usize = 40;

/// Derives questions from requirements, criteria and tips; the best first, those beyond a dozen folded.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    expectations: &[Expectation],
    tips: &[FoundText],
    principles: &Principles,
) -> Vec<FoundQuestion> {
    let mut out: Vec<(i32, FoundQuestion)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        let wanted =
            contexts[n].section == Some(Section::Requirements) && unit.is_item() && !contexts[n].heads;
        if taken[n] || !wanted || out.len() > 400 {
            continue;
        }
        let Some((text, worth)) = question(&unit.text) else { continue };
        if out.iter().any(|(_, q)| q.text == text) {
            continue;
        }
        let names = principles.mentioned(&unit.text);
        out.push((worth, derived(text, names, unit.line, "made from a requirement")));
    }
    for expectation in expectations.iter().take(400) {
        let Some((text, worth)) = criterion(&expectation.text) else { continue };
        if !out.iter().any(|(_, q)| q.text == text) {
            let names = principles.named(&expectation.competency);
            out.push((worth, derived(text, names, expectation.line, "made from a criterion of the guide")));
        }
    }
    for (question, line) in derive_topics::find(units, contexts, taken) {
        if !out.iter().any(|(_, q)| q.text == question.text) {
            out.push((4, FoundQuestion { line, ..question }));
        }
    }
    for tip in tips {
        if let Some(text) = problem(&tip.text) {
            out.push((5, derived(text, Vec::new(), tip.line, "made from a tip")));
        }
    }
    out.sort_by_key(|(worth, q)| (-worth, q.line));
    out.truncate(MOST);
    let mut questions: Vec<FoundQuestion> = out.into_iter().map(|(_, q)| q).collect();
    for question in questions.iter_mut().skip(PROPOSED) {
        question.folded = true;
    }
    questions
}

fn derived(text: String, names: Vec<String>, line: u32, why: &str) -> FoundQuestion {
    FoundQuestion {
        text,
        principles: names.into_iter().take(2).collect(),
        origin: Origin::Derived,
        line,
        why: why.to_owned(),
        ..FoundQuestion::default()
    }
}

/// A criterion says what one does at a level: "I mentor new hires", "Mentors new hires".
fn criterion(text: &str) -> Option<(String, i32)> {
    let first = text.split(". ").next()?.trim_end_matches('.');
    let said = first.strip_prefix("I ").unwrap_or(first);
    let said = said.strip_prefix("actively ").or_else(|| said.strip_prefix("proactively ")).unwrap_or(said);
    let said = format!(" {said} ").replace(" my ", " your ").replace(" me ", " you ").trim().to_owned();
    let low = lower(&said);
    if has_any(
        &low,
        &[
            "own",
            "their",
            "them",
            "they",
            "theirs",
            "i",
            "i'm",
            "myself",
            "some of",
            "as needed",
            "when needed",
            "him",
            "her",
            "basic",
            "within",
            "one's",
        ],
    ) {
        return None;
    }
    question(&said).map(|(q, worth)| (q, worth - 1))
}

/// "One of the problems you will be expected to solve is …" asks how one would.
fn problem(tip: &str) -> Option<String> {
    let low = lower(tip);
    let at = low.find("expected to solve is ").filter(|_| low.len() == tip.len())?;
    let what = clause(&tip[at + "expected to solve is ".len()..]);
    let fits = (2..=18).contains(&word_count(&what))
        && !begins_with_any(&lower(&what), &["how", "that", "to", "we", "what", "why"])
        && !has_any(&lower(&what), &["we", "us", "our"]);
    fits.then(|| format!("Walk me through how you would approach {what}."))
}

/// The question a requirement makes and how well it serves; `None` where none reads well.
pub fn question(requirement: &str) -> Option<(String, i32)> {
    let text = squeeze(trim_marks(strip_number(trim_marks(requirement)))).replace('\u{200b}', "");
    let low = lower(&text);
    if has_cjk(&text) || unfit(&low) || !text.is_ascii() && text.contains(['„', '“', '”']) {
        return None;
    }
    let (rest, led) = lead(&text);
    let first = rest.split(' ').next()?.trim_matches(|c: char| !c.is_alphabetic());
    // "Experience with change management": only a gerund is a verb there.
    let taken_off = lower(&text[..text.len() - rest.len()]);
    let noun_follows = taken_off
        .trim_end()
        .rsplit(' ')
        .next()
        .is_some_and(|last| ["with", "of", "in", "for", "experience", "at"].contains(&last));
    if let Some(base) =
        verbs::base(first).filter(|base| !noun_follows || verbs::form(first, base) == verbs::Form::Gerund)
    {
        return told(base, &rest).map(|q| (q, 2 + led));
    }
    None
}

#[rustfmt::skip]
const LEADS: &[&str] = &[
    "proven track record of", "proven track record in", "a proven track record of", "track record of",
    "a track record of", "strong track record of", "demonstrated track record of", "proven experience in",
    "proven experience", "proven ability to", "demonstrated ability to", "strong ability to",
    "the ability to", "an ability to", "ability to", "able to", "demonstrated experience in",
    "demonstrated experience", "extensive experience in", "extensive experience",
    "hands-on experience in", "hands-on experience", "strong experience in", "strong experience",
    "prior experience", "experience in", "experience with", "experience", "you have experience in",
    "you have experience", "responsible for", "you will be responsible for", "responsibility for",
    "you will", "you'll", "will", "passion for", "success in", "skilled in", "skilled at", "comfortable",
    "history of", "willingness to", "capable of", "capacity to",
];

/// The requirement without its lead, and how much a telling lead adds.
fn lead(text: &str) -> (String, i32) {
    let mut rest = text.to_owned();
    let mut worth = 0;
    // "5+ years of experience managing …"
    let low = lower(&rest);
    if let Some(at) = low.find("experience ").filter(|_| {
        low.chars().next().is_some_and(|c| c.is_ascii_digit())
            && low.len() == rest.len()
            && low[..40.min(low.len())].contains("year")
    }) {
        rest = rest.split_off(at);
    }
    let low = lower(&rest);
    let mut found: Option<&str> = None;
    for lead in LEADS {
        if begins_with(&low, lead) && found.is_none_or(|f| f.len() < lead.len()) {
            found = Some(lead);
        }
    }
    if let Some(lead) = found
        && low.len() == rest.len()
    {
        let keep = rest[lead.len()..].trim_start().len();
        rest.drain(..rest.len() - keep);
        worth = 1;
    }
    (rest, worth)
}

/// Credentials, pay, place, law and tools become nothing.
fn unfit(low: &str) -> bool {
    has_any(
        low,
        &[
            "degree",
            "bachelor",
            "bachelor's",
            "master's",
            "masters",
            "phd",
            "mba",
            "diploma",
            "certification",
            "certified",
            "certificate",
            "license",
            "licence",
            "salary",
            "visa",
            "sponsorship",
            "authorized to work",
            "work authorization",
            "clearance",
            "travel",
            "relocate",
            "relocation",
            "hybrid",
            "remote",
            "on-site",
            "onsite",
            "full-time",
            "part-time",
            "fluent",
            "fluency",
            "native",
            "benefits",
            "insurance",
            "gpa",
            "high school",
            "equivalent",
            "background check",
            "legally",
            "employment",
            "other duties",
            "as assigned",
            "driver's",
            "eligible",
            "proficiency",
            "proficient",
            "familiarity",
            "familiar",
            "knowledge of",
            "year",
            "e.g",
            "etc",
            "i.e",
        ],
    ) && !low.contains("experience managing")
        || low.contains("http")
        || low.contains('$')
        || low.contains('€')
}

/// "Hiring and managing teams" → "Tell me about a time you hired and managed teams."
fn told(base: &str, rest: &str) -> Option<String> {
    let clause = clause(rest);
    let words: Vec<&str> = clause.split(' ').collect();
    if !(3..=17).contains(&words.len())
        || ["understand", "think", "ensure"].contains(&base)
        // "Works primarily with …" says where one stands, not what one did.
        || base == "work" && words[1].ends_with("ly")
        || clause.contains([':', ';', '/', '(', ')', '"', '[', ']'])
    {
        return None;
    }
    // "promote and role model values": what is no verb there leaves the first without its object.
    let first_form = verbs::form(words[0].trim_end_matches(','), base);
    if words[1] == "and" && words.get(2).is_none_or(|next| verbs::base(next.trim_end_matches(',')).is_none())
    {
        return None;
    }
    let comma = if words[0].ends_with(',') { "," } else { "" };
    let mut out = vec![format!("{}{comma}", verbs::past(base))];
    let mut infinitive = false;
    let mut linked = words[0].ends_with(',');
    // "hiring, coaching and managing": verbs from the first word on.
    let mut chain = true;
    for (n, word) in words.iter().enumerate().skip(1) {
        let bare = word.trim_end_matches(',');
        let ends =
            words.get(n + 1).is_none_or(|next| matches!(*next, "and" | "or")) || bare.len() < word.len();
        let verb = verbs::base(bare)
            .filter(|next| linked && verbs::form(bare, next) == first_form && (chain || !ends));
        // "to cut waste and lead reviews": whether one leads to cut waste, or leads as well, is not said.
        if verb.is_some() && infinitive && first_form == verbs::Form::Base {
            return None;
        }
        infinitive |= bare == "to" && words.get(n + 1).is_some_and(|next| verbs::base(next).is_some());
        let joins = matches!(bare, "and" | "or");
        match verb {
            Some(next) => out.push(format!("{}{}", verbs::past(next), &word[bare.len()..])),
            // A verb that keeps its form after "and" would not read as English.
            None if linked && matches!(bare, "have" | "don't" | "don’t" | "can" | "do" | "does" | "has") => {
                return None;
            }
            // A word that has an object of its own is a verb that the table does not know.
            None if linked
                && words.get(n + 1).is_some_and(|next| {
                    ["it", "them", "the", "a", "an", "its", "your", "our"].contains(next)
                })
                && !joins
                && !["with", "for", "in", "on", "to", "of", "by", "from", "at", "all", "both"]
                    .contains(&bare) =>
            {
                return None;
            }
            None => out.push((*word).to_owned()),
        }
        chain = chain && (verb.is_some() || joins);
        linked = joins || bare.len() < word.len() || linked && bare.ends_with("ly");
    }
    let mut text = out.join(" ");
    text = text.replace(" our ", " your ").replace("and/or", "and");
    let bad = has_any(
        &lower(&text),
        &[
            "we",
            "us",
            "they",
            "their own",
            "you will",
            "you'll",
            "will",
            "must",
            "should",
            "your ability",
            "is",
            "are",
            "if",
            "when",
            "does",
            "do",
            "doesn't",
            "don't",
        ],
    );
    let dangling = has_any(
        lower(&text).rsplit(' ').next().unwrap_or(""),
        &["and", "or", "of", "with", "to", "the", "a", "for", "in", "on", "by", "from", "including", "such"],
    );
    if bad || dangling || word_count(&text) < 3 {
        return None;
    }
    Some(format!("Tell me about a time you {}.", one_team(&text)))
}

/// "a high-performing team" rather than "high-performing teams": one time, one team.
fn one_team(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let Some((&"teams", before)) = words.split_last() else { return text.to_owned() };
    // At most two words that describe the teams, right after the last verb.
    let Some(verb) = before.iter().rposition(|word| word.ends_with("ed") || is_past(word)) else {
        return text.to_owned();
    };
    let described = &before[verb + 1..];
    let plain = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || c == '-')
            && !["of", "the", "other", "with", "across"].contains(word)
    };
    if described.len() > 2 || !described.iter().all(plain) {
        return text.to_owned();
    }
    let first = described.first().unwrap_or(&"team");
    let article = if first.to_lowercase().starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    let mut out: Vec<&str> = before[..=verb].to_vec();
    out.push(article);
    out.extend(described);
    out.push("team");
    out.join(" ")
}

fn is_past(word: &str) -> bool {
    ["led", "built", "ran", "grew", "taught", "oversaw", "rebuilt"].contains(&word)
}

/// The requirement up to where its examples, its purpose or a second sentence begins.
fn clause(rest: &str) -> String {
    let mut end = rest.len();
    for stop in [
        ". ",
        "; ",
        " (",
        " - ",
        " – ",
        " — ",
        ", including",
        ", such as",
        " such as ",
        ", with ",
        ", from ",
        " including ",
        ", providing",
        ", ensuring",
        ", collaborating",
        ", by ",
        " in order to",
        ", while",
        ", as well as",
        " while ",
        ", possibly",
        ", often",
        ", typically",
        ", usually",
        ", where",
        ", so that",
    ] {
        if let Some(at) = rest.find(stop) {
            end = end.min(at);
        }
    }
    rest[..end].trim().trim_end_matches(['.', ',', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        question(text).map(|(q, _)| q)
    }

    #[test]
    fn requirements_become_questions_one_would_say() {
        for (text, want) in [
            (
                "Experience hiring and managing high-performing teams",
                "Tell me about a time you hired and managed a high-performing team.",
            ),
            (
                "Ability to influence senior leaders without authority",
                "Tell me about a time you influenced senior leaders without authority.",
            ),
            (
                "Proven track record of delivering projects on time",
                "Tell me about a time you delivered projects on time.",
            ),
            (
                "Responsible for planning the yearly budget",
                "Tell me about a time you planned the yearly budget.",
            ),
            (
                "Drive a change across several groups",
                "Tell me about a time you drove a change across several groups.",
            ),
            (
                "Leads a crew, focuses on safety and reports weekly",
                "Tell me about a time you led a crew, focused on safety and reported weekly.",
            ),
            (
                "Hire, develop, and retain a team of planners",
                "Tell me about a time you hired, developed, and retained a team of planners.",
            ),
            (
                "Leads projects to cut waste and improve safety",
                "Tell me about a time you led projects to cut waste and improve safety.",
            ),
        ] {
            assert_eq!(of(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn credentials_pay_and_place_become_nothing() {
        for text in [
            "Bachelor's degree in a related field",
            "Salary of $120,000",
            "Willingness to travel 20%",
            "Fluent German",
            "Team player",
            "5+ years with SQL",
            "Promote and role model our values",
            "Change plans when the forecast turns",
            "Experience with change management",
            "Own the plan and shepherd it with data",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn criteria_and_problems_ask_too() {
        assert_eq!(
            criterion("I mentor new hires and interns").map(|c| c.0).as_deref(),
            Some("Tell me about a time you mentored new hires and interns.")
        );
        assert_eq!(
            criterion("Leads technical discussions and meetings.").map(|c| c.0).as_deref(),
            Some("Tell me about a time you led technical discussions and meetings.")
        );
        assert_eq!(criterion("Plans and delivers own work tasks."), None);
        assert_eq!(
            problem("One of the problems you will be expected to solve is late departures.").as_deref(),
            Some("Walk me through how you would approach late departures.")
        );
    }
}
