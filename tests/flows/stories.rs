//! Stories: a packet of half-written ones becomes a bank with its holes seen, checks answered, a loop dealt.

use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use greenroom::app::stories::{StoriesPage, StoryKind};
use greenroom::domain::star::Section;
use greenroom::domain::story::Story;
use greenroom::domain::story::checks::Rule;
use greenroom::store::Store;

use super::screens::typed;
use super::support::{Room, RoomOptions};

/// A room into which the packet was imported, at the stories.
pub(super) fn packet() -> Room {
    let mut room = Room::new(&RoomOptions::default());
    let packet = include_str!("../stories/packet.md");
    room.harness.event(egui::Event::Paste(packet.to_owned()));
    room.harness.run();
    room.press(Key::Y);
    room.press(Key::Enter);
    // It asks for the interview's name.
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.go(Key::Num4);
    room
}

fn stored(room: &Room) -> Vec<Story> {
    Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.stories
}

fn named<'a>(room: &'a Room, title: &str) -> &'a Story {
    room.model().notebook.stories.iter().find(|story| story.title == title).expect(title)
}

/// Presses the first thing whose name holds these words.
fn press_on(room: &mut Room, words: &str) {
    let found = |room: &Room, scroll: bool| {
        let node =
            room.harness.query_all_by_label_contains(words).next().unwrap_or_else(|| panic!("{words}"));
        if scroll { node.scroll_to_me() } else { node.click() }
    };
    room.clock.advance(std::time::Duration::from_millis(400));
    found(room, true);
    room.harness.run();
    found(room, false);
    room.harness.run();
}

pub(super) fn open(room: &mut Room, title: &str) {
    press_on(room, &format!("Open story: {title}."));
}

/// Types over all that stands in a field.
fn type_over(room: &mut Room, label: &str, text: &str) {
    room.type_into(label, "x");
    room.press_with(Modifiers::COMMAND, Key::A);
    room.harness.event(egui::Event::Text(text.to_owned()));
    room.harness.run();
}

#[test]
fn the_list_is_searched_sorted_and_of_a_kind() {
    let mut room = packet();
    let all = room.model().story.rows.len();
    assert!(all >= 10, "{all}");
    room.type_into("Stories that hold these words", "dry ice");
    assert_eq!(room.model().story.rows.len(), 1);
    room.press_with(Modifiers::COMMAND, Key::A);
    room.press(Key::Backspace);
    press_on(&mut room, "Complete");
    assert_eq!(room.model().story.kind, StoryKind::Complete);
    let complete = room.model().story.rows.len();
    press_on(&mut room, "Not complete");
    assert_eq!(complete + room.model().story.rows.len(), all);
    press_on(&mut room, "Told often");
    assert!(room.says("No story is of this kind and holds all of these words."));
}

#[test]
fn a_story_is_completed_by_its_checks_and_its_versions_come_back() {
    let mut room = packet();
    open(&mut room, "Dry ice");
    let before = named(&room, "Dry ice").clone();
    let result = before.sections[Section::Result].clone();
    let asked = room.model().story.remarks.iter().find(|r| r.rule != Rule::Missing).map(|r| r.seen.clone());
    room.wait(60 * 60);
    let label = field(&room, Section::Result);
    room.type_into(&label, "Costs fell by 40 % within a month. ");
    room.wait(3);
    let after = stored(&room).into_iter().find(|story| story.title == "Dry ice").unwrap();
    assert!(after.sections[Section::Result].contains("Costs fell by 40 %"));
    assert_eq!(after.versions.len(), 1, "what it said before the sitting is kept");
    assert_eq!(after.versions[0].sections[Section::Result], result);
    assert!(!room.model().story.remarks.iter().any(|r| r.rule == Rule::NoNumber), "it has a number now");
    if let Some(seen) = asked {
        room.show(&format!("True as it stands: {seen}"));
        room.harness.get_by_label(&format!("True as it stands: {seen}")).focus();
        room.harness.run();
        room.press(Key::Space);
        assert!(room.says(&format!("✓ {seen} It stands.")));
        let focused = room.harness.ctx.memory(egui::Memory::focused);
        assert!(
            focused.and_then(|id| room.harness.ctx.read_response(id)).is_some(),
            "the keyboard stays there"
        );
        room.wait(3);
        assert_eq!(stored(&room).iter().find(|s| s.title == "Dry ice").unwrap().stands.len(), 1);
        room.click(&format!("Ask again: {seen}"));
        assert!(named(&room, "Dry ice").stands.is_empty());
    }
    press_on(&mut room, "Earlier versions (1)");
    let written = after.versions[0].written.format("%-d %b %Y, %H:%M").to_string();
    press_on(&mut room, &format!("Bring back the version of {written}"));
    assert_eq!(named(&room, "Dry ice").sections[Section::Result], result);
    assert_eq!(named(&room, "Dry ice").versions.len(), 2, "and what was written since is kept too");
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert!(named(&room, "Dry ice").sections[Section::Result].contains("Costs fell by 40 %"));
}

