//! The repair of clauses: what is cut off, what is made small, and verbs into the past.

use super::verbs::{self, Form};
use crate::import::recognise::text::{has_any, lower, squeeze, strip_number, trim_marks, word_count};

/// A requirement without marks, remarks in brackets, its label and what says how much it is wanted.
pub(super) fn whole(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))))
        .replace(['\u{200b}', '\u{ad}'], "")
        .replace('’', "'");
    let mut text = without_brackets(&text);
    // Word's second bullet, left as a letter.
    if let Some(rest) = text.strip_prefix("o ").filter(|rest| rest.starts_with(char::is_alphabetic)) {
        text = rest.to_owned();
    }
    // "Stakeholder management: you keep …"
    if let Some((label, rest)) = text.split_once(": ")
        && word_count(label) <= 5
        && word_count(rest) >= 3
    {
        text = rest.trim().to_owned();
    }
    let low = lower(&text);
    if low.len() == text.len() {
        const WANTED: &[&str] = &[
            " is a strong plus",
            " is a big plus",
            " is a plus",
            " a plus",
            " is an advantage",
            " an advantage",
            " is desirable",
            " would be desirable",
            " desirable",
            " is essential",
            " are essential",
            " is required",
            " are required",
            " required",
            " is preferred",
            " preferred",
            " is a must",
            " is a bonus",
            " would be a bonus",
            " a bonus",
            " is welcome",
            " would be an asset",
            " is an asset",
            " an asset",
            " is helpful",
            " would be helpful",
            " is key",
            " is crucial",
            " is vital",
            " is important",
            " will be expected",
            " would help",
            " helps",
            " is beneficial",
        ];
        let bare = low.trim_end_matches(['.', '!', ' ']);
        if let Some(end) = WANTED.iter().find_map(|tail| bare.strip_suffix(tail)) {
            text.truncate(end.trim_end_matches([',', ' ']).len());
        }
    }
    squeeze(&text)
}

fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    squeeze(&out).replace(" ,", ",").replace(" .", ".")
}

/// The clause up to where its examples, its reasons or a second sentence begin, and no longer than `most` words.
pub(super) fn short(text: &str, most: usize) -> String {
    const ENDS: &[&str] = &[
        ". ",
        "; ",
        "? ",
        "! ",
        ", e.g",
        " e.g",
        ", i.e",
        ", for example",
        ", such as ",
        " such as ",
        ", etc",
        " ⁃ ",
        " • ",
        ", ideally",
        ", preferably",
    ];
    /// Where a clause that is too long may end.
    const MAY_END: &[&str] = &[
        " – ",
        " — ",
        " - ",
        ", including ",
        " including ",
        ", where ",
        ", which ",
        ", so that ",
        ", because ",
        ", as well as ",
        ", not ",
        ", but ",
        ", while ",
        ", ensuring ",
        ", providing ",
        ", who ",
        ", whether ",
        ", we ",
        ", you ",
        ", it ",
        ": ",
        " in order to ",
        ", and ",
        ", ",
    ];
    let mut end = text.len();
    for stop in ENDS {
        if let Some(at) = text.find(stop)
            && word_count(&text[..at]) >= 3
        {
            end = end.min(at);
        }
    }
    let mut cut = tidy(&text[..end]);
    if word_count(&cut) > most {
        let at = MAY_END
            .iter()
            .filter_map(|stop| cut.find(stop))
            .filter(|at| word_count(&cut[..*at]) >= 5)
            .max_by_key(|at| {
                // The longest that fits.
                if word_count(&cut[..*at]) <= most {
                    i64::try_from(*at).unwrap_or(0)
                } else {
                    -i64::try_from(*at).unwrap_or(0)
                }
            });
        if let Some(at) = at {
            cut = tidy(&cut[..at]);
        }
    }
    while word_count(&cut) > most {
        let at = [", ", " and ", " with ", " so ", " to "].iter().filter_map(|mark| cut.rfind(mark)).max();
        match at.filter(|at| word_count(&cut[..*at]) >= 4) {
            Some(at) => cut.truncate(at),
            None => break,
        }
    }
    generalise(&cut)
}

fn tidy(text: &str) -> String {
    text.trim().trim_end_matches(['.', ',', ';', '!', '?', ':', ' ', '-', '–', '—']).to_owned()
}

