//! Dates as people write them: "9 Dec", "9.12.", "in 11 days", "next Friday".

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The beginnings of the months' names, January first, in English, German, French, Spanish, Italian and Portuguese;
/// each is enough to tell the month.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"], &["feb", "fev", "fév"], &["mar", "mär"], &["apr", "avr", "abr"],
    &["may", "mai", "mag"], &["jun", "juin", "giu"], &["jul", "juil", "lug"], &["aug", "aoû", "aou", "ago"],
    &["sep", "set"], &["oct", "okt", "ott", "out"], &["nov"], &["dec", "dez", "déc", "dic"],
];
/// The farthest day that "in so many days" means: about three years.
const FARTHEST_DAYS: u64 = 1_100;

/// The date that `text` means as of `today`; `None` if it means none, or one of several. Without a year it is the next
/// such day, today included. What is ambiguous (9/12) is not guessed.
///
/// ```
/// # use greenroom::domain::date_words::read;
/// # use chrono::NaiveDate;
/// let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
/// assert_eq!(read("9 Dec", today), NaiveDate::from_ymd_opt(2026, 12, 9));
/// assert_eq!(read("in 11 days", today), NaiveDate::from_ymd_opt(2026, 12, 10));
/// ```
pub fn read(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    if let Ok(date) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return Some(date);
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || ".,/".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    from_today(&parts, today).or_else(|| weekday(&parts, today)).or_else(|| {
        let slashes = text.contains('/');
        day_and_month(&parts, slashes).and_then(|(day, month, year)| dated(day, month, year, today))
    })
}

/// The first day of the year to come that `text` names among other words: "Thursday 10 December at 14:00" and
/// "2026-12-10, 10:00" do, "takes 2 days" does not.
pub fn find(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
        .map(|word| word.trim_end_matches('.'))
        .collect();
    let coming = |date: &NaiveDate| *date >= today && (*date - today).num_days() <= 366;
    let names_a_day = |words: &[&str]| {
        let figure = words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
        let length = words
            .iter()
            .any(|word| matches!(word.to_lowercase().as_str(), "day" | "days" | "week" | "weeks"));
        figure && !length
    };
    (0..words.len()).find_map(|from| {
        let windows = [3, 2, 1].into_iter().filter_map(|n| words.get(from..from + n));
        windows
            .filter(|words| names_a_day(words))
            .find_map(|words| read(&words.join(" "), today).filter(coming))
    })
}

/// "today", "tomorrow", "in 11 days", "in 2 weeks", "11 days".
fn from_today(parts: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let days = match parts {
        ["today"] => 0,
        ["tomorrow"] => 1,
        ["in", n, unit] | [n, unit] => {
            let n: u64 = match *n {
                "a" | "one" => 1,
                "two" => 2,
                "three" => 3,
                n => n.parse().ok()?,
            };
            match *unit {
                "day" | "days" => n,
                "week" | "weeks" => n.checked_mul(7)?,
                _ => return None,
            }
        }
        _ => return None,
    };
    today.checked_add_days(Days::new(days).min(Days::new(FARTHEST_DAYS))).filter(|_| days <= FARTHEST_DAYS)
}

/// "Friday" is the next one after today, "next Friday" that of the week after this.
fn weekday(parts: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (next, name) = match parts {
        [name] | ["on" | "this", name] => (false, *name),
        ["next", name] => (true, *name),
        _ => return None,
    };
    let day: Weekday = name.parse().ok()?;
    let ahead = (7 + day.num_days_from_monday() - today.weekday().num_days_from_monday() - 1) % 7 + 1;
    let date = today.checked_add_days(Days::new(ahead.into()))?;
    let same_week = date.iso_week() == today.iso_week();
    if next && same_week { date.checked_add_days(Days::new(7)) } else { Some(date) }
}

