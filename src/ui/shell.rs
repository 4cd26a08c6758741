//! The frame around the screens: the rail, notices, what can be undone, and what lies above.

use eframe::egui::accesskit::Live;
use eframe::egui::{self, Align, CentralPanel, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use crate::app::action::Action;
use crate::app::command::{Command, DataCommand, WindowCommand};
use crate::app::model::{Model, Screen};
use crate::app::shown::route::Place;
use crate::app::stage::Play;
use crate::domain::rehearsal::Phase;
use crate::ui::bindings::Context;

use super::screens::{
    banks, closed, find, history, import, mock, readiness, rehearse, rescore, review, settings, stage,
    stories, today,
};
use super::tokens::{COLUMN, NARROW, RAIL, TARGET, colours, edge, height, plain, size, space, strong};
use super::widgets::{HeadingLevel, Labelled, button, column, headed, headed_unseen, note};
use super::{Outbox, attention, modals};

/// How much wider a page of tables or charts may be than one of text.
const WIDER: f32 = 1.4;

/// Draws the window and returns what the person asked for.
pub fn show(ui: &mut Ui, model: &Model) -> Outbox {
    let mut out = Outbox::new();
    let c = colours(ui);
    let narrow = ui.available_width() < NARROW;
    let place = model.place();
    notices(ui, model, &mut out);
    if let Some(on) = &model.stage {
        match &on.play {
            Play::Drill(drill) => stage::show(ui, model, on, drill, &mut out),
            Play::Interview(interview) => mock::show(ui, model, on, interview, &mut out),
            Play::Find(finding) => find::show(ui, model, finding, &mut out),
        }
    } else {
        if narrow {
            Panel::top("menu").frame(Frame::new().fill(c.sunk).inner_margin(Margin::same(edge::S))).show(
                ui,
                |ui| {
                    menu(ui, model, &mut out);
                },
            );
        }
        let margin = if narrow { edge::L } else { edge::XXL };
        let paper = Frame::new().fill(c.paper).inner_margin(Margin {
            left: margin,
            right: edge::L,
            top: edge::XL,
            bottom: edge::S,
        });
        // The rail is drawn last, so that Tab begins in the page and comes to the rail after it.
        let room = ui.available_rect_before_wrap();
        let rail_width = if narrow { 0.0 } else { RAIL };
        let beside = room.with_min_x(room.left() + rail_width);
        ui.scope_builder(egui::UiBuilder::new().max_rect(beside), |ui| {
            CentralPanel::default().frame(paper).show(ui, |ui| page(ui, model, place, &mut out));
        });
        if !narrow {
            let left = room.with_max_x(room.left() + rail_width);
            ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
                CentralPanel::default()
                    .frame(Frame::new().fill(c.sunk).inner_margin(Margin::same(edge::M)))
                    .show(ui, |ui| rail(ui, model, &mut out));
            });
        }
    }
    modals::show(ui, model, &mut out);
    import::drop_hint(ui, model);
    announcements(ui, model);
    // The window's own node, which has no name of itself.
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label("Greenroom"));
    out
}

/// What a screen reader says of itself. Each is a node of its own, without a picture, so that it is heard once.
fn announcements(ui: &Ui, model: &Model) {
    let said = [
        (&model.announcer.polite, Live::Polite, "polite"),
        (&model.announcer.assertive, Live::Assertive, "assertive"),
    ];
    for (said, live, name) in said {
        let Some(said) = said else { continue };
        let nowhere = egui::Rect::from_min_size(ui.max_rect().left_bottom(), egui::Vec2::ZERO);
        let id = egui::Id::unique("announcement").with((name, said.number));
        let response = ui.interact(nowhere, id, egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said.text));
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(live));
    }
}

