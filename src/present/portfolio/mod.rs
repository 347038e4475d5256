//! A chosen set in sentences: what the money buys, what a little less or more would change, what limits of harm cost.

mod against;
mod firm;
mod kept;
mod reasons;

pub use against::{
    SetMoney, set_carbon_sentences, set_delivery_sentences, set_money, set_money_sentences, set_outlook,
    set_tonnes_by_year,
};
pub use firm::{core_sentences, goal_sentences, goals_of_set, share_words};
pub use kept::{
    Kept, broken_words, kept_beside_best, kept_headline, kept_sentences, left_out_words, limits_sentence, then_sentence,
};
pub use reasons::{clash_words, place_words, reason};

use super::{count, lens_name, list, money, points};
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::pence::Pence;
use crate::portfolio::Portfolio;
use crate::portfolio::Resource;
use crate::portfolio::field::{Capped, Field};
use crate::portfolio::found::{Difference, Found, Level};
use crate::print::{MoneyUnit, as_typed};

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// How many initiatives a sentence names before it counts the others.
const NAMED: usize = 6;

/// A portfolio with what was found about it, and the case that it is of.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The case.
    pub case: &'a Case,
    /// How its initiatives stand against its goals.
    pub summary: &'a Summary,
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// The portfolio in numbers.
    pub field: &'a Field,
    /// What is found so far.
    pub found: &'a Found,
}

/// The headline of a chosen set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceHeadline {
    /// What is found.
    pub finding: String,
    /// What else is to be said of it.
    pub beneath: String,
}

impl Choice<'_> {
    /// Returns the name of an initiative, by its position.
    #[must_use]
    pub fn name(&self, at: usize) -> &str {
        self.case.programme.initiatives.get(at).map_or("initiative", |found| found.name.as_str())
    }

    /// Returns initiatives as a phrase: named where they are few.
    fn names(&self, all: &[usize]) -> String {
        if all.len() > NAMED {
            let others = all.len() - NAMED + 1;
            let mut names: Vec<String> = all[..NAMED - 1].iter().map(|at| self.name(*at).to_owned()).collect();
            names.push(format!("{others} more"));
            return list(&names);
        }
        list(&all.iter().map(|at| self.name(*at)).collect::<Vec<&str>>())
    }

    /// Returns an amount of a limit, exactly: "£7.24m", "2.5 people".
    #[must_use]
    pub fn amount(&self, cap: usize, amount: u64) -> String {
        let sum = || Pence::new(i64::try_from(amount).unwrap_or(i64::MAX)).unwrap_or_default();
        match self.field.caps.get(cap).map(|cap| cap.of) {
            Some(Capped::Harm(_)) => format!("{} points", points(amount as f64 / UNIT)),
            Some(Capped::Budget(Resource::People, _)) => {
                let people = as_typed(amount as f64 / 100.0);
                if amount == 100 { "1 person".to_owned() } else { format!("{people} people") }
            }
            _ => whole(money(sum())),
        }
    }

    /// Returns an amount of a limit to three figures: "£18.2m".
    fn about(&self, cap: usize, amount: u64) -> String {
        let is_money =
            matches!(self.field.caps.get(cap).map(|cap| cap.of), Some(Capped::Budget(what, _)) if what.is_money());
        match Pence::new(i64::try_from(amount).unwrap_or(i64::MAX)).filter(|_| is_money && amount > 0) {
            Some(sum) => {
                let exact = whole(money(sum));
                let unit = MoneyUnit::of([sum]).in_full(sum);
                if exact.chars().count() <= unit.chars().count() { exact } else { unit }
            }
            None => self.amount(cap, amount),
        }
    }

    /// Returns what a limit is called, within a sentence: "capital in 2026/27", "harm to carbon".
    #[must_use]
    pub fn cap_name(&self, cap: usize) -> String {
        match self.field.caps.get(cap).map(|cap| cap.of) {
            Some(Capped::Budget(what, None)) => what.word().to_owned(),
            Some(Capped::Budget(what, Some(year))) => format!("{} in {year}", what.word()),
            Some(Capped::Harm(lens)) => format!("harm to {}", lens_name(lens).to_lowercase()),
            None => String::new(),
        }
    }
}

