//! LaTeX as Markdown, line for line: its headings, items and words without the commands around them.

use super::build::Parsed;
use super::markdown;

/// Commands of which only the words in braces stay.
const SPEAKING: &[&str] = &[
    "textbf",
    "textit",
    "emph",
    "underline",
    "texttt",
    "textsc",
    "mbox",
    "text",
    "textsf",
    "textrm",
    "title",
];

/// Commands that make a heading, the highest first.
const HEADINGS: &[&str] = &["part", "chapter", "section", "subsection", "subsubsection", "paragraph"];

/// Reads a document; a line of the source is a line of the result.
pub fn read(source: &str) -> Parsed {
    let body = source.find("\\begin{document}").map_or(0, |at| at);
    let lines: Vec<String> = source
        .lines()
        .scan(0, |at, text| {
            let here = *at;
            *at += text.len() + 1;
            Some(if here < body { String::new() } else { line(text) })
        })
        .collect();
    let mut parsed = markdown::read(&lines.join("\n"));
    parsed.kind = "latex";
    parsed
}

/// Whether the text is LaTeX, whatever its name.
pub fn is_one(head: &str) -> bool {
    head.trim_start().starts_with("\\documentclass") || head.contains("\\begin{document}")
}

fn line(text: &str) -> String {
    let text = uncommented(text).trim();
    for (level, name) in (1..).zip(HEADINGS) {
        let rest = text.strip_prefix('\\').and_then(|rest| rest.strip_prefix(name));
        let title = rest.map(|rest| rest.trim_start_matches('*')).and_then(|rest| rest.strip_prefix('{'));
        if let Some(title) = title {
            let words = words(title.trim_end().trim_end_matches('}'));
            return format!("{} {words}", "#".repeat(usize::min(level, 6)));
        }
    }
    if let Some(item) = text.strip_prefix("\\item") {
        return format!("- {}", words(item.trim_start()));
    }
    words(text)
}

/// The line up to a comment; `\%` is a percent sign.
fn uncommented(text: &str) -> &str {
    let at = text.match_indices('%').find(|(at, _)| !text[..*at].ends_with('\\'));
    at.map_or(text, |(at, _)| &text[..at])
}

/// The words of a line without commands.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '{', '}', '~', '$']) {
        out.push_str(&rest[..at]);
        let sign = rest[at..].chars().next().unwrap_or(' ');
        rest = &rest[at + sign.len_utf8()..];
        match sign {
            '~' => out.push(' '),
            '\\' => {
                let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
                rest = &rest[name.len()..];
                if name.is_empty() {
                    // "\&", "\%", "\\"
                    let next = rest.chars().next();
                    rest = next.map_or("", |next| &rest[next.len_utf8()..]);
                    out.extend(next.filter(|next| *next != '\\'));
                } else if !SPEAKING.contains(&name.as_str()) {
                    rest = without_arguments(rest);
                }
            }
            _ => {}
        }
    }
    out.push_str(rest);
    out.replace("``", "“").replace("''", "”")
}

/// What follows a command's own brackets and braces.
fn without_arguments(mut rest: &str) -> &str {
    for _ in 0..3 {
        let inside = rest.strip_prefix('[').and_then(|inside| inside.split_once(']'));
        let inside = inside.or_else(|| rest.strip_prefix('{').and_then(|inside| inside.split_once('}')));
        let Some((_, after)) = inside else { break };
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_go_and_words_stay() {
        for (text, wanted) in [
            ("\\section*{Ownership}", "### Ownership"),
            ("\\item Tell me about a \\textbf{hard} call. % old", "- Tell me about a hard call."),
            ("\\begin{enumerate}[label=1]", ""),
            ("A 5\\% cut \\& what it cost \\cite{x}", "A 5% cut & what it cost "),
            ("\\unknown{gone} left{", " left"),
        ] {
            assert_eq!(line(text), wanted, "{text}");
        }
    }
}
