//! The health check in words: what was found, why it matters, what to do; and how far each step is.

use super::asked::{asked_why, asked_words};
use super::finding_words::FindingWords;
use super::report_text::text_finding_words;
use super::workshop;
use super::{count, decimal, list, points};
use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::Evaluation;
use crate::health::{Finding, Gap, Kind, Place};
use crate::log::{Event, LogEntry, Part};
use std::sync::Arc;

/// The longest list of names in a finding; the rest is counted.
const LONGEST_LIST: usize = 6;

/// Returns a finding in words: one on an appraisal of the case, or one on its programme.
#[must_use]
pub fn finding_words(appraisal: Option<&Appraisal>, finding: &Finding) -> FindingWords {
    if let Kind::OfText(found) = &finding.kind {
        return text_finding_words(found);
    }
    let (why, todo) = why_and_todo(&finding.kind);
    let (about, what) = match (&finding.kind, appraisal) {
        (Kind::Asked(asked), _) => asked_words(asked),
        (_, Some(appraisal)) => (String::new(), what(appraisal, finding)),
        (_, None) => (String::new(), String::new()),
    };
    FindingWords { about, what, why, todo }
}

/// Returns the name of the step at which a finding is put right.
#[must_use]
pub fn place_words(place: Place) -> &'static str {
    match place {
        Place::Programme => "Programme, initiatives",
        Place::Money => "Programme, money",
        Place::Report => "Programme, the report",
        Place::Carbon => "Programme, carbon and social value",
        Place::Alignment => "Alignment",
        Place::Choose => "Alignment, choose",
        Place::Context => "Step 1, Context and roles",
        Place::Options => "Step 2, Options and gates",
        Place::Criteria => "Step 3, Criteria",
        Place::Scores => "Step 4, Scores",
        Place::Costs => "Step 5, Costs",
        Place::Weights => "Step 6, Weights",
        Place::Results => "Step 7, Results",
        Place::Record => "Step 9, Record",
    }
}

/// Returns how many findings stand in the way, as a sentence.
#[must_use]
pub fn health_sentence(n_open: usize, n_answered: usize, n_prompts: usize) -> String {
    if n_open + n_answered + n_prompts == 0 {
        return "The health check found nothing.".to_owned();
    }
    let open = match n_open {
        0 => "Nothing prevents an export.".to_owned(),
        1 => "Fix 1 finding, or give a reason for leaving it.".to_owned(),
        n => format!("Fix {}, or give a reason for leaving them.", count(n, "finding", "findings")),
    };
    let mut rest = Vec::new();
    if n_answered > 0 {
        rest.push(count(n_answered, "is answered", "are answered"));
    }
    if n_prompts > 0 {
        rest.push(count(n_prompts, "more is worth a look", "more are worth a look"));
    }
    if rest.is_empty() { open } else { format!("{open} {}.", list(&rest)) }
}

/// Returns what a reader will ask where another option is recommended than the one that leads; empty where none is, and
/// while weights are given blind.
#[must_use]
pub fn recommended_beside_leader(appraisal: &Appraisal, results: &Evaluation) -> String {
    let recommended = appraisal.record.recommended.filter(|_| !appraisal.blind);
    let own = results.standings.iter().find(|standing| Some(standing.alternative) == recommended);
    let first = results.ranking().into_iter().next();
    match (own, first) {
        (Some(own), Some(first)) if own.rank != Some(1) => {
            format!("{} leads, but {} is recommended. Say why below.", first.name, own.name)
        }
        _ => String::new(),
    }
}

/// Returns what an entry of the log says happened.
#[must_use]
pub fn log_words(entry: &LogEntry) -> String {
    match entry.event {
        Event::Changed => entry.what.clone(),
        Event::Undone => format!("Undone: {}", entry.what),
        Event::Redone => format!("Redone: {}", entry.what),
        Event::RankingShown(_) => format!("Ranking first shown: {}", entry.what),
        Event::ChoiceShown(_) => format!("Chosen set first shown: {}", entry.what),
    }
}

