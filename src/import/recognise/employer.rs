//! Whom the interview is with and what it is for: company and role from a subject, a heading or a sentence.

use crate::import::draft::FoundText;

use super::text::{lower, squeeze, strip_number, trim_marks};
use super::units::Unit;

/// Units that are looked at: a letter names company and role near its beginning, an advert in its
/// heading.
const LOOKED_AT: usize = 60;
/// Units in which the sender's domain is looked for as a name.
const NAMED_WITHIN: usize = 400;
/// Most words of a company's name, and of a role.
const MOST_WORDS: (usize, usize) = (6, 9);

/// Company and role, where the file says them.
#[derive(Debug, Default)]
pub struct Employer {
    /// The company that the interview is with.
    pub company: Option<FoundText>,
    /// The role that the interview is for.
    pub role: Option<FoundText>,
}

/// Labels of a line or a field that names the company, and the role.
#[rustfmt::skip]
const COMPANY_LABELS: &[&str] = &[
    "company", "employer", "organisation", "organization", "unternehmen", "firma", "arbeitgeber",
    "entreprise", "employeur", "empresa", "compañía", "会社", "会社名", "企業名",
];
#[rustfmt::skip]
const ROLE_LABELS: &[&str] = &[
    "role", "position", "job title", "vacancy", "post", "post title", "job", "role title", "stelle",
    "position/stelle", "poste", "intitulé du poste", "puesto", "vacante", "vaga", "cargo", "職種", "ポジション",
    "募集職種", "応募職種",
];
/// Labels of a letter's subject.
#[rustfmt::skip]
const SUBJECTS: &[&str] = &[
    "subject", "betreff", "objet", "asunto", "assunto", "件名",
];
/// What a role's name has in it.
#[rustfmt::skip]
const ROLE_WORDS: &[&str] = &[
    "manager", "engineer", "analyst", "nurse",
    "planner", "developer", "director", "officer", "assistant", "coordinator", "co-ordinator",
    "consultant", "designer", "technician", "specialist", "head", "supervisor", "administrator",
    "architect", "scientist", "researcher", "teacher", "lecturer", "advisor", "adviser", "associate",
    "executive", "buyer", "editor", "producer", "controller", "accountant", "auditor", "counsel",
    "solicitor", "paralegal", "operator", "inspector", "representative", "partner", "recruiter", "trainee",
    "apprentice", "graduate", "lead", "chief", "chef", "captain", "foreman", "fitter", "worker",
    "practitioner", "therapist", "pharmacist", "curator", "librarian", "warden", "agent", "clerk",
    "strategist", "sre", "programmer", "leiter", "leiterin", "leitung", "ingenieur", "ingenieurin",
    "entwickler", "entwicklerin", "referent", "referentin", "sachbearbeiter", "sachbearbeitung",
    "fachkraft", "pfleger", "pflegefachkraft", "kaufmann", "kauffrau", "berater", "beraterin",
    "responsable", "ingénieur", "ingénieure", "chargé", "chargée", "technicien", "technicienne",
    "conseiller", "conseillère", "chef·fe", "directeur", "directrice", "gerente", "jefe", "jefa",
    "ingeniero", "ingeniera", "analista", "coordinador", "coordinadora", "técnico", "técnica",
    "desarrollador", "desarrolladora", "engenheiro", "engenheira", "coordenador", "coordenadora",
    "desenvolvedor", "desenvolvedora", "enfermeiro", "enfermeira",
];
/// Words that a company's name does not consist of: what mails' subjects and headings say besides.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "interview", "interviews", "invitation", "application", "next", "steps", "step", "your", "our",
    "details", "prep", "preparation", "phone", "screen", "loop", "onsite", "final", "round", "stage",
    "panel", "tips", "info", "information", "confirmed", "confirmation", "schedule", "agenda", "call",
    "chat", "day", "re", "fw", "fwd", "aw", "wg", "tr", "rv", "enc", "hi", "hello", "dear", "thanks",
    "update", "remote", "hybrid", "full-time", "part-time", "us", "the", "a", "this", "you", "careers",
    "jobs", "vacancies", "job", "role", "einladung", "gespräch", "vorstellungsgespräch", "ihr",
    "entretien", "votre", "convocation", "entrevista", "tu", "su", "sua", "teams", "zoom", "google",
    "meet", "monday", "tuesday", "wednesday", "thursday", "friday", "time", "times", "notes", "packet",
    "questions", "guide", "handbook", "assessment", "centre", "center", "video", "home", "apply",
];

