//! Requirements in other languages as questions: what the text says is kept as it stands, since turning it would need a grammar.

use super::other_words::{LONGEST_QUOTED, bare_words, in_one_breath};
use super::{Made, Manner, clause};
use crate::import::recognise::text::{has_any, has_cjk, lower, word_count};

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
            "or", "our", "as", "by", "up", "from", "into", "who", "when", "what", "how", "their", "without",
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

/// The language of a sentence in a document of a language: where the sentence alone says too little, the
/// document's, but for words in letters among lines in a script without spaces.
pub(super) fn of_sentence(text: &str, document: Language) -> Language {
    match language(text) {
        Some(language) => language,
        None if document == Japanese && !has_cjk(text) => English,
        None => document,
    }
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

/// The longest that is told as one occasion, in words: what is longer is a standing duty.
const LONGEST_TOLD: usize = 10;

/// What is quoted: an interviewer says where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A job description.
    Advert,
    /// A levelling guide.
    Guide,
}

/// What a quotation asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// Where one has done it: for what one does.
    Done,
    /// The best example of it: for what one is, has or knows, and for what somebody at a level does.
    Example,
}

/// The question a requirement or duty in `language` makes. A duty that may have fallen to the hearer once is
/// told; the others are quoted, and what is asked fits what is always done as well as what was done once
/// (of ninety-five that closed with "a situation in which it was necessary", 33 sounded right).
pub(super) fn question(text: &str, language: Language, place: Place) -> Option<Made> {
    let what = in_one_breath(&bare_words(text));
    let words = word_count(&what);
    if !(2..=34).contains(&words) || text.contains("(e)") || text.contains("(a)") {
        return None;
    }
    let low = lower(&what);
    let does = is_infinitive(&low, language);
    let told = (does && place == Place::Advert && words <= LONGEST_TOLD && !is_standing(&what, &low))
        .then(|| told(&what, language))
        .flatten();
    let asks =
        if place == Place::Advert && (does || is_done(&low, language)) { Asks::Done } else { Asks::Example };
    // Nobody quotes a paragraph, a tool, or what goes on from what stood before.
    let doubtful = words > LONGEST_QUOTED || is_knowledge(&low) || goes_on(&low) || chats(&low);
    let told = told.or_else(|| at_level(&what, &low, language, place));
    // A criterion without its subject sounds like the table it is from: one of 24 sounded right.
    let bare = told.is_none() && place == Place::Guide && matches!(language, German | French | Spanish);
    let manner = if doubtful || bare { Manner::Doubtful } else { Manner::Quoted };
    let text = match told {
        Some(told) => told,
        None => quoted(&what, &low, language, place, asks)?,
    };
    Some(Made { text, manner })
}

/// Whether a text of the language begins with what is to be done.
fn is_infinitive(low: &str, language: Language) -> bool {
    let first = low.split(' ').next().unwrap_or("");
    let ends: &[&str] = match language {
        French => &["er", "ir", "re"],
        Spanish | Portuguese => &["ar", "er", "ir"],
        English | German | Japanese => return false,
    };
    first.chars().count() > 3
        && ends.iter().any(|end| first.ends_with(end))
        && !["votre", "notre", "maîtrise", "lugar", "mujer"].contains(&first)
}

/// Whether a text of the language says to its reader what they do: "Sie führen …", "vous pilotez …".
fn is_done(low: &str, language: Language) -> bool {
    let mut words = low.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match language {
        German => {
            matches!(first, "sie" | "du" | "ihr")
                && ![
                    "haben",
                    "hast",
                    "sind",
                    "bist",
                    "können",
                    "kannst",
                    "verfügen",
                    "verfügst",
                    "bringen",
                    "bringst",
                    "kennen",
                    "kennst",
                    "wissen",
                    "weißt",
                    "besitzen",
                ]
                .contains(&second)
        }
        French => {
            first == "vous" && !["avez", "êtes", "savez", "aimez", "maîtrisez", "possédez"].contains(&second)
        }
        Spanish => first.ends_with("arás") || first.ends_with("erás") || first.ends_with("irás"),
        Portuguese | English | Japanese => false,
    }
}

/// Whether it names what is the employer's or comes round again: nobody else "had to".
fn is_standing(what: &str, low: &str) -> bool {
    let rest = what.split_once(' ').map_or("", |(_, rest)| rest);
    rest.split(' ').any(|word| word.starts_with(char::is_uppercase))
        || rest.contains(|c: char| c.is_ascii_digit())
        || has_any(
            low,
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
                "cualquier",
                "qualquer",
                "los",
                "las",
                "les",
                "os",
                "as",
                "aux",
                "nos",
                "nas",
            ],
        )
}

/// Whether somebody speaks to the reader of other things: a friend's letter.
fn chats(low: &str) -> bool {
    has_any(
        low,
        &[
            "te cuento",
            "te contesto",
            "perdoná",
            "perdona",
            "a ver",
            "contalo",
            "llevá",
            "decime",
            "te paso",
            "conto-te",
            "desculpa",
            "te conto",
            "je te",
            "tu sais",
            "ich erzähl",
            "weißt du",
        ],
    )
}

