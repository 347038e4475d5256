//! What the first steps of an appraisal say: what they found as a sentence, and how a score earns its points.

use super::{as_typed, count, points};
use crate::appraisal::evaluate::{Cell, Evaluation, GateStanding};
use crate::appraisal::{Appraisal, Leaf, Level, Measure, Role, Scale, ScoreState, Shape, evaluate};
use crate::id::{AlternativeId, CriterionId, LevelId};
use std::collections::{HashMap, HashSet};

/// Returns which options are in the running, as a sentence; a question while there is none but what the others are compared
/// with.
#[must_use]
pub fn options_finding(results: &Evaluation) -> String {
    let n_options = results.standings.len();
    let failed: Vec<&str> = results
        .standings
        .iter()
        .filter(|standing| matches!(standing.gate, GateStanding::Fail(_)))
        .map(|standing| standing.name.as_str())
        .collect();
    let is_started = results.standings.iter().any(|standing| standing.role == Role::Candidate);
    match (n_options, failed.as_slice()) {
        (0, _) => "What could be done?".to_owned(),
        (_, []) if !is_started => "What could be done instead?".to_owned(),
        (1, []) => "One option is in the running.".to_owned(),
        (2, []) => "Both options are in the running.".to_owned(),
        (n, []) => format!("All {n} options are in the running."),
        (n, [only]) if n > 1 => format!("{} of {n} options are in the running. {only} fails a gate.", n - 1),
        (n, failed) if failed.len() == n => "No option is in the running: each fails a gate.".to_owned(),
        (n, failed) => {
            format!("{} of {n} options are in the running. {} fail a gate.", n - failed.len(), failed.len())
        }
    }
}

/// Returns how many criteria decide, and how many have an end of their scale that nothing describes.
#[must_use]
pub fn criteria_finding(appraisal: &Appraisal) -> String {
    let leaves = appraisal.leaves();
    let open = leaves.iter().filter(|(_, leaf)| !has_both_ends(leaf)).count();
    match (leaves.len(), open) {
        (0, _) => "What would make one option better than another?".to_owned(),
        (n, 0) => format!("{}, each with both ends described.", count(n, "criterion", "criteria")),
        (1, _) => "1 criterion. Describe 0 and 100 for it.".to_owned(),
        (n, open) => {
            format!("{}. Describe 0 and 100 for {open} of them.", count(n, "criterion", "criteria"))
        }
    }
}

/// Returns whether both ends of a leaf's scale are described, in words or by a measure.
#[must_use]
pub fn has_both_ends(leaf: &Leaf) -> bool {
    leaf.has_both_ends()
}

/// How far the scores of an appraisal are: a finding, and what is still open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What there is, as a sentence.
    pub finding: String,
    /// What there is not yet, as a sentence; empty where nothing is open.
    pub open: String,
}

/// Returns how far the scores are, and how many lie beyond their scale or lack a reason or a source. Unknown, not applicable and not scored are counted apart: none of them is a 0.
#[must_use]
pub fn scores_progress(appraisal: &Appraisal) -> Progress {
    let leaves: HashMap<CriterionId, &Leaf> =
        appraisal.leaves().into_iter().map(|(criterion, leaf)| (criterion.id, leaf)).collect();
    let options: HashSet<AlternativeId> = appraisal.alternatives.iter().map(|option| option.id).collect();
    let all = leaves.len() * options.len();
    let (mut recorded, mut unknown, mut not_applicable, mut outside) = (0, 0, 0, 0);
    let (mut without_reason, mut without_source) = (0, 0);
    for score in appraisal.scores.iter().filter(|score| score.state != ScoreState::NotScored) {
        let Some(leaf) = leaves.get(&score.criterion).filter(|_| options.contains(&score.alternative)) else {
            continue;
        };
        recorded += 1;
        unknown += usize::from(score.state == ScoreState::Unknown);
        not_applicable += usize::from(score.state == ScoreState::NotApplicable);
        outside += usize::from(evaluate::is_outside(&leaf.scale, score.state));
        without_reason += usize::from(score.reason.is_empty());
        without_source += usize::from(score.source.is_empty());
    }
    let given = recorded - unknown - not_applicable;
    let finding = match (all, given) {
        (0, _) => "Scores come after options and criteria.".to_owned(),
        (_, 0) => "How does each option do on each criterion?".to_owned(),
        (all, given) if all == given => format!("All {} are given.", count(all, "score", "scores")),
        (all, given) => format!("{given} of {} are given.", count(all, "score", "scores")),
    };
    let open = [
        (all - recorded, "score to give", "scores to give"),
        (unknown, "is unknown", "are unknown"),
        (not_applicable, "is not applicable", "are not applicable"),
        (outside, "is beyond its scale and counts as the end", "are beyond their scales and count as the ends"),
        (without_reason, "has no reason yet", "have no reason yet"),
        (without_source, "has no source yet", "have no source yet"),
    ];
    let open: Vec<String> =
        open.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
    let open = if open.is_empty() { String::new() } else { format!("{}.", super::list(&open)) };
    Progress { finding, open }
}

