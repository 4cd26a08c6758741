//! The last ear: what a made question still has of the paper is mended, and what nobody would say is told apart.

use super::verbs::{self, VerbForm};
use super::{Made, Manner};
use crate::import::recognise::text::{begins_with_any, has_any, lower, squeeze, word_count};

/// What is written and never said, and what is said for it.
const SAID: &[(&str, &str)] = &[
    (" w/out ", " without "),
    (" w/o ", " without "),
    (" w/ ", " with "),
    (" hrs ", " hours "),
    (" mins ", " minutes "),
    (" dept ", " department "),
    (" mgr ", " manager "),
    (" cttee ", " committee "),
    (" who don't report to them", " who don't report to you"),
    (" who do not report to them", " who do not report to you"),
    (" atleast ", " at least "),
    (" alot ", " a lot "),
    (" in first ", " in the first "),
    (" :-)", ""),
    (" ;-)", ""),
    (" :)", ""),
    (" ;)", ""),
    (", also when ", ", even when "),
    (", also if ", ", even if "),
    (" n/a.", "."),
    (" at least two ", " "),
    (" at least three ", " "),
    ("«' ", "«"),
    ("„' ", "„"),
    ("“' ", "“"),
];

/// Common words that an advert shouts and nobody does.
const SHOUTED: &[&str] = &[
    "NOT", "ALL", "NO", "WHAT", "YOU", "NEVER", "ONLY", "AND", "THE", "ONE", "BEFORE", "AFTER", "MUST",
    "WHY", "HOW", "ANY", "EVERY", "ALWAYS", "REAL", "YOUR", "WITH", "BUT",
];

/// The question as it is said; what no ear would take as speech is [`Manner::Doubtful`].
pub(super) fn heard(made: Made) -> Made {
    let Made { text, manner } = made;
    let text = with_you(&owned(&one_of_them(&spoken(&text))));
    let text = own_case(&text).unwrap_or(text);
    let manner = if is_broken(&text) { Manner::Doubtful } else { manner };
    Made { text, manner }
}

/// "&" as it is said in the language of the frame.
fn and(text: &str) -> &'static str {
    const FRAMES: &[(&[&str], &str)] = &[
        (&["In der Aus", "Auf dieser", "Wer ", "Reden wir", "Man rät"], " und "),
        (&["L'annonce", "À ce niveau", "Parlez", "Parlons", "On vous"], " et "),
        (&["El anuncio", "En este", "Quien ", "Cuéntame", "Hablemos", "Te acon"], " y "),
        (&["O anúncio", "Neste", "Quem ", "Conte-me", "Falemos", "Aconselham"], " e "),
    ];
    FRAMES
        .iter()
        .find(|(begins, _)| begins.iter().any(|begin| text.starts_with(begin)))
        .map_or(" and ", |(_, and)| and)
}

/// Without what is only written.
fn spoken(text: &str) -> String {
    let mut text = text.replace(" & ", and(text));
    for (written, said) in SAID {
        text = text.replace(written, said);
    }
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if SHOUTED.contains(&bare) { word.replace(bare, &lower(bare)) } else { word.to_owned() }
        })
        .collect();
    squeeze(&words.join(" "))
}

/// "grow at least one manager" counts what nobody counts when it is asked: "a manager".
fn one_of_them(text: &str) -> String {
    let Some((before, after)) = text.split_once(" at least one ") else { return text.to_owned() };
    format!("{before} {} {after}", super::article::article(after)).replace(" an other ", " another ")
}

/// "take the members with them" in a guide: whom they go with is the hearer.
fn with_you(text: &str) -> String {
    let takes =
        ["would take ", "would bring ", "and take ", "and bring "].iter().any(|take| text.contains(take));
    if takes { text.replacen(" with them. ", " with you. ", 1) } else { text.to_owned() }
}

/// People or things that "their" may speak of.
const SEVERAL: &[&str] = &[
    "people",
    "team",
    "staff",
    "who",
    "whose",
    "someone",
    "somebody",
    "anyone",
    "everyone",
    "everybody",
    "nobody",
    "children",
    "men",
    "women",
    "crew",
    "public",
    "person",
    "customer",
    "client",
    "family",
    "group",
    "colleague",
    "board",
    "council",
    "each",
    "patient",
    "resident",
    "student",
    "candidate",
    "manager",
    "supplier",
    "partner",
    "community",
    "they",
    "police",
    "both",
    "one",
    "another",
    "personnel",
    "workforce",
    "company",
    "department",
    "finance",
    "sales",
    "product",
    "engineering",
];

