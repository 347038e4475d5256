//! What came of a check, in words.

use super::{Sort, Verification};
use crate::present::{count, decimal, list, moment};

impl Verification {
    /// Returns what came of the check, as a sentence.
    #[must_use]
    pub fn verdict(&self) -> String {
        match (self.differences.len(), self.rewordings.len()) {
            (0, 0) => "Results match.".to_owned(),
            (0, _) => format!("All {} match. The wording was not checked.", self.figures()),
            (n, _) => format!("Results do not match: {}.", count(n, "thing differs", "things differ")),
        }
    }

    fn figures(&self) -> String {
        count(self.n_numbers, "figure", "figures")
    }

    fn n_of(&self, sort: Sort) -> usize {
        self.differences.iter().filter(|difference| difference.sort == sort).count()
    }

    /// Returns what is said of sentences that nobody could check; empty where there are none.
    #[must_use]
    pub fn about_the_wording(&self) -> String {
        match self.rewordings.len() {
            0 => String::new(),
            n => format!(
                "The file says that Weighbridge {} wrote it, and this is Weighbridge {}, which does not know those words. {} \
                 otherwise here. What this one says follows from the inputs; what the file says may be anything.",
                self.engine,
                env!("CARGO_PKG_VERSION"),
                count(n, "sentence reads", "sentences read")
            ),
        }
    }

    /// Returns where the change was made, as far as the digests tell, and what agrees all the same; empty where results
    /// match.
    #[must_use]
    pub fn cause(&self) -> String {
        if self.differences.is_empty() {
            return String::new();
        }
        let (inputs, others): (Vec<&String>, Vec<&String>) =
            self.changed_parts.iter().partition(|part| part.ends_with(" among the inputs"));
        let where_from = match (inputs.as_slice(), others.as_slice()) {
            ([], []) => "The inputs are as they were exported; what follows from them was changed.".to_owned(),
            ([], others) => format!("The inputs are as they were exported. Changed since: {}.", list(others)),
            (inputs, _) => format!("The inputs were changed after the export: {}.", list(inputs)),
        };
        let agreement = match (self.n_of(Sort::Figure), self.n_of(Sort::Words)) {
            (0, 0) => format!("All {} agree, and all words; only digests differ.", self.figures()),
            (0, n) => format!("All {} agree; {}.", self.figures(), count(n, "text differs", "texts differ")),
            (n, 0) => format!("{} among the {}.", count(n, "difference is", "differences are"), self.figures()),
            (n, words) => format!(
                "{} among the {}, {} among the words.",
                count(n, "difference is", "differences are"),
                self.figures(),
                decimal(words as f64, 0)
            ),
        };
        format!("{where_from} {agreement}")
    }

    /// Returns what was checked, term by term.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let here = env!("CARGO_PKG_VERSION");
        vec![
            ("Appraisal", self.title.clone()),
            ("Exported", format!("{} UTC", moment(&self.exported))),
            ("Written by", format!("Weighbridge {}; checked by Weighbridge {here}", self.engine)),
            ("Headline, worked out here", self.headline.clone()),
            ("Figures worked out again", decimal(self.n_numbers as f64, 0)),
            ("Digest of the inputs (SHA-256)", self.digest.clone()),
        ]
    }
}
