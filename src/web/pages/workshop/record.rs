//! The record of a workshop: it prints, goes into a word processor, and says what becomes of the ballots.

use super::Room;
use crate::browser::{clipboard, clock, print};
use crate::parts::flow::Show;
use crate::session::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::date::Date;
use weighbridge::edit::WorkshopEdit;
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::{self, Block};
use weighbridge::exchange::page::page;
use weighbridge::exchange::table::Table;
use weighbridge::paper;
use weighbridge::present;
use weighbridge::workshop::Session as Record;

/// The section.
pub(super) fn section(room: Room) -> AnyView {
    let blocks = Memo::new(move |_| {
        room.appraisal.with(|appraisal| {
            room.read(|workshop| room.place_of.case().with(|case| paper::workshop::record(case, appraisal, workshop)))
        })
    });
    let title = move || room.workshop.with_untracked(|workshop| workshop.title.clone());
    let copy = move |_| {
        let made = blocks.get_untracked();
        let (rich, text) = (document::html(&made), document::plain(&made));
        spawn_local(async move {
            room.session.notice.set(Some(match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The record is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}. Save it as a file instead.")),
            }));
        });
    };
    let save = move |_| {
        let made = blocks.get_untracked();
        room.session.download(&format!("{}, record.html", title()), &page(&title(), &made), "text/html");
    };
    let archive = move |_| {
        spawn_local(async move {
            match room.sealed.archive().await {
                Ok(text) => {
                    room.session.download(&format!("{}, sealed ballots.json", title()), &text, "application/json");
                }
                Err(why) => room.say(&format!("Not saved: {why}.")),
            }
        });
    };
    // The headline of the record is the page's own.
    let shown = move || blocks.get().into_iter().skip(1).map(block).collect_view();
    view! {
        <section class="section" aria-labelledby="h-record">
            <h2 id="h-record" tabindex="-1">"Record"</h2>
            <p class="row no-print">
                <button class="button" type="button" id="record-copy" on:click=copy>"Copy for Word"</button>
                <button class="button" type="button" id="record-print" on:click=move |_| print::print()>"Print"</button>
                <button class="button" type="button" id="record-html" on:click=save>"Save as HTML"</button>
                <Show when=move || room.read(|workshop: &Record| !workshop.ballots_forgotten)>
                    <button class="button" type="button" id="record-archive" on:click=archive>"Save the sealed ballots"</button>
                </Show>
            </p>
            <div class="workshop__record">{shown}</div>
            {forget(room)}
        </section>
    }
    .into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(words) | Block::Subheading(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Paragraph(words) => view! { <p class="measure">{words}</p> }.into_any(),
        Block::Table(table) => plain(&table),
    }
}

/// A table of the record. On a narrow screen each row is a list, and each cell carries its head.
fn plain(table: &Table) -> AnyView {
    let figures: Vec<bool> = (0..table.heads.len()).map(|at| table.is_figures(at)).collect();
    let class = move |at: usize| if figures.get(at) == Some(&true) { "n" } else { "" };
    let heads = table.heads.clone();
    let head = |(at, head): (usize, &String)| view! { <th scope="col" role="columnheader" class=class(at)>{head.clone()}</th> };
    let row = |row: &Vec<Cell>| {
        let mut cells = row.iter().map(Cell::print).zip(heads.clone()).enumerate();
        let first = cells.next().map(|(_, (cell, _))| cell);
        let cells =
            cells.map(|(at, (cell, head))| view! { <td class=class(at) role="cell" data-head=head>{cell}</td> });
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-scroll" role="region" aria-label=table.caption.clone() tabindex="0">
            <table class="table table--tight table--lists" role="table">
                <caption>{table.caption.clone()}</caption>
                <thead role="rowgroup"><tr role="row">{table.heads.iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody role="rowgroup">{table.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Forgetting the ballots, once the workshop is closed: offered on the date that was agreed, and before it with a word.
fn forget(room: Room) -> AnyView {
    let can = Memo::new(move |_| {
        room.read(|workshop| {
            let has_ballots = workshop.rounds.iter().any(|round| !round.ballots.is_empty());
            (workshop.closed && has_ballots).then_some(workshop.ballots_kept_until)
        })
    });
    let today: Option<Date> = clock::local_day(clock::now_ms()).parse().ok();
    let words = move |until: Option<Date>| match (until, today) {
        (Some(until), Some(today)) if until <= today => {
            format!("The date on which the ballots are deleted has come: {}.", present::date(until))
        }
        (Some(until), _) => format!(
            "The ballots are kept until {}. Before that date they are deleted only where nobody has asked for them.",
            present::date(until)
        ),
        (None, _) => "No date was agreed on which the ballots are deleted.".to_owned(),
    };
    let run = move |_| match room.commit(WorkshopEdit::ForgetBallots(room.id)) {
        Err(error) => room.say(&crate::parts::sentence(&error.to_string())),
        Ok(()) => {
            spawn_local(async move {
                let words = match room.sealed.forget().await {
                    Ok(()) => {
                        "The ballots are deleted, and that is logged. Copies of the file are not reached by that."
                            .to_owned()
                    }
                    Err(why) => {
                        format!("The ballots left the case, but not this browser: {}.", why.trim_end_matches('.'))
                    }
                };
                room.say(&words);
            });
            crate::parts::focus::focus_soon(&["h-record"]);
        }
    };
    let shown = move || {
        can.get().map(|until| view! {
            <div class="workshop__act no-print"><p class="measure">{words(until)}</p>
                <button class="button" type="button" id="record-forget" on:click=run>"Delete the ballots"</button></div>
        })
    };
    shown.into_any()
}
