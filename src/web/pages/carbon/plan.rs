//! The budget that somebody chose, the base line, and the city's figure; with what reference tables offer for them.

use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::edit::{CarbonEdit, CarbonOffer, Edit, EditError, carbon_offers};
use weighbridge::finite::Finite;
use weighbridge::present::as_typed;
use weighbridge::programme::{CarbonPlan, CarbonYear, CarbonYearError, CityFigure};
use weighbridge::unknown::Unknown;

/// Something of the plan: how it is shown, and how what is typed is put in.
#[derive(Clone, Copy)]
struct Part {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    text: fn(&CarbonPlan) -> String,
    put: fn(&mut CarbonPlan, &str) -> Result<(), EditError>,
}

const TONNES: EditError = EditError::OutOfRange { expected: "tonnes as a number of 0 or more, such as 79,300" };
const YEAR: EditError = EditError::OutOfRange { expected: CarbonYearError::EXPECTED };

fn year(text: &str) -> Result<Option<CarbonYear>, EditError> {
    if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| expected(&YEAR)) }
}

fn expected(error: &EditError) -> EditError {
    match error {
        EditError::OutOfRange { expected } => {
            EditError::OutOfRange { expected: expected.trim_start_matches("expected ") }
        }
        other => other.clone(),
    }
}

fn tonnes(text: &str) -> Result<Option<Finite>, EditError> {
    // The unit may be typed with it.
    Finite::read(text.trim().trim_end_matches(['t', ' '])).map_err(|_| TONNES)
}

fn shown(figure: Option<Finite>) -> String {
    figure.map_or_else(String::new, |figure| as_typed(figure.get()))
}

fn of_year(year: Option<CarbonYear>) -> String {
    year.map_or_else(String::new, |year| year.to_string())
}

const BUDGET: [Part; 5] = [
    Part {
        id: "budget-document",
        label: "Document that sets the budget, with its date",
        hint: "For example: Climate Change Action Plan 2025-30, page 2",
        text: |plan| plan.document.clone(),
        put: |plan, text| {
            text.clone_into(&mut plan.document);
            Ok(())
        },
    },
    Part {
        id: "budget-from",
        label: "First year",
        hint: "2025/26 from April, or 2025",
        text: |plan| of_year(plan.from),
        put: |plan, text| {
            plan.from = year(text)?;
            Ok(())
        },
    },
    Part {
        id: "budget-to",
        label: "Last year",
        hint: "",
        text: |plan| of_year(plan.to),
        put: |plan, text| {
            plan.to = year(text)?;
            Ok(())
        },
    },
    Part {
        id: "budget-limit",
        label: "Tonnes allowed in all these years",
        hint: "Within the council’s own boundary",
        text: |plan| shown(plan.limit_t),
        put: |plan, text| {
            plan.limit_t = tonnes(text)?;
            Ok(())
        },
    },
    Part {
        id: "budget-source",
        label: "Where the budget was read",
        hint: "",
        text: |plan| plan.source.clone(),
        put: |plan, text| {
            text.clone_into(&mut plan.source);
            Ok(())
        },
    },
];

const BASE: [Part; 5] = [
    Part {
        id: "base-flat",
        label: "Tonnes a year without further measures",
        hint: "The same for each year that has no figure of its own below",
        text: |plan| shown(plan.flat_t),
        put: |plan, text| {
            plan.flat_t = tonnes(text)?;
            Ok(())
        },
    },
    Part {
        id: "base-source",
        label: "Where that was read, and what is not known about it",
        hint: "",
        text: |plan| plan.base_source.clone(),
        put: |plan, text| {
            text.clone_into(&mut plan.base_source);
            Ok(())
        },
    },
    Part {
        id: "city-t",
        label: "Tonnes of the whole city in a year",
        hint: "Shown beside the council’s once year and source are given",
        text: |plan| plan.city.as_ref().map_or_else(String::new, |city| as_typed(city.t.get())),
        put: |plan, text| {
            match tonnes(text)? {
                None => plan.city = None,
                Some(t) => city(plan, |city| city.t = t),
            }
            Ok(())
        },
    },
    Part {
        id: "city-year",
        label: "Year of that figure",
        hint: "",
        text: |plan| plan.city.as_ref().map_or_else(String::new, |city| city.year.to_string()),
        put: |plan, text| {
            let year = year(text)?.ok_or_else(|| expected(&YEAR))?;
            has_city(plan)?;
            city(plan, |city| city.year = year);
            Ok(())
        },
    },
    Part {
        id: "city-source",
        label: "Where that figure was read",
        hint: "",
        text: |plan| plan.city.as_ref().map_or_else(String::new, |city| city.source.clone()),
        put: |plan, text| {
            has_city(plan)?;
            city(plan, |city| text.clone_into(&mut city.source));
            Ok(())
        },
    },
];

