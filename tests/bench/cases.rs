//! Large cases for tests and timings: as large as asked, with reasons as long as people write them.

use std::sync::Arc;
use weighbridge::alignment::{Assessment, Contribution, Effect};
use weighbridge::appraisal::{
    Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role, Scale, Score, ScoreState, SwingWeight,
};
use weighbridge::case::Case;
use weighbridge::finite::Finite;
use weighbridge::framework::{Framework, Goal, Lens};
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, FrameworkId, GoalId, InitiativeId};
use weighbridge::programme::Initiative;
use weighbridge::unknown::Unknown;

/// Sixty characters.
const REASON: &str = "The report names this effect, and the programme board agreed";

/// Goals have the ids from 2 on, initiatives those that follow; each initiative is scored on each goal.
pub(crate) fn programme(n_initiatives: u32, n_goals: u32) -> Case {
    let mut case = Case::titled("A large programme");
    let goal = |at: u32| Goal {
        id: GoalId(2 + at),
        title: format!("Goal {at}"),
        text: String::new(),
        short: String::new(),
        weight: Finite::from(1),
        source: String::new(),
        cues: Vec::new(),
        carbon: None,
        anchors: Default::default(),
        unknown: Unknown::new(),
    };
    case.frameworks.push(Arc::new(Framework {
        id: FrameworkId(1),
        title: "Strategy".to_owned(),
        lens: Lens::Outcomes,
        publisher: String::new(),
        edition: String::new(),
        source: String::new(),
        note: String::new(),
        goals: (0..n_goals).map(goal).collect(),
        heading: String::new(),
        not_found: Vec::new(),
        from: None,
        until: None,
        unknown: Unknown::new(),
    }));
    let initiative = |at: u32| InitiativeId(2 + n_goals + at);
    let named = |at: u32| Arc::new(Initiative::named(initiative(at), &format!("Initiative {at}")));
    case.programme.initiatives = (0..n_initiatives).map(named).collect();
    let cell = |row: u32, column: u32| Contribution {
        initiative: initiative(row),
        goal: GoalId(2 + column),
        assessment: Assessment::Scored(Effect::ALL[((row + column) % 7) as usize]),
        reason: format!("{REASON} {row}-{column}"),
        source: String::new(),
        mitigation: String::new(),
        illustrative: false,
        confidence: None,
        find_out: None,
        carried_from: None,
        confirmed: false,
        unknown: Unknown::new(),
    };
    let cells = (0..n_initiatives).flat_map(|row| (0..n_goals).map(move |column| cell(row, column)));
    case.contributions = cells.collect();
    case.next_id = 2 + n_goals + n_initiatives;
    case
}

/// Adds an appraisal under the next id: options, then criteria in families of ten, all weighed and scored.
pub(crate) fn add_appraisal(case: &mut Case, n_options: u32, n_criteria: u32) -> AppraisalId {
    let first = case.next_id;
    let (option, criterion) =
        (|at: u32| AlternativeId(first + 1 + at), |at: u32| CriterionId(first + 1 + n_options + at));
    let mut appraisal = Appraisal::titled(AppraisalId(first), "A large appraisal");
    let role = |at: u32| [Role::BusinessAsUsual, Role::DoMinimum].get(at as usize).copied().unwrap_or_default();
    appraisal.alternatives =
        (0..n_options).map(|at| Alternative::named(option(at), &format!("Option {at}"), role(at))).collect();
    let leaf = |at: u32| Criterion {
        id: criterion(at),
        name: format!("Criterion {at}"),
        definition: "What a reader would expect of it".to_owned(),
        goal: None,
        kind: CriterionKind::Leaf(Leaf {
            scale: Scale::Direct,
            worst_anchor: "As it is today".to_owned(),
            best_anchor: "As good as it gets".to_owned(),
            swing: SwingWeight::new(f64::from(10 + at % 90)),
            ..Leaf::default()
        }),
        unknown: Unknown::new(),
    };
    let leaves: Vec<u32> = (0..n_criteria).collect();
    appraisal.criteria = leaves
        .chunks(10)
        .enumerate()
        .map(|(at, own)| Criterion {
            id: CriterionId(first + 1 + n_options + n_criteria + at as u32),
            name: format!("Family {at}"),
            definition: String::new(),
            goal: None,
            kind: CriterionKind::Family(own.iter().map(|at| leaf(*at)).collect()),
            unknown: Unknown::new(),
        })
        .collect();
    let score = |row: u32, column: u32| Score {
        alternative: option(row),
        criterion: criterion(column),
        state: ScoreState::Points(Finite::from((row * 31 + column * 17) % 101)),
        range: None,
        reason: format!("{REASON} {row}-{column}"),
        source: "Board paper".to_owned(),
        unknown: Unknown::new(),
    };
    appraisal.scores = (0..n_options).flat_map(|row| (0..n_criteria).map(move |column| score(row, column))).collect();
    case.next_id = first + 1 + n_options + n_criteria + appraisal.criteria.len() as u32;
    case.appraisals.push(Arc::new(appraisal));
    AppraisalId(first)
}
