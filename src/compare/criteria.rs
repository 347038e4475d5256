//! The criteria tree, scores and weights of an appraisal, taken apart.

use super::appraisal::Within;
use super::facts::{AppraisalPart, Facts};
use super::words;
use crate::appraisal::{Criterion, CriterionKind, Leaf, RankScheme, Scale, Score, ScoreState, WeightSet};
use crate::id::CriterionId;
use crate::present::{as_typed, method_name};
use std::collections::BTreeMap;

/// One value of a weight set.
struct Said {
    key: String,
    what: String,
    words: String,
    mark: String,
    criteria: Vec<CriterionId>,
}

impl Facts {
    pub(super) fn criteria(&mut self, within: &Within<'_>) {
        self.branch(within, &within.appraisal.criteria, None);
    }

    fn branch(&mut self, within: &Within<'_>, criteria: &[Criterion], family: Option<&Criterion>) {
        let part = within.part(AppraisalPart::Criteria);
        for criterion in criteria {
            self.criterion(within, criterion, family);
            if criterion.is_family() {
                self.branch(within, criterion.children(), Some(criterion));
            }
        }
        let (key, what) = match family {
            Some(family) => (
                format!("criteria/{}", within.ids.of(family.id.0)),
                format!("Order of the criteria in {}", family.name),
            ),
            None => (format!("criteria/of/{}", within.id), "Order of the criteria".to_owned()),
        };
        self.order(part, &key, &what, criteria.iter(), |found| (within.ids.of(found.id.0), &found.name));
    }

    fn criterion(&mut self, within: &Within<'_>, criterion: &Criterion, family: Option<&Criterion>) {
        let Criterion { id, name, definition, goal, kind, unknown } = criterion;
        let (part, id) = (within.part(AppraisalPart::Criteria), within.ids.of(id.0));
        let (noun, scored) = match kind {
            CriterionKind::Family(_) => ("Family", "a family"),
            CriterionKind::Leaf(_) => ("Criterion", "a criterion that is scored"),
        };
        self.thing(part, id, noun, "Name of", name, Some(within.id));
        self.owned(part, format!("criterion/{id}/kind"), format!("What {name} is"), scored, &[id]);
        self.owned(part, format!("criterion/{id}/definition"), format!("Definition of {name}"), definition, &[id]);
        let (words, mark) = match family {
            Some(family) => (family.name.as_str(), within.ids.of(family.id.0).to_string()),
            None => ("none", "none".to_owned()),
        };
        self.marked(part, format!("criterion/{id}/family"), format!("Family of {name}"), words, mark, &[id]);
        if let Some(goal) = goal {
            let words = within.case.goal(*goal).map_or("goal", |found| &found.title);
            let (key, mark) = (format!("criterion/{id}/goal"), within.ids.of(goal.0).to_string());
            self.marked(part, key, format!("Goal behind {name}"), words, mark, &[id]);
        }
        if let CriterionKind::Leaf(leaf) = kind {
            self.leaf(within, id, name, leaf);
        }
        self.unknown(part, &format!("criterion/{id}"), name, &[id], unknown);
    }

    fn leaf(&mut self, within: &Within<'_>, id: u64, name: &str, leaf: &Leaf) {
        let Leaf { scale, worst_anchor, best_anchor, swing, ends_changed, looked_at, unknown } = leaf;
        let part = within.part(AppraisalPart::Criteria);
        self.owned(part, format!("leaf/{id}/scale"), format!("Scale of {name}"), &scale.line(), &[id]);
        self.owned(part, format!("leaf/{id}/worst"), format!("Worst end of {name}"), worst_anchor, &[id]);
        self.owned(part, format!("leaf/{id}/best"), format!("Best end of {name}"), best_anchor, &[id]);
        let part = within.part(AppraisalPart::Weights);
        let swing = swing.map_or(String::new(), |swing| as_typed(swing.points()));
        self.owned(part, format!("leaf/{id}/swing"), format!("Weight of {name}"), &swing, &[id]);
        let again = match (ends_changed, looked_at) {
            (false, _) => "",
            (true, false) => "to be looked at again",
            (true, true) => "to be looked at again in other sets",
        };
        self.owned(part, format!("leaf/{id}/ends"), format!("Weight of {name}, scale changed since"), again, &[id]);
        self.unknown(part, &format!("leaf/{id}"), name, &[id], unknown);
    }

