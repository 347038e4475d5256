//! Whole-life cost: what each option costs at present value, worked out from its sums a year or taken as given.
//!
//! Carbon is priced apart. It is never added to the money here: whoever also scores carbon would count it twice.

use super::{Appraisal, Cost, Costing, DiscountSchedule, Role, UpliftBase};
use crate::method::money::{GREEN_BOOK, GREEN_BOOK_REDUCED, MoneyError, RateStep, carbon_costs, discount_factors};
use crate::pence::Pence;

/// What one option costs over the horizon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WholeLife {
    /// Present value before any uplift.
    pub present_value: Option<Pence>,
    /// Uplift for optimism bias.
    pub uplift: Option<Pence>,
    /// Present value and uplift together; the present value alone where there is no uplift.
    pub total: Option<Pence>,
    /// Present value of carbon, apart.
    pub carbon: Option<Pence>,
    /// Whether the present value was worked out here; else it is as a source gives it.
    pub worked_out: bool,
    /// One line a year, where it was worked out.
    pub years: Vec<Year>,
    /// Why carbon is not priced although tonnes are given.
    pub carbon_fault: Option<MoneyError>,
}

/// One year of an option's cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Year {
    /// Counted from 0.
    pub year: u32,
    /// The sum of the year in pounds, not discounted.
    pub sum: f64,
    /// What a pound of that year is worth today.
    pub factor: f64,
}

/// Returns the whole-life cost of each option, in their order.
///
/// With a [`Costing`], capital and dated sums fall in their years and yearly sums in each of them; year t is multiplied by
/// its discount factor. Without one, and for an option without such sums, figures are taken as given.
///
/// # Reference
/// HM Treasury (2022), The Green Book: discounting, optimism bias.
///
/// # Example
/// ```
/// use weighbridge::appraisal::whole_life::whole_life;
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, apply}};
/// let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into())))?;
/// assert!(whole_life(&case.appraisals[0]).iter().all(|cost| cost.total.is_none()));
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn whole_life(appraisal: &Appraisal) -> Vec<WholeLife> {
    let baseline = appraisal.alternatives.iter().find(|option| option.role == Role::BusinessAsUsual);
    let baseline = baseline.and_then(|option| option.cost.as_ref());
    let of = |cost: &Cost| match &appraisal.costing {
        Some(costing) if has_sums(cost) => worked_out(cost, costing, baseline).unwrap_or_else(|| given(cost)),
        _ => given(cost),
    };
    appraisal.alternatives.iter().map(|option| option.cost.as_ref().map(of).unwrap_or_default()).collect()
}

fn has_sums(cost: &Cost) -> bool {
    cost.capital.is_some()
        || cost.operating_per_year.is_some()
        || cost.energy_per_year.is_some()
        || !cost.dated.is_empty()
}

fn given(cost: &Cost) -> WholeLife {
    let total = cost.present_value.and_then(|value| plus(value, cost.optimism_bias));
    WholeLife {
        present_value: cost.present_value,
        uplift: cost.optimism_bias,
        total,
        carbon: cost.carbon,
        ..WholeLife::default()
    }
}