/// Returns how much was changed after a ranking or a chosen set was first shown, as a sentence.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit}, history::{History, Stamp}, id::AppraisalId};
/// use weighbridge::present::log_sentence;
/// let (mut history, stamp) = (History::new(Case::titled("Depots"), Vec::new()), Stamp { at: "2026-11-21T14:02:11Z", by: "" });
/// assert_eq!(log_sentence(history.log()), "No ranking has been shown yet.");
/// history.note_ranking_shown(AppraisalId(1), stamp);
/// assert_eq!(log_sentence(history.log()), "Nothing has changed since the ranking was first shown.");
/// history.commit(&Edit::Case(CaseEdit::SetTitle("Depots 2027".into())), stamp)?;
/// assert_eq!(log_sentence(history.log()), "1 change was made after the ranking was first shown.");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn log_sentence(log: &[Arc<LogEntry>]) -> String {
    let is_shown = |shown: fn(&Event) -> bool| log.iter().any(|entry| shown(&entry.event));
    let ranking = is_shown(|event| matches!(event, Event::RankingShown(_)));
    let choice = is_shown(|event| matches!(event, Event::ChoiceShown(_)));
    let what = match (ranking, choice) {
        (false, false) => return "No ranking has been shown yet.".to_owned(),
        (true, false) => "the ranking",
        (false, true) => "the chosen set",
        (true, true) => "a ranking or a chosen set",
    };
    match log.iter().filter(|entry| entry.after_ranking && entry.event == Event::Changed).count() {
        0 => format!("Nothing has changed since {what} was first shown."),
        n => format!("{} made after {what} was first shown.", count(n, "change was", "changes were")),
    }
}

/// Returns what an export with open findings asks for.
#[must_use]
pub fn export_sentence(n_open: usize) -> String {
    format!("{} no reason yet.", count(n_open, "open finding has", "open findings have"))
}

/// Returns the name of an exported appraisal: its title and the day, for example "Data centre siting, 2026-11-21.json".
#[must_use]
pub fn export_name(title: &str, at: &str) -> String {
    format!("{title}, {}.json", at.get(..10).unwrap_or(at))
}

/// Returns the line of a paper that names its committee file by the first digits of a digest.
#[must_use]
pub fn paper_digest(digits: &str) -> String {
    format!("Digest of the inputs: {digits}. The committee file that goes with this paper has the same.")
}

fn names(all: &[&str]) -> String {
    // A name with a comma in it would read as two.
    let quoted = |name: &&str| if name.contains(',') { format!("“{name}”") } else { (*name).to_owned() };
    let all: Vec<String> = all.iter().map(quoted).collect();
    if all.len() <= LONGEST_LIST {
        return list(&all);
    }
    let more = format!("{} more", all.len() - (LONGEST_LIST - 1));
    let shown: Vec<&String> = all[..LONGEST_LIST - 1].iter().chain([&more]).collect();
    list(&shown)
}

