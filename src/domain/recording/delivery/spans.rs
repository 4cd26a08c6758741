//! Stretches of time within a recording, and sets of them: joined, cut out of each other, clipped.

/// A stretch of a recording, in seconds from its first frame; `start` ≤ `end`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub start: f64,
    /// Where it ends.
    pub end: f64,
}

impl Span {
    /// From `start` to `end`; empty if they are the wrong way round or no numbers.
    pub fn new(start: f64, end: f64) -> Self {
        if end > start { Self { start, end } } else { Self { start, end: start } }
    }

    /// Seconds from its start to its end.
    pub fn secs(self) -> f64 {
        self.end - self.start
    }

    /// What lies in both.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

/// Spans in order that neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// `spans` in any order, with those joined that overlap or lie less than `gap` seconds apart.
    pub fn joined(spans: impl IntoIterator<Item = Span>, gap: f64) -> Self {
        let mut sorted: Vec<Span> = spans
            .into_iter()
            .filter(|span| span.start.is_finite() && span.end.is_finite() && span.end > span.start)
            .collect();
        sorted.sort_by(|a, b| a.start.total_cmp(&b.start));
        let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match joined.last_mut() {
                Some(last) if span.start <= last.end || span.start - last.end < gap => {
                    last.end = last.end.max(span.end);
                }
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    /// The spans, in order.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.0.iter().copied()
    }

    /// The seconds in all of them.
    pub fn secs(&self) -> f64 {
        self.iter().map(Span::secs).sum()
    }

    /// What of them lies within `span`.
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        Self(self.iter().map(|one| one.within(span)).filter(|one| one.secs() > 0.0).collect())
    }

    /// What of them is in none of `cut`.
    #[must_use]
    pub fn without(&self, cut: &Self) -> Self {
        let mut left = Vec::new();
        for span in self.iter() {
            let mut from = span.start;
            for hole in cut.within(span).iter() {
                left.push(Span::new(from, hole.start));
                from = hole.end;
            }
            left.push(Span::new(from, span.end));
        }
        left.retain(|span| span.secs() > 0.0);
        Self(left)
    }

    /// Seconds up to the moment `at` that lie in none of them.
    pub fn own_time(&self, at: f64) -> f64 {
        at - self.iter().map(|span| span.within(Span::new(span.start, at)).secs()).sum::<f64>()
    }

    /// The first moment that has `own` seconds before it that lie in none of them: [`Self::own_time`] taken back. What
    /// falls together with one of them is the moment after it.
    pub fn recording_time(&self, own: f64) -> f64 {
        self.iter().fold(own, |at, span| if span.start <= at { at + span.secs() } else { at })
    }

    /// From the first one's start to the last one's end.
    pub fn hull(&self) -> Option<Span> {
        Some(Span::new(self.0.first()?.start, self.0.last()?.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pairs: &[(f64, f64)]) -> Spans {
        Spans::joined(pairs.iter().map(|&(start, end)| Span::new(start, end)), 0.0)
    }

    #[test]
    fn near_ones_become_one_and_what_is_no_span_goes() {
        let all = [(3.0, 4.0), (1.0, 2.0), (2.1, 2.5), (9.0, 8.0), (5.0, f64::NAN)];
        let joined = Spans::joined(all.map(|(start, end)| Span { start, end }), 0.25);
        assert_eq!(joined, spans(&[(1.0, 2.5), (3.0, 4.0)]));
    }

    #[test]
    fn a_hole_takes_the_beginning_the_middle_the_end_or_all() {
        let all = spans(&[(0.0, 2.0), (3.0, 5.0), (6.0, 7.0), (8.0, 9.0)]);
        let left = all.without(&spans(&[(0.0, 1.0), (3.5, 4.0), (6.5, 7.5), (8.0, 9.0)]));
        assert_eq!(left, spans(&[(1.0, 2.0), (3.0, 3.5), (4.0, 5.0), (6.0, 6.5)]));
    }

    #[test]
    fn one_hole_may_reach_over_several_and_several_holes_into_one() {
        assert_eq!(
            spans(&[(0.0, 2.0), (3.0, 5.0)]).without(&spans(&[(1.0, 4.0)])),
            spans(&[(0.0, 1.0), (4.0, 5.0)])
        );
        let left = spans(&[(0.0, 10.0)]).without(&spans(&[(1.0, 2.0), (4.0, 6.0)]));
        assert_eq!(left, spans(&[(0.0, 1.0), (2.0, 4.0), (6.0, 10.0)]));
    }
}