/// Returns a scale in a few words: "judged directly, 0 to 100", "time to live service, 20 to 0 months".
#[must_use]
pub fn scale_words(scale: &Scale) -> String {
    match scale {
        Scale::Direct => "judged directly, 0 to 100".to_owned(),
        Scale::Levels(levels) => count(levels.len(), "described level", "described levels"),
        Scale::Measured { measure, worst, best, .. } => {
            let name = if measure.name.is_empty() { "measured" } else { &measure.name };
            format!("{name}, {} to {}", as_typed(worst.get()), with_unit(best.get(), measure))
        }
    }
}

/// What stands for an end of a scale that nothing describes.
pub(super) const NOT_DESCRIBED: &str = "not yet described";

/// Returns the two ends of a leaf's scale in words: as described, else as measured, else that nothing describes them.
#[must_use]
pub fn ends_words(leaf: &Leaf) -> (String, String) {
    let measured = match &leaf.scale {
        Scale::Measured { measure, worst, best, .. } => {
            (with_unit(worst.get(), measure), with_unit(best.get(), measure))
        }
        Scale::Levels(levels) if levels.len() > 1 => {
            let worst = levels.iter().reduce(|one, other| if other.points < one.points { other } else { one });
            let best = levels.iter().reduce(|one, other| if other.points > one.points { other } else { one });
            let label = |level: Option<&Level>| level.map_or_else(String::new, |level| level.label.clone());
            (label(worst), label(best))
        }
        _ => (NOT_DESCRIBED.to_owned(), NOT_DESCRIBED.to_owned()),
    };
    let or = |described: &String, other: String| if described.is_empty() { other } else { described.clone() };
    (or(&leaf.worst_anchor, measured.0), or(&leaf.best_anchor, measured.1))
}

/// Returns the state of a score in words.
#[must_use]
pub fn score_words(state: ScoreState) -> &'static str {
    match state {
        ScoreState::NotScored => "Not scored",
        ScoreState::Points(_) | ScoreState::Measured(_) | ScoreState::Level(_) => "Scored",
        ScoreState::NoEffect => "No effect",
        ScoreState::Unknown => "Unknown",
        ScoreState::NotApplicable => "Not applicable",
    }
}

/// Returns what a cell of the score table prints: the entry as typed, the level, "n/a", "?", "no effect" or nothing.
#[must_use]
pub fn score_mark(scale: &Scale, state: ScoreState) -> String {
    match state {
        ScoreState::NotScored => String::new(),
        ScoreState::Points(number) | ScoreState::Measured(number) => as_typed(number.get()),
        ScoreState::Level(id) => level_label(scale, id),
        ScoreState::NoEffect => "no effect".to_owned(),
        ScoreState::Unknown => "?".to_owned(),
        ScoreState::NotApplicable => "n/a".to_owned(),
    }
}

/// Returns an entry with what it counts, as a screen reader says it: "8 months", "60 points", "unknown".
#[must_use]
pub fn entry_words(scale: &Scale, state: ScoreState) -> String {
    match (state, scale) {
        (ScoreState::Points(number), _) => format!("{} points", as_typed(number.get())),
        (ScoreState::Measured(number), Scale::Measured { measure, .. }) => with_unit(number.get(), measure),
        (ScoreState::Measured(number), _) => as_typed(number.get()),
        (ScoreState::Level(id), _) => level_label(scale, id),
        _ => score_words(state).to_lowercase(),
    }
}

fn level_label(scale: &Scale, id: LevelId) -> String {
    let level = scale.levels().iter().find(|level| level.id == id);
    level.map_or_else(|| "a level that is gone".to_owned(), |level| level.label.clone())
}

