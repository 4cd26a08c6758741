//! All enabled banks as one: which principles are in play, and which questions ask about each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::bank::{AskedBy, Bank, Principle, Question};
use super::level::Level;
use super::profile::{Profile, Target};

/// A question together with the bank it stands in.
#[derive(Clone, Copy, Debug)]
pub struct BankQuestion<'a> {
    /// The bank.
    pub bank: &'a Bank,
    /// The question.
    pub question: &'a Question,
}

impl<'a> BankQuestion<'a> {
    /// The names of the principles it asks about, the main one first.
    pub fn principle_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let bank = self.bank;
        self.question.principles.iter().filter_map(|id| bank.principle(id)).map(|p| p.name.as_str())
    }

    /// Whether its words or its principles' names hold every one of `words`, which are in lower case.
    pub fn holds(&self, words: &[String]) -> bool {
        let mut hay = self.question.text.to_lowercase();
        for name in self.principle_names() {
            hay.push(' ');
            hay.push_str(&name.to_lowercase());
        }
        words.iter().all(|word| hay.contains(word.as_str()))
    }
}

/// A principle in play with its weight in the draw.
#[derive(Clone, Debug, PartialEq)]
pub struct InPlay {
    /// Its name.
    pub name: String,
    /// 3 (or as set) for a key principle, 1 for the others.
    pub weight: f64,
    /// Whether the target names it as a key principle.
    pub key: bool,
}

/// All banks, and what is looked up in them.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Shared: only a bank that the person changed is a copy of its own.
    banks: Vec<Arc<Bank>>,
    enabled: Vec<bool>,
    /// Folded name, other name or id → the principle's name.
    names: HashMap<String, String>,
    /// Principle name → (bank, question) indices, enabled banks only.
    by_principle: BTreeMap<String, Vec<(usize, usize)>>,
    in_play: Vec<InPlay>,
    aims_at: Option<Level>,
    /// The ids of the questions that a real interview of the person asked.
    really_asked: BTreeSet<String>,
    /// The folded names of the principles that some bank says the meaning of.
    explained: HashSet<String>,
}

/// A principle's name reduced to what makes it the same name: lower case, "&" read as "and",
/// no punctuation.
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name
        .replace('&', " and ")
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
    {
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if !word.is_empty() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&word);
        }
    }
    folded
}

impl Catalog {
    /// The catalogue of `banks`, built-in ones first, under what the person set.
    pub fn new<B: Into<Arc<Bank>>>(banks: Vec<B>, profile: &Profile) -> Self {
        let banks: Vec<Arc<Bank>> = banks.into_iter().map(Into::into).collect();
        let enabled: Vec<bool> = banks.iter().map(|b| profile.is_on(b)).collect();
        let kept = profile.kept.iter().map(|kept| &kept.target);
        let targets = kept.chain(std::iter::once(&profile.target));
        let really_asked = targets.flat_map(Target::really_asked).map(str::to_owned).collect();
        let aims_at = profile.target.aims_at();
        let mut catalog = Self { banks, enabled, aims_at, really_asked, ..Self::default() };
        catalog.index_names();
        catalog.index_questions();
        catalog.in_play = catalog.work_out_in_play(profile);
        catalog
    }

    fn index_names(&mut self) {
        // Banks that are on win over banks that are off: what is not asked from must not rename what
        // is. Then names win over other names: a bank may call "Ownership" what another lists as an aka.
        // A name that is only borrowed, since another bank says what it means, gives no name to anything: the
        // plain questions, always on, name the principles of frameworks that are off.
        let all = self.banks.iter().flat_map(|bank| &bank.principles);
        self.explained = all.filter(|p| !p.meaning.is_empty()).map(|p| fold_name(&p.name)).collect();
        let mut names = HashMap::new();
        for on in [true, false] {
            let banks = self.banks.iter().zip(&self.enabled).filter(|&(_, &enabled)| enabled == on);
            let principles = banks.flat_map(|(bank, _)| &bank.principles).filter(|p| !self.is_borrowed(p));
            let principles: Vec<&Principle> = principles.collect();
            for principle in &principles {
                names.entry(fold_name(&principle.name)).or_insert_with(|| principle.name.clone());
            }
            for principle in &principles {
                for other in principle.aka.iter().chain([&principle.id]) {
                    names.entry(fold_name(other)).or_insert_with(|| principle.name.clone());
                }
            }
        }
        self.names = names;
    }

