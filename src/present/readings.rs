//! The readings in sentences: who is ahead, whom nothing tells apart yet, and what stands against what.

use super::{count, index, index_range_words, list, money};
use crate::alignment::index::Range;
use crate::alignment::ranking::{Ranks, ranks, told_apart};
use crate::alignment::summary::Summary;
use crate::case::Case;
use crate::framework::Lens;
use crate::order::places;
use crate::pence::Pence;

/// How many initiatives a sentence names before it counts the others.
const NAMED: usize = 6;

/// One initiative as the readings show it.
struct Read<'a> {
    name: &'a str,
    range: Range,
    /// Whether anything of it is scored.
    is_seen: bool,
    budget: Option<Pence>,
}

/// Returns the initiatives to which a goal of weight applies, in the order of the programme.
fn read<'a>(case: &'a Case, summary: &Summary, lens: Option<Lens>) -> Vec<Read<'a>> {
    // The rows of a summary are the initiatives in their order.
    let rows = summary.initiatives.iter().zip(&case.programme.initiatives);
    rows.filter_map(|(row, initiative)| {
        let indices = row.indices(lens);
        let is_seen = indices.coverage.is_some_and(|share| share > 0.0);
        Some(Read { name: &initiative.name, range: indices.contribution?, is_seen, budget: initiative.budget })
    })
    .collect()
}

