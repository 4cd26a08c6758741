//! The readiness screen: its views, choosing, ranges, tables, copying and the read-out; by keys alone and by pointer.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use greenroom::chart::figure::{Figure, Point};

use super::screens::is_on;
use super::support::{Room, RoomOptions, fill};

/// A room with so many made-up answers, on the readiness screen.
fn room(answers: usize) -> Room {
    let options = RoomOptions::default();
    let mut room = Room::prepared(&options, |folder| fill(folder, answers, options.wall));
    room.go(Key::Num3);
    room
}

/// Presses Tab until what has this name has the keyboard.
fn tab_to(room: &mut Room, name: &str) {
    for _ in 0..150 {
        let there = room.harness.query_all_by_label(name).any(|node| node.accesskit_node().is_focused());
        if there {
            return;
        }
        room.press(Key::Tab);
    }
    panic!("Tab does not reach {name}");
}

/// The names of all that has this role and says these words, from above.
fn labels(room: &Room, role: Role, words: &str) -> Vec<String> {
    let nodes = room.harness.query_all_by_role(role);
    let labels = nodes.filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.contains(words)).collect()
}

/// The principle that a figure over time is of, by what it says.
fn of(said: &str) -> &str {
    said.split_once(" over time: ").unwrap().0
}

/// How many answers a figure over time says that it shows.
fn answers_in(said: &str) -> usize {
    said.split_once(" over time: ").unwrap().1.split(' ').next().unwrap().parse().unwrap()
}

/// What the one large figure says.
fn drawn(room: &Room) -> String {
    let all = labels(room, Role::Image, "");
    let [said] = &all[..] else { panic!("{all:?}") };
    said.clone()
}

/// What the small figures say, from the first to the last.
fn small(room: &Room) -> Vec<String> {
    labels(room, Role::Button, " over time: ")
}

fn large(room: &Room) -> &Figure {
    room.model().readiness.figures.large.as_ref().expect("a figure is large")
}

