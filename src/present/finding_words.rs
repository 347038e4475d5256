//! What is said of a finding, of whichever kind.

/// A finding in words: short texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingWords {
    /// What it is about, where the sentence does not name it.
    pub about: String,
    /// What was found.
    pub what: String,
    /// Why a reader would mind.
    pub why: &'static str,
    /// What to do about it.
    pub todo: &'static str,
}
