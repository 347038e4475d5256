//! The registers: what was asked, decided or promised, and risks; of the whole programme or of one initiative.

use crate::pages::entry_table::{Adding, Column, Layout, NONE, Row, entry_table, pasted};
use crate::pages::programme::columns::date_column;
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::date::Date;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, EditError, RegisterEdit};
use weighbridge::id::{ActionId, InitiativeId, RiskId};
use weighbridge::programme::{Action, ActionKind, ActionState, Risk, RiskLevel, RiskState};

/// Returns the register of risks, of one initiative where it is named.
pub(crate) fn risks(session: Session, of: Option<InitiativeId>) -> AnyView {
    let rows = Signal::derive(move || {
        let risks = |case: &Arc<Case>| -> Vec<Row> {
            let own = case.programme.risks.iter().filter(|risk| of.is_none() || risk.initiative == of);
            own.map(|risk| risk.id.0).collect()
        };
        session.case().with(risks)
    });
    let add = Callback::new(move |words: String| session.commit(&Edit::Register(RegisterEdit::AddRisk(of, words))));
    let remove = Arc::new(move |row: Row| {
        let name =
            session.case().with_untracked(|case| risk(case, row).map_or_else(String::new, |found| found.text.clone()));
        removal::remove(
            session,
            &Edit::Register(RegisterEdit::RemoveRisk(RiskId(row))),
            format!("Removed the risk {name}."),
            &["add-risk"],
            format!("risks-{row}-0"),
        );
    });
    let adding = Adding::by_name(
        move |_, words| Edit::Register(RegisterEdit::AddRisk(of, words)),
        |case| case.programme.risks.last().map(|risk| risk.id.0),
    );
    let pasted = pasted(session, risk_columns(of.is_none()), adding);
    register(
        session,
        Register { id: "risks", heading: "Risks", columns: risk_columns(of.is_none()), rows, remove, adding: None },
        view! {
            <Adder id="add-risk" label="What could go wrong" button="Add risk" add pasted/>
        }
        .into_any(),
    )
}

/// Returns the register of actions, of one initiative where it is named.
pub(crate) fn actions(session: Session, of: Option<InitiativeId>) -> AnyView {
    let rows = Signal::derive(move || {
        let actions = |case: &Arc<Case>| -> Vec<Row> {
            let own = case.programme.actions.iter().filter(|action| of.is_none() || action.initiative == of);
            own.map(|action| action.id.0).collect()
        };
        session.case().with(actions)
    });
    let kind = if of.is_none() { ActionKind::Recommendation } else { ActionKind::Action };
    let add =
        Callback::new(move |words: String| session.commit(&Edit::Register(RegisterEdit::AddAction(of, kind, words))));
    let adding = Adding::by_name(
        move |_, words| Edit::Register(RegisterEdit::AddAction(of, kind, words)),
        |case| case.programme.actions.last().map(|action| action.id.0),
    );
    let pasted = pasted(session, action_columns(of.is_none()), adding);
    let remove = Arc::new(move |row: Row| {
        let name = session
            .case()
            .with_untracked(|case| action(case, row).map_or_else(String::new, |found| found.text.clone()));
        removal::remove(
            session,
            &Edit::Register(RegisterEdit::RemoveAction(ActionId(row))),
            format!("Removed {name}."),
            &["add-action"],
            format!("actions-{row}-0"),
        );
    });
    let heading = if of.is_none() { "Recommendations, decisions and actions" } else { "Decisions and actions" };
    register(
        session,
        Register { id: "actions", heading, columns: action_columns(of.is_none()), rows, remove, adding: None },
        view! {
            <Adder id="add-action" label="What was asked, decided or promised" button="Add" add pasted/>
        }
        .into_any(),
    )
}

/// What a register is made of.
pub(crate) struct Register {
    /// Unique in the page.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) heading: &'static str,
    /// Its columns, the first of which names a row.
    pub(crate) columns: Vec<Column>,
    /// Its rows.
    pub(crate) rows: Signal<Vec<Row>>,
    /// Takes a row out.
    pub(crate) remove: Arc<dyn Fn(Row) + Send + Sync>,
    /// What adds rows for what is pasted beyond the last one.
    pub(crate) adding: Option<Adding>,
}

