//! Puts the letters of PDF pages into lines, lines into columns, and columns into blocks.

use super::build::Builder;
use super::pdf_table::{self, PdfTable};
use super::text;
use crate::import::document::BlockKind;

/// A letter where it stands; lengths in points (1/72 inch), y upwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    /// Left end.
    pub x: f64,
    /// Base line.
    pub y: f64,
    /// Its advance width.
    pub width: f64,
    /// Size of its font.
    pub size: f64,
    /// Its text, one letter or a ligature's.
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// Width in points.
    pub width: f64,
    /// Where its left edge is.
    pub left: f64,
    /// In the order they are drawn.
    pub glyphs: Vec<Glyph>,
}

/// A piece of a line without a wide gap in it.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Left end, in points.
    pub left: f64,
    /// Right end.
    pub right: f64,
    /// Base line, upwards.
    pub y: f64,
    /// Size of its largest letter.
    pub size: f64,
    /// Its words.
    pub text: String,
    /// Where its words but the first begin: in points, and in bytes of `text`.
    pub words: Vec<(f64, usize)>,
}

/// What stands on a page, in reading order.
enum InReadingOrder {
    /// A line, or a column's part of it.
    Line(Piece),
    Table(PdfTable),
}

impl InReadingOrder {
    fn line(&self) -> Option<&Piece> {
        match self {
            Self::Line(piece) => Some(piece),
            Self::Table(_) => None,
        }
    }
}

/// How wide a letter is taken to be whose font does not say, in sizes of the font.
const UNTOLD: f64 = 0.6;

/// Writes the pages' blocks.
pub(crate) fn write(pages: &[Page], out: &mut Builder) {
    let mut unsure = false;
    let pages: Vec<Vec<InReadingOrder>> = pages
        .iter()
        .map(|page| {
            let (parts, doubt) = parts_of(page);
            unsure |= doubt;
            parts
        })
        .collect();
    if unsure {
        out.warn("Some pages may have columns or a table; check that the order of their lines is right.");
    }
    let pages = without_headers(pages);
    let body = body_size(pages.iter().flatten().filter_map(InReadingOrder::line));
    let mut line = 1_u32;
    // Lines between headings and tables are gathered for the reader of plain text, which finds lists in
    // them and joins what was wrapped.
    let mut part = String::new();
    let mut first = 1;
    for piece in pages.iter().map(std::vec::Vec::as_slice).flat_map(with_gaps) {
        match piece {
            Some(InReadingOrder::Table(table)) => {
                out.append(text::read_at(&part, first));
                part.clear();
                table.write(&mut line, out);
                first = line;
            }
            Some(InReadingOrder::Line(piece))
                if piece.size >= body * 1.18 && piece.text.chars().count() <= 120 =>
            {
                out.append(text::read_at(&part, first));
                part.clear();
                let level = if piece.size >= body * 1.6 { 1 } else { 2 };
                out.plain(BlockKind::Heading(level), &piece.text, line);
                line += 1;
                first = line;
            }
            Some(InReadingOrder::Line(piece)) => {
                part.push_str(&piece.text);
                part.push('\n');
                line += 1;
            }
            None => {
                part.push('\n');
                line += 1;
            }
        }
    }
    out.append(text::read_at(&part, first));
}

/// A page's lines and tables in reading order, and whether the order is in doubt.
fn parts_of(page: &Page) -> (Vec<InReadingOrder>, bool) {
    let (mut parts, mut unsure) = (Vec::new(), false);
    for part in pdf_table::parts(pieces(page)) {
        match part {
            pdf_table::PagePart::Table(table) => parts.push(InReadingOrder::Table(table)),
            pdf_table::PagePart::Lines(pieces) => {
                let (ordered, doubt) = ordered(page, pieces);
                unsure |= doubt;
                parts.extend(ordered.into_iter().map(InReadingOrder::Line));
            }
        }
    }
    (parts, unsure)
}

