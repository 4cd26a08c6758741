//! A scoring packet: one HTML file in which a friend scores an answer, offline, and which gives back a small file.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::chart::palette::{DARK, LIGHT, Palette};
use crate::domain::attempt::{Attempt, Outcome};
use crate::domain::countdown::clock_of;
use crate::domain::rubric::{Dimension, Yardstick};
use crate::domain::star::Structure;

/// What every page for a friend has, before its own.
pub(super) const FORM_STYLE: &str = include_str!("../../assets/packet/form.css");
/// As [`FORM_STYLE`].
pub(super) const FORM_SCRIPT: &str = include_str!("../../assets/packet/now.js");
const STYLE: &str = include_str!("../../assets/packet/packet.css");
const SCRIPT: &str = include_str!("../../assets/packet/packet.js");

/// A recording that goes into the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its media type, such as `audio/wav`.
    pub mime: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// What a packet is made of.
#[derive(Clone, Copy, Debug)]
pub struct Packet<'a> {
    /// Its own id, which must be random: it is also what the page's script is allowed by.
    pub id: Uuid,
    /// The answer. Its scores, prediction and other people's scores stay out of the page.
    pub attempt: &'a Attempt,
    /// What the principle means, where a bank says it.
    pub meaning: Option<&'a str>,
    /// The recording, if the person has one and wants it in.
    pub recording: Option<&'a Recording>,
}

/// The packet as one self-contained HTML page: nothing is loaded from outside it and nothing is sent,
/// which its content security policy has the browser see to. What the friend makes with it is
/// `greenroom-scores/1`, read by the store.
pub fn packet_html(packet: &Packet<'_>) -> String {
    let attempt = packet.attempt;
    let nonce = packet.id.simple();
    let question = escape(&attempt.question.text);
    let mut page = String::with_capacity(16 * 1024);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'nonce-{nonce}'; \
         style-src 'nonce-{nonce}'; media-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Score an answer: {question}</title>\n<style nonce=\"{nonce}\">\n{}{FORM_STYLE}{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Score an interview answer</h1>\n\
         <p>Somebody you know is preparing for an interview and asks how you would score one of their answers. \
         It takes about three minutes.</p>\n\
         <p class=\"muted\">This page works without a network and sends nothing. It makes a small file, which you send back. \
         How they scored themselves is not in it, so that it cannot sway you.</p>\n",
        colours()
    );
    asked(&mut page, packet, &question);
    answered(&mut page, packet);
    form(&mut page, packet, &question);
    let _ = write!(
        page,
        "</main>\n<script nonce=\"{nonce}\">\n{FORM_SCRIPT}{SCRIPT}</script>\n</body>\n</html>\n"
    );
    page
}

/// The name proposed for the packet's file.
pub fn packet_file_name(attempt: &Attempt) -> String {
    let lower = attempt.principle.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!("packet-{}-{}.html", words.join("-"), attempt.started.format("%Y-%m-%d"))
}

fn asked(page: &mut String, packet: &Packet<'_>, question: &str) {
    let principle = escape(&packet.attempt.principle);
    let meaning = packet.meaning.map(str::trim).filter(|m| !m.is_empty());
    let meaning = meaning.map_or_else(String::new, |meaning| format!(": {}", escape(meaning)));
    let _ = write!(
        page,
        "<section aria-labelledby=\"asked\">\n<h2 id=\"asked\">The question</h2>\n<p class=\"question\" dir=\"auto\">{question}</p>\n\
         <p>It was asked under <strong>{principle}</strong>{meaning}</p>\n</section>\n"
    );
}

fn answered(page: &mut String, packet: &Packet<'_>) {
    let attempt = packet.attempt;
    page.push_str("<section aria-labelledby=\"answered\">\n<h2 id=\"answered\">The answer</h2>\n");
    let note = attempt.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if let Some(recording) = packet.recording {
        let _ = writeln!(
            page,
            "<audio controls aria-label=\"Recording of the answer\" src=\"data:{};base64,{}\"></audio>",
            escape(&recording.mime),
            STANDARD.encode(&recording.bytes)
        );
    }
    match note {
        Some(note) => {
            let _ = write!(
                page,
                "<p class=\"muted\">Their notes on what they said:</p>\n<div class=\"said\" dir=\"auto\">{}</div>\n",
                escape(note)
            );
        }
        None if packet.recording.is_none() => {
            page.push_str("<p>There are no notes on it. Score what you heard yourself.</p>\n");
        }
        None => {}
    }
    times(page, attempt);
    probes(page, attempt);
    page.push_str("</section>\n");
}

