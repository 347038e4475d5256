//! The page of a release build before its post-build step: what Trunk makes of index.html for a debug build. Compiling
//! Trunk takes minutes, so a first run, which needs no reloading, does without it.
use crate::error::BundleError;
use crate::page::{self, Fate};
use crate::staging::{Staging, fingerprint};
use std::path::Path;

/// Writes index.html, each style sheet under a name that carries its content, and each file that is copied as it is into
/// `staging`, from the sources in `source`. The program and its glue are named after what the compiler wrote, `program`,
/// and are left to the splitting.
///
/// # Errors
/// `File` where a file is missing, `Page` where index.html is not as expected.
pub(crate) fn assemble(source: &Path, program: &Path, staging: &Staging) -> Result<(), BundleError> {
    let read = |path: &Path| std::fs::read(path).map_err(|source| BundleError::File { path: path.to_owned(), source });
    let stem = format!("weighbridge-{}", fingerprint([&read(program)?[..]]));
    let html = String::from_utf8_lossy(&read(&source.join("index.html"))?).into_owned();
    let mut files = Vec::new();
    let mut failure = None;
    let made = page::rewrite(&html, |element| {
        let named = element.file("href").unwrap_or_default();
        let mut copy = |name_of: &dyn Fn(&[u8]) -> String| match read(&source.join(named)) {
            Ok(bytes) => {
                let name = name_of(&bytes);
                files.push((name.clone(), bytes));
                name
            }
            Err(error) => {
                failure.get_or_insert(error);
                String::new()
            }
        };
        let file = Path::new(named);
        if element.is_link("css") {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let name = copy(&|bytes| format!("{stem}-{}.css", fingerprint([bytes])));
            Fate::Become(format!("<link rel=\"stylesheet\" href=\"./{name}\">"))
        } else if element.is_link("copy-file") {
            copy(&|_| file.file_name().unwrap_or_default().to_string_lossy().into_owned());
            Fate::Drop
        } else if element.is_link("rust") {
            Fate::Become(format!(
                "<link rel=\"modulepreload\" href=\"./{stem}.js\" crossorigin=\"anonymous\">\n\
                 <link rel=\"preload\" href=\"./{stem}_bg.wasm\" crossorigin=\"anonymous\" as=\"fetch\" \
                 type=\"application/wasm\">\n<script type=\"module\"></script>"
            ))
        } else {
            Fate::Keep
        }
    })?;
    if let Some(error) = failure {
        return Err(error);
    }
    staging.clear()?;
    for (name, bytes) in files {
        staging.write(&name, bytes)?;
    }
    staging.write("index.html", made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Parts;
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("weighbridge-assemble-{}-{name}", std::process::id()))
    }

    #[test]
    fn the_page_of_the_sources_has_every_part() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        let staging = Staging::new(folder("whole"));
        assemble(source, &source.join("Cargo.lock"), &staging).unwrap();
        let html = staging.read("index.html").unwrap();
        assert!(!html.contains("data-trunk"), "{html}");
        let parts = Parts::of(&html).unwrap();
        let sheets = Staging::new(source.join("style")).names().unwrap();
        assert_eq!(parts.styles.len(), sheets.len());
        page::check_styles(&html, &sheets).unwrap();
        for style in &parts.styles {
            assert!(!staging.read(style).unwrap().is_empty(), "{style}");
        }
        assert_eq!(parts.program, parts.glue.replace(".js", "_bg.wasm"));
        let guard = std::fs::read(source.join("src/web/static/guard.js")).unwrap();
        assert_eq!(staging.read_bytes("guard.js").unwrap(), guard);
        std::fs::remove_dir_all(staging.root()).unwrap();
    }

    #[test]
    fn a_file_that_is_missing_is_named_and_nothing_is_written() {
        let source = folder("source");
        std::fs::create_dir_all(&source).unwrap();
        let page = "<link data-trunk rel=\"css\" href=\"style/lost.css\"><link data-trunk rel=\"rust\">";
        std::fs::write(source.join("index.html"), page).unwrap();
        let staging = Staging::new(folder("none"));
        let error = assemble(&source, &source.join("index.html"), &staging).unwrap_err();
        assert!(error.to_string().contains("lost.css"), "{error}");
        assert!(!staging.root().exists());
        std::fs::remove_dir_all(source).unwrap();
    }
}
