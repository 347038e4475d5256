//! What came of a check, in words.

use super::Verification;
use crate::present::{count, decimal};

impl Verification {
    /// Returns what came of the check, as a sentence.
    #[must_use]
    pub fn headline(&self) -> String {
        match self.differences.len() {
            0 => "Results match.".to_owned(),
            n => format!("Results do not match: {}.", count(n, "thing differs", "things differ")),
        }
    }

    /// Returns what was checked, term by term.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let here = env!("CARGO_PKG_VERSION");
        vec![
            ("Appraisal", self.title.clone()),
            ("Exported", format!("{} UTC", self.exported.replace('T', " ").replace('Z', ""))),
            ("Written by", format!("Weighbridge {}; checked by Weighbridge {here}", self.engine)),
            ("Figures worked out again", decimal(self.n_numbers as f64, 0)),
            ("Digest of the inputs (SHA-256)", self.digest.clone()),
        ]
    }
}
