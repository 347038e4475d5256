//! Why an initiative is left out, and why no set keeps every limit, so that somebody can argue with it.

use super::{Choice, UNIT};
use crate::method::portfolio::Clash;
use crate::portfolio::field::{Bar, Capped};
use crate::portfolio::found::{Comes, Left, With};
use crate::portfolio::unseen::unseen;
use crate::print::{list, points};

/// How many goals are named that a look could settle.
const GOALS: usize = 2;

/// Returns whether an initiative is in, must be in, is out or cannot be chosen, in a word or two.
#[must_use]
pub fn place_words(choice: &Choice<'_>, at: usize) -> &'static str {
    let is_in = choice.found.best.as_ref().is_some_and(|best| best.members.binary_search(&at).is_ok());
    let Some(one) = choice.field.candidates.get(at) else { return "" };
    match (is_in, one.must, one.barred.is_empty()) {
        (true, true, _) => "In, as it must be",
        (true, false, _) => "In",
        (false, _, true) => "Left out",
        (false, _, false) => "Cannot be chosen",
    }
}

/// Returns why an initiative is not in the set, or what it needs; empty for one that is in and says nothing more.
#[must_use]
pub fn reason(choice: &Choice<'_>, at: usize) -> String {
    let Some(one) = choice.field.candidates.get(at) else { return String::new() };
    if choice.found.best.as_ref().is_some_and(|best| best.members.binary_search(&at).is_ok()) {
        return need_words(choice, at);
    }
    if !one.barred.is_empty() {
        let why: Vec<String> = one.barred.iter().map(|bar| bar_words(choice, at, *bar)).collect();
        return why.join(" ");
    }
    let none = "What was looked at adds nothing, so it is not worth its cost here.".to_owned();
    if choice.field.worth(at) + choice.field.headroom(at) <= 0 {
        return none;
    }
    match choice.found.left.iter().find(|left| left.candidate == at) {
        Some(left) => left_words(choice, left),
        None if choice.found.is_over() => none,
        None => "Why is not worked out yet.".to_owned(),
    }
}

/// "Goes only with Network refresh."
fn need_words(choice: &Choice<'_>, at: usize) -> String {
    let needed = choice.field.needs.iter().filter(|(one, _)| *one == at).map(|(_, other)| choice.name(*other));
    let needed: Vec<&str> = needed.collect();
    if needed.is_empty() { String::new() } else { format!("Goes only with {}.", list(&needed)) }
}

pub(super) fn bar_words(choice: &Choice<'_>, at: usize, bar: Bar) -> String {
    match bar {
        Bar::Excluded => "It must not be in: this portfolio says so.".to_owned(),
        Bar::NoCost(cap) => format!("No {} is given for it. A gap is not read as nothing.", choice.cap_name(cap)),
        Bar::Coverage => {
            let row = choice.summary.initiatives.get(at);
            let coverage = row.and_then(|row| row.indices(None).coverage).unwrap_or(0.0);
            let least = choice.portfolio.least_coverage.map_or(0.0, |share| share.get());
            let percent = |share: f64| format!("{:.0}%", 100.0 * share);
            format!("{} of it has been looked at, and {} is asked for.", percent(coverage), percent(least))
        }
        Bar::HarmUnanswered => "It does large harm, and no answer to that is recorded.".to_owned(),
    }
}

/// "11.9 points short. It comes in at £7.24m instead of £7.75m, or with £20.6m. ..."
fn left_words(choice: &Choice<'_>, left: &Left) -> String {
    let gap = match left.with {
        With::Unasked => return "Why was not worked out: it would take too long.".to_owned(),
        With::Nothing => {
            let mut with = choice.field.clone();
            with.candidates[left.candidate].must = true;
            let why: Vec<String> = with.clashes().iter().map(|clash| clash_words(choice, clash)).collect();
            return format!("No set with it keeps every limit. {}", why.join(" "));
        }
        With::Short(gap) => gap,
    };
    let mut said = vec![if gap as f64 / UNIT < 0.05 {
        "A set with it is worth as much, and this one costs less or was listed first.".to_owned()
    } else {
        format!("{} points short.", points(gap as f64 / UNIT))
    }];
    said.extend(comes_words(choice, left));
    said.extend(look_words(choice, left.candidate, gap));
    if !left.change.puts_out.is_empty() {
        said.push(format!("It would put out {}.", choice.names(&left.change.puts_out)));
    }
    said.join(" ")
}

/// "It comes in at £7.24m instead of £7.75m, or with £20.6m in all."
fn comes_words(choice: &Choice<'_>, left: &Left) -> Option<String> {
    let primary = choice.field.primary()?;
    let own = choice.field.candidates[left.candidate].costs[primary]?;
    let limit = choice.field.caps[primary].limit;
    let with = match left.budget {
        Comes::At(budget) if budget > limit => Some(format!("with a limit of {}", choice.amount(primary, budget))),
        Comes::At(_) | Comes::Unasked | Comes::Never => None,
    };
    match (left.cost, with) {
        (Comes::At(cost), with) if cost < own => {
            let with = with.map(|with| format!(", or {with}")).unwrap_or_default();
            let (cost, own) = (choice.amount(primary, cost), choice.amount(primary, own));
            Some(format!("It comes in at {cost} instead of {own}{with}."))
        }
        (Comes::Never, with) => {
            let with = with.map(|with| format!("; it comes in {with}")).unwrap_or_default();
            Some(format!("It would not come in even at no cost{with}."))
        }
        (_, with) => with.map(|with| format!("It comes in {with}.")),
    }
}

/// "Or if it did 11.9 points more: Suppliers, not looked at, would add 16.7 at +3."
fn look_words(choice: &Choice<'_>, at: usize, gap: i64) -> Option<String> {
    let row = choice.summary.initiatives.get(at)?;
    let open = unseen(choice.summary, &choice.case.frameworks, &choice.case.lens_weights, row);
    let gap = gap as f64 / UNIT;
    let all: f64 = open.iter().map(|(_, gain)| gain).sum();
    if open.is_empty() || all < gap {
        return None;
    }
    let enough: Vec<String> = open
        .iter()
        .filter(|(_, gain)| *gain >= gap)
        .take(GOALS)
        .filter_map(|(goal, gain)| Some(format!("{} ({})", choice.case.goal(*goal)?.label(), points(*gain))))
        .collect();
    Some(match enough.as_slice() {
        [] => format!("What nobody has looked at could bring it in: at +3 throughout it would add {}.", points(all)),
        [one] => format!("A look could bring it in: +3 on {one}, which nobody has looked at."),
        several => format!("A look could bring it in: +3 on {}, which nobody has looked at.", several.join(" or ")),
    })
}

/// Returns in words why no set keeps every limit.
#[must_use]
pub fn clash_words(choice: &Choice<'_>, clash: &Clash) -> String {
    let path = |path: &[usize]| match path {
        [] => String::new(),
        [one] => format!("{} must be in", choice.name(*one)),
        [first, rest @ ..] => {
            let needed: Vec<&str> = rest.iter().map(|at| choice.name(*at)).collect();
            format!("{} must be in and needs {}", choice.name(*first), needed.join(", which needs "))
        }
    };
    match clash {
        Clash::MandatoryForbidden { initiative } => {
            format!("{} must be in, and cannot be chosen. {}", choice.name(*initiative), barred(choice, *initiative))
        }
        Clash::NeedsForbidden { path: to } => {
            let last = to.last().copied().unwrap_or_default();
            format!("{}, which cannot be chosen. {}", path(to), barred(choice, last))
        }
        Clash::Exclusive { one, other, .. } => {
            format!("Only one of several may be chosen, and two are needed: {}; {}.", path(one), path(other))
        }
        Clash::OverBudget { budget, needed, available, initiatives } => {
            let is_harm = matches!(choice.field.caps.get(*budget).map(|cap| cap.of), Some(Capped::Harm(_)));
            let verb = match (is_harm, initiatives.len()) {
                (true, 1) => "does",
                (true, _) => "do",
                (false, 1) => "takes",
                (false, _) => "take",
            };
            let (needed, limit) = (choice.amount(*budget, *needed), choice.amount(*budget, *available));
            let who = choice.names(initiatives);
            format!("{who} {verb} {needed} of {}, and the limit is {limit}.", choice.cap_name(*budget))
        }
    }
}

fn barred(choice: &Choice<'_>, at: usize) -> String {
    let bars = choice.field.candidates.get(at).map_or(&[][..], |one| &one.barred);
    bars.iter().map(|bar| bar_words(choice, at, *bar)).collect::<Vec<String>>().join(" ")
}
