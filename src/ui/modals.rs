//! What lies above a screen: the keys, the palette, the menu for leaving, and questions before what cannot be undone.

use std::collections::HashSet;

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::{Action, ScoreAction, StageAction};
use crate::app::command::{Command, DataCommand, ExportCommand, WindowCommand};
use crate::app::effect::Erase;
use crate::app::effect::KEPT_DAYS;
use crate::app::exporting::{Export, PageForm, confidential};
use crate::app::model::{Modal, Model};
use crate::app::recording::megabytes;
use crate::app::shown::palette;
use crate::app::shown::route::Route;
use crate::ui::bindings::{BINDINGS, Context, key_text};

use super::screens::{asked, mock, stories, target};
use super::tokens::{TARGET, distance, edge, height, plain, size, space, strong, width};
use super::widgets::{
    HeadingLevel, action_button, button, button_with, headed, keys_of, muted, note, primary, primary_action,
    row, warning,
};
use super::{Outbox, attention};
use crate::domain::mock::record::Mock;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::words::counted;

/// Draws what lies above the screen, if anything does.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(above) = &model.modal else { return };
    let room = ui.ctx().content_rect().size();
    let id = Id::unique("modal");
    let mut area = egui::Modal::default_area(id);
    // What is typed into stays where it is, however many lines are found below it.
    if matches!(above, Modal::Palette(_)) {
        area = area.anchor(egui::Align2::CENTER_TOP, egui::vec2(0.0, distance::AROUND_SHEET));
    }
    let modal = egui::Modal::new(id).area(area).frame(sheet(ui)).show(ui.ctx(), |ui| {
        ui.set_max_width((room.x - distance::AROUND_SHEET).min(width::SHEET));
        let most = room.y - distance::AROUND_SHEET;
        ui.set_max_height(most);
        let area = egui::ScrollArea::vertical().max_height(most);
        attention::scrolled(ui, area, |ui| {
            // Beside the scroll bar, not under it.
            ui.set_max_width(ui.available_width() - space::M);
            draw(ui, model, above, out);
        });
    });
    // Esc is a command of its own; this is a press beside the sheet.
    if modal.backdrop_response.clicked() {
        out.push(Command::Window(WindowCommand::CloseModal));
    }
}

fn draw(ui: &mut Ui, model: &Model, above: &Modal, out: &mut Outbox) {
    match above {
        Modal::Keys => keys(ui, model, out),
        Modal::Palette(text) => find(ui, model, text, out),
        Modal::Menu => match model.interview() {
            Some(interview) => mock::leave_menu(ui, interview, out),
            None => menu(ui, model, out),
        },
        Modal::Story(id) => story(ui, model, id, out),
        Modal::Erase(what) => erase(ui, model, *what, out),
        Modal::Restore(name) => restore(ui, name, out),
        Modal::Working(words) => title(ui, words),
        Modal::Unsaved => unsaved(ui, out),
        Modal::Interview => interview(ui, model, out),
        Modal::Asked => asked::show(ui, model, out),
        Modal::Sheet(page) => {
            super::widgets::page::show(ui, page);
            ui.add_space(space::M);
            ui.horizontal(|ui| {
                if button(ui, "Save or print…").clicked() {
                    let what =
                        Export::Page { page: page.clone(), name: "greenroom-sheet", form: PageForm::Pdf };
                    out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
                }
                if button(ui, "Close").clicked() {
                    out.push(Command::Window(WindowCommand::CloseModal));
                }
            });
        }
        Modal::SaveAs => save_as(ui, model, out),
    }
}

/// The sheet of paper that overlays are written on.
fn sheet(ui: &Ui) -> egui::Frame {
    let c = super::tokens::colours(ui);
    egui::Frame::new()
        .fill(c.raised)
        .stroke(egui::Stroke::new(1.0, c.edge))
        .corner_radius(super::tokens::RADIUS)
        .inner_margin(egui::Margin::same(edge::XL))
}

/// What is asked or told, above its words.
pub fn title(ui: &mut Ui, text: &str) {
    headed(ui, text, strong(size::HEADING), HeadingLevel::Page);
    ui.add_space(space::S);
}

