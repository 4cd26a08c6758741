//! Debian's `copyright`: the file in `assets/packaging`, which says who owns what, with the licences' own words after it.

use std::fmt::Write as _;

use greenroom::licences::WORKS;

/// The short names that the file uses, each with the work below whose text it is.
const LICENCES: [(&str, &str); 5] = [
    ("OFL-1.1", "Noto Emoji"),
    ("Ubuntu-font-1.0", "Ubuntu Light"),
    ("Hack", "Hack"),
    ("SCOWL", "SCOWL"),
    ("Expat", "Greenroom"),
];

/// The whole file, `head` first.
pub fn file(head: &str) -> String {
    let mut out = head.to_owned();
    for (short, name) in LICENCES {
        let text = WORKS.iter().find(|work| work.name == name).and_then(|work| work.texts.first());
        let _ = write!(out, "\nLicense: {short}\n{}", field(text.copied().unwrap_or_default()));
    }
    out
}

/// Text as the lines of a field: each begins with a blank, and an empty one is a dot.
fn field(text: &str) -> String {
    let lines = text.trim().lines().map(|line| match line.trim_end() {
        "" => " .\n".to_owned(),
        line => format!(" {line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_that_is_named_has_its_words() {
        let all = file(include_str!("../../assets/packaging/copyright"));
        let named = |line: &&str| line.starts_with("License: ");
        for line in all.lines().filter(named) {
            for short in line["License: ".len()..].split(" or ").flat_map(|part| part.split(" and ")) {
                assert!(all.contains(&format!("\nLicense: {short}\n ")), "{short}");
            }
        }
        assert!(!all.contains("\n\n "), "no field is cut by an empty line");
    }
}
