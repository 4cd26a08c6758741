//! Greenroom: one person rehearses a behavioural interview aloud, alone, against the clock, and
//! learns from the record which principle is still weak. Everything stays on their computer.
//!
//! # Code map
//!
//! ```text
//! src/
//!   main.rs    parses the arguments, runs the window or a command
//!   cli/       the commands, one file each
//!   domain/    values, rules and state machines: question, attempt, countdown, rehearsal, session,
//!              draw, readiness, their tunables, friend, calibration, plan, rubric, star, story, bank,
//!              its lint, overlay, catalog, profile, interviews, mock (phone screen and loop: plan, run, debrief),
//!              coverage, allocation and find (which principle has which story, which in which round, how fast), to_ask,
//!              notebook (what the person has, and what follows from it)
//!   banks.rs   the question banks embedded in the binary
//!   examples.rs  the example answers embedded in it, and how they are read
//!   interviewers.rs  what interviewers say, embedded in it
//!   licences.rs  what else is embedded, with the licence texts that go with it
//!   import/    bytes → decode → formats → document → recognise → draft; stores nothing
//!   reader/    reads one file behind a wall: in a second process with limits, or on the spot
//!   chart/     data → series ready to draw; the palette as plain RGB
//!   export/    pages, packets, tables and calendars to take away, one file a format; draws the charts as SVG, PNG, PDF
//!   store/     the data folder: journals, documents, lock, backups, erasing, checking
//!   audio/     cues that start on time, placed by sample on a silent track; the voice that reads questions
//!   app/       model (its parts beside it: stage, timeline, …), shown/ (what is read off it: route, what is proposed, …),
//!              action, command, update/, jobs (named threads), clock
//!   ui/        bindings (the keys), tokens, fonts, shell, modals, screens/, widgets/
//!   window/    opens the window and runs the application in it
//! ```
//!
//! Data flows one way: input → [`app::command::Command`] → [`app::update::update`] →
//! [`app::model::Model`] → screen. `update` returns [`app::effect::Effect`]s; threads carry them out
//! and report [`app::effect::Event`]s. A running attempt is [`domain::rehearsal::Rehearsal`], a pure
//! state machine that is told the time. What to ask comes from [`domain::draw::draw`], how far to
//! trust the scores from [`domain::readiness`]. Everything a person confirms goes through
//! [`store::Store`], which answers when it is on disk.
//!
//! # Where to change what
//!
//! | change | room |
//! |---|---|
//! | a key | `ui/bindings.rs` |
//! | what an action is called | `app/action.rs` |
//! | what an action or a button does | `app/update/`, by where the person is: `app/shown/route.rs` |
//! | how a screen looks | `ui/screens/`, its pieces in `ui/widgets/`, sizes and colours in `ui/tokens.rs` |
//! | what the keyboard scrolls, and the ring around what has it | `ui/attention.rs`; an open list `ui/widgets/list.rs` |
//! | what the close of a session says (the evening) | `domain/evening.rs`, drawn by `ui/screens/closed.rs` |
//! | what Today proposes | `app/shown/suggestion.rs`; the road `domain/road.rs`; both drawn by `ui/screens/today.rs` |
//! | several interviews: switching, copying, archiving | `domain/interviews.rs`, on disk `store/schema/target.rs` |
//! | what a screen reader is told of itself | its words `app/shown/announce.rs`, when `app/update/announcing.rs` |
//! | how an answer is told (four sections or three) | `Structure` in `domain/star.rs` |
//! | what stands beside an answer on stage: notes, reading aloud, stories | `Aids` in `app/stage.rs`, its keys `AidAction` in `app/action.rs`, what they do `app/update/stage.rs` |
//! | what a story is asked while it is written | `domain/story/checks.rs`, its words `signs.rs`; measured by `tests/stories.rs` |
//! | how strong a story is, how often it was told | `domain/story/telling.rs` |
//! | which story for which principle and round | `domain/coverage.rs`, `domain/allocation.rs`; drawn by `ui/screens/stories/` |
//! | the drill of finding a story | its rules `domain/find.rs`, its keys `app/find.rs`, drawn by `ui/screens/find.rs` |
//! | a story at several lengths, a part of one | `domain/story/lengths.rs`, begun in `app/update/drill.rs` |
//! | questions to ask, round by round | `domain/to_ask.rs` |
//! | the stage while one thinks, its clocks | `ui/screens/stage/` |
//! | the target (company, role, stages, dates) and what its fields take | `domain/profile.rs`, `ui/screens/target.rs` |
//! | what Enter and Esc do in the review of an import | `app/update/imports.rs`; what is taken over `domain/review/accept.rs` |
//! | the clock, the phases | `domain/rehearsal.rs`, `domain/countdown.rs` |
//! | a mock interview's plan, its pacing | `domain/mock/` |
//! | a debrief | its numbers `domain/mock/debrief.rs`, its page `export/debrief.rs`, how a page is written `export/html.rs`, `markdown.rs`, `pdf/` |
//! | the plan up to the interview | `domain/plan/` |
//! | the readiness model, the draw | `domain/readiness.rs`, `domain/draw.rs`, every number in `domain/tunables.rs` |
//! | what a friend's scores correct | `domain/friend.rs` |
//! | a format on disk | `store/schema/` |
//! | who may read what is stored | `store/private.rs` |
//! | what the person has, how it changes, what follows | `domain/notebook/` |
//! | what is a step, and what is said of it | `app/timeline.rs`; going back and on `app/update/undo.rs` |
//! | another kind of stored document | `domain/notebook/entry.rs` and `holdings.rs`, its format in `store/schema/`, its folder in `store/entries.rs` |
//! | several changes as one | `store/together.rs` |
//! | what erasing takes, and how it is finished | `store/erase/`; what was removed and when it goes `store/erase/removed.rs` |
//! | a document that is not as it was saved | `store/altered.rs`, its sum `store/schema/sum.rs` |
//! | what of an import is here already | `domain/review/before.rs` |
//! | what of a text may reach a terminal | `cli/screen.rs` |
//! | a line of the journal that is torn or damaged | told apart in `store/journal/read.rs`, moved aside in `store/journal/tail.rs` |
//! | what Esc leaves | `app/update/actions.rs`; inside a bank `app/update/browse.rs` |
//! | a heading or a word that import knows | `import/recognise/heading_kind.rs`; a file's first heading also `context.rs` |
//! | a format that import reads | `import/formats/`, told apart in `import/formats/sniff.rs` |
//! | what reading a file may take, how that is held | `reader/mod.rs`, `reader/confine.rs`; limits of one format `import/limits.rs` |
//! | opening a folder, and why it is read-only | `store/opening.rs` |
//! | what History lists | `app/history.rs`, drawn by `ui/screens/history/` |
//! | what can be taken away | a row in `export/formats.rs`, and a file a format beside it |
//! | a sound | how it sounds `audio/tones.rs`, for which cue `app/cues.rs`, at which moment `domain/rehearsal.rs` |
//! | a question | `question_banks/`, whose README describes the format |
//! | what makes a good question | `domain/lint/` |
//! | the icon, the menu entry, what a package holds | `assets/icon/`, `assets/packaging/`, `examples/package/` |
//!
//! # Invariants
//!
//! `tests/architecture.rs` scans the source for these.
//!
//! **Architecture invariant 1:** only `ui/`, `window/` and `main.rs` name egui or eframe.
//!
//! **Architecture invariant 2:** `domain/` has no file access, no threads, no clock and no randomness
//! of its own: `now` and the random source are parameters.
//!
//! **Architecture invariant 3:** only `app/update/` (and the model's own methods it calls) changes the
//! model; a screen returns commands. What is being typed is model state; screens keep only scroll
//! and focus.
//!
//! **Architecture invariant 4:** no I/O, lock or wait in `ui/`. Every thread is named, reports through
//! an event, and wakes the window.
//!
//! **Architecture invariant 5:** colours, sizes and spacing come from `ui/tokens.rs`, which wraps the
//! palette. No chart's numbers are worked out twice.
//!
//! **Architecture invariant 6:** what is written to disk is its own type with a version, never a domain
//! type serialised by chance.
//!
//! **Architecture invariant 7:** every file opens with a `//!` line; one of over 600 lines is split.
//!
//! **Architecture invariant 8:** the program opens no network connection.

pub mod app;
pub mod audio;
pub mod banks;
pub mod chart;
pub mod cli;
pub mod domain;
pub mod examples;
pub mod export;
pub mod import;
pub mod interviewers;
pub mod licences;
pub mod reader;
pub mod store;
pub mod ui;
pub mod window;
