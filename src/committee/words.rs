//! What came of a check, in words.

use super::{Sort, Verification};
use crate::present::{as_typed, count, decimal, list, moment};

/// Returns two figures that differ, with as few decimals as show it: at most those that they have.
pub(super) fn apart(one: f64, other: f64) -> [String; 2] {
    let whole = [one, other].map(as_typed);
    let n_decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = whole.iter().map(n_decimals).max().unwrap_or(0);
    let shorter = (1..most).map(|decimals| [one, other].map(|number| decimal(number, decimals)));
    shorter.into_iter().find(|[one, other]| one != other).unwrap_or(whole)
}

/// Returns parts of the file by the names that the page has for them.
fn in_words(parts: &[&String]) -> Vec<String> {
    parts
        .iter()
        .map(|part| part.replace("alternatives", "options").replace("weights in use", "weight set in use"))
        .collect()
}

/// How many changed places a verdict names before it only counts them.
const MOST_NAMED: usize = 3;

/// Returns the texts of a part of the file, on which no figure rests; the part's own name where it has no other.
fn texts_of(part: &str) -> &str {
    match part {
        "alternatives among the inputs" => "names or descriptions of options",
        "criteria among the inputs" => "names, definitions or ends of criteria",
        "scores among the inputs" => "reasons or sources of scores",
        "gates among the inputs" => "names or evidence of gates",
        "record among the inputs" => "recommendation, dissent or reasons",
        "dropped among the inputs" => "reasons for options left out",
        "weight sets among the inputs" => "names of weight sets",
        "basis among the inputs" => "assumptions",
        "frame among the inputs" => "stage, guidance or roles",
        "context among the inputs" => "who decides, and when",
        "contributions among the inputs" => "reasons or sources of contributions",
        "goal statements among the inputs" => "the report’s own words on goals",
        "programme among the inputs" => "words of the programme",
        "portfolios among the inputs" => "portfolios and the sets that are kept",
        "sections among the inputs" => "sections of the report",
        "answers among the inputs" => "reasons why findings stay open",
        "log" => "the log of changes",
        "exported" => "the time of the export",
        "engine" => "the version that wrote it",
        _ => part.strip_suffix(" among the inputs").unwrap_or(part),
    }
}

impl Verification {
    /// Returns what the file holds, in a word or two.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match (self.carried.programme, self.carried.appraisal) {
            (false, _) => "Appraisal",
            (true, None) => "Programme",
            (true, Some(_)) => "Programme and appraisal",
        }
    }

    /// Returns what came of the check, as a sentence.
    #[must_use]
    pub fn verdict(&self) -> String {
        match (self.differences.len(), self.rewordings.len()) {
            (0, 0) => "Results match.".to_owned(),
            (0, _) => format!("All {} match. The wording was not checked.", self.figures()),
            _ => match self.n_of(Sort::Figure) {
                0 => format!("Every figure matches; words were changed: {}.", self.changed_words()),
                1 => format!("Results do not match: 1 of {} differs.", self.figures()),
                n => format!("Results do not match: {} of {} differ.", decimal(n as f64, 0), self.figures()),
            },
        }
    }

    /// Returns what a match says, as a sentence; empty where something differs.
    #[must_use]
    pub fn assurance(&self) -> String {
        match (self.differences.is_empty(), self.rewordings.is_empty()) {
            (true, true) => format!("All {} and every digest are as they were exported.", self.figures()),
            _ => String::new(),
        }
    }

    /// Returns which words were changed where every figure matches: what results say otherwise, else the parts whose digest
    /// tells that their texts are no longer those that were exported.
    fn changed_words(&self) -> String {
        let of = |sort: Sort| self.differences.iter().filter(move |found| found.sort == sort).map(|found| &found.place);
        let mut places: Vec<&str> = of(Sort::Words).map(String::as_str).collect();
        if places.is_empty() {
            places = self.changed_parts.iter().map(|part| texts_of(part)).collect();
        }
        if places.is_empty() {
            places = of(Sort::Digest).map(String::as_str).collect();
        }
        let more = places.split_off(places.len().min(MOST_NAMED));
        let more = (!more.is_empty()).then(|| format!("{} more", more.len()));
        list(&places.into_iter().map(str::to_owned).chain(more).collect::<Vec<_>>())
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
                 differently here. What this one says follows from the inputs; what the file says may be anything.",
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
            ([], others) => {
                let others: Vec<&str> = others.iter().map(|part| texts_of(part)).collect();
                format!("The inputs are as they were exported. Changed since: {}.", list(&others))
            }
            (inputs, _) => format!("The inputs were changed after the export: {}.", list(&in_words(inputs))),
        };
        let agreement = match (self.n_of(Sort::Figure), self.n_of(Sort::Words)) {
            (0, 0) => format!("All {} agree, and so do all words that follow from the inputs.", self.figures()),
            (0, n) => format!("All {} agree; {}.", self.figures(), count(n, "text differs", "texts differ")),
            // What stood there before is nowhere in the file.
            (n, 0) if !inputs.is_empty() => format!(
                "{} among the {}, which follow from the inputs as they are now.",
                count(n, "difference is", "differences are"),
                self.figures()
            ),
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
        let programme =
            self.programme_headline.clone().map(|words| ("Headline of the programme, worked out here", words));
        let facts = vec![
            (self.kind(), self.title.clone()),
            ("Exported", format!("{} UTC", moment(&self.exported))),
            ("Written by", format!("Weighbridge {}; checked by Weighbridge {here}", self.engine)),
            ("Headline, worked out here", self.headline.clone()),
            ("Figures worked out again", decimal(self.n_numbers as f64, 0)),
            ("Digest of the inputs (SHA-256)", self.digest.clone()),
        ];
        facts.into_iter().chain(programme).collect()
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
