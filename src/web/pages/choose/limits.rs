//! The limits: what there is to spend, how much harm is accepted, what must be known of an initiative, and what is tied.

use super::study::Choosing;
use super::ties;
use crate::pages::programme::columns::read_sum;
use crate::pages::removal;
use crate::parts::draft::hand_over_all;
use crate::parts::field::{TextField, read_number, read_percent};
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::edit::{Edit, EditError, PortfolioEdit};
use weighbridge::finite::Finite;
use weighbridge::framework::Lens;
use weighbridge::id::PortfolioId;
use weighbridge::portfolio::{Budget, Portfolio, Resource};
use weighbridge::present::{self, as_typed, lens_name};
use weighbridge::programme::FinancialYear;

/// The kinds of budget that always have a field, with its id and label.
const KINDS: [(Resource, &str, &str); 4] = [
    (Resource::Capital, "budget-capital", "Capital, all years, £"),
    (Resource::Revenue, "budget-revenue", "Revenue a year, £"),
    (Resource::OneOffRevenue, "budget-one-off", "One-off revenue, £"),
    (Resource::People, "budget-people", "People, full-time equivalents"),
];

/// The section.
pub(super) fn section(choosing: Choosing) -> AnyView {
    let money = KINDS.map(|(what, id, label)| budget_field(choosing, id, label, what, None)).collect_view();
    let years = Memo::new(move |_| {
        choosing.portfolio(|portfolio| portfolio.budgets.iter().filter_map(|budget| budget.period).collect::<Vec<_>>())
    });
    let by_year = move || {
        let field = |year: FinancialYear| {
            let id = format!("budget-{}", year.start());
            budget_field(choosing, &id, &format!("Capital in {year}, £"), Resource::Capital, Some(year))
        };
        years.get().into_iter().map(field).collect_view()
    };
    let harm = Lens::ALL.map(|lens| harm_field(choosing, lens)).collect_view();
    view! {
        <section class="section no-print" aria-labelledby="h-limits">
            <h2 id="h-limits" tabindex="-1">"Limits"</h2>
            <p class="note measure">"An empty field is no limit. An initiative whose cost under a limit is not given cannot be chosen under it, and is named. Where its capital is not given by year, its budget stands for its capital of all years."</p>
            <fieldset class="choose__group"><legend>"What there is to spend"</legend>
                <div class="details">{money}{by_year}</div>
                {year_form(choosing)}
            </fieldset>
            <fieldset class="choose__group"><legend>"How much harm is accepted"</legend>
                <div class="details">{harm}</div>
                <p class="note measure">"Points of harm of the initiatives that are chosen, added up: each has from 0 to 100 under a lens."</p>
            </fieldset>
            <fieldset class="choose__group"><legend>"What must be known of an initiative"</legend>
                <div class="details">{known(choosing)}</div>
            </fieldset>
            {ties::section(choosing)}
        </section>
    }
    .into_any()
}

fn at(portfolio: &Portfolio, what: Resource, period: Option<FinancialYear>) -> usize {
    let is = |budget: &Budget| budget.what == what && budget.period == period;
    portfolio.budgets.iter().position(is).unwrap_or(portfolio.budgets.len())
}

fn budget_field(choosing: Choosing, id: &str, label: &str, what: Resource, period: Option<FinancialYear>) -> AnyView {
    let value = Signal::derive(move || {
        choosing.portfolio(|portfolio| {
            let budget = portfolio.budgets.get(at(portfolio, what, period));
            budget.map_or_else(String::new, |budget| match budget.what {
                Resource::People => as_typed(budget.limit.get()),
                _ => {
                    weighbridge::pence::Pence::new(budget.limit.get() as i64).map_or_else(String::new, present::pounds)
                }
            })
        })
    });
    let commit = Callback::new(move |typed: String| {
        let limit = read_limit(what, &typed)?;
        let place = choosing.portfolio(|portfolio| at(portfolio, what, period));
        let is_there = choosing.portfolio(|portfolio| place < portfolio.budgets.len());
        if limit.is_none() && !is_there {
            return Ok(());
        }
        let budget = limit.map(|limit| Budget::of(what, period, limit));
        choosing.commit(|id| PortfolioEdit::PutBudget(id, place, budget))
    });
    let (id, label) = (id.to_owned(), label.to_owned());
    view! { <TextField id label value commit/> }.into_any()
}

/// Returns a limit as it is typed: pounds as pence, or people.
fn read_limit(what: Resource, typed: &str) -> Result<Option<Finite>, EditError> {
    if what.is_money() {
        return Ok(read_sum(typed)?.and_then(|sum| Finite::new(sum.get() as f64)));
    }
    let people =
        read_number(typed).map_err(|_| EditError::OutOfRange { expected: "a number of people, such as 12 or 2.5" })?;
    Ok(people.and_then(Finite::new))
}

