//! Ready to run: what is not settled yet, what fits into the time, who is in the room, and under which rule.

use super::{Room, act, headline, screens, seats};
use crate::pages::programme::read_date;
use crate::parts::field::{TextArea, TextField};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::Scale;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::date::{Date, entry};
use weighbridge::edit::{SessionField, WorkshopEdit};
use weighbridge::id::CriterionId;
use weighbridge::present::{self, count};
use weighbridge::route::{Page, Route, Step};
use weighbridge::workshop::{Mended, Privacy, Session as Record, plan, unready};

/// The lengths of a session that are offered, in minutes.
const LENGTHS: [(u32, &str); 5] =
    [(60, "1 hour"), (90, "1½ hours"), (120, "2 hours"), (180, "3 hours"), (240, "4 hours")];

/// A judged criterion, and whether it is scored in this workshop.
#[derive(Clone, PartialEq)]
struct Judged {
    id: CriterionId,
    name: String,
    is_in: bool,
}

/// The part.
pub(super) fn view(room: Room) -> AnyView {
    let is_locked = Memo::new(move |_| room.read(|workshop: &Record| !workshop.rounds.is_empty() || workshop.closed));
    let missing = Memo::new(move |_| missing(room));
    let finding = Signal::derive(move || match (is_locked.get(), missing.with(Vec::len)) {
        (true, _) => "The ends are locked.".to_owned(),
        (false, 0) => "Ready to run.".to_owned(),
        (false, n) => format!("{} to settle before you start.", count(n, "thing", "things")),
    });
    let over = Signal::derive(move || room.read(|workshop| format!("{}. Prepare.", workshop.title)));
    let open = move || {
        let item = move |(words, step): (String, Option<Step>)| {
            let link = step.map(|step| {
                let key = room.session.key().get().unwrap_or_default();
                let id = room.appraisal.with(|appraisal| appraisal.id);
                let href = Route::Case { key, page: Page::Appraisal(id, step) }.hash();
                view! { " "<a href=href>{step.title()}</a> }
            });
            view! { <li>{words}{link}</li> }
        };
        let all = missing.get();
        let any = !all.is_empty() && !is_locked.get();
        let items = all.into_iter().map(item).collect_view();
        any.then(|| view! { <ul class="workshop__open">{items}</ul> })
    };
    let lock = move || {
        (!is_locked.get()).then(|| view! {
            <div class="workshop__act no-print">
                <button class="button button--main" type="button" id="workshop-lock" on:click=move |_| act::lock(room)>"Lock the ends and begin "<span class="button__key">"K"</span></button>
                {super::rehearsal::offer(room)}
                <p class="note measure">"Names, ends and options are taken down as people read them. An end that is worded anew after that is noticed, and its ballots are refused."</p>
            </div>
        })
    };
    view! {
        {headline(room, over, finding)}
        {open}
        {screens::question(room)}
        <div class="workshop__halves">
            <div>
                {seats::section(room)}
                {time(room, is_locked)}
            </div>
            <div>{rules(room, is_locked)}</div>
        </div>
        {lock}
    }
    .into_any()
}

/// Returns what is not settled, each with the step on which it is.
fn missing(room: Room) -> Vec<(String, Option<Step>)> {
    let mut found: Vec<(String, Option<Step>)> = room.appraisal.with(|appraisal| {
        let step = |place| match place {
            Mended::Criteria => Step::Criteria,
            Mended::Options => Step::Options,
            Mended::Scores => Step::Scores,
        };
        unready(appraisal).into_iter().map(|one| (one.words, Some(step(one.place)))).collect()
    });
    if !room.screens.is_said() {
        found.push(("Nobody has said whether the room sees this screen.".to_owned(), None));
    }
    if n_voting(room) == 0 {
        found.push(("Nobody in the room has a vote.".to_owned(), None));
    }
    if room.read(|workshop| workshop.ballots_kept_until.is_none()) {
        found.push(("No date is agreed on which the ballots are deleted.".to_owned(), None));
    }
    found
}

fn n_voting(room: Room) -> usize {
    let present = room.read(|workshop| workshop.present.clone());
    room.place_of
        .case()
        .with(|case| present.iter().filter(|id| case.participant(**id).is_some_and(|one| one.votes)).count())
}

