//! The recording on an answer's page: heard again, how it was told, what was written down, laid beside another.

use eframe::egui::{Id, RichText, Ui};

use crate::app::command::{Command, DataCommand, ExportCommand};
use crate::app::effect::Erase;
use crate::app::exporting::Export;
use crate::app::model::Model;
use crate::app::recording::{RecordingCommand, Speed, comparable};
use crate::chart::figure::{Table, number, words};
use crate::domain::attempt::Attempt;
use crate::domain::countdown::clock_of;
use crate::domain::recording::delivery::{Measures, Span, Talk};
use crate::domain::recording::told::Told;
use crate::domain::recording::{Chapter, Recording, usual};
use crate::domain::star::Section;
use crate::domain::words::counted;

use super::super::super::Outbox;
use super::super::super::tokens::{plain, size, space, strong, width};
use super::super::super::widgets::waveform::{self, Asked, chapter_name};
use super::super::super::widgets::{button, fields, heading, muted, note, table, warning};

/// Up to so many per cent from one's usual pace it is the usual one: no ear tells less.
const AS_USUAL: f64 = 5.0;
/// The most other recordings that are offered to be compared with.
const OFFERED: usize = 12;

/// Draws what there is of the recording of `attempt`; nothing where there is none.
pub fn panel(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    let Some(recording) = model.notebook.recording(attempt.id) else { return };
    heading(ui, "Recording");
    about(ui, model, attempt, recording);
    if recording.frames == 0 {
        muted(ui, "It is still being written.");
        return;
    }
    if let Some(other) = model.recording.compared.and_then(|id| model.notebook.recording(id)) {
        beside(ui, model, recording, other, out);
    } else {
        player(ui, model, recording, out);
        measures(ui, model, recording, out);
    }
    compare_with(ui, model, attempt, out);
    transcript(ui, model, attempt, recording, out);
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if button(ui, "Save a copy of the sound…").clicked() {
            let what = Export::Sound { attempt: Box::new(attempt.clone()) };
            out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
        }
        if button(ui, "Drop the recording").on_hover_text("It can be undone").clicked() {
            out.push(Command::Recording(RecordingCommand::Drop(attempt.id)));
        }
        if button(ui, "Erase the recording for good…").clicked() {
            out.push(Command::Data(DataCommand::AskErase(Erase::Recording(attempt.id))));
        }
    });
}

/// The recording alone, to be heard while its answer is scored again: nothing of the scores.
pub fn to_hear(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    if let Some(recording) = model.notebook.recording(attempt.id).filter(|recording| recording.frames > 0) {
        player(ui, model, recording, out);
    }
}

fn about(ui: &mut Ui, model: &Model, attempt: &Attempt, recording: &Recording) {
    let mut facts = vec![format!("{} long", clock_of(recording.secs()))];
    if !recording.microphone.is_empty() {
        facts.push(recording.microphone.clone());
    }
    muted(ui, facts.join(" · "));
    if let Some(why) = &recording.cut_short {
        warning(ui, &format!("It ended before the answer did. {why}"));
    }
    if !model.recording.sounds.contains_key(&attempt.id) {
        warning(
            ui,
            "Its sound is not on this computer: backups hold none. What was measured and written down is.",
        );
    } else if attempt.started.date_naive() == model.now.wall.date_naive() {
        note(ui, "Listening the next day judges fairer: today you still hear what you meant to say.");
    }
}

// -- Listening -----------------------------------------------------------------------------------

fn player(ui: &mut Ui, model: &Model, recording: &Recording, out: &mut Outbox) {
    let id = recording.attempt;
    let is_here = model.recording.sounds.contains_key(&id);
    let playing = model.recording.playing(id);
    let at = playing.or_else(|| model.recording.places.get(&id).copied()).unwrap_or(0.0);
    let send = |out: &mut Outbox, command| out.push(Command::Recording(command));
    let whole = Span::new(at, recording.secs());
    let bars = model.recording.waves.get(&id).map(|bars| &**bars);
    match waveform::waveform(ui, recording, bars, at, playing.is_some()) {
        Some(Asked::To(to)) => send(out, RecordingCommand::Seek(id, to)),
        Some(Asked::Toggle) if playing.is_some() => send(out, RecordingCommand::Stop),
        Some(Asked::Toggle) if is_here => send(out, RecordingCommand::Play(id, whole)),
        Some(Asked::Toggle) | None => {}
    }
    if !is_here {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if playing.is_some() {
            if button(ui, "■ Stop").clicked() {
                send(out, RecordingCommand::Stop);
            }
        } else if button(ui, "▶ Play").clicked() {
            send(out, RecordingCommand::Play(id, whole));
        }
        note(ui, format!("{} of {}", clock_of(at), clock_of(recording.secs())));
        if let Some(result) = recording.result()
            && button(ui, "▶ The result only").clicked()
        {
            send(out, RecordingCommand::Play(id, result));
        }
        ui.menu_button("Play from…", |ui| {
            for Chapter { what, span } in recording.chapters() {
                let text = format!("{} at {}", chapter_name(what), clock_of(span.start));
                if button(ui, &text).clicked() {
                    send(out, RecordingCommand::Play(id, Span::new(span.start, recording.secs())));
                    ui.close();
                }
            }
            for moment in recording.moments() {
                let text = format!("Moment you marked at {}", clock_of(moment));
                if button(ui, &text).clicked() {
                    send(out, RecordingCommand::Play(id, Span::new(moment, recording.secs())));
                    ui.close();
                }
            }
        });
    });
    let speeds = Speed::ALL.map(|speed| (speed, speed.name().to_owned()));
    if let Some(speed) = fields::choice(ui, "Speed", model.recording.speed, speeds) {
        send(out, RecordingCommand::SetSpeed(speed));
    }
}

