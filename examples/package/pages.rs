//! Manual pages, one a command, and completions for shells, from the same description that `--help` prints.

use std::error::Error;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use greenroom::cli::Cli;

/// What the program's own page says after its commands.
const REST: &str = r#".SH "EXIT STATUS"
0 for done, 1 for a problem, which is told on standard error in one line, 2 for bad usage.
.SH ENVIRONMENT
.TP
\fBGREENROOM_DATA\fR
The data folder, where \fB\-\-data\fR names none.
.TP
\fBGREENROOM_STATE\fR
The folder for what belongs to this computer alone.
.SH FILES
.TP
\fI~/.local/share/greenroom\fR
Answers, stories, question banks, settings, backups. The folder can be copied and synced. Removing the program leaves it.
.TP
\fI~/.local/state/greenroom\fR
The id of this computer.
"#;

/// Writes pages and completions below `share`.
pub fn write(share: &Path) -> Result<(), Box<dyn Error>> {
    let man = share.join("man/man1");
    fs::create_dir_all(&man)?;
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    page_and_below(&program, true, &man)?;

    let mut command = Cli::command();
    for (shell, folder, name) in [
        (Shell::Bash, "bash-completion/completions", "greenroom"),
        (Shell::Zsh, "zsh/site-functions", "_greenroom"),
        (Shell::Fish, "fish/vendor_completions.d", "greenroom.fish"),
    ] {
        let mut text = Vec::new();
        clap_complete::generate(shell, &mut command, "greenroom", &mut text);
        fs::create_dir_all(share.join(folder))?;
        fs::write(share.join(folder).join(name), text)?;
    }
    Ok(())
}

fn page_and_below(command: &Command, first: bool, folder: &Path) -> Result<(), Box<dyn Error>> {
    for below in command.get_subcommands() {
        page_and_below(below, false, folder)?;
    }
    let man = Man::new(command.clone())
        .manual("Greenroom")
        .source(concat!("greenroom ", env!("CARGO_PKG_VERSION")));
    fs::write(folder.join(man.get_filename()), page(&man, first)?)?;
    Ok(())
}

/// A page as roff.
fn page(man: &Man, first: bool) -> Result<String, Box<dyn Error>> {
    let mut text = Vec::new();
    man.render(&mut text)?;
    // What a command's help says last (formats, for instance) has no better name than this.
    let text = String::from_utf8(text)?.replace("\n.SH EXTRA\n", "\n.SH NOTES\n");
    let rest = if first { REST } else { ".SH \"SEE ALSO\"\n\\fBgreenroom\\fR(1)\n" };
    Ok(text + rest)
}
