//! Which keys are held down, by the key on the board: what is typed with Shift is let go of as another letter.

use std::collections::HashMap;

use eframe::egui::{Event, Key};

/// The keys that are down, each with what it meant when it was pressed.
///
/// egui knows a key by what it means. Where Shift is let go of before the key, "?" goes down and "/" comes up; to egui
/// "?" then stays down for ever, and each further "?" is the repeat of a key held down, which this program ignores.
#[derive(Debug, Default)]
pub struct Held(HashMap<Key, Key>);

impl Held {
    /// Has each key come up as what it went down as.
    pub fn mend(&mut self, events: &mut [Event]) {
        for event in events {
            match event {
                Event::Key { key, physical_key: Some(board), pressed: true, .. } => {
                    // Shift pressed while it is held makes no other key of it.
                    *key = *self.0.entry(*board).or_insert(*key);
                }
                Event::Key { key, physical_key: Some(board), pressed: false, .. } => {
                    if let Some(down) = self.0.remove(board) {
                        *key = down;
                    }
                }
                // Whatever was down may come up unseen.
                Event::WindowFocused(_) => self.0.clear(),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::Modifiers;

    use super::*;

    fn key(key: Key, board: Key, pressed: bool) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: Some(board), pressed, repeat: false, modifiers }
    }

    fn meant(event: &Event) -> Option<(Key, bool)> {
        if let Event::Key { key, pressed, .. } = event { Some((*key, *pressed)) } else { None }
    }

    #[test]
    fn a_key_comes_up_as_what_it_went_down_as() {
        let mut held = Held::default();
        let mut events = [
            key(Key::Questionmark, Key::Slash, true),
            key(Key::Slash, Key::Slash, false),
            key(Key::Slash, Key::Slash, true),
            key(Key::Slash, Key::Slash, false),
        ];
        held.mend(&mut events);
        let meant: Vec<_> = events.iter().filter_map(meant).collect();
        assert_eq!(
            meant,
            [(Key::Questionmark, true), (Key::Questionmark, false), (Key::Slash, true), (Key::Slash, false)]
        );
    }

    #[test]
    fn what_was_down_when_the_window_lost_the_keyboard_is_forgotten() {
        let mut held = Held::default();
        held.mend(&mut [key(Key::Plus, Key::Equals, true), Event::WindowFocused(false)]);
        let mut up = [key(Key::Equals, Key::Equals, false)];
        held.mend(&mut up);
        assert_eq!(meant(&up[0]), Some((Key::Equals, false)));
    }
}
