//! What a heading says about the text below it.

use super::phrases::flags;
use super::text::{begins_with_any, has_any, lower, trim_marks, word_count};

/// The kind of text that stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadingKind {
    /// Practice questions.
    Questions,
    /// Questions for the candidate to ask.
    AskThem,
    /// Advice on answering.
    Tips,
    /// Advice on what to leave undone.
    Donts,
    /// What a job asks for, or asks one to do.
    Requirements,
    /// What an interviewer looks for.
    LookingFor,
    /// Stories and sample answers.
    Stories,
    /// Answers that are shown as bad ones.
    BadExamples,
    /// A form to be filled in.
    Template,
    /// What STAR means.
    StarMethod,
    /// A worksheet of memories.
    Moments,
    /// How the interview is held.
    Format,
    /// Questions of the reader about the process.
    Faq,
    /// Notes on a call or an interview.
    Notes,
    /// Pay, legal text, links, scheduling, navigation.
    Boilerplate,
}

#[rustfmt::skip]
const ASK_THEM: &[&str] = &[
    "questions to ask", "question to ask", "questions you can ask", "questions you should ask",
    "questions you could ask", "questions i can ask", "questions i will ask", "questions i want to ask",
    "things to ask", "what to ask", "ask the interviewer", "ask your interviewer", "ask them",
    "ask the hiring manager", "ask the recruiter", "ask the panel", "ask the team",
    "questions for the interviewer", "questions for interviewer", "questions for interviewers",
    "questions for your interviewer", "questions for them", "questions for the team",
    "questions for the hiring manager", "questions for hiring manager", "questions for the recruiter",
    "questions for recruiter", "questions for the company", "questions for the panel",
    "your questions for", "my questions for", "my questions", "reverse interview", "reverse questions",
    "reverse interviewing", "to ask at the end", "smart questions", "preguntas para el entrevistador",
    "preguntas para hacer", "preguntas para el", "fragen an den", "fragen an die", "rückfragen",
    "fragen an das", "questions à poser", "perguntas para o", "反问", "反問", "逆質問", "你可以问", "向面试官",
];
#[rustfmt::skip]
const BAD: &[&str] = &[
    "bad answer", "bad example", "bad answers", "bad examples", "weak answer", "weak example",
    "poor answer", "poor example", "weak answers", "what a bad", "schlechte antwort",
    "schlechtes beispiel", "mal ejemplo", "mala respuesta", "bad story", "反例", "bad version",
    "weak version", "before (weak)", "avoid this answer",
];
#[rustfmt::skip]
const DONTS: &[&str] = &[
    "don't", "donts", "don'ts", "what not to", "not to do", "mistakes", "pitfalls", "pitfall",
    "red flags", "red flag", "things to avoid", "avoid", "anti-patterns", "never", "errores",
    "fehler vermeiden", "vermeiden", "erreurs", "避免", "注意しないこと", "traps",
];
#[rustfmt::skip]
const TIPS: &[&str] = &[
    "tip", "tips", "advice", "do's", "dos", "dos and donts", "how to answer", "how to prepare",
    "how to use", "best practices", "best practice", "guidelines", "instructions", "remember",
    "key takeaways", "strategy", "strategies", "preparation tips", "preparing", "preparation",
    "what makes a good", "what makes a great", "what interviewers want", "good habits", "rules",
    "golden rules", "consejos", "tipps", "conseils", "dicas", "建议", "技巧", "注意事项", "コツ", "ヒント", "アドバイス",
    "注意点", "重要经验", "keep in mind", "checklist before", "before the interview", "day of",
    "during the interview", "hints", "general notes", "interview prep", "reminders", "what to do",
];
#[rustfmt::skip]
const REQUIREMENTS: &[&str] = &[
    "qualifications", "qualification", "requirements", "requirement", "responsibilities",
    "responsibility", "what you'll do", "what you will do", "what you'll be doing",
    "what you will be doing", "what we're looking for", "what we are looking for", "what you'll bring",
    "what you bring", "what you will bring", "what you'll need", "what you need", "about the role",
    "the role", "about the job", "job description", "job summary", "preferred skills", "required skills",
    "skills", "you will", "who you are", "about you", "must have", "must haves", "must-haves",
    "nice to have", "nice-to-have", "duties", "key job", "your profile", "your tasks",
    "your responsibilities", "your role", "anforderungen", "aufgaben", "deine aufgaben", "ihre aufgaben",
    "dein profil", "ihr profil", "requisitos", "responsabilidades", "missions", "profil recherché",
    "minimum", "preferred", "experience", "bonus points", "in this role", "day to day", "day-to-day",
    "key accountabilities", "accountabilities", "desired", "essential criteria", "desirable criteria",
    "competencies required", "the ideal candidate", "ideal candidate", "职责", "任职要求", "岗位职责", "応募資格",
    "業務内容",
];
#[rustfmt::skip]
const FORMAT: &[&str] = &[
    "interview process", "interview format", "interview overview", "the process", "process overview",
    "stages", "interview stages", "interview structure", "interview loop", "the loop", "rounds",
    "interview rounds", "onsite", "phone screen", "timeline", "hiring process", "format", "agenda",
    "interview day", "what to expect", "schedule overview", "proceso de entrevista", "ablauf", "面试流程",
    "選考フロー",
];
#[rustfmt::skip]
const BOILERPLATE: &[&str] = &[
    "benefits", "salary", "compensation", "pay range", "pay", "equal opportunity", "eeo", "about us",
    "about the company", "who we are", "links", "useful links", "resources", "further reading",
    "references", "related", "read more", "see also", "contact", "contacts", "scheduling", "schedule",
    "availability", "navigation", "how to apply", "apply", "apply now", "legal", "perks", "privacy",
    "what we offer", "our offer", "location", "locations", "table of contents", "contents", "disclaimer",
    "copyright", "license", "licence", "diversity", "inclusion statement", "accommodations",
    "accommodation", "recruiters", "recruiting team", "sources", "acknowledgements", "wir bieten",
    "beneficios", "avantages", "benefícios", "福利", "footer", "site map", "keywords", "seo", "sign up",
    "subscribe", "share this", "comments", "recommended", "videos",
];
#[rustfmt::skip]
const LOOKING_FOR: &[&str] = &[
    "looking for", "interviewers look for", "we look for", "they look for", "what they want", "what they assess", "what is assessed", "what it assesses",
    "evaluation criteria", "evaluated on", "signals", "what good looks like", "rubric",
    "assessment criteria", "positive indicators", "negative indicators", "behavioural indicators",
    "behavioral indicators", "key behaviors", "key behaviours", "what we assess", "what this tests",
    "what's being tested", "why they ask", "why this question", "what's being assessed", "考察点", "評価ポイント",
];

