//! The edit that takes over a whole table: options, criteria, weights, scores and what is said of them, in one step.

use super::given::{Applied, text};
use super::option::alternative;
use super::{CostEdit, EditError, OptionEdit, ScaleEdit, ScaleEnd, ScoreEdit, TreeEdit, WeightEdit, score};
use crate::appraisal::spreadsheet::{Contents, NamedCriterion, NamedOption};
use crate::appraisal::{Appraisal, Role, Scale, ScoreState};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId, LevelId};
use crate::log::Part;
use crate::print::count;
use crate::spelling::folded;
use std::collections::HashMap;

/// A change by what a table from a spreadsheet says.
#[derive(Clone, Debug, PartialEq)]
pub enum SpreadsheetEdit {
    /// Takes over a table: what it names is met again by its name, or else added at the end; what it does not say stays.
    Take {
        /// What the table says.
        contents: Box<Contents>,
        /// Why business as usual and do-minimum are left out where the table does not name them and nothing is said of them
        /// yet; empty where they stay.
        why_left_out: String,
    },
}

impl SpreadsheetEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal, next_id: &mut u32) -> Applied {
        match self {
            SpreadsheetEdit::Take { contents, why_left_out } => {
                let options = options(appraisal, next_id, contents, why_left_out)?;
                let criteria = criteria(appraisal, next_id, contents)?;
                scores(appraisal, contents, &options, &criteria)
            }
        }
    }

    pub(super) fn what(&self) -> String {
        match self {
            SpreadsheetEdit::Take { contents, .. } => {
                let criteria = contents.criteria.iter().filter(|one| !one.name.is_empty()).count();
                let options = count(contents.options.len(), "option", "options");
                format!("Take over a table of {options} and {}", count(criteria, "criterion", "criteria"))
            }
        }
    }

    pub(super) fn value(&self) -> String {
        match self {
            SpreadsheetEdit::Take { .. } => String::new(),
        }
    }

    /// A table may move all parts; the log has one, and scores are most of it.
    pub(super) fn part(&self) -> Option<Part> {
        match self {
            SpreadsheetEdit::Take { .. } => Some(Part::Scores),
        }
    }
}

/// Returns whether nothing has been said of an option but its name.
fn is_untouched(appraisal: &Appraisal, id: AlternativeId) -> bool {
    let option = appraisal.alternative(id);
    let is_bare = option.is_some_and(|option| option.description.is_empty() && option.cost.is_none());
    let has_verdict = appraisal.gates.iter().any(|gate| gate.verdicts.iter().any(|verdict| verdict.alternative == id));
    is_bare && !has_verdict && appraisal.scores.row(id).next().is_none() && appraisal.record.recommended != Some(id)
}

/// Returns the options that a table does not name, play business as usual or do-minimum, and have had nothing said of them: those
/// that every appraisal begins with.
///
/// # Example
/// ```
/// use weighbridge::appraisal::spreadsheet::Contents;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply, unnamed_from_the_start}};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// assert_eq!(unnamed_from_the_start(&case.appraisals[0], &Contents::default()).len(), 2);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn unnamed_from_the_start(appraisal: &Appraisal, contents: &Contents) -> Vec<AlternativeId> {
    let is_named = |name: &str| contents.options.iter().any(|option| folded(&option.name) == folded(name));
    let takes = |role: Role| contents.options.iter().any(|option| option.role == Some(role));
    let left = appraisal.alternatives.iter().filter(|option| {
        let is_expected = option.role != Role::Candidate && !takes(option.role);
        is_expected && !is_named(&option.name) && is_untouched(appraisal, option.id)
    });
    left.map(|option| option.id).collect()
}

/// Makes the options of a table, and returns their ids in its order.
fn options(
    appraisal: &mut Appraisal,
    next_id: &mut u32,
    contents: &Contents,
    why_left_out: &str,
) -> Result<Vec<AlternativeId>, EditError> {
    let left_out = unnamed_from_the_start(appraisal, contents);
    let mut found = Vec::new();
    for named in &contents.options {
        let id = option(appraisal, next_id, contents, named)?;
        if !named.description.is_empty() {
            OptionEdit::Describe(id, named.description.clone()).apply(appraisal, next_id)?;
        }
        if let Some(sum) = named.cost {
            let mut cost = alternative(appraisal, id)?.cost.clone().unwrap_or_default();
            cost.present_value = Some(sum);
            CostEdit::Set(id, Some(Box::new(cost))).apply(appraisal)?;
        }
        found.push(id);
    }
    if !text(why_left_out)?.is_empty() {
        for id in left_out {
            OptionEdit::Drop(id, why_left_out.to_owned()).apply(appraisal, next_id)?;
        }
    }
    Ok(found)
}

/// Returns the option that a table names: met again, taken for the one that plays its part and has had nothing said of it, or
/// added.
fn option(
    appraisal: &mut Appraisal,
    next_id: &mut u32,
    contents: &Contents,
    named: &NamedOption,
) -> Result<AlternativeId, EditError> {
    let by_name = |appraisal: &Appraisal| {
        let same = |option: &&crate::appraisal::Alternative| folded(&option.name) == folded(&named.name);
        appraisal.alternatives.iter().find(same).map(|option| option.id)
    };
    let known = by_name(appraisal);
    let role = named.role.filter(|role| *role != Role::Candidate);
    let stands_in = role.and_then(|role| {
        let is_named = |name: &str| contents.options.iter().any(|option| folded(&option.name) == folded(name));
        let mut holders = appraisal.alternatives.iter().filter(|option| option.role == role);
        holders.find(|option| !is_named(&option.name) && is_untouched(appraisal, option.id)).map(|option| option.id)
    });
    let id = match (known, stands_in) {
        (Some(id), _) => id,
        (None, Some(id)) => {
            OptionEdit::Rename(id, named.name.clone()).apply(appraisal, next_id)?;
            id
        }
        (None, None) => {
            let id = AlternativeId(*next_id);
            OptionEdit::Add(named.name.clone()).apply(appraisal, next_id)?;
            id
        }
    };
    if let Some(role) = named.role {
        let is_free = !appraisal.alternatives.iter().any(|option| option.role == role && option.id != id);
        // A part that another plays already is for people to settle.
        if role == Role::Candidate || is_free {
            OptionEdit::SetRole(id, role).apply(appraisal, next_id)?;
        }
    }
    Ok(id)
}