// -- How it was told -----------------------------------------------------------------------------

fn measures(ui: &mut Ui, model: &Model, recording: &Recording, out: &mut Outbox) {
    let measures = match recording.measures() {
        None if !model.recording.sounds.contains_key(&recording.attempt) => {
            muted(ui, "It cannot be told how it was told without its sound.");
            return;
        }
        None if model.recording.is_unreadable(recording.attempt) => {
            muted(ui, "Its sound cannot be read, so nothing is measured.");
            return;
        }
        None => {
            muted(ui, "How it was told is being worked out…");
            return;
        }
        Some(Err(why)) => {
            muted(ui, why.reason());
            return;
        }
        Some(Ok(measures)) => measures,
    };
    ui.add_space(space::S);
    ui.label(RichText::new("How it was told").font(strong(size::BODY)));
    for line in sentences(&measures) {
        ui.label(line);
    }
    if let Some(pause) = measures.longest_pause
        && model.recording.sounds.contains_key(&recording.attempt)
        && button(ui, "▶ Hear the longest pause").clicked()
    {
        let from = (pause.from_secs - 2.0).max(0.0);
        let span = Span::new(from, (pause.from_secs + pause.secs + 2.0).min(recording.secs()));
        out.push(Command::Recording(RecordingCommand::Play(recording.attempt, span)));
    }
    match usual::pace(recording.attempt, &model.recording.told) {
        Some(pace) => {
            ui.label(pace_words(pace));
        }
        None => {
            note(
                ui,
                format!("Pace is told against your own usual, from {} other recordings on.", usual::LEAST),
            );
        }
    }
    if let Some(sections) = &measures.sections {
        let mut shown = Table::new([words("Section"), number("Talk, s"), number("Pauses, s")]);
        for (section, talk) in sections.iter() {
            shown.rows.push(row(&section.to_string(), *talk));
        }
        table::plain_table(ui, "talk", "Talk and pauses by section", &shown);
    }
    note(
        ui,
        "Facts, not scores. Cues are cut out. A pause is a silence of 0.25 s or more between two words.",
    );
}

/// The facts about a whole answer, one sentence each.
fn sentences(measures: &Measures) -> Vec<String> {
    let mut lines = vec![format!(
        "{} of talk and {} of pauses; the first word after {:.1} s.",
        clock_of(measures.whole.talk_secs),
        clock_of(measures.whole.pause_secs),
        measures.first_word_secs
    )];
    if let Some(pause) = measures.longest_pause {
        lines.push(format!("The longest pause: {:.1} s, at {}.", pause.secs, clock_of(pause.from_secs)));
    }
    if let Some(share) = measures.result_share {
        lines.push(format!("{:.0} % of the talk went to the result.", share * 100.0));
    }
    lines
}

fn pace_words(pace: usual::Pace) -> String {
    let others = counted(pace.recordings, "other recording", "other recordings");
    let by = (pace.faster.abs() * 100.0).round();
    if by < AS_USUAL {
        format!("As fast as you usually speak, by {others}.")
    } else {
        let how = if pace.faster > 0.0 { "faster" } else { "slower" };
        format!("About {by:.0} % {how} than you usually speak, by {others}.")
    }
}

fn row(name: &str, talk: Talk) -> Vec<String> {
    vec![name.to_owned(), format!("{:.0}", talk.talk_secs), format!("{:.0}", talk.pause_secs)]
}

// -- Beside another --------------------------------------------------------------------------------

/// What makes another recording worth laying beside that of `attempt`.
fn likeness(model: &Model, attempt: &Attempt, other: &Attempt) -> Option<&'static str> {
    let same = |a: Option<&String>, b: Option<&String>| a.is_some() && a == b;
    let catalog = model.notebook.catalog();
    if attempt.question.text == other.question.text {
        Some("the same question")
    } else if same(attempt.story.as_ref(), other.story.as_ref()) {
        Some("the same story")
    } else if catalog.canonical(&attempt.principle) == catalog.canonical(&other.principle) {
        Some("the same principle")
    } else {
        None
    }
}

