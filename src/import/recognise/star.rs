//! The labels of a story's sections, in five languages, in all the ways people write them.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::text::{is_cjk, is_ornament};

/// One of the four sections, or what stands beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StarPart {
    /// Situation.
    Situation,
    /// Task.
    Task,
    /// Situation and task in one.
    SituationTask,
    /// Action.
    Action,
    /// Result.
    Result,
    /// What was learned: told after the result.
    Learning,
}

/// A label at the front of a text, and where the text goes on after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The section.
    pub part: StarPart,
    /// Bytes of the label and its mark.
    pub len: usize,
    /// A single letter rather than a word.
    pub letter: bool,
    /// A colon, a dash or a bracket followed it, or nothing at all.
    pub marked: bool,
}

#[rustfmt::skip]
const WORDS: &[(&str, StarPart)] = &[
    ("situation/task", StarPart::SituationTask), ("situation / task", StarPart::SituationTask),
    ("situation & task", StarPart::SituationTask), ("situation and task", StarPart::SituationTask),
    ("situación/tarea", StarPart::SituationTask), ("s/t", StarPart::SituationTask),
    ("s / t", StarPart::SituationTask), ("s&t", StarPart::SituationTask), ("situations", StarPart::Situation),
    ("situation", StarPart::Situation), ("situación", StarPart::Situation), ("situacion", StarPart::Situation),
    ("ausgangslage", StarPart::Situation), ("situação", StarPart::Situation), ("context", StarPart::Situation),
    ("background", StarPart::Situation), ("contexto", StarPart::Situation), ("hintergrund", StarPart::Situation),
    ("状況", StarPart::Situation), ("背景", StarPart::Situation), ("情境", StarPart::Situation), ("情景", StarPart::Situation),
    ("情况", StarPart::Situation), ("情況", StarPart::Situation), ("场景", StarPart::Situation), ("tasks", StarPart::Task),
    ("task", StarPart::Task), ("tarea", StarPart::Task), ("tarefa", StarPart::Task), ("aufgabe", StarPart::Task),
    ("aufgabenstellung", StarPart::Task), ("tâche", StarPart::Task), ("課題", StarPart::Task), ("任务", StarPart::Task),
    ("任務", StarPart::Task), ("目标", StarPart::Task), ("タスク", StarPart::Task), ("actions taken", StarPart::Action),
    ("actions", StarPart::Action), ("action", StarPart::Action), ("activities", StarPart::Action),
    ("activity", StarPart::Action), ("acción", StarPart::Action), ("acciones", StarPart::Action),
    ("accion", StarPart::Action), ("ação", StarPart::Action), ("ações", StarPart::Action), ("handlung", StarPart::Action),
    ("aktion", StarPart::Action), ("aktionen", StarPart::Action), ("vorgehen", StarPart::Action),
    ("maßnahmen", StarPart::Action), ("行動", StarPart::Action), ("行动", StarPart::Action), ("アクション", StarPart::Action),
    ("results", StarPart::Result), ("result", StarPart::Result), ("outcomes", StarPart::Result),
    ("outcome", StarPart::Result), ("resultados", StarPart::Result), ("resultado", StarPart::Result),
    ("ergebnisse", StarPart::Result), ("ergebnis", StarPart::Result), ("resultat", StarPart::Result),
    ("résultat", StarPart::Result), ("résultats", StarPart::Result), ("結果", StarPart::Result), ("结果", StarPart::Result),
    ("成果", StarPart::Result), ("learnings", StarPart::Learning), ("learning", StarPart::Learning),
    ("lessons learned", StarPart::Learning), ("lesson learned", StarPart::Learning), ("lessons", StarPart::Learning),
    ("lesson", StarPart::Learning), ("takeaway", StarPart::Learning), ("what i learned", StarPart::Learning),
    ("reflection", StarPart::Learning), ("aprendizaje", StarPart::Learning), ("学び", StarPart::Learning),
    ("学到", StarPart::Learning),
    // Challenge, action, result; and the sections in people's own words.
    ("challenge", StarPart::Situation), ("challenges", StarPart::Situation), ("problem", StarPart::Situation), ("obstacle", StarPart::Task),
    ("herausforderung", StarPart::Situation), ("situationsbeschreibung", StarPart::Situation), ("défi", StarPart::Situation), ("desafío", StarPart::Situation),
    ("desafio", StarPart::Situation), ("contexte", StarPart::Situation), ("reto", StarPart::Situation), ("kontext", StarPart::Situation),
    ("what was going on", StarPart::Situation), ("what was happening", StarPart::Situation), ("what it was about", StarPart::Situation), ("the situation", StarPart::Situation), ("where we were", StarPart::Situation), ("setting", StarPart::Situation),
    ("what i had to do", StarPart::Task), ("what was mine to do", StarPart::Task), ("what was asked of me", StarPart::Task), ("my task", StarPart::Task), ("my job", StarPart::Task), ("my part", StarPart::Task), ("my role", StarPart::Task), ("the ask", StarPart::Task), ("goal", StarPart::Task), ("objective", StarPart::Task), ("the task", StarPart::Task),
    ("what i did", StarPart::Action), ("my actions", StarPart::Action), ("my action", StarPart::Action), ("what we did", StarPart::Action), ("steps taken", StarPart::Action), ("the action", StarPart::Action), ("approach", StarPart::Action),
    ("how it ended", StarPart::Result), ("how it turned out", StarPart::Result), ("what came of it", StarPart::Result), ("what changed", StarPart::Result), ("where it ended", StarPart::Result), ("the result", StarPart::Result), ("impact", StarPart::Result), ("upshot", StarPart::Result), ("learned", StarPart::Learning), ("learnt", StarPart::Learning), ("what i learnt", StarPart::Learning), ("what i'd do differently", StarPart::Learning), ("lesson learnt", StarPart::Learning),
    ("was los war", StarPart::Situation), ("worum es ging", StarPart::Situation), ("meine aufgabe", StarPart::Task), ("mein auftrag", StarPart::Task), ("auftrag", StarPart::Task), ("was ich gemacht habe", StarPart::Action), ("was ich getan habe", StarPart::Action), ("umsetzung", StarPart::Action), ("wie es ausging", StarPart::Result), ("was dabei herauskam", StarPart::Result), ("fazit", StarPart::Learning), ("gelernt", StarPart::Learning),
    ("ce que je devais faire", StarPart::Task), ("mon rôle", StarPart::Task), ("ma mission", StarPart::Task), ("mission", StarPart::Task), ("objectif", StarPart::Task), ("ce que j'ai fait", StarPart::Action), ("bilan", StarPart::Result), ("ce que ça a donné", StarPart::Result), ("ce que j'ai appris", StarPart::Learning), ("appris", StarPart::Learning), ("leçon", StarPart::Learning),
    ("qué pasaba", StarPart::Situation), ("mi tarea", StarPart::Task), ("mi parte", StarPart::Task), ("objetivo", StarPart::Task), ("lo que hice", StarPart::Action), ("qué hice", StarPart::Action), ("cómo acabó", StarPart::Result), ("en qué quedó", StarPart::Result), ("lo que aprendí", StarPart::Learning), ("aprendí", StarPart::Learning),
    ("o que estava acontecendo", StarPart::Situation), ("minha parte", StarPart::Task), ("o meu papel", StarPart::Task), ("meu papel", StarPart::Task), ("minha tarefa", StarPart::Task), ("o que eu fiz", StarPart::Action), ("o que fiz", StarPart::Action), ("no que deu", StarPart::Result), ("como acabou", StarPart::Result), ("o que aprendi", StarPart::Learning), ("aprendi", StarPart::Learning),
    ("役割", StarPart::Task), ("取り組み", StarPart::Action), ("対応", StarPart::Action), ("工夫", StarPart::Action), ("経緯", StarPart::Situation),
];