/// Headings over questions.
const ASKS: &[&str] =
    &["question", "questions", "q&a", "preguntas", "pregunta", "fragen", "perguntas", "prompts"];
/// Headings over what to do and what not.
const BOTH: &[&str] = &[
    "do's and don'ts",
    "dos and don'ts",
    "dos and donts",
    "do and don't",
    "do & don't",
    "do / don't",
    "do's & don'ts",
];
/// Headings over what STAR means.
#[rustfmt::skip]
const STAR: &[&str] = &[
    "star method", "star format", "star framework", "star technique", "what is star", "the star",
    "star approach", "star structure", "star model", "star answer format", "método star", "metodo star",
    "star-methode", "méthode star",
];
/// Words that make a STAR heading one over stories or advice.
const STAR_TOLD: &[&str] = &[
    "story",
    "stories",
    "example",
    "examples",
    "answers",
    "ejemplo",
    "beispiel",
    "tips",
    "question",
    "questions",
];
/// Headings over forms.
const TEMPLATE: &[&str] = &["template", "templates", "plantilla", "vorlage", "模板", "テンプレート", "blank"];
/// Headings over worksheets.
const MOMENTS: &[&str] = &["moments", "memories", "worksheet", "moment", "brainstorm"];
/// Headings over notes.
const NOTES: &[&str] =
    &["call notes", "notes from", "interview notes", "my notes", "debrief", "notes on", "call with", "notes"];
/// Headings over stories.
#[rustfmt::skip]
const STORIES: &[&str] = &[
    "story", "stories", "sample answer", "sample answers", "example answer", "example answers", "answers",
    "answer", "star example", "star examples", "historias", "historia", "geschichten", "beispiele",
    "my examples", "examples",
];

/// The lists, in the order of the bits below.
const LISTS: &[&[&str]; 17] = &[
    ASK_THEM,
    BAD,
    &["faq", "faqs", "frequently asked questions"],
    ASKS,
    TIPS,
    DONTS,
    BOTH,
    STAR,
    STAR_TOLD,
    TEMPLATE,
    MOMENTS,
    LOOKING_FOR,
    NOTES,
    BOILERPLATE,
    FORMAT,
    REQUIREMENTS,
    STORIES,
];

