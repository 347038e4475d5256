//! A slip of paper, typed by one person for everybody. What is typed is held here and handed to the box: on the page a figure is
//! a dot, whatever it is, unless the room has a screen of its own.

use super::Room;
use super::mask::{MASK, plain};
use super::stage::{Asked, Stage};
use crate::browser::page;
use crate::parts::focus::focus_soon;
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use weighbridge::id::{AlternativeId, CriterionId, ParticipantId, RoundId};
use weighbridge::workshop::{Points, Privacy, Question, Reply};

/// The first rounds and the seat of a slip: what tells a half-typed one from the others.
type SlipKey = (Option<RoundId>, u32);

/// What is being typed. None of it is ever written to the page.
#[derive(Clone, Copy)]
pub(super) struct SlipState {
    pub(super) is_open: RwSignal<bool>,
    /// The seat, from 1.
    seat: RwSignal<u32>,
    /// What was typed into each field.
    typed: RwSignal<Vec<Option<Reply>>>,
    /// The digits of a figure that is being typed in points.
    digits: StoredValue<String>,
    /// Whether one key is one figure.
    by_tens: RwSignal<bool>,
    /// Whether the next Enter hands a slip in that has blanks.
    is_warned: RwSignal<bool>,
    /// Slips that were left half-typed.
    halves: StoredValue<BTreeMap<SlipKey, Vec<Option<Reply>>>>,
    /// Criteria that are not scored in this workshop.
    pub(super) left_out: RwSignal<Vec<CriterionId>>,
}

impl SlipState {
    pub(super) fn new() -> SlipState {
        SlipState {
            is_open: RwSignal::new(false),
            seat: RwSignal::new(1),
            typed: RwSignal::new(Vec::new()),
            digits: StoredValue::new(String::new()),
            by_tens: RwSignal::new(true),
            is_warned: RwSignal::new(false),
            halves: StoredValue::new(BTreeMap::new()),
            left_out: RwSignal::new(Vec::new()),
        }
    }
}

fn stage_now(room: Room) -> Option<Stage> {
    room.stages.with_untracked(|stages| stages.get(room.stage.get_untracked()).or(stages.last()).cloned())
}

/// Takes up the slip of the first seat that is not in, or of the first seat where all are.
pub(super) fn next_seat(room: Room) {
    let Some(stage) = stage_now(room) else { return };
    take_seat(room, empty_seat(room, &stage, None).unwrap_or(1));
    focus_soon(&["slip-seat"]);
}

/// Returns the first seat that is not in, other than one.
fn empty_seat(room: Room, stage: &Stage, but: Option<u32>) -> Option<u32> {
    let seen = room.sealed.seen_now();
    let is_in = |seat: u32| stage.ids().iter().all(|id| seen.seats(*id).get(seat as usize - 1) == Some(&true));
    (1..=stage.expected).find(|seat| Some(*seat) != but && !is_in(*seat))
}

/// Takes up the slip of a seat, as far as it was typed.
fn take_seat(room: Room, seat: u32) {
    let Some(stage) = stage_now(room) else { return };
    let slip = room.slip;
    let key = (stage.ids().first().copied(), seat);
    let half = slip.halves.with_value(|halves| halves.get(&key).cloned());
    slip.seat.set(seat);
    slip.typed.set(half.filter(|half| half.len() == stage.n_fields()).unwrap_or_else(|| vec![None; stage.n_fields()]));
    slip.digits.set_value(String::new());
    slip.is_warned.set(false);
}

fn put(room: Room, field: usize, reply: Option<Reply>) {
    let slip = room.slip;
    slip.is_warned.set(false);
    slip.typed.update(|typed| {
        if let Some(place) = typed.get_mut(field) {
            *place = reply;
        }
    });
    let key = (stage_now(room).and_then(|stage| stage.ids().first().copied()), slip.seat.get_untracked());
    let typed = slip.typed.get_untracked();
    slip.halves.update_value(|halves| drop(halves.insert(key, typed)));
}

