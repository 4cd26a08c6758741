//! Levels: how much experience and power a job asks for, and which of them a question suits.

use strum::EnumCount;

/// The level of the job that is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount)]
pub enum Level {
    /// School-leaver, graduate, first job: stories from study, volunteering, part-time work.
    Early,
    /// Does their own work and leads nobody.
    Individual,
    /// An experienced expert who works across teams and leads nobody formally.
    SeniorIndividual,
    /// Has people reporting to them.
    Manager,
    /// Leads managers or an organisation: budget, board, policy.
    Executive,
}

impl Level {
    /// All five, from the least experience on.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Early, Self::Individual, Self::SeniorIndividual, Self::Manager, Self::Executive];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Individual => "individual",
            Self::SeniorIndividual => "senior-individual",
            Self::Manager => "manager",
            Self::Executive => "executive",
        }
    }

    /// The level stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Early => "early career",
            Self::Individual => "individual",
            Self::SeniorIndividual => "senior individual",
            Self::Manager => "manager",
            Self::Executive => "executive",
        }
    }

    /// Who that is, in a few words.
    pub fn who(self) -> &'static str {
        match self {
            Self::Early => "first jobs, study, volunteering",
            Self::Individual => "your own work, nobody reports to you",
            Self::SeniorIndividual => "an expert across teams, nobody reports to you",
            Self::Manager => "people report to you",
            Self::Executive => "you lead managers or an organisation",
        }
    }

    /// How far a story reaches that suits the level, to hold the told one against.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Early => "your own task, and the people beside you",
            Self::Individual => "your own work, and what it did for your team",
            Self::SeniorIndividual => "several teams, or a question nobody had an answer to",
            Self::Manager => "what a whole team did through you, over months",
            Self::Executive => "several teams or the organisation, over years, with its money",
        }
    }

    /// Whether people report to whoever has it.
    pub fn leads(self) -> bool {
        self >= Self::Manager
    }

    /// The level that a levelling guide's own name stands for, where the name says so: words for people
    /// ("Graduate", "Senior engineer", "Director"), and the letters that guides number them with ("IC4", "M2").
    pub fn of_guide(name: &str) -> Option<Self> {
        const SAID: [(&[&str], Level); 5] = [
            (&["director", "vp", "chief", "scs"], Level::Executive),
            (&["manager", "supervisor"], Level::Manager),
            (&["senior", "staff", "principal", "expert", "specialist", "sr"], Level::SeniorIndividual),
            (&["graduate", "junior", "apprentice", "trainee", "intern", "entry", "jr"], Level::Early),
            (&["individual", "contributor", "professional", "intermediate", "mid"], Level::Individual),
        ];
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        let said = SAID.iter().find(|(names, _)| words.iter().any(|word| names.contains(word)));
        said.map(|(_, level)| *level).or_else(|| words.iter().find_map(|word| Self::of_number(word)))
    }

    /// "ic4", "m2": a track's letters and a rung. The second rung of three or four is where most people work.
    fn of_number(word: &str) -> Option<Self> {
        let rung = |letters: &str| word.strip_prefix(letters)?.parse::<u32>().ok();
        if let Some(rung) = rung("ic") {
            return Some(match rung {
                ..=1 => Self::Early,
                2..=3 => Self::Individual,
                _ => Self::SeniorIndividual,
            });
        }
        rung("m").map(|rung| if rung <= 2 { Self::Manager } else { Self::Executive })
    }
}

/// How far a story reached, held against a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Reach {
    /// Less far than the level asks for.
    Below,
    /// As far.
    At,
    /// Farther.
    Above,
}

impl Reach {
    /// All three.
    pub const ALL: [Self; Self::COUNT] = [Self::Below, Self::At, Self::Above];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::At => "at",
            Self::Above => "above",
        }
    }

    /// The one stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Below => "smaller",
            Self::At => "about that",
            Self::Above => "larger",
        }
    }
}

/// The scope of the story that was told, noted against the level that was aimed at then. Never a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The level.
    pub level: Level,
    /// How far the story reached, held against it.
    pub reach: Reach,
}

