//! A document's blocks as units of one thought each: a line, a list item, a cell, with its emphasis.

use crate::import::document::{Block, BlockKind, Document, Span};

use super::halves::halves;
use super::language;
use super::text::{ends_sentence, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count};
use super::{signs, star};

/// A unit: what recognisers look at, one line of thought.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // four independent looks at one line
pub struct Unit {
    /// Its words, single-spaced, list marks taken off, numbers kept.
    pub text: String,
    /// Its words in lower case, as phrases are looked up in.
    pub low: String,
    /// How many words it has.
    pub words: usize,
    /// Whether it asks by a question mark.
    pub mark: bool,
    /// What its words hint at, as the bits of [`signs`].
    pub signs: u32,
    /// The label of a story's section it begins with.
    pub label: Option<star::Label>,
    /// Its runs, as they were.
    pub spans: Vec<Span>,
    /// The line of the source, from 1.
    pub line: u32,
    /// The kind of the block it comes from.
    pub kind: BlockKind,
    /// How many quotes it stands in.
    pub quote: u8,
    /// All its words are bold.
    pub bold: bool,
    /// All its words are italic.
    pub italic: bool,
    /// The block it comes from.
    pub block: usize,
    /// How far it is nested: list depth plus what its own dash or tab says.
    pub depth: u8,
    /// Whether it had a list mark of its own.
    pub marked: bool,
}

impl Unit {
    /// Whether it stands in a list.
    pub fn is_item(&self) -> bool {
        self.marked || matches!(self.kind, BlockKind::Item { .. })
    }

    /// Whether it has one of these signs.
    pub fn hints(&self, signs: u32) -> bool {
        self.signs & signs != 0
    }

    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Whether it is a line of running text.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph) && !self.marked
    }

    /// Whether it is a table's cell.
    pub fn is_cell(&self) -> bool {
        matches!(self.kind, BlockKind::Cell { .. })
    }

    /// Whether it is a field of data.
    pub fn is_field(&self) -> bool {
        matches!(self.kind, BlockKind::Field { .. })
    }

    /// Whether it stands in code.
    pub fn is_code(&self) -> bool {
        matches!(self.kind, BlockKind::Code)
    }

    /// The bold words it begins with, if some but not all of it is bold.
    pub fn bold_lead(&self) -> Option<String> {
        if self.bold {
            return None;
        }
        let mut words = self.spans.iter().skip_while(|s| s.text.trim().is_empty());
        let lead: String = words.by_ref().take_while(|s| s.bold).map(|s| s.text.as_str()).collect();
        (!lead.trim().is_empty()).then(|| squeeze(&lead))
    }
}

/// The units of a document, in reading order.
pub fn units(document: &Document) -> Vec<Unit> {
    halves(document.blocks.len(), |range| of_blocks(&document.blocks[range.clone()], range.start))
}

fn of_blocks(blocks: &[Block], start: usize) -> Vec<Unit> {
    let mut out = Vec::with_capacity(blocks.len());
    for (index, block) in (start..).zip(blocks) {
        match block.kind {
            BlockKind::Code => code_units(block, index, &mut out),
            BlockKind::Cell { .. } | BlockKind::Field { .. } | BlockKind::Heading(_) => {
                push(&mut out, block, index, block.spans.clone(), block.line, false);
            }
            BlockKind::Paragraph | BlockKind::Item { .. } => text_units(block, index, &mut out),
        }
    }
    out
}

struct SpanLine {
    spans: Vec<Span>,
    /// The break before it stood inside an emphasised run.
    within_run: bool,
}

fn lines(block: &Block) -> Vec<SpanLine> {
    let mut lines = vec![SpanLine { spans: Vec::new(), within_run: false }];
    for span in &block.spans {
        for (n, part) in span.text.split('\n').enumerate() {
            if n > 0 {
                lines.push(SpanLine { spans: Vec::new(), within_run: span.italic || span.bold });
            }
            if let Some(line) = lines.last_mut()
                && !part.is_empty()
            {
                line.spans.push(styled(part, span));
            }
        }
    }
    lines
}

/// A run of these words in the emphasis of `like`, whose own words may be many.
fn styled(words: &str, like: &Span) -> Span {
    Span {
        text: words.to_owned(),
        bold: like.bold,
        italic: like.italic,
        struck: like.struck,
        link: like.link,
    }
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|s| s.text.as_str()).collect()
}

fn starts_with_dash(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['*', '_']);
    ["- ", "– ", "— ", "• ", "* ", "· ", "‣ ", "◦ "].iter().any(|mark| text.starts_with(mark))
        || text.starts_with('•')
}