/// Returns what the set comes to: what is spent, what that buys, with its harm beside it and never taken off, and whether
/// anything else would fit. While the search goes on, the best so far with the bound that no set exceeds.
#[must_use]
pub fn choice_headline(choice: &Choice<'_>) -> ChoiceHeadline {
    let (field, found) = (choice.field, choice.found);
    if field.candidates.is_empty() {
        return said("There are no initiatives to choose from yet.", "");
    }
    let clashes = if found.is_proved && found.best.is_none() { field.clashes() } else { Vec::new() };
    if !clashes.is_empty() {
        let why: Vec<String> = clashes.iter().map(|clash| clash_words(choice, clash)).collect();
        return said("No set keeps every limit.", &why.join(" "));
    }
    let Some(best) = &found.best else { return said("Looking for the best set.", "") };
    if !found.is_proved {
        let (value, bound) = (best.value as f64 / UNIT, found.bound.unwrap_or(best.value) as f64 / UNIT);
        let share = if bound > 0.0 { 100.0 * (bound - value) / bound } else { 0.0 };
        let gap = format!("Best so far {}; no set exceeds {} ({}%).", points(value), points(bound), points(share));
        return said(&gap, "It keeps every limit, and it may be the best; that is not proved yet.");
    }
    let harm = match field.harm(&best.members) {
        harm if harm > 0.0 => format!("{} of harm", points(harm)),
        _ => "no harm that was found".to_owned(),
    };
    let bought = format!("{} points and {harm}", points(best.value as f64 / UNIT));
    let Some(primary) = field.primary() else {
        let n = count(best.members.len(), "initiative comes", "initiatives come");
        return said(&format!("{n} to {bought}."), "No budget is set, so money plays no part. Set one below.");
    };
    let (spent, limit) = (best.costs[primary], field.caps[primary].limit);
    if best.members.is_empty() {
        let nothing = format!("Nothing worth having fits into {}.", choice.amount(primary, limit));
        return said(&nothing, &left_unpriced(choice));
    }
    let buys = if matches!(field.caps[primary].of, Capped::Budget(Resource::People, _)) { "bring" } else { "buys" };
    let of = format!("{} of {}", choice.about(primary, spent), choice.amount(primary, limit));
    let mut beneath = Vec::new();
    if limit > spent {
        let rest = choice.about(primary, limit - spent);
        beneath.push(format!("Nothing else worth having fits into the {rest} that is left."));
    }
    beneath.extend(nearest(choice, primary));
    beneath.push(left_unpriced(choice));
    beneath.retain(|words| !words.is_empty());
    said(&format!("{of} {buys} {bought}."), &beneath.join(" "))
}

/// Returns the limits in words: "Within £20m of capital and 20.0 points of harm to carbon."
#[must_use]
pub fn within_words(choice: &Choice<'_>) -> String {
    let caps = choice.field.caps.iter().enumerate().map(|(at, cap)| {
        let amount = choice.amount(at, cap.limit);
        match cap.of {
            Capped::Budget(Resource::People, _) => amount,
            Capped::Budget(..) | Capped::Harm(_) => format!("{amount} of {}", choice.cap_name(at)),
        }
    });
    let caps: Vec<String> = caps.collect();
    if caps.is_empty() { "Without any limit.".to_owned() } else { format!("Within {}.", list(&caps)) }
}

fn said(finding: &str, beneath: &str) -> ChoiceHeadline {
    ChoiceHeadline { finding: finding.to_owned(), beneath: beneath.to_owned() }
}

