//! How far the costs are, in words.

use super::steps::Progress;
use super::{count, list};
use crate::appraisal::Appraisal;
use crate::appraisal::whole_life::whole_life;

/// The longest list of names; the rest is counted.
const LONGEST_LIST: usize = 4;

/// Returns how many options have a whole-life cost, and which have none.
#[must_use]
pub fn costs_progress(appraisal: &Appraisal) -> Progress {
    let costs = whole_life(appraisal);
    let without: Vec<&str> = appraisal
        .alternatives
        .iter()
        .zip(&costs)
        .filter(|(_, cost)| cost.total.is_none())
        .map(|(option, _)| option.name.as_str())
        .collect();
    let n = appraisal.alternatives.len();
    let finding = match (n, n - without.len()) {
        (0, _) => "Costs come after options.".to_owned(),
        (_, 0) => "What does each option cost over its life?".to_owned(),
        (n, given) if given == n => format!("{} a cost.", count(n, "option has", "options have")),
        (n, given) => format!("{given} of {n} options have a cost."),
    };
    let open = match without.len() {
        0 => String::new(),
        n if n == appraisal.alternatives.len() => String::new(),
        n if n <= LONGEST_LIST => format!("Still to come: {}.", list(&without)),
        n => format!("Still to come: {}.", count(n, "option", "options")),
    };
    Progress { finding, open }
}

#[cfg(test)]
mod tests {
    use super::costs_progress;
    use crate::appraisal::{Alternative, Appraisal, Cost, Role};
    use crate::id::{AlternativeId, AppraisalId};
    use crate::pence::Pence;

    #[test]
    fn options_without_a_cost_are_named() {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Depots");
        assert_eq!(costs_progress(&appraisal).finding, "Costs come after options.");
        for (id, name) in [(2, "Stay"), (3, "Move")] {
            appraisal.alternatives.push(Alternative::named(AlternativeId(id), name, Role::Candidate));
        }
        assert_eq!(costs_progress(&appraisal).finding, "What does each option cost over its life?");
        let cost = Cost { present_value: Pence::new(100), ..Cost::default() };
        appraisal.alternatives[0].cost = Some(cost.clone());
        let found = costs_progress(&appraisal);
        assert_eq!(
            (found.finding.as_str(), found.open.as_str()),
            ("1 of 2 options have a cost.", "Still to come: Move.")
        );
        appraisal.alternatives[1].cost = Some(cost);
        assert_eq!(costs_progress(&appraisal).finding, "2 options have a cost.");
    }
}
