//! Money over the years, optimism bias, and value against cost.

use serde_json::{Map, Value, json};
use weighbridge::method::frontier::{Increment, frontier};
use weighbridge::method::money::{
    OUTSOURCING_OPERATING_BOUND, ProjectType, RateStep, adjust, discount_factors, present_value,
};

use super::case::{
    Case, Fault, Outcome, figure, figures, list, member, number, numbers, optional_figure, optional_number, refused,
    text,
};

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "discount_factors" => Some(factors(case)),
        "npv" => Some(net_present_value(case)),
        "optimism_bias" => Some(optimism(case)),
        "optimism_bias_table" => Some(optimism_table(case)),
        "efficiency_frontier" => Some(efficiency(case)),
        _ => None,
    }
}

fn year(value: &Value) -> Result<u32, Fault> {
    let found = value.as_u64().and_then(|year| u32::try_from(year).ok());
    found.ok_or_else(|| Fault::Refused(format!("expected a year, found {value}")))
}

fn schedule(case: &Case) -> Result<Vec<RateStep>, Fault> {
    list(case.input("schedule")?, |step| {
        let to_year = member(step, "to_year")?;
        Ok(RateStep {
            from_year: year(member(step, "from_year")?)?,
            to_year: if to_year.is_null() { None } else { Some(year(to_year)?) },
            rate: number(member(step, "rate")?)?,
        })
    })
}

fn factors(case: &Case) -> Outcome {
    let years = list(case.input("years")?, year)?;
    Ok(json!({ "factors": figures(&discount_factors(&schedule(case)?, &years).map_err(refused)?) }))
}

fn net_present_value(case: &Case) -> Outcome {
    let value = present_value(&numbers(case.input("flows")?)?, &schedule(case)?).map_err(refused)?;
    Ok(json!({
        "npv": figure(value.net),
        "present_values": figures(&value.by_year),
        "annuity_factor": figure(value.annuity_factor),
        "eac": optional_figure(value.equivalent_annual),
    }))
}

fn optimism(case: &Case) -> Outcome {
    let adjusted = list(case.input("items")?, |item| {
        let part = |key: &str| number(member(item, key)?);
        adjust(part("base")?, part("upper_bound")?, part("mitigation")?).map_err(refused)
    })?;
    let items: Vec<Value> = adjusted
        .iter()
        .map(|item| json!({ "adjusted": figure(item.amount), "rate_applied": figure(item.rate) }))
        .collect();
    Ok(json!({ "items": items, "total_adjusted": figure(adjusted.iter().map(|item| item.amount).sum()) }))
}

fn optimism_table(case: &Case) -> Outcome {
    let types = list(case.input("project_types")?, |name| {
        let name = text(name)?;
        let found = ProjectType::ALL.into_iter().find(|known| known.name() == name);
        found.ok_or_else(|| Fault::Refused(format!("unknown project type `{name}`")))
    })?;
    let durations: Vec<f64> = types.iter().map(|known| known.duration_bound()).collect();
    let capital: Vec<f64> = types.iter().map(|known| known.capital_bound()).collect();
    let adjusted = |base: f64, bounds: &[f64]| -> Outcome {
        bounds.iter().map(|&bound| adjust(base, bound, 0.0).map(|a| figure(a.amount)).map_err(refused)).collect()
    };
    Ok(json!({
        "upper_bound_duration": figures(&durations),
        "upper_bound_capex": figures(&capital),
        "duration_months": adjusted(number(case.input("base_duration_months")?)?, &durations)?,
        "capex": adjusted(number(case.input("base_capex")?)?, &capital)?,
        "outsourcing_opex_upper_bound": figure(OUTSOURCING_OPERATING_BOUND),
    }))
}

fn efficiency(case: &Case) -> Outcome {
    let (costs, values) = (list(case.input("cost")?, optional_number)?, list(case.input("value")?, optional_number)?);
    let found = frontier(&costs, &values).map_err(refused)?;
    let dominated: Map<String, Value> = found
        .dominated_by
        .iter()
        .enumerate()
        .filter(|(_, by)| !by.is_empty())
        .map(|(option, by)| (option.to_string(), json!(by)))
        .collect();
    let written = |step: &Increment| {
        json!({
            "from": step.from,
            "to": step.to,
            "extra_cost": figure(step.extra_cost),
            "extra_value": figure(step.extra_value),
            "cost_per_point": optional_figure(step.cost_per_point),
        })
    };
    Ok(json!({
        "on_frontier": found.efficient,
        "frontier_by_cost": found.by_cost,
        "dominated_by": dominated,
        "increments": found.increments.iter().map(written).collect::<Vec<_>>(),
        "convex_frontier": found.convex,
    }))
}