/// The pages without what stands at the head or foot of most of them, page numbers apart the same.
fn without_headers(mut pages: Vec<Vec<InReadingOrder>>) -> Vec<Vec<InReadingOrder>> {
    if pages.len() < 2 {
        return pages;
    }
    let key = |piece: &Piece| -> String {
        piece.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
    };
    let mut counts = std::collections::HashMap::<String, usize>::new();
    for page in &pages {
        let mut edge: Vec<String> = edges(page).into_iter().map(|(_, piece)| key(piece)).collect();
        edge.sort_unstable();
        edge.dedup();
        for key in edge {
            *counts.entry(key).or_default() += 1;
        }
    }
    let all = pages.len();
    for page in &mut pages {
        // Judged before anything is taken away: what comes to the edge then is not one.
        let drop: Vec<usize> = edges(page)
            .into_iter()
            .filter(|(_, piece)| {
                counts.get(&key(piece)).is_some_and(|count| *count > 1 && *count * 3 >= all * 2)
            })
            .map(|(at, _)| at)
            .collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !drop.contains(&(at - 1))
        });
    }
    pages
}

/// The pieces of a page's first two and last two lines.
fn edges(page: &[InReadingOrder]) -> Vec<(usize, &Piece)> {
    let lines = || page.iter().enumerate().filter_map(|(at, part)| Some((at, part.line()?)));
    let mut heights: Vec<f64> = lines().map(|(_, piece)| piece.y).collect();
    heights.sort_by(|a, b| b.total_cmp(a));
    heights.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    let shown: Vec<f64> = heights.iter().take(2).chain(heights.iter().rev().take(2)).copied().collect();
    lines().filter(|(_, piece)| shown.iter().any(|y| (piece.y - y).abs() < 2.0)).collect()
}

/// The parts with `None` where a gap between two lines shows that a paragraph ends. A page's end is none.
fn with_gaps(parts: &[InReadingOrder]) -> Vec<Option<&InReadingOrder>> {
    let pairs = || parts.windows(2).filter_map(|pair| Some((pair[0].line()?, pair[1].line()?)));
    let mut gaps: Vec<f64> =
        pairs().map(|(before, piece)| before.y - piece.y).filter(|gap| *gap > 0.0).collect();
    gaps.sort_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 3).copied().unwrap_or(0.0);
    let mut out = Vec::new();
    let mut above: Option<&Piece> = None;
    for part in parts {
        if let (Some(before), Some(piece)) = (above, part.line()) {
            let gap = before.y - piece.y;
            if gap > usual * 1.35 + 0.5 || (gap < 0.0 && ends(&before.text)) {
                out.push(None);
            }
        }
        above = part.line();
        out.push(Some(part));
    }
    if above.is_some_and(|piece| ends(&piece.text)) {
        out.push(None);
    }
    out
}

fn ends(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', ':', '。', '？', '！'])
}

/// The size most letters have.
fn body_size<'a>(pieces: impl Iterator<Item = &'a Piece>) -> f64 {
    let mut sizes = std::collections::BTreeMap::<i64, usize>::new();
    for piece in pieces {
        #[allow(clippy::cast_possible_truncation)] // sizes are below 10⁶
        let tenths = (piece.size * 10.0).round() as i64;
        *sizes.entry(tenths).or_default() += piece.text.len();
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(tenths, _)| tenths as f64 / 10.0)
}