fn rail(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let c = colours(ui);
    ScrollArea::vertical().id_salt("rail").show(ui, |ui| {
        ui.label(RichText::new("Greenroom").font(strong(size::LEAD)).color(c.accent));
        ui.add_space(space::M);
        for screen in Screen::ALL {
            screen_button(ui, model, screen, out);
        }
        ui.add_space(space::L);
        let find = super::widgets::keys_of(ui, Context::Always, Action::Palette).unwrap_or_default();
        for (action, text) in
            [(Action::Palette, format!("Find… ({find})")), (Action::Keys, "Keys… (?)".to_owned())]
        {
            let label = RichText::new(text).font(plain(size::SMALL)).color(c.muted);
            if ui.add(egui::Button::new(label).frame(false).min_size(egui::vec2(0.0, TARGET))).clicked() {
                out.push(Command::Do(action));
            }
        }
    });
}

fn screen_button(ui: &mut Ui, model: &Model, screen: Screen, out: &mut Outbox) {
    let c = colours(ui);
    let here = model.screen == screen;
    let text = RichText::new(screen.name());
    let text = if here { text.font(strong(size::BODY)).color(c.accent) } else { text.color(c.ink) };
    let button = egui::Button::new(text)
        .frame_when_inactive(here)
        .fill(if here { c.paper } else { c.sunk })
        .min_size(egui::vec2(ui.available_width(), height::RAIL_BUTTON));
    let response = ui.add(button).labelled(screen.name());
    let keys = super::widgets::keys_of(ui, Context::Screens, Action::Go(screen)).unwrap_or_default();
    if here {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description("This page"));
    }
    if response.on_hover_text(format!("{} ({keys})", screen.go_text())).clicked() {
        out.push(Command::Do(Action::Go(screen)));
    }
}

fn menu(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    ui.horizontal(|ui| {
        ui.menu_button(format!("Menu: {}", model.screen.name()), |ui| {
            for screen in Screen::ALL {
                if button(ui, screen.name()).clicked() {
                    out.push(Command::Do(Action::Go(screen)));
                    ui.close();
                }
            }
        });
        if button(ui, "Find…").clicked() {
            out.push(Command::Do(Action::Palette));
        }
        if button(ui, "Keys…").clicked() {
            out.push(Command::Do(Action::Keys));
        }
    });
}

fn page(ui: &mut Ui, model: &Model, place: Place, out: &mut Outbox) {
    let measure = measure(place);
    // On a narrow or magnified window the menu above says the same.
    if place == Place::MockDebrief {
        // The debrief is a page with a title of its own.
        headed_unseen(ui, model.screen.name());
    } else if ui.ctx().content_rect().width() >= NARROW || place == Place::Closed {
        column(ui, measure, |ui| title_line(ui, model, place));
    } else {
        headed_unseen(ui, model.screen.name());
    }
    ui.add_space(space::S);
    let draw: fn(&mut Ui, &Model, &mut Outbox) = match place {
        Place::Today => today::show,
        Place::Closed => closed::show,
        Place::Rehearse | Place::MockSetup | Place::MockDebrief => rehearse::show,
        Place::Readiness => readiness::show,
        Place::Stories => stories::show,
        Place::Banks | Place::Bank => banks::show,
        Place::Settings => settings::show,
        // These scroll by themselves, row by row.
        Place::Rescore => return column(ui, measure, |ui| rescore::show(ui, model, out)),
        Place::History => return column(ui, measure, |ui| history::show(ui, model, out)),
        Place::Review { .. } => return review::show(ui, model, out),
        Place::Stage { .. } | Place::Mock { .. } | Place::Find(_) => return,
    };
    // Each page of the banks is scrolled by itself, so that going back finds the place again.
    let bank = (model.screen == Screen::Banks).then_some((&model.browse.bank, &model.browse.principle));
    let debrief = model.open_debrief().map(|(mock, _)| mock.id);
    // Going back within the banks finds the place again; any other page begins at its top.
    let turn = if model.screen == Screen::Banks { 0 } else { model.turn };
    let of_mock = (place == Place::MockSetup, debrief);
    attention::scrolled(
        ui,
        ScrollArea::vertical().id_salt((model.screen, bank, of_mock, turn)).auto_shrink(false),
        |ui| {
            column(ui, measure, |ui| {
                ui.set_max_width(ui.available_width() - space::L);
                draw(ui, model, out);
                ui.add_space(space::XXL);
            });
        },
    );
}

