//! Where to look next: the cell that nobody has looked at whose answer could change most.

use super::Assessment;
use super::summary::Summary;
use crate::framework::{Framework, Lens, LensWeights, goals_by_lens};
use crate::id::{GoalId, InitiativeId};
use crate::programme::Initiative;
use std::sync::Arc;

/// Returns the cell to look at next: the one that narrows the range of an initiative most, times the money behind it. An
/// initiative without a budget counts like the smallest one there is; without any budget money plays no part. `None` where
/// all that applies is scored.
///
/// A cell of goal g under lens l narrows the range across lenses by W_l / sum(W) x w_g / sum_A(w): W the weights of the
/// lenses in which anything applies to the initiative, A the goals of the lens that apply to it.
///
/// # Example
/// ```
/// use weighbridge::{alignment::{look::next_look, summary::summarise}, framework::LensWeights, grid::Grid};
/// let weights = LensWeights::default();
/// let summary = summarise(&[], &[], &Grid::new(), &weights);
/// assert_eq!(next_look(&[], &[], &summary, &weights), None);
/// ```
#[must_use]
pub fn next_look(
    initiatives: &[Arc<Initiative>],
    frameworks: &[Arc<Framework>],
    summary: &Summary,
    lens_weights: &LensWeights,
) -> Option<(InitiativeId, GoalId)> {
    let weights: Vec<f64> = goals_by_lens(frameworks).map(|(_, goal)| goal.weight.get()).collect();
    let budgets = || initiatives.iter().filter_map(|one| one.budget).map(|sum| sum.get().abs()).filter(|sum| *sum > 0);
    let least = budgets().min().unwrap_or(1);
    let mut best: Option<(f64, InitiativeId, GoalId)> = None;
    // The rows of a summary are the initiatives in their order.
    for (row, initiative) in summary.initiatives.iter().zip(initiatives) {
        let mut applicable = [0.0; Lens::ALL.len()];
        for ((goal, cell), weight) in summary.goals.iter().zip(&row.cells).zip(&weights) {
            if *cell != Assessment::NotApplicable {
                applicable[goal.lens as usize] += weight;
            }
        }
        let lenses: f64 = Lens::ALL
            .into_iter()
            .filter(|lens| applicable[*lens as usize] > 0.0)
            .map(|lens| lens_weights.of(lens))
            .sum();
        let money = initiative.budget.map_or(least, |sum| sum.get().abs().max(least)) as f64;
        for ((goal, cell), weight) in summary.goals.iter().zip(&row.cells).zip(&weights) {
            let is_open = matches!(cell, Assessment::NotAssessed | Assessment::Unknown);
            let all = applicable[goal.lens as usize];
            if !is_open || all <= 0.0 || lenses <= 0.0 {
                continue;
            }
            let gain = lens_weights.of(goal.lens) / lenses * weight / all * money;
            if gain > best.map_or(0.0, |(gain, ..)| gain) {
                best = Some((gain, row.id, goal.id));
            }
        }
    }
    best.map(|(_, initiative, goal)| (initiative, goal))
}

#[cfg(test)]
mod tests {
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, apply};
    use crate::file;
    use crate::id::{GoalId, InitiativeId};
    use crate::pence::Pence;
    use std::sync::Arc;

    /// The example of 2020, with budgets for two initiatives only.
    fn case() -> Case {
        let text = include_bytes!("../../seeds/manchester-ict-2020.json");
        file::load(text).unwrap().case
    }

    fn next(case: &Case) -> Option<(InitiativeId, GoalId)> {
        super::next_look(&case.programme.initiatives, &case.frameworks, &case.alignment(), &case.lens_weights)
    }

    fn scored(case: &Case, (initiative, goal): (InitiativeId, GoalId)) -> Case {
        let assessment = Assessment::Scored(Effect::new(0).unwrap());
        apply(case, &Edit::Alignment(AlignmentEdit::SetAssessment(initiative, goal, assessment))).unwrap()
    }

    #[test]
    fn it_leads_from_cell_to_cell_until_all_are_looked_at() {
        let mut case = case();
        let open = case.alignment().cells.applicable() - case.alignment().cells.scored;
        for _ in 0..open {
            let cell = next(&case).unwrap();
            assert!(!matches!(
                case.contribution(cell.0, cell.1).map(|found| found.assessment),
                Some(Assessment::Scored(_))
            ));
            case = scored(&case, cell);
        }
        assert_eq!(next(&case), None);
    }

    #[test]
    fn money_leads_where_there_is_some() {
        let mut case = case();
        let dearest = case.programme.initiatives.iter().max_by_key(|one| one.budget).unwrap().id;
        assert_eq!(next(&case).map(|(initiative, _)| initiative), Some(dearest));
        for initiative in &mut case.programme.initiatives {
            Arc::make_mut(initiative).budget = None;
        }
        let widest = next(&case);
        Arc::make_mut(case.programme.initiatives.last_mut().unwrap()).budget = Pence::from_pounds(5);
        assert_eq!(next(&case), widest, "the others count like the one budget that there is");
    }
}
