//! Charts as SVG and PNG.

use greenroom::chart::figure::{Bar, Figure, Layer, Point, Tone};
use greenroom::export::drawing::{self, Anchor, Drawing, Shape};
use greenroom::export::text::clean_line;
use greenroom::export::typeset::{Typeface, width};
use greenroom::export::{png, svg};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use resvg::tiny_skia::Pixmap;

use crate::samples::{any_figure, chart};

/// A name with attributes.
type Element = (String, Vec<(String, String)>);

/// Reads an SVG through: every element with its name and attributes, and the text of those named.
fn read(svg: &str) -> (Vec<Element>, Vec<(String, String)>) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut texts, mut open) = (Vec::new(), Vec::new(), Vec::<String>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                elements.push(element(&e));
                open.push(elements.last().unwrap().0.clone());
                texts.push((open.last().unwrap().clone(), String::new()));
            }
            Event::Empty(e) => elements.push(element(&e)),
            Event::End(_) => {
                open.pop().unwrap();
            }
            Event::Text(t) => {
                if let Some((_, text)) = texts.last_mut() {
                    text.push_str(&t);
                }
            }
            Event::GeneralRef(r) => {
                let known = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("#39", "'")];
                let name: &str = &r;
                let (_, put) = known.iter().find(|(n, _)| *n == name).unwrap();
                texts.last_mut().unwrap().1.push_str(put);
            }
            Event::Eof => break,
            other => panic!("{other:?} has no place here"),
        }
    }
    assert!(open.is_empty(), "an element is not closed");
    (elements, texts)
}

fn element(e: &quick_xml::events::BytesStart) -> Element {
    let attributes = e.attributes().map(|a| {
        let a = a.unwrap();
        let value = a.value.to_string();
        assert!(!value.contains('<'));
        (a.key.as_ref().to_owned(), value)
    });
    (e.name().as_ref().to_owned(), attributes.collect())
}

/// Everything that is drawn lies within the drawing, its words too.
#[track_caller]
fn assert_within(drawing: &Drawing) {
    let within = |x: f64, y: f64, what: &Shape| {
        let inside = (-0.5..=drawing.width + 0.5).contains(&x) && (-0.5..=drawing.height + 0.5).contains(&y);
        assert!(inside, "{x}, {y} is outside of {} by {}: {what:?}", drawing.width, drawing.height);
    };
    for shape in &drawing.shapes {
        match shape {
            Shape::Rect { at, size, .. } => {
                within(at[0], at[1], shape);
                within(at[0] + size[0], at[1] + size[1], shape);
            }
            Shape::Dot { at, radius, .. } => {
                within(at[0] - radius, at[1] - radius, shape);
                within(at[0] + radius, at[1] + radius, shape);
            }
            Shape::Line { points, .. } | Shape::Area { points, .. } => {
                for p in points {
                    within(p[0], p[1], shape);
                }
            }
            Shape::Words { at, text, size, strong, anchor, .. } => {
                let face = if *strong { Typeface::Strong } else { Typeface::Plain };
                let wide = width(text, face) * size;
                let left = match anchor {
                    Anchor::Start => at[0],
                    Anchor::Middle => at[0] - wide / 2.0,
                    Anchor::End => at[0] - wide,
                };
                within(left, at[1] - size * 0.8, shape);
                within(left + wide, at[1], shape);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_figure_is_a_whole_svg_within_its_frame(figure in any_figure(), across in 120.0..900.0f64, down in 100.0..500.0f64) {
        let drawing = drawing::figure(&figure, across, down);
        assert_within(&drawing);
        let file = svg::figure(&figure, across, down);
        let (elements, texts) = read(&file);
        prop_assert_eq!(&elements[0].0, "svg");
        let title = texts.iter().find(|(name, _)| name == "title").unwrap();
        prop_assert_eq!(squeezed(&title.1), squeezed(&clean_line(&figure.title)));
        for (name, attributes) in &elements {
            prop_assert!(["svg", "title", "desc", "rect", "circle", "path", "text"].contains(&name.as_str()));
            for (key, value) in attributes {
                prop_assert!(!value.contains("NaN") && !value.contains("inf"), "{key}={value}");
                prop_assert!(!key.starts_with("on") && !key.contains("href"), "{key}");
            }
        }
        prop_assert_eq!(file, svg::figure(&figure, across, down), "the same each time");
    }

    #[test]
    fn any_small_multiples_are_a_whole_svg(figures in proptest::collection::vec(any_figure(), 0..9), across in 180.0..900.0f64) {
        assert_within(&drawing::small_multiples(&figures, across));
        let file = svg::small_multiples(&figures, across);
        read(&file);
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn ten_thousand_dots_do_not_make_a_huge_file() {
    let file = svg::figure(&chart(10_000), 600.0, 300.0);
    assert!(file.len() < 300_000, "{}", file.len());
    let dots = file.matches("<circle").count();
    assert!(dots > 500, "the cloud is still there: {dots}");
}

#[test]
fn tones_and_outlines_are_told_apart_without_colour() {
    let bars = |tone, hollow| Figure {
        layers: vec![Layer::Bars {
            name: "seconds".to_owned(),
            bars: vec![Bar { top: Point { x: 0.5, y: 0.8, said: String::new() }, width: 0.4, base: 0.0 }],
            tone,
            hollow,
        }],
        ..Figure::default()
    };
    let lines = |figure: &Figure| svg::figure(figure, 300.0, 200.0).matches("<path").count();
    let plain = lines(&bars(Tone::Ink, false));
    assert!(lines(&bars(Tone::Warning, false)) > plain + 10, "a warning is hatched");
    assert!(svg::figure(&bars(Tone::Ink, true), 300.0, 200.0).contains("fill=\"none\" stroke-width=\"1.0\""));
}

#[test]
fn an_empty_chart_says_so() {
    assert!(svg::figure(&Figure::default(), 300.0, 200.0).contains("Nothing to show yet"));
}

/// The colours in a picture, and how often.
fn inked(picture: &Pixmap) -> usize {
    let paper = picture.pixels()[0];
    picture.pixels().iter().filter(|p| **p != paper).count()
}

#[test]
fn a_png_has_two_pixels_a_point_and_shows_the_chart() {
    let figure = chart(60);
    let bytes = png::figure(&figure, 400.0, 250.0).unwrap();
    assert_eq!(bytes, png::figure(&figure, 400.0, 250.0).unwrap(), "the same each time");
    let picture = Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (800, 500));
    let empty = Pixmap::decode_png(&png::figure(&Figure::default(), 400.0, 250.0).unwrap()).unwrap();
    assert!(inked(&picture) > inked(&empty) + 10_000, "{} {}", inked(&picture), inked(&empty));
    assert!(inked(&empty) > 100, "its words are drawn with the bundled typefaces");
    let many = Pixmap::decode_png(&png::small_multiples(&[chart(3), chart(9)], 600.0).unwrap()).unwrap();
    assert_eq!(many.width(), 1200);
}

#[test]
fn a_picture_too_large_is_refused_in_words() {
    let error = png::figure(&chart(1), 1e6, 1e6).unwrap_err();
    assert!(error.to_string().contains("too large; choose a smaller one"), "{error}");
}