/// Where to save what is asked about, and in what form.
fn save_as(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(what) = &model.exporting.asked else { return };
    title(ui, &format!("Save: {}", what.title()));
    if let Export::Page { page, name, form } = &**what {
        let forms = PageForm::ALL.map(|form| (form, form.name().to_owned()));
        if let Some(form) = super::widgets::fields::choice(ui, "As", *form, forms) {
            let what = Export::Page { page: page.clone(), name, form };
            out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
        }
    }
    if let Export::Packet { id, attempt, meaning, sound } = &**what {
        let recorded =
            model.notebook.recording(attempt.id).filter(|_| model.recording.sounds.contains_key(&attempt.id));
        if let Some(recording) = recorded {
            let words = format!("With the recording, {} MB", megabytes(recording.bytes()));
            if let Some(sound) = super::widgets::fields::switch(ui, &words, *sound) {
                let what =
                    Export::Packet { id: *id, attempt: attempt.clone(), meaning: meaning.clone(), sound };
                out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
            }
        }
        muted(
            ui,
            "One HTML file with the question, the anchors and your notes, without your scores; with your voice only if you say so. Your friend opens it in a browser and sends a small file back; drop that file on this window.",
        );
    }
    if let Export::FriendRound { mock, about } = &**what {
        friend_round(ui, model, mock, about.as_deref(), out);
    }
    super::screens::takeaway::places(ui, model, what, out);
    close_button(ui, out);
}

/// What goes out to a friend who leads a mock interview, before anything does.
fn friend_round(ui: &mut Ui, model: &Model, mock: &Mock, about: Option<&str>, out: &mut Outbox) {
    let questions = counted(mock.plan.questions(), "question", "questions");
    muted(
        ui,
        format!(
            "One HTML file: {questions} with follow-ups, what a strong answer has, and the anchors. No story, answer or score \
             of yours is in it. Your friend opens it in a browser, leads the interview and sends a small file back; drop \
             that file on this window, or paste its text."
        ),
    );
    let who = model.notebook.profile.target.who();
    let words = format!("Name what you prepare for: {who}");
    if let Some(name_it) = super::widgets::fields::switch(ui, &words, about.is_some()) {
        let about = name_it.then(|| who.clone());
        let what = Export::FriendRound { mock: Box::new(mock.clone()), about };
        out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
    }
    note(ui, "The names of the principles stand in it. They may tell which company it is.");
    let found = confidential(mock, model.notebook.catalog(), &model.notebook.profile.private);
    if found.is_empty() {
        note(ui, "Nothing in it looks confidential.");
        return;
    }
    warning(ui, "This may be confidential. Close this, and change the plan or your question if it is:");
    for line in found {
        ui.label(format!("• {line}"));
    }
}

fn close_button(ui: &mut Ui, out: &mut Outbox) {
    ui.add_space(space::M);
    if button(ui, "Close").clicked() {
        out.push(Command::Window(WindowCommand::CloseModal));
    }
}

/// All keys, those of the place below first.
fn keys(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    title(ui, "Keys");
    let is_mac = ui.ctx().os().is_mac();
    let here = super::keys::contexts(Route { above: None, ..model.route() });
    let elsewhere = Context::ALL.into_iter().filter(|context| !here.contains(context));
    for context in here.iter().copied().chain(elsewhere) {
        ui.label(RichText::new(context.name()).font(strong(size::BODY)));
        // What is wider than the window would push the keys out of it.
        let words = (ui.available_width() - width::KEYS - space::L).max(width::KEYS);
        egui::Grid::new(("keys", context))
            .num_columns(2)
            .max_col_width(words)
            .min_col_width(width::KEYS)
            .spacing([space::L, space::XS])
            .show(ui, |ui| {
                let mut seen = HashSet::new();
                for binding in BINDINGS.iter().filter(|b| b.context == context) {
                    let text = binding.action.text();
                    // Digits are one line, whatever their number.
                    let key = match binding.action {
                        Action::Score(ScoreAction::Digit(_)) | Action::Stage(StageAction::Predict(_)) => {
                            "0 to 5".to_owned()
                        }
                        _ => key_text(binding.keys, is_mac),
                    };
                    if seen.insert((key.clone(), text)) {
                        ui.label(key);
                        ui.add(egui::Label::new(RichText::new(text).font(plain(size::BODY))).wrap());
                        ui.end_row();
                    }
                }
            });
        ui.add_space(space::S);
    }
    muted(
        ui,
        "Text fields own every key but F-keys, Esc and the palette's. A focused button owns Space and Enter.",
    );
    close_button(ui, out);
}

