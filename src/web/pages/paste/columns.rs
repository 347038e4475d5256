//! The columns of a pasted table: what each holds, and the one way in which its cells are read, both to be chosen otherwise.

use super::Pasting;
use super::words::role_words;
use crate::parts::flow::{For, Show};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::case::Case;
use weighbridge::paste::{Column, DateOrder, Decimal, Format, Kind, MoneyRole, Role, Unit, VarianceSign};
use weighbridge::spelling::folded;

/// The columns as a table.
#[component]
pub(super) fn Columns(pasting: Pasting) -> AnyView {
    let places = move || pasting.reading.with(|reading| reading.as_ref().map_or(0..0, |found| 0..found.columns.len()));
    let sign = Memo::new(move |_| pasting.reading.with(|reading| reading.as_ref()?.money.as_ref()?.variance));
    let signs = Signal::stored(
        [VarianceSign::BudgetLessForecast, VarianceSign::ForecastLessBudget]
            .map(|sign| (Some(sign), weighbridge::print::capitalised(sign.word())))
            .to_vec(),
    );
    let choose = move |sign| pasting.choose(|choices| choices.variance = sign);
    view! {
        <h4 id="h-paste-columns">"How its columns are read"</h4>
        <div class="table-scroll pasted__columns" role="region" aria-labelledby="h-paste-columns" tabindex="0">
            <table class="table table--lists" role="table">
                <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">"Column"</th><th scope="col" role="columnheader">"Holds"</th><th scope="col" role="columnheader">"Read as"</th></tr></thead>
                <tbody role="rowgroup"><For each=places key=|at| *at children=move |at| row(pasting, at)/></tbody>
            </table>
        </div>
        <Show when=move || sign.get().is_some()>
            <SelectField id="paste-variance" label="A variance is" value=sign choices=signs choose=choose/>
        </Show>
    }
    .into_any()
}

/// Returns the row of a column. Its lists stay where they are while the table is read again.
fn row(pasting: Pasting, at: usize) -> AnyView {
    let column = Memo::new(move |last: Option<&Option<Column>>| {
        let found = pasting.reading.with(|reading| reading.as_ref().and_then(|found| found.columns.get(at).cloned()));
        // While the row goes away, it shows its last state.
        found.or_else(|| last.cloned().flatten())
    });
    let of = move |read: fn(&Column) -> String| {
        Memo::new(move |_| column.with(|column| column.as_ref().map_or_else(String::new, read)))
    };
    let (heading, says) = (of(|column| column.heading.clone()), of(|column| column.says.clone()));
    let name = move || if heading.with(String::is_empty) { format!("Column {}", at + 1) } else { heading.get() };
    let role = Memo::new(move |_| column.with(|column| column.as_ref().map_or(Role::Unmapped, |column| column.role)));
    let roles = Signal::derive(move || {
        let kind = pasting.reading.with(|reading| reading.as_ref().and_then(|found| found.kind));
        let now = role.get();
        pasting.session.case().with(|case| {
            let words = |role: Role| (role, words_of(case, role));
            roles(case, kind, now).into_iter().map(words).collect::<Vec<_>>()
        })
    });
    let choose = move |role: Role| {
        pasting.choose(|choices| {
            choices.roles.insert(at, role);
        });
    };
    let is_guess = move || column.with(|column| column.as_ref().is_some_and(|column| column.is_guess));
    let label = name();
    let format = format(pasting, at, column, &label);
    let as_last_time = move || {
        let heading = heading.with(|heading| folded(heading));
        pasting.choices.with(|choices| choices.remembered.contains_key(&heading) && !choices.roles.contains_key(&at))
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{name}</th>
            <td role="cell" data-head="Holds">
                <div><SelectField id=format!("paste-role-{at}") label=format!("What {label} holds") label_hidden=true value=role choices=roles choose=choose/>
                <Show when=is_guess><span class="note">"Told from its cells"</span></Show>
                <Show when=as_last_time><span class="note">"As last time"</span></Show></div>
            </td>
            <td role="cell" data-head="Read as"><div class="pasted__format"><span>{says}</span>{format}</div></td>
        </tr>
    }
    .into_any()
}

