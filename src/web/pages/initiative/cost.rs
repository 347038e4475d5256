//! What an initiative would cost: capital by year, revenue, people, and what is committed. An empty field is not given, and 0
//! says that it costs nothing.

use crate::pages::programme::columns::read_sum;
use crate::parts::draft::hand_over_all;
use crate::parts::field::{TextField, read_number};
use crate::parts::flow::For;
use crate::parts::focus::focus_soon;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::edit::{Edit, EditError, ProgrammeEdit};
use weighbridge::finite::Finite;
use weighbridge::id::InitiativeId;
use weighbridge::pence::Pence;
use weighbridge::present::{self, as_typed};
use weighbridge::programme::{FinancialYear, Initiative, InitiativeCost};

/// One sum of a cost.
type Sum = fn(&mut InitiativeCost) -> &mut Option<Pence>;

/// The section.
pub(super) fn section(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let years = move || record.with(|record| record.money.capital.keys().copied().collect::<Vec<FinancialYear>>());
    let year = move |year: FinancialYear| {
        let value = Signal::derive(move || {
            record.with(|record| record.money.capital.get(&year).copied().map_or_else(String::new, present::pounds))
        });
        let commit = Callback::new(move |typed: String| {
            let sum = read_sum(&typed)?;
            change(session, id, record, |cost| {
                match sum {
                    Some(sum) => cost.capital.insert(year, sum),
                    None => cost.capital.remove(&year),
                };
            })
        });
        view! { <TextField id=format!("capital-{}", year.start()) label=format!("Capital in {year}, £") value commit/> }
    };
    let sum = move |name: &'static str, label: &'static str, hint: &'static str, of: Sum| {
        let value = Signal::derive(move || {
            record.with(|record| {
                let mut cost = record.money.clone();
                of(&mut cost).map_or_else(String::new, present::pounds)
            })
        });
        let commit = Callback::new(move |typed: String| {
            let sum = read_sum(&typed)?;
            change(session, id, record, |cost| *of(cost) = sum)
        });
        view! { <TextField id=name label hint value commit/> }
    };
    let people = Signal::derive(move || {
        record.with(|record| record.money.people.map_or_else(String::new, |people| as_typed(people.get())))
    });
    let set_people = Callback::new(move |typed: String| {
        let read = read_number(&typed);
        let people = read.map_err(|_| EditError::OutOfRange { expected: "a number of people, such as 2.5" })?;
        change(session, id, record, |cost| cost.people = people.and_then(Finite::new))
    });
    let source = Signal::derive(move || record.with(|record| record.money.source.clone()));
    let set_source = Callback::new(move |words: String| change(session, id, record, |cost| cost.source = words));
    let note = move || {
        record.with(|record| match (record.budget, record.money.capital.is_empty()) {
        (Some(budget), true) => format!(
            "Where a portfolio asks for capital of all years, the budget of {} stands for it until capital is given by year.",
            present::money(budget)
        ),
        _ => "An empty field says that nobody knows, and is never read as nothing. Enter 0 where it costs nothing.".to_owned(),
    })
    };
    view! {
        <section class="section" aria-labelledby="h-cost">
            <h2 id="h-cost">"What it would cost"</h2>
            <p class="note measure">{note}</p>
            <div class="details">
                <For each=years key=|year: &FinancialYear| year.start() children=year/>
                {sum("cost-revenue", "Revenue a year, £", "Less than 0 where it saves", |cost| &mut cost.revenue_a_year)}
                {sum("cost-one-off", "One-off revenue, £", "", |cost| &mut cost.one_off_revenue)}
                <TextField id="cost-people" label="People, full-time equivalents" value=people commit=set_people/>
                {sum("cost-committed", "Committed already, £", "", |cost| &mut cost.committed)}
                <TextField id="cost-source" label="Cost read from" value=source commit=set_source/>
            </div>
            {year_form(session, id, record)}
        </section>
    }
    .into_any()
}

/// Changes the cost as it stands.
fn change(
    session: Session,
    id: InitiativeId,
    record: Memo<Initiative>,
    change: impl FnOnce(&mut InitiativeCost),
) -> Result<(), EditError> {
    let mut cost = record.with_untracked(|record| record.money.clone());
    change(&mut cost);
    session.commit(&Edit::Programme(ProgrammeEdit::SetCost(id, Box::new(cost))))
}

/// The form that adds capital of one more year.
fn year_form(session: Session, id: InitiativeId, record: Memo<Initiative>) -> AnyView {
    let (year, sum) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused: RwSignal<Option<String>> = RwSignal::new(None);
    let keep = |signal: RwSignal<String>| {
        Callback::new(move |text: String| {
            signal.set(text);
            Ok(())
        })
    };
    let add = move || {
        let read = FinancialYear::read(&year.get_untracked());
        let period = read.ok_or(EditError::OutOfRange { expected: "a financial year, such as 2026/27" })?;
        let found = read_sum(&sum.get_untracked())?;
        let found = found.ok_or(EditError::OutOfRange { expected: "what it costs in that year, or 0" })?;
        change(session, id, record, |cost| {
            cost.capital.insert(period, found);
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        hand_over_all();
        match add() {
            Ok(()) => {
                refused.set(None);
                year.set(String::new());
                sum.set(String::new());
                focus_soon(&["add-capital-year"]);
            }
            Err(error) => refused.set(Some(crate::parts::sentence(&error.to_string()))),
        }
    };
    view! {
        <form class="dated" on:submit=submit novalidate>
            <TextField id="add-capital-year" label="Capital of one year: which" hint="For example 2026/27" value=year commit=keep(year)/>
            <TextField id="add-capital-sum" label="Capital of that year, £" value=sum commit=keep(sum)/>
            <button class="button" type="submit">"Add year"</button>
            {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
        </form>
    }
    .into_any()
}
