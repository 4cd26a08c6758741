//! Figures, pages and hostile text to try the formats with.

use chrono::{DateTime, FixedOffset};
use greenroom::chart::figure::{
    Axis, BandPoint, Bar, Figure, Holds, Layer, Mark, Point, Table, Tone, score, words,
};
use greenroom::export::page::{Block, Page};
use proptest::prelude::*;

pub fn made() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T12:00:05+02:00").unwrap()
}

/// What people paste and what would break a page: markup, control characters, very long words, right to
/// left, emoji, scripts that no bundled typeface has, and characters that are none.
pub fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>alert(1)</script>".to_owned()),
        Just("</title></style></svg>]]>".to_owned()),
        Just("a & b &amp; |c| `d` *e* _f_ [g](h) \\ ~~i~~ $j$".to_owned()),
        Just("# not a heading".to_owned()),
        Just("- not a list\n1. nor this\n> nor that\n---\n===".to_owned()),
        Just("\u{0}\u{7}\u{1B}[31m\u{FFFE}\u{FDD0}\r\n\t\u{2028}".to_owned()),
        Just("שלום עולם مرحبا \u{202E}txet\u{202C}".to_owned()),
        Just("👩‍👩‍👧 😀 中文 ไทย é e\u{301}".to_owned()),
        Just("x".repeat(300)),
        Just("\" onload='x' {{y}} %s".to_owned()),
        "\\PC{0,30}",
        ".{0,12}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.join(" "))
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![8 => -3.0..9.0f64, 1 => Just(f64::NAN), 1 => Just(f64::INFINITY), 1 => Just(-1e300)]
}

fn any_point() -> impl Strategy<Value = Point> {
    (any_value(), any_value()).prop_map(|(x, y)| Point { x, y, said: String::new() })
}

fn any_tone() -> impl Strategy<Value = Tone> {
    prop_oneof![Just(Tone::Ink), Just(Tone::Muted), Just(Tone::Accent), Just(Tone::Warning)]
}

fn any_layer() -> impl Strategy<Value = Layer> {
    let points = || proptest::collection::vec(any_point(), 0..12);
    let band = (any_value(), any_value(), any_value()).prop_map(|(x, low, high)| BandPoint { x, low, high });
    prop_oneof![
        proptest::collection::vec(band, 0..8).prop_map(Layer::Band),
        (hostile(), points(), any_tone(), any::<bool>()).prop_map(|(name, points, tone, dashed)| {
            Layer::Line { name, points: points.iter().map(|p| [p.x, p.y]).collect(), tone, dashed }
        }),
        (hostile(), points(), any_tone(), any::<bool>())
            .prop_map(|(name, points, tone, hollow)| Layer::Dots { name, points, tone, hollow }),
        (hostile(), points(), any_tone(), any::<bool>(), any_value()).prop_map(
            |(name, points, tone, hollow, width)| {
                let bars = points.into_iter().map(|top| Bar { top, width, base: 0.0 }).collect();
                Layer::Bars { name, bars, tone, hollow }
            }
        ),
        (points(), any_tone()).prop_map(|(points, tone)| {
            let shares = points.iter().enumerate().map(|(i, _)| 1.0 / (i + 1) as f64).collect();
            Layer::Cells { points, shares, tone }
        }),
        (any_value(), hostile()).prop_map(|(at, text)| Layer::Across { at, text }),
        (any_value(), hostile()).prop_map(|(at, text)| Layer::Up { at, text }),
    ]
}

fn any_axis() -> impl Strategy<Value = Axis> {
    let mark = (any_value(), hostile()).prop_map(|(at, text)| Mark { at, text });
    (hostile(), 0.0..2.0f64, 2.1..7.0f64, proptest::collection::vec(mark, 0..6))
        .prop_map(|(label, from, to, marks)| Axis { label, from, to, marks })
}

/// A figure of anything.
pub fn any_figure() -> impl Strategy<Value = Figure> {
    let words = (hostile(), hostile(), hostile());
    (words, any_axis(), any_axis(), proptest::collection::vec(any_layer(), 0..5), any_table()).prop_map(
        |((title, said, note), x, y, layers, table)| Figure { title, said, note, x, y, layers, table },
    )
}