/// The employer's own things become things of the kind: "our ledger" → "the ledger", "our customers" → "customers".
fn generalise(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let low = word.to_lowercase();
        if low == "our" {
            let noun = words[n + 1..].iter().take(3).find(|w| {
                let w = w.trim_end_matches([',', '.']);
                w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("'s")
            });
            if noun.is_none() {
                out.push("the".to_owned());
            }
            continue;
        }
        // "Northpier's core offers": whose they are is the employer's business.
        let named = n > 0
            && word.ends_with("'s")
            && word.starts_with(char::is_uppercase)
            && words.get(n + 1).is_some();
        if named {
            continue;
        }
        out.push((*word).to_owned());
    }
    out.join(" ")
}

/// With a small first letter, unless the first word is a name or is written in capitals.
pub(super) fn small(clause: &str) -> String {
    let first = clause.split(' ').next().unwrap_or("");
    let mut letters = first.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest_small = letters.clone().all(|c| !c.is_uppercase());
    let one = first.chars().count() == 1;
    if capital && (rest_small && (!one || first == "A")) && !first.ends_with("'s") {
        let mut chars = clause.chars();
        let head: String = chars.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
        return format!("{head}{}", chars.as_str());
    }
    clause.to_owned()
}

/// The clause with its verbs in the past, all of them that stand beside the first; `None` where it is
/// not sure which words are verbs.
pub(super) fn past(base: &str, clause: &str) -> Option<String> {
    let clause = without_aside(clause);
    let words: Vec<&str> = clause.split(' ').collect();
    if words.len() < 2
        || words.len() > 20
        || [
            "understand",
            "think",
            "ensure",
            "be",
            "have",
            "care",
            "want",
            "know",
            "remain",
            "stay",
            "enjoy",
            "thrive",
            "need",
        ]
        .contains(&base)
        || base == "work" && words[1].ends_with("ly")
        || clause.contains([':', ';', '/', '"', '“'])
    {
        return None;
    }
    let first_form = verbs::form(words[0].trim_end_matches(','), base);
    if matches!(words[1], "and" | "or" | "&")
        && words.get(2).is_none_or(|next| verbs::base(next.trim_end_matches(',')).is_none())
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
        let ends = words.get(n + 1).is_none_or(|next| matches!(*next, "and" | "or" | "&"))
            || bare.len() < word.len();
        let verb = verbs::base(bare)
            .filter(|next| linked && verbs::form(bare, next) == first_form && (chain || !ends));
        // "to cut waste and lead reviews": whether one leads to cut waste, or leads as well, is not said.
        if verb.is_some() && infinitive && first_form == Form::Base {
            return None;
        }
        // "journals, balance sheet reviews": a noun that is a verb too is a verb only before what a verb takes.
        let next_word = words.get(n + 1).copied().unwrap_or("");
        if verb.is_some()
            && !chain
            && super::english::is_noun_too(bare)
            && !super::english::takes_verb(next_word)
        {
            return None;
        }
        infinitive |= bare == "to" && words.get(n + 1).is_some_and(|next| verbs::base(next).is_some());
        let joins = matches!(bare, "and" | "or" | "&" | "then");
        match verb {
            Some(next) => out.push(format!("{}{}", verbs::past(next), &word[bare.len()..])),
            // A verb that keeps its form after "and" would not read as English.
            None if linked
                && matches!(bare, "have" | "don't" | "can" | "do" | "does" | "has" | "be" | "is" | "are") =>
            {
                return None;
            }
            // "hiring, coaching and performance management": verbs and then a noun.
            None if linked && chain && n > 1 && !joins => return None,
            // A word that has an object of its own is a verb that the table does not know.
            None if linked
                && ["it", "them", "the", "a", "an", "its", "your", "our", "their", "this"]
                    .contains(&next_word)
                && !joins
                && ![
                    "with", "for", "in", "on", "to", "of", "by", "from", "at", "all", "both", "across",
                    "under", "over", "as", "into", "against",
                ]
                .contains(&bare) =>
            {
                return None;
            }
            // After a gerund a linked word in -ing, after a third person one in -s, may be a verb as well.
            None if linked && !joins && unknown_verb(bare, first_form) => return None,
            None => out.push((*word).to_owned()),
        }
        chain = chain && (verb.is_some() || joins);
        linked = joins || bare.len() < word.len() || linked && bare.ends_with("ly");
    }
    let text = out.join(" ").replace("and/or", "and");
    let low = lower(&text);
    // What happens now does not go with what was done.
    let bad = has_any(
        &low,
        &[
            "you will", "you'll", "will", "must", "should", "is", "are", "if", "when", "does", "do",
            "doesn't", "don't", "needs", "can", "whether", "they", "has",
        ],
    );
    (!bad && word_count(&text) >= 2).then(|| one_team(&text))
}

