//! Words about the criteria tree: which way is better, which goal a criterion comes from, and what it can be merged with.

use crate::appraisal::{Appraisal, Scale, WeightSet};
use crate::case::Case;
use crate::id::{CriterionId, FrameworkId, GoalId};
use crate::print::list;
use std::sync::Arc;

/// Returns which way of a measured scale is better; nothing for the others.
#[must_use]
pub fn direction_mark(scale: &Scale) -> Option<&'static str> {
    match scale {
        Scale::Measured { worst, best, .. } => Some(if best < worst { "less is better" } else { "more is better" }),
        Scale::Direct | Scale::Levels(_) => None,
    }
}

/// Returns a goal with its framework: "Zero carbon by 2038 (Manchester Climate Change Framework)".
#[must_use]
pub fn goal_source_words(case: &Case, goal: GoalId) -> Option<String> {
    let (framework, goal) = case.goals().find(|(_, found)| found.id == goal)?;
    Some(format!("{} ({})", goal.title, framework.title))
}

/// The goals of a framework that no criterion was taken from yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeGoals {
    /// The framework.
    pub framework: FrameworkId,
    /// Its title.
    pub title: String,
    /// Its free goals with their full text.
    pub goals: Vec<(GoalId, String)>,
}

/// Returns every framework of a case with the goals that an appraisal has no criterion from yet.
#[must_use]
pub fn free_goals(case: &Case, appraisal: &Appraisal) -> Vec<FreeGoals> {
    let taken: Vec<GoalId> = appraisal.walk().filter_map(|node| node.criterion.goal).collect();
    let of = |framework: &Arc<crate::framework::Framework>| FreeGoals {
        framework: framework.id,
        title: framework.title.clone(),
        goals: framework
            .goals
            .iter()
            .filter(|goal| !taken.contains(&goal.id))
            .map(|goal| (goal.id, goal.full_text()))
            .collect(),
    };
    case.frameworks.iter().map(of).collect()
}

/// Returns what splitting a leaf in two does, before it is done.
#[must_use]
pub fn split_words(appraisal: &Appraisal, id: CriterionId) -> String {
    let lost = lost_words(appraisal, id, "the weights change there, and have to be looked at again");
    format!(
        "Its scale and scores are copied and its weight is halved, so no total changes until you change one of the two.{lost}"
    )
}

/// Returns what merging a leaf into another does, before it is done.
#[must_use]
pub fn merge_words(appraisal: &Appraisal, id: CriterionId) -> String {
    let lost = lost_words(appraisal, id, "what was given for this one is lost there");
    format!(
        "That one stays, with its name, scale and scores. It takes the scores that it lacks, all reasons and sources, and \
         the weight of both. Both must be on the same scale.{lost}"
    )
}

/// Returns in which weight sets weights can be neither halved nor added, and what becomes of them.
fn lost_words(appraisal: &Appraisal, id: CriterionId, then: &str) -> String {
    let says = |set: &&WeightSet| set.elicitation.criteria_said().contains(&id);
    let sets = appraisal.weight_sets.iter().filter(|set| !set.elicitation.can_be_shared()).filter(says);
    let names: Vec<&str> = sets.map(|set| set.name.as_str()).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" Not so in {}, where weights come from an order or from pairs: {then}.", list(&names))
}

