//! The arithmetic behind a cost: year by year, with discount factors.

use super::super::cost::unit_of;
use super::super::{as_typed, decimal, pounds, schedule_words, uplift_words};
use super::{Arithmetic, Sources};
use crate::appraisal::whole_life::{WholeLife, steps};
use crate::appraisal::{Cost, Costing, Role, Uplift, UpliftBase};
use crate::method::money;
use crate::pence::Pence;

const FACTORS: &str =
    "Year 0 is not discounted; the factor of a later year is that of the year before ÷ (1 + its rate).";

fn heads(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn whole_pounds(number: f64) -> String {
    decimal(number, 0)
}

fn sum(found: Option<Pence>) -> String {
    found.map_or_else(|| "not given".to_owned(), |found| format!("£{}", whole_pounds(found.get() as f64 / 100.0)))
}

/// Returns how the table and the chart print a sum; nothing where they print pounds too.
pub(super) fn in_table_words(costs: &[WholeLife], sum: Option<Pence>) -> Option<String> {
    let unit = unit_of(costs);
    let sum = sum.filter(|_| unit.name() != "£")?;
    Some(format!("In the table it is {}.", unit.in_full(sum)))
}

fn in_pounds(found: Option<Pence>) -> f64 {
    found.map_or(0.0, |found| found.get() as f64 / 100.0)
}

/// One option and what is known of its cost.
struct Costed<'a> {
    name: &'a str,
    cost: Cost,
    found: &'a WholeLife,
    costing: Option<&'a Costing>,
}

