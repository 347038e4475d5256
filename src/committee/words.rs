//! What came of a check, in words.

use super::Verification;
use crate::present::{count, decimal, list};

impl Verification {
    /// Returns what came of the check, as a sentence.
    #[must_use]
    pub fn headline(&self) -> String {
        match self.differences.len() {
            0 => "Results match.".to_owned(),
            n => format!("Results do not match: {}.", count(n, "thing differs", "things differ")),
        }
    }

    /// Returns where the change was made, as far as the digests tell, as a sentence; empty where results match.
    #[must_use]
    pub fn cause(&self) -> String {
        if self.differences.is_empty() {
            return String::new();
        }
        let (inputs, others): (Vec<&String>, Vec<&String>) =
            self.changed_parts.iter().partition(|part| part.ends_with(" among the inputs"));
        match (inputs.as_slice(), others.as_slice()) {
            ([], []) => "The inputs are as they were exported; what follows from them was changed.".to_owned(),
            ([], others) => format!("The inputs are as they were exported. Changed since: {}.", list(others)),
            (inputs, _) => {
                format!("The inputs were changed after the export: {}. What follows from them differs.", list(inputs))
            }
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
