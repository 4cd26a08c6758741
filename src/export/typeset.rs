//! Sets text in the bundled typefaces: which glyphs, how wide, and where a line breaks.
//!
//! Widths are in ems: a width of 10 is 100 points at a size of 10 points. Text runs from left to right
//! in the order it is stored; none of the bundled typefaces has a script that runs otherwise.

use std::ops::Range;
use std::sync::LazyLock;

use harfrust::{Direction, Feature, FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use strum::EnumCount;

use crate::chart::typefaces::{PLEX, PLEX_STRONG, SOURCE_SERIF};

/// What stands for a character that no bundled typeface has (U+FFFD, which IBM Plex Sans draws as a
/// question mark in a lozenge).
pub const STAND_IN: char = '\u{FFFD}';

/// The typefaces that text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
pub enum Typeface {
    /// IBM Plex Sans.
    Plain,
    /// IBM Plex Sans, semi-bold.
    Strong,
    /// Source Serif 4.
    Serif,
}

impl Typeface {
    /// All three.
    pub const ALL: [Self; Self::COUNT] = [Self::Plain, Self::Strong, Self::Serif];

    /// The TrueType file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Plain => PLEX,
            Self::Strong => PLEX_STRONG,
            Self::Serif => SOURCE_SERIF,
        }
    }

    fn face(self) -> Option<&'static Face> {
        static FACES: LazyLock<[Option<Face>; 3]> = LazyLock::new(|| Typeface::ALL.map(Face::of));
        FACES[self as usize].as_ref()
    }

    fn has(self, c: char) -> bool {
        self.face().is_some_and(|face| face.characters.map(c).is_some())
    }

    /// The typeface that sets `c` where this one is asked for; `None` where none has it.
    fn for_char(self, c: char) -> Option<Self> {
        [self, Self::Plain, Self::Serif].into_iter().find(|face| face.has(c))
    }
}

/// A typeface, read.
struct Face {
    /// As the shaper reads it.
    font: FontRef<'static>,
    shaper: ShaperData,
    /// Its tables: how wide its glyphs are.
    tables: skrifa::FontRef<'static>,
    /// Which characters it has; looked up once, it is asked for every letter.
    characters: Charmap<'static>,
    /// Units in an em.
    em: f64,
}

impl Face {
    fn of(typeface: Typeface) -> Option<Self> {
        let font = FontRef::new(typeface.bytes()).ok()?;
        let tables = skrifa::FontRef::new(typeface.bytes()).ok()?;
        let em = tables.metrics(Size::unscaled(), LocationRef::default()).units_per_em.into();
        Some(Self { shaper: ShaperData::new(&font), font, characters: tables.charmap(), tables, em })
    }
}

/// One glyph, with its measures in ems.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Its glyph id in the typeface.
    pub id: u32,
    /// Its advance: how far the next glyph is.
    pub advance: f64,
    /// How far to the right of its place it is drawn.
    pub right: f64,
    /// How far above its place it is drawn.
    pub up: f64,
    /// The byte range of the line's text that it shows.
    pub range: Range<usize>,
}

/// Glyphs of one typeface in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// Their typeface.
    pub face: Typeface,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether each is [`STAND_IN`] for a character that could not be set.
    pub stands_in: bool,
}

/// A line of text, set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetLine {
    /// Its text, also the part that could not be set.
    pub text: String,
    /// Its glyphs.
    pub runs: Vec<GlyphRun>,
    /// Its width in ems, without the spaces at its end.
    pub width: f64,
    /// How many characters [`STAND_IN`] stands for.
    pub stand_ins: usize,
}

