//! Minutes and hours as texts count them, in six languages.

use std::ops::Range;

/// A range: the fewest and the most, such as `[45, 60]` minutes.
pub type Span = [u32; 2];

/// What is counted of an interview: the words that hint at its form.
#[rustfmt::skip]
pub const COUNTED: &[&str] = &[
    "minutes", "minute", "mins", "min", "minuten", "minutos", "minutos", "hours", "hour", "hrs", "hr", "stunde", "stunden", "heure", "heures",
    "hora", "horas", "rounds", "round", "interviews", "stages", "interviewers", "members", "panelists", "people", "interviewer", "panel",
];

/// A length of time, and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// The shortest and the longest, in minutes.
    pub minutes: Span,
    /// Its byte range in the text.
    pub at: Range<usize>,
}

/// A word or a figure of a text in lower case.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) at: Range<usize>,
}

/// Words and figures; a letter after a figure begins a new word (`60min` becomes `60`, `min`), and so
/// does a script without spaces.
pub(super) fn tokens(low: &str) -> Vec<Token<'_>> {
    #[derive(Clone, Copy, PartialEq)]
    enum TokenKind {
        Gap,
        Figure,
        Word,
        Sign,
    }
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut kind = TokenKind::Gap;
    let mut chars = low.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // "1,5 Stunden", "1.5 hours": a mark between two figures is a part of the number.
        let decimal = matches!(c, '.' | ',')
            && kind == TokenKind::Figure
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let now = if c.is_ascii_digit() || decimal {
            TokenKind::Figure
        } else if super::super::text::is_cjk(c)
            || matches!(c, '-' | '–' | '—' | '×' | '*' | '~' | '〜' | '/' | ':' | '½' | '\'' | '’')
        {
            TokenKind::Sign
        } else if c.is_alphabetic() {
            TokenKind::Word
        } else {
            TokenKind::Gap
        };
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if now == kind && matches!(now, TokenKind::Figure | TokenKind::Word) => {
                last.at.end = end;
            }
            _ if now != TokenKind::Gap => out.push(Token { text: "", at: at..end }),
            _ => {}
        }
        kind = now;
    }
    for token in &mut out {
        token.text = &low[token.at.clone()];
    }
    out
}

/// The number a word or figure stands for, times ten, so that halves are whole: `1.5` is 15.
pub(super) fn tenths(word: &str) -> Option<u32> {
    const WORDS: &[(&[&str], u32)] = &[
        (
            &[
                "one", "ein", "eine", "einem", "einer", "eines", "einen", "un", "une", "uno", "una", "um",
                "uma", "一",
            ],
            10,
        ),
        (&["two", "zwei", "deux", "dos", "dois", "duas", "二", "couple"], 20),
        (&["three", "drei", "trois", "tres", "três", "三"], 30),
        (&["four", "vier", "quatre", "cuatro", "quatro", "四"], 40),
        (&["five", "fünf", "cinq", "cinco", "五"], 50),
        (&["six", "sechs", "seis", "六"], 60),
        (&["seven", "sieben", "sept", "siete", "sete", "七"], 70),
        (&["eight", "acht", "huit", "ocho", "oito", "八"], 80),
        (&["nine", "neun", "neuf", "nueve", "nove"], 90),
        (&["ten", "zehn", "dix", "diez", "dez"], 100),
        (&["twelve", "zwölf", "douze", "doce", "doze"], 120),
        (&["fifteen", "fünfzehn", "quinze", "quince"], 150),
        (&["twenty", "zwanzig", "vingt", "veinte", "vinte"], 200),
        (&["thirty", "dreißig", "dreissig", "trente", "treinta", "trinta"], 300),
        (&["forty", "vierzig", "quarante", "cuarenta", "quarenta"], 400),
        (&["fifty", "fünfzig", "cinquante", "cincuenta", "cinquenta"], 500),
        (&["sixty", "sechzig", "soixante", "sesenta", "sessenta"], 600),
        (&["seventy", "siebzig", "setenta"], 700),
        (&["eighty", "achtzig", "ochenta", "oitenta"], 800),
        (&["ninety", "neunzig", "noventa"], 900),
        (&["anderthalb", "eineinhalb"], 15),
        (&["zweieinhalb"], 25),
    ];
    let first = word.chars().next()?;
    if first.is_ascii_digit() {
        let (whole, part) = word.split_once(['.', ',']).unwrap_or((word, ""));
        let whole: u32 = whole.parse().ok().filter(|n| *n < 10_000)?;
        let part = part.chars().next().and_then(|c| c.to_digit(10)).unwrap_or(0);
        return Some(whole * 10 + part);
    }
    WORDS.iter().find(|(words, _)| words.contains(&word)).map(|(_, tenths)| *tenths)
}

