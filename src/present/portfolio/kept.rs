//! The set that is kept, in sentences: what it comes to, whether it keeps its limits, whether it is worth what it was, and what
//! was said of its being the best.

use super::reasons::bar_words;
use super::{Choice, UNIT};
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::framework::Lens;
use crate::portfolio::Portfolio;
use crate::portfolio::field::{Capped, Field};
use crate::portfolio::found::{Difference, Found};
use crate::portfolio::kept::{Broken, KeptSet, Proof, Rank, Standing, broken, standing};
use crate::print::{count, list, points};

/// Points that differ by less are printed alike.
const SAME: i64 = 50_000;

/// A set that is kept, worked out.
#[derive(Clone, Debug)]
pub struct Kept<'a> {
    /// The case.
    pub case: &'a Case,
    /// How its initiatives stand against its goals.
    pub summary: &'a Summary,
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// The portfolio in numbers.
    pub field: Field,
    /// The set as it was kept.
    pub set: &'a KeptSet,
    /// What it comes to now.
    pub standing: Standing,
    /// Nothing: a kept set is not searched for.
    found: Found,
}

impl<'a> Kept<'a> {
    /// Returns the set that is kept for a portfolio, worked out; `None` where none is.
    #[must_use]
    pub fn of(case: &'a Case, summary: &'a Summary, portfolio: &'a Portfolio) -> Option<Kept<'a>> {
        let set = portfolio.kept.as_ref()?;
        let initiatives = &case.programme.initiatives;
        let field = Field::of(portfolio, initiatives, summary, &case.contributions, &case.lens_weights);
        let standing = standing(&field, summary, set);
        let found = Found { best: Some(standing.set.clone()), ..Found::default() };
        Some(Kept { case, summary, portfolio, field, set, standing, found })
    }

    /// Returns every set that a case keeps, in the order of its portfolios.
    #[must_use]
    pub fn all(case: &'a Case, summary: &'a Summary) -> Vec<Kept<'a>> {
        case.portfolios.iter().filter_map(|portfolio| Kept::of(case, summary, portfolio)).collect()
    }

    /// Returns it as a choice whose best set is the one that is kept.
    #[must_use]
    pub fn choice(&self) -> Choice<'_> {
        Choice {
            case: self.case,
            summary: self.summary,
            portfolio: self.portfolio,
            field: &self.field,
            found: &self.found,
        }
    }
}

/// Returns what the kept set comes to: "8 initiatives are chosen: £18.2m of £20m buys 224.6 points and 19.0 of harm."
#[must_use]
pub fn kept_headline(kept: &Kept<'_>) -> String {
    let (choice, now) = (kept.choice(), &kept.standing);
    let harm = match now.harm {
        harm if harm > 0.0 => format!("{} of harm", points(harm)),
        _ => "no harm that was found".to_owned(),
    };
    let n = count(now.set.members.len(), "initiative is", "initiatives are");
    let worth = format!("{} points and {harm}", points(now.set.value as f64 / UNIT));
    let Some(primary) = kept.field.primary() else { return format!("{n} chosen, for {worth}.") };
    let (spent, limit) = (now.set.costs[primary], kept.field.caps[primary].limit);
    let takes = if now.set.members.len() == 1 { "It takes" } else { "They take" };
    format!("{n} chosen. {takes} {} of {}, for {worth}.", choice.about(primary, spent), choice.amount(primary, limit))
}

/// Returns what else is to be said of the kept set, a sentence or two each: limits, what it was worth, what was proved, harm by
/// lens, what a look could add, and the plain order of points for cost.
#[must_use]
pub fn kept_sentences(kept: &Kept<'_>) -> Vec<String> {
    let mut said = vec![limits_sentence(kept), then_sentence(kept), proof_sentence(kept.set)];
    said.extend([harm_by_lens(kept), headroom_sentence(kept), rate_sentence(kept)]);
    said.retain(|words| !words.is_empty());
    said
}

/// Returns whether the set keeps every limit, with what it breaks.
#[must_use]
pub fn limits_sentence(kept: &Kept<'_>) -> String {
    if kept.standing.broken.is_empty() {
        return "It keeps every limit.".to_owned();
    }
    let why: Vec<String> = kept.standing.broken.iter().map(|one| broken_words(&kept.choice(), one)).collect();
    format!("It does not keep every limit. {}", why.join(" "))
}

/// Returns whether the set is worth what it was when it was kept.
#[must_use]
pub fn then_sentence(kept: &Kept<'_>) -> String {
    let (now, then) = (kept.standing.set.value, kept.set.value());
    if (now - then).abs() < SAME {
        return "It is worth what it was when it was kept.".to_owned();
    }
    let of = |value: i64| points(value as f64 / UNIT);
    format!("When it was kept it was worth {} points; now it is worth {}.", of(then), of(now))
}

fn proof_sentence(set: &KeptSet) -> String {
    match (set.proved, set.bound) {
        (true, _) => "When it was kept, it was proved that no set within its limits was worth more.".to_owned(),
        (false, Some(bound)) => {
            let share = 100.0 * (bound.get() - set.points.get()) / bound.get().max(1e-6);
            format!(
                "When it was kept, no set was found that is worth more, and none exceeds {} points ({}% more). That it is the \
                 best was not proved.",
                points(bound.get()),
                points(share)
            )
        }
        (false, None) => "That it is the best was not proved when it was kept.".to_owned(),
    }
}