fn compare_with(ui: &mut Ui, model: &Model, attempt: &Attempt, out: &mut Outbox) {
    let send = |out: &mut Outbox, with| out.push(Command::Recording(RecordingCommand::Compare(with)));
    if model.recording.compared.is_some() {
        if button(ui, "Stop comparing").clicked() {
            send(out, None);
        }
        return;
    }
    let alike = |id| {
        let other = model.notebook.attempt(id);
        other.is_some_and(|other| likeness(model, attempt, other).is_some())
    };
    let others: Vec<&Recording> =
        comparable(&model.notebook.recordings, alike, attempt.id).take(OFFERED).collect();
    if others.is_empty() {
        note(ui, "Another recording of this question, story or principle can be compared with it.");
        return;
    }
    ui.menu_button("Compare with…", |ui| {
        for other in others {
            let Some(given) = model.notebook.attempt(other.attempt) else { continue };
            let why = likeness(model, attempt, given).unwrap_or_default();
            let text =
                format!("{}, {why}: {}", given.started.format("%-d %b, %H:%M"), short(&given.question.text));
            if button(ui, &text).clicked() {
                send(out, Some(other.attempt));
                ui.close();
            }
        }
    });
}

fn short(text: &str) -> String {
    const MOST: usize = 48;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).collect::<String>() + "…"
}

/// Both side by side where there is room, one below the other where there is none.
fn beside(ui: &mut Ui, model: &Model, one: &Recording, other: &Recording, out: &mut Outbox) {
    let both = [one, other];
    let columns = if ui.available_width() >= 2.0 * width::FIGURE_BESIDE { 2 } else { 1 };
    let half = |ui: &mut Ui, recording: &Recording, out: &mut Outbox| {
        ui.push_id(recording.attempt, |ui| {
            if let Some(attempt) = model.notebook.attempt(recording.attempt) {
                let day = attempt.started.format("%-d %B %Y, %H:%M").to_string();
                ui.label(RichText::new(day).font(strong(size::BODY)));
                note(ui, short(&attempt.question.text));
            }
            player(ui, model, recording, out);
        });
    };
    if columns == 2 {
        ui.columns(2, |columns| {
            for (ui, recording) in columns.iter_mut().zip(both) {
                half(ui, recording, out);
            }
        });
    } else {
        for recording in both {
            half(ui, recording, out);
        }
    }
    let day = |recording: &Recording| {
        let attempt = model.notebook.attempt(recording.attempt);
        attempt.map_or_else(|| "–".to_owned(), |attempt| attempt.started.format("%-d %b, %H:%M").to_string())
    };
    let heads = [day(one), day(other)];
    let mut shown = Table::new([words("Measure"), words(&heads[0]), words(&heads[1])]);
    let measured = both.map(|recording| recording.measures().and_then(Result::ok));
    let mut line = |name: &str, what: &dyn Fn(&Measures) -> Option<String>| {
        let cells = measured.each_ref().map(|m| m.as_ref().and_then(what).unwrap_or_else(|| "–".to_owned()));
        shown.rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    };
    line("Talk", &|m| Some(clock_of(m.whole.talk_secs)));
    line("Pauses", &|m| Some(clock_of(m.whole.pause_secs)));
    line("First word", &|m| Some(format!("{:.1} s", m.first_word_secs)));
    line("Longest pause", &|m| m.longest_pause.map(|pause| format!("{:.1} s", pause.secs)));
    line("Result, of the talk", &|m| m.result_share.map(|share| format!("{:.0} %", share * 100.0)));
    for section in Section::ALL {
        let name = format!("{section}: talk, pauses");
        line(&name, &|m| {
            let talk = m.sections.as_ref()?[section];
            Some(format!("{:.0} s, {:.0} s", talk.talk_secs, talk.pause_secs))
        });
    }
    table::plain_table(ui, "compared", "Both recordings", &shown);
    sections_beside(ui, model, both, out);
}

/// Each section of one, then of the other, to be heard in turn.
fn sections_beside(ui: &mut Ui, model: &Model, both: [&Recording; 2], out: &mut Outbox) {
    note(ui, "Hear a section of one, then of the other:");
    for section in Section::ALL {
        let stays = both.map(|recording| {
            let found = recording.sections().into_iter().find(|(of, _)| *of == section);
            found.map(|(_, span)| (recording.attempt, span))
        });
        if stays.iter().all(Option::is_none) {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(section.to_string());
            for (n, stay) in stays.into_iter().enumerate() {
                let Some((id, span)) = stay.filter(|(id, _)| model.recording.sounds.contains_key(id)) else {
                    muted(ui, "–");
                    continue;
                };
                let which = if n == 0 { "this one" } else { "the other" };
                if button(ui, &format!("▶ {section}, {which}, {:.0} s", span.secs())).clicked() {
                    out.push(Command::Recording(RecordingCommand::Play(id, span)));
                }
            }
        });
    }
}

