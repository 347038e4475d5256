//! Cost beside value in words: what the chart says, how an option reads, and on what the figures rest.

use super::{MoneyUnit, as_typed, count, list, points};
use crate::appraisal::cost_value::{CostValue, Reading};
use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::whole_life::WholeLife;
use crate::appraisal::{Appraisal, DiscountSchedule, Scale, Uplift, UpliftBase};
use crate::pence::Pence;

/// Returns money to three figures, for sentences: "£1.23m", "£706k", "£85,700". Tables print more.
///
/// # Example
/// ```
/// use weighbridge::{pence::Pence, present::short_money};
/// let short = |pounds| short_money(Pence::from_pounds(pounds).unwrap());
/// assert_eq!([short(1_229_129), short(705_830), short(85_731)], ["£1.23m", "£706k", "£85,700"]);
/// assert_eq!([short(-12_345_678), short(999_999), short(0)], ["−£12.3m", "£1.00m", "£0"]);
/// ```
#[must_use]
pub fn short_money(sum: Pence) -> String {
    let sign = if sum.get() < 0 { crate::print::MINUS } else { "" };
    let pounds = sum.get().unsigned_abs() as f64 / 100.0;
    let size = if pounds >= 999_500_000.0 {
        format!("{}bn", super::decimal(pounds / 1e9, if pounds < 9_995_000_000.0 { 2 } else { 1 }))
    } else if pounds < 999_500.0 {
        match pounds {
            99_950.0.. => format!("{}k", super::decimal(pounds / 1e3, 0)),
            1_000.0.. => super::decimal((pounds / 100.0).round() * 100.0, 0),
            _ => super::decimal(pounds, 0),
        }
    } else {
        let decimals = if pounds < 9_995_000.0 { 2 } else { usize::from(pounds < 99_950_000.0) };
        format!("{}m", super::decimal(pounds / 1e6, decimals))
    };
    format!("{sign}£{size}")
}

/// Returns the unit in which the costs of an appraisal are printed: the same in the table, on the chart's axis and in the
/// figures that are opened.
#[must_use]
pub fn cost_unit(found: &CostValue) -> MoneyUnit {
    unit_of(&found.costs)
}

pub(super) fn unit_of(costs: &[WholeLife]) -> MoneyUnit {
    let details = costs.iter().flat_map(|cost| [cost.present_value, cost.uplift, cost.carbon]);
    MoneyUnit::with_details(costs.iter().filter_map(|cost| cost.total), details.flatten())
}

/// Returns the amounts of an axis, given in pounds, in a unit and no longer than they have to be: "£3m", "£2.5m", "£0".
///
/// # Example
/// ```
/// use weighbridge::present::{MoneyUnit, axis_money};
/// use weighbridge::pence::Pence;
/// let unit = |pounds| MoneyUnit::of(Pence::from_pounds(pounds));
/// assert_eq!(axis_money(&[0.0, 500_000.0, 1_000_000.0], unit(1_000_000)), ["£0", "£0.5m", "£1.0m"]);
/// assert_eq!(axis_money(&[3_000_000.0, 4_000_000.0], unit(3_800_000)), ["£3m", "£4m"]);
/// assert_eq!(axis_money(&[200_000.0, 400_000.0], unit(390_000)), ["£200k", "£400k"]);
/// assert_eq!(axis_money(&[5_000.0, 10_000.0], unit(9_900)), ["£5,000", "£10,000"]);
/// ```
#[must_use]
pub fn axis_money(ticks: &[f64], unit: MoneyUnit) -> Vec<String> {
    let is_whole = |decimals: i32| {
        let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0) / unit.pounds();
        ticks.iter().all(|tick| ((tick * scale) - (tick * scale).round()).abs() < 1e-6)
    };
    let decimals = (0..3).find(|&decimals| is_whole(decimals)).unwrap_or(3) as usize;
    let text = |tick: &f64| match tick.abs() > 0.0 {
        true => unit.with_sign(&super::decimal(tick / unit.pounds(), decimals)),
        false => "£0".to_owned(),
    };
    ticks.iter().map(text).collect()
}