/// "raise disagreement with their lead" in a guide speaks of the hearer: "with your lead".
fn owned(text: &str) -> String {
    if !text.starts_with("In this job you would") && !text.starts_with("Here you would") {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let Some(at) = words.iter().position(|word| *word == "their") else { return text.to_owned() };
    if words[4..at.max(4)].iter().any(|word| is_several(word)) {
        return text.to_owned();
    }
    text.replacen(" their ", " your ", 1)
}

/// Whether "they" may be the word: a plural, or people.
fn is_several(word: &str) -> bool {
    let low = lower(word.trim_matches(|c: char| !c.is_alphanumeric()));
    SEVERAL.contains(&low.as_str())
        || low.ends_with('s')
            && low.len() > 3
            && !low.ends_with("ss")
            && !matches!(
                low.as_str(),
                "this" | "always" | "across" | "early" | "whereas" | "unless" | "less" | "plus"
            )
}

/// "Tell me what you changed afterwards." leaves unsaid where: it is asked of a case of the hearer's own.
fn own_case(text: &str) -> Option<String> {
    let rest = text.strip_prefix("Tell me what you ")?;
    let verb = rest.split([' ', ',']).next()?;
    // "…, bring real examples": an order to who prepares is none of the question.
    let end = rest.match_indices(", ").find(|(at, _)| {
        let next = rest[at + 2..].split([' ', '.']).next().unwrap_or("");
        verbs::base(next)
            .is_some_and(|base| verbs::form(next, base) == VerbForm::Base && verbs::past(base) != next)
    });
    let rest = end.map_or(rest, |(at, _)| &rest[..at]).trim_end_matches('.');
    let past =
        verbs::is_past(verb) || verb.ends_with("ed") || matches!(verb, "did" | "put" | "cut" | "let" | "set");
    past.then(|| format!("Tell me about a case of your own, and what you {rest}."))
}

/// Words that no sentence ends with.
const LEFT_OPEN: &[&str] = &[
    "when", "if", "where", "because", "no", "then", "whether", "while", "until", "before", "so", "how",
    "why", "every", "any", "our", "their", "its", "is", "are", "was", "were", "will", "would", "can", "very",
    "more",
];

/// What does not follow "and" after "you would …" or "a time you …".
const NO_SECOND: &[&str] = &[
    "and doesn't",
    "and does not",
    "and isn't",
    "and is not",
    "and neither",
    "and are the",
    "and is the",
    "and is a",
    "and been",
    "and shown",
    "and seen",
    "and taken",
    "and written",
    "and given",
    "and gone",
    "and done",
    "and known",
    "and to work",
    "and to be",
    "and ideally",
    "and it's",
    "and of",
    "and know",
    "and willing",
    "or willing",
    "and able to",
    "and being",
    "and has",
];

/// "you would sort it out, doesn't hand it back", "der widerspricht und wenn …": the second half keeps the form that it
/// had in the paper.
fn turns_away(said: &str) -> bool {
    #[rustfmt::skip]
    const TURNS: &[&str] = &[
        ", doesn't ", ", does ", " – does ", " and who ", " and to ", " und was ", " und wenn ", " und ohne ", " und dass ",
    ];
    begins_with_any(said, &["in this job you would", "here you would", "wer auf dieser stufe"])
        && TURNS.iter().any(|turn| said.contains(turn))
}

/// Whether something in it is broken: a piece is missing, a verb has the wrong person, or it speaks of nobody.
fn is_broken(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    // "f?hren": letters that a program lost.
    let lost = letters
        .windows(3)
        .any(|three| three[1] == '?' && three[0].is_alphabetic() && three[2].is_alphabetic());
    let low = lower(text);
    let said = low.split(['.', '?']).next().unwrap_or("");
    let open = |part: &str| {
        let last = part.trim_end_matches(['“', '”', '"', '»', '’', ' ']).rsplit(' ').next().unwrap_or("");
        LEFT_OPEN.contains(&last.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let english = begins_with_any(
        &low,
        &["in this job", "here you", "this job", "tell me", "the advert says", "at this level"],
    );
    let quoted = text.matches('"').count() % 2 == 1;
    let vague =
        ["tell me what you would ", "tell me what you'll ", "show that you have", "show that you keep"];
    if lost || quoted || vague.iter().any(|vague| low.contains(vague)) || english && open(said) {
        return true;
    }
    if turns_away(said) || low.starts_with("tell me how is ") || low.starts_with("tell me how are ") {
        return true;
    }
    if english && (has_any(said, NO_SECOND) || is_elsewhere(said) || is_of_nobody(said)) {
        return true;
    }
    let names = text
        .strip_prefix("Tell me what ")
        .or_else(|| text.strip_prefix("Tell me "))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    // Grades of a guide ("grow S1s into S2s") are nothing one says.
    let graded = text.split([' ', ',', '.']).any(|word| {
        let mut letters = word.trim_end_matches('s').chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().count() <= 4
            && letters.clone().count() > 0
            && letters.all(|c| c.is_ascii_digit())
    });
    let breathless = english && word_count(said) > LONGEST;
    let later = low.starts_with("let us talk about ")
        && text[18..].split(". Walk").next().is_some_and(|topic| {
            topic.split(' ').skip(1).any(|word| word.trim_start_matches('(').starts_with(char::is_uppercase))
        });
    let shouted = text.split(' ').collect::<Vec<_>>().windows(2).any(|pair| {
        pair.iter().all(|word| word.chars().count() >= 4 && word.chars().all(char::is_uppercase))
    });
    shouted
        || is_list_of_things(said)
        || graded
        || breathless
        || later
        || is_third_after(said)
        || names
        || low.starts_with("this job involves reporting to")
        || is_finite_thing(said)
        || is_aimless(said)
}

/// The longest sentence that is said in one breath, in words.
const LONGEST: usize = 27;

/// "you would notice a colleague is struggling and acts": a verb of the guide's, left in its form.
fn is_third_after(said: &str) -> bool {
    if !said.contains("you would ") {
        return false;
    }
    let words: Vec<&str> = said.split(' ').map(|word| word.trim_end_matches([',', ':'])).collect();
    words.windows(2).enumerate().any(|(n, pair)| {
        let joined = pair[0] == "and" || said.contains(&format!("{}: {} ", pair[0], pair[1]));
        joined
            && verbs::base(pair[1]).is_some_and(|base| {
                verbs::form(pair[1], base) == VerbForm::Third && !super::english::is_noun_too(base)
            })
            && words.get(n + 2).is_none_or(|next| super::english::takes_verb(next))
            && !words[..n].iter().any(|word| matches!(*word, "who" | "that" | "which"))
    })
}

/// "and when you miss": a beginning whose end was cut off.
fn is_elsewhere(said: &str) -> bool {
    [" and when ", " and if ", " and where ", " but when ", " but if "].iter().any(|opens| {
        said.rsplit_once(opens).is_some_and(|(_, rest)| !rest.contains(',') && word_count(rest) <= 3)
    })
}

/// "copes without them", "how sure they are": who "they" are was said before, or never.
fn is_of_nobody(said: &str) -> bool {
    let words: Vec<&str> = said.split(' ').collect();
    let skip = if said.starts_with("tell me") { 2 } else { 4 };
    let at = words.iter().position(|word| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphanumeric()),
            "they" | "them" | "themselves" | "they're" | "they've"
        )
    });
    // "that copes": what somebody does, in -s.
    let several = |n: usize| is_several(words[n]) && !matches!(words[n - 1], "that" | "which");
    at.is_some_and(|at| !(skip..at).any(several))
}

