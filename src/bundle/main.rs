//! Trunk's post-build step. A release build becomes the hosted edition (index.html with its policy, start script and
//! service worker) and the single file weighbridge.html. A debug build is checked and split, and keeps what reloads it.
//! It compiles nothing and knows nothing of what the page does.
mod archive;
mod error;
mod hosted;
mod markup;
mod materials;
mod module;
mod page;
mod policy;
mod program;
mod service_worker;
mod single_file;
mod staging;
mod sums;

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
    let source = directory("TRUNK_SOURCE_DIR")?;
    let styles = Staging::new(source.join("style"));
    page::check_styles(&html, &styles.names()?)?;
    let profile = if env::var("TRUNK_PROFILE").as_deref() == Ok("debug") { "debug" } else { "release" };
    let parts = page::Parts::of(&html)?;
    let program = program::Program::new(&source, profile, &parts);
    let n_chunk_bytes = program.split(&parts, &staging)?;
    hosted::write_worker(&parts, &staging)?;
    if profile == "debug" {
        return Ok(());
    }

    let whole = program.whole()?;
    let known_markup = markup::known_markup(&whole.module)?;
    let single = single_file::page(&html, &parts, &whole, &known_markup, &staging)?;
    let single_digest = staging::digest(single.html.as_bytes());
    staging.write("weighbridge.html", &single.html)?;
    staging.write(materials::NAME, materials::document(&source, &single_digest)?)?;
    hosted::write(&html, &parts, &known_markup, &single_digest, &staging)?;
    let n_files = service_worker::write(&staging)?;
    sums::write(&single.program_digest, &staging)?;

    eprintln!(
        "bundle: {n_files} files work offline; program {} bytes, {n_chunk_bytes} more in chunks; single file {} bytes; \
         {} bytes of known markup",
        staging.read_bytes(&parts.program)?.len(),
        single.html.len(),
        known_markup.iter().map(String::len).sum::<usize>(),
    );
    Ok(())
}

/// Returns the folder that Trunk names in the environment variable `name`.
fn directory(name: &'static str) -> Result<PathBuf, BundleError> {
    env::var_os(name).map(PathBuf::from).ok_or(BundleError::NotFromTrunk { variable: name })
}
