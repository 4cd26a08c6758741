//! A stage that was found, and the stage of the same kind that the target names already.

use super::Body;
use super::item::stage_facts;
use crate::domain::catalog::fold_name;
use crate::domain::profile::{InterviewStage, Target};
use crate::domain::stage_kind::StageKind;

/// Where a found stage goes in the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// The target's stage that it fills, from 0; `None` if it is a new one.
    pub into: Option<usize>,
    /// What that stage will be.
    pub after: InterviewStage,
}

/// Where the found stage `body` goes in `target`; `None` for other items. Stages in `taken` are not
/// looked at: two stages of one file are two.
///
/// What the person wrote of the form stays, and so does their date; the minutes are the found ones.
pub fn fit(body: &Body, target: &Target, taken: &[usize]) -> Option<Fitted> {
    let found = stage(body)?;
    let same = |known: &InterviewStage| fold_name(&known.name) == fold_name(&found.name);
    let kind = StageKind::of(&found.name);
    let like = |known: &InterviewStage| kind.is_some() && StageKind::of(&known.name) == kind;
    let free = || target.stages.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    let at = free().find(|(_, known)| same(known)).or_else(|| free().find(|(_, known)| like(known)));
    Some(match at {
        Some((at, known)) => Fitted {
            into: Some(at),
            after: InterviewStage {
                format: if known.format.trim().is_empty() { found.format } else { known.format.clone() },
                minutes: found.minutes.or(known.minutes),
                date: known.date.or(found.date),
                ..known.clone()
            },
        },
        None => Fitted { into: None, after: found },
    })
}

/// The stage of the target that a found stage becomes where there is none of its kind.
fn stage(body: &Body) -> Option<InterviewStage> {
    let Body::Stage { name, date, minutes, interviewers, rounds } = body else { return None };
    Some(InterviewStage {
        name: name.clone(),
        date: *date,
        // One length stands in a field of its own.
        format: stage_facts(minutes.filter(|[least, most]| least != most), *interviewers, *rounds)
            .collect::<Vec<_>>()
            .join(", "),
        minutes: minutes.map(|[_, most]| most),
    })
}

/// What a stage says of itself apart from its name, in words: "60 min, video", or "empty".
pub fn said_of(stage: &InterviewStage) -> String {
    let minutes = stage.minutes.map(|minutes| format!("{minutes} min"));
    let format = Some(stage.format.trim().to_owned()).filter(|f| !f.is_empty());
    // A format that was made from a file begins with the minutes itself.
    let both = match (minutes, format) {
        (Some(minutes), Some(format)) if format.starts_with(&minutes) => vec![format],
        (minutes, format) => minutes.into_iter().chain(format).collect(),
    };
    if both.is_empty() { "empty".to_owned() } else { both.join(", ") }
}
