//! Words for weights: how people are asked, what limits and comparisons say, and sets side by side.

use super::steps::NOT_DESCRIBED;
use super::{as_typed, count, decimal, ends_words, in_sentence, list, points};
use crate::appraisal::evaluate::Evaluation;
use crate::appraisal::scenario::{LimitSums, Reaches, Scenario, limit_sums};
use crate::appraisal::{Appraisal, Elicitation, Leaf, Method, RankScheme};
use crate::id::{CriterionId, WeightSetId};
use crate::method::ahp::{ACCEPTED_RATIO, Consistency, RandomIndex, WorstJudgement};
use crate::method::dominance::Reach;
use crate::order::sort_by;

/// What is said where Enter finds no further weight to go on to.
pub const LAST_WEIGHT: &str = "That was the last weight.";

/// Returns the name of a way to ask for weights.
#[must_use]
pub fn method_name(method: Method) -> &'static str {
    match method {
        Method::Swing => "Swing",
        Method::Direct => "Direct",
        Method::Ranking => "Ranking",
        Method::Pairwise => "Comparisons in pairs (AHP)",
        Method::Interval => "Limits",
    }
}

/// Returns what people are asked.
#[must_use]
pub fn method_question(method: Method) -> &'static str {
    match method {
        Method::Swing => {
            "Imagine every criterion at its worst. Which single improvement, from worst to best, would you choose first? Give it the most points, up to 100. Then say how much each other improvement is worth beside it."
        }
        Method::Direct => {
            "Say how much each criterion counts, with its improvement from worst to best in mind. Give the most points to the one that counts most."
        }
        Method::Ranking => {
            "Imagine every criterion at its worst. Give place 1 to the improvement you would choose first, place 2 to the next, and so on. Equal places are ties."
        }
        Method::Pairwise => {
            "For each pair, say which improvement counts more and how many times as much: 1 for the same, 3 for somewhat more, 5 for much more, 9 for the most possible."
        }
        Method::Interval => {
            "Give the lowest and highest share of 100 for each improvement. Leave both fields empty where you have no view."
        }
    }
}

/// Returns what to beware of in a way to ask for weights; empty where there is nothing.
#[must_use]
pub fn method_guard(method: Method) -> &'static str {
    match method {
        Method::Direct => {
            "Importance on its own means little: something very important deserves no weight if every option could do equally well on it. Read each improvement before you give its points."
        }
        Method::Pairwise => {
            "Pairs are for weighing criteria. Options are scored on their scales, not compared in pairs."
        }
        Method::Swing | Method::Ranking | Method::Interval => "",
    }
}

/// Returns the name of a way in which places become weights, as it begins a line.
#[must_use]
pub fn scheme_name(scheme: RankScheme) -> String {
    crate::print::capitalised(scheme.word())
}

/// Returns how places become weights, as a sentence.
#[must_use]
pub fn scheme_words(scheme: RankScheme) -> &'static str {
    match scheme {
        RankScheme::Centroid => "The average of all weights in this order. It favours the first places most.",
        RankScheme::Sum => "Weights fall by equal steps from the first place to the last.",
        RankScheme::Reciprocal => "The second place has half the weight of the first, the third a third, and so on.",
    }
}

/// Returns the points at the end of the sliders: 100 where somebody works with hundreds, and less where all points are small,
/// as those that add up to 100 are, so that the sliders have room.
///
/// # Example
/// ```
/// use weighbridge::present::slider_top;
/// let top = |points: &[f64]| slider_top(points.iter().copied());
/// assert_eq!([top(&[]), top(&[12.0, 8.0]), top(&[25.0]), top(&[80.0, 10.0]), top(&[250.0])], [100.0, 30.0, 60.0, 100.0, 250.0]);
/// ```
#[must_use]
pub fn slider_top(points: impl Iterator<Item = f64>) -> f64 {
    let largest = points.fold(0.0, f64::max);
    match largest {
        small if small > 0.0 && small <= 15.0 => 30.0,
        middle if middle > 0.0 && middle <= 30.0 => 60.0,
        _ => largest.max(100.0),
    }
}