/// Returns what a slip answers, round by round.
fn answers(stage: &Stage, typed: &[Option<Reply>]) -> crate::session::ballots::Slip {
    let mut at = 0;
    let mut all = Vec::new();
    for (id, asks) in &stage.rounds {
        let items = asks.items();
        let mut replies = Vec::new();
        if matches!(asks, Question::Choice(_)) {
            // The points of a choice are its place among the options.
            let place = typed.first().copied().flatten().and_then(|reply| reply.points()).map(|place| place as usize);
            replies.extend(place.and_then(|place| items.get(place)).map(|item| (*item, Reply::Chosen)));
        } else {
            for (item, reply) in items.iter().zip(&typed[at.min(typed.len())..]) {
                replies.extend(reply.map(|reply| (*item, reply)));
            }
            at += items.len();
        }
        all.push((*id, replies));
    }
    all
}

/// Hands the slip in. One with blanks needs a second Enter.
fn hand_in(room: Room) {
    let (Some(stage), slip) = (stage_now(room), room.slip) else { return };
    let (typed, seat) = (slip.typed.get_untracked(), slip.seat.get_untracked());
    let n = typed.iter().flatten().count();
    if n < typed.len() && !slip.is_warned.get_untracked() {
        slip.is_warned.set(true);
        let words = match n {
            0 => "Nothing is typed. Enter again hands in an empty slip.".to_owned(),
            n => format!("{n} of {} answered. Enter again hands it in with blanks.", typed.len()),
        };
        return room.say(&words);
    }
    let by = role(room, seat).filter(|_| room.workshop.with_untracked(|one| one.privacy == Privacy::ByRole));
    let handed = answers(&stage, &typed);
    let key = (stage.ids().first().copied(), seat);
    slip.halves.update_value(|halves| drop(halves.insert(key, typed)));
    // Whoever types on does not wait until it is put away.
    if let Some(next) = empty_seat(room, &stage, Some(seat)) {
        take_seat(room, next);
        page::focus("slip-seat");
    }
    spawn_local(async move {
        match room.sealed.hand_in(seat, by.map(|(id, _)| id), handed).await {
            Ok(()) => {
                slip.halves.update_value(|halves| drop(halves.remove(&key)));
                let counts = room.sealed.seen_now().counts(&stage.ids(), stage.expected);
                room.say(&format!("Slip {seat} is in. {} of {}.", counts.handed_in, counts.expected));
                if counts.all_in() {
                    slip.is_open.set(false);
                    take_seat(room, 1);
                    focus_soon(&["workshop-title"]);
                }
            }
            Err(why) => {
                take_seat(room, seat);
                room.say(&format!(
                    "Slip {seat} is not handed in: {}. It stays as it is typed.",
                    why.trim_end_matches('.')
                ));
            }
        }
    });
}

/// Returns the role of a seat.
pub(super) fn role(room: Room, seat: u32) -> Option<(ParticipantId, String)> {
    room.place_of.case().with_untracked(|case| {
        let roles = room.workshop.with_untracked(|workshop| crate::session::ballots::voting(case, workshop));
        let id = *roles.get(seat as usize - 1)?;
        Some((id, case.participant(id)?.role.clone()))
    })
}