/// Returns how a score earns its points, as sentences.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Measure, Scale, ScoreState, Shape, evaluate::Cell};
/// use weighbridge::{finite::Finite, present::how_points_arise};
/// let measure = Measure::new("lead time", "months");
/// let scale = Scale::measured(measure, Finite::from(20), Finite::ZERO, Shape::Linear);
/// let cell = Cell { points: Some(60.0), ..Cell::default() };
/// let words = how_points_arise(&scale, ScoreState::Measured(Finite::from(8)), &cell);
/// assert_eq!(words, "Points: 60.0 = (20 − 8) ÷ (20 − 0) × 100.");
/// ```
#[must_use]
pub fn how_points_arise(scale: &Scale, state: ScoreState, cell: &Cell) -> String {
    match (state, scale) {
        (ScoreState::NotScored, _) => "No points yet. A missing score is not treated as 0.".to_owned(),
        (ScoreState::Unknown, _) => "No points: the evidence is missing. Unknown is not treated as 0.".to_owned(),
        (ScoreState::NotApplicable, _) => {
            "No points: the criterion does not apply to this option. That is not treated as 0.".to_owned()
        }
        (ScoreState::NoEffect, _) => match cell.points {
            Some(earned) => format!("Points: {}, those of business as usual.", points(earned)),
            None => "No points yet: business as usual has none on this criterion.".to_owned(),
        },
        (ScoreState::Points(number), Scale::Direct) => format!("Points: {}, judged directly.", points(number.get())),
        (ScoreState::Points(number), _) => {
            let scale = if scale.levels().is_empty() { "is measured" } else { "has levels" };
            format!("Points: {}, judged directly, although this criterion {scale}.", points(number.get()))
        }
        (ScoreState::Level(id), _) => match cell.points {
            Some(earned) => format!("Points: {}, those of the level “{}”.", points(earned), level_label(scale, id)),
            None => "No points: the level that was chosen is no longer on the scale.".to_owned(),
        },
        (ScoreState::Measured(number), Scale::Levels(_)) => {
            format!("No points: {} was given as a measure, and this criterion now has levels.", as_typed(number.get()))
        }
        (ScoreState::Measured(number), Scale::Direct) => format!(
            "No points: {} was given as a measure, and this criterion is now judged directly.",
            as_typed(number.get())
        ),
        (ScoreState::Measured(number), Scale::Measured { measure, worst, best, shape, .. }) => {
            earned_by(number.get(), measure, (worst.get(), best.get()), shape, cell)
        }
    }
}

fn earned_by(number: f64, measure: &Measure, ends: (f64, f64), shape: &Shape, cell: &Cell) -> String {
    let Some(earned) = cell.points else { return "No points: the scale cannot be read.".to_owned() };
    let earned = points(earned);
    let (worst, best) = ends;
    if cell.outside {
        let beyond_worst = if worst > best { number > worst } else { number < worst };
        let (end, name) = if beyond_worst { (worst, "worst") } else { (best, "best") };
        let (given, held) = (with_unit(number, measure), with_unit(end, measure));
        return format!(
            "Points: {earned}. {given} is beyond the {name} end of the scale, {held}, and counts as that end."
        );
    }
    match shape {
        Shape::Linear => {}
        Shape::Piecewise(_) => return format!("Points: {earned}, on the line through the points of the scale."),
        Shape::Exponential { midvalue, .. } => {
            let midvalue = with_unit(midvalue.get(), measure);
            return format!("Points: {earned}, on the curve on which {midvalue} earns 50.");
        }
    }
    // From the larger number to the smaller, so that no step of the arithmetic is negative.
    let (above, below) = if worst > best { ((worst, number), (worst, best)) } else { ((number, worst), (best, worst)) };
    format!("Points: {earned} = {} ÷ {} × 100.", difference(above), difference(below))
}

fn difference((from, less): (f64, f64)) -> String {
    let less = if less < 0.0 { format!("({})", as_typed(less)) } else { as_typed(less) };
    format!("({} − {less})", as_typed(from))
}

