//! Settling weights: what a round on the moves came to becomes an ordinary weight set.

use super::{changed, found};
use crate::appraisal::{Method, SwingWeight};
use crate::case::Case;
use crate::edit::given::{Applied, name, position, text};
use crate::edit::{EditError, Weighing, WeightEdit};
use crate::finite::Finite;
use crate::id::{AppraisalId, CriterionId, RoundId, SessionId};
use crate::unknown::Unknown;
use crate::workshop::{How, Question, RoundState, Settled};
use std::sync::Arc;

/// The weights that a room settles on.
#[derive(Clone, Debug, PartialEq)]
pub struct SettledWeights {
    /// The workshop.
    pub session: SessionId,
    /// The appraisal that it is about.
    pub appraisal: AppraisalId,
    /// The round on the moves.
    pub round: RoundId,
    /// What the weight set is called.
    pub name: String,
    /// Points of each move that was asked about, 0 to 100.
    pub points: Vec<(CriterionId, Finite)>,
    /// How they were come by.
    pub how: How,
    /// Why, and who is accountable for them.
    pub reason: String,
    /// Whether results are taken from them at once.
    pub in_use: bool,
}

pub(super) fn settle(case: &mut Case, settled: &SettledWeights) -> Applied {
    let (title, reason) = (name(&settled.name)?, text(&settled.reason)?);
    let session = found(case, settled.session)?;
    if session.appraisal() != settled.appraisal {
        return Err(EditError::Workshop("this workshop is about another appraisal"));
    }
    let round = session.round(settled.round).filter(|round| round.counts());
    let round = round.ok_or(EditError::Workshop("the room has not weighed: open a round on the moves first"))?;
    let Question::Swings(asked) = &round.asks else {
        return Err(EditError::Workshop("this round is not about the moves"));
    };
    let given: Vec<CriterionId> = settled.points.iter().map(|(id, _)| *id).collect();
    if given.len() != asked.len() || !asked.iter().all(|id| given.contains(id)) {
        return Err(EditError::Workshop("give points for each move that was asked about"));
    }
    let is_fair = |points: Finite| (0.0..=100.0).contains(&points.get());
    if !settled.points.iter().all(|(_, points)| is_fair(*points)) {
        return Err(EditError::OutOfRange { expected: "a number from 0 to 100" });
    }
    let at = position(case.appraisals.iter().map(|one| one.id), settled.appraisal, "appraisal")?;
    let appraisal = Arc::make_mut(&mut case.appraisals[at]);
    WeightEdit::AddSet(title, Method::Swing).apply(appraisal, &mut case.next_id)?;
    let set = appraisal.weight_sets.last().map(|set| set.id).ok_or(EditError::NotThere { what: "weight set" })?;
    // A new set starts with the points in use: a move that nobody was asked about has none here.
    let all: Vec<CriterionId> = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
    for id in all {
        let points = settled.points.iter().find(|(given, _)| *given == id);
        let points = points.and_then(|(_, points)| SwingWeight::new(points.get()));
        WeightEdit::Weigh(set, Weighing::Points(id, points)).apply(appraisal, &mut case.next_id)?;
    }
    if settled.in_use {
        WeightEdit::Use(Some(set)).apply(appraisal, &mut case.next_id)?;
    }
    changed(case, settled.session, |session| {
        let round = session.rounds.iter_mut().find(|round| round.id == settled.round);
        let round = round.ok_or(EditError::NotThere { what: "round" })?;
        let one = |(id, figure): &(CriterionId, Finite)| Settled {
            of: id.0,
            figure: *figure,
            how: settled.how,
            reason: reason.clone(),
            keeps_range: false,
            unknown: Unknown::new(),
        };
        round.settled = settled.points.iter().map(one).collect();
        round.state = RoundState::Settled;
        Ok(())
    })
}