/// Without the reason, the aim or the aside at a clause's end, which is told in the present: what was done
/// stands before it.
fn without_aside(clause: &str) -> &str {
    const ASIDES: &[&str] = &[
        " so that ",
        ", so ",
        " so they ",
        " because ",
        ", which ",
        " which ",
        ", while ",
        " while ",
        " even when ",
        " even if ",
        ", who ",
        ", where ",
        ", even ",
        " as they ",
        " until ",
        " unless ",
        " rather than ",
        " before they ",
        " before it ",
        " after they ",
        ", with ",
        ", from ",
        ", not ",
        " and know ",
        " and knows ",
        ", then ",
        " that ",
        " who ",
    ];
    let cut = ASIDES
        .iter()
        .filter_map(|aside| clause.find(aside))
        .filter(|at| word_count(&clause[..*at]) >= 3)
        .min();
    cut.map_or(clause, |at| clause[..at].trim_end_matches([',', ' ']))
}

fn unknown_verb(bare: &str, form: Form) -> bool {
    match form {
        Form::Gerund => {
            bare.len() > 5
                && bare.ends_with("ing")
                && verbs::base(bare).is_none()
                && ![
                    "training",
                    "engineering",
                    "marketing",
                    "accounting",
                    "housing",
                    "nursing",
                    "banking",
                    "staffing",
                    "pricing",
                    "building",
                ]
                .contains(&bare)
        }
        Form::Third | Form::Base => false,
    }
}

/// "identifies faults and formulates remedies" → "identify faults and formulate remedies".
pub(super) fn base_of_thirds(clause: &str) -> String {
    let mut linked = true;
    let words: Vec<&str> = clause.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let bare = word.trim_end_matches(',');
        let low = bare.to_lowercase();
        let last = words.get(n + 1).is_none_or(|next| matches!(*next, "and" | "or"));
        let base = verbs::base(&low)
            .filter(|base| linked && verbs::form(&low, base) == Form::Third && (n == 0 || !last));
        let learned = linked
            && n > 0
            && !last
            && ["ates", "izes", "ises", "ifies"].iter().any(|end| low.ends_with(end));
        let turned = match base {
            Some(base) => base.to_owned(),
            None if learned && low.ends_with("ifies") => format!("{}y", &low[..low.len() - 3]),
            None if learned => low[..low.len() - 1].to_owned(),
            None => bare.to_owned(),
        };
        out.push(format!("{turned}{}", &word[bare.len()..]));
        linked = matches!(low.as_str(), "and" | "or" | "then")
            || bare.len() < word.len()
            || linked && low.ends_with("ly");
    }
    small(&out.join(" "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cut_and_generalised() {
        assert_eq!(
            short("Deliver Northpier's core offers to our customers, including the new one", 7),
            "Deliver core offers to customers"
        );
        assert_eq!(short("use our ledger to scale", 20), "use the ledger to scale");
        assert_eq!(
            whole("Stakeholder management: you keep them informed (weekly)"),
            "you keep them informed"
        );
        assert_eq!(small("Lead a team"), "lead a team");
        assert_eq!(small("SQL and R"), "SQL and R");
    }

    #[test]
    fn coordinations_are_turned_together_or_not_at_all() {
        assert_eq!(
            past("build", "Build, expand, and maintain timetables").as_deref(),
            Some("built, expanded, and maintained timetables")
        );
        assert_eq!(
            past("conduct", "Conducting audits and formulating advice").as_deref(),
            Some("conducted audits and formulated advice")
        );
        assert_eq!(past("prepare", "Prepare journals, balance sheet reviews, and reports").as_deref(), None);
        assert_eq!(
            base_of_thirds("Identifies faults and rectifies them"),
            "identify faults and rectify them"
        );
    }
}
