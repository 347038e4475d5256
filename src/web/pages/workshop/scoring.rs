//! Silent scoring: the questions with both ends, and how many slips are in. Nothing else is known of them here.

use super::stage::{Asked, Stage};
use super::{Asking, Room, act, agree, headline, slip};
use leptos::prelude::*;
use weighbridge::present::{self, count};
use weighbridge::workshop::{BoxCounts, Question};

/// The part.
pub(super) fn view(room: Room) -> AnyView {
    let stage = Memo::new(move |_| {
        let at = room.stage.get();
        room.stages.with(|stages| stages.get(at.min(stages.len().saturating_sub(1))).cloned())
    });
    let body = move || match stage.get() {
        Some(stage) => open(room, &stage),
        None => nothing(room),
    };
    body.into_any()
}

/// What is said while no question is open.
fn nothing(room: Room) -> AnyView {
    let words = Signal::derive(move || {
        room.read(|workshop| match (workshop.closed, workshop.rounds.is_empty()) {
            (true, _) => "This workshop is over.".to_owned(),
            (false, true) => "Nothing is asked yet.".to_owned(),
            (false, false) => "No question is open.".to_owned(),
        })
    });
    let over = Signal::derive(move || room.read(|workshop| format!("{}. Score.", workshop.title)));
    view! {
        {headline(room, over, words)}
        <p class="headline__next">{move || room.read(|workshop| if workshop.rounds.is_empty() { "Lock the ends under Prepare first." } else { "Talk goes on with what is revealed." })}</p>
    }
    .into_any()
}

fn open(room: Room, stage: &Stage) -> AnyView {
    let n = room.stages.with_untracked(Vec::len);
    let at = room.stage.get_untracked().min(n.saturating_sub(1));
    let over = Signal::stored(format!(
        "{}. Question {} of {n}.",
        room.workshop.with_untracked(|one| one.title.clone()),
        at + 1
    ));
    let ask = match stage.asked {
        Asked::Choice => "Which option would you choose today?",
        Asked::Points | Asked::Again => "How far up that scale would each option put us?",
    };
    let ids = stage.ids();
    let expected = stage.expected;
    let counts = Memo::new(move |_| room.sealed.seen().counts(&ids, expected));
    let is_choice = stage.asked == Asked::Choice;
    let typing = {
        let stage = stage.clone();
        move || room.slip.is_open.get().then(|| slip::view(room, &stage))
    };
    let rounds = StoredValue::new(stage.ids());
    let discarding =
        move || (room.asking.get() == Some(Asking::Discard)).then(|| agree::discard(room, rounds.get_value()));
    view! {
        {headline(room, over, Signal::stored(stage.title.clone()))}
        <div class="room-picture">
            <section aria-label="What is asked">
                {ends(room, stage)}
                <p class="room-picture__ask">{ask}</p>
                {options(room, is_choice)}
            </section>
            <section aria-label="How many are in">
                <p class="room-picture__count num" id="workshop-count">{move || counts.get().handed_in}<small>{move || format!(" of {} in", counts.get().expected)}</small></p>
                {move || circles(counts.get())}
                <p class="room-picture__say">{move || say(counts.get(), is_choice)}</p>
            </section>
        </div>
        <p class="workshop__keys no-print">
            <button class="button button--main" type="button" id="workshop-slip" on:click=move |_| act::type_slip(room)>"Type a slip "<span class="button__key">"V"</span></button>
            <button class="button" type="button" id="workshop-next" on:click=move |_| act::step(room, 1)>"Next question "<span class="button__key">"N"</span></button>
            <button class="button" type="button" id="workshop-reveal" on:click=move |_| act::reveal(room)>"Reveal "<span class="button__key">"R"</span></button>
            <button class="button" type="button" on:click=move |_| room.timer.toggle()>"Timer "<span class="button__key">"T"</span></button>
            <button class="button" type="button" on:click=move |_| super::blank(room)>"Blank "<span class="button__key">"B"</span></button>
            <button class="link" type="button" id="workshop-discard" on:click=move |_| room.asking.set(Some(Asking::Discard))>"Discard this question"</button>
        </p>
        {discarding}
        {typing}
    }
    .into_any()
}

/// Both ends of each criterion, as people read them.
fn ends(room: Room, stage: &Stage) -> AnyView {
    let appraisal = room.appraisal.get_untracked();
    let one = |asks: &Question| {
        let criterion = appraisal.criterion(asks.criterion()?)?;
        let leaf = appraisal.leaf(criterion.id)?;
        let end = |words: &str| if words.trim().is_empty() { "Not said".to_owned() } else { words.to_owned() };
        Some(view! {
            <li>
                <h2 class="room-picture__criterion">{criterion.name.clone()}</h2>
                <dl class="room-picture__ends"><dt>"100"</dt><dd>{end(&leaf.best_anchor)}</dd><dt>"0"</dt><dd>{end(&leaf.worst_anchor)}</dd></dl>
            </li>
        })
    };
    let all: Vec<_> = stage.rounds.iter().filter_map(|(_, asks)| one(asks)).collect();
    (!all.is_empty()).then(|| view! { <ul class="room-picture__criteria" role="list">{all}</ul> }).into_any()
}

/// The options, by letter, or numbered where one of them is chosen.
fn options(room: Room, is_choice: bool) -> AnyView {
    let appraisal = room.appraisal.get_untracked();
    let letters = present::letters(&appraisal);
    let item = |(at, option): (usize, &weighbridge::appraisal::Alternative)| {
        let mark = match is_choice {
            true => {
                char::from_digit(u32::try_from(at + 1).unwrap_or(0).min(35), 36).map_or_else(String::new, String::from)
            }
            false => letters.get(at).cloned().unwrap_or_default(),
        };
        view! { <li><b>{mark}</b><span>{option.name.clone()}</span></li> }
    };
    let all = appraisal.alternatives.iter().enumerate().map(item).collect_view();
    view! { <ul class="room-picture__options" role="list">{all}</ul> }.into_any()
}

/// One circle for each seat, as many filled as are in: whose they are is not told.
fn circles(counts: BoxCounts) -> AnyView {
    let n = counts.expected.clamp(1, 40);
    let step = 96.0 / f64::from(n);
    let one = |at: u32| {
        let class = if at < counts.handed_in { "seat seat--in" } else { "seat" };
        let x = format!("{}%", 2.0 + step * (f64::from(at) + 0.5));
        view! { <circle class=class cx=x cy="50%" r="9"/> }
    };
    view! { <svg class="room-picture__seats" aria-hidden="true">{(0..n).map(one).collect_view()}</svg> }.into_any()
}

fn say(counts: BoxCounts, is_choice: bool) -> String {
    let n = count(counts.expected as usize, "slip is", "slips are");
    match (counts.all_in(), is_choice) {
        (false, true) => "First choices stay sealed until the result is shown.".to_owned(),
        (false, false) => format!("Scores stay hidden until all {n} in."),
        (true, true) => "All in, and sealed until the result is shown.".to_owned(),
        (true, false) => "All in. Nobody has seen one.".to_owned(),
    }
}