// -- What was written down --------------------------------------------------------------------------

fn transcript(ui: &mut Ui, model: &Model, attempt: &Attempt, recording: &Recording, out: &mut Outbox) {
    let send = |out: &mut Outbox, command| out.push(Command::Recording(command));
    let id = attempt.id;
    ui.add_space(space::S);
    let has_program = !model.notebook.profile.settings.record.command.trim().is_empty();
    let Some(written) = &recording.transcript else {
        if has_program {
            buttons(ui, model, recording, out);
        } else {
            note(ui, "A program of yours can write it down: name one under Settings, Recording.");
        }
        return;
    };
    let program = &written.program;
    ui.label(RichText::new(format!("As {program} heard it")).font(strong(size::BODY)));
    if model.recording.mending {
        let field = Id::unique("transcript").with(id);
        if let Some(text) = fields::lines(ui, field, "Transcript", &written.text, "What was said", 8) {
            send(out, RecordingCommand::SetTranscript(id, text));
        }
    } else {
        ui.label(RichText::new(&written.text).font(plain(size::BODY)));
    }
    if !written.is_as_heard() {
        note(ui, "You changed it, so nothing is told by section any more.");
    }
    if let Some(facts) = &model.recording.facts {
        told_facts(ui, facts);
    }
    buttons(ui, model, recording, out);
}

/// What can be done about the transcript. The first button stays in its place whatever it says, and keeps the keyboard.
fn buttons(ui: &mut Ui, model: &Model, recording: &Recording, out: &mut Outbox) {
    let id = recording.attempt;
    let send = |out: &mut Outbox, command| out.push(Command::Recording(command));
    let writing = model.recording.writing.as_ref();
    let has_program = !model.notebook.profile.settings.record.command.trim().is_empty();
    let is_written = recording.transcript.is_some();
    ui.push_id("transcript buttons", |ui| {
        ui.horizontal_wrapped(|ui| {
            if let Some(writing) = writing {
                if button(ui, "Stop writing down").clicked() {
                    send(out, RecordingCommand::CancelWriting);
                }
                let own = writing.attempt == id;
                let words = if own {
                    "It is being written down…"
                } else {
                    "Another recording is being written down…"
                };
                muted(ui, words);
            } else if has_program && model.recording.sounds.contains_key(&id) {
                let text = if is_written { "Write it down anew" } else { "Write it down" };
                if button(ui, text).clicked() {
                    send(out, RecordingCommand::WriteDown(id));
                }
            }
            if !is_written {
                return;
            }
            let mending = model.recording.mending;
            if button(ui, if mending { "Done mending" } else { "Mend the text" }).clicked() {
                send(out, RecordingCommand::Mend(!mending));
            }
            if button(ui, "Drop the transcript").on_hover_text("It can be undone").clicked() {
                send(out, RecordingCommand::DropTranscript(id));
            }
        });
    });
}

fn told_facts(ui: &mut Ui, told: &Told) {
    let mut lines = Vec::new();
    if let Some(pace) = told.words_a_minute {
        lines.push(format!("{pace:.0} words a minute, pauses included."));
    }
    let times = |n| counted(n, "time", "times");
    lines.push(format!("“I” {}, “we” {}.", times(told.who.i), times(told.who.we)));
    let by_section = told.who_by_section.iter().filter(|(_, who)| who.i + who.we > 0);
    let by_section: Vec<String> =
        by_section.map(|(section, who)| format!("{section} {} to {}", who.i, who.we)).collect();
    if !by_section.is_empty() {
        lines.push(format!("“I” to “we” by section: {}.", by_section.join(", ")));
    }
    match told.result_figures {
        Some(0) => lines.push("No figure in the result.".to_owned()),
        Some(n) => lines.push(format!("{} in the result.", counted(n, "figure", "figures"))),
        None => {}
    }
    if let Some(fillers) = told.fillers {
        lines.push(format!("At least {}.", counted(fillers, "filler such as “um”", "fillers such as “um”")));
    }
    for line in lines {
        ui.label(line);
    }
    if told.sentences > 0 {
        let heard = told.sentences - told.left_out.len();
        ui.label(format!(
            "{heard} of {} of the story were heard.",
            counted(told.sentences, "sentence", "sentences")
        ));
    }
    if !told.left_out.is_empty() {
        note(ui, "Not heard:");
        for (section, sentence) in &told.left_out {
            ui.label(format!("{section}: {sentence}"));
        }
    }
}
