//! What kind of stage an interview's stage is, by its name: names differ, kinds are few.

use super::catalog::fold_name;

/// A kind of stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageKind {
    /// A first talk by telephone or video.
    Phone,
    /// Several talks one after another.
    Loop,
    /// Something to prepare or to solve.
    Exercise,
    /// The talk with whom one would work for.
    Manager,
    /// Several people at one time.
    Panel,
}

/// The words each kind is known by in the languages that are read, folded as names are. They are looked
/// for anywhere in a name, so that compounds are found; the first kind that has one is it.
const WORDS: &[(StageKind, &[&str])] = &[
    (
        StageKind::Phone,
        &[
            "phone",
            "screen",
            "recruiter",
            "hr call",
            "intro call",
            "telefon",
            "téléphon",
            "teléfon",
            "telefón",
            "telefôn",
            "電話",
            "一次",
        ],
    ),
    (
        StageKind::Loop,
        &[
            "loop",
            "onsite",
            "on site",
            "final",
            "assessment day",
            "interview day",
            "super day",
            "vor ort",
            "presencial",
            "sur place",
            "最終",
        ],
    ),
    (
        StageKind::Exercise,
        &[
            "presentation",
            "exercise",
            "case study",
            "präsentation",
            "présentation",
            "presentación",
            "apresentação",
        ],
    ),
    (StageKind::Manager, &["hiring manager"]),
    (StageKind::Panel, &["panel"]),
];

impl StageKind {
    /// The kind of the stage of this name; `None` if the name does not say.
    pub fn of(name: &str) -> Option<Self> {
        let name = fold_name(name);
        WORDS.iter().find(|(_, words)| words.iter().any(|word| name.contains(word))).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_kind() {
        for (name, kind) in [
            ("Phone Screen", Some(StageKind::Phone)),
            ("Telefoninterview", Some(StageKind::Phone)),
            ("on-site loop", Some(StageKind::Loop)),
            ("Final round with a panel", Some(StageKind::Loop)),
            ("Panel", Some(StageKind::Panel)),
            ("Interview", None),
        ] {
            assert_eq!(StageKind::of(name), kind, "{name}");
        }
    }
}
