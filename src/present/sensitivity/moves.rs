//! Moves of weight and of scores in words.

use super::super::{as_typed, decimal, gap, points};
use super::{Naming, weight};
use crate::appraisal::stress::WeightBar;
use crate::appraisal::stress::path::Path;
use crate::appraisal::{Appraisal, Scale, Shape};
use crate::method::switch::{Move, SmallestMove};
use crate::order::sort_by;

/// The headline of the stress test, its middle printed strong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StressHeadline {
    /// Before the strong part.
    pub before: String,
    /// The strong part.
    pub strong: String,
    /// After it.
    pub after: String,
    /// What it means in figures.
    pub guard: String,
}

/// Returns the smallest combined move of weight that ties the first with another, as a sentence.
#[must_use]
pub fn stress_headline(naming: &Naming<'_>) -> StressHeadline {
    let leader = naming.option(naming.field.leader);
    let Some((rival, tie)) = naming.field.smallest_move() else {
        return StressHeadline {
            before: "No change of weights, however large, brings another option level with ".to_owned(),
            strong: naming.full(naming.field.leader).to_owned(),
            after: ".".to_owned(),
            guard:
                "On some criterion it is as good as each other option, and there is none on which it is behind one. \
                    Only other scores could change the answer."
                    .to_owned(),
        };
    };
    let rival = naming.option(rival);
    if tie.moves.is_empty() {
        return StressHeadline {
            before: format!("{leader} and {rival} are "),
            strong: "already level".to_owned(),
            after: ".".to_owned(),
            guard: "Moving any weight between criteria on which they differ would decide it.".to_owned(),
        };
    }
    let from: Vec<usize> = tie.moves.iter().map(|step| step.from).collect();
    let to: Vec<usize> = tie.moves.iter().map(|step| step.to).collect();
    StressHeadline {
        before: format!("The smallest change that ties {leader} and {rival} is "),
        strong: format!("{} points of weight", gap(tie.total * 100.0)),
        after: format!(", moved from {} to {}.", naming.criteria(&from), naming.criteria(&to)),
        guard: in_figures(naming, &tie),
    }
}

/// "Operational carbon would fall from 8.0 to 4.0 and Supplier and migration risk rise from 5.0 to 9.0, …"
fn in_figures(naming: &Naming<'_>, tie: &SmallestMove) -> String {
    // From the figures that stand on every page, so that what is taken away is what is said to move.
    let moved = |criterion: usize, by: f64| points(naming.printed(criterion) + by * 100.0);
    let fall = |step: &Move| {
        let name = naming.criterion(step.from);
        format!("{name} would fall from {} to {}", naming.share(step.from), moved(step.from, -step.amount))
    };
    let mut parts: Vec<String> = tie.moves.iter().map(fall).collect();
    let Some(to) = tie.moves.first().map(|step| step.to) else { return String::new() };
    parts.push(format!("{} rise from {} to {}", naming.criterion(to), naming.share(to), moved(to, tie.total)));
    let whole = super::list(&parts);
    format!("{whole}, all else unchanged. No smaller change of weights can do it.")
}

/// Returns how far a weight moves, with its sign: "+9.2".
#[must_use]
pub fn change_words(distance: f64) -> String {
    let sign = if distance > 0.0 { "+" } else { "" };
    format!("{sign}{}", weight(distance))
}

/// Returns the message of the table of families, the one whose lead changes soonest first.
#[must_use]
pub fn families_title(naming: &Naming<'_>, paths: &[Path]) -> String {
    let leader = naming.option(naming.field.leader);
    let Some(soonest) = paths.first() else {
        return "One family has all the weight, so no weight can move between families".to_owned();
    };
    let (Some(change), Some(distance)) = (soonest.change, soonest.distance()) else {
        return format!("{leader} leads whatever weight any one family has");
    };
    let more = if distance >= 0.0 { "more" } else { "less" };
    let (name, to) = (naming.subject(soonest.subject), naming.option(change.to));
    format!("{name} matters most: with {} points {more}, {to} leads", weight(distance.abs()))
}