pub(super) fn whole(word: &str) -> Option<u32> {
    tenths(word).filter(|t| t % 10 == 0).map(|t| t / 10)
}

#[rustfmt::skip]
const MINUTES: &[&str] = &[
    "minutes", "minute", "mins", "min", "minuten", "minutos", "minuto", "minütiges", "minütige",
    "minütiger", "minütigen", "分",
];
#[rustfmt::skip]
const HOURS: &[&str] = &[
    "hours", "hour", "hrs", "hr", "h", "stunden", "stunde", "std", "heures", "heure", "horas", "hora",
    "stündiges", "stündige", "stündigen",
];
pub(super) const BETWEEN: &[&str] =
    &["-", "–", "—", "~", "〜", "to", "or", "bis", "oder", "à", "a", "ou", "o", "and", "und", "et", "y", "e"];

/// The lengths of time in a text of lower case, in order.
pub fn durations(low: &str) -> Vec<Duration> {
    let tokens = tokens(low);
    let mut out: Vec<Duration> = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        let found = between_times(&tokens, n)
            .or_else(|| whole_words(&tokens, n))
            .or_else(|| counted(&tokens, n))
            .or_else(|| times(&tokens, n));
        match found {
            Some((minutes, from, to)) if minutes[0] > 0 && minutes[1] <= 600 => {
                let at = tokens[from].at.start..tokens[to].at.end;
                if out.last().is_none_or(|last| last.at.end <= at.start) {
                    out.push(Duration { minutes, at });
                }
                n = to + 1;
            }
            _ => n += 1,
        }
    }
    out
}

