//! The bill of materials (SBOM): a CycloneDX 1.5 document that lists every crate the page is compiled from, with its
//! version, licence and the SHA-256 of its package. Crates that only write code while it is compiled (procedural macros
//! and what they use) are listed as excluded: nothing of theirs is in the page. The same lock file gives the same bytes.
//!
//! What cargo knows is asked of cargo; this parses its answer. It judges no licence: deny.toml does.
use crate::error::BundleError;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;
use std::process::Command;

/// Its name among the files of the build.
pub(crate) const NAME: &str = "weighbridge.cdx.json";

const TREE: [&str; 12] = [
    "tree",
    "--locked",
    "--edges",
    "normal",
    "--target",
    "wasm32-unknown-unknown",
    "--features",
    "web",
    "--prefix",
    "depth",
    "--format",
    "|{p}|{l}",
];

/// A crate: name and version.
type Name = (String, String);

/// A crate of the tree.
#[derive(Debug, Default, PartialEq, Eq)]
struct Part {
    licence: String,
    is_in_page: bool,
    uses: BTreeSet<Name>,
}

/// Returns the bill of materials of the page whose sources are in `source`, for the single file of the digest given.
///
/// # Errors
/// `Cargo` where cargo or rustc refuses, or answers in a form that is not known; `File` where there is no lock file.
pub(crate) fn document(source: &Path, single_file_digest: &str) -> Result<String, BundleError> {
    let tree = answer("CARGO", "cargo", &TREE, source)?;
    let compiler = answer("RUSTC", "rustc", &["--version"], source)?;
    let path = source.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(|source| BundleError::File { path, source })?;
    let compiler = compiler.split(' ').nth(1).unwrap_or_default();
    written(&parts_of(&tree)?, &package_digests(&lock), compiler, single_file_digest)
}

fn answer(variable: &str, usual: &str, arguments: &[&str], folder: &Path) -> Result<String, BundleError> {
    let program = env::var(variable).unwrap_or_else(|_| usual.to_owned());
    let failed = |because: String| BundleError::Cargo { because };
    let done = Command::new(&program).args(arguments).current_dir(folder).output();
    let done = done.map_err(|error| failed(format!("{program}: {error}")))?;
    if done.status.success() {
        String::from_utf8(done.stdout).map_err(|error| failed(error.to_string()))
    } else {
        Err(failed(String::from_utf8_lossy(&done.stderr).into_owned()))
    }
}

/// Returns the crates of cargo's tree, where each line is "depth|name vversion notes|licence (*)". What stands under a
/// procedural macro is not in the page.
fn parts_of(tree: &str) -> Result<BTreeMap<Name, Part>, BundleError> {
    let mut parts: BTreeMap<Name, Part> = BTreeMap::new();
    let mut above: Vec<(Name, bool)> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let unknown = || BundleError::Cargo { because: format!("expected a line of its tree, found: {line}") };
        let [depth, package, licence] = line.splitn(3, '|').collect::<Vec<_>>()[..] else { return Err(unknown()) };
        let depth: usize = depth.parse().map_err(|_| unknown())?;
        let (name, rest) = package.split_once(" v").ok_or_else(unknown)?;
        let (version, notes) = rest.split_once(' ').unwrap_or((rest, ""));
        let name = (name.to_owned(), version.to_owned());
        above.truncate(depth);
        let is_in_page = above.last().is_none_or(|(_, is_in_page)| *is_in_page) && !notes.contains("(proc-macro)");
        if let Some((user, _)) = above.last() {
            parts.entry(user.clone()).or_default().uses.insert(name.clone());
        }
        let part = parts.entry(name.clone()).or_default();
        licence.trim_end_matches(" (*)").clone_into(&mut part.licence);
        part.is_in_page |= is_in_page;
        above.push((name, is_in_page));
    }
    Ok(parts)
}

/// Returns the SHA-256 of each package that came from a registry, as the lock file has them.
fn package_digests(lock: &str) -> BTreeMap<Name, String> {
    let value = |block: &str, key: &str| {
        let start = format!("{key} = \"");
        block.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"').map(str::to_owned))
    };
    let package = |block: &str| Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?));
    lock.split("[[package]]").filter_map(package).collect()
}