fn has_city(plan: &CarbonPlan) -> Result<(), EditError> {
    let expected = "the tonnes of the city first";
    if plan.city.is_some() { Ok(()) } else { Err(EditError::OutOfRange { expected }) }
}

/// Changes the city's figure; one that is new is of the first year of the budget until somebody says.
fn city(plan: &mut CarbonPlan, change: impl FnOnce(&mut CityFigure)) {
    let year = plan.from.or_else(|| "2025".parse().ok());
    if plan.city.is_none()
        && let Some(year) = year
    {
        plan.city = Some(CityFigure { year, t: Finite::from(1), source: String::new(), unknown: Unknown::new() });
    }
    if let Some(found) = &mut plan.city {
        change(found);
    }
}

/// Returns the section.
pub(super) fn section(session: Session) -> AnyView {
    let fields = |parts: [Part; 5]| parts.map(|part| field(session, part)).collect_view();
    view! {
        <section class="section" aria-labelledby="h-budget">
            <h2 id="h-budget">"The budget"</h2>
            {offers(session)}
            <div class="details">{fields(BUDGET)}</div>
        </section>
        <section class="section" aria-labelledby="h-base">
            <h2 id="h-base">"The base line, and the city"</h2>
            <div class="details">{fields(BASE)}</div>
        </section>
    }
    .into_any()
}

fn field(session: Session, part: Part) -> AnyView {
    let Part { id, label, hint, text, put } = part;
    let plan = move || session.case().with_untracked(|case| case.programme.carbon_plan.as_deref().cloned());
    let value = Signal::derive(move || {
        session.case().with(|case| case.programme.carbon_plan.as_ref().map_or_else(String::new, |plan| text(plan)))
    });
    let commit = Callback::new(move |typed: String| {
        let mut changed = plan().unwrap_or_default();
        put(&mut changed, typed.trim())?;
        session.commit(&Edit::Carbon(CarbonEdit::ChangePlan(Box::new(changed))))
    });
    view! { <TextField id label hint value commit/> }.into_any()
}

/// Returns the published figures that reference tables of the case offer; nothing where there are none.
fn offers(session: Session) -> AnyView {
    let all = Memo::new(move |_| session.case().with(|case| Arc::new(carbon_offers(case))));
    let has_some = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let item = move |offer: &CarbonOffer| {
        let CarbonOffer { what, source, edit } = offer.clone();
        let said = format!("Taken over: {what}.");
        let take = move |_| {
            let notice = match session.commit(&edit) {
                Ok(()) => Notice::said(said.clone()),
                Err(error) => Notice::problem(format!("Not taken over: {error}.")),
            };
            session.notice.set(Some(notice));
        };
        view! { <li><button class="link" type="button" on:click=take>"Take over "{what}</button><span class="note">{source}</span></li> }
    };
    let items = move || all.with(|all| all.iter().map(item).collect_view());
    view! {
        <Show when=move || has_some.get()>
            <details>
                <summary class="summary">"Published figures in the reference tables of this case"</summary>
                <p class="note measure">"Documents differ. Name the one that you take, and say for which years it holds."</p>
                <ul class="carbon__offers" role="list">{items}</ul>
            </details>
        </Show>
    }
    .into_any()
}
