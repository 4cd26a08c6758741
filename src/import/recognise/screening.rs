//! Questions that ask the candidate for a fact and not for a story: notice, pay, permits, dates, sizes.

use super::text::{begins_with_any, has_any, has_cjk, lower, word_count};

/// How such a question begins, in its first words.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "are you", "do you", "will you", "would you", "can you", "could you", "have you got", "have you signed", "have you read", "have you any", "did you", "is your", "what's your",
    "what is your", "what are your", "when can you", "when could you", "when would you", "which date", "which day", "which slot", "which shift", "how soon", "how much notice",
    "how many years", "may we", "please confirm",
    "haben sie", "sind sie", "können sie", "wann können", "besitzen sie", "wie hoch", "welche", "ab wann", "hast du", "bist du",
    "êtes-vous", "avez-vous", "pouvez-vous", "acceptez-vous", "quel est votre", "quelle est votre", "quelles sont vos", "quand pouvez-vous", "disposez-vous",
    "tiene", "tienes", "está", "estás", "puede", "puedes", "podría", "cuál es su", "cuál es tu", "cuándo", "dispone", "dispones", "cuántos años", "cuenta con",
    "tem", "está", "pode", "possui", "mantém", "qual é a sua", "qual a sua", "qual é o seu", "quando pode", "quantos anos", "aceita",
];

/// What it asks for.
#[rustfmt::skip]
const FACTS: &[&str] = &[
    "notice period", "notice", "start date", "available", "availability", "weekend", "weekends", "saturday", "saturdays", "sunday", "sundays", "shift", "shifts", "night shift",
    "nights", "overtime", "salary", "salary expectation", "salary expectations", "pay expectations", "day rate", "right to work", "authorized to work", "authorised to work",
    "work permit", "visa", "sponsorship", "eligible to work", "driving licence", "driver's license", "licence", "license", "own car", "own vehicle", "relocate", "relocation",
    "commute", "parking", "dietary", "allergies", "allergy", "vegetarian", "t-shirt", "shirt size", "vest size", "shoe size", "adjustments", "convicted", "conviction",
    "criminal record", "background check", "certificate", "years of experience", "how many years", "lbs", "kg", "flight", "hotel", "reimburse", "passport", "currently resident",
    "currently employed", "other offers", "still interested", "still ok", "still okay", "phone number", "email address", "related to any", "nysc", "references", "referees",
    "kündigungsfrist", "gehalt", "gehaltsvorstellung", "gehaltsvorstellungen", "verfügbar", "führerschein", "schichtdienst", "wochenenden", "eintrittstermin", "anreise",
    "führungszeugnis", "préavis", "prétentions", "prétentions salariales", "disponible", "disponibilité", "disponibilités", "permis", "week-end", "week-ends", "casier judiciaire",
    "preaviso", "salario", "salarial", "expectativa salarial", "disponibilidad", "carné", "carnet", "permiso de trabajo", "turno", "turnos", "fines de semana", "incorporarte",
    "incorporarse", "vehículo propio", "antecedentes", "pretensão salarial", "expectativa salarial", "disponibilidade", "carta de condução", "habilitação", "registo criminal",
    "início de funções", "aviso prévio", "años de experiencia", "anos de experiência", "veículo próprio", "hijos", "filhos", "children", "kinder", "enfants", "married", "pregnant",
];

/// The same in a script without spaces.
const FACTS_CJK: &[&str] = &[
    "夜勤は",
    "希望年収",
    "給与のご希望",
    "入社日",
    "入社可能",
    "勤務開始",
    "転勤は",
    "免許はお持ち",
    "ご結婚",
    "アレルギー",
    "サイズ",
];

/// How one asks for a story.
#[rustfmt::skip]
const TELLS: &[&str] = &[
    "tell",
    "describe",
    "example",
    "a time",
    "walk me",
    "walk us",
    "explain",
    "share",
    "beschreiben",
    "erzählen",
    "décrire",
    "raconter",
    "describir",
    "contar",
    "descrever",
];

/// No practical question is longer.
const MOST_WORDS: usize = 24;

/// Whether a question is for the form and not for the talk: "What is your notice period?". Nobody rehearses it.
pub fn asks_for_a_fact(question: &str) -> bool {
    if question.len() > 400 {
        return false;
    }
    let low = lower(question);
    if has_cjk(&low) {
        return FACTS_CJK.iter().any(|fact| low.contains(fact));
    }
    let bare = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = ["and ", "also ", "lastly ", "oh and ", "last one "]
        .iter()
        .fold(bare, |text, lead| text.strip_prefix(lead).unwrap_or(text));
    // "Could you describe a night shift …?" asks to be told.
    if has_any(&low, TELLS) {
        return false;
    }
    // "Have you ever …?" asks for a time, unless it is for a record.
    let lived = has_any(&low, &["ever", "jemals", "jamais", "alguna vez", "alguma vez"]);
    if lived {
        return has_any(&low, &["convicted", "dismissed", "conviction", "vorbestraft"]);
    }
    word_count(question) <= MOST_WORDS && begins_with_any(bare, OPENS) && has_any(&low, FACTS)
}

/// Whether somebody asks themselves: "Why did I wait so long?" speaks of the writer and of nobody else.
pub fn asks_oneself(question: &str) -> bool {
    let low = lower(question);
    has_any(&low, &["i", "i'd", "i'm", "i've"])
        && !has_any(&low, &["you", "your", "yours", "yourself", "me", "u"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_asks_is_told_from_what_is_rehearsed() {
        for fact in [
            "What is your notice period?",
            "Are you still OK with two Saturdays a month?",
            "And do you have a licence for the fork truck?",
            "Haben Sie einen Führerschein?",
            "¿Cuál es tu expectativa salarial?",
            "Tem disponibilidade para turnos?",
        ] {
            assert!(asks_for_a_fact(fact), "{fact}");
        }
        for question in [
            "Do you prefer to plan or to begin?",
            "Tell me about a night shift that went wrong.",
            "Have you ever been left in charge of a shift with nobody to ask?",
            "What is your greatest strength?",
            "How do you decide who works the weekend?",
            "Wann können Regeln gebrochen werden?",
        ] {
            assert!(!asks_for_a_fact(question), "{question}");
            assert!(!asks_oneself(question), "{question}");
        }
        assert!(asks_oneself("Why did it take so long before I looked?"));
        assert!(!asks_oneself("Why should I hire you?"));
    }
}