fn field(room: &Room, section: Section) -> String {
    let id = room.model().story.open.clone().unwrap();
    let story = room.model().notebook.story(&id).unwrap();
    let planned = room.model().notebook.profile.settings.budget.planned_secs()[section];
    let clock = |secs: u64| format!("{}:{:02}", secs / 60, secs % 60);
    format!("{section}: about {} of {}", clock(story.spoken(section).as_secs()), clock(planned.into()))
}

#[test]
fn a_place_to_look_at_is_selected_in_its_field() {
    let mut room = packet();
    open(&mut room, "Saturday closure at Sefford");
    let story = room.model().notebook.story(room.model().story.open.as_ref().unwrap()).unwrap().clone();
    let remark = room.model().story.remarks.iter().find(|r| !r.about.is_empty()).unwrap().clone();
    room.show(&format!("Show the place: {}", remark.seen));
    room.click(&format!("Show the place: {}", remark.seen));
    room.harness.event(egui::Event::Copy);
    room.harness.step();
    let copied = room.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let wanted = story.sections[remark.section][remark.place.clone()].to_owned();
    assert_eq!(copied, Some(wanted));
}

#[test]
fn a_hole_leads_to_a_new_story_by_keys_alone() {
    let mut room = packet();
    room.press(Key::Num2);
    assert_eq!(room.model().story.page, StoriesPage::Coverage);
    let hole = room.model().notebook.coverage().rows[0].name.clone();
    room.press(Key::ArrowDown);
    room.press(Key::Enter);
    assert_eq!(room.model().story.hole.as_ref(), Some(&hole));
    room.press(Key::N);
    let id = room.model().story.open.clone().unwrap();
    assert_eq!(room.model().notebook.story(&id).unwrap().principles, [hole]);
    assert_eq!(typed(&room, "Title"), "");
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert!(room.model().notebook.story(&id).is_none(), "left blank it was none");
}

#[test]
fn a_retired_story_is_offered_nowhere_and_comes_back() {
    let mut room = packet();
    open(&mut room, "Dry ice");
    room.show("Retire it");
    room.click("Retire it");
    assert!(named(&room, "Dry ice").retired && stored(&room).iter().any(|s| s.retired));
    assert!(!room.model().notebook.outlines("Frugality").iter().any(|story| story.title == "Dry ice"));
    room.show("Bring it back");
    room.click("Bring it back");
    assert!(!named(&room, "Dry ice").retired);
}

#[test]
fn the_loop_tells_no_story_twice_that_has_another_and_what_they_heard_is_kept_apart() {
    let mut room = packet();
    room.press(Key::Num3);
    let rows = room.model().story.allotted.clone();
    assert!(!rows.is_empty());
    let own: Vec<&String> =
        rows.iter().filter(|r| r.again.is_none() && !r.heard).filter_map(|r| r.story.as_ref()).collect();
    let mut different = own.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), own.len());
    let first = (*own.first().unwrap()).clone();
    let title = room.model().notebook.story(&first).unwrap().title.clone();
    press_on(&mut room, &format!("They have heard it: {title}"));
    assert!(room.model().notebook.profile.target.heard.contains(&first));
    let again = room.model().story.allotted.iter().filter(|row| row.story.as_ref() == Some(&first));
    assert!(again.clone().all(|row| row.heard), "{:?}", again.collect::<Vec<_>>());
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert!(room.model().notebook.profile.target.heard.is_empty());
}

