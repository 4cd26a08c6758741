//! Puts what was laid out into a PDF file, with its parts, its outline and its facts.

use std::num::NonZeroU16;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use krilla::color::rgb;
use krilla::configure::Configuration;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{self, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, Document, SerializeSettings};

use crate::chart::palette::LIGHT;

use super::super::drawing::{Anchor, Drawing, Paint, Shape};
use super::super::page::Page;
use super::super::text::clean_line;
use super::super::typeset::{Glyph, STAND_IN, SetLine, Typeface, cut, set};
use super::PdfError;
use super::layout::{BOTTOM, Laid, Mark, SHEET_HEIGHT, SHEET_WIDTH, SIDE, StructureTag, What};

/// The size of the words at a sheet's foot, in points.
const FOOT: f64 = 8.5;

/// Writes the file.
pub fn paint(
    page: &Page,
    laid: &Laid,
    made: DateTime<FixedOffset>,
    configuration: Configuration,
) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::new()?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(facts(page, made));
    let mut pieces: Vec<Vec<Identifier>> = vec![Vec::new(); laid.parts.len()];
    for (nth, sheet) in laid.sheets.iter().enumerate() {
        let size = PageSettings::from_wh(f(SHEET_WIDTH), f(SHEET_HEIGHT)).unwrap_or_default();
        let mut paper = document.start_page_with(size);
        {
            let mut brush = Brush { surface: paper.surface(), fonts: &fonts };
            for mark in sheet {
                brush.mark(mark, &mut pieces);
            }
            brush.foot(&clean_line(&page.title), nth + 1, laid.sheets.len());
        }
        paper.finish();
    }
    document.set_outline(outline(laid));
    document.set_tag_tree(tags(laid, &pieces));
    document.finish().map_err(|e| PdfError::Writer(format!("{e:?}")))
}

/// Points as the PDF writer takes them.
#[allow(clippy::cast_possible_truncation)] // a sheet's points need no more
fn f(points: f64) -> f32 {
    points as f32
}

/// What the file says of itself.
fn facts(page: &Page, made: DateTime<FixedOffset>) -> Metadata {
    // All of them are within the calendar's ranges.
    let small = |n: u32| u8::try_from(n).unwrap_or(0);
    let offset = made.offset().local_minus_utc() / 60;
    let when = metadata::DateTime::new(u16::try_from(made.year()).unwrap_or(0))
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
        .utc_offset_hour(i8::try_from(offset / 60).unwrap_or(0))
        .utc_offset_minute(small(offset.unsigned_abs() % 60));
    Metadata::new()
        .title(clean_line(&page.title))
        .description(clean_line(&page.under))
        .creator(format!("Greenroom {}", env!("CARGO_PKG_VERSION")))
        .language("en".to_owned())
        .creation_date(when)
}

struct Fonts([Font; 3]);

impl Fonts {
    fn new() -> Result<Self, PdfError> {
        let font = |face: Typeface| Font::new(Data::from(face.bytes().to_vec()), 0).ok_or(PdfError::Typeface);
        Ok(Self([font(Typeface::Plain)?, font(Typeface::Strong)?, font(Typeface::Serif)?]))
    }

    fn of(&self, face: Typeface) -> Font {
        self.0[face as usize].clone()
    }
}

/// Draws on one sheet.
struct Brush<'a, 'f> {
    surface: Surface<'a>,
    fonts: &'f Fonts,
}

impl Brush<'_, '_> {
    fn mark(&mut self, mark: &Mark, pieces: &mut [Vec<Identifier>]) {
        let tag = match (&mark.part, &mark.what) {
            (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            (Some(_), What::Text(_, _, line, _)) => {
                let meant = (line.stand_ins > 0).then_some(line.text.as_str());
                ContentTag::Span(SpanTag::empty().with_actual_text(meant))
            }
            (Some(_), _) => ContentTag::Other,
        };
        let piece = self.surface.start_tagged(tag);
        match &mark.what {
            What::Text(x, y, line, style) => self.line(line, *x, *y, style.size, style.paint),
            What::Rule(from, to, y) => {
                self.stroke(&[[*from, *y], [*to, *y]], Paint::Edge, 0.5, 0.5, false);
            }
            What::Drawing(x, y, drawing) => self.drawing(drawing, *x, *y),
        }
        self.surface.end_tagged();
        if let Some(part) = mark.part {
            pieces[part].push(piece);
        }
    }

    fn foot(&mut self, title: &str, nth: usize, of: usize) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let base = SHEET_HEIGHT - BOTTOM / 2.0;
        let number = set(&format!("{nth} of {of}"), Typeface::Plain);
        let wide = number.width * FOOT;
        let room = SHEET_WIDTH - 2.0 * SIDE - wide - 20.0;
        let title = set(&cut(title, Typeface::Plain, room / FOOT), Typeface::Plain);
        self.line(&title, SIDE, base, FOOT, Paint::Muted);
        self.line(&number, SHEET_WIDTH - SIDE - wide, base, FOOT, Paint::Muted);
        self.surface.end_tagged();
    }

