//! The binary: parses the arguments and runs the window or a command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    greenroom::cli::run(greenroom::cli::Cli::parse())
}
