//! The meeting after the last round: what the votes come to by stated rules, and what would have changed it.
//!
//! The rules stand as a table in `docs/decision.md`, with where they come from.

use std::cmp::Reverse;

use super::plan::Role;
use super::record::Vote;

/// What a loop comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It goes on: an offer, or the next stage.
    Offer,
    /// It ends.
    NoOffer,
    /// Nothing can be said.
    Open,
}

/// The rule that decided. The first that applies does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Somebody did not vote.
    VoteMissing,
    /// The bar raiser is against it.
    Veto,
    /// Somebody is strongly against it.
    StrongNo,
    /// Whom the job reports to is against it.
    Manager,
    /// More are for it than against.
    Majority,
    /// As many are against it as for it, or more.
    NoMajority,
}

impl Rule {
    /// All, in the order in which they are tried.
    pub const ALL: [Self; 6] =
        [Self::VoteMissing, Self::Veto, Self::StrongNo, Self::Manager, Self::Majority, Self::NoMajority];

    /// The rule in a sentence, as the table in `docs/decision.md` has it.
    pub fn words(self) -> &'static str {
        match self {
            Self::VoteMissing => "Not everyone voted.",
            Self::Veto => "A No from the bar raiser ends it, whatever the others say.",
            Self::StrongNo => "One Strong no ends it.",
            Self::Manager => "A No from the hiring manager ends it: the job reports to them.",
            Self::Majority => "More are for it than against it.",
            Self::NoMajority => "As many are against it as for it, or more.",
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Self::VoteMissing => Verdict::Open,
            Self::Majority => Verdict::Offer,
            Self::Veto | Self::StrongNo | Self::Manager | Self::NoMajority => Verdict::NoOffer,
        }
    }
}

/// What the votes come to, by which rule, and the fewest votes that would have changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it comes to.
    pub verdict: Verdict,
    /// The rule that decided.
    pub rule: Rule,
    /// The places of the fewest votes that, had they been the other way, would have changed it; empty where a vote is
    /// missing.
    pub would_change: Vec<usize>,
}

impl Decision {
    /// The decision on these votes, each with its voter's role, in the order of the rounds.
    pub fn of(votes: &[(Role, Option<Vote>)]) -> Self {
        let cast: Option<Vec<(Role, Vote)>> =
            votes.iter().map(|(role, vote)| Some((*role, (*vote)?))).collect();
        let Some(cast) = cast.filter(|cast| !cast.is_empty()) else {
            return Self { verdict: Verdict::Open, rule: Rule::VoteMissing, would_change: Vec::new() };
        };
        let rule = decides(&cast);
        Self { verdict: rule.verdict(), rule, would_change: fewest(&cast, rule.verdict()) }
    }
}

/// Whether a vote is for it.
pub fn is_for(vote: Vote) -> bool {
    matches!(vote, Vote::Yes | Vote::StrongYes)
}

fn decides(cast: &[(Role, Vote)]) -> Rule {
    let against = |of: Role| cast.iter().any(|(role, vote)| *role == of && !is_for(*vote));
    if against(Role::Assessor) {
        return Rule::Veto;
    }
    if cast.iter().any(|(_, vote)| *vote == Vote::StrongNo) {
        return Rule::StrongNo;
    }
    if against(Role::HiringManager) {
        return Rule::Manager;
    }
    let ayes = cast.iter().filter(|(_, vote)| is_for(*vote)).count();
    if ayes * 2 > cast.len() { Rule::Majority } else { Rule::NoMajority }
}