/// Returns the name of a weight set; `None` names the swing points on the criteria.
#[must_use]
pub fn weight_set_name(appraisal: &Appraisal, set: Option<WeightSetId>) -> String {
    let found = set.and_then(|id| appraisal.weight_set(id));
    found.map_or_else(|| "Swing weights".to_owned(), |set| set.name.clone())
}

/// Returns the two ends of the improvement that a leaf's weight is about, as they stand in "from ... to ...".
#[must_use]
pub fn move_words(leaf: &Leaf) -> (String, String) {
    let (worst, best) = ends_words(leaf);
    if worst == NOT_DESCRIBED && best == NOT_DESCRIBED {
        return ("worst".to_owned(), "best, neither described yet".to_owned());
    }
    (in_sentence(&worst), in_sentence(&best))
}

/// Returns what limits of shares add up to, and by how much they miss where no weights meet them.
///
/// # Example
/// ```
/// use weighbridge::appraisal::scenario::LimitSums;
/// use weighbridge::present::limits_words;
/// let words = limits_words(LimitSums { least: 110.0, most: 150.0 });
/// assert_eq!(words, "No weights are within all limits: the least shares add up to 110.0, which is 10.0 more than 100. Lower some of them.");
/// ```
#[must_use]
pub fn limits_words(sums: LimitSums) -> String {
    let (least, most) = (points(sums.least), points(sums.most));
    if sums.can_be_met() {
        return format!("Some weights are within all limits: the least shares add up to {least}, the most to {most}.");
    }
    let (what, sum, off, do_this) = if sums.least > 100.0 {
        ("least", least, format!("{} more than", points(sums.least - 100.0)), "Lower")
    } else {
        ("most", most, format!("{} less than", points(100.0 - sums.most)), "Raise")
    };
    format!(
        "No weights are within all limits: the {what} shares add up to {sum}, which is {off} 100. {do_this} some of them."
    )
}

/// Returns how consistent comparisons are, with the random index that the ratio rests on.
#[must_use]
pub fn consistency_words(consistency: &Consistency) -> String {
    let Some(ratio) = consistency.ratio else {
        return "No consistency ratio: the random index ends at 15 things.".to_owned();
    };
    let Some(index) = consistency.random_index_value else {
        return "Two things cannot contradict each other.".to_owned();
    };
    let (given, limit) = (decimal(ratio, 2), decimal(ACCEPTED_RATIO, 2));
    let verdict = if ratio > ACCEPTED_RATIO {
        format!("above {limit}: some judgements contradict others")
    } else {
        format!("not above {limit}")
    };
    let name = consistency.random_index.name();
    format!("Consistency ratio {given}, {verdict}. Random index {} by {name}.", decimal(index, 2))
}

/// Returns whether a consistency ratio is above what is customarily accepted.
#[must_use]
pub fn is_inconsistent(consistency: &Consistency) -> bool {
    consistency.ratio.is_some_and(|ratio| ratio > ACCEPTED_RATIO)
}

/// Returns the judgement to look at again, and what would follow from the value that the others suggest. `names` are those
/// of the things compared.
#[must_use]
pub fn worst_judgement_words(worst: &WorstJudgement, names: &[String]) -> String {
    let name = |at: usize| names.get(at).map_or("", String::as_str);
    let (row, column) = (name(worst.row), name(worst.column));
    let counts = |times: f64| match times {
        times if (times - 1.0).abs() < 0.005 => "the same".to_owned(),
        times if times > 1.0 => format!("{} times for {row}", as_typed_to(times, 2)),
        times => format!("{} times for {column}", as_typed_to(1.0 / times, 2)),
    };
    let after = worst
        .ratio_after
        .map_or_else(String::new, |ratio| format!(" With that the consistency ratio would be {}.", decimal(ratio, 2)));
    format!(
        "The one judgement to look at again: {row} and {column}. Given: {}. What the weights say: {}.{after}",
        counts(worst.given),
        counts(worst.suggested)
    )
}

