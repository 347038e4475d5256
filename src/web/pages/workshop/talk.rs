//! What is worth talking about: the dearest first, one score at a time, and one sweep for what is close.

use super::{Asking, Phase, Room, act, agree, cells, headline};
use leptos::prelude::*;
use weighbridge::present::{count, list};
use weighbridge::workshop::{TalkItem, second_round, verdict};

/// The part.
pub(super) fn view(room: Room) -> AnyView {
    let body = move || match room.place.get() {
        Some(place) => one(room, place),
        None => agenda(room),
    };
    body.into_any()
}

/// The list, in the order in which it is worth the room's time.
fn agenda(room: Room) -> AnyView {
    let over = Signal::derive(move || room.read(|workshop| format!("{}. Talk.", workshop.title)));
    let finding = Signal::derive(move || room.talk.with(|talk| talk.headline()));
    let out = move || {
        let out = room.talk.with(|talk| talk.out_of_reach.clone());
        let names: Vec<String> = out.into_iter().map(|id| room.option_name(id)).collect();
        let is_one = names.len() == 1;
        let any = room.talk.with(|talk| talk.n_scored() > 0) && !names.is_empty();
        any.then(|| {
            let verb = if is_one { "its score" } else { "their scores" };
            view! { <p class="headline__next">{format!("{} cannot win whatever you agree within your answers: leave {verb}.", list(&names))}</p> }
        })
    };
    let alike = move || {
        let is_so = room.talk.with(|talk| talk.weighs_alike && talk.n_scored() > 0);
        is_so.then(|| view! { <p class="headline__guard">"There are no weights yet, so all criteria count alike in this order."</p> })
    };
    let close = move || {
        let n = room.talk.with(|talk| talk.close.len());
        (n > 0).then(|| {
            let within = room.read(|workshop| workshop.close);
            let words = format!("{} within {within} points: take the middles, without discussion.", count(n, "score lies", "scores lie"));
            view! {
                <div class="workshop__act no-print"><p>{words}</p>
                    <button class="button" type="button" id="workshop-sweep" on:click=move |_| act::sweep(room)>{format!("Take {} ", count(n, "middle", "middles"))}<span class="button__key">"S"</span></button>
                </div>
            }
        })
    };
    let idle = move || {
        let (n, of) = room.talk.with(|talk| (talk.idle_with_a_middle().count(), talk.idle.len()));
        (n > 0).then(|| {
            let words = format!("{} who leads: take the middles, without discussion.", count(n, "score cannot change", "scores cannot change"));
            let left = of - n;
            let left = (left > 0).then(|| {
                let more = count(left, "more", "more");
                format!(" {more} in two camps, or with too few answers, {} open.", if left == 1 { "stays" } else { "stay" })
            });
            view! {
                <div class="workshop__act no-print"><p>{words}{left}</p>
                    <button class="button" type="button" id="workshop-sweep-idle" on:click=move |_| act::sweep_idle(room)>{format!("Take {} ", count(n, "middle", "middles"))}<span class="button__key">"Shift S"</span></button>
                </div>
            }
        })
    };
    let still_open = move || {
        let n =
            room.stages.with(|stages| stages.iter().filter(|stage| stage.asked != super::stage::Asked::Choice).count());
        (n > 0).then(|| view! {
            <p class="note">{format!("{} still open. ", count(n, "question is", "questions are"))}
                <button class="link" type="button" on:click=move |_| room.go(Phase::Score)>"Go on scoring"</button></p>
        })
    };
    view! {
        {headline(room, over, finding)}
        {out}
        {alike}
        {close}
        {idle}
        <p class="workshop__keys no-print">
            <button class="button button--main" type="button" id="workshop-next" on:click=move |_| act::step(room, 1)>"Next score "<span class="button__key">"Enter"</span></button>
        </p>
        {still_open}
        {rows(room, "To talk about", "h-open", |talk| &talk.open)}
        {rows(room, "Parked", "h-parked", |talk| &talk.parked)}
        {rows(room, "Cannot change the answer", "h-idle", |talk| &talk.idle)}
        {move || (!room.talk.with(|talk| talk.close.is_empty())).then(|| view! {
            <details class="section"><summary>"Close scores"</summary>{rows(room, "Close", "h-close", |talk| &talk.close)}</details>
        })}
    }
    .into_any()
}

