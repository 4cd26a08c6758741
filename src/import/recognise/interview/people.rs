//! How many people sit in a talk and how many talks there are, as texts count, name and list them.

use std::ops::Range;

use super::super::text::lower_in_place;
use super::amounts::{BETWEEN, Span, tenths, tokens, unit, whole};
use super::people_list::{end_of_list, parts, without_asides, without_brackets};

#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "interviewers", "interviewer", "people", "persons", "panelists", "panellists", "members", "partners",
    "managers", "directors", "colleagues", "observers", "assessors", "governors", "trustees", "engineers",
    "leads", "stakeholders", "of", "recruiters", "seniors", "judges", "parents", "pupils", "students",
    "nurses", "doctors", "consultants", "personen", "kollegen", "kolleginnen", "leute", "beobachter",
    "führungskräfte", "mitgliedern", "mitglieder", "vertreter", "personnes", "collègues", "managers",
    "évaluateurs", "recruteurs", "membres", "personas", "evaluadores", "entrevistadores", "miembros",
    "responsables", "pessoas", "gestores", "avaliadores", "membros", "diretores", "名", "人", "folks",
    "partner", "manager", "director", "colleague", "person", "observer", "trustee", "nurse", "doctor",
    "executives", "officers", "peers", "heads", "scientists", "designers", "principals", "associates",
];

/// How many people sit there: "a panel of three", "with two managers", "4 or 5 of them", "面接官2名".
pub fn people(low: &str) -> Option<Span> {
    counted(low).first().map(|(count, _)| *count)
}

/// The same with every place where a text counts people, those with a number first.
pub fn counted(low: &str) -> Vec<(Span, Range<usize>)> {
    let tokens = tokens(low);
    let mut out: Vec<(Span, Range<usize>)> = Vec::new();
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    for n in 0..tokens.len() {
        let Some(first) = whole(word(n)).filter(|p| (1..=15).contains(p)) else { continue };
        let (low_count, high, after) = match (BETWEEN.contains(&word(n + 1)), whole(word(n + 2))) {
            (true, Some(second)) if second > first && second <= 15 => (first, second, n + 3),
            _ => (first, first, n + 1),
        };
        // What is counted in minutes or hours is no person.
        if unit(&tokens, after).is_some() {
            continue;
        }
        let before = word(n.wrapping_sub(1));
        let before2 = word(n.wrapping_sub(2));
        let panel = matches!(
            before2,
            "panel"
                | "jury"
                | "tribunal"
                | "comité"
                | "team"
                | "gremium"
                | "kommission"
                | "group"
                | "banca"
                | "painel"
        ) && matches!(before, "of" | "de" | "von" | "à" | "aus" | "com" | "con");
        let noun = (after..after + 3).find(|&i| PEOPLE.contains(&word(i)) && word(i) != "of");
        let of_us = word(after) == "of"
            && matches!(word(after + 1), "us" | "them" | "my" | "our" | "the" | "you")
            || matches!(word(after), "von" | "d" | "de" | "dos")
                && matches!(word(after + 1), "uns" | "nosotros" | "nós" | "entre");
        // A year, a date or a list's number is no count.
        let near =
            noun.is_some_and(|i| (after..i).all(|k| whole(word(k)).is_none() && unit(&tokens, k).is_none()));
        let ours = of_us && word(after + 1) != "you";
        let counts = panel || near || ours;
        if counts && out.last().is_none_or(|(_, known)| known.end <= tokens[n].at.start) {
            let last = noun.filter(|_| near).unwrap_or(after - 1).min(tokens.len() - 1);
            out.push(([low_count, high], tokens[n].at.start..tokens[last].at.end));
        }
    }
    // "ils seront quatre", "serán tres", "we are three".
    for n in 0..tokens.len() {
        let be = matches!(
            word(n),
            "seront" | "sont" | "serán" | "son" | "serão" | "são" | "somos" | "sommes" | "sind" | "are"
        ) && matches!(
            word(n.wrapping_sub(1)),
            "ils"
                | "elles"
                | "nous"
                | "on"
                | "wir"
                | "we"
                | "they"
                | "ellos"
                | "nosotros"
                | "eles"
                | "nós"
                | ""
                | ","
                | "y"
        );
        let at = if matches!(word(n + 1), "donc" | "zu" | "usually") { n + 2 } else { n + 1 };
        if be && let Some(count) = whole(word(at)).filter(|count| (2..=9).contains(count)) {
            out.push(([count; 2], tokens[n].at.start..tokens[at].at.end));
        }
    }
    out.extend(alone(low).map(|at| ([1, 1], at)));
    out
}