/// Returns a register as a section, with what adds to it beneath.
pub(crate) fn register(session: Session, register: Register, adder: AnyView) -> AnyView {
    let Register { id, heading, columns, rows, remove, adding } = register;
    let name = columns.first().cloned();
    let more = move |row: Row| {
        let (remove, name) = (Arc::clone(&remove), name.clone());
        let label = move || {
            let text = name.as_ref().map(|name| session.case().with(|case| name.text(case, row)));
            format!("Remove: {}", text.unwrap_or_default())
        };
        view! { <button class="order__button" type="button" aria-label=label on:click=move |_| remove(row)>"Remove"</button> }.into_any()
    };
    let columns = Signal::stored(columns);
    let layout = Layout { more: Some(Arc::new(more)), adding, ..Layout::new(id, heading, columns, rows) };
    let table = entry_table(session, layout);
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let heading_id = format!("h-{id}");
    view! {
        <section class="section" aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone() tabindex="-1">{heading}</h2>
            <div hidden=move || is_empty.get()>{table}</div>
            {adder}
        </section>
    }
    .into_any()
}

fn risk(case: &Case, row: Row) -> Option<&Risk> {
    case.programme.risks.iter().map(AsRef::as_ref).find(|risk| risk.id.0 == row)
}

fn action(case: &Case, row: Row) -> Option<&Action> {
    case.programme.actions.iter().map(AsRef::as_ref).find(|action| action.id.0 == row)
}

fn change_risk(case: &Case, row: Row, change: impl FnOnce(&mut Risk)) -> Result<Edit, EditError> {
    let mut found = risk(case, row).cloned().ok_or(EditError::NotThere { what: "risk" })?;
    change(&mut found);
    Ok(Edit::Register(RegisterEdit::ChangeRisk(RiskId(row), Box::new(found))))
}

fn change_action(case: &Case, row: Row, change: impl FnOnce(&mut Action)) -> Result<Edit, EditError> {
    let mut found = action(case, row).cloned().ok_or(EditError::NotThere { what: "action" })?;
    change(&mut found);
    Ok(Edit::Register(RegisterEdit::ChangeAction(ActionId(row), Box::new(found))))
}

fn risk_text(heading: &'static str, read: fn(&Risk) -> &String, write: fn(&mut Risk, String)) -> Column {
    Column::new(
        heading,
        move |case, row| risk(case, row).map_or_else(String::new, |found| read(found).clone()),
        move |case, row, text| change_risk(case, row, |found| write(found, text.to_owned())),
    )
}

fn action_text(heading: &'static str, read: fn(&Action) -> &String, write: fn(&mut Action, String)) -> Column {
    Column::new(
        heading,
        move |case, row| action(case, row).map_or_else(String::new, |found| read(found).clone()),
        move |case, row, text| change_action(case, row, |found| write(found, text.to_owned())),
    )
}

/// Returns a date as it is typed into a register.
fn typed_date(text: &str) -> Result<Option<Date>, EditError> {
    crate::pages::programme::read_date(text, entry::read_event)
}

fn action_date(
    heading: &'static str,
    read: fn(&Action) -> Option<Date>,
    write: fn(&mut Action, Option<Date>),
) -> Column {
    let column = date_column(
        heading,
        move |case, row| action(case, row).and_then(read),
        |_, _| Err(EditError::NotThere { what: "action" }),
        entry::read_event,
    );
    column.writing(move |case, row, text| {
        let date = typed_date(text)?;
        change_action(case, row, |found| write(found, date))
    })
}

fn words_of<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| word(*one).to_owned()).collect()
}

/// Returns the value that a word names.
fn named<T: Copy>(all: &[T], word: fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|one| word(*one) == text)
}

fn initiatives(case: &Case) -> Vec<String> {
    let names = case.programme.initiatives.iter().map(|found| found.name.clone());
    std::iter::once(NONE.to_owned()).chain(names).collect()
}

fn initiative_named(case: &Case, text: &str) -> Option<InitiativeId> {
    case.programme.initiatives.iter().find(|found| found.name == text).map(|found| found.id)
}

