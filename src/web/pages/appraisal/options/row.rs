//! One option: its name, role and place, what it consists of, and the reason for which it is left out.

use super::super::AppraisalModel;
use crate::pages::removal;
use crate::parts::ask::{Answer, Ask, Question};
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::GateStanding;
use weighbridge::appraisal::{Alternative, Appraisal, Role};
use weighbridge::edit::{AppraisalEdit, Edit, EditError, OptionEdit};
use weighbridge::id::AlternativeId;
use weighbridge::present;

/// What is asked of an option before it goes.
#[derive(Clone, Copy)]
struct Leaving {
    model: AppraisalModel,
    id: AlternativeId,
    /// The control that raised the question, for the focus to go back to; none while nothing is asked.
    asked_by: RwSignal<Option<&'static str>>,
    /// A role that was chosen and cannot be had without a reason.
    wanted: RwSignal<Option<Role>>,
}

impl Leaving {
    /// Raises the question where a change needs a reason; says in a notice whatever else was refused.
    fn answer(self, result: Result<(), EditError>, asked_by: &'static str) {
        match result {
            Ok(()) => {}
            Err(EditError::ReasonMissing { .. }) => self.asked_by.set(Some(asked_by)),
            Err(error) => self.model.session.notice.set(Some(Notice::problem(format!("Not changed: {error}.")))),
        }
    }

    fn choose(self, role: Role) {
        let result = self.model.session.commit_in(self.model.id, OptionEdit::SetRole(self.id, role).into());
        self.wanted.set(result.is_err().then_some(role));
        self.answer(result, "role");
    }

    fn remove(self) {
        let said = format!("Removed {}.", self.name());
        self.answer(self.take_out(OptionEdit::Remove(self.id).into(), said), "remove");
    }

    fn cancel(self) {
        let asked_by = self.asked_by.get_untracked().unwrap_or("leave-out");
        self.wanted.set(None);
        self.asked_by.set(None);
        let id = self.id;
        let control = if asked_by == "role" { format!("role-{id}") } else { format!("option-{id}-{asked_by}") };
        focus_soon(&[&control]);
    }

    fn name(self) -> String {
        let id = self.id;
        self.model
            .record
            .with_untracked(|record| record.alternative(id).map_or_else(String::new, |option| option.name.clone()))
    }

    /// Takes the option out, with the focus on its neighbour.
    fn take_out(self, edit: AppraisalEdit, said: String) -> Result<(), EditError> {
        let id = self.id;
        let neighbour = self.model.record.with_untracked(|record| {
            let at = record.alternatives.iter().position(|option| option.id == id).unwrap_or(0);
            let before = at.checked_sub(1).and_then(|at| record.alternatives.get(at));
            let neighbour = record.alternatives.get(at + 1).or(before);
            neighbour.map(|option| format!("option-{}-remove", option.id)).unwrap_or_default()
        });
        let edit = Edit::Appraisal(self.model.id, edit);
        removal::take_out(self.model.session, &edit, said, &[&neighbour, "add-option"], format!("option-{id}"))
    }
}

