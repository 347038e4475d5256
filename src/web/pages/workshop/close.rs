//! The end of a workshop: the result beside what people chose before, what was left open, who dissented, and the record.

use super::{Asking, Room, act, agree, headline, record, result};
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::edit::WorkshopEdit;
use weighbridge::present::{self, count, list};
use weighbridge::workshop::{Session as Record, WinnerCounts};

/// The part.
pub(super) fn view(room: Room) -> AnyView {
    let over = Signal::derive(move || room.read(|workshop| format!("{}. Close.", workshop.title)));
    let is_over = Memo::new(move |_| room.read(|workshop: &Record| workshop.closed));
    let finding = Signal::derive(move || {
        let open = room.talk.with(|talk| talk.unsettled().count() - talk.parked.len());
        let (n_parked, n_dissents) = room.read(|workshop| (workshop.parked.len(), workshop.dissents.len()));
        let settled = room.talk.with(|talk| count(talk.n_settled, "score is settled", "scores are settled"));
        let mut parts = vec![settled];
        if open > 0 {
            parts.push(format!("{open} left open"));
        }
        parts.push(format!("{n_parked} parked"));
        parts.push(count(n_dissents, "dissent", "dissents"));
        let head = if is_over.get() { "Closed: " } else { "" };
        format!("{head}{}.", parts.join(", "))
    });
    let form = move || (room.asking.get() == Some(Asking::Dissent)).then(|| agree::dissent(room, None));
    view! {
        {headline(room, over, finding)}
        {result(room)}
        {said(room, is_over)}
        <Show when=move || !is_over.get()>
            <p class="workshop__keys no-print">
                <button class="button" type="button" id="workshop-dissent" on:click=move |_| act::ask(room, Asking::Dissent)>"Dissent "<span class="button__key">"D"</span></button>
                <button class="button button--main" type="button" id="workshop-close" on:click=move |_| act::close(room)>"Close the workshop "<span class="button__key">"Shift C"</span></button>
            </p>
        </Show>
        {form}
        {(!room.place_of.is_copy()).then(|| record::section(room))}
    }
    .into_any()
}

/// The ranking, once somebody asks for it: until then it was on no screen of this workshop.
fn result(room: Room) -> AnyView {
    let shown = move || {
        if !room.is_result_shown.get() {
            return view! {
                <div class="workshop__act no-print">
                    <p>"The ranking has not been on this screen. First choices are unsealed beside it."</p>
                    <button class="button" type="button" id="workshop-result" on:click=move |_| act::show_result(room)>"Show the result "<span class="button__key">"R"</span></button>
                </div>
            }
            .into_any();
        }
        ranking(room)
    };
    view! { <section class="section" aria-labelledby="h-result"><h2 id="h-result" tabindex="-1">"Result"</h2>{shown}</section> }.into_any()
}

fn ranking(room: Room) -> AnyView {
    let words = room.appraisal.with(|appraisal| present::headline(&evaluate(appraisal)));
    let own = room.read(|workshop| workshop.own_winners.clone());
    let table = result::standings(room);
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter().zip(table.heads.clone());
        let first = cells.next().map(|(cell, _)| cell);
        let cells =
            cells.map(|(cell, head)| view! { <td role="cell" class="n" data-head=head>{cell}</td> }).collect_view();
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr> }
    };
    let rows = table.rows.iter().cloned().map(row).collect_view();
    let head = |(at, head): (usize, &String)| {
        let class = if at > 0 { "n" } else { "" };
        view! { <th scope="col" role="columnheader" class=class>{head.clone()}</th> }
    };
    let heads = table.heads.iter().enumerate().map(head).collect_view();
    let whose = own.as_ref().map(|own| view! { <p class="measure">{whose(room, own)}</p> });
    view! {
        <p class="workshop__finding">{words.finding}</p>
        <p class="measure">{words.next}</p>
        <div class="table-scroll" role="region" aria-label="Ranking and first choices" tabindex="0">
            <table class="table table--lists" role="table"><caption class="visually-hidden">"Ranking and first choices"</caption>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
        {whose}
    }
    .into_any()
}

/// Whose own figures put which option first, and whether one person decides it.
fn whose(room: Room, own: &WinnerCounts) -> String {
    let named = own.counts.iter().map(|(id, n)| format!("{} first for {n}", room.option_name(*id)));
    let mut words = vec![format!("By their own figures: {}.", list(&named.collect::<Vec<_>>()))];
    if own.filled > 0 {
        words.push(format!("Where they were silent ({} of {}) the room’s figure stands.", own.filled, own.n_figures));
    }
    words.push(match own.without_each.as_slice() {
        [_] => "No one person decides it.".to_owned(),
        all => {
            let names: Vec<String> = all.iter().map(|(id, _)| room.option_name(*id)).collect();
            format!("One person can decide it: without one or another, {} would lead.", list(&names))
        }
    });
    let most = own.redrawn.iter().max_by(|one, other| one.1.get().total_cmp(&other.1.get()));
    if let Some((id, share)) = most {
        let share = present::as_typed((100.0 * share.get()).round());
        words.push(format!(
            "{} leads in {share}% of rooms drawn again from this one. That is no chance of being right.",
            room.option_name(*id)
        ));
    }
    words.join(" ")
}

/// What was left open, and who dissented; each can be taken out again until the workshop is closed.
fn said(room: Room, is_over: Memo<bool>) -> AnyView {
    let lines = Memo::new(move |_| {
        room.read(|workshop| {
            let parked = workshop.parked.iter().enumerate().map(|(at, one)| {
                let by = one.by.map_or(String::new(), |by| format!(", by {}", present::date(by)));
                (true, at, format!("{}. {}{by}.", one.what.trim_end_matches('.'), one.owner))
            });
            let dissents = workshop.dissents.iter().enumerate();
            let dissents = dissents.map(|(at, one)| (false, at, format!("{}: “{}”", one.role, one.says)));
            parked.chain(dissents).collect::<Vec<_>>()
        })
    });
    let of = move |is_parked: bool| {
        let item = move |(_, at, words): (bool, usize, String)| {
            let edit = if is_parked {
                WorkshopEdit::RemoveParked(room.id, at)
            } else {
                WorkshopEdit::RemoveDissent(room.id, at)
            };
            let label = format!("Take out: {words}");
            let remove = (!is_over.get()).then(|| view! {
                " "<button class="link no-print" type="button" aria-label=label on:click=move |_| { let _ = room.commit(edit.clone()); }>"Take out"</button>
            });
            view! { <li>{words}{remove}</li> }
        };
        lines.get().into_iter().filter(|(parked, ..)| *parked == is_parked).map(item).collect_view()
    };
    let any = move |is_parked: bool| lines.with(|lines| lines.iter().any(|(parked, ..)| *parked == is_parked));
    view! {
        <section class="section no-print" aria-labelledby="h-left">
            <h2 id="h-left">"Not agreed"</h2>
            <Show when=move || any(true)><h3>"Parked"</h3><ul>{move || of(true)}</ul></Show>
            <Show when=move || any(false)><h3>"Dissent"</h3><ul>{move || of(false)}</ul></Show>
            <Show when=move || !any(true) && !any(false)><p class="note">"Nothing is parked, and nobody dissented. Who cannot live with this, and what would they need?"</p></Show>
        </section>
    }
    .into_any()
}
