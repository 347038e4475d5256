//! What is known year by year: what was reported, the base line where it is not flat, and electricity with its factor.

use crate::pages::entry_table::{Adding, Column, Row, pasted};
use crate::pages::removal;
use crate::pages::report::{Register, register};
use crate::parts::adder::Adder;
use crate::session::Session;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{CarbonEdit, Edit, EditError};
use weighbridge::finite::Finite;
use weighbridge::present::as_typed;
use weighbridge::programme::{CarbonYear, PlanYear};

const A_YEAR: EditError = EditError::OutOfRange { expected: "a year such as 2025/26 or 2025" };
const A_FIGURE: EditError = EditError::OutOfRange { expected: "a number of 0 or more, such as 25,373" };

/// Returns the section. Years of the budget have a row from the start; others get one when they are added.
pub(super) fn section(session: Session) -> AnyView {
    let case = session.case();
    let added: RwSignal<BTreeSet<u32>> = RwSignal::new(BTreeSet::new());
    let rows = Signal::derive(move || {
        let mut rows: BTreeSet<u32> = added.get();
        case.with(|case| {
            if let Some(plan) = &case.programme.carbon_plan {
                rows.extend(plan.period().into_iter().map(CarbonYear::number));
                rows.extend(plan.years.iter().map(|year| year.year.number()));
            }
        });
        rows.into_iter().collect::<Vec<Row>>()
    });
    let add = Callback::new(move |typed: String| {
        let year: CarbonYear = typed.parse().map_err(|_| A_YEAR)?;
        added.update(|added| {
            added.insert(year.number());
        });
        Ok(())
    });
    let remove = Arc::new(move |row: Row| {
        let Some(year) = CarbonYear::of_number(row) else { return };
        added.update(|added| {
            added.remove(&row);
        });
        let edit = Edit::Carbon(CarbonEdit::PutYear(Box::new(PlanYear::of(year))));
        removal::remove(
            session,
            &edit,
            format!("Removed what was known of {year}."),
            &["add-year"],
            format!("years-{row}-0"),
        );
    });
    let year_of = |cells: &[String]| cells.first().and_then(|text| text.trim().parse::<CarbonYear>().ok());
    let adding = Adding {
        edit: Arc::new(move |case: &Case, cells: &[String]| {
            let year = year_of(cells).ok_or(A_YEAR)?;
            Ok(Edit::Carbon(CarbonEdit::PutYear(Box::new(of(case, year)))))
        }),
        last: Arc::new(move |_: &Case, cells: &[String]| year_of(cells).map(CarbonYear::number)),
    };
    let pasted = pasted(session, columns(), adding.clone());
    let parts = Register {
        id: "years",
        heading: "Year by year, within the council’s boundary",
        columns: columns(),
        rows,
        remove,
        adding: Some(adding),
    };
    let form = view! { <Adder id="add-year" label="Another year, such as 2024/25" button="Add year" add pasted/> };
    register(session, parts, form.into_any())
}

fn of(case: &Case, year: CarbonYear) -> PlanYear {
    let plan = case.programme.carbon_plan.as_ref();
    plan.and_then(|plan| plan.year(year)).cloned().unwrap_or_else(|| PlanYear::of(year))
}

const HEADINGS: [&str; 6] = ["Year", "Reported, t", "Base line, t", "Electricity, kWh", "kg a kWh", "Source"];

fn figure(text: &str) -> Result<Option<Finite>, EditError> {
    Finite::read(text).map_err(|_| A_FIGURE)
}

/// Puts what was typed in a column into a year.
fn put(known: &mut PlanYear, column: usize, text: &str) -> Result<(), EditError> {
    match column {
        1 => known.reported_t = figure(text)?,
        2 => known.base_t = figure(text)?,
        3 => known.kwh = figure(text)?,
        4 => known.factor = figure(text)?,
        _ => text.trim().clone_into(&mut known.source),
    }
    Ok(())
}

fn text(known: &PlanYear, column: usize) -> String {
    let shown = |figure: Option<Finite>| figure.map_or_else(String::new, |figure| as_typed(figure.get()));
    match column {
        1 => shown(known.reported_t),
        2 => shown(known.base_t),
        3 => shown(known.kwh),
        4 => shown(known.factor),
        _ => known.source.clone(),
    }
}

fn columns() -> Vec<Column> {
    let year = Column::new(
        HEADINGS[0],
        |_, row| CarbonYear::of_number(row).map_or_else(String::new, |year| year.to_string()),
        |case, row, typed| {
            let (year, from): (CarbonYear, _) =
                (typed.parse().map_err(|_| A_YEAR)?, CarbonYear::of_number(row).ok_or(A_YEAR)?);
            let expected = "a year that has no figures of its own";
            if year != from && !of(case, year).is_empty() {
                return Err(EditError::OutOfRange { expected });
            }
            let moved = PlanYear { year, ..of(case, from) };
            let edits = [PlanYear::of(from), moved].map(|year| Edit::Carbon(CarbonEdit::PutYear(Box::new(year))));
            Ok(Edit::Together(format!("Carbon of {from} is of {year}"), edits.to_vec()))
        },
    );
    let figures = (1..HEADINGS.len()).map(|column| {
        let made = Column::new(
            HEADINGS[column],
            move |case, row| CarbonYear::of_number(row).map_or_else(String::new, |year| text(&of(case, year), column)),
            move |case, row, typed| {
                let mut known = of(case, CarbonYear::of_number(row).ok_or(A_YEAR)?);
                put(&mut known, column, typed)?;
                Ok(Edit::Carbon(CarbonEdit::PutYear(Box::new(known))))
            },
        );
        if column < 5 { made.of_numbers() } else { made }
    });
    std::iter::once(year).chain(figures).collect()
}