/// Whether it asks for a tool, a language or a degree: nothing of which there is an occasion.
fn is_knowledge(low: &str) -> bool {
    low.split([' ', ',']).any(|word| word.ends_with("kenntnisse") || word.ends_with("kenntnissen"))
        || low.contains("bac+")
        || has_any(
            low,
            &[
                "maîtrise d'un",
                "maîtrise de",
                "maîtrise du",
                "connaissance de",
                "connaissances en",
                "conocimientos de",
                "conocimiento de",
                "manejo de",
                "dominio de",
                "conhecimentos de",
                "conhecimento de",
                "domínio de",
            ],
        )
}

/// Whether it begins with a word that joins it to what stood before.
fn goes_on(low: &str) -> bool {
    let first = low.split([' ', ',']).next().unwrap_or("");
    ["aber", "doch", "und", "mais", "et", "pero", "y", "mas", "e", "wenn", "dazu", "si", "quand"]
        .contains(&first)
        || ["それでも", "しかし", "また", "さらに"].iter().any(|joins| low.starts_with(joins))
}

fn told(what: &str, language: Language) -> Option<String> {
    let what = clause::small(what);
    Some(match language {
        French => format!("Parlez-moi d'une situation où vous avez dû {what}."),
        Spanish => format!("Cuéntame una situación en la que tuviste que {what}."),
        Portuguese => format!("Conte-me uma situação em que teve de {what}."),
        English | German | Japanese => return None,
    })
}

/// "Meldet Fehler am selben Tag" in a guide, with the one who does it: quoted without a subject it sounded
/// like a table (six of 48 did not).
fn at_level(what: &str, low: &str, language: Language, place: Place) -> Option<String> {
    let mut words = low.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let guide = place == Place::Guide;
    let small = what.starts_with(char::is_lowercase);
    let noun = ["heit", "keit", "schaft", "ität", "arbeit", "zeit", "bereit", "kraft", "sicht", "recht"];
    #[rustfmt::skip]
    let things = [
        "age", "ance", "ence", "ure", "tude", "ette", "ité", "able", "ibilité", "ía", "dad", "ncia", "ura", "aje", "dade", "ência", "ância", "agem", "ria", "oria",
    ];
    let thing = things.iter().any(|end| first.ends_with(end));
    let of = ["de", "du", "des", "del", "en", "para", "do", "da", "dos", "das", "em", "à", "pour", "avec"];
    let does = match language {
        German => {
            first.ends_with('t')
                && !noun.iter().any(|end| first.ends_with(end))
                && first != "nicht"
                && first != "mit"
        }
        French => {
            ["e", "it", "end", "ut", "et", "a", "rt", "nt"].iter().any(|end| first.ends_with(end))
                && !second.starts_with("d'")
                && !of.contains(&second)
                && !["une", "que", "elle", "votre", "notre"].contains(&first)
        }
        Spanish | Portuguese => {
            first.ends_with(['a', 'e'])
                && first.chars().count() > 2
                && !of.contains(&second)
                && !["una", "uma", "que", "experiencia", "experiência", "toda", "cada"].contains(&first)
        }
        English | Japanese => false,
    };
    // Two sentences, or a list in one cell, are no clause. In an advert only German says by its small letter
    // that it begins with a verb.
    let shouts = !what.chars().any(char::is_lowercase);
    let told = !shouts && (guide || language == German && small);
    if !told || !does || language != German && thing || what.contains([';', ':', '(', '.']) {
        return None;
    }
    let what = with_and(&clause::small(what), language);
    let here = if guide { "auf dieser Stufe" } else { "hier" };
    Some(match language {
        German => format!("Wer {here} arbeitet, der {what}. Was ist Ihr bestes Beispiel dafür?"),
        French => format!("À ce niveau, on {what}. Quel est votre meilleur exemple ?"),
        Spanish => format!("Quien está en este nivel {what}. ¿Cuál es tu mejor ejemplo?"),
        Portuguese => format!("Quem está neste nível {what}. Qual é o seu melhor exemplo?"),
        English | Japanese => return None,
    })
}

/// "erprobt Neues, berichtet ehrlich" with the "und" that speech has.
fn with_and(what: &str, language: Language) -> String {
    let and = match language {
        German => " und ",
        French => " et ",
        Spanish => " y ",
        Portuguese | English | Japanese => " e ",
    };
    match what.split_once(", ") {
        Some((before, after))
            if !after.contains(',')
                && !what.contains(and)
                && (3..=9).contains(&word_count(after))
                && word_count(before) >= 2 =>
        {
            format!("{before}{and}{after}")
        }
        _ => what.to_owned(),
    }
}

