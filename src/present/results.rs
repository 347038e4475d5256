//! What the results say beside the headline: how an option stands, where its points come from, and how it compares.

use super::{count, letter, list, points, tenths};
use crate::appraisal::breakdown::{Breakdown, Depth, OptionRow};
use crate::appraisal::evaluate::{Evaluation, GateStanding, Standing};
use crate::appraisal::{Appraisal, Role};

/// Returns the letter of each option: business as usual has none.
#[must_use]
pub fn letters(appraisal: &Appraisal) -> Vec<String> {
    let mut next = 0;
    let letter = |option: &crate::appraisal::Alternative| {
        if option.role == Role::BusinessAsUsual {
            return String::new();
        }
        next += 1;
        letter(next - 1)
    };
    appraisal.alternatives.iter().map(letter).collect()
}

/// Returns what each option is called where room is short: its letter, or its name where it has none.
#[must_use]
pub fn short_names(letters: &[String], results: &Evaluation) -> Vec<String> {
    let names = results.standings.iter().map(|standing| standing.name.clone()).zip(letters);
    names.map(|(name, letter)| if letter.is_empty() { name } else { letter.clone() }).collect()
}

/// Returns what each option is called on a chart that has room for a mark only: its letter, or "BAU".
#[must_use]
pub fn marks(letters: &[String]) -> Vec<String> {
    letters.iter().map(|letter| if letter.is_empty() { "BAU".to_owned() } else { letter.clone() }).collect()
}

/// Returns how an option stands at the gates: "Passes all", "Fails: No single site", "2 gates open: ranking provisional".
#[must_use]
pub fn gate_words(appraisal: &Appraisal, standing: &Standing) -> String {
    match &standing.gate {
        GateStanding::Pass if appraisal.gates.is_empty() => "No gates set".to_owned(),
        GateStanding::Pass => "Passes all".to_owned(),
        GateStanding::Open(open) => {
            format!("{}: ranking provisional", count(open.len(), "gate open", "gates open"))
        }
        GateStanding::Fail(failed) => {
            let gates = appraisal.gates.iter().filter(|gate| failed.contains(&gate.id));
            format!("Fails: {}", list(&gates.map(|gate| gate.name.as_str()).collect::<Vec<_>>()))
        }
    }
}

/// Returns a sum as it is printed: points, the range that it could lie in, or "none yet".
#[must_use]
pub fn sum_words(sum: Option<f64>, range: Option<(f64, f64)>) -> String {
    match (sum, range) {
        (Some(sum), _) => points(sum),
        (None, Some((low, high))) => format!("{} to {}", points(low), points(high)),
        (None, None) => "none yet".to_owned(),
    }
}

/// Returns points with their sign: "+31.2", "−4.0", "0.0".
#[must_use]
pub fn signed_points(number: f64) -> String {
    let text = points(number);
    if number > 0.0 && text != "0.0" { format!("+{text}") } else { text }
}

/// Returns how an option compares with business as usual: "+31.2", or why nothing can be said.
#[must_use]
pub fn above_words(results: &Evaluation, row: usize, above: Option<f64>) -> String {
    use crate::appraisal::breakdown::baseline;
    match (baseline(results), above) {
        (Some(baseline), _) if baseline == row => "comparator".to_owned(),
        (_, Some(above)) => signed_points(above),
        (None, None) => "no business as usual".to_owned(),
        (Some(baseline), None) if results.standings[baseline].total.is_none() => {
            "business as usual has no total".to_owned()
        }
        (Some(_), None) => "no total yet".to_owned(),
    }
}

/// Returns the message of the contribution chart within a family or by criterion: which parts put the first ahead of the
/// second, and where it is weaker. Empty without a lead.
#[must_use]
pub fn where_parts_lead(results: &Evaluation, breakdown: &Breakdown) -> String {
    let Some(lead) = &results.lead else { return String::new() };
    let (leader, rival) = (&results.standings[lead.leader], &results.standings[lead.rival]);
    let both = breakdown.rows[lead.leader].parts.iter().zip(&breakdown.rows[lead.rival].parts);
    let gaps =
        both.zip(&breakdown.parts).filter_map(|((one, other), part)| Some((part.name.as_str(), (*one)? - (*other)?)));
    super::headline::gaps_sentence(gaps.collect(), &leader.name, &rival.name)
}

/// Returns what the contribution bars show, in words: every option's sum, and its largest part.
#[must_use]
pub fn breakdown_summary(results: &Evaluation, breakdown: &Breakdown, depth: Depth) -> String {
    let what = match depth {
        Depth::Families => "by family",
        Depth::Within(_) => "within one family",
        Depth::Criteria => "by criterion",
    };
    let most = breakdown.printed.map_or_else(String::new, |most| format!(" of at most {}", tenths(most)));
    let mut sentences = vec![format!("Weighted points {what}{most}.")];
    for place in results.order() {
        let (standing, row) = (&results.standings[place], &breakdown.rows[place]);
        let fails = if matches!(standing.gate, GateStanding::Fail(_)) { ", out of the running" } else { "" };
        let largest = largest(breakdown, row).map_or_else(String::new, |largest| format!(", most from {largest}"));
        sentences.push(format!("{}: {}{largest}{fails}.", standing.name, sum_words(row.sum, row.range)));
    }
    sentences.join(" ")
}

fn largest(breakdown: &Breakdown, row: &OptionRow) -> Option<String> {
    let parts = breakdown.parts.iter().zip(&row.parts).filter_map(|(part, points)| Some((part, (*points)?)));
    let (part, found) = parts.reduce(|best, other| if other.1 > best.1 { other } else { best })?;
    (found > 0.0).then(|| format!("{} ({})", part.name, points(found)))
}

#[cfg(test)]
mod tests {
    use super::{above_words, signed_points, sum_words};
    use crate::appraisal::Appraisal;
    use crate::appraisal::evaluate::evaluate;
    use crate::id::AppraisalId;

    #[test]
    fn sums_say_what_is_known() {
        assert_eq!(sum_words(Some(71.008), Some((71.008, 71.008))), "71.0");
        assert_eq!(sum_words(None, Some((30.0, 52.04))), "30.0 to 52.0");
        assert_eq!(sum_words(None, None), "none yet");
        assert_eq!([31.158, -4.0, 0.0, 0.01].map(signed_points), ["+31.2", "−4.0", "0.0", "0.0"]);
    }

    #[test]
    fn without_business_as_usual_nothing_is_compared() {
        let results = evaluate(&Appraisal::titled(AppraisalId(1), "Depots"));
        assert_eq!(above_words(&results, 0, None), "no business as usual");
    }
}
