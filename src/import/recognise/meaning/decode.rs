//! The best path of labels through a document, and how far each label stands off it. Integers only.

use super::{Label, Reading};

const L: usize = Label::COUNT;

/// The reading of each sentence, from its scores and the scores of one label after another
/// (`transitions[before][after]`).
pub fn decode(emissions: &[[i32; L]], transitions: &[[i32; L]; L]) -> Vec<Reading> {
    let Some(last) = emissions.len().checked_sub(1) else { return Vec::new() };
    // The best path that ends in a label here, and the best one that goes on from it.
    let mut ahead = vec![[0_i32; L]; emissions.len()];
    let mut behind = vec![[0_i32; L]; emissions.len()];
    ahead[0] = emissions[0];
    for t in 1..=last {
        for to in 0..L {
            let best = (0..L).map(|from| ahead[t - 1][from] + transitions[from][to]).max().unwrap_or(0);
            ahead[t][to] = best + emissions[t][to];
        }
        // Only differences count; paths through long documents stay small.
        let top = ahead[t].iter().copied().max().unwrap_or(0);
        ahead[t].iter_mut().for_each(|score| *score -= top);
    }
    for t in (0..last).rev() {
        for from in 0..L {
            behind[t][from] = (0..L)
                .map(|to| behind[t + 1][to] + transitions[from][to] + emissions[t + 1][to])
                .max()
                .unwrap_or(0);
        }
        let top = behind[t].iter().copied().max().unwrap_or(0);
        behind[t].iter_mut().for_each(|score| *score -= top);
    }
    ahead
        .iter()
        .zip(&behind)
        .map(|(ahead, behind)| {
            let through: [i32; L] = std::array::from_fn(|label| ahead[label] + behind[label]);
            let best = (0..L).max_by_key(|&label| (through[label], std::cmp::Reverse(label))).unwrap_or(0);
            let second = (0..L).filter(|&l| l != best).map(|l| through[l]).max().unwrap_or(0);
            let margins = std::array::from_fn(|label| {
                through[label] - if label == best { second } else { through[best] }
            });
            Reading { label: Label::ALL[best], margins }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_the_best_of_all() {
        // Three labels at most matter here; all paths of three sentences are tried.
        let emissions: Vec<[i32; L]> = vec![
            std::array::from_fn(|l| [5, 3, 0].get(l).copied().unwrap_or(-50)),
            std::array::from_fn(|l| [0, 2, 3].get(l).copied().unwrap_or(-50)),
            std::array::from_fn(|l| [1, 0, 2].get(l).copied().unwrap_or(-50)),
        ];
        let mut transitions = [[0; L]; L];
        transitions[0][1] = 2;
        transitions[1][2] = 3;
        transitions[2][2] = -4;
        let score = |path: &[usize; 3]| {
            (0..3).map(|t| emissions[t][path[t]]).sum::<i32>()
                + transitions[path[0]][path[1]]
                + transitions[path[1]][path[2]]
        };
        let mut paths: Vec<[usize; 3]> = Vec::new();
        for a in 0..3 {
            for b in 0..3 {
                paths.extend((0..3).map(|c| [a, b, c]));
            }
        }
        let readings = decode(&emissions, &transitions);
        let best = paths.iter().max_by_key(|path| score(path)).copied().unwrap_or_default();
        for (t, reading) in readings.iter().enumerate() {
            assert_eq!(reading.label as usize, best[t]);
            for label in 0..3 {
                let with = paths.iter().filter(|p| p[t] == label).map(score).max().unwrap_or(0);
                let without = paths.iter().filter(|p| p[t] != label).map(score).max().unwrap_or(0);
                assert_eq!(reading.margins[label], with - without, "sentence {t}, label {label}");
            }
        }
    }
}
