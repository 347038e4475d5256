//! The names of an appraisal as a block may give them, and its scores by place.

use super::{Leaf, Score};
use crate::appraisal::entry;
use crate::appraisal::{Appraisal, Role};
use crate::finite::Finite;
use crate::id::{AlternativeId, CriterionId};
use crate::spelling::folded;
use std::collections::HashMap;

/// What a row or column of headings names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Option,
    Criterion,
}

/// The names of the appraisal, as names are compared, and its scores by place.
pub(super) struct Known<'a> {
    pub(super) options: Vec<(AlternativeId, String)>,
    pub(super) leaves: Vec<(CriterionId, String, &'a Leaf)>,
    families: Vec<String>,
    pub(super) scores: HashMap<(AlternativeId, CriterionId), &'a Score>,
    pub(super) baseline: Option<AlternativeId>,
}

impl<'a> Known<'a> {
    pub(super) fn new(appraisal: &'a Appraisal) -> Known<'a> {
        let families = appraisal.walk().filter(|node| node.criterion.is_family());
        let baseline = appraisal.alternatives.iter().find(|option| option.role == Role::BusinessAsUsual);
        Known {
            options: appraisal.alternatives.iter().map(|option| (option.id, folded(&option.name))).collect(),
            leaves: appraisal.leaves().into_iter().map(|(one, leaf)| (one.id, folded(&one.name), leaf)).collect(),
            families: families.map(|node| folded(&node.criterion.name)).collect(),
            scores: appraisal.scores.iter().map(|score| ((score.alternative, score.criterion), score)).collect(),
            baseline: baseline.map(|option| option.id),
        }
    }

    /// Returns where the options or leaves of a name stand: none, one, or several that cannot be told apart.
    pub(super) fn position(&self, noun: Noun, name: &str) -> Vec<usize> {
        let name = folded(name);
        let hits = |names: &mut dyn Iterator<Item = &String>| {
            names.enumerate().filter(|(_, known)| **known == name).map(|(i, _)| i).collect()
        };
        match noun {
            Noun::Option => hits(&mut self.options.iter().map(|(_, name)| name)),
            Noun::Criterion => hits(&mut self.leaves.iter().map(|(_, name, _)| name)),
        }
    }

    pub(super) fn is_family(&self, name: &str) -> bool {
        self.families.contains(&folded(name))
    }

    /// Returns what a line of cells names more often, and how often; `None` where it names nothing. A number is a name only
    /// among other names, or where the corner of the block is left free for headings: an option may be called 2030.
    pub(super) fn what<'b>(&self, cells: impl Iterator<Item = &'b str>, corner: &str) -> Option<(Noun, usize)> {
        let (mut options, mut criteria, mut n_words) = (0, 0, 0);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            let is_option = !self.position(Noun::Option, cell).is_empty();
            let is_criterion = !self.position(Noun::Criterion, cell).is_empty();
            options += usize::from(is_option);
            criteria += usize::from(is_criterion);
            n_words += usize::from((is_option || is_criterion) && Finite::read(cell).is_err());
        }
        if n_words == 0 && !corner.is_empty() {
            return None;
        }
        match (options, criteria) {
            (0, 0) => None,
            (options, criteria) if options >= criteria => Some((Noun::Option, options)),
            (_, criteria) => Some((Noun::Criterion, criteria)),
        }
    }

    /// Returns whether a cell can be nothing but a heading: it is a score on no scale of the appraisal.
    pub(super) fn is_heading(&self, cell: &str) -> bool {
        let begins_with_digit =
            cell.trim_start_matches(['-', '−', '(', '£', '€', '$']).starts_with(|l: char| l.is_ascii_digit());
        !cell.is_empty()
            && !begins_with_digit
            && cell.chars().any(char::is_alphabetic)
            && self.leaves.iter().all(|(_, _, leaf)| entry::read(cell, &leaf.scale).is_err())
    }
}
