//! The small weights: those for key principles and for stages, learned beside the labels'.

use greenroom::import::recognise::learned_samples;
use greenroom::import::recognise::meaning::{Label, weights::Weights};

use crate::corpus::{self, Labelled};
use crate::{keys, learn, logistic, stages};

/// What is learned beside the labels.
pub struct Small {
    /// Which principles matter most.
    pub keys: Weights,
    /// Which lengths are those of stages, and whose counts are whose.
    pub stages: Weights,
}

/// Which half a document is of, by its hand.
fn half(document: &Labelled) -> usize {
    usize::from(document.hand.bytes().last().unwrap_or(0) % 2)
}

/// Labels' weights of two halves of the documents, learned from the other half each: how sentences are read that
/// were not learned from.
pub fn halves(documents: &[&Labelled]) -> [Weights; 2] {
    let of = |half_of: usize| {
        let others: Vec<&Labelled> = documents.iter().copied().filter(|d| half(d) != half_of).collect();
        learn::learn(&others, 0, learn::Kind::Chain)
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| of(0));
        let second = of(1);
        [first.join().expect("the first half is learned"), second]
    })
}

/// The weights learned from these documents; `halves` read the sentences of each half and were learned from the
/// other.
pub fn learn(documents: &[&Labelled], halves: &[Weights; 2], hash: u64) -> Small {
    let (mut of_keys, mut of_stages) = (Vec::new(), [const { Vec::new() }; 3]);
    let counting = stages::hands_that_count_talks(documents);
    for document in documents {
        let (read, catalog) = corpus::document(&document.path);
        let (mentions, lengths) = learned_samples(&read, &catalog, &halves[half(document)]);
        of_keys.push(keys::examples(document, mentions));
        for (all, examples) in
            of_stages.iter_mut().zip(stages::examples(document, lengths, counting.contains(&document.hand)))
        {
            all.push(examples);
        }
    }
    let [lengths, people, talks] = of_stages;
    let stages = [("lengths", lengths), ("people", people), ("talks", talks)];
    Small {
        keys: logistic::weights(hash, Label::Weight, logistic::learn(&of_keys, "key principles")),
        stages: logistic::weights(
            hash,
            Label::Stage,
            stages.into_iter().flat_map(|(what, examples)| logistic::learn(&examples, what)),
        ),
    }
}
