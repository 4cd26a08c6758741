//! Short questions that bring an example to mind, for whoever says "I have no stories".

/// Seconds for one of them.
pub const PROMPT_SECS: u64 = 120;

/// One question that brings a moment to mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is about, in two or three words.
    pub about: &'static str,
    /// The question itself.
    pub text: &'static str,
    /// What helps where nothing comes: another way in.
    pub help: &'static str,
}

/// Eleven ways in. They ask for events and not for strengths: an event is found by what it was about, who was there and
/// where it was (Wagenaar, "My memory", Cognitive Psychology 18, 1986), a strength is not.
pub const PROMPTS: [Prompt; 11] = [
    Prompt {
        about: "Something you are proud of",
        text: "What have you done at work that you would show to somebody you admire?",
        help: "What did you take a photo of, keep a copy of, or tell at home?",
    },
    Prompt {
        about: "A time you were wrong",
        text: "When were you sure of something, and it turned out otherwise?",
        help: "What did you have to take back, pay for or explain?",
    },
    Prompt {
        about: "A person you helped",
        text: "Who can do something today because you showed them, or stood up for them?",
        help: "Whose first day, exam or bad week do you remember?",
    },
    Prompt {
        about: "A rule you changed",
        text: "What is done differently since you were there?",
        help: "Which form, meeting or habit annoyed you until you did something about it?",
    },
    Prompt {
        about: "The worst day",
        text: "Which day would you not want to live through again?",
        help: "When did everybody call at once, or the thing that must not stop, stop?",
    },
    Prompt {
        about: "A disagreement",
        text: "Whom did you have to tell that they were wrong, or that you would not do it?",
        help: "Who was more senior than you, and had already decided?",
    },
    Prompt {
        about: "With too little",
        text: "What did you get done without the people, money or time it needed?",
        help: "What did you borrow, build yourself or leave out?",
    },
    Prompt {
        about: "A number that was off",
        text: "What did you notice that nobody had asked you to look at?",
        help: "Which figure, smell, noise or silence made you go back and check?",
    },
    Prompt {
        about: "A promise that was hard to keep",
        text: "What had you said you would do, and then it cost more than you thought?",
        help: "Which evening or weekend went into it, and for whom?",
    },
    Prompt {
        about: "Somebody who was not content",
        text: "Which customer, patient, pupil or colleague had good reason to complain?",
        help: "What did they say first, and what did they say at the end?",
    },
    Prompt {
        about: "Something new",
        text: "What did you have to learn on the way because nobody there knew it?",
        help: "Which tool, law, language or trade did you know nothing of the week before?",
    },
];