fn harm_by_lens(kept: &Kept<'_>) -> String {
    let lens = |(lens, harm): &(Lens, Option<f64>)| {
        harm.filter(|harm| *harm >= 0.05)
            .map(|harm| format!("{} to {}", points(harm), super::lens_name(*lens).to_lowercase()))
    };
    let harms: Vec<String> = kept.standing.harm_by_lens.iter().filter_map(lens).collect();
    if harms.is_empty() { String::new() } else { format!("Harm under each lens: {}.", list(&harms)) }
}

fn headroom_sentence(kept: &Kept<'_>) -> String {
    match kept.standing.headroom {
        more if more >= SAME => {
            format!("What nobody has looked at could add up to {} points to it.", points(more as f64 / UNIT))
        }
        _ => String::new(),
    }
}

fn rate_sentence(kept: &Kept<'_>) -> String {
    let Some(other) = kept.standing.by_rate.as_ref().filter(|_| kept.field.primary().is_some()) else {
        return String::new();
    };
    let from = "Taken in the order of points for their cost, until no more fits, initiatives come to";
    match kept.standing.set.value - other.value {
        gap if gap.abs() < SAME => format!("{from} as many points."),
        gap => {
            let than = if gap > 0 { "fewer" } else { "more" };
            let (own, gap) = (points(other.value as f64 / UNIT), points(gap.abs() as f64 / UNIT));
            format!("{from} {own} points, {gap} {than}.")
        }
    }
}

/// Returns a rule that a set breaks, as a sentence.
#[must_use]
pub fn broken_words(choice: &Choice<'_>, broken: &Broken) -> String {
    match broken {
        Broken::Over { cap, taken } => {
            let limit = choice.field.caps.get(*cap).map_or(0, |cap| cap.limit);
            let is_people = matches!(
                choice.field.caps.get(*cap).map(|cap| cap.of),
                Some(Capped::Budget(crate::portfolio::Resource::People, _))
            );
            let of = if is_people { String::new() } else { format!(" of {}", choice.cap_name(*cap)) };
            format!("It takes {}{of}, and the limit is {}.", choice.amount(*cap, *taken), choice.amount(*cap, limit))
        }
        Broken::Barred(at, bar) => {
            format!("{} is in, and cannot be chosen. {}", choice.name(*at), bar_words(choice, *at, *bar))
        }
        Broken::Lacks(at) => format!("{} must be in, and is not.", choice.name(*at)),
        Broken::Several(all) => format!("Only one may be in of {}.", choice.names(all)),
        Broken::Without(one, other) => {
            format!("{} is in without {}, which it needs.", choice.name(*one), choice.name(*other))
        }
    }
}

/// Returns why an initiative that could be chosen is not in the kept set, without a search: what it would break beside the rest.
#[must_use]
pub fn left_out_words(kept: &Kept<'_>, at: usize) -> String {
    let choice = kept.choice();
    let Some(one) = kept.field.candidates.get(at) else { return String::new() };
    if !one.barred.is_empty() {
        return one.barred.iter().map(|bar| bar_words(&choice, at, *bar)).collect::<Vec<_>>().join(" ");
    }
    if kept.field.worth(at) <= 0 {
        return "What was looked at adds nothing.".to_owned();
    }
    let members = &kept.standing.set.members;
    let mut with: Vec<usize> = members.iter().copied().chain([at]).collect();
    crate::order::sort_by(&mut with, &mut |one, other| one.cmp(other));
    let breaks = broken(&kept.field, &with).into_iter().filter(|found| !kept.standing.broken.contains(found));
    let with_it = |found: Broken| match found {
        Broken::Over { .. } => broken_words(&choice, &found).replacen("It takes", "With it the set takes", 1),
        _ => broken_words(&choice, &found),
    };
    let breaks: Vec<String> = breaks.map(with_it).collect();
    match breaks.is_empty() {
        true => "It would fit beside the others.".to_owned(),
        false => format!("It does not fit beside the others. {}", breaks.join(" ")),
    }
}

/// Returns how the kept set stands against the best that was found since, with what would change; empty while nothing was.
#[must_use]
pub fn kept_beside_best(kept: &Kept<'_>, found: &Found) -> String {
    let Some(best) = &found.best else { return String::new() };
    let proof = Proof { best: Some(best.clone()), bound: found.bound, is_ended: found.is_proved };
    let own = &kept.standing.set;
    if own.members == best.members {
        return "It is the set that is found now.".to_owned();
    }
    let gap = points((best.value - own.value) as f64 / UNIT);
    let change = Difference::between(&own.members, &best.members);
    let choice = kept.choice();
    let instead = match (change.brings.as_slice(), change.puts_out.as_slice()) {
        ([], out) => format!("{} would go", choice.names(out)),
        (brings, []) => format!("{} would come in", choice.names(brings)),
        (brings, out) => format!("{} would stand in the place of {}", choice.names(brings), choice.names(out)),
    };
    if !kept.standing.broken.is_empty() {
        let than = if best.value < own.value { "less" } else { "more" };
        let gap = points((best.value - own.value).abs() as f64 / UNIT);
        return format!("The set that is found now keeps every limit, and is worth {gap} points {than}: {instead}.");
    }
    match Rank::of(own.value, &proof) {
        Rank::Beaten => format!("The set that is found now is worth {gap} points more: {instead}."),
        Rank::Best | Rank::Unbeaten => format!("The set that is found now is worth no more: {instead}."),
    }
}
