//! Which lengths of time in a document are those of stages, and whose counts are whose, by the gold lists.

use std::collections::BTreeSet;

use greenroom::import::recognise::interview::{CountSample, Sample};
use serde_json::Value;

use crate::corpus::{self, Labelled};
use crate::logistic::Example;

type Span = [u64; 2];

/// A stage of the gold list.
struct Stage {
    minutes: Span,
    people: Option<Span>,
    talks: Option<Span>,
    pause: bool,
}

/// The hands whose gold says how many talks there are; in the others the absence of a number says nothing.
pub fn hands_that_count_talks(documents: &[&Labelled]) -> BTreeSet<String> {
    let counts = |document: &&&Labelled| {
        let gold = corpus::gold_of(&document.path);
        let stages = gold.as_ref().and_then(|gold| gold["interview"].as_array());
        stages.is_some_and(|all| {
            all.iter().filter_map(stage).any(|s| s.talks.is_some_and(|[_, most]| most > 1))
        })
    };
    documents.iter().filter(counts).map(|document| document.hand.clone()).collect()
}

/// The examples of a document: of its lengths, of counts as people, of counts as talks.
pub fn examples(document: &Labelled, samples: Vec<Sample>, counts_talks: bool) -> [Vec<Example>; 3] {
    let mut out = [Vec::new(), Vec::new(), Vec::new()];
    let Some(gold) = corpus::gold_of(&document.path) else { return out };
    let stages: Vec<Stage> =
        gold["interview"].as_array().map(|all| all.iter().filter_map(stage).collect()).unwrap_or_default();
    for sample in samples {
        let minutes = sample.minutes.map(u64::from);
        let alike: Vec<&Stage> = stages.iter().filter(|stage| stage.minutes == minutes).collect();
        // Where a pause is as long as a stage, the words beside the length tell which of them it is.
        let pause = alike.iter().any(|stage| stage.pause);
        let talks: Vec<&Stage> =
            alike.into_iter().filter(|stage| !(stage.pause || pause && sample.pauses)).collect();
        out[0].push(Example { features: sample.features, yes: !talks.is_empty() });
        if talks.is_empty() {
            continue;
        }
        for count in sample.counts {
            let (people, several) = (is_of_people(&count, &talks), is_of_talks(&count, &talks));
            let [for_people, for_talks] = count.features;
            out[1].push(Example { features: for_people, yes: people && !(several && count.talks) });
            if counts_talks {
                out[2].push(Example { features: for_talks, yes: several && (count.talks || !people) });
            }
        }
    }
    out
}

fn is_of_people(count: &CountSample, stages: &[&Stage]) -> bool {
    let value = count.value.map(u64::from);
    stages.iter().any(|stage| stage.people == Some(value))
}

fn is_of_talks(count: &CountSample, stages: &[&Stage]) -> bool {
    let value = count.value.map(u64::from);
    value[1] > 1 && stages.iter().any(|stage| stage.talks == Some(value))
}

fn stage(value: &Value) -> Option<Stage> {
    let name = value["stage"].as_str().unwrap_or_default().to_lowercase();
    #[rustfmt::skip]
    let pause = [
        "break", "lunch", "coffee", "pause", "tea", "mittag", "kaffee", "déjeuner", "descanso", "comida", "almuerzo", "café", "intervalo", "almoço", "休憩", "昼",
    ];
    Some(Stage {
        minutes: span(&value["minutes"])?,
        people: span(&value["interviewers"]),
        talks: span(&value["rounds"]),
        pause: pause.iter().any(|word| name.contains(word)),
    })
}

fn span(value: &Value) -> Option<Span> {
    match value {
        Value::Number(n) => n.as_u64().map(|n| [n, n]),
        Value::Array(both) => Some([both.first()?.as_u64()?, both.get(1)?.as_u64()?]),
        _ => None,
    }
}
