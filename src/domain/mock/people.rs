//! The people who interview: who they are and what they say around their questions.
//!
//! All of it is a pure function of the plan: its seed, the round, the manner. So the same plan is the same people
//! again, and nothing of it is stored.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};

use super::super::draw::SeededRng;
use super::super::manner::Manner;
use super::plan::{MockForm, MockPlan, Role, Round};

/// What people of one manner say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// The first words; `{name}` and `{role}` stand for whose they are.
    pub openings: Vec<String>,
    /// Said between two questions.
    pub bridges: Vec<String>,
    /// Leads to the candidate's own questions.
    pub own: Vec<String>,
    /// Said at the end.
    pub closings: Vec<String>,
    /// Said into an answer that runs far over its time.
    pub overruns: Vec<String>,
    /// Asked after an answer that was over far before its time.
    pub shorts: Vec<String>,
    /// Asks for a second example, where there is time left.
    pub seconds: Vec<String>,
    /// Said before a question that is asked besides.
    pub spares: Vec<String>,
}

/// What is said where somebody does not speak for themselves alone: a panel, a formal one, a recruiter's call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formal {
    /// The first words of the chair; `{name}`, `{role}` and `{others}` stand for who they are.
    pub openings: Vec<String>,
    /// Said before a question; on a panel by who hands over, to `{name}`.
    pub bridges: Vec<String>,
    /// Said at the end.
    pub closings: Vec<String>,
}

/// All that interviewers have to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// First names, of nobody in particular.
    pub names: Vec<String>,
    /// By manner.
    pub voices: BTreeMap<Manner, Voice>,
    /// Answers to questions that a bank proposes to ask them, by the question's words and [`Role::standing`].
    pub answers: BTreeMap<String, BTreeMap<String, String>>,
    /// Answers to whatever else the candidate asks, by [`Role::standing`].
    pub any_answers: BTreeMap<String, Vec<String>>,
    /// A sceptic's “why”.
    pub whys: Vec<String>,
    /// Asked after a short answer about failing, where "without you" would make no sense.
    pub short_failures: Vec<String>,
    /// What only a bar raiser asks.
    pub raising: Vec<String>,
    /// A bar raiser's second example, harder than the first.
    pub harder: Vec<String>,
    /// Said before a silence in which a note-taker writes.
    pub writing: Vec<String>,
    /// What a panel says around its questions.
    pub panel: Formal,
    /// What the panel of a competency interview says.
    pub competency: Formal,
    /// What a recruiter says on a first call.
    pub call: Formal,
}

/// One interviewer of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// A first name.
    pub name: String,
    /// The first words.
    pub opening: String,
    /// What is said before each question but the first, in turn.
    pub bridges: Vec<String>,
    /// Leads to the candidate's own questions.
    pub own: String,
    /// Said at the end.
    pub closing: String,
    /// Who they are in the loop.
    role: Option<Role>,
    /// How they go about it.
    manner: Option<Manner>,
    /// Who sits beside them on a panel.
    others: Vec<Person>,
    /// Said into answers that run over, in turn.
    overruns: Vec<String>,
    /// Asked after answers that were short, in turn.
    shorts: Vec<String>,
    /// Asks for a second example, in turn.
    seconds: Vec<String>,
    /// Said before what is asked besides, in turn.
    spares: Vec<String>,
    /// How many of the same manner came before: two of them say different things.
    turn: usize,
    /// The place in the loop: two interviewers answer one question differently.
    seat: usize,
}

impl Person {
    /// Somebody without a name who has this to say.
    pub fn speaking(voice: &Voice) -> Self {
        let first = |of: &[String]| of.first().cloned().unwrap_or_default();
        Self {
            opening: first(&voice.openings),
            bridges: voice.bridges.clone(),
            own: first(&voice.own),
            closing: first(&voice.closings),
            overruns: voice.overruns.clone(),
            shorts: voice.shorts.clone(),
            seconds: voice.seconds.clone(),
            spares: voice.spares.clone(),
            ..Self::default()
        }
    }

    /// Who asks the question with this index: on a panel they take turns.
    pub fn asks(&self, question: usize) -> &Self {
        match question % (self.others.len() + 1) {
            0 => self,
            seat => &self.others[seat - 1],
        }
    }

    /// Who sits beside them on a panel.
    pub fn others(&self) -> &[Self] {
        &self.others
    }

    /// What they are; `None` for nobody.
    pub fn role(&self) -> Option<Role> {
        self.role
    }

    /// How they go about it; as the round says where it is not their own.
    pub fn manner_or(&self, manner: Manner) -> Manner {
        self.manner.unwrap_or(manner)
    }

