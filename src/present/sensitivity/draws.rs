//! Random weights in words: how often, how surely, and who would have to believe what.

use super::super::{count, decimal};
use super::{Naming, weight};
use crate::appraisal::stress::draws::{Belief, Picture};
use crate::order::sort_by;

/// Differences of weight below this share are not worth naming.
const SEEN: f64 = 0.01;

/// Returns a share in whole per cent. What was seen is never 0, and what was not always seen never 100.
///
/// # Example
/// ```
/// use weighbridge::present::sensitivity::percent;
/// assert_eq!([0.0, 0.002, 0.47, 0.998, 1.0].map(percent), ["0", "<1", "47", ">99", "100"]);
/// ```
#[must_use]
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "<1".to_owned()
    } else if share < 1.0 && share > 0.995 {
        ">99".to_owned()
    } else {
        decimal(share * 100.0, 0)
    }
}

/// Returns a place: "1st", "2nd", "11th".
#[must_use]
pub fn place(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// Returns what is held of the weights, as a choice.
#[must_use]
pub fn belief_words(belief: Belief) -> &'static str {
    match belief {
        Belief::NoView => "No view at all",
        Belief::SameOrder => "Keep the order of the weights in use",
        Belief::WithinQuarter => "Within a quarter of the weights in use",
    }
}

/// Returns the message of the picture of places.
#[must_use]
pub fn draws_title(naming: &Naming<'_>, belief: Belief, picture: &Picture) -> String {
    let held = match belief {
        Belief::NoView => "With no view on weights at all",
        Belief::SameOrder => "With any weights in the same order",
        Belief::WithinQuarter => "With each weight within a quarter of itself",
    };
    let first = |option: usize| picture.places.get(option).and_then(|row| row.first()).copied().unwrap_or(0.0);
    let mut order: Vec<usize> = (0..picture.places.len()).collect();
    sort_by(&mut order, &mut |one, other| first(*other).total_cmp(&first(*one)));
    let Some(&top) = order.first() else { return held.to_owned() };
    let name = naming.option(top);
    let next = order.get(1).copied().filter(|option| first(*option) > 0.0);
    match next {
        None => format!("{held}, {name} comes first in every trial"),
        Some(next) => format!(
            "{held}, {name} comes first in {}% of trials and {} in {}%",
            percent(first(top)),
            naming.option(next),
            percent(first(next))
        ),
    }
}

/// Returns what the figures are, how far they may be from the truth, and what repeats them.
#[must_use]
pub fn draws_note(picture: &Picture, ranges: bool) -> String {
    let scores = if ranges { ", and scores drawn within their ranges" } else { "" };
    // Rounded up: a margin is never said to be smaller than it is.
    let margin = decimal(libm::ceil(picture.margin * 1000.0 - 1e-9) / 10.0, 1);
    let margin = margin.strip_suffix(".0").unwrap_or(&margin);
    let noun = if margin == "1" { "point" } else { "points" };
    format!(
        "Share of {}{scores}, in whole per cent, in which each option takes each place. Each share is accurate to about \
         {margin} percentage {noun} (95% confidence). It is a share of the weights one might choose, not a probability of \
         being right. Seed “{}”.",
        count(picture.n_draws as usize, "random set of weights", "random sets of weights"),
        picture.seed
    )
}

/// Returns, for each option, its position and what someone who puts it first believes of the weights, on average.
#[must_use]
pub fn central_words(naming: &Naming<'_>, picture: &Picture) -> Vec<(usize, String)> {
    let words = |(option, weights): (usize, &Option<Vec<f64>>)| {
        let believed = match weights {
            None => "no set of weights that was drawn puts it first.".to_owned(),
            Some(weights) => believed(naming, weights),
        };
        let sure = picture.confidence.get(option).copied().flatten().filter(|sure| *sure < 1.0);
        let sure = sure.map_or_else(String::new, |sure| {
            format!(" With just these weights it comes first in {}% of draws of the scores.", percent(sure))
        });
        (option, format!("{believed}{sure}"))
    };
    picture.central.iter().enumerate().map(words).collect()
}

/// "more weight than now on Lead time (10.4 against 8.0) and …, less on …"
fn believed(naming: &Naming<'_>, weights: &[f64]) -> String {
    let now = naming.field.shares();
    let mut order: Vec<usize> = (0..weights.len().min(now.len())).collect();
    sort_by(&mut order, &mut |one, other| (weights[*other] - now[*other]).total_cmp(&(weights[*one] - now[*one])));
    let named = |criteria: Vec<usize>| {
        let each = criteria.iter().take(3).map(|criterion| {
            let (believed, now) = (weight(weights[*criterion]), naming.share(*criterion));
            format!("{} ({believed} against {now})", naming.criterion(*criterion))
        });
        super::list(&each.collect::<Vec<_>>())
    };
    let more: Vec<usize> = order.iter().copied().filter(|at| weights[*at] - now[*at] >= SEEN).collect();
    let less: Vec<usize> = order.iter().rev().copied().filter(|at| now[*at] - weights[*at] >= SEEN).collect();
    match (more.is_empty(), less.is_empty()) {
        (true, true) => "about the weights in use.".to_owned(),
        (false, true) => format!("more weight than now on {}.", named(more)),
        (true, false) => format!("less weight than now on {}.", named(less)),
        (false, false) => format!("more weight than now on {}; less on {}.", named(more), named(less)),
    }
}