pub(super) fn with_unit(number: f64, measure: &Measure) -> String {
    format!("{} {}", as_typed(number), measure.unit).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{criteria_finding, entry_words, how_points_arise, options_finding, scale_words, scores_progress};
    use crate::appraisal::evaluate::{Cell, evaluate};
    use crate::appraisal::{Measure, Outcome, Scale, ScoreState, Shape};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, GateEdit, OptionEdit, ScoreEdit, TreeEdit, apply};
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId, CriterionId};
    use crate::unknown::Unknown;

    fn number(number: f64) -> Finite {
        Finite::new(number).unwrap()
    }

    fn measured(worst: f64, best: f64) -> Scale {
        let measure = Measure::new("lead time", "months");
        Scale::Measured {
            measure,
            worst: number(worst),
            best: number(best),
            shape: Shape::Linear,
            unknown: Unknown::new(),
        }
    }

    fn started() -> (Case, AppraisalId) {
        let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        (case, id)
    }

    #[test]
    fn arithmetic_is_written_without_negative_steps() {
        let words = |worst, best, entry, points| {
            let cell = Cell { points: Some(points), ..Cell::default() };
            how_points_arise(&measured(worst, best), ScoreState::Measured(number(entry)), &cell)
        };
        assert_eq!(words(-5.0, 15.0, 10.0, 75.0), "Points: 75.0 = (10 − (−5)) ÷ (15 − (−5)) × 100.");
        assert_eq!(words(265.1, 186.1, 195.4, 88.2), "Points: 88.2 = (265.1 − 195.4) ÷ (265.1 − 186.1) × 100.");
    }

    #[test]
    fn a_measure_beyond_an_end_is_flagged_in_words() {
        let cell = Cell { points: Some(0.0), outside: true, ..Cell::default() };
        let words = how_points_arise(&measured(20.0, 0.0), ScoreState::Measured(number(31.0)), &cell);
        assert_eq!(
            words,
            "Points: 0.0. 31 months is beyond the worst end of the scale, 20 months, and counts as that end."
        );
        let cell = Cell { points: Some(100.0), ..cell };
        let words = how_points_arise(&measured(0.0, 20.0), ScoreState::Measured(number(31.0)), &cell);
        assert!(words.contains("beyond the best end of the scale, 20 months"), "{words}");
    }

    #[test]
    fn a_measure_left_over_from_another_scale_earns_nothing_and_says_so() {
        let words = how_points_arise(&Scale::Direct, ScoreState::Measured(number(8.0)), &Cell::default());
        assert!(words.starts_with("No points: 8 was given as a measure"), "{words}");
        assert_eq!(entry_words(&Scale::Direct, ScoreState::NoEffect), "no effect");
        assert_eq!(scale_words(&measured(20.0, 0.0)), "lead time, 20 to 0 months");
    }

    #[test]
    fn options_that_fail_are_named() {
        let (mut case, id) = started();
        let finding = |case: &Case| options_finding(&evaluate(&case.appraisals[0]));
        assert_eq!(finding(&case), "What could be done instead?", "nobody has added an option yet");
        let two = apply(&case, &Edit::Appraisal(id, OptionEdit::Add("Move".into()).into())).unwrap();
        assert_eq!(finding(&two), "All 3 options are in the running.");
        let mut edit = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        edit(GateEdit::Add("Affordable".into()).into());
        let gate = case.appraisals[0].gates[0].id;
        let option = |case: &Case, at: usize| -> AlternativeId { case.appraisals[0].alternatives[at].id };
        let fail =
            |case: &Case, at| Edit::Appraisal(id, GateEdit::SetOutcome(gate, option(case, at), Outcome::Fail).into());
        case = apply(&case, &fail(&case, 0)).unwrap();
        assert_eq!(finding(&case), "1 of 2 options are in the running. Business as usual fails a gate.");
        case = apply(&case, &fail(&case, 1)).unwrap();
        assert_eq!(finding(&case), "No option is in the running: each fails a gate.");
    }

    #[test]
    fn progress_counts_every_state_apart() {
        let (mut case, id) = started();
        assert_eq!(scores_progress(&case.appraisals[0]).finding, "Scores come after options and criteria.");
        assert_eq!(criteria_finding(&case.appraisals[0]), "What would make one option better than another?");
        for name in ["Time", "Risk"] {
            let add = TreeEdit::AddCriterion(None, name.into()).into();
            case = apply(&case, &Edit::Appraisal(id, add)).unwrap();
        }
        let leaves: Vec<CriterionId> = case.appraisals[0].leaves().iter().map(|(found, _)| found.id).collect();
        let option = case.appraisals[0].alternatives[0].id;
        for (leaf, state) in leaves.into_iter().zip([ScoreState::Points(number(40.0)), ScoreState::Unknown]) {
            case = apply(&case, &Edit::Appraisal(id, ScoreEdit::Set(option, leaf, state).into())).unwrap();
        }
        let progress = scores_progress(&case.appraisals[0]);
        assert_eq!(progress.finding, "1 of 4 scores are given.");
        assert_eq!(progress.open, "2 scores to give, 1 is unknown, 2 have no reason yet and 2 have no source yet.");
        assert_eq!(criteria_finding(&case.appraisals[0]), "2 criteria. Describe 0 and 100 for 2 of them.");
    }
}
