//! What the programme of a committee file says, in the order in which a committee asks.

use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::committee::{programme_words, read_as_at};
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::document::Block;
use weighbridge::exchange::table::Table;
use weighbridge::file::Document;
use weighbridge::health::check_programme;
use weighbridge::paper::programme::{Part, goals_table, harm_table, initiatives_table, part};

/// How many rows of a table are on a page, and how many stand at once.
const A_PAGE: usize = 100;
const AT_ONCE: usize = 25;

/// Everything of the programme, beneath the verdict.
pub(super) fn sections(session: Session, document: &Arc<Document>, exported: &str) -> AnyView {
    let case = &document.case;
    let summary = case.alignment();
    let as_at = read_as_at(case, exported);
    let findings = check_programme(case, as_at);
    let of = |wanted: Part| part(case, wanted, &findings, as_at);
    let tables = [
        ("read-goals", "How each goal stands", vec![Block::Table(goals_table(case, &summary))]),
        ("read-initiatives", "How each initiative stands", vec![Block::Table(initiatives_table(case, &summary))]),
        ("read-harm", "What is harmed, and what is done about it", harm_table(case)),
        ("read-money", "Money, and what adds up", of(Part::Money)),
        ("read-chosen", "The set that was chosen", of(Part::Chosen)),
        ("read-carbon", "Carbon and social value", of(Part::Carbon)),
        ("read-implications", "Implications", of(Part::Implications)),
        ("read-alignment", "The report’s own alignment table", of(Part::Alignment)),
        ("read-asked", "What a careful reader would ask, and the answers", of(Part::Findings)),
    ];
    // A chosen set and carbon stand here where the file says anything of them.
    let is_said = |id: &str| match id {
        "read-chosen" => Part::Chosen.is_said(case),
        "read-carbon" => Part::Carbon.is_said(case),
        _ => true,
    };
    let sections = tables
        .into_iter()
        .filter(|(id, ..)| is_said(id))
        .map(|(id, heading, blocks)| section(session, id, heading, blocks))
        .collect_view();
    view! {
        <section class="section read__section" aria-label="The programme">
            <p class="headline__over">"The programme"</p>
            <h2 class="headline__sentence" id="read-programme" tabindex="-1">{programme_words(case, &summary)}</h2>
        </section>
        {sections}
    }
    .into_any()
}

fn section(session: Session, id: &'static str, heading: &'static str, blocks: Vec<Block>) -> AnyView {
    let shown = blocks.into_iter().enumerate().map(|(at, block)| one(session, id, at, block)).collect_view();
    view! {
        <section class="section read__section" aria-labelledby=id>
            <h2 id=id tabindex="-1">{heading}</h2>
            {shown}
        </section>
    }
    .into_any()
}

fn one(session: Session, id: &'static str, at: usize, block: Block) -> AnyView {
    match block {
        Block::Heading(words) | Block::Subheading(words) => view! { <h3>{words}</h3> }.into_any(),
        Block::Paragraph(words) => {
            words.lines().map(|line| view! { <p class="measure">{line.to_owned()}</p> }).collect_view().into_any()
        }
        Block::Table(table) => of_table(session, &format!("{id}-{at}"), &table),
    }
}

/// A table, a page at a time; on a narrow screen each row is a list.
fn of_table(session: Session, id: &str, table: &Table) -> AnyView {
    let caption = table.caption.clone();
    let class = |at: usize| if table.is_figures(at) { "n" } else { "" };
    let classes: Vec<&'static str> = (0..table.heads.len()).map(class).collect();
    let heads = table.heads.iter().zip(&classes).map(|(head, class)| {
        view! { <th scope="col" role="columnheader" class=*class>{head.clone()}</th> }
    });
    let heads = heads.collect_view();
    let columns: Arc<[(String, &'static str)]> = table.heads.iter().cloned().zip(classes).collect();
    let rows: Arc<[Vec<String>]> = table.rows.iter().map(|row| row.iter().map(Cell::print).collect()).collect();
    let n = rows.len();
    let key = session.key().get_untracked().unwrap_or_default();
    let paging = Paging::new([id, "Rows"], &key, Signal::stored(n), Signal::stored(A_PAGE));
    let mounting = Mounting::of(AT_ONCE);
    let shown = move || {
        let range = paging.rows();
        rows.iter().cloned().enumerate().skip(range.start).take(range.len()).collect::<Vec<(usize, Vec<String>)>>()
    };
    let row = move |(_, cells): (usize, Vec<String>)| {
        let mut cells = cells.into_iter().zip(columns.iter());
        let first = cells.next().map(|(words, _)| words);
        let others = cells.map(|(words, (head, class))| {
            view! { <td role="cell" class=*class data-head=head.clone()>{lines(&words)}</td> }
        });
        let others = others.collect_view();
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{others}</tr> }
    };
    let label = caption.clone();
    view! {
        {paging.line()}
        <div class="table-scroll" role="region" aria-label=label tabindex="0">
            <table class="table table--tight table--lists" role="table" aria-busy=mounting.busy()>
                <caption class="note">{caption}</caption>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=shown key=|(at, _)| *at children=row/></tbody>
            </table>
        </div>
        {paging.links()}
    }
    .into_any()
}

/// A text whose lines stay lines.
fn lines(words: &str) -> AnyView {
    let line = |(at, line): (usize, &str)| {
        let line = line.to_owned();
        if at == 0 { line.into_any() } else { view! { <br/>{line} }.into_any() }
    };
    words.lines().enumerate().map(line).collect_view().into_any()
}