/// Returns the message of the chart of one weight.
#[must_use]
pub fn path_title(naming: &Naming<'_>, path: &Path) -> String {
    let name = naming.subject(path.subject);
    let Some(change) = path.change else {
        return format!("{} leads at every weight of {name}", naming.option(naming.field.leader));
    };
    let side = if change.at >= path.line.base { "Above" } else { "Below" };
    format!("{side} a weight of {} for {name}, {} takes the lead", weight(change.at), naming.full(change.to))
}

/// Returns the chart of one weight in words, for those who do not see it.
#[must_use]
pub fn weight_words(naming: &Naming<'_>, path: &Path) -> String {
    let option = |option: usize| {
        let (from, to) = (points(path.line.at_zero[option]), points(path.line.at_one[option]));
        let verb = if path.line.at_one[option] >= path.line.at_zero[option] { "rises" } else { "falls" };
        format!("{} {verb} from {from} to {to}", naming.full(option))
    };
    let lines: Vec<String> = (0..path.line.at_zero.len()).map(option).collect();
    let crossing = path.change.map_or_else(String::new, |change| {
        format!(" {} takes the lead at {}.", naming.full(change.to), weight(change.at))
    });
    format!(
        "Total points as the weight of {} goes from 0 to 100; it is {} now. {}.{crossing}",
        naming.subject(path.subject),
        naming.share_of(path.subject),
        lines.join("; ")
    )
}

/// Returns which options but the first two no single score of theirs would tie with the first, as a sentence; empty where
/// there is none.
#[must_use]
pub fn never_tied(naming: &Naming<'_>) -> String {
    let field = naming.field;
    let switches = field.score_switches();
    let is_other = |option: &usize| *option != field.leader && *option != field.rival;
    let never = (0..field.rows.len()).filter(is_other).filter(|option| switches[*option].iter().all(Option::is_none));
    let mut never: Vec<usize> = never.collect();
    // In the author's order, as they are lettered.
    sort_by(&mut never, &mut |one, other| field.rows[*one].cmp(&field.rows[*other]));
    let names: Vec<&str> = never.into_iter().map(|option| naming.option(option)).collect();
    let leader = naming.option(field.leader);
    match names.len() {
        0 => String::new(),
        1..=6 => format!("No single score of {} would tie it with {leader}.", either(&names)),
        n => format!("No single score of {n} other options would tie one of them with {leader}."),
    }
}

/// Returns names with "or" before the last.
fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Returns the smallest change of one score that ties the first place, as a sentence.
#[must_use]
pub fn scores_title(naming: &Naming<'_>) -> String {
    let leader = naming.option(naming.field.leader);
    let Some(change) = naming.field.smallest_score_change() else {
        return format!("No single score on its own would bring another option level with {leader}");
    };
    let rival = if change.option == naming.field.leader { naming.field.rival } else { change.option };
    let size = points((change.to - change.from).abs());
    format!(
        "The smallest change of one score that ties {leader} and {} is {size} points: {} of {}, from {} to {}",
        naming.option(rival),
        naming.criterion(change.criterion),
        naming.option(change.option),
        points(change.from),
        points(change.to)
    )
}

/// Returns a score in points, and in the measure's unit where the scale is a straight line: "66.3 (18.2 months)".
#[must_use]
pub fn single_score_words(naming: &Naming<'_>, appraisal: &Appraisal, criterion: usize, score: f64) -> String {
    let id = naming.field.columns.get(criterion).and_then(|column| naming.results.columns.get(*column));
    let leaves = appraisal.leaves();
    let leaf = leaves.iter().find(|(found, _)| Some(found.id) == id.map(|column| column.criterion));
    let measured = leaf.and_then(|(_, leaf)| match &leaf.scale {
        Scale::Measured { measure, worst, best, shape: Shape::Linear, .. } => {
            let (worst, best) = (worst.get(), best.get());
            let found = worst + (best - worst) * score / 100.0;
            Some(format!("{} {}", rounded(found, (best - worst).abs()), measure.unit))
        }
        _ => None,
    });
    match measured {
        Some(measured) => format!("{} ({})", points(score), measured.trim_end()),
        None => points(score),
    }
}

