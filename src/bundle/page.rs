//! Surgery on index.html, ours or as Trunk wrote it: finds its `link` and `script` elements and rewrites them.
//! It reads only the plain, double-quoted HTML of our own index.html and of Trunk; it is no general HTML parser.
use crate::error::BundleError;

/// One `link` or `script` element, with everything up to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    text: &'a str,
}

/// What becomes of an element.
pub(crate) enum Fate {
    /// It stays.
    Keep,
    /// It goes.
    Drop,
    /// This text takes its place.
    Become(String),
}

impl<'a> Element<'a> {
    fn opening(self) -> &'a str {
        self.text.find('>').map_or(self.text, |end| &self.text[..end])
    }

    /// Returns whether this is a `script` element.
    pub(crate) fn is_script(self) -> bool {
        self.text.starts_with("<script")
    }

    /// Returns the value of the attribute `name`, or `None` where it is absent or has no value.
    pub(crate) fn attribute(self, name: &str) -> Option<&'a str> {
        let opening = self.opening();
        let (_, rest) = opening.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    }

    /// Returns the file that the attribute `name` points to, without the leading `./`.
    pub(crate) fn file(self, name: &str) -> Option<&'a str> {
        self.attribute(name).map(|address| address.trim_start_matches("./"))
    }

    /// Returns whether this is `link` with that `rel`.
    pub(crate) fn is_link(self, rel: &str) -> bool {
        self.text.starts_with("<link") && self.attribute("rel") == Some(rel)
    }

    /// Returns whether this is the script by which the page starts the program.
    pub(crate) fn is_starter(self) -> bool {
        self.is_script() && self.attribute("type") == Some("module")
    }
}

/// The files that the assembled index.html names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Style sheets, in order.
    pub(crate) styles: Vec<String>,
    /// wasm-bindgen's JavaScript.
    pub(crate) glue: String,
    /// The compiled program.
    pub(crate) program: String,
}

impl Parts {
    /// Returns the parts of the page `html`, or an error naming what it lacks.
    pub(crate) fn of(html: &str) -> Result<Self, BundleError> {
        let mut styles = Vec::new();
        let (mut glue, mut program, mut starts) = (None, None, false);
        rewrite(html, |element| {
            let file = element.file("href").map(str::to_owned);
            if element.is_link("stylesheet") {
                styles.extend(file);
            } else if element.is_link("modulepreload") {
                glue = file;
            } else if element.is_link("preload") {
                program = file;
            }
            starts |= element.is_starter();
            Fate::Keep
        })?;
        if !starts {
            return Err(BundleError::Page { expected: "a module script that starts the program" });
        }
        Ok(Self {
            styles,
            glue: glue.ok_or(BundleError::Page { expected: "a modulepreload link to the glue" })?,
            program: program.ok_or(BundleError::Page { expected: "a preload link to the compiled program" })?,
        })
    }
}

/// Returns `html` with each `link` and `script` element met with its fate, and without comments.
///
/// # Errors
/// `Page` where an element or a comment does not end.
pub(crate) fn rewrite<'a>(html: &'a str, mut fate: impl FnMut(Element<'a>) -> Fate) -> Result<String, BundleError> {
    let mut made = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((start, end, ending)) = next_mark(rest) {
        made.push_str(&rest[..start]);
        let length = rest[start..].find(end).ok_or(BundleError::Page { expected: ending })? + end.len();
        let text = &rest[start..start + length];
        rest = &rest[start + length..];
        if !text.starts_with("<!--") {
            match fate(Element { text }) {
                Fate::Keep => made.push_str(text),
                Fate::Drop => rest = rest.trim_start_matches('\n'),
                Fate::Become(other) => made.push_str(&other),
            }
        }
    }
    made.push_str(rest);
    Ok(made)
}

/// Returns where the next element or comment starts, what ends it, and what to say should it not end.
fn next_mark(html: &str) -> Option<(usize, &'static str, &'static str)> {
    [
        ("<!--", "-->", "an end to each comment"),
        ("<link ", ">", "an end to each link"),
        ("<script", "</script>", "an end to each script"),
    ]
    .into_iter()
    .filter_map(|(mark, end, ending)| html.find(mark).map(|start| (start, end, ending)))
    .min()
}