/// What the heading makes of the text below it; `None` if it says nothing about that.
pub fn classify(heading: &str) -> Option<HeadingKind> {
    let low = lower(trim_marks(heading));
    let low = low.trim_end_matches([':', '：', '*', ' ', '.']);
    if low.is_empty() || low.chars().count() > 110 {
        return None;
    }
    let [
        ask_them,
        bad,
        faq,
        asks,
        advises,
        warns,
        both,
        star,
        of_star,
        template,
        moments,
        looks_for,
        notes,
        boilerplate,
        format,
        requires,
        tells,
    ] = flags(low, LISTS);
    let ornament_no = heading.contains(['❌', '🚫', '✗', '✖']);
    // The order below decides, as most headings fit several lists: "Questions to ask" is over questions
    // too. Follow-ups to ask, though, are the interviewer's.
    let follows =
        has_any(low, &["follow-up", "follow-ups", "follow up", "follow ups", "followup", "probing"]);
    // "Questions to ask Bettina", "To ask Venkat sir": whoever is asked.
    let ask_them = ask_them || low.starts_with("to ask ") || low == "to ask";
    if ask_them
        && !follows
        && !has_any(
            low,
            &[
                "questions to ask candidates",
                "questions to ask a candidate",
                "questions to ask in an interview as an interviewer",
            ],
        )
    {
        return Some(HeadingKind::AskThem);
    }
    if bad {
        return Some(HeadingKind::BadExamples);
    }
    if faq && !has_any(low, &["interview questions"]) {
        return Some(HeadingKind::Faq);
    }
    let asks = asks || ["问题", "質問", "提问", "面试题", "問題"].iter().any(|w| low.contains(w));
    let warns = ornament_no || warns;
    if both {
        return Some(HeadingKind::Tips);
    }
    let star = star || low == "star" || low.contains("star法") || low.contains("starメソッド");
    if star && !of_star {
        return Some(HeadingKind::StarMethod);
    }
    if template {
        return Some(HeadingKind::Template);
    }
    if moments {
        return Some(HeadingKind::Moments);
    }
    if asks && !advises && !has_any(low, &["how to"]) {
        return Some(HeadingKind::Questions);
    }
    if looks_for
        && !has_any(
            low,
            &["what we're looking for", "what we are looking for", "we're looking for", "we are looking for"],
        )
    {
        return Some(HeadingKind::LookingFor);
    }
    if warns && (advises || !asks) {
        return Some(HeadingKind::Donts);
    }
    if advises || begins_with_any(low, &["do"]) && low.len() <= 6 {
        return Some(HeadingKind::Tips);
    }
    if notes {
        return Some(HeadingKind::Notes);
    }
    // A title of many words that has "comments" among them is over something else.
    if boilerplate && (word_count(low) <= 7 || !has_any(low, &["comments"])) {
        return Some(HeadingKind::Boilerplate);
    }
    if format {
        return Some(HeadingKind::Format);
    }
    if requires {
        return Some(HeadingKind::Requirements);
    }
    if tells || ["故事", "エピソード", "回答"].iter().any(|w| low.contains(w)) {
        return Some(HeadingKind::Stories);
    }
    if has_any(low, &["behavioral", "behavioural", "situational", "icebreakers"])
        && super::text::word_count(low) <= 6
    {
        return Some(HeadingKind::Questions);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_follows() {
        for (heading, heading_kind) in [
            ("🎯 Questions to Ask Interviewer", HeadingKind::AskThem),
            ("**Example Questions:**", HeadingKind::Questions),
            ("💡Pro Tips for Amazon", HeadingKind::Tips),
            ("❌ Don't:", HeadingKind::Donts),
            ("✅ Do:", HeadingKind::Tips),
            ("Key Responsibilities", HeadingKind::Requirements),
            ("What They're Looking For:", HeadingKind::LookingFor),
            ("Benefits", HeadingKind::Boilerplate),
            ("The STAR method", HeadingKind::StarMethod),
            ("Story Template", HeadingKind::Template),
            ("What NOT to do", HeadingKind::Donts),
            ("逆質問", HeadingKind::AskThem),
            ("Frequently asked questions", HeadingKind::Faq),
            ("Good Story:", HeadingKind::Stories),
            ("Bad answer", HeadingKind::BadExamples),
        ] {
            assert_eq!(classify(heading), Some(heading_kind), "{heading}");
        }
        assert_eq!(classify("Dive Deep"), None);
    }
}
