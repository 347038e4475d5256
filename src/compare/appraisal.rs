//! An appraisal, taken apart: its frame, options, gates, costs and record. The criteria tree, scores and weights stand in
//! [`criteria`](super::criteria).

use super::facts::{AppraisalPart, Facts, Part};
use super::matching::Ids;
use super::words;
use crate::appraisal::{Alternative, Appraisal, Frame, Gate, Outcome, Record};
use crate::case::Case;
use crate::id::{AlternativeId, CriterionId};
use crate::present::{as_typed, outcome_words, role_words, stage_words};

/// An appraisal that is being taken apart.
pub(super) struct Within<'a> {
    pub(super) ids: &'a Ids,
    pub(super) appraisal: &'a Appraisal,
    pub(super) case: &'a Case,
    /// Its name in both states.
    pub(super) id: u64,
}

impl Within<'_> {
    pub(super) fn part(&self, step: AppraisalPart) -> Part {
        Part::Of(self.id, step)
    }

    pub(super) fn option(&self, id: AlternativeId) -> &str {
        self.appraisal.alternative(id).map_or("option", |found| &found.name)
    }

    pub(super) fn criterion(&self, id: CriterionId) -> &str {
        self.appraisal.criterion(id).map_or("criterion", |found| &found.name)
    }
}

impl Facts {
    pub(super) fn appraisal(&mut self, ids: &Ids, appraisal: &Appraisal, case: &Case) {
        let Appraisal {
            id,
            title,
            basis,
            materiality,
            frame,
            alternatives,
            dropped,
            gates,
            criteria: _,
            scores: _,
            weight_sets: _,
            weights_in_use: _,
            blind,
            costing: _,
            record,
            unknown,
        } = appraisal;
        let id = ids.of(id.0);
        let within = Within { ids, appraisal, case, id };
        self.entitle(id, title);
        self.thing(Part::Appraisals, id, "Appraisal", "Title of appraisal", title, None);
        let part = within.part(AppraisalPart::Context);
        let Frame { stage, guidance, room, .. } = frame;
        let stage = if stage.is_some() { stage_words(*stage) } else { "" };
        let values = [
            ("basis", "Assumptions of the appraisal", basis.clone()),
            ("materiality", "Smallest lead that counts", as_typed(materiality.get())),
            ("stage", "Stage", stage.to_owned()),
            ("guidance", "Guidance", guidance.clone()),
            ("room", "Who is in the room", room.join("; ")),
            ("blind", "Weighing", if *blind { "blind" } else { "open" }.to_owned()),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("appraisal/{id}/{key}"), what.to_owned(), &words, &[id]);
        }
        for option in dropped {
            let key = format!("appraisal/{id}/dropped/{}/{}", role_words(option.role), option.name);
            let what = format!("Left-out option {}", option.name);
            self.owned(within.part(AppraisalPart::Options), key, what, &option.reason, &[id]);
        }
        self.options(&within, alternatives);
        self.gates(&within, gates);
        self.criteria(&within);
        self.scores(&within);
        self.weights(&within);
        self.costs(&within);
        self.record(&within, record);
        self.unknown(part, &format!("appraisal/{id}"), title, &[id], unknown);
    }

    fn options(&mut self, within: &Within<'_>, options: &[Alternative]) {
        let part = within.part(AppraisalPart::Options);
        for option in options {
            let Alternative { id, name, role, description, cost: _, unknown } = option;
            let id = within.ids.of(id.0);
            self.thing(part, id, "Option", "Name of option", name, Some(within.id));
            self.owned(part, format!("option/{id}/role"), format!("Role of {name}"), &role_words(*role), &[id]);
            let what = format!("Description of {name}");
            self.owned(part, format!("option/{id}/description"), what, description, &[id]);
            self.unknown(part, &format!("option/{id}"), name, &[id], unknown);
        }
        self.order(part, &format!("options/{}", within.id), "Order of the options", options.iter(), |found| {
            (within.ids.of(found.id.0), &found.name)
        });
    }

    fn gates(&mut self, within: &Within<'_>, gates: &[Gate]) {
        let part = within.part(AppraisalPart::Gates);
        for gate in gates {
            let Gate { id, name, verdicts, unknown } = gate;
            let id = within.ids.of(id.0);
            self.thing(part, id, "Gate", "Name of gate", name, Some(within.id));
            self.unknown(part, &format!("gate/{id}"), name, &[id], unknown);
            for verdict in verdicts {
                let option = within.option(verdict.alternative);
                let owners = [id, within.ids.of(verdict.alternative.0)];
                let key = format!("verdict/{id}/{}", owners[1]);
                let outcome = match verdict.outcome {
                    Outcome::NotYetKnown => String::new(),
                    outcome => outcome_words(outcome),
                };
                let what = format!("{option} at gate {name}");
                self.owned(part, format!("{key}/outcome"), what, &outcome, &owners);
                let what = format!("Evidence for {option} at gate {name}");
                self.owned(part, format!("{key}/evidence"), what, &verdict.evidence, &owners);
            }
        }
        self.order(part, &format!("gates/{}", within.id), "Order of the gates", gates.iter(), |found| {
            (within.ids.of(found.id.0), &found.name)
        });
    }

    fn costs(&mut self, within: &Within<'_>) {
        let part = within.part(AppraisalPart::Costs);
        for option in &within.appraisal.alternatives {
            let (id, name) = (within.ids.of(option.id.0), &option.name);
            for (key, what, words) in option.cost.as_ref().map(words::cost).unwrap_or_default() {
                self.owned(part, format!("cost/{id}/{key}"), format!("{what} of {name}"), &words, &[id]);
            }
        }
        if let Some(costing) = &within.appraisal.costing {
            let id = within.id;
            let what = "How costs are discounted".to_owned();
            self.owned(part, format!("costing/{id}"), what, &words::costing(costing), &[id]);
            let what = "Prices of carbon".to_owned();
            self.owned(part, format!("carbon-prices/{id}"), what, &words::carbon_prices(costing), &[id]);
        }
    }

    fn record(&mut self, within: &Within<'_>, record: &Record) {
        let Record { recommended, recommendation, dissent, overrides, .. } = record;
        let (part, id) = (within.part(AppraisalPart::Record), within.id);
        if let Some(option) = recommended {
            let mark = within.ids.of(option.0).to_string();
            let (key, what) = (format!("record/{id}/recommended"), "Recommended option".to_owned());
            self.marked(part, key, what, within.option(*option), mark, &[id]);
        }
        let what = "Recommendation".to_owned();
        self.owned(part, format!("record/{id}/recommendation"), what, recommendation, &[id]);
        self.owned(part, format!("record/{id}/dissent"), "Dissent".to_owned(), dissent, &[id]);
        for found in overrides {
            let what = "Reason why a finding stays open".to_owned();
            self.owned(part, format!("record/{id}/override/{}", found.finding), what, &found.reason, &[id]);
        }
    }
}
