//! A chart as a value: axes, layers, words and a table twin. The window and the exports draw this and nothing else.

use std::ops::RangeInclusive;

/// The scores' axis, always.
pub const SCORE_AXIS: RangeInclusive<f64> = 1.0..=5.0;

/// One chart, which shows one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Its title, which says what it is of: "Dive Deep", "Seconds by section".
    pub title: String,
    /// What it shows, in a sentence: for a screen reader, and beside an exported picture.
    pub said: String,
    /// How it is read, in a sentence or two; empty where it needs none.
    pub note: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// What is drawn, the lowest layer first.
    pub layers: Vec<Layer>,
    /// The same content as a table.
    pub table: Table,
}

impl Figure {
    /// Whether there is nothing to draw but axes and marks.
    pub fn is_empty(&self) -> bool {
        self.layers.iter().all(Layer::is_empty)
    }

    /// Every point that can be read out, from left to right, then from bottom to top.
    pub fn points(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.layers.iter().flat_map(Layer::points).collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        points
    }
}

/// One axis with its marks. What the values are (days, seconds, a score) is said by its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What the values are, with the unit: "seconds". Empty where the marks say it.
    pub label: String,
    /// The least value shown.
    pub from: f64,
    /// The greatest value shown; greater than `from`.
    pub to: f64,
    /// Where the axis is marked, and with what words.
    pub marks: Vec<Mark>,
}

impl Default for Axis {
    fn default() -> Self {
        Self { label: String::new(), from: 0.0, to: 1.0, marks: Vec::new() }
    }
}

impl Axis {
    /// Where `value` lies on the axis, 0 at its start and 1 at its end.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }
}

/// One mark of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its value on the axis.
    pub at: f64,
    /// The words written there.
    pub text: String,
}

/// The weight of a layer; every theme has a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The data themselves.
    Ink,
    /// Marks, and what is of less weight.
    Muted,
    /// What the program worked out.
    Accent,
    /// What wants attention; a word or a sign says it too.
    Warning,
}

/// A layer of a chart: a band, a line, dots, bars, cells or a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// The doubt around a line: an area between `low` and `high`.
    Band(Vec<BandPoint>),
    /// A line through points; a gap in the data is a line of its own.
    Line {
        /// What it is, in a word or two.
        name: String,
        /// Its points, from left to right.
        points: Vec<[f64; 2]>,
        /// Its weight.
        tone: Tone,
        /// Whether it is dashed, as a plan or a mark is.
        dashed: bool,
    },
    /// The data as dots.
    Dots {
        /// What they are, in a word or two.
        name: String,
        /// The dots, from left to right.
        points: Vec<Point>,
        /// Their weight.
        tone: Tone,
        /// Whether only their outline is drawn.
        hollow: bool,
    },
    /// Bars that stand on `Bar::base`.
    Bars {
        /// What they are, in a word or two.
        name: String,
        /// The bars.
        bars: Vec<Bar>,
        /// Their weight.
        tone: Tone,
        /// Whether only their outline is drawn, as for a plan.
        hollow: bool,
    },
    /// Squares on a grid of whole numbers, as in a calendar: the larger, the more.
    Cells {
        /// The squares' centres, each with its words.
        points: Vec<Point>,
        /// How much of its place's area each fills, above 0 to 1 (its side is the root of that); as many
        /// as there are points.
        shares: Vec<f64>,
        /// Their weight.
        tone: Tone,
    },
    /// A mark across the chart at one value of y, as *ready* is.
    Across {
        /// Where.
        at: f64,
        /// What it is.
        text: String,
    },
    /// A mark up the chart at one value of x, as the interview's day is.
    Up {
        /// Where.
        at: f64,
        /// What it is.
        text: String,
    },
}

impl Layer {
    /// Whether it holds no data; marks never do.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Band(points) => points.is_empty(),
            Self::Line { points, .. } => points.is_empty(),
            Self::Dots { points, .. } | Self::Cells { points, .. } => points.is_empty(),
            Self::Bars { bars, .. } => bars.is_empty(),
            Self::Across { .. } | Self::Up { .. } => true,
        }
    }

    /// The points that can be read out.
    pub fn points(&self) -> Box<dyn Iterator<Item = &Point> + '_> {
        match self {
            Self::Dots { points, .. } | Self::Cells { points, .. } => Box::new(points.iter()),
            Self::Bars { bars, .. } => Box::new(bars.iter().map(|bar| &bar.top)),
            Self::Band(_) | Self::Line { .. } | Self::Across { .. } | Self::Up { .. } => {
                Box::new(std::iter::empty())
            }
        }
    }
}

