//! Second opinions and checks on the options in words.

use super::super::{count, decimal, list, points};
use super::{Naming, weight};
use crate::appraisal::Role;
use crate::appraisal::stress::check::{Prospect, ReversalCheck, Tested};
use crate::appraisal::stress::opinion::{Because, Opinion, OtherMethod, Reason};
use crate::method::dominance::Reach;
use crate::method::reversal::OptionChange;
use crate::print::capitalised;

/// How many pairs a sentence names before it only counts them.
const NAMED: usize = 3;

/// Returns a method's name.
#[must_use]
pub fn method_name(method: OtherMethod) -> &'static str {
    match method {
        OtherMethod::WeightedSum => "Weighted sum",
        OtherMethod::EqualWeights => "Equal weights",
        OtherMethod::Topsis => "TOPSIS",
        OtherMethod::Promethee => "PROMETHEE II",
        OtherMethod::GeometricMean => "Geometric mean",
    }
}

/// Returns what a method goes by.
#[must_use]
pub fn method_basis(method: OtherMethod, n_criteria: usize) -> String {
    match method {
        OtherMethod::WeightedSum => "this result".to_owned(),
        OtherMethod::EqualWeights => format!("every criterion {}", points(100.0 / n_criteria.max(1) as f64)),
        OtherMethod::Topsis => "distance from the best and the worst described".to_owned(),
        OtherMethod::Promethee => "head to head, any difference counts in full".to_owned(),
        OtherMethod::GeometricMean => "a very low score cannot be offset".to_owned(),
    }
}

/// What a method says, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Which options it puts first.
    pub first: String,
    /// Its figures for its first two.
    pub figures: String,
    /// Whether it agrees with the result, and why not where it does not.
    pub words: String,
}

/// Returns what a method says.
#[must_use]
pub fn verdict(naming: &Naming<'_>, opinion: &Opinion) -> Verdict {
    let figure = |option: usize| {
        let number = opinion.figures[option].map_or_else(String::new, |figure| match opinion.method {
            OtherMethod::WeightedSum | OtherMethod::EqualWeights | OtherMethod::GeometricMean => points(figure),
            OtherMethod::Topsis => decimal(figure, 3),
            OtherMethod::Promethee if figure > 0.0 => format!("+{}", decimal(figure, 3)),
            OtherMethod::Promethee => decimal(figure, 3),
        });
        format!("{} {number}", naming.option(option))
    };
    let mut order: Vec<usize> = (0..opinion.ranks.len()).filter(|option| opinion.ranks[*option].is_some()).collect();
    crate::order::sort_by(&mut order, &mut |one, other| opinion.ranks[*one].cmp(&opinion.ranks[*other]));
    let figures: Vec<String> = order.iter().take(2).map(|option| figure(*option)).collect();
    let close = if opinion.too_close { ": too close to call" } else { "" };
    Verdict {
        first: naming.options(&opinion.firsts()),
        figures: format!("{}{close}", figures.join(", ")),
        words: agreement_words(naming, opinion),
    }
}

fn agreement_words(naming: &Naming<'_>, opinion: &Opinion) -> String {
    if opinion.method == OtherMethod::WeightedSum {
        return "This result".to_owned();
    }
    if let Some(because) = &opinion.because {
        return format!("Disagrees: {}", because_words(naming, because));
    }
    let pairs: Vec<String> = opinion
        .agreement
        .opposed
        .iter()
        .map(|(one, other)| format!("{} and {}", naming.option(*one), naming.option(*other)))
        .collect();
    match pairs.len() {
        0 => "Agrees, in every place".to_owned(),
        n if n > NAMED => format!("Agrees on the first; {n} pairs further down change places"),
        _ => format!("Agrees on the first; further down {} change places", pairs.join(", ")),
    }
}

fn because_words(naming: &Naming<'_>, because: &Because) -> String {
    let (first, leader) = (naming.option(because.first), naming.option(naming.field.leader));
    match &because.reason {
        Reason::MoreWeightOn(criteria) if criteria.is_empty() => format!("it levels {first} and {leader}"),
        Reason::MoreWeightOn(criteria) => {
            format!("it gives more weight to {}, where {first} is ahead of {leader}", naming.criteria(criteria))
        }
        Reason::CountsWins { ahead, behind } => format!(
            "it counts who is ahead and not by how much; {first} is ahead of {leader} on {} of the weight, {leader} on {}",
            weight(*ahead),
            weight(*behind)
        ),
        Reason::FarFromBest(criteria) => {
            format!(
                "it counts large shortfalls for more, and {leader} is far from the best on {}",
                naming.criteria(criteria)
            )
        }
        Reason::LowScores(criteria) => {
            format!("a very low score cannot be offset, and {leader} scores low on {}", naming.criteria(criteria))
        }
    }
}

