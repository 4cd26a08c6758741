//! Every number that readiness and the draw can be tuned by, each with its unit and where it comes from.
//!
//! "design" is `docs/design.md`; "simulation" is `tests/simulation/`, whose tables
//! `cargo test --test draw_policy -- --ignored --nocapture` prints. [`super::readiness`] and
//! [`super::draw`] say what the numbers are used for; change them here and nowhere else.

/// `k`, in full answers: how many answers the prior is worth. design, section 6.
pub const PRIOR_WEIGHT: f64 = 1.0;
/// `m₀`, in points of 1 to 5: the prior mean; a worse mean of the person's own takes its place.
/// design, section 6: low until there is evidence.
pub const PRIOR_MEAN: f64 = 2.0;
/// `s`, in points: the spread of one full answer's mean score around the person's skill. design, section
/// 6; the simulation's candidates scatter by 0.6 and misjudge a principle as a whole by 0.2 more.
pub const SPREAD: f64 = 0.7;
/// Half the width of the band, in standard errors: 80 % of a normal distribution. design, section 6.
pub const BAND_Z: f64 = 1.28;
/// After how many days an answer counts half. design, section 6.
pub const HALF_LIFE_DAYS: f64 = 21.0;
/// What a redo counts, as a share of a first answer. design, section 6.
pub const REDO_FACTOR: f64 = 0.5;
/// The lower edge, in points, from which a principle can be *ready*. design, section 6: scores near 4 get
/// there, scores near 3.5 do not.
pub const READY_EDGE: f64 = 3.25;
/// Answers needed for *ready*. design, section 6.
pub const READY_ANSWERS: usize = 4;
/// Different questions needed for *ready*. design, section 6.
pub const READY_QUESTIONS: usize = 3;
/// Answers under which the state is *begun*. design, section 6.
pub const FEW_ANSWERS: usize = 3;
/// The most answers that "about so many more reach ready" speaks of; beyond it nothing is promised.
pub const MOST_FORECAST: usize = 40;

/// Days that a question never asked counts as unasked. design, section 6.
pub const NEVER_ASKED_DAYS: f64 = 60.0;
/// How many of a principle's last questions are left out, where it has enough others. design, section 6.
pub const LEFT_OUT: usize = 3;
/// A principle unseen for this many questions for each principle in play goes first. design, section 6.
pub const STARVED_ROUNDS: usize = 2;
/// The spread of a sampled skill, in standard errors of the estimate: under 1 asks the weakest more
/// steadily, 0 would leave nothing to chance. Chapelle and Li (NIPS 2011) narrow the posterior so.
/// Simulation: about 2 % fewer answers to ready than with 1, as few as with 0.25.
pub const SAMPLE_SPREAD: f64 = 0.5;
/// What a ready principle's need counts, as a share. Simulation: 4 to 16 % fewer answers to ready than
/// with 1; any share from 0 to a half does as well.
pub const READY_NEED: f64 = 0.25;
/// What a principle's need counts after each question on it in the last [`SPACED_HOURS`], as a share.
/// Simulation: 7 % fewer answers to ready with four key principles than with 1, where practice that is
/// spread out teaches more, 2 % fewer where it does not. With 0.85 a single key principle takes 12 % more
/// answers, since too many go to others.
pub const SPACED_NEED: f64 = 0.9;
/// For how many hours a question counts as asked a short while ago: an evening's practice, not the next
/// day's.
pub const SPACED_HOURS: f64 = 12.0;
/// The most questions on one principle that spacing looks at.
pub const SPACED_MOST: usize = 8;
/// The draw of a question that names the level aimed at alone, against one that suits every level. Own choice: what is
/// written for a level is nearer to what will be asked. With 3 a manager is asked half as much again about managing.
pub const LEVEL_NAMED: f64 = 3.0;
/// The draw of a question that is only for a level next to the one aimed at. Own choice: now and then a stretch.
pub const LEVEL_BESIDE: f64 = 0.2;
/// The draw of a question that wants a kind of evidence, for each of the last [`EVIDENCE_LATELY`] that wanted the
/// same. Own choice: an evening has a mix.
pub const EVIDENCE_AGAIN: f64 = 0.5;
/// How many of the last questions the mix looks at, within [`SPACED_HOURS`].
pub const EVIDENCE_LATELY: usize = 3;
/// Of those, how many failures or conflicts are the most before another has to wait.
pub const SAME_EVIDENCE_MOST: usize = 2;
/// The weight of a key principle in the draw unless the person sets another; others weigh 1. design
/// section 6.
pub const KEY_WEIGHT: f64 = 3.0;

/// Of how many of the latest answers it is told what they lack, and asked after. Own choice: two or three evenings.
pub const LACKS_ANSWERS: usize = 10;
/// How many scores on a dimension say something about it. As few answers as a principle's figure needs.
pub const LACKS_SCORED: usize = FEW_ANSWERS;
/// A dimension under this mean is lacking. Own choice: half a point under what *ready* asks for.
pub const LACKS_MEAN: f64 = 3.5;

/// An answer under this share of its planned time hardly was one: at the close of a session that is said
/// before its scores. Own choice: at 3:00 planned, under 1:12.
pub const SHORT_SHARE: f64 = 0.4;
/// An answer over this share of its planned time is told to be shorter. Own choice: an interviewer who
/// planned 3:00 breaks in at about 3:45.
pub const LONG_SHARE: f64 = 1.25;
/// A dimension whose mean reaches this needs no fixing: the anchor at 4 is what *ready* asks for.
pub const GOOD_MEAN: f64 = 4.0;

/// How many answers a friend must have scored too before their scores correct the person's own.
/// Simulation: from 6 on the correction is off by less (0.24 points at +0.3, 0.31 at +1.0) than no
/// correction is for any but a fair scorer, and the lower edge holds at least 94 % of the time at every
/// leniency up to +1.0, where alone it holds 50 to 61 % for somebody who no longer learns.
pub const FRIEND_ANSWERS: usize = 6;
/// How strongly a correction by a friend's scores is shrunk towards none, in answers: the variance of one
/// difference (0.65² in the simulation) over that of leniency among people (about 0.6²).
pub const FRIEND_SHRINK: f64 = 1.0;

/// Under so many seconds an answer gives an interviewer nothing to judge. Own choice: two or three sentences.
pub const ANSWER_TO_JUDGE: f64 = 20.0;
/// Under so many seconds a reply to a follow-up holds nothing. Own choice: a sentence.
pub const REPLY_TO_HOLD: f64 = 5.0;
