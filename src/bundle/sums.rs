//! SHA256SUMS: the digests of what the build hands out, in the form that `sha256sum --check` reads.
use crate::error::BundleError;
use crate::staging::{Staging, digest};

/// Its name among the files of the build.
pub(crate) const NAME: &str = "SHA256SUMS";

/// Writes the digest of every file in `staging`, which must be complete, and as a remark that of the part of the single
/// file that the page can work out by itself.
pub(crate) fn write(program_digest: &str, staging: &Staging) -> Result<(), BundleError> {
    let mut text = format!(
        "# Check with: sha256sum --check {NAME}\n\
         # The part of weighbridge.html that its page \"About this copy\" works out (no file of its own):\n\
         # {program_digest}  weighbridge.html#program\n"
    );
    for name in staging.names()?.iter().filter(|name| *name != NAME) {
        text += &format!("{}  {name}\n", digest(&staging.read_bytes(name)?));
    }
    staging.write(NAME, text)
}
