//! Advice on preparing and answering, wherever it stands: what the model reads as a tip, with its sense kept.

use std::collections::HashSet;

use crate::import::draft::FoundText;

use super::context::Context;
use super::derive::verbs;
use super::heading_kind::HeadingKind;
use super::meaning::sentences::SentenceForm;
use super::meaning::{Label, Reading, Sentence};
use super::text::{begins_with_any, has_any, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;

/// How far [`Label::Tip`] has to stand above the others. Chosen on six hands by weights that had not
/// seen them.
const SURE: i32 = 10;

/// How far off it may stand below a heading of advice, which says so itself.
const UNDER_ADVICE: i32 = -70;

/// How far another label has to stand out there to be believed all the same.
const PLAINLY: i32 = 45;

/// The most tips kept of one file.
const MOST: usize = 200;

/// Finds the tips among the sentences that nothing else has taken.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<FoundText> {
    let mut out: Vec<FoundText> = Vec::new();
    let mut seen = HashSet::new();
    for (sentence, reading) in sentences.iter().zip(readings) {
        let (unit, context) = (&units[sentence.unit], &contexts[sentence.unit]);
        if taken[sentence.unit] || unit.is_code() || unit.is_field() || out.len() >= MOST {
            continue;
        }
        let advice =
            matches!(context.heading_kind, Some(HeadingKind::Tips | HeadingKind::Donts)) && unit.is_item();
        let other = matches!(
            reading.label,
            Label::Boilerplate
                | Label::Scheduling
                | Label::Question
                | Label::Probe
                | Label::AskThem
                | Label::Story
        ) && reading.margin(reading.label) > PLAINLY;
        if reading.margin(Label::Tip) <= UNDER_ADVICE || reading.is_unread() && !advice {
            continue;
        }
        let low = lower(&sentence.text);
        let limit = if advice && !other {
            UNDER_ADVICE
        } else if has_any(&low, OF_THE_DAY) {
            OF_THE_DAY_SURE
        } else {
            SURE
        };
        if reading.margin(Label::Tip) <= limit || !says_something(sentence, unit, context) {
            continue;
        }
        let text = words_of(&sentence.text, context.heading_kind == Some(HeadingKind::Donts));
        if seen.insert(lower(&text)) {
            out.push(FoundText { text, line: sentence.line });
        }
    }
    out
}

/// What a line about the day rather than about the answers speaks of.
#[rustfmt::skip]
const OF_THE_DAY: &[&str] = &[
    "passport", "photo id", "id card", "personalausweis", "ausweis", "parking", "park", "car park", "parken", "parkplatz", "badge", "reception", "gate", "visitor", "travel expenses", "expenses",
    "receipt", "reisekosten", "frais", "reembolso", "invite", "invitation", "calendar", "link", "confirm", "let me know", "let us know", "send it", "send me", "salary", "notice period", "contract",
    "dbs", "right to work", "vetting", "clearance", "allergies", "dietary", "confidential", "recipient", "disclose", "forward", "unsubscribe", "print", "attached", "attachment", "by friday", "by monday",
    "by noon", "by thursday", "by tuesday", "by wednesday", "bestätigen", "bescheid", "merci de confirmer", "confirmar", "confirmación", "documento de identidad", "crachá", "portaria", "badge d'accès", "pièce d'identité", "founded", "voted",
    "accommodation", "adjustments", "hotel", "taxi", "tram", "bus", "train", "postcode", "dress code", "wear", "shoes", "boots", "hi-vis", "ppe",
    "the environment", "printing", "imprima", "imprimez", "in error", "delete it", "destinatario", "remitente", "reimbursement", "reimbursed", "references are", "pre-employment", "door", "entrance", "site map", "my mobile", "call me",
    "voluntary", "induction", "comp band", "retorno", "rückmeldung", "within a week", "within two weeks", "hear back", "déplacement", "pris en charge", "anfahrt", "fahrtkosten", "eingang", "empfang", "portal", "log in", "password", "webinar", "equal opportunities", "monitoring form", "rg", "cpf", "carteira de trabalho", "exame admissional", "seguridad social", "vida laboral", "dni", "nie", "nif", "quiosque", "sapato", "candidaturas", "propinas", "erratas", "typos", "personalausweis", "führungszeugnis", "casier judiciaire", "carte vitale", "rib", "身分証", "受付", "印鑑", "履歴書", "交通費",
];

/// How far a line of the day has to stand out as advice all the same.
const OF_THE_DAY_SURE: i32 = 60;

/// A bare label or a link is no advice, whatever stands around it.
fn says_something(sentence: &Sentence, unit: &Unit, context: &Context) -> bool {
    let words = word_count(&sentence.text);
    let link =
        unit.spans.iter().any(|s| s.link) && unit.spans.iter().all(|s| s.link || s.text.trim().is_empty());
    // Of running text, "We score that." says too little by itself.
    let least = if sentence.form == SentenceForm::Text && sentence.of > 1 { 5 } else { 2 };
    (least..=120).contains(&words)
        && !sentence.text.trim_end().ends_with([':', '：'])
        && !link
        && !(context.heads && (words <= 6 || sentence.text.trim_end().ends_with([':', '：'])))
        && !sentence.text.starts_with("http")
}

/// The advice in its own words. Below a heading of what not to do, what is named is not to be done.
fn words_of(text: &str, dont: bool) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))));
    let crossed = text.strip_prefix("x ").or_else(|| text.strip_prefix("X ")).map(str::to_owned);
    let (crossed, text) = (crossed.is_some(), crossed.unwrap_or(text));
    let low = lower(&text);
    let first = low.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or("");
    // Only what is named as done can be turned: "recite definitions", "blaming the forecast".
    let named = crossed
        || verbs::base(first).is_some_and(|base| verbs::form(first, base) != verbs::VerbForm::Third)
        || first.ends_with("ing");
    let sense_of_its_own = begins_with_any(
        &low,
        &[
            "don't", "do not", "never", "avoid", "no ", "not ", "stop", "resist", "refrain", "instead",
            "rather", "better", "keep", "do ",
        ],
    ) || has_any(&low, &["don't", "instead of", "not", "instead", "rather than"]);
    if dont && named && !sense_of_its_own {
        return format!("Don't: {text}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_not_to_do_keeps_its_sense() {
        for (text, wanted) in [
            ("x recite definitions of safety stock at us", "Don't: recite definitions of safety stock at us"),
            (
                "Instead: learn the key points and speak freely",
                "Instead: learn the key points and speak freely",
            ),
            ("Don't blame the client.", "Don't blame the client."),
            ("senior Harbour Support Director", "senior Harbour Support Director"),
            ("Blaming the forecast", "Don't: Blaming the forecast"),
        ] {
            assert_eq!(words_of(text, true), wanted);
        }
        assert_eq!(words_of("1. Name your numbers", false), "Name your numbers");
    }
}