fn find(ui: &mut Ui, model: &Model, text: &str, out: &mut Outbox) {
    let mut edited = text.to_owned();
    let id = Id::unique("palette field");
    let entries = palette::entries(model, text);
    let at = chosen_entry(ui, id, text, entries.len());
    let response = ui.add(
        egui::TextEdit::singleline(&mut edited)
            .id(id)
            .hint_text("Find a command, question or principle")
            .desired_width(f32::INFINITY)
            .min_size(egui::vec2(0.0, TARGET))
            .align(egui::Align2::LEFT_CENTER),
    );
    response.widget_info(|| {
        let mut info =
            egui::WidgetInfo::text_edit(true, text, &edited, "Find a command, question or principle");
        info.label = Some("Find".to_owned());
        info
    });
    if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        out.push(Command::Window(WindowCommand::PickPalette(at)));
    } else if ui.memory(|m| m.focused().is_none()) {
        response.request_focus();
    }
    if response.changed() {
        out.push(Command::Window(WindowCommand::SetPalette(edited)));
    }
    if entries.is_empty() {
        muted(ui, "Nothing holds all of these words.");
    }
    for (i, entry) in entries.iter().enumerate() {
        let label = format!("{}: {}", entry.kind, entry.text);
        let response = row(ui, ("palette", &label), &label, height::ROW, i == at, |ui| {
            let is_mac = ui.ctx().os().is_mac();
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let keys = keys_of_entry(entry).map(|keys| key_text(keys, is_mac));
                note(ui, keys.unwrap_or_else(|| entry.kind.to_owned()));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(&entry.text).truncate());
                });
            });
        });
        if response.clicked() {
            out.push(Command::Window(WindowCommand::PickPalette(i)));
        }
    }
    note(ui, "↑ ↓ choose, Enter takes, Esc closes.");
}

/// The key that does the same as the entry, wherever that is.
fn keys_of_entry(entry: &palette::PaletteEntry) -> Option<egui::KeyboardShortcut> {
    let Command::Do(action) = &entry.command else { return None };
    BINDINGS.iter().find(|binding| binding.action == *action).map(|binding| binding.keys)
}

/// The entry that Enter takes, moved by the arrows; the first again where other words are typed.
fn chosen_entry(ui: &Ui, id: Id, text: &str, entries: usize) -> usize {
    let memory = id.with("chosen");
    let (of, mut at): (String, usize) = ui.data(|d| d.get_temp(memory)).unwrap_or_default();
    if of != text {
        at = 0;
    }
    let pressed = |key| ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key));
    if pressed(egui::Key::ArrowDown) {
        at += 1;
    }
    if pressed(egui::Key::ArrowUp) {
        at = at.saturating_sub(1);
    }
    at = at.min(entries.saturating_sub(1));
    ui.data_mut(|d| d.insert_temp(memory, (text.to_owned(), at)));
    at
}

fn menu(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    title(ui, "Leave the stage?");
    let something = model.rehearsal().is_some_and(Rehearsal::has_something_to_keep);
    muted(ui, "The clock stands still.");
    ui.add_space(space::S);
    primary_action(ui, Context::Menu, Action::Stage(StageAction::Resume), "Resume", out);
    action_button(ui, Context::Menu, Action::Stage(StageAction::Restart), out);
    action_button(ui, Context::Menu, Action::Stage(StageAction::Skip), out);
    // With nothing answered there is nothing to keep.
    if something {
        action_button(ui, Context::Menu, Action::Stage(StageAction::Keep), out);
    }
    // Where nothing was answered nothing is dropped.
    let drop = Action::Stage(StageAction::Drop);
    let text = if something { drop.text() } else { "Leave; what was saved stays" };
    if button_with(ui, text, keys_of(ui, Context::Menu, drop).as_deref()).clicked() {
        out.push(Command::Do(drop));
    }
    ui.add_space(space::S);
    if something {
        note(
            ui,
            "Restart, skip and drop throw away what was answered to this question. Keep stores it in History.",
        );
    } else {
        note(ui, "Nothing has been answered to this question yet.");
    }
}

