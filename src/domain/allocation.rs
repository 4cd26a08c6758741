//! Which story to tell for which principle, so that as few as possible are told twice.

use super::matching::matching;
use super::story::Story;

/// The story proposed for one principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposedStory<'a> {
    /// The principle's name.
    pub principle: &'a str,
    /// The story; `None` if no complete one can be told for it.
    pub story: Option<&'a Story>,
    /// Whether another principle before it has the story already.
    pub again: bool,
}

/// Proposes a complete story for each of `principles`, in their order, the most important first.
///
/// As many as can be get a story of their own ([`matching`]), the first before the later ones. The rest
/// are given the one of their stories that is told least often.
pub fn allocate<'a>(
    principles: impl IntoIterator<Item = &'a str>,
    stories: &'a [Story],
) -> Vec<ProposedStory<'a>> {
    let principles: Vec<&str> = principles.into_iter().collect();
    let complete: Vec<&Story> = stories.iter().filter(|story| story.missing().is_empty()).collect();
    let can_tell: Vec<Vec<usize>> = principles
        .iter()
        .map(|name| (0..complete.len()).filter(|&s| complete[s].tells(name)).collect())
        .collect();
    let own = matching(&can_tell, complete.len());
    let mut times = vec![0_usize; complete.len()];
    own.iter().flatten().for_each(|&story| times[story] += 1);
    let mut given = Vec::new();
    for (at, principle) in principles.into_iter().enumerate() {
        let story = own[at].or_else(|| {
            let least = can_tell[at].iter().copied().min_by_key(|&story| times[story])?;
            times[least] += 1;
            Some(least)
        });
        given.push(ProposedStory {
            principle,
            story: story.map(|s| complete[s]),
            again: own[at].is_none() && story.is_some(),
        });
    }
    given
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::star::PerSection;
    use super::*;
    use proptest::prelude::*;

    fn story(id: usize, principles: &[&str]) -> Story {
        let when = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        Story {
            principles: principles.iter().map(|p| (*p).to_owned()).collect(),
            sections: PerSection(std::array::from_fn(|_| "Told.".to_owned())),
            ..Story::new(id.to_string(), when)
        }
    }

    #[test]
    fn none_is_repeated_where_that_can_be_helped() {
        // Taken in turn, A would take the only story that B has.
        let stories = [story(0, &["A", "B"]), story(1, &["A"])];
        let told = allocate(["A", "B", "C"], &stories);
        let ids: Vec<_> = told.iter().map(|t| t.story.map(|s| s.id.as_str())).collect();
        assert_eq!(ids, [Some("1"), Some("0"), None]);
        assert!(told.iter().all(|t| !t.again));
    }

    #[test]
    fn what_is_not_complete_is_not_proposed_and_the_rest_are_told_again() {
        let mut begun = story(0, &["A"]);
        begun.sections.0[3].clear();
        let stories = [begun, story(1, &["A", "B"])];
        let told = allocate(["A", "B"], &stories);
        assert_eq!(told.iter().map(|t| t.story.unwrap().id.as_str()).collect::<Vec<_>>(), ["1", "1"]);
        assert_eq!(told.iter().map(|t| t.again).collect::<Vec<_>>(), [false, true]);
    }

    proptest! {
        #[test]
        fn as_many_as_can_be_have_one_of_their_own(tells in prop::collection::vec(0u8..32, 0..6)) {
            let names = ["A", "B", "C", "D", "E"];
            let of = |mask: &u8| -> Vec<&str> {
                (0..names.len()).filter(|i| mask >> i & 1 == 1).map(|i| names[i]).collect()
            };
            let stories: Vec<Story> = tells.iter().enumerate().map(|(i, mask)| story(i, &of(mask))).collect();
            let told = allocate(names, &stories);
            let own: Vec<&str> =
                told.iter().filter(|t| !t.again).filter_map(|t| Some(t.story?.id.as_str())).collect();
            let different: std::collections::HashSet<_> = own.iter().collect();
            prop_assert_eq!(own.len(), different.len(), "each of its own");
            for t in &told {
                prop_assert!(t.story.is_none_or(|s| s.tells(t.principle)));
                prop_assert_eq!(t.story.is_none(), stories.iter().all(|s| !s.tells(t.principle)));
            }
            // Hall's theorem: no set of principles is left with more own stories than it can have.
            let best = (0u8..32).map(|set| {
                let within = tells.iter().filter(|mask| **mask & set != 0).count();
                names.len() - (set.count_ones() as usize).saturating_sub(within)
            }).min().unwrap();
            prop_assert_eq!(own.len(), best);
        }
    }
}
