//! What an initiative has several of with a date: milestones, and ends that have moved.

use super::lists::{GONE, List, adding, n, of, section, text};
use crate::browser::clipboard;
use crate::pages::entry_table::{Column, NONE, Row, pasted};
use crate::pages::programme::columns::{chosen, date_column};
use crate::pages::programme::read_date;
use crate::parts::adder::Pasted;
use crate::parts::draft::hand_over_all;
use crate::parts::field::TextField;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, EditError, ProgrammeEdit};
use weighbridge::id::InitiativeId;
use weighbridge::programme::{EarlierEnd, Initiative, Milestone, MilestoneKind};
use weighbridge::unknown::Unknown;

/// Returns a form of a date and words that adds something dated.
fn dated(
    name: &'static str,
    labels: [&'static str; 3],
    pasted: Pasted,
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
        hand_over_all();
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
    let said = RwSignal::new(String::new());
    let Pasted { hint, take } = pasted;
    let paste = move |event: leptos::ev::ClipboardEvent| {
        let Some(text) = clipboard::pasted_rows(&event) else { return };
        event.prevent_default();
        refused.set(None);
        said.set(take.run(text));
    };
    view! {
        <form class="dated" on:submit=submit on:paste=paste novalidate>
            <TextField id=format!("add-{name}") label=when_label hint="For example 4 May 2026, May 2026 or 2026" value=when commit=keep(when)/>
            <TextField id=format!("add-{name}-what") label=what_label value=what commit=keep(what)/>
            <button class="button" type="submit">{button}</button>
            {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
            <p class="field__hint dated__hint">{hint}</p>
            <p class="note dated__hint" role="status">{move || said.get()}</p>
        </form>
    }
    .into_any()
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
    let columns = vec![what, when, kind, deadline, source];
    let by_cells = adding(
        id,
        |one| one.milestones.len(),
        move |_, at, cells| {
            let cell = |at: usize| cells.get(at).map_or("", String::as_str);
            let (kind, deadline, source) = (MilestoneKind::Planned, false, String::new());
            let (date, what) = (entry::read_event(cell(1))?, cell(0).to_owned());
            Ok(put(id, at, Milestone { date, what, kind, deadline, source, unknown: Unknown::new() }))
        },
    );
    let pasted = pasted(session, columns.clone(), by_cells);
    let list = List {
        id: "milestone",
        heading: "Milestones",
        columns,
        n: n(record, |record| record.milestones.len()),
        without: |id, at| ProgrammeEdit::PutMilestone(id, at, None),
    };
    section(
        session,
        id,
        list,
        dated("milestone", ["Date of a milestone", "What happens", "Add milestone"], pasted, add),
    )
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
    let columns = vec![date, as_at, source];
    let by_cells = adding(
        id,
        |one| one.earlier_ends.len(),
        move |_, at, cells| {
            let date = entry::read_event(cells.first().map_or("", String::as_str))?;
            let end = EarlierEnd { date, as_at: None, source: String::new(), unknown: Unknown::new() };
            Ok(ProgrammeEdit::PutEarlierEnd(id, at, Some(end)))
        },
    );
    let pasted = pasted(session, columns.clone(), by_cells);
    let list = List {
        id: "earlier-end",
        heading: "Ends that have moved",
        columns,
        n: n(record, |record| record.earlier_ends.len()),
        without: |id, at| ProgrammeEdit::PutEarlierEnd(id, at, None),
    };
    section(session, id, list, dated("earlier-end", ["It was to end", "As said on, if known", "Add end"], pasted, add))
}