/// Where a text says that a talk is of two.
fn alone(low: &str) -> Option<Range<usize>> {
    const OF_TWO: &[&str] =
        &["one to one", "one-to-one", "1:1", "1-1", "1 to 1", "one on one", "one-on-one", "vier-augen"];
    let said = OF_TWO.iter().find(|phrase| super::super::text::has_phrase(low, phrase))?;
    low.find(said).map(|at| at..at + said.len())
}

#[rustfmt::skip]
const TALKS: &[&str] = &[
    "interviews", "conversations", "talks", "rounds", "sessions", "meetings", "calls", "chats",
    "discussions", "slots", "exercises", "gespräche", "gesprächen", "interviews", "runden", "termine",
    "entretiens", "entrevues", "échanges", "tours", "entrevistas", "conversaciones", "rondas", "charlas",
    "conversas", "rodadas", "etapas", "回", "panels", "one-to-ones", "stations", "presentations",
    "segments", "blocks",
];

/// How many such talks follow one another: "five one-hour interviews", "4 x 45 min".
pub fn talks(low: &str) -> Option<Span> {
    talks_counted(low).first().map(|(count, _)| *count)
}

/// The same with every place where a text counts talks.
pub fn talks_counted(low: &str) -> Vec<(Span, Range<usize>)> {
    let mut out = Vec::new();
    let mut from = 0;
    for part in low.split_inclusive(". ") {
        out.extend(talks_in(part).map(|(count, at)| (count, from + at.start..from + at.end)));
        from += part.len();
    }
    out
}

fn talks_in(low: &str) -> Option<(Span, Range<usize>)> {
    let tokens = tokens(low);
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    for n in 0..tokens.len() {
        let Some(first) = whole(word(n)).filter(|p| (1..=12).contains(p)) else { continue };
        let (low_count, high, after) = match (BETWEEN.contains(&word(n + 1)), whole(word(n + 2))) {
            (true, Some(second)) if second > first && second <= 12 => (first, second, n + 3),
            _ => (first, first, n + 1),
        };
        if matches!(word(after), "x" | "×" | "*" | "mal" | "fois") && tenths(word(after + 1)).is_some() {
            return Some(([low_count, high], tokens[n].at.start..tokens[after].at.end));
        }
        // Up to five words may describe the talks, a length among them.
        let noun = (after..after + 6).find(|&i| TALKS.contains(&word(i)));
        if let Some(noun) = noun
            && high >= 2
            && unit(&tokens, after).is_none()
            && (after..noun).all(|i| {
                !APART_FROM.contains(&word(i)) && !matches!(word(i), "of" | "with" | "for" | "in" | "before")
            })
        {
            return Some(([low_count, high], tokens[n].at.start..tokens[noun].at.end));
        }
    }
    None
}

const APART_FROM: &[&str] = &["break", "breaks", "pause", "lunch", "coffee", "people", "and"];

/// Whether each of several people is met by themselves: "each", "one at a time", "jeweils".
pub fn apart(low: &str) -> bool {
    super::super::text::has_any(
        low,
        &[
            "each",
            "individually",
            "one to one",
            "one-to-one",
            "one on one",
            "one-on-one",
            "1:1",
            "one at a time",
            "separately",
            "back to back",
            "back-to-back",
            "jeweils",
            "je",
            "einzeln",
            "nacheinander",
            "chacun",
            "chacune",
            "individuels",
            "individuellement",
            "cada",
            "cada uno",
            "cada una",
            "cada um",
            "individuales",
            "individuais",
            "in turn",
        ],
    ) || low.contains("ずつ")
}