/// What the paper says, and what is asked of it.
fn quoted(what: &str, low: &str, language: Language, place: Place, asks: Asks) -> Option<String> {
    let guide = place == Place::Guide;
    let done = asks == Asks::Done;
    Some(match language {
        English => return None,
        German => {
            let says = if guide { "Auf dieser Stufe gilt" } else { "In der Ausschreibung steht" };
            let familiar =
                has_any(low, &["du", "dein", "deine", "deinem", "deinen", "deiner", "dich", "dir"]);
            let asked = match (done, familiar) {
                (true, true) => "Wo hast du so etwas schon gemacht, und wie bist du vorgegangen?",
                (true, false) => "Wo haben Sie so etwas schon gemacht, und wie sind Sie vorgegangen?",
                (false, true) => "Was ist dein bestes Beispiel dafür?",
                (false, false) => "Was ist Ihr bestes Beispiel dafür?",
            };
            format!("{says}: „{what}“. {asked}")
        }
        French => {
            let says = if guide { "À ce niveau, on attend ceci" } else { "L'annonce dit" };
            let asked = if done {
                "Où avez-vous déjà fait quelque chose de semblable, et comment vous y êtes-vous pris ?"
            } else {
                "Quel est votre meilleur exemple ?"
            };
            format!("{says} : « {what} ». {asked}")
        }
        Spanish => {
            let says = if guide { "En este nivel se espera" } else { "El anuncio dice" };
            let asked = if done {
                "¿Dónde has hecho algo parecido y cómo lo abordaste?"
            } else {
                "¿Cuál es tu mejor ejemplo?"
            };
            format!("{says}: «{what}». {asked}")
        }
        Portuguese => {
            let says = if guide { "Neste nível espera-se" } else { "O anúncio diz" };
            let asked = if done {
                "Onde já fez algo parecido, e como fez?"
            } else {
                "Qual é o seu melhor exemplo?"
            };
            format!("{says}: «{what}». {asked}")
        }
        Japanese => {
            let says = if guide { "この等級の基準に" } else { "求人に" };
            format!("{says}「{what}」とあります。いちばん近い経験を一つ、具体的に話してください。")
        }
    })
}

/// The question a tip in `language` makes.
pub(super) fn of_tip(tip: &str, language: Language) -> Option<Made> {
    let what = bare_words(tip);
    if !(3..=30).contains(&word_count(&what)) {
        return None;
    }
    let low = lower(&what);
    // Other tips, such as one to be on time, want nothing told.
    #[rustfmt::skip]
    let hears: &[&str] = match language {
        German => &["beispiel", "beispiele", "geschichte", "situation", "situationen", "fall", "fehler", "konflikt", "misserfolg", "störung", "panne", "scheitern"],
        French => &["exemple", "exemples", "erreur", "échec", "échecs", "désaccord", "désaccords", "situation", "histoire", "raté", "ratés", "conflit"],
        Spanish => &["ejemplo", "ejemplos", "error", "errores", "situación", "fracaso", "caso", "historia", "bronca", "broncas", "conflicto"],
        Portuguese => &["exemplo", "exemplos", "erro", "erros", "situação", "fracasso", "caso", "história", "bronca", "conflito"],
        Japanese => &["経験", "エピソード", "失敗", "事例", "具体例"],
        English => return None,
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
        German => format!("Man rät Ihnen: „{what}“. Welches Beispiel nehmen Sie?"),
        French => format!("On vous conseille ceci : « {what} ». Quel exemple prenez-vous ?"),
        Spanish => format!("Te aconsejan: «{what}». ¿Qué ejemplo eliges?"),
        Portuguese => format!("Aconselham-lhe: «{what}». Que exemplo escolhe?"),
        Japanese => format!("「{what}」と言われています。どの例を話しますか。"),
        English => return None,
    };
    // Advice on the day itself looks like it: of seventeen read aloud none sounded right.
    Some(Made { text, manner: Manner::Doubtful })
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
                "Piloter la refonte du site pour une collectivité",
                "Parlez-moi d'une situation où vous avez dû piloter la refonte du site pour une collectivité.",
            ),
            (
                "Führung eines Teams von zwölf Leuten",
                "In der Ausschreibung steht: „Führung eines Teams von zwölf Leuten“. Was ist Ihr bestes Beispiel dafür?",
            ),
            (
                "Du sprichst Fehler offen an, auch die von oben und nicht nur im Team",
                "In der Ausschreibung steht: „Du sprichst Fehler offen an, auch die von oben und nicht nur im Team“. Wo hast du so etwas schon gemacht, und wie bist du vorgegangen?",
            ),
            (
                "Gestionar cada lunes los turnos del almacén",
                "El anuncio dice: «Gestionar cada lunes los turnos del almacén». ¿Dónde has hecho algo parecido y cómo lo abordaste?",
            ),
            (
                "メンバー5名の育成と評価",
                "求人に「メンバー5名の育成と評価」とあります。いちばん近い経験を一つ、具体的に話してください。",
            ),
        ] {
            let language = language(text).unwrap_or(Language::English);
            assert_eq!(
                question(text, language, Place::Advert).map(|made| made.text).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
    }
}