    fn line(&mut self, line: &SetLine, x: f64, y: f64, size: f64, paint: Paint) {
        self.surface.set_fill(Some(fill(paint, 1.0)));
        self.surface.set_stroke(None);
        let mut x = x;
        for run in &line.runs {
            // Read as what is seen; the line's tag holds what is meant.
            let seen = STAND_IN.to_string();
            let text = if run.stands_in { &seen } else { &line.text };
            let glyph = |g: &Glyph| {
                let range = if run.stands_in { 0..seen.len() } else { g.range.clone() };
                let id = GlyphId::new(g.id);
                KrillaGlyph::new(id, f(g.advance), f(g.right), f(g.up), 0.0, range, None)
            };
            let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
            let start = Point::from_xy(f(x), f(y));
            let font = self.fonts.of(run.face);
            self.surface.draw_glyphs(start, &glyphs, font, text, f(size), false);
            x += run.glyphs.iter().map(|g| g.advance).sum::<f64>() * size;
        }
    }

    fn drawing(&mut self, drawing: &Drawing, left: f64, top: f64) {
        let at = |[x, y]: &[f64; 2]| [left + x, top + y];
        for shape in &drawing.shapes {
            match shape {
                Shape::Rect { at: corner, size, paint, opacity, hollow } => {
                    self.rect(at(corner), *size, *paint, *opacity, *hollow);
                }
                Shape::Dot { at: middle, radius, paint, hollow } => {
                    self.dot(at(middle), *radius, *paint, *hollow);
                }
                Shape::Line { points, paint, opacity, width, dashed } => {
                    let points: Vec<[f64; 2]> = points.iter().map(at).collect();
                    self.stroke(&points, *paint, *opacity, *width, *dashed);
                }
                Shape::Area { points, paint, opacity } => {
                    let mut path = through(&points.iter().map(at).collect::<Vec<_>>());
                    path.close();
                    self.path(path, *paint, *opacity, false);
                }
                Shape::Words { at: base, text, size, strong, paint, anchor } => {
                    let line = set(text, if *strong { Typeface::Strong } else { Typeface::Plain });
                    let back = match anchor {
                        Anchor::Start => 0.0,
                        Anchor::Middle => line.width * size / 2.0,
                        Anchor::End => line.width * size,
                    };
                    let [x, y] = at(base);
                    self.line(&line, x - back, y, *size, *paint);
                }
            }
        }
    }

    fn rect(&mut self, [x, y]: [f64; 2], size: [f64; 2], paint: Paint, opacity: f64, hollow: bool) {
        let inset = if hollow { 0.5 } else { 0.0 };
        let [width, height] = size.map(|side| (side - 2.0 * inset).max(0.01));
        let Some(rect) = Rect::from_xywh(f(x + inset), f(y + inset), f(width), f(height)) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        self.path(path, paint, opacity, hollow);
    }

