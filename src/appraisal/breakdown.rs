//! Where totals come from, at any level of the criteria tree: by family, within one family, or by criterion.
//!
//! Sums are of unrounded figures; printed shares are the sums of the leaves' printed shares, so that they foot at every
//! level.

use super::evaluate::{Evaluation, Standing};
use super::tree::{Node, walk};
use super::{Appraisal, Criterion, Role};
use crate::id::CriterionId;
use crate::order::places;
use std::ops::Range;

/// A level of the criteria tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// The top of the tree: families, and leaves that stand alone.
    #[default]
    Families,
    /// What stands directly beneath one family.
    Within(CriterionId),
    /// Every leaf.
    Criteria,
}

/// Contributions at one level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// What is added up, in reading order.
    pub parts: Vec<Part>,
    /// One row an option, in the author's order.
    pub rows: Vec<OptionRow>,
    /// Sum of the parts' shares, 0 to 1; 1 but within a family.
    pub share: Option<f64>,
    /// Sum of the parts' printed shares, in tenths of a point.
    pub printed: Option<u32>,
}

impl Breakdown {
    /// Returns the breakdown with the parts of most weight kept, in reading order, and the others added up in one part at
    /// the end. With no more parts than that it stays as it is.
    ///
    /// # Example
    /// ```
    /// use weighbridge::appraisal::breakdown::Breakdown;
    /// assert_eq!(Breakdown::default().heaviest(5), Breakdown::default());
    /// ```
    #[must_use]
    pub fn heaviest(&self, n_kept: usize) -> Breakdown {
        if self.parts.len() <= n_kept {
            return self.clone();
        }
        let share = |at: usize| self.parts[at].share.unwrap_or(0.0);
        let heaviest = places(self.parts.len(), &mut |one, other| share(other).total_cmp(&share(one)));
        let mut kept = heaviest[..n_kept].to_vec();
        kept.sort_unstable();
        let others: Vec<usize> = (0..self.parts.len()).filter(|at| !kept.contains(at)).collect();
        let mut parts: Vec<Part> = kept.iter().map(|at| self.parts[*at].clone()).collect();
        parts.push(Part {
            criterion: CriterionId(0),
            name: format!("The other {}", others.len()),
            share: others.iter().map(|at| self.parts[*at].share).sum(),
            printed: others.iter().map(|at| self.parts[*at].printed).sum(),
            columns: 0..0,
        });
        let row = |row: &OptionRow| {
            let mut few = row.clone();
            few.parts = kept.iter().map(|at| row.parts[*at]).collect();
            few.parts.push(others.iter().map(|at| row.parts[*at]).sum());
            few.known = kept.iter().map(|at| row.known[*at]).collect();
            few.known.push(others.iter().map(|at| row.known[*at]).sum());
            few
        };
        Breakdown { parts, rows: self.rows.iter().map(row).collect(), share: self.share, printed: self.printed }
    }
}

/// A family or leaf of the level.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The family or leaf.
    pub criterion: CriterionId,
    /// Its name.
    pub name: String,
    /// Its share of the whole weight, 0 to 1.
    pub share: Option<f64>,
    /// The sum of its leaves' printed shares, in tenths of a point.
    pub printed: Option<u32>,
    /// The columns of the evaluation that lie in it.
    pub columns: Range<usize>,
}

/// What one option earns.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionRow {
    /// Points from each part; absent where a score of weight in it is missing.
    pub parts: Vec<Option<f64>>,
    /// Points from each part, as far as scores are known.
    pub known: Vec<f64>,
    /// The sum of the parts; absent where one of them is.
    pub sum: Option<f64>,
    /// The lowest and the highest that the sum could be, the gaps filled with 0 and with 100; absent without weights.
    pub range: Option<(f64, f64)>,
}

