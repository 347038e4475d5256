//! An exported appraisal as somebody reads it who was not in the room: who decided what, in whose view, and each score with
//! its reason and its source.

use super::{date, ends_words, entry_words, how_points_arise, method_name, tenths, weight_set_name};
use crate::appraisal::evaluate::{Column, Evaluation, Standing};
use crate::appraisal::{Appraisal, Criterion, Leaf, Stage};
use crate::case::Case;
use crate::print::{capitalised, in_sentence};

/// Returns who decides what, on which basis and in whose view, term by term. What was not given says so.
#[must_use]
pub fn frame_facts(case: &Case, appraisal: &Appraisal) -> Vec<(&'static str, String)> {
    let or = |text: &str| if text.is_empty() { "not given".to_owned() } else { text.to_owned() };
    let context = &case.context;
    let roles = match appraisal.frame.room.as_slice() {
        [] => "not given".to_owned(),
        // A role may have a comma in it.
        roles => roles.join("; "),
    };
    vec![
        ("Who decides", or(&context.committee)),
        ("Date of the meeting", context.meeting.map_or_else(|| or(""), date)),
        ("Whose paper it is", or(&context.authority)),
        ("Who was in the room", roles),
        ("Stage", appraisal.frame.stage.map_or_else(|| or(""), |stage: Stage| capitalised(stage.word()))),
        ("Guidance", or(&appraisal.frame.guidance)),
        ("Smallest lead that counts", format!("{} points", super::as_typed(appraisal.materiality.get()))),
    ]
}

/// Returns how the weights in use were found, as a sentence.
#[must_use]
pub fn elicitation_words(appraisal: &Appraisal) -> String {
    let set = appraisal.weights_in_use.and_then(|id| appraisal.weight_set(id));
    let (name, how) = match set {
        Some(set) => (weight_set_name(appraisal, Some(set.id)), method_name(set.elicitation.method())),
        None => (weight_set_name(appraisal, None), "Swing weights"),
    };
    match (name == how, appraisal.weight_sets.len()) {
        (_, 0) => format!("The weights are {}, one set for everybody.", in_sentence(how)),
        (true, n) => format!("The weights in use are “{name}”, one of {} sets.", n + 1),
        (false, n) => format!("The weights in use are “{name}” ({}), one of {} sets.", in_sentence(how), n + 1),
    }
}

/// One criterion with the scores of every option on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCriterion {
    /// What it is called.
    pub name: String,
    /// What it means; may be empty.
    pub definition: String,
    /// Its weight, and what 0 and 100 points are, as a sentence.
    pub about: String,
    /// The score of each option, in the order of the options.
    pub scores: Vec<ReadScore>,
}

/// One score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadScore {
    /// The option.
    pub option: String,
    /// As it was given: "8 months", "60 points", "unknown".
    pub entry: String,
    /// Its points, from 0.0 to 100.0; a dash where it has none.
    pub points: String,
    /// How the points arise, as a sentence.
    pub how: String,
    /// Why; may be empty.
    pub reason: String,
    /// From where; may be empty.
    pub source: String,
}

/// Returns every score with its reason and its source, criterion by criterion.
#[must_use]
pub fn read_scores(appraisal: &Appraisal, results: &Evaluation) -> Vec<ReadCriterion> {
    let leaves = appraisal.leaves().into_iter().zip(&results.columns).enumerate();
    leaves
        .map(|(at, ((criterion, leaf), column))| read_criterion(appraisal, results, criterion, leaf, column, at))
        .collect()
}

fn read_criterion(
    appraisal: &Appraisal,
    results: &Evaluation,
    criterion: &Criterion,
    leaf: &Leaf,
    column: &Column,
    at: usize,
) -> ReadCriterion {
    let (worst, best) = ends_words(leaf);
    let weight = column.printed.map_or_else(
        || "It has no weight yet.".to_owned(),
        |weight| format!("Its weight is {} out of 100.", tenths(weight)),
    );
    let ends = format!("0 points: {}. 100 points: {}.", without_stop(&worst), without_stop(&best));
    let score = |standing: &Standing| {
        let given = appraisal.score(standing.alternative, criterion.id);
        let cell = &standing.cells[at];
        let state = given.map_or(crate::appraisal::ScoreState::NotScored, |score| score.state);
        let text =
            |read: fn(&crate::appraisal::Score) -> &String| given.map_or_else(String::new, |score| read(score).clone());
        ReadScore {
            option: standing.name.clone(),
            entry: capitalised(&entry_words(&leaf.scale, state)),
            points: cell.points.map_or_else(|| "–".to_owned(), super::points),
            how: how_points_arise(&leaf.scale, state, cell),
            reason: text(|score| &score.reason),
            source: text(|score| &score.source),
        }
    };
    ReadCriterion {
        name: criterion.name.clone(),
        definition: criterion.definition.clone(),
        about: format!("{weight} {ends}"),
        scores: results.standings.iter().map(score).collect(),
    }
}

fn without_stop(words: &str) -> String {
    capitalised(words.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::evaluate::evaluate;
    use crate::edit::{CaseEdit, Edit, ScoreEdit, TreeEdit, apply};
    use crate::finite::Finite;

    #[test]
    fn every_score_stands_with_its_reason_and_what_is_missing_says_so() {
        let mut case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
        let id = case.appraisals[0].id;
        let add = TreeEdit::AddCriterion(None, "Access".into()).into();
        case = apply(&case, &Edit::Appraisal(id, add)).unwrap();
        let (option, criterion) = (case.appraisals[0].alternatives[1].id, case.appraisals[0].leaves()[0].0.id);
        let points = crate::appraisal::ScoreState::Points(Finite::from(60));
        for edit in [ScoreEdit::Set(option, criterion, points), ScoreEdit::SetReason(option, criterion, "Near.".into())]
        {
            case = apply(&case, &Edit::Appraisal(id, edit.into())).unwrap();
        }
        let found = read_scores(&case.appraisals[0], &evaluate(&case.appraisals[0]));
        assert_eq!(found.len(), 1);
        let about = "It has no weight yet. 0 points: Not yet described. 100 points: Not yet described.";
        assert_eq!(found[0].about, about);
        let line = |at: usize| {
            let score = &found[0].scores[at];
            [&score.entry, &score.points, &score.reason].map(String::as_str)
        };
        assert_eq!(line(0), ["Not scored", "–", ""]);
        assert_eq!(line(1), ["60 points", "60.0", "Near."]);
        let facts = frame_facts(&case, &case.appraisals[0]);
        assert_eq!(facts[0], ("Who decides", "not given".to_owned()));
        assert_eq!(elicitation_words(&case.appraisals[0]), "The weights are swing weights, one set for everybody.");
    }
}
