//! What an initiative has several of: measures, what it waits for, risks and options in words.

use crate::pages::entry_table::{Adding, Column, Layout, Row, entry_table, pasted};
use crate::pages::programme::columns::date_column;
use crate::pages::programme::read_date;
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, EditError, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::{Dependency, Initiative, Target};
use weighbridge::spelling::folded;

/// A list as a section.
pub(super) struct List {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) columns: Vec<Column>,
    /// How many items it has.
    pub(super) n: Signal<usize>,
    /// Returns the edit that takes one out.
    pub(super) without: fn(InitiativeId, usize) -> ProgrammeEdit,
}

pub(super) fn section(session: Session, id: InitiativeId, list: List, adder: AnyView) -> AnyView {
    let List { id: name, heading, columns, n, without } = list;
    let rows = Signal::derive(move || (0..u32::try_from(n.get()).unwrap_or(u32::MAX)).collect::<Vec<Row>>());
    let first = columns.first().cloned();
    let focus = format!("add-{name}");
    let more = move |row: Row| {
        let (first, focus) = (first.clone(), focus.clone());
        let text =
            move || first.as_ref().map_or_else(String::new, |first| session.case().with(|case| first.text(case, row)));
        let label = {
            let text = text.clone();
            move || format!("Remove: {}", text())
        };
        let remove = move |_| {
            let said = format!("Removed {}.", untrack(&text));
            removal::remove(session, &Edit::Programme(without(id, row as usize)), said, &[&focus], focus.clone());
        };
        view! { <button class="order__button" type="button" aria-label=label on:click=remove>"Remove"</button> }
            .into_any()
    };
    let layout = Layout { more: Some(Arc::new(more)), ..Layout::new(name, heading, Signal::stored(columns), rows) };
    let table = entry_table(session, layout);
    let heading_id = format!("h-{name}");
    view! {
        <section class="section" aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone()>{heading}</h2>
            <div hidden=move || n.get() == 0>{table}</div>
            {adder}
        </section>
    }
    .into_any()
}

/// Returns how the items of an initiative are added, `add` by the place at which the next stands and by cells.
pub(super) fn adding(
    id: InitiativeId,
    n: fn(&Initiative) -> usize,
    add: impl Fn(&Case, usize, &[String]) -> Result<ProgrammeEdit, EditError> + Send + Sync + 'static,
) -> Adding {
    let edit = move |case: &Case, cells: &[String]| {
        let at = of(case, id).map(n).ok_or(GONE)?;
        Ok(Edit::Programme(add(case, at, cells)?))
    };
    let last = move |case: &Case, _: &[String]| u32::try_from(of(case, id).map(n)?.checked_sub(1)?).ok();
    Adding { edit: Arc::new(edit), last: Arc::new(last) }
}

pub(super) fn of(case: &Case, id: InitiativeId) -> Option<&Initiative> {
    case.initiative(id)
}

pub(super) const GONE: EditError = EditError::NotThere { what: "line" };

/// Returns a column of one text of an item.
pub(super) fn text<T: Clone + 'static>(
    heading: &'static str,
    id: InitiativeId,
    item: fn(&Initiative, usize) -> Option<T>,
    read: fn(&T) -> String,
    write: fn(InitiativeId, usize, T, &str) -> Result<ProgrammeEdit, EditError>,
) -> Column {
    let found = move |case: &Case, row: Row| of(case, id).and_then(|initiative| item(initiative, row as usize));
    Column::new(
        heading,
        move |case, row| found(case, row).map_or_else(String::new, |item| read(&item)),
        move |case, row, text| {
            let item = found(case, row).ok_or(GONE)?;
            Ok(Edit::Programme(write(id, row as usize, item, text)?))
        },
    )
}

pub(super) fn n(record: Memo<Initiative>, read: fn(&Initiative) -> usize) -> Signal<usize> {
    Signal::derive(move || record.with(read))
}

/// What it is measured by.
pub(super) fn measures(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let item = |initiative: &Initiative, at: usize| initiative.measures.get(at).cloned();
    let by =
        move |case: &Case, row: Row| of(case, id).and_then(|initiative| initiative.measures.get(row as usize).cloned());
    let date =
        date_column("By", move |case, row| by(case, row).and_then(|one| one.by), |_, _| Err(GONE), entry::read_event)
            .writing(move |case, row, text| {
                let one = by(case, row).ok_or(GONE)?;
                let by = read_date(text, entry::read_event)?;
                Ok(Edit::Programme(ProgrammeEdit::PutTarget(id, row as usize, Some(Target { by, ..one }))))
            });
    let what = text(
        "Measure",
        id,
        item,
        |one| one.what.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutTarget(id, at, Some(Target { what: text.to_owned(), ..one }))),
    );
    let target = text(
        "Target",
        id,
        item,
        |one| one.target.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutTarget(id, at, Some(Target { target: text.to_owned(), ..one }))),
    );
    let now = text(
        "Reached",
        id,
        item,
        |one| one.now.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutTarget(id, at, Some(Target { now: text.to_owned(), ..one }))),
    );
    let source = text(
        "Paragraph",
        id,
        item,
        |one| one.source.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutTarget(id, at, Some(Target { source: text.to_owned(), ..one }))),
    );
    let add = Callback::new(move |what: String| {
        let at = record.with_untracked(|record| record.measures.len());
        session.commit(&Edit::Programme(ProgrammeEdit::PutTarget(id, at, Some(Target { what, ..Target::default() }))))
    });
    let first = |cells: &[String]| cells.first().cloned().unwrap_or_default();
    let adding = adding(
        id,
        |one| one.measures.len(),
        move |_, at, cells| {
            Ok(ProgrammeEdit::PutTarget(id, at, Some(Target { what: first(cells), ..Target::default() })))
        },
    );
    let columns = vec![what, target, date, now, source];
    let pasted = pasted(session, columns.clone(), adding);
    let list = List {
        id: "measure",
        heading: "What it is measured by",
        columns,
        n: n(record, |record| record.measures.len()),
        without: |id, at| ProgrammeEdit::PutTarget(id, at, None),
    };
    section(
        session,
        id,
        list,
        view! { <Adder id="add-measure" label="What is measured" button="Add measure" add pasted/> }.into_any(),
    )
}

