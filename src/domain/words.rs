//! What the numbers say, in sentences: the window, the reports and the commands use the same ones.

use chrono::{DateTime, FixedOffset};

use super::draw::ago;
use super::readiness::{
    FEW_ANSWERS, READY_QUESTIONS, Readiness, State, answers_to_ready, answers_to_ready_at,
};

/// "1 answer", "4 answers".
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(n)) }
}

/// As [`count`], for a noun with a plural of its own: "1 story", "4 stories".
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with its thousands set apart from five digits on: "9876", "52,180".
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Names of principles one after another; a comma would stand within some of them ("Are Right, A Lot").
pub fn listed<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
    names.join(" · ")
}

/// That answers were scored by two rubrics, where they were: of `scored` answers `older` by the older one.
pub fn two_rubrics((scored, older): (usize, usize)) -> Option<String> {
    (older > 0).then(|| {
        let answers = counted(scored, "scored answer", "scored answers");
        format!(
            "{older} of {answers} by the older rubric, in whose mean setting and delivery count fully, not half; each keeps the mean it had."
        )
    })
}

/// A mean that *ready* is spoken of in, where the answers so far would not get there: the anchor "a number,
/// and what it was before", "trade-offs named".
const BETTER_MEAN: f64 = 4.0;

/// Where the evidence is too little for a figure: "1 answer, you gave 3.8; 2 more before it counts".
/// `None` without answers, or from three answers on.
pub fn before_it_counts(r: &Readiness) -> Option<String> {
    let given = r.given.filter(|_| r.state == State::TooFew)?;
    let more = FEW_ANSWERS - r.answers.min(FEW_ANSWERS);
    Some(format!("{}, you gave {given:.1}; {more} more before it counts", count(r.answers, "answer")))
}

/// What would reach *ready*: "about 3 more like these reach ready". Empty for what is ready, or so far
/// from it that no number can be told.
pub fn to_ready(r: &Readiness) -> String {
    let reach = |n: usize| if n == 1 { "reaches" } else { "reach" };
    if r.state == State::Ready {
        return String::new();
    }
    if let Some(n) = answers_to_ready(r) {
        return format!("about {n} more like these {} ready", reach(n));
    }
    answers_to_ready_at(r, BETTER_MEAN).map_or_else(String::new, |n| {
        format!("about {} scored {BETTER_MEAN:.0} {} ready", count(n, "answer"), reach(n))
    })
}

/// The plain headline of one principle with its evidence: "Counts as 2.9 of 5. You gave yourself 4.0
/// over 3 answers, the last yesterday; about 3 more like these reach ready." Under three answers no figure
/// is told that would only say how little is known.
pub fn headline(r: &Readiness, now: DateTime<FixedOffset>) -> String {
    let (Some(mean), Some(given), Some(last)) = (r.mean, r.given, r.last) else {
        return if r.answers == 0 {
            "Not practised yet.".to_owned()
        } else {
            "Practised so long ago that it says nothing about today.".to_owned()
        };
    };
    if let Some(words) = before_it_counts(r) {
        return format!("{words}. The last {}.", ago(last, now));
    }
    let answers = count(r.answers, "answer");
    let mut text = format!(
        "Counts as {:.1} of 5. You gave yourself {given:.1} over {answers}, the last {}",
        r.low,
        ago(last, now)
    );
    // What friends' scores make of it, where a tenth of a point shows.
    if (mean - given).abs() >= 0.05 {
        text = format!("{text}, which counts as {mean:.1} by your friends' scores");
    }
    let next = if r.state == State::Ready { "ready".to_owned() } else { to_ready(r) };
    text = if next.is_empty() { format!("{text}.") } else { format!("{text}; {next}.") };
    if r.questions < READY_QUESTIONS && r.state != State::Ready {
        text = format!("{text} Ready also needs {READY_QUESTIONS} different questions.");
    }
    text
}

/// What moves the number: one more answer like those given, and days without practice. Empty where there is none yet.
pub fn what_moves(r: &Readiness) -> String {
    let (State::Building | State::Ready, Some(mean)) = (r.state, r.mean) else { return String::new() };
    let another = r.with_another(mean).low;
    let [week, three] = [7.0, 21.0].map(|days| r.after_days(days).low);
    format!(
        "One more answer like these makes it {another:.1}. Without practice it is {week:.1} in a week and {three:.1} in three, because old answers say less."
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    #[test]
    fn large_numbers_have_their_thousands_set_apart() {
        let told = [1, 9876, 10_000, 52_180, 1_234_567].map(grouped);
        assert_eq!(told, ["1", "9876", "10,000", "52,180", "1,234,567"]);
        assert_eq!(
            (count(1, "answer"), count(20_000, "answer")),
            ("1 answer".to_owned(), "20,000 answers".to_owned())
        );
    }

    #[test]
    fn what_moves_the_number_is_told_in_days() {
        let mut r =
            Readiness { answers: 2, mean: Some(4.0), given: Some(4.0), weight: 1.9, ..Readiness::NONE };
        r = r.with_another(4.0);
        assert_eq!((r.answers, r.mean), (3, Some(4.0)));
        assert_eq!(
            what_moves(&r),
            "One more answer like these makes it 3.2. Without practice it is 2.9 in a week and 2.6 in three, because old answers say less."
        );
        assert_eq!(what_moves(&Readiness::NONE), "");
        let few = Readiness::NONE.with_another(4.0);
        assert_eq!(
            (few.state, what_moves(&few)),
            (State::TooFew, String::new()),
            "no figure under three answers"
        );
    }

    #[test]
    fn the_headline_names_its_evidence() {
        let r = Readiness {
            state: State::Building,
            estimate: 3.5,
            low: 2.94,
            high: 4.0,
            answers: 3,
            questions: 3,
            mean: Some(4.0),
            given: Some(4.0),
            last: Some(now() - TimeDelta::days(1)),
            weight: 2.8,
            set_aside: 0,
        };
        assert_eq!(
            headline(&r, now()),
            "Counts as 2.9 of 5. You gave yourself 4.0 over 3 answers, the last yesterday; about 2 more like these reach ready."
        );
        let few = Readiness {
            state: State::TooFew,
            answers: 1,
            questions: 1,
            mean: Some(2.0),
            given: Some(2.0),
            ..r
        };
        assert_eq!(
            headline(&few, now()),
            "1 answer, you gave 2.0; 2 more before it counts. The last yesterday."
        );
        let low = Readiness { mean: Some(2.0), given: Some(2.0), ..r };
        assert!(
            headline(&low, now()).ends_with("; about 11 answers scored 4 reach ready."),
            "{}",
            headline(&low, now())
        );
        let corrected = Readiness { mean: Some(3.6), ..r };
        assert!(
            headline(&corrected, now()).contains("yesterday, which counts as 3.6 by your friends' scores; ")
        );
        assert!(
            headline(&Readiness { state: State::Ready, ..r }, now()).ends_with("the last yesterday; ready.")
        );
        assert_eq!(headline(&Readiness::NONE, now()), "Not practised yet.");
        let long_ago = Readiness { answers: 2, ..Readiness::NONE };
        assert!(headline(&long_ago, now()).starts_with("Practised so long ago"));
    }
}