/// Returns contributions at a level. A family that is not there has no parts.
///
/// # Reference
/// Department for Communities and Local Government (2009), Multi-criteria analysis: a manual, chapter 6.
///
/// # Example
/// ```
/// use weighbridge::appraisal::breakdown::{Depth, breakdown};
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// let results = evaluate(&case.appraisals[0]);
/// let found = breakdown(&case.appraisals[0], &results, Depth::Criteria);
/// assert!(found.parts.is_empty() && found.rows.len() == 2);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn breakdown(appraisal: &Appraisal, results: &Evaluation, depth: Depth) -> Breakdown {
    let parts = parts(&appraisal.criteria, depth, results);
    let rows = results.standings.iter().map(|standing| row(&parts, results, standing)).collect();
    Breakdown {
        share: parts.iter().map(|part| part.share).sum(),
        printed: parts.iter().map(|part| part.printed).sum(),
        parts,
        rows,
    }
}

/// Returns the families that have something beneath them, in reading order, with how deep each lies, from 0.
#[must_use]
pub fn families(criteria: &[Criterion]) -> Vec<(CriterionId, String, usize)> {
    let named = |node: Node<'_>| (node.criterion.id, node.criterion.name.clone(), node.depth);
    walk(criteria).filter(|node| !node.criterion.children().is_empty()).map(named).collect()
}

/// Returns how far each option's total lies above that of business as usual. Absent where there is no business as usual, or
/// where either has no total.
#[must_use]
pub fn above_baseline(results: &Evaluation) -> Vec<Option<f64>> {
    let baseline = baseline(results).and_then(|row| results.standings[row].total);
    results.standings.iter().map(|standing| Some(standing.total? - baseline?)).collect()
}

/// Returns the row of business as usual, the comparator.
#[must_use]
pub fn baseline(results: &Evaluation) -> Option<usize> {
    results.standings.iter().position(|standing| standing.role == Role::BusinessAsUsual)
}

fn parts(criteria: &[Criterion], depth: Depth, results: &Evaluation) -> Vec<Part> {
    let mut at = 0;
    let mut found: Vec<(&Criterion, Range<usize>)> = Vec::new();
    for Node { criterion, parent, .. } in walk(criteria) {
        let n_leaves = criterion.n_leaves();
        let is_part = match depth {
            Depth::Families => parent.is_none(),
            Depth::Within(id) => parent.is_some_and(|family| family.id == id),
            Depth::Criteria => !criterion.is_family(),
        };
        if is_part {
            found.push((criterion, at..at + n_leaves));
        }
        at += usize::from(!criterion.is_family());
    }
    let part = |(criterion, columns): (&Criterion, Range<usize>)| {
        let own = || results.columns.get(columns.clone()).unwrap_or_default().iter();
        Part {
            criterion: criterion.id,
            name: criterion.name.clone(),
            share: own().map(|column| column.share).sum(),
            printed: own().map(|column| column.printed).sum(),
            columns,
        }
    };
    found.into_iter().map(part).collect()
}

fn row(parts: &[Part], results: &Evaluation, standing: &Standing) -> OptionRow {
    let own = |part: &Part| {
        let cells = standing.cells.get(part.columns.clone()).unwrap_or_default();
        results.columns.get(part.columns.clone()).unwrap_or_default().iter().zip(cells)
    };
    // A gap on a criterion without weight takes nothing away.
    let points = |part: &Part| {
        own(part)
            .map(|(column, cell)| if column.share == Some(0.0) { Some(0.0) } else { cell.contribution })
            .sum::<Option<f64>>()
    };
    let known: Vec<f64> = parts.iter().map(|part| own(part).filter_map(|(_, cell)| cell.contribution).sum()).collect();
    let gaps = parts.iter().flat_map(own).filter(|(_, cell)| cell.contribution.is_none());
    let open: Option<f64> = gaps.map(|(column, _)| column.share.map(|share| 100.0 * share)).sum();
    let low: f64 = known.iter().sum();
    let parts: Vec<Option<f64>> = parts.iter().map(points).collect();
    // Nothing to add up is no sum.
    let sum = if parts.is_empty() { None } else { parts.iter().copied().sum() };
    OptionRow { sum, range: open.map(|open| (low, low + open)), known, parts }
}

