//! Articles that an advert leaves out ("prepare migration plan") and speech does not.

use super::verbs;
use crate::import::recognise::text::lower;

/// Things that are counted: one of them has an article or an owner. Where a word is also a substance
/// ("support", "training", "design") it is not here.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "team", "technician", "engineer", "manager", "director", "supervisor", "plan", "report", "evaluation", "phase", "domain", "platform",
    "dashboard", "customer", "client", "supplier", "stakeholder", "colleague", "project", "programme", "program",
    "process", "system", "tool", "document", "meeting", "workshop", "procedure", "policy", "contract", "schedule", "budget",
    "roadmap", "backlog", "model", "framework", "database", "register", "log", "department", "vehicle", "machine",
    "target", "goal", "deadline", "member", "patient", "pupil", "student", "resident", "user", "vendor", "partner", "framework",
    "pipeline", "campaign", "event", "presentation", "proposal", "forecast", "ticket", "incident", "audit", "assessment",
    "employee", "apprentice", "trainee", "shift", "warehouse", "kitchen", "ward", "class", "site", "shop", "store", "office", "product",
    "feature", "service", "strategy", "structure", "network", "solution", "problem", "issue", "complaint", "decision", "change", "review",
    "analyst", "developer", "designer", "chef", "nurse", "teacher", "officer", "inspector", "auditor", "line", "plant", "facility", "lab", "panel", "board", "committee", "branch", "region", "account", "case", "file", "invoice", "ledger", "way", "approach", "method", "number",
];

/// What stands before a thing that needs no article more.
#[rustfmt::skip]
const DETERMINED: &[&str] = &[
    "a", "an", "the", "your", "their", "its", "our", "his", "her", "this", "that", "these", "those", "each", "every", "any",
    "some", "no", "one", "another", "either", "both", "what", "which", "whose", "my",
];

/// What a thing with its describing words ends before, or begins after.
#[rustfmt::skip]
const BOUNDS: &[&str] = &[
    "and", "or", "&", "of", "to", "in", "for", "with", "from", "on", "at", "by", "as", "into", "across", "through",
    "under", "over", "that", "which", "who", "so", "when", "where", "if", "while", "but", "until", "before", "after", "without",
    "within", "between", "against", "per", "is", "are", "than", "about", "around", "not", "using", "including", "alongside", "together", "during", "prior", "via", "like", "such", "up", "out", "how", "what",
];

/// What opens a clause within the clause.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "that", "who", "which", "where", "when", "if", "because", "so", "what", "how", "whether", "while", "until", "than", "unless",
];

/// The clause with an article before a counted thing that a verb takes without one; `None` where two or
/// more things stand bare, since the clause then is a note rather than speech.
pub(super) fn mended(clause: &str) -> Option<String> {
    let words: Vec<&str> = clause.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len() + 1);
    let mut bare_things = 0_u32;
    let mut begins = 0; // where the thing begins, in `out`
    let mut verb_before = false;
    let mut determined = false; // "the team and project": the article serves both
    for (n, word) in words.iter().enumerate() {
        let bare = lower(word.trim_end_matches([',', '.', ':']));
        // What hangs on it speaks in general: "where policy is silent".
        if n > 0 && GENERAL.contains(&bare.as_str()) {
            out.extend(words[n..].iter().map(|word| (*word).to_owned()));
            break;
        }
        let bound = BOUNDS.contains(&bare.as_str());
        let verb = n == 0 || linked(&words, n) && verbs::base(&bare).is_some();
        if is_unowned(&words, n) {
            out.push("your".to_owned());
            determined = true;
        }
        out.push((*word).to_owned());
        if bound || verb {
            if verb || !matches!(bare.as_str(), "and" | "or" | "&") {
                determined = false;
            }
            begins = out.len();
            verb_before = verb || verb_before && matches!(bare.as_str(), "and" | "or" | "&");
            continue;
        }
        if DETERMINED.contains(&bare.as_str())
            || bare.ends_with("'s")
            || bare.starts_with(|c: char| c.is_ascii_digit())
        {
            determined = true;
        }
        let comma = word.ends_with([',', ':']);
        let ends = comma
            || words.get(n + 1).is_none_or(|next| {
                let next = lower(next.trim_end_matches(','));
                BOUNDS.contains(&next.as_str()) || DETERMINED.contains(&next.as_str())
            });
        // A word that is a verb as well ("who report to nobody", "to change their minds") is a thing
        // only after a verb.
        let thing = COUNTED.contains(&bare.as_str()) && (verb_before || verbs::base(&bare).is_none());
        if ends && !determined && thing {
            bare_things += 1;
            if verb_before {
                let first = out.get(begins).cloned().unwrap_or_default();
                out.insert(begins, article(&first).to_owned());
            }
        }
        if ends {
            begins = out.len();
            verb_before &= comma;
            determined &= !comma || determined;
        }
    }
    (bare_things < 2).then(|| out.join(" "))
}

/// "a" or "an", as the word sounds at its beginning.
pub(super) fn article(word: &str) -> &'static str {
    let low = lower(word);
    let consonant = ["one", "once", "eu", "uni"].iter().any(|begin| low.starts_with(begin));
    if low.starts_with(['a', 'e', 'i', 'o']) && !consonant { "an" } else { "a" }
}

/// "for own patients": whose they are is said in speech.
fn is_unowned(words: &[&str], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|at| lower(words[at])) else { return false };
    words[n] == "own"
        && words.get(n + 1).is_some()
        && !linked(words, n)
        && !DETERMINED.contains(&before.as_str())
        && !before.ends_with("'s")
}

/// Whether a word may be another verb beside the first.
fn linked(words: &[&str], n: usize) -> bool {
    let before = words[n - 1];
    before.ends_with(',') || matches!(before, "and" | "or" | "&" | "then")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_put_where_speech_has_one() {
        for (said, want) in [
            ("prepare migration plan", Some("prepare a migration plan")),
            ("lead a team and plan shifts", Some("lead a team and plan shifts")),
            ("manage the site budget", Some("manage the site budget")),
            ("coach new managers", Some("coach new managers")),
            ("lead project teams across the region", Some("lead project teams across the region")),
            ("mentor technician and write report to board", None),
            ("resolve team conflict", Some("resolve team conflict")),
        ] {
            assert_eq!(mended(said).as_deref(), want, "{said}");
        }
    }
}