/// Makes the criteria of a table, and returns their ids in its order; `None` for a family alone.
fn criteria(
    appraisal: &mut Appraisal,
    next_id: &mut u32,
    contents: &Contents,
) -> Result<Vec<Option<CriterionId>>, EditError> {
    let leaves = appraisal.leaves().into_iter().map(|(criterion, _)| (folded(&criterion.name), criterion.id));
    let mut known: HashMap<String, CriterionId> = leaves.collect();
    let mut found = Vec::new();
    for named in &contents.criteria {
        let is_known = known.contains_key(&folded(&named.name));
        if named.name.is_empty() || !is_known {
            let family = family(appraisal, next_id, &named.families)?;
            if named.name.is_empty() {
                found.push(None);
                continue;
            }
            known.insert(folded(&named.name), CriterionId(*next_id));
            TreeEdit::AddCriterion(family, named.name.clone()).apply(appraisal, next_id, &[])?;
        }
        let id = known[&folded(&named.name)];
        describe(appraisal, next_id, id, named)?;
        found.push(Some(id));
    }
    Ok(found)
}

/// Returns the family at the end of a path, met again by its names or added.
fn family(appraisal: &mut Appraisal, next_id: &mut u32, path: &[String]) -> Result<Option<CriterionId>, EditError> {
    let mut at: Option<CriterionId> = None;
    for name in path {
        let same = |node: &crate::appraisal::tree::Node<'_>| {
            node.criterion.is_family() && node.family() == at && folded(&node.criterion.name) == folded(name)
        };
        let known = appraisal.walk().find(same).map(|node| node.criterion.id);
        let id = match known {
            Some(id) => id,
            None => {
                let id = CriterionId(*next_id);
                TreeEdit::AddFamily(name.clone()).apply(appraisal, next_id, &[])?;
                if at.is_some() {
                    TreeEdit::Place(id, at, usize::MAX).apply(appraisal, next_id, &[])?;
                }
                id
            }
        };
        at = Some(id);
    }
    Ok(at)
}

/// Says what a table says of a criterion.
fn describe(appraisal: &mut Appraisal, next_id: &mut u32, id: CriterionId, named: &NamedCriterion) -> Applied {
    if !named.definition.is_empty() {
        TreeEdit::Define(id, named.definition.clone()).apply(appraisal, next_id, &[])?;
    }
    match &named.scale {
        None => {}
        Some(Scale::Levels(levels)) => {
            let own: Vec<(String, LevelId)> = appraisal.leaf(id).map_or_else(Vec::new, |leaf| {
                leaf.scale.levels().iter().map(|level| (level.label.clone(), level.id)).collect()
            });
            let id_of = |label: &str| own.iter().find(|(own, _)| own == label).map(|(_, id)| *id);
            let given: Vec<(Option<LevelId>, String, Finite)> =
                levels.iter().map(|level| (id_of(&level.label), level.label.clone(), level.points)).collect();
            ScaleEdit::SetLevels(id, given).apply(appraisal, next_id)?;
        }
        Some(scale) => ScaleEdit::Set(id, scale.clone()).apply(appraisal, next_id)?,
    }
    for (end, words) in [(ScaleEnd::Worst, &named.worst), (ScaleEnd::Best, &named.best)] {
        if !words.is_empty() {
            ScaleEdit::SetAnchor(id, end, words.clone()).apply(appraisal, next_id)?;
        }
    }
    if let Some(weight) = named.weight {
        WeightEdit::SetSwing(id, Some(weight)).apply(appraisal, next_id)?;
    }
    Ok(())
}

fn scores(
    appraisal: &mut Appraisal,
    contents: &Contents,
    options: &[AlternativeId],
    criteria: &[Option<CriterionId>],
) -> Applied {
    let place = |option: usize, criterion: usize| {
        let (option, criterion) = (options.get(option).copied(), criteria.get(criterion).copied().flatten());
        option.zip(criterion).ok_or(EditError::NotThere { what: "criterion" })
    };
    let mut states = Vec::new();
    for score in &contents.scores {
        let (option, criterion) = place(score.option, score.criterion)?;
        let Some(state) = score.state else { continue };
        let gives_levels = contents.criteria.get(score.criterion).is_some_and(|one| one.scale.is_some());
        let state = match state {
            // A table counts the levels that it gives itself.
            ScoreState::Level(at) if gives_levels => {
                let levels = appraisal.leaf(criterion).map_or(&[][..], |leaf| leaf.scale.levels());
                let level = usize::try_from(at.0).ok().and_then(|at| levels.get(at));
                ScoreState::Level(level.ok_or(EditError::NotThere { what: "level of this scale" })?.id)
            }
            state => state,
        };
        states.push((option, criterion, state));
    }
    ScoreEdit::SetMany(states).apply(appraisal)?;
    for said in &contents.scores {
        let place = place(said.option, said.criterion)?;
        if let Some(range) = &said.range {
            ScoreEdit::SetRange(place.0, place.1, Some(range.clone())).apply(appraisal)?;
        }
        score::say(appraisal, place, &said.reason, &said.source)?;
    }
    Ok(())
}
