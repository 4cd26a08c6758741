//! A bank's document, `greenroom-bank/1`, of the person's own and of the banks built in.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::bank::{AskedBy, Bank, Evidence, Principle, Question};
use crate::domain::level::Levels;
use crate::store::error::SetAside;

/// The content of `banks/<id>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BankDoc {
    /// `greenroom-bank/1`.
    pub format: String,
    /// Its id, the stem of its file's name.
    pub id: String,
    /// The title shown.
    pub title: String,
    /// The framework its principles belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub framework: Option<String>,
    /// The language of its questions, such as `de`; left out where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its principles.
    pub principles: Vec<PrincipleDoc>,
    /// Its questions.
    pub questions: Vec<QuestionDoc>,
    /// Questions in other words, by language and then by the question's id; left out where there are none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub gloss: BTreeMap<String, BTreeMap<String, String>>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A principle in a bank; the fields are those of [`Principle`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct PrincipleDoc {
    pub id: String,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aka: Vec<String>,
    pub meaning: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub misses: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub differs: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question in a bank; the fields are those of [`Question`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct QuestionDoc {
    pub id: String,
    pub principles: Vec<String>,
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for BankDoc {
    const FORMAT: &'static str = "greenroom-bank/1";

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        let mut principles: HashMap<_, _> = old.principles.into_iter().map(|p| (p.id, p.extra)).collect();
        for principle in &mut self.principles {
            carry_extra(&mut principle.extra, principles.remove(&principle.id).unwrap_or_default());
        }
        let mut questions: HashMap<_, _> = old.questions.into_iter().map(|q| (q.id, q.extra)).collect();
        for question in &mut self.questions {
            carry_extra(&mut question.extra, questions.remove(&question.id).unwrap_or_default());
        }
    }
}

impl BankDoc {
    /// The document of a bank.
    pub fn from_bank(bank: &Bank) -> Self {
        let principle = |p: &Principle| PrincipleDoc {
            id: p.id.clone(),
            name: p.name.clone(),
            aka: p.aka.clone(),
            meaning: p.meaning.clone(),
            signs: p.signs.clone(),
            misses: p.misses.clone(),
            differs: p.differs.clone(),
            asked_by: (p.asked_by != AskedBy::default()).then(|| p.asked_by.id().to_owned()),
            extra: Extra::new(),
        };
        Self {
            format: Self::FORMAT.to_owned(),
            id: bank.id.clone(),
            title: bank.title.clone(),
            framework: bank.framework.clone(),
            language: bank.language.clone(),
            principles: bank.principles.iter().map(principle).collect(),
            questions: bank.questions.iter().map(QuestionDoc::of).collect(),
            gloss: bank.gloss.clone(),
            extra: Extra::new(),
        }
    }

    /// The bank; a title that is empty is replaced by the id.
    pub fn to_bank(&self) -> Bank {
        let principle = |p: &PrincipleDoc| Principle {
            id: p.id.clone(),
            name: p.name.clone(),
            aka: p.aka.clone(),
            meaning: p.meaning.clone(),
            signs: p.signs.clone(),
            misses: p.misses.clone(),
            differs: p.differs.clone(),
            asked_by: p.asked_by.as_deref().and_then(AskedBy::from_id).unwrap_or_default(),
        };
        Bank {
            id: self.id.clone(),
            title: if self.title.trim().is_empty() { self.id.clone() } else { self.title.clone() },
            framework: self.framework.clone(),
            language: self.language.clone(),
            principles: self.principles.iter().map(principle).collect(),
            questions: self.questions.iter().map(QuestionDoc::to_question).collect(),
            gloss: self.gloss.clone(),
            optional: false,
        }
    }
}

impl QuestionDoc {
    /// The document of a question.
    pub fn of(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            principles: question.principles.clone(),
            text: question.text.clone(),
            probes: question.probes.clone(),
            checklist: question.checklist.clone(),
            levels: question.levels.words().to_vec(),
            evidence: question.evidence.map(|e| e.id().to_owned()),
            round: question.round.clone(),
            extra: Extra::new(),
        }
    }

    /// The question.
    pub fn to_question(&self) -> Question {
        Question {
            id: self.id.clone(),
            principles: self.principles.clone(),
            text: self.text.clone(),
            probes: self.probes.clone(),
            checklist: self.checklist.clone(),
            levels: Levels::new(self.levels.clone()),
            evidence: self.evidence.as_deref().and_then(Evidence::from_id),
            round: self.round.clone(),
            hidden: false,
        }
    }
}

