//! Verbs that stand side by side: all turned into the same form, or none where it is not sure which they are.

use super::verbs::{self, VerbForm};
use crate::import::recognise::text::{has_any, lower, word_count};

/// What holds in general and is told in the present: a clause with one of these is not put into the past.
const HOLDS: &[&str] = &[
    " so that ",
    ", so ",
    " so they ",
    " so the ",
    " because ",
    " which ",
    " while ",
    " even when ",
    " even if ",
    " who ",
    " where ",
    ", even ",
    " as they ",
    " until ",
    " unless ",
    " rather than ",
    " before they ",
    " before it ",
    " after they ",
    " before the ",
    ", with ",
    ", from ",
    ", not ",
    " and know ",
    " and knows ",
    ", then ",
    " that ",
];

/// Whether what stands beside the first verb has another form, or is the advert's own remark: "maintain
/// checks and does …", "leading the budget, but also redesign it", "led people and can document it".
pub(super) fn is_mixed(clause: &str) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let first = words[0].trim_end_matches(',');
    let Some(base) = verbs::base(first) else { return false };
    let form = verbs::form(first, base);
    let mut linked = words[0].ends_with(',');
    for (n, word) in words.iter().enumerate().skip(1) {
        let bare = lower(word.trim_end_matches(','));
        let joins = matches!(bare.as_str(), "and" | "or" | "&" | "then" | "but" | "also");
        let next = words.get(n + 1).copied().unwrap_or("");
        let object = super::english::takes_verb(next);
        if linked && !joins {
            if matches!(
                bare.as_str(),
                "has" | "have" | "does" | "can" | "will" | "is" | "are" | "was" | "must" | "should"
            ) {
                return true;
            }
            let other = verbs::base(&bare).is_some_and(|base| verbs::form(&bare, base) != form);
            let noun = super::english::is_noun_too(bare.trim_end_matches('s'))
                || bare.ends_with("ing") && form == VerbForm::Base;
            let third = form == VerbForm::Base
                && bare.ends_with('s')
                && !bare.ends_with("ss")
                && matches!(next, "the" | "a" | "an" | "it" | "them" | "your" | "up" | "out");
            if other && object && !noun || third {
                return true;
            }
        }
        linked = joins || word.ends_with(',') || linked && bare.ends_with("ly");
    }
    false
}

/// "and do not give hints" after "would" or "had to": "and not give hints".
pub(super) fn negated(clause: &str) -> String {
    // "who do not report to you and do not have to help": that is not the hearer.
    let end = [" who ", " which ", " that ", " where "].iter().filter_map(|opens| clause.find(opens)).min();
    let (own, rest) = clause.split_at(end.unwrap_or(clause.len()));
    let own = own
        .replace(" and you ", " and ")
        .replace(" and do not ", " and not ")
        .replace(" and don't ", " and not ")
        .replace(", don't ", ", not ");
    format!("{own}{rest}")
}

/// The clause with its verbs in the past, all of them that stand beside the first; `None` where it is
/// not sure which words are verbs.
pub(super) fn past(base: &str, clause: &str) -> Option<String> {
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
        || HOLDS.iter().any(|holds| clause.contains(holds))
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
        if verb.is_some() && infinitive && first_form == VerbForm::Base {
            return None;
        }
        // "journals, balance sheet reviews": a noun that is a verb too is a verb only before what a verb
        // takes.
        let next_word = words.get(n + 1).copied().unwrap_or("");
        if verb.is_some()
            && !chain
            && super::english::is_noun_too(bare)
            && (!super::english::takes_verb(next_word) || next_word == "to")
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
            None if linked && chain && (n > 1 || comma == ",") && !joins => return None,
            // A word that has an object of its own is a verb that the table does not know.
            None if linked
                && [
                    "it", "them", "the", "a", "an", "its", "your", "our", "their", "this", "off", "up",
                    "out", "what", "how", "whether", "where", "who", "why",
                ]
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

fn unknown_verb(bare: &str, form: VerbForm) -> bool {
    match form {
        VerbForm::Gerund => {
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
        VerbForm::Third | VerbForm::Base => false,
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
        let last = words.get(n + 1).is_none_or(|next| matches!(*next, "and" | "or" | "&"));
        // "new starters and volunteers the ropes": several people, where several stand before "and".
        let people = n >= 2
            && words[n - 2].ends_with('s')
            && matches!(low.as_str(), "volunteers" | "partners" | "leads" | "staffs" | "guides");
        let base = verbs::base(&low).filter(|base| {
            linked && !people && verbs::form(&low, base) == VerbForm::Third && (n == 0 || !last)
        });
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
        linked = matches!(low.as_str(), "and" | "or" | "then" | "&")
            || bare.len() < word.len()
            || linked && low.ends_with("ly");
    }
    super::clause::small(&out.join(" "))
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
    let article = super::article::article(first);
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
