//! The single file: scripts, and an archive of the program and its styles, inside one page that runs from a disk.
use crate::archive::pack;
use crate::error::BundleError;
use crate::page::{self, Fate, Parts};
use crate::policy;
use crate::program::{Bound, SPLIT};
use crate::sorted::{self, sorted};
use crate::staging::{Staging, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const START: &str = include_str!("../web/static/start-single.js");
const UNPACK: &str = include_str!("../web/static/unpack.js");
const UNSORT: &str = include_str!("../web/static/unsort.js");
const SPLITS: &str = include_str!("../web/static/splits.js");
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// The style sheets that stand in the page as they are, because they style the screen that says that it did not start.
/// The rest is in the archive.
const AT_HAND: [&str; 5] = ["tokens", "base", "layout", "button", "guard"];

/// The single file, and the digest of what in it can be hashed by itself.
pub(crate) struct SingleFile {
    /// All of it.
    pub(crate) html: String,
    /// The SHA-256 of its texts in the order in which they stand (styles, guard, archive, module), joined by line ends.
    /// `src/web/static/start-single.js` works out the same.
    pub(crate) program_digest: String,
}

/// Returns the whole single file, made from the page `html` and the files it names.
///
/// # Errors
/// `CannotInline` where a text would end its element early, `Page` where the page is not as expected.
pub(crate) fn page(
    html: &str,
    parts: &Parts,
    program: &Bound,
    known_markup: &[String],
    staging: &Staging,
) -> Result<SingleFile, BundleError> {
    let is_at_hand = |name: &&String| AT_HAND.iter().any(|stem| name.starts_with(&format!("{stem}-")));
    let (at_hand, packed): (Vec<&String>, Vec<&String>) = parts.styles.iter().partition(is_at_hand);
    let (style, rest) = (compact(&joined(&at_hand, staging)?), compact(&joined(&packed, staging)?));
    let guard = compact(&staging.read("guard.js")?);
    let module = module(&program.glue)?;
    check_inline("the style sheets", &style, "</style")?;
    for (what, script) in [("guard.js", &guard), ("the glue", &module)] {
        check_inline(what, script, "</script")?;
        check_inline(what, script, "<!--")?;
    }

    let sorted = sorted(&program.module)?;
    let mut files = vec![rest.into_bytes(), policy::list(known_markup).into_bytes()];
    files.extend(sorted.pieces);
    let archive = pack(&files)?;
    let lengths: Vec<String> = files.iter().map(|bytes| bytes.len().to_string()).collect();
    let icon = STANDARD.encode(staging.read_bytes("icon.svg")?);
    let policy = policy::single_file(&[&guard, &module], &style);
    let bare = page::rewrite(html, |element| match element.file("src") {
        Some("guard.js") => Fate::Become(format!("<style>{style}</style>\n<script>{guard}</script>")),
        _ if element.is_link("icon") => Fate::Become(format!(
            "<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">"
        )),
        _ => Fate::Drop,
    })?;
    let governed = page::insert_after(&bare, CHARSET, &policy::meta(&policy))?;
    let (body, end) = governed.rsplit_once("</body>").ok_or(BundleError::Page { expected: "</body>" })?;
    let texts = [&style, &guard, &archive, &module].map(String::as_str);
    let program_digest = digest(texts.join("\n").as_bytes());
    let html = format!(
        "{body}<script type=\"text/plain\" id=\"weighbridge-program\" data-code=\"{}\" data-lengths=\"{}\">{archive}</script>\n\
         <script type=\"module\">{module}</script>\n</body>{end}",
        sorted.code_length,
        lengths.join(" ")
    );
    Ok(SingleFile { html, program_digest })
}

/// Returns all style sheets of the page in order, as one.
pub(crate) fn joined_styles(parts: &Parts, staging: &Staging) -> Result<String, BundleError> {
    joined(&parts.styles.iter().collect::<Vec<_>>(), staging)
}

fn joined(names: &[&String], staging: &Staging) -> Result<String, BundleError> {
    let styles: Result<Vec<String>, BundleError> = names.iter().map(|name| staging.read(name)).collect();
    Ok(styles?.join("\n"))
}

fn check_inline(what: &'static str, text: &str, end: &'static str) -> Result<(), BundleError> {
    let because = "it holds text that ends its element";
    if text.contains(end) { Err(BundleError::CannotInline { what, because }) } else { Ok(()) }
}

/// Returns a script or style sheet without indents, empty lines and the comments that begin a line. No text of ours or of
/// wasm-bindgen's goes over more than one line, so nothing but layout is lost.
fn compact(text: &str) -> String {
    let mut kept = Vec::new();
    let mut in_comment = false;
    for line in text.lines() {
        let mut line = line.trim();
        while in_comment || line.starts_with("/*") {
            let end = line.find("*/");
            in_comment = end.is_none();
            line = end.map_or("", |end| line[end + 2..].trim_start());
            if in_comment {
                break;
            }
        }
        if !line.is_empty() && !line.starts_with("//") {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// Returns glue, unpacker, policy and start as one module: what the glue would import stands in it already. Glue and the
/// joining of splits come first, and are plain script, so that the page can start a worker from their text.
fn module(glue: &str) -> Result<String, BundleError> {
    if glue.contains("/snippets/") {
        return Err(BundleError::CannotInline { what: "the glue", because: "it imports snippets of JavaScript" });
    }
    let mut imports = String::new();
    let mut rest = Vec::new();
    let from = format!(" from \"{SPLIT}\"");
    for line in glue.lines() {
        match line.strip_prefix("import * as ").and_then(|line| line.strip_suffix(&from)) {
            Some(name) => imports += &format!("const {name} = splits;\n"),
            // Nothing imports this module.
            None if line.starts_with("export {") => {}
            None => rest.push(line.strip_prefix("export ").unwrap_or(line)),
        }
    }
    let glue = rest.join("\n").replace("import.meta.url", "self.location.href");
    let policy = policy::script_of("JSON.parse(asText(markup))", "[workerAddress]")?;
    let start = policy::fill(START, "/*--policy--*/", &policy)?;
    let unsort = policy::fill(UNSORT, "/*--tables--*/[]", &sorted::tables())?;
    let splits = policy::fill(SPLITS, "/*--split--*/''", &format!("'{SPLIT}'"))?;
    Ok(compact(&format!("const splits = {{}};\n{imports}{glue}\n{splits}\n{UNPACK}\n{unsort}\n{start}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_layout_and_comments_are_lost() {
        let script =
            "/**\n * Does it.\n * @returns {number}\n */\nfunction a() {\n    // why\n    return 2 * 3; // kept\n}\n\n";
        assert_eq!(compact(script), "function a() {\nreturn 2 * 3; // kept\n}");
        assert_eq!(
            compact("/* b\n c */ a {\n  margin: 0;\n}\n/* d */\n* { padding: 0 }"),
            "a {\nmargin: 0;\n}\n* { padding: 0 }"
        );
    }

    #[test]
    fn the_glue_imports_nothing() {
        let glue = format!(
            "import * as import1 from \"{SPLIT}\"\nexport function f() {{ return import.meta.url; }}\n\
             export {{ f as default }};"
        );
        let module = module(&glue).unwrap();
        let start = "const splits = {};\nconst import1 = splits;\nfunction f() { return self.location.href; }";
        assert!(module.starts_with(start), "{module}");
        assert!(!module.contains("import * as") && !module.contains("/*--"));
        let (worker, page) = module.split_once("'A worker ends here.';").unwrap();
        assert!(worker.contains("function joinSplits") && page.contains("unpack("));
        for word in ["export ", "import.meta", "await "] {
            assert!(!worker.contains(word), "a classic script cannot hold {word}");
        }
        assert!(module.contains(&format!("i.module === '{SPLIT}'")));
    }
}