    fn index_questions(&mut self) {
        let mut by_principle: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (b, bank) in self.banks.iter().enumerate().filter(|&(b, _)| self.enabled[b]) {
            for (q, question) in bank.questions.iter().enumerate().filter(|(_, q)| bank.is_drawn(q)) {
                for name in (BankQuestion { bank, question }).principle_names() {
                    let entry = by_principle.entry(self.canonical(name)).or_default();
                    if !entry.contains(&(b, q)) {
                        entry.push((b, q));
                    }
                }
            }
        }
        self.by_principle = by_principle;
    }

    /// The target's framework, else the first enabled bank that is one; then the other frameworks
    /// that the person switched on; key principles always.
    fn work_out_in_play(&self, profile: &Profile) -> Vec<InPlay> {
        let target = &profile.target;
        let framework = target
            .framework
            .as_ref()
            .and_then(|id| self.banks.iter().find(|b| b.id == *id))
            .map(|bank| &**bank)
            .or_else(|| self.enabled_banks().find(|b| b.framework.is_some()))
            .or_else(|| self.enabled_banks().next());
        let keys: BTreeMap<String, f64> =
            target.key_principles.iter().map(|(name, &weight)| (self.canonical(name), weight)).collect();
        let is_first = |bank: &Bank| framework.is_some_and(|first| first.id == bank.id);
        let chosen = self.enabled_banks().filter(|bank| {
            bank.framework.is_some() && profile.banks_on.contains(&bank.id) && !is_first(bank)
        });
        let mut in_play: Vec<InPlay> = Vec::new();
        for principle in framework.into_iter().chain(chosen).flat_map(|bank| &bank.principles) {
            let name = self.canonical(&principle.name);
            if principle.asked_by == AskedBy::Interviewer && in_play.iter().all(|p| p.name != name) {
                in_play.push(InPlay { name, weight: 1.0, key: false });
            }
        }
        for (name, weight) in keys {
            match in_play.iter_mut().find(|p| p.name == name) {
                Some(principle) => (principle.weight, principle.key) = (weight, true),
                None => in_play.push(InPlay { name, weight, key: true }),
            }
        }
        in_play
    }

    /// Whether a bank only names the principle: it says nothing about it, and another bank does.
    pub fn is_borrowed(&self, principle: &Principle) -> bool {
        principle.meaning.is_empty() && self.explained.contains(&fold_name(&principle.name))
    }

    /// Every bank, enabled or not.
    pub fn banks(&self) -> &[Arc<Bank>] {
        &self.banks
    }

    /// The banks that are switched on.
    pub fn enabled_banks(&self) -> impl Iterator<Item = &Bank> {
        self.banks.iter().zip(&self.enabled).filter(|&(_, &on)| on).map(|(bank, _)| &**bank)
    }

    /// The principles in play with their weights, in the order of their frameworks.
    pub fn in_play(&self) -> &[InPlay] {
        &self.in_play
    }

    /// Whether a real interview of the person asked the question with this id.
    pub fn is_really_asked(&self, id: &str) -> bool {
        self.really_asked.contains(id)
    }

    /// The level aimed at, if it is known; questions that suit it are drawn.
    pub fn aims_at(&self) -> Option<Level> {
        self.aims_at
    }

