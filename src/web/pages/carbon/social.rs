//! Social value: what is counted, what one of it is said to be worth, and what initiatives promise and have delivered.

use super::measures::{initiative_named, owner_column, owner_field};
use super::outward;
use crate::pages::entry_table::{Adding, Column, Row, pasted};
use crate::pages::removal;
use crate::pages::report::{Register, register};
use crate::parts::adder::Adder;
use crate::parts::flow::Show;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, SocialEdit};
use weighbridge::id::{InitiativeId, ProxyId, SocialValueId};
use weighbridge::paper::carbon::{social_sums_table, social_table};
use weighbridge::present::count;
use weighbridge::programme::{Proxy, ProxyField, SocialField, SocialState, SocialValue};

const COUNTED: &str = "What is counted";

/// Returns what social value is counted by, each with its value, source and edition.
pub(super) fn proxies(session: Session) -> AnyView {
    let case = session.case();
    let rows = Signal::derive(move || {
        let rows = |case: &Arc<Case>| -> Vec<Row> { case.proxies.iter().map(|proxy| proxy.id.0).collect() };
        case.with(rows)
    });
    let add = Callback::new(move |measure: String| {
        let proxy = Proxy::named(ProxyId(0), &measure);
        session.commit(&Edit::Social(SocialEdit::AddProxy(Box::new(proxy))))
    });
    let remove = Arc::new(move |row: Row| {
        let id = ProxyId(row);
        let (name, n) = case.with_untracked(|case| {
            let name = case.proxy(id).map_or_else(String::new, |proxy| proxy.measure.clone());
            (name, case.social_values().filter(|(_, one)| one.proxy == id).count())
        });
        let with = if n == 0 { String::new() } else { format!(" and {} counted by it", count(n, "line", "lines")) };
        let edit = Edit::Social(SocialEdit::RemoveProxy(id));
        removal::remove(session, &edit, format!("Removed {name}{with}."), &["add-proxy"], format!("proxies-{row}-0"));
    });
    let adding = Adding::by_name(
        |_, measure| Edit::Social(SocialEdit::AddProxy(Box::new(Proxy::named(ProxyId(0), &measure)))),
        |case| case.proxies.iter().map(|proxy| proxy.id.0).max(),
    );
    let columns: Vec<Column> = ProxyField::ALL.into_iter().map(proxy_column).collect();
    let pasted = pasted(session, columns.clone(), adding.clone());
    let heading = "What social value is counted by";
    let parts = Register { id: "proxies", heading, columns, rows, remove, adding: Some(adding) };
    let form = view! {
        <Adder id="add-proxy" label="What is counted, such as local jobs" button="Add" add pasted/>
        <p class="note measure">"No value comes with Weighbridge. A value counts once its source and edition are given."</p>
    };
    register(session, parts, form.into_any())
}

fn proxy_column(field: ProxyField) -> Column {
    let column = Column::new(
        field.heading(),
        move |case, row| case.proxy(ProxyId(row)).map_or_else(String::new, |proxy| field.text(proxy)),
        move |case, row, text| {
            let id = ProxyId(row);
            let mut proxy = case.proxy(id).cloned().ok_or(EditError::NotThere { what: "proxy" })?;
            field.put(&mut proxy, text)?;
            Ok(Edit::Social(SocialEdit::ChangeProxy(id, Box::new(proxy))))
        },
    );
    if field == ProxyField::Value { column.of_numbers() } else { column }
}

/// Returns what is promised and delivered, by one initiative where it is named.
pub(crate) fn social_value(session: Session, of: Option<InitiativeId>) -> AnyView {
    let case = session.case();
    let rows = Signal::derive(move || {
        let rows = |case: &Arc<Case>| -> Vec<Row> {
            let own = case.social_values().filter(|(owner, _)| of.is_none_or(|of| owner.id == of));
            own.map(|(_, one)| one.id.0).collect()
        };
        case.with(rows)
    });
    let chosen: RwSignal<Option<InitiativeId>> = RwSignal::new(of);
    let add = Callback::new(move |measure: String| {
        let edit = case.with_untracked(|case| {
            let is_there = |id: &InitiativeId| case.initiative(*id).is_some();
            let first = || case.programme.initiatives.first().map(|first| first.id);
            let owner = chosen.get_untracked().filter(is_there).or_else(first);
            let owner = owner.ok_or(EditError::NotThere { what: "initiative" })?;
            Ok::<_, EditError>(added(case, owner, &measure, |proxy| SocialValue::by(SocialValueId(0), proxy)))
        });
        session.commit(&edit?)
    });
    let remove = Arc::new(move |row: Row| {
        let id = SocialValueId(row);
        let name = case.with_untracked(|case| counted(case, row));
        let edit = Edit::Social(SocialEdit::RemoveValue(id));
        removal::remove(session, &edit, format!("Removed {name}."), &["add-social"], format!("social-{row}-0"));
    });
    let adding = adding(of);
    let columns = columns(of.is_none());
    let pasted = StoredValue::new(pasted(session, columns.clone(), adding.clone()));
    let n = Memo::new(move |_| case.with(|case| case.programme.initiatives.len()));
    let form = view! {
        <Show when=move || n.get() != 0 fallback=|| view! { <p>"Add an initiative to the programme first."</p> }.into_any()>
            {of.is_none().then(|| owner_field(session, "social-of", chosen))}
            <Adder id="add-social" label="What is counted, such as local jobs" button="Add social value" add pasted=pasted.get_value()/>
        </Show>
    };
    let heading = "Social value, promised and delivered";
    let parts = Register { id: "social", heading, columns, rows, remove, adding: Some(adding) };
    register(session, parts, form.into_any())
}

