//! How far each step of an appraisal is, in a few words for the list of steps.

use super::frame::frame_gaps;
use super::{count, points};
use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::{Appraisal, Role};
use crate::case::Context;
use crate::health::{Finding, Kind, Place};

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepState {
    /// In a few words.
    pub words: String,
    /// Whether something is open that stands in the way of an export.
    pub is_open: bool,
}

/// Returns how far a step of an appraisal is, in the context of its case: "Ready", what is open, or "Not started".
#[must_use]
pub fn step_state(
    context: &Context,
    appraisal: &Appraisal,
    results: &Evaluation,
    findings: &[Finding],
    place: Place,
) -> StepState {
    let open = |words: String| StepState { words, is_open: true };
    let calm = |words: &str| StepState { words: words.to_owned(), is_open: false };
    if place == Place::Results {
        return ranking_state(appraisal, results, findings);
    }
    let own =
        || findings.iter().filter(|finding| finding.place() == place && finding.is_open(&appraisal.record.overrides));
    let not_started = match place {
        Place::Context => appraisal.frame.is_empty() && appraisal.basis.is_empty(),
        Place::Options => {
            // Business as usual and do minimum are there from the start; nobody has added one.
            let has_own = appraisal.alternatives.iter().any(|option| option.role == Role::Candidate);
            !has_own && appraisal.gates.is_empty() && appraisal.scores.is_empty()
        }
        Place::Criteria => results.columns.is_empty(),
        Place::Scores => appraisal.scores.is_empty(),
        Place::Costs => {
            appraisal.costing.is_none() && appraisal.alternatives.iter().all(|option| option.cost.is_none())
        }
        Place::Weights => results.columns.iter().all(|column| column.points.is_none()),
        Place::Results
        | Place::Programme
        | Place::Money
        | Place::Report
        | Place::Carbon
        | Place::Alignment
        | Place::Choose => false,
        Place::Record => appraisal.record.is_empty(),
    };
    if not_started {
        return calm("Not started");
    }
    match own().next() {
        Some(first) => open(open_words(appraisal, first, own())),
        None if place == Place::Record => {
            // The record is ready when nothing stands in the way anywhere.
            match findings.iter().filter(|finding| finding.is_open(&appraisal.record.overrides)).count() {
                0 => calm("Ready"),
                n => open(count(n, "finding open", "findings open")),
            }
        }
        // What the page asks for and no export waits for is still to add.
        None if place == Place::Context => match frame_gaps(context, appraisal).len() {
            0 => calm("Ready"),
            n => calm(&count(n, "to add", "to add")),
        },
        None => calm("Ready"),
    }
}

fn ranking_state(appraisal: &Appraisal, results: &Evaluation, findings: &[Finding]) -> StepState {
    let is_open = |finding: &Finding| finding.place() == Place::Results && finding.is_open(&appraisal.record.overrides);
    let words = match &results.lead {
        // A lead is no fault.
        Some(lead) if lead.clear => {
            return StepState { words: format!("Lead {}", points(lead.points)), is_open: false };
        }
        Some(_) => "No clear leader",
        None => "Not yet",
    };
    StepState { words: words.to_owned(), is_open: findings.iter().any(is_open) }
}

/// Returns what is open at a step, told by the kind of the first finding and how many things it and its like are about.
fn open_words<'a>(appraisal: &Appraisal, first: &Finding, own: impl Iterator<Item = &'a Finding>) -> String {
    let same = |finding: &&Finding| std::mem::discriminant(&finding.kind) == std::mem::discriminant(&first.kind);
    let n = own.filter(same).map(|finding| finding.n_things(appraisal)).sum();
    let (one, many) = match first.kind {
        Kind::NoMateriality => return "No lead that counts".to_owned(),
        Kind::FewOptions => return "Too few options".to_owned(),
        Kind::NoBusinessAsUsual => return "No business as usual".to_owned(),
        Kind::NoDoMinimum => return "No do-minimum".to_owned(),
        Kind::NoRecommendation => return "No recommendation".to_owned(),
        Kind::NoWhy | Kind::NotTheLeader => return "No reason given".to_owned(),
        Kind::RecommendedFails => return "Fails a gate".to_owned(),
        Kind::Blind => return "Not finished".to_owned(),
        Kind::CarbonTwice => return "Carbon more than once".to_owned(),
        Kind::NoUplift => ("without optimism bias", "without optimism bias"),
        Kind::GateOpen => ("gate to decide", "gates to decide"),
        Kind::GateWithoutEvidence => ("gate to evidence", "gates to evidence"),
        Kind::EndsNotDescribed | Kind::WeighedBeforeEnds => ("scale to describe", "scales to describe"),
        Kind::CostScored | Kind::MoneyScored => ("may be a cost", "may be costs"),
        Kind::Unscored => ("to score", "to score"),
        Kind::UnknownScore => ("unknown", "unknown"),
        Kind::NoReason => ("without reason", "without reason"),
        Kind::NoSource => ("to source", "to source"),
        Kind::OutsideScale => ("beyond the scale", "beyond the scale"),
        Kind::Unweighted => ("to weigh", "to weigh"),
        Kind::EndsChanged => ("to weigh again", "to weigh again"),
        Kind::Inconsistent { .. } => ("pair to judge again", "pairs to judge again"),
        Kind::ChangedAfter { .. } => ("late change", "late changes"),
        _ => ("to look at", "to look at"),
    };
    let n = if matches!(first.kind, Kind::Inconsistent { .. }) { n / 2 } else { n };
    count(n, one, many)
}

