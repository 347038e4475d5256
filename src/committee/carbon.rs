//! What a committee file says of carbon and social value: the budget year by year in both boundaries, what is used, left and to be
//! found, which measures count, and what is promised and delivered.

use super::told::{figure, figures};
use crate::case::Case;
use crate::date::Date;
use crate::finite::Finite;
use crate::pence::Pence;
use crate::present::{carbon_headline, social_pounds};
use crate::programme::{
    CarbonLine, Counting, Outlook, OutlookYear, SocialState, counted, factor_share, outlook, tally,
};
use serde_json::{Value, json};

/// Returns what the file says of carbon; `None` where the case has no budget and no measure.
pub(super) fn carbon(case: &Case, as_at: Option<Date>) -> Option<Value> {
    let all: Vec<_> = case.carbon_lines().collect();
    let plan = case.programme.carbon_plan.as_deref();
    if all.is_empty() && plan.is_none() {
        return None;
    }
    let lines: Vec<&CarbonLine> = all.iter().map(|(_, line)| *line).collect();
    let sums = tally(&lines);
    let counting = counted(&lines);
    let typed = |t: Option<Finite>| figures(t.map(Finite::get));
    let measure = |(at, (initiative, line)): (usize, &(&crate::programme::Initiative, &CarbonLine))| {
        let (counts, same) = match counting[at] {
            Counting::Counts => ("yes", None),
            Counting::InPlan => ("no: in the base line", None),
            Counting::SameAs(other) => ("no: same tonnes", Some(lines[other].what.as_str())),
        };
        json!({
            "measure": line.id,
            "name": line.what,
            "initiative": initiative.name,
            "council_t_a_year": typed(line.council_t),
            "total_t_a_year": typed(line.total_t),
            "electricity_t_a_year": figures(line.electricity_t()),
            "counts": counts,
            "same_tonnes_as": same,
        })
    };
    let share = plan.and_then(factor_share);
    let mut told = json!({
        "headline": carbon_headline(case, as_at),
        "measures": all.iter().enumerate().map(measure).collect::<Value>(),
        "council_t_a_year": figures(sums.both.map(|both| both.council)),
        "total_t_a_year": figures(sums.both.map(|both| both.total)),
        "only_move_t_a_year": figures(sums.moved()),
        "one_boundary_only": sums.one_sided.len(),
        "by_electricity_factor_t": figures(share.map(|share| share.by_factor)),
    });
    if let Some(plan) = plan {
        told["budget"] = budget(&outlook(plan, &lines, as_at), &lines);
    }
    Some(told)
}

/// Returns a budget with all that is held against it, in tonnes.
fn budget(found: &Outlook, lines: &[&CarbonLine]) -> Value {
    let year = |year: &OutlookYear| {
        json!({
            "name": year.year.to_string(),
            "reported_t": figures(year.reported),
            "missing": year.is_missing,
            "base_t": figures(year.base),
            "measures_council_t": figure(year.measures.council),
            "measures_total_t": figure(year.measures.total),
            "expected_t": figures(year.planned),
        })
    };
    // The first month in which nothing is left, as a date is written.
    let until = found.run_out.map(|month| format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1));
    json!({
        "limit_t": figures(found.limit),
        "years": found.years.iter().map(year).collect::<Value>(),
        "years_missing": found.n_missing(),
        "reported_t": figure(found.reported),
        "used_t": figures(found.used),
        "left_t": figures(found.left),
        "rate_t_a_year": figures(found.rate),
        "lasts_years": figures(found.lasts),
        "lasts_until": until,
        "base_t": figures(found.base),
        "measures_council_t": figure(found.measures.council),
        "measures_total_t": figure(found.measures.total),
        "expected_t": figures(found.planned),
        "to_find_t": figures(found.to_find),
        "not_counted_by_year": found.unsaid.iter().map(|at| lines[*at].what.as_str()).collect::<Vec<&str>>(),
    })
}

/// Returns what the file says of social value; `None` where there is none. Pounds of promises and of what was delivered are never
/// added to each other, nor to money.
pub(super) fn social_value(case: &Case) -> Option<Value> {
    case.social_values().next()?;
    let line = |(initiative, one): (&crate::programme::Initiative, &crate::programme::SocialValue)| {
        let proxy = case.proxy(one.proxy);
        json!({
            "line": one.id,
            "name": proxy.map_or("", |proxy| proxy.measure.as_str()),
            "initiative": initiative.name,
            "state": if one.state.is_promised() { "promised" } else { "delivered" },
            "quantity": figures(one.quantity.map(Finite::get)),
            "pounds_in_pence": proxy.and_then(|proxy| one.pounds(proxy)).map(Pence::get),
        })
    };
    let sum = |state: SocialState| {
        let own = case.programme.initiatives.iter().filter_map(|one| social_pounds(case, one, state));
        let own: Vec<i64> = own.map(Pence::get).collect();
        (!own.is_empty()).then(|| own.into_iter().fold(0_i64, i64::saturating_add))
    };
    Some(json!({
        "promised_in_pence": sum(SocialState::Promised),
        "delivered_in_pence": sum(SocialState::Delivered),
        "lines": case.social_values().map(line).collect::<Value>(),
    }))
}
