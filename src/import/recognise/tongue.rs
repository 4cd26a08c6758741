//! Which language a file is in, where it is one that is not read.

use whatlang::{Lang, Script};

use super::units::Unit;

/// Bytes of text that are looked at.
const LOOKED_AT: usize = 16 << 10;
/// Fewest letters by which a language is told.
const LETTERS: usize = 80;
/// The same in a script that no language read is written in: it says enough by itself.
const LETTERS_OF_ANOTHER: usize = 20;

/// From so much confidence on, 0 to 1, the language is believed: lists in languages that are read reach
/// less when they are taken for others.
const SURE: f64 = 0.5;

/// The languages whose words are known here.
const READ: &[Lang] = &[Lang::Eng, Lang::Deu, Lang::Fra, Lang::Spa, Lang::Por, Lang::Jpn, Lang::Cmn];

/// What to tell a person whose file is in a language that is not read.
pub fn warning(units: &[Unit]) -> Option<String> {
    let mut text = String::new();
    for unit in units.iter().filter(|unit| !unit.is_code()) {
        text.push_str(&unit.text);
        text.push('\n');
        if text.len() > LOOKED_AT {
            break;
        }
    }
    let found = whatlang::detect(&text)?;
    let read_script =
        matches!(found.script(), Script::Latin | Script::Mandarin | Script::Hiragana | Script::Katakana);
    let least = if read_script { LETTERS } else { LETTERS_OF_ANOTHER };
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(least).count();
    if letters < least || read_script && found.confidence() < SURE {
        return None;
    }
    (!READ.contains(&found.lang())).then(|| {
        format!(
            "The file seems to be in {}, which is not read yet. What was found may be little or wrong; English, German, French, Spanish, Portuguese and Japanese are read.",
            found.lang().eng_name()
        )
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::import::formats;
    use crate::import::recognise::units::units;

    fn told(text: &str) -> Option<String> {
        warning(&units(&formats::read("notes.txt", text.as_bytes()).unwrap()))
    }

    #[test]
    fn a_language_that_is_not_read_is_named() {
        let russian = "Расскажите о случае, когда вы не согласились с руководителем.\nКак вы действуете, когда сроки срываются, а команда устала?\nПриведите пример решения, о котором вы потом пожалели.";
        assert!(told(russian).unwrap().contains("in Russian"));
        let dutch = "Vertel ons over een moment waarop je het niet eens was met je leidinggevende en wat je toen hebt gedaan. Hoe ga je om met een planning die steeds verandert terwijl het team al overbelast is?";
        assert!(told(dutch).unwrap().contains("in Dutch"));
    }

    #[test]
    fn languages_that_are_read_and_short_texts_are_not_told_of() {
        for text in [
            "Tell me about a time you disagreed with your manager.\nHow do you act when a deadline slips and the team is tired?",
            "Erzählen Sie von einer Situation, in der Sie mit Ihrer Führungskraft nicht einer Meinung waren und was Sie getan haben.",
            "困難な状況でチームをどのように導いたか、具体的な例を挙げて教えてください。その結果、何が変わりましたか。",
            "Да",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