pub fn any_table() -> impl Strategy<Value = Table> {
    (1..6usize, 0..6usize).prop_flat_map(|(columns, rows)| {
        let row = || proptest::collection::vec(hostile(), columns);
        (row(), proptest::collection::vec(any_holds(), columns), proptest::collection::vec(row(), rows))
            .prop_map(|(heads, holds, rows)| Table { heads, holds, rows })
    })
}

fn any_holds() -> impl Strategy<Value = Holds> {
    prop_oneof![Just(Holds::Words), Just(Holds::Number), Just(Holds::Score)]
}

/// A page of anything.
pub fn any_page() -> impl Strategy<Value = Page> {
    let block = prop_oneof![
        (1..3u8, hostile()).prop_map(|(level, text)| Block::Heading(level, text)),
        hostile().prop_map(Block::Text),
        hostile().prop_map(Block::Note),
        proptest::collection::vec(hostile(), 0..3).prop_map(Block::List),
        any_table().prop_map(Block::Table),
        any_figure().prop_map(|figure| Block::Figure(Box::new(figure))),
        proptest::collection::vec(any_figure(), 0..4).prop_map(Block::Figures),
        Just(Block::Break),
    ];
    (hostile(), hostile(), proptest::collection::vec(block, 0..6)).prop_map(|(title, under, blocks)| Page {
        title,
        under,
        blocks,
    })
}

/// A chart as the readiness report has them, of so many answers.
pub fn chart(answers: usize) -> Figure {
    let day = |i: usize| i as f64 * 60.0 / answers.max(1) as f64;
    let mean = |i: usize| 1.0 + (i * 7 % 25) as f64 / 6.25;
    let point = |i| Point { x: day(i), y: mean(i), said: String::new() };
    let mut table = Table::new([words("Answer given"), score("Mean score, of 5")]);
    table.rows = (0..answers.min(20)).map(|i| vec![format!("Day {i}"), format!("{:.1}", mean(i))]).collect();
    let mark = |at: u8| Mark { at: at.into(), text: at.to_string() };
    Figure {
        title: "Dive Deep".to_owned(),
        said: format!("Dive Deep over time: {answers} scored answers."),
        note: "Dots: your mean score of each answer.".to_owned(),
        x: Axis { label: String::new(), from: 0.0, to: 60.0, marks: vec![mark(0), mark(30), mark(60)] },
        y: Axis {
            label: "score, 1 to 5".to_owned(),
            from: 1.0,
            to: 5.0,
            marks: [1, 2, 3, 4, 5].map(mark).into(),
        },
        layers: vec![
            Layer::Band(vec![
                BandPoint { x: 0.0, low: 1.5, high: 3.0 },
                BandPoint { x: 60.0, low: 3.0, high: 4.0 },
            ]),
            Layer::Line {
                name: "estimate".to_owned(),
                points: vec![[0.0, 2.2], [60.0, 3.5]],
                tone: Tone::Accent,
                dashed: false,
            },
            Layer::Across { at: 3.25, text: "ready".to_owned() },
            Layer::Up { at: 55.0, text: "interview".to_owned() },
            Layer::Dots {
                name: "answers".to_owned(),
                points: (0..answers).map(point).collect(),
                tone: Tone::Ink,
                hollow: false,
            },
        ],
        table,
    }
}

/// A page with one of everything and a table of `rows`.
pub fn page(rows: usize) -> Page {
    let mut table = Table::new([words("Principle"), words("State"), score("Counts as")]);
    table.rows =
        (0..rows).map(|i| vec![format!("Principle {i}"), "building".to_owned(), "2.9".to_owned()]).collect();
    Page {
        title: "Readiness report".to_owned(),
        under: "For a senior manager.".to_owned(),
        blocks: vec![
            Block::Text("Two of three principles practised.".to_owned()),
            Block::Heading(1, "Where you stand".to_owned()),
            Block::Table(table),
            Block::Heading(2, "Over time".to_owned()),
            Block::Figure(Box::new(chart(12))),
            Block::Figures(vec![chart(3), chart(4), chart(5)]),
            Block::Note("Scores are self-rated.".to_owned()),
            Block::List(vec!["Outline a story.".to_owned(), "Practise.".to_owned()]),
            Block::Break,
            Block::Text("The end.".to_owned()),
        ],
    }
}
