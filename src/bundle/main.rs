//! Trunk's post-build step. A release build becomes the hosted edition (index.html with its policy, start script and
//! service worker) and the single file weighbridge.html. A debug build is only checked, so that it can reload itself.
//! It compiles nothing and knows nothing of what the page does.
mod error;
mod hosted;
mod markup;
mod page;
mod policy;
mod service_worker;
mod single_file;
mod staging;

use error::BundleError;
use staging::Staging;
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), BundleError> {
    let staging = Staging::new(directory("TRUNK_STAGING_DIR")?);
    let html = staging.read("index.html")?;
    let styles = Staging::new(directory("TRUNK_SOURCE_DIR")?.join("style"));
    page::check_styles(&html, &styles.names()?)?;
    if env::var("TRUNK_PROFILE").as_deref() == Ok("debug") {
        return Ok(());
    }

    let parts = page::Parts::of(&html)?;
    let program = staging.read_bytes(&parts.program)?;
    let known_markup = markup::known_markup(&program)?;
    let single = single_file::page(&html, &parts, &known_markup, &staging)?;
    staging.write("weighbridge.html", &single)?;
    hosted::write(&html, &parts, &known_markup, &staging)?;
    let n_files = service_worker::write(&staging)?;

    eprintln!(
        "bundle: {n_files} files work offline; program {} bytes; single file {} bytes; {} bytes of known markup",
        program.len(),
        single.len(),
        known_markup.iter().map(String::len).sum::<usize>(),
    );
    Ok(())
}

/// Returns the folder that Trunk names in the environment variable `name`.
fn directory(name: &'static str) -> Result<PathBuf, BundleError> {
    env::var_os(name).map(PathBuf::from).ok_or(BundleError::NotFromTrunk { variable: name })
}
