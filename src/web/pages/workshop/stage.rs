//! The questions of a workshop that are open, put together as they are scored: first choices, then family by family, then what
//! is asked a second time.

use weighbridge::appraisal::Appraisal;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::id::RoundId;
use weighbridge::workshop::{Question, Session as Record};

/// What a stage asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// One option, before anything is scored.
    Choice,
    /// Points.
    Points,
    /// Points, a second time.
    Again,
}

/// Questions that are answered on one slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stage {
    /// What it is called: a family, or a criterion.
    pub(super) title: String,
    /// What it asks for.
    pub(super) asked: Asked,
    /// Its rounds, each with what it asks about.
    pub(super) rounds: Vec<(RoundId, Question)>,
    /// How many are to hand in.
    pub(super) expected: u32,
}

impl Stage {
    /// Returns its rounds.
    pub(super) fn ids(&self) -> Vec<RoundId> {
        self.rounds.iter().map(|(id, _)| *id).collect()
    }

    /// Returns how many figures a slip has.
    pub(super) fn n_fields(&self) -> usize {
        match self.asked {
            Asked::Choice => 1,
            Asked::Points | Asked::Again => self.rounds.iter().map(|(_, asks)| asks.items().len()).sum(),
        }
    }
}

/// Returns the stages of a workshop that are open.
pub(super) fn of(appraisal: &Appraisal, workshop: &Record) -> Vec<Stage> {
    let results = evaluate(appraisal);
    let mut stages: Vec<Stage> = Vec::new();
    let open = || workshop.rounds.iter().filter(|round| round.is_open());
    for round in open().filter(|round| matches!(round.asks, Question::Choice(_))) {
        stages.push(Stage {
            title: "First choice".to_owned(),
            asked: Asked::Choice,
            rounds: vec![(round.id, round.asks.clone())],
            expected: round.expected,
        });
    }
    let mut last_family = None;
    for round in open().filter(|round| round.turn == 1) {
        let Some(criterion) = round.asks.criterion() else { continue };
        let column = results.columns.iter().find(|column| column.criterion == criterion);
        let family = column.and_then(|column| results.families.get(column.family));
        let of = family.map(|family| family.criterion);
        let one = (round.id, round.asks.clone());
        match stages.last_mut().filter(|_| last_family == Some(of) && of.is_some()) {
            Some(stage) => stage.rounds.push(one),
            None => stages.push(Stage {
                title: family.map_or_else(|| "A criterion that is gone".to_owned(), |family| family.name.clone()),
                asked: Asked::Points,
                rounds: vec![one],
                expected: round.expected,
            }),
        }
        last_family = Some(of);
    }
    for round in open().filter(|round| round.turn > 1) {
        let Some(criterion) = round.asks.criterion() else { continue };
        let name = appraisal.criterion(criterion).map_or("A criterion that is gone", |found| found.name.as_str());
        stages.push(Stage {
            title: format!("{name}, a second time"),
            asked: Asked::Again,
            rounds: vec![(round.id, round.asks.clone())],
            expected: round.expected,
        });
    }
    stages
}
