//! The form of the interview: its stages, the minutes of each, who sits there, how many talks.

use crate::import::document::BlockKind;
use crate::import::draft::FoundStage;

use super::amounts::{self, Duration, Span};
use super::context::Context;
use super::heading_kind::HeadingKind;
use super::meaning::{Label, Reading, Sentence};
use super::people;
use super::text::{has_any, has_cjk, has_phrase, lower, squeeze, strip_number};
use super::units::Unit;

/// No interview has more stages; a longer list is of something else.
const MOST: usize = 30;

/// How far below the best label a sentence may stand and still be read as one on the interview's form,
/// where it names a stage and counts minutes. Chosen on the building part of the corpus.
const NEAR: i32 = -40;

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

/// Where a stage begins after another.
const AND_THEN: &[&str] = &[
    " → ",
    " -> ",
    "; ",
    ", then ",
    " and then ",
    ", followed by ",
    " followed by ",
    ", and afterwards ",
    " afterwards ",
    ", after that ",
    " after which ",
    ", danach ",
    " danach ",
    ", dann ",
    " und dann ",
    ", anschließend ",
    " anschließend ",
    ", puis ",
    " puis ",
    ", ensuite ",
    " suivi ",
    ", luego ",
    " y luego ",
    " después ",
    ", depois ",
    " e depois ",
    " seguido ",
    " seguida ",
    ", plus ",
    " plus ",
    "), ",
    ") and ",
    ") und ",
    ") et ",
    ") y ",
    ") e ",
    ", and a ",
    ", and ",
    ", a ",
    ", ein ",
    ", eine ",
    ", une ",
    ", un ",
    ", una ",
    ", uma ",
    ", um ",
    ", which ",
    " & a ",
    " & ",
    " and a ",
    " and ",
    " und ein ",
    " und ",
    " et un ",
    " et ",
    " y un ",
    " y ",
    " e um ",
    " e ",
    ", ",
    " with a ",
    " with ",
    "、",
    "、そ",
    " - ",
    " – ",
    " | ",
];

/// Talks of which there are several, however many.
#[rustfmt::skip]
const SEVERAL: &[&str] = &[
    "interviews", "conversations", "talks", "sessions", "chats", "calls", "meetings", "rounds", "gespräche", "interviewrunden", "runden", "entretiens", "échanges", "entrevistas",
    "conversaciones", "charlas", "conversas", "reuniões",
];

/// Finds the stages of the interview.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<FoundStage> {
    let mut out: Vec<FoundStage> = Vec::new();
    // "Interviews, 45 min each": how many there are is said somewhere else.
    let mut apart: Vec<u32> = Vec::new();
    let mut n = 0;
    while n < sentences.len() && out.len() < MOST {
        let unit = &units[sentences[n].unit];
        let row = row_of(n, sentences, units);
        let next = row.as_ref().map_or(n + 1, |row| row.end);
        let context = &contexts[sentences[n].unit];
        let elsewhere = matches!(
            context.heading_kind,
            Some(
                HeadingKind::Requirements
                    | HeadingKind::AskThem
                    | HeadingKind::Stories
                    | HeadingKind::Questions
                    | HeadingKind::Moments
            )
        );
        if taken[sentences[n].unit] || unit.is_code() || unit.is_field() || readings[n].is_unread() {
            n = next;
            continue;
        }
        let told = (n..next).map(|at| readings[at].margin(Label::Stage)).max().unwrap_or(i32::MIN);
        // A heading over the form of the interview vouches for what stands below it.
        let limit = if context.heading_kind == Some(HeadingKind::Format) { NEAR * 2 } else { NEAR };
        if told < limit || elsewhere && told <= 0 {
            n = next;
            continue;
        }
        // In a table the name, the length and the people of a stage stand in cells of their own.
        let text = match &row {
            Some(row) => {
                let cells = row.clone().map(|at| sentences[at].text.as_str());
                cells
                    .skip_while(|cell| cell.len() <= 3 && cell.trim_end_matches('.').parse::<u32>().is_ok())
                    .collect::<Vec<_>>()
                    .join(" | ")
            }
            None => strip_number(&sentences[n].text).to_owned(),
        };
        let around = if row.is_some() { String::new() } else { around(n, sentences, readings) };
        let heading = context.path.last().map_or(String::new(), |&at| lower(&units[at].text));
        let low = lower(&text);
        if people::apart(&low) && has_any(&low, SEVERAL) {
            apart.push(sentences[n].line);
        }
        let who = row.as_ref().and_then(|row| who(row.clone(), sentences, units));
        for mut found in stages(&text, &around, &heading, sentences[n].line, told > 0) {
            if !found.is_break() {
                found.interviewers = who.or(found.interviewers).or_else(|| same_people(&lower(&text), &out));
            }
            let known = out.iter().any(|known| same(known, &found));
            if !known && out.len() < MOST {
                out.push(found);
            }
        }
        n = next;
    }
    one_panel(&mut out);
    // What is told of once is one talk.
    let once = |stage: &&mut FoundStage| {
        !stage.is_break() && stage.minutes.is_some() && !apart.contains(&stage.line)
    };
    for stage in out.iter_mut().filter(once) {
        stage.rounds = stage.rounds.or(Some([1, 1]));
    }
    out
}