fn worked_out(cost: &Cost, costing: &Costing, baseline: Option<&Cost>) -> Option<WholeLife> {
    let n_years = costing.n_years.clamp(1, Costing::LONGEST);
    let factors = discount_factors(&steps(costing.schedule), &(0..n_years).collect::<Vec<u32>>()).ok()?;
    let a_year = pounds(cost.operating_per_year) + pounds(cost.energy_per_year);
    let sum_of = |year: u32| {
        let dated = cost.dated.iter().filter(|dated| dated.year == year).map(|dated| pounds(Some(dated.sum)));
        let capital = if year == 0 { pounds(cost.capital) } else { 0.0 };
        capital + a_year + dated.sum::<f64>()
    };
    let years: Vec<Year> =
        (0..n_years).zip(&factors).map(|(year, &factor)| Year { year, sum: sum_of(year), factor }).collect();
    let annuity: f64 = factors.iter().sum();
    let value: f64 = years.iter().map(|year| year.sum * year.factor).sum();
    let uplift = cost.uplift.as_ref().map(|uplift| {
        let operating = |cost: &Cost| pounds(cost.operating_per_year) * annuity;
        let base = match uplift.on {
            UpliftBase::Capital => pounds(cost.capital),
            UpliftBase::Operating => operating(cost),
            UpliftBase::AddedOperating => (operating(cost) - baseline.map_or(0.0, operating)).max(0.0),
            UpliftBase::WholeLife => value,
        };
        base * uplift.percent.get() / 100.0
    });
    let (carbon, carbon_fault) = match priced_carbon(cost, costing, &factors) {
        Some(Ok(carbon)) => (pence(carbon), None),
        Some(Err(fault)) => (cost.carbon, Some(fault)),
        None => (cost.carbon, None),
    };
    let present_value = pence(value);
    let uplift = uplift.and_then(pence).or(cost.optimism_bias);
    let total = present_value.and_then(|value| plus(value, uplift));
    Some(WholeLife { present_value, uplift, total, carbon, worked_out: true, years, carbon_fault })
}

/// Returns the present value of an option's emissions in pounds; `None` without tonnes or without prices.
fn priced_carbon(cost: &Cost, costing: &Costing, factors: &[f64]) -> Option<Result<f64, MoneyError>> {
    let tonnes = cost.tonnes_per_year?.get();
    if costing.carbon_prices.is_empty() {
        return None;
    }
    let prices: Vec<(u32, f64)> = costing.carbon_prices.iter().map(|price| (price.year, price.pounds.get())).collect();
    let costs = carbon_costs(costing.first_year, &vec![tonnes; factors.len()], &prices);
    Some(costs.map(|costs| costs.iter().zip(factors).map(|(cost, factor)| cost * factor).sum()))
}

/// Returns a schedule as rates by year.
#[must_use]
pub fn steps(schedule: DiscountSchedule) -> Vec<RateStep> {
    match schedule {
        DiscountSchedule::GreenBook => GREEN_BOOK.to_vec(),
        DiscountSchedule::GreenBookReduced => GREEN_BOOK_REDUCED.to_vec(),
        DiscountSchedule::Flat(percent) => {
            vec![RateStep { from_year: 1, to_year: None, rate: percent.get() / 100.0 }]
        }
    }
}

fn pounds(sum: Option<Pence>) -> f64 {
    sum.map_or(0.0, |sum| sum.get() as f64 / 100.0)
}

fn pence(pounds: f64) -> Option<Pence> {
    let pence = (pounds * 100.0).round();
    // Beyond this a double no longer holds every penny.
    (pence.abs() < 9e15).then_some(pence as i64).and_then(Pence::new)
}

fn plus(value: Pence, more: Option<Pence>) -> Option<Pence> {
    value.get().checked_add(more.map_or(0, Pence::get)).and_then(Pence::new)
}

