//! Findings on workshops: what a reader would ask of how scores were come by. They are asked of the case: a committee file
//! carries no ballots, so that its own findings do not have them.

use super::{Finding, Kind, Level, Place};
use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::{Evaluation, evaluate};
use crate::case::Case;
use crate::date::Date;
use crate::id::{AlternativeId, CriterionId, SessionId};
use crate::method::additive::Missing;
use crate::method::group::{Ballot, Centre, agenda};
use crate::workshop::{Cell, How, Looks, Question, Round, Session, cells, summaries};

/// Kinds of finding on a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkshopKind {
    /// These scores were settled without a reason.
    NoReason,
    /// More than half of what was settled was taken without discussion.
    MostlySwept {
        /// How many were.
        n: usize,
        /// How many were settled.
        of: usize,
    },
    /// The room was in two camps, one of the answers would put another option first, and nobody was asked again.
    CampsNotAskedAgain,
    /// Fewer than three gave points, and the score was settled.
    FewAnswered,
    /// The question was worded anew after the room had answered it.
    QuestionChanged,
    /// The option that leads was nobody's first choice.
    NobodysChoice,
    /// The ballots should have been forgotten.
    BallotsKept,
}

impl WorkshopKind {
    /// Returns what this kind is called in keys, whether it stands in the way, and where it is put right.
    pub(super) fn facts(self) -> (&'static str, Level, Place) {
        match self {
            WorkshopKind::NoReason => ("workshop_no_reason", Level::Open, Place::Scores),
            WorkshopKind::MostlySwept { .. } => ("workshop_mostly_swept", Level::Prompt, Place::Scores),
            WorkshopKind::CampsNotAskedAgain => ("workshop_camps", Level::Open, Place::Scores),
            WorkshopKind::FewAnswered => ("workshop_few", Level::Prompt, Place::Scores),
            WorkshopKind::QuestionChanged => ("workshop_question_changed", Level::Open, Place::Criteria),
            WorkshopKind::NobodysChoice => ("workshop_nobodys_choice", Level::Prompt, Place::Results),
            WorkshopKind::BallotsKept => ("workshop_ballots_kept", Level::Open, Place::Record),
        }
    }

    /// Returns what else a reason for it was given for.
    pub(super) fn marks(self) -> Vec<String> {
        match self {
            WorkshopKind::MostlySwept { n, of } => vec![n.to_string(), of.to_string()],
            WorkshopKind::NoReason
            | WorkshopKind::CampsNotAskedAgain
            | WorkshopKind::FewAnswered
            | WorkshopKind::QuestionChanged
            | WorkshopKind::NobodysChoice
            | WorkshopKind::BallotsKept => Vec::new(),
        }
    }
}

/// Returns what a hostile reader would find in how the workshops on an appraisal went. `today` is the date, where there is a
/// clock; without it nothing is said of ballots that are kept too long. Weights that were settled after the ranking was
/// shown are found by [`check`](super::check), as any change of weights is.
///
/// # Example
/// ```
/// use weighbridge::health::check_workshops;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// assert!(check_workshops(&case, &case.appraisals[0], None).is_empty());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn check_workshops(case: &Case, appraisal: &Appraisal, today: Option<Date>) -> Vec<Finding> {
    let results = evaluate(appraisal);
    let mut found = Vec::new();
    for session in case.sessions.iter().filter(|session| session.appraisal() == appraisal.id) {
        let mut add = |kind: WorkshopKind| found.push(Finding::new(Kind::Workshop(session.id, kind)));
        sweep(session).into_iter().for_each(&mut add);
        if nobodys_choice(appraisal, &results, session) {
            add(WorkshopKind::NobodysChoice);
        }
        let is_past = session.ballots_kept_until.zip(today).is_some_and(|(until, today)| until < today);
        if is_past && session.rounds.iter().any(|round| !round.ballots.is_empty()) {
            add(WorkshopKind::BallotsKept);
        }
        for round in session.rounds.iter().filter(|round| round.counts()) {
            check_round(appraisal, &results, (session, round), &mut found);
        }
    }
    found
}