/// The people of the stage before, where this one is held by "the same panel".
fn same_people(low: &str, out: &[FoundStage]) -> Option<Span> {
    #[rustfmt::skip]
    const SAME: &[&str] = &[
        "same panel", "same people", "same two", "same three", "same four", "same five", "same interviewers", "same members", "same persons", "same board", "same jury",
        "mêmes personnes", "même jury", "même panel", "mismos", "mismo tribunal", "mismo panel", "mismas personas", "mesmos", "mesma banca", "mesmo painel", "mesmas pessoas",
        "dieselben personen", "denselben personen", "gleichen personen", "demselben gremium", "dieselbe kommission",
    ];
    let same = has_any(low, SAME) || low.contains("同じ面接官") || low.contains("同じメンバー");
    let people = || out.iter().rev().find_map(|stage| stage.interviewers.filter(|[_, most]| *most > 1));
    same.then(people).flatten()
}

/// How many sit there, where a column of the table is for that.
fn who(row: std::ops::Range<usize>, sentences: &[Sentence], units: &[Unit]) -> Option<Span> {
    #[rustfmt::skip]
    const WHO: &[&str] = &[
        "who", "with", "with whom", "interviewer", "interviewers", "interviewer(s)", "people", "panel", "assessors", "you meet", "wer", "mit wem", "personen", "gesprächspartner",
        "qui", "avec", "avec qui", "interlocuteur", "interlocuteurs", "personnes", "quién", "con", "con quién", "personas", "quem", "com", "com quem", "pessoas", "面接官", "担当", "人数",
    ];
    let BlockKind::Cell { table, row: at, .. } = units[sentences[row.start].unit].kind else { return None };
    // A schedule has no more rows; a longer table is looked at without its header.
    if at > 60 {
        return None;
    }
    let before = units[..sentences[row.start].unit].iter().rev().take_while(|unit| unit.is_cell());
    let column = before.filter(|unit| unit.words <= 4).find_map(|unit| match unit.kind {
        BlockKind::Cell { table: t, column, row: 0, .. } if t == table && has_any(&unit.low, WHO) => {
            Some(column)
        }
        _ => None,
    })?;
    row.map(|at| &sentences[at]).find_map(|sentence| match units[sentence.unit].kind {
        BlockKind::Cell { column: c, .. } if c == column => people::named_in(&sentence.text),
        _ => None,
    })
}

/// A document with one panel tells in one place how long it sits and in another how many they are.
fn one_panel(out: &mut Vec<FoundStage>) {
    let Some(people) = out
        .iter()
        .filter(|stage| stage.stage == "panel")
        .filter(|stage| stage.minutes.is_none())
        .find_map(|stage| stage.interviewers.filter(|[_, most]| *most > 1))
    else {
        return;
    };
    let lone = |stage: &FoundStage| {
        stage.stage == "panel" && stage.minutes.is_some() && stage.interviewers.is_none()
    };
    if out.iter().filter(|stage| lone(stage)).count() == 1 {
        for stage in out.iter_mut().filter(|stage| lone(stage)) {
            stage.interviewers = Some(people);
        }
        out.retain(|stage| stage.stage != "panel" || stage.minutes.is_some() || stage.rounds.is_some());
    }
}

/// Whether both tell of one stage: a later mention that says no more.
fn same(known: &FoundStage, found: &FoundStage) -> bool {
    let fits = |a: Option<Span>, b: Option<Span>| b.is_none() || a == b;
    known.minutes == found.minutes
        && fits(known.interviewers, found.interviewers)
        && fits(known.rounds, found.rounds)
        && (known.stage == found.stage || found.stage == "interview")
}