fn name_of(case: &Case, id: Option<InitiativeId>) -> String {
    id.and_then(|id| case.initiative(id)).map_or_else(String::new, |found| found.name.clone())
}

fn risk_columns(with_initiative: bool) -> Vec<Column> {
    let level = Column::new(
        "Level",
        |case, row| risk(case, row).and_then(|found| found.level).map_or("", RiskLevel::word).to_owned(),
        |case, row, text| change_risk(case, row, |found| found.level = named(&RiskLevel::ALL, RiskLevel::word, text)),
    )
    .choosing(|_| std::iter::once(NONE.to_owned()).chain(words_of(&RiskLevel::ALL, RiskLevel::word)).collect());
    let state = Column::new(
        "State",
        |case, row| risk(case, row).map_or("", |found| found.state.word()).to_owned(),
        |case, row, text| {
            change_risk(case, row, |found| {
                found.state = named(&RiskState::ALL, RiskState::word, text).unwrap_or_default();
            })
        },
    )
    .choosing(|_| words_of(&RiskState::ALL, RiskState::word));
    let until = date_column(
        "Until",
        |case, row| risk(case, row).and_then(|found| found.until),
        |_, _| Err(EditError::NotThere { what: "risk" }),
        entry::read_event,
    )
    .writing(|case, row, text| {
        let date = typed_date(text)?;
        change_risk(case, row, |found| found.until = date)
    });
    let initiative = Column::new(
        "Of",
        |case, row| name_of(case, risk(case, row).and_then(|found| found.initiative)),
        |case, row, text| {
            let id = initiative_named(case, text);
            change_risk(case, row, |found| found.initiative = id)
        },
    )
    .choosing(initiatives);
    let mut columns = vec![
        risk_text("Risk", |found| &found.text, |found, text| found.text = text),
        level,
        risk_text("About", |found| &found.category, |found, text| found.category = text),
        risk_text("What is done about it", |found| &found.mitigation, |found, text| found.mitigation = text),
        state,
        until,
        risk_text("Owner’s role", |found| &found.owner_role, |found, text| found.owner_role = text),
        risk_text("Register", |found| &found.register, |found, text| found.register = text),
        risk_text("Paragraph", |found| &found.source, |found, text| found.source = text),
    ];
    if with_initiative {
        columns.insert(1, initiative);
    }
    columns
}

fn action_columns(with_initiative: bool) -> Vec<Column> {
    let kind = Column::new(
        "Is",
        |case, row| action(case, row).map_or("", |found| found.kind.word()).to_owned(),
        |case, row, text| {
            change_action(case, row, |found| {
                found.kind = named(&ActionKind::ALL, ActionKind::word, text).unwrap_or(found.kind);
            })
        },
    )
    .choosing(|_| words_of(&ActionKind::ALL, ActionKind::word));
    let state = Column::new(
        "State",
        |case, row| action(case, row).map_or("", |found| found.state.word()).to_owned(),
        |case, row, text| {
            change_action(case, row, |found| {
                found.state = named(&ActionState::ALL, ActionState::word, text).unwrap_or_default();
            })
        },
    )
    .choosing(|_| words_of(&ActionState::ALL, ActionState::word));
    let initiative = Column::new(
        "Of",
        |case, row| name_of(case, action(case, row).and_then(|found| found.initiative)),
        |case, row, text| {
            let id = initiative_named(case, text);
            change_action(case, row, |found| found.initiative = id)
        },
    )
    .choosing(initiatives);
    let mut columns = vec![
        action_text("What", |found| &found.text, |found, text| found.text = text),
        kind,
        action_text("By", |found| &found.made_by, |found, text| found.made_by = text),
        action_date("When", |found| found.made, |found, date| found.made = date),
        action_text("About", |found| &found.about, |found, text| found.about = text),
        action_text("Response", |found| &found.response, |found, text| found.response = text),
        state,
        action_date("Due", |found| found.due, |found, date| found.due = date),
        action_text("Owner’s role", |found| &found.owner_role, |found, text| found.owner_role = text),
        action_text("Paragraph", |found| &found.source, |found, text| found.source = text),
    ];
    if with_initiative {
        columns.insert(2, initiative);
    }
    columns
}
