//! What stages, pauses and sums are called, and whose length a clause tells.

use super::super::text::{has_any, has_cjk, has_phrase};
use super::amounts;

/// What stages are called, with the words for them, the more telling first.
#[rustfmt::skip]
const STAGES: &[(&str, &[&str])] = &[
    ("presentation", &["presentation", "präsentation", "vortrag", "présentation", "presentación", "apresentação", "briefing", "pitch", "プレゼン"]),
    ("group exercise", &["group exercise", "group discussion", "group task", "gruppenübung", "gruppendiskussion", "exercice de groupe", "épreuve collective", "mise en situation collective", "dinámica de grupo", "dinámica grupal", "dinâmica de grupo", "グループディスカッション", "グループワーク"]),
    ("written exercise", &["written exercise", "written test", "written case", "written task", "in-tray", "in tray", "e-tray", "data exercise", "data pack", "data task", "schriftlich", "postkorb", "épreuve écrite", "exercice écrit", "prueba escrita", "prova escrita", "caso práctico", "estudo de caso", "筆記", "numeracy test", "online test", "test", "quiz", "questionnaire", "assessment"]),
    ("role play", &["role play", "role-play", "roleplay", "rollenspiel", "jeu de rôle", "juego de rol", "simulation", "simulación", "simulação", "mise en situation"]),
    ("case", &["case study", "case interview", "case interviews", "case", "fallstudie", "étude de cas", "cas pratique", "working session", "whiteboard", "system design", "coding", "pair programming", "pairing", "technical", "live exercise", "work sample", "task", "arbeitsprobe", "take-home", "portfolio", "micro-teach", "teaching", "lesson", "scenario", "exercise", "übung", "exercice", "ejercicio", "exercício"]),
    ("trial", &["trial shift", "trial day", "hospitation", "hospitationstag", "probetag", "probearbeiten", "schnuppertag", "journée d'essai", "trial", "shadow", "stage pratique", "prueba práctica"]),
    ("tour", &["tour", "walk round", "walk around", "walk over", "site visit", "rundgang", "betriebsrundgang", "werksrundgang", "visite", "recorrido", "visita", "walkabout", "見学"]),
    ("recruiter call", &["recruiter call", "recruiter screen", "recruiter chat", "hr screen", "hr call", "intro call", "initial call", "screening call", "pre-screen", "chat with hr", "call with hr", "call with me", "talent team"]),
    ("phone screen", &["phone screen", "phone interview", "phone call", "telephone", "telefon", "telefonat", "telefoninterview", "appel", "téléphonique", "llamada", "telefónica", "ligação", "telefonema", "chamada", "telefone", "telefónica", "telefônica", "phone", "電話"]),
    ("panel", &["panel interview", "panel", "board", "jury", "tribunal", "gremium", "kommission", "auswahlkommission", "comité", "banca", "painel", "パネル"]),
    ("loop", &["loop", "onsite", "on-site", "virtual onsite", "final round", "superday", "assessment centre", "assessment center"]),
    ("hiring manager interview", &["hiring manager", "line manager interview"]),
    ("video interview", &["video call", "video interview", "videocall", "videogespräch", "videointerview", "visio", "visioconférence", "videollamada", "videoconferencia", "videochamada", "videoconferência", "zoom", "teams", "オンライン"]),
    ("interview", &["interview", "interviews", "gespräch", "gespräche", "gesprächs", "vorstellungsgespräch", "interviewrunde", "runde", "runden", "entretien", "entretiens", "entrevue", "échange", "rencontre", "entrevista", "entrevistas", "charla", "conversación", "conversaciones", "reunión", "conversa", "conversas", "reunião", "round", "rounds", "conversation", "conversations", "discussion", "session", "sessions", "talk", "talks", "chat", "chats", "call", "meeting", "meetings", "slot", "slots", "one-to-one", "one-to-ones", "1:1", "1:1s", "stage", "step", "you meet", "you'll meet", "you will meet", "you speak", "time with", "面接", "面談", "選考", "questions"]),
];

/// What is no stage, though it takes minutes.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "break", "breaks", "lunch", "coffee", "tea", "comfort break", "pause", "pausen", "mittag", "mittagessen", "mittagspause",
    "kaffee", "kaffeepause", "imbiss", "déjeuner", "pause-café", "café", "descanso", "almuerzo", "comida", "pausa",
    "intervalo", "almoço", "cafezinho", "dinner", "buffet", "registration", "welcome drink", "arrival", "sandwiches", "breather", "attente", "wait", "comer", "comas", "welcome", "begrüßung", "accueil", "bienvenida", "cocktail", "networking",
];