/// Which levels a question suits, as its bank says it.
///
/// The words are kept as they stand, so that a bank of a later version reads back the same. `any` says that it
/// suits all; with no word at all nothing is said, and it is asked at every level too. The word `senior` of earlier
/// banks meant both an expert and a director.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<String>);

impl Levels {
    /// The word by which a question says that it suits every level.
    pub const ANY: &'static str = "any";
    /// The word of earlier banks that stood for two levels.
    pub const OLD_SENIOR: &'static str = "senior";

    /// The levels that these words say.
    pub fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    /// The words as they stand in the bank.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing is said.
    pub fn is_unsaid(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a level that is known here is named, or any.
    pub fn says_something(&self) -> bool {
        !self.named().is_empty() || self.0.iter().any(|word| word == Self::ANY)
    }

    /// The levels named one by one; none where it is any, or nothing is said.
    pub fn named(&self) -> Vec<Level> {
        let says = |level: &Level| {
            self.0.iter().any(|word| {
                word == level.id()
                    || word == Self::OLD_SENIOR && matches!(level, Level::SeniorIndividual | Level::Executive)
            })
        };
        Level::ALL.into_iter().filter(says).collect()
    }

    /// Whether a question of these levels can be put to somebody at `level`.
    pub fn suits(&self, level: Level) -> bool {
        let named = self.named();
        named.is_empty() || self.0.iter().any(|word| word == Self::ANY) || named.contains(&level)
    }

    /// Whether only somebody whom people report to can answer.
    pub fn wants_power(&self) -> bool {
        let named = self.named();
        !named.is_empty() && named.iter().all(|level| level.leads())
    }

    /// For people: "manager or executive"; `None` where it suits all.
    pub fn told(&self) -> Option<String> {
        let named = self.named();
        if named.is_empty() || named.len() == Level::COUNT {
            return None;
        }
        let names: Vec<&str> = named.into_iter().map(Level::name).collect();
        let (last, rest) = names.split_last()?;
        Some(if rest.is_empty() { (*last).to_owned() } else { format!("{} or {last}", rest.join(", ")) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(words: &[&str]) -> Levels {
        Levels::new(words.iter().map(|w| (*w).to_owned()).collect())
    }

    #[test]
    fn nothing_said_and_any_suit_everybody() {
        for all in [levels(&[]), levels(&["any"]), levels(&["of a later version"])] {
            assert!(Level::ALL.into_iter().all(|level| all.suits(level)), "{all:?}");
            assert!(!all.wants_power() && all.told().is_none());
        }
        assert!(levels(&[]).is_unsaid() && !levels(&["any"]).is_unsaid());
    }

    #[test]
    fn named_levels_suit_only_those() {
        let two = levels(&["executive", "manager"]);
        assert_eq!(two.named(), [Level::Manager, Level::Executive]);
        assert!(two.suits(Level::Manager) && !two.suits(Level::Early) && two.wants_power());
        assert_eq!(two.told().as_deref(), Some("manager or executive"));
        assert!(!levels(&["senior-individual", "manager"]).wants_power());
    }

    #[test]
    fn the_old_senior_was_both() {
        let old = levels(&["senior"]);
        assert_eq!(old.named(), [Level::SeniorIndividual, Level::Executive]);
        assert_eq!(old.words(), ["senior"]);
    }

    #[test]
    fn a_guides_own_names_are_understood_where_they_say_so() {
        for (name, level) in [
            ("Graduate", Some(Level::Early)),
            ("IC4", Some(Level::SeniorIndividual)),
            ("Software Engineer (IC2)", Some(Level::Individual)),
            ("Senior Manager", Some(Level::Manager)),
            ("Senior planner", Some(Level::SeniorIndividual)),
            ("Director, Operations", Some(Level::Executive)),
            ("M3", Some(Level::Executive)),
            // What a title says in one place and not in another.
            ("Executive Officer", None),
            ("Sales executive", None),
            ("Lead engineer", None),
            ("Head of Year", None),
            ("Level 5", None),
            ("Band C", None),
        ] {
            assert_eq!(Level::of_guide(name), level, "{name}");
        }
    }
}
