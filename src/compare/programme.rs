//! Initiatives and money, taken apart.

use super::facts::{Facts, Part};
use super::matching::{Equal, Ids};
use crate::case::Case;
use crate::date::Date;
use crate::present::{dependency_words, implication_name, milestone_words, money, status_words};
use crate::programme::{Dependency, Implication, Initiative, Programme, StatusBasis};

impl Facts {
    pub(super) fn programme(&mut self, ids: &Ids, programme: &Programme, case: &Case, equal: &Equal) {
        // What files of before kept in other members has become something else by now.
        let Programme {
            initiatives,
            tables,
            figures,
            relations,
            stated_counts,
            risks,
            actions,
            carbon_plan,
            budget: _,
            statements: _,
            stated_count: _,
            unknown,
        } = programme;
        for initiative in initiatives.iter() {
            if equal.initiatives.contains(&initiative.id.0) {
                let name = &initiative.name;
                self.thing(Part::Initiatives, ids.of(initiative.id.0), "Initiative", "Name of initiative", name, None);
            } else {
                self.initiative(ids, initiative, case);
            }
        }
        self.order(Part::Initiatives, "initiatives", "Order of the initiatives", initiatives.iter(), |found| {
            (ids.of(found.id.0), &found.name)
        });
        for table in tables {
            self.money_table(ids, table, case);
        }
        self.figures(ids, figures, relations);
        for count in stated_counts {
            let what = format!("Stated number: {}", count.of.word().to_lowercase());
            let words = join(&[&count.stated.to_string(), &count.source]);
            self.value(Part::Initiatives, &format!("count/{}", count.of.word()), &what, &words);
        }
        for risk in risks {
            self.risk(ids, risk, case);
        }
        for action in actions {
            self.action(ids, action, case);
        }
        if let Some(plan) = carbon_plan {
            self.carbon_plan(plan);
        }
        self.unknown(Part::Initiatives, "programme", "the programme", &[], unknown);
    }

    fn initiative(&mut self, ids: &Ids, initiative: &Initiative, case: &Case) {
        let Initiative {
            id,
            name,
            reference,
            lead_role,
            objective,
            group,
            parent,
            tags,
            status,
            status_basis,
            status_reason,
            narrative,
            start,
            planned_end,
            actual_end,
            new_end,
            earlier_ends,
            milestones,
            risks,
            dependencies,
            measures,
            options,
            appraisal,
            implications,
            budget,
            carbon: _,
            social_value: _,
            money: cost,
            source,
            unknown,
        } = initiative;
        let (part, id) = (Part::Initiatives, ids.of(id.0));
        self.thing(part, id, "Initiative", "Name of initiative", name, None);
        let named = |id: crate::id::InitiativeId| case.initiative(id).map_or(String::new(), |found| found.name.clone());
        let ends = earlier_ends.iter().map(|end| join(&[&said(Some(end.date)), &said(end.as_at), &end.source]));
        let of_appraisal =
            appraisal.and_then(|id| case.appraisal(id)).map_or(String::new(), |found| found.title.clone());
        let values = [
            ("reference", "Reference", reference.clone()),
            ("lead", "Lead", lead_role.clone()),
            ("objective", "Objective", objective.clone()),
            ("status", "Status", status.map_or_else(String::new, status_words)),
            ("narrative", "Progress", narrative.clone()),
            ("group", "Group", group.clone()),
            ("parent", "What it is part of", parent.map_or(String::new(), named)),
            ("tags", "Tags", tags.join(", ")),
            ("status-basis", "What the status rests on", status_basis.map_or("", StatusBasis::word).to_owned()),
            ("status-reason", "Reason for the status", status_reason.clone()),
            ("start", "Start", said(*start)),
            ("planned-end", "Planned end", said(*planned_end)),
            ("actual-end", "Actual end", said(*actual_end)),
            ("new-end", "New end", said(*new_end)),
            ("earlier-ends", "Earlier ends", ends.collect::<Vec<_>>().join("; ")),
            ("appraisal", "Appraisal", of_appraisal),
            ("risks", "Risks", risks.join("; ")),
            ("options", "Options", options.join("; ")),
            ("budget", "Budget", budget.map_or(String::new(), money)),
            ("cost", "Cost", cost.words()),
            ("source", "Source", source.clone()),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("initiative/{id}/{key}"), format!("{what} of {name}"), &words, &[id]);
        }
        for (at, milestone) in milestones.iter().enumerate() {
            let deadline = if milestone.deadline { "what comes after it comes too late" } else { "" };
            let words = join(&[&milestone_words(milestone), &deadline.to_owned(), &milestone.source]);
            let key = format!("initiative/{id}/milestone/{at}");
            self.owned(part, key, format!("Milestone of {name}"), &words, &[id]);
        }
        for found in implications {
            let Implication { role, answer, text, reason, assessed, by_role, unknown } = found;
            let words = join(&[&answer.word().to_owned(), text, reason, &said(*assessed), by_role]);
            let key = format!("initiative/{id}/implication/{role}");
            let what = format!("{}, implications of {name}", implication_name(role));
            self.owned(part, key.clone(), what, &words, &[id]);
            self.unknown(part, &key, name, &[id], unknown);
        }
        for (at, measure) in measures.iter().enumerate() {
            let words = join(&[&measure.what, &measure.target, &said(measure.by), &measure.now, &measure.source]);
            let key = format!("initiative/{id}/measure/{at}");
            self.owned(part, key, format!("Measure of {name}"), &words, &[id]);
        }
        let mark = |dependency: &Dependency| match dependency {
            Dependency::Initiative(other) => ids.of(other.0).to_string(),
            Dependency::Other(words) => format!("“{words}”"),
        };
        let marks: Vec<String> = dependencies.iter().map(mark).collect();
        let words: Vec<String> = dependencies.iter().map(|found| dependency_words(case, found)).collect();
        let key = format!("initiative/{id}/dependencies");
        self.marked(part, key, format!("What {name} waits for"), &words.join("; "), marks.join("; "), &[id]);
        self.carbon(ids, initiative, case);
        self.social_value(ids, initiative, case);
        self.unknown(part, &format!("initiative/{id}/cost"), name, &[id], &cost.unknown);
        self.unknown(part, &format!("initiative/{id}"), name, &[id], unknown);
    }
}

fn said(date: Option<Date>) -> String {
    date.map_or(String::new(), crate::present::date)
}

fn join(texts: &[&String]) -> String {
    let said = texts.iter().filter(|text| !text.is_empty()).map(|text| text.as_str());
    said.collect::<Vec<_>>().join("; ")
}