/// The places of the fewest votes that turned round give another verdict; of several such sets the one whose first
/// places are earliest. A loop has six votes at most, so that every set can be tried.
fn fewest(cast: &[(Role, Vote)], verdict: Verdict) -> Vec<usize> {
    let turned = |set: u32| -> Vec<(Role, Vote)> {
        let turn = |(at, (role, vote)): (usize, &(Role, Vote))| match (set & (1 << at) != 0, is_for(*vote)) {
            (false, _) => (*role, *vote),
            (true, true) => (*role, Vote::No),
            (true, false) => (*role, Vote::Yes),
        };
        cast.iter().enumerate().map(turn).collect()
    };
    let sets = 1u32..1 << cast.len().min(16);
    let best = sets
        .filter(|set| decides(&turned(*set)).verdict() != verdict)
        .min_by_key(|set| (set.count_ones(), Reverse(set.reverse_bits())));
    (0..cast.len()).filter(|at| best.is_some_and(|set| set & (1 << at) != 0)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(votes: &[(Role, Vote)]) -> Decision {
        let votes: Vec<_> = votes.iter().map(|(role, vote)| (*role, Some(*vote))).collect();
        Decision::of(&votes)
    }

    #[test]
    fn a_bar_raisers_no_ends_it_whatever_the_others_say() {
        let others = [(Role::HiringManager, Vote::StrongYes), (Role::Peer, Vote::StrongYes)];
        let with = |vote| of(&[others[0], others[1], (Role::Assessor, vote)]);
        assert_eq!((with(Vote::No).verdict, with(Vote::No).rule), (Verdict::NoOffer, Rule::Veto));
        assert_eq!(with(Vote::No).would_change, [2]);
        assert_eq!((with(Vote::Yes).verdict, with(Vote::Yes).rule), (Verdict::Offer, Rule::Majority));
        assert_eq!(with(Vote::Yes).would_change, [0], "the hiring manager's, the first that can end it");
    }

    #[test]
    fn the_other_rules_in_their_order() {
        let peer = |vote| (Role::Peer, vote);
        let decided =
            of(&[(Role::HiringManager, Vote::Yes), peer(Vote::Yes), (Role::Partner, Vote::StrongNo)]);
        assert_eq!((decided.rule, decided.would_change), (Rule::StrongNo, vec![2]));
        let decided = of(&[(Role::HiringManager, Vote::No), peer(Vote::Yes), (Role::Partner, Vote::Yes)]);
        assert_eq!((decided.rule, decided.would_change), (Rule::Manager, vec![0]));
        let decided = of(&[peer(Vote::No), (Role::Partner, Vote::Yes)]);
        assert_eq!((decided.rule, decided.would_change), (Rule::NoMajority, vec![0]));
        let decided = of(&[peer(Vote::No), (Role::Partner, Vote::No), (Role::Expert, Vote::Yes)]);
        assert_eq!((decided.rule, decided.would_change), (Rule::NoMajority, vec![0]));
    }

    #[test]
    fn a_missing_vote_decides_nothing() {
        let decision = Decision::of(&[(Role::Peer, Some(Vote::Yes)), (Role::Assessor, None)]);
        assert_eq!((decision.verdict, decision.rule), (Verdict::Open, Rule::VoteMissing));
        assert!(decision.would_change.is_empty());
        assert_eq!(Decision::of(&[]).verdict, Verdict::Open);
    }

    fn vote() -> impl Strategy<Value = (Role, Vote)> {
        (proptest::sample::select(&Role::ALL[..]), proptest::sample::select(&Vote::ALL[..]))
    }

    proptest! {
        #[test]
        fn what_would_change_it_does_and_nothing_smaller(cast in proptest::collection::vec(vote(), 1..=6)) {
            let decision = of(&cast);
            let turned = |set: &[usize]| {
                let mut cast = cast.clone();
                for &at in set {
                    cast[at].1 = if is_for(cast[at].1) { Vote::No } else { Vote::Yes };
                }
                of(&cast).verdict
            };
            prop_assert!(!decision.would_change.is_empty());
            prop_assert_ne!(turned(&decision.would_change), decision.verdict);
            for at in 0..decision.would_change.len() {
                let mut fewer = decision.would_change.clone();
                fewer.remove(at);
                prop_assert_eq!(turned(&fewer), decision.verdict);
            }
        }

        #[test]
        fn a_better_vote_never_makes_it_worse(cast in proptest::collection::vec(vote(), 1..=6), at in 0usize..6) {
            let mut better = cast.clone();
            let at = at % cast.len();
            let place = Vote::ALL.iter().position(|vote| *vote == cast[at].1).unwrap_or(0);
            better[at].1 = Vote::ALL[(place + 1).min(3)];
            prop_assert!(of(&cast).verdict == Verdict::NoOffer || of(&better).verdict == Verdict::Offer);
        }
    }
}
