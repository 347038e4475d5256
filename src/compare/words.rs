//! Values in words, exact enough that two values that differ read differently.

use crate::appraisal::{Cost, Costing, Scale, Score, ScoreState};
use crate::framework::LensWeights;
use crate::present::{as_typed, money, schedule_words, uplift_words};

/// Returns a text as it stands.
pub(super) fn text(text: &str) -> String {
    text.to_owned()
}

pub(super) fn lens_weights(weights: &LensWeights) -> String {
    let weights = [weights.outcomes, weights.carbon, weights.social_value].map(|weight| as_typed(weight.get()));
    weights.join(" / ")
}

/// Returns a score in words; empty where nobody has looked.
pub(super) fn score(score: &Score, scale: Option<&Scale>) -> String {
    match score.state {
        ScoreState::NotScored => String::new(),
        ScoreState::Points(points) => format!("{} points", as_typed(points.get())),
        ScoreState::Measured(measured) => {
            let unit = if let Some(Scale::Measured { measure, .. }) = scale { measure.unit.as_str() } else { "" };
            format!("{} {unit}", as_typed(measured.get())).trim_end().to_owned()
        }
        ScoreState::Level(id) => {
            let levels = scale.map_or(&[][..], Scale::levels);
            let level = levels.iter().find(|level| level.id == id);
            level.map_or_else(|| "a level that is gone".to_owned(), |level| level.label.clone())
        }
        ScoreState::NoEffect => "no effect".to_owned(),
        ScoreState::Unknown => "unknown".to_owned(),
        ScoreState::NotApplicable => "not applicable".to_owned(),
    }
}

/// Returns the values of a cost: a key, what it is, and the value in words.
pub(super) fn cost(cost: &Cost) -> Vec<(String, &'static str, String)> {
    let sum = |sum: &Option<crate::pence::Pence>| sum.map_or(String::new(), money);
    let mut values = vec![
        ("capital".to_owned(), "Capital", sum(&cost.capital)),
        ("operating".to_owned(), "Operating cost a year", sum(&cost.operating_per_year)),
        ("energy".to_owned(), "Energy a year", sum(&cost.energy_per_year)),
        ("present-value".to_owned(), "Present value", sum(&cost.present_value)),
        ("optimism-bias".to_owned(), "Optimism bias", sum(&cost.optimism_bias)),
        ("optimism-bias-basis".to_owned(), "Basis of the optimism bias", cost.optimism_bias_basis.clone()),
        ("carbon".to_owned(), "Present value of carbon", sum(&cost.carbon)),
    ];
    let tonnes = cost.tonnes_per_year.map_or(String::new(), |tonnes| format!("{} tCO₂e", as_typed(tonnes.get())));
    values.push(("tonnes".to_owned(), "Emissions a year", tonnes));
    let uplift = cost.uplift.as_ref().map_or(String::new(), |uplift| {
        let source = if uplift.source.is_empty() { String::new() } else { format!(" ({})", uplift.source) };
        format!("{}{source}", uplift_words(uplift))
    });
    values.push(("uplift".to_owned(), "Uplift", uplift));
    for dated in &cost.dated {
        let words = format!("{}, year {}: {}", dated.label, dated.year, money(dated.sum));
        values.push((format!("dated/{}/{}", dated.year, dated.label), "Cost in one year", words));
    }
    values
}

/// Returns how costs are brought to present value, without the prices of carbon.
pub(super) fn costing(costing: &Costing) -> String {
    let Costing { first_year, n_years, schedule, price_base, .. } = costing;
    let base = if price_base.is_empty() { String::new() } else { format!(", {price_base}") };
    format!("{n_years} years from {first_year}, {}{base}", schedule_words(*schedule))
}

/// Returns the prices of carbon by year.
pub(super) fn carbon_prices(costing: &Costing) -> String {
    let prices = costing.carbon_prices.iter().map(|price| format!("{}: £{}", price.year, as_typed(price.pounds.get())));
    let source = (!costing.carbon_source.is_empty()).then(|| costing.carbon_source.clone());
    prices.chain(source).collect::<Vec<_>>().join("; ")
}