/// Domains of mail that say nothing of an employer.
#[rustfmt::skip]
const ANYONES: &[&str] = &[
    "gmail", "outlook", "hotmail", "yahoo", "icloud", "proton", "protonmail", "mail", "email", "webmail",
    "linkedin", "indeed", "zoom", "teams", "google", "calendly",
];

/// What the domains of those who recruit for others hold.
const AGENCIES: &[&str] =
    &["recruit", "talent", "staffing", "headhunt", "resourcing", "personalberat", "executivesearch"];

/// Looks through the beginning of a file; `sender` is the domain of a letter's sender, if it is known.
/// Nothing is guessed: a name stands in a labelled line, in a subject or heading that also says what it
/// is, in a sentence made for it, or is the sender's domain in words.
pub fn find(units: &[Unit], sender: &str) -> Employer {
    let mut out = Employer::default();
    let mut domains = domains(units, sender);
    // An agency writes for others: its own name is not the employer's.
    let agency = domains.iter().any(|domain| AGENCIES.iter().any(|word| domain.contains(word)));
    if agency {
        domains.clear();
    }
    for unit in units.iter().take(LOOKED_AT).filter(|unit| unit.quote == 0) {
        labelled(unit, &mut out);
    }
    let heading = units.iter().take(3).position(Unit::is_heading).unwrap_or(0);
    for (n, unit) in units.iter().take(LOOKED_AT).enumerate().filter(|(_, unit)| unit.quote == 0) {
        if let Some(subject) = subject(unit, n == heading) {
            in_title(subject, unit, &domains, agency, &mut out);
        }
    }
    for unit in units.iter().take(LOOKED_AT).filter(|unit| unit.words > 4 && unit.quote == 0) {
        in_sentence(unit, &mut out);
    }
    if out.company.is_none() && !domains.is_empty() {
        out.company = units.iter().take(NAMED_WITHIN).filter(|unit| unit.quote == 0).find_map(|unit| {
            let text = in_capitals(&unit.text).into_iter().find(|name| is_domain(name, &domains))?;
            Some(FoundText { text: text.to_owned(), line: unit.line })
        });
    }
    out
}