/// A point of the data with the words that read it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Where, on the horizontal axis.
    pub x: f64,
    /// Where, on the vertical axis.
    pub y: f64,
    /// What it is, with its values and units: "24 June, 4.0 of 5, estimate 3.1".
    pub said: String,
}

/// The band at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandPoint {
    /// Where, on the horizontal axis.
    pub x: f64,
    /// Its lower edge.
    pub low: f64,
    /// Its upper edge.
    pub high: f64,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its middle on the horizontal axis, its height on the vertical one, and its words.
    pub top: Point,
    /// Its width, in the horizontal axis' values.
    pub width: f64,
    /// The value that it stands on.
    pub base: f64,
}

/// A table: the twin of a chart, or one of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns' heads, with units.
    pub heads: Vec<String>,
    /// What each column holds; as many as there are heads.
    pub holds: Vec<Holds>,
    /// The rows, each with as many cells as there are heads.
    pub rows: Vec<Vec<String>>,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words; they begin at the left.
    Words,
    /// Numbers; they are set flush right.
    Number,
    /// Scores, 1 to 5, or what is worked out from them: numbers that quiet mode does not show.
    Score,
}

impl Holds {
    /// Whether the cells are set flush right.
    pub fn is_number(self) -> bool {
        self != Self::Words
    }
}

/// A column that is not filled yet.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    head: &'a str,
    holds: Holds,
}

/// A column of words under this head.
pub fn words(head: &str) -> Column<'_> {
    Column { head, holds: Holds::Words }
}

/// A column of numbers under this head, which says their unit.
pub fn number(head: &str) -> Column<'_> {
    Column { head, holds: Holds::Number }
}

/// A column of scores under this head.
pub fn score(head: &str) -> Column<'_> {
    Column { head, holds: Holds::Score }
}

impl Table {
    /// A table of these columns, without rows.
    pub fn new<'a>(columns: impl IntoIterator<Item = Column<'a>>) -> Self {
        let (heads, holds) = columns.into_iter().map(|column| (column.head.to_owned(), column.holds)).unzip();
        Self { heads, holds, rows: Vec::new() }
    }

    /// Whether the cells of this column, counted from 0, are set flush right.
    pub fn is_number(&self, column: usize) -> bool {
        self.holds.get(column).is_some_and(|holds| holds.is_number())
    }

    /// The table without the columns that hold scores.
    #[must_use]
    pub fn without_scores(mut self) -> Self {
        let shown: Vec<bool> = self.holds.iter().map(|holds| *holds != Holds::Score).collect();
        for row in self.rows.iter_mut().chain([&mut self.heads]) {
            let mut shown = shown.iter();
            row.retain(|_| shown.next().is_none_or(|shown| *shown));
        }
        self.holds.retain(|holds| *holds != Holds::Score);
        self
    }

    /// The table as tab-separated text, for copying. A tab or line break within a cell becomes a space.
    pub fn text(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
            cells.join("\t")
        };
        std::iter::once(&self.heads).chain(&self.rows).map(|row| line(row)).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_copied_as_it_stands() {
        let mut table = Table::new([words("Day"), score("Mean score")]);
        table.rows.push(vec!["1 June".to_owned(), "3.5".to_owned()]);
        table.rows.push(vec!["a\tb\nc".to_owned(), "4.0".to_owned()]);
        assert_eq!(table.text(), "Day\tMean score\n1 June\t3.5\na b c\t4.0");
        assert_eq!([table.is_number(0), table.is_number(1)], [false, true]);
        assert_eq!(table.without_scores().text(), "Day\n1 June\na b c");
    }

    #[test]
    fn points_are_read_out_from_left_to_right() {
        let point = |x: f64| Point { x, y: 3.0, said: x.to_string() };
        let dots = |x: f64| Layer::Dots {
            name: "answers".to_owned(),
            points: vec![point(x)],
            tone: Tone::Ink,
            hollow: false,
        };
        let figure = Figure { layers: vec![dots(2.0), dots(1.0)], ..Figure::default() };
        let said: Vec<&str> = figure.points().iter().map(|p| p.said.as_str()).collect();
        assert_eq!(said, ["1", "2"]);
        assert!(!figure.is_empty());
        assert!(Figure::default().is_empty());
    }
}