/// Returns `html` with `addition` right after the first `mark`.
pub(crate) fn insert_after(html: &str, mark: &'static str, addition: &str) -> Result<String, BundleError> {
    let (before, after) = html.split_once(mark).ok_or(BundleError::Page { expected: mark })?;
    Ok(format!("{before}{mark}{addition}{after}"))
}

/// Checks that each style sheet in `names` (of the folder `style/`) is linked: a forgotten line shows only as an
/// unstyled part, late.
pub(crate) fn check_styles(html: &str, names: &[String]) -> Result<(), BundleError> {
    let mut linked = Vec::new();
    rewrite(html, |element| {
        if element.is_link("stylesheet") {
            linked.extend(element.file("href").and_then(|file| file.rsplit_once('-')).map(|(stem, _)| stem.to_owned()));
        }
        Fate::Keep
    })?;
    let is_linked = |name: &String| name.strip_suffix(".css").is_none_or(|stem| linked.iter().any(|l| l == stem));
    match names.iter().find(|name| !is_linked(name)) {
        Some(name) => Err(BundleError::StyleNotLinked { name: name.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8">
<!-- <script>not a script</script> -->
<script src="./guard.js"></script>
<link rel="stylesheet" href="./tokens-0a1b.css">
<link rel="stylesheet" href="./case-list-2c.css">
<link rel="modulepreload" href="./weighbridge-7.js" crossorigin="anonymous"><link rel="preload" href="./weighbridge-7_bg.wasm" as="fetch">
<script type="module">
import init from './weighbridge-7.js';
</script></head><body></body></html>"#;

    #[test]
    fn finds_the_parts_in_order() {
        let parts = Parts::of(PAGE).unwrap();
        assert_eq!(parts.styles, ["tokens-0a1b.css", "case-list-2c.css"]);
        assert_eq!(parts.glue, "weighbridge-7.js");
        assert_eq!(parts.program, "weighbridge-7_bg.wasm");
    }

    #[test]
    fn names_what_the_page_lacks() {
        let without = PAGE.replace("modulepreload", "other");
        let error = Parts::of(&without).unwrap_err();
        assert_eq!(error.to_string(), "expected a modulepreload link to the glue in index.html");
        let endless = "<head><script>let a;</head>";
        assert!(matches!(Parts::of(endless), Err(BundleError::Page { expected: "an end to each script" })));
    }

    #[test]
    fn rewrites_elements_and_drops_comments() {
        let made = rewrite(PAGE, |element| match element {
            e if e.is_starter() => Fate::Become("<script type=\"module\" src=\"./start.js\"></script>".into()),
            e if e.is_script() => Fate::Keep,
            _ => Fate::Drop,
        })
        .unwrap();
        assert!(made.contains("<script src=\"./guard.js\"></script>"));
        assert!(made.contains("<script type=\"module\" src=\"./start.js\"></script></head>"));
        assert!(!made.contains("<link") && !made.contains("import init") && !made.contains("not a script"));
    }

    #[test]
    fn reads_whole_attribute_names_only() {
        let element = Element { text: r#"<link data-rel="x" rel="icon" href="./icon.svg">"# };
        assert_eq!(element.attribute("rel"), Some("icon"));
        assert_eq!(element.file("href"), Some("icon.svg"));
        assert_eq!(element.attribute("media"), None);
    }

    #[test]
    fn a_style_without_a_link_is_named() {
        let names = ["tokens.css".to_owned(), "case-list.css".to_owned()];
        assert!(check_styles(PAGE, &names).is_ok());
        let error = check_styles(PAGE, &["timeline.css".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "expected a link to style/timeline.css in index.html");
    }

    #[test]
    fn inserts_after_the_first_mark() {
        assert_eq!(insert_after("<a><b><a>", "<a>", "!").unwrap(), "<a>!<b><a>");
        assert!(insert_after("<b>", "<a>", "!").is_err());
    }
}