/// One option.
#[component]
pub(super) fn OptionRow(
    model: AppraisalModel,
    id: AlternativeId,
    ids: Memo<Vec<AlternativeId>>,
    letters: Memo<Vec<String>>,
) -> impl IntoView {
    let found = Memo::new(move |_| model.record.with(|record| record.alternative(id).cloned()));
    let text = move |read: fn(&Alternative) -> &str| {
        Signal::derive(move || {
            found.with(|found| found.as_ref().map_or_else(String::new, |found| read(found).to_owned()))
        })
    };
    let name = text(|option| &option.name);
    let leaving = Leaving { model, id, asked_by: RwSignal::new(None), wanted: RwSignal::new(None) };
    let role = Signal::derive(move || {
        let role = found.with(|found| found.as_ref().map_or(Role::Candidate, |found| found.role));
        leaving.wanted.get().unwrap_or(role)
    });
    let place = Memo::new(move |_| ids.with(|ids| (ids.iter().position(|other| *other == id).unwrap_or(0), ids.len())));
    let letter = Memo::new(move |_| letters.with(|letters| letters.get(place.get().0).cloned().unwrap_or_default()));
    let edit = move |edit| model.session.commit_in(model.id, edit);
    let roles = [Role::BusinessAsUsual, Role::DoMinimum, Role::Candidate];
    let roles = roles.map(|role| (role, present::role_words(role).to_owned())).to_vec();
    view! {
        <li class="option">
            <span class="option__letter">{move || letter.get()}</span>
            <div class="option__body" role="group" aria-label=name>
                <TextField id=format!("option-{id}") label="Name" value=name commit=move |name| edit(OptionEdit::Rename(id, name).into())/>
                <SelectField id=format!("role-{id}") label="Role" value=role choices=Signal::stored(roles) choose=move |role| leaving.choose(role)/>
                <div class="option__buttons">
                    <OrderButtons id=format!("option-{id}") name place
                        move_to=move |to| model.session.dispatch(&Edit::Appraisal(model.id, OptionEdit::Move(id, to).into()))
                        remove=move |()| leaving.remove()/>
                    <button class="order__button" type="button" id=format!("option-{id}-leave-out") aria-label=move || format!("Leave out, with a reason: {}", name.get())
                        on:click=move |_| leaving.asked_by.set(Some("leave-out"))>"Leave out"</button>
                </div>
                <div class="option__about">
                    <Show when=move || leaving.asked_by.with(Option::is_some)><WhyLeftOut leaving/></Show>
                    <TextArea id=format!("about-option-{id}") label="Description" value=text(|option| &option.description) rows=2
                        commit=move |words| edit(OptionEdit::Describe(id, words).into())/>
                    <Standing model id/>
                </div>
            </div>
        </li>
    }
}

/// Asks why an option is left out, and leaves it out.
#[component]
fn WhyLeftOut(leaving: Leaving) -> impl IntoView {
    let id = leaving.id;
    let (label, is_expected) = leaving.model.record.with_untracked(|record| {
        let option = record.alternative(id);
        let label = option.map_or_else(String::new, |option| present::why_left_out(record, option.role, &option.name));
        (label, option.is_some_and(|option| option.role != Role::Candidate))
    });
    let hint = if is_expected {
        "Readers will look for this option. It leaves the comparison and is listed below with your reason. To keep it, give its role to another option first."
    } else {
        "It leaves the comparison and is listed below with your reason."
    };
    let question = Question {
        id: format!("why-{id}"),
        label,
        hint: hint.to_owned(),
        answer: Answer::Lines,
        button: "Leave out with this reason",
    };
    let submit = move |reason: String| {
        leaving.take_out(OptionEdit::Drop(id, reason).into(), format!("Left out {}.", leaving.name()))
    };
    view! { <Ask question submit cancel=move |()| leaving.cancel()/> }
}

/// Says what a failed gate means for an option.
#[component]
fn Standing(model: AppraisalModel, id: AlternativeId) -> impl IntoView {
    let failed = Memo::new(move |_| {
        model.results.with(|results| {
            let standing = results.standings.iter().find(|standing| standing.alternative == id)?;
            let GateStanding::Fail(gates) = &standing.gate else { return None };
            let name = |record: &Appraisal| {
                let failed = record.gates.iter().filter(|gate| gates.contains(&gate.id));
                failed.map(|gate| gate.name.clone()).collect::<Vec<_>>()
            };
            Some(present::list(&model.record.with(|record| name(record))))
        })
    });
    let words = move || {
        failed.get().map(|gates| {
            view! { <p class="option__failed"><b>"Fails "{gates}"."</b>" It stays on the page, out of the running."</p> }
        })
    };
    view! { <div role="status">{words}</div> }
}
