//! A drawing as SVG: a file of its own in the light palette, or a part of an HTML page in the page's colours.

use std::fmt::Write as _;

use crate::chart::figure::Figure;
use crate::chart::palette::LIGHT;

use super::drawing::{self, Anchor, Drawing, Paint, Shape};
use super::text::escaped;

/// The families a viewer may have instead, should it lack ours.
const FAMILIES: &str = "'IBM Plex Sans','Segoe UI','Helvetica Neue',Arial,sans-serif";

/// `figure` as an SVG file of `width` by `height` points. The same figure gives the same bytes.
pub fn figure(figure: &Figure, width: f64, height: f64) -> String {
    standalone(&drawing::figure(figure, width, height))
}

/// Charts of one kind side by side as an SVG file that is `width` points wide.
pub fn small_multiples(figures: &[Figure], width: f64) -> String {
    standalone(&drawing::small_multiples(figures, width))
}

/// `drawing` as an SVG file on paper, in the light palette.
pub fn standalone(drawing: &Drawing) -> String {
    let (width, height) = (n(drawing.width), n(drawing.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FAMILIES}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        escaped(&drawing.title),
        escaped(&drawing.said)
    );
    let paper = colour("fill", Paint::Paper, Theme::Light);
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\"{paper}/>");
    shapes(&mut out, drawing, Theme::Light);
    out.push_str("</svg>\n");
    out
}

/// `drawing` as an element of an HTML page whose style sheet sets `--ink` and the other colours.
pub fn inline(drawing: &Drawing) -> String {
    let (width, height) = (n(drawing.width), n(drawing.height));
    let said = if drawing.said.is_empty() { &drawing.title } else { &drawing.said };
    let mut out = format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"{}\">\n",
        escaped(said)
    );
    shapes(&mut out, drawing, Theme::OfThePage);
    out.push_str("</svg>\n");
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Theme {
    Light,
    OfThePage,
}

fn shapes(out: &mut String, drawing: &Drawing, theme: Theme) {
    for shape in &drawing.shapes {
        draw(out, shape, theme);
        out.push('\n');
    }
}

/// A number of points, to a tenth.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

/// An attribute that sets `what` to a colour.
fn colour(what: &str, paint: Paint, theme: Theme) -> String {
    match theme {
        Theme::Light => {
            let [r, g, b] = paint.rgb(&LIGHT);
            format!(" {what}=\"#{r:02X}{g:02X}{b:02X}\"")
        }
        Theme::OfThePage => {
            let name = match paint {
                Paint::Paper => "paper",
                Paint::Ink => "ink",
                Paint::Muted => "muted",
                Paint::Accent => "accent",
                Paint::Warning => "warning",
                Paint::Edge => "edge",
            };
            format!(" style=\"{what}:var(--{name})\"")
        }
    }
}

fn opacity(what: &str, value: f64) -> String {
    if value < 1.0 { format!(" {what}=\"{value:.2}\"") } else { String::new() }
}

/// The corners as the data of a path.
fn path(points: &[[f64; 2]]) -> String {
    let mut data = String::new();
    for (i, [x, y]) in points.iter().enumerate() {
        let _ = write!(data, "{}{} {}", if i == 0 { "M" } else { "L" }, n(*x), n(*y));
    }
    data
}

fn draw(out: &mut String, shape: &Shape, theme: Theme) {
    let _ = match shape {
        Shape::Rect { at, size, paint, opacity: o, hollow: false } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}{}/>",
            n(at[0]),
            n(at[1]),
            n(size[0]),
            n(size[1]),
            colour("fill", *paint, theme),
            opacity("fill-opacity", *o)
        ),
        // A stroke lies half on either side of its line: moved in by half its width it stays inside the
        // shape, here and in a hollow dot.
        Shape::Rect { at, size, paint, opacity: o, hollow: true } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke-width=\"1.0\"{}{}/>",
            n(at[0] + 0.5),
            n(at[1] + 0.5),
            n((size[0] - 1.0).max(0.0)),
            n((size[1] - 1.0).max(0.0)),
            colour("stroke", *paint, theme),
            opacity("stroke-opacity", *o)
        ),
        Shape::Dot { at, radius, paint, hollow } => {
            let (x, y) = (n(at[0]), n(at[1]));
            if *hollow {
                let (radius, stroke) = (n(radius - 0.5), colour("stroke", *paint, theme));
                write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\"{stroke}/>")
            } else {
                let (radius, fill) = (n(*radius), colour("fill", *paint, theme));
                write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{fill}/>")
            }
        }
        Shape::Line { points, paint, opacity: o, width, dashed } => write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke-width=\"{}\" stroke-linejoin=\"round\"{}{}{}/>",
            path(points),
            n(*width),
            if *dashed { " stroke-dasharray=\"4 3\"" } else { "" },
            colour("stroke", *paint, theme),
            opacity("stroke-opacity", *o)
        ),
        Shape::Area { points, paint, opacity: o } => write!(
            out,
            "<path d=\"{}Z\"{}{}/>",
            path(points),
            colour("fill", *paint, theme),
            opacity("fill-opacity", *o)
        ),
        Shape::Words { at, text, size, strong, paint, anchor } => write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}{}>{}</text>",
            n(at[0]),
            n(at[1]),
            n(*size),
            if *strong { " font-weight=\"600\"" } else { "" },
            match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            },
            colour("fill", *paint, theme),
            escaped(text)
        ),
    };
}