const LETTERS: &[(char, StarPart)] = &[
    ('S', StarPart::Situation),
    ('T', StarPart::Task),
    ('A', StarPart::Action),
    ('R', StarPart::Result),
    ('L', StarPart::Learning),
];

/// The words that begin with this letter, large or small, in their order.
fn beginning_with(first: char) -> &'static [(&'static str, StarPart)] {
    static BY_LETTER: OnceLock<HashMap<char, Vec<(&'static str, StarPart)>>> = OnceLock::new();
    let table = BY_LETTER.get_or_init(|| {
        let mut table: HashMap<char, Vec<(&'static str, StarPart)>> = HashMap::new();
        for (word, part) in WORDS {
            table.entry(word.chars().next().unwrap_or_default()).or_default().push((word, *part));
        }
        table
    });
    let small = first.to_lowercase().next().unwrap_or(first);
    table.get(&small).map_or(&[], Vec::as_slice)
}

fn skip_opening(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|c: char| {
                c.is_whitespace()
                    || is_ornament(c)
                    || matches!(c, '*' | '_' | '【' | '[' | '「' | '(' | '（' | '-' | '–' | '#' | '>' | '`')
            })
            .len()
}

/// Skips a bracketed remark right after a label: "(what you did)", "（Situation）", "(60%)".
fn skip_remark(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let rest = &text[lead..];
    for (open, close) in [('(', ')'), ('（', '）'), ('[', ']')] {
        if rest.starts_with(open)
            && let Some((end, _)) = rest.char_indices().take(41).find(|(_, c)| *c == close)
        {
            return lead + end + close.len_utf8();
        }
    }
    0
}

/// The mark after a label. Returns its length and whether it is one.
fn mark(text: &str, letter: bool) -> (usize, bool) {
    let stripped = text.trim_start_matches(['*', '_', '】', ']', '」', ')', '）', '`']);
    let closed = text.len() - stripped.len();
    let bracket = text[..closed].contains(['】', ']', '」']);
    let inner = stripped.trim_start_matches([' ', '\u{3000}']);
    let space = stripped.len() - inner.len();
    for m in [":", "：", "-", "–", "—", "=", "|", ".", "→"] {
        if let Some(rest) = inner.strip_prefix(m) {
            let dash = matches!(m, "-" | "–" | "—" | ".");
            if dash && (!(rest.is_empty() || rest.starts_with([' ', '*'])) || (m == "." && !letter)) {
                continue;
            }
            let tail = rest.len()
                - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':')).len();
            return (closed + space + m.len() + tail, true);
        }
    }
    (closed, bracket || inner.is_empty())
}

