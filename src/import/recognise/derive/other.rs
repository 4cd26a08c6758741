//! Requirements in other languages as questions: what the text says is kept as it stands, since turning it would need a grammar.

use super::{Made, Manner, clause};
use crate::import::recognise::text::{
    has_any, has_cjk, lower, squeeze, strip_number, trim_marks, word_count,
};

/// A language whose requirements are turned into questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Japanese,
}

use Language::{English, French, German, Japanese, Portuguese, Spanish};

/// Words that are common in one of the languages.
#[rustfmt::skip]
const COMMON: &[(Language, &[&str])] = &[
    (
        English,
        &[
            "the", "and", "to", "of", "you", "with", "for", "your", "a", "in", "that", "on", "is", "are",
            "or", "our",
        ],
    ),
    (
        German,
        &[
            "der", "die", "und", "sie", "mit", "ein", "für", "das", "den", "von", "im", "zu", "eine",
            "einem", "ihre", "auf", "bei", "des", "dem", "nicht", "oder", "auch", "wir", "ist", "in",
            "sowie", "ihr",
        ],
    ),
    (
        French,
        &[
            "le", "la", "les", "des", "vous", "et", "une", "un", "pour", "dans", "du", "de", "en", "au",
            "aux", "sur", "avec", "est", "à", "votre", "que", "ou", "ne", "pas",
        ],
    ),
    (
        Spanish,
        &[
            "el", "la", "los", "que", "y", "una", "un", "con", "del", "las", "de", "en", "para", "por",
            "al", "se", "es", "su", "no", "tu", "o", "nuestros", "equipo",
        ],
    ),
    (
        Portuguese,
        &[
            "o", "os", "as", "que", "e", "uma", "um", "com", "do", "da", "dos", "das", "não", "de", "em",
            "para", "por", "no", "na", "ao", "se", "é", "seu", "ou", "nas", "nos", "pelo", "pela",
            "equipe", "equipa",
        ],
    ),
];

/// The language of a text, by its commonest words; `None` where too few of them are there to say.
pub(super) fn language(text: &str) -> Option<Language> {
    if text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}')) {
        return Some(Japanese);
    }
    if has_cjk(text) {
        return None;
    }
    let low = lower(text);
    let words: Vec<&str> =
        low.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|w| !w.is_empty()).collect();
    let mut counts: Vec<(usize, Language)> = COMMON
        .iter()
        .map(|(language, common)| (words.iter().filter(|w| common.contains(w)).count(), *language))
        .collect();
    let extra = |letters: &[char]| low.chars().filter(|c| letters.contains(c)).count();
    for (count, language) in &mut counts {
        *count += match language {
            German => extra(&['ä', 'ö', 'ü', 'ß']),
            French => extra(&['è', 'ê', 'ç', 'œ', 'à']),
            Spanish => 2 * extra(&['ñ', '¿', '¡']) + words.iter().filter(|w| w.ends_with("ción")).count(),
            Portuguese => 2 * extra(&['ã', 'õ']) + words.iter().filter(|w| w.ends_with("ção")).count(),
            English | Japanese => 0,
        };
    }
    let best = counts.iter().max_by_key(|(count, _)| *count)?;
    // "by phone as well as by email" has as many words of one language as of another.
    if counts.iter().filter(|(count, _)| *count == best.0).count() > 1 {
        return None;
    }
    // One short word that another language has as well says nothing.
    (best.0 > 1
        || best.0 == 1
            && words.len() <= 4
            && best.1 != English
            && words.iter().any(|w| w.len() > 3 && common_of(best.1, COMMON).contains(w)))
    .then_some(best.1)
}

fn common_of<'a>(language: Language, lists: &'a [(Language, &'a [&'a str])]) -> &'a [&'a str] {
    lists.iter().find(|(known, _)| *known == language).map_or(&[], |(_, words)| words)
}

pub(super) fn of_document<'a>(texts: impl Iterator<Item = &'a str>) -> Language {
    let mut all = String::new();
    for text in texts {
        all.push_str(text);
        all.push(' ');
        if all.len() > 6_000 {
            break;
        }
    }
    language(&all).unwrap_or(Language::English)
}

/// The longest requirement that is quoted in one breath, in words.
const LONGEST_QUOTED: usize = 22;