/// Day, month and, where it is written, the year.
fn day_and_month(parts: &[&str], slashes: bool) -> Option<(u32, u32, Option<i32>)> {
    // A weekday before it says nothing more: "Wed 9 Dec".
    let parts = match parts {
        [name, rest @ ..] if rest.len() >= 2 && name.parse::<Weekday>().is_ok() => rest,
        parts => parts,
    };
    let (first, second, year) = match parts {
        [first, second] => (*first, *second, None),
        [first, second, year] => (*first, *second, Some(full_year(year)?)),
        _ => return None,
    };
    let (day, month) = match (month_named(first), month_named(second)) {
        (None, Some(month)) => (day_of_month(first)?, month),
        (Some(month), None) => (day_of_month(second)?, month),
        // 9.12. is the day first; with slashes it may be either, unless only one way is a date.
        (None, None) => {
            let (a, b): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
            match (slashes, a > 12, b > 12) {
                (false, _, false) | (true, true, false) => (a, b),
                (true, false, true) => (b, a),
                _ => return None,
            }
        }
        (Some(_), Some(_)) => return None,
    };
    Some((day, month, year))
}

/// "9", "9th", "1er", "1º".
fn day_of_month(text: &str) -> Option<u32> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &text[digits.len()..];
    ["", "st", "nd", "rd", "th", "er", "º", "°"].contains(&rest).then(|| digits.parse().ok())?
}

fn month_named(text: &str) -> Option<u32> {
    let month = MONTHS.iter().position(|names| names.iter().any(|name| text.starts_with(name)))?;
    // "march" is a month, "markets" is none.
    let is_word = text.chars().all(char::is_alphabetic) && text.chars().count() <= 10;
    is_word.then(|| u32::try_from(month + 1).unwrap_or(0))
}

fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn dated(day: u32, month: u32, year: Option<i32>, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // The 29th of February may be some years off.
    (0..=8)
        .filter_map(|ahead| NaiveDate::from_ymd_opt(today.year() + ahead, month, day))
        .find(|date| *date >= today)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Sunday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 29).unwrap()
    }

    fn means(text: &str) -> Option<String> {
        read(text, today()).map(|date| date.to_string())
    }

    #[test]
    fn a_day_is_found_among_other_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let tenth = NaiveDate::from_ymd_opt(2026, 12, 10);
        for text in [
            "Phone screen: 2026-12-10, 10:00, 30 minutes, with a recruiter",
            "The phone screen is on Thursday 10 December at 14:00.",
            "Telefoninterview am 10.12. um 14 Uhr",
            "on December 10, 45 minutes",
        ] {
            assert_eq!(find(text, today), tenth, "{text}");
        }
        for text in ["It takes 2 days", "45 to 60 minutes, 5 rounds", "Sent on 2026-11-01", "a panel of 3"] {
            assert_eq!(find(text, today), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, date) in [
            ("2026-12-09", "2026-12-09"),
            (" 9 Dec ", "2026-12-09"),
            ("Dec 9", "2026-12-09"),
            ("December 9th, 2027", "2027-12-09"),
            ("Wed 9 Dec", "2026-12-09"),
            ("9.12.", "2026-12-09"),
            ("9.12.26", "2026-12-09"),
            ("24/12", "2026-12-24"),
            ("12/24/2026", "2026-12-24"),
            ("9. Dezember", "2026-12-09"),
            ("1er février", "2027-02-01"),
            ("3 märz", "2027-03-03"),
            ("today", "2026-11-29"),
            ("Tomorrow", "2026-11-30"),
            ("in 11 days", "2026-12-10"),
            ("in two weeks", "2026-12-13"),
            ("Friday", "2026-12-04"),
            ("next tuesday", "2026-12-01"),
            ("29 Nov", "2026-11-29"),
            ("28 nov", "2027-11-28"),
            ("29 feb", "2028-02-29"),
        ] {
            assert_eq!(means(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_may_be_two_is_not_guessed() {
        for text in [
            "",
            "9/12",
            "soon",
            "31.11.",
            "in 5000 days",
            "13.13.",
            "9",
            "dec",
            "nov dec",
            "9 Dec 2026 or later",
        ] {
            assert_eq!(means(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_back_however_it_is_written(ahead in 0_u64..360, way in 0_usize..6) {
            let date = today().checked_add_days(Days::new(ahead)).unwrap();
            let way = ["%Y-%m-%d", "%-d %B", "%b %-d, %Y", "%-d.%-m.%Y", "%a %-d %b", "%-d.%-m."][way];
            prop_assert_eq!(read(&date.format(way).to_string(), today()), Some(date));
        }

        #[test]
        fn nothing_makes_it_fall_over(text in "\\PC{0,30}") {
            let _ = read(&text, today());
        }
    }
}
