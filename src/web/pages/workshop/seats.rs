//! Who is in the room: roles, never names, with and without a vote.

use super::Room;
use crate::parts::adder::Adder;
use crate::parts::sentence;
use leptos::prelude::*;
use weighbridge::edit::{Seat, WorkshopEdit};
use weighbridge::id::ParticipantId;
use weighbridge::workshop::Session as Record;

/// A role, as a row of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: ParticipantId,
    role: String,
    group: String,
    votes: bool,
    is_present: bool,
}

/// The section.
pub(super) fn section(room: Room) -> AnyView {
    let rows = Memo::new(move |_| {
        let present = room.read(|workshop| workshop.present.clone());
        room.place_of.case().with(|case| {
            let row = |one: &weighbridge::workshop::Participant| Row {
                id: one.id,
                role: one.role.clone(),
                group: one.group.clone(),
                votes: one.votes,
                is_present: present.contains(&one.id),
            };
            case.participants.iter().map(|one| row(one)).collect::<Vec<_>>()
        })
    });
    let add = Callback::new(move |role: String| {
        room.commit(WorkshopEdit::AddParticipant(Seat { role, group: String::new(), votes: true }))?;
        let newest = room.place_of.case().with_untracked(|case| case.participants.last().map(|one| one.id));
        let mut present = room.workshop.with_untracked(|workshop| workshop.present.clone());
        present.extend(newest);
        room.commit(WorkshopEdit::SetPresent(room.id, present))
    });
    let is_over = Memo::new(move |_| room.read(|workshop: &Record| workshop.closed));
    let body = move || rows.get().into_iter().map(|row| item(room, row)).collect_view();
    let few = move || {
        let n = rows.with(|rows| rows.iter().filter(|row| row.is_present && row.votes).count());
        let words = match n {
            0 => "Nobody in the room has a vote yet.".to_owned(),
            1..=4 => format!(
                "{n} with a vote. With fewer than five, each can be told from the answers, and the record says nothing of how they spread."
            ),
            n => format!("{n} with a vote."),
        };
        view! { <p class="note measure">{words}</p> }
    };
    view! {
        <section class="section" aria-labelledby="h-seats">
            <h2 id="h-seats">"Who is in the room"</h2>
            <p class="note measure">"By role, never by name. The chair, an analyst and observers have a seat without a vote."</p>
            <ul class="workshop__seats" role="list">{body}</ul>
            {few}
            {move || (!is_over.get()).then(|| view! { <Adder id="add-role" label="Role" button="Add" add/> })}
        </section>
    }
    .into_any()
}

fn item(room: Room, row: Row) -> AnyView {
    let Row { id, role, group, votes, is_present } = row;
    let said = {
        let role = role.clone();
        move |result: Result<(), weighbridge::edit::EditError>| {
            if let Err(error) = result {
                room.say(&format!("{role}: {}", sentence(&error.to_string())));
            }
        }
    };
    let sit = {
        let said = said.clone();
        move |event| {
            let is_in = event_target_checked(&event);
            let mut present = room.workshop.with_untracked(|workshop| workshop.present.clone());
            present.retain(|one| *one != id);
            if is_in {
                present.push(id);
            }
            said(room.commit(WorkshopEdit::SetPresent(room.id, present)));
        }
    };
    let seat = Seat { role: role.clone(), group, votes };
    let vote = move |event| {
        let seat = Seat { votes: event_target_checked(&event), ..seat.clone() };
        said(room.commit(WorkshopEdit::SetParticipant(id, seat)));
    };
    view! {
        <li class="workshop__seat">
            <span class="workshop__role">{role.clone()}</span>
            <label class="check"><input type="checkbox" prop:checked=is_present on:change=sit/>" in the room"<span class="visually-hidden">{format!(", {role}")}</span></label>
            <label class="check"><input type="checkbox" prop:checked=votes on:change=vote/>" has a vote"<span class="visually-hidden">{format!(", {role}")}</span></label>
        </li>
    }
    .into_any()
}