#[cfg(test)]
mod tests {
    use super::whole_life;
    use crate::appraisal::{Alternative, Appraisal, CarbonPrice, Cost, Costing, DatedCost, DiscountSchedule};
    use crate::appraisal::{Role, Uplift, UpliftBase};
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId};
    use crate::pence::Pence;
    use crate::unknown::Unknown;

    fn pounds(pounds: i64) -> Option<Pence> {
        Pence::from_pounds(pounds)
    }

    fn appraisal(costs: Vec<Cost>) -> Appraisal {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Siting");
        for (i, cost) in costs.into_iter().enumerate() {
            let role = if i == 0 { Role::BusinessAsUsual } else { Role::Candidate };
            let mut option = Alternative::named(AlternativeId(i as u32 + 2), "Option", role);
            option.cost = Some(cost);
            appraisal.alternatives.push(option);
        }
        let prices = (2026..2036).map(|year| CarbonPrice { year, pounds: Finite::from(100), unknown: Unknown::new() });
        appraisal.costing = Some(Costing {
            first_year: 2026,
            n_years: 10,
            schedule: DiscountSchedule::GreenBook,
            price_base: String::new(),
            carbon_prices: prices.collect(),
            carbon_source: String::new(),
            unknown: Unknown::new(),
        });
        appraisal
    }

    fn yearly(capital: i64, operating: i64, energy: i64) -> Cost {
        Cost {
            capital: pounds(capital),
            operating_per_year: pounds(operating),
            energy_per_year: pounds(energy),
            ..Cost::default()
        }
    }

    fn uplift(percent: u32, on: UpliftBase) -> Option<Uplift> {
        Some(Uplift {
            class: "class".into(),
            percent: Finite::from(percent),
            on,
            source: String::new(),
            unknown: Unknown::new(),
        })
    }

    /// The siting example's figures: present values of capital in year 0 and ten years of running cost at 3.5%.
    #[test]
    fn the_siting_figures_follow_from_their_sums() {
        let stay = Cost { uplift: uplift(24, UpliftBase::Capital), ..yearly(250_000, 120_000, 231_264) };
        let rent = Cost { uplift: uplift(41, UpliftBase::AddedOperating), ..yearly(300_000, 320_000, 312_206) };
        let found = whole_life(&appraisal(vec![stay, rent]));
        // The source worked with energy that was not yet rounded to the pound.
        let near = |sum: Option<Pence>, pounds: f64| (sum.unwrap().get() as f64 / 100.0 - pounds).abs() < 5.0;
        assert!(near(found[0].present_value, 3_273_570.0), "{:?}", found[0].present_value);
        assert!(near(found[0].uplift, 60_000.0));
        assert!(near(found[1].present_value, 5_741_835.0), "{:?}", found[1].present_value);
        assert!(near(found[1].uplift, 705_830.0), "{:?}", found[1].uplift);
        assert!(near(found[1].total, 5_741_835.0 + 705_830.0));
        assert!(found[0].worked_out && found[0].years.len() == 10);
    }

    #[test]
    fn a_receipt_in_a_late_year_is_discounted_and_taken_off() {
        let sale = DatedCost { label: "Sale".into(), year: 2, sum: pounds(-1000).unwrap(), unknown: Unknown::new() };
        let beyond = DatedCost { label: "Exit".into(), year: 10, sum: pounds(5000).unwrap(), unknown: Unknown::new() };
        let cost = Cost { dated: vec![sale, beyond], ..yearly(2000, 0, 0) };
        let found = whole_life(&appraisal(vec![cost])).remove(0);
        let expected = 2000.0 - 1000.0 / 1.035 / 1.035;
        assert!((found.total.unwrap().get() as f64 / 100.0 - expected).abs() < 0.01);
    }

    #[test]
    fn carbon_stands_apart_and_a_year_without_a_price_is_named() {
        let emits = Cost { tonnes_per_year: Some(Finite::from(10)), ..yearly(1000, 0, 0) };
        let mut appraisal = appraisal(vec![emits]);
        let found = whole_life(&appraisal).remove(0);
        assert_eq!(found.total, pounds(1000), "carbon is not in the money");
        let annuity: f64 = (0..10).map(|year| libm::pow(1.035, -f64::from(year))).sum();
        assert!((found.carbon.unwrap().get() as f64 / 100.0 - 1000.0 * annuity).abs() < 0.01);
        appraisal.costing.as_mut().unwrap().carbon_prices.pop();
        let found = whole_life(&appraisal).remove(0);
        assert_eq!(found.carbon, None);
        assert_eq!(found.carbon_fault.unwrap().to_string(), "there is no carbon price for 2035");
    }

    #[test]
    fn without_a_costing_figures_stand_as_given() {
        let cost =
            Cost { present_value: pounds(70), optimism_bias: pounds(7), carbon: pounds(5), ..yearly(250_000, 1, 1) };
        let mut appraisal = appraisal(vec![cost]);
        appraisal.costing = None;
        let found = whole_life(&appraisal).remove(0);
        assert_eq!((found.total, found.carbon, found.worked_out), (pounds(77), pounds(5), false));
    }
}
