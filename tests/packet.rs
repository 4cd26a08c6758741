//! A scoring packet, and a round that a friend leads, in a real browser: from the page to scores beside one's own.
//!
//! It needs Chromium, of any kind that knows `--headless`; without one these tests fail and say so.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::process::{Command, Stdio};

use chrono::DateTime;
use greenroom::domain::attempt::{AskedQuestion, Attempt};
use greenroom::domain::catalog::Catalog;
use greenroom::domain::mock::generate::{Ask, generate};
use greenroom::domain::mock::plan::MockForm;
use greenroom::domain::mock::record::Mock;
use greenroom::domain::profile::Profile;
use greenroom::domain::rubric::{Dimension, Score};
use greenroom::domain::star::Budget;
use greenroom::export::friend_round::{RoundPage, round_html};
use greenroom::export::packet::{Packet, Recording, packet_html};
use greenroom::store::{SCORES_FORMAT, is_round_scores, parse_round_scores, parse_scores};
use serde_json::{Value, json};
use uuid::Uuid;

use common::{Room, attempt};

/// What runs the page. `GREENROOM_BROWSER` names another.
fn browser() -> String {
    let names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let named = std::env::var("GREENROOM_BROWSER").into_iter();
    let runs = |name: &String| {
        let version =
            Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    named.chain(names.map(str::to_owned)).find(runs).expect(
        "no Chromium was found. The packet is tested in a real browser: install chromium-headless-shell, as the \
         README's line for the tests does, or name a browser in GREENROOM_BROWSER",
    )
}

/// Runs `driver` in `page` and returns what it gives to `done`.
fn drive(page: &str, driver: &str) -> Value {
    let temp = tempfile::tempdir().unwrap();
    let nonce = page.split("script-src 'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let script = format!(
        "<script nonce=\"{nonce}\">\n\
         const key = (key, to = document.activeElement) =>\n\
             to.dispatchEvent(new KeyboardEvent('keydown', {{ key, bubbles: true, cancelable: true }}));\n\
         const part = (id) => document.getElementById(id);\n\
         const type = (id, text) => {{ part(id).focus(); part(id).value = text;\n\
             part(id).dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }};\n\
         const at = () => {{ const e = document.activeElement; return e.id || e.name || e.tagName; }};\n\
         const done = (said) => {{ const pre = document.createElement('pre'); pre.id = 'driver-said';\n\
             pre.textContent = JSON.stringify(said); document.body.append(pre); }};\n\
         // The page may run before the browser has given it the keyboard; until then nothing has the focus.\n\
         const focused = async () => {{ for (let n = 0; n < 150 && !document.hasFocus(); n += 1) {{\n\
             await new Promise((go) => setTimeout(go, 50)); }} }};\n\
         (async () => {{ try {{ await focused(); {driver} }} catch (e) {{ done('' + e); }} }})();\n</script></body>"
    );
    let copy = temp.path().join("packet.html");
    fs::write(&copy, page.replace("</body>", &script)).unwrap();
    let output = Command::new(browser())
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .arg("--virtual-time-budget=20000")
        .arg(format!("--user-data-dir={}", temp.path().join("profile").display()))
        .arg("--dump-dom")
        .arg(&copy)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let said = dom.split("<pre id=\"driver-said\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let said = said.unwrap_or_else(|| {
        panic!("the driver did not end: {dom}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    let said =
        said.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&said).unwrap()
}

fn written() -> Attempt {
    let question = AskedQuestion { id: None, text: "What <b>broke</b>,\n& \"why\"?".to_owned() };
    let started = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
    let mut attempt = Attempt::new(Uuid::from_u128(7), question, "Dive Deep".to_owned(), started);
    attempt.note = Some("<script>document.title = 'ran'</script> Two < three & \"four\"".to_owned());
    attempt
}

fn page(recording: Option<&Recording>) -> String {
    packet_html(&Packet { id: Uuid::new_v4(), attempt: &written(), meaning: None, recording })
}

#[test]
fn a_friend_scores_by_keyboard_and_the_scores_come_to_stand_beside_ones_own() {
    let room = Room::new();
    let mut own = attempt("Dive Deep", "what broke", "2026-06-30T19:00:00+02:00", 5);
    own["note"] = json!("I counted the pallets by hand.");
    let id = room.logged(&[own]).pop().unwrap();
    let file = room.beside("packet.html");
    room.run(&["packet", &id, "-o", file.to_str().unwrap(), "--json"]).json();
    let page = fs::read_to_string(&file).unwrap();
    let said = drive(
        &page,
        "const steps = [];
         // From nowhere in particular the first digit scores the first dimension.
         for (const digit of ['4', '3', '0']) { key(digit); steps.push(at()); }
         key('7'); key('x'); steps.push(at());
         // A click on an anchor; then the digits go on where the keyboard is.
         document.querySelectorAll('fieldset')[3].querySelectorAll('label')[1].click();
         document.querySelector('[name=setting]').focus();
         key('5'); steps.push(at());
         key('2'); steps.push(at());
         const count = part('count').textContent;
         part('form').requestSubmit();
         const problem = part('problem').textContent;
         steps.push(at());
         type('by', 'Anna Lee');
         key('1');
         type('note', 'Say the number 3 first. \"Then\" <why>.');
         let blob;
         const make = URL.createObjectURL;
         URL.createObjectURL = (made) => { blob = made; return make(made); };
         document.querySelector('button[type=submit]').click();
         steps.push(at());
         const text = part('text').value;
         const shown = !part('done').hidden;
         const saved = await blob.text();
         type('note', 'Changed.');
         done({ steps, count, problem, text, shown, saved, name: part('file').download,
             href: part('file').href.slice(0, 5), stale: part('done').hidden });",
    );
    assert_eq!(
        said["steps"],
        json!(["depth", "ownership", "fit", "fit", "delivery", "by", "by", "file"]),
        "{said}"
    );
    assert_eq!(said["count"], "5 of 6 scored");
    assert!(said["problem"].as_str().unwrap().starts_with("Write your name first"));
    assert_eq!(
        (&said["shown"], &said["stale"], &said["href"]),
        (&json!(true), &json!(true), &json!("blob:"))
    );
    assert_eq!(said["name"], "scores-anna-lee.json");
    assert_eq!(said["saved"], said["text"], "the file and the text to copy are the same");

    let back = room.beside("scores-anna-lee.json");
    fs::write(&back, said["saved"].as_str().unwrap()).unwrap();
    let done = room.run(&["packet", "--read", back.to_str().unwrap(), "--json"]).json();
    assert_eq!((&done[0]["by"], &done[0]["replaced"]), (&json!("Anna Lee"), &json!(false)));
    let attempts = room.contents().has.attempts;
    let (own, friend) = (attempts[0].scores, &attempts[0].friend_scores[0]);
    assert_eq!(own.mean(), Some(5.0), "one's own scores stay as they were");
    let given = Dimension::ALL.map(|d| friend.scores.get(d).map_or(0, Score::value));
    assert_eq!(given, [4, 3, 0, 2, 5, 2]);
    assert_eq!(friend.note.as_deref(), Some("Say the number 3 first. \"Then\" <why>."));
    assert!(page.contains(&friend.packet.unwrap().to_string()));
}

#[test]
fn the_page_gives_exactly_the_format_that_is_read() {
    let said = drive(
        &page(None),
        "key('3'); type('by', 'Ben'); part('form').requestSubmit(); done(part('text').value);",
    );
    let text = said.as_str().unwrap();
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        common::keys(&value),
        ["at", "attempt", "by", "format", "packet", "question", "rubric", "scores"]
    );
    assert_eq!(value["format"], SCORES_FORMAT);
    let read = parse_scores(text.as_bytes()).unwrap();
    assert_eq!((read.attempt, read.question), (Uuid::from_u128(7), written().question.text));
}

#[test]
fn nothing_but_the_page_itself_runs_or_is_loaded() {
    let page = page(None).replace(
        "</main>",
        "<script>document.title = 'ran'</script><img src=\"https://example.invalid/a.png\" onerror=\"document.title = 'ran'\"></main>",
    );
    let said = drive(
        &page,
        "const refused = [];
         document.addEventListener('securitypolicyviolation', (e) => refused.push(e.effectiveDirective));
         try { await fetch('data:,x'); } catch { }
         const image = document.createElement('img');
         image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
         document.body.append(image);
         await new Promise((go) => setTimeout(go, 500));
         const has = (what) => refused.includes(what);
         done({ title: document.title, refused: has('connect-src') && has('img-src'), note: document.querySelector('.said').textContent,
             question: document.querySelector('.question').textContent, bold: !document.querySelector('.question b') });",
    );
    assert!(said["title"].as_str().unwrap().starts_with("Score an answer: What <b>broke"), "{said}");
    assert_eq!(said["refused"], true, "the policy refuses what is not the page's");
    assert_eq!(said["note"], written().note.unwrap(), "what looks like a script is shown");
    assert_eq!((&said["question"], &said["bold"]), (&json!(written().question.text), &json!(true)));
}

#[test]
fn every_control_is_native_named_and_shows_the_keyboard() {
    let said = drive(
        &page(None),
        "const controls = [...document.querySelectorAll('input, textarea, button, a, audio')];
         const unnamed = controls.filter((c) => !(c.labels && c.labels.length) && !c.textContent.trim());
         const order = controls.filter((c) => c.tabIndex !== 0).length;
         const groups = [...document.querySelectorAll('fieldset')].map((f) => f.querySelector('legend').textContent);
         const none = document.querySelectorAll(':checked').length;
         key('3');
         const label = document.activeElement.closest('label');
         const ring = getComputedStyle(label).outlineStyle + ' ' + getComputedStyle(label).outlineWidth;
         done({ unnamed: unnamed.length, order, groups, none, ring, lang: document.documentElement.lang });",
    );
    assert_eq!((&said["unnamed"], &said["order"]), (&json!(0), &json!(0)), "{said}");
    assert_eq!(said["none"], 0, "nothing is filled in beforehand");
    assert_eq!((&said["ring"], &said["lang"]), (&json!("solid 3px"), &json!("en")));
    for (group, dimension) in said["groups"].as_array().unwrap().iter().zip(Dimension::ALL) {
        assert!(group.as_str().unwrap().starts_with(dimension.name()));
    }
}

#[test]
fn a_recording_within_it_can_be_played() {
    // A tenth of a second of silence: 16 bits, one channel, 8000 a second.
    let data = vec![0u8; 1600];
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + 1600u32).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16u32.to_le_bytes());
    bytes.extend([1u16.to_le_bytes(), 1u16.to_le_bytes()].concat());
    bytes.extend([8000u32.to_le_bytes(), 16000u32.to_le_bytes()].concat());
    bytes.extend([2u16.to_le_bytes(), 16u16.to_le_bytes()].concat());
    bytes.extend(b"data");
    bytes.extend(1600u32.to_le_bytes());
    bytes.extend(data);
    let recording = Recording { mime: "audio/wav".to_owned(), bytes };
    let said = drive(
        &page(Some(&recording)),
        "const audio = document.querySelector('audio');
         if (audio.readyState === 0) await new Promise((go) => {
             audio.onloadedmetadata = audio.onerror = go; audio.preload = 'auto'; audio.load(); });
         done({ secs: audio.duration, error: audio.error && audio.error.message });",
    );
    assert_eq!(said["error"], Value::Null);
    assert!((said["secs"].as_f64().unwrap() - 0.1).abs() < 0.01, "{said}");
}

