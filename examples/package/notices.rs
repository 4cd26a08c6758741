//! `NOTICES.txt`: what the program is made of, and every licence and notice that goes with it, each text once.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

use greenroom::licences;

use super::crates::Crate;

/// Licences whose words are known where a crate ships none.
const KNOWN: [&str; 2] = ["MIT", "Apache-2.0"];

/// The whole file.
pub fn text(crates: &[Crate]) -> Result<String, Box<dyn Error>> {
    let mut out = String::from(
        "This file goes with the program Greenroom. First what is embedded in it, then the crates (libraries in Rust)\n\
         that it is built from, each with its licence, then the texts that these crates ship.\n\n",
    );
    out.push_str(&licences::text());
    heading(&mut out, "The crates");
    for one in crates {
        writeln!(out, "{} {}: {}. {}", one.name, one.version, one.licence, one.home)?;
    }
    without_text(&mut out, crates)?;
    heading(&mut out, "Their texts");
    for (users, text) in by_text(crates) {
        writeln!(out, "\n{}\n{}:\n\n{text}", "-".repeat(70), users.join(", "))?;
    }
    Ok(out)
}

fn heading(out: &mut String, words: &str) {
    let _ = write!(out, "\n{words}\n{}\n\n", "=".repeat(words.chars().count()));
}

/// Those that ship no text: their authors, and under which of the known ones they are used here.
fn without_text(out: &mut String, crates: &[Crate]) -> Result<(), Box<dyn Error>> {
    heading(out, "Crates that ship no text");
    out.push_str(
        "Their manifests name the licence alone. They are used under the first of MIT and Apache-2.0 that it names;\n\
         the words of both stand above, under Greenroom. The copyright is that of the authors named here.\n\n",
    );
    for one in crates.iter().filter(|one| one.texts.is_empty()) {
        let words = || one.licence.split([' ', '/', '(', ')']);
        let Some(chosen) = KNOWN.into_iter().find(|known| words().any(|word| word == *known)) else {
            let (name, licence) = (&one.name, &one.licence);
            return Err(
                format!("{name} ships no licence text, and that of {licence} is not known here").into()
            );
        };
        let authors = match one.authors.as_slice() {
            [] => "its authors".to_owned(),
            named => named.join(", "),
        };
        writeln!(out, "{} {}: {chosen}. {authors}", one.name, one.version)?;
    }
    Ok(())
}

/// Each text with the crates that ship it. Texts that differ in blanks and line ends alone are one.
fn by_text(crates: &[Crate]) -> Vec<(Vec<String>, &str)> {
    let mut places = BTreeMap::new();
    let mut texts: Vec<(Vec<String>, &str)> = Vec::new();
    for one in crates {
        for text in &one.texts {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() {
                continue;
            }
            let place = *places.entry(words).or_insert_with(|| {
                texts.push((Vec::new(), text.trim_matches(['\n', '\r', '\u{feff}'])));
                texts.len() - 1
            });
            let user = format!("{} {}", one.name, one.version);
            if !texts[place].0.contains(&user) {
                texts[place].0.push(user);
            }
        }
    }
    texts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn made_up(name: &str, licence: &str, texts: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            authors: vec!["Ann".to_owned()],
            home: String::new(),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn a_text_stands_once_with_all_that_ship_it() {
        let crates =
            [made_up("one", "MIT", &["Be  kind.\r\n"]), made_up("two", "MIT", &["Be kind.\n", "Or not."])];
        let all = text(&crates).unwrap();
        assert_eq!(all.matches("kind.").count(), 1);
        assert!(all.contains("one 1.0.0, two 1.0.0:\n\nBe  kind."), "{all}");
        assert!(all.contains("two 1.0.0:\n\nOr not."));
    }

    #[test]
    fn a_crate_without_a_text_needs_a_licence_that_is_known() {
        assert!(
            text(&[made_up("one", "Zlib/Apache-2.0", &[])]).unwrap().contains("one 1.0.0: Apache-2.0. Ann")
        );
        assert!(
            text(&[made_up("one", "ISC", &[])])
                .unwrap_err()
                .to_string()
                .contains("one ships no licence text")
        );
    }
}
