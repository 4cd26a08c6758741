//! `profile.json`: the target, the settings and which banks are off, as readable nested JSON.

use serde::{Deserialize, Serialize};

use super::target::{KeptInterviewDoc, TargetDoc};
use super::{Document, Extra, carry_extra, parse_document};
use crate::domain::profile::{Calm, Practice, Profile, RecordSettings, Settings, Theme, Voice};
use crate::domain::star::{Budget, Shares};
use crate::store::error::SetAside;

/// The content of `profile.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileDoc {
    /// `greenroom-profile/1`.
    pub format: String,
    /// The interview being prepared for.
    pub target: TargetDoc,
    /// The other interviews that are kept; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptInterviewDoc>,
    /// How the person likes to rehearse.
    pub settings: SettingsDoc,
    /// The ids of the banks that are switched off.
    pub banks_off: Vec<String>,
    /// The ids of the banks that are switched on; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub banks_on: Vec<String>,
    /// Names and figures that are not to be said; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub private: Vec<String>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The settings; the fields are those of [`Settings`]. An absent one is at its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct SettingsDoc {
    pub budget: BudgetDoc,
    pub questions: u32,
    pub probes: u32,
    /// Minutes of practice a day.
    pub minutes_a_day: u32,
    /// The days of the week without practice: `monday` to `sunday`.
    pub days_off: Vec<String>,
    pub volume: f32,
    pub muted: bool,
    pub boundary_chimes: bool,
    pub quiet: bool,
    /// `system`, `light` or `dark`.
    pub theme: String,
    pub zoom: f32,
    /// Left out where it is at its default.
    #[serde(skip_serializing_if = "VoiceDoc::is_default")]
    pub voice: VoiceDoc,
    /// Left out where it is at its default.
    #[serde(skip_serializing_if = "RecordDoc::is_default")]
    pub record: RecordDoc,
    /// Left out where it is at its default.
    #[serde(skip_serializing_if = "CalmDoc::is_default")]
    pub calm: CalmDoc,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The budget: seconds of an answer, and per cent for situation, task, action, result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct BudgetDoc {
    pub total_secs: u32,
    pub shares: [u8; 4],
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Questions read aloud; the fields are those of [`Voice`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct VoiceDoc {
    pub on: bool,
    pub command: String,
    pub hide_question: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl VoiceDoc {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    fn from_voice(voice: &Voice) -> Self {
        Self {
            on: voice.on,
            command: voice.command.clone(),
            hide_question: voice.hide_question,
            extra: Extra::new(),
        }
    }

    fn to_voice(&self) -> Voice {
        Voice { on: self.on, command: self.command.clone(), hide_question: self.hide_question }
    }
}

/// Recordings; the fields are those of [`RecordSettings`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct RecordDoc {
    pub on: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub microphone: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub headphones: bool,
    pub budget_mb: u32,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub command: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verbatim: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for RecordDoc {
    fn default() -> Self {
        Self::of(&RecordSettings::default())
    }
}

impl RecordDoc {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    fn of(record: &RecordSettings) -> Self {
        Self {
            on: record.on,
            microphone: record.microphone.clone(),
            headphones: record.headphones,
            budget_mb: record.budget_mb,
            command: record.command.clone(),
            verbatim: record.verbatim,
            extra: Extra::new(),
        }
    }

    /// The budget is brought into its range.
    fn to_settings(&self) -> RecordSettings {
        RecordSettings {
            on: self.on,
            microphone: self.microphone.clone(),
            headphones: self.headphones,
            budget_mb: self
                .budget_mb
                .clamp(*RecordSettings::BUDGET_MB.start(), *RecordSettings::BUDGET_MB.end()),
            command: self.command.clone(),
            verbatim: self.verbatim,
        }
    }
}

/// How much the stage shows and hurries; the fields are those of [`Calm`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools)] // each a switch of its own
#[allow(missing_docs)]
pub struct CalmDoc {
    pub think_secs: u32,
    pub hide_clock: bool,
    pub hide_principle: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hide_outline: bool,
    pub still: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for CalmDoc {
    fn default() -> Self {
        Self::from_calm(Calm::default())
    }
}

impl CalmDoc {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    fn from_calm(calm: Calm) -> Self {
        Self {
            think_secs: calm.think_secs,
            hide_clock: calm.hide_clock,
            hide_principle: calm.hide_principle,
            hide_outline: calm.hide_outline,
            still: calm.still,
            extra: Extra::new(),
        }
    }

    /// The seconds to think are looked at apart.
    fn to_calm(&self) -> Calm {
        Calm {
            hide_clock: self.hide_clock,
            hide_principle: self.hide_principle,
            hide_outline: self.hide_outline,
            still: self.still,
            ..Calm::default()
        }
    }
}

/// What the days of [`Practice::days_off`] are stored under.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The days without practice by the words they are stored under.
pub fn days_off(practice: &Practice) -> Vec<String> {
    DAYS.iter().zip(practice.days_off).filter(|&(_, off)| off).map(|(day, _)| (*day).to_owned()).collect()
}

impl Default for BudgetDoc {
    fn default() -> Self {
        let budget = Budget::default();
        Self { total_secs: budget.total_secs, shares: budget.shares.percent(), extra: Extra::new() }
    }
}

impl Default for SettingsDoc {
    fn default() -> Self {
        Self::from_settings(&Settings::default())
    }
}

impl SettingsDoc {
    fn from_settings(settings: &Settings) -> Self {
        let default = Settings::default();
        Self {
            budget: BudgetDoc {
                total_secs: settings.budget.total_secs,
                shares: settings.budget.shares.percent(),
                extra: Extra::new(),
            },
            questions: settings.questions,
            probes: settings.probes,
            minutes_a_day: settings.practice.minutes_a_day,
            days_off: days_off(&settings.practice),
            volume: if settings.volume.is_finite() { settings.volume } else { default.volume },
            muted: settings.muted,
            boundary_chimes: settings.boundary_chimes,
            quiet: settings.quiet,
            theme: settings.theme.id().to_owned(),
            zoom: if settings.zoom.is_finite() { settings.zoom } else { default.zoom },
            voice: VoiceDoc::from_voice(&settings.voice),
            record: RecordDoc::of(&settings.record),
            calm: CalmDoc::from_calm(settings.calm),
            extra: Extra::new(),
        }
    }

    fn to_settings(&self, doubts: &mut Vec<String>) -> Settings {
        let default = Settings::default();
        let secs = Budget::MIN_SECS..=Budget::MAX_SECS;
        let mut settings = Settings {
            muted: self.muted,
            boundary_chimes: self.boundary_chimes,
            quiet: self.quiet,
            voice: self.voice.to_voice(),
            record: self.record.to_settings(),
            calm: self.calm.to_calm(),
            ..default
        };
        let mut doubt = |field: &str, found: String, allowed: String| {
            doubts
                .push(format!("settings.{field} is {found}, but {allowed} is allowed; the default is used"));
        };
        // Each value is taken or told by itself: one that is out of its range must not cost the person
        // the others.
        if secs.contains(&self.budget.total_secs) {
            settings.budget.total_secs = self.budget.total_secs;
        } else {
            doubt(
                "budget.total_secs",
                self.budget.total_secs.to_string(),
                format!("{} to {}", secs.start(), secs.end()),
            );
        }
        match Shares::new(self.budget.shares) {
            Some(shares) => settings.budget.shares = shares,
            None => doubt(
                "budget.shares",
                format!("{:?}", self.budget.shares),
                "four numbers above 0 that add up to 100".to_owned(),
            ),
        }
        if (1..=Settings::MAX_QUESTIONS).contains(&self.questions) {
            settings.questions = self.questions;
        } else {
            doubt("questions", self.questions.to_string(), format!("1 to {}", Settings::MAX_QUESTIONS));
        }
        if self.probes <= Settings::MAX_PROBES {
            settings.probes = self.probes;
        } else {
            doubt("probes", self.probes.to_string(), format!("0 to {}", Settings::MAX_PROBES));
        }
        if Practice::MINUTES.contains(&self.minutes_a_day) {
            settings.practice.minutes_a_day = self.minutes_a_day;
        } else {
            let (least, most) = Practice::MINUTES.into_inner();
            doubt("minutes_a_day", self.minutes_a_day.to_string(), format!("{least} to {most}"));
        }
        for day in &self.days_off {
            match DAYS.iter().position(|known| known == day) {
                Some(at) => settings.practice.days_off[at] = true,
                None => doubt("days_off", format!("“{day}”"), "monday to sunday".to_owned()),
            }
        }
        if Calm::THINK_SECS.contains(&self.calm.think_secs) {
            settings.calm.think_secs = self.calm.think_secs;
        } else {
            let (least, most) = Calm::THINK_SECS.into_inner();
            doubt("calm.think_secs", self.calm.think_secs.to_string(), format!("{least} to {most}"));
        }
        if (0.0..=1.0).contains(&self.volume) {
            settings.volume = self.volume;
        } else {
            doubt("volume", self.volume.to_string(), "0 to 1".to_owned());
        }
        if (0.5..=3.0).contains(&self.zoom) {
            settings.zoom = self.zoom;
        } else {
            doubt("zoom", self.zoom.to_string(), "0.5 to 3".to_owned());
        }
        match Theme::from_id(&self.theme) {
            Some(theme) => settings.theme = theme,
            None => doubt("theme", format!("“{}”", self.theme), "system, light or dark".to_owned()),
        }
        settings
    }
}

impl Document for ProfileDoc {
    const FORMAT: &'static str = "greenroom-profile/1";

    fn id(&self) -> Option<&str> {
        None
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        carry_extra(&mut self.settings.extra, old.settings.extra);
        carry_extra(&mut self.settings.budget.extra, old.settings.budget.extra);
        carry_extra(&mut self.settings.voice.extra, old.settings.voice.extra);
        carry_extra(&mut self.settings.record.extra, old.settings.record.extra);
        carry_extra(&mut self.settings.calm.extra, old.settings.calm.extra);
        self.target.carry_over(old.target);
        let mut kept = old.kept;
        for interview in &mut self.kept {
            if let Some(at) = kept.iter().position(|old| old.id == interview.id) {
                interview.carry_over(kept.swap_remove(at));
            }
        }
    }
}

impl ProfileDoc {
    /// The document of a profile.
    pub fn from_profile(profile: &Profile) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            target: TargetDoc::of(&profile.target),
            kept: profile.kept.iter().map(KeptInterviewDoc::of).collect(),
            settings: SettingsDoc::from_settings(&profile.settings),
            banks_off: profile.banks_off.iter().cloned().collect(),
            banks_on: profile.banks_on.iter().cloned().collect(),
            private: profile.private.clone(),
            extra: Extra::new(),
        }
    }

    /// The profile, and a sentence for each value that is out of its range and was not taken.
    pub fn to_profile(&self) -> (Profile, Vec<String>) {
        let mut doubts = Vec::new();
        let profile = Profile {
            target: self.target.to_target(&mut doubts),
            kept: self.kept.iter().map(|kept| kept.to_kept(&mut doubts)).collect(),
            settings: self.settings.to_settings(&mut doubts),
            banks_off: self.banks_off.iter().cloned().collect(),
            banks_on: self.banks_on.iter().cloned().collect(),
            private: self.private.clone(),
        };
        (profile, doubts)
    }
}

/// Reads `profile.json`: the profile, and a sentence for each thing in it that is in doubt.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_profile(file_name: &str, bytes: &[u8]) -> Result<(Profile, Vec<String>), SetAside> {
    let doc: ProfileDoc = parse_document(file_name, bytes)?;
    let (profile, mut doubts) = doc.to_profile();
    misspelt(bytes, &doc, &mut doubts);
    Ok((profile, doubts))
}

/// A known field that is absent while an unknown one is there may be a damaged or mistyped name.
/// Its default must not be taken in silence.
fn misspelt(bytes: &[u8], doc: &ProfileDoc, doubts: &mut Vec<String>) {
    let Ok(found) = serde_json::from_slice::<serde_json::Value>(bytes) else { return };
    let target = TargetDoc::default();
    let calm = names(&CalmDoc::default());
    let mut places = vec![
        (String::new(), names(&ProfileDoc::default()), &["kept", "banks_on", "private"][..], &doc.extra),
        ("/settings".to_owned(), names(&SettingsDoc::default()), &["voice", "calm"], &doc.settings.extra),
        ("/settings/budget".to_owned(), names(&BudgetDoc::default()), &[], &doc.settings.budget.extra),
        ("/settings/voice".to_owned(), names(&VoiceDoc::default()), &[], &doc.settings.voice.extra),
        ("/settings/calm".to_owned(), calm, &["hide_outline"], &doc.settings.calm.extra),
        ("/target".to_owned(), names(&target), TargetDoc::OPTIONAL, &doc.target.extra),
    ];
    for (i, kept) in doc.kept.iter().enumerate() {
        let place = format!("/kept/{i}/target");
        places.push((place, names(&target), TargetDoc::OPTIONAL, &kept.target.extra));
    }
    for (place, known, optional, unknown) in places {
        let Some(object) = found.pointer(&place) else { continue };
        let is_absent = |name: &&str| object.get(*name).is_none();
        let mut names = unknown.keys();
        // What is always written is missed at once; what may be left out only where an unknown name looks like it.
        let slip = match known.iter().map(String::as_str).find(is_absent) {
            Some(absent) => names.next().map(|unknown| (absent, unknown)),
            None => names.find_map(|unknown| {
                let alike =
                    optional.iter().filter(|name| is_absent(name)).find(|name| is_slip(unknown, name));
                alike.map(|absent| (*absent, unknown))
            }),
        };
        if let Some((absent, unknown)) = slip {
            doubts.push(format!(
                "it has no “{absent}”, but an unknown “{unknown}”; if that is a slip, correct it; the default is used"
            ));
        }
    }
}

/// The names of the fields that are always written.
fn names(doc: &impl Serialize) -> Vec<String> {
    let value = serde_json::to_value(doc).unwrap_or_default();
    value.as_object().into_iter().flat_map(serde_json::Map::keys).cloned().collect()
}

/// Whether two names differ in one letter, be it another, one more or one less.
fn is_slip(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a.as_bytes()[same..], &b.as_bytes()[same..]);
    let same_end = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
    rest_a.len() - same_end <= 1 && rest_b.len() - same_end <= 1
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_time_given_to_practice_is_kept() {
        let mut profile = Profile::default();
        profile.settings.practice =
            Practice { minutes_a_day: 45, days_off: [false, false, true, false, false, false, true] };
        let mut doc = ProfileDoc::from_profile(&profile);
        assert_eq!(doc.settings.days_off, ["wednesday", "sunday"]);
        let written = serde_json::to_vec(&doc).unwrap();
        assert_eq!(parse_profile("profile.json", &written).unwrap(), (profile, Vec::new()));
        doc.settings.minutes_a_day = 3;
        doc.settings.days_off = vec!["sunday".to_owned(), "someday".to_owned()];
        let (read, doubts) = doc.to_profile();
        let sundays =
            Practice { days_off: [false, false, false, false, false, false, true], ..Practice::default() };
        assert_eq!(read.settings.practice, sundays);
        assert!(doubts[0].contains("minutes_a_day is 3, but 5 to 240"), "{doubts:?}");
        assert!(doubts[1].contains("“someday”") && doubts.len() == 2, "{doubts:?}");
        let before = br#"{"format": "greenroom-profile/1", "settings": {"questions": 3}}"#;
        let (read, doubts) = parse_profile("profile.json", before).unwrap();
        assert_eq!((read.settings.practice, doubts), (Practice::default(), Vec::new()));
    }

    #[test]
    fn what_was_switched_is_kept_and_a_profile_from_before_is_not_in_doubt() {
        let mut profile = Profile::default();
        profile.switch_bank("role", true);
        profile.switch_bank("mine", false);
        let written = serde_json::to_vec(&ProfileDoc::from_profile(&profile)).unwrap();
        assert_eq!(parse_profile("profile.json", &written).unwrap(), (profile, Vec::new()));
        let mut before = serde_json::to_value(ProfileDoc::from_profile(&Profile::default())).unwrap();
        assert!(before.get("banks_on").is_none());
        before["later"] = serde_json::json!(1);
        let (read, doubts) = parse_profile("profile.json", before.to_string().as_bytes()).unwrap();
        assert_eq!((read, doubts), (Profile::default(), Vec::new()));
    }

    #[test]
    fn the_voice_is_kept_is_off_by_default_and_a_slip_in_it_is_told() {
        assert!(!Profile::default().settings.voice.on);
        let mut profile = Profile::default();
        let before = serde_json::to_value(ProfileDoc::from_profile(&profile)).unwrap();
        assert!(before["settings"].get("voice").is_none(), "written as before where nothing was set");
        let command = "espeak-ng -v 'en-gb' {text}".to_owned();
        profile.settings.voice = Voice { on: true, command, hide_question: true };
        let mut written = serde_json::to_value(ProfileDoc::from_profile(&profile)).unwrap();
        let read = parse_profile("profile.json", written.to_string().as_bytes()).unwrap();
        assert_eq!(read, (profile, Vec::new()));
        written["settings"]["voice"] = serde_json::json!({"on": true, "comand": "x", "hide_question": true});
        let (read, doubts) = parse_profile("profile.json", written.to_string().as_bytes()).unwrap();
        assert_eq!((read.settings.voice.on, read.settings.voice.command.as_str()), (true, ""));
        assert!(doubts.len() == 1 && doubts[0].contains("“command”") && doubts[0].contains("“comand”"));
    }
}