/// Sets `text` in one line. What the typeface lacks is taken from the others; what none has is drawn as
/// [`STAND_IN`], while the line's text keeps it.
pub fn set(text: &str, face: Typeface) -> SetLine {
    let mut line = SetLine { text: text.to_owned(), ..SetLine::default() };
    let mut rest = text.char_indices().peekable();
    // A piece is what one typeface sets in one go; one that none can set is a single character.
    while let Some((start, first)) = rest.next() {
        let chosen = if is_unseen(first) { Some(face) } else { face.for_char(first) };
        let mut end = start + first.len_utf8();
        if let Some(chosen) = chosen {
            let same = |c: char| is_unseen(c) || face.for_char(c) == Some(chosen);
            while let Some((at, c)) = rest.next_if(|&(_, c)| same(c)) {
                end = at + c.len_utf8();
            }
            shape(&mut line, start..end, chosen);
        } else {
            stand_in(&mut line, start..end, face);
        }
    }
    line.width = glyphs(&line).map(|glyph| glyph.advance).sum();
    let spaces = glyphs_from_the_end(&line).take_while(|g| line.text[g.range.clone()].trim().is_empty());
    line.width -= spaces.map(|glyph| glyph.advance).sum::<f64>();
    line
}

/// The width of `text` in ems.
pub fn width(text: &str, face: Typeface) -> f64 {
    set(text, face).width
}

/// `text`, cut with an ellipsis where it is wider than `most` ems.
pub fn cut(text: &str, face: Typeface, most: f64) -> String {
    let line = set(text, face);
    if line.width <= most {
        return text.to_owned();
    }
    let room = most - width("…", face);
    let (mut used, mut end) = (0.0, 0);
    for glyph in glyphs(&line) {
        used += glyph.advance;
        if used > room {
            break;
        }
        end = glyph.range.end;
    }
    format!("{}…", text[..end].trim_end())
}

/// Breaks `text` into lines of at most `most` ems: at spaces, after hyphens, dashes and slashes, at line
/// breaks, and where a single word is wider than that, within it. At least one line.
pub fn wrap(text: &str, face: Typeface, most: f64) -> Vec<SetLine> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let one_line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut start = 0;
        for end in breaks(&set(&one_line, face), most) {
            lines.push(set(&one_line[start..end], face));
            start = end;
        }
    }
    lines
}

/// Where each of the lines that `line` is broken into ends, in bytes of its text.
fn breaks(line: &SetLine, most: f64) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    // The last place where the line can be broken, and the width up to there.
    let mut place = (0, 0.0);
    for glyph in glyphs(line) {
        let at = glyph.range.start;
        let shown = &line.text[glyph.range.clone()];
        let over = used + glyph.advance > most + 1e-9 && shown != " ";
        if over && place.0 > start {
            ends.push(place.0);
            start = place.0;
            used -= place.1;
            place = (start, 0.0);
        }
        if used + glyph.advance > most + 1e-9 && shown != " " && at > start {
            ends.push(at);
            start = at;
            used = 0.0;
            place = (start, 0.0);
        }
        used += glyph.advance;
        if shown.ends_with([' ', '-', '–', '—', '/']) {
            place = (glyph.range.end, used);
        }
    }
    ends.push(line.text.len());
    ends
}

fn glyphs(line: &SetLine) -> impl Iterator<Item = &Glyph> {
    line.runs.iter().flat_map(|run| &run.glyphs)
}

fn glyphs_from_the_end(line: &SetLine) -> impl Iterator<Item = &Glyph> {
    line.runs.iter().rev().flat_map(|run| run.glyphs.iter().rev())
}

/// Whether a character is an instruction to the shaper and is not seen itself: joiners, marks of
/// direction, variation selectors, tags.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn shape(line: &mut SetLine, range: Range<usize>, typeface: Typeface) {
    let Some(face) = typeface.face() else { return };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&line.text[range.clone()]);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    // Without kerning a line of a PDF is one string: simple readers take every shift for a new word.
    let kerning = [Feature::new(Tag::new(b"kern"), 0, ..)];
    let shaper = face.shaper.shaper(&face.font).build();
    let shaped = shaper.shape(buffer, ShapeOptions::new().features(&kerning));
    let em = face.em;
    let starts: Vec<usize> = shaped.glyph_infos().iter().map(|i| range.start + i.cluster as usize).collect();
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).enumerate();
    let glyphs = glyphs.map(|(i, (info, position))| {
        let end = starts[i..].iter().copied().find(|&s| s > starts[i]).unwrap_or(range.end);
        Glyph {
            id: info.glyph_id,
            advance: f64::from(position.x_advance) / em,
            right: f64::from(position.x_offset) / em,
            up: f64::from(position.y_offset) / em,
            range: starts[i]..end,
        }
    });
    line.runs.push(GlyphRun { face: typeface, glyphs: glyphs.collect(), stands_in: false });
}