    /// A circle of four curves.
    fn dot(&mut self, [x, y]: [f64; 2], radius: f64, paint: Paint, hollow: bool) {
        // The usual distance of a quarter circle's control points, as a share of the radius.
        const CONTROL: f64 = 0.552_284_75;
        let r = if hollow { radius - 0.5 } else { radius };
        let mut path = PathBuilder::new();
        path.move_to(f(x + r), f(y));
        for (c, s) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            // A quarter turn from (c, s) to (-s, c).
            let place = |a: f64, b: f64| (f(x + r * (a * c - b * s)), f(y + r * (a * s + b * c)));
            let ((x1, y1), (x2, y2), (x3, y3)) = (place(1.0, CONTROL), place(CONTROL, 1.0), place(0.0, 1.0));
            path.cubic_to(x1, y1, x2, y2, x3, y3);
        }
        path.close();
        self.path(path, paint, 1.0, hollow);
    }

    fn path(&mut self, path: PathBuilder, paint: Paint, opacity: f64, hollow: bool) {
        let Some(path) = path.finish() else { return };
        self.surface.set_fill((!hollow).then(|| fill(paint, opacity)));
        self.surface.set_stroke(hollow.then(|| stroke(paint, opacity, 1.0, false)));
        self.surface.draw_path(&path);
    }

    fn stroke(&mut self, points: &[[f64; 2]], paint: Paint, opacity: f64, width: f64, dashed: bool) {
        let Some(path) = through(points).finish() else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke(paint, opacity, width, dashed)));
        self.surface.draw_path(&path);
    }
}

fn through(points: &[[f64; 2]]) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (i, [x, y]) in points.iter().enumerate() {
        if i == 0 { path.move_to(f(*x), f(*y)) } else { path.line_to(f(*x), f(*y)) }
    }
    path
}

fn colour(paint: Paint) -> rgb::Color {
    let [r, g, b] = paint.rgb(&LIGHT);
    rgb::Color::new(r, g, b)
}

fn share(opacity: f64) -> NormalizedF32 {
    NormalizedF32::new(f(opacity)).unwrap_or(NormalizedF32::ONE)
}

fn fill(paint: Paint, opacity: f64) -> Fill {
    Fill { paint: colour(paint).into(), opacity: share(opacity), ..Fill::default() }
}

fn stroke(paint: Paint, opacity: f64, width: f64, dashed: bool) -> Stroke {
    let dash = dashed.then(|| StrokeDash { array: vec![4.0, 3.0], offset: 0.0 });
    Stroke {
        paint: colour(paint).into(),
        width: f(width),
        opacity: share(opacity),
        dash,
        ..Stroke::default()
    }
}

/// The headings as an outline, those of level 3 within those of level 2.
fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut chapter: Option<OutlineNode> = None;
    for &(part, sheet, y) in &laid.headings {
        let StructureTag::Heading(level, text) = &laid.parts[part].0 else { continue };
        let place = XyzDestination::new(sheet, Point::from_xy(0.0, f(y)));
        let node = OutlineNode::new(text.clone(), place);
        match &mut chapter {
            Some(chapter) if *level > 2 => chapter.push_child(node),
            _ => {
                if let Some(done) = chapter.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = chapter {
        outline.push_child(done);
    }
    outline
}

/// The parts with their pieces, for a screen reader.
fn tags(laid: &Laid, pieces: &[Vec<Identifier>]) -> TagTree {
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); laid.parts.len()];
    let mut outermost = Vec::new();
    for (i, (_, parent)) in laid.parts.iter().enumerate() {
        match parent {
            Some(parent) => within[*parent].push(i),
            None => outermost.push(i),
        }
    }
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    for part in outermost {
        tree.push(group(part, laid, &within, pieces));
    }
    tree
}

fn group(part: usize, laid: &Laid, within: &[Vec<usize>], pieces: &[Vec<Identifier>]) -> TagGroup {
    let kind: TagKind = match &laid.parts[part].0 {
        StructureTag::Heading(level, text) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
        }
        StructureTag::Paragraph => Tag::P.into(),
        StructureTag::List => Tag::L(ListNumbering::Disc).into(),
        StructureTag::Item => Tag::LI.into(),
        StructureTag::Label => Tag::Lbl.into(),
        StructureTag::Body => Tag::LBody.into(),
        StructureTag::Table => Tag::Table.into(),
        StructureTag::Row => Tag::TR.into(),
        StructureTag::Head => Tag::TH(TableHeaderScope::Column).into(),
        StructureTag::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        StructureTag::Cell => Tag::TD.into(),
        StructureTag::Figure(said) => Tag::Figure(Some(said.clone())).into(),
    };
    let mut tag = TagGroup::new(kind);
    for piece in &pieces[part] {
        tag.push(*piece);
    }
    for inner in &within[part] {
        tag.push(group(*inner, laid, within, pieces));
    }
    tag
}
