//! A letter below which older ones are quoted: where the newest message ends, and what is read of the others.

use crate::domain::alike::Index;
use crate::domain::stage_kind::StageKind;
use crate::import::draft::Draft;

use super::text::{begins_with_any, has_any};
use super::units::Unit;

/// Leaves out what an older message says where the newest one says it too: a quoted letter repeats what was
/// settled since, and is read once. What stands only there is kept.
pub fn read_once(draft: &mut Draft, units: &[Unit]) {
    let Some(line) = older(units).map(|at| units[at].line) else { return };
    newest(&mut draft.questions, line, |q| q.line, |q| &q.text);
    newest(&mut draft.tips, line, |tip| tip.line, |tip| &tip.text);
    newest(&mut draft.ask_them, line, |ask| ask.line, |ask| &ask.text);
    newest(&mut draft.notes, line, |note| note.line, |note| &note.text);
    let settled: Vec<StageKind> = draft
        .interview
        .iter()
        .filter(|stage| stage.line < line)
        .filter_map(|stage| StageKind::of(&stage.stage))
        .collect();
    draft.interview.retain(|stage| {
        stage.line < line || StageKind::of(&stage.stage).is_none_or(|kind| !settled.contains(&kind))
    });
}

fn newest<T>(found: &mut Vec<T>, line: u32, at: impl Fn(&T) -> u32, text: impl Fn(&T) -> &str) {
    let mut said = Index::default();
    for one in found.iter().filter(|one| at(one) < line) {
        said.add(text(one));
    }
    found.retain(|one| at(one) < line || said.closest(text(one)).is_none());
}

/// The first unit of the messages that are quoted below the newest one.
pub fn older(units: &[Unit]) -> Option<usize> {
    units.iter().enumerate().position(|(n, unit)| n > 0 && begins_older(units, n, unit))
}

fn begins_older(units: &[Unit], n: usize, unit: &Unit) -> bool {
    let low = unit.low.as_str();
    if unit.words > 24 {
        return false;
    }
    let marked = has_any(
        low,
        &[
            "original message",
            "forwarded message",
            "ursprüngliche nachricht",
            "message d'origine",
            "message transféré",
            "mensaje original",
            "mensaje reenviado",
            "mensagem original",
            "mensagem encaminhada",
            "weitergeleitete nachricht",
        ],
    ) || low.contains("元のメッセージ");
    let wrote = (low.ends_with("wrote:")
        || low.ends_with("schrieb:")
        || low.ends_with("a écrit :")
        || low.ends_with("a écrit:")
        || low.ends_with("escribió:")
        || low.ends_with("escreveu:"))
        && low.bytes().any(|b| b.is_ascii_digit());
    // "From: … Sent: … To: …" in the midst of a text.
    let header = begins_with_any(low, &["from:", "von:", "de:", "de :", "差出人:"])
        && units[n + 1..].iter().take(4).any(|next| {
            begins_with_any(
                next.low.as_str(),
                &[
                    "sent:",
                    "date:",
                    "gesendet:",
                    "datum:",
                    "envoyé",
                    "enviado",
                    "data:",
                    "to:",
                    "an:",
                    "para:",
                    "à :",
                ],
            )
        })
        && n > 4;
    marked || wrote || header
}