/// Returns the message of the cost chart: what the leader costs more or less than the second, and who is beaten. A question
/// where it cannot be said. `names` has a short name for each option.
#[must_use]
pub fn cost_headline(results: &Evaluation, found: &CostValue, names: &[String]) -> String {
    let beaten: Vec<&str> = results
        .order()
        .into_iter()
        .filter(|&row| matches!(found.readings[row], Reading::Beaten { .. }))
        .map(|row| names[row].as_str())
        .collect();
    let strictly = |reading: &Reading| !matches!(reading, Reading::Beaten { cheaper, worth_more, .. } if !(*cheaper && *worth_more));
    let tail = match beaten.as_slice() {
        [] => String::new(),
        // Beaten by whichever: not by the two that were named.
        [only] if found.readings.iter().all(strictly) => {
            format!("; another option is cheaper than {only} and scores more")
        }
        all if found.readings.iter().all(strictly) => {
            format!("; {} are each beaten by an option that is cheaper and scores more", list(all))
        }
        all => {
            format!("; on cost and points together, {} {} beaten", list(all), if all.len() == 1 { "is" } else { "are" })
        }
    };
    let lead = results.lead.as_ref().and_then(|lead| {
        let cost = |row: usize| found.costs[row].total.map(Pence::get);
        let gap = Pence::new(cost(lead.leader)? - cost(lead.rival)?)?;
        Some((&names[lead.leader], &names[lead.rival], gap, lead.points))
    });
    let Some((leader, rival, gap, ahead)) = lead else {
        return match (found.costs.iter().any(|cost| cost.total.is_some()), tail.is_empty()) {
            (false, _) => "What does each option cost over its life?".to_owned(),
            (true, true) => "Whole-life cost beside points".to_owned(),
            (true, false) => format!("Whole-life cost beside points{tail}"),
        };
    };
    let size = Pence::new(gap.get().abs()).unwrap_or_default();
    let finding = match gap.get() {
        0 => format!("{leader} costs the same as {rival}, and is {} points ahead", points(ahead)),
        1.. => format!("{leader} costs {} more than {rival} for {} points", short_money(size), points(ahead)),
        _ => format!("{leader} costs {} less than {rival} and is {} points ahead", short_money(size), points(ahead)),
    };
    finding + &tail
}

/// Returns how an option reads: "On the frontier", "B is cheaper and scores more".
#[must_use]
pub fn reading_words(reading: &Reading, names: &[String]) -> String {
    match reading {
        Reading::OnFrontier => "On the frontier".to_owned(),
        Reading::FailsGate => "Fails a gate".to_owned(),
        Reading::NoCost => "No cost yet".to_owned(),
        Reading::NoTotal => "No total yet".to_owned(),
        Reading::Beaten { by, cheaper, worth_more } => {
            let who: Vec<&str> = by.iter().map(|&row| names[row].as_str()).collect();
            let (is, costs, scores) = if who.len() == 1 { ("is", "costs", "scores") } else { ("are", "cost", "score") };
            let cost = if *cheaper { format!("{is} cheaper") } else { format!("{costs} no more") };
            format!("{} {cost} and {scores} {}", list(&who), if *worth_more { "more" } else { "no less" })
        }
    }
}

/// Returns how later years are discounted.
#[must_use]
pub fn schedule_words(schedule: DiscountSchedule) -> String {
    match schedule {
        DiscountSchedule::GreenBook => "3.5% a year, falling after 30 years (Green Book)".to_owned(),
        DiscountSchedule::GreenBookReduced => "3% a year, falling after 30 years (Green Book, reduced)".to_owned(),
        DiscountSchedule::Flat(percent) => format!("{}% a year", as_typed(percent.get())),
    }
}

/// Returns an uplift in words: "24% of capital: standard buildings".
#[must_use]
pub fn uplift_words(uplift: &Uplift) -> String {
    let on = match uplift.on {
        UpliftBase::Capital => "capital",
        UpliftBase::Operating => "operating cost",
        UpliftBase::AddedOperating => "operating cost above business as usual",
        UpliftBase::WholeLife => "the whole present value",
    };
    format!("{}% of {on}: {}", as_typed(uplift.percent.get()), uplift.class)
}

/// Returns which criteria score carbon, as a warning against adding its price too; empty where none seems to.
#[must_use]
pub fn scored_carbon_words(appraisal: &Appraisal) -> String {
    let speaks = |text: &str| {
        let text = text.to_lowercase();
        ["carbon", "co2", "co₂", "emission"].iter().any(|word| text.contains(word))
    };
    let leaves = appraisal.leaves();
    let scored: Vec<&str> = leaves
        .iter()
        .filter(|(criterion, leaf)| {
            let measure = if let Scale::Measured { measure, .. } = &leaf.scale { measure.unit.as_str() } else { "" };
            speaks(&criterion.name) || speaks(measure)
        })
        .map(|(criterion, _)| criterion.name.as_str())
        .collect();
    match scored.as_slice() {
        [] => String::new(),
        scored => format!("Carbon is also scored, as {}: adding its price would count it twice.", list(scored)),
    }
}