/// A phone screen with one question about `<b>`, as it would be planned.
fn planned_mock() -> Mock {
    let profile = Profile::default();
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &profile);
    let ask = Ask { half: true, ..Ask::new(MockForm::Phone, Budget::default()) };
    let mut plan = generate(&catalog, &profile.target, &ask, 7).unwrap();
    "What </script><b>broke</b>?".clone_into(&mut plan.rounds[0].questions[0].drawn.text);
    let made = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
    Mock::new(Uuid::from_u128(0xa1b2_c3d4_0000_0000_0000_0000_0000_0000), made, plan)
}

#[test]
fn a_friend_leads_a_round_and_what_they_send_is_read_back() {
    let mock = planned_mock();
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &Profile::default());
    let html = round_html(RoundPage { mock: &mock, catalog: &catalog, about: None, made: mock.made });
    assert_eq!(html.matches("<script").count(), 2, "its plan and its own");
    for word in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!html.contains(word), "nothing from outside: {word}");
    }
    let said = drive(
        &html,
        "const seen = [];
         const press = (id) => part(id).click();
         const look = () => seen.push(part('heading').dataset.step);
         look();
         type('by', 'Omar');
         document.querySelector('[data-open-round=\"0\"]').click(); look();
         const opening = part('round').textContent;
         press('next'); look();
         const asked = part('round').textContent;
         press('timer-toggle'); press('timer-toggle');
         press('heard-situation'); press('heard-action');
         document.querySelector('input[name=\"probe-0\"][value=\"held\"]').click();
         document.querySelector('input[name=\"score-result\"][value=\"4\"]').click();
         type('note', 'Say the number first.');
         while (part('heading').dataset.step !== 'r0-vote') { press('next'); look(); }
         document.querySelector('input[name=\"vote\"][value=\"no\"]').click();
         type('reason', 'no number');
         press('cast');
         const sealed = !part('round').textContent.includes('no number');
         press('next'); look();
         type('keep', 'the pauses');
         press('make');
         done({ seen, opening, asked, sealed, text: part('text').value, shown: !part('done').hidden,
             problem: part('problem').textContent });",
    );
    assert_eq!(said["sealed"], true, "a vote that is cast is not shown again: {said}");
    assert_eq!(said["shown"], true, "{said}");
    let seen = said["seen"].as_array().unwrap();
    assert_eq!((&seen[0], &seen[1], &seen[2]), (&json!("start"), &json!("r0-opening"), &json!("r0-q0")));
    assert!(said["asked"].as_str().unwrap().contains("What </script><b>broke</b>?"), "as text: {said}");
    let name = greenroom::domain::mock::people::cast(&mock.plan, greenroom::interviewers::lines());
    assert!(said["opening"].as_str().unwrap().contains(&name[0].opening));
    let text = said["text"].as_str().unwrap();
    assert!(is_round_scores(text.as_bytes()));
    let file = parse_round_scores(text.as_bytes()).unwrap();
    let joined = file.join(&mock, |_| None).unwrap();
    assert!(joined.mock.is_over());
    assert_eq!(joined.mock.rounds[0].friends[0].reason, "no number");
    assert_eq!(joined.mock.friends[0].keep.as_deref(), Some("the pauses"));
    let attempt = &joined.attempts[0];
    assert_eq!(attempt.friend_scores[0].scores.get(Dimension::Result).map(Score::value), Some(4));
    assert_eq!(attempt.friend_scores[0].note.as_deref(), Some("Say the number first."));
    assert_eq!(attempt.depth_survived(), (1, 1));
}