/// Words before a list of the people one meets.
const BEFORE_PEOPLE: &[&str] =
    &[" with ", " w/ ", " mit ", " avec ", " con ", " com ", " beim ", " devant ", " vor "];

/// Signs that may stand before such a list: it counts only where nothing else follows.
const BEFORE_NAMES: &[&str] =
    &[", ", " - ", " – ", " — ", ": ", " (", " is ", " are ", " be ", " sind ", " sont ", " son ", " são "];

/// What one person is called by their office. Plurals are left out: they do not say how many.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "manager", "director", "head", "lead", "leader", "hr", "ceo", "cto", "cfo", "coo", "cpo", "ciso", "chair", "chairman", "chairwoman", "officer", "engineer", "trustee",
    "partner", "colleague", "recruiter", "nurse", "matron", "sister", "teacher", "governor", "vp", "president", "supervisor", "boss", "somebody", "someone", "person",
    "member", "senior", "principal", "professor", "dean", "doctor", "consultant", "chef", "foreman", "planner", "analyst", "developer", "designer", "scientist", "gm",
    "tm", "owner", "founder", "representative", "rep", "user", "peer", "specialist", "coordinator", "controller", "mayor", "councillor", "secretary", "registrar",
    "physio", "pharmacist", "inspector", "assessor", "observer", "volunteer", "student", "technician", "buyer", "actor", "raiser", "executive", "superintendent",
    "leiter", "leiterin", "leitung", "personal", "kollegin", "kollege", "kollegen", "betriebsrat", "personalrat", "personalamt", "chefarzt", "direktorin", "direktor",
    "geschäftsführer", "geschäftsführerin", "geschäftsführung", "mitglied", "meister", "meisterin", "chefin", "vorstand", "jemand", "jemandem", "personalabteilung",
    "fachbereich", "fachabteilung", "ausbilder", "ausbilderin", "bürgermeister", "bürgermeisterin", "referentin", "referent", "mitarbeiterin", "mitarbeiter",
    "gleichstellungsbeauftragte", "gleichstellungsbeauftragten", "schwerbehindertenvertretung",
    "responsable", "directeur", "directrice", "drh", "rh", "chefe", "cadre", "adjoint", "adjointe", "ingénieur", "ingénieure", "gérant", "gérante", "patron", "patronne",
    "président", "présidente", "représentant", "représentante", "élu", "élue", "quelqu'un", "quelqu’un", "collègue", "recruteur", "recruteuse", "maire",
    "directora", "jefe", "jefa", "gerente", "encargado", "encargada", "compañero", "compañera", "alguien", "socio", "socia", "ingeniero", "ingeniera", "supervisora",
    "coordinador", "coordinadora", "presidente", "presidenta", "técnico", "técnica", "rrhh",
    "diretor", "diretora", "gestor", "gestora", "colega", "alguém", "sócio", "sócia", "coordenador", "coordenadora", "engenheiro", "engenheira", "encarregado", "encarregada",
    "me", "myself", "mir", "moi", "moi-même", "mí", "mim", "conmigo", "comigo", "yo", "i",
];

/// Articles and possessives that tell which person one already named is: "Ros, our studio director".
#[rustfmt::skip]
const WHICH: &[&str] = &[
    "the", "our", "your", "their", "head", "chief", "director", "manager", "der", "die", "unser", "unsere", "unserer", "unserem", "ihr", "ihre", "le", "la", "notre",
    "votre", "el", "nuestro", "nuestra", "su", "nosso", "nossa", "who", "leiter", "leiterin", "directeur", "directrice", "responsable", "jefe", "jefa", "diretor", "diretora",
];