/// Returns the lists that say in which way the cells of a column are read.
fn format(pasting: Pasting, at: usize, column: Memo<Option<Column>>, name: &str) -> AnyView {
    let format =
        Memo::new(move |_| column.with(|column| column.as_ref().map_or(Format::Words, |column| column.format)));
    let order = Memo::new(move |_| match format.get() {
        Format::Dates { order, .. } => order,
        Format::Words | Format::Money { .. } => DateOrder::default(),
    });
    let money = Memo::new(move |_| match format.get() {
        Format::Money { unit, decimal } => (unit, decimal),
        Format::Words | Format::Dates { .. } => Default::default(),
    });
    // The order of dates that are written in words is no question.
    let has_order = Memo::new(move |_| {
        let is_in_numbers = |column: &Column| column.says.contains(order.get().word());
        matches!(format.get(), Format::Dates { .. }) && column.with(|column| column.as_ref().is_some_and(is_in_numbers))
    });
    let has_money = Memo::new(move |_| matches!(format.get(), Format::Money { .. }));
    let orders = Signal::stored(
        [(DateOrder::DayFirst, "Day first".to_owned()), (DateOrder::MonthFirst, "Month first".to_owned())].to_vec(),
    );
    let units = Signal::stored(
        [Unit::Pounds, Unit::Thousands, Unit::Millions, Unit::Billions].map(|unit| (unit, unit_words(unit))).to_vec(),
    );
    let decimals = Signal::stored(
        [
            (Decimal::Point, "A point before decimals".to_owned()),
            (Decimal::Comma, "A comma before decimals".to_owned()),
        ]
        .to_vec(),
    );
    let choose_order = move |to| {
        pasting.choose(|choices| {
            choices.date_orders.insert(at, to);
        });
    };
    let choose_unit = move |to| {
        pasting.choose(|choices| {
            choices.units.insert(at, to);
        });
    };
    let choose_decimal = move |to| {
        pasting.choose(|choices| {
            choices.decimals.insert(at, to);
        });
    };
    let (unit, decimal) = (Signal::derive(move || money.get().0), Signal::derive(move || money.get().1));
    let labels = ["Order of dates in", "Unit of", "Decimals of"].map(|what| format!("{what} {name}"));
    let [label_order, label_unit, label_decimal] = labels.map(StoredValue::new);
    view! {
        <Show when=move || has_order.get()>
            <SelectField id=format!("paste-order-{at}") label=label_order.get_value() label_hidden=true value=order choices=orders choose=choose_order/>
        </Show>
        <Show when=move || has_money.get()>
            <SelectField id=format!("paste-unit-{at}") label=label_unit.get_value() label_hidden=true value=unit choices=units choose=choose_unit/>
            <SelectField id=format!("paste-decimal-{at}") label=label_decimal.get_value() label_hidden=true value=decimal choices=decimals choose=choose_decimal/>
        </Show>
    }
    .into_any()
}

/// Returns a unit as it stands in a list.
pub(super) fn unit_words(unit: Unit) -> String {
    let words = match unit {
        Unit::Pounds => "Pounds",
        Unit::Thousands => "Thousands of pounds",
        Unit::Millions => "Millions of pounds",
        Unit::Billions => "Billions of pounds",
    };
    words.to_owned()
}

/// Returns what a column of a table may hold, and what it holds now.
fn roles(case: &Case, kind: Option<Kind>, now: Role) -> Vec<Role> {
    use MoneyRole::{AllBudget, AllForecast, AllVariance, Approved, Forecast, Other, Revised, Spend, Variance};
    let money = [Approved, Revised, Forecast, Variance, AllBudget, AllForecast, AllVariance, Spend, Other];
    let mut roles = vec![Role::Name];
    match kind {
        Some(Kind::Initiatives) => roles.extend(Role::ONCE.into_iter().chain([Role::BudgetOfYear])),
        Some(Kind::Money) => roles.extend(std::iter::once(Role::Group).chain(money.map(Role::Money))),
        Some(Kind::Matrix) => roles.extend(case.goals().map(|(_, goal)| Role::Goal(goal.id))),
        None => {}
    }
    if !roles.contains(&now) && now != Role::Unmapped {
        roles.push(now);
    }
    roles.push(Role::Unmapped);
    roles
}

/// Returns what a column holds, a goal by its name.
pub(super) fn words_of(case: &Case, role: Role) -> String {
    let goal = if let Role::Goal(id) = role { case.goal(id) } else { None };
    goal.map_or_else(|| role_words(role).to_owned(), |goal| goal.label().to_owned())
}