    /// What they say into an answer that runs over, to the question with this index.
    pub fn overrun(&self, question: usize) -> Option<&str> {
        in_turn(&self.overruns, self.turn + question)
    }

    /// What they ask after a short answer to the question with this index; `failing` says that it wants a failure.
    pub fn short<'a>(&'a self, lines: &'a Lines, question: usize, failing: bool) -> Option<&'a str> {
        let of = if failing { &lines.short_failures } else { &self.shorts };
        in_turn(of, self.place(question))
    }

    /// All that they may ask after a short answer.
    pub fn shorts<'a>(&'a self, lines: &'a Lines) -> impl Iterator<Item = &'a String> {
        self.shorts.iter().chain(&lines.short_failures)
    }

    /// What they ask for a second example, after the question with this index; a bar raiser for a harder one.
    pub fn second<'a>(&'a self, lines: &'a Lines, question: usize) -> Option<&'a str> {
        let of = if self.is_bar_raiser() { &lines.harder } else { &self.seconds };
        in_turn(of, self.place(question))
    }

    /// All that they may say to ask for a second example.
    pub fn seconds<'a>(&'a self, lines: &'a Lines) -> &'a [String] {
        if self.is_bar_raiser() { &lines.harder } else { &self.seconds }
    }

    /// Whether they guard the standard.
    pub fn is_bar_raiser(&self) -> bool {
        self.role == Some(Role::Assessor)
    }

    /// What they say before the question with this index, which is asked besides.
    pub fn spare(&self, question: usize) -> Option<&str> {
        in_turn(&self.spares, self.turn + question)
    }

    /// What they say before they write, after the question with this index.
    pub fn writes<'a>(&self, lines: &'a Lines, question: usize) -> Option<&'a str> {
        in_turn(&lines.writing, self.place(question))
    }

    /// What they say before the question with this index within the round; nothing before the first.
    pub fn bridge(&self, question: usize) -> Option<&str> {
        in_turn(&self.bridges, question.checked_sub(1)?)
    }

    /// How they answer the candidate's question of these words, the `nth` that is asked in the round: from where they stand.
    pub fn answer<'a>(&self, lines: &'a Lines, question: &str, nth: usize) -> Option<&'a str> {
        let standing = self.role?.standing();
        let own = lines.answers.get(question).and_then(|by| by.get(standing));
        let any = || in_turn(lines.any_answers.get(standing)?, self.seat + nth);
        own.map(String::as_str).or_else(any)
    }

    /// A number that differs for each question of each round, so that no line of all comes twice in a row.
    fn place(&self, question: usize) -> usize {
        self.seat * 3 + self.turn + question
    }
}

/// The line whose turn it is.
fn in_turn(of: &[String], turn: usize) -> Option<&str> {
    (!of.is_empty()).then(|| of[turn % of.len()].as_str())
}

/// The interviewers of a plan, one a round, on a panel the chair. No two of a loop have a name, an opening or a closing in
/// common.
pub fn cast(plan: &MockPlan, lines: &Lines) -> Vec<Person> {
    if plan.form.cuts_off() {
        // Nobody is there.
        return vec![Person::default(); plan.rounds.len()];
    }
    let mut chance = Chance(SeededRng::seed_from_u64(plan.seed ^ 0x9e37_79b9_7f4a_7c15));
    let mut casting = Casting {
        names: chance.shuffled(&lines.names),
        voices: lines.voices.iter().map(|(manner, voice)| (*manner, chance.voice(voice))).collect(),
        met: BTreeMap::new(),
        seat: 0,
    };
    let formal = match plan.form {
        MockForm::Panel => Some(chance.formal(&lines.panel)),
        MockForm::Competency => Some(chance.formal(&lines.competency)),
        MockForm::Recruiter => Some(chance.formal(&lines.call)),
        MockForm::Phone | MockForm::Loop | MockForm::OneWay => None,
    };
    let chair = |round: &Round| {
        let questions = round.questions.len();
        let mut person = casting.person(round.role, round.manner, questions);
        person.others =
            round.others.iter().map(|seat| casting.person(seat.role, seat.manner, questions)).collect();
        if let Some(formal) = &formal {
            person.speak_for_all(formal, questions, plan.form);
        }
        person
    };
    plan.rounds.iter().map(chair).collect()
}

/// Names and voices while interviewers are made of them, one seat after another.
struct Casting {
    names: Vec<String>,
    voices: BTreeMap<Manner, Voice>,
    met: BTreeMap<Manner, usize>,
    seat: usize,
}