/// What may be written with a capital after "with" and is nobody.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "teams", "zoom", "chime", "meet", "google", "microsoft", "skype", "webex", "whereby", "excel", "powerpoint", "star", "q&a", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "lunes", "martes",
    "miércoles", "jueves", "viernes", "part", "round", "stage", "step", "day", "teil", "tag", "fragen", "frage", "antworten", "rückfragen", "kaffee", "kuchen", "präsentation",
    "diskussion", "vortrag", "aufgabe", "aufgaben", "zeit", "beispielen", "beispiele", "you", "questions", "answers", "case", "interview", "lunch", "coffee", "break", "chat", "video",
    "call", "panel", "sql", "python", "onsite", "phone", "minutes", "uhr", "starfragen", "ihnen", "sie", "scenario", "values", "amazon", "laptop", "room",
];

/// Said where nobody but one interviewer is there.
#[rustfmt::skip]
const ALONE: &[&str] = &[
    "just the two of us", "only the two of us", "just me", "just myself", "just him", "just her", "only me", "on his own", "on her own", "on my own with you", "one on one",
    "one-on-one", "one to one", "one-to-one", "director only", "los dos solos", "las dos solas", "a solas", "solo con él", "solo con ella", "solo conmigo", "seul à seul",
    "seule à seule", "seul à seule", "tête à tête", "tête-à-tête", "só com", "só comigo", "só ela", "só ele", "só nós dois", "unter vier augen", "vier-augen", "nur mit mir",
    "just you and me", "just you and i", "you and me", "1:1", "1-1", "1 to 1", "um a um",
];

/// Departments, which say where the one named before them sits.
#[rustfmt::skip]
const DEPARTMENTS: &[&str] = &[
    "education", "service", "services", "quality", "finance", "ops", "operations", "product", "engineering", "people", "compliance", "sales", "marketing", "legal", "risk",
    "design", "data", "security", "support", "logistics", "safety", "production", "procurement", "purchasing", "research", "development", "it", "hse", "rooms", "talent",
    "audit", "treasury", "personas", "rh", "rrhh", "pessoas", "learning", "estates", "maintenance", "planning", "programme", "programmes", "program", "clinical", "field", "customer", "success", "supply", "chain",
    "einkauf", "vertrieb", "produktion", "finanzen", "qualität", "achats", "ventes", "qualité", "compras", "ventas", "calidad", "vendas", "qualidade",
];

/// Whether a text says a number twice: "two interviews, two people in each" counts talks and people.
pub fn says_twice(low: &str, number: u32) -> bool {
    tokens(low).iter().filter(|token| whole(token.text) == Some(number)).count() > 1
}

/// How many people sit in a talk, as a clause tells: by number ("a panel of three"), by name and office ("with
/// Fermín and the chef"), by the cells of a table's row. Letters as written: a name is known by its capital.
pub fn of(text: &str) -> Option<Span> {
    let low = text.to_lowercase();
    if super::super::text::has_any(&low, ALONE) {
        return Some([1, 1]);
    }
    let counted = people(&low);
    let listed = if text.contains(" | ") { in_cells(text) } else { listed(text) };
    match (counted, listed) {
        // "two shift leads and one of HR": the list has more than its first number.
        (Some([few, many]), Some(more))
            if few == many && more[1] > many && many < 3 && !low.contains("panel of") =>
        {
            Some(more)
        }
        (counted, listed) => counted.or(listed),
    }
}

/// What the cells of a row say: a bare number that is not the row's own, or a list of people.
fn in_cells(text: &str) -> Option<Span> {
    let cells: Vec<&str> = text.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
    cells.iter().skip(1).find_map(|cell| {
        let number = cell.parse::<u32>().ok().filter(|n| (1..=12).contains(n)).map(|n| [n, n]);
        number.or_else(|| listed(cell))
    })
}

/// How many people a cell names whose column says that it holds people.
pub fn named_in(cell: &str) -> Option<Span> {
    if cell.len() > 300 {
        return None;
    }
    of(cell).or_else(|| {
        list(cell, true, true).filter(|count| (1..=7).contains(count)).map(|count| [count, count])
    })
}