fn counted(case: &Case, row: Row) -> String {
    let one = case.social_value(SocialValueId(row));
    one.and_then(|one| case.proxy(one.proxy)).map_or_else(String::new, |proxy| proxy.measure.clone())
}

fn proxy_named<'a>(case: &'a Case, measure: &str) -> Option<&'a Proxy> {
    let measure = measure.trim().to_lowercase();
    case.proxies.iter().map(AsRef::as_ref).find(|proxy| proxy.measure.to_lowercase() == measure)
}

/// Returns the edit that adds social value by what is counted, which becomes a proxy where there is none of that name.
fn added(case: &Case, owner: InitiativeId, measure: &str, make: impl FnOnce(ProxyId) -> SocialValue) -> Edit {
    let value = |proxy| Edit::Social(SocialEdit::AddValue(owner, Box::new(make(proxy))));
    if let Some(proxy) = proxy_named(case, measure) {
        return value(proxy.id);
    }
    // The next id is the proxy's, since it is the first to be added.
    let next = ProxyId(case.next_id);
    let proxy = Edit::Social(SocialEdit::AddProxy(Box::new(Proxy::named(ProxyId(0), measure))));
    Edit::Together(format!("Add social value {}", measure.trim()), vec![proxy, value(next)])
}

fn columns(with_owner: bool) -> Vec<Column> {
    let measure = Column::new(COUNTED, counted, |case, row, text| {
        let expected = "one of the things that social value is counted by";
        let proxy = proxy_named(case, text).ok_or(EditError::OutOfRange { expected })?.id;
        change(case, row, |one| {
            one.proxy = proxy;
            Ok(())
        })
    })
    .choosing(|case| case.proxies.iter().map(|proxy| proxy.measure.clone()).collect());
    let owner = owner_column(
        |case, row| case.social_values().find(|(_, one)| one.id.0 == row).map(|(owner, _)| owner),
        |row, to| Edit::Social(SocialEdit::PlaceValue(SocialValueId(row), to)),
    );
    let fields = SocialField::ALL.into_iter().map(field);
    let mut columns: Vec<Column> = std::iter::once(measure).chain(fields).collect();
    if with_owner {
        columns.insert(1, owner);
    }
    columns
}

fn change(
    case: &Case,
    row: Row,
    put: impl FnOnce(&mut SocialValue) -> Result<(), EditError>,
) -> Result<Edit, EditError> {
    let id = SocialValueId(row);
    let mut one = case.social_value(id).cloned().ok_or(EditError::NotThere { what: "social value" })?;
    put(&mut one)?;
    Ok(Edit::Social(SocialEdit::ChangeValue(id, Box::new(one))))
}

fn field(field: SocialField) -> Column {
    let column = Column::new(
        field.heading(),
        move |case, row| case.social_value(SocialValueId(row)).map_or_else(String::new, |one| field.text(one)),
        move |case, row, text| change(case, row, |one| Ok(field.put(one, text)?)),
    );
    match field {
        SocialField::State => column.choosing(|_| SocialState::ALL.map(|state| state.word().to_owned()).to_vec()),
        field if field.is_number() => column.of_numbers(),
        _ => column,
    }
}

/// Returns how social value is added by pasted cells: what is counted, and the initiative where it is not given.
fn adding(of: Option<InitiativeId>) -> Adding {
    let edit = move |case: &Case, cells: &[String]| {
        let named = cells.get(1).map_or("", String::as_str);
        let owner = of.map_or_else(|| initiative_named(case, named), Ok)?;
        let measure = cells.first().map_or("", String::as_str);
        Ok(added(case, owner, measure, |proxy| SocialValue::by(SocialValueId(0), proxy)))
    };
    let last = |case: &Case, _: &[String]| case.social_values().map(|(_, one)| one.id.0).max();
    Adding { edit: Arc::new(edit), last: Arc::new(last) }
}

/// Returns pounds, with how they come about, and what takes them elsewhere.
pub(super) fn out(session: Session) -> AnyView {
    let case = session.case();
    let has_some = Memo::new(move |_| case.with(|case| case.social_values().next().is_some()));
    let sums = Signal::derive(move || case.with(|case| social_sums_table(case)));
    let lines = Signal::derive(move || case.with(|case| social_table(case)));
    view! {
        <Show when=move || has_some.get()>
            {outward(session, ["social-sums", "social-value-sums"], sums)}
            {outward(session, ["social-lines", "social-value"], lines)}
        </Show>
    }
    .into_any()
}
