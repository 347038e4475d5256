//! The drawer: the arithmetic of the number that was chosen. It stands in the page beside its table and covers nothing.

use super::Shown;
use crate::parts::focus::focus_soon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use weighbridge::present::{Arithmetic, Number, Sources, arithmetic};

/// Beside which tables a drawer stands. Only one drawer is open at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DrawerPlace {
    /// The ranking and the contributions.
    Value,
    /// The costs.
    Cost,
}

/// The number that is open, and where.
pub(super) type Opened = Option<(DrawerPlace, Number)>;

impl DrawerPlace {
    /// Returns the id of its drawer.
    pub(super) fn id(self) -> &'static str {
        match self {
            DrawerPlace::Value => "arithmetic",
            DrawerPlace::Cost => "arithmetic-cost",
        }
    }

    /// Returns the id of its heading, which takes the focus when it opens.
    pub(super) fn title_id(self) -> &'static str {
        match self {
            DrawerPlace::Value => "h-arithmetic",
            DrawerPlace::Cost => "h-arithmetic-cost",
        }
    }
}

/// Opens the arithmetic of a number and leads to it, or shuts it where it is open.
pub(super) fn toggle(shown: Shown, place: DrawerPlace, number: Number) {
    let is_open = shown.opened.get_untracked() == Some((place, number));
    shown.opened.set((!is_open).then_some((place, number)));
    if !is_open {
        focus_soon(&[place.title_id()]);
    }
}

/// Returns the id of the button of a number.
pub(super) fn number_id(place: DrawerPlace, number: Number) -> String {
    let (what, row, part) = match number {
        Number::Part(row, part) => ("part", row, part),
        Number::Sum(row) => ("sum", row, 0),
        Number::Total(row) => ("total", row, 0),
        Number::Behind(row) => ("behind", row, 0),
        Number::Above(row) => ("above", row, 0),
        Number::PresentValue(row) => ("value", row, 0),
        Number::Uplift(row) => ("uplift", row, 0),
        Number::WholeLife(row) => ("whole", row, 0),
        Number::Carbon(row) => ("carbon", row, 0),
    };
    format!("{}-{what}-{row}-{part}", place.id())
}

/// Returns whether a drawer shows something.
pub(super) fn is_open(shown: Shown, place: DrawerPlace) -> bool {
    shown.opened.get().is_some_and(|(at, _)| at == place)
}

/// The drawer of a place.
#[component]
pub(super) fn Drawer(shown: Shown, place: DrawerPlace) -> impl IntoView {
    let found = Memo::new(move |_| {
        let (_, number) = shown.opened.get().filter(|(at, _)| *at == place)?;
        shown.model.record.with(|record| {
            shown.model.results.with(|results| {
                shown.breakdown.with(|breakdown| {
                    shown.costs.with(|costs| {
                        arithmetic(Sources { appraisal: record, results, breakdown, costs: &costs.costs }, number)
                    })
                })
            })
        })
    });
    let close = move || {
        if let Some((place, number)) = shown.opened.get_untracked() {
            shown.opened.set(None);
            focus_soon(&[&number_id(place, number)]);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let body = move || {
        found.get().map(|found| {
            view! {
                <div class="drawer__head"><h3 class="drawer__title" id=place.title_id() tabindex="-1">{found.title.clone()}</h3>
                    <button class="link" type="button" on:click=move |_| close()>"Close"</button></div>
                {lines(found)}
            }
        })
    };
    view! { <aside class="drawer" id=place.id() aria-label="Arithmetic" class:drawer--shut=move || found.with(Option::is_none) on:keydown=on_key>{body}</aside> }
}

fn lines(found: Arithmetic) -> impl IntoView {
    let heads = found.heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let line = |texts: Vec<String>| {
        let mut texts = texts.into_iter();
        let name = texts.next().unwrap_or_default();
        view! { <tr><th scope="row">{name}</th>{texts.map(|text| view! { <td>{text}</td> }).collect_view()}</tr> }
    };
    let foot = (!found.foot.is_empty()).then(|| view! { <tfoot>{line(found.foot)}</tfoot> });
    let table = (!found.rows.is_empty()).then(|| {
        let rows = found.rows.into_iter().map(line).collect_view();
        view! { <table class="sum"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody>{foot}</table> }
    });
    view! {
        <p class="drawer__answer num">{found.answer}</p>
        {table}
        {found.notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view()}
    }
}