/// The label the text begins with: a section's word or letter, with a mark after it or nothing.
pub fn label(text: &str) -> Option<Label> {
    let start = skip_opening(text);
    let body = &text[start..];
    let first = body.chars().next()?;
    if first.is_ascii()
        && !matches!(
            first.to_ascii_lowercase(),
            's' | 't'
                | 'a'
                | 'r'
                | 'l'
                | 'c'
                | 'b'
                | 'h'
                | 'v'
                | 'm'
                | 'e'
                | 'o'
                | 'w'
                | 'd'
                | 'g'
                | 'i'
                | 'k'
                | 'n'
                | 'p'
                | 'q'
                | 'u'
                | 'f'
        )
    {
        return None;
    }
    // A label has its mark close by, or stands alone: most lines are turned away here.
    let near = body.char_indices().nth(64).map_or(body, |(end, _)| &body[..end]);
    if near.len() > 30
        && !near.contains([':', '：', '-', '–', '—', '=', '|', '.', '→', '】', ']', '」', ')', '）'])
    {
        return None;
    }
    for (word, part) in beginning_with(first) {
        let Some(used) = matched_len(body, word) else { continue };
        let after = &body[used..];
        let next = after.chars().next();
        if next.is_some_and(|c| c.is_alphanumeric() && (is_cjk(c) || !word.chars().all(is_cjk))) {
            continue;
        }
        let number = numbered(after);
        let remark = skip_remark(&after[number..]);
        let (len, marked) = mark(&after[number + remark..], word.len() <= 3);
        let bracketed = text[..start].contains(['【', '「']);
        if marked || bracketed {
            return Some(Label {
                part: *part,
                len: start + used + number + remark + len,
                letter: word.len() <= 3,
                marked,
            });
        }
    }
    letter(text, start)
}