/// What fits into the time, worked out again as criteria go.
fn time(room: Room, is_locked: Memo<bool>) -> AnyView {
    let minutes = RwSignal::new(120_u32);
    let left_out = room.slip.left_out;
    let judged = Memo::new(move |_| {
        let asked = room.read(|workshop| {
            workshop.rounds.iter().filter_map(|round| round.asks.criterion()).collect::<Vec<CriterionId>>()
        });
        room.appraisal.with(|appraisal| {
            let leaves = appraisal.leaves();
            let judged = leaves.iter().filter(|(_, leaf)| leaf.scale == Scale::Direct);
            let is_in = |id: CriterionId| match is_locked.get() {
                true => asked.contains(&id),
                false => left_out.with(|out| !out.contains(&id)),
            };
            judged
                .map(|(one, _)| Judged { id: one.id, name: one.name.clone(), is_in: is_in(one.id) })
                .collect::<Vec<_>>()
        })
    });
    let words = move || {
        let in_it: Vec<CriterionId> = judged.with(|all| all.iter().filter(|one| one.is_in).map(|one| one.id).collect());
        let (n_options, n_families) = room.appraisal.with(|appraisal| {
            let results = evaluate(appraisal);
            let of =
                |id: &CriterionId| results.columns.iter().find(|column| column.criterion == *id).map(|one| one.family);
            let families: std::collections::BTreeSet<_> = in_it.iter().filter_map(of).collect();
            (appraisal.alternatives.len(), families.len())
        });
        let minutes = f64::from(minutes.get());
        plan(in_it.len() * n_options, n_voting(room), n_families, minutes).words(minutes)
    };
    let item = move |one: Judged| {
        let id = one.id;
        let change = move |event| {
            let is_in = event_target_checked(&event);
            left_out.update(|out| {
                out.retain(|other| *other != id);
                if !is_in {
                    out.push(id);
                }
            });
        };
        view! {
            <li><label class="check"><input type="checkbox" prop:checked=one.is_in disabled=move || is_locked.get() on:change=change/>" "{one.name}</label></li>
        }
    };
    let choices = LENGTHS.map(|(minutes, words)| (minutes, words.to_owned())).to_vec();
    view! {
        <section class="section" aria-labelledby="h-time">
            <h2 id="h-time">"What fits"</h2>
            <SelectField id="workshop-length" label="Length" value=Signal::derive(move || minutes.get()) choices=Signal::stored(choices)
                choose=Callback::new(move |chosen| minutes.set(chosen))/>
            <p class="workshop__plan">{words}</p>
            <fieldset class="workshop__judged"><legend class="field__label">"Judged criteria that are scored"</legend>
                <ul role="list">{move || judged.get().into_iter().map(item).collect_view()}</ul>
                <p class="note">"Measured criteria are facts, and nobody votes on facts."</p>
            </fieldset>
        </section>
    }
    .into_any()
}

/// Under which rule the room scores, where and when, and until when ballots are kept.
fn rules(room: Room, is_locked: Memo<bool>) -> AnyView {
    let words = move |field: SessionField| Signal::derive(move || room.read(|workshop| field.of(workshop).to_owned()));
    let set = move |field: SessionField| {
        Callback::new(move |text: String| room.commit(WorkshopEdit::SetWords(room.id, field, text)))
    };
    let date = move |of: fn(&Record) -> Option<Date>| {
        Signal::derive(move || room.read(|workshop| of(workshop).map_or_else(String::new, present::date)))
    };
    let held = Callback::new(move |text: String| {
        let date = read_date(&text, entry::read_event)?;
        room.commit(WorkshopEdit::SetHeld(room.id, date))
    });
    let kept = Callback::new(move |text: String| {
        let date = read_date(&text, entry::read_event)?;
        room.commit(WorkshopEdit::SetKeptUntil(room.id, date))
    });
    let privacy = vec![
        (Privacy::Unnamed, "Without names and roles".to_owned()),
        (Privacy::ByRole, "By role, where the room agrees".to_owned()),
    ];
    let choose = Callback::new(move |privacy| {
        if let Err(error) = room.commit(WorkshopEdit::SetPrivacy(room.id, privacy)) {
            room.say(&crate::parts::sentence(&error.to_string()));
        }
    });
    let promise = move || match room.read(|workshop| workshop.privacy) {
        Privacy::Unnamed => {
            "To be read out: “Your scores are shown without names. Whoever types sees your slip. The paper gets middle figures and reasons, never ballots. In a room this small, people can guess; and what a council holds can be asked for.”"
        }
        Privacy::ByRole => {
            "To be read out: “Your scores are shown by role. Whoever types sees your slip. The paper gets middle figures and reasons, never ballots. What a council holds can be asked for.”"
        }
    };
    view! {
        <section class="section form" aria-labelledby="h-rules">
            <h2 id="h-rules">"The rule of the room"</h2>
            {move || if is_locked.get() {
                view! { <p>{move || room.read(|workshop| format!("Answers are shown {}.", if workshop.privacy == Privacy::Unnamed { "without names" } else { "by role" }))}</p> }.into_any()
            } else {
                view! { <SelectField id="workshop-privacy" label="How answers are shown" value=Signal::derive(move || room.read(|workshop| workshop.privacy)) choices=Signal::stored(privacy.clone()) choose=choose/> }.into_any()
            }}
            <p class="note measure">{promise}</p>
            <TextField id="workshop-kept" label="Ballots are deleted on" hint="Agreed before the first ballot. For example 14 August 2026" value=date(|workshop| workshop.ballots_kept_until) commit=kept/>
            <TextField id="workshop-held" label="Held on" hint="For example 14 May 2026" value=date(|workshop| workshop.held) commit=held/>
            <TextField id="workshop-place" label="Place" value=words(SessionField::Place) commit=set(SessionField::Place)/>
            <TextField id="workshop-facilitator" label="Who facilitates, and does not score" value=words(SessionField::Facilitator) commit=set(SessionField::Facilitator)/>
            <TextArea id="workshop-guidance" label="Guidance that is followed" rows=2 value=words(SessionField::Guidance) commit=set(SessionField::Guidance)/>
        </section>
    }
    .into_any()
}
