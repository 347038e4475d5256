//! What a committee file says of a programme, worked out from its inputs alone: how goals and initiatives stand, what harms, which
//! sums add up, and what a careful reader asks.

use super::carbon::{carbon, social_value};
use super::chosen::chosen;
use super::told::{figure, finding};
use crate::alignment::Assessment;
use crate::alignment::index::{Indices, Range};
use crate::alignment::summary::{GoalRow, InitiativeRow, Summary};
use crate::case::Case;
use crate::date::Date;
use crate::framework::Lens;
use crate::health::{EXPORT_KEY, check_programme};
use crate::pence::Pence;
use crate::present::{alignment_headline, finding_words, harms, money_headline, programme_headline};
use crate::programme::MoneyTable;
use crate::report::implications_of;
use crate::scrutiny::facts::Table;
use crate::scrutiny::{Check, Footing, sums, variances};
use serde_json::{Value, json};

/// Returns whether a case says anything of a programme that a committee file would carry.
#[must_use]
pub fn has_programme(case: &Case) -> bool {
    let programme = &case.programme;
    !programme.initiatives.is_empty()
        || !programme.tables.is_empty()
        || !programme.figures.is_empty()
        || !programme.risks.is_empty()
        || !programme.actions.is_empty()
        || !programme.stated_counts.is_empty()
        || !case.sections.is_empty()
}

/// Returns the date as at which the programme of a file is read: that of its figures, of its meeting, or the day of its export.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, committee::read_as_at};
/// let mut case = Case::titled("Depots");
/// assert_eq!(read_as_at(&case, "2026-11-21T14:02:11Z"), "2026-11-21".parse().ok());
/// case.context.data_date = "2026-09".parse().ok();
/// assert_eq!(read_as_at(&case, "2026-11-21T14:02:11Z"), "2026-09".parse().ok());
/// ```
#[must_use]
pub fn read_as_at(case: &Case, exported: &str) -> Option<Date> {
    let day = || exported.get(..10).and_then(|day| day.parse().ok());
    case.context.data_date.or(case.context.meeting).or_else(day)
}

/// Returns how the programme of a file stands, in the sentences that its page begins with.
#[must_use]
pub fn programme_words(case: &Case, summary: &Summary) -> String {
    let has_money = !case.programme.tables.is_empty();
    let goals = (!summary.goals.is_empty()).then(|| alignment_headline(case, summary));
    let standing = Some(programme_headline(case)).filter(|_| goals.is_none() || !case.programme.initiatives.is_empty());
    let money = has_money.then(|| money_headline(case));
    [goals, standing, money].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns what the file says of the programme. What a case does not have, such as sets that were chosen, has no member.
pub(super) fn programme(case: &Case, exported: &Value) -> Value {
    let summary = case.alignment();
    let as_at = read_as_at(case, exported.as_str().unwrap_or_default());
    let mut told = json!({
        "headline": programme_words(case, &summary),
        "read_as_at": as_at,
        "cells": {
            "scored": summary.cells.scored,
            "unknown": summary.cells.unknown,
            "not_applicable": summary.cells.not_applicable,
            "not_assessed": summary.cells.not_assessed,
        },
        "goals": summary.goals.iter().map(|row| goal(case, row)).collect::<Value>(),
        "initiatives": summary.initiatives.iter().map(|row| initiative(case, row)).collect::<Value>(),
        "harm": harms(case).iter().map(harm).collect::<Value>(),
        "money": case.programme.tables.iter().map(|table| money(table)).collect::<Value>(),
        "implications": implications(case),
        "findings": findings(case, as_at),
    });
    let kept = chosen(case, &summary);
    if kept.as_array().is_some_and(|kept| !kept.is_empty()) {
        told["chosen"] = kept;
    }
    let more = [("carbon", carbon(case, as_at)), ("social_value", social_value(case))];
    for (name, said) in more {
        if let Some(said) = said {
            told[name] = said;
        }
    }
    told
}

/// Returns how a sum stands, as files call it: these words never change.
fn standing(footing: Footing) -> &'static str {
    match footing {
        Footing::Ok => "adds up",
        Footing::WithinRounding => "within rounding",
        Footing::BeyondRounding => "does not add up",
    }
}