/// "Depot consolidation is £510k too dear."
fn nearest(choice: &Choice<'_>, primary: usize) -> Option<String> {
    use crate::portfolio::found::Comes;
    let dear = choice.found.left.iter().find_map(|left| match left.cost {
        Comes::At(cost) => Some((left.candidate, choice.field.candidates[left.candidate].costs[primary]? - cost)),
        Comes::Unasked | Comes::Never => None,
    });
    let (candidate, dear) = dear.filter(|(_, dear)| *dear > 0)?;
    let is_people = matches!(choice.field.caps[primary].of, Capped::Budget(Resource::People, _));
    let too = if is_people { "too many" } else { "too dear" };
    Some(format!("{} is {} {too}.", choice.name(candidate), choice.about(primary, dear)))
}

/// "3 initiatives have no cost under a budget and cannot be chosen."
fn left_unpriced(choice: &Choice<'_>) -> String {
    use crate::portfolio::field::Bar;
    let is_unpriced = |bar: &Bar| matches!(bar, Bar::NoCost(_));
    let n = choice.field.candidates.iter().filter(|one| one.barred.iter().any(is_unpriced)).count();
    if n == 0 {
        return String::new();
    }
    format!(
        "{} no cost under a budget, and cannot be chosen before one is given.",
        count(n, "initiative has", "initiatives have")
    )
}

/// Returns how far the questions behind the set are answered.
///
/// # Example
/// ```
/// use weighbridge::portfolio::found::Found;
/// use weighbridge::present::choice_progress;
/// let found = Found { is_proved: true, n_done: 3, n_questions: 40, ..Found::default() };
/// assert_eq!(choice_progress(&found), "3 of 40 questions about the set answered.");
/// ```
#[must_use]
pub fn choice_progress(found: &Found) -> String {
    match (found.is_proved, found.is_over()) {
        (false, _) => "Looking for the best set.".to_owned(),
        (true, false) => {
            let of = count(found.n_questions, "question", "questions");
            format!("{} of {of} about the set answered.", found.n_done)
        }
        (true, true) => "All is worked out.".to_owned(),
    }
}

/// Returns what a little less and a little more of the first budget would change: what the last of it buys, what the next
/// would. Always as a difference between sets.
#[must_use]
pub fn around_sentences(choice: &Choice<'_>) -> Vec<String> {
    let (Some(primary), Some(best)) = (choice.field.primary(), &choice.found.best) else { return Vec::new() };
    let limit = choice.field.caps[primary].limit;
    let mut said = Vec::new();
    let mut below: Vec<&Level> = choice.found.around.iter().filter(|level| level.budget < limit).collect();
    below.reverse();
    // Where the last two millions buy nothing, the last one does not either.
    let mut nothing = None;
    for level in below {
        let (less, at) = (choice.amount(primary, limit - level.budget), choice.amount(primary, level.budget));
        match level.value {
            None => said.push(format!("With {at} no set keeps every limit.")),
            Some(value) if value == best.value => {
                nothing = Some(format!("The last {less} {} nothing: {at} {} the same.", buys(choice), buys(choice)));
                continue;
            }
            Some(value) => {
                // What the better set has is what the money buys.
                let change =
                    Difference { brings: level.change.puts_out.clone(), puts_out: level.change.brings.clone() };
                let gain = best.value - value;
                said.push(format!("The last {less} {}.", change_words(choice, "buys", &change, gain)));
            }
        }
        break;
    }
    if let Some(words) = nothing {
        said.insert(0, words);
    }
    for level in choice.found.around.iter().filter(|level| level.budget > limit) {
        let more = choice.amount(primary, level.budget - limit);
        match level.value {
            Some(value) if value > best.value => {
                let words = change_words(choice, "would buy", &level.change, value - best.value);
                said.push(format!("The next {more} {words}."));
            }
            Some(_) => said.push(format!("The next {more} would buy nothing.")),
            None => {}
        }
    }
    said
}

