//! How good the labels are: on hands that were left out, at several sizes; and between two who labelled the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use greenroom::import::recognise::meaning::{Label, weights::Weights};

use crate::corpus::Labelled;
use crate::learn::{Kind, learn};

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    wanted: usize,
    found: usize,
}

fn count(weights: &Weights, documents: &[&Labelled], counts: &mut BTreeMap<Label, Count>) {
    for document in documents {
        for (found, wanted) in document.read_by(weights).into_iter().zip(&document.labels) {
            let Some(first) = wanted.first() else { continue };
            // Where two labels are defensible either counts.
            let right = wanted.contains(&found);
            counts.entry(found).or_default().found += 1;
            counts.entry(if right { found } else { *first }).or_default().wanted += 1;
            if right {
                counts.entry(found).or_default().right += 1;
            }
        }
    }
}

/// Leaves one hand out after another and learns from as many documents of the others, for both kinds.
pub fn curves(documents: &[Labelled]) {
    let hands: BTreeSet<&str> = documents.iter().map(|d| d.hand.as_str()).collect();
    println!("| documents | kind | right | {} |", names().join(" | "));
    println!("|---|---|---|{}", "---|".repeat(names().len()));
    for size in [14, 28, 56, 112] {
        for kind in [Kind::Alone, Kind::Chain] {
            let mut counts: BTreeMap<Label, Count> = BTreeMap::new();
            let mut used = 0;
            for hand in &hands {
                let (held, others): (Vec<&Labelled>, Vec<&Labelled>) =
                    documents.iter().partition(|d| d.hand == *hand);
                // Evenly spread over the others, so that all hands and kinds are among them.
                let many = size.min(others.len());
                let chosen: Vec<&Labelled> = (0..many).map(|n| others[n * others.len() / many]).collect();
                used = chosen.len();
                count(&learn(&chosen, 0, kind), &held, &mut counts);
            }
            print_row(&format!("{used} | {kind:?}"), &counts);
        }
    }
}

fn names() -> Vec<String> {
    Label::ALL.iter().map(|label| format!("{label:?}")).collect()
}

fn print_row(what: &str, counts: &BTreeMap<Label, Count>) {
    let (right, all) = counts.values().fold((0, 0), |(right, all), c| (right + c.right, all + c.wanted));
    let cells: Vec<String> = Label::ALL
        .iter()
        .map(|label| {
            let c = counts.get(label).copied().unwrap_or_default();
            let share = |of: usize| c.right as f64 / of.max(1) as f64;
            format!("{:.2}/{:.2}", share(c.wanted), share(c.found))
        })
        .collect();
    println!("| {what} | {:.3} | {} |", right as f64 / all.max(1) as f64, cells.join(" | "));
}

/// How far two folders of label files agree on the files that both have: in all, and label by label (F1).
pub fn agreement(one: &Path, other: &Path) {
    let (mut same, mut all) = (0_usize, 0_usize);
    let mut counts: BTreeMap<Label, Count> = BTreeMap::new();
    for entry in std::fs::read_dir(one).expect("a folder of labels") {
        let path = entry.unwrap().path();
        let Ok(theirs) = std::fs::read_to_string(other.join(path.file_name().unwrap())) else { continue };
        let ours = std::fs::read_to_string(&path).expect("labels are UTF-8");
        for (a, b) in ours.lines().zip(theirs.lines()) {
            let set = |line: &str| -> Vec<Label> {
                line.split('\t').next().unwrap_or("").chars().filter_map(Label::of).collect()
            };
            let (a, b) = (set(a), set(b));
            let (Some(first), Some(second)) = (a.first(), b.first()) else { continue };
            let both = a.iter().find(|label| b.contains(label));
            all += 1;
            same += usize::from(both.is_some());
            counts.entry(*both.unwrap_or(first)).or_default().wanted += 1;
            let found = counts.entry(*both.unwrap_or(second)).or_default();
            found.found += 1;
            found.right += usize::from(both.is_some());
        }
    }
    println!("{same} of {all} sentences agree ({:.3})", same as f64 / all.max(1) as f64);
    for (label, c) in counts {
        let f1 = 2.0 * c.right as f64 / (c.wanted + c.found).max(1) as f64;
        println!("{label:?}: {f1:.2} ({} and {})", c.wanted, c.found);
    }
}