fn option(sources: Sources<'_>, row: usize) -> Option<Costed<'_>> {
    let option = sources.appraisal.alternatives.get(row)?;
    let cost = option.cost.clone().unwrap_or_default();
    let costing = sources.appraisal.costing.as_ref();
    Some(Costed { name: &option.name, cost, found: sources.costs.get(row)?, costing })
}

fn as_given(name: &str, what: &str, answer: String, note: &str) -> Arithmetic {
    let notes = if answer == "not given" {
        vec!["Nothing has been given yet.".to_owned()]
    } else {
        let source = if note.is_empty() { String::new() } else { format!(" {note}.") };
        vec![format!("This figure is as its source gives it; it was not worked out here.{source}")]
    };
    Arithmetic { title: format!("{name}, {what}"), answer, notes, ..Arithmetic::default() }
}

pub(super) fn present_value(sources: Sources<'_>, row: usize) -> Option<Arithmetic> {
    let Costed { name, cost, found, costing } = option(sources, row)?;
    let answer = sum(found.present_value);
    let Some(costing) = costing.filter(|_| found.worked_out) else {
        return Some(as_given(name, "present value", answer, ""));
    };
    let rows = found
        .years
        .iter()
        .map(|year| {
            let label = costing.first_year.saturating_add(year.year).to_string();
            vec![label, whole_pounds(year.sum), decimal(year.factor, 4), whole_pounds(year.sum * year.factor)]
        })
        .collect();
    let undiscounted: f64 = found.years.iter().map(|year| year.sum).sum();
    let factors: f64 = found.years.iter().map(|year| year.factor).sum();
    let part = |label: &str, sum: Option<Pence>| sum.map(|sum| format!("{label} £{}", pounds(sum)));
    let a_year = [part("operating cost", cost.operating_per_year), part("energy", cost.energy_per_year)];
    let a_year: Vec<String> = a_year.into_iter().flatten().collect();
    let mut notes = vec![
        "Present value is sum × factor, in pounds.".to_owned(),
        format!("Discounted at {}. {FACTORS}", schedule_words(costing.schedule)),
    ];
    notes.extend(part("Year 0 holds capital of", cost.capital).map(|words| words + "."));
    if !a_year.is_empty() {
        notes.push(format!("Each year holds {}.", super::super::list(&a_year)));
    }
    notes.extend(cost.dated.iter().map(|dated| {
        let beyond = if dated.year < costing.n_years { "" } else { "; it is after the last year and is not counted" };
        let year = costing.first_year.saturating_add(dated.year);
        format!("{}: £{} in {year}{beyond}.", dated.label, pounds(dated.sum))
    }));
    let total = whole_pounds(in_pounds(found.present_value));
    Some(Arithmetic {
        title: format!("{name}, present value"),
        answer,
        heads: heads(&["Sum", "Factor", "Present value"]),
        rows,
        foot: vec!["Sum".to_owned(), whole_pounds(undiscounted), decimal(factors, 4), total],
        notes,
    })
}

pub(super) fn uplift(sources: Sources<'_>, row: usize) -> Option<Arithmetic> {
    let Costed { name, cost, found, .. } = option(sources, row)?;
    let answer = sum(found.uplift);
    let Some(uplift) = cost.uplift.as_ref().filter(|_| found.worked_out) else {
        return Some(as_given(name, "optimism bias", answer, &cost.optimism_bias_basis));
    };
    let (lines, base) = uplift_base(sources, &cost, found, uplift);
    let mut rows = lines;
    rows.push(vec!["Base".to_owned(), whole_pounds(base)]);
    rows.push(vec!["Rate".to_owned(), format!("× {}%", as_typed(uplift.percent.get()))]);
    let mut notes = vec![format!("{}.", uplift_words(uplift))];
    notes.push(if uplift.source.is_empty() {
        "No source has been given for the rate.".to_owned()
    } else {
        format!("Source: {}.", uplift.source.trim_end_matches('.'))
    });
    let total = whole_pounds(in_pounds(found.uplift));
    Some(Arithmetic {
        title: format!("{name}, optimism bias"),
        answer,
        heads: heads(&["Pounds"]),
        rows,
        foot: vec!["Uplift".to_owned(), total],
        notes,
    })
}

/// Returns the lines from which the base of an uplift is taken, and the base in pounds.
fn uplift_base(sources: Sources<'_>, cost: &Cost, found: &WholeLife, uplift: &Uplift) -> (Vec<Vec<String>>, f64) {
    let annuity: f64 = found.years.iter().map(|year| year.factor).sum();
    let operating = |cost: &Cost| in_pounds(cost.operating_per_year) * annuity;
    let line = |label: &str, number: String| vec![label.to_owned(), number];
    let a_year = line("Operating cost a year", whole_pounds(in_pounds(cost.operating_per_year)));
    let factors = line("Sum of discount factors", format!("× {}", decimal(annuity, 4)));
    match uplift.on {
        UpliftBase::Capital => (Vec::new(), in_pounds(cost.capital)),
        UpliftBase::Operating => (vec![a_year, factors], operating(cost)),
        UpliftBase::WholeLife => (Vec::new(), in_pounds(found.present_value)),
        UpliftBase::AddedOperating => {
            let options = &sources.appraisal.alternatives;
            let baseline = options.iter().find(|option| option.role == Role::BusinessAsUsual);
            let baseline = baseline.and_then(|option| option.cost.clone()).unwrap_or_default();
            let less = format!("{}{}", crate::print::MINUS, whole_pounds(in_pounds(baseline.operating_per_year)));
            let base = (operating(cost) - operating(&baseline)).max(0.0);
            (vec![a_year, line("Less business as usual", less), factors], base)
        }
    }
}

pub(super) fn whole(sources: Sources<'_>, row: usize) -> Option<Arithmetic> {
    let Costed { name, found, .. } = option(sources, row)?;
    let line = |label: &str, sum: Option<Pence>| {
        vec![label.to_owned(), sum.map_or_else(|| "none".to_owned(), |sum| whole_pounds(sum.get() as f64 / 100.0))]
    };
    Some(Arithmetic {
        title: format!("{name}, whole-life cost"),
        answer: sum(found.total),
        heads: heads(&["Pounds"]),
        rows: vec![line("Present value", found.present_value), line("Optimism bias", found.uplift)],
        foot: line("Whole-life cost", found.total),
        notes: vec![
            "Carbon is priced apart and is not in this sum. Choose the present value to see it year by year."
                .to_owned(),
        ],
    })
}

pub(super) fn carbon(sources: Sources<'_>, row: usize) -> Option<Arithmetic> {
    let Costed { name, cost, found, costing } = option(sources, row)?;
    let answer = sum(found.carbon);
    let tonnes = cost.tonnes_per_year.map(crate::finite::Finite::get);
    if let Some(fault) = &found.carbon_fault {
        let mut given = as_given(name, "priced carbon", answer, "");
        given.notes.push(format!("It cannot be worked out: {fault}."));
        return Some(given);
    }
    let (Some(tonnes), Some(costing)) =
        (tonnes, costing.filter(|costing| found.worked_out && !costing.carbon_prices.is_empty()))
    else {
        return Some(as_given(name, "priced carbon", answer, ""));
    };
    let factors =
        money::discount_factors(&steps(costing.schedule), &(0..costing.n_years).collect::<Vec<u32>>()).ok()?;
    let rows = factors
        .iter()
        .enumerate()
        .map(|(year, factor)| {
            let year = costing.first_year.saturating_add(year as u32);
            let price = costing.carbon_prices.iter().find(|price| price.year == year).map(|price| price.pounds.get());
            let worth = price.map_or_else(String::new, |price| whole_pounds(tonnes * price * factor));
            vec![
                year.to_string(),
                price.map_or_else(|| "none".to_owned(), |price| decimal(price, 2)),
                decimal(*factor, 4),
                worth,
            ]
        })
        .collect();
    let source = costing.carbon_source.trim_end_matches('.');
    let source = if source.is_empty() {
        "No source has been given for the prices".to_owned()
    } else {
        format!("Prices: {source}")
    };
    let total = whole_pounds(in_pounds(found.carbon));
    Some(Arithmetic {
        title: format!("{name}, priced carbon"),
        answer,
        heads: heads(&["£ a tonne", "Factor", "Present value"]),
        rows,
        foot: vec!["Sum".to_owned(), String::new(), String::new(), total],
        notes: vec![
            format!("Present value is {} tCO₂e a year × price × factor, in pounds.", as_typed(tonnes)),
            format!("{source}."),
            "It is not in the whole-life cost.".to_owned(),
        ],
    })
}