/// Returns on what the figures rest: horizon, discounting, price base, and that carbon stands apart.
#[must_use]
pub fn cost_basis(appraisal: &Appraisal) -> String {
    let figures = match &appraisal.costing {
        None => "Totals are taken from their sources.".to_owned(),
        Some(costing) => {
            let years = count(costing.n_years as usize, "year", "years");
            let base = costing.price_base.trim_end_matches('.');
            let base = if base.is_empty() { String::new() } else { format!(" {base}.") };
            format!(
                "Present value over {years} from {}, discounted at {}, with optimism bias.{base}",
                costing.first_year,
                schedule_words(costing.schedule)
            )
        }
    };
    let has_carbon = appraisal.costing.as_ref().is_some_and(|costing| !costing.carbon_prices.is_empty())
        || appraisal.alternatives.iter().any(|option| option.cost.as_ref().is_some_and(|cost| cost.carbon.is_some()));
    match has_carbon {
        true => format!("{figures} Carbon is priced separately and is not in the whole-life cost."),
        false => figures,
    }
}

/// Returns what the chart shows, in words: who is on the frontier, and what each step along it costs and gains.
#[must_use]
pub fn cost_summary(results: &Evaluation, found: &CostValue, names: &[String]) -> String {
    let million = |pounds: f64| Pence::new((pounds * 100.0).round() as i64).map_or_else(String::new, short_money);
    let frontier: Vec<&str> = found.frontier.by_cost.iter().map(|&row| names[row].as_str()).collect();
    let mut sentences = Vec::new();
    match frontier.as_slice() {
        [] => sentences.push("No option in the running has both a cost and a total yet.".to_owned()),
        [only] => sentences.push(format!("Only {only} is on the frontier: no other costs less or scores more.")),
        all => sentences.push(format!("On the frontier, from the cheapest: {}.", list(all))),
    }
    for step in &found.frontier.increments {
        let (from, to) = (&names[step.from], &names[step.to]);
        let (cost, value) = (million(step.extra_cost), points(step.extra_value));
        sentences.push(format!("From {from} to {to}: {cost} more for {value} points."));
    }
    let unit = cost_unit(found);
    for row in results.order().into_iter().filter(|&row| found.readings[row] != Reading::OnFrontier) {
        let cost = found.costs[row].total.map_or_else(|| "no cost".to_owned(), |total| unit.in_full(total));
        let total = results.standings[row]
            .total
            .map_or_else(|| "no total".to_owned(), |total| format!("{} points", points(total)));
        sentences.push(format!("{}: {cost}, {total}. {}.", names[row], reading_words(&found.readings[row], names)));
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{reading_words, short_money};
    use crate::appraisal::cost_value::Reading;
    use crate::pence::Pence;

    #[test]
    fn readings_say_no_more_than_is_so() {
        let names = ["Stay", "A", "B"].map(str::to_owned);
        let beaten = |by: &[usize], cheaper, worth_more| Reading::Beaten { by: by.to_vec(), cheaper, worth_more };
        assert_eq!(reading_words(&beaten(&[1], true, true), &names), "A is cheaper and scores more");
        assert_eq!(reading_words(&beaten(&[1, 2], true, true), &names), "A and B are cheaper and score more");
        assert_eq!(reading_words(&beaten(&[0], false, true), &names), "Stay costs no more and scores more");
        assert_eq!(reading_words(&beaten(&[1, 2], true, false), &names), "A and B are cheaper and score no less");
    }

    #[test]
    fn short_money_keeps_three_figures_at_every_size() {
        let short = |pounds| short_money(Pence::from_pounds(pounds).unwrap());
        let sizes = [(999_499, "£999k"), (999_500, "£1.00m"), (9_994_999, "£9.99m"), (9_995_000, "£10.0m")];
        for (pounds, expected) in sizes {
            assert_eq!(short(pounds), expected);
        }
        assert_eq!([short(999_499_999), short(1_234_000_000)], ["£999m", "£1.23bn"]);
        assert_eq!([short(123_456_789), short(99_949), short(99_950), short(12)], ["£123m", "£99,900", "£100k", "£12"]);
    }
}
