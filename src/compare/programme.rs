//! Initiatives and money, taken apart.

use super::facts::{Facts, Part};
use super::matching::{Equal, Ids};
use crate::case::Case;
use crate::pence::Pence;
use crate::present::{column_words, dependency_words, in_sentence, milestone_words, money, status_words};
use crate::programme::budget::{BudgetLine, BudgetTable, Column};
use crate::programme::{Dependency, Initiative, Programme, Statement};

impl Facts {
    pub(super) fn programme(&mut self, ids: &Ids, programme: &Programme, case: &Case, equal: &Equal) {
        let Programme { initiatives, budget, statements, stated_count, unknown } = programme;
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
        self.budget(ids, budget.as_deref(), case);
        for Statement { label, amount, text, source, .. } in statements.iter().map(AsRef::as_ref) {
            let words = join(&[&amount.map_or(String::new(), money), text, source]);
            self.owned(Part::Money, format!("statement/{label}"), format!("Stated: {label}"), &words, &[]);
        }
        let count = stated_count.map_or(String::new(), |count| count.to_string());
        self.value(Part::Initiatives, "stated-count", "Number of initiatives that the report states", &count);
        self.unknown(Part::Initiatives, "programme", "the programme", &[], unknown);
    }

    fn initiative(&mut self, ids: &Ids, initiative: &Initiative, case: &Case) {
        let Initiative {
            id,
            name,
            lead_role,
            objective,
            status,
            narrative,
            start,
            planned_end,
            actual_end,
            milestones,
            risks,
            dependencies,
            budget,
            source,
            unknown,
        } = initiative;
        let (part, id) = (Part::Initiatives, ids.of(id.0));
        self.thing(part, id, "Initiative", "Name of initiative", name, None);
        let said = |date: &Option<crate::date::Date>| date.map_or(String::new(), crate::present::date);
        let values = [
            ("lead", "Lead", lead_role.clone()),
            ("objective", "Objective", objective.clone()),
            ("status", "Status", status.map_or_else(String::new, status_words)),
            ("narrative", "Progress", narrative.clone()),
            ("start", "Start", said(start)),
            ("planned-end", "Planned end", said(planned_end)),
            ("actual-end", "Actual end", said(actual_end)),
            ("risks", "Risks", risks.join("; ")),
            ("budget", "Budget", budget.map_or(String::new(), money)),
            ("source", "Source", source.clone()),
        ];
        for (key, what, words) in values {
            self.owned(part, format!("initiative/{id}/{key}"), format!("{what} of {name}"), &words, &[id]);
        }
        for milestone in milestones {
            let words = join(&[&milestone_words(milestone), &milestone.source]);
            let key = format!("initiative/{id}/milestone/{}", milestone.what);
            self.owned(part, key, format!("Milestone of {name}"), &words, &[id]);
        }
        let mark = |dependency: &Dependency| match dependency {
            Dependency::Initiative(other) => ids.of(other.0).to_string(),
            Dependency::Other(words) => format!("“{words}”"),
        };
        let marks: Vec<String> = dependencies.iter().map(mark).collect();
        let words: Vec<String> = dependencies.iter().map(|found| dependency_words(case, found)).collect();
        let key = format!("initiative/{id}/dependencies");
        self.marked(part, key, format!("What {name} waits for"), &words.join("; "), marks.join("; "), &[id]);
        self.unknown(part, &format!("initiative/{id}"), name, &[id], unknown);
    }

    fn budget(&mut self, ids: &Ids, table: Option<&BudgetTable>, case: &Case) {
        let Some(BudgetTable { title, financial_year, printed_step, lines, total, source, unknown }) = table else {
            return;
        };
        let part = Part::Money;
        self.value(part, "budget/title", "Title of the money table", title);
        self.value(part, "budget/year", "Financial year of the money table", financial_year);
        self.value(part, "budget/step", "Rounding of the money table", &money(*printed_step));
        self.value(part, "budget/source", "Source of the money table", source);
        for line in lines {
            self.budget_line(ids, line, case);
        }
        if let Some(total) = total {
            self.value(part, "budget/total", "Total of the money table", &figures(total));
            self.value(part, "budget/total-label", "Name of the total of the money table", &total.label);
        }
        self.unknown(part, "budget", "the money table", &[], unknown);
    }

    fn budget_line(&mut self, ids: &Ids, line: &BudgetLine, case: &Case) {
        let label = &line.label;
        let key = format!("budget/line/{label}");
        self.owned(Part::Money, key.clone(), format!("Money of {label}"), &figures(line), &[]);
        if let Some(id) = line.initiative {
            let name = case.initiative(id).map_or("initiative", |found| &found.name);
            let what = format!("Initiative that {label} pays for");
            self.marked(Part::Money, format!("{key}/initiative"), what, name, ids.of(id.0).to_string(), &[]);
        }
    }
}

fn figures(line: &BudgetLine) -> String {
    let said = |column: Column| {
        column.of(line).map(|sum: Pence| format!("{} {}", in_sentence(&column_words(column, "")), money(sum)))
    };
    Column::ALL.into_iter().filter_map(said).collect::<Vec<_>>().join("; ")
}

fn join(texts: &[&String]) -> String {
    let said = texts.iter().filter(|text| !text.is_empty()).map(|text| text.as_str());
    said.collect::<Vec<_>>().join("; ")
}
