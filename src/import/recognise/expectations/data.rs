//! Levelling guides as data: objects with a level, a competency and what is expected.

use std::collections::HashMap;

use crate::import::document::BlockKind;
use crate::import::draft::Expectation;
use crate::import::recognise::text::lower;
use crate::import::recognise::units::Unit;

/// Objects with a level and a competency: ids are looked up among the document's own names.
pub(super) fn find(units: &[Unit], taken: &mut [bool]) -> Vec<Expectation> {
    let mut groups: Vec<(u32, HashMap<String, usize>)> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        let BlockKind::Field { path, group } = &unit.kind else { continue };
        let Some(key) = path.last() else { continue };
        if groups.last().is_none_or(|(g, _)| g != group) {
            groups.push((*group, HashMap::new()));
        }
        if let Some((_, object)) = groups.last_mut() {
            object.entry(lower(key)).or_insert(n);
        }
    }
    let get =
        |object: &HashMap<String, usize>, keys: &[&str]| keys.iter().find_map(|k| object.get(*k)).copied();
    // A guide may name its levels and competencies once, and refer to them by id everywhere else.
    let mut names: HashMap<String, String> = HashMap::new();
    for (_, object) in &groups {
        if let (Some(id), Some(name)) =
            (get(object, &["id", "key", "slug", "code"]), get(object, &["name", "title", "label"]))
        {
            names.insert(units[id].text.clone(), units[name].text.clone());
        }
    }
    let named = |n: usize| names.get(&units[n].text).cloned().unwrap_or_else(|| units[n].text.clone());
    let mut out = Vec::new();
    for (_, object) in &groups {
        let level = get(object, &["level", "levels", "grade", "stufe", "nivel", "band"]);
        let competency = get(
            object,
            &["competency", "theme", "domain", "area", "skill", "pillar", "category", "dimension"],
        );
        let text = get(
            object,
            &[
                "summary",
                "description",
                "text",
                "criteria",
                "criterion",
                "expectation",
                "behaviour",
                "behavior",
                "details",
                "example",
            ],
        );
        let (Some(text), Some(level)) = (text, level) else { continue };
        if units[text].words >= 3 && !units[text].mark {
            taken[text] = true;
            out.push(Expectation {
                competency: competency.map(named).unwrap_or_default(),
                level: named(level),
                text: units[text].text.clone(),
                line: units[text].line,
            });
        }
    }
    out
}
