//! What is done about a score: a figure is agreed on with a line why, it is parked with an owner and a date, somebody dissents, or
//! a question is discarded with a reason.

use super::cells::newest;
use super::line::Line;
use super::{Place, Room};
use crate::pages::programme::read_date;
use crate::parts::error_summary::ErrorSummary;
use crate::parts::field::read_number;
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use crate::parts::sentence;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::date::entry;
use weighbridge::edit::{EditError, Settling, WorkshopEdit};
use weighbridge::finite::Finite;
use weighbridge::id::RoundId;
use weighbridge::present::{as_typed, count};
use weighbridge::unknown::Unknown;
use weighbridge::workshop::{Dissent, How, On, Parked, Points, Privacy, Reply, Session as Record};

/// A form with what was refused above it, and a way out.
fn form(
    room: Room,
    title: String,
    button: &'static str,
    first: &'static str,
    fields: AnyView,
    send: impl Fn() -> Result<(), EditError> + Send + Sync + 'static,
) -> AnyView {
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let errors =
        Signal::derive(move || refused.get().map(|why| (first.to_owned(), why)).into_iter().collect::<Vec<_>>());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match send() {
            Ok(()) => room.asking.set(None),
            Err(error) => refused.set(Some(sentence(&error.to_string()))),
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            room.asking.set(None);
            focus_soon(&["workshop-title"]);
        }
    };
    focus_soon(&[first]);
    view! {
        <form class="ask workshop__form" id="workshop-form" on:submit=submit on:keydown=on_key novalidate>
            <h2>{title}</h2>
            <ErrorSummary errors/>
            {fields}
            <div class="row">
                <button class="button button--main" type="submit">{button}</button>
                <button class="link" type="button" on:click=move |_| { room.asking.set(None); focus_soon(&["workshop-title"]); }>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}

fn on((criterion, option): Place) -> On {
    On { criterion: Some(criterion), option: Some(option), unknown: Unknown::new() }
}

/// The figure that the room agrees on, and one line why. No figure is offered where there are two camps.
pub(super) fn agree(room: Room, place: Place) -> AnyView {
    let cell = room.workshop.with_untracked(|workshop| newest(workshop, place));
    let offered = cell.as_ref().and_then(weighbridge::workshop::Cell::offered);
    let turn = room.workshop.with_untracked(|one| one.round_of(place.0, place.1).map_or(1, |round| round.turn));
    let figure = RwSignal::new(offered.map_or_else(String::new, as_typed));
    let why = RwSignal::new(String::new());
    let spread = cell.and_then(|cell| cell.spread).filter(|spread| spread.n >= Record::FEWEST);
    let keeps = RwSignal::new(spread.is_some());
    let how = RwSignal::new(if turn > 1 { How::SecondRound } else { How::AfterDiscussion });
    let hint = if offered.is_some() {
        "The middle of the answers stands here."
    } else {
        "There are two camps, so no figure is offered."
    };
    let range = spread.map(|spread| {
        let words = format!(" Keep the middle half of the answers, {} to {}, as the range of the score", as_typed(spread.lower_quartile), as_typed(spread.upper_quartile));
        view! {
            <label class="check"><input type="checkbox" id="agree-range" prop:checked=keeps on:change=move |event| keeps.set(event_target_checked(&event))/>{words}</label>
        }
    });
    let choices = vec![
        (How::AfterDiscussion, "After discussion".to_owned()),
        (How::SecondRound, "After a second round".to_owned()),
        (How::Chair, "By the chair, as the room did not agree".to_owned()),
    ];
    let fields = view! {
        <Line id="agree-figure" label="Figure, 0 to 100" hint value=figure/>
        <Line id="agree-why" label="Why, in one line" value=why/>
        <SelectField id="agree-how" label="How it was come by" value=Signal::derive(move || how.get()) choices=Signal::stored(choices) choose=Callback::new(move |chosen| how.set(chosen))/>
        {range}
    };
    let send = move || {
        let expected = EditError::OutOfRange { expected: "a number from 0 to 100" };
        let typed = read_number(&figure.get_untracked()).ok().flatten().and_then(Finite::new).ok_or(expected)?;
        room.commit(WorkshopEdit::Settle(Box::new(Settling {
            session: room.id,
            appraisal: room.appraisal.with_untracked(|appraisal| appraisal.id),
            criterion: place.0,
            option: place.1,
            figure: typed,
            how: how.get_untracked(),
            reason: why.get_untracked(),
            keeps_range: keeps.get_untracked(),
        })))?;
        let (option, criterion) = untrack(|| room.names(place));
        room.say(&format!("{option}, {criterion}: settled at {}. Enter goes on.", as_typed(typed.get())));
        focus_soon(&["workshop-title"]);
        Ok(())
    };
    form(room, "Agree a figure".to_owned(), "Agree", "agree-figure", fields.into_any(), send)
}