fn rows(
    room: Room,
    title: &'static str,
    id: &'static str,
    of: fn(&weighbridge::workshop::Talk) -> &Vec<TalkItem>,
) -> AnyView {
    let any = Memo::new(move |_| room.talk.with(|talk| !of(talk).is_empty()));
    let item = move |one: TalkItem| {
        let place = (one.criterion, one.option);
        let (option, criterion) = room.names(place);
        let looks = one.cell.label.map_or("no points", |label| weighbridge::workshop::Looks::from(label).word());
        let worth = if one.n_flips > 0 { weighbridge::present::points(one.stake) } else { "–".to_owned() };
        view! {
            <li class="talk__row">
                <button class="link" type="button" on:click=move |_| { room.place.set(Some(place)); crate::parts::focus::focus_soon(&["workshop-title"]); }>{format!("{option}: {criterion}")}</button>
                <span class="talk__looks">{looks}</span>
                {cells::dots(&one.cell)}
                <span class="talk__worth num">{worth}</span>
            </li>
        }
    };
    let items = move || room.talk.with(|talk| of(talk).clone()).into_iter().map(item).collect_view();
    let shown = move || {
        any.get().then(|| {
            view! {
                <section class="section" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <ul class="talk" role="list">{items}</ul>
                </section>
            }
        })
    };
    shown.into_any()
}

/// One score: its dots among those of the same criterion, and what can be done about it.
fn one(room: Room, place: super::Place) -> AnyView {
    let (option, criterion) = untrack(|| room.names(place));
    let over = Signal::derive(move || {
        let left = count(room.talk.with(|talk| talk.unsettled().count()), "score", "scores");
        room.read(|workshop| format!("{}. Talk. {left} not settled yet.", workshop.title))
    });
    let finding = {
        let (option, criterion) = (option.clone(), criterion.clone());
        Signal::derive(move || format!("{criterion}: {}", room.read(|workshop| verdict(workshop, place, &option))))
    };
    let worth = move || {
        room.talk.with(|talk| talk.unsettled().find(|item| (item.criterion, item.option) == place).map(TalkItem::worth))
    };
    let changed = move || room.read(|workshop| second_round(workshop, place.0, place.1));
    let form = move || match room.asking.get() {
        Some(Asking::Agree) => agree::agree(room, place),
        Some(Asking::Park) => agree::park(room, place),
        Some(Asking::Dissent) => agree::dissent(room, Some(place)),
        Some(Asking::Correct) => agree::correct(room, place),
        Some(Asking::Discard) | None => ().into_any(),
    };
    let button = move |id: &'static str, words: &'static str, key: &'static str, run: fn(Room)| {
        view! { <button class="button" type="button" id=id on:click=move |_| run(room)>{words}" "<span class="button__key">{key}</span></button> }
    };
    let left = move || room.place.set(None);
    view! {
        {headline(room, over, finding)}
        {move || worth().map(|words| view! { <p class="headline__next">{words}</p> })}
        {move || changed().map(|words| view! { <p class="headline__next" id="workshop-changed">{words}</p> })}
        {cells::picture(room, place)}
        <p class="workshop__keys no-print">
            {button("workshop-agree", "Agree a figure", "A", |room| act::ask(room, Asking::Agree))}
            {button("workshop-again", "Second round", "2", act::second)}
            {button("workshop-park", "Park", "P", |room| act::ask(room, Asking::Park))}
            {button("workshop-dissent", "Dissent", "D", |room| act::ask(room, Asking::Dissent))}
            {button("workshop-correct", "Correct a slip", "C", |room| act::ask(room, Asking::Correct))}
            {button("workshop-next", "Next", "Enter", |room| act::step(room, 1))}
            <button class="link" type="button" on:click=move |_| left()>"Back to the list"</button>
        </p>
        {form}
    }
    .into_any()
}
