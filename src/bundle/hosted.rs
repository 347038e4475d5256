//! The hosted edition: index.html under its policy, one joined style sheet, the start and policy scripts, and the
//! headers that a host should send.
use crate::error::BundleError;
use crate::page::{self, Fate, Parts};
use crate::policy;
use crate::single_file::joined_styles;
use crate::staging::{Staging, fingerprint};

const START: &str = include_str!("../web/static/start.js");
const WORKER: &str = include_str!("../web/static/worker.js");
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// Writes index.html, the joined style sheet, start.js, policy.js and _headers; removes the separate style sheets.
/// The page carries the digest of the single file that lies beside it, because it may ask for nothing once it has loaded.
pub(crate) fn write(
    html: &str,
    parts: &Parts,
    known_markup: &[String],
    single_file_digest: &str,
    staging: &Staging,
) -> Result<(), BundleError> {
    let style = joined_styles(parts, staging)?;
    let style_name = format!("style-{}.css", fingerprint([style.as_bytes()]));
    for name in &parts.styles {
        staging.remove(name)?;
    }
    staging.write(&style_name, &style)?;
    staging.write("policy.js", &policy::script(known_markup, &["./sw.js", "./worker.js"])?)?;
    let start = policy::fill(START, "/*--glue--*/", &format!("./{}", parts.glue))?;
    let start = policy::fill(&start, "/*--program--*/", &format!("./{}", parts.program))?;
    staging.write("start.js", &start)?;
    staging.write("index.html", &governed_page(html, &style_name, single_file_digest)?)?;
    staging.write("_headers", headers())
}

/// Writes worker.js, which starts the program in a worker. It is the same in a debug build.
pub(crate) fn write_worker(parts: &Parts, staging: &Staging) -> Result<(), BundleError> {
    staging.write("worker.js", policy::fill(WORKER, "/*--glue--*/", &format!("./{}", parts.glue))?)
}

fn governed_page(html: &str, style_name: &str, single_file_digest: &str) -> Result<String, BundleError> {
    let page = page::rewrite(html, |element| {
        if element.is_starter() {
            return Fate::Become("<script type=\"module\" src=\"./start.js\"></script>".into());
        }
        if element.file("src") == Some("guard.js") {
            return Fate::Become(format!(
                "<script src=\"./guard.js\"></script>\n<script src=\"./policy.js\"></script>\n\
                 <link rel=\"stylesheet\" href=\"./{style_name}\">"
            ));
        }
        if element.is_link("stylesheet") { Fate::Drop } else { Fate::Keep }
    })?;
    let digest = format!("\n<meta name=\"weighbridge-single-file\" content=\"{single_file_digest}\">");
    page::insert_after(&page, CHARSET, &format!("{}{digest}", policy::meta(&policy::hosted())))
}

/// Returns the headers a host should send, in the notation that several static hosts read as it is.
/// The policy is also in the page itself; as a header it can in addition forbid framing.
fn headers() -> String {
    let policy = format!("{}; frame-ancestors 'none'", policy::hosted());
    let common = [
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Opener-Policy: same-origin",
        "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Strict-Transport-Security: max-age=31536000",
        "Cache-Control: no-cache",
    ];
    format!(
        "/*\n  {}\n/\n  Content-Security-Policy: {policy}\n/index.html\n  Content-Security-Policy: {policy}\n\
         /worker.js\n  Content-Security-Policy: {policy}\n",
        common.join("\n  ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_for_hosts_has_every_header_and_where_it_goes() {
        let document = include_str!("HOSTING.md");
        let is_policy = |line: &&str| line.trim().starts_with("Content-Security-Policy:");
        let headers = headers();
        for line in headers.lines().filter(|line| !is_policy(line)) {
            assert!(document.contains(&format!("`{}`", line.trim())), "{line}");
        }
        assert!(headers.lines().any(|line| is_policy(&line)) && document.contains("`Content-Security-Policy`"));
    }

    #[test]
    fn the_page_loads_only_files_of_its_own() {
        let html = "<head><meta charset=\"utf-8\">\n<script src=\"./guard.js\"></script>\n\
                    <link rel=\"stylesheet\" href=\"./a-1.css\">\n<link rel=\"stylesheet\" href=\"./b-2.css\">\n\
                    <script type=\"module\">\nimport init from './w.js';\n</script></head>";
        let page = governed_page(html, "style-9.css", "0a1b").unwrap();
        assert!(page.contains("<meta name=\"weighbridge-single-file\" content=\"0a1b\">"));
        assert_eq!(page.matches("<script").count(), page.matches("<script src=").count() + 1);
        assert!(page.contains("<script type=\"module\" src=\"./start.js\"></script>") && !page.contains("import init"));
        assert_eq!(page.matches("rel=\"stylesheet\"").count(), 1);
        let policy = page.find("Content-Security-Policy").unwrap();
        assert!(policy < page.find("<script").unwrap());
    }
}
