//! Makes the page of what the compiler wrote. `bundle FOLDER` fills a folder with the release build: the hosted edition
//! (index.html with its policy, start script and service worker) and the single file weighbridge.html. Without a folder it
//! is Trunk's post-build step: a debug build is checked and split, and keeps what reloads it.
//! It compiles nothing and knows nothing of what the page does.
mod archive;
mod assemble;
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
mod sorted;
mod staging;
mod sums;

use error::BundleError;
use staging::Staging;
use std::env;
use std::path::{Path, PathBuf};
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
    if let Some(folder) = env::args_os().nth(1) {
        let source = env::current_dir().map_err(|source| BundleError::File { path: PathBuf::from("."), source })?;
        let staging = Staging::new(PathBuf::from(folder));
        assemble::assemble(&source, &program::compiled(&source, "release"), &staging)?;
        return release(&source, &staging);
    }
    let (staging, source) = (Staging::new(directory("TRUNK_STAGING_DIR")?), directory("TRUNK_SOURCE_DIR")?);
    if env::var("TRUNK_PROFILE").as_deref() == Ok("debug") {
        split(&source, "debug", &staging).map(|_| ())
    } else {
        release(&source, &staging)
    }
}

/// Checks the page in `staging`, and puts the program of that profile there without its chunks, and the chunks beside it.
fn split(source: &Path, profile: &str, staging: &Staging) -> Result<Split, BundleError> {
    let html = staging.read("index.html")?;
    page::check_styles(&html, &Staging::new(source.join("style")).names()?)?;
    let parts = page::Parts::of(&html)?;
    let program = program::Program::new(source, profile, &parts);
    let n_chunk_bytes = program.split(&parts, staging)?;
    hosted::write_worker(&parts, staging)?;
    Ok(Split { html, parts, program, n_chunk_bytes })
}

/// What a release needs of the page that was split.
struct Split {
    html: String,
    parts: page::Parts,
    program: program::Program,
    n_chunk_bytes: usize,
}

/// Makes the two editions of the page in `staging`.
fn release(source: &Path, staging: &Staging) -> Result<(), BundleError> {
    let Split { html, parts, program, n_chunk_bytes } = split(source, "release", staging)?;
    let whole = program.whole()?;
    let known_markup = markup::known_markup(&whole.module)?;
    let single = single_file::page(&html, &parts, &whole, &known_markup, staging)?;
    let single_digest = staging::digest(single.html.as_bytes());
    staging.write("weighbridge.html", &single.html)?;
    staging.write(materials::NAME, materials::document(source, &single_digest)?)?;
    hosted::write(&html, &parts, &known_markup, &single_digest, staging)?;
    let n_files = service_worker::write(staging)?;
    sums::write(&single.program_digest, staging)?;

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