#[cfg(test)]
mod tests {
    use super::{Breakdown, Depth, Part, above_baseline, breakdown, families};
    use crate::appraisal::evaluate::{Evaluation, evaluate};
    use crate::appraisal::{Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role, Scale, Score, ScoreState};
    use crate::appraisal::{ScoreRange, SwingWeight};
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId, CriterionId};
    use crate::unknown::Unknown;

    fn criterion(id: u32, kind: CriterionKind) -> Criterion {
        let name = format!("Criterion {id}");
        let (definition, unknown) = (String::new(), Unknown::new());
        Criterion { id: CriterionId(id), name, definition, goal: None, kind, unknown }
    }

    fn leaf(id: u32, swing: f64) -> Criterion {
        let swing = SwingWeight::new(swing);
        let leaf = Leaf { scale: Scale::Direct, swing, ..Leaf::default() };
        criterion(id, CriterionKind::Leaf(leaf))
    }

    fn family(id: u32, children: Vec<Criterion>) -> Criterion {
        criterion(id, CriterionKind::Family(children))
    }

    /// Three levels: 1 holds 2 and the family 3 of 4 and 5; 6 stands alone; the family 7 is empty.
    fn sample() -> Appraisal {
        let mut appraisal = Appraisal::titled(AppraisalId(100), "Depots");
        let inner = family(3, vec![leaf(4, 10.0), leaf(5, 20.0)]);
        appraisal.criteria = vec![family(1, vec![leaf(2, 33.0), inner]), leaf(6, 4.0), family(7, vec![])];
        let option = |id, role| Alternative::named(AlternativeId(id), "Option", role);
        appraisal.alternatives = vec![option(20, Role::BusinessAsUsual), option(21, Role::Candidate)];
        for (i, (option, criterion)) in
            [(20, 2), (20, 4), (20, 5), (20, 6), (21, 2), (21, 4), (21, 5), (21, 6)].into_iter().enumerate()
        {
            appraisal.scores.push(Score {
                alternative: AlternativeId(option),
                criterion: CriterionId(criterion),
                state: ScoreState::Points(Finite::from(7 * i as u32 + 3)),
                range: None::<ScoreRange>,
                reason: String::new(),
                source: String::new(),
                unknown: Unknown::new(),
            });
        }
        appraisal
    }

    fn at(appraisal: &Appraisal, depth: Depth) -> (Evaluation, Breakdown) {
        let results = evaluate(appraisal);
        let found = breakdown(appraisal, &results, depth);
        (results, found)
    }

    #[test]
    fn sums_are_the_totals_at_the_top_and_at_the_bottom() {
        for depth in [Depth::Families, Depth::Criteria] {
            let (results, found) = at(&sample(), depth);
            for (row, standing) in found.rows.iter().zip(&results.standings) {
                let (sum, total) = (row.sum.unwrap(), standing.total.unwrap());
                assert!((sum - total).abs() < 1e-9, "{sum} {total}");
                assert!((row.range.unwrap().0 - total).abs() < 1e-9);
            }
            assert_eq!(found.printed, Some(1000), "printed shares add to 100.0");
        }
    }

    #[test]
    fn what_is_within_a_family_adds_to_the_family() {
        let (_, top) = at(&sample(), Depth::Families);
        let (_, inside) = at(&sample(), Depth::Within(CriterionId(1)));
        let names: Vec<u32> = inside.parts.iter().map(|part| part.criterion.0).collect();
        assert_eq!(names, [2, 3], "children, not grandchildren");
        for (above, below) in top.rows.iter().zip(&inside.rows) {
            assert!((above.parts[0].unwrap() - below.sum.unwrap()).abs() < 1e-9);
        }
        assert_eq!(inside.printed, top.parts[0].printed);
        let (_, deeper) = at(&sample(), Depth::Within(CriterionId(3)));
        assert_eq!(deeper.parts.iter().map(|part| part.criterion.0).collect::<Vec<_>>(), [4, 5]);
        assert!((deeper.rows[1].sum.unwrap() - inside.rows[1].parts[1].unwrap()).abs() < 1e-9);
        assert!(at(&sample(), Depth::Within(CriterionId(99))).1.parts.is_empty());
    }

    #[test]
    fn a_missing_score_leaves_a_range_and_no_sum() {
        let mut appraisal = sample();
        appraisal.scores.retain(|score| !(score.alternative.0 == 21 && score.criterion.0 == 5));
        let (results, found) = at(&appraisal, Depth::Families);
        assert_eq!((found.rows[1].sum, found.rows[1].parts[0]), (None, None));
        assert!(found.rows[1].known[0] > 0.0, "what is known is kept");
        let (low, high) = found.rows[1].range.unwrap();
        let expected = results.standings[1].range.unwrap();
        assert!((low - expected.0).abs() < 1e-9 && (high - expected.1).abs() < 1e-9);
        assert_eq!(above_baseline(&results), [Some(0.0), None]);
    }

    #[test]
    fn a_gap_without_weight_takes_nothing_away_and_without_weights_there_is_nothing() {
        let mut appraisal = sample();
        appraisal.criteria[1] = leaf(6, 0.0);
        appraisal.scores.retain(|score| score.criterion.0 != 6);
        let (_, found) = at(&appraisal, Depth::Criteria);
        assert!(found.rows[0].sum.is_some() && found.rows[0].parts[3] == Some(0.0));
        appraisal.criteria = vec![criterion(6, CriterionKind::Leaf(Leaf::default()))];
        let (_, found) = at(&appraisal, Depth::Families);
        assert_eq!((found.rows[0].sum, found.rows[0].range, found.printed), (None, None, None));
    }

    #[test]
    fn business_as_usual_is_the_comparator() {
        let (results, _) = at(&sample(), Depth::Families);
        let above = above_baseline(&results);
        assert_eq!(above[0], Some(0.0));
        assert!((above[1].unwrap() - 28.0).abs() < 1e-9, "each score is 28 higher");
        let mut without = sample();
        without.alternatives[0].role = Role::Candidate;
        assert_eq!(above_baseline(&evaluate(&without)), [None, None]);
    }

    #[test]
    fn families_with_nothing_beneath_are_no_level() {
        let found = families(&sample().criteria);
        assert_eq!(found.iter().map(|(id, _, depth)| (id.0, *depth)).collect::<Vec<_>>(), [(1, 0), (3, 1)]);
    }

    #[test]
    fn the_heaviest_parts_and_the_others_add_up_to_the_whole() {
        let text = include_bytes!("../../seeds/data-centre-siting.json");
        let case = crate::file::load(text).unwrap().case;
        let results = evaluate(&case.appraisals[0]);
        let whole = breakdown(&case.appraisals[0], &results, Depth::Criteria);
        let few = whole.heaviest(5);
        assert_eq!((whole.parts.len(), few.parts.len()), (15, 6));
        assert_eq!(few.parts[5].name, "The other 10");
        assert_eq!(few.parts.iter().map(|part| part.printed.unwrap()).sum::<u32>(), 1000);
        let lightest = few.parts[..5].iter().map(|part| part.share.unwrap()).fold(1.0, f64::min);
        let is_kept = |part: &Part| few.parts.iter().any(|kept| kept.criterion == part.criterion);
        assert!(whole.parts.iter().all(|part| is_kept(part) || part.share.unwrap() <= lightest));
        for (row, all) in few.rows.iter().zip(&whole.rows) {
            assert_eq!((row.sum, row.range), (all.sum, all.range));
            let sum = |known: &[f64]| known.iter().sum::<f64>();
            assert!((sum(&row.known) - sum(&all.known)).abs() < 1e-9);
        }
        assert_eq!(whole.heaviest(15), whole);
    }
}
