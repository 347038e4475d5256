//! What of an initiative nobody has looked at, and what a look could add.

use crate::alignment::Assessment;
use crate::alignment::summary::{InitiativeRow, Summary};
use crate::framework::{Framework, Lens, LensWeights, goals_by_lens};
use crate::id::GoalId;
use crate::order::sort_by;
use std::sync::Arc;

/// Returns the goals that apply to an initiative and have no score, each with the points that the largest benefit would add to
/// its floor across lenses, the most first.
///
/// For goal g under lens l these are 100 W_l / sum(W) x w_g / sum_A(w): W the weights of the lenses in which anything
/// applies to the initiative, A the goals of the lens that apply to it.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, FrameworkEdit, ProgrammeEdit, apply}, framework::Lens, id::FrameworkId};
/// use weighbridge::portfolio::unseen::unseen;
/// let mut case = Case::titled("Depots");
/// for edit in [
///     Edit::Framework(FrameworkEdit::Start("Our plan".into(), Lens::Outcomes)),
///     Edit::Framework(FrameworkEdit::AddGoal(FrameworkId(1), "Jobs".into())),
///     Edit::Framework(FrameworkEdit::AddGoal(FrameworkId(1), "Homes".into())),
///     Edit::Programme(ProgrammeEdit::AddInitiative("Electric fleet".into())),
/// ] {
///     case = apply(&case, &edit)?;
/// }
/// let summary = case.alignment();
/// let found = unseen(&summary, &case.frameworks, &case.lens_weights, &summary.initiatives[0]);
/// assert_eq!(found.iter().map(|(_, points)| *points).collect::<Vec<f64>>(), [50.0, 50.0]);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn unseen(
    summary: &Summary,
    frameworks: &[Arc<Framework>],
    lens_weights: &LensWeights,
    row: &InitiativeRow,
) -> Vec<(GoalId, f64)> {
    let weights: Vec<f64> = goals_by_lens(frameworks).map(|(_, goal)| goal.weight.get()).collect();
    let cells = || summary.goals.iter().zip(&row.cells).zip(&weights);
    let mut applicable = [0.0; Lens::ALL.len()];
    for ((goal, cell), weight) in cells() {
        if *cell != Assessment::NotApplicable {
            applicable[goal.lens as usize] += weight;
        }
    }
    let lenses: f64 =
        Lens::ALL.into_iter().filter(|lens| applicable[*lens as usize] > 0.0).map(|lens| lens_weights.of(lens)).sum();
    let mut found = Vec::new();
    for ((goal, cell), weight) in cells() {
        let is_open = matches!(cell, Assessment::NotAssessed | Assessment::Unknown);
        let all = applicable[goal.lens as usize];
        if is_open && all > 0.0 && lenses > 0.0 {
            found.push((goal.id, 100.0 * lens_weights.of(goal.lens) / lenses * weight / all));
        }
    }
    sort_by(&mut found, &mut |one, other| other.1.total_cmp(&one.1));
    found
}
