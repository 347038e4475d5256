//! The service worker's list: exactly the files of the hosted edition, under a version that is a digest of them.
use crate::error::BundleError;
use crate::policy::{fill, list};
use crate::staging::{Staging, fingerprint};

const TEMPLATE: &str = include_str!("../web/static/sw.js");

/// Not kept for offline use: the worker itself, downloads (as in sw.js), and what only the host reads.
const LEFT_OUT: [&str; 5] = ["sw.js", "weighbridge.html", crate::materials::NAME, crate::sums::NAME, "_headers"];

/// Writes sw.js for the files in `staging`, which must be complete; returns how many files it keeps.
pub(crate) fn write(staging: &Staging) -> Result<usize, BundleError> {
    let mut files = Vec::new();
    for name in staging.names()? {
        if !LEFT_OUT.contains(&name.as_str()) {
            let content = staging.read_bytes(&name)?;
            files.push((name, content));
        }
    }
    staging.write("sw.js", &script(&files)?)?;
    Ok(files.len())
}

fn script(files: &[(String, Vec<u8>)]) -> Result<String, BundleError> {
    let version = fingerprint(files.iter().flat_map(|(name, content)| [name.as_bytes(), b"\0", content]));
    // Some hosts redirect index.html to the folder, and a redirected answer cannot be shown for a page.
    let addresses: Vec<String> = files
        .iter()
        .map(|(name, _)| if name == "index.html" { "./".to_owned() } else { format!("./{name}") })
        .collect();
    let script = fill(TEMPLATE, "/*--version--*/", &version)?;
    fill(&script, "/*--files--*/[]", &list(&addresses))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(content: &str) -> Vec<(String, Vec<u8>)> {
        vec![("index.html".to_owned(), content.into()), ("weighbridge-1.js".to_owned(), b"x".to_vec())]
    }

    fn version(script: &str) -> String {
        script.lines().find(|line| line.starts_with("const VERSION")).unwrap().to_owned()
    }

    #[test]
    fn lists_the_files_with_the_page_as_its_folder() {
        let script = script(&files("a")).unwrap();
        assert!(script.contains("[\"./\",\n  \"./weighbridge-1.js\"]"));
    }

    #[test]
    fn the_version_follows_the_contents() {
        let first = version(&script(&files("a")).unwrap());
        assert_eq!(first, version(&script(&files("a")).unwrap()));
        assert_ne!(first, version(&script(&files("b")).unwrap()));
    }

    #[test]
    fn a_new_version_never_pushes_the_old_one_out() {
        assert!(!script(&files("a")).unwrap().contains("skipWaiting"));
    }
}