fn what(appraisal: &Appraisal, finding: &Finding) -> String {
    let options: Vec<&str> =
        finding.options().filter_map(|id| appraisal.alternative(id)).map(|option| option.name.as_str()).collect();
    let criteria: Vec<&str> =
        finding.criteria().filter_map(|id| appraisal.criterion(id)).map(|found| found.name.as_str()).collect();
    let gate = appraisal.gates.iter().find(|gate| Some(gate.id) == finding.gate()).map_or("gate", |gate| &gate.name);
    let (on_options, on_criteria) = (names(&options), names(&criteria));
    let verb = |n: usize, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    let cells = |one: &str, many: &str| {
        let n = finding.n_things(appraisal);
        format!("{}: {on_options}, on {on_criteria}.", count(n, one, many))
    };
    match &finding.kind {
        Kind::Context(gaps) => {
            let said: Vec<&str> = gaps.iter().map(|gap| gap_words(*gap)).collect();
            format!("The context does not say {}.", list(&said))
        }
        Kind::NoMateriality => {
            "Any lead counts, however small: the smallest lead that counts is set to 0 points.".to_owned()
        }
        Kind::FewOptions => "Fewer than two options are in the running.".to_owned(),
        Kind::NoBusinessAsUsual => "There is no business as usual to compare with.".to_owned(),
        Kind::BusinessAsUsualDropped => "Business as usual was left out; the reason is recorded.".to_owned(),
        Kind::NoDoMinimum => "There is no do-minimum, and no reason why not.".to_owned(),
        Kind::GateOpen => format!("Not decided at the gate {gate}: {on_options}."),
        Kind::GateWithoutEvidence => format!("Judged without evidence at the gate {gate}: {on_options}."),
        Kind::SameName if options.is_empty() => {
            format!("{} look alike by name: {}.", count(criteria.len(), "criterion", "criteria"), criteria[0])
        }
        Kind::SameName => format!("{} look alike by name: {}.", count(options.len(), "option", "options"), options[0]),
        Kind::NoCriteria => "There are no criteria.".to_owned(),
        Kind::Undefined => format!("Not defined: {on_criteria}."),
        Kind::EndsNotDescribed => format!("An end of the scale of {on_criteria} is not described."),
        Kind::SameEverywhere => format!("All options score the same on {on_criteria}."),
        Kind::OtherScale { low, high } => {
            let (low, high) = (decimal(*low, 0), decimal(*high, 0));
            format!("All scores on {on_criteria} are from {low} to {high} of 100 points.")
        }
        Kind::HardlyUsed { span } => {
            format!(
                "The options are {} of 100 points apart on {on_criteria}, from the worst to the best.",
                super::gap(*span)
            )
        }
        Kind::Alike => format!("{on_criteria} put the options in nearly the same order, or nearly the opposite one."),
        Kind::CostScored => format!("{on_criteria} may be a cost scored as a benefit."),
        Kind::MoneyScored => format!("{on_criteria} is scored in money while the options also have costs."),
        Kind::CarbonTwice => format!("Carbon is scored more than once: {on_criteria}."),
        Kind::CarbonPriced => format!("Carbon is priced beside the costs and scored on {on_criteria}."),
        Kind::Unscored if options.is_empty() => "No score has been given yet.".to_owned(),
        Kind::Unscored => cells("cell is not scored", "cells are not scored"),
        Kind::UnknownScore => cells("score is unknown", "scores are unknown"),
        Kind::NotApplicable => cells("score is not applicable", "scores are not applicable"),
        Kind::NoEffectUnanchored => cells(
            "score depends on business as usual, which has none",
            "scores depend on business as usual, which has none",
        ),
        Kind::Unfit => cells("score does not fit its scale", "scores do not fit their scale"),
        Kind::OutsideScale => cells("measure is beyond its scale", "measures are beyond their scale"),
        Kind::RangeMissesScore => cells("range does not hold its score", "ranges do not hold their score"),
        Kind::NoReason => cells("score has no reason", "scores have no reason"),
        Kind::NoSource => cells("score has no source", "scores have no source"),
        Kind::Unweighted if criteria.is_empty() => "No weight has been given yet.".to_owned(),
        Kind::Unweighted => format!("{on_criteria} {} no weight.", verb(criteria.len(), "has", "have")),
        Kind::ZeroWeight => format!("{on_criteria} has weight 0: its scores count for nothing."),
        Kind::Blind => "Weights are still being given blind.".to_owned(),
        Kind::WeighedBeforeEnds => format!("{on_criteria} was weighed before both ends of its scale were described."),
        Kind::EndsChanged => format!("The scale of {on_criteria} was changed after it had been weighed."),
        Kind::Inconsistent { ratio } => {
            let ratio = decimal(*ratio, 2);
            format!("Judgements contradict each other: consistency ratio {ratio}. Look again at {on_criteria}.")
        }
        Kind::EqualWeights { points: gap, same_leader } => {
            let (leader, rival) = (options.first().unwrap_or(&""), options.get(1).unwrap_or(&""));
            let gap = points(*gap);
            if *same_leader {
                format!(
                    "With equal weights {leader} is only {gap} points ahead of {rival}, below the smallest lead that counts."
                )
            } else {
                format!("With equal weights {leader} would lead, {gap} points ahead of {rival}.")
            }
        }
        Kind::LeadBelowMateriality { points: gap, materiality } => {
            format!("{on_options} are {} points apart, below the {} that count.", points(*gap), points(*materiality))
        }
        Kind::NoUplift => format!("No optimism bias is added to the costs of {on_options}."),
        Kind::NoCost => format!("No cost is given for {on_options}."),
        Kind::NoRecommendation => "No option is recommended.".to_owned(),
        Kind::NoWhy => format!("No reason is given for recommending {on_options}."),
        Kind::NotTheLeader => format!("{on_options} is recommended but does not lead, and no reason is given."),
        Kind::RecommendedFails => format!("{on_options} is recommended and fails a gate."),
        Kind::NoDissent => "Dissent is not recorded. If there was none, say so.".to_owned(),
        Kind::ChangedAfter { part, n } => {
            format!("{} after the ranking was first shown.", count(*n, part_words(*part).0, part_words(*part).1))
        }
        // These are of the programme, and no appraisal knows them.
        Kind::Asked(_) | Kind::OfText(_) => String::new(),
        Kind::Workshop(_, kind) => workshop::what(appraisal, *kind, finding),
    }
}