fn goal(case: &Case, row: &GoalRow) -> Value {
    let standing = &row.standing;
    let name = |at: &usize| case.programme.initiatives[*at].name.as_str();
    let effect = |at: &usize| {
        let found = case.contribution(case.programme.initiatives[*at].id, row.id);
        found.and_then(|found| match found.assessment {
            Assessment::Scored(effect) => Some(effect.get()),
            _ => None,
        })
    };
    let those =
        |rows: &[usize]| -> Value { rows.iter().map(|at| json!({ "name": name(at), "effect": effect(at) })).collect() };
    json!({
        "goal": row.id,
        "name": case.goal(row.id).map_or("", |goal| &goal.title),
        "lens": row.lens.word(),
        "state": standing.state().word(),
        "applies_to": standing.n_applicable,
        "scored": standing.n_scored,
        "supported_by": those(&standing.supporters),
        "harmed_by": those(&standing.harmers),
        "money_behind_in_pence": row.money.map(Pence::get),
    })
}

fn initiative(case: &Case, row: &InitiativeRow) -> Value {
    let lens = |lens: &Lens| {
        let mut found = ranges(row.indices(Some(*lens)));
        found["name"] = json!(lens.word());
        found
    };
    let mut found = ranges(row.indices(None));
    found["initiative"] = json!(row.id);
    found["name"] = json!(case.initiative(row.id).map_or("", |found| &found.name));
    found["goals_assessed"] = json!(row.n_assessed);
    found["goals_applicable"] = json!(row.n_applicable);
    found["by_lens"] = Lens::ALL.iter().map(lens).collect();
    found
}

fn ranges(indices: Indices) -> Value {
    let end = |range: Option<Range>, of: fn(Range) -> f64| range.map_or(Value::Null, |range| figure(of(range)));
    json!({
        "lowest_contribution": end(indices.contribution, |range| range.floor),
        "highest_contribution": end(indices.contribution, |range| range.ceiling),
        "lowest_harm": end(indices.harm, |range| range.floor),
        "highest_harm": end(indices.harm, |range| range.ceiling),
        "coverage_percent": indices.coverage.map_or(Value::Null, |share| figure(share * 100.0)),
    })
}

fn harm(found: &crate::present::Harm) -> Value {
    json!({
        "name": found.names.0,
        "goal": found.names.1,
        "effect": found.effect,
        "reason": found.reason,
        "answer": found.answer,
    })
}

/// Returns every sum that a table prints, beside what its other figures make it.
fn money(table: &MoneyTable) -> Value {
    let facts = Table::of(table, &|_| None);
    let rows = variances(&facts).into_iter().flat_map(|found| found.checks);
    let check = |check: Check| {
        let line = table.lines.get(check.line).map_or("", |line| &line.label);
        let column = table.columns.get(check.column).map_or("", |column| &column.heading);
        json!({
            "name": format!("{line}, {column}"),
            "printed_in_pence": check.printed,
            "worked_out_in_pence": check.computed,
            "difference_in_pence": check.difference(),
            "standing": standing(check.footing),
        })
    };
    json!({
        "table": table.id,
        "name": table.title,
        "sums": sums(&facts).into_iter().chain(rows).map(check).collect::<Value>(),
    })
}

/// Returns how many answers the template asks for over all initiatives, and how many are given.
fn implications(case: &Case) -> Value {
    let roles = implications_of(&case.context.template);
    let initiatives = &case.programme.initiatives;
    let answered = |role: &&&str| initiatives.iter().filter(|one| one.implication(role).is_some()).count();
    json!({
        "asked": roles.len() * initiatives.len(),
        "answered": roles.iter().map(|role| answered(&role)).sum::<usize>(),
    })
}

fn findings(case: &Case, as_at: Option<Date>) -> Value {
    let one_for_all = case.answers.iter().find(|answer| answer.finding == EXPORT_KEY);
    let all = check_programme(case, as_at).into_iter().map(|found| {
        let answer = found.answer(&case.answers);
        let is_open = found.is_open(&case.answers);
        let answer = answer.or(one_for_all.filter(|_| is_open).map(|answer| answer.reason.as_str()));
        let words = finding_words(None, &found);
        let mut told = finding(&found, &words, answer);
        told["about"] = json!(words.about);
        told
    });
    all.collect()
}