fn stand_in(line: &mut SetLine, range: Range<usize>, asked: Typeface) {
    let typeface = if asked == Typeface::Strong { asked } else { Typeface::Plain };
    let Some(face) = typeface.face() else { return };
    let Some(id) = face.characters.map(STAND_IN) else { return };
    let widths = face.tables.glyph_metrics(Size::unscaled(), LocationRef::default());
    let advance = f64::from(widths.advance_width(id).unwrap_or(0.0)) / face.em;
    let glyph = Glyph { id: id.to_u32(), advance, right: 0.0, up: 0.0, range };
    line.stand_ins += 1;
    match line.runs.last_mut() {
        Some(run) if run.stands_in => run.glyphs.push(glyph),
        _ => line.runs.push(GlyphRun { face: typeface, glyphs: vec![glyph], stands_in: true }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_typeface_can_be_read_and_has_the_stand_in_or_a_neighbour_that_has() {
        for face in Typeface::ALL {
            assert!(face.face().is_some(), "{face:?}");
            assert!(face.for_char(STAND_IN).is_some());
        }
    }

    #[test]
    fn what_one_typeface_lacks_the_other_sets_and_what_none_has_is_seen() {
        let line = set("a ◆ b", Typeface::Plain);
        let faces: Vec<Typeface> = line.runs.iter().map(|run| run.face).collect();
        assert_eq!(faces, [Typeface::Plain, Typeface::Serif, Typeface::Plain]);
        assert_eq!(line.stand_ins, 0);
        let line = set("中文 ok\u{200D}", Typeface::Plain);
        assert_eq!(line.stand_ins, 2);
        assert_eq!(line.text, "中文 ok\u{200D}", "the text is kept");
        assert!(line.width > width("ok", Typeface::Plain));
    }

    #[test]
    fn lines_break_at_spaces_and_hyphens_and_within_a_word_only_if_they_must() {
        let texts = |text: &str, most: f64| -> Vec<String> {
            wrap(text, Typeface::Plain, most).into_iter().map(|line| line.text).collect()
        };
        assert_eq!(texts("one two three", 5.0), ["one two ", "three"]);
        assert_eq!(texts("well-known", 3.5), ["well-", "known"]);
        assert_eq!(texts("one\ntwo", 50.0), ["one", "two"]);
        assert_eq!(texts("", 5.0), [""]);
        assert!(texts("incomprehensibilities", 3.0).len() > 2);
    }

    #[test]
    fn a_text_is_cut_only_where_it_is_too_wide() {
        assert_eq!(cut("Dive Deep", Typeface::Plain, 50.0), "Dive Deep");
        let short = cut("Strive to be the best employer", Typeface::Plain, 8.0);
        assert!(short.ends_with('…') && short.starts_with("Strive"), "{short}");
        assert!(width(&short, Typeface::Plain) <= 8.0);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_but_spaces_and_keeps_to_the_width(text in "\\PC{0,80}", most in 1.0f64..30.0) {
            let lines = wrap(&text, Typeface::Plain, most);
            let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = lines.iter().map(|line| line.text.as_str()).collect();
            prop_assert_eq!(squeeze(&joined), squeeze(&text));
            for line in lines {
                let clusters: std::collections::BTreeSet<usize> =
                    glyphs(&line).map(|g| g.range.start).collect();
                // A cluster of its own may be wider than a line of one em; it is never split.
                prop_assert!(line.width <= most + 0.1 || clusters.len() == 1, "{line:?}");
            }
        }
    }
}