fn ranges(read: &[Read<'_>]) -> Vec<Option<Range>> {
    read.iter().map(|one| Some(one.range)).collect()
}

fn is_scored(summary: &Summary, lens: Option<Lens>) -> bool {
    summary.initiatives.iter().any(|row| row.indices(lens).coverage.is_some_and(|share| share > 0.0))
}

/// Returns who contributes most, or which two cannot be told apart until more is looked at; under one lens or across them.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::readings_headline};
/// let case = Case::titled("Depots");
/// assert_eq!(readings_headline(&case, &case.alignment(), None), "Nothing to read yet.");
/// ```
#[must_use]
pub fn readings_headline(case: &Case, summary: &Summary, lens: Option<Lens>) -> String {
    if summary.goals.is_empty() || summary.initiatives.is_empty() {
        return "Nothing to read yet.".to_owned();
    }
    if !is_scored(summary, lens) {
        return "Nothing has been scored yet, so nothing can be ranked.".to_owned();
    }
    let read = read(case, summary, lens);
    let words = |one: &Read<'_>| index_range_words(one.range);
    if let [only] = read.as_slice() {
        return format!("{} reads {} of 100; nothing stands beside it.", only.name, words(only));
    }
    let ranges = ranges(&read);
    let ranks: Vec<Ranks> = ranks(&ranges).into_iter().flatten().collect();
    // The most found first, and of those the one that could be most.
    let order = places(read.len(), &mut |one, other| {
        let key = |at: usize| (read[at].range.floor, read[at].range.ceiling);
        let ((floor, ceiling), (other_floor, other_ceiling)) = (key(one), key(other));
        other_floor.total_cmp(&floor).then(other_ceiling.total_cmp(&ceiling))
    });
    let leader = order[0];
    if read[leader].range.floor <= 0.0 {
        return "No initiative is found to contribute yet.".to_owned();
    }
    if ranks[leader].is_settled() {
        let level: Vec<String> =
            (0..read.len()).filter(|at| ranks[*at] == ranks[leader]).map(|at| read[at].name.to_owned()).collect();
        if level.len() == read.len() {
            return format!("All {} read {} of 100: none is ahead.", read.len(), words(&read[leader]));
        }
        if level.len() > 1 {
            return format!("{} read {} of 100, ahead of all others.", some(&level), words(&read[leader]));
        }
        let name = read[leader].name;
        return match told_apart(&ranges) {
            (told, all) if told == all => {
                format!("All {} can be ranked: {name} is first, at {}.", read.len(), words(&read[leader]))
            }
            _ => format!("{name}, {}, is first, whatever is still found of the others.", words(&read[leader])),
        };
    }
    let is_open =
        |at: &usize| *at != leader && ranks[*at].best <= ranks[leader].worst && !is_behind(&read, *at, leader);
    // One of which something is known says more than one that nobody has looked at.
    let key = |at: usize| (read[at].is_seen, read[at].range.ceiling);
    let rival = order.iter().copied().filter(is_open).reduce(|best, at| if key(at) > key(best) { at } else { best });
    match rival {
        None => format!("{} reads {} of 100.", read[leader].name, words(&read[leader])),
        Some(rival) => format!(
            "{} {}, {} {}: until more is looked at they cannot be ranked.",
            read[leader].name,
            words(&read[leader]),
            read[rival].name,
            words(&read[rival])
        ),
    }
}

fn is_behind(read: &[Read<'_>], one: usize, other: usize) -> bool {
    read[other].range.is_above(read[one].range)
}

/// Returns how many pairs can be told apart, and how the two readings stand to each other; empty where nothing is scored.
#[must_use]
pub fn readings_guard(case: &Case, summary: &Summary, lens: Option<Lens>) -> String {
    let read = read(case, summary, lens);
    if read.is_empty() || !is_scored(summary, lens) {
        return String::new();
    }
    let pairs = match told_apart(&ranges(&read)) {
        (_, 0) => String::new(),
        (0, 1) => "The two cannot be told apart. ".to_owned(),
        (_, 1) => "The two can be told apart, whatever is still found. ".to_owned(),
        (0, _) => "No two initiatives can be told apart. ".to_owned(),
        (told, all) if told == all => format!("All {all} pairs of initiatives can be told apart. "),
        (told, all) => {
            let can = if told == 1 { "pair of initiatives can" } else { "pairs of initiatives can" };
            format!(
                "{told} of {all} {can} be told apart, whatever is still found. ",
                all = super::decimal(all as f64, 0)
            )
        }
    };
    let absent = match summary.initiatives.len() - read.len() {
        0 => String::new(),
        n => {
            let to = if n == 1 { "it" } else { "them" };
            format!(" {} no reading: no goal shown applies to {to}.", count(n, "initiative has", "initiatives have"))
        }
    };
    format!(
        "{pairs}Contribution and harm are each out of 100 and stand side by side: neither is taken from the other.{absent}"
    )
}

/// Returns a place among others: "1", or "2 to 7" where more must be looked at.
///
/// # Example
/// ```
/// use weighbridge::{alignment::ranking::Ranks, present::ranks_words};
/// assert_eq!([(1, 1), (2, 7)].map(|(best, worst)| ranks_words(Ranks { best, worst })), ["1", "2 to 7"]);
/// ```
#[must_use]
pub fn ranks_words(ranks: Ranks) -> String {
    if ranks.is_settled() { ranks.best.to_string() } else { format!("{} to {}", ranks.best, ranks.worst) }
}

/// Returns what a range says, for whoever does not see the bar: what is found, and what it could be at most.
///
/// # Example
/// ```
/// use weighbridge::{alignment::index::Range, present::range_bar_words};
/// let words = |floor, ceiling| range_bar_words(Range { floor, ceiling });
/// assert_eq!([words(21.0, 66.0), words(33.0, 33.0)], ["21 found, at most 66", "33"]);
/// ```
#[must_use]
pub fn range_bar_words(range: Range) -> String {
    let words = index_range_words(range);
    if words.contains(' ') { format!("{} found, at most {}", index(range.floor), index(range.ceiling)) } else { words }
}

/// Returns what the picture of contribution against cost says in a line, and who is not in it; each may be empty.
#[must_use]
pub fn cost_reading(case: &Case, summary: &Summary, lens: Option<Lens>) -> [String; 2] {
    let read = read(case, summary, lens);
    let dearest = read
        .iter()
        .filter_map(|one| Some((one.budget?, one)))
        .reduce(|best, one| if one.0 > best.0 { one } else { best });
    let said = dearest.map_or_else(String::new, |(sum, one)| {
        let most = if index_range_words(one.range).contains(' ') {
            format!(", and {} is the most that it could be", index(one.range.ceiling))
        } else {
            String::new()
        };
        format!(
            "The largest budget is that of {}, {}. Its contribution is {} of 100 as far as it was found{most}.",
            one.name,
            money(sum),
            index(one.range.floor)
        )
    });
    let absent: Vec<String> = read.iter().filter(|one| one.budget.is_none()).map(|one| one.name.to_owned()).collect();
    let out = match absent.len() {
        0 => String::new(),
        n if n == read.len() => "Nothing is drawn here: no initiative has a budget yet.".to_owned(),
        1 => format!("Not drawn, because it has no budget: {}.", absent[0]),
        _ => format!("Not drawn, because they have no budget: {}.", some(&absent)),
    };
    [said, out]
}

/// Returns names as a list; of many, the others are counted.
fn some(names: &[String]) -> String {
    let mut shown = names.to_vec();
    if names.len() > NAMED + 1 {
        shown.truncate(NAMED);
        shown.push(format!("{} others", names.len() - NAMED));
    }
    list(&shown)
}

#[cfg(test)]
mod tests {
    use super::{cost_reading, readings_guard, readings_headline};
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, apply};
    use crate::file;
    use crate::framework::Lens;

    fn seed() -> Case {
        file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case
    }

    fn set(case: &Case, row: usize, goal: usize, assessment: Assessment) -> Case {
        let (id, goal) = (case.programme.initiatives[row].id, case.goals().nth(goal).unwrap().1.id);
        apply(case, &Edit::Alignment(AlignmentEdit::SetAssessment(id, goal, assessment))).unwrap()
    }

    fn said(case: &Case, lens: Option<Lens>) -> String {
        readings_headline(case, &case.alignment(), lens)
    }

    fn scored(points: i8) -> Assessment {
        Assessment::Scored(Effect::new(points).unwrap())
    }

    #[test]
    fn the_programme_of_2020_cannot_be_ranked_yet() {
        let case = seed();
        assert_eq!(
            said(&case, None),
            "Network Refresh Programme 21 to 66, IT Strategy refresh 4 to 93: until more is looked at they cannot be ranked."
        );
        let guard = readings_guard(&case, &case.alignment(), None);
        assert!(guard.ends_with("neither is taken from the other."), "{guard}");
        let [dearest, out] = cost_reading(&case, &case.alignment(), None);
        assert!(dearest.starts_with("The largest budget is "), "{dearest}");
        assert!(out.starts_with("Not drawn, because they have no budget: ") && out.contains(" and "), "{out}");
    }

    #[test]
    fn whatever_is_looked_at_the_sentence_says_no_more_than_is_known() {
        let mut case = seed();
        let n_goals = case.goals().count();
        for row in 0..case.programme.initiatives.len() {
            for goal in 0..n_goals {
                case = set(&case, row, goal, Assessment::NotAssessed);
            }
        }
        assert_eq!(said(&case, None), "Nothing has been scored yet, so nothing can be ranked.");
        assert_eq!(readings_guard(&case, &case.alignment(), None), "");
        let harmed = set(&case, 0, 0, scored(-3));
        assert_eq!(said(&harmed, None), "No initiative is found to contribute yet.");
        for row in 0..case.programme.initiatives.len() {
            for goal in 0..n_goals {
                case = set(&case, row, goal, scored(1));
            }
        }
        assert_eq!(said(&case, None), "All 9 read 33 of 100: none is ahead.");
        let first = set(&case, 2, 0, scored(3));
        let name = &case.programme.initiatives[2].name;
        assert_eq!(said(&first, Some(Lens::Outcomes)), format!("All 9 can be ranked: {name} is first, at 47."));
        let open = set(&first, 1, 0, Assessment::Unknown);
        assert!(said(&open, Some(Lens::Outcomes)).ends_with("is first, whatever is still found of the others."));
        let level = set(&first, 1, 0, scored(3));
        let words = said(&level, Some(Lens::Outcomes));
        assert!(words.contains(" and ") && words.ends_with("read 47 of 100, ahead of all others."), "{words}");
    }

    #[test]
    fn without_goals_or_budgets_it_says_so() {
        let case = Case::titled("Depots");
        assert_eq!(cost_reading(&case, &case.alignment(), None), ["", ""]);
        let mut case = seed();
        for initiative in &mut case.programme.initiatives {
            std::sync::Arc::make_mut(initiative).budget = None;
        }
        let said = cost_reading(&case, &case.alignment(), None);
        assert_eq!(said, ["", "Nothing is drawn here: no initiative has a budget yet."]);
    }
}
