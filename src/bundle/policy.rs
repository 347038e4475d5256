//! The two content security policies and the Trusted Types script that goes with both.
use crate::error::BundleError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const TEMPLATE: &str = include_str!("../web/static/policy.js");

/// What both editions share: nothing by default, no plug-ins, no form targets, markup through the policy only.
const COMMON: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; \
                      require-trusted-types-for 'script'; trusted-types default";

/// Returns the policy of the hosted edition. It may fetch its own files and nothing else.
pub(crate) fn hosted() -> String {
    format!(
        "{COMMON}; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; \
         manifest-src 'self'; img-src 'self' data: blob:; font-src data:"
    )
}

/// Returns the policy of the single file: exactly these inline `scripts` and this inline `style`, and no connections.
pub(crate) fn single_file(scripts: &[&str], style: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| hash_source(script)).collect();
    format!(
        "{COMMON}; script-src 'wasm-unsafe-eval' {}; style-src {}; connect-src 'none'; worker-src blob:; \
         img-src data: blob:; font-src data:",
        scripts.join(" "),
        hash_source(style)
    )
}

/// Returns the element that puts `policy` in force from where it stands.
pub(crate) fn meta(policy: &str) -> String {
    format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// Returns the source expression that allows exactly `text`, inline.
fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Returns the Trusted Types script with both lists filled in.
///
/// # Errors
/// `Mark` where the template has lost a place to fill in.
pub(crate) fn script(known_markup: &[String], known_scripts: &[&str]) -> Result<String, BundleError> {
    script_of(&list(known_markup), &list(known_scripts))
}

/// Returns the Trusted Types script with a JavaScript expression for each list.
pub(crate) fn script_of(known_markup: &str, known_scripts: &str) -> Result<String, BundleError> {
    let script = fill(TEMPLATE, "/*--known-markup--*/[]", known_markup)?;
    fill(&script, "/*--known-scripts--*/[]", known_scripts)
}

/// Returns `template` with `value` in the one place of `mark`.
pub(crate) fn fill(template: &str, mark: &'static str, value: &str) -> Result<String, BundleError> {
    if template.matches(mark).count() != 1 {
        return Err(BundleError::Mark { mark });
    }
    Ok(template.replace(mark, value))
}

/// Returns `texts` as a JavaScript array that may stand in an inline script: no `<` can end the script early.
pub(crate) fn list<T: serde::Serialize>(texts: &[T]) -> String {
    let text = serde_json::json!(texts).to_string();
    text.replace('<', "\\u003c").replace("\",\"", "\",\n  \"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_one_browsers_compute() {
        // Example of the CSP Level 2 recommendation, section 7.17 (script-src, hash usage).
        assert_eq!(hash_source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn neither_policy_allows_inline_text_or_other_origins() {
        let policies = [hosted(), single_file(&["let a = 1;", "let b = 2;"], "p { margin: 0 }")];
        for policy in &policies {
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains('*'));
            assert!(!policy.contains("http") && policy.starts_with("default-src 'none'"));
        }
        assert!(policies[1].contains("connect-src 'none'"));
        assert_eq!(policies[1].matches("'sha256-").count(), 3);
    }

    #[test]
    fn known_markup_cannot_end_an_inline_script() {
        let markup = ["</script><p title=\"a\">".to_owned(), "<!--".to_owned()];
        let script = script(&markup, &["./sw.js"]).unwrap();
        assert!(!script.contains("</script") && !script.contains("<!--"));
        assert!(script.contains(r#"\u003c/script>\u003cp title=\"a\">"#) && script.contains(r#"["./sw.js"]"#));
    }

    #[test]
    fn a_lost_mark_is_named() {
        let error = fill("let a = [];", "/*--a--*/[]", "[1]").unwrap_err();
        assert_eq!(error.to_string(), "expected the mark /*--a--*/[] once in its script");
    }
}