/// The names of domains, without what everybody uses: of the sender, or of addresses at the beginning.
fn domains(units: &[Unit], sender: &str) -> Vec<String> {
    let first = |domain: &str| {
        let labels: Vec<&str> = domain.trim_start_matches("www.").split('.').collect();
        // "mail.harbourloop.example", "police.example": the longest label but the last.
        let name = labels[..labels.len().saturating_sub(1).max(1)].iter().max_by_key(|label| label.len())?;
        let name = squashed(name);
        (name.chars().count() >= 4 && !ANYONES.contains(&name.as_str())).then_some(name)
    };
    let mut found: Vec<String> = first(sender).into_iter().collect();
    if sender.is_empty() {
        // In a letter that was pasted the first address is the sender's.
        let from = units.iter().take(6).filter(|unit| {
            let label = unit.low.split([':', '：']).next().unwrap_or("");
            ["from", "von", "de", "de ", "差出人"].contains(&label.trim_matches(['*', ' ']))
        });
        for unit in from {
            let address = unit.text.split_once('@').map(|(_, rest)| rest);
            let domain = address
                .and_then(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-').next());
            found.extend(domain.and_then(first));
        }
    }
    found
}

/// Whether a name, its gaps apart, is a domain's, or begins it or is begun by it.
fn is_domain(name: &str, domains: &[String]) -> bool {
    let name = squashed(name);
    domains.iter().any(|domain| {
        let (short, long) = if name.len() < domain.len() { (&name, domain) } else { (domain, &name) };
        name == *domain || short.chars().count() >= 6 && long.starts_with(short.as_str())
    })
}

/// Letters and digits in lower case, without marks over them.
fn squashed(name: &str) -> String {
    lower(name)
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss")
        .replace(['é', 'è', 'ê'], "e")
        .replace(['á', 'à', 'â', 'ã'], "a")
        .replace(['í', 'î'], "i")
        .replace(['ó', 'ô', 'õ'], "o")
        .replace('ç', "c")
        .replace('ñ', "n")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The runs of words that begin with a capital, each with all its shorter beginnings, longest first.
fn in_capitals(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut at = 0;
    let bounds: Vec<(usize, usize)> = text
        .split_inclusive(char::is_whitespace)
        .map(|word| {
            let from = at;
            at += word.len();
            (from, from + word.trim_end().len())
        })
        .collect();
    for (n, &(from, _)) in bounds.iter().enumerate() {
        let capitals =
            bounds[n..].iter().take(4).take_while(|(from, to)| begins_capital(&text[*from..*to])).count();
        for len in (1..=capitals).rev() {
            let name = &text[from..bounds[n + len - 1].1];
            let name = name.split(['’', '\'']).next().unwrap_or(name);
            let name = name.split(". ").next().unwrap_or(name);
            let name = name.trim_matches(|c: char| !c.is_alphanumeric());
            if !name.contains('@') && !name.contains("..") && !name.is_empty() {
                out.push(name);
            }
        }
    }
    out
}

/// A role of one word says too little.
fn set_role(out: &mut Employer, role: &str, unit: &Unit) {
    let role = bare_role(role);
    if is_role(role) && role.split_whitespace().count() > 1 {
        set(&mut out.role, role, MOST_WORDS.1, unit);
    }
}

fn set(place: &mut Option<FoundText>, text: &str, most: usize, unit: &Unit) {
    let text = squeeze(text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.'));
    let words = text.split_whitespace().count();
    if place.is_none() && (1..=most).contains(&words) && text.chars().count() <= 80 {
        *place = Some(FoundText { text, line: unit.line });
    }
}

/// "Company: Harbour Loop".
fn labelled(unit: &Unit, out: &mut Employer) {
    let Some((label, value)) = unit.text.split_once([':', '：']) else { return };
    let label = lower(trim_marks(label.trim()));
    let value = value.trim();
    if value.is_empty() || value.contains(['?', '@']) {
        return;
    }
    if COMPANY_LABELS.contains(&label.as_str()) {
        set(&mut out.company, value, MOST_WORDS.0, unit);
    } else if ROLE_LABELS.contains(&label.as_str()) && begins_capital(value) {
        set(&mut out.role, value, MOST_WORDS.1, unit);
    }
}

/// A subject, or the heading a file begins with.
fn subject(unit: &Unit, first: bool) -> Option<&str> {
    if let Some((label, value)) = unit.text.split_once([':', '：'])
        && SUBJECTS.contains(&lower(trim_marks(label.trim())).as_str())
    {
        return Some(value.trim());
    }
    let first = first && unit.words <= 16 && !unit.mark;
    first.then_some(unit.text.as_str())
}

/// The parts of a title: one that has a word for a role is the role; one that is the sender's domain, a
/// firm by its form, or stands after "with" or "at", is the company.
fn in_title(title: &str, unit: &Unit, domains: &[String], agency: bool, out: &mut Employer) {
    let title = without_reply(title);
    let parts =
        title.split(['|', '–', '—', '/', ',', '·', '【', '】', '・', ':']).flat_map(|part| part.split(" - "));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    // "Harbour Loop - Yard Manager": beside a role stands who has it to give.
    let beside_role = agency && parts.iter().any(|part| is_role(part));
    for part in parts {
        if let Some((role, company)) = split_at(part).filter(|(role, _)| is_role(bare_role(role))) {
            set_role(out, role, unit);
            set(&mut out.company, company, MOST_WORDS.0, unit);
        } else if is_role(part) {
            set_role(out, part, unit);
        } else if is_firm(part) || is_domain(part, domains) {
            let spaced = |c: char| c.is_whitespace() || ['(', ')', '（', '）'].contains(&c);
            let firm = part.split(spaced).find(|word| word.contains("株式会社")).unwrap_or(part);
            set(&mut out.company, firm.trim_end_matches(['様', '御', '中']), MOST_WORDS.0, unit);
        } else if let Some(name) = after_preposition(part).filter(|name| is_name(name)) {
            set(&mut out.company, name, MOST_WORDS.0, unit);
        } else if beside_role && begins_capital(part) && is_name(part) {
            set(&mut out.company, part, MOST_WORDS.0, unit);
        }
    }
}

/// Whether it says of itself that it is a firm.
fn is_firm(part: &str) -> bool {
    let forms = [
        "ltd", "limited", "gmbh", "ag", "se", "kg", "inc", "llc", "plc", "corp", "oy", "ab", "bv", "sarl",
        "sas", "ltda",
    ];
    let said = words(part);
    (2..=MOST_WORDS.0).contains(&said.len())
        && begins_capital(part)
        && said.last().is_some_and(|last| forms.contains(&last.as_str()))
        || part.contains("株式会社")
}

/// "Re: Fwd: …" without its marks.
fn without_reply(title: &str) -> &str {
    let mut title = title.trim();
    loop {
        let Some((mark, rest)) = title.split_once(':') else { return title };
        let mark = lower(mark.trim().trim_matches(['[', ']']));
        if !["re", "fw", "fwd", "aw", "wg", "tr", "rv", "enc", "ext", "external"].contains(&mark.as_str()) {
            return title;
        }
        title = rest.trim();
    }
}

/// "Planner at Harbour Loop" in two.
fn split_at(part: &str) -> Option<(&str, &str)> {
    [" at ", " bei ", " chez ", " @ "]
        .iter()
        .find_map(|word| part.split_once(word))
        .filter(|(_, company)| begins_capital(company))
}

/// "Your interview with Harbour Loop": what follows the word for it.
fn after_preposition(part: &str) -> Option<&str> {
    let words = [" with ", " at ", " bei ", " chez ", " en ", " na ", " no ", " mit "];
    let rest = words.iter().find_map(|word| part.rsplit_once(word)).map(|(_, rest)| rest)?;
    begins_capital(rest).then_some(rest)
}

/// "Your interview for Planner (m/w/d)": the role alone.
fn bare_role(part: &str) -> &str {
    let words = [" for ", " für ", " als ", " pour ", " para ", " as a ", " as an "];
    let part = words
        .iter()
        .find_map(|word| part.split_once(word))
        .map(|(_, rest)| rest.strip_prefix("the ").unwrap_or(rest))
        .filter(|rest| is_role(rest))
        .unwrap_or(part);
    let part = part.split(['.', '>', '!']).next().unwrap_or(part);
    let mut role = part.split(" (").next().unwrap_or(part).trim();
    while let Some((first, rest)) = role.split_once(' ') {
        if !NO_NAMES.contains(&lower(first).as_str()) {
            break;
        }
        role = rest.trim_start();
    }
    role
}

fn is_role(part: &str) -> bool {
    let words: Vec<String> = words(part);
    let known = |word: &String| {
        ROLE_WORDS.contains(&word.as_str()) || ROLE_WORDS.contains(&word.trim_end_matches('s'))
    };
    (1..=MOST_WORDS.1 + 3).contains(&words.len())
        && words.iter().any(known)
        && !words.iter().any(|word| {
            [
                "interviewer",
                "what",
                "how",
                "needs",
                "know",
                "our",
                "your",
                "guide",
                "ladder",
                "matrix",
                "levels",
                "questions",
            ]
            .contains(&word.as_str())
        })
}

/// Whether it can be a name.
fn is_name(part: &str) -> bool {
    let said = words(part);
    (1..=MOST_WORDS.0).contains(&said.len())
        && begins_capital(part)
        && !said
            .iter()
            .any(|word| NO_NAMES.contains(&word.as_str()) || word.chars().any(|c| c.is_ascii_digit()))
}

/// A sentence's beginnings before the company, and what ends its name.
#[rustfmt::skip]
const BEFORE_COMPANY: &[&str] = &[
    "welcome to ", "interview with ", "interviewing with ", "interviewing at ", "interview at ",
    "interest in joining ", "joining us at ", "here at ", "career at ", "about working at ", "work at ",
];
/// Pairs around a role: "your application for the … role".
#[rustfmt::skip]
const AROUND_ROLE: &[(&str, &str)] = &[
    ("application for the ", "role"), ("application for the ", "position"),
    ("application for the ", "post"), ("interview for the ", "role"), ("interview for the ", "position"),
    ("interview for the ", "post"), ("interest in the ", "role"), ("interest in the ", "position"),
    ("interest in our ", "role"), ("interviewing for the ", "role"), ("interviewing for the ", "position"),
    ("shortlisted for the ", "role"), ("shortlisted for the ", "post"), ("considered for the ", "role"),
    ("applying for the ", "role"), ("applying for the ", "position"), ("looking for a ", ""),
    ("looking for an ", ""), ("is hiring a ", ""), ("is hiring an ", ""), ("we are hiring a ", ""),
    ("seeking a ", ""), ("seeking an ", ""),
];

fn in_sentence(unit: &Unit, out: &mut Employer) {
    // Cut out of the text by bytes of its lower case: only where that is as long.
    let text = strip_number(&unit.text);
    let low = lower(text);
    if low.len() != text.len() {
        return;
    }
    for (before, after) in AROUND_ROLE {
        let Some(at) = low.find(before).map(|at| at + before.len()) else { continue };
        let Some(rest) = text.get(at..) else { continue };
        let role = if after.is_empty() {
            let named = rest
                .split_whitespace()
                .take_while(|word| begins_capital(word) || ["of", "and", "&"].contains(word));
            named.collect::<Vec<_>>().join(" ")
        } else {
            lower(rest).find(&format!(" {after}")).and_then(|end| rest.get(..end)).unwrap_or("").to_owned()
        };
        if begins_capital(&role) && is_role(&role) {
            let role = role.split(['.', ',', ';']).next().unwrap_or("");
            set_role(out, role, unit);
        }
    }
    for before in BEFORE_COMPANY {
        let Some(rest) = low.find(before).and_then(|at| text.get(at + before.len()..)) else { continue };
        let mut name: Vec<&str> = Vec::new();
        for word in rest.split_whitespace() {
            let small = ["of", "and", "&", "de", "du", "for"].contains(&word);
            if !(begins_capital(word) || small && !name.is_empty()) {
                break;
            }
            name.push(word);
            if word.ends_with([',', '.', '!', '?', ';', ':', ')']) || word.contains(['’', '\'']) {
                break;
            }
        }
        while name.last().is_some_and(|word| !begins_capital(word)) {
            name.pop();
        }
        let name = name.join(" ");
        let name = name
            .split(['’', '\''])
            .next()
            .unwrap_or("")
            .trim_end_matches([',', '.', '!', '?', ';', ':', ')']);
        let known = words(name);
        let person = known.iter().any(|word| NO_NAMES.contains(&word.as_str()));
        // "Interview with Sam" is with a person; a company is at, or has more than a first name.
        if !known.is_empty() && !person && (!before.ends_with("with ") || is_no_person(name, &low)) {
            set(&mut out.company, name, MOST_WORDS.0, unit);
        }
    }
}

/// Whether a name after "with" is a company's: the sentence says "at" nowhere else and thanks or welcomes.
fn is_no_person(name: &str, low: &str) -> bool {
    !is_role(name)
        && (low.contains("interview process") || low.contains("thank") || low.contains("invit"))
        && !low.contains(" our ")
}

fn begins_capital(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || super::text::is_cjk(c))
}

fn words(text: &str) -> Vec<String> {
    lower(text)
        .split(|c: char| c.is_whitespace() || ['(', ')', ',', '!', '?', '/'].contains(&c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::formats;
    use crate::import::recognise::units::units;

    fn found(text: &str) -> (String, String) {
        let document = formats::read("letter.md", text.as_bytes()).unwrap_or_default();
        let found = find(&units(&document), &document.sender);
        let words = |found: Option<FoundText>| found.map(|found| found.text).unwrap_or_default();
        (words(found.company), words(found.role))
    }

    #[test]
    fn company_and_role_are_read_where_they_stand() {
        for (text, company, role) in [
            (
                "Subject: Re: Interview for Senior Planner at Harbour Loop\n\nHello Sam,\n",
                "Harbour Loop",
                "Senior Planner",
            ),
            (
                "Subject: Your interviews for Dispatch Manager at Tidemark Freight\n\nHello Sam,\n",
                "Tidemark Freight",
                "Dispatch Manager",
            ),
            (
                "From: Jo <jo@tidewayrecruit.example>\nSubject: Re: Quayside Parcels - Yard Manager - next steps\n\nHello Sam,\n\nTideway Recruitment\n",
                "Quayside Parcels",
                "Yard Manager",
            ),
            ("Company: Harbour Loop Ltd\n\nRole: Yard Supervisor\n", "Harbour Loop Ltd", "Yard Supervisor"),
            (
                "From: Jo <jo@harbourloop.example>\n\nWe at Harbour Loop are glad that you come on Friday.\n",
                "Harbour Loop",
                "",
            ),
            (
                "# Ingenieurin Prüfstand (m/w/d) | Nordwerk GmbH\n\nText.\n",
                "Nordwerk GmbH",
                "Ingenieurin Prüfstand",
            ),
            ("Thank you for your application for the Lead Buyer role at our depot.\n", "", "Lead Buyer"),
        ] {
            assert_eq!(found(text), (company.to_owned(), role.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_name_is_none() {
        for text in [
            "# My question list\n\n- Tell me about a time you failed.\n",
            "Subject: Your interview on Friday\n\nYou talk with Sam and with Jo for an hour.\n",
            "# Engineering ladder\n\n## Senior Engineer\n\n- Owns a service.\n",
            "From: Jo <jo@gmail.example>\n\nSee you at the office near Gmail Street.\n",
        ] {
            assert_eq!(found(text), (String::new(), String::new()), "{text}");
        }
    }
}
