//! A case as the plain facts that the rules of [`scrutiny`](crate::scrutiny) read.

use crate::case::Case;
use crate::date::Date;
use crate::framework::{Framework, Goal, Lens};
use crate::id::{GoalId, InitiativeId};
use crate::programme::budget::{BudgetLine, BudgetTable, Column as MoneyColumn};
use crate::programme::{Dependency, Initiative as CaseInitiative, MilestoneKind};
use crate::scrutiny::{facts, references};
use std::collections::HashMap;

/// What a case says of its programme, and the ids of what stands at which place.
pub(super) struct Told<'a> {
    pub(super) facts: facts::Facts<'a>,
    pub(super) initiatives: Vec<InitiativeId>,
    pub(super) goals: Vec<GoalId>,
}

/// Returns what a case says, read as at a date.
pub(super) fn facts(case: &Case, as_at: Option<Date>) -> Told<'_> {
    let places: HashMap<InitiativeId, usize> =
        case.programme.initiatives.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let goals: Vec<(usize, &Framework, &Goal)> = case
        .frameworks
        .iter()
        .enumerate()
        .flat_map(|(at, framework)| framework.goals.iter().map(move |goal| (at, framework.as_ref(), goal)))
        .collect();
    let goal_places: HashMap<GoalId, usize> = goals.iter().enumerate().map(|(at, (.., goal))| (goal.id, at)).collect();
    let contributions = case.contributions.by_row().filter_map(|found| {
        Some(facts::Contribution {
            initiative: *places.get(&found.initiative)?,
            goal: *goal_places.get(&found.goal)?,
            assessment: found.assessment,
            reason: &found.reason,
            mitigation: &found.mitigation,
            is_carried: false,
        })
    });
    let statements = case.goal_statements.iter().filter_map(|statement| {
        Some(facts::Statement { goal: *goal_places.get(&statement.goal)?, text: &statement.text })
    });
    let facts = facts::Facts {
        context: facts::Context {
            authority: &case.context.authority,
            // No field of a case holds it, so nothing is asked.
            author_role: "unknown",
            meeting: case.context.meeting,
            data_date: as_at,
            read_as_at: case.context.meeting,
        },
        initiatives: case.programme.initiatives.iter().map(|one| initiative(one, &places)).collect(),
        tables: case.programme.budget.iter().map(|budget| table(budget, &places)).collect(),
        contributions: contributions.collect(),
        statements: statements.collect(),
        frameworks: case
            .frameworks
            .iter()
            .map(|framework| facts::Framework { title: &framework.title, from: None, until: None })
            .collect(),
        goals: goals.iter().map(|(at, framework, one)| goal(*at, framework, one)).collect(),
        references: references(),
        ..Default::default()
    };
    let initiatives = case.programme.initiatives.iter().map(|one| one.id).collect();
    Told { facts, initiatives, goals: goals.into_iter().map(|(.., goal)| goal.id).collect() }
}

fn initiative<'a>(one: &'a CaseInitiative, places: &HashMap<InitiativeId, usize>) -> facts::Initiative<'a> {
    let milestones = one.milestones.iter().map(|milestone| facts::Milestone {
        date: milestone.date,
        what: &milestone.what,
        kind: milestone.kind,
        is_deadline: milestone.kind == MilestoneKind::External,
    });
    let needs = one.dependencies.iter().filter_map(|dependency| match dependency {
        Dependency::Initiative(id) => places.get(id).copied(),
        Dependency::Other(_) => None,
    });
    facts::Initiative {
        name: &one.name,
        status: one.status,
        start: one.start,
        planned_end: one.planned_end,
        actual_end: one.actual_end,
        milestones: milestones.collect(),
        waits_for: needs.collect(),
        has_dependencies: !one.dependencies.is_empty(),
        budget: one.budget,
        ..Default::default()
    }
}

fn table<'a>(budget: &'a BudgetTable, places: &HashMap<InitiativeId, usize>) -> facts::Table<'a> {
    let column = |column: MoneyColumn| {
        let role = match column {
            MoneyColumn::Approved => facts::ColumnRole::Approved,
            MoneyColumn::Revised => facts::ColumnRole::Revised,
            MoneyColumn::Forecast => facts::ColumnRole::Forecast,
            MoneyColumn::Variance => facts::ColumnRole::Variance,
            MoneyColumn::AllYearsBudget => facts::ColumnRole::AllBudget,
            MoneyColumn::AllYearsForecast => facts::ColumnRole::AllForecast,
        };
        facts::Column { heading: column.word(), role }
    };
    let line = |line: &'a BudgetLine, kind| facts::Line {
        label: &line.label,
        kind,
        initiative: line.initiative.and_then(|id| places.get(&id).copied()),
        has_note: false,
        figures: MoneyColumn::ALL.into_iter().map(|column| column.of(line).map(crate::pence::Pence::get)).collect(),
    };
    let kind = |label: &str| {
        let is_free = label.to_lowercase().contains("unallocated");
        if is_free { facts::LineKind::Unallocated } else { facts::LineKind::Line }
    };
    let lines = budget.lines.iter().map(|one| line(one, kind(&one.label)));
    facts::Table {
        title: &budget.title,
        step: budget.printed_step.get(),
        columns: MoneyColumn::ALL.into_iter().map(column).collect(),
        lines: lines.chain(budget.total.iter().map(|total| line(total, facts::LineKind::Total))).collect(),
    }
}

fn goal<'a>(at: usize, framework: &Framework, goal: &'a Goal) -> facts::Goal<'a> {
    let title = goal.title.to_lowercase();
    let speaks = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let is_council = framework.lens == Lens::Carbon && speaks(&["council"]);
    let is_carbon = framework.lens == Lens::Carbon || speaks(&["carbon", "climate", "emission", "environment"]);
    facts::Goal {
        framework: at,
        lens: framework.lens as usize,
        title: &goal.title,
        cues: Vec::new(),
        is_carbon: is_carbon && !is_council,
        is_council,
    }
}