fn check_round(
    appraisal: &Appraisal,
    results: &Evaluation,
    (session, round): (&Session, &Round),
    found: &mut Vec<Finding>,
) {
    let about = |kind, criterion: CriterionId, options: Vec<AlternativeId>| {
        Finding::on(Kind::Workshop(session.id, kind), options).and([criterion])
    };
    if round.asks.digest(appraisal).is_some_and(|digest| digest != round.asked) {
        let kind = Kind::Workshop(session.id, WorkshopKind::QuestionChanged);
        found.push(Finding::on(kind, round.asks.criterion()));
    }
    let Question::Scores(asked) = &round.asks else { return };
    let newest = |of: u32| session.round_of(asked.criterion, AlternativeId(of)).is_some_and(|one| one.id == round.id);
    let unreasoned = round.settled.iter().filter(|one| one.reason.is_empty() && newest(one.of));
    let unreasoned: Vec<AlternativeId> = unreasoned.map(|one| AlternativeId(one.of)).collect();
    let few = summaries(session, round).into_iter().filter(|one| one.n < 3 && newest(one.of));
    let few = few.filter(|one| round.settled(one.of).is_some()).map(|one| AlternativeId(one.of)).collect();
    let camps = cells(session, round).into_iter().filter(|cell| newest(cell.of) && round.turn == 1);
    let camps = camps.filter(|cell| is_disputed(results, asked.criterion, cell)).map(|cell| AlternativeId(cell.of));
    for (kind, options) in [
        (WorkshopKind::NoReason, unreasoned),
        (WorkshopKind::CampsNotAskedAgain, camps.collect()),
        (WorkshopKind::FewAnswered, few),
    ] {
        if !options.is_empty() {
            found.push(about(kind, asked.criterion, options));
        }
    }
}

/// Returns the finding where more than half of what was settled was taken without discussion.
fn sweep(session: &Session) -> Option<WorkshopKind> {
    let scores = session.rounds.iter().filter(|round| round.counts() && round.asks.criterion().is_some());
    let settled: Vec<How> = scores.flat_map(|round| &round.settled).map(|settled| settled.how).collect();
    let n = settled.iter().filter(|how| **how == How::Close).count();
    (2 * n > settled.len()).then_some(WorkshopKind::MostlySwept { n, of: settled.len() })
}

/// Returns whether a cell is in two camps of which one answer would put another option first, all else as it is now.
fn is_disputed(results: &Evaluation, criterion: CriterionId, cell: &Cell) -> bool {
    if !matches!(cell.label.map(Looks::from), Some(Looks::TwoCamps)) {
        return false;
    }
    let row = results.standings.iter().position(|standing| standing.alternative.0 == cell.of);
    let column = results.columns.iter().position(|column| column.criterion == criterion);
    let weights: Option<Vec<f64>> = results.columns.iter().map(|column| column.share).collect();
    let (Some(row), Some(column), Some(weights)) = (row, column, weights) else { return false };
    let points: Vec<Vec<Option<f64>>> =
        results.standings.iter().map(|standing| standing.cells.iter().map(|cell| cell.points).collect()).collect();
    let answers = cell.dots.iter().flat_map(|(points, n)| std::iter::repeat_n(f64::from(*points), *n));
    // As many ballots as answers, alike but for the one cell.
    let ballots: Vec<Ballot> = answers
        .map(|answer| {
            let mut scores = points.clone();
            scores[row][column] = Some(answer);
            Ballot { weights: weights.clone(), scores }
        })
        .collect();
    let items = agenda(&ballots, Centre::Median, Missing::Withhold).unwrap_or_default();
    items.iter().any(|item| (item.option, item.criterion) == (row, column) && item.n_flips > 0)
}

/// Returns whether first choices were asked for, and nobody chose the option that leads now.
fn nobodys_choice(appraisal: &Appraisal, results: &Evaluation, session: &Session) -> bool {
    let Some(lead) = results.lead.as_ref().filter(|_| !appraisal.blind) else { return false };
    let leader = results.standings[lead.leader].alternative;
    let choice = |round: &&Round| round.counts() && matches!(round.asks, Question::Choice(_));
    let Some(round) = session.rounds.iter().rev().find(choice) else { return false };
    let chosen = summaries(session, round);
    let n_all: u32 = chosen.iter().map(|one| one.n).sum();
    n_all > 0 && chosen.iter().filter(|one| one.of == leader.0).all(|one| one.n == 0)
}

/// Returns the workshop that a finding is about, as keys name it.
pub(super) fn mark(id: SessionId) -> String {
    format!("workshop{id}")
}