fn title_line(ui: &mut Ui, model: &Model, place: Place) {
    ui.horizontal(|ui| {
        let title = if place == Place::Closed { closed::title(model) } else { model.screen.name() };
        headed(ui, title, strong(size::HEADING), HeadingLevel::Page);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if model.rehearse.closed.is_some() {
                note(ui, stage::saved_text(model));
            }
        });
    });
}

/// How wide a page may be: text as wide as it is read well, tables and charts wider.
fn measure(place: Place) -> f32 {
    match place {
        Place::Readiness | Place::MockDebrief | Place::History | Place::Bank => COLUMN * WIDER,
        Place::Review { .. } => f32::INFINITY,
        Place::Today
        | Place::Rehearse
        | Place::Closed
        | Place::MockSetup
        | Place::Stories
        | Place::Banks
        | Place::Rescore
        | Place::Settings
        | Place::Stage { .. }
        | Place::Find(_)
        | Place::Mock { .. } => COLUMN,
    }
}

/// Whether a notice is about something that is not on disk.
fn is_unsaved(subject: &str) -> bool {
    subject.to_lowercase().contains("not saved")
}

/// What can be done about a document that is not as it was saved.
fn altered(ui: &mut Ui, model: &Model, file: &str, out: &mut Outbox) {
    let Some(altered) = model.data.altered.iter().find(|altered| altered.file == file) else { return };
    if model.is_on_stage() {
        return;
    }
    if let Some(backup) = &altered.backup
        && button(ui, &format!("Restore it from the backup of {}", backup.day())).clicked()
    {
        out.push(Command::Data(DataCommand::RestoreAltered(file.to_owned())));
    }
    if altered.is_readable && button(ui, "Keep it as it is").clicked() {
        out.push(Command::Data(DataCommand::KeepAltered(file.to_owned())));
    }
}

/// What can be done while something is not on disk.
fn save_again(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if button(ui, "Try to save again").clicked() {
        out.push(Command::Window(WindowCommand::Retry));
    }
    // Nothing opens over somebody who speaks.
    let speaks = |phase: &Phase| matches!(phase, Phase::Answer(_) | Phase::Probe(..));
    if !model.rehearsal().is_some_and(|rehearsal| speaks(rehearsal.phase())) {
        modals::save_a_copy(ui, out);
    }
}

/// What the person should know, at the foot of the window until it is dismissed.
fn notices(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let told = model.timeline.told();
    if model.notices.is_empty() && told.is_none() && model.saving.failed.is_empty() {
        return;
    }
    // On stage nothing moves: all but a failed save waits until the rehearsal is over.
    if model.is_on_stage() && model.saving.failed.is_empty() {
        return;
    }
    let c = colours(ui);
    let frame = Frame::new().fill(c.raised).inner_margin(Margin::symmetric(edge::L, edge::S));
    Panel::bottom("notices").resizable(false).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt("notices").max_height(height::NOTICES_MOST).show(ui, |ui| {
            if !model.saving.failed.is_empty() {
                ui.horizontal_wrapped(|ui| save_again(ui, model, out));
            }
            if let Some(told) = told {
                ui.horizontal_wrapped(|ui| {
                    ui.label(told);
                    if model.timeline.can_undo() {
                        super::widgets::action_button(ui, Context::Screens, Action::Undo, out);
                    }
                    if model.timeline.can_do_again() {
                        super::widgets::action_button(ui, Context::Screens, Action::DoAgain, out);
                    }
                });
            }
            if model.notices.len() > 2 {
                note(ui, format!("{} notices", model.notices.len()));
            }
            // What is not saved first, then the newest.
            let mut notices: Vec<_> = model.notices.iter().enumerate().rev().collect();
            notices.sort_by_key(|(_, notice)| !is_unsaved(&notice.subject));
            for (i, notice) in notices {
                ui.push_id(("notice", i), |ui| {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(RichText::new(&notice.subject).font(strong(size::BODY)).color(c.warning));
                        ui.label(&notice.text);
                        altered(ui, model, &notice.subject, out);
                        if button(ui, "Dismiss").clicked() {
                            out.push(Command::Window(WindowCommand::DismissNotice(i)));
                        }
                    });
                });
            }
        });
    });
}
