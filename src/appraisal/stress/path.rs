//! One weight moved from 0 to 100, of a family or of a single criterion: who leads along the way, and where that changes.

use super::Field;
use crate::appraisal::evaluate::Evaluation;
use crate::method::rank::TIE;
use crate::method::sensitivity::weight_line::{Segment, WeightLine, weight_line};
use crate::order::sort_by;

/// Whose weight moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A branch at the top of the criteria tree, by its place in the evaluation.
    Family(usize),
    /// One criterion, by its column in the evaluation.
    Criterion(usize),
}

/// Where the first place changes hands, and to whom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeadChange {
    /// The weight, 0 to 1.
    pub at: f64,
    /// The option that leads beyond it, by position.
    pub to: usize,
}

/// What moving one weight does, the others keeping their proportions.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Whose weight moves.
    pub subject: Subject,
    /// The totals along the way.
    pub line: WeightLine,
    /// Who leads, from 0 to 1.
    pub stretches: Vec<Segment>,
    /// The nearest weight at which another option takes the lead; `None` where none ever does.
    pub change: Option<LeadChange>,
}

impl Path {
    /// Returns how far the weight would have to go before the lead changes, 0 to 1, with its sign.
    #[must_use]
    pub fn distance(&self) -> Option<f64> {
        self.change.map(|change| change.at - self.line.base)
    }
}

/// Returns the path of a family or a criterion; `None` where it is all there is, so that no weight can move.
#[must_use]
pub fn path(field: &Field, results: &Evaluation, subject: Subject) -> Option<Path> {
    let is_own = |column: usize| match subject {
        Subject::Family(family) => results.columns[column].family == family,
        Subject::Criterion(own) => column == own,
    };
    let varied: Vec<usize> = (0..field.columns.len()).filter(|at| is_own(field.columns[*at])).collect();
    let line = weight_line(field.shares(), &field.points, &varied).ok()?;
    let stretches = line.envelope();
    let change = nearest_change(&stretches, line.base, field.leader);
    Some(Path { subject, line, stretches, change })
}

/// Returns the paths of all families that can move, the one whose lead changes soonest first, those that never do last.
///
/// # Reference
/// Department for Communities and Local Government (2009), *Multi-criteria analysis: a manual*, section 6.2.11.
#[must_use]
pub fn families(field: &Field, results: &Evaluation) -> Vec<Path> {
    soonest_first(
        (0..results.families.len()).filter_map(|family| path(field, results, Subject::Family(family))).collect(),
    )
}

/// Returns the paths of all single criteria that can move, in the order of [`families`].
#[must_use]
pub fn criteria(field: &Field, results: &Evaluation) -> Vec<Path> {
    soonest_first(field.columns.iter().filter_map(|column| path(field, results, Subject::Criterion(*column))).collect())
}

pub(super) fn soonest_first(mut paths: Vec<Path>) -> Vec<Path> {
    let key = |path: &Path| path.distance().map_or(f64::INFINITY, f64::abs);
    sort_by(&mut paths, &mut |one, other| key(one).total_cmp(&key(other)));
    paths
}

fn nearest_change(stretches: &[Segment], base: f64, leader: usize) -> Option<LeadChange> {
    let is_here = |stretch: &Segment| stretch.from <= base + TIE && base <= stretch.to + TIE;
    let held = stretches.iter().position(|stretch| is_here(stretch) && stretch.best.contains(&leader));
    let Some(held) = held else {
        // Level at the present weight alone: any move gives the lead away.
        let here = stretches.iter().find(|stretch| is_here(stretch))?;
        return Some(LeadChange { at: base, to: *here.best.first()? });
    };
    let below = held.checked_sub(1).map(|before| (stretches[held].from, &stretches[before]));
    let above = stretches.get(held + 1).map(|after| (after.from, after));
    let found =
        below.into_iter().chain(above).filter_map(|(at, other)| Some(LeadChange { at, to: *other.best.first()? }));
    found.min_by(|one, other| (one.at - base).abs().total_cmp(&(other.at - base).abs()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::siting;
    use super::*;

    #[test]
    fn families_change_where_the_worked_example_says() {
        let (_, results, field) = siting();
        let found: Vec<(String, Option<f64>, Option<String>)> = families(&field, &results)
            .into_iter()
            .map(|path| {
                let Subject::Family(family) = path.subject else { panic!("expected a family") };
                let to = path.change.map(|change| results.standings[field.rows[change.to]].name.clone());
                let at = path.change.map(|change| (change.at * 1000.0).round() / 10.0);
                (results.families[family].name.clone(), at, to)
            })
            .collect();
        let expected = [
            ("Deliverability", Some(29.2), Some("Commercial co-location")),
            ("Resilience", Some(13.7), Some("Commercial co-location")),
            ("Social value", Some(37.2), Some("Refurbish council property")),
            ("Carbon", Some(45.8), Some("Cloud virtual backup")),
            ("Security and compliance", None, None),
            ("Flexibility", None, None),
        ];
        let expected = expected.map(|(name, at, to)| (name.to_owned(), at, to.map(str::to_owned)));
        assert_eq!(found, expected);
    }

    #[test]
    fn at_a_change_both_have_the_same_total() {
        let (_, results, field) = siting();
        let all = families(&field, &results).into_iter().chain(criteria(&field, &results));
        let mut n_changes = 0;
        for path in all {
            let Some(change) = path.change else { continue };
            let totals = path.line.totals(change.at);
            assert!((totals[field.leader] - totals[change.to]).abs() < 1e-9, "{path:?}");
            assert_ne!(change.to, field.leader);
            n_changes += 1;
        }
        assert!(n_changes > 4);
    }

    #[test]
    fn a_family_with_all_the_weight_has_no_path() {
        let (_, mut results, field) = siting();
        results.columns.iter_mut().for_each(|column| column.family = 0);
        assert!(families(&field, &results).is_empty());
        assert_eq!(criteria(&field, &results).len(), 15);
    }
}
