//! Criteria to meet: levelling guides in any form, and what interviewers look for.

mod data;
mod grid;
mod lists;
mod pasted;
mod tidy;

use crate::import::draft::Expectation;

use super::context::Context;
use super::meaning::{Reading, Sentence};
use super::text::{has_any, lower, trim_marks, word_count};
use super::units::Unit;

/// Finds the expectations; marks the units they take.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &mut [bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<Expectation> {
    let mut out = data::find(units, taken);
    out.extend(grid::of_cells(units, taken));
    out.extend(pasted::find(units, taken));
    out.extend(lists::find(units, contexts, taken, sentences, readings));
    out.sort_by_key(|e| e.line);
    out
}

/// Words of names of levels.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "level", "junior", "senior", "principal", "staff", "lead", "director", "manager", "head", "entry", "mid", "associate", "intern", "graduate", "vp",
    "beginner", "intermediate", "advanced", "expert", "foundational", "awareness", "working", "practitioner", "apprentice", "specialist", "engineer",
    "engineer i", "engineer ii", "engineer iii", "analyst", "developer", "designer", "consultant", "meets", "exceeds", "below", "grade", "band", "officer", "assistant",
    "supervisor", "coordinator", "executive", "chief", "trainee", "technician", "nurse", "sister", "partner", "planner", "advisor", "adviser", "coach", "operator", "foreman", "craftsperson",
    "stufe", "niveau", "leitung", "leiter", "leiterin", "fachkraft", "sachbearbeitung", "meister", "monteur", "nivel", "jefe", "director/a", "gerente", "técnico", "analista", "chef", "responsable", "directeur", "equipier", "équipier", "júnior", "pleno", "sênior", "coordenador", "supervisor",
    "individual contributor", "ic1", "ic2", "ic3", "ic4", "ic5", "ic6", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "m1", "m2", "m3", "p1", "p2", "p3", "p4", "e3", "e4", "e5", "e6", "g6", "g7", "heo", "seo", "eo", "aa", "ao",
];

/// A name of a level as headers and headings write it.
fn is_level(text: &str) -> bool {
    let low = lower(trim_marks(text));
    word_count(&low) <= 7
        && (has_any(&low, LEVELS) || !low.is_empty() && low.chars().all(|c| c.is_ascii_digit()))
}

/// Rows of a guide that say nothing one is expected to do: pay, time, codes, titles.
fn is_about_terms(label: &str) -> bool {
    has_any(
        &lower(label),
        &[
            "pay",
            "salary",
            "salary band",
            "typical time",
            "time on",
            "time in",
            "time on step",
            "time in role",
            "code",
            "codes",
            "job code",
            "notes",
            "note",
            "line manager",
            "reports to",
            "reporting",
            "typical team",
            "team size",
            "span",
            "headcount",
            "title",
            "titles",
            "band",
            "grade name",
            "grade",
            "level",
            "levels",
            "conditions",
            "bonus",
            "budget line",
            "ask at interview",
            "interview question",
            "question",
            "questions",
            "gehalt",
            "entgelt",
            "entgeltgruppe",
            "verweildauer",
            "frage",
            "salaire",
            "rémunération",
            "classification",
            "ancienneté",
            "salario",
            "sueldo",
            "tiempo",
            "banda",
            "pregunta",
            "remuneração",
            "salário",
            "tempo",
            "pergunta",
            "equipo a cargo",
            "effectif",
            "führungsspanne",
            "typische dauer",
            "experience",
            "years",
            "location",
            "contract",
            "job family",
            "who decides",
            "owner",
        ],
    )
}

/// Whether a cell or an item says something one is expected to do.
fn says(text: &str) -> bool {
    let low = lower(text);
    word_count(text) >= 3
        && !super::text::ends_in_question(text)
        && !low.starts_with("n/a")
        && !low.starts_with("see ")
        && !low.starts_with("tbd")
        && !low.starts_with("http")
}
