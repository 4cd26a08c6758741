//! What a desktop knows the window by: its icon, and the name that ties it to the menu entry.

use std::ffi::OsStr;
use std::path::Path;

use eframe::egui::ViewportBuilder;
use eframe::icon_data;

/// The name of the program's file, of the menu entry and its icon, and of the window's class (X11) or id (Wayland).
pub const ID: &str = "greenroom";

/// The icon at 128 pixels. `assets/icon/greenroom.svg` is what it is made from; a test keeps them the same.
pub const ICON: &[u8] = include_bytes!("../../assets/icon/greenroom-128.png");

/// `window` with the icon.
pub fn with_icon(window: ViewportBuilder) -> ViewportBuilder {
    match icon_data::from_png_bytes(ICON) {
        Ok(icon) => window.with_icon(icon),
        // A test decodes it. Without it the window has egui's.
        Err(_) => window,
    }
}

/// `window` without its name where winit gives it a better one. A hook of eframe's calls it, since eframe names a window
/// that has no name.
pub fn left_to_winit(mut window: ViewportBuilder) -> ViewportBuilder {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set);
    if !must_be_told(std::env::args_os().next().as_deref(), wayland) {
        window.app_id = None;
    }
    window
}

/// Whether the window must be told its name. On X11 a window has two, of the instance and of the class, and egui leaves
/// the first empty where it is told one; winit alone gives both the name of the program's file, which is right unless
/// somebody has renamed it. A Wayland window has no name unless it is told one.
fn must_be_told(program: Option<&OsStr>, wayland: bool) -> bool {
    let file = program.map(Path::new).and_then(Path::file_name);
    wayland || file != Some(OsStr::new(ID))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_can_be_decoded() {
        let icon = icon_data::from_png_bytes(ICON).unwrap();
        assert_eq!((icon.width, icon.height), (128, 128));
        assert!(with_icon(ViewportBuilder::default()).icon.is_some());
    }

    #[test]
    fn only_the_program_by_its_own_name_on_x11_is_left_to_winit() {
        let told = |program: &str, wayland| must_be_told(Some(OsStr::new(program)), wayland);
        assert!(!told("/usr/bin/greenroom", false));
        assert!(!told("greenroom", false));
        assert!(told("/usr/bin/greenroom", true));
        assert!(told("/opt/greenroom-0.1", false));
        assert!(must_be_told(None, false));
    }
}
