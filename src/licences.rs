//! What the program is made of and under which licences it is given on: the texts that must go with it, embedded.
//!
//! Crates are named here only as a whole: their texts are collected from their sources when a package is built
//! (`examples/package`), into the `NOTICES.txt` that lies in it.

/// Something that is embedded in the program.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// What it is called.
    pub name: &'static str,
    /// What it does here, and where it is from.
    pub says: &'static str,
    /// Its licence as an SPDX expression; in words where there is none for it.
    pub licence: &'static str,
    /// The texts that go with it, whole; none for what has one above, or is in the public domain.
    pub texts: &'static [&'static str],
}

/// All of them, the program first.
pub const WORKS: [Work; 11] = [
    Work {
        name: "Greenroom",
        says: "The program, its question banks, its icon and the weights that its import reads with. You may use it \
               under either licence. The names of principles and behaviours belong to those who published them, \
               who have nothing to do with Greenroom.",
        licence: "MIT OR Apache-2.0",
        texts: &[include_str!("../LICENSE-MIT"), include_str!("../LICENSE-APACHE")],
    },
    Work {
        name: "IBM Plex Sans",
        says: "The typeface of everything but questions, in the window and on pages.",
        licence: "OFL-1.1",
        texts: &[include_str!("../assets/fonts/ibm-plex-sans/OFL.txt")],
    },
    Work {
        name: "Source Serif 4",
        says: "The typeface of questions, in the window and on pages.",
        licence: "OFL-1.1",
        texts: &[include_str!("../assets/fonts/source-serif-4/OFL.txt")],
    },
    Work {
        name: "Hack",
        says: "A typeface that egui brings, for letters of equal width.",
        licence: "MIT AND Bitstream-Vera",
        texts: &[include_str!("../assets/fonts/egui/Hack-Regular.txt")],
    },
    Work {
        name: "Noto Emoji",
        says: "A typeface that egui brings, for signs that ours do not have. Copyright 2013 Google Inc.",
        licence: "OFL-1.1",
        texts: &[include_str!("../assets/fonts/egui/OFL.txt")],
    },
    Work {
        name: "Ubuntu Light",
        says: "A typeface that egui brings, for letters that ours do not have. Copyright 2011 Canonical Ltd.",
        licence: "Ubuntu-font-1.0",
        texts: &[include_str!("../assets/fonts/egui/UFL.txt")],
    },
    Work {
        name: "emoji-icon-font and egui-icons",
        says: "Typefaces that egui brings, for signs.",
        licence: "MIT",
        texts: &[
            include_str!("../assets/fonts/egui/emoji-icon-font-mit-license.txt"),
            include_str!("../assets/fonts/egui/egui-icons.txt"),
        ],
    },
    Work {
        name: "SCOWL",
        says: "The list of English words that the lint of question banks spells by.",
        licence: "Free to use, change and give on with its notice",
        texts: &[include_str!("../assets/words/LICENSE.txt")],
    },
    Work { name: "SQLite", says: "Reads Anki's collections.", licence: "Public domain", texts: &[] },
    Work {
        name: "The Rust standard library",
        says: "Part of every Rust program. Copyright (c) The Rust Project Contributors. Used under the MIT licence, whose \
               words are those of Greenroom's own above.",
        licence: "MIT OR Apache-2.0",
        texts: &[],
    },
    Work {
        name: "Crates",
        says: "Libraries in Rust. NOTICES.txt, which lies in each package beside this program's licences, names every \
               one with its licence and notices.",
        licence: "Permissive ones; MPL-2.0 for option-ext",
        texts: &[],
    },
];

/// All of it as one text, for the terminal or a file.
pub fn text() -> String {
    let mut out = String::new();
    for (nth, work) in WORKS.iter().enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        out.push_str(&work.head());
        for text in work.texts {
            out.push('\n');
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}

impl Work {
    /// The lines above its texts: name, licence, what it does here.
    pub fn head(&self) -> String {
        format!("{}\n{}\n{}\n{}\n", self.name, "=".repeat(self.name.chars().count()), self.licence, self.says)
    }
}

#[cfg(test)]
mod tests {
    use super::{WORKS, text};

    #[test]
    fn every_text_is_there_whole_and_once() {
        let all = text();
        for work in WORKS {
            assert_eq!(all.matches(&work.head()).count(), 1, "{}", work.name);
            for text in work.texts {
                assert!(all.contains(text.trim_end()), "{}", work.name);
                assert!(text.len() > 200, "{}", work.name);
            }
        }
    }

    #[test]
    fn what_has_no_text_says_why() {
        for work in WORKS.iter().filter(|work| work.texts.is_empty()) {
            let why = ["Public domain", "above", "NOTICES.txt"];
            let told = format!("{} {}", work.licence, work.says);
            assert!(why.iter().any(|word| told.contains(word)), "{}", work.name);
        }
    }
}
