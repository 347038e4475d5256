//! What has moved since an older file of the same programme, or since an older table of it that is pasted. Either is read beside
//! the open case: nothing of it is opened or kept, but for the ends of before where somebody keeps them.

use super::Delivered;
use crate::browser::files::{self, FileError};
use crate::pages::paste::{OlderState, PasteOlder};
use crate::parts::focus::focus_soon;
use crate::parts::status::status;
use crate::session::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::compare::{Move, Moves, OlderTable, moves};
use weighbridge::date::Date;
use weighbridge::edit::{Edit, ProgrammeEdit};
use weighbridge::file::is_exported;
use weighbridge::present::{self, count, list};
use weighbridge::programme::{Programme, Status};

/// How many moves are listed; the others are counted.
const LISTED: usize = 100;

/// What the programme is compared with.
struct Before {
    /// What it is called at the beginning of a line.
    name: String,
    /// What its ends are kept as taken from.
    source: String,
    /// The date of its figures, or of its reading.
    as_at: Option<Date>,
    what: What,
}

enum What {
    File(Box<Programme>),
    Table(Arc<OlderTable>),
}

impl Before {
    fn file(name: String, case: Case) -> Before {
        let context = &case.context;
        let as_at = context.data_date.or(context.read_as_at).or(context.meeting);
        Before { source: format!("Older file {name}"), name, as_at, what: What::File(Box::new(case.programme)) }
    }

    fn table(state: OlderState) -> Before {
        let OlderState { table, title, as_at } = state;
        let source = if title.is_empty() { "Older table".to_owned() } else { format!("Older table: {title}") };
        let name = if title.is_empty() { "The pasted table".to_owned() } else { title };
        Before { name, source, as_at, what: What::Table(table) }
    }

    fn moves(&self, now: &Programme) -> Moves {
        match &self.what {
            What::File(older) => moves(older, now),
            What::Table(table) => table.moves(now),
        }
    }

    fn kind(&self) -> &'static str {
        match self.what {
            What::File(_) => "file",
            What::Table(_) => "table",
        }
    }

    fn since(&self) -> String {
        let unnamed = || match self.what {
            What::File(_) => format!("the file {}", self.name),
            What::Table(_) => "the pasted table".to_owned(),
        };
        self.as_at.map_or_else(unnamed, present::date)
    }
}

/// The ways to choose an older state, and what has moved since.
#[component]
pub(super) fn Older(delivered: Delivered) -> impl IntoView {
    let older: RwSignal<Option<Arc<Before>>> = RwSignal::new(None);
    let choose = move |_| spawn_local(read(delivered, older));
    let compare = Callback::new(move |state: OlderState| {
        older.set(Some(Arc::new(Before::table(state))));
        focus_soon(&["h-moves"]);
    });
    let found = Memo::new(move |_| {
        let older = older.get()?;
        Some(Arc::new(delivered.session.case().with(|case| older.moves(&case.programme))))
    });
    view! {
        <section class="section" class:no-print=move || older.with(Option::is_none) aria-labelledby="h-moves">
            {move || match older.get().zip(found.get()) {
                Some((older, found)) => told(delivered, &older, &found),
                None => view! { <h2 id="h-moves" tabindex="-1" class="no-print">"What has moved since an older report?"</h2> }.into_any(),
            }}
            <div class="row no-print">
                <button class="button" type="button" id="compare-older" on:click=choose>"Compare with an older file"</button>
                <PasteOlder session=delivered.session compare/>
                {move || older.with(Option::is_some).then(|| view! {
                    <button class="link" type="button" on:click=move |_| { older.set(None); focus_soon(&["compare-older"]); }>"Close the comparison"</button>
                })}
            </div>
            <p class="note measure no-print">"Choose the file of this programme as it was saved for an earlier report, or paste the list of initiatives that the report prints. Either is only read: nothing of it is opened or kept."</p>
        </section>
    }
}

/// Lets the user choose a file and reads it.
async fn read(delivered: Delivered, older: RwSignal<Option<Arc<Before>>>) {
    let session = delivered.session;
    let problem = |text: String| session.notice.set(Some(Notice::problem(text)));
    let picked = match files::pick().await {
        Ok(Some(picked)) => picked,
        Ok(None) | Err(FileError::Cancelled) => return,
        Err(error) => return problem(format!("Not read: {error}.")),
    };
    let name = picked.name.clone();
    if is_exported(&picked.bytes) {
        return problem(format!("{name} is an exported appraisal, which holds no programme."));
    }
    match session.read_beside(picked).await {
        Some(Ok(document)) if document.case.programme.initiatives.is_empty() => {
            problem(format!("{name} has no initiatives to compare with."));
        }
        Some(Ok(document)) => {
            // The page may have been left meanwhile.
            let is_shown = older.try_set(Some(Arc::new(Before::file(name, document.case)))).is_none();
            session.notice.set(None);
            if is_shown {
                focus_soon(&["h-moves"]);
            }
        }
        Some(Err(error)) => problem(format!("{name} was not read: {error}. Nothing was changed.")),
        None => {}
    }
}