/// The form that adds capital of one more year.
fn year_form(choosing: Choosing) -> AnyView {
    let (year, limit) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
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
        let found = read_limit(Resource::Capital, &limit.get_untracked())?;
        let found = found.ok_or(EditError::OutOfRange { expected: "what there is to spend in that year" })?;
        let place = choosing.portfolio(|portfolio| at(portfolio, Resource::Capital, Some(period)));
        let budget = Budget::of(Resource::Capital, Some(period), found);
        choosing.commit(|id| PortfolioEdit::PutBudget(id, place, Some(budget)))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        hand_over_all();
        match add() {
            Ok(()) => {
                refused.set(None);
                year.set(String::new());
                limit.set(String::new());
                focus_soon(&["add-budget-year"]);
            }
            Err(error) => refused.set(Some(crate::parts::sentence(&error.to_string()))),
        }
    };
    view! {
        <form class="dated" on:submit=submit novalidate>
            <TextField id="add-budget-year" label="Capital of one year: which" hint="For example 2026/27" value=year commit=keep(year)/>
            <TextField id="add-budget-limit" label="Capital of that year, £" value=limit commit=keep(limit)/>
            <button class="button" type="submit">"Add year"</button>
            {move || refused.get().map(|reason| view! { <p class="field__error" role="alert">{reason}</p> })}
        </form>
    }
    .into_any()
}

fn harm_field(choosing: Choosing, lens: Lens) -> AnyView {
    let value = Signal::derive(move || {
        choosing.portfolio(|portfolio| portfolio.harm_of(lens).map_or_else(String::new, |limit| as_typed(limit.get())))
    });
    let commit = Callback::new(move |typed: String| {
        let read = read_number(&typed).map_err(|_| EditError::OutOfRange { expected: "points of harm, such as 5" })?;
        choosing.commit(|id| PortfolioEdit::SetHarm(id, lens, read.and_then(Finite::new)))
    });
    let id = match lens {
        Lens::Outcomes => "harm-outcomes",
        Lens::Carbon => "harm-carbon",
        Lens::SocialValue => "harm-social-value",
    };
    view! { <TextField id label=format!("{}, points", lens_name(lens)) value commit/> }.into_any()
}

/// What must be looked at, and whether large harm must have an answer.
fn known(choosing: Choosing) -> AnyView {
    let value = Signal::derive(move || {
        choosing.portfolio(|portfolio| {
            portfolio.least_coverage.map_or_else(String::new, |share| as_typed((share.get() * 1e4).round() / 100.0))
        })
    });
    let commit = Callback::new(move |typed: String| {
        let read =
            read_percent(&typed).map_err(|_| EditError::OutOfRange { expected: "a share from 0 to 100 per cent" })?;
        choosing.commit(|id| PortfolioEdit::SetLeastCoverage(id, read.and_then(|share| Finite::new(share / 100.0))))
    });
    let is_asked = Memo::new(move |_| choosing.portfolio(|portfolio| portfolio.harm_answered));
    let turn = move |event| {
        let _ = choosing.commit(|id| PortfolioEdit::SetHarmAnswered(id, event_target_checked(&event)));
    };
    view! {
        <TextField id="least-coverage" label="At least so much is looked at, %" hint="Of the goals that apply to it, by weight" value commit/>
        <div class="choice"><input type="checkbox" id="harm-answered" prop:checked=move || is_asked.get() on:change=turn/>
            <label for="harm-answered">"Large harm (−3) has an answer"</label></div>
    }
    .into_any()
}

/// The name of the portfolio that is shown, and the way to remove it.
pub(super) fn name_and_removal(choosing: Choosing, id: PortfolioId) -> AnyView {
    let session = choosing.session;
    let title = Signal::derive(move || choosing.title());
    let rename = Callback::new(move |title| session.commit(&Edit::Portfolio(PortfolioEdit::Rename(id, title))));
    let remove = move |_| {
        let said = format!("Removed {}.", title.get_untracked());
        let edit = Edit::Portfolio(PortfolioEdit::Remove(id));
        removal::remove(session, &edit, said, &["add-portfolio"], "add-portfolio".to_owned());
    };
    view! {
        <div class="details">
            <TextField id="portfolio-title" label="Name of this portfolio" value=title commit=rename/>
        </div>
        <p><button class="link" type="button" id="remove-portfolio" on:click=remove>{move || format!("Remove {}", title.get())}</button></p>
    }
    .into_any()
}