/// Words that add stages up.
#[rustfmt::skip]
const TOTALS: &[&str] = &[
    "in all", "all in all", "in total", "total", "altogether", "overall", "whole thing", "whole day", "whole morning", "whole afternoon",
    "whole", "half day", "half-day", "full day", "entire", "insgesamt", "gesamt", "au total", "en tout", "en total", "no total", "ao todo",
    "al todo", "all told", "all together", "start to finish", "end to end", "door to door", "keep the", "合計", "全体で", "block out",
];

/// Words about the length of something else: an answer, a way, a warning ahead.
#[rustfmt::skip]
const ELSEWHERE: &[&str] = &[
    "answer", "answers", "per story", "each story", "before the interview", "before your", "early", "late", "per question", "arrive", "notice",
    "in advance", "beforehand", "antwort", "antworten", "réponse", "réponses", "respuesta", "respuestas", "resposta", "respostas",
    "minutes before", "minutes early", "ahead", "prior to", "vorher", "avant", "antes de", "walk from", "from the station",
    "minutes' walk", "minute walk", "drive", "by train", "by bus", "per week", "a week", "weekly", "per day", "hours a", "within",
    "at least", "shift pattern", "survey", "umfrage", "expire", "expires", "read", "your own questions", "your questions", "last account",
    "log in", "dial in", "sign in", "updated", "minute read", "zu fuß", "à pied", "a pie", "a pé",
];

/// Talks of which there are several, however many.
#[rustfmt::skip]
const SEVERAL: &[&str] = &[
    "interviews", "conversations", "talks", "sessions", "chats", "calls", "meetings", "rounds", "gespräche", "interviewrunden", "runden", "entretiens", "échanges", "entrevistas",
    "conversaciones", "charlas", "conversas", "reuniões",
];

/// Whether a text tells of a pause.
pub fn has_pause(low: &str) -> bool {
    has_any(low, BREAKS) || low.contains("休憩") || low.contains("昼食")
}

/// Whether a text adds stages up.
pub fn has_total(low: &str) -> bool {
    has_any(low, TOTALS)
}

/// Whether a text tells of the length of something else: an answer, a way.
pub fn is_elsewhere(low: &str) -> bool {
    has_any(low, ELSEWHERE)
}

/// Whether a text tells of several talks, however many.
pub fn has_several(low: &str) -> bool {
    has_any(low, SEVERAL)
}

/// Whether the length in a clause is that of its pause: no word for a talk stands nearer to it.
pub fn pause_is_nearer(low: &str) -> bool {
    let Some(length) = amounts::durations(low).into_iter().next() else { return true };
    let distance = |words: &[&str]| {
        words
            .iter()
            .filter(|word| has_phrase(low, word) || has_cjk(word))
            .flat_map(|word| low.match_indices(*word).map(move |(at, _)| (at, at + word.len())))
            .map(|(from, to)| from.saturating_sub(length.at.end).max(length.at.start.saturating_sub(to)))
            .min()
    };
    let talks = STAGES.iter().filter_map(|(_, words)| distance(words)).min();
    let pause = distance(BREAKS).or_else(|| distance(&["休憩", "昼食"]));
    pause.unwrap_or(0) <= talks.unwrap_or(usize::MAX)
}

/// The stage a text names.
pub fn name_of(low: &str) -> Option<&'static str> {
    let dense = has_cjk(low);
    // "case" within "in case" is none.
    let low = low.replace("in case", "");
    STAGES
        .iter()
        .find(|(_, words)| {
            words.iter().any(|word| {
                if dense && has_cjk(word) {
                    low.contains(word)
                } else {
                    has_phrase(&low, word) || compound(&low, word)
                }
            })
        })
        .map(|(name, _)| *name)
}

/// German puts words together: "Fachgespräch", "Kennenlerngespräch".
fn compound(low: &str, word: &str) -> bool {
    ["gespräch", "gespräche", "präsentation", "runde", "übung", "interview", "rundgang"].contains(&word)
        && low.split(|c: char| !c.is_alphanumeric()).any(|w| w.len() > word.len() && w.ends_with(word))
}