/// "This job involves saying no … is a large part": a sentence within a sentence.
fn is_finite_thing(said: &str) -> bool {
    let Some(rest) = said.strip_prefix("this job involves ") else { return false };
    let own = [
        " who ",
        " that ",
        " which ",
        " what ",
        " when ",
        " where ",
        " how ",
        " whose ",
        " because ",
        " if ",
    ]
    .iter()
    .filter_map(|opens| rest.find(opens))
    .min()
    .unwrap_or(rest.len());
    has_any(&rest[..own], &["is", "are", "or willing", "willing"])
}

/// "you would slip, cut, forklifts": nouns in a row that are verbs too.
fn is_list_of_things(said: &str) -> bool {
    let Some((_, rest)) = said.split_once("you would ") else { return false };
    let words: Vec<&str> = rest.split(' ').take(3).collect();
    let [first, second, third] = words.as_slice() else { return false };
    first.ends_with(',') && second.ends_with(',') && verbs::base(third.trim_end_matches(',')).is_none()
}

/// "you would review with product teams": the verb's object is missing, so that it was a noun.
fn is_aimless(said: &str) -> bool {
    let Some((_, rest)) = said.split_once("you would ") else { return false };
    let mut words = rest.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    super::english::is_noun_too(first)
        && !matches!(
            first,
            "report" | "work" | "care" | "lead" | "plan" | "account" | "contact" | "trust" | "check"
        )
        && matches!(second, "with" | "of" | "to")
        || matches!(first, "witness" | "hold") && matches!(second, "with" | "of")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Made {
        heard(Made { text: text.to_owned(), manner: Manner::Plain })
    }

    #[test]
    fn what_is_written_is_said() {
        for (written, said) in [
            (
                "In this job you would work with schools & parents, w/out being their boss. Tell me about a time you did something like it.",
                "In this job you would work with schools and parents, without being their boss. Tell me about a time you did something like it.",
            ),
            (
                "In this job you would raise a worry with their lead first. Tell me about a time you did something like it.",
                "In this job you would raise a worry with your lead first. Tell me about a time you did something like it.",
            ),
            (
                "Tell me what you left out, bring real cases.",
                "Tell me about a case of your own, and what you left out.",
            ),
        ] {
            let made = of(written);
            assert_eq!((made.text.as_str(), made.manner), (said, Manner::Plain));
        }
    }

    #[test]
    fn what_is_broken_is_not_proposed() {
        for text in [
            "In this job you would give evidence in court when. What is the closest you have come to that, and what did you do?",
            "In this job you would hit the target every month, and when you miss. Tell me about a time you did something like it.",
            "In this job you would build a shift that copes without them for a week. How have you gone about something like that before?",
            "In this job you would ask for critique early and doesn't explain it away. How have you gone about something like that before?",
            "Here you would review with product teams. When have you done something close to that, and how did it go?",
            "This job involves saying no to buyers is most of it. Tell me about a time you did something like it.",
            "Tell me what Hold The Line and Count Twice are.",
            "In der Ausschreibung steht: „Sie f?hren neun Leute“. Was ist Ihr bestes Beispiel dafür?",
        ] {
            assert_eq!(of(text).manner, Manner::Doubtful, "{text}");
        }
    }
}
