//! The voice against made-up programs: slow, missing, failing, noisy, and one that writes down what it is given.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use rustix::process::{Pid, test_kill_process};

use super::super::program::{OpenQuote, words};
use super::*;

/// What a question may hold that a shell, a printer of formats or a reader of options would take amiss.
const AWKWARD: &str =
    "He said \"why?\", you said 'how?' $HOME `id` ${X} 100 %s %n \\n | ; && * ~ <x> é 你好\n-n line two";

/// A folder of made-up programs, and a voice that knows no others.
struct Lab {
    voice: Option<Voice>,
    said: Receiver<VoiceEvent>,
    temp: tempfile::TempDir,
}

impl Lab {
    fn new() -> Self {
        Self::with(Limit::USUAL)
    }

    fn with(limit: Limit) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let (say, said) = channel();
        let path = Some(temp.path().as_os_str().to_owned());
        let voice = Voice::start(path, limit, move |event| {
            // The test may be over.
            let _ = say.send(event);
        });
        Self { voice: Some(voice), said, temp }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// The line that runs this script, with more arguments.
    fn script(&self, body: &str, arguments: &str) -> String {
        let path = self.path("voice.sh");
        fs::write(&path, body).unwrap();
        format!("/bin/sh '{}' {arguments}", path.display())
    }