/// "Action 1:", "Action #2:".
fn numbered(after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '#']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=2).contains(&digits) { after.len() - rest.len() + digits } else { 0 }
}

fn matched_len(body: &str, lower_word: &str) -> Option<usize> {
    let mut want = lower_word.chars();
    let mut used = 0;
    let mut pending = want.next();
    for c in body.chars() {
        let Some(expected) = pending else { return Some(used) };
        if c.to_lowercase().next() != Some(expected) {
            return None;
        }
        used += c.len_utf8();
        pending = want.next();
    }
    pending.is_none().then_some(used)
}

fn letter(text: &str, start: usize) -> Option<Label> {
    let body = &text[start..];
    let first = body.chars().next()?;
    let part = LETTERS.iter().find(|(l, _)| *l == first)?.1;
    let after = &body[1..];
    let remark = skip_remark(after);
    // 【S — 情境】: the word after the letter inside the bracket.
    if text[..start].contains('【')
        && let Some((end, _)) = after.char_indices().take(41).find(|(at, c)| *at <= 40 && *c == '】')
    {
        let (len, _) = mark(&after[end..], false);
        return Some(Label { part, len: start + 1 + end + len, letter: false, marked: true });
    }
    // "S - Situation: …", "**S — Situation**": the dash leads to the word, which is the label.
    let dashed = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | ')' | '*' | '/')
    });
    let dash_len = after.len() - dashed.len();
    if dash_len > 0
        && let Some(word) = word_only(dashed)
        && word.part == part
    {
        return Some(Label { len: start + 1 + dash_len + word.len, letter: false, ..word });
    }
    // "(S) A colleague was stuck": the bracket is the mark.
    if text[..start].trim_end().ends_with(['(', '（', '['])
        && let Some(rest) = after.strip_prefix([')', '）', ']'])
        && !rest.trim().is_empty()
    {
        let rest = rest.trim_start_matches([' ', ':', '-', '–', '*']);
        return Some(Label { part, len: text.len() - rest.len(), letter: true, marked: true });
    }
    let (len, marked) = mark(&after[remark..], true);
    let alone = after[remark..].trim().is_empty();
    (marked && len > 0 && !alone
        || alone && remark > 0
        || (marked && after.trim_end().ends_with([':', '：'])))
    .then_some(Label { part, len: start + 1 + remark + len, letter: remark == 0, marked })
}

fn word_only(text: &str) -> Option<Label> {
    let found = label_word(text)?;
    (!found.letter).then_some(found)
}

fn label_word(text: &str) -> Option<Label> {
    beginning_with(text.chars().next()?).iter().find_map(|(word, part)| {
        let used = matched_len(text, word)?;
        let after = &text[used..];
        if after.chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let remark = skip_remark(after);
        let (len, marked) = mark(&after[remark..], false);
        marked.then_some(Label { part: *part, len: used + remark + len, letter: false, marked })
    })
}

/// All labels in a text: the one it begins with, and words with a colon further in.
/// Each as (where it starts, label).
pub fn labels(text: &str) -> Vec<(usize, Label)> {
    let mut out: Vec<(usize, Label)> = Vec::new();
    if let Some(first) = label(text) {
        out.push((0, first));
    }
    // A label inside the line ends in a colon or a bracket; without one there is nothing to look for.
    let Some(last) = text.rfind([':', '：', '】', '」', ')', '）']) else { return out };
    let mut previous = ' ';
    let from = out.first().map_or(0, |(_, l)| l.len);
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= last) {
        let boundary = previous.is_whitespace()
            || is_cjk(previous)
            || matches!(previous, '*' | '.' | '。' | ')' | ';' | '!' | '_' | '】' | '」');
        if at >= from
            && at > 0
            && boundary
            && (c.is_uppercase() || is_cjk(c) || matches!(c, '【' | '(' | '['))
            && out.last().is_none_or(|(s, l)| s + l.len <= at)
            && let Some(found) = label(&text[at..])
            && strong_inline(text, at, &found)
        {
            out.push((at, found));
        }
        previous = c;
    }
    out
}

