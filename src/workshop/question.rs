//! What a round asks, as people read it.

use super::reply::Reply;
use crate::appraisal::Appraisal;
use crate::digest::digest;
use crate::id::{AlternativeId, CriterionId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What a round asks everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Points of options on one criterion, between its two ends.
    Scores(ScoresAsked),
    /// Points for the moves on criteria, from the worst end to the best, the biggest move 100.
    Swings(Vec<CriterionId>),
    /// Which of the moves is the biggest.
    Biggest(Vec<CriterionId>),
    /// Which option they would choose today.
    Choice(Vec<AlternativeId>),
}

/// A criterion and the options that are scored on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ScoresAsked {
    /// The criterion.
    pub criterion: CriterionId,
    /// The options, in the order in which they are read out.
    pub options: Vec<AlternativeId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a set of answers does not obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Which answer, from 0.
    pub at: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl Question {
    /// Returns the question of how options score on a criterion.
    #[must_use]
    pub fn scores(criterion: CriterionId, options: Vec<AlternativeId>) -> Question {
        Question::Scores(ScoresAsked { criterion, options, unknown: Unknown::new() })
    }

    /// Returns what is asked about, by its ids, in order.
    #[must_use]
    pub fn items(&self) -> Vec<u32> {
        match self {
            Question::Scores(asked) => asked.options.iter().map(|id| id.0).collect(),
            Question::Choice(options) => options.iter().map(|id| id.0).collect(),
            Question::Swings(criteria) | Question::Biggest(criteria) => criteria.iter().map(|id| id.0).collect(),
        }
    }

    /// Returns the criterion that options are scored on, if they are.
    #[must_use]
    pub fn criterion(&self) -> Option<CriterionId> {
        match self {
            Question::Scores(asked) => Some(asked.criterion),
            Question::Swings(_) | Question::Biggest(_) | Question::Choice(_) => None,
        }
    }

    /// Returns whether one of several is asked for.
    #[must_use]
    pub fn asks_for_one(&self) -> bool {
        matches!(self, Question::Biggest(_) | Question::Choice(_))
    }

    /// Returns whether two questions are about the same, whatever of it is asked: a second round may ask for less.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Question) -> bool {
        match (self, other) {
            (Question::Scores(one), Question::Scores(other)) => one.criterion == other.criterion,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Returns what answers do not obey, if anything: each is about something that is asked, once, and of the kind that is
    /// asked for.
    ///
    /// # Example
    /// ```
    /// use weighbridge::id::{AlternativeId, CriterionId};
    /// use weighbridge::workshop::{Question, Reply};
    /// let question = Question::scores(CriterionId(4), vec![AlternativeId(2), AlternativeId(3)]);
    /// assert_eq!(question.unfit(&[(2, Reply::Abstain)]), None);
    /// let unfit = question.unfit(&[(2, Reply::Unknown), (9, Reply::Unknown)]).unwrap();
    /// assert_eq!((unfit.at, unfit.expected), (1, "something that was asked about"));
    /// ```
    #[must_use]
    pub fn unfit(&self, replies: &[(u32, Reply)]) -> Option<Unfit> {
        let (items, mut seen): (HashSet<u32>, HashSet<u32>) = (self.items().into_iter().collect(), HashSet::new());
        for (at, (item, reply)) in replies.iter().enumerate() {
            let expected = if !items.contains(item) {
                Some("something that was asked about")
            } else if !seen.insert(*item) {
                Some("one answer for each thing")
            } else {
                match (self.asks_for_one(), reply) {
                    (true, Reply::Chosen) if at == 0 => None,
                    (true, Reply::Chosen) => Some("one choice"),
                    (true, Reply::Points(_) | Reply::Abstain | Reply::Unknown) => Some("a choice"),
                    (false, Reply::Chosen) => Some("points, “abstain” or “unknown”"),
                    (false, Reply::Points(_) | Reply::Abstain | Reply::Unknown) => None,
                }
            };
            if let Some(expected) = expected {
                return Some(Unfit { at, expected });
            }
        }
        None
    }

    /// Returns the digest of the question as people read it: names, definitions, scales and both ends, and the options in
    /// their order. `None` where something that it asks about is not there. A ballot carries it, so that an end that was
    /// worded anew in between is noticed.
    #[must_use]
    pub fn digest(&self, appraisal: &Appraisal) -> Option<String> {
        let leaves = appraisal.leaves();
        let option = |id: &AlternativeId| appraisal.alternative(*id).map(|option| vec![option.name.clone()]);
        let criterion = |id: &CriterionId| {
            let (criterion, leaf) = leaves.iter().find(|(criterion, _)| criterion.id == *id)?;
            let ends = [leaf.scale.line(), leaf.worst_anchor.clone(), leaf.best_anchor.clone()];
            Some([criterion.name.clone(), criterion.definition.clone()].into_iter().chain(ends).collect::<Vec<_>>())
        };
        let (kind, said): (&str, Option<Vec<Vec<String>>>) = match self {
            Question::Scores(asked) => {
                let options = asked.options.iter().map(option);
                ("scores", std::iter::once(criterion(&asked.criterion)).chain(options).collect())
            }
            Question::Swings(criteria) => ("swings", criteria.iter().map(criterion).collect()),
            Question::Biggest(criteria) => ("biggest", criteria.iter().map(criterion).collect()),
            Question::Choice(options) => ("choice", options.iter().map(option).collect()),
        };
        // Each text with its length before it, so that no two questions read alike.
        let told = |text: &String| format!("{}:{text};", text.len());
        let words = said?.iter().map(|texts| texts.iter().map(told).collect::<String>() + "\n").collect::<String>();
        Some(digest(&format!("{kind}\n{words}")))
    }
}

#[cfg(test)]
mod tests {
    use super::Question;
    use crate::appraisal::{Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role};
    use crate::id::{AlternativeId, AppraisalId, CriterionId};
    use crate::unknown::Unknown;
    use crate::workshop::reply::{Points, Reply};

    fn appraisal() -> Appraisal {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Where");
        for id in [2, 3] {
            appraisal.alternatives.push(Alternative::named(AlternativeId(id), &format!("Site {id}"), Role::Candidate));
        }
        let leaf = Leaf { worst_anchor: "none".into(), best_anchor: "all".into(), ..Leaf::default() };
        appraisal.criteria.push(Criterion {
            id: CriterionId(4),
            name: "Access".into(),
            definition: String::new(),
            goal: None,
            kind: CriterionKind::Leaf(leaf),
            unknown: Unknown::new(),
        });
        appraisal
    }

    #[test]
    fn a_question_that_reads_otherwise_has_another_digest() {
        let scores = Question::scores(CriterionId(4), vec![AlternativeId(2), AlternativeId(3)]);
        let before = scores.digest(&appraisal()).unwrap();
        let changes: [fn(&mut Appraisal); 4] = [
            |appraisal| appraisal.criteria[0].name.push('!'),
            |appraisal| appraisal.criteria[0].definition.push('!'),
            |appraisal| appraisal.alternatives[1].name.push('!'),
            |appraisal| {
                if let CriterionKind::Leaf(leaf) = &mut appraisal.criteria[0].kind {
                    leaf.best_anchor.push('!');
                }
            },
        ];
        for change in changes {
            let mut changed = appraisal();
            change(&mut changed);
            assert_ne!(scores.digest(&changed), Some(before.clone()));
        }
        let turned = Question::scores(CriterionId(4), vec![AlternativeId(3), AlternativeId(2)]);
        assert_ne!(turned.digest(&appraisal()), Some(before.clone()));
        let mut other = appraisal();
        other.title.push('!');
        assert_eq!(scores.digest(&other), Some(before), "what people do not read is not in it");
        assert_eq!(Question::Choice(vec![AlternativeId(9)]).digest(&appraisal()), None);
    }

    #[test]
    fn answers_fit_their_question() {
        let points = Reply::Points(Points::new(60).unwrap());
        let choice = Question::Choice(vec![AlternativeId(2), AlternativeId(3)]);
        assert_eq!(choice.unfit(&[(3, Reply::Chosen)]), None);
        assert_eq!(choice.unfit(&[]), None);
        assert!(choice.unfit(&[(2, Reply::Chosen), (3, Reply::Chosen)]).is_some());
        assert!(choice.unfit(&[(2, points)]).is_some());
        let swings = Question::Swings(vec![CriterionId(4)]);
        assert_eq!(swings.unfit(&[(4, points)]), None);
        assert_eq!(swings.unfit(&[(4, points), (4, points)]).unwrap().at, 1);
        assert!(swings.unfit(&[(4, Reply::Chosen)]).is_some());
    }
}
