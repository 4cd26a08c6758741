//! The road to the interview: how far the key principles have come, in the steps that one can see.

use chrono::NaiveDate;

use super::bank::{ASKED_IN_OWN, UNSORTED};
use super::profile::Target;
use super::readiness::State;
use super::readiness_table::PrincipleRow;
use super::story::Story;
use super::words::{count, counted};

/// How far the principles that count most have come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Road {
    /// Whether they are key principles; else none is named, and all that are in play are meant.
    pub key: bool,
    /// How many there are.
    pub principles: usize,
    /// With a complete story whose result holds a number.
    pub with_number: usize,
    /// Answered and scored at least once.
    pub answered: usize,
    /// Ready.
    pub ready: usize,
    /// Whole days to the next dated stage; `None` without a date.
    pub days: Option<i64>,
}

/// Whether the story is complete and its result holds a number, in whatever script.
pub fn has_number(story: &Story) -> bool {
    story.is_complete() && story.has_measure()
}

impl Road {
    /// The road as of `today`. `rows` are those of the table of readiness.
    pub fn of(rows: &[PrincipleRow], stories: &[Story], target: &Target, today: NaiveDate) -> Self {
        let key = rows.iter().any(|row| row.key);
        // Questions that were not sorted yet are of no principle.
        let sorted = rows.iter().filter(|row| ![ASKED_IN_OWN, UNSORTED].contains(&row.name.as_str()));
        let on_it: Vec<&PrincipleRow> =
            sorted.filter(|row| if key { row.key } else { row.questions > 0 }).collect();
        let with = |test: &dyn Fn(&PrincipleRow) -> bool| on_it.iter().filter(|row| test(row)).count();
        let told = |row: &PrincipleRow| stories.iter().any(|s| s.tells(&row.name) && has_number(s));
        Self {
            key,
            principles: on_it.len(),
            with_number: with(&told),
            answered: with(&|row| row.readiness.answers > 0),
            ready: with(&|row| row.readiness.state == State::Ready),
            days: target.next_stage(today).map(|(_, date)| (date - today).num_days()),
        }
    }

    /// The steps, each with how many of the principles have taken it.
    pub fn steps(&self) -> [(&'static str, usize); 3] {
        [("Story with a number", self.with_number), ("Answered", self.answered), ("Ready", self.ready)]
    }

    /// What it is the road of: "4 key principles", "16 principles".
    pub fn whose(&self) -> String {
        count(self.principles, if self.key { "key principle" } else { "principle" })
    }

    /// It in one line: "4 key principles · 1 with a number in its story · 2 answered · 0 ready · 11 days".
    pub fn words(&self) -> String {
        let Self { with_number, answered, ready, .. } = self;
        let days = match self.days {
            None => String::new(),
            Some(0) => " · the interview is today".to_owned(),
            Some(days) => format!(" · {}", counted(usize::try_from(days).unwrap_or(0), "day", "days")),
        };
        format!(
            "{} · {with_number} with a number in its story · {answered} answered · {ready} ready{days}",
            self.whose()
        )
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::readiness::Readiness;
    use super::super::star::PerSection;
    use super::*;

    fn row(name: &str, key: bool, state: State) -> PrincipleRow {
        let answers = usize::from(state != State::NotPractised);
        let readiness = Readiness { state, answers, ..Readiness::NONE };
        PrincipleRow { name: name.to_owned(), key, readiness, stories: 0, questions: 3 }
    }

    fn story(principle: &str, result: &str) -> Story {
        let when = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let mut story = Story::new(principle.to_owned(), when);
        story.principles = vec![principle.to_owned()];
        story.sections = PerSection(["There", "Mine", "I did", result].map(str::to_owned));
        story
    }

    #[test]
    fn key_principles_are_counted_where_some_are_named() {
        let rows = [
            row("A", true, State::Ready),
            row("B", true, State::NotPractised),
            row("C", false, State::Ready),
        ];
        let stories = [story("A", "It went well"), story("B", "From 4 % to 1 %"), story("C", "12")];
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let road = Road::of(&rows, &stories, &Target::default(), today);
        assert_eq!(road.words(), "2 key principles · 1 with a number in its story · 1 answered · 1 ready");
        let road = Road::of(&rows[2..], &stories, &Target::default(), today);
        assert_eq!(road.words(), "1 principle · 1 with a number in its story · 1 answered · 1 ready");
        let unsorted = [row(ASKED_IN_OWN, false, State::Ready), row(UNSORTED, false, State::Ready)];
        assert_eq!(Road::of(&unsorted, &stories, &Target::default(), today).principles, 0);
    }

    #[test]
    fn a_number_in_any_script_counts_and_an_unfinished_story_does_not() {
        assert!(has_number(&story("A", "٤٢ من المئة")) && has_number(&story("A", "½ der Zeit")));
        let mut begun = story("A", "12 %");
        begun.sections.0[0].clear();
        assert!(!has_number(&begun) && !has_number(&story("A", "much better")));
    }
}