/// Returns a measure to about a thousandth of its scale, without decimals that mean nothing.
fn rounded(measure: f64, width: f64) -> String {
    let decimals = [1000.0, 100.0, 10.0, 1.0, 0.1].iter().position(|limit| width >= *limit).unwrap_or(5);
    let step = libm::pow(10.0, decimals as f64);
    let found = (measure * step).round() / step;
    if found.abs() < 1000.0 { as_typed(found + 0.0) } else { decimal(found, decimals) }
}

/// Returns which options come first in the tornado and are not drawn in it, as a sentence; empty where there are none. Its
/// bars compare the first two only.
#[must_use]
pub fn tornado_aside(naming: &Naming<'_>, bars: &[WeightBar]) -> String {
    let (leader, rival) = (naming.field.leader, naming.field.rival);
    let mut others: Vec<usize> = Vec::new();
    for best in bars.iter().flat_map(|bar| [bar.halved.best, bar.doubled.best]).flatten() {
        if best != leader && best != rival && !others.contains(&best) {
            others.push(best);
        }
    }
    match others.len() {
        0 => String::new(),
        n => format!(
            "The bars show {} against {} only; {} also {} first and {} not drawn.",
            naming.option(leader),
            naming.option(rival),
            naming.options(&others),
            if n == 1 { "comes" } else { "come" },
            if n == 1 { "is" } else { "are" }
        ),
    }
}

/// Returns who comes first at an end of the tornado, in words; empty for the two that its bars compare.
#[must_use]
pub fn another_first(naming: &Naming<'_>, best: Option<usize>) -> String {
    let another = best.filter(|best| *best != naming.field.leader && *best != naming.field.rival);
    another.map(|best| format!("{} first", naming.option(best))).unwrap_or_default()
}

/// Returns the message of the tornado.
#[must_use]
pub fn tornado_title(naming: &Naming<'_>, bars: &[WeightBar]) -> String {
    let leader = naming.option(naming.field.leader);
    let ends = bars.iter().flat_map(|bar| [(bar, "halving", &bar.halved), (bar, "doubling", &bar.doubled)]);
    let leads = |end: &crate::method::sensitivity::tornado::WeightEnd| end.best == Some(naming.field.leader);
    let overturns: Vec<_> = ends.clone().filter(|(_, _, end)| !leads(end)).collect();
    match overturns.as_slice() {
        [] => {
            let lowest = ends.min_by(|one, other| {
                let lead = |end: &Option<f64>| end.unwrap_or(f64::INFINITY);
                lead(&one.2.lead).total_cmp(&lead(&other.2.lead))
            });
            let Some((bar, how, end)) = lowest else {
                return "There is no weight to halve or double".to_owned();
            };
            let (name, left) = (naming.criterion(bar.criterion), points(end.lead.unwrap_or(0.0)));
            format!(
                "No single weight, halved or doubled, overturns {leader}; {how} {name} leaves it {left} points ahead"
            )
        }
        [(bar, how, end)] => {
            let other = end.best.map_or("", |best| naming.option(best));
            let how = if *how == "halving" { "Halving" } else { "Doubling" };
            format!("{how} the weight of {} puts {other} first", naming.criterion(bar.criterion))
        }
        several => {
            let mut criteria: Vec<usize> = several.iter().map(|(bar, _, _)| bar.criterion).collect();
            criteria.truncate(3);
            let rest = if several.len() > criteria.len() { " and others" } else { "" };
            format!(
                "{leader} loses its lead if one of these weights is halved or doubled: {}{rest}",
                naming.criteria(&criteria)
            )
        }
    }
}
