//! Money tables, figures of the text, registers and sections, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::case::Case;
use crate::date::Date;
use crate::present::money;
use crate::programme::{Action, Basis, Figure, MoneyLine, MoneyTable, Relation, Risk, RiskLevel};
use crate::report::Section;
use std::sync::Arc;

impl Facts {
    pub(super) fn money_table(&mut self, ids: &Ids, table: &MoneyTable, case: &Case) {
        let MoneyTable { id, title, basis, printed_step, columns, lines, source, unknown } = table;
        let (part, id) = (Part::Money, ids.of(id.0));
        self.thing(part, id, "Money table", "Title of the money table", title, None);
        let basis = match basis {
            Some(Basis::Capital) => "capital",
            Some(Basis::Revenue) => "revenue",
            None => "",
        };
        for (key, what, words) in [
            ("basis", "Kind of money", basis),
            ("step", "Rounding", &money(*printed_step)),
            ("source", "Source", source),
        ] {
            self.owned(part, format!("table/{id}/{key}"), format!("{what} of {title}"), words, &[id]);
        }
        for (at, column) in columns.iter().enumerate() {
            let words = join(&[&column.heading, column.role.word(), &column.period]);
            self.owned(part, format!("table/{id}/column/{at}"), format!("Column {} of {title}", at + 1), &words, &[id]);
        }
        for (at, line) in lines.iter().enumerate() {
            self.line(ids, (id, at), line, table, case);
        }
        self.unknown(part, &format!("table/{id}"), title, &[id], unknown);
    }

    fn line(&mut self, ids: &Ids, (id, at): (u64, usize), line: &MoneyLine, table: &MoneyTable, case: &Case) {
        let MoneyLine { label, kind, initiative, note, figures, unknown } = line;
        let (part, key) = (Part::Money, format!("table/{id}/line/{at}/{label}"));
        let said = table.columns.iter().zip(figures);
        let said = said.filter_map(|(column, figure)| Some(format!("{} {}", column.heading, money((*figure)?))));
        let words = said.collect::<Vec<_>>().join("; ");
        self.owned(part, key.clone(), format!("Money of {label}"), &words, &[id]);
        let kind = if kind.is_line() { "" } else { kind.word() };
        self.owned(part, format!("{key}/kind"), format!("What the line {label} is"), kind, &[id]);
        self.owned(part, format!("{key}/note"), format!("Note on {label}"), note, &[id]);
        if let Some(other) = initiative {
            let name = case.initiative(*other).map_or("initiative", |found| &found.name);
            let what = format!("Initiative that {label} pays for");
            self.marked(part, format!("{key}/initiative"), what, name, ids.of(other.0).to_string(), &[id]);
        }
        self.unknown(part, &key, label, &[id], unknown);
    }

    pub(super) fn figures(&mut self, ids: &Ids, figures: &[Arc<Figure>], relations: &[Arc<Relation>]) {
        let part = Part::Money;
        for figure in figures {
            let Figure { id, label, amount, step, approximate, text, source, unknown } = figure.as_ref();
            let id = ids.of(id.0);
            self.thing(part, id, "Figure", "Name of the figure", label, None);
            let about = if *approximate { "about" } else { "" };
            let (amount, step) = (amount.map_or(String::new(), money), step.map_or(String::new(), money));
            let words = join(&[about, &amount, &step, text, source]);
            self.owned(part, format!("figure/{id}"), format!("Stated: {label}"), &words, &[id]);
            self.unknown(part, &format!("figure/{id}"), label, &[id], unknown);
        }
        let name = |id: crate::id::FigureId| {
            figures.iter().find(|figure| figure.id == id).map_or("figure", |figure| figure.label.as_str())
        };
        for (at, relation) in relations.iter().enumerate() {
            let words = match relation.as_ref() {
                Relation::Parts(found) => {
                    let parts: Vec<&str> = found.parts.iter().map(|part| name(*part)).collect();
                    format!("{} has the parts {}", name(found.whole), parts.join(", "))
                }
                Relation::Spend(found) => {
                    let budget = found.budget.map_or("no budget", name);
                    let committed = found.committed.map_or("", name);
                    join(&[&format!("{} out of {budget}", name(found.spent)), committed])
                }
                Relation::Same(found) => {
                    format!("{} is in line {}, column {}", name(found.figure), found.line + 1, found.column + 1)
                }
            };
            self.value(part, &format!("relation/{at}"), "How figures hang together", &words);
        }
    }

    pub(super) fn risk(&mut self, ids: &Ids, risk: &Risk, case: &Case) {
        let Risk {
            id,
            text,
            category,
            level,
            register,
            mitigation,
            state,
            until,
            owner_role,
            initiative,
            source,
            unknown,
        } = risk;
        let (part, id) = (Part::Initiatives, ids.of(id.0));
        self.thing(part, id, "Risk", "Words of the risk", text, None);
        let of = initiative.and_then(|id| case.initiative(id)).map_or("", |found| &found.name);
        let words = join(&[
            category,
            level.map_or("", RiskLevel::word),
            register,
            mitigation,
            state.word(),
            &said(*until),
            owner_role,
            of,
            source,
        ]);
        self.owned(part, format!("risk/{id}"), format!("Risk {text}"), &words, &[id]);
        self.unknown(part, &format!("risk/{id}"), text, &[id], unknown);
    }

    pub(super) fn action(&mut self, ids: &Ids, action: &Action, case: &Case) {
        let Action {
            id,
            kind,
            text,
            made_by,
            made,
            about,
            response,
            state,
            due,
            owner_role,
            initiative,
            source,
            unknown,
        } = action;
        let (part, id) = (Part::Initiatives, ids.of(id.0));
        self.thing(part, id, kind.word(), "Words of the action", text, None);
        let of = initiative.and_then(|id| case.initiative(id)).map_or("", |found| &found.name);
        let words = join(&[
            kind.word(),
            made_by,
            &said(*made),
            about,
            response,
            state.word(),
            &said(*due),
            owner_role,
            of,
            source,
        ]);
        self.owned(part, format!("action/{id}"), format!("{} {text}", kind.word()), &words, &[id]);
        self.unknown(part, &format!("action/{id}"), text, &[id], unknown);
    }

    pub(super) fn sections(&mut self, sections: &[Arc<Section>]) {
        for (at, section) in sections.iter().enumerate() {
            let Section { number, heading, role, answer, reason, unknown } = section.as_ref();
            let words = join(&[heading, number, role, answer, reason]);
            let key = format!("section/{at}");
            self.owned(Part::Case, key.clone(), format!("Section {heading}"), &words, &[]);
            self.unknown(Part::Case, &key, heading, &[], unknown);
        }
    }
}

fn said(date: Option<Date>) -> String {
    date.map_or(String::new(), crate::present::date)
}

fn join(texts: &[&str]) -> String {
    let said = texts.iter().filter(|text| !text.is_empty());
    said.copied().collect::<Vec<_>>().join("; ")
}
