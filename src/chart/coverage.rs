//! Stories by principle as a table: what the matrix shows, for a screen reader and to take away.

use super::figure::{Table, number, words};
use crate::domain::coverage::{Coverage, CoverageRow, Told};
use crate::domain::story::Story;

/// The table: a row a principle, with the titles of its stories.
pub fn table(coverage: &Coverage, stories: &[Story]) -> Table {
    let mut table = Table::new([
        words("Principle"),
        words("Key"),
        number("Complete"),
        number("Begun"),
        words("Stories"),
        words("Begun stories"),
    ]);
    let titles = |row: &CoverageRow, kind: Told| {
        let of = row.told.iter().zip(&coverage.stories).filter(|(told, _)| **told == kind);
        let story = |id: &String| stories.iter().find(|story| story.id == *id).map(Story::shown_title);
        let titles: Vec<&str> = of.filter_map(|(_, id)| story(id)).collect();
        titles.join("; ")
    };
    for row in &coverage.rows {
        table.rows.push(vec![
            row.name.clone(),
            if row.key { "yes".to_owned() } else { String::new() },
            row.complete.to_string(),
            row.begun.to_string(),
            titles(row, Told::Complete),
            titles(row, Told::Begun),
        ]);
    }
    table
}