fn story(ui: &mut Ui, model: &Model, id: &str, out: &mut Outbox) {
    title(ui, "Fix the story");
    match model.notebook.story(id) {
        Some(story) => stories::editor(ui, model, story, out),
        None => {
            muted(ui, "This story is no longer there.");
        }
    }
    close_button(ui, out);
}

fn erase(ui: &mut Ui, model: &Model, what: Erase, out: &mut Outbox) {
    title(ui, "Erase for good?");
    let text = match what {
        Erase::Attempt(id) => {
            let question = model.notebook.attempt(id).map_or("", |a| a.question.text.as_str());
            format!(
                "The answer to “{question}” goes: its text, times, scores and recording, every earlier version of it, and its copies in all backups."
            )
        }
        Erase::Recording(id) => {
            let question = model.notebook.attempt(id).map_or("", |a| a.question.text.as_str());
            format!(
                "The recording of the answer to “{question}” goes: the sound, its transcript and measures, and copies of these. The answer and its scores stay."
            )
        }
        Erase::Removed => format!(
            "The stories, imports, mock interviews, banks and recordings that you removed go, with their copies in all backups. \
             Left alone, a removed thing is kept {} in the folder recovered; backups keep it as long as they are kept. \
             An import keeps the text that a story was taken from until you remove it too.",
            counted(KEPT_DAYS, "day", "days")
        ),
        Erase::Everything => format!(
            "All of it goes: {}, {}, {}, {}, your own banks and your edits of others, the target and settings, and {}.",
            counted(model.notebook.attempts.len(), "answer", "answers"),
            counted(model.notebook.stories.len(), "story", "stories"),
            counted(model.notebook.moments.len(), "moment", "moments"),
            counted(model.notebook.imports.len(), "import", "imports"),
            counted(model.data.backups.len(), "backup", "backups")
        ),
    };
    ui.label(text);
    match &model.data.erase_preview {
        Some(preview) => note(ui, preview),
        None => note(ui, "Working out what goes…"),
    };
    super::widgets::warning(ui, "This cannot be undone.");
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if model.data.erase_preview.is_some() && button(ui, "Erase for good").clicked() {
            out.push(Command::Data(DataCommand::EraseForGood));
        }
        if primary(ui, "Keep it", None).clicked() {
            out.push(Command::Window(WindowCommand::CloseModal));
        }
    });
}

/// Everything about the interview that is prepared for; what is typed is kept as it is typed.
fn interview(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    title(ui, "The interview");
    muted(ui, "What is coming, and when. All of it can stay empty.");
    ui.add_space(space::S);
    // Where something is filled in already, by hand or by an import, it is to be looked at first.
    if model.notebook.profile.target.is_empty() {
        super::widgets::fields::focus_when_shown(ui, super::widgets::fields::line_id("company"));
    }
    target::show(ui, model, out);
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Done", Some("Esc")).clicked() {
            out.push(Command::Window(WindowCommand::CloseModal));
        }
        target::interviews(ui, model, out);
    });
}

/// Where the folder does not take what was answered, another place may.
pub fn save_a_copy(ui: &mut Ui, out: &mut Outbox) {
    if let Some(copy) = Export::all_answers()
        && button(ui, "Save a copy of your answers elsewhere…").clicked()
    {
        out.push(Command::Export(ExportCommand::Ask(Box::new(copy))));
    }
}

fn unsaved(ui: &mut Ui, out: &mut Outbox) {
    title(ui, "Not everything is saved");
    ui.label("The notice at the foot of the window says what and why. Closing now would lose it.");
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Try to save again", None).clicked() {
            out.push(Command::Window(WindowCommand::Retry));
        }
        save_a_copy(ui, out);
        if button(ui, "Stay").clicked() {
            out.push(Command::Window(WindowCommand::CloseModal));
        }
        if button(ui, "Close and lose it").clicked() {
            out.push(Command::Window(WindowCommand::CloseAnyway));
        }
    });
}

fn restore(ui: &mut Ui, name: &str, out: &mut Outbox) {
    title(ui, "Restore this backup?");
    ui.label(format!("The folder goes back to “{name}”. A backup of what is there now is made first."));
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Restore", None).clicked() {
            out.push(Command::Data(DataCommand::Restore));
        }
        if button(ui, "Leave it as it is").clicked() {
            out.push(Command::Window(WindowCommand::CloseModal));
        }
    });
}
