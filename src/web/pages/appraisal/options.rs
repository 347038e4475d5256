//! Options and gates: what is compared, what must be true of each, and the frame of the decision.

mod decision;
mod gates;

use super::Bench;
use super::remove::remove;
use super::results::letters;
use crate::parts::adder::Adder;
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::{For, Show};
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::GateStanding;
use weighbridge::appraisal::{Alternative, Role};
use weighbridge::edit::{AppraisalEdit, Edit};
use weighbridge::id::AlternativeId;
use weighbridge::present;

/// The options step.
#[component]
pub(crate) fn Options(bench: Bench) -> impl IntoView {
    let finding = move || bench.results.with(present::options_finding);
    let over = move || {
        let (n_options, n_gates) = bench.record.with(|record| (record.alternatives.len(), record.gates.len()));
        let gates = present::count(n_gates, "gate", "gates");
        format!("Options and gates. {}, {gates}.", present::count(n_options, "option", "options"))
    };
    let ids = Memo::new(move |_| {
        bench.record.with(|record| record.alternatives.iter().map(|option| option.id).collect::<Vec<_>>())
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let add = Callback::new(move |name| bench.session.commit_in(bench.id, AppraisalEdit::AddAlternative(name)));
    view! {
        <p class="headline__over">{over}</p>
        <h1>{finding}</h1>
        <p class="headline__next">"An option is something that could be decided. Set each beside business as usual, which is what happens if nothing is."</p>
        <Baseline bench/>
        <section class="section" aria-labelledby="h-options">
            <h2 id="h-options">"Options"</h2>
            <Show when=is_empty><p class="note measure">"None yet. Add what happens if nothing is decided, the least that meets the need, and two or more real choices."</p></Show>
            <ol class="options" role="list">
                <For each=move || ids.get() key=|id| *id let:id><OptionRow bench id/></For>
            </ol>
            <Adder id="add-option" label="Add an option" button="Add option" add/>
        </section>
        <gates::Gates bench options=ids/>
        <decision::Decision bench/>
    }
}

/// Warns where nothing plays business as usual, or more than one does.
#[component]
fn Baseline(bench: Bench) -> impl IntoView {
    let n = Memo::new(move |_| {
        bench.record.with(|record| {
            let role = |role| record.alternatives.iter().filter(|option| option.role == role).count();
            (record.alternatives.len(), role(Role::BusinessAsUsual))
        })
    });
    let warning = move || match n.get() {
        (0, _) | (_, 1) => None,
        (_, 0) => Some("No option is business as usual, so there is nothing to compare with. Give one that role."),
        _ => Some("More than one option is business as usual. Only the first is compared with."),
    };
    view! { <div role="status">{move || warning().map(|words| view! { <p class="blind section">{words}</p> })}</div> }
}

#[component]
fn OptionRow(bench: Bench, id: AlternativeId) -> impl IntoView {
    let found = Memo::new(move |_| bench.record.with(|record| record.alternative(id).cloned()));
    let text = move |read: fn(&Alternative) -> &str| {
        Signal::derive(move || {
            found.with(|found| found.as_ref().map_or_else(String::new, |found| read(found).to_owned()))
        })
    };
    let name = text(|option| &option.name);
    let role = Signal::derive(move || found.with(|found| found.as_ref().map_or(Role::Candidate, |found| found.role)));
    let place = Memo::new(move |_| {
        bench.record.with(|record| {
            let at = record.alternatives.iter().position(|option| option.id == id);
            (at.unwrap_or(0), record.alternatives.len())
        })
    });
    let letter =
        Memo::new(move |_| bench.record.with(|record| letters(record).get(place.get().0).cloned().unwrap_or_default()));
    let edit = move |edit| bench.session.commit_in(bench.id, edit);
    let rename = Callback::new(move |name| edit(AppraisalEdit::RenameAlternative(id, name)));
    let choose = Callback::new(move |role| {
        bench.session.dispatch(&Edit::Appraisal(bench.id, AppraisalEdit::SetRole(id, role)));
    });
    let roles = [Role::BusinessAsUsual, Role::DoMinimum, Role::Candidate];
    let roles = StoredValue::new(roles.map(|role| (role, present::role_words(role).to_owned())).to_vec());
    view! {
        <li class="option">
            <span class="option__letter">{move || letter.get()}</span>
            <div class="option__body" role="group" aria-label=name>
                <TextField id=format!("option-{id}") label="Name" value=name commit=rename/>
                <SelectField id=format!("role-{id}") label="Role" value=role choices=Signal::derive(move || roles.get_value()) choose/>
                <OrderButtons id=format!("option-{id}") name place
                    move_to=move |to| bench.session.dispatch(&Edit::Appraisal(bench.id, AppraisalEdit::MoveAlternative(id, to)))
                    remove=move |()| remove_option(bench, id)/>
                <div class="option__about">
                    <TextArea id=format!("about-option-{id}") label="What it consists of" value=text(|option| &option.description) rows=2
                        commit=move |words| edit(AppraisalEdit::DescribeAlternative(id, words))/>
                    <Standing bench id/>
                </div>
            </div>
        </li>
    }
}

/// Says what a failed gate means for an option.
#[component]
fn Standing(bench: Bench, id: AlternativeId) -> impl IntoView {
    let failed = Memo::new(move |_| {
        bench.results.with(|results| {
            let standing = results.standings.iter().find(|standing| standing.alternative == id)?;
            let GateStanding::Fail(gates) = &standing.gate else { return None };
            let name = |record: &weighbridge::appraisal::Appraisal| {
                let failed = record.gates.iter().filter(|gate| gates.contains(&gate.id));
                failed.map(|gate| gate.name.clone()).collect::<Vec<_>>()
            };
            Some(present::list(&bench.record.with(|record| name(record))))
        })
    });
    let words = move || {
        failed.get().map(|gates| {
            view! { <p class="option__failed"><b>"Fails "{gates}"."</b>" It stays on the page, out of the running."</p> }
        })
    };
    view! { <div role="status">{words}</div> }
}

fn remove_option(bench: Bench, id: AlternativeId) {
    let (name, neighbour) = bench.record.with_untracked(|record| {
        let at = record.alternatives.iter().position(|option| option.id == id).unwrap_or(0);
        let name = record.alternatives.get(at).map_or_else(String::new, |option| option.name.clone());
        let before = at.checked_sub(1).and_then(|at| record.alternatives.get(at));
        let neighbour = record.alternatives.get(at + 1).or(before);
        (name, neighbour.map(|option| format!("option-{}-remove", option.id)).unwrap_or_default())
    });
    remove(bench, AppraisalEdit::RemoveAlternative(id), &name, &[&neighbour, "add-option"], format!("option-{id}"));
}
