//! The crates that the program is built from, with the licence texts they ship.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// How deep below a crate's folder a licence is looked for: `fonts/OFL.txt`, `LICENSES/MIT.txt`, `src/zlib/LICENSE`.
const DEPTH: usize = 3;

/// One crate.
#[derive(Debug)]
pub struct Crate {
    pub name: String,
    pub version: String,
    /// As its manifest gives it.
    pub licence: String,
    pub authors: Vec<String>,
    pub home: String,
    /// Its licences and notices, each whole.
    pub texts: Vec<String>,
}

/// What is compiled for this computer into the release build, by name: no tests', benches' and examples' crates, no build
/// scripts'. Procedural macros are among them, though only what they write ends up in the program.
pub fn of_the_program(root: &Path) -> Result<Vec<Crate>, Box<dyn Error>> {
    let tree = cargo(root, &["tree", "-e", "normal", "--prefix", "none", "--format", "{p}"])?;
    let mut wanted = BTreeSet::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        if let (Some(name), Some(version)) = (words.next(), words.next())
            && name != env!("CARGO_PKG_NAME")
        {
            wanted.insert((name.to_owned(), version.trim_start_matches('v').to_owned()));
        }
    }
    let known: Value = serde_json::from_str(&cargo(root, &["metadata", "--format-version", "1"])?)?;
    let mut found = BTreeMap::new();
    for package in known["packages"].as_array().into_iter().flatten() {
        let text = |field: &str| package[field].as_str().unwrap_or_default().to_owned();
        let key = (text("name"), text("version"));
        if !wanted.contains(&key) {
            continue;
        }
        let folder = PathBuf::from(text("manifest_path")).parent().map(Path::to_owned).unwrap_or_default();
        let authors = package["authors"].as_array().into_iter().flatten();
        let authors = authors.filter_map(|author| author.as_str().map(str::to_owned)).collect();
        let home = [text("repository"), text("homepage")].into_iter().find(|home| !home.is_empty());
        let licence = match (text("license"), text("license_file")) {
            (licence, _) if !licence.is_empty() => licence,
            (_, file) if !file.is_empty() => format!("see {file}"),
            _ => return Err(format!("{} {} names no licence", key.0, key.1).into()),
        };
        let texts = texts_of(&folder)?;
        let home = home.unwrap_or_default();
        let one = Crate { name: key.0.clone(), version: key.1.clone(), licence, authors, home, texts };
        found.insert(key, one);
    }
    match wanted.iter().find(|key| !found.contains_key(*key)) {
        Some((name, version)) => {
            Err(format!("{name} {version} is in the tree, but cargo does not know where").into())
        }
        None => Ok(found.into_values().collect()),
    }
}

fn cargo(root: &Path, args: &[&str]) -> Result<String, Box<dyn Error>> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(program).args(args).arg("--locked").current_dir(root).output()?;
    if !done.status.success() {
        return Err(format!("cargo {}: {}", args.join(" "), String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// The licences and notices below a crate's folder.
fn texts_of(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut files = Vec::new();
    walk(folder, DEPTH, &mut files)?;
    files.sort();
    files.into_iter().map(|file| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned())).collect()
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    // Typefaces lie with their licences in one folder, under names of their own.
    let typefaces = folder.file_name().is_some_and(|name| name == "fonts");
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if path.is_dir() {
            if depth > 1 && !["tests", "examples", "benches", "target"].contains(&name.as_str()) {
                walk(&path, depth - 1, files)?;
            }
        } else if is_licence(&name) || (typefaces && path.extension().is_some_and(|ending| ending == "txt")) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file of this name, in lower case, holds a licence or a notice and not a program about licences.
pub fn is_licence(name: &str) -> bool {
    let begins = ["license", "licence", "copying", "copyright", "notice", "unlicense", "patents"];
    let in_the_middle =
        ["-license", "-licence", "_license", ".license", "third-party", "third_party", "thirdparty"];
    let source = ["rs", "c", "h", "py", "sh", "js", "json", "toml", "yml", "yaml", "hbs", "svg", "png"];
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !source.contains(&ending)
        && (begins.iter().any(|word| name.starts_with(word))
            || in_the_middle.iter().any(|word| name.contains(word)))
}