impl Casting {
    /// The next interviewer, who asks so many questions.
    fn person(&mut self, role: Role, manner: Manner, questions: usize) -> Person {
        let voice = self.voices.get(&manner).cloned().unwrap_or_default();
        let nth = self.met.entry(manner).or_default();
        let (turn, seat) = (*nth, self.seat);
        *nth += 1;
        self.seat += 1;
        let pick = |of: &[String]| of.get(turn % of.len().max(1)).cloned().unwrap_or_default();
        let name = self.names.get(seat % self.names.len().max(1)).cloned().unwrap_or_default();
        let opening = pick(&voice.openings).replace("{name}", &name).replace("{role}", &role_in_words(role));
        let mut bridges = voice.bridges.clone();
        // Two of one manner do not say the same in the same order.
        let shift = (turn * questions) % bridges.len().max(1);
        bridges.rotate_left(shift);
        let (own, closing) = (pick(&voice.own), pick(&voice.closings));
        let (role, manner) = (Some(role), Some(manner));
        Person { name, opening, bridges, own, closing, role, manner, turn, seat, ..Person::speaking(&voice) }
    }
}

impl Person {
    /// Gives the chair of a panel, or a recruiter, the words for all; so many questions are asked.
    fn speak_for_all(&mut self, formal: &Formal, questions: usize, form: MockForm) {
        let first = |of: &[String]| of.first().cloned().unwrap_or_default();
        let role = self.role.map(role_in_words).unwrap_or_default();
        let others: Vec<String> = self
            .others
            .iter()
            .map(|other| format!("{}, {}", other.name, other.role.map(role_in_words).unwrap_or_default()))
            .collect();
        self.opening = first(&formal.openings)
            .replace("{name}", &self.name)
            .replace("{role}", &role)
            .replace("{others}", &others.join(" and "));
        self.closing = first(&formal.closings);
        if form == MockForm::Panel {
            // Before each question whoever asked the last hands over to who is next.
            let said: Vec<String> = (1..=questions.max(1))
                .map(|at| {
                    in_turn(&formal.bridges, at).unwrap_or_default().replace("{name}", &self.asks(at).name)
                })
                .collect();
            self.bridges.clone_from(&said);
        } else if !formal.bridges.is_empty() {
            self.bridges.clone_from(&formal.bridges);
        }
    }
}

/// Gives the bar raiser's questions a follow-up that only they ask, before the hardest; none where there is one already.
/// The plan itself goes by its number alone, so this comes when the interview begins.
pub fn raise_the_bar(plan: &mut MockPlan, lines: &Lines) {
    let seed = usize::try_from(plan.seed % 1024).unwrap_or(0);
    for (at, round) in plan.rounds.iter_mut().enumerate().filter(|(_, round)| round.role == Role::Assessor) {
        for (nth, planned) in round.questions.iter_mut().chain(&mut round.spare).enumerate() {
            let ladder = &mut planned.drawn.probes;
            let there = ladder.iter().any(|line| lines.raising.contains(line));
            let Some(line) = in_turn(&lines.raising, seed + at + nth).filter(|_| !there) else { continue };
            match ladder.len() {
                // One that a terse one puts is the hardest: it stays the last.
                0 | 1 => ladder.insert(0, line.to_owned()),
                more => line.clone_into(&mut ladder[more - 2]),
            }
        }
    }
}

/// How an interviewer says what they are.
pub fn role_in_words(role: Role) -> String {
    role.name().to_lowercase()
}

/// Chance with a seed, written out so that a seed means the same with any version of the random crate.
struct Chance(SeededRng);

impl Chance {
    fn shuffled(&mut self, of: &[String]) -> Vec<String> {
        let mut of = of.to_vec();
        for i in (1..of.len()).rev() {
            let drawn = self.0.next_u64() % (i as u64 + 1);
            of.swap(i, usize::try_from(drawn).unwrap_or(0));
        }
        of
    }

    fn formal(&mut self, formal: &Formal) -> Formal {
        Formal {
            openings: self.shuffled(&formal.openings),
            bridges: self.shuffled(&formal.bridges),
            closings: self.shuffled(&formal.closings),
        }
    }

    fn voice(&mut self, voice: &Voice) -> Voice {
        Voice {
            openings: self.shuffled(&voice.openings),
            bridges: self.shuffled(&voice.bridges),
            own: self.shuffled(&voice.own),
            closings: self.shuffled(&voice.closings),
            overruns: self.shuffled(&voice.overruns),
            shorts: self.shuffled(&voice.shorts),
            seconds: self.shuffled(&voice.seconds),
            spares: self.shuffled(&voice.spares),
        }
    }
}