/// The slip, while it is open.
pub(super) fn view(room: Room, stage: &Stage) -> AnyView {
    let slip = room.slip;
    let n = stage.n_fields();
    if slip.typed.with_untracked(Vec::len) != n {
        take_seat(room, slip.seat.get_untracked());
    }
    let expected = stage.expected;
    let letters = room.appraisal.with_untracked(|appraisal| weighbridge::present::letters(appraisal));
    let answered = move || {
        let answered = slip.typed.with(|typed| typed.iter().flatten().count());
        format!("{answered} of {n} answered")
    };
    let by_role = move || {
        let is_named = room.read(|workshop| workshop.privacy == Privacy::ByRole);
        role(room, slip.seat.get())
            .filter(|_| is_named)
            .map(|(_, role)| view! { <span class="slip__role">{role}</span> })
    };
    let on_seat = move |event: KeyboardEvent| seat_key(room, &event, expected);
    let chosen = move |event| {
        let seat = event_target_value(&event).trim().parse::<u32>().ok().filter(|seat| (1..=expected).contains(seat));
        if let Some(seat) = seat {
            take_seat(room, seat);
        }
    };
    let ids = stage.ids();
    let handed_in = move || {
        let seen = room.sealed.seen();
        let is_in = |seat: &u32| ids.iter().all(|id| seen.seats(*id).get(*seat as usize - 1) == Some(&true));
        let all: Vec<String> = (1..=expected).filter(is_in).map(|seat| seat.to_string()).collect();
        if all.is_empty() { "No slip is in yet.".to_owned() } else { format!("In: slips {}.", all.join(", ")) }
    };
    let tens = move |by_tens: bool| {
        move |_: leptos::ev::Event| {
            slip.digits.set_value(String::new());
            slip.by_tens.set(by_tens);
        }
    };
    let help = match stage.asked {
        Asked::Choice => "One key: the number in front of the option. Enter hands the slip in.".to_owned(),
        Asked::Points | Asked::Again => {
            "Minus: not theirs to judge. Question mark: no evidence. Backspace clears. Enter hands the slip in."
                .to_owned()
        }
    };
    let modes = (stage.asked != Asked::Choice).then(|| view! {
        <fieldset class="slip__modes"><legend class="visually-hidden">"How figures are typed"</legend>
            <div class="choice">
                <label class="choice__item"><input type="radio" name="slip-mode" prop:checked=move || slip.by_tens.get() on:change=tens(true)/><span>"Tens: 7 is 70, + is 100"</span></label>
                <label class="choice__item"><input type="radio" name="slip-mode" prop:checked=move || !slip.by_tens.get() on:change=tens(false)/><span>"Points: 7 5, then Tab"</span></label>
            </div>
        </fieldset>
    });
    view! {
        <section class="slip no-print" aria-labelledby="h-slip">
            <h2 id="h-slip">"A slip"</h2>
            <p class="note">{handed_in}{move || if room.screens.is_apart() { " Nothing that is typed is on the room’s screen." } else { " What is typed shows as a dot." }}</p>
            <div class="slip__head">
                <label class="field__label" for="slip-seat">"Slip of seat"</label>
                <input class="field__input slip__seat" type="text" inputmode="numeric" id="slip-seat" autocomplete="off" aria-describedby="slip-help"
                    prop:value=move || slip.seat.get().to_string() on:keydown=on_seat on:change=chosen/>
                {by_role}
                <span class="slip__answered num">{answered}</span>
            </div>
            {modes}
            <p class="note" id="slip-help">{help}</p>
            {fields(room, stage, &letters)}
            <p class="row">
                <button class="button button--main" type="button" id="slip-in" on:click=move |_| hand_in(room)>"Hand in "<span class="button__key">"Enter"</span></button>
                <button class="link" type="button" on:click=move |_| { slip.is_open.set(false); page::focus("workshop-title"); }>"Leave the slip"</button>
            </p>
        </section>
    }
    .into_any()
}

fn seat_key(room: Room, event: &KeyboardEvent, expected: u32) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let digit = event.key().parse::<u32>().ok().filter(|seat| expected <= 9 && (1..=expected).contains(seat));
    if let Some(seat) = digit {
        event.prevent_default();
        take_seat(room, seat);
        page::focus("slip-0");
    } else if matches!(event.key().as_str(), "Enter" | "ArrowDown") {
        event.prevent_default();
        page::focus("slip-0");
    }
}

/// The fields, criterion by criterion.
fn fields(room: Room, stage: &Stage, letters: &[String]) -> AnyView {
    let appraisal = room.appraisal.get_untracked();
    let name = |id: u32| {
        appraisal
            .alternative(AlternativeId(id))
            .map_or_else(|| "An option that is gone".to_owned(), |one| one.name.clone())
    };
    if stage.asked == Asked::Choice {
        return view! { <div class="slip__group">{field(room, 0, "First choice".to_owned(), "First choice".to_owned(), true)}</div> }.into_any();
    }
    let mut at = 0;
    let mut groups = Vec::new();
    for (_, asks) in &stage.rounds {
        let title = asks.criterion().map_or_else(String::new, |id| untrack(|| room.criterion_name(id)));
        let mut all = Vec::new();
        for item in asks.items() {
            let place = appraisal.alternatives.iter().position(|one| one.id.0 == item);
            let letter = place.and_then(|place| letters.get(place)).cloned().unwrap_or_default();
            let label = if letter.is_empty() { name(item) } else { format!("{letter}. {}", name(item)) };
            let full = format!("{label}, {title}");
            all.push(field(room, at, label, full, false));
            at += 1;
        }
        groups.push(view! { <fieldset class="slip__group"><legend>{title}</legend>{all}</fieldset> });
    }
    view! { <div class="slip__groups">{groups}</div> }.into_any()
}