fn told(delivered: Delivered, older: &Before, found: &Moves) -> AnyView {
    let now = delivered.as_at.get().0;
    // The one that was chosen may be the newer.
    let kind = older.kind();
    let is_later = older.as_at.zip(now).filter(|(older, now)| older.is_after(*now));
    let warning = is_later.map(|(older, now)| {
        format!(
            "This {kind} is of {}, later than {}: it may be the newer of the two.",
            present::date(older),
            present::date(now)
        )
    });
    let names = |words: &str, names: &[String]| {
        (!names.is_empty()).then(|| {
            let shown = list(names.get(..LISTED).unwrap_or(names));
            view! { <p class="measure"><b>{words.to_owned()}</b>" "{shown}"."</p> }
        })
    };
    let matched = format!("{}: {} in both.", older.name, count(found.n_matched, "initiative", "initiatives"));
    view! {
        <h2 class="chart__title" id="h-moves" tabindex="-1">{found.sentence(&older.since())}</h2>
        <p class="note">{matched}</p>
        {warning.map(|words| view! { <p class="blind" role="status">{words}</p> })}
        {(!found.moved.is_empty()).then(|| table(&found.moved))}
        {names("Gone:", &found.gone)}
        {names("New:", &found.new)}
        {keep(delivered, older, found)}
    }
    .into_any()
}

fn table(moved: &[Move]) -> AnyView {
    let more = moved.len().saturating_sub(LISTED);
    view! {
        <div class="table-scroll" role="region" aria-label="Table: what has moved" tabindex="0">
            <table class="table table--lists moves" role="table" aria-labelledby="h-moves">
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">"Initiative"</th><th scope="col" role="columnheader">"End then"</th><th scope="col" role="columnheader">"End now"</th>
                    <th scope="col" role="columnheader">"Moved"</th><th scope="col" role="columnheader">"Status then"</th><th scope="col" role="columnheader">"Status now"</th>
                </tr></thead>
                <tbody role="rowgroup">{moved.iter().take(LISTED).map(row).collect_view()}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="note">{format!("And {more} more.")}</p> })}
    }
    .into_any()
}

fn row(moved: &Move) -> AnyView {
    let end = |at: usize| {
        moved.ends.map(|ends| ends[at].map_or_else(|| "none given".to_owned(), present::date)).unwrap_or_default()
    };
    let way = moved.months().map(present::way_words).unwrap_or_default();
    let stand = |at: usize| moved.statuses.map(|statuses| standing(statuses[at]));
    let before = moved.was_named.clone().map(|name| view! { <span class="note moves__name">"before: "{name}</span> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{moved.name.clone()}{before}</th>
            <td role="cell" data-head="End then">{end(0)}</td><td role="cell" data-head="End now">{end(1)}</td>
            <td role="cell" data-head="Moved">{way}</td>
            <td role="cell" data-head="Status then">{stand(0)}</td><td role="cell" data-head="Status now">{stand(1)}</td>
        </tr>
    }
    .into_any()
}

fn standing(found: Option<Status>) -> AnyView {
    found.map_or_else(|| "none given".into_any(), |found| status(found).into_any())
}

/// Offers to record the ends of before, where some are not recorded yet.
fn keep(delivered: Delivered, older: &Before, found: &Moves) -> AnyView {
    let session = delivered.session;
    let ends = found.to_keep(older.as_at, &older.source);
    if ends.is_empty() {
        return ().into_any();
    }
    let n = ends.len();
    let press = move |_| {
        let said = match session.commit(&Edit::Programme(ProgrammeEdit::KeepEarlierEnds(ends.clone()))) {
            Ok(_) => Notice::said(format!(
                "Kept {}. Undo takes them back in one step.",
                count(n, "earlier end", "earlier ends")
            )),
            Err(error) => Notice::problem(format!("Not kept: {error}.")),
        };
        session.notice.set(Some(said));
        focus_soon(&["h-moves"]);
    };
    view! {
        <p class="row no-print">
            <button class="button button--main" type="button" id="keep-ends" on:click=press>"Keep the earlier ends"</button>
            <span class="note">{count(n, "end", "ends")}" of before would stand in the timeline beneath the bars, and in this case from now on."</span>
        </p>
    }
    .into_any()
}
