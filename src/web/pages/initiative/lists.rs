//! What an initiative has several of: milestones, ends that moved, measures, what it waits for, risks and options in words.

use crate::pages::programme::columns::{NONE, chosen, date_column};
use crate::pages::programme::read_date;
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::entry_table::{Column, Layout, Row, entry_table};
use crate::parts::field::TextField;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, EditError, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::present;
use weighbridge::programme::{Dependency, EarlierEnd, Initiative, Milestone, MilestoneKind, Target};
use weighbridge::unknown::Unknown;

/// A list as a section.
struct List {
    id: &'static str,
    heading: &'static str,
    columns: Vec<Column>,
    /// How many items it has.
    n: Signal<usize>,
    /// Returns the edit that takes one out.
    without: fn(InitiativeId, usize) -> ProgrammeEdit,
}

fn section(session: Session, id: InitiativeId, list: List, adder: AnyView) -> AnyView {
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

fn of(case: &Case, id: InitiativeId) -> Option<&Initiative> {
    case.initiative(id)
}

const GONE: EditError = EditError::NotThere { what: "line" };

/// Returns a column of one text of an item.
fn text<T: Clone + 'static>(
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

fn n(record: Memo<Initiative>, read: fn(&Initiative) -> usize) -> Signal<usize> {
    Signal::derive(move || record.with(read))
}

/// Returns a form of a date and words that adds something dated.
fn dated(
    name: &'static str,
    labels: [&'static str; 3],
    add: impl Fn(&str, String) -> Result<(), EditError> + Copy + Send + Sync + 'static,
) -> AnyView {
    let [when_label, what_label, button] = labels;
    let (when, what) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let keep = |signal: RwSignal<String>| {
        Callback::new(move |text: String| {
            signal.set(text);
            Ok(())
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        session_hand_over();
        match add(&when.get_untracked(), what.get_untracked()) {
            Ok(()) => {
                refused.set(None);
                when.set(String::new());
                what.set(String::new());
                crate::parts::focus::focus_soon(&[&format!("add-{name}")]);
            }
            Err(error) => refused.set(Some(crate::parts::sentence(&error.to_string()))),
        }
    };
    view! {
        <form class="dated" on:submit=submit novalidate>
            <TextField id=format!("add-{name}") label=when_label hint="For example 4 May 2026, May 2026 or 2026" value=when commit=keep(when)/>
            <TextField id=format!("add-{name}-what") label=what_label value=what commit=keep(what)/>
            <button class="button" type="submit">{button}</button>
            {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
        </form>
    }
    .into_any()
}

/// Lets the fields of a form hand over what was typed last.
fn session_hand_over() {
    crate::parts::draft::hand_over_all();
}

/// Milestones.
pub(super) fn milestones(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let item = |initiative: &Initiative, at: usize| initiative.milestones.get(at).cloned();
    let put = |id: InitiativeId, at: usize, one: Milestone| ProgrammeEdit::PutMilestone(id, at, Some(one));
    let get = move |case: &Case, row: Row| {
        of(case, id).and_then(|initiative| initiative.milestones.get(row as usize).cloned())
    };
    let when =
        date_column("When", move |case, row| get(case, row).map(|one| one.date), |_, _| Err(GONE), entry::read_event)
            .writing(move |case, row, text| {
                let date = entry::read_event(text)?;
                let one = get(case, row).ok_or(GONE)?;
                Ok(Edit::Programme(put(id, row as usize, Milestone { date, ..one })))
            });
    let kinds = [
        (MilestoneKind::Planned, "Planned"),
        (MilestoneKind::Actual, "Done"),
        (MilestoneKind::Missed, "Missed"),
        (MilestoneKind::Contingent, "Only if needed"),
        (MilestoneKind::External, "Set from outside"),
    ];
    let kinds: Vec<_> = kinds.map(|(kind, words)| (kind, words.to_owned())).into();
    let for_write = kinds.clone();
    let kind = chosen(
        "Is",
        kinds,
        move |case, row| get(case, row).map_or(MilestoneKind::Planned, |one| one.kind),
        |_, _| Err(GONE),
    )
    .writing(move |case, row, text| {
        let one = get(case, row).ok_or(GONE)?;
        let kind = for_write.iter().find(|(_, words)| words == text).map_or(one.kind, |(kind, _)| *kind);
        Ok(Edit::Programme(put(id, row as usize, Milestone { kind, ..one })))
    });
    let deadline = chosen(
        "A deadline",
        vec![(false, NONE.to_owned()), (true, "Yes".to_owned())],
        move |case, row| get(case, row).is_some_and(|one| one.deadline),
        |_, _| Err(GONE),
    )
    .writing(move |case, row, text| {
        let one = get(case, row).ok_or(GONE)?;
        Ok(Edit::Programme(put(id, row as usize, Milestone { deadline: text == "Yes", ..one })))
    });
    let what = text(
        "What",
        id,
        item,
        |one| one.what.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutMilestone(id, at, Some(Milestone { what: text.to_owned(), ..one }))),
    );
    let source = text(
        "Paragraph",
        id,
        item,
        |one| one.source.clone(),
        |id, at, one, text| Ok(ProgrammeEdit::PutMilestone(id, at, Some(Milestone { source: text.to_owned(), ..one }))),
    );
    let add = move |when: &str, what: String| {
        let date = entry::read_event(when)?;
        let at = record.with_untracked(|record| record.milestones.len());
        let (kind, deadline, source) = (MilestoneKind::Planned, false, String::new());
        let one = Milestone { date, what, kind, deadline, source, unknown: Unknown::new() };
        session.commit(&Edit::Programme(put(id, at, one)))
    };
    let list = List {
        id: "milestone",
        heading: "Milestones",
        columns: vec![what, when, kind, deadline, source],
        n: n(record, |record| record.milestones.len()),
        without: |id, at| ProgrammeEdit::PutMilestone(id, at, None),
    };
    section(session, id, list, dated("milestone", ["Date of a milestone", "What happens", "Add milestone"], add))
}

/// Ends that were planned before.
pub(super) fn earlier_ends(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let get = move |case: &Case, row: Row| {
        of(case, id).and_then(|initiative| initiative.earlier_ends.get(row as usize).cloned())
    };
    let put =
        |id: InitiativeId, at: usize, one: EarlierEnd| Edit::Programme(ProgrammeEdit::PutEarlierEnd(id, at, Some(one)));
    let date = date_column(
        "It was to end",
        move |case, row| get(case, row).map(|one| one.date),
        |_, _| Err(GONE),
        entry::read_event,
    )
    .writing(move |case, row, text| {
        let one = get(case, row).ok_or(GONE)?;
        Ok(put(id, row as usize, EarlierEnd { date: entry::read_event(text)?, ..one }))
    });
    let as_at = date_column(
        "As said on",
        move |case, row| get(case, row).and_then(|one| one.as_at),
        |_, _| Err(GONE),
        entry::read,
    )
    .writing(move |case, row, text| {
        let one = get(case, row).ok_or(GONE)?;
        Ok(put(id, row as usize, EarlierEnd { as_at: read_date(text, entry::read)?, ..one }))
    });
    let source = Column::new(
        "Paragraph",
        move |case, row| get(case, row).map_or_else(String::new, |one| one.source),
        move |case, row, text| {
            let one = get(case, row).ok_or(GONE)?;
            Ok(put(id, row as usize, EarlierEnd { source: text.to_owned(), ..one }))
        },
    );
    let add = move |when: &str, as_at: String| {
        let (date, as_at) = (entry::read_event(when)?, read_date(&as_at, entry::read)?);
        let at = record.with_untracked(|record| record.earlier_ends.len());
        session.commit(&put(id, at, EarlierEnd { date, as_at, source: String::new(), unknown: Unknown::new() }))
    };
    let list = List {
        id: "earlier-end",
        heading: "Ends that have moved",
        columns: vec![date, as_at, source],
        n: n(record, |record| record.earlier_ends.len()),
        without: |id, at| ProgrammeEdit::PutEarlierEnd(id, at, None),
    };
    section(session, id, list, dated("earlier-end", ["It was to end", "As said on, if known", "Add end"], add))
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
    let list = List {
        id: "measure",
        heading: "What it is measured by",
        columns: vec![what, target, date, now, source],
        n: n(record, |record| record.measures.len()),
        without: |id, at| ProgrammeEdit::PutTarget(id, at, None),
    };
    section(
        session,
        id,
        list,
        view! { <Adder id="add-measure" label="What is measured" button="Add measure" add/> }.into_any(),
    )
}

/// What it waits for.
pub(super) fn waits_for(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let words = Column::new(
        "It waits for",
        move |case, row| {
            let found = of(case, id).and_then(|initiative| initiative.dependencies.get(row as usize));
            found.map_or_else(String::new, |dependency| present::dependency_words(case, dependency))
        },
        move |case, row, text| {
            let other = case.programme.initiatives.iter().find(|other| other.name == text);
            let found =
                other.map_or_else(|| Dependency::Other(text.to_owned()), |other| Dependency::Initiative(other.id));
            Ok(Edit::Programme(ProgrammeEdit::PutDependency(id, row as usize, Some(found))))
        },
    );
    let put = move |dependency: Dependency| {
        let at = record.with_untracked(|record| record.dependencies.len());
        session.commit(&Edit::Programme(ProgrammeEdit::PutDependency(id, at, Some(dependency))))
    };
    let add = Callback::new(move |words: String| put(Dependency::Other(words)));
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
            <Adder id="add-dependency" label="It waits for something else" button="Add" add/>
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
    let list = List { id: name, heading, columns: vec![column], n, without };
    section(session, id, list, view! { <Adder id=format!("add-{name}") label button add/> }.into_any())
}