fn part_words(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Scores => ("change to scores was made", "changes to scores were made"),
        Part::Weights => ("change to weights was made", "changes to weights were made"),
        Part::Frame => {
            ("change to options, gates or criteria was made", "changes to options, gates or criteria were made")
        }
    }
}

fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Authority => "whose decision it is",
        Gap::Committee => "which committee takes it",
        Gap::Meeting => "when the committee meets",
        Gap::Stage => "the stage of the decision",
        Gap::Guidance => "which guidance is followed",
        Gap::Room => "who was in the room",
        Gap::Basis => "what is decided, over which years and in which prices",
    }
}

/// Returns why a reader would mind, and what to do about it.
fn why_and_todo(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Context(_) => ("A reader cannot tell who answers for the figures.", "Add it under Context."),
        Kind::NoMateriality => ("Scores are not exact to the point.", "Set the smallest lead that counts."),
        Kind::FewOptions => ("A choice of one is no appraisal.", "Add an option, or look at the gates again."),
        Kind::NoBusinessAsUsual | Kind::BusinessAsUsualDropped => {
            ("Without it nobody can see what a change is worth.", "Bring it back as the comparator.")
        }
        Kind::NoDoMinimum => (
            "A reader will ask for the least that would meet the need.",
            "Add a do-minimum, or leave it out with a reason.",
        ),
        Kind::GateOpen => ("The option may be out of the running.", "Decide it, with evidence."),
        Kind::GateWithoutEvidence => ("A gate rules options out; it needs proof.", "Say what the verdict rests on."),
        Kind::SameName => ("A reader cannot tell which is meant.", "Give each a name of its own."),
        Kind::NoCriteria => ("Without criteria nothing says what a good option is.", "Add criteria."),
        Kind::Undefined => ("Two people would not score alike.", "Say what is meant, or describe both ends."),
        Kind::EndsNotDescribed => ("Points mean nothing without their ends.", "Describe what 0 and 100 look like."),
        Kind::SameEverywhere => (
            "It takes weight but does not separate the options.",
            "Keep it for the record or leave it out; the ranking stays.",
        ),
        Kind::OtherScale { .. } => (
            "It looks like scores on another scale, such as 1 to 5; here they are a few points of a hundred.",
            "Score them from 0 to 100, or say that they are meant to be so low.",
        ),
        Kind::HardlyUsed { .. } => (
            "Its weight was given for the whole scale, but it can change a total by only a tenth of that.",
            "Bring the ends of the scale closer, and weigh it again.",
        ),
        Kind::Alike => (
            "The same thing may be counted twice. This is a prompt, not a proof.",
            "Check that each measures something different.",
        ),
        Kind::CostScored => (
            "Cost is shown beside value, so it counts twice if it is scored too.",
            "Move it to the costs, or say why it is a benefit.",
        ),
        Kind::MoneyScored => ("The same pounds would count twice.", "Leave it out of the criteria, or of the costs."),
        Kind::CarbonTwice => {
            ("The same tonnes may count several times.", "Merge them, or say what each counts that the others do not.")
        }
        Kind::CarbonPriced => (
            "Adding the price to the costs would count it twice.",
            "Keep the two apart in the paper, as they are here.",
        ),
        Kind::Unscored => {
            ("A missing score is never treated as 0, so the total is open.", "Score it, or say that it is unknown.")
        }
        Kind::UnknownScore => ("There is no total.", "Find the evidence, or give a range."),
        Kind::NotApplicable => (
            "There is no total: the option is not judged on the same things.",
            "Score it, or ask whether the criterion belongs.",
        ),
        Kind::NoEffectUnanchored => ("No effect means as in business as usual.", "Score business as usual first."),
        Kind::Unfit => ("It earns no points.", "Give it again on the scale as it is now."),
        Kind::OutsideScale => ("It counts as the end of the scale, no more.", "Widen the scale, or check the measure."),
        Kind::RangeMissesScore => ("Low, score and high contradict each other.", "Correct the range."),
        Kind::NoReason => ("A score without a reason cannot be checked.", "Give the reason in a sentence."),
        Kind::NoSource => ("The evidence cannot be looked up.", "Say where it is."),
        Kind::Unweighted => {
            ("It counts for nothing until it has weight.", "Give it a weight for the improvement from worst to best.")
        }
        Kind::ZeroWeight => ("A reader will ask why it is there.", "Give it weight, or leave it out."),
        Kind::Blind => ("The ranking is hidden until they are finished.", "Finish the weighting."),
        Kind::WeighedBeforeEnds => {
            ("A weight is for the improvement between two ends.", "Describe the ends; weigh again.")
        }
        Kind::EndsChanged => {
            ("The weight was for a different improvement.", "Weigh it again, or say that it still holds.")
        }
        Kind::Inconsistent { .. } => ("Above 0.10, judgements are closer to chance.", "Judge that pair again."),
        Kind::EqualWeights { .. } => ("The answer rests on the weights.", "Say in the paper why they are not equal."),
        Kind::LeadBelowMateriality { .. } => {
            ("By your own measure there is no clear leader.", "Say what else decides, or find better evidence.")
        }
        Kind::NoUplift => ("Early estimates are usually too low.", "Add an uplift with its class and source."),
        Kind::NoCost => ("Value for money cannot be compared.", "Give their costs, or say why there are none."),
        Kind::NoRecommendation => ("The committee is asked to decide something.", "Choose the option put forward."),
        Kind::NoWhy => ("A total is no reason by itself.", "Say why, in words."),
        Kind::NotTheLeader => ("A reader will ask why the first was passed over.", "Say why, in words."),
        Kind::RecommendedFails => ("It is out of the running.", "Recommend another, or look at the gate again."),
        Kind::NoDissent => ("Silence reads as agreement.", "Say who disagreed and why, or that nobody did."),
        Kind::ChangedAfter { .. } => {
            ("It may look as if the answer came first.", "Say what changed and why; the log below is exported.")
        }
        Kind::Asked(asked) => asked_why(asked.rule),
        Kind::OfText(_) => ("", ""),
        Kind::Workshop(_, kind) => workshop::why_and_todo(*kind),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{export_name, finding_words, health_sentence, recommended_beside_leader};
    use crate::appraisal::evaluate::evaluate;
    use crate::case::Case;
    use crate::edit::{AppraisalEdit, CaseEdit, Edit, TreeEdit, apply};
    use crate::health::{Finding, check};
    use crate::id::AlternativeId;

    pub(in crate::present) fn edited(edits: Vec<AppraisalEdit>) -> Case {
        let mut case =
            apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".to_owned()))).unwrap();
        for edit in edits {
            case = apply(&case, &Edit::Appraisal(case.appraisals[0].id, edit)).unwrap();
        }
        case
    }

    pub(in crate::present) fn findings(case: &Case) -> Vec<Finding> {
        check(case, &case.appraisals[0], &evaluate(&case.appraisals[0]), &[])
    }

    #[test]
    fn findings_name_their_places_in_plain_words() {
        let case = edited(vec![TreeEdit::AddCriterion(None, "Access".to_owned()).into()]);
        let words: Vec<String> =
            findings(&case).iter().map(|finding| finding_words(Some(&case.appraisals[0]), finding).what).collect();
        for expected in [
            "An end of the scale of Access is not described.",
            "No score has been given yet.",
            "No weight has been given yet.",
            "No option is recommended.",
        ] {
            assert!(words.iter().any(|found| found == expected), "{expected}: {words:?}");
        }
    }

    #[test]
    fn a_long_list_is_cut_and_a_name_with_a_comma_is_quoted() {
        let all = ["Flood, power", "B", "C", "D", "E", "F", "G"];
        assert_eq!(super::names(&all), "“Flood, power”, B, C, D, E and 2 more");
        assert_eq!(super::names(&all[..2]), "“Flood, power” and B");
    }

    #[test]
    fn sentences() {
        assert_eq!(health_sentence(0, 0, 0), "The health check found nothing.");
        let two = "Fix 1 finding, or give a reason for leaving it. 2 are answered and 1 more is worth a look.";
        assert_eq!(health_sentence(1, 2, 1), two);
        assert_eq!(export_name("Siting", "2026-11-21T14:02:11Z"), "Siting, 2026-11-21.json");
        let mut case = edited(Vec::new());
        let results = evaluate(&case.appraisals[0]);
        std::sync::Arc::make_mut(&mut case.appraisals[0]).record.recommended = Some(AlternativeId(2));
        assert_eq!(recommended_beside_leader(&case.appraisals[0], &results), "", "nothing leads");
    }
}
