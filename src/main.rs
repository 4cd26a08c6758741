//! The binary: reads a file behind the wall if it was started for that; else parses the arguments and runs the window or
//! a command.

use std::process::ExitCode;

use clap::Parser;
use greenroom::{cli, reader};

fn main() -> ExitCode {
    if reader::is_child() { reader::run_child() } else { cli::run(cli::Cli::parse()) }
}