/// The sentences that are the cells of one row with the one at `n`.
fn row_of(n: usize, sentences: &[Sentence], units: &[Unit]) -> Option<std::ops::Range<usize>> {
    let BlockKind::Cell { table, row, header, .. } = units[sentences[n].unit].kind else { return None };
    let beside = |at: &usize| matches!(units[sentences[*at].unit].kind, BlockKind::Cell { table: t, row: r, .. } if t == table && r == row);
    let end = (n + 1..sentences.len()).find(|at| !beside(at)).unwrap_or(sentences.len());
    (!header && end > n + 1).then_some(n..end)
}

/// What the sentences beside this one in its paragraph say of people, where they count no minutes themselves.
fn around(n: usize, sentences: &[Sentence], readings: &[Reading]) -> String {
    let mut out = String::new();
    for at in [Some(n + 1), Some(n + 2), n.checked_sub(1)].into_iter().flatten() {
        // The people of the next stage are not those of this one.
        let counts =
            |at: usize| sentences.get(at).is_some_and(|s| !amounts::durations(&lower(&s.text)).is_empty());
        if at > n && (n + 1..=at).any(counts) {
            continue;
        }
        let Some(beside) = sentences.get(at).filter(|s| s.unit == sentences[n].unit) else { continue };
        let low = lower(&beside.text);
        let stage = readings[at].margin(Label::Stage) >= NEAR;
        if stage
            && amounts::durations(&low).is_empty()
            && people::people(&low).is_some_and(|[_, most]| most > 1)
        {
            out = low;
            break;
        }
    }
    out
}

/// The stages that a text tells of. `around` is what is said beside it of people, `heading` what stands
/// above.
fn stages(text: &str, around: &str, heading: &str, line: u32, sure: bool) -> Vec<FoundStage> {
    // A curly apostrophe has another length than the straight one that it is read as.
    let text = &text.replace(['’', '‘', 'ʼ'], "'");
    let low = lower(text);
    if low.chars().count() > 900 {
        return Vec::new();
    }
    let lengths = amounts::durations(&low);
    // People are known by their capitals, where lower case has kept every letter in its place.
    let written = if low.len() == text.len() { text.as_str() } else { low.as_str() };
    let mut out = Vec::new();
    for (clause, minutes) in clauses(&low, written, &lengths) {
        if let Some(found) = stage(&clause, &low, minutes, around, heading, line, sure) {
            out.push(found);
        }
    }
    // Without a length: how many talks with how many people, if a stage is named.
    if lengths.is_empty() && sure {
        let (talks, people) = (people::talks(&low), people::people(&low).filter(|[_, most]| *most > 1));
        let of_answers = has_any(&low, ELSEWHERE) || has_any(&low, TOTALS);
        if let Some(name) = name_of(&low)
            && (talks.is_some() || people.is_some())
            && !of_answers
        {
            out.push(held(name, None, talks, people, &low, line));
        }
    }
    out
}

/// The text cut where one stage ends and the next begins: one piece for each length of time in it.
fn clauses(low: &str, written: &str, lengths: &[Duration]) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    // "Three talks: first 50 minutes with …": the number before the colon is of all that follow.
    let intro =
        lengths.first().filter(|_| lengths.len() > 1).and_then(|first| low[..first.at.start].rfind(": "));
    let mut from = intro.filter(|at| people::talks(&low[..*at]).is_some()).map_or(0, |at| at + 2);
    for (n, length) in lengths.iter().enumerate() {
        let to = match lengths.get(n + 1) {
            None => low.len(),
            Some(next) => {
                let between = &low[length.at.end..next.at.start];
                let cut = AND_THEN
                    .iter()
                    .find_map(|mark| between.rfind(mark).map(|at| at + usize::from(mark.starts_with(')'))));
                length.at.end + cut.unwrap_or(between.len())
            }
        };
        out.push((squeeze(written.get(from..to).unwrap_or(&low[from..to])), length.minutes));
        from = to;
    }
    out
}