/// Whether a line goes on with the sentence of the line before it.
fn goes_on(before: &str, line: &SpanLine, listed: bool) -> bool {
    let text = text_of(&line.spans);
    let text = text.trim();
    if text.is_empty() || before.trim().is_empty() {
        return false;
    }
    if starts_with_dash(text) || star::label(text).is_some() {
        return false;
    }
    if line.within_run {
        return true;
    }
    if strip_number(text) != text || ends_sentence(before) {
        return false;
    }
    let first_small = text.chars().next().is_some_and(char::is_lowercase);
    let opens = language::opener(trim_marks(text)).is_some();
    let filled = before.chars().nth(54).is_some();
    // What begins anew with a capital below a numbered line is the next line of a list.
    let listed_before = strip_number(before).len() != before.trim_start().len() || starts_with_dash(before);
    // A line in bold or italics, or a label, is a thought of its own.
    let own = line.spans.iter().all(|s| s.bold || s.italic || s.text.trim().is_empty());
    if first_small {
        filled || !opens
    } else {
        filled && !listed && !opens && !own && !text.ends_with(':') && !listed_before && !text.contains("://")
    }
}

/// Lines that all begin with a capital and mostly end without a stop are a list whose bullets were lost:
/// wrapped prose begins most of its lines in the midst of a sentence.
fn is_list_of_lines(lines: &[SpanLine]) -> bool {
    let texts: Vec<String> = lines
        .iter()
        .map(|line| text_of(&line.spans).trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let begins = |text: &String| {
        text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase)
    };
    let anew = texts.iter().filter(|text| !begins(text)).count();
    let stops = texts.iter().filter(|text| ends_sentence(text)).count();
    texts.len() >= 3 && anew * 10 >= texts.len() * 9 && stops * 2 <= texts.len()
}

/// The words that leave a line open for the lines below it: "You will", "In this job you'll", "You have".
const OPEN: &[&str] = &[
    "will", "you'll", "you’ll", "have", "you've", "you’ve", "to", "can", "are", "include", "includes",
    "involves",
];

/// Where a list of lines begins that goes on from an open line above it and lost its bullets: "You will", then
/// "own the plan", "run the floor". Wrapped prose fills its lines, so that no line there ends so early.
fn lines_of_lead(lines: &[SpanLine], from: usize) -> usize {
    let text = |n: usize| text_of(&lines[n].spans).trim().to_owned();
    let lead = text(from);
    let last = lead.trim_end_matches(':').rsplit(' ').next().unwrap_or("").to_lowercase();
    if lead.split(' ').count() > 8 || lead.chars().count() > 48 || !OPEN.contains(&last.as_str()) {
        return from;
    }
    let mut end = from;
    while end + 1 < lines.len() && lines[end + 1].spans.iter().all(|span| !span.link) {
        let next = text(end + 1);
        // A capital begins another thought, but for short forms ("SQL that you wrote"); a line that is
        // filled may be wrapped.
        let short_form = next.chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
        let capital = next.starts_with(char::is_uppercase) && !short_form;
        if next.is_empty() || capital || next.chars().count() > 160 {
            break;
        }
        end += 1;
    }
    if end >= from + 2 { end } else { from }
}

fn text_units(block: &Block, index: usize, out: &mut Vec<Unit>) {
    let at = block.line;
    // The line being put together: its runs, where it began, and its text so far.
    let mut open: Option<(Vec<Span>, u32, String)> = None;
    let mut first = true;
    let lines = lines(block);
    let listed = is_list_of_lines(&lines);
    let mut own = vec![false; lines.len()];
    let mut from = 0;
    while from < lines.len() {
        let end = lines_of_lead(&lines, from);
        own[from..=end].iter_mut().skip(1).for_each(|line| *line = true);
        from = end + 1;
    }
    for (n, line) in lines.into_iter().enumerate() {
        let number = at + u32::try_from(n).unwrap_or(0);
        let joined = match &mut open {
            Some((spans, _, before)) if !own[n] && goes_on(before, &line, listed) => {
                before.push(' ');
                before.extend(line.spans.iter().map(|span| span.text.as_str()));
                let space = spans.last().map_or_else(Span::default, |last| styled(" ", last));
                spans.push(space);
                spans.extend(line.spans.iter().cloned());
                true
            }
            _ => false,
        };
        if !joined {
            if let Some((spans, line, _)) = open.take() {
                push(out, block, index, spans, line, !first);
                first = false;
            }
            let text = text_of(&line.spans);
            open = Some((line.spans, number, text));
        }
    }
    if let Some((spans, line, _)) = open {
        push(out, block, index, spans, line, !first);
    }
}

fn code_units(block: &Block, index: usize, out: &mut Vec<Unit>) {
    for (n, line) in block.text().split('\n').enumerate() {
        let mut text = line.trim();
        for mark in ["//!", "///", "//", "/**", "/*", "*/", "--", "<!--", ";;", "#", "%"] {
            if let Some(rest) = text.strip_prefix(mark) {
                text = rest.trim_start();
                break;
            }
        }
        let text = text.trim_end_matches("*/").trim_end_matches("-->").trim_end();
        let line = block.line + u32::try_from(n).unwrap_or(0);
        push(out, block, index, vec![Span { text: text.to_owned(), ..Span::default() }], line, false);
    }
}