/// How many people a text lists by name or office. `None` where it lists fewer than two.
pub fn listed(text: &str) -> Option<Span> {
    lists(text).into_iter().map(|(count, _)| count).max().filter(|count| *count >= 2).map(|count| [count; 2])
}

/// Places of a line at which a list of people is looked for.
const MOST_STARTS: usize = 30;

/// The lists of people in a text, each with its place: where one begins within another, the one with more of them. A
/// list of one begins behind a word such as "with".
pub fn lists(text: &str) -> Vec<(u32, Range<usize>)> {
    let low = lower_in_place(text);
    let after = |marks: &[&str]| -> Vec<usize> {
        marks.iter().flat_map(|mark| low.match_indices(mark).map(|(at, mark)| at + mark.len())).collect()
    };
    let strong = after(BEFORE_PEOPLE).into_iter().map(|at| (at, false));
    let weak = after(BEFORE_NAMES).into_iter().chain([0]).map(|at| (at, true));
    let mut starts: Vec<(usize, bool)> = strong.chain(weak).collect();
    starts.sort_unstable();
    starts.truncate(MOST_STARTS);
    let mut out: Vec<(u32, Range<usize>)> = Vec::new();
    for (at, whole) in starts {
        let Some(count) = list(&text[at..], whole, false) else { continue };
        if count > 7 || count < 2 && whole {
            continue;
        }
        let place = at..at + end_of_list(&text[at..]);
        match out.last_mut() {
            Some(known) if known.1.end > at => {
                if count > known.0 {
                    *known = (count, place);
                }
            }
            _ => out.push((count, place)),
        }
    }
    out
}

/// The lists of names in a text that nothing else tells of: "Lev + Dineo", "Myself and Dermot".
pub fn names(text: &str) -> Vec<(u32, Range<usize>)> {
    const STARTS: &[&str] =
        &[". ", ": ", ", ", " - ", " – ", " — ", " (", "; ", " | ", " is ", " are ", " then "];
    let starts = STARTS.iter().flat_map(|mark| text.match_indices(mark).map(|(at, mark)| at + mark.len()));
    let mut starts: Vec<usize> = starts.chain([0]).collect();
    starts.sort_unstable();
    starts.truncate(MOST_STARTS);
    let mut out: Vec<(u32, Range<usize>)> = Vec::new();
    for at in starts {
        if out.last().is_some_and(|(_, known)| known.end > at) {
            continue;
        }
        let end = at + end_of_list(&text[at..]);
        if let Some(count) = list(&text[at..], false, true).filter(|count| (2..=7).contains(count)) {
            out.push((count, at..end));
        }
    }
    out
}

/// How many people the list names that a text begins with. Of a `whole` list nothing else may follow, and
/// unless names alone are enough somebody in it stands by office or number.
fn list(text: &str, whole: bool, names: bool) -> Option<u32> {
    let text = without_asides(&without_brackets(&text[..end_of_list(text)]));
    let parts = parts(&text);
    let (mut count, mut first, mut among, mut sure) = (0, 0, false, names || !whole);
    let mut before: Option<Item> = None;
    for (n, (between, part)) in parts.iter().enumerate() {
        let item = match item(part) {
            Some(Item::Perhaps) if before.is_none() => return None,
            Some(item) => item,
            None if whole && !closes(part) => return None,
            None => break,
        };
        // "2 people, one of them plays the customer": what comes after the comma is among those counted.
        if n == 1 && *between == "," && matches!(before, Some(Item::Counted(_))) {
            first = count;
            among = item == Item::Name || part.contains("of them") || part.contains("of us");
        }
        sure |= matches!(item, Item::Counted(_) | Item::Office { .. });
        // "Ros, our studio director", "the director, Mr Ito", "Mo Adeyemi, Field Service" are one person.
        let again = *between == ","
            && matches!(
                (before, item),
                (Some(Item::Name), Item::Office { which: true })
                    | (Some(_), Item::Place)
                    | (Some(Item::Office { which: true }), Item::Name)
            );
        if item == Item::Place && !again {
            break;
        }
        if !again {
            count += match item {
                Item::Counted(many) => many,
                _ => 1,
            };
        }
        before = Some(item);
    }
    // "Two of us, one from Ops and one from HR" are told twice.
    sure.then_some(if first > 1 && (among || count == 2 * first) { first } else { count })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Counted(u32),
    Office {
        which: bool,
    },
    Name,
    /// "a postdoc": somebody where the list holds people.
    Perhaps,
    /// A department.
    Place,
}