#[test]
fn eleven_questions_bring_moments_to_mind_by_keyboard_alone() {
    let mut room = Room::new(&RoomOptions::default());
    room.go(Key::Num4);
    room.press(Key::E);
    assert!(room.says("1 of 11 · Something you are proud of") && room.says("2:00 left"));
    room.wait(30);
    assert!(room.says("1:30 left"));
    let field = "What comes to mind, in one line";
    room.harness.event(egui::Event::Text("The night shift that stayed".to_owned()));
    room.harness.run();
    assert_eq!(typed(&room, field), "The night shift that stayed");
    room.press(Key::Enter);
    assert!(room.says("2 of 11 · A time you were wrong") && room.says("2:00 left"));
    room.press(Key::Enter);
    assert!(room.says("3 of 11 · A person you helped"), "nothing came of the second");
    room.press(Key::Escape);
    room.press(Key::Escape);
    assert!(room.model().story.prompting.is_none());
    let moments = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.moments;
    assert_eq!(moments.iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["The night shift that stayed"]);
}

#[test]
fn questions_to_ask_are_the_persons_own() {
    let mut room = packet();
    room.press(Key::Num5);
    let imported = room.model().notebook.to_ask().into_iter().next().unwrap().ask;
    assert_eq!(imported.round, "hiring manager", "{imported:?}");
    room.press(Key::N);
    room.harness.event(egui::Event::Text("What went wrong last?".to_owned()));
    room.harness.run();
    let own = room.model().notebook.to_ask()[0].ask.clone();
    assert_eq!(own.text, "What went wrong last?");
    room.press(Key::Escape);
    room.show(&format!("Not this one: {}", imported.text));
    room.click(&format!("Not this one: {}", imported.text));
    assert!(!room.model().notebook.to_ask().iter().any(|one| one.ask.id == imported.id));
    room.wait(3);
    let target = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.profile.target;
    assert!(target.to_ask.iter().any(|ask| ask.text == "What went wrong last?"));
}

#[test]
fn what_is_private_is_found_in_every_story() {
    let mut room = packet();
    open(&mut room, "Corrie Lane peak");
    let label = "Names and figures you do not want to say, with commas; each section is checked for them";
    room.show(label);
    type_over(&mut room, label, "Corrie Lane, nobody");
    let found = room.model().story.remarks.iter().any(|remark| remark.rule == Rule::Confidential);
    let story = named(&room, "Corrie Lane peak");
    assert_eq!(found, story.sections.0.iter().any(|text| text.contains("Corrie Lane")));
    room.wait(3);
    let profile = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.profile;
    assert_eq!(profile.private, ["Corrie Lane", " nobody"]);
}

#[test]
fn a_key_principle_without_a_story_is_offered_an_outline_first_and_space_answers_anyway() {
    let mut room = packet();
    let principle = room.model().notebook.coverage().rows.iter().find(|row| row.key && row.complete == 0);
    let principle = principle.expect("the packet leaves a hole").name.clone();
    room.go(Key::Num3);
    while room.model().readiness.chosen.as_ref() != Some(&principle) {
        room.press(Key::ArrowDown);
    }
    room.press(Key::Enter);
    assert!(room.says(&format!("No complete story tells {principle} yet.")));
    room.press(Key::F);
    let Some(greenroom::app::model::Modal::Story(id)) = room.model().modal.clone() else {
        panic!("no outline")
    };
    assert!(room.model().notebook.story(&id).unwrap().tells(&principle));
    assert!(room.model().rehearsal().unwrap().is_paused(), "nobody thinks about the answer meanwhile");
    room.press(Key::Escape);
    room.press(Key::Escape);
    room.press(Key::Space);
    assert!(room.model().stage.as_ref().unwrap().on_stage().unwrap().is_answering());
}