fn field(room: Room, at: usize, label: String, name: String, is_choice: bool) -> AnyView {
    let id = format!("slip-{at}");
    // A room with a window of its own does not see this one.
    let shown = move || {
        let given = room.slip.typed.with(|typed| typed.get(at).copied().flatten());
        let is_masked = !room.screens.is_apart();
        given.map_or_else(String::new, |reply| if is_masked { MASK.to_owned() } else { plain(reply, is_choice) })
    };
    let input: NodeRef<Input> = NodeRef::new();
    // Whatever reaches the field by another way than a key is not kept in it.
    let masked = move |_: leptos::ev::Event| {
        if let Some(input) = input.get_untracked() {
            input.set_value(&untrack(shown));
        }
    };
    view! {
        <div class="slip__field">
            <label for=id.clone()>{label}</label>
            <input class="field__input slip__input" type="text" id=id autocomplete="off" spellcheck="false" aria-label=name node_ref=input
                prop:value=shown on:keydown=move |event| figure_key(room, at, is_choice, &event) on:beforeinput=move |event| event.prevent_default() on:input=masked/>
        </div>
    }
    .into_any()
}

fn figure_key(room: Room, at: usize, is_choice: bool, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let slip = room.slip;
    let go = |to: usize| {
        slip.digits.set_value(String::new());
        page::focus(&format!("slip-{to}"));
    };
    let key = event.key();
    match key.as_str() {
        "Tab" | "Escape" | "Shift" => {
            slip.digits.set_value(String::new());
            return;
        }
        "Enter" => {
            slip.digits.set_value(String::new());
            hand_in(room);
        }
        "ArrowDown" | "ArrowRight" => go(at + 1),
        "ArrowUp" | "ArrowLeft" => go(at.saturating_sub(1)),
        "Backspace" | "Delete" => {
            slip.digits.set_value(String::new());
            put(room, at, None);
        }
        // Keys with a name are the browser's.
        _ if key.chars().count() > 1 => return,
        _ => {
            if let Some(is_done) = figure(room, at, is_choice, &key)
                && is_done
                && !is_choice
            {
                go(at + 1);
            }
        }
    }
    event.prevent_default();
}

/// Takes a key as a figure. Returns whether the figure is done, or `None` where the key is none.
fn figure(room: Room, at: usize, is_choice: bool, key: &str) -> Option<bool> {
    let slip = room.slip;
    let mut letters = key.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let points = |points: u32| Points::new(u8::try_from(points).ok()?).map(Reply::Points);
    if is_choice {
        // Options are numbered from 1; the tenth and later by letters.
        let place = letter.to_digit(36).filter(|place| *place > 0)? - 1;
        let n = room.appraisal.with_untracked(|appraisal| appraisal.alternatives.len());
        if (place as usize) < n {
            put(room, at, points(place));
        }
        return Some(true);
    }
    match letter {
        '+' => put(room, at, points(100)),
        '-' | '−' => put(room, at, Some(Reply::Abstain)),
        '?' => put(room, at, Some(Reply::Unknown)),
        _ => {
            let digit = letter.to_digit(10)?;
            if slip.by_tens.get_untracked() {
                put(room, at, points(10 * digit));
                return Some(true);
            }
            slip.digits.update_value(|digits| digits.push(letter));
            let typed = slip.digits.get_value().parse::<u32>().ok().filter(|typed| *typed <= 100);
            if typed.is_none() {
                slip.digits.set_value(letter.to_string());
            }
            put(room, at, points(typed.unwrap_or(digit)));
            return Some(false);
        }
    }
    Some(true)
}
