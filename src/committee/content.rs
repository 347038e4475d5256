//! What a committee file says, worked out from its inputs and its log alone: the same inputs always give the same content.

use super::programme::programme;
use super::told::{figure, figures, finding};
use super::{CARRIED, Carried, N_DRAWS, SEED, VERSION};
use crate::appraisal::evaluate::{Cell, Evaluation, GateStanding, Standing, evaluate};
use crate::appraisal::whole_life::whole_life;
use crate::appraisal::{Appraisal, Elicitation};
use crate::case::Case;
use crate::file::{self, APPRAISAL_FORMAT, Document};
use crate::health::{EXPORT_KEY, check};
use crate::id::WeightSetId;
use crate::log::LogEntry;
use crate::method::ahp::RandomIndex;
use crate::method::smaa::{Problem, Run, Score};
use crate::method::weight;
use crate::pence::Pence;
use crate::present::{finding_words, headline};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Returns the document of what a file carries, without its digests. `None` where that is neither a programme nor an appraisal.
///
/// The members of the appraisal stand as they stood when a file could hold nothing else, so that files of then still match.
pub(super) fn document(
    inputs: &Case,
    carried: Carried,
    log: &[Arc<LogEntry>],
    engine: &Value,
    exported: &Value,
) -> Option<Map<String, Value>> {
    let appraisal = carried.appraisal.and_then(|id| inputs.appraisal(id)).map(Arc::as_ref);
    if !carried.programme && appraisal.is_none() {
        return None;
    }
    // Written and read back as any file is, so that inputs stand here exactly as in a saved case.
    let saved = file::save(&Document::new(inputs.clone(), log.to_vec()));
    let mut saved = file::read_json(saved.as_bytes()).ok()?;
    let mut take = |name: &str| saved.get_mut(name).map(Value::take);
    let mut members = vec![
        ("format", json!(APPRAISAL_FORMAT)),
        ("version", json!(VERSION)),
        ("engine", engine.clone()),
        ("exported", exported.clone()),
        ("title", json!(appraisal.map_or(&inputs.title, |appraisal| &appraisal.title))),
        ("inputs", take("case")?),
        ("log", take("log").unwrap_or_else(|| json!([]))),
    ];
    if let Some(appraisal) = appraisal {
        let results = evaluate(appraisal);
        members.push(("weights", weights(appraisal)));
        members.push(("results", results_of(appraisal, &results)));
        members.push(("findings", findings(inputs, appraisal, &results, log)));
    }
    if carried.programme {
        members.push(("programme", programme(inputs, exported)));
        // Where it is not said, the only appraisal is meant, or none beside a programme.
        members.extend(appraisal.map(|appraisal| (CARRIED, json!(appraisal.id))));
    }
    Some(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn weights(appraisal: &Appraisal) -> Value {
    let own = std::iter::once((None, "Swing points on the criteria", "swing".to_owned(), Value::Null));
    let sets = appraisal.weight_sets.iter().map(|set| {
        let consistency = consistency(appraisal, &set.elicitation);
        (Some(set.id), set.name.as_str(), set.elicitation.method().word().to_owned(), consistency)
    });
    let sets = own.chain(sets).map(|(id, name, elicited, consistency)| {
        json!({
            "name": name,
            "elicited": elicited,
            "in_use": appraisal.weights_in_use.filter(|used| appraisal.weight_set(*used).is_some()) == id,
            "consistency_ratios": consistency,
            "criteria": shares(appraisal, id),
        })
    });
    Value::Array(sets.collect())
}

fn shares(appraisal: &Appraisal, set: Option<WeightSetId>) -> Value {
    let given = appraisal.weights_of(set);
    let raw: Vec<f64> = given.iter().map(|weight| weight.unwrap_or(0.0)).collect();
    let shares = weight::normalise(&raw).ok();
    let leaves = appraisal.leaves().into_iter().enumerate();
    let row = |(at, (criterion, leaf)): (usize, (&crate::appraisal::Criterion, &crate::appraisal::Leaf))| {
        let (worst, best) = crate::present::ends_words(leaf);
        json!({
            "criterion": criterion.id,
            "name": criterion.name,
            "move": format!("from {worst} to {best}"),
            "raw": figures(given[at]),
            "share_percent": figures(shares.as_ref().map(|shares| shares[at] * 100.0)),
        })
    };
    Value::Array(leaves.map(row).collect())
}

fn consistency(appraisal: &Appraisal, elicitation: &Elicitation) -> Value {
    let Elicitation::Pairwise(judgements) = elicitation else { return Value::Null };
    let siblings = appraisal.siblings_compared(judgements, RandomIndex::Saaty).into_iter();
    siblings.map(|siblings| figures(siblings.analysis.and_then(|analysis| analysis.consistency.ratio))).collect()
}

fn results_of(appraisal: &Appraisal, results: &Evaluation) -> Value {
    let words = headline(results);
    let equal = vec![1.0; results.columns.len()];
    let points: Vec<Vec<Option<f64>>> =
        results.standings.iter().map(|row| row.cells.iter().map(|cell| cell.points).collect()).collect();
    let with_equal = crate::method::additive::weighted_sum(&equal, &points, crate::method::additive::Missing::Withhold);
    let of_equal = |row: usize| with_equal.as_ref().ok().and_then(|sum| sum.totals[row]);
    let options = results.standings.iter().enumerate().map(|(row, standing)| {
        json!({
            "option": standing.alternative,
            "name": standing.name,
            "rank": standing.rank,
            "total": figures(standing.total),
            "total_with_equal_weights": figures(of_equal(row)),
            "lowest_total": figures(standing.range.map(|range| range.0)),
            "highest_total": figures(standing.range.map(|range| range.1)),
            "gates": gates(appraisal, standing),
            "families": families(results, standing),
            "criteria": cells(results, standing),
        })
    });
    json!({
        "headline": format!("{} {}", words.finding, words.next),
        "options": options.collect::<Vec<Value>>(),
        "lead": lead(appraisal, results),
        "costs_in_pence": costs(appraisal),
        "monte_carlo": monte_carlo(results),
    })
}

fn gates(appraisal: &Appraisal, standing: &Standing) -> Value {
    let name = |id| appraisal.gates.iter().find(|gate| gate.id == id).map_or("", |gate| gate.name.as_str());
    let names = |ids: &[crate::id::GateId]| ids.iter().map(|id| name(*id)).collect::<Vec<&str>>();
    let (standing, which) = match &standing.gate {
        GateStanding::Pass => ("passes", Vec::new()),
        GateStanding::Fail(failed) => ("fails", names(failed)),
        GateStanding::Open(open) => ("not decided", names(open)),
    };
    json!({ "standing": standing, "which": which })
}

fn families(results: &Evaluation, standing: &Standing) -> Value {
    let all = results.families.iter().zip(&standing.families);
    all.map(|(family, points)| json!({ "name": family.name, "contribution": figures(*points) })).collect()
}

fn cells(results: &Evaluation, standing: &Standing) -> Value {
    let all = results.columns.iter().zip(&standing.cells);
    all.map(|(column, cell)| {
        json!({
            "name": column.name,
            "points": figures(cell.points),
            "contribution": figures(cell.contribution),
            "lowest_points": figures(cell.range.map(|range| range.0)),
            "highest_points": figures(cell.range.map(|range| range.1)),
        })
    })
    .collect()
}

fn lead(appraisal: &Appraisal, results: &Evaluation) -> Value {
    let Some(lead) = &results.lead else { return Value::Null };
    let tie = lead.tie.as_ref().map(|(row, tie)| {
        let name = |column: usize| results.columns[column].name.as_str();
        let moves = tie
            .moves
            .iter()
            .map(|step| json!({ "from": name(step.from), "to": name(step.to), "points": figure(step.amount * 100.0) }));
        json!({
            "option": results.standings[*row].name,
            "points": figure(tie.total * 100.0),
            "moves": moves.collect::<Vec<Value>>(),
        })
    });
    json!({
        "leader": results.standings[lead.leader].name,
        "rival": results.standings[lead.rival].name,
        "points": figure(lead.points),
        "points_that_count": figure(appraisal.materiality.get()),
        "counts": lead.clear,
        "smallest_move_of_weight": tie,
    })
}

fn costs(appraisal: &Appraisal) -> Value {
    let all = appraisal.alternatives.iter().zip(whole_life(appraisal));
    let pence = |sum: Option<Pence>| sum.map(Pence::get);
    all.map(|(option, cost)| {
        json!({
            "name": option.name,
            "present_value": pence(cost.present_value),
            "uplift": pence(cost.uplift),
            "whole_life_cost": pence(cost.total),
            "carbon_beside_it": pence(cost.carbon),
            "worked_out": cost.worked_out,
        })
    })
    .collect()
}

/// Returns how often each option takes each rank when nothing is known of the weights; nothing while scores are missing.
///
/// # Reference
/// Lahdelma and Salminen (2001), *SMAA-2: stochastic multicriteria acceptability analysis for group decision making*.
fn monte_carlo(results: &Evaluation) -> Value {
    let runs = |standing: &&Standing| !matches!(standing.gate, GateStanding::Fail(_));
    let rows: Vec<&Standing> = results.standings.iter().filter(runs).collect();
    let scores: Option<Vec<Vec<Score>>> =
        rows.iter().map(|standing| standing.cells.iter().map(score).collect()).collect();
    let problem = scores.filter(|rows| rows.len() > 1).map(|scores| Problem { scores, ..Problem::default() });
    let Some(mut run) = problem.and_then(|problem| Run::new(&problem, SEED).ok()) else { return Value::Null };
    run.advance(N_DRAWS);
    let Some(found) = run.results() else { return Value::Null };
    let options = rows.iter().zip(&found.acceptability).map(|(standing, ranks)| {
        let percent: Vec<Value> = ranks.iter().map(|rank| figure(rank.value * 100.0)).collect();
        json!({ "name": standing.name, "rank_acceptability_percent": percent })
    });
    json!({
        "draws": found.n_draws,
        "seed": SEED,
        "weights": "every set of weights alike",
        "scores": "as given, spread over their ranges where they have one",
        "options": options.collect::<Vec<Value>>(),
    })
}

fn score(cell: &Cell) -> Option<Score> {
    let mode = cell.points?;
    Some(match cell.range {
        Some((low, high)) => Score::Triangular { low, mode, high },
        None => Score::Point(mode),
    })
}

fn findings(inputs: &Case, appraisal: &Appraisal, results: &Evaluation, log: &[Arc<LogEntry>]) -> Value {
    let one_for_all = appraisal.record.overrides.iter().find(|answer| answer.finding == EXPORT_KEY);
    let all = check(inputs, appraisal, results, log).into_iter().map(|found| {
        let words = finding_words(Some(appraisal), &found);
        let is_open = found.is_open(&appraisal.record.overrides);
        let answer = found.answer(&appraisal.record.overrides);
        let answer = answer.or(one_for_all.filter(|_| is_open).map(|answer| answer.reason.as_str()));
        finding(&found, &words, answer)
    });
    all.collect()
}