/// Returns the leaves that a leaf can be merged into, those on its scale first. The others say that theirs is another.
#[must_use]
pub fn merge_choices(appraisal: &Appraisal, id: CriterionId) -> Vec<(CriterionId, String)> {
    let leaves = appraisal.leaves();
    let Some((_, this)) = leaves.iter().find(|(criterion, _)| criterion.id == id) else { return Vec::new() };
    let others = || leaves.iter().filter(|(criterion, _)| criterion.id != id);
    let same = others().filter(|(_, leaf)| leaf.scale.is_same(&this.scale));
    let apart = others().filter(|(_, leaf)| !leaf.scale.is_same(&this.scale));
    let same = same.map(|(criterion, _)| (criterion.id, criterion.name.clone()));
    let apart = apart.map(|(criterion, _)| (criterion.id, format!("{} (another scale)", criterion.name)));
    same.chain(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::{direction_mark, free_goals, goal_source_words, merge_choices};
    use crate::appraisal::{Measure, Scale, Shape};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, EditError, FrameworkEdit, ScaleEdit, TreeEdit, apply};
    use crate::finite::Finite;
    use crate::framework::{Framework, Goal, Lens};
    use crate::id::{AppraisalId, FrameworkId, GoalId};
    use crate::unknown::Unknown;

    fn goal(title: &str) -> Goal {
        let empty = String::new;
        let title = title.to_owned();
        let weight = Finite::from(1);
        Goal {
            id: GoalId(0),
            title,
            text: empty(),
            short: empty(),
            weight,
            cues: Vec::new(),
            carbon: None,
            anchors: Default::default(),
            source: empty(),
            unknown: Unknown::new(),
        }
    }

    fn framework(title: &str) -> Framework {
        let empty = String::new;
        Framework {
            id: FrameworkId(0),
            title: title.to_owned(),
            lens: Lens::Carbon,
            publisher: empty(),
            edition: empty(),
            source: empty(),
            note: empty(),
            goals: vec![goal("Less waste"), goal("Cleaner air")],
            heading: String::new(),
            not_found: Vec::new(),
            from: None,
            until: None,
            unknown: Unknown::new(),
        }
    }

    fn started() -> (Case, AppraisalId) {
        let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let case = apply(&case, &Edit::Framework(FrameworkEdit::Add(Box::new(framework("Green plan"))))).unwrap();
        let id = case.appraisals[0].id;
        (case, id)
    }

    #[test]
    fn a_goal_is_free_until_a_criterion_is_taken_from_it() {
        let (case, id) = started();
        let [one, other] = [0, 1].map(|at| case.frameworks[0].goals[at].id);
        let titles = |case: &Case| free_goals(case, &case.appraisals[0])[0].goals.clone();
        assert_eq!(titles(&case).len(), 2);
        assert_eq!(goal_source_words(&case, one).unwrap(), "Less waste (Green plan)");
        let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddFamily("Carbon".into()).into())).unwrap();
        let family = case.appraisals[0].criteria[0].id;
        let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddGoal(Some(family), one).into())).unwrap();
        assert_eq!(titles(&case), vec![(other, "Cleaner air".to_owned())], "also where it stands in a family");
        let bare = Case { frameworks: Vec::new(), ..case.clone() };
        assert!(free_goals(&bare, &bare.appraisals[0]).is_empty() && goal_source_words(&bare, one).is_none());
    }

    #[test]
    fn what_can_be_merged_is_what_the_edit_takes() {
        let (mut case, id) = started();
        for name in ["Noise", "Smell", "Lead time"] {
            case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, name.into()).into())).unwrap();
        }
        let [noise, smell, time] = [0, 1, 2].map(|at| case.appraisals[0].criteria[at].id);
        let measure = Measure::new("time", "months");
        let scale = Scale::Measured {
            measure,
            worst: Finite::from(9),
            best: Finite::ZERO,
            shape: Shape::Linear,
            unknown: Unknown::new(),
        };
        assert_eq!(direction_mark(&scale), Some("less is better"));
        assert_eq!(direction_mark(&Scale::Direct), None);
        case = apply(&case, &Edit::Appraisal(id, ScaleEdit::Set(smell, scale).into())).unwrap();
        let choices = merge_choices(&case.appraisals[0], noise);
        assert_eq!(choices, vec![(time, "Lead time".to_owned()), (smell, "Smell (another scale)".to_owned())]);
        let merge = |into| apply(&case, &Edit::Appraisal(id, TreeEdit::Merge { into, from: noise }.into()));
        assert!(merge(time).is_ok());
        assert_eq!(merge(smell).unwrap_err(), EditError::ScalesDiffer);
    }
}
