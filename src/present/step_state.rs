//! How far each step of an appraisal is, in a few words for the list of steps.

use super::{count, points};
use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::Evaluation;
use crate::health::{Finding, Kind, Place};

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepState {
    /// In a few words.
    pub words: String,
    /// Whether something is open that stands in the way of an export.
    pub is_open: bool,
}

/// Returns how far a step is: "Ready", what is open, or "Not started".
#[must_use]
pub fn step_state(appraisal: &Appraisal, results: &Evaluation, findings: &[Finding], place: Place) -> StepState {
    let open = |words: String| StepState { words, is_open: true };
    let calm = |words: &str| StepState { words: words.to_owned(), is_open: false };
    if place == Place::Results {
        return ranking_state(appraisal, results, findings);
    }
    let own =
        || findings.iter().filter(|finding| finding.place() == place && finding.is_open(&appraisal.record.overrides));
    let not_started = match place {
        Place::Context => appraisal.frame.is_empty() && appraisal.basis.is_empty(),
        Place::Options => appraisal.alternatives.is_empty(),
        Place::Criteria => results.columns.is_empty(),
        Place::Scores => appraisal.scores.is_empty(),
        Place::Costs => {
            appraisal.costing.is_none() && appraisal.alternatives.iter().all(|option| option.cost.is_none())
        }
        Place::Weights => results.columns.iter().all(|column| column.points.is_none()),
        Place::Results | Place::Programme | Place::Money => false,
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
        None => calm("Ready"),
    }
}

fn ranking_state(appraisal: &Appraisal, results: &Evaluation, findings: &[Finding]) -> StepState {
    let is_open = findings
        .iter()
        .any(|finding| finding.place() == Place::Results && finding.is_open(&appraisal.record.overrides));
    let words = match &results.lead {
        Some(lead) if lead.clear => format!("Lead {}", points(lead.points)),
        Some(_) => "No clear leader".to_owned(),
        None => "Not yet".to_owned(),
    };
    StepState { words, is_open }
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
    use crate::case::Case;
    use crate::edit::{GateEdit, RecordEdit, ScoreEdit, TreeEdit};
    use crate::health::Place;
    use crate::present::health::tests::{edited, findings};

    fn state(case: &Case, place: Place) -> (String, bool) {
        let appraisal = &case.appraisals[0];
        let found = step_state(appraisal, &evaluate(appraisal), &findings(case), place);
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
        for place in [Place::Context, Place::Criteria, Place::Scores, Place::Costs, Place::Weights, Place::Record] {
            assert_eq!(state(&empty, place), calm("Not started"), "{place:?}");
        }
        assert_eq!(state(&empty, Place::Options), calm("Ready"));
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
}
