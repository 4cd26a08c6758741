//! A title for a story that has none, from its own words.

use super::text::{has_cjk, is_cjk, squeeze, word_count};

/// The most words of a title made here.
const MOST_WORDS: usize = 12;

/// The most characters of one in a script without spaces.
const MOST_CHARS: usize = 24;

/// The first clause of the situation, which says best which story it is. Where the task is put as a question,
/// what was done about it does; where the situation opens with what somebody said, the task does.
pub fn from_words(situation: &str, task: &str, action: &str, result: &str) -> String {
    let told = if super::text::ends_in_question(task) {
        [without_lead(action), situation, task]
    } else if speaks(situation) {
        [task, situation, action]
    } else {
        [situation, task, action]
    };
    told.into_iter().chain([result]).map(clause).find(|title| !title.is_empty()).unwrap_or_default()
}

/// Whether the text opens with what somebody said: `Manager: "We need …"`.
fn speaks(text: &str) -> bool {
    let quoted = |text: &str| text.trim_start().starts_with(['"', '“', '„', '«', '「']);
    quoted(text)
        || text.split_once([':', '：']).is_some_and(|(who, said)| word_count(who) <= 4 && quoted(said))
}

/// "Proposed: move the mill" without the word before its colon.
fn without_lead(text: &str) -> &str {
    text.split_once(": ").filter(|(lead, _)| word_count(lead) == 1).map_or(text, |(_, rest)| rest)
}

/// The words up to where the first clause ends, at most a title's length.
fn clause(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let mut end = line.len();
    for stop in [". ", "? ", "! ", "; ", " (", " — ", " – ", " - ", "。", "；", "（", "！", "？"] {
        end = line.find(stop).map_or(end, |at| if at > 0 { end.min(at) } else { end });
    }
    let clause = squeeze(&line[..end]);
    let short = if has_cjk(&clause) { short_dense(&clause) } else { short_spaced(&clause) };
    let short = short.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '，' | '、' | '。' | ' '));
    if short.chars().any(char::is_alphabetic) { short.to_owned() } else { String::new() }
}

/// Whole sentences as they are, longer ones up to a comma, else up to the last word that may end a phrase.
fn short_spaced(clause: &str) -> String {
    let words: Vec<&str> = clause.split(' ').collect();
    if words.len() <= MOST_WORDS {
        return clause.to_owned();
    }
    let mut end = (4..=MOST_WORDS).rev().find(|&end| words[end - 1].ends_with(',')).unwrap_or(MOST_WORDS);
    let joins = [
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "by", "from",
        "that", "which", "who", "was", "were", "is", "are", "had", "our", "my", "their", "its", "as", "so",
        "we", "i",
    ];
    while end > 3 && joins.contains(&words[end - 1].to_lowercase().as_str()) {
        end -= 1;
    }
    words[..end].join(" ")
}

fn short_dense(clause: &str) -> String {
    let first = clause
        .split(['，', '、', ','])
        .next()
        .filter(|first| first.chars().filter(|&c| is_cjk(c)).count() >= 6);
    first.unwrap_or(clause).chars().take(MOST_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_situation_names_the_story() {
        let of = |situation, task| from_words(situation, task, "I rang two firms", "");
        assert_eq!(of("The lift broke (twice that week). We waited.", "Mend it"), "The lift broke");
        assert_eq!(of("Owner: \"I want it mended\"", "Mend the lift by noon"), "Mend the lift by noon");
        assert_eq!(of("", "Mend the lift"), "Mend the lift");
        let asked = from_words("We walked up", "Why not move the lift?", "Proposed: move it (twice)", "");
        assert_eq!(asked, "move it");
        assert_eq!(of("", ""), "I rang two firms");
        let long = "In the third week of the winter we found that the lift in the old house had been \
                    running without a brake";
        assert_eq!(of(long, ""), "In the third week of the winter we found that the lift");
        assert_eq!(
            of("系统在周五晚上突然变得非常缓慢，客户开始投诉。", ""),
            "系统在周五晚上突然变得非常缓慢"
        );
    }
}
