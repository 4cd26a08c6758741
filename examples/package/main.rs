//! What a package holds besides the program: `cargo run --example package -- DIR` writes manual pages, completions,
//! icons, menu entry, metainfo and notices below DIR, where `/usr` or `~/.local` has them.
//!
//! `assets/packaging/build` makes a package of them, `docs/packaging.md` tells how.
#![allow(missing_docs)]

mod copyright;
mod crates;
mod icons;
mod notices;
mod pages;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(to) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return Err("name the folder to write to: cargo run --example package -- DIR".into());
    };
    let share = to.join("share");
    icons::write(&fs::read_to_string(root.join("assets/icon/greenroom.svg"))?, &share.join("icons/hicolor"))?;
    pages::write(&share)?;
    for (name, folder) in [("greenroom.desktop", "applications"), ("greenroom.metainfo.xml", "metainfo")] {
        fs::create_dir_all(share.join(folder))?;
        fs::copy(root.join("assets/packaging").join(name), share.join(folder).join(name))?;
    }
    let doc = share.join("doc/greenroom");
    fs::create_dir_all(&doc)?;
    let crates = crates::of_the_program(root)?;
    same_as_eguis(&root.join("assets/fonts/egui"), &crates)?;
    fs::write(doc.join("NOTICES.txt"), notices::text(&crates)?)?;
    fs::write(
        doc.join("copyright"),
        copyright::file(&fs::read_to_string(root.join("assets/packaging/copyright"))?),
    )?;
    for name in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root.join(name), doc.join(name))?;
    }
    println!("{} crates, {}", crates.len(), to.display());
    Ok(())
}

/// The licences of egui's typefaces lie in this repository too, since the program prints them. A newer egui may bring
/// others.
fn same_as_eguis(copies: &Path, crates: &[crates::Crate]) -> Done {
    let egui =
        crates.iter().find(|one| one.name == "epaint_default_fonts").ok_or("egui brings no typefaces")?;
    for entry in fs::read_dir(copies)? {
        let path = entry?.path();
        if !egui.texts.contains(&fs::read_to_string(&path)?) {
            return Err(
                format!("{} is not what egui {} ships; copy it anew", path.display(), egui.version).into()
            );
        }
    }
    Ok(())
}