/// "half an hour", "an hour and a half", "Dreiviertelstunde": words that are a length by themselves.
fn whole_words(tokens: &[Token<'_>], n: usize) -> Option<(Span, usize, usize)> {
    const FIXED: &[(&[&str], u32)] = &[
        (&["hour", "and", "a", "half"], 90),
        (&["hour", "and", "a", "quarter"], 75),
        (&["hora", "y", "media"], 90),
        (&["hora", "e", "meia"], 90),
        (&["heure", "et", "demie"], 90),
        (&["one", "and", "a", "half", "hours"], 90),
        (&["two", "and", "a", "half", "hours"], 150),
        (&["three", "quarters", "of", "an", "hour"], 45),
        (&["quarter", "of", "an", "hour"], 15),
        (&["half", "an", "hour"], 30),
        (&["half", "hour"], 30),
        (&["half", "-", "hour"], 30),
        (&["halbe", "stunde"], 30),
        (&["halben", "stunde"], 30),
        (&["halbstündiges"], 30),
        (&["halbstündige"], 30),
        (&["halbstündigen"], 30),
        (&["einstündiges"], 60),
        (&["einstündige"], 60),
        (&["einstündigen"], 60),
        (&["zweistündiges"], 120),
        (&["dreiviertelstunde"], 45),
        (&["viertelstunde"], 15),
        (&["demi", "-", "heure"], 30),
        (&["quart", "d", "'", "heure"], 15),
        (&["quart", "d", "’", "heure"], 15),
        (&["trois", "quarts", "d", "'", "heure"], 45),
        (&["media", "hora"], 30),
        (&["meia", "hora"], 30),
        (&["cuarto", "de", "hora"], 15),
        (&["an", "hour", "and", "a", "half"], 90),
        (&["hour", "long"], 60),
        (&["an", "hour"], 60),
        (&["hourly", "interview"], 60),
        (&["eine", "stunde"], 60),
        (&["einer", "stunde"], 60),
        (&["une", "heure"], 60),
        (&["una", "hora"], 60),
        (&["uma", "hora"], 60),
        (&["a", "full", "hour"], 60),
        (&["the", "hour"], 60),
    ];
    let mut best: Option<(Span, usize, usize)> = None;
    for (words, minutes) in FIXED {
        let matches = words.iter().enumerate().all(|(i, w)| tokens.get(n + i).is_some_and(|t| t.text == *w));
        if matches && best.is_none_or(|(_, _, to)| to < n + words.len() - 1) {
            best = Some(([*minutes; 2], n, n + words.len() - 1));
        }
    }
    // "an hour" that goes on "and a half".
    if let Some((span, from, to)) = best
        && span == [60, 60]
    {
        let next: Vec<&str> = tokens[to + 1..].iter().take(3).map(|t| t.text).collect();
        match next.as_slice() {
            ["and", "a", "half"] => return Some(([90; 2], from, to + 3)),
            ["y", "media", ..] | ["e", "meia", ..] | ["et", "demie", ..] => {
                return Some(([90; 2], from, to + 2));
            }
            ["and", "a", "quarter"] => return Some(([75; 2], from, to + 3)),
            ["and" | "und" | "et" | "y" | "e", ..] => {
                // "an hour and ten minutes"
                let more = number(tokens, to + 2).filter(|(tenths, _)| (50..600).contains(tenths));
                if let Some((tenths, after)) = more
                    && let Some((false, end)) = unit(tokens, after)
                {
                    return Some(([60 + tenths / 10; 2], from, end - 1));
                }
            }
            _ => {}
        }
    }
    best
}

/// "4 x 45" without a unit, as schedules write it.
fn times(tokens: &[Token<'_>], n: usize) -> Option<(Span, usize, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let many = whole(word(n)).is_some_and(|many| (2..=8).contains(&many));
    let each = whole(word(n + 2)).filter(|each| (15..=120).contains(each) && each % 5 == 0)?;
    (many && matches!(word(n + 1), "x" | "×" | "*") && unit(tokens, n + 3).is_none()).then_some((
        [each; 2],
        n + 2,
        n + 2,
    ))
}

/// A number, or two, before a unit: "45-60 min", "1h30", "1,5 Stunden", "2 to 3 hours", "1時間30分".
fn counted(tokens: &[Token<'_>], n: usize) -> Option<(Span, usize, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let (first, mut at) = number(tokens, n)?;
    let mut low = None;
    // The unit of the first number may stand with it: "45 min to 60 min".
    let first_unit = unit(tokens, at);
    if let Some((_, end)) = first_unit
        && BETWEEN.contains(&word(end))
        && tenths(word(end + 1)).is_some()
        && unit(tokens, end + 2).is_some()
        && word(end) != "and"
        && word(end) != "und"
        && word(end) != "et"
        && word(end) != "y"
        && word(end) != "e"
    {
        low = Some(first);
        at = end + 1;
    } else if first_unit.is_none() && BETWEEN.contains(&word(at)) && tenths(word(at + 1)).is_some() {
        low = Some(first);
        at += 1;
    }
    let (high, unit_at) = if low.is_some() { number(tokens, at)? } else { (first, at) };
    let (of_hours, mut end) = unit(tokens, unit_at)?;
    let minutes = |tenths: u32| if of_hours { tenths * 6 } else { tenths / 10 };
    let mut span = [minutes(low.unwrap_or(high)), minutes(high)];
    if span[0] > span[1] {
        span = [span[1]; 2];
    }
    // "1h30", "1 h 15", "1時間30分".
    if of_hours
        && low.is_none()
        && let Some(more) = whole(word(end)).filter(|m| *m < 60 && *m >= 5)
        && word(end).len() == 2
    {
        let spelt = unit(tokens, end + 1).is_some_and(|(hours, _)| !hours);
        if spelt || word(unit_at) == "h" || word(unit_at) == "時" {
            span = [span[0] + more; 2];
            end += 1;
            if spelt {
                end += 1;
            }
        }
    }
    // "9 h 30" after "um", "à" is a time of day; so is "14h".
    let of_day = of_hours && word(unit_at) == "h" && tenths(word(n)).is_some_and(|t| t >= 70);
    (!of_day).then_some((span, n, end - 1))
}

/// The number that begins at this token, times ten, and the token after it: "75", "seventy-five", "forty
/// five".
fn number(tokens: &[Token<'_>], n: usize) -> Option<(u32, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let first = tenths(word(n))?;
    let letters = word(n).starts_with(char::is_alphabetic);
    if letters && (200..1000).contains(&first) {
        for at in [n + 1, n + 2] {
            let one = tenths(word(at)).filter(|one| *one < 100 && word(at).starts_with(char::is_alphabetic));
            if let Some(one) = one.filter(|_| at == n + 1 || word(n + 1) == "-") {
                return Some((first + one, at + 1));
            }
        }
    }
    Some((first, n + 1))
}

/// The minutes between two times of the day: "10:00–10:45", "9.30 - 10.15 Uhr", "1:30–2:15".
fn between_times(tokens: &[Token<'_>], n: usize) -> Option<(Span, usize, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let time = |n: usize| -> Option<(u32, usize)> {
        let text = word(n);
        let (hour, minute, after) = if let Some((hour, minute)) = text.split_once(['.', ',']) {
            (hour, minute, n + 1)
        } else if matches!(word(n + 1), ":" | "h") {
            (text, word(n + 2), n + 3)
        } else {
            return None;
        };
        let (hour, minute) =
            (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok().filter(|_| minute.len() == 2)?);
        (hour < 24 && minute < 60).then_some((hour * 60 + minute, after))
    };
    let past_half = |mut at: usize| {
        loop {
            at += match (word(at), word(at + 1)) {
                ("a" | "p", "m") => 2,
                ("am" | "pm" | "uhr", _) => 1,
                _ => return at,
            };
        }
    };
    // "10 – 10.45am": the first may be an hour alone.
    let hour = || {
        let hour = word(n).parse::<u32>().ok().filter(|hour| (1..24).contains(hour) && word(n).len() <= 2)?;
        Some((hour * 60, n + 1))
    };
    let (from, at) = time(n).or_else(hour)?;
    let at = past_half(at);
    if !matches!(word(at), "-" | "–" | "—" | "to" | "bis" | "until" | "till" | "à" | "a" | "~" | "〜") {
        return None;
    }
    let (to, after) = time(at + 1)?;
    // "2 - 2:30" counts no minutes where a unit follows: "2 - 2.5 hours".
    if unit(tokens, after).is_some() {
        return None;
    }
    // "11:30–1:00" goes over noon.
    let minutes = if to > from { to - from } else { (to + 720).checked_sub(from)? };
    (5..=240).contains(&minutes).then_some(([minutes; 2], n, after - 1))
}

/// The time of the day that a text begins with, in minutes after midnight, and the bytes it takes: "9:30", "1.30 p.m.",
/// "10h15", "10時30分".
pub fn clock(text: &str) -> Option<(u32, usize)> {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = figures(text);
    let hour: u32 = text.get(..hours).filter(|_| (1..=2).contains(&hours))?.parse().ok()?;
    let mut end = hours;
    let mut minute = None;
    if let Some(mark) = [":", ".", "h", "時"].into_iter().find(|mark| text[end..].starts_with(mark)) {
        let from = end + mark.len();
        let digits = figures(&text[from..]);
        // "12.05." is a date, "4.20" a price or a section.
        let plain = mark != "." || !text[from + digits..].starts_with('.');
        if digits == 2 && plain {
            minute = text[from..from + 2].parse().ok().filter(|minute: &u32| *minute < 60);
            end = from + 2;
            if mark == "時" {
                end += text[end..].starts_with('分').then_some('分'.len_utf8())?;
            }
        }
    }
    let rest = text[end..].trim_start();
    let gap = text.len() - end - rest.len();
    let half = ["a.m.", "am", "p.m.", "pm"].into_iter().find(|half| {
        rest.get(..half.len()).is_some_and(|start| start.eq_ignore_ascii_case(half))
            && !rest[half.len()..].starts_with(char::is_alphanumeric)
    });
    if let Some(half) = half {
        end += gap + half.len();
    }
    let afternoon = half.is_some_and(|half| half.starts_with('p')) && hour < 12;
    let night = half.is_some_and(|half| half.starts_with('a')) && hour == 12;
    let dotted = text[hours..].starts_with('.') && half.is_none();
    let by_day = !dotted || (7..=20).contains(&hour) && minute.is_some_and(|minute| minute % 5 == 0);
    let hour = if night { 0 } else { hour };
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    ((minute.is_some() || half.is_some()) && hour < 24 && ends && by_day)
        .then(|| (hour * 60 + minute.unwrap_or(0) + if afternoon { 720 } else { 0 }, end))
}

/// The unit at this token: whether it is hours, and the token after it.
pub(super) fn unit(tokens: &[Token<'_>], n: usize) -> Option<(bool, usize)> {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text);
    let n = if matches!(word(n), "-" | "–") { n + 1 } else { n };
    if matches!(word(n), "'" | "’") && tenths(word(n.wrapping_sub(1))).is_some() {
        return Some((false, n + 1));
    }
    if word(n) == "時" && word(n + 1) == "間" {
        return Some((true, n + 2));
    }
    if MINUTES.contains(&word(n)) {
        // "20 minutes past", "30 minutes before" are no lengths of a talk.
        return Some((false, n + 1));
    }
    HOURS.contains(&word(n)).then_some((true, n + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Vec<Span> {
        durations(&text.to_lowercase()).into_iter().map(|d| d.minutes).collect()
    }

    #[test]
    fn times_of_the_day_are_read() {
        for (text, wanted) in [
            ("9:30 Written exercise", Some((570, 4))),
            ("1.30 p.m.   Interview", Some((810, 9))),
            ("10am: tour", Some((600, 4))),
            ("10h15 entretien", Some((615, 5))),
            ("10時30分 面接", Some((630, 10))),
            ("12.30pm", Some((750, 7))),
            ("3 people", None),
            ("2.5 hours", None),
            ("9:305", None),
            ("12.05. Telefoninterview", None),
            ("4.20 sandwich", None),
            ("12:30am", Some((30, 7))),
        ] {
            assert_eq!(clock(text), wanted, "{text}");
        }
    }

    #[test]
    fn lengths_as_people_write_them() {
        for (text, wanted) in [
            ("45-60 min", vec![[45, 60]]),
            ("between 45 and 50 minutes", vec![[45, 50]]),
            ("an hour and a half", vec![[90, 90]]),
            ("1h30 avec le jury", vec![[90, 90]]),
            ("1,5 Stunden", vec![[90, 90]]),
            ("a half hour conversation, then two hours on site", vec![[30, 30], [120, 120]]),
            ("de 20 a 25 minutos", vec![[20, 25]]),
            ("eine Dreiviertelstunde", vec![[45, 45]]),
            ("面接は60分、1時間30分の場合も", vec![[60, 60], [90, 90]]),
            ("60min each, 15 min break", vec![[60, 60], [15, 15]]),
            ("five one-hour interviews", vec![[60, 60]]),
            ("90-minute panel", vec![[90, 90]]),
            ("we start at 14h and at 9 h", vec![]),
            ("media hora con RR. HH.", vec![[30, 30]]),
            ("in 5 days", vec![]),
            ("Seventy-five minutes, then forty five min", vec![[75, 75], [45, 45]]),
            ("10:00–10:45 and 1:30 - 2:15", vec![[45, 45], [45, 45]]),
            ("4 x 45. one person each", vec![[45, 45]]),
            ("d'une demi-heure en visio", vec![[30, 30]]),
        ] {
            assert_eq!(minutes(text), wanted, "{text}");
        }
    }
}
