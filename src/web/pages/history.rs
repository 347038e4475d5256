//! The history of the open case: the states that this browser keeps of it, day by day, and what was changed from one to the
//! next. A state is opened as a copy.

use super::keeping::KeepingPanel;
use super::kept::{Against, KeptRow};
use crate::browser::clock;
use crate::session::Session;
use crate::session::stored::{self, Kept, StorageError};
use leptos::prelude::*;
use weighbridge::date::Date;
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route};

/// The states of one day, newest first, each with the one that came before it.
#[derive(Clone)]
struct Day {
    day: String,
    states: Vec<(Kept, Option<Kept>)>,
}

/// The page.
#[component]
pub(crate) fn History(session: Session) -> AnyView {
    let key = session.key().get_untracked().unwrap_or_default();
    let log = Route::Case { key: key.clone(), page: Page::Log }.hash();
    let found = LocalResource::new(move || {
        session.library_version.track();
        let key = key.clone();
        async move { stored::history_of(&key).await }
    });
    let shown = move || match found.get() {
        None => view! { <p class="note" role="status">"Looking through what this browser keeps…"</p> }.into_any(),
        Some(found) => listed(session, found),
    };
    view! {
        <h1>"History of this case"</h1>
        <p class="headline__next">"This browser keeps the last two saves, every 25th, and the last of each day. Open one as a copy to compare it or to go on from there."</p>
        <p class="headline__guard">"Every single change is in "<a href=log>"the log"</a>"."</p>
        {shown}
        <KeepingPanel session/>
    }
    .into_any()
}

fn listed(session: Session, found: Result<Vec<Kept>, StorageError>) -> AnyView {
    let states = match found {
        Ok(states) => states,
        Err(error) => {
            let text = format!("What this browser keeps of the case cannot be listed: {error}. Nothing was changed.");
            return view! { <p class="blind" role="alert">{text}</p> }.into_any();
        }
    };
    if states.is_empty() {
        return view! { <p class="section">"This browser keeps no state of this case."</p> }.into_any();
    }
    let sum = count(states.len(), "state is kept", "states are kept");
    let days = by_day(states).into_iter().enumerate().map(|(at, day)| section(session, at, day)).collect_view();
    view! { <p role="status">{sum}"."</p>{days} }.into_any()
}

fn by_day(states: Vec<Kept>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let before: Vec<Option<Kept>> = states.iter().skip(1).cloned().map(Some).chain(std::iter::once(None)).collect();
    for (kept, before) in states.into_iter().zip(before) {
        let day = clock::local_day(kept.saved_at);
        match days.last_mut() {
            Some(last) if last.day == day => last.states.push((kept, before)),
            _ => days.push(Day { day, states: vec![(kept, before)] }),
        }
    }
    days
}

fn section(session: Session, at: usize, day: Day) -> AnyView {
    let id = format!("day-{at}");
    let title = day.day.parse::<Date>().map_or(day.day, present::date);
    let row = |(kept, before): (Kept, Option<Kept>)| {
        let what = format!("State {}", kept.revision);
        let against = before.map(|before| Against {
            id: before.id,
            title: "What was changed since the state before",
            is_before: true,
        });
        view! { <KeptRow session kept what against/> }
    };
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{title}</h2>
            <ul class="kept" role="list">{day.states.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}