#[test]
fn the_story_told_is_named_afterwards_by_one_key_and_its_strength_follows() {
    let mut room = packet();
    room.go(Key::Num3);
    while room.model().readiness.chosen.as_deref() != Some("Deliver Results") {
        room.press(Key::ArrowDown);
    }
    for (answer, strength) in [(Key::Num4, 4.0), (Key::Num2, 3.0)] {
        room.press(Key::Enter);
        room.answer(60);
        assert!(room.says("Which story did you tell? ↓ names the likeliest."));
        room.press(Key::ArrowDown);
        assert!(room.says("You told: Corrie Lane peak"));
        room.score_all(answer);
        let told = room.stored().last().unwrap().story.clone().unwrap();
        let telling = room.model().notebook.tellings().get(&told);
        assert!((telling.strength.unwrap() - strength).abs() < 0.01, "{telling:?}");
        room.press(Key::Escape);
        room.press(Key::D);
        room.go(Key::Num3);
    }
    room.press(Key::Enter);
    room.press(Key::ArrowDown);
    assert!(room.says("Corrie Lane peak: told just now."));
}

#[test]
fn a_story_is_told_at_four_lengths_and_says_what_each_kept() {
    let mut room = packet();
    open(&mut room, "Corrie Lane peak");
    press_on(&mut room, "Tell it shorter");
    for (at, secs) in [180, 90, 60, 30].into_iter().enumerate() {
        assert!(room.says(&format!("length {} of 4, not scored", at + 1)));
        let brief = &room.model().rehearsal().unwrap().brief;
        assert_eq!((brief.budget.total_secs, brief.mode.id()), (secs, "shorter"));
        // Which story it is, is settled.
        room.press(Key::ArrowUp);
        room.press(Key::ArrowDown);
        room.press(Key::Space);
        if at == 3 {
            room.press(Key::Num3);
            room.wait(20);
            room.press(Key::Num4);
        }
        room.wait(10);
        room.press(Key::Enter);
    }
    assert!(room.is_headed("Told shorter") && room.says("0:30 left out: situation · task."));
    let stored = room.stored();
    assert_eq!(stored.len(), 4);
    let story = stored[0].story.clone().unwrap();
    assert!(stored.iter().all(|attempt| !attempt.is_evidence() && attempt.story.as_ref() == Some(&story)));
    let telling = room.model().notebook.tellings().get(&story);
    assert_eq!((telling.times, telling.strength, telling.attempts.len()), (0, None, 4));
    assert!(room.model().notebook.readiness_table().attempts_of(&stored[0].principle).is_empty());
    room.click("Open the story");
    assert_eq!(room.model().story.open, Some(story));
}

#[test]
fn a_part_is_told_against_its_own_budget_and_says_that_it_was_one() {
    let mut room = packet();
    open(&mut room, "Corrie Lane peak");
    press_on(&mut room, "Tell only the Result");
    assert!(room.says("a part, not scored"));
    room.press(Key::Space);
    assert!(room.says("Only the result."));
    // The other sections are not there to be marked.
    room.press(Key::Num1);
    room.wait(31);
    room.press(Key::Enter);
    assert!(room.is_headed("One part") && room.says("of 0:27 planned."));
    let stored = room.stored();
    assert_eq!((stored[0].mode.id(), stored[0].part()), ("part", Some(Section::Result)));
    assert_eq!(Some(stored[0].section_secs.unwrap()[Section::Result]), stored[0].answer_secs);
    let told = room.model().notebook.tellings().get(stored[0].story.as_ref().unwrap());
    assert_eq!((told.times, told.attempts.len()), (0, 1), "a part is no telling");
    room.go(Key::Num6);
    press_on(&mut room, "Shorter, or a part");
    assert_eq!(room.model().history.found, 1);
}