#[cfg(test)]
mod tests {
    use super::step_state;
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::{Cost, ScoreState, SwingWeight};
    use crate::case::Case;
    use crate::edit::AppraisalEdit;
    use crate::edit::{CostEdit, FrameEdit, GateEdit, OptionEdit, RecordEdit, ScoreEdit, TreeEdit, WeightEdit};
    use crate::finite::Finite;
    use crate::health::Place;
    use crate::pence::Pence;
    use crate::present::health::tests::{edited, findings};

    fn state(case: &Case, place: Place) -> (String, bool) {
        let appraisal = &case.appraisals[0];
        let found = step_state(&case.context, appraisal, &evaluate(appraisal), &findings(case), place);
        (found.words, found.is_open)
    }

    fn open(words: &str) -> (String, bool) {
        (words.to_owned(), true)
    }

    fn calm(words: &str) -> (String, bool) {
        (words.to_owned(), false)
    }

    #[test]
    fn steps_go_from_not_started_over_what_is_open_to_ready() {
        let mut edits = Vec::new();
        let empty = edited(Vec::new());
        for place in [
            Place::Context,
            Place::Options,
            Place::Criteria,
            Place::Scores,
            Place::Costs,
            Place::Weights,
            Place::Record,
        ] {
            assert_eq!(state(&empty, place), calm("Not started"), "{place:?}");
        }
        let own = edited(vec![OptionEdit::Add("Move".to_owned()).into()]);
        assert_eq!(state(&own, Place::Options), calm("Ready"));
        assert_eq!(state(&empty, Place::Results), calm("Not yet"));
        edits.push(GateEdit::Add("Lawful".to_owned()).into());
        edits.push(TreeEdit::AddCriterion(None, "Access".to_owned()).into());
        let case = edited(edits.clone());
        assert_eq!(state(&case, Place::Options), open("2 gates to decide"));
        assert_eq!(state(&case, Place::Criteria), open("1 scale to describe"));
        let (option, criterion) = (case.appraisals[0].alternatives[0].id, case.appraisals[0].leaves()[0].0.id);
        edits.push(ScoreEdit::SetReason(option, criterion, "Seen.".to_owned()).into());
        assert_eq!(state(&edited(edits.clone()), Place::Scores), open("2 to score"));
        edits.push(RecordEdit::SetRecommended(Some(option)).into());
        assert_eq!(state(&edited(edits.clone()), Place::Record), open("No reason given"));
        edits.push(RecordEdit::SetRecommendation("It is near.".to_owned()).into());
        assert_eq!(state(&edited(edits), Place::Record), open("4 findings open"));
    }

    #[test]
    fn what_the_context_asks_for_is_still_to_add_and_stands_in_no_ones_way() {
        let basis = FrameEdit::SetBasis("Prices of 2026.".to_owned());
        let case = edited(vec![FrameEdit::SetMateriality(Finite::from(2)).into(), basis.into()]);
        assert_eq!(state(&case, Place::Context), calm("6 to add"));
    }

    #[test]
    fn a_clear_lead_is_not_marked_as_a_fault() {
        let mut edits: Vec<AppraisalEdit> = Vec::new();
        for name in ["Access", "Risk"] {
            edits.push(TreeEdit::AddCriterion(None, name.to_owned()).into());
        }
        let case = edited(edits.clone());
        let leaves: Vec<_> = case.appraisals[0].leaves().iter().map(|(found, _)| found.id).collect();
        let options: Vec<_> = case.appraisals[0].alternatives.iter().map(|option| option.id).collect();
        for (option, leaf, points) in [(0, 0, 90), (0, 1, 0), (1, 0, 10), (1, 1, 90)] {
            let state = ScoreState::Points(Finite::from(points));
            edits.push(ScoreEdit::Set(options[option], leaves[leaf], state).into());
        }
        edits.push(WeightEdit::SetBlind(false).into());
        for (leaf, points) in [(0, 100.0), (1, 20.0)] {
            edits.push(WeightEdit::SetSwing(leaves[leaf], SwingWeight::new(points)).into());
        }
        assert_eq!(state(&edited(edits.clone()), Place::Results), calm("Lead 51.7"));
        let cost = Cost { present_value: Pence::from_pounds(12_000), ..Cost::default() };
        edits.push(CostEdit::Set(options[1], Some(Box::new(cost))).into());
        let case = edited(edits);
        assert_eq!(state(&case, Place::Results), calm("Lead 51.7"));
        assert_eq!(
            state(&case, Place::Costs),
            open("1 without optimism bias"),
            "what is open is said where it is mended"
        );
    }
}