/// Reads a bank's document, the person's own or one built in, and checks that it holds together.
/// `file_name` is for the words of an error.
///
/// # Errors
/// The file, the place (line and column, or `questions[3]`) and the reason, if it cannot be used.
pub fn parse_bank(file_name: &str, bytes: &[u8]) -> Result<BankDoc, SetAside> {
    let doc: BankDoc = parse_document(file_name, bytes)?;
    doc.to_bank().check().map_err(|fault| {
        let text = fault.to_string();
        let place = text.split(' ').next().filter(|p| p.contains('[')).map(str::to_owned);
        SetAside::new(file_name, place, text)
    })?;
    for (i, principle) in doc.principles.iter().enumerate() {
        if let Some(side) = principle.asked_by.as_ref().filter(|s| AskedBy::from_id(s).is_none()) {
            let known = AskedBy::ALL.map(AskedBy::id).join(", ");
            let reason = format!("its asked_by is “{side}”, which is not one of {known}; correct it");
            return Err(SetAside::new(file_name, Some(format!("principles[{i}]")), reason));
        }
    }
    let unknown = |e: &String| Evidence::from_id(e).is_none();
    for (i, question) in doc.questions.iter().enumerate() {
        if let Some(evidence) = question.evidence.as_ref().filter(|e| unknown(e)) {
            let known = Evidence::ALL.map(Evidence::id).join(", ");
            let reason = format!("its evidence is “{evidence}”, which is not one of {known}; correct it");
            return Err(SetAside::new(file_name, Some(format!("questions[{i}]")), reason));
        }
    }
    Ok(doc)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SOUND: &str = r#"{"format": "greenroom-bank/1", "id": "mine", "later": 1,
        "principles": [{"id": "calm", "name": "Calm", "later": [2]}],
        "questions": [{"id": "calm-01", "principles": ["calm"], "text": "When?", "evidence": "number", "later": 3}]}"#;

    #[test]
    fn unknown_fields_survive_an_edit() {
        let old = parse_bank("mine.json", SOUND.as_bytes()).unwrap();
        let mut bank = old.to_bank();
        assert_eq!(bank.title, "mine");
        bank.title = "Mine".to_owned();
        let mut new = BankDoc::from_bank(&bank);
        new.carry_over(old);
        let text = serde_json::to_string(&new).unwrap();
        for kept in [r#""later":1"#, r#""later":[2]"#, r#""later":3"#, r#""title":"Mine""#] {
            assert!(text.contains(kept), "{text}");
        }
    }

    #[test]
    fn who_asks_and_in_which_round_are_kept() {
        let text = SOUND
            .replace("\"name\": \"Calm\"", "\"name\": \"Calm\", \"asked_by\": \"candidate\"")
            .replace("\"text\": \"When?\"", "\"text\": \"When?\", \"round\": \"peer\"");
        let bank = parse_bank("mine.json", text.as_bytes()).unwrap().to_bank();
        assert_eq!(bank.principles[0].asked_by, AskedBy::Candidate);
        assert_eq!(bank.questions[0].round.as_deref(), Some("peer"));
        assert!(!bank.is_drawn(&bank.questions[0]));
        assert_eq!(BankDoc::from_bank(&bank).to_bank(), bank);
        // What is as usual is not written out.
        let usual = BankDoc::from_bank(&parse_bank("mine.json", SOUND.as_bytes()).unwrap().to_bank());
        let written = serde_json::to_string(&usual).unwrap();
        assert!(!written.contains("asked_by") && !written.contains("round"), "{written}");
        let error =
            parse_bank("mine.json", text.replace("\"candidate\"", "\"nobody\"").as_bytes()).unwrap_err();
        assert!(error.to_string().contains("principles[0]: its asked_by is “nobody”"), "{error}");
    }

    #[test]
    fn errors_name_file_place_and_reason() {
        let error = |text: &str| parse_bank("mine.json", text.as_bytes()).unwrap_err().to_string();
        assert!(
            error("{\n \"format\": oops}").contains("mine.json, line 2, column"),
            "{}",
            error("{\n \"format\": oops}")
        );
        assert!(error("{}").contains("does not say its format"));
        assert!(error("").contains("empty"));
        assert!(error(&SOUND.replace("bank/1", "bank/2")).contains("update Greenroom"));
        assert!(
            error(&SOUND.replace("\"When?\"", "\"\"")).contains("questions[0]: questions[0] has no text")
        );
        assert!(
            error(&SOUND.replace("\"number\"", "\"numbers\""))
                .contains("questions[0]: its evidence is “numbers”")
        );
        assert!(error(&SOUND.replace("[2]}", "[2]}, {\"name\": \"x\"}")).contains("principles[1]"));
    }
}