/// Returns a number with so many decimals at most.
fn as_typed_to(number: f64, decimals: usize) -> String {
    let text = decimal(number, decimals);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns how many times as much one thing counts, as it was typed or to two decimals.
#[must_use]
pub fn times_words(times: f64) -> String {
    let typed = as_typed(times);
    if typed.len() <= 4 { typed } else { as_typed_to(times, 2) }
}

/// Returns under how many weight sets an option leads: "Dual-site co-location leads under 3 of 4 weight sets."
///
/// A lead below the declared materiality is no lead, and a set without all its weights has no leader.
#[must_use]
pub fn scenarios_sentence(scenarios: &[Scenario]) -> String {
    let mut tally: Vec<(&str, usize)> = Vec::new();
    for leader in scenarios.iter().filter_map(|scenario| clear_leader(&scenario.results)) {
        match tally.iter_mut().find(|(name, _)| *name == leader) {
            Some((_, n)) => *n += 1,
            None => tally.push((leader, 1)),
        }
    }
    sort_by(&mut tally, &mut |one, other| other.1.cmp(&one.1));
    let all = scenarios.len();
    let sets = count(all, "weight set", "weight sets");
    match tally.as_slice() {
        [] => format!("No option has a clear lead under any of {sets}."),
        [(name, n)] if *n == all && all == 1 => format!("{name} leads under the one weight set."),
        [(name, n)] if *n == all && all == 2 => format!("{name} leads under both weight sets."),
        [(name, n)] if *n == all => format!("{name} leads under all {sets}."),
        [(name, n), others @ ..] => {
            let others: Vec<String> = others.iter().map(|(name, n)| format!("{name} under {n}")).collect();
            let rest = if others.is_empty() { String::new() } else { format!(", {}", list(&others)) };
            format!("{name} leads under {n} of {sets}{rest}.")
        }
    }
}

/// Returns the option that leads by the declared materiality or more, once every criterion has its weight.
#[must_use]
pub fn clear_leader(results: &Evaluation) -> Option<&str> {
    let lead = results.lead.as_ref().filter(|lead| lead.clear && results.n_unweighted() == 0)?;
    Some(&results.standings[lead.leader].name)
}

/// Returns which options can lead under some weights within limits, a sentence each kind.
#[must_use]
pub fn reaches_words(reaches: &Reaches, results: &Evaluation) -> String {
    let named = |wanted: Reach| -> Vec<&str> {
        let found = reaches.found.iter().filter(|(_, reach)| *reach == wanted);
        found.map(|(row, _)| results.standings[*row].name.as_str()).collect()
    };
    let left_out: Vec<&str> = reaches.left_out.iter().map(|row| results.standings[*row].name.as_str()).collect();
    let mut sentences = Vec::new();
    let mut say = |names: Vec<&str>, words: &str| {
        if !names.is_empty() {
            sentences.push(format!("{}{words}", list(&names)));
        }
    };
    say(named(Reach::CanLead), " can lead under some weights within these limits.");
    say(named(Reach::CanTie), " can come level with the first and not ahead.");
    say(named(Reach::Never), " cannot lead under any weights within these limits.");
    say(left_out, ": left aside, because a score is missing.");
    sentences.join(" ")
}

/// Returns which improvement has the largest weight: "You value Time to recover most." Empty without weights, and where
/// several have the largest.
#[must_use]
pub fn most_valued(results: &Evaluation) -> String {
    let largest = results.columns.iter().filter_map(|column| column.share).fold(0.0, f64::max);
    let mut at_most = results.columns.iter().filter(|column| column.share.is_some_and(|share| share >= largest));
    match (at_most.next(), at_most.next()) {
        (Some(most), None) if results.columns.len() > 1 => format!("You value {} most.", most.name),
        _ => String::new(),
    }
}

/// A weight that is still to be given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MissingWeight {
    /// The criterion; for comparisons the family whose children are compared, `None` at the top of the tree.
    pub criterion: Option<CriterionId>,
    /// How it is asked.
    pub method: Method,
    /// What is missing.
    pub words: String,
}

