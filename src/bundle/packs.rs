//! The build script: lists the files of the folders of `seeds` that hold packs, so that a pack is added by putting a file there.
//!
//! For each folder it writes an array of their texts, in the order of their names.
#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const FOLDERS: [&str; 3] = ["frameworks", "crosswalks", "templates"];

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("seeds");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=src/bundle/packs.rs");
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed=seeds/{folder}");
        let mut files = fs::read_dir(seeds.join(folder))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        files.sort_by(|one, other| one.file_stem().cmp(&other.file_stem()));
        let texts: String = files.iter().map(|file| format!("    include_str!({file:?}),\n")).collect();
        fs::write(out.join(format!("{folder}.rs")), format!("&[\n{texts}]\n"))?;
    }
    Ok(())
}
