//! Gates: what must be true of an option, and how each option stands at each.

use super::super::AppraisalModel;
use super::super::remove::remove;
use crate::parts::adder::Adder;
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::{For, Show};
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::{Appraisal, Outcome, Verdict};
use weighbridge::edit::{Edit, GateEdit};
use weighbridge::id::{AlternativeId, GateId};
use weighbridge::present;

/// How many verdicts stand at once, about.
const AT_ONCE: usize = 60;

/// A heading of the table: what it names, and its name.
type Head<T> = (T, String);

/// The gates and the verdicts.
#[component]
pub(super) fn Gates(
    model: AppraisalModel,
    options: Memo<Vec<AlternativeId>>,
    letters: Memo<Vec<String>>,
) -> impl IntoView {
    let gates =
        Memo::new(move |_| model.record.with(|record| record.gates.iter().map(|gate| gate.id).collect::<Vec<_>>()));
    let any = move || !(gates.with(Vec::is_empty) || options.with(Vec::is_empty));
    let add = Callback::new(move |name| model.session.commit_in(model.id, GateEdit::Add(name).into()));
    view! {
        <section class="section" aria-labelledby="h-gates">
            <h2 id="h-gates">"Gates"</h2>
            <p class="note measure">"An option passes a gate or fails it. No number of points makes up for a failure. An option that fails stays on the page, out of the running."</p>
            <Show when=move || gates.with(Vec::is_empty)><p class="note measure">"None yet. A gate is a must: within the law, within the money, in time. If doing better elsewhere could make up for it, it is a criterion."</p></Show>
            <ol class="gates" role="list">
                <For each=move || gates.get() key=|id| *id let:id><GateRow model id gates/></For>
            </ol>
            <Adder id="add-gate" label="Add a gate" button="Add gate" add/>
            <Show when=any><Verdicts model letters/></Show>
        </section>
    }
}

#[component]
fn GateRow(model: AppraisalModel, id: GateId, gates: Memo<Vec<GateId>>) -> impl IntoView {
    let name = Signal::derive(move || model.record.with(|record| gate_name(record, id)));
    let rename = Callback::new(move |name| model.session.commit_in(model.id, GateEdit::Rename(id, name).into()));
    let place =
        Memo::new(move |_| gates.with(|gates| (gates.iter().position(|other| *other == id).unwrap_or(0), gates.len())));
    view! {
        <li class="gate">
            <TextField id=format!("gate-{id}") label="Gate" label_hidden=true value=name commit=rename/>
            <OrderButtons id=format!("gate-{id}") name place
                move_to=move |to| model.session.dispatch(&Edit::Appraisal(model.id, GateEdit::Move(id, to).into()))
                remove=move |()| remove_gate(model, id)/>
        </li>
    }
}

fn gate_name(record: &Appraisal, id: GateId) -> String {
    record.gates.iter().find(|gate| gate.id == id).map_or_else(String::new, |gate| gate.name.clone())
}

fn remove_gate(model: AppraisalModel, id: GateId) {
    let (name, neighbour) = model.record.with_untracked(|record| {
        let at = record.gates.iter().position(|gate| gate.id == id).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| record.gates.get(at));
        let neighbour = record.gates.get(at + 1).or(before);
        (gate_name(record, id), neighbour.map(|gate| format!("gate-{}-remove", gate.id)).unwrap_or_default())
    });
    remove(model, GateEdit::Remove(id).into(), &name, &[&neighbour, "add-gate"], format!("gate-{id}"));
}

#[component]
fn Verdicts(model: AppraisalModel, letters: Memo<Vec<String>>) -> impl IntoView {
    let heads: Memo<Vec<Head<GateId>>> = Memo::new(move |_| {
        model.record.with(|record| record.gates.iter().map(|gate| (gate.id, gate.name.clone())).collect())
    });
    // Rows are made anew when a name changes, because the labels of their fields carry it.
    let rows: Memo<Vec<(AlternativeId, String, String)>> = Memo::new(move |_| {
        model.record.with(|record| {
            let options = record.alternatives.iter().zip(letters.get());
            options.map(|(option, letter)| (option.id, letter, option.name.clone())).collect()
        })
    });
    let n_gates = heads.with_untracked(Vec::len);
    let mounting = Mounting::of(AT_ONCE / n_gates.max(1));
    view! {
        <div class="table-scroll" role="region" aria-labelledby="cap-verdicts" tabindex="0">
            <table role="table" class="table verdicts" aria-busy=mounting.busy()>
                <caption id="cap-verdicts">"How each option stands "<span class="note">"An option that is not yet decided stays in, and its rank is provisional."</span></caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">"Option"</th>
                    <For each=move || heads.get() key=Clone::clone let:head><th role="columnheader" scope="col">{head.1}</th></For>
                </tr></thead>
                <tbody role="rowgroup">
                    <Gradual mounting each=move || rows.get() key=Clone::clone children=move |row| view! {
                        <tr role="row">
                            <th role="rowheader" scope="row"><span class="letter">{row.1}</span>" "{row.2.clone()}</th>
                            <For each=move || heads.get() key=Clone::clone children=move |head| verdict(model, head, (row.0, row.2.clone()))/>
                        </tr>
                    }/>
                </tbody>
            </table>
        </div>
        {mounting.line("options")}
    }
}

fn verdict(
    model: AppraisalModel,
    (gate, gate_name): Head<GateId>,
    (option, option_name): Head<AlternativeId>,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        model.record.with(|record| {
            let gate = record.gates.iter().find(|found| found.id == gate)?;
            gate.verdicts.iter().find(|verdict| verdict.alternative == option).cloned()
        })
    });
    let read = move |read: fn(&Verdict) -> String| {
        Signal::derive(move || found.with(|found| found.as_ref().map_or_else(String::new, read)))
    };
    let outcome =
        Signal::derive(move || found.with(|found| found.as_ref().map_or(Outcome::NotYetKnown, |found| found.outcome)));
    let outcomes = [Outcome::NotYetKnown, Outcome::Pass, Outcome::Fail];
    let choices = outcomes.map(|outcome| (outcome, present::outcome_words(outcome).to_owned())).to_vec();
    let choose = Callback::new(move |outcome| {
        model.session.dispatch(&Edit::Appraisal(model.id, GateEdit::SetOutcome(gate, option, outcome).into()));
    });
    let explain = Callback::new(move |words| {
        model.session.commit_in(model.id, GateEdit::SetEvidence(gate, option, words).into())
    });
    let is_bare = move || {
        outcome.get() != Outcome::NotYetKnown
            && found.with(|found| found.as_ref().is_some_and(|found| found.evidence.is_empty()))
    };
    let class = move || if outcome.get() == Outcome::Fail { "verdict verdict--fail" } else { "verdict" };
    view! {
        <td role="cell" class=class data-gate=gate_name.clone()>
            <SelectField id=format!("outcome-{gate}-{option}") label=format!("{gate_name}: {option_name}") label_hidden=true value=outcome choices=Signal::stored(choices) choose/>
            <TextArea id=format!("evidence-{gate}-{option}") label=format!("Evidence, {gate_name}: {option_name}") label_hidden=true rows=2
                value=read(|verdict| verdict.evidence.clone()) commit=explain/>
            <Show when=is_bare><p class="verdict__bare">"No evidence yet"</p></Show>
        </td>
    }
}