/// "**S** It was night": a section's letter or word set bold is a label, as if a colon followed it.
fn label_of_lead(spans: &[Span]) -> Option<String> {
    let lead = spans.iter().find(|s| !s.text.trim().is_empty()).filter(|s| s.bold)?;
    let words = lead.text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ':'));
    let at = spans.iter().position(|s| std::ptr::eq(s, lead))?;
    let rest: String = spans[at + 1..].iter().map(|s| s.text.as_str()).collect();
    let labels = star::label(&format!("{words}: x")).is_some_and(|label| label.len >= words.len())
        && words.chars().count() <= 24;
    let open = rest
        .trim_start()
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '"' | '“' | '?' | '…' | '.'));
    // "**S**ituation" is one word.
    let whole = lead.text.ends_with(char::is_whitespace) || !rest.starts_with(char::is_alphanumeric);
    (labels && open && whole && !lead.text.trim_end().ends_with([':', '：']))
        .then(|| format!("{words}: {}", rest.trim()))
}

fn push(out: &mut Vec<Unit>, block: &Block, index: usize, spans: Vec<Span>, line: u32, after_first: bool) {
    let raw = label_of_lead(&spans).unwrap_or_else(|| text_of(&spans));
    let marked = starts_with_dash(&raw);
    let text = squeeze(trim_marks(&raw));
    if text.is_empty() {
        return;
    }
    let all = |holds: fn(&Span) -> bool| {
        let mut words = spans.iter().filter(|s| !trim_marks(&s.text).is_empty()).peekable();
        words.peek().is_some() && words.all(holds)
    };
    let base = match block.kind {
        BlockKind::Item { depth, .. } => depth + 1,
        _ => 0,
    };
    // A dash on a later line of a block is a list below that block's first line.
    // A bullet sign there is an item like the block's own: Markdown does not know the sign.
    let beside = base > 0 && raw.trim_start().starts_with('•');
    let depth = base + u8::from(marked && !beside && (after_first || base == 0));
    let (bold, italic) = (all(|s| s.bold), all(|s| s.italic));
    // Plain items that were folded into the paragraph of a question in italics stand below it.
    let folded =
        out.last().filter(|before| before.block == index && marked && !italic).is_some_and(|before| {
            before.italic && before.depth == depth || !before.italic && before.depth == depth + 1
        });
    let depth = depth + u8::from(folded);
    let low = lower(&text);
    out.push(Unit {
        signs: signs::signs(&low),
        low,
        words: word_count(&text),
        mark: has_question_mark(&text),
        label: star::label(&text),
        text,
        line,
        kind: block.kind.clone(),
        quote: block.quote,
        bold,
        italic,
        block: index,
        depth,
        marked,
        spans,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc(blocks: Vec<Block>) -> Document {
        Document { blocks, kind: "markdown", ..Document::default() }
    }

    #[test]
    fn a_wrapped_question_is_one_unit_and_a_list_of_lines_is_many() {
        let text = "Tell me about a time you had to choose between two things that both\nmattered to you.\nDescribe a failure.";
        let units = units(&doc(vec![Block::plain(BlockKind::Paragraph, text, 4)]));
        assert_eq!(units.len(), 2);
        assert_eq!(units[1].line, 6);
    }

    #[test]
    fn lines_below_an_open_line_are_its_list() {
        let document = doc(vec![Block::plain(
            BlockKind::Paragraph,
            "You will\nown the plan of the yard\nsit with the crew twice a month\nYou have\nstopped a lorry",
            1,
        )]);
        let texts: Vec<String> = units(&document).into_iter().map(|unit| unit.text).collect();
        assert_eq!(
            texts,
            [
                "You will",
                "own the plan of the yard",
                "sit with the crew twice a month",
                "You have stopped a lorry"
            ]
        );
    }

    #[test]
    fn emphasis_with_an_answer_folded_in_is_split() {
        let mut block = Block::plain(BlockKind::Paragraph, "", 1);
        block.spans = vec![
            Span { text: "- When were you wrong?".to_owned(), italic: true, ..Span::default() },
            Span { text: "\n- A tale".to_owned(), ..Span::default() },
        ];
        let units = units(&doc(vec![block]));
        assert_eq!(units.len(), 2);
        assert!(units[0].italic && units[0].text == "When were you wrong?");
        assert!(units[1].depth > units[0].depth || units[1].marked);
    }

    #[test]
    fn comments_in_code_are_text() {
        let units = units(&doc(vec![Block::plain(BlockKind::Code, "// Tell me about it\nlet x = 1;", 9)]));
        assert_eq!(units[0].text, "Tell me about it");
        assert_eq!(units[1].line, 10);
    }
}
