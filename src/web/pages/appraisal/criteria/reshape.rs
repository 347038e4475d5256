//! Splitting a criterion in two, and merging one into another.

use super::Rows;
use crate::pages::removal;
use crate::parts::ask::{Answer, Ask, Question};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::edit::{Edit, EditError, TreeEdit};
use weighbridge::id::CriterionId;
use weighbridge::present;

/// What is being asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Split,
    Merge,
}

/// Two buttons, and the question that each of them asks first.
#[component]
pub(super) fn Reshape(rows: Rows, id: CriterionId, name: Signal<String>) -> impl IntoView {
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    let any_other = move || rows.model.record.with(|record| record.leaves().len() > 1);
    let button = move |what: Asked, suffix: &str, words: &'static str| {
        view! {
            <button class="order__button" type="button" id=format!("{suffix}-{id}") aria-label=move || format!("{words}: {}", name.get())
                aria-expanded=move || (asked.get() == Some(what)).to_string() on:click=move |_| asked.set(Some(what))>{words}</button>
        }
    };
    let cancel = Callback::new(move |()| {
        let from = if asked.get_untracked() == Some(Asked::Merge) { "merge" } else { "split" };
        asked.set(None);
        focus_soon(&[&format!("{from}-{id}")]);
    });
    let question = move || match asked.get() {
        Some(Asked::Split) => {
            let submit = move |second| split(rows, id, second).inspect(|()| asked.set(None));
            view! { <Ask question=split_question(rows, id, &name.get_untracked()) submit cancel/> }.into_any()
        }
        Some(Asked::Merge) => {
            let submit = move |into: String| merge(rows, id, &into);
            view! { <Ask question=merge_question(rows, id, &name.get_untracked()) submit cancel/> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <div class="fields__wide">
            <div class="order">
                {button(Asked::Split, "split", "Split in two")}
                <Show when=any_other>{button(Asked::Merge, "merge", "Merge into another")}</Show>
            </div>
            {question}
        </div>
    }
}

fn split_question(rows: Rows, id: CriterionId, name: &str) -> Question {
    Question {
        id: format!("second-of-{id}"),
        label: format!("What is the second part of {name} called?"),
        hint: rows.model.record.with_untracked(|record| present::split_words(record, id)),
        answer: Answer::Line,
        button: "Split",
    }
}

fn merge_question(rows: Rows, id: CriterionId, name: &str) -> Question {
    let choices = rows.model.record.with_untracked(|record| present::merge_choices(record, id));
    let choices = choices.into_iter().map(|(other, words)| (other.to_string(), words)).collect();
    Question {
        id: format!("merge-of-{id}"),
        label: format!("Which criterion takes in {name}?"),
        hint: rows.model.record.with_untracked(|record| present::merge_words(record, id)),
        answer: Answer::OneOf(choices),
        button: "Merge",
    }
}

fn split(rows: Rows, id: CriterionId, second: String) -> Result<(), EditError> {
    let said = format!("Split in two: {} is below it.", second.trim());
    rows.model.session.commit_in(rows.model.id, TreeEdit::Split(id, second).into())?;
    let new = rows.model.record.with_untracked(|record| {
        let siblings = super::tree::children(record, record.family_of(id));
        siblings.iter().skip_while(|sibling| sibling.id != id).nth(1).map(|sibling| sibling.id)
    });
    rows.model.session.notice.set(Some(Notice::said(said)));
    focus_soon(&[&new.map(|new| format!("edit-{new}")).unwrap_or_default(), &format!("edit-{id}")]);
    Ok(())
}

fn merge(rows: Rows, from: CriterionId, into: &str) -> Result<(), EditError> {
    let into = into.parse().map(CriterionId).map_err(|_| EditError::NotThere { what: "criterion" })?;
    let names = rows.model.record.with_untracked(|record| {
        [from, into].map(|id| record.criterion(id).map_or_else(String::new, |found| found.name.clone()))
    });
    let edit = Edit::Appraisal(rows.model.id, TreeEdit::Merge { into, from }.into());
    let said = format!("Merged {} into {}.", names[0], names[1]);
    removal::take_out(rows.model.session, &edit, said, &[&format!("edit-{into}")], format!("edit-{from}"))
}