/// What a slip says that was mistyped. A change of mind is none, and belongs in a second round.
pub(super) fn correct(room: Room, place: Place) -> AnyView {
    let (criterion, option) = place;
    let found =
        room.workshop.with_untracked(|one| one.round_of(criterion, option).map(|round| (round.id, round.expected)));
    let (seat, figure) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fields = view! {
        <p class="note measure">"The slip decides. A change of mind belongs in a second round."</p>
        <Line id="correct-seat" label="Slip of seat" value=seat/>
        <Line id="correct-figure" label="What the slip says" hint="0 to 100; − where it is not theirs to judge, ? where the evidence is missing, nothing where it is blank" value=figure/>
    };
    let send = move || {
        let (round, expected) = found.ok_or(EditError::NotThere { what: "round" })?;
        let wanted = EditError::Workshop("expected the number of a seat, as it stands on the slips");
        let typed = seat.get_untracked().trim().parse::<u32>().ok();
        let seat = typed.filter(|seat| (1..=expected).contains(seat)).ok_or(wanted)?;
        let reply = read_reply(&figure.get_untracked())?;
        let by = super::slip::role(room, seat).map(|(id, _)| id);
        let by = by.filter(|_| room.workshop.with_untracked(|one| one.privacy == Privacy::ByRole));
        spawn_local(async move {
            match room.sealed.correct(round, (seat, by), option.0, reply).await {
                Ok(()) => room.say("Corrected: the slip decides. It is logged as a correction."),
                Err(why) => room.say(&format!("Not corrected: {}", super::in_sentence(&why))),
            }
            focus_soon(&["workshop-title"]);
        });
        Ok(())
    };
    form(room, "Correct a slip that was mistyped".to_owned(), "Correct", "correct-seat", fields.into_any(), send)
}

/// Returns what a slip says in a field of its own; `None` where it is blank.
fn read_reply(text: &str) -> Result<Option<Reply>, EditError> {
    match text.trim() {
        "" => Ok(None),
        "-" | "−" | "–" => Ok(Some(Reply::Abstain)),
        "?" => Ok(Some(Reply::Unknown)),
        figure => {
            let points = figure.parse::<u8>().ok().and_then(Points::new);
            points
                .map(|points| Some(Reply::Points(points)))
                .ok_or(EditError::OutOfRange { expected: "a whole number from 0 to 100" })
        }
    }
}

/// What is left open, with who looks after it and by when.
pub(super) fn park(room: Room, place: Place) -> AnyView {
    let (what, owner, by) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fields = view! {
        <Line id="park-what" label="What is open" value=what/>
        <Line id="park-owner" label="Who looks after it" hint="A role, not a name" value=owner/>
        <Line id="park-by" label="By when" hint="For example 21 May 2026" value=by/>
    };
    let send = move || {
        let by = read_date(&by.get_untracked(), entry::read_event)?;
        let (what, owner) = (what.get_untracked(), owner.get_untracked());
        room.commit(WorkshopEdit::Park(room.id, Parked { on: on(place), what, owner, by, unknown: Unknown::new() }))?;
        room.say("Parked. Enter goes on.");
        focus_soon(&["workshop-title"]);
        Ok(())
    };
    form(room, "Park it".to_owned(), "Park", "park-what", fields.into_any(), send)
}

/// Who cannot agree, by role, and why in their own words.
pub(super) fn dissent(room: Room, place: Option<Place>) -> AnyView {
    let present = room.workshop.with_untracked(|workshop| workshop.present.clone());
    let roles: Vec<String> = room.place_of.case().with_untracked(|case| {
        present.iter().filter_map(|id| case.participant(*id)).map(|one| one.role.clone()).collect()
    });
    let role = RwSignal::new(roles.first().cloned().unwrap_or_default());
    let says = RwSignal::new(String::new());
    let choices: Vec<(String, String)> = roles.into_iter().map(|role| (role.clone(), role)).collect();
    let fields = view! {
        <SelectField id="dissent-role" label="Role" value=Signal::derive(move || role.get()) choices=Signal::stored(choices) choose=Callback::new(move |chosen| role.set(chosen))/>
        <Line id="dissent-says" label="What they say" hint="In their own words. Read it back before it is recorded." rows=3 value=says/>
    };
    let send = move || {
        let on = place.map_or_else(On::default, on);
        let (role, says) = (role.get_untracked(), says.get_untracked());
        room.commit(WorkshopEdit::Dissent(room.id, Dissent { role, on, says, unknown: Unknown::new() }))?;
        room.say("The dissent is recorded.");
        focus_soon(&["workshop-title"]);
        Ok(())
    };
    form(room, "Record a dissent".to_owned(), "Record", "dissent-says", fields.into_any(), send)
}

/// Why questions do not count; their ballots are never shown.
pub(super) fn discard(room: Room, rounds: Vec<RoundId>) -> AnyView {
    let why = RwSignal::new(String::new());
    let n = rounds.len();
    let fields = view! { <Line id="discard-why" label="Why it does not count" hint="The record says so. Nothing of its ballots is shown." value=why/> };
    let send = move || {
        for round in &rounds {
            room.commit(WorkshopEdit::Discard(room.id, *round, why.get_untracked()))?;
        }
        room.slip.is_open.set(false);
        room.stage.set(0);
        room.say(&format!("{} discarded.", count(n, "question", "questions")));
        focus_soon(&["workshop-title"]);
        Ok(())
    };
    form(room, "Discard this question".to_owned(), "Discard", "discard-why", fields.into_any(), send)
}
