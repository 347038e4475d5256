//! Findings on cost: without an uplift for optimism bias, for some options only, and carbon in it that is scored as well.

use super::criteria::carbon_criteria;
use super::{Finding, Input, Kind};
use crate::appraisal::Cost;
use crate::id::AlternativeId;

pub(super) fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let of = |wanted: &dyn Fn(Option<&Cost>) -> bool| -> Vec<AlternativeId> {
        let options = input.appraisal.alternatives.iter();
        options.filter(|option| wanted(option.cost.as_ref())).map(|option| option.id).collect()
    };
    let costed = of(&|cost| cost.is_some_and(has_money));
    if costed.is_empty() {
        return;
    }
    let bare =
        of(&|cost| cost.is_some_and(|cost| has_money(cost) && cost.uplift.is_none() && cost.optimism_bias.is_none()));
    let without = of(&|cost| !cost.is_some_and(has_money));
    for (kind, options) in [(Kind::NoUplift, bare), (Kind::NoCost, without)] {
        if !options.is_empty() {
            found.push(Finding::on(kind, options));
        }
    }
    let has_prices = input.appraisal.costing.as_ref().is_some_and(|costing| !costing.carbon_prices.is_empty());
    let priced =
        of(&|cost| cost.is_some_and(|cost| cost.carbon.is_some() || (has_prices && cost.tonnes_per_year.is_some())));
    let criteria = carbon_criteria(input);
    if !priced.is_empty() && !criteria.is_empty() {
        found.push(Finding::on(Kind::CarbonPriced, criteria));
    }
}

fn has_money(cost: &Cost) -> bool {
    cost.capital.is_some()
        || cost.operating_per_year.is_some()
        || cost.energy_per_year.is_some()
        || cost.present_value.is_some()
        || !cost.dated.is_empty()
}
