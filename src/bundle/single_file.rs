//! The single file: style, scripts and the packed program inside one page that runs from a disk.
use crate::error::BundleError;
use crate::page::{self, Fate, Parts};
use crate::policy;
use crate::staging::Staging;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const START: &str = include_str!("../web/static/start-single.js");
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// Returns the whole single file, made from Trunk's page `html` and the files it names.
///
/// # Errors
/// `CannotInline` where a text would end its element early, `Page` where the page is not as expected.
pub(crate) fn page(
    html: &str,
    parts: &Parts,
    known_markup: &[String],
    staging: &Staging,
) -> Result<String, BundleError> {
    let style = joined_styles(parts, staging)?;
    let guard = staging.read("guard.js")?;
    let policy_script = policy::script(known_markup, &[])?;
    let module = format!("{}\n{START}", staging.read(&parts.glue)?);
    check_inline("the style sheets", &style, "</style")?;
    for (what, script) in [("guard.js", &guard), ("policy.js", &policy_script), ("the glue", &module)] {
        check_inline(what, script, "</script")?;
        check_inline(what, script, "<!--")?;
    }
    if module.contains("/snippets/") {
        return Err(BundleError::CannotInline { what: "the glue", because: "it imports snippets of JavaScript" });
    }

    let program = pack(&staging.read_bytes(&parts.program)?)?;
    let icon = STANDARD.encode(staging.read_bytes("icon.svg")?);
    let policy = policy::single_file(&[&guard, &policy_script, &module], &style);
    let bare = page::rewrite(html, |element| match element.file("src") {
        Some("guard.js") => {
            Fate::Become(format!("<style>{style}</style>\n<script>{guard}</script>\n<script>{policy_script}</script>"))
        }
        _ if element.is_link("icon") => Fate::Become(format!(
            "<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">"
        )),
        _ => Fate::Drop,
    })?;
    let governed = page::insert_after(&bare, CHARSET, &policy::meta(&policy))?;
    let (body, end) = governed.rsplit_once("</body>").ok_or(BundleError::Page { expected: "</body>" })?;
    Ok(format!(
        "{body}<script type=\"text/plain\" id=\"weighbridge-program\">{program}</script>\n\
         <script type=\"module\">{module}</script>\n</body>{end}"
    ))
}

/// Returns all style sheets of the page in order, as one.
pub(crate) fn joined_styles(parts: &Parts, staging: &Staging) -> Result<String, BundleError> {
    let styles: Result<Vec<String>, BundleError> = parts.styles.iter().map(|name| staging.read(name)).collect();
    Ok(styles?.join("\n"))
}

fn check_inline(what: &'static str, text: &str, end: &'static str) -> Result<(), BundleError> {
    let because = "it holds text that ends its element";
    if text.contains(end) { Err(BundleError::CannotInline { what, because }) } else { Ok(()) }
}

/// Returns `program`, compressed and in base64: a text that is the same for the same program.
fn pack(program: &[u8]) -> Result<String, BundleError> {
    let failed = |source| BundleError::File { path: "gzip".into(), source };
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(program).map_err(failed)?;
    Ok(STANDARD.encode(encoder.finish().map_err(failed)?))
}