/// Whether a name ends in the word for an office: "site manager", "Section Head".
pub fn is_office(low: &str) -> bool {
    low.split(' ').next_back().is_some_and(|last| last.chars().count() > 3 && is_office_word(last))
        && low.split(' ').count() <= 4
}

fn is_office_word(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "leiter",
        "leiterin",
        "leitung",
        "meister",
        "meisterin",
        "beauftragte",
        "beauftragter",
        "führer",
        "führerin",
    ];
    OFFICES.contains(&word)
        || word.split(['-', '/']).any(|piece| OFFICES.contains(&piece) && piece.len() > 2)
        || ENDS.iter().any(|end| word.len() > end.len() + 3 && word.ends_with(end))
}

/// Who one part of a list is, if it is somebody.
fn item(part: &str) -> Option<Item> {
    #[rustfmt::skip]
    const BESIDE: &[&str] = &[
        "also", "then", "again", "both", "either", "maybe", "normally", "usually", "auch", "y", "con", "com", "mit", "with", "avec", "de", "another", "noch", "just", "always",
    ];
    #[rustfmt::skip]
    const A: &[&str] = &["a", "an", "one", "ein", "eine", "einem", "einer", "un", "une", "uno", "una", "um", "uma", "1"];
    let words: Vec<&str> = part
        .split([' ', '\n', '\u{a0}'])
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .skip_while(|w| BESIDE.contains(w))
        .collect();
    let first = *words.first()?;
    let low: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let nobody = |w: &String| {
        NOBODY.contains(&w.as_str()) || NOT_COUNTED.contains(&w.as_str()) || TALKS.contains(&w.as_str())
    };
    if words.len() > 12 || low.iter().take(2).any(nobody) {
        return None;
    }
    if low.iter().all(|w| DEPARTMENTS.contains(&w.as_str())) {
        return Some(Item::Place);
    }
    let many = whole(&low[0]);
    if let Some(many) = many.filter(|many| (2..=6).contains(many)) {
        let noun = low
            .get(1)
            .is_some_and(|noun| noun.chars().all(|c| c.is_alphabetic() || c == '-') && !nobody(noun));
        let unit = low
            .iter()
            .skip(1)
            .take(3)
            .any(|w| NOT_COUNTED.contains(&w.as_str()) || TALKS.contains(&w.as_str()));
        return (noun && !unit).then_some(Item::Counted(many));
    }
    if low.iter().take(6).any(|w| is_office_word(w)) {
        return Some(Item::Office { which: WHICH.contains(&low[0].as_str()) });
    }
    if A.contains(&low[0].as_str()) && low.len() > 1 && low.len() <= 8 {
        let people = low.iter().skip(1).take(3).any(|w| PEOPLE.contains(&w.as_str()) && w != "of");
        return Some(if people { Item::Counted(1) } else { Item::Perhaps });
    }
    let named = first.chars().next().is_some_and(char::is_uppercase)
        && first.chars().count() > 1
        && first.chars().skip(1).any(char::is_lowercase)
        && words.len() <= 9
        && !words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    named.then_some(Item::Name)
}