/// Returns what is still to be given before every criterion has its weight in the set in use.
#[must_use]
pub fn missing_weights(appraisal: &Appraisal, results: &Evaluation) -> Vec<MissingWeight> {
    let set = appraisal.weights_in_use.and_then(|id| appraisal.weight_set(id));
    let method = set.map_or(Method::Swing, |set| set.elicitation.method());
    let bare = || results.columns.iter().filter(|column| column.points.is_none());
    let missing = |criterion, words| MissingWeight { criterion, method, words };
    match set.map(|set| &set.elicitation) {
        _ if results.columns.is_empty() => {
            let words = "There are no criteria yet.".to_owned();
            vec![MissingWeight { criterion: None, method: Method::Swing, words }]
        }
        Some(Elicitation::Pairwise(judgements)) => {
            let open = appraisal.siblings_compared(judgements, RandomIndex::Saaty).into_iter();
            open.filter(|siblings| siblings.n_open > 0)
                .map(|siblings| {
                    let family = siblings.family.and_then(|id| appraisal.criterion(id));
                    let name = family.map_or("Top of the tree", |family| &family.name);
                    let pairs = count(siblings.n_open, "pair", "pairs");
                    missing(siblings.family, format!("{name}: {pairs} not judged yet"))
                })
                .collect()
        }
        Some(Elicitation::Interval(_)) if bare().next().is_some() => {
            let sums = set.and_then(|set| limit_sums(appraisal, set.id));
            let words = sums.map_or_else(|| "No limits are given yet.".to_owned(), limits_words);
            vec![missing(results.columns.first().map(|column| column.criterion), words)]
        }
        _ => bare().map(|column| missing(Some(column.criterion), column.name.clone())).collect(),
    }
}

/// Returns the label of a change as it may stand on a page where options are hidden: changes of weights by their name,
/// any other without it.
///
/// # Example
/// ```
/// use weighbridge::present::blind_label;
/// assert_eq!(blind_label("Weight of Lead time"), "Weight of Lead time");
/// assert_eq!(blind_label("Score of Dual-site co-location, Lead time"), "the last change before weighting");
/// ```
#[must_use]
pub fn blind_label(label: &str) -> &str {
    const OF_WEIGHTS: [&str; 12] = [
        "Weight of ",
        "Weights in use",
        "Weigh blind",
        "Finish weighing blind",
        "Add weight set ",
        "Name of weight set ",
        "Remove weight set ",
        "Rank of ",
        "Order of the improvements",
        // As logs of before have it.
        "Order of the moves",
        "Limits of ",
        "Comparison of ",
    ];
    let is_of_weights =
        OF_WEIGHTS.iter().any(|start| label.starts_with(start)) || label.starts_with("How ranks become weights");
    if is_of_weights { label } else { "the last change before weighting" }
}

#[cfg(test)]
mod tests {
    use super::{
        consistency_words, limits_words, missing_weights, most_valued, scenarios_sentence, times_words,
        worst_judgement_words,
    };
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::scenario::{LimitSums, scenarios};
    use crate::appraisal::{Method, ScoreState, SwingWeight};
    use crate::case::Case;
    use crate::edit::{CaseEdit, Edit, ScoreEdit, TreeEdit, Weighing, WeightEdit, apply};
    use crate::finite::Finite;
    use crate::method::ahp::{RandomIndex, analyse};

    #[test]
    fn limits_say_by_how_much_they_miss() {
        let words = |least, most| limits_words(LimitSums { least, most });
        assert!(words(90.0, 110.0).starts_with("Some weights are within all limits"));
        assert!(words(33.3 + 33.3 + 33.4, 100.0).starts_with("Some weights"));
        assert!(words(40.0, 80.0).contains("the most shares add up to 80.0, which is 20.0 less than 100. Raise"));
    }