/// Returns a sum of money without a decimal that says nothing: "£20m".
fn whole(sum: String) -> String {
    if sum.ends_with(".0m") { sum.replace(".0m", "m") } else { sum }
}

fn buys(choice: &Choice<'_>) -> &'static str {
    let primary = choice.field.primary().and_then(|at| choice.field.caps.get(at));
    if matches!(primary.map(|cap| cap.of), Some(Capped::Budget(Resource::People, _))) { "bring" } else { "buys" }
}

/// "buys Server hosting move: 16.7 points and 7.9 of harm", or "puts Depot in the place of Market hall: 4.8 points".
fn change_words(choice: &Choice<'_>, buys: &str, change: &Difference, gain: i64) -> String {
    let harm = choice.field.harm(&change.brings) - choice.field.harm(&change.puts_out);
    let harm = match harm {
        more if more >= 0.05 => format!(" and {} of harm", points(more)),
        less if less <= -0.05 => format!(", and {} less of harm", points(-less)),
        _ => String::new(),
    };
    let gain = format!("{} points{harm}", points(gain as f64 / UNIT));
    let puts = if buys == "buys" { "puts" } else { "would put" };
    if change.puts_out.is_empty() {
        format!("{buys} {}: {gain}", choice.names(&change.brings))
    } else {
        format!("{puts} {} in the place of {}: {gain}", choice.names(&change.brings), choice.names(&change.puts_out))
    }
}

/// Returns what keeping harm within its limits costs; nothing where none is set, or while that is not known.
#[must_use]
pub fn harm_sentence(choice: &Choice<'_>) -> String {
    let (Some((value, change)), Some(best)) = (&choice.found.without_harm_limits, &choice.found.best) else {
        return String::new();
    };
    let limits = choice.field.caps.iter().enumerate().filter(|(_, cap)| matches!(cap.of, Capped::Harm(_)));
    let limits: Vec<String> =
        limits.map(|(at, cap)| format!("{} to {}", choice.cap_name(at), choice.amount(at, cap.limit))).collect();
    let holding = format!("Holding {}", list(&limits));
    if *value <= best.value {
        return format!("{holding} costs nothing: the same points can be had with or without it.");
    }
    // From the free set to the one that keeps the limits.
    let mut moves = Vec::new();
    if !change.brings.is_empty() {
        moves.push(format!(
            "{} {}",
            choice.names(&change.brings),
            if change.brings.len() == 1 { "goes" } else { "go" }
        ));
    }
    if !change.puts_out.is_empty() {
        let comes = if change.puts_out.len() == 1 { "comes" } else { "come" };
        moves.push(format!("{} {comes} in", choice.names(&change.puts_out)));
    }
    format!("{holding} costs {} points: {}.", points((*value - best.value) as f64 / UNIT), moves.join(", and "))
}

/// Returns what the order of value for cost would choose, beside the set.
#[must_use]
pub fn by_rate_sentence(choice: &Choice<'_>) -> String {
    let (Some(best), Some(other)) = (&choice.found.best, &choice.found.by_rate) else { return String::new() };
    if choice.found.best.is_none() || !choice.found.is_proved || choice.field.primary().is_none() {
        return String::new();
    }
    let from = "Taken in the order of points for their cost, until no more fits, initiatives come to";
    if other.value >= best.value {
        return format!("{from} as many points.");
    }
    let change = Difference::between(&best.members, &other.members);
    let instead = match (change.brings.as_slice(), change.puts_out.as_slice()) {
        ([], out) => format!("{} would be left out", choice.names(out)),
        (brings, []) => format!("{} would be in", choice.names(brings)),
        (brings, out) => format!("{} would stand in the place of {}", choice.names(brings), choice.names(out)),
    };
    format!(
        "{from} {} points, {} fewer: {instead}. That is why this is no ranked list.",
        points(other.value as f64 / UNIT),
        points((best.value - other.value) as f64 / UNIT)
    )
}
