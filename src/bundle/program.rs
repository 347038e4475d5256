//! The compiled program as it is shipped: split at its chunks, and bound to JavaScript.
//!
//! This takes what the compiler wrote, cuts the chunks off it, binds what is left, and puts both where the page expects
//! them (in a debug build Trunk has put the program there whole). The chunks are wired up by a script of a few hundred bytes.
use crate::error::BundleError;
use crate::module::stripped;
use crate::page::Parts;
use crate::staging::Staging;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The module that the program imports from where it may be split.
pub(crate) const SPLIT: &str = "__wasm_split_placeholder__";

/// The program that the compiler wrote, and where work on it is done.
pub(crate) struct Program {
    compiled: PathBuf,
    work: PathBuf,
    /// What the page calls it, with the mark of the build and without an ending.
    stem: String,
}

/// A module and the JavaScript that goes with it.
pub(crate) struct Bound {
    /// wasm-bindgen's JavaScript.
    pub(crate) glue: String,
    /// The module, without notes of the compiler.
    pub(crate) module: Vec<u8>,
}

impl Program {
    /// Returns the program that was compiled with `profile` from the sources in `source`.
    pub(crate) fn new(source: &Path, profile: &str, parts: &Parts) -> Program {
        Program {
            compiled: compiled(source, profile),
            work: target(source).join("chunks").join(profile),
            stem: parts.glue.strip_suffix(".js").unwrap_or(&parts.glue).to_owned(),
        }
    }

    /// Returns the program whole. What it imports from [`SPLIT`] is left to whoever starts it.
    ///
    /// # Errors
    /// `Bind` where wasm-bindgen is missing or refuses, `File` otherwise.
    pub(crate) fn whole(&self) -> Result<Bound, BundleError> {
        let work = Staging::new(self.work.join("whole"));
        work.clear()?;
        bind(&self.compiled, &self.stem, &work)
    }

    /// Puts the program without its chunks and its glue into `staging`, with the chunks and the script that fetches them.
    /// Returns how many bytes the chunks have.
    ///
    /// # Errors
    /// `Split` where the program cannot be cut, `Bind` where wasm-bindgen is missing or refuses, `File` otherwise.
    pub(crate) fn split(&self, parts: &Parts, staging: &Staging) -> Result<usize, BundleError> {
        let work = Staging::new(self.work.join("split"));
        work.clear()?;
        let compiled =
            fs::read(&self.compiled).map_err(|source| BundleError::File { path: self.compiled.clone(), source })?;
        let mark = self.stem.replacen("weighbridge", "", 1);
        let linker = format!("chunks{mark}.js");
        let (main, main_module, link_name) =
            (work.path("main.wasm"), format!("./{}", parts.glue), format!("./{linker}"));
        let mut options = wasm_split_cli_support::Options::new(&compiled);
        options.output_dir = work.root();
        options.main_out_path = &main;
        options.main_module = &main_module;
        options.link_name = &link_name;
        wasm_split_cli_support::transform(options)
            .map_err(|source| BundleError::Split { because: format!("{source:#}") })?;

        let mut script = work.read(&linker)?;
        let mut n_bytes = 0;
        for name in work.names()?.iter().filter(|name| is_chunk(name)) {
            // The name carries the build, as those of the other files do: chunks of two builds do not fit together.
            let shipped = name.replacen(".wasm", &format!("{mark}.wasm"), 1);
            script = script.replace(&format!("./{name}"), &format!("./{shipped}"));
            let chunk = stripped(&work.read_bytes(name)?)?;
            staging.write(&shipped, &chunk)?;
            n_bytes += chunk.len();
        }
        staging.write(&linker, &script)?;
        let bound = bind(&main, &self.stem, &work)?;
        staging.write(&parts.glue, bound.glue)?;
        staging.write(&parts.program, bound.module)?;
        Ok(n_bytes)
    }
}

fn target(source: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| source.join("target"), PathBuf::from)
}

/// Returns where the compiler writes the program of the sources in `source`.
pub(crate) fn compiled(source: &Path, profile: &str) -> PathBuf {
    target(source).join("wasm32-unknown-unknown").join(profile).join("weighbridge.wasm")
}

fn is_chunk(name: &str) -> bool {
    name.ends_with(".wasm") && (name.starts_with("split_") || name.starts_with("chunk_"))
}

/// Runs wasm-bindgen, which `script/setup` installs. The table of functions stays within reach of JavaScript: that is how
/// a chunk says that it is there.
fn bind(module: &Path, name: &str, folder: &Staging) -> Result<Bound, BundleError> {
    let failed = |because| BundleError::Bind { because };
    let done = Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", name, "--out-dir"])
        .args([folder.root(), module])
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !done.status.success() {
        return Err(failed(String::from_utf8_lossy(&done.stderr).into_owned()));
    }
    let module = stripped(&folder.read_bytes(&format!("{name}_bg.wasm"))?)?;
    Ok(Bound { glue: folder.read(&format!("{name}.js"))?, module })
}
