//! What the person is told.

use crate::store::Notice;

use super::super::model::Model;

/// Tells the person something.
pub(super) fn tell(model: &mut Model, subject: &str, text: &str) {
    let notice = Notice { subject: subject.to_owned(), text: text.to_owned() };
    if !model.notices.contains(&notice) {
        model.notices.push(notice);
    }
}

/// Tells that answers dated in the future do not count yet.
pub(super) fn tell_future(model: &mut Model) {
    let answers = match model.notebook.readiness_table().set_aside {
        1 => "1 answer is".to_owned(),
        n => format!("{n} answers are"),
    };
    let words = format!(
        "{answers} dated later than now and set aside until then. If this computer's clock is wrong, set it."
    );
    tell(model, "Readiness", &words);
}