fn times(page: &mut String, attempt: &Attempt) {
    let planned = attempt.planned_secs;
    if let Some(secs) = attempt.answer_secs {
        let whole = planned.map(|p| p.0.iter().sum());
        let whole = whole.map_or_else(String::new, |whole: f64| format!(" of {} planned", clock_of(whole)));
        let _ = writeln!(page, "<p>It took {}{whole}, in minutes and seconds.</p>", clock_of(secs));
    }
    let (Some(spent), Some(planned)) = (attempt.section_secs, planned) else { return };
    page.push_str(
        "<table>\n<thead><tr><th scope=\"col\">Section</th><th scope=\"col\">Spoken</th><th scope=\"col\">Planned</th></tr></thead>\n<tbody>\n",
    );
    let structure = Structure::of_planned(&planned);
    for section in structure.sections().iter().copied() {
        let name = structure.name(section);
        let (spent, planned) = (clock_of(spent[section]), clock_of(planned[section]));
        let _ = writeln!(page, "<tr><th scope=\"row\">{name}</th><td>{spent}</td><td>{planned}</td></tr>");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn probes(page: &mut String, attempt: &Attempt) {
    if attempt.probes.is_empty() {
        return;
    }
    page.push_str("<p class=\"muted\">Follow-ups that were asked, and how each ended:</p>\n<ol>\n");
    for probe in &attempt.probes {
        let ended = match probe.outcome {
            Outcome::Held => "answered",
            Outcome::Already => "the answer had covered it",
            Outcome::Stuck => "no answer came",
            Outcome::Ended => "stopped here",
        };
        let _ = writeln!(
            page,
            "<li dir=\"auto\">{} <span class=\"muted\">({ended}, {:.0} s)</span></li>",
            escape(&probe.text),
            probe.secs
        );
    }
    page.push_str("</ol>\n");
}

fn form(page: &mut String, packet: &Packet<'_>, question: &str) {
    let (id, attempt) = (packet.id, packet.attempt.id);
    let rubric = packet.attempt.scores.rubric().number();
    let _ = write!(
        page,
        "<form id=\"form\" data-packet=\"{id}\" data-attempt=\"{attempt}\" data-question=\"{question}\" data-rubric=\"{rubric}\" autocomplete=\"off\" novalidate>\n\
         <h2>Your scores</h2>\n<p>Press 1 to 5 to score what has the keyboard and go on, 0 if you cannot say. \
         Arrow keys, Tab and the mouse work too. Score only what you can judge; “I” and “my” are the speaker's.</p>\n\
         <noscript><p>Scripts are switched off in this browser, so the file cannot be made. \
         Send your six numbers back as a message instead.</p></noscript>\n"
    );
    let yardstick = Yardstick::of(packet.attempt);
    for dimension in Dimension::ALL {
        scored(page, &yardstick, dimension);
    }
    page.push_str(
        "<p id=\"count\" role=\"status\" class=\"muted\"></p>\n\
         <h2>You</h2>\n\
         <label class=\"field\" for=\"by\">Your name</label>\n\
         <input type=\"text\" id=\"by\" maxlength=\"80\" required>\n\
         <label class=\"field\" for=\"note\">A remark, if you like: what worked, what to do better</label>\n\
         <textarea id=\"note\" maxlength=\"4000\"></textarea>\n\
         <p id=\"problem\" role=\"alert\"></p>\n\
         <button type=\"submit\">Make the file</button>\n\
         <section id=\"done\" aria-labelledby=\"done-head\" hidden>\n\
         <h2 id=\"done-head\">Send this back</h2>\n\
         <p><a id=\"file\" class=\"button\">Save the file</a></p>\n\
         <label class=\"field\" for=\"text\">If nothing is saved, copy this text and send it:</label>\n\
         <textarea id=\"text\" readonly></textarea>\n\
         <p><button type=\"button\" id=\"select\" class=\"plain\">Select the text</button></p>\n\
         </section>\n</form>\n",
    );
}

fn scored(page: &mut String, yardstick: &Yardstick, dimension: Dimension) {
    let id = dimension.id();
    let _ = writeln!(
        page,
        "<fieldset data-dimension=\"{id}\">\n<legend><b>{dimension}</b> {}</legend>",
        escape(dimension.asks())
    );
    for (value, anchor) in (1..).zip(yardstick.anchors(dimension)) {
        let _ = writeln!(
            page,
            "<label><input type=\"radio\" name=\"{id}\" value=\"{value}\"> <span class=\"digit\">{value}</span> <span>{}</span></label>",
            escape(&anchor)
        );
    }
    let _ = writeln!(
        page,
        "<label class=\"unset\"><input type=\"radio\" name=\"{id}\" value=\"0\"> <span class=\"digit\">0</span> <span>I cannot say</span></label>\n</fieldset>"
    );
}

/// The colours of both themes as custom properties; the browser's theme chooses.
pub(super) fn colours() -> String {
    format!(
        ":root {{ {} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n",
        of(&LIGHT),
        of(&DARK)
    )
}

fn of(palette: &Palette) -> String {
    let named = [
        ("paper", palette.paper),
        ("raised", palette.raised),
        ("sunk", palette.sunk),
        ("ink", palette.ink),
        ("muted", palette.muted),
        ("accent", palette.accent),
        ("on-accent", palette.on_accent),
        ("warning", palette.warning),
        ("edge", palette.edge),
    ];
    let one = |(name, [r, g, b]): (&str, [u8; 3])| format!("--{name}: #{r:02x}{g:02x}{b:02x};");
    named.map(one).join(" ")
}

/// Text as it stands in HTML, between tags or in a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No parser takes it, and no person typed it.
            '\0' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::attempt::{AskedQuestion, ProbeRecord};
    use crate::domain::rubric::Score;
    use crate::domain::second_scores::{FriendScores, Rescored};
    use crate::domain::star::PerSection;
    use chrono::DateTime;

    fn attempt() -> Attempt {
        let started = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
        let question = AskedQuestion { id: None, text: "What <b>broke</b>, & \"why\"?".to_owned() };
        let mut attempt = Attempt::new(Uuid::from_u128(7), question, "Dive Deep".to_owned(), started);
        attempt.note = Some("I counted.\n</div><script>alert(1)</script>".to_owned());
        attempt.planned_secs = Some(PerSection([27.0, 18.0, 108.0, 27.0]));
        attempt.section_secs = Some(PerSection([31.0, 20.0, 95.0, 25.0]));
        attempt.answer_secs = Some(171.0);
        let text = "How did you know?".to_owned();
        attempt.probes = vec![ProbeRecord { text, secs: 40.0, outcome: Outcome::Stuck }];
        attempt
    }

    fn html(attempt: &Attempt, recording: Option<&Recording>) -> String {
        let id = Uuid::from_u128(0xABCD);
        packet_html(&Packet { id, attempt, meaning: Some("Look until you know."), recording })
    }

    #[test]
    fn what_was_written_stands_in_it_as_text() {
        let page = html(&attempt(), None);
        assert!(page.contains("What &lt;b&gt;broke&lt;/b&gt;, &amp; &quot;why&quot;?"));
        assert!(page.contains("&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert_eq!(page.matches("<script").count(), 1, "only the page's own");
        assert!(page.contains("Look until you know."));
        assert!(page.contains("<td>1:35</td><td>1:48</td>") && page.contains("2:51 of 3:00 planned"));
        assert!(page.contains("How did you know?") && page.contains("no answer came"));
        for dimension in Dimension::ALL {
            let anchors = Yardstick::of(&attempt()).anchors(dimension);
            assert!(anchors.into_iter().all(|anchor| page.contains(&escape(&anchor))));
        }
    }

    #[test]
    fn the_persons_own_scores_change_not_a_byte() {
        let without = html(&attempt(), None);
        let mut scored = attempt();
        for dimension in Dimension::ALL {
            scored.scores.set(dimension, Score::new(4));
        }
        scored.predicted = Score::new(5);
        scored.next_time = Some("start with the number".to_owned());
        scored.rescored = Some(Rescored { at: scored.started, scores: scored.scores });
        let (at, scores) = (scored.started, scored.scores);
        scored.friend_scores =
            vec![FriendScores { by: "Ben".to_owned(), at, scores, note: None, packet: None }];
        assert_eq!(html(&scored, None), without);
    }

    #[test]
    fn nothing_is_referred_to_outside() {
        let page = html(&attempt(), None);
        for word in ["http:", "https:", "//", "url(", "@import", "<link", "<img", "<iframe"] {
            let found = page.lines().filter(|l| l.contains(word) && !l.trim_start().starts_with("//"));
            assert_eq!(found.collect::<Vec<_>>(), Vec::<&str>::new(), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn a_recording_goes_in_whole_and_only_when_given() {
        let recording = Recording { mime: "audio/wav".to_owned(), bytes: vec![0, 1, 2, 250] };
        let page = html(&attempt(), Some(&recording));
        assert!(page.contains("src=\"data:audio/wav;base64,AAEC+g==\""));
        assert!(!html(&attempt(), None).contains("<audio"));
    }

    #[test]
    fn its_file_is_named_after_principle_and_day() {
        assert_eq!(packet_file_name(&attempt()), "packet-dive-deep-2026-06-30.html");
    }
}