/// What was copied in the last frame.
fn copied(room: &Room) -> Option<String> {
    room.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Presses the button of this name, looking at each frame until something is copied.
fn copy(room: &mut Room, name: &str) -> String {
    room.show(name);
    room.harness.get_by_role_and_label(Role::Button, name).click();
    for _ in 0..8 {
        room.harness.step();
        if let Some(text) = copied(room) {
            return text;
        }
    }
    panic!("{name} copied nothing");
}

#[test]
fn views_and_ranges_are_chosen_by_pointer() {
    let mut room = room(60);
    assert!(is_on(&room, "Now") && !is_on(&room, "Over time"));
    assert_eq!(labels(&room, Role::Image, ""), [""; 0], "nothing chosen, nothing drawn");
    let rows = labels(&room, Role::Button, "Start this drill: ");
    let rows: Vec<&str> = rows.iter().filter_map(|row| row.strip_prefix("Start this drill: ")).collect();
    room.click_any("Over time");
    assert!(is_on(&room, "Over time") && !is_on(&room, "Now"));
    let said = small(&room);
    assert_eq!(said.iter().map(|said| of(said)).collect::<Vec<_>>(), rows, "in the order of the dashboard");
    let all = drawn(&room);
    assert_eq!(of(&all), rows[0], "the first is large until one is chosen");

    room.click_any("14 days");
    assert!(is_on(&room, "14 days") && !is_on(&room, "All"));
    let axis = &large(&room).x;
    assert!((axis.marks.last().unwrap().at - axis.from) < 14.0 + 14.0);
    assert!(answers_in(&drawn(&room)) <= answers_in(&all));
    room.click_any("All");
    assert_eq!(drawn(&room), all);

    let third = said[2].clone();
    room.click(&third);
    assert!(is_on(&room, &third) && !is_on(&room, &said[0]));
    assert_eq!(of(&drawn(&room)), of(&third));
    room.click(&third);
    assert_eq!(of(&drawn(&room)), of(&third), "pressed again it stays");

    room.click_any("Where the time goes");
    assert!(room.says("Mean seconds by section over 60 answers."));
    let said = room.model().readiness.figures.time.as_ref().unwrap().depth.said.clone();
    room.show(&format!("The same as a table: {}", "Probe depth survived"));
    assert!(room.says(&said));
    room.click_any("Now");
    assert!(is_on(&room, "Now"));
    assert_eq!(of(&drawn(&room)), of(&third), "what was chosen is still open");
}

#[test]
fn everything_is_reached_by_keys_alone() {
    let mut room = room(60);
    room.press(Key::ArrowDown);
    let first = drawn(&room);
    let chosen = of(&first);
    assert!(room.says(&format!("Chosen: {chosen}")), "a row is chosen");
    tab_to(&mut room, "Over time");
    room.press(Key::Space);
    assert!(is_on(&room, "Over time"));
    tab_to(&mut room, "30 days");
    room.press(Key::Enter);
    assert!(is_on(&room, "30 days"));

    let said = large(&room).said.clone();
    tab_to(&mut room, &said);
    let points: Vec<String> = large(&room).points().iter().map(|point| point.said.clone()).collect();
    assert!(points.len() > 2);
    room.press(Key::ArrowLeft);
    assert!(room.says(points.last().unwrap()), "the latest is read out first");
    room.press(Key::ArrowLeft);
    assert!(room.says(&points[points.len() - 2]));
    room.press(Key::ArrowRight);
    assert!(room.says(points.last().unwrap()));
    room.press(Key::ArrowRight);
    assert!(room.says(points.last().unwrap()), "there is nothing after the latest");
    room.press(Key::ArrowDown);
    let title = of(&drawn(&room)).to_owned();
    assert_ne!(title, chosen, "up and down still choose the principle");

    tab_to(&mut room, &format!("The same as a table: {title}"));
    room.press(Key::Space);
    assert!(room.says("Mean score, of 5"));
    tab_to(&mut room, &format!("Copy the table: {title}"));
    let other = small(&room)[1].clone();
    tab_to(&mut room, &other);
    room.press(Key::Enter);
    assert_eq!(of(&drawn(&room)), of(&other));
    tab_to(&mut room, &format!("Start this drill: {}", of(&other)));
    room.press(Key::Enter);
    assert!(room.says("Begin the answer") && room.is_headed(of(&other)));
}

#[test]
fn the_pointer_reads_a_point_out() {
    let mut room = room(60);
    room.press(Key::ArrowDown);
    let figure = large(&room).clone();
    // The one farthest from all others, so that it is plain which is meant.
    let away = |a: &Point, b: &Point| {
        (figure.x.share(a.x) - figure.x.share(b.x)).hypot(figure.y.share(a.y) - figure.y.share(b.y))
    };
    let points = figure.points();
    let alone =
        |p: &Point| points.iter().filter(|q| **q != p).map(|q| away(p, q)).fold(f64::INFINITY, f64::min);
    let point = points.iter().max_by(|a, b| alone(a).total_cmp(&alone(b))).unwrap();
    assert!(!room.says(&point.said));
    room.show(&figure.said);
    let plot = room.harness.get_by_role_and_label(Role::Image, &figure.said).rect();
    #[allow(clippy::cast_possible_truncation)]
    let up = figure.y.share(point.y) as f32;
    // The axes take some room on the left and below, so that the point is looked for.
    let found = (0..60).any(|across| {
        let x = plot.left() + plot.width() * across as f32 / 60.0;
        let y = plot.bottom() - plot.height() * (0.12 + 0.85 * up);
        room.harness.event(Event::PointerMoved(egui::pos2(x, y)));
        room.harness.run();
        room.says(&point.said)
    });
    assert!(found, "{}", point.said);
    // A press takes the keyboard there, and on it goes from this point.
    let pos = room.harness.ctx.pointer_hover_pos().unwrap();
    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
    for pressed in [true, false] {
        room.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        room.harness.run();
    }
    room.harness.event(Event::PointerGone);
    room.harness.run();
    assert!(room.says(&point.said), "it stays when the pointer is gone");
    let at = points.iter().position(|p| p == point).unwrap();
    room.press(Key::ArrowLeft);
    assert!(room.says(&points[at - 1].said));
}

#[test]
fn a_table_is_folded_away_shown_and_copied_whole() {
    let mut room = room(200);
    room.press(Key::ArrowDown);
    let figure = large(&room).clone();
    assert!(figure.table.rows.len() > 12, "more rows than are in sight");
    assert!(!room.says(&figure.table.heads[1]));
    room.click(&format!("The same as a table: {}", figure.title));
    assert!(room.says(&figure.table.heads[1]));
    assert!(
        room.says(&figure.table.rows[0][0]) && room.says(&figure.table.rows[9][0]),
        "a dozen are in sight"
    );
    assert!(!room.says(&figure.table.rows.last().unwrap()[0]), "the rest cost nothing");
    let text = copy(&mut room, &format!("Copy the table: {}", figure.title));
    assert_eq!(text, figure.table.text());
    assert_eq!(text.lines().count(), figure.table.rows.len() + 1);
}

#[test]
fn every_table_of_where_the_time_goes_is_copied() {
    let mut room = room(60);
    room.click_any("Where the time goes");
    let time = room.model().readiness.figures.time.clone().unwrap();
    let figures = [&time.sections, &time.latest, &time.depth, &time.calendar, &time.dimensions];
    for figure in figures.into_iter().chain(&time.trend) {
        let twin = format!("The same as a table: {}", figure.title);
        room.click(&twin);
        assert_eq!(copy(&mut room, &format!("Copy the table: {}", figure.title)), figure.table.text());
        room.click(&twin);
    }
    let lagging = "Copy the table: Which dimension lags within each principle";
    assert_eq!(copy(&mut room, lagging), time.lagging.text());
}

#[test]
fn each_view_begins_with_what_to_do_first() {
    let mut room = room(0);
    for (name, words) in [
        ("Over time", "This will show each principle over the weeks"),
        ("Where the time goes", "This will show where the seconds of your answers go"),
        ("Now", "This will show how far your own scores carry"),
    ] {
        room.click_any(name);
        assert!(room.says(words), "{words}");
    }
    room.click("Start a rehearsal");
    assert!(room.says("Begin the answer"));
}

#[test]
fn one_answer_already_shows_something_true() {
    let mut room = room(0);
    room.go(Key::Num1);
    room.press(Key::Space);
    room.answer(30);
    room.score_all(Key::Num4);
    room.press(Key::Escape);
    room.press(Key::D);
    room.go(Key::Num3);
    let principle = room.stored()[0].principle.clone();
    room.click_any("Over time");
    room.click(&format!("{principle} over time: 1 scored answer."));
    assert_eq!(large(&room).points().len(), 1);
    assert!(room.says("1 answer, you gave 4.0; 2 more before it counts. The last today."));
    room.click_any("Where the time goes");
    assert!(room.says("No answer with section seconds yet."));
    assert!(room.says("that tells which section you are in"));
    let time = room.model().readiness.figures.time.as_ref().unwrap();
    assert_eq!(time.calendar.points()[0].said, "Tuesday, 30 Jun 2026: 1 answer");
    assert_eq!(time.dimensions.said, "No dimension lags: each is 4.0 of 5, over 1 answer.");
}

#[test]
fn figures_follow_what_they_show_and_are_gone_elsewhere() {
    let mut room = room(60);
    room.click_any("Where the time goes");
    assert!(
        room.model().readiness.figures.time.is_some() && room.model().readiness.figures.multiples.is_empty()
    );
    room.go(Key::Num6);
    assert!(room.model().readiness.figures.time.is_none());
    let newest = room.model().notebook.attempts.last().unwrap();
    let label = greenroom::ui::screens::history::row_label(room.model(), newest);
    room.click(&label);
    room.click("Delete");
    room.go(Key::Num3);
    assert!(room.says("Mean seconds by section over 59 answers."));
}

#[test]
fn the_next_action_has_its_reason() {
    let mut room = room(60);
    let weakest = room.model().notebook.readiness_table().rows[0].clone();
    assert!(weakest.key && weakest.stories == 0);
    // Today's list is done: a key principle without a story goes before any drill, and it is said why.
    assert_eq!(room.model().notebook.plan().next(), None);
    let (begun, _) = room.model().begun_story(&weakest.name).unwrap();
    assert!(room.says(&format!("Next: finish “{}”", begun.title)));
    assert!(room.says("is a key principle. Of this story task, action and result are still missing."));
    room.press(Key::ArrowDown);
    assert!(room.says(&format!("Chosen: {}", weakest.name)));
    room.click("Start this drill");
    assert!(room.says("Begin the answer") && room.is_headed(&weakest.name));
}