/// These pieces of a page in reading order, and whether that order is in doubt.
fn ordered(page: &Page, pieces: Vec<Piece>) -> (Vec<Piece>, bool) {
    let Some(gutter) = gutter(page, &pieces) else { return (joined(pieces), false) };
    // Bands: lines across the gutter end a band; within one the left column is read before the right.
    let (mut order, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let mut crossing = 0;
    for piece in pieces {
        if piece.right <= gutter {
            left.push(piece);
        } else if piece.left >= gutter {
            right.push(piece);
        } else {
            crossing += 1;
            order.append(&mut left);
            order.append(&mut right);
            order.push(piece);
        }
    }
    order.append(&mut left);
    order.append(&mut right);
    (order.clone(), crossing * 5 > order.len() && crossing > 3)
}

/// Letters into pieces of lines, from the top down and from the left.
fn pieces(page: &Page) -> Vec<Piece> {
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().filter(|glyph| glyph.size > 0.5).collect();
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line)
                if line
                    .first()
                    .is_some_and(|first| (first.y - glyph.y).abs() < first.size.max(glyph.size) * 0.4) =>
            {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    let mut pieces = Vec::new();
    for mut line in lines {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut open: Option<Piece> = None;
        for glyph in line {
            // Some fonts do not tell how wide their letters are; a space after each would be worse than one
            // too few.
            let width = if glyph.width > 0.0 { glyph.width } else { glyph.size * UNTOLD };
            let right = glyph.x + width;
            match &mut open {
                Some(piece) if glyph.x - piece.right < glyph.size.max(piece.size) * 1.6 => {
                    // Set twice a hair apart to look bold.
                    let again = (glyph.x - piece.left).abs() > 0.0
                        && piece.text.ends_with(&glyph.text)
                        && piece.right - glyph.x > glyph.width * 0.7
                        && glyph.width > 0.0;
                    if again {
                        continue;
                    }
                    if glyph.x - piece.right > glyph.size * 0.18 && !piece.text.ends_with(' ') {
                        piece.text.push(' ');
                    }
                    if piece.text.ends_with(' ') && !glyph.text.trim().is_empty() {
                        piece.words.push((glyph.x, piece.text.len()));
                    }
                    piece.text.push_str(&glyph.text);
                    piece.right = piece.right.max(right);
                    if !glyph.text.trim().is_empty() {
                        piece.size = piece.size.max(glyph.size);
                    }
                }
                _ if glyph.text.trim().is_empty() => {}
                _ => {
                    pieces.extend(open.take());
                    open = Some(Piece {
                        left: glyph.x,
                        right,
                        y: glyph.y,
                        size: glyph.size,
                        text: glyph.text.clone(),
                        words: Vec::new(),
                    });
                }
            }
        }
        pieces.extend(open);
    }
    for piece in &mut pieces {
        let text = piece.text.replace(['\n', '\r', '\0', '\u{a0}'], " ");
        text.trim_end().clone_into(&mut piece.text);
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// Pieces of one line put together again, for a page without columns.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (line.y - piece.y).abs() < line.size * 0.4 && piece.left >= line.right => {
                line.text.push_str("  ");
                line.text.push_str(&piece.text);
                line.right = piece.right;
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// Where the gap between two columns is: an upright in the page's middle that few lines cross and that
/// many lines stand on either side of.
fn gutter(page: &Page, pieces: &[Piece]) -> Option<f64> {
    if pieces.len() < 6 || page.width <= 0.0 {
        return None;
    }
    let mut best: Option<(usize, f64)> = None;
    for step in 0..=40 {
        let x = page.left + page.width * (0.3 + 0.01 * f64::from(step));
        let crossing = pieces.iter().filter(|piece| piece.left < x && piece.right > x).count();
        let left = pieces.iter().filter(|piece| piece.right <= x).count();
        let right = pieces.iter().filter(|piece| piece.left >= x).count();
        if left.min(right) * 4 < pieces.len() || crossing * 3 > pieces.len() {
            continue;
        }
        // Columns begin at one place; words that happen to stand far right do not.
        let mut begins: Vec<f64> =
            pieces.iter().filter(|piece| piece.left >= x).map(|piece| piece.left).collect();
        begins.sort_by(f64::total_cmp);
        let first = begins.first().copied().unwrap_or(x);
        let aligned = begins.iter().filter(|left| **left - first < 3.0).count();
        if aligned * 2 >= begins.len() && best.is_none_or(|(least, _)| crossing < least) {
            best = Some((crossing, x));
        }
    }
    best.map(|(_, x)| x)
}
