//! The stress test of a result in words: what would change it, who would have to believe what, who else agrees.

mod checks;
mod draws;
mod moves;

pub use checks::{
    Verdict, method_basis, method_name, methods_title, prospects_words, reversal_words, reversals_title, tested_name,
    verdict,
};
pub use draws::{belief_words, central_words, draws_note, draws_title, percent, place};
pub use moves::{
    StressHeadline, another_first, change_words, families_title, never_tied, path_title, scores_title,
    single_score_words, stress_headline, tornado_aside, tornado_title, weight_words,
};

use super::{list, points, tenths};
use crate::appraisal::Role;
use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::stress::Field;
use crate::appraisal::stress::path::Subject;

/// Names for the positions of a field.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// The results that the field was taken from.
    pub results: &'a Evaluation,
    /// The letter of each option, in the author's order; empty for one without.
    pub letters: &'a [String],
    /// The field.
    pub field: &'a Field,
}

impl<'a> Naming<'a> {
    /// Returns an option's letter; its name where it has none.
    #[must_use]
    pub fn option(&self, option: usize) -> &'a str {
        let letter = self.letter(option);
        if letter.is_empty() { self.full(option) } else { letter }
    }

    /// Returns an option's letter, empty where it has none.
    #[must_use]
    pub fn letter(&self, option: usize) -> &'a str {
        let row = self.field.rows.get(option);
        row.and_then(|row| self.letters.get(*row)).map_or("", String::as_str)
    }

    /// Returns an option's name.
    #[must_use]
    pub fn full(&self, option: usize) -> &'a str {
        let row = self.field.rows.get(option);
        row.and_then(|row| self.results.standings.get(*row)).map_or("", |standing| &standing.name)
    }

    /// Returns an option's part in the comparison.
    #[must_use]
    pub fn role(&self, option: usize) -> Role {
        let row = self.field.rows.get(option);
        row.and_then(|row| self.results.standings.get(*row)).map_or(Role::Candidate, |standing| standing.role)
    }

    /// Returns which criteria have no weight in use, though they take part, as a sentence; empty where all have some.
    #[must_use]
    pub fn without_weight(&self) -> String {
        let without: Vec<usize> = (0..self.field.columns.len()).filter(|at| !self.field.has_weight(*at)).collect();
        let names = self.criteria(&without);
        match without.len() {
            0 => String::new(),
            1 => format!("{names} has no weight in use; it takes part here, because weight could be moved to it."),
            n if n > 4 => {
                format!(
                    "{n} criteria have no weight in use; they take part here, because weight could be moved to them."
                )
            }
            _ => format!("{names} have no weight in use; they take part here, because weight could be moved to them."),
        }
    }

    /// Returns an option's letter and name: "E. Dual-site co-location".
    #[must_use]
    pub fn lettered(&self, option: usize) -> String {
        let letter = self.letter(option);
        if letter.is_empty() { self.full(option).to_owned() } else { format!("{letter}. {}", self.full(option)) }
    }

    /// Returns a criterion's name.
    #[must_use]
    pub fn criterion(&self, criterion: usize) -> &'a str {
        let column = self.field.columns.get(criterion);
        column.and_then(|column| self.results.columns.get(*column)).map_or("", |column| &column.name)
    }

    /// Returns the weight that a criterion has, of 100, as every page prints it: printed shares add to 100.0, so one of them may
    /// be a tenth from its own rounding.
    #[must_use]
    pub fn share(&self, criterion: usize) -> String {
        points(self.printed(criterion))
    }

    /// Returns the weight that a family or criterion has, of 100, as every page prints it.
    #[must_use]
    pub fn share_of(&self, subject: Subject) -> String {
        self.tenths_of(subject).map_or_else(String::new, tenths)
    }

    /// Returns the printed weight of a family or criterion in tenths of a point of 100.
    #[must_use]
    pub fn tenths_of(&self, subject: Subject) -> Option<u32> {
        match subject {
            Subject::Family(family) => self.results.families.get(family).and_then(|family| family.printed),
            Subject::Criterion(column) => self.results.columns.get(column).and_then(|column| column.printed),
        }
    }

    /// Returns the printed weight of a criterion as a number of 100.
    #[must_use]
    pub fn printed(&self, criterion: usize) -> f64 {
        let column = self.field.columns.get(criterion).and_then(|column| self.results.columns.get(*column));
        let tenths = column.and_then(|column| column.printed);
        tenths.map_or_else(|| self.field.shares()[criterion] * 100.0, |tenths| f64::from(tenths) / 10.0)
    }

    /// Returns the name of what has its weight moved.
    #[must_use]
    pub fn subject(&self, subject: Subject) -> &'a str {
        match subject {
            Subject::Family(family) => self.results.families.get(family).map_or("", |family| &family.name),
            Subject::Criterion(column) => self.results.columns.get(column).map_or("", |column| &column.name),
        }
    }

    fn options(&self, options: &[usize]) -> String {
        list(&options.iter().map(|option| self.option(*option)).collect::<Vec<_>>())
    }

    fn criteria(&self, criteria: &[usize]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for criterion in criteria {
            if !names.contains(&self.criterion(*criterion)) {
                names.push(self.criterion(*criterion));
            }
        }
        list(&names)
    }
}

