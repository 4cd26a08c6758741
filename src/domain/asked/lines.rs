//! Questions as somebody types them the evening after: one a line, half-sentences, numbers and bullets before them.

/// A line as it was typed, without its bullet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedLine {
    /// The question.
    pub text: String,
    /// Whether it looks like one. What does not is left out unless the person takes it.
    pub is_question: bool,
}

/// What lines about the day, the people and the terms begin with or hold, and questions seldom do.
#[rustfmt::skip]
const NO_QUESTION: &[&str] = &[
    "interviewer", "interviewers", "they said", "she said", "he said", "they'll", "they will", "will hear", "hear back",
    "ring", "i asked", "asked them", "asked about", "notice period", "salary", "start date", "licence", "visa",
    "ran over", "ran 5", "ran 10", "min over", "mins over", "minutes over", "was nice", "was friendly", "camera",
    "felt", "didn't ask", "did not ask", "nothing about", "no questions", "next step", "next steps", "feedback by",
    "note to self", "remember to", "thank you mail", "parking", "coffee", "can i start", "pay ", "money",
];

/// The lines of what was typed.
pub fn lines(text: &str) -> Vec<TypedLine> {
    text.lines().map(bare).filter(|line| line.chars().any(char::is_alphanumeric)).map(typed).collect()
}

fn typed(text: String) -> TypedLine {
    let low = text.to_lowercase();
    let says_no = NO_QUESTION.iter().any(|words| {
        low.match_indices(words).any(|(at, _)| {
            let before = low[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    });
    TypedLine { is_question: low.trim_end().ends_with('?') && !low.starts_with("i asked") || !says_no, text }
}

/// The line without bullet or number before it, remarks in brackets behind it, and quotes around it.
fn bare(line: &str) -> String {
    let mut text = line.trim().trim_start_matches(['-', '*', '•', '–', '·', '>', '→']).trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0
        && let Some(rest) = text[digits..].strip_prefix(['.', ')', ':'])
    {
        text = rest.trim_start();
    }
    if let Some(prefix) = text.get(..1)
        && prefix.eq_ignore_ascii_case("q")
    {
        let rest = text[1..].trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(rest) = rest.strip_prefix([':', '.', ')']) {
            text = rest.trim_start();
        }
    }
    while text.ends_with(')')
        && let Some(open) = text.rfind('(')
        && open > 0
    {
        text = text[..open].trim_end();
    }
    // "…" <- word for word
    for quotes in [('"', '"'), ('“', '”')] {
        if let Some(quoted) = text.strip_prefix(quotes.0).and_then(|rest| rest.split_once(quotes.1)) {
            text = quoted.0.trim();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_numbers_remarks_and_quotes_go() {
        let typed = "1) why us\n - conflict w/ stakeholder (bombed this)\n\nQ3: What did you change?\n\
                     * \"tell me about a time you simplified something\" <- word for word\n---\n";
        let texts: Vec<String> = lines(typed).into_iter().map(|line| line.text).collect();
        let wanted = [
            "why us",
            "conflict w/ stakeholder",
            "What did you change?",
            "tell me about a time you simplified something",
        ];
        assert_eq!(texts, wanted);
        assert!(lines(typed).iter().all(|line| line.is_question));
    }

    #[test]
    fn a_line_about_the_day_is_left_out_unless_it_is_taken() {
        let of = |line: &str| lines(line)[0].is_question;
        assert!(!of("interviewer was nice") && !of("they'll ring fri") && !of("ran 10 min over"));
        assert!(of("hiring someone you didn't want") && of("why do you want to leave?"));
    }
}