/// A label inside a line needs its colon; a letter needs a sentence's end before it too.
fn strong_inline(text: &str, at: usize, found: &Label) -> bool {
    let used = text[at..at + found.len].trim_end();
    let bracketed = text[at..].starts_with(['(', '[']);
    let colon = used.trim_end_matches(['*', '_', ' ']).ends_with([':', '：', '】', '」'])
        || bracketed && found.letter && used.ends_with([')', ']', '）']);
    let word = used.trim_end_matches(['*', '_', ' ', ':', '：']);
    let vague = ["background", "context", "目标", "成果"].contains(&word.to_lowercase().as_str());
    let before = text[..at].trim_end().trim_end_matches(['*', '_']).trim_end();
    let sentence =
        before.is_empty() || super::text::ends_sentence(before) || before.ends_with([',', '|', ')', '/']);
    colon && !vague && (!found.letter || sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Option<(StarPart, &str)> {
        label(text).map(|l| (l.part, text[l.len..].trim()))
    }

    #[test]
    fn labels_in_every_dress() {
        assert_eq!(part("S: the site was slow"), Some((StarPart::Situation, "the site was slow")));
        assert_eq!(part("S - the site was slow"), Some((StarPart::Situation, "the site was slow")));
        assert_eq!(part("S (Situation): slow"), Some((StarPart::Situation, "slow")));
        assert_eq!(part("**S (Situation):** slow"), Some((StarPart::Situation, "slow")));
        assert_eq!(part("**Situación:** lento"), Some((StarPart::Situation, "lento")));
        assert_eq!(part("【S — 情境】系统很慢"), Some((StarPart::Situation, "系统很慢")));
        assert_eq!(part("状況（Situation）：遅い"), Some((StarPart::Situation, "遅い")));
        assert_eq!(part("**Results**: faster"), Some((StarPart::Result, "faster")));
        assert_eq!(part("Activity: I cut it"), Some((StarPart::Action, "I cut it")));
        assert_eq!(part("Action (What YOU did - 60%)"), Some((StarPart::Action, "")));
        assert_eq!(part("S – Situation: slow"), Some((StarPart::Situation, "slow")));
        assert_eq!(part("Aufgabe: messen"), Some((StarPart::Task, "messen")));
        assert_eq!(part("A:"), Some((StarPart::Action, "")));
        assert_eq!(part("S/T: slow"), Some((StarPart::SituationTask, "slow")));
        assert_eq!(part("(S) slow"), Some((StarPart::Situation, "slow")));
    }

    #[test]
    fn prose_is_no_label() {
        for text in [
            "A team of nine",
            "Results are important",
            "Situations like these",
            "T-shirt sizes",
            "Action items were many",
            "S",
            "A/B tests",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn labels_within_a_line_are_found() {
        let text = "Situation: a leak. Task: stop it. Actions: I shut the valve. Results: dry.";
        let parts: Vec<StarPart> = labels(text).iter().map(|(_, l)| l.part).collect();
        assert_eq!(parts, [StarPart::Situation, StarPart::Task, StarPart::Action, StarPart::Result]);
        let text = "(S) A leak. (T) Stop it. (A) I shut the valve. (R) Dry in 2 hours.";
        let parts: Vec<StarPart> = labels(text).iter().map(|(_, l)| l.part).collect();
        assert_eq!(parts, [StarPart::Situation, StarPart::Task, StarPart::Action, StarPart::Result]);
        assert_eq!(labels("We had plan (A) and plan (B), and chose.").len(), 0);
    }
}