fn stage(
    clause: &str,
    whole: &str,
    minutes: Span,
    around: &str,
    heading: &str,
    line: u32,
    sure: bool,
) -> Option<FoundStage> {
    let low = lower(clause);
    if has_any(&low, TOTALS) || has_any(&low, ELSEWHERE) {
        return None;
    }
    let named = name_of(&low);
    let pauses = has_any(&low, BREAKS) || low.contains("休憩") || low.contains("昼食");
    if pauses
        && named.is_none_or(|name| ["interview", "tour", "recruiter call"].contains(&name))
        && pause_is_nearer(&low)
    {
        let is_pause = sure && (5..=90).contains(&minutes[1]);
        return is_pause.then(|| held(FoundStage::BREAK, Some(minutes), None, None, "", line));
    }
    let name = named
        .or_else(|| name_of(whole).filter(|_| sure && !pauses))
        .or_else(|| name_of(heading).filter(|_| !pauses))
        .or_else(|| (sure && !pauses).then_some("interview"))?;
    let least = if ["presentation", "recruiter call", "phone screen", "interview"].contains(&name) && sure {
        5
    } else {
        10
    };
    if minutes[1] < least || minutes[1] > 480 {
        return None;
    }
    let talks = people::talks(&low);
    let mut people = people::of(clause);
    let alone = ["phone screen", "recruiter call", "tour"].contains(&name);
    // A panel is often told in the sentence beside the one with its minutes.
    if people.is_none_or(|[_, most]| most < 2)
        && !alone
        && talks.is_none()
        && !around.is_empty()
        && minutes[1] >= 20
    {
        people = people::people(around).or(people);
    }
    Some(held(name, Some(minutes), talks, people, &low, line))
}

/// "five people for 55 minutes each" are five talks with one person. One talk is left to be said later.
fn held(
    name: &str,
    minutes: Option<Span>,
    talks: Option<Span>,
    people: Option<Span>,
    low: &str,
    line: u32,
) -> FoundStage {
    let apart = people::apart(low);
    let (rounds, interviewers) = match (talks, people) {
        (None, Some([few, many])) if many > 1 && apart && !low.contains("panel") => {
            (Some([few, many]), Some([1, 1]))
        }
        (Some(talks), Some(people))
            if talks == people
                && apart
                && !has_any(low, &["of us", "of them"])
                && !people::says_twice(low, talks[0]) =>
        {
            (Some(talks), Some([1, 1]))
        }
        (talks, people) => (talks, people),
    };
    let rounds = rounds.filter(|[_, most]| *most > 1);
    FoundStage { stage: name.to_owned(), minutes, interviewers, rounds, line }
}

/// Whether the length in a clause is that of its pause: no word for a talk stands nearer to it.
fn pause_is_nearer(low: &str) -> bool {
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
fn name_of(low: &str) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    type Read = (String, Option<Span>, Option<Span>, Option<Span>);

    fn read(text: &str) -> Vec<Read> {
        stages(text, "", "", 1, true)
            .into_iter()
            .map(|f| (f.stage, f.minutes, f.interviewers, f.rounds))
            .collect()
    }

    #[test]
    fn stages_with_minutes_people_and_talks_are_read() {
        let all = |n: u32| Some([n, n]);
        for (text, wanted) in [
            (
                "You'll meet five people for 55 minutes each, and there is a 30 minute lunch break after the third interview.",
                vec![("interview", all(55), all(1), all(5)), ("break", all(30), None, None)],
            ),
            (
                "First there is a walk over the floor, 20 minutes, then a group exercise of 35 minutes with two observers, then coffee (15 minutes), and afterwards each of you has two interviews with 45 minutes, always with two of us at the table.",
                vec![
                    ("tour", all(20), None, None),
                    ("group exercise", all(35), all(2), None),
                    ("break", all(15), None, None),
                    ("interview", all(45), all(2), all(2)),
                ],
            ),
            ("4 x 45 min interviews", vec![("interview", all(45), None, all(4))]),
            (
                "two interviews back to back, an hour each, two people in each",
                vec![("interview", all(60), all(2), all(2))],
            ),
            (
                "A panel of three partners, 75 minutes, which starts with your presentation of 15 minutes.",
                vec![("panel", all(75), all(3), None), ("presentation", all(15), None, None)],
            ),
            (
                "a written case (45 min, alone), a discussion of the case with two managers (45 min) and a partner interview (one partner, 60 min)",
                vec![
                    ("written exercise", all(45), None, None),
                    ("case", all(45), all(2), None),
                    ("interview", all(60), all(1), None),
                ],
            ),
            ("There's a 20 minute break after the written part.", vec![("break", all(20), None, None)]),
            ("Keep each answer to 2-3 minutes", vec![]),
            ("Die Runde dauert insgesamt 3 Stunden", vec![]),
        ] {
            let wanted: Vec<_> = wanted.into_iter().map(|(s, m, i, r)| (s.to_owned(), m, i, r)).collect();
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