    pub(super) fn scores(&mut self, within: &Within<'_>) {
        let part = within.part(AppraisalPart::Scores);
        let leaves = within.appraisal.leaves();
        let scales: BTreeMap<CriterionId, (&str, &Scale)> =
            leaves.iter().map(|(found, leaf)| (found.id, (found.name.as_str(), &leaf.scale))).collect();
        for score in &within.appraisal.scores {
            let Score { alternative, criterion, state, range, reason, source, unknown } = score;
            let (name, scale) =
                scales.get(criterion).map_or(("criterion", None), |(name, scale)| (*name, Some(*scale)));
            let place = format!("{}, {name}", within.option(*alternative));
            let owners = [within.ids.of(alternative.0), within.ids.of(criterion.0)];
            let key = format!("score/{}/{}", owners[0], owners[1]);
            let mark = match state {
                ScoreState::NotScored => String::new(),
                ScoreState::Points(points) => format!("points {}", points.get()),
                ScoreState::Measured(measured) => format!("measure {}", measured.get()),
                ScoreState::Level(id) => format!("level {}", within.ids.of(id.0)),
                ScoreState::NoEffect | ScoreState::Unknown | ScoreState::NotApplicable => words::score(score, None),
            };
            let words = words::score(score, scale);
            self.marked(part, format!("{key}/state"), format!("Score of {place}"), &words, mark, &owners);
            let range = range.as_ref().map_or(String::new(), |range| {
                format!("{} to {}", as_typed(range.low.get()), as_typed(range.high.get()))
            });
            self.owned(part, format!("{key}/range"), format!("Range of {place}"), &range, &owners);
            self.owned(part, format!("{key}/reason"), format!("Reason for {place}"), reason, &owners);
            self.owned(part, format!("{key}/source"), format!("Source for {place}"), source, &owners);
            self.unknown(part, &key, &place, &owners, unknown);
        }
    }

    pub(super) fn weights(&mut self, within: &Within<'_>) {
        let part = within.part(AppraisalPart::Weights);
        let sets = &within.appraisal.weight_sets;
        for set in sets {
            let (id, name) = (within.ids.of(set.id.0), &set.name);
            self.thing(part, id, "Weight set", "Name of weight set", name, Some(within.id));
            let method = method_name(set.elicitation.method());
            self.owned(part, format!("weight-set/{id}/method"), format!("Method of {name}"), method, &[id]);
            let scheme = set.elicitation.scheme().map_or("", RankScheme::word);
            let what = format!("How ranks become weights, {name}");
            self.owned(part, format!("weight-set/{id}/scheme"), what, scheme, &[id]);
            for criterion in &set.looked_at {
                let owners = [id, within.ids.of(criterion.0)];
                let what = format!("Weight of {}, {name}, scale changed since", within.criterion(*criterion));
                self.owned(part, format!("weight-set/{id}/looked-at/{}", owners[1]), what, "looked at again", &owners);
            }
            for said in said(within, set) {
                let about = said.criteria.iter().map(|found| within.ids.of(found.0));
                let owners: Vec<u64> = std::iter::once(id).chain(about).collect();
                let (key, what) = (format!("weight-set/{id}/{}", said.key), format!("{}, {name}", said.what));
                self.marked(part, key, what, &said.words, said.mark, &owners);
            }
        }
        self.order(part, &format!("weight-sets/{}", within.id), "Order of the weight sets", sets.iter(), |found| {
            (within.ids.of(found.id.0), &found.name)
        });
        if let Some(set) = within.appraisal.weights_in_use {
            let name = within.appraisal.weight_set(set).map_or("weight set", |found| &found.name);
            let (key, mark) = (format!("weights-in-use/{}", within.id), within.ids.of(set.0).to_string());
            self.marked(part, key, "Weights in use".to_owned(), name, mark, &[within.id]);
        }
    }
}

/// Returns what people said in a weight set, with the keys under which it is the same in both cases.
fn said(within: &Within<'_>, set: &WeightSet) -> Vec<Said> {
    let one = |said: crate::appraisal::Said| {
        let (first, name) = (within.ids.of(said.of.0), within.criterion(said.of));
        match said.with {
            None => Said {
                key: format!("{}/{first}", said.kind),
                what: format!("{} of {name}", said.what),
                mark: said.text.clone(),
                words: said.text,
                criteria: vec![said.of],
            },
            Some(with) => {
                let second = within.ids.of(with.0);
                Said {
                    key: format!("{}/{}/{}", said.kind, first.min(second), first.max(second)),
                    what: format!("{} of {name} with {}", said.what, within.criterion(with)),
                    mark: format!("{} for {first}", said.text),
                    words: format!("{}, for {name}", said.text),
                    criteria: vec![said.of, with],
                }
            }
        }
    };
    set.elicitation.said().into_iter().map(one).collect()
}
