//! A bank as JSON that another Greenroom reads: `greenroom-bank/1`, as the person sees it.

use std::collections::BTreeSet;

use crate::domain::bank::{Bank, Question};
use crate::store::schema::bank::BankDoc;

/// The bank's document: the person's own words and questions in it, what they hid left out. Only the
/// questions of the principles with the ids in `only` go out, and the principles those name; none
/// means all.
///
/// A bank that comes with the program (`is_built_in`) goes out as a copy with ids of its own: the
/// other Greenroom has the bank already, and an id never changes what it stands for.
///
/// # Errors
/// None that is known of: what the JSON writer says.
pub fn bank(bank: &Bank, is_built_in: bool, only: &BTreeSet<String>) -> Result<Vec<u8>, serde_json::Error> {
    let mut bank = bank.clone();
    let goes = |q: &Question| !q.hidden && (only.is_empty() || q.principles.iter().any(|p| only.contains(p)));
    let (out, stays): (Vec<Question>, Vec<Question>) = bank.questions.into_iter().partition(goes);
    bank.questions = out;
    // A wording of another bank's question goes too: it is all that a bank of wordings is.
    for wordings in bank.gloss.values_mut() {
        wordings.retain(|id, _| stays.iter().all(|q| q.id != *id));
    }
    if !only.is_empty() {
        let named: BTreeSet<String> = bank.questions.iter().flat_map(|q| &q.principles).cloned().collect();
        bank.principles.retain(|p| named.contains(&p.id) || only.contains(&p.id));
        for principle in &mut bank.principles {
            principle.differs.retain(|id, _| named.contains(id) || only.contains(id));
        }
    }
    if is_built_in {
        copy(&mut bank);
    }
    let mut bytes = serde_json::to_vec_pretty(&BankDoc::from_bank(&bank))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Gives the bank and its questions ids and a title that tell them from those of the original.
fn copy(bank: &mut Bank) {
    bank.id.push_str("-copy");
    bank.title.push_str(" (copy)");
    let fresh = |id: &str| format!("{}-{id}", bank.id);
    bank.questions.iter_mut().for_each(|question| question.id = fresh(&question.id));
    for wordings in bank.gloss.values_mut() {
        *wordings = wordings.iter().map(|(id, text)| (fresh(id), text.clone())).collect();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::catalog::tests::bank as made_up;
    use crate::domain::lint::{Severity, lint};
    use crate::domain::overlay::{Edited, Overlay};
    use crate::store::parse_bank;

    fn read(bytes: &[u8]) -> Bank {
        parse_bank("out.json", bytes).unwrap().to_bank()
    }

    #[test]
    fn what_the_person_sees_goes_out_and_reads_back() {
        let mut overlay = Overlay::new("one");
        let words = Edited { text: "When did calm help?".to_owned(), probes: vec!["Whom?".to_owned()] };
        overlay.write("one-calm-1", words);
        overlay.hidden.insert("one-calm-2".to_owned());
        let own = Question {
            id: Overlay::own_id("one", 1),
            principles: vec!["grit".to_owned()],
            text: "When did you go on?".to_owned(),
            ..Question::default()
        };
        overlay.added.push(own.clone());
        let seen = overlay.apply(made_up("one", &["Calm", "Grit"], 2));
        let back = read(&bank(&seen, false, &BTreeSet::new()).unwrap());
        let mut expected = seen.clone();
        expected.questions.retain(|q| !q.hidden);
        assert_eq!(back, expected);
        assert_eq!(back.question("one-calm-1").unwrap().text, "When did calm help?");
        assert_eq!(back.question(&own.id), Some(&own));
    }

    #[test]
    fn only_the_principles_asked_for_and_what_their_questions_name_go_out() {
        let mut seen = made_up("one", &["Calm", "Grit", "Tact"], 2);
        seen.questions[0].principles.push("tact".to_owned());
        seen.principles[0].differs.insert("grit".to_owned(), "…".to_owned());
        let back = read(&bank(&seen, false, &BTreeSet::from(["calm".to_owned()])).unwrap());
        let ids: Vec<&str> = back.principles.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["calm", "tact"]);
        assert_eq!(back.questions.len(), 2);
        assert!(back.principles[0].differs.is_empty(), "it named a principle that stayed behind");
    }

    #[test]
    fn every_built_in_bank_goes_out_as_a_copy_that_can_stand_beside_it() {
        let built_in = crate::banks::built_in().unwrap();
        for original in &built_in {
            let back = read(&bank(original, true, &BTreeSet::new()).unwrap());
            assert!(
                built_in
                    .iter()
                    .all(|b| b.id != back.id && back.questions.iter().all(|q| b.question(&q.id).is_none()))
            );
            let text =
                |b: &Bank| b.questions.iter().map(|q| (q.text.clone(), q.probes.clone())).collect::<Vec<_>>();
            assert_eq!(text(&back), text(original));
            assert_eq!(back.principles, original.principles);
            // Of the original it is much alike, as a copy should be; by itself it is sound.
            let report = lint(&[back], &[]);
            assert_eq!(report.count(Severity::Error), 0, "{:?}", report.findings);
        }
    }
}