/// Returns the message of the table of methods.
#[must_use]
pub fn methods_title(naming: &Naming<'_>, opinions: &[Opinion]) -> String {
    const WORDS: [&str; 5] = ["no", "one", "two", "three", "four"];
    let leader = naming.option(naming.field.leader);
    let others: Vec<&Opinion> = opinions.iter().filter(|opinion| opinion.method != OtherMethod::WeightedSum).collect();
    let against: Vec<OtherMethod> =
        others.iter().filter(|opinion| opinion.because.is_some()).map(|opinion| opinion.method).collect();
    let n_agree = others.len() - against.len();
    let is_close = others.iter().any(|opinion| opinion.too_close && opinion.because.is_none());
    let close = if is_close { "with equal weights its lead is too small to count" } else { "" };
    let word = |n: usize| WORDS.get(n).copied().unwrap_or("several");
    let verb = if n_agree == 1 { "puts" } else { "put" };
    let (some, all) = (capitalised(word(n_agree)), word(others.len()));
    match (n_agree, against.as_slice()) {
        (0, _) => format!("No other method puts {leader} first"),
        (1, []) => format!("The one other method also puts {leader} first{}", joined("; ", close)),
        (_, []) => format!("All {all} other methods also put {leader} first{}", joined("; ", close)),
        (_, against) => {
            let names: Vec<&str> = against.iter().map(|method| name_in_sentence(*method)).collect();
            let not =
                if matches!(against, [only] if *only != OtherMethod::EqualWeights) { "does not" } else { "do not" };
            let disagree = format!("{} {not}", capitalised(&list(&names)));
            format!("{some} of {all} other methods also {verb} {leader} first. {disagree}{}", joined(", and ", close))
        }
    }
}

fn joined(by: &str, words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("{by}{words}") }
}

/// Returns a method's name as it stands inside a sentence.
fn name_in_sentence(method: OtherMethod) -> &'static str {
    match method {
        OtherMethod::WeightedSum => "the weighted sum",
        OtherMethod::EqualWeights => "equal weights",
        OtherMethod::Topsis | OtherMethod::Promethee => method_name(method),
        OtherMethod::GeometricMean => "the geometric mean",
    }
}

/// Returns which options are dominated and which can never be best, a sentence each; one sentence where none is.
#[must_use]
pub fn prospects_words(naming: &Naming<'_>, prospects: &[Prospect]) -> Vec<String> {
    let mut words = Vec::new();
    for prospect in prospects {
        let name = naming.full(prospect.option);
        if !prospect.dominated_by.is_empty() {
            let better: Vec<&str> = prospect.dominated_by.iter().map(|better| naming.full(*better)).collect();
            let verb = if better.len() == 1 { "is" } else { "are each" };
            // What the others are compared with stays, however it does.
            let so = match naming.role(prospect.option) {
                Role::Candidate => "No weights put it first, so it could be left out.",
                Role::BusinessAsUsual | Role::DoMinimum => {
                    "No weights put it first. It stays, because the others are compared with it."
                }
            };
            words.push(format!(
                "{name} is dominated: {} {verb} at least as good on every criterion and better on one. {so}",
                list(&better)
            ));
        } else if prospect.reach == Reach::Never {
            words.push(format!(
                "{name} is never best: no single option beats it everywhere, yet under any weights at all another option \
                 is ahead of it."
            ));
        } else if prospect.reach == Reach::CanTie {
            words.push(format!("{name} can at most draw level with the best, whatever the weights."));
        }
    }
    if words.is_empty() {
        words.push(
            "No option is dominated, and each of them comes first under some weights. So the choice turns on the weights."
                .to_owned(),
        );
    }
    words
}

/// Returns the name of a method under the rank-reversal test.
#[must_use]
pub fn tested_name(tested: Tested) -> &'static str {
    match tested {
        Tested::OtherMethod(OtherMethod::Topsis) => "TOPSIS between the ends described",
        Tested::OtherMethod(method) => method_name(method),
        Tested::TopsisFromOptions => "TOPSIS with ends taken from the options",
    }
}

/// Returns the message of the rank-reversal test.
#[must_use]
pub fn reversals_title(checks: &[ReversalCheck]) -> String {
    let found: Vec<&str> =
        checks.iter().filter(|check| !check.has_none()).map(|check| tested_name(check.tested)).collect();
    match found.len() {
        0 => {
            "Leaving out an option, or adding a copy of one, changes the order of no others under any method".to_owned()
        }
        _ => format!(
            "Leaving out an option cannot change this ranking. It changes the order of others under {}",
            list(&found)
        ),
    }
}

/// Returns what the rank-reversal test found of one method.
#[must_use]
pub fn reversal_words(naming: &Naming<'_>, check: &ReversalCheck) -> String {
    if check.by_construction {
        return "Cannot change: the ends of each scale are fixed, so no option’s figure depends on another option. Checked by \
                leaving out each option in turn."
            .to_owned();
    }
    if check.has_none() {
        return "Could change, and here does not: each option was left out in turn and a copy of each was added."
            .to_owned();
    }
    let all = check.dropped.iter().chain(&check.copied);
    let mut each: Vec<String> = all
        .map(|reversal| {
            let how = match reversal.change {
                OptionChange::Dropped(option) => format!("without {}", naming.option(option)),
                OptionChange::Copied(option) => format!("with a copy of {}", naming.option(option)),
            };
            format!("{how}, {} and {} change places", naming.option(reversal.one), naming.option(reversal.other))
        })
        .collect();
    let n = each.len();
    if n > NAMED {
        each.truncate(NAMED);
        return format!("Changes: {}; {} in all.", each.join("; "), count(n, "change", "changes"));
    }
    format!("Changes: {}.", each.join("; "))
}
