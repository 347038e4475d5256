//! Edits of costs: what options cost, and how costs are brought to present value.

use super::EditError;
use super::given::{Applied, obeys};
use super::option::{alternative, option_name};
use crate::appraisal::{Appraisal, Cost, Costing, DiscountSchedule, Uplift};
use crate::id::AlternativeId;
use crate::limits::Limit;
use crate::log::Part;
use crate::pence::Pence;
use crate::print::{as_typed, count, money};

/// A change of what options cost.
#[derive(Clone, Debug, PartialEq)]
pub enum CostEdit {
    /// Says what an option costs, or clears it.
    Set(AlternativeId, Option<Box<Cost>>),
    /// Says how costs are brought to present value, or that figures are taken as given.
    SetCosting(Option<Box<Costing>>),
}

impl CostEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal) -> Applied {
        match self {
            CostEdit::Set(id, cost) => {
                check_cost(cost.as_deref())?;
                alternative(appraisal, *id)?.cost = cost.as_deref().cloned();
            }
            CostEdit::SetCosting(costing) => {
                check_costing(costing.as_deref())?;
                appraisal.costing = costing.as_deref().cloned();
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, appraisal: &Appraisal) -> String {
        match self {
            CostEdit::Set(id, _) => format!("Cost of {}", option_name(appraisal, *id)),
            CostEdit::SetCosting(_) => "How costs are discounted".to_owned(),
        }
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        match self {
            CostEdit::Set(id, _) => cost_text(appraisal.alternative(*id).and_then(|found| found.cost.as_ref())),
            CostEdit::SetCosting(_) => costing_text(appraisal.costing.as_ref()),
        }
    }

    /// Returns whether every figure that stood before stands after it: costs are then given, and not changed.
    pub(super) fn only_adds(&self, before: &Appraisal) -> bool {
        match self {
            CostEdit::Set(id, cost) => {
                let before = before.alternative(*id).and_then(|found| found.cost.as_ref());
                before.is_none_or(|before| cost.as_ref().is_some_and(|after| after.adds_to(before)))
            }
            CostEdit::SetCosting(_) => before.costing.is_none(),
        }
    }

    /// Value is in points; money stands beside it and moves no total.
    pub(super) fn part(&self) -> Option<Part> {
        match self {
            CostEdit::Set(..) | CostEdit::SetCosting(_) => None,
        }
    }
}

fn check_cost(cost: Option<&Cost>) -> Applied {
    let Some(cost) = cost else { return Ok(()) };
    Limit::DatedCosts.check(cost.dated.len())?;
    let uplift = cost.uplift.iter().flat_map(|uplift| [&uplift.class, &uplift.source]);
    let mut texts = cost.dated.iter().map(|dated| &dated.label).chain(uplift).chain([&cost.optimism_bias_basis]);
    texts.try_for_each(|text| Ok::<(), EditError>(Limit::check_text(text)?))?;
    obeys(cost.uplift.as_ref().and_then(Uplift::problem))
}

fn check_costing(costing: Option<&Costing>) -> Applied {
    let Some(costing) = costing else { return Ok(()) };
    Limit::Years.check(costing.carbon_prices.len())?;
    Limit::check_text(&costing.price_base)?;
    Limit::check_text(&costing.carbon_source)?;
    obeys(costing.problem())
}

fn cost_text(cost: Option<&Cost>) -> String {
    let Some(cost) = cost else { return String::new() };
    let sum = |label: &str, sum: Option<Pence>| sum.map(|sum| format!("{label} {}", money(sum)));
    let given = [
        sum("capital", cost.capital),
        sum("operating a year", cost.operating_per_year),
        sum("energy a year", cost.energy_per_year),
        sum("present value", cost.present_value),
        sum("optimism bias", cost.optimism_bias),
        sum("carbon", cost.carbon),
    ];
    let dated = cost.dated.iter().map(|dated| format!("{}, year {}: {}", dated.label, dated.year, money(dated.sum)));
    let uplift =
        cost.uplift.iter().map(|uplift| format!("uplift {}% ({})", as_typed(uplift.percent.get()), uplift.class));
    let tonnes = cost.tonnes_per_year.iter().map(|tonnes| format!("{} tCO2e a year", as_typed(tonnes.get())));
    given.into_iter().flatten().chain(dated).chain(uplift).chain(tonnes).collect::<Vec<_>>().join("; ")
}

fn costing_text(costing: Option<&Costing>) -> String {
    let Some(costing) = costing else { return String::new() };
    let schedule = match costing.schedule {
        DiscountSchedule::GreenBook => "3.5% falling after 30 years".to_owned(),
        DiscountSchedule::GreenBookReduced => "reduced schedule".to_owned(),
        DiscountSchedule::Flat(percent) => format!("{}% a year", as_typed(percent.get())),
    };
    let years = count(costing.n_years as usize, "year", "years");
    let prices = count(costing.carbon_prices.len(), "carbon price", "carbon prices");
    format!("{years} from {}, {schedule}, {}, {prices}", costing.first_year, costing.price_base)
}