    #[test]
    fn comparisons_say_where_they_contradict() {
        let matrix = [vec![1.0, 3.0, 0.2], vec![1.0 / 3.0, 1.0, 3.0], vec![5.0, 1.0 / 3.0, 1.0]];
        let analysis = analyse(&matrix, RandomIndex::Saaty).unwrap();
        let words = consistency_words(&analysis.consistency);
        assert!(words.contains("above 0.10") && words.contains("Random index 0.58 by Saaty (1980)."), "{words}");
        let names = ["A", "B", "C"].map(str::to_owned);
        let worst = worst_judgement_words(&analysis.worst.unwrap(), &names);
        assert!(worst.starts_with("The one judgement to look at again: "), "{worst}");
        assert!(worst.contains("With that the consistency ratio would be "), "{worst}");
        let two = analyse(&[vec![1.0, 2.0], vec![0.5, 1.0]], RandomIndex::Saaty).unwrap();
        assert_eq!(consistency_words(&two.consistency), "Two things cannot contradict each other.");
        assert_eq!([times_words(2.5), times_words(1.0 / 0.3), times_words(9.0)], ["2.5", "3.33", "9"]);
    }

    #[test]
    fn leaders_are_counted_over_the_sets_that_are_complete() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        make(TreeEdit::AddCriterion(None, "Time".into()).into());
        make(TreeEdit::AddCriterion(None, "Risk".into()).into());
        let leaves: Vec<_> = case.appraisals[0].leaves().iter().map(|(found, _)| found.id).collect();
        let options: Vec<_> = case.appraisals[0].alternatives.iter().map(|option| option.id).collect();
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        for (option, leaf, points) in [(0, 0, 90), (0, 1, 10), (1, 0, 10), (1, 1, 90)] {
            let state = ScoreState::Points(Finite::from(points));
            make(ScoreEdit::Set(options[option], leaves[leaf], state).into());
        }
        make(WeightEdit::SetSwing(leaves[0], SwingWeight::new(100.0)).into());
        make(WeightEdit::SetSwing(leaves[1], SwingWeight::new(50.0)).into());
        let all = scenarios(&case.appraisals[0]);
        assert_eq!(scenarios_sentence(&all), "Business as usual leads under the one weight set.");
        assert_eq!(most_valued(&all[0].results), "You value Time most.");
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        make(WeightEdit::AddSet("Panel".into(), Method::Direct).into());
        make(WeightEdit::AddSet("Ranked".into(), Method::Ranking).into());
        let sets: Vec<_> = case.appraisals[0].weight_sets.iter().map(|set| set.id).collect();
        let mut make = |edit| case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        make(WeightEdit::Weigh(sets[0], Weighing::Points(leaves[0], SwingWeight::new(10.0))).into());
        assert_eq!(
            scenarios_sentence(&scenarios(&case.appraisals[0])),
            "Business as usual leads under 1 of 3 weight sets, Do minimum under 1."
        );
    }

    #[test]
    fn what_is_missing_is_named_in_the_words_of_the_method() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let words = |case: &Case| -> Vec<String> {
            let appraisal = &case.appraisals[0];
            missing_weights(appraisal, &evaluate(appraisal)).into_iter().map(|missing| missing.words).collect()
        };
        assert_eq!(words(&case), ["There are no criteria yet."]);
        for edit in [
            TreeEdit::AddCriterion(None, "Time".into()).into(),
            TreeEdit::AddFamily("Carbon".into()).into(),
            TreeEdit::AddCriterion(None, "Risk".into()).into(),
        ] {
            case = apply(&case, &Edit::Appraisal(id, edit)).unwrap();
        }
        assert_eq!(words(&case), ["Time", "Risk"]);
        let with = |case: &Case, method| {
            let add = WeightEdit::AddSet("Panel".into(), method).into();
            let case = apply(case, &Edit::Appraisal(id, add)).unwrap();
            let set = case.appraisals[0].weight_sets.last().map(|set| set.id);
            apply(&case, &Edit::Appraisal(id, WeightEdit::Use(set).into())).unwrap()
        };
        assert_eq!(words(&with(&case, Method::Pairwise)), ["Top of the tree: 1 pair not judged yet"]);
        assert_eq!(words(&with(&case, Method::Interval)), ["No limits are given yet."]);
        assert_eq!(words(&with(&case, Method::Ranking)), ["Time", "Risk"]);
    }
}
