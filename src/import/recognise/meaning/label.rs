//! The labels a sentence may have.

/// What a sentence or an item is to a person who prepares for an interview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// None of the others.
    #[default]
    Other,
    /// A heading, a label or a lead-in.
    Heading,
    /// A question that an interviewer puts to the candidate.
    Question,
    /// A follow-up to the question before it.
    Probe,
    /// A question the candidate will put to the interviewer.
    AskThem,
    /// Advice on preparing or answering, and what the panel looks for.
    Tip,
    /// A requirement or a duty that one can have lived through.
    Requirement,
    /// A degree, a licence, a language, a term of employment: nothing to tell of.
    Credential,
    /// A criterion of a levelling guide.
    Expectation,
    /// A part of the candidate's own story.
    Story,
    /// A one-line memory, a story to be.
    Moment,
    /// The form of the interview: stages, minutes, people.
    Stage,
    /// Which principles count most.
    Weight,
    /// An answer or a call note worth keeping.
    Note,
    /// A knowledge topic, or a point of one.
    Topic,
    /// Dates, places, confirmations, links for the day.
    Scheduling,
    /// Signature, greeting, legal text, benefits, pay, navigation.
    Boilerplate,
    /// What the employer says of itself.
    Company,
}

impl Label {
    /// How many labels there are.
    pub const COUNT: usize = 18;

    /// All labels, in the order of their numbers.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Other,
        Self::Heading,
        Self::Question,
        Self::Probe,
        Self::AskThem,
        Self::Tip,
        Self::Requirement,
        Self::Credential,
        Self::Expectation,
        Self::Story,
        Self::Moment,
        Self::Stage,
        Self::Weight,
        Self::Note,
        Self::Topic,
        Self::Scheduling,
        Self::Boilerplate,
        Self::Company,
    ];

    /// Its letter in the corpus's label files.
    pub fn letter(self) -> char {
        match self {
            Self::Other => 'O',
            Self::Heading => 'H',
            Self::Question => 'Q',
            Self::Probe => 'F',
            Self::AskThem => 'K',
            Self::Tip => 'T',
            Self::Requirement => 'R',
            Self::Credential => 'D',
            Self::Expectation => 'E',
            Self::Story => 'S',
            Self::Moment => 'M',
            Self::Stage => 'I',
            Self::Weight => 'W',
            Self::Note => 'N',
            Self::Topic => 'P',
            Self::Scheduling => 'L',
            Self::Boilerplate => 'B',
            Self::Company => 'C',
        }
    }

    /// The label of this letter.
    pub fn of(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.letter() == letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_numbers_are_each_labels_own() {
        for (n, label) in Label::ALL.into_iter().enumerate() {
            assert_eq!(label as usize, n);
            assert_eq!(Label::of(label.letter()), Some(label));
        }
    }
}