#[test]
fn a_story_is_found_in_ten_seconds_ten_times_by_keyboard_alone() {
    let mut room = packet();
    room.press(Key::F);
    let count = room.model().notebook.stories.len();
    for at in 0..10 {
        assert!(room.says(&format!("· {} of 10", at + 1)));
        let asked = room.model().finding().unwrap().find.question().unwrap().clone();
        if at == 1 {
            room.wait(11);
            assert!(room.says("Time is up, 10 s."));
        } else {
            room.wait(3);
            room.press(Key::Space);
            assert!(room.says(" s."));
        }
        room.wait(1);
        room.press(Key::Enter);
        match at {
            0 => room.press(Key::Num2),
            1 => room.press(Key::Num0),
            _ => {
                room.press(Key::ArrowDown);
                room.press(Key::Enter);
            }
        }
        let right = asked.choices.iter().position(|name| *name == asked.principle).unwrap();
        let number = if at == 2 { (right + 1) % 4 } else { right };
        room.press([Key::Num1, Key::Num2, Key::Num3, Key::Num4][number]);
        if at == 2 {
            assert!(room.says(&format!("It was {}, and you took it for", asked.principle)));
        } else {
            assert!(room.says(&format!("✓ It was {}.", asked.principle)));
        }
        let kept = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.finds;
        assert_eq!(kept[0].found.len(), at + 1, "each is on the disk as soon as it is answered");
        room.wait(1);
        room.press(Key::Enter);
    }
    assert_eq!(room.model().story.page, StoriesPage::Find);
    assert!(room.says("9 of 10 questions in time.") && room.is_headed("Taken for another"));
    assert!(room.is_headed("Always the same one") && room.is_headed("Without a story"));
    let found = room.model().notebook.finds[0].found.clone();
    assert!(count > 1 && found[0].in_time && !found[1].in_time && found[1].story.is_none());
    assert!((found[0].secs - 3.0).abs() < 1.0);
    room.press_with(Modifiers::COMMAND, Key::Z);
    assert!(room.model().notebook.finds.is_empty(), "the drill is one step");
}

#[test]
fn a_drill_that_is_left_keeps_what_is_done_and_its_clock_waits_for_the_voice() {
    let mut room = packet();
    room.go(Key::Num7);
    room.show("Read each question aloud");
    room.click_any("Read each question aloud");
    room.show("Hide the question while it is read, as on a telephone");
    room.click_any("Hide the question while it is read, as on a telephone");
    room.go(Key::Num4);
    room.press(Key::F);
    room.wait(3);
    assert!(room.says("The clock begins when the question has been read."));
    room.press(Key::Space);
    assert!(room.model().finding().unwrap().find.looked().is_none(), "nothing is found before it was heard");
    let number = room.model().reading().unwrap().number;
    room.report(greenroom::app::effect::Event::Voice(greenroom::audio::VoiceEvent::Ended { number }));
    room.wait(2);
    room.press(Key::Space);
    assert!(room.model().finding().unwrap().find.looked().unwrap().1);
    room.press(Key::Escape);
    assert!(room.model().stage.is_none() && room.model().notebook.finds.is_empty());
    assert_eq!(room.model().story.page, StoriesPage::Find);
}

#[test]
fn a_drill_that_is_left_while_an_answer_is_told_keeps_that_answer() {
    let mut room = packet();
    room.press(Key::F);
    room.wait(3);
    room.press(Key::Space);
    for key in [Key::Enter, Key::Num1, Key::Num1] {
        room.wait(1);
        room.press(key);
    }
    assert!(room.says("· 1 of 10") && room.model().notebook.finds[0].found.len() == 1);
    room.press(Key::Escape);
    assert!(room.model().stage.is_none() && room.says("1 of 1 question in time."));
    let kept = Store::read(&room.folder, room.model().now.wall.into()).unwrap().has.finds;
    assert_eq!(kept[0].found.len(), 1);
}
