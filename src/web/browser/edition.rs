//! Which edition of the page this is, and the digests that came with it. Nothing is fetched for this.

use super::js;
use wasm_bindgen::JsValue;

/// How the page was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    /// By a host, beside the single file that has this SHA-256.
    Hosted {
        /// 64 hexadecimal digits.
        single_file_digest: String,
    },
    /// As one file.
    SingleFile,
    /// By a development server: nothing of it is released.
    Development,
}

/// Returns which edition this is. The build marks both: the hosted page by a `meta` element, the single file by its start.
pub(crate) fn edition() -> Edition {
    if !js::global("weighbridgeProgramDigest").is_undefined() {
        return Edition::SingleFile;
    }
    let name = JsValue::from_str("meta[name=\"weighbridge-single-file\"]");
    let found = js::call(&js::global("document"), "querySelector", &[name]).unwrap_or(JsValue::NULL);
    match js::text(&found, "content") {
        digest if digest.is_empty() => Edition::Development,
        single_file_digest => Edition::Hosted { single_file_digest },
    }
}

/// Returns the SHA-256 of the texts that run in the single file, or `None` where this is another edition or the browser
/// does not hash.
pub(crate) async fn program_digest() -> Option<String> {
    let digest = js::wait(Ok(js::global("weighbridgeProgramDigest"))).await.ok()?.as_string()?;
    (!digest.is_empty()).then_some(digest)
}