    /// Puts a program of this name on the path. A shell writes it: a file that this process has open for
    /// writing could not be run while another test starts a program.
    fn install(&self, name: &str, body: &str) {
        let mut shell = Command::new("/bin/sh")
            .args(["-c", "cat > \"$1\" && chmod 755 \"$1\"", "sh"])
            .arg(self.path(name))
            .stdin(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        shell.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
        assert!(shell.wait().unwrap().success());
    }

    /// A pipe with a name: who reads it waits for who writes it.
    fn pipe(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    }

    fn speak(&self, number: u64, command: &str, text: &str) {
        let utterance = Utterance { number, command: command.to_owned(), text: text.to_owned() };
        assert!(self.voice.as_ref().unwrap().speak(utterance));
    }

    fn next(&self) -> VoiceEvent {
        self.said.recv_timeout(Duration::from_mins(1)).unwrap()
    }

    /// Speaks with this line and expects the text to be read to the end.
    fn read_through(&self, command: &str, text: &str) {
        self.speak(7, command, text);
        assert_eq!(self.next(), VoiceEvent::Started { number: 7 });
        assert_eq!(self.next(), VoiceEvent::Ended { number: 7 });
    }

    /// Speaks with this line and returns why it failed.
    fn fail(&self, command: &str) -> String {
        self.speak(7, command, "Tell me");
        assert_eq!(self.next(), VoiceEvent::Started { number: 7 });
        match self.next() {
            VoiceEvent::Failed { number: 7, why } => why,
            other => panic!("{other:?}"),
        }
    }
}

/// The ids that a script wrote into the pipe.
fn ids(pipe: &Path) -> Vec<Pid> {
    let text = fs::read_to_string(pipe).unwrap();
    text.split_whitespace().map(|id| Pid::from_raw(id.parse().unwrap()).unwrap()).collect()
}

/// Whether the process is there, be it as a zombie.
fn is_there(id: Pid) -> bool {
    test_kill_process(id).is_ok()
}

#[test]
fn the_text_is_one_argument_and_nothing_of_it_is_changed() {
    let lab = Lab::new();
    let out = lab.path("given");
    let line = lab.script("printf '%s|%s' \"$#\" \"$1\" > \"$2\"", &format!("{{text}} {}", out.display()));
    lab.read_through(&line, AWKWARD);
    assert_eq!(fs::read_to_string(&out).unwrap(), format!("2|{AWKWARD}"));
    lab.read_through(&line, "with\0 a zero\0 byte");
    assert_eq!(fs::read_to_string(&out).unwrap(), "2|with a zero byte");
}

#[test]
fn no_text_is_taken_for_an_option() {
    let lab = Lab::new();
    let out = lab.path("given");
    let line = lab.script("printf '%s|%s' \"$1\" \"$2\" > \"$3\"", "{text} --say={text} ");
    let line = line + &out.display().to_string();
    for text in ["-w/etc/passwd", "--version", "@file", "+x", "/?"] {
        lab.read_through(&line, text);
        assert_eq!(fs::read_to_string(&out).unwrap(), format!(" {text}|--say={text}"));
    }
}

#[test]
fn a_program_without_a_place_for_it_is_given_the_text_on_standard_input() {
    let lab = Lab::new();
    let out = lab.path("given");
    let line = lab.script("cat > \"$1\"", &format!("'{}'", out.display()));
    for text in [AWKWARD, "-n", "--", ""] {
        lab.read_through(&line, text);
        assert_eq!(fs::read_to_string(&out).unwrap(), format!("{text}\n"));
    }
}

#[test]
fn a_program_that_does_not_listen_holds_nobody_up() {
    let lab = Lab::new();
    let long = "a word ".repeat(1 << 18);
    lab.read_through(&lab.script("exit 0", ""), &long);
}

#[test]
fn a_failing_program_is_told_with_its_last_words() {
    let lab = Lab::new();
    let why = lab.fail(&lab.script("echo first >&2; echo 'no such voice: xx' >&2; echo >&2; exit 3", ""));
    assert!(why.starts_with("sh failed") && why.contains('3') && why.contains("It said: no such voice: xx"));
    let why = lab.fail(&lab.script("exit 4", ""));
    assert!(why.contains('4') && !why.contains("It said"), "{why}");
    // What cannot be started at all: a file that is no program.
    lab.install("broken", "\u{1}\u{2}\u{3}");
    lab.speak(8, "broken", "Tell me");
    match lab.next() {
        VoiceEvent::Failed { number: 8, why } => assert!(why.starts_with("broken could not be started")),
        // The system may hand it to a shell, which finds nothing to run in it.
        VoiceEvent::Started { number: 8 } => assert!(matches!(lab.next(), VoiceEvent::Failed { .. })),
        other => panic!("{other:?}"),
    }
}

#[test]
fn noise_on_standard_error_neither_stops_it_nor_fills_the_window() {
    let lab = Lab::new();
    let noise = "i=0; while [ $i -lt 3000 ]; do echo \"$i a warning nobody needs, again and again\" >&2; i=$((i+1)); done";
    lab.read_through(&lab.script(noise, ""), "Tell me");
    let wide = format!("{noise}; printf '%0500d\\033[1m' 0 >&2; exit 1");
    let why = lab.fail(&lab.script(&wide, ""));
    assert!(why.contains("00000") && why.chars().count() < 400 && !why.contains('\u{1b}'), "{why}");
}

#[test]
fn what_is_missing_says_what_to_do() {
    let lab = Lab::new();
    lab.speak(1, "", "Tell me");
    let VoiceEvent::Missing { number: 1, why } = lab.next() else { panic!() };
    assert_eq!(why, VoiceError::NoneFound.to_string());
    assert!(why.contains("Install espeak-ng or speech-dispatcher, or name a program."));
    for (line, says) in [("no-such-voice --fast", "“no-such-voice”"), ("say \"it", "quote"), ("\"\" x", "“”")]
    {
        lab.speak(2, line, "Tell me");
        let VoiceEvent::Missing { number: 2, why } = lab.next() else { panic!() };
        assert!(why.contains(says), "{why}");
    }
    lab.voice.as_ref().unwrap().look_for(String::new());
    let none = VoiceEvent::Found { program: Err(VoiceError::NoneFound.to_string()) };
    assert_eq!(lab.next(), none);
}

#[test]
fn one_that_takes_too_long_is_ended_and_told() {
    let none = Duration::ZERO;
    let lab = Lab::with(Limit { base: none, per_character: none });
    let why = lab.fail(&lab.script("sleep 600", ""));
    assert!(why.contains("took longer than 0 s"), "{why}");
    let longer = |text: &str| Limit::USUAL.of(text).as_secs();
    assert_eq!((longer(""), longer(&"x".repeat(600))), (30, 130));
}

#[test]
fn a_hushed_program_is_reaped_with_all_it_started() {
    let lab = Lab::new();
    let pipe = lab.pipe("ids");
    // Deaf to what asks politely.
    let body = "trap '' TERM INT HUP; sleep 600 & echo $$ $! > \"$1\"; wait; sleep 600";
    lab.speak(1, &lab.script(body, &pipe.display().to_string()), "Tell me");
    assert_eq!(lab.next(), VoiceEvent::Started { number: 1 });
    let ids = ids(&pipe);
    assert!(ids.iter().all(|id| is_there(*id)));
    lab.voice.as_ref().unwrap().hush();
    assert_eq!(lab.next(), VoiceEvent::Stopped { number: 1 });
    assert!(!is_there(ids[0]), "it is reaped by the time that is told");
    #[cfg(target_os = "linux")]
    {
        // Whoever adopts the second one may be slow to reap it; it runs no more.
        let runs = || {
            let about = fs::read_to_string(format!("/proc/{}/stat", ids[1].as_raw_nonzero()));
            about.is_ok_and(|about| !about.contains(") Z") && !about.contains(") X"))
        };
        while runs() {
            thread::yield_now();
        }
    }
    // Nothing is being read: nothing is told, and the next one is read as ever.
    lab.voice.as_ref().unwrap().hush();
    lab.read_through(&lab.script("exit 0", ""), "Tell me");
}

#[test]
fn dropping_the_voice_leaves_no_process_behind() {
    let mut lab = Lab::new();
    let pipe = lab.pipe("ids");
    lab.speak(1, &lab.script("echo $$ > \"$1\"; sleep 600", &pipe.display().to_string()), "Tell me");
    let ids = ids(&pipe);
    drop(lab.voice.take());
    assert!(!is_there(ids[0]));
    assert_eq!(
        lab.said.try_iter().collect::<Vec<_>>(),
        [VoiceEvent::Started { number: 1 }, VoiceEvent::Stopped { number: 1 }]
    );
}

#[test]
fn the_next_text_waits_until_the_last_voice_is_gone() {
    let lab = Lab::new();
    let pipe = lab.pipe("ids");
    lab.speak(1, &lab.script("echo $$ > \"$1\"; sleep 600", &pipe.display().to_string()), "one");
    assert_eq!(lab.next(), VoiceEvent::Started { number: 1 });
    ids(&pipe);
    lab.speak(2, "/bin/sh -c 'exit 0'", "two");
    for event in [
        VoiceEvent::Stopped { number: 1 },
        VoiceEvent::Started { number: 2 },
        VoiceEvent::Ended { number: 2 },
    ] {
        assert_eq!(lab.next(), event);
    }
}

#[test]
fn the_service_behind_spd_say_is_silenced_too() {
    let mut lab = Lab::new();
    let (pipe, log) = (lab.pipe("ids"), lab.path("log"));
    let body = format!(
        "#!/bin/sh\necho \"$@\" >> '{}'\n[ \"$1\" = --stop ] && exit\ncat >> '{}'\necho $$ > '{}'\nsleep 600\n",
        log.display(),
        log.display(),
        pipe.display()
    );
    lab.install("spd-say", &body);
    lab.speak(1, "", "Up 100 %n,\nyou say?");
    ids(&pipe);
    drop(lab.voice.take());
    assert_eq!(fs::read_to_string(&log).unwrap(), "--wait --pipe-mode\nUp 100 %n, you say?\n--stop\n");
}

#[test]
fn what_is_installed_is_found_in_its_order() {
    let lab = Lab::new();
    let folder = lab.temp.path();
    let find = |line: &str| Program::find(line, Some(folder.as_os_str()));
    fs::write(lab.path("spd-say"), "not to be run").unwrap();
    assert_eq!(find(""), Err(VoiceError::NoneFound));
    lab.install("espeak-ng", "#!/bin/sh\n");
    assert_eq!(find(" ").unwrap().path(), lab.path("espeak-ng"));
    let input = Some("-x\n".to_owned());
    assert_eq!(
        find("").unwrap().call("-x"),
        Call { arguments: vec!["--stdin".to_owned()], input: input.clone() }
    );
    // With words of one's own it is still given the text as it likes it.
    let call = find("espeak-ng -s 150").unwrap().call("-x");
    assert_eq!(call, Call { arguments: ["-s", "150", "--stdin"].map(str::to_owned).to_vec(), input });
    lab.install("spd-say", "#!/bin/sh\n");
    let spd = find("").unwrap();
    assert_eq!((spd.name().as_str(), spd.silence()), ("spd-say", Some(&["--stop"][..])));
    assert_eq!(spd.call("!-!QUIT\r\nnow").input.as_deref(), Some(" !-!QUIT  now\n"));
    // A folder on the path that depends on where one stands is passed over.
    assert_eq!(Program::find("espeak-ng", Some("".as_ref())), Err(VoiceError::NotThere("espeak-ng".into())));
    assert_eq!(Program::find("sh", Some("../bin".as_ref())), Err(VoiceError::NotThere("sh".into())));
}

#[test]
fn words_are_split_by_blanks_and_kept_by_quotes() {
    let split = |line: &str| words(line).unwrap();
    assert_eq!(split("  a \t b\n"), ["a", "b"]);
    assert_eq!(
        split("voice --name='My Voice' \"it's\" '' C:\\x\\y"),
        ["voice", "--name=My Voice", "it's", "", "C:\\x\\y"]
    );
    assert_eq!(split("a|b;c $X ~"), ["a|b;c", "$X", "~"]);
    assert_eq!(split(" "), [""; 0]);
    assert_eq!(words("a 'b"), Err(OpenQuote));
}

proptest! {
    #[test]
    fn any_words_can_be_written_as_a_line(all in prop::collection::vec("[^']{0,12}", 0..6), dashes in prop::collection::vec("[^\"]{0,12}", 0..6)) {
        let line: String = all.iter().map(|word| format!("'{word}' "))
            .chain(dashes.iter().map(|word| format!("\"{word}\" "))).collect();
        let expected: Vec<String> = all.into_iter().chain(dashes).collect();
        prop_assert_eq!(words(&line).unwrap(), expected);
    }

    #[test]
    fn splitting_never_panics_and_makes_no_letters(line in ".{0,60}") {
        if let Ok(words) = words(&line) {
            prop_assert!(words.concat().chars().all(|c| line.contains(c)));
        }
    }

    #[test]
    fn an_argument_holds_the_text_whole(text in any::<String>()) {
        let program = Program::find("/bin/sh -c {text} x={text}", None).unwrap();
        let call = program.call(&text);
        let whole = text.replace('\0', "");
        prop_assert_eq!(call.arguments.len(), 3);
        let given = &call.arguments[1];
        prop_assert_eq!(given.strip_prefix(' ').unwrap_or(given), whole.strip_prefix(' ').unwrap_or(&whole));
        prop_assert!(!call.arguments[1].starts_with('-'));
        prop_assert_eq!(&call.arguments[2], &format!("x={whole}"));
    }
}
