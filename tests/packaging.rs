//! What a package is made of fits the program: icon, menu entry, metainfo, manual, completions.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../examples/package/copyright.rs"]
mod copyright;
#[path = "../examples/package/crates.rs"]
#[allow(dead_code)] // asks cargo, which the packaging does and a test does not
mod crates;
#[path = "../examples/package/icons.rs"]
mod icons;
#[path = "../examples/package/notices.rs"]
#[allow(dead_code)]
mod notices;
#[path = "../examples/package/pages.rs"]
mod pages;

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::window::identity::{ICON, ID};
use resvg::tiny_skia::Pixmap;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn asset(name: &str) -> String {
    fs::read_to_string(root().join("assets").join(name)).unwrap()
}

#[test]
fn the_windows_icon_is_drawn_from_the_svg() {
    let drawn = icons::drawn(&asset("icon/greenroom.svg"), 128).unwrap();
    if std::env::var_os("GREENROOM_REFRESH").is_some() {
        fs::write(root().join("assets/icon/greenroom-128.png"), drawn.encode_png().unwrap()).unwrap();
        return;
    }
    let embedded = Pixmap::decode_png(ICON).unwrap();
    assert_eq!((embedded.width(), embedded.height()), (128, 128));
    // A PNG holds colours not yet multiplied by their opacity, so a step is lost on the way there and back.
    let apart = drawn.data().iter().zip(embedded.data()).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(apart <= 2, "{apart} apart; refresh it: GREENROOM_REFRESH=1 cargo test --test packaging");
}

#[test]
fn every_size_of_the_icon_is_drawn_and_has_something_on_it() {
    let temp = tempfile::tempdir().unwrap();
    icons::write(&asset("icon/greenroom.svg"), temp.path()).unwrap();
    for side in icons::SIDES {
        let file = temp.path().join(format!("{side}x{side}/apps/{ID}.png"));
        let picture = Pixmap::decode_png(&fs::read(file).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (side, side));
        let middle = picture.pixel(side / 2, side / 2).unwrap();
        assert!(middle.alpha() == 255 && middle.red() > 200, "the light in the doorway at {side} px");
    }
    assert!(temp.path().join(format!("scalable/apps/{ID}.svg")).is_file());
}

#[test]
fn the_menu_entry_names_the_program_its_icon_and_its_window() {
    let entry = asset("packaging/greenroom.desktop");
    for line in [format!("Exec={ID}"), format!("Icon={ID}"), format!("StartupWMClass={ID}")] {
        assert!(entry.lines().any(|there| there == line), "{line}");
    }
    assert!(entry.contains(&format!("\nComment={}\n", env!("CARGO_PKG_DESCRIPTION"))));
}

#[test]
fn the_metainfo_tells_this_version_and_leads_to_the_menu_entry() {
    let info = asset("packaging/greenroom.metainfo.xml");
    let newest = info.split("<release version=\"").nth(1).unwrap();
    assert!(newest.starts_with(&format!("{}\"", env!("CARGO_PKG_VERSION"))), "{newest}");
    assert!(info.contains(&format!("<launchable type=\"desktop-id\">{ID}.desktop</launchable>")));
    assert!(info.contains(&format!("<project_license>{}</project_license>", env!("CARGO_PKG_LICENSE"))));
    assert!(info.contains(&format!("<summary>{}</summary>", env!("CARGO_PKG_DESCRIPTION"))));
}

#[test]
fn manual_and_completions_know_every_command() {
    let temp = tempfile::tempdir().unwrap();
    pages::write(temp.path()).unwrap();
    let read = |name: &str| fs::read_to_string(temp.path().join(name)).unwrap();
    let manual = read("man/man1/greenroom.1");
    let completions = ["bash-completion/completions/greenroom", "zsh/site-functions/_greenroom"];
    let fish = read("fish/vendor_completions.d/greenroom.fish");
    for command in ["draw", "import", "export", "check", "licences"] {
        assert!(manual.contains(&format!("greenroom\\-{command}(1)")), "{command} in the manual");
        assert!(read(&format!("man/man1/greenroom-{command}.1")).contains("SEE ALSO"), "{command}");
        for file in completions {
            assert!(read(file).contains(command), "{command} in {file}");
        }
        assert!(fish.contains(&format!("\"{command}\"")), "{command} in fish's");
    }
    for told in ["GREENROOM_DATA", "EXIT STATUS", "Removing the program leaves it"] {
        assert!(manual.contains(told), "{told}");
    }
}

#[test]
fn the_egui_typefaces_licences_are_in_the_notices() {
    let text = notices::text(&[]).unwrap();
    for name in ["Hack-Regular.txt", "OFL.txt", "UFL.txt", "emoji-icon-font-mit-license.txt"] {
        assert!(text.contains(asset(&format!("fonts/egui/{name}")).trim_end()), "{name}");
    }
    assert!(
        crates::is_licence("license-mit")
            && crates::is_licence("copying")
            && !crates::is_licence("license.rs")
    );
}

#[test]
fn debians_copyright_has_the_words_of_each_licence() {
    let text = copyright::file(&asset("packaging/copyright"));
    assert!(text.contains("\nLicense: OFL-1.1\n This Font Software is licensed"), "{text}");
}