fn written(
    parts: &BTreeMap<Name, Part>,
    digests: &BTreeMap<Name, String>,
    compiler: &str,
    single_file_digest: &str,
) -> Result<String, BundleError> {
    // Ours alone has no package.
    let (own, others): (Vec<_>, Vec<_>) = parts.iter().partition(|(name, _)| !digests.contains_key(*name));
    let [(own_name, own_part)] = own[..] else {
        let names: Vec<&str> = own.iter().map(|((name, _), _)| name.as_str()).collect();
        return Err(BundleError::Cargo { because: format!("expected one crate without a package, found {names:?}") });
    };
    let standard = json!({
        "type": "library", "bom-ref": "rust-std", "name": "Rust standard library", "version": compiler,
        "scope": "required", "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    });
    let components = others.iter().map(|(name, part)| component(name, part, &digests[*name]));
    let depends = |(name, part): (&Name, &Part)| {
        let uses: Vec<String> = part.uses.iter().map(address).collect();
        json!({ "ref": address(name), "dependsOn": uses })
    };
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": address(own_name), "name": own_name.0, "version": own_name.1,
            "hashes": [{ "alg": "SHA-256", "content": single_file_digest }], "licenses": licences(&own_part.licence),
        }},
        "components": components.chain([standard]).collect::<Vec<Value>>(),
        "dependencies": parts.iter().map(depends).collect::<Vec<Value>>(),
    });
    Ok(format!("{document:#}\n"))
}

fn component(name: &Name, part: &Part, package_digest: &str) -> Value {
    json!({
        "type": "library", "bom-ref": address(name), "name": name.0, "version": name.1,
        "scope": if part.is_in_page { "required" } else { "excluded" },
        "hashes": [{ "alg": "SHA-256", "content": package_digest }],
        "licenses": licences(&part.licence), "purl": address(name),
    })
}

/// Returns the licences of a crate. Older crates write "MIT/Apache-2.0", which is no SPDX expression.
fn licences(licence: &str) -> Value {
    if licence.is_empty() { json!([]) } else { json!([{ "expression": licence.replace('/', " OR ") }]) }
}

/// Returns a crate's package address, in which the `+` of a version is written out.
fn address((name, version): &Name) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "0|page v0.1.0 (/a/folder)|MIT\n1|view v2.0.0|MIT/Apache-2.0\n2|macro v1.0.0 (proc-macro)|MIT\n\
                       3|tokens v1.0.0|Zlib\n2|bytes v1.2.0+a|CC0-1.0\n1|bytes v1.2.0+a|CC0-1.0 (*)\n";
    const LOCK: &str = "[[package]]\nname = \"page\"\nversion = \"0.1.0\"\n\n\
        [[package]]\nname = \"view\"\nversion = \"2.0.0\"\nchecksum = \"01\"\n\n\
        [[package]]\nname = \"macro\"\nversion = \"1.0.0\"\nchecksum = \"02\"\n\n\
        [[package]]\nname = \"tokens\"\nversion = \"1.0.0\"\nchecksum = \"03\"\n\n\
        [[package]]\nname = \"bytes\"\nversion = \"1.2.0+a\"\nchecksum = \"04\"\n\n\
        [[package]]\nname = \"proptest\"\nversion = \"1.0.0\"\nchecksum = \"05\"\n";

    fn made(tree: &str) -> Value {
        let text = written(&parts_of(tree).unwrap(), &package_digests(LOCK), "1.95.0", "ab").unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn every_crate_of_the_tree_is_listed_and_no_other() {
        let document = made(ONE);
        let listed: Vec<(&str, &str)> = document["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| (part["name"].as_str().unwrap(), part["scope"].as_str().unwrap()))
            .collect();
        let expected = [
            ("bytes", "required"),
            ("macro", "excluded"),
            ("tokens", "excluded"),
            ("view", "required"),
            ("Rust standard library", "required"),
        ];
        assert_eq!(listed, expected);
        assert_eq!(document["metadata"]["component"]["hashes"][0]["content"], "ab");
    }

    #[test]
    fn a_crate_carries_its_digest_its_licence_and_what_it_uses() {
        let document = made(ONE);
        let view = &document["components"][3];
        assert_eq!(view["hashes"][0]["content"], "01");
        assert_eq!(view["licenses"][0]["expression"], "MIT OR Apache-2.0");
        let uses = document["dependencies"].as_array().unwrap().iter().find(|entry| entry["ref"] == view["bom-ref"]);
        assert_eq!(uses.unwrap()["dependsOn"], json!(["pkg:cargo/bytes@1.2.0%2Ba", "pkg:cargo/macro@1.0.0"]));
    }

    #[test]
    fn a_crate_that_the_page_uses_itself_is_in_it_whoever_else_uses_it() {
        let also = format!("{ONE}1|tokens v1.0.0|Zlib\n");
        assert_eq!(made(&also)["components"][2]["scope"], "required");
    }

    #[test]
    fn the_folder_of_the_sources_leaves_no_trace() {
        let elsewhere = ONE.replace("/a/folder", "/quite/another/folder");
        assert_eq!(made(ONE), made(&elsewhere));
        assert!(!made(ONE).to_string().contains("/a/folder"));
    }

    #[test]
    fn an_answer_of_another_form_is_refused() {
        assert!(matches!(parts_of("weighbridge v0.1.0"), Err(BundleError::Cargo { .. })));
        let foreign = parts_of("0|page v0.1.0|MIT\n1|unlisted v1.0.0|MIT\n").unwrap();
        assert!(written(&foreign, &package_digests(LOCK), "1", "ab").is_err());
    }
}