/// The question a requirement or duty in `language` makes.
pub(super) fn question(text: &str, language: Language) -> Option<Made> {
    let what = bare_words(text);
    let words = word_count(&what);
    if !(2..=34).contains(&words) {
        return None;
    }
    let low = lower(&what);
    let first = low.split(' ').next().unwrap_or("");
    let infinitive = |ends: &[&str]| ends.iter().any(|end| first.ends_with(end)) && first.chars().count() > 3;
    // A name or a date of the employer's, or what will come round, is quoted: nobody else "had to".
    let rest = what.split_once(' ').map_or("", |(_, rest)| rest);
    let theirs = rest.split(' ').any(|word| word.starts_with(char::is_uppercase))
        || rest.contains(|c: char| c.is_ascii_digit())
        || has_any(
            &low,
            &[
                "cuando",
                "quando",
                "lorsque",
                "lorsqu'il",
                "si",
                "chaque",
                "cada",
                "todos",
                "todas",
                "tous",
                "toutes",
            ],
        );
    if low.contains("(e)") || low.contains("(a)") {
        return None;
    }
    let text = match language {
        Language::French
            if !theirs
                && infinitive(&["er", "ir", "re"])
                && !["votre", "notre", "maîtrise"].contains(&first) =>
        {
            format!("Parlez-moi d'une situation où vous avez dû {}.", clause::small(&what))
        }
        Language::Spanish if !theirs && infinitive(&["ar", "er", "ir"]) => {
            format!("Cuéntame una situación en la que tuviste que {}.", clause::small(&what))
        }
        Language::Portuguese if !theirs && infinitive(&["ar", "er", "ir"]) => {
            format!("Conte-me uma situação em que teve de {}.", clause::small(&what))
        }
        Language::German => format!(
            "In der Ausschreibung heißt es: „{what}“. Erzählen Sie von einer Situation, in der es darauf ankam."
        ),
        Language::French => {
            format!("L'annonce dit : « {what} ». Parlez-moi d'une situation où c'était nécessaire.")
        }
        Language::Spanish => {
            format!("El anuncio dice: «{what}». Cuéntame una situación en la que fue necesario.")
        }
        Language::Portuguese => {
            format!("O anúncio diz: «{what}». Conte-me uma situação em que isso foi necessário.")
        }
        Language::Japanese => format!("「{what}」について、具体的な経験を教えてください。"),
        Language::English => return None,
    };
    // Nobody quotes a paragraph.
    let manner = if words > LONGEST_QUOTED { Manner::Doubtful } else { Manner::Quoted };
    Some(Made { text, manner })
}

/// The question a tip in `language` makes.
pub(super) fn of_tip(tip: &str, language: Language) -> Option<Made> {
    let what = bare_words(tip);
    if !(3..=30).contains(&word_count(&what)) {
        return None;
    }
    let low = lower(&what);
    // Other tips, such as one to be on time, want nothing told.
    let hears: &[&str] = match language {
        Language::German => {
            &["beispiel", "beispiele", "geschichte", "situation", "fall", "fehler", "konflikt"]
        }
        Language::French => {
            &["exemple", "exemples", "erreur", "échec", "désaccord", "désaccords", "situation"]
        }
        Language::Spanish => &["ejemplo", "ejemplos", "error", "errores", "situación", "fracaso", "caso"],
        Language::Portuguese => &["exemplo", "exemplos", "erro", "erros", "situação", "fracasso", "caso"],
        Language::Japanese => &["経験", "エピソード", "失敗", "事例", "具体例"],
        Language::English => return None,
    };
    let asks = hears.iter().any(|word| {
        if has_cjk(word) {
            low.contains(word)
        } else {
            crate::import::recognise::text::has_phrase(&low, word)
        }
    });
    if !asks {
        return None;
    }
    let text = match language {
        Language::German => format!("Dazu soll ein Beispiel kommen: „{what}“. Erzählen Sie davon."),
        Language::French => format!("On attend un exemple : « {what} ». Racontez-moi."),
        Language::Spanish => format!("Quieren un ejemplo: «{what}». Cuéntamelo."),
        Language::Portuguese => format!("Querem um exemplo: «{what}». Conte-me."),
        Language::Japanese => format!("「{what}」について、具体的に話してください。"),
        Language::English => return None,
    };
    Some(Made { text, manner: Manner::Doubtful })
}

/// What the text says, without marks and the last full stop.
fn bare_words(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))));
    text.trim_end_matches(['.', '。', ';', '；', ',', ' ']).replace(['„', '“', '«', '»', '「', '」'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_asks_in_its_own() {
        for (text, wanted) in [
            (
                "Gestionar un equipo de ocho personas",
                "Cuéntame una situación en la que tuviste que gestionar un equipo de ocho personas.",
            ),
            (
                "Coordenar a equipa de cinco técnicos",
                "Conte-me uma situação em que teve de coordenar a equipa de cinco técnicos.",
            ),
            (
                "Piloter la refonte du site pour les usagers",
                "Parlez-moi d'une situation où vous avez dû piloter la refonte du site pour les usagers.",
            ),
            (
                "Führung eines Teams von zwölf Leuten",
                "In der Ausschreibung heißt es: „Führung eines Teams von zwölf Leuten“. Erzählen Sie von einer Situation, in der es darauf ankam.",
            ),
            (
                "メンバー5名の育成と評価",
                "「メンバー5名の育成と評価」について、具体的な経験を教えてください。",
            ),
        ] {
            let language = language(text).unwrap_or(Language::English);
            assert_eq!(question(text, language).map(|made| made.text).as_deref(), Some(wanted), "{text}");
        }
    }
}
