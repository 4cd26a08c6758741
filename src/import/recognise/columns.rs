//! What a table's column or a key of data holds, by its name.

use super::star::{self, StarPart};
use super::text::{has_any, lower, trim_marks};

/// What a column or key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Questions.
    Question,
    /// Words that may be a question if they read as one.
    Text,
    /// Names of principles.
    Principle,
    /// Probes: follow-up questions.
    Probe,
    /// Answers, notes, figures: no question, whatever it looks like.
    Other,
    /// A section of a story.
    Section(StarPart),
    /// A title.
    Title,
    /// Tips: advice on answering.
    Tip,
    /// Questions for the candidate to ask.
    AskThem,
    /// Seconds or minutes to answer.
    Seconds,
}

/// Words in names of columns and keys, the first that fits decides.
const KEYS: &[(Holds, &[&str])] = &[
    (
        Holds::Probe,
        &["follow up", "follow ups", "followup", "followups", "probe", "probes", "probing", "follow"],
    ),
    (
        Holds::AskThem,
        &["ask them", "reverse questions", "questions to ask", "ask interviewer", "ask the interviewer"],
    ),
    (
        Holds::Other,
        &[
            "question type",
            "question id",
            "question number",
            "question #",
            "questions #",
            "# questions",
            "number of questions",
            "type of question",
        ],
    ),
    (
        Holds::Other,
        &[
            "answer",
            "answers",
            "response",
            "sample answer",
            "back",
            "notes",
            "note",
            "comment",
            "comments",
            "id",
            "guid",
            "url",
            "link",
            "source",
            "date",
            "difficulty",
            "level",
            "levels",
            "status",
            "score",
            "count",
            "explanation",
            "hint",
            "antwort",
            "respuesta",
            "company",
            "practice",
            "practiced",
        ],
    ),
    (
        Holds::Question,
        &[
            "question",
            "questions",
            "prompt",
            "prompts",
            "front",
            "pregunta",
            "preguntas",
            "frage",
            "fragen",
            "pergunta",
            "q",
            "interview question",
            "问题",
            "質問",
            "题目",
            "問題",
        ],
    ),
    (
        Holds::Principle,
        &[
            "principle",
            "principles",
            "lp",
            "lps",
            "competency",
            "competencies",
            "category",
            "categories",
            "tag",
            "tags",
            "topic",
            "theme",
            "area",
            "value",
            "values",
            "principal",
            "primary",
            "secondary",
            "behaviour",
            "behavior",
            "deck",
            "principio",
            "kompetenz",
            "prinzip",
            "leadership principle",
            "skill",
            "原则",
            "能力",
            "カテゴリ",
        ],
    ),
    (Holds::Seconds, &["seconds", "secs", "time limit", "minutes"]),
    (Holds::Tip, &["tip", "tips", "advice"]),
    (Holds::Title, &["title", "story", "headline", "name"]),
];

/// What a column's name or a key says its cells hold.
pub fn holds(name: &str) -> Holds {
    let low = lower(trim_marks(&name.replace(['_', '-'], " ")));
    let low = low.as_str();
    if let Some(label) = star::label(name)
        && name[label.len..].trim().is_empty()
        && !(label.letter && name.trim().len() < 2)
    {
        return Holds::Section(label.part);
    }
    if ["s", "t", "a", "r"].contains(&low) {
        return match low {
            "s" => Holds::Section(StarPart::Situation),
            "t" => Holds::Section(StarPart::Task),
            "r" => Holds::Section(StarPart::Result),
            _ => Holds::Section(StarPart::Action),
        };
    }
    KEYS.iter().find(|(_, words)| has_any(low, words)).map_or(Holds::Text, |(holds, _)| *holds)
}