/// Returns a share of 1 as weight out of 100.
fn weight(share: f64) -> String {
    points(share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::Appraisal;
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::stress::draws::{Belief, Drawing, Task};
    use crate::appraisal::stress::opinion::opinions;
    use crate::appraisal::stress::path::families;
    use crate::appraisal::stress::{check, path::path};

    fn siting() -> (Appraisal, Evaluation, Field) {
        let value: serde_json::Value =
            serde_json::from_str(include_str!("../../../seeds/data-centre-siting.json")).unwrap();
        let case = value.get("case").unwrap_or(&value);
        let appraisal: Appraisal = serde_json::from_value(case["appraisals"][0].clone()).unwrap();
        let results = evaluate(&appraisal);
        let field = Field::of(&appraisal, &results).unwrap();
        (appraisal, results, field)
    }

    fn letters() -> Vec<String> {
        ["", "A", "B", "C", "D", "E"].map(str::to_owned).to_vec()
    }

    #[test]
    fn the_worked_example_in_sentences() {
        let (_, results, field) = siting();
        let letters = letters();
        let naming = Naming { results: &results, letters: &letters, field: &field };
        let headline = stress_headline(&naming);
        assert_eq!(
            format!("{}{}{}", headline.before, headline.strong, headline.after),
            "The smallest change that ties E and B is 4.0 points of weight, moved from Operational carbon to Supplier \
             and migration risk."
        );
        assert_eq!(
            headline.guard,
            "Operational carbon would fall from 8.0 to 4.0 and Supplier and migration risk rise from 5.0 to 9.0, all else \
             unchanged. No smaller change of weights can do it."
        );
        let paths = families(&field, &results);
        assert_eq!(families_title(&naming, &paths), "Deliverability matters most: with 9.2 points more, B leads");
        assert_eq!(
            path_title(&naming, &paths[0]),
            "Above a weight of 29.2 for Deliverability, Commercial co-location takes the lead"
        );
        assert_eq!(
            path_title(&naming, &paths[1]),
            "Below a weight of 13.7 for Resilience, Commercial co-location takes the lead"
        );
        let never = path(&field, &results, Subject::Family(paths.len() - 1)).filter(|path| path.change.is_none());
        assert!(never.is_none_or(|path| path_title(&naming, &path).starts_with("E leads at every weight")));
        assert_eq!(tornado_title(&naming, &field.weight_bars()), "Doubling the weight of Lead time puts B first");
        assert_eq!(tornado_aside(&naming, &field.weight_bars()), "", "the bars show both that come first");
        let mut bars = field.weight_bars();
        bars[0].doubled.best = (0..6).find(|option| *option != field.leader && *option != field.rival);
        let other = naming.option(bars[0].doubled.best.unwrap());
        assert_eq!(another_first(&naming, bars[0].doubled.best), format!("{other} first"));
        assert_eq!(another_first(&naming, Some(field.rival)), "", "a lead below 0 shows that the second comes first");
        assert_eq!(
            tornado_aside(&naming, &bars),
            format!("The bars show E against B only; {other} also comes first and is not drawn.")
        );
        assert_eq!(
            methods_title(&naming, &opinions(&field)),
            "Three of four other methods also put E first. The geometric mean does not, and with equal weights its lead is too \
             small to count"
        );
        assert_eq!(prospects_words(&naming, &check::prospects(&field)).len(), 1);
    }

    #[test]
    fn draws_in_sentences() {
        let (_, results, field) = siting();
        let letters = letters();
        let naming = Naming { results: &results, letters: &letters, field: &field };
        let task = Task::of(&field, Belief::NoView, false, "1", 10_000);
        let mut drawing = Drawing::start(&task).unwrap();
        drawing.advance(10_000);
        let picture = drawing.picture().unwrap();
        let title = draws_title(&naming, Belief::NoView, &picture);
        assert!(title.starts_with("With no view on weights at all, E comes first in 4"), "{title}");
        let note = draws_note(&picture, false);
        assert!(note.contains("10,000 random sets of weights") && note.contains("Seed “1”"), "{note}");
        assert!(
            note.contains("accurate to about 1 percentage point (95% confidence)") && !note.contains("xoshiro"),
            "{note}"
        );
        let words = central_words(&naming, &picture);
        assert_eq!(words.len(), 5);
        assert!(words[0].1.contains("more weight than now on"), "{words:?}");
    }

    #[test]
    fn shares_are_whole_and_what_was_seen_is_not_0() {
        let printed = [0.0, 0.0001, 0.0049, 0.005, 0.4747, 0.9949, 0.9951, 0.9999, 1.0].map(percent);
        assert_eq!(printed, ["0", "<1", "<1", "1", "47", "99", ">99", ">99", "100"]);
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(place).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th"
        );
    }
}