/// What it waits for.
pub(super) fn waits_for(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let found = |case: &Case, text: &str| {
        let other = case.programme.initiatives.iter().find(|other| folded(&other.name) == folded(text));
        other.map_or_else(|| Dependency::Other(text.to_owned()), |other| Dependency::Initiative(other.id))
    };
    let words = Column::new(
        "It waits for",
        move |case, row| {
            let found = of(case, id).and_then(|initiative| initiative.dependencies.get(row as usize));
            found.map_or_else(String::new, |dependency| present::dependency_words(case, dependency))
        },
        move |case, row, text| {
            Ok(Edit::Programme(ProgrammeEdit::PutDependency(id, row as usize, Some(found(case, text)))))
        },
    );
    let put = move |dependency: Dependency| {
        let at = record.with_untracked(|record| record.dependencies.len());
        session.commit(&Edit::Programme(ProgrammeEdit::PutDependency(id, at, Some(dependency))))
    };
    let add = Callback::new(move |words: String| {
        let dependency = session.case().with_untracked(|case| found(case, &words));
        put(dependency)
    });
    let others = Signal::derive(move || {
        let others = |case: &Arc<Case>| {
            let others = case.programme.initiatives.iter().filter(|other| other.id != id);
            let others = others.map(|other| (Some(other.id), other.name.clone()));
            std::iter::once((None, "Choose an initiative".to_owned())).chain(others).collect::<Vec<_>>()
        };
        session.case().with(others)
    });
    let choose = Callback::new(move |other: Option<InitiativeId>| {
        if let Some(other) = other {
            let _ = put(Dependency::Initiative(other));
        }
    });
    let adding = adding(
        id,
        |one| one.dependencies.len(),
        move |case, at, cells| {
            let words = cells.first().map_or("", String::as_str);
            Ok(ProgrammeEdit::PutDependency(id, at, Some(found(case, words))))
        },
    );
    let pasted = pasted(session, vec![words.clone()], adding);
    let list = List {
        id: "dependency",
        heading: "What it waits for",
        columns: vec![words],
        n: n(record, |record| record.dependencies.len()),
        without: |id, at| ProgrammeEdit::PutDependency(id, at, None),
    };
    let adder = view! {
        <div class="details">
            <SelectField id="wait-for" label="It waits for this initiative" value=Signal::stored(None) choices=others choose/>
            <Adder id="add-dependency" label="It waits for something else" button="Add" add pasted/>
        </div>
    };
    section(session, id, list, adder.into_any())
}

/// A list in words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    Risks,
    Options,
}

/// Risks as the report words them, or the options that it lists.
pub(super) fn words(session: Session, id: InitiativeId, record: Memo<Initiative>, which: Words) -> AnyView {
    let (name, heading, label, button) = match which {
        Words::Risks => ("worded-risk", "Risks in the report’s words", "Risk", "Add risk"),
        Words::Options => ("listed-option", "Options that the report lists", "Option", "Add option"),
    };
    let read = move |initiative: &Initiative| match which {
        Words::Risks => initiative.risks.clone(),
        Words::Options => initiative.options.clone(),
    };
    let edit = move |at: usize, words: Option<String>| match which {
        Words::Risks => ProgrammeEdit::PutRisk(id, at, words),
        Words::Options => ProgrammeEdit::PutOption(id, at, words),
    };
    let column = Column::new(
        label,
        move |case, row| of(case, id).map(read).and_then(|all| all.get(row as usize).cloned()).unwrap_or_default(),
        move |_, row, text| Ok(Edit::Programme(edit(row as usize, Some(text.to_owned())))),
    );
    let n = Signal::derive(move || record.with(|record| read(record).len()));
    let add =
        Callback::new(move |words: String| session.commit(&Edit::Programme(edit(n.get_untracked(), Some(words)))));
    let without: fn(InitiativeId, usize) -> ProgrammeEdit = match which {
        Words::Risks => |id, at| ProgrammeEdit::PutRisk(id, at, None),
        Words::Options => |id, at| ProgrammeEdit::PutOption(id, at, None),
    };
    let count: fn(&Initiative) -> usize = match which {
        Words::Risks => |one| one.risks.len(),
        Words::Options => |one| one.options.len(),
    };
    let adding = adding(id, count, move |_, at, cells| Ok(edit(at, cells.first().cloned())));
    let pasted = pasted(session, vec![column.clone()], adding);
    let list = List { id: name, heading, columns: vec![column], n, without };
    section(session, id, list, view! { <Adder id=format!("add-{name}") label button add pasted/> }.into_any())
}
