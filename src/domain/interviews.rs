//! Several interviews: the one that is prepared for, and those kept beside it. Attempts and stories are everybody's;
//! company, role, stages, key principles, level and what a company has heard belong to one interview.

use chrono::NaiveDate;
use uuid::Uuid;

use super::profile::{Profile, Target};

/// An interview that is kept beside the one that is prepared for.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptInterview {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub target: Target,
    /// Whether it is over or given up, so that nothing offers it of itself.
    pub archived: bool,
}

/// What can be done about the interviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterviewChange {
    /// Prepare for the one with this id; the one until now is kept.
    Switch(Uuid),
    /// Prepare for another one, of which nothing is known yet; the one until now is kept.
    Another,
    /// Prepare for one with the same role, principles and level; the one until now is kept.
    Copy,
    /// Lay the one until now aside as over; the next that has a date takes its place.
    Archive,
}

impl Profile {
    /// Does it. `aside` is the id under which the one until now is kept; one of which nothing is known is not kept.
    pub fn change_interview(&mut self, change: &InterviewChange, aside: Uuid, today: NaiveDate) {
        match change {
            InterviewChange::Switch(id) => {
                let Some(at) = self.kept.iter().position(|kept| kept.id == *id) else { return };
                let next = self.kept.remove(at).target;
                self.put_aside(next, aside, false);
            }
            InterviewChange::Another => self.put_aside(Target::default(), aside, false),
            InterviewChange::Copy => {
                let copy = Target {
                    role: self.target.role.clone(),
                    framework: self.target.framework.clone(),
                    key_principles: self.target.key_principles.clone(),
                    level: self.target.level,
                    guide_level: self.target.guide_level.clone(),
                    ..Target::default()
                };
                self.put_aside(copy, aside, false);
            }
            InterviewChange::Archive => {
                let date = |target: &Target| target.next_stage(today).map(|(_, date)| date);
                let open = self.kept.iter().enumerate().filter(|(_, kept)| !kept.archived);
                let next = open.min_by_key(|(_, kept)| date(&kept.target).unwrap_or(NaiveDate::MAX));
                let next = next.map(|(at, _)| at).map(|at| self.kept.remove(at).target);
                self.put_aside(next.unwrap_or_default(), aside, true);
            }
        }
    }

    fn put_aside(&mut self, next: Target, id: Uuid, archived: bool) {
        let target = std::mem::replace(&mut self.target, next);
        if !target.is_empty() {
            self.kept.push(KeptInterview { id, target, archived });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::InterviewStage;
    use super::*;

    fn named(company: &str, day: u32) -> Target {
        let date = NaiveDate::from_ymd_opt(2026, 7, day);
        let stage = InterviewStage { date, ..InterviewStage::default() };
        Target {
            company: company.to_owned(),
            role: "Manager".to_owned(),
            stages: vec![stage],
            ..Target::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, 1).unwrap_or_default()
    }

    fn change(profile: &mut Profile, change: &InterviewChange, aside: u128) {
        profile.change_interview(change, Uuid::from_u128(aside), today());
    }

    #[test]
    fn switching_there_and_back_loses_nothing() {
        let mut profile = Profile { target: named("A", 9), ..Profile::default() };
        change(&mut profile, &InterviewChange::Another, 1);
        assert!(profile.target.is_empty());
        profile.target = named("B", 5);
        change(&mut profile, &InterviewChange::Switch(Uuid::from_u128(1)), 2);
        assert_eq!((profile.target.clone(), profile.kept[0].target.clone()), (named("A", 9), named("B", 5)));
        change(&mut profile, &InterviewChange::Switch(Uuid::from_u128(2)), 3);
        assert_eq!((profile.target.company.as_str(), profile.kept.len()), ("B", 1));
        change(&mut profile, &InterviewChange::Switch(Uuid::from_u128(77)), 4);
        assert_eq!(profile.target.company, "B", "one that is not there changes nothing");
    }

    #[test]
    fn nothing_is_kept_of_an_interview_of_which_nothing_is_known() {
        let mut profile = Profile::default();
        change(&mut profile, &InterviewChange::Another, 1);
        assert_eq!(profile, Profile::default());
    }

    #[test]
    fn a_copy_has_the_role_and_the_principles_but_neither_company_nor_dates() {
        let mut profile = Profile { target: named("A", 9), ..Profile::default() };
        profile.target.key_principles.insert("Dive Deep".to_owned(), 3.0);
        profile.target.heard.insert("story".to_owned());
        change(&mut profile, &InterviewChange::Copy, 1);
        let copy = &profile.target;
        assert_eq!((copy.company.as_str(), copy.role.as_str(), copy.stages.len()), ("", "Manager", 0));
        assert!(copy.key_principles.contains_key("Dive Deep") && copy.heard.is_empty());
        assert_eq!(profile.kept[0].target.company, "A");
    }

    #[test]
    fn when_one_is_over_the_soonest_takes_its_place_and_an_archived_one_never_does() {
        let mut profile = Profile { target: named("A", 2), ..Profile::default() };
        for (id, company, day) in [(1, "late", 20), (2, "soon", 6)] {
            let target = named(company, day);
            profile.kept.push(KeptInterview { id: Uuid::from_u128(id), target, archived: false });
        }
        change(&mut profile, &InterviewChange::Archive, 3);
        assert_eq!(profile.target.company, "soon");
        change(&mut profile, &InterviewChange::Archive, 4);
        assert_eq!(profile.target.company, "late");
        change(&mut profile, &InterviewChange::Archive, 5);
        assert!(profile.target.is_empty() && profile.kept.iter().all(|kept| kept.archived));
        assert_eq!(profile.kept.len(), 3);
    }
}