/// What a number before it counts, and is nobody.
#[rustfmt::skip]
const NOT_COUNTED: &[&str] = &[
    "x", "×", "mal", "fois", "times",
    "minutes", "minute", "mins", "min", "hours", "hour", "days", "day", "weeks", "week", "months", "years", "parts", "part", "slides", "pages", "page", "questions", "question",
    "examples", "example", "stories", "story", "cases", "case", "principles", "values", "steps", "stages", "breaks", "things", "topics", "tasks", "task", "prompts", "minuten",
    "stunden", "stunde", "tage", "tagen", "teile", "teilen", "fragen", "beispiele", "beispielen", "folien", "seiten", "heures", "heure", "jours", "parties", "parties", "exemples",
    "pages", "horas", "hora", "días", "partes", "preguntas", "ejemplos", "minutos", "dias", "perguntas", "exemplos", "eur", "euro", "euros", "percent", "pm", "am", "half",
    "documents", "exercises", "exercise", "scenarios", "scenario", "laptop", "pen", "break", "lunch", "coffee", "tea", "tour", "test", "presentation", "discussion", "whiteboard",
    "brief", "short", "quick", "little", "bit", "few", "view", "focus", "cup", "pause", "präsentation", "présentation", "presentación", "apresentação", "prueba", "visita",
];

/// Whether a part that is nobody ends the list rather than breaking it: a length, a time, a room.
fn closes(part: &str) -> bool {
    let low = part.to_lowercase();
    let tokens = tokens(&low);
    low.trim().is_empty() || tokens.first().is_some_and(|t| tenths(t.text).is_some()) || low.contains("min")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_talks_are_told_apart() {
        for (text, who, how_many) in [
            ("a panel of three for 75 minutes", Some([3, 3]), None),
            ("five one-hour interviews", None, Some([5, 5])),
            ("4 x 45 min", None, Some([4, 4])),
            ("two talks of 45 minutes each", None, Some([2, 2])),
            (
                "two interviews with 45 minutes, always with two of us at the table",
                Some([2, 2]),
                Some([2, 2]),
            ),
            ("with between four and six members of the team", Some([4, 6]), None),
            ("面接官2名", Some([2, 2]), None),
            ("zwei Gespräche à 50 Minuten", None, Some([2, 2])),
            ("60 min, two people on the call", Some([2, 2]), None),
        ] {
            assert_eq!(
                (people(&text.to_lowercase()), talks(&text.to_lowercase())),
                (who, how_many),
                "{text}"
            );
        }
    }

    #[test]
    fn people_are_counted_by_name_and_office() {
        for (text, wanted) in [
            ("An hour with Fermín and the chef", Some(2)),
            ("with Bertil Aas, the plant manager, and a colleague from Quality", Some(2)),
            ("Gene, Paul + one lead", Some(3)),
            ("with two of us at the table, one from operations and one from HR", Some(2)),
            ("three of us on the panel: Mo (General Manager), Petra from Rooms and somebody", Some(3)),
            ("Interview 1 - me and Paul Ison (Quality)", Some(2)),
            ("mit der Bereichsleitung und dem Personalrat", Some(2)),
            ("estás una hora con Iker (director) y con una de las jefas de obra", Some(2)),
        ] {
            assert_eq!(listed(text), wanted.map(|n| [n, n]), "{text}");
        }
    }

    #[test]
    fn a_talk_with_one_alone_a_row_and_a_sum_are_counted() {
        for (text, wanted) in [
            ("A video call with me, 25 minutes, just the two of us", Some(1)),
            ("Incident drill | 45 min | 2", Some(2)),
            ("with Hemi, a trustee and one of the drivers", Some(3)),
            ("a panel with two shift leads and one person from Field Operations", Some(3)),
            ("Board is 50 mins and it is 2 officers + 1 from HR", Some(3)),
        ] {
            assert_eq!(of(text), wanted.map(|n| [n, n]), "{text}");
        }
        assert_eq!(named_in("Wee Mo + Hanneke"), Some([2, 2]));
        assert_eq!(named_in("İpek Ünal + \u{212a}arl – 45 min"), Some([2, 2]));
        assert_eq!(named_in("Delphine, Tom B"), Some([2, 2]));
    }
}
