//! Whether a workshop is ready to run, and what fits into its time.

use crate::appraisal::evaluate::{GateStanding, evaluate};
use crate::appraisal::{Appraisal, Role, Scale};
use crate::print::{as_typed, count};

/// Seconds of silence that one score takes.
const SECONDS_A_SCORE: f64 = 18.5;

/// Minutes that go to the opening, to weights and to the close, whatever is scored.
const FIXED: f64 = 56.0;

/// Minutes of breaks in a session of more than an hour and a half.
const BREAKS: f64 = 10.0;

/// Minutes that one discussion takes.
const A_TALK: f64 = 2.5;

/// Keys that somebody types in a second who copies figures from paper.
const KEYS_A_SECOND: f64 = 3.0;

/// What fits into the time of a workshop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How many cells are scored.
    pub n_cells: usize,
    /// How many people score them.
    pub n_people: usize,
    /// Minutes of silence while they do.
    pub silence: f64,
    /// Minutes that it takes to type what they wrote, by tens.
    pub typing: f64,
    /// How many discussions fit into what is left.
    pub n_talks: usize,
}

/// Returns what fits into a workshop of so many minutes in which so many people score so many cells in so many families.
///
/// # Reference
/// None: the minutes are those of the running order that Weighbridge proposes, measured in no room yet.
///
/// # Example
/// ```
/// use weighbridge::workshop::plan;
/// let two_hours = plan(78, 9, 4, 120.0);
/// assert_eq!((two_hours.silence.round(), two_hours.typing.round(), two_hours.n_talks), (24.0, 4.0, 12));
/// assert_eq!(two_hours.words(120.0), "78 scores from 9 people in 2 hours: 24 minutes of silence, 4 of typing behind it, and 12 discussions of 2½ minutes.");
/// ```
#[must_use]
pub fn plan(n_cells: usize, n_people: usize, n_families: usize, minutes: f64) -> Plan {
    let silence = n_cells as f64 * SECONDS_A_SCORE / 60.0;
    let breaks = if minutes > 90.0 { BREAKS } else { 0.0 };
    let left = (minutes - silence - breaks - FIXED).max(0.0);
    Plan {
        n_cells,
        n_people,
        silence,
        typing: (n_people * (n_cells + n_families)) as f64 / KEYS_A_SECOND / 60.0,
        // Not above a few hundred, and not below 0.
        n_talks: (left / A_TALK).round() as usize,
    }
}

impl Plan {
    /// Returns the plan as a sentence.
    #[must_use]
    pub fn words(&self, minutes: f64) -> String {
        let hours = minutes / 60.0;
        let time = match hours {
            1.0 => "1 hour".to_owned(),
            hours if hours.fract() == 0.0 => format!("{} hours", as_typed(hours)),
            _ => format!("{} minutes", as_typed(minutes)),
        };
        let talks = match self.n_talks {
            0 => "no time for a discussion. Take criteria out, or give the session longer".to_owned(),
            n => format!("{} of 2½ minutes", count(n, "discussion", "discussions")),
        };
        let minutes_of = |minutes: f64| as_typed(minutes.round().max(1.0));
        let silence = minutes_of(self.silence);
        let silence = if silence == "1" { "1 minute".to_owned() } else { format!("{silence} minutes") };
        format!(
            "{} from {} in {time}: {silence} of silence, {} of typing behind it, and {talks}.",
            count(self.n_cells, "score", "scores"),
            count(self.n_people, "person", "people"),
            minutes_of(self.typing),
        )
    }
}

/// Where something is put right that a workshop needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// Among the criteria of the appraisal.
    Criteria,
    /// Among its options and gates.
    Options,
    /// Among its scores.
    Scores,
}

/// Something that is not settled before a workshop begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unready {
    /// What it is, as a sentence.
    pub words: String,
    /// Where it is put right.
    pub place: Mended,
    /// Whether nothing can be scored before it is.
    pub blocks: bool,
}

/// Returns what of an appraisal is not settled before a room scores it.
#[must_use]
pub fn unready(appraisal: &Appraisal) -> Vec<Unready> {
    let leaves = appraisal.leaves();
    let mut found = Vec::new();
    let mut add = |place, blocks, words: String| found.push(Unready { words, place, blocks });
    let judged: Vec<_> = leaves.iter().filter(|(_, leaf)| leaf.scale == Scale::Direct).collect();
    if judged.is_empty() {
        add(Mended::Criteria, true, "No criterion is judged, so there is nothing to score.".to_owned());
    }
    if appraisal.alternatives.len() < 2 {
        add(Mended::Options, true, "There are fewer than two options.".to_owned());
    }
    let endless: Vec<&str> = judged
        .iter()
        .filter(|(_, leaf)| leaf.worst_anchor.trim().is_empty() || leaf.best_anchor.trim().is_empty())
        .map(|(criterion, _)| criterion.name.as_str())
        .collect();
    if !endless.is_empty() {
        let n = count(endless.len(), "judged criterion lacks", "judged criteria lack");
        add(Mended::Criteria, false, format!("{n} an end of the scale: {}.", endless.join(", ")));
    }
    let results = evaluate(appraisal);
    let is_measured = |at: &usize| leaves.get(*at).is_some_and(|(_, leaf)| leaf.scale != Scale::Direct);
    let n_facts: usize = (0..results.columns.len())
        .filter(is_measured)
        .map(|at| results.standings.iter().filter(|standing| standing.cells[at].points.is_none()).count())
        .sum();
    if n_facts > 0 {
        add(Mended::Scores, false, format!("{} of measured criteria missing.", count(n_facts, "fact is", "facts are")));
    }
    let n_gates = results.standings.iter().filter(|one| matches!(one.gate, GateStanding::Open(_))).count();
    if n_gates > 0 {
        add(Mended::Options, false, format!("Gates are not decided for {}.", count(n_gates, "option", "options")));
    }
    if appraisal.alternatives.iter().all(|option| option.role != Role::BusinessAsUsual) {
        add(Mended::Options, false, "Business as usual is not among the options.".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{plan, unready};
    use crate::appraisal::Appraisal;
    use crate::id::AppraisalId;

    #[test]
    fn an_hour_that_holds_no_discussion_says_so() {
        let hour = plan(78, 9, 4, 60.0);
        assert_eq!(hour.n_talks, 0);
        assert!(hour.words(60.0).ends_with("no time for a discussion. Take criteria out, or give the session longer."));
        assert!(plan(20, 9, 4, 120.0).n_talks > plan(78, 9, 4, 120.0).n_talks, "fewer scores leave more talk");
        assert!(plan(1, 1, 1, 90.0).words(90.0).starts_with("1 score from 1 person in 90 minutes: 1 minute of"));
    }

    #[test]
    fn an_empty_appraisal_cannot_be_scored() {
        let found = unready(&Appraisal::titled(AppraisalId(1), "Where"));
        assert!(found.iter().filter(|one| one.blocks).count() == 2, "{found:?}");
        assert!(found.iter().any(|one| one.words.starts_with("Business as usual")));
    }
}
