//! Findings on what comes out: a lead that is none, equal weights, the recommendation, and changes made with the ranking
//! in view.

use super::{Finding, Input, Kind};
use crate::appraisal::evaluate::{GateStanding, Standing};
use crate::log::Part;
use crate::log::{LogEntry, after_ranking};
use crate::order::sort_by;
use std::sync::Arc;

pub(super) fn check(input: &Input<'_>, log: &[Arc<LogEntry>], found: &mut Vec<Finding>) {
    // While weights are given blind, nothing here may tell who leads.
    if !input.appraisal.blind {
        found.extend(small_lead(input));
        found.extend(equal_weights(input));
    }
    recommendation(input, found);
    let changes = after_ranking(log, input.appraisal.id);
    for part in Part::ALL {
        let n = changes.iter().filter(|entry| entry.part == Some(part)).count();
        if n > 0 {
            found.push(Finding::new(Kind::ChangedAfter { part, n }));
        }
    }
}

fn small_lead(input: &Input<'_>) -> Option<Finding> {
    let lead = input.results.lead.as_ref().filter(|lead| !lead.clear)?;
    let options = [lead.leader, lead.rival].map(|row| input.results.standings[row].alternative);
    let kind = Kind::LeadBelowMateriality { points: lead.points, materiality: input.appraisal.materiality.get() };
    Some(Finding::on(kind, options.to_vec()))
}

/// Returns a finding where equal weights would give another lead, or none that counts; nothing while scores are missing,
/// or where weights are equal anyway.
fn equal_weights(input: &Input<'_>) -> Option<Finding> {
    let lead = input.results.lead.as_ref()?;
    let columns = &input.results.columns;
    let first = columns.first()?.share?;
    if columns.iter().all(|column| column.share.is_some_and(|share| (share - first).abs() < 1e-9)) {
        return None;
    }
    let mut means = equal_means(input)?;
    sort_by(&mut means, &mut |one, other| other.1.total_cmp(&one.1));
    let [(leader, best), (rival, second), ..] = means.as_slice() else { return None };
    let points = best - second;
    let same_leader = *leader == lead.leader;
    // A lead that does not count anyway is told already.
    let weaker = lead.clear && points < input.appraisal.materiality.get();
    if same_leader && !weaker {
        return None;
    }
    let options = [*leader, *rival].map(|row| input.results.standings[row].alternative);
    Some(Finding::on(Kind::EqualWeights { points, same_leader }, options.to_vec()))
}

/// Returns the rows in the running, each with the mean of its points; `None` while one of them lacks points.
fn equal_means(input: &Input<'_>) -> Option<Vec<(usize, f64)>> {
    let n = input.results.columns.len() as f64;
    let runs = |standing: &Standing| !matches!(standing.gate, GateStanding::Fail(_));
    let rows = input.results.standings.iter().enumerate().filter(|(_, standing)| runs(standing));
    let mean = |standing: &Standing| -> Option<f64> {
        let points: Option<Vec<f64>> = standing.cells.iter().map(|cell| cell.points).collect();
        Some(points?.iter().sum::<f64>() / n)
    };
    rows.map(|(row, standing)| Some((row, mean(standing)?))).collect()
}

fn recommendation(input: &Input<'_>, found: &mut Vec<Finding>) {
    let record = &input.appraisal.record;
    match record.recommended {
        None => found.push(Finding::new(Kind::NoRecommendation)),
        Some(id) => {
            let options = vec![id];
            let rows = &input.results.standings;
            let own = rows.iter().find(|standing| standing.alternative == id);
            let leads = own.is_some_and(|standing| standing.rank == Some(1));
            let fails = own.is_some_and(|standing| matches!(standing.gate, GateStanding::Fail(_)));
            let unexplained = record.recommendation.is_empty();
            if fails {
                found.push(Finding::on(Kind::RecommendedFails, options.clone()));
            }
            if unexplained {
                let kind = if leads || input.appraisal.blind { Kind::NoWhy } else { Kind::NotTheLeader };
                found.push(Finding::on(kind, options));
            }
        }
    }
    if record.dissent.is_empty() {
        found.push(Finding::new(Kind::NoDissent));
    }
}
