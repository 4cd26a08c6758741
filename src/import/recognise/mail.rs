//! A letter below which older ones are quoted: where the newest message ends.

use super::text::{begins_with_any, has_any};
use super::units::Unit;

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
