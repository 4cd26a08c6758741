//! The notes a candidate may have beside them: their own outlines, and what they want to ask.

/// How far a key moves through the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scroll {
    /// One step back.
    Up,
    /// One step on.
    Down,
    /// Several steps back.
    PageUp,
    /// Several steps on.
    PageDown,
}

/// The notes while they are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotesView {
    /// The steps that keys have asked for since it was opened, those back counted off. The screen moves
    /// by what was added to it; where it stands is its own.
    pub steps: i32,
}

impl NotesView {
    /// Steps in a page.
    const PAGE: i32 = 6;

    /// What is open after a key: without `by` they open, or close; with it they move if they are open.
    #[must_use]
    pub fn after(open: Option<Self>, by: Option<Scroll>) -> Option<Self> {
        match (open, by) {
            (Some(view), Some(scroll)) => Some(view.turned(scroll)),
            (None, None) => Some(Self::default()),
            (Some(_), None) | (None, Some(_)) => None,
        }
    }

    /// Moved on.
    #[must_use]
    pub fn turned(self, scroll: Scroll) -> Self {
        let by = match scroll {
            Scroll::Up => -1,
            Scroll::Down => 1,
            Scroll::PageUp => -Self::PAGE,
            Scroll::PageDown => Self::PAGE,
        };
        Self { steps: self.steps.saturating_add(by) }
    }
}

/// The beginning of `text` in at most `most` characters and one line, cut between words and marked "…".
pub fn short(text: &str, most: usize) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        let blank = usize::from(!short.is_empty());
        if short.chars().count() + blank + word.chars().count() > most {
            if short.is_empty() {
                short.extend(word.chars().take(most));
            }
            short.push('…');
            break;
        }
        if blank == 1 {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn what_is_long_is_cut_between_words() {
        assert_eq!(short(" one\n two  three ", 40), "one two three");
        assert_eq!(short("one two three", 13), "one two three");
        assert_eq!(short("one two three", 12), "one two…");
        assert_eq!(short("überlang", 4), "über…");
        assert_eq!(short("", 4), "");
    }
}
