//! A line cut where one stage ends and the next begins: a clause for each length of time in it.

use std::ops::Range;

use super::amounts::Duration;
use super::people;

/// Where a stage begins after another.
const AND_THEN: &[&str] = &[
    " → ",
    " -> ",
    "; ",
    ", then ",
    " and then ",
    ", followed by ",
    " followed by ",
    ", and afterwards ",
    " afterwards ",
    ", after that ",
    " after which ",
    ", danach ",
    " danach ",
    ", dann ",
    " und dann ",
    ", anschließend ",
    " anschließend ",
    ", puis ",
    " puis ",
    ", ensuite ",
    " suivi ",
    ", luego ",
    " y luego ",
    " después ",
    ", depois ",
    " e depois ",
    " seguido ",
    " seguida ",
    ", plus ",
    " plus ",
    "), ",
    ") and ",
    ") und ",
    ") et ",
    ") y ",
    ") e ",
    ", and a ",
    ", and ",
    ", a ",
    ", ein ",
    ", eine ",
    ", une ",
    ", un ",
    ", una ",
    ", uma ",
    ", um ",
    ", which ",
    " & a ",
    " & ",
    " and a ",
    " and ",
    " und ein ",
    " und ",
    " et un ",
    " et ",
    " y un ",
    " y ",
    " e um ",
    " e ",
    ", ",
    " with a ",
    " with ",
    "、",
    " - ",
    " – ",
    " | ",
];

/// The bytes of each length's clause.
pub fn clauses(low: &str, lengths: &[Duration]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // "Three talks: first 50 minutes with …": the number before the colon is of all that follow.
    let intro =
        lengths.first().filter(|_| lengths.len() > 1).and_then(|first| low[..first.at.start].rfind(": "));
    let mut from = intro.filter(|at| people::talks(&low[..*at]).is_some()).map_or(0, |at| at + 2);
    for (n, length) in lengths.iter().enumerate() {
        let to = match lengths.get(n + 1) {
            None => low.len(),
            Some(next) => {
                let between = &low[length.at.end..next.at.start];
                let cut = AND_THEN
                    .iter()
                    .find_map(|mark| between.rfind(mark).map(|at| at + usize::from(mark.starts_with(')'))));
                length.at.end + cut.unwrap_or(between.len())
            }
        };
        out.push(from..to);
        from = to;
    }
    out
}