    /// The question with this id in other words, each with its language: first as its own bank says it plainly, then as
    /// any bank translates it. Switched on or not: who brings a translation means it to be seen.
    pub fn glosses<'a>(&'a self, id: &'a str) -> Vec<(&'a str, &'a str)> {
        let own = self.question(id).map_or(Bank::USUAL_LANGUAGE, |bq| bq.bank.language());
        let mut found: Vec<(&str, &str)> = Vec::new();
        for (language, wordings) in self.banks.iter().flat_map(|bank| &bank.gloss) {
            if let Some(text) = wordings.get(id).filter(|_| found.iter().all(|(known, _)| known != language))
            {
                found.push((language, text));
            }
        }
        found.sort_by_key(|(language, _)| *language != own);
        found
    }

    /// The name a principle goes by here, from its name, another known name or its id;
    /// `None` if no bank knows it.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        self.names.get(&fold_name(name)).map(String::as_str)
    }

    /// As [`Self::resolve`], but a name that no bank knows stays as it is.
    pub fn canonical(&self, name: &str) -> String {
        self.resolve(name).map_or_else(|| name.trim().to_owned(), str::to_owned)
    }

    /// What the first bank that lists it says of the principle of this name.
    pub fn principle(&self, name: &str) -> Option<&Principle> {
        let mut named = self.banks.iter().flat_map(|b| &b.principles).filter(|p| p.name == name);
        let first = named.next()?;
        // A bank that only borrows the name says nothing about it.
        Some(std::iter::once(first).chain(named).find(|p| !self.is_borrowed(p)).unwrap_or(first))
    }

    /// The questions in enabled banks that ask the person about the principle of this name; those
    /// that the person asks are not among them.
    pub fn questions_of(&self, name: &str) -> Vec<BankQuestion<'_>> {
        let places = self.by_principle.get(name).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&(b, q)| self.at(b, q)).collect()
    }

    /// How the bank tells a principle apart from another it is mistaken for, in whichever of the two it says so.
    fn how_it_differs(&self, principle: &str, other: &str) -> Option<&str> {
        let from = |one: &str, other: &str| {
            let known = self.principle(one)?;
            let words = known.differs.iter().find(|(id, _)| self.canonical(id) == self.canonical(other));
            words.map(|(_, words)| words.as_str())
        };
        from(principle, other).or_else(|| from(other, principle))
    }

    /// What tells a principle from another it was taken for: how its bank says they differ, else what it means.
    pub fn told_apart(&self, principle: &str, other: &str) -> Option<String> {
        self.how_it_differs(principle, other).map(str::to_owned).or_else(|| {
            let meaning = &self.principle(principle)?.meaning;
            (!meaning.is_empty()).then(|| format!("{principle}: {meaning}"))
        })
    }

    /// The question with this id, in whichever bank it stands.
    pub fn question(&self, id: &str) -> Option<BankQuestion<'_>> {
        self.all_questions().find(|bq| bq.question.id == id)
    }

    /// The questions of enabled banks whose words or principles hold every word of `text`; those that
    /// the person asks are not among them.
    pub fn search<'a>(&'a self, text: &str) -> impl Iterator<Item = BankQuestion<'a>> + use<'a> {
        let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let enabled = self.banks.iter().zip(&self.enabled).filter(|&(_, &on)| on).map(|(bank, _)| &**bank);
        enabled
            .flat_map(|bank| bank.questions.iter().map(move |question| BankQuestion { bank, question }))
            .filter(|bq| bq.bank.is_drawn(bq.question))
            .filter(move |bq| bq.holds(&words))
    }

    fn all_questions(&self) -> impl Iterator<Item = BankQuestion<'_>> {
        self.banks
            .iter()
            .flat_map(|bank| bank.questions.iter().map(move |question| BankQuestion { bank, question }))
    }

    fn at(&self, bank: usize, question: usize) -> BankQuestion<'_> {
        let bank = &self.banks[bank];
        BankQuestion { bank, question: &bank.questions[question] }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::super::profile::Target;
    use super::super::to_ask::to_ask;
    use super::*;

    /// A bank of `principles`, each with `questions` questions.
    pub(crate) fn bank(id: &str, principles: &[&str], questions: usize) -> Bank {
        let fold = |name: &str| name.to_lowercase().replace(' ', "-");
        Bank {
            id: id.to_owned(),
            title: id.to_owned(),
            framework: Some(id.to_owned()),
            principles: principles
                .iter()
                .map(|name| Principle { id: fold(name), name: (*name).to_owned(), ..Principle::default() })
                .collect(),
            questions: principles
                .iter()
                .flat_map(|name| {
                    (1..=questions).map(move |n| Question {
                        id: format!("{id}-{}-{n}", fold(name)),
                        principles: vec![fold(name)],
                        text: format!("When did {name} matter, number {n}?"),
                        probes: vec!["Why?".to_owned(), "How much?".to_owned(), "Who else?".to_owned()],
                        ..Question::default()
                    })
                })
                .collect(),
            ..Bank::default()
        }
    }

    #[test]
    fn names_fold() {
        assert_eq!(fold_name("Have Backbone; Disagree & Commit"), "have backbone disagree and commit");
        assert_eq!(fold_name("Strive to be Earth’s Best Employer"), "strive to be earths best employer");
        assert_eq!(fold_name("dive-deep"), "dive deep");
    }

    #[test]
    fn names_other_names_and_ids_resolve() {
        let mut one = bank("one", &["Dive Deep"], 1);
        one.principles[0].aka = vec!["DD".to_owned()];
        let catalog = Catalog::new(vec![one], &Profile::default());
        for name in ["dive deep", "DD", "dive-deep", "DIVE  DEEP"] {
            assert_eq!(catalog.resolve(name), Some("Dive Deep"), "{name}");
        }
        assert_eq!(catalog.resolve("Divers"), None);
    }

    #[test]
    fn the_first_enabled_framework_is_in_play_unless_the_target_names_one() {
        let banks = || vec![bank("one", &["Calm", "Grit"], 2), bank("two", &["Tact"], 2)];
        let names = |p: &Profile| {
            Catalog::new(banks(), p).in_play().iter().map(|p| p.name.clone()).collect::<Vec<_>>()
        };
        let mut profile = Profile::default();
        assert_eq!(names(&profile), ["Calm", "Grit"]);
        profile.target.framework = Some("two".to_owned());
        assert_eq!(names(&profile), ["Tact"]);
        profile.target.key_principles.insert("grit".to_owned(), 3.0);
        let catalog = Catalog::new(banks(), &profile);
        assert_eq!(catalog.in_play()[1], InPlay { name: "Grit".to_owned(), weight: 3.0, key: true });
        profile.target.framework = None;
        profile.banks_off.insert("one".to_owned());
        assert_eq!(names(&profile), ["Tact", "Grit"]);
    }

    #[test]
    fn frameworks_switched_on_by_hand_come_into_play_after_the_first() {
        let banks = || {
            let mut role = bank("role", &["Selling"], 1);
            role.framework = None;
            let mut offered = bank("three", &["Calm", "Wit"], 2);
            offered.optional = true;
            vec![bank("one", &["Calm", "Grit"], 2), bank("two", &["Tact"], 2), role, offered]
        };
        let names = |p: &Profile| {
            Catalog::new(banks(), p).in_play().iter().map(|p| p.name.clone()).collect::<Vec<_>>()
        };
        let mut profile = Profile::default();
        assert_eq!(names(&profile), ["Calm", "Grit"], "on by itself is not chosen");
        profile.switch_bank("role", true);
        assert_eq!(names(&profile), ["Calm", "Grit"], "a role's bank adds questions, not principles");
        profile.switch_bank("three", true);
        assert_eq!(names(&profile), ["Calm", "Grit", "Wit"], "each principle once");
        profile.switch_bank("two", true);
        profile.target.framework = Some("two".to_owned());
        assert_eq!(names(&profile), ["Tact", "Calm", "Wit"], "the target's first");
        profile.switch_bank("three", false);
        assert_eq!(names(&profile), ["Tact"], "the target's alone when no other is chosen");
    }

    #[test]
    fn an_offered_bank_changes_nothing_until_it_is_on() {
        let one = || {
            let mut one = bank("one", &["Calm"], 2);
            one.principles[0].aka = vec!["Composure".to_owned()];
            one
        };
        let mut offered = bank("two", &["Composure", "Calm"], 3);
        offered.optional = true;
        let alone = Catalog::new(vec![one()], &Profile::default());
        let catalog = Catalog::new(vec![one(), offered.clone()], &Profile::default());
        assert_eq!(catalog.in_play(), alone.in_play());
        assert_eq!(catalog.questions_of("Calm").len(), 2);
        assert_eq!(catalog.resolve("composure"), Some("Calm"));
        let mut profile = Profile::default();
        profile.switch_bank("two", true);
        let catalog = Catalog::new(vec![one(), offered], &profile);
        assert_eq!(catalog.resolve("composure"), Some("Composure"));
        assert_eq!(catalog.questions_of("Calm").len(), 5);
    }

    #[test]
    fn what_the_candidate_asks_is_not_drawn() {
        let mut one = bank("one", &["Calm", "Ask them"], 2);
        one.principles[1].asked_by = AskedBy::Candidate;
        let catalog = Catalog::new(vec![one], &Profile::default());
        assert_eq!(catalog.in_play().iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Calm"]);
        assert!(catalog.questions_of("Ask them").is_empty());
        assert_eq!(catalog.search("number").count(), 2);
        assert_eq!(to_ask(&Target::default(), &[], &catalog).len(), 2);
        assert_eq!(catalog.resolve("ask them"), Some("Ask them"));
    }

    #[test]
    fn banks_that_are_off_ask_nothing() {
        let mut profile = Profile::default();
        profile.banks_off.insert("one".to_owned());
        let catalog = Catalog::new(vec![bank("one", &["Calm"], 2), bank("two", &["Calm"], 3)], &profile);
        assert_eq!(catalog.questions_of("Calm").len(), 3);
        assert_eq!(catalog.search("number 1").count(), 1);
    }

    #[test]
    fn a_principle_is_found_where_something_is_said_about_it() {
        let mut says = bank("two", &["Calm"], 1);
        says.principles[0].meaning = "Keep your head.".to_owned();
        let catalog = Catalog::new(vec![bank("one", &["Calm"], 1), says], &Profile::default());
        assert_eq!(catalog.principle("Calm").unwrap().meaning, "Keep your head.");
    }
}
