//! What came of a check, in words.

use super::{Sort, Verification};
use crate::present::{as_typed, count, decimal, list, time_words};

/// Returns two figures that differ, with as few decimals as show it: at most those that they have.
pub(super) fn apart(one: f64, other: f64) -> [String; 2] {
    let whole = [one, other].map(as_typed);
    let n_decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = whole.iter().map(n_decimals).max().unwrap_or(0);
    let shorter = (1..most).map(|decimals| [one, other].map(|number| decimal(number, decimals)));
    shorter.into_iter().find(|[one, other]| one != other).unwrap_or(whole)
}

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
            ("Exported", time_words(&self.exported)),
            ("Written by", format!("Weighbridge {}; checked by Weighbridge {here}", self.engine)),
            ("Headline, worked out here", self.headline.clone()),
            ("Figures worked out again", decimal(self.n_numbers as f64, 0)),
            ("Digest of the inputs (SHA-256)", self.digest.clone()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn figures_that_differ_have_as_few_decimals_as_show_it() {
        assert_eq!(apart(5.650632911, 5.75), ["5.7".to_owned(), "5.8".to_owned()]);
        assert_eq!(apart(5.650632911, 5.650632912), ["5.650632911", "5.650632912"].map(str::to_owned));
        assert_eq!(apart(60.0, 61.0), ["60", "61"].map(str::to_owned));
        assert_eq!(apart(60.25, 60.26), ["60.25", "60.26"].map(str::to_owned));
    }
}
