//! A criterion that options are scored on: one line, and its fields when they are asked for.

use super::drag::Grip;
use super::goals::{FromGoal, address};
use super::reshape::Reshape;
use super::scale::ScaleFields;
use super::tree::Spot;
use super::{Done, Naming, RowButtons, Rows};
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::appraisal::{CriterionKind, Leaf, Scale};
use weighbridge::edit::{ScaleEdit, ScaleEnd, WeightEdit};
use weighbridge::id::CriterionId;
use weighbridge::present;
use weighbridge::route::{Page, Step};

/// One leaf.
#[component]
pub(super) fn LeafRow(rows: Rows, id: CriterionId) -> impl IntoView {
    let name = rows.text(id, |found| &found.name);
    let leaf = Memo::new(move |_| {
        rows.model.record.with(|record| match record.criterion(id).map(|found| &found.kind) {
            Some(CriterionKind::Leaf(leaf)) => leaf.clone(),
            _ => Leaf::default(),
        })
    });
    let scale = move || {
        leaf.with(|leaf| {
            let direction = present::direction_mark(&leaf.scale).map_or_else(String::new, |words| format!("; {words}"));
            present::scale_words(&leaf.scale) + &direction
        })
    };
    let move_words = move || {
        leaf.with(|leaf| {
            let is_open = !present::has_both_ends(leaf);
            let (worst, best) = present::ends_words(leaf);
            let class = if is_open { "leaf__move leaf__move--open" } else { "leaf__move" };
            view! { <span class=class><i>"from "</i>{worst}<i>" to "</i>{best}</span> }
        })
    };
    view! {
        <li class="leaf" class:dragged=move || rows.is_dragged(id)>
            <div class="leaf__line" role="group" aria-label=name data-row="" data-drop=move || rows.drop_mark(id)
                on:dragover=move |event| rows.drag_over(&event, |down| if down < 0.5 { Spot::Before(id) } else { Spot::After(id) })
                on:drop=move |event| rows.drop_here(&event)>
                <Grip rows id name/>
                <div class="leaf__words">
                    <b class="leaf__name">{name}</b>" "
                    <span class="leaf__scale">{scale}</span>
                    {move_words}
                    <FromGoal rows id/>
                    <Remarks rows id leaf/>
                </div>
                <RowButtons rows id name/>
            </div>
            <Show when=move || rows.is_open(id)>
                <div class="fields" id=format!("fields-{id}")>
                    <Naming rows id/>
                    <ScaleFields rows id leaf/>
                    <Anchors rows id leaf/>
                    <Reshape rows id name/>
                    <Done rows id name/>
                </div>
            </Show>
        </li>
    }
}

/// What a change of scale has left behind: a weight for another move, measures that earn nothing.
#[component]
fn Remarks(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let name = rows.text(id, |found| &found.name);
    let record = rows.model.record;
    // In the weights that results are taken from.
    let stale = Memo::new(move |_| {
        leaf.with(|leaf| leaf.ends_changed) && record.with(|record| record.is_stale(record.weights_in_use, id))
    });
    let weights = move || address(rows, Page::Appraisal(rows.model.id, Step::Weights));
    let confirm = move |_| {
        let set = record.with_untracked(|record| record.weights_in_use);
        rows.dispatch(WeightEdit::Confirm(set, id).into());
        focus_soon(&[&format!("edit-{id}")]);
    };
    let stale_words =
        move || stale.get().then_some("An end changed after weights were given. Look at the weight again.".to_owned());
    let measures = move || {
        if leaf.with(|leaf| leaf.scale != Scale::Direct) {
            return None;
        }
        let n = rows.measures.with(|measures| measures.get(&id).copied().unwrap_or(0));
        (n > 0).then(|| {
            present::count(
                n,
                "score is a measure and earns no points on this scale.",
                "scores are measures and earn no points on this scale.",
            )
        })
    };
    let remark = |words: String| view! { <span class="leaf__remark">{words}</span> };
    view! {
        <div role="status">{move || stale_words().map(remark)}{move || measures().map(remark)}</div>
        <Show when=move || stale.get()>
            <span class="leaf__stale">
                <a href=weights>"Go to the weights"</a>
                <button class="link" type="button" aria-label=move || format!("The weight still holds: {}", name.get()) on:click=confirm>"The weight still holds"</button>
            </span>
        </Show>
    }
}

#[component]
fn Anchors(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let field = move |end: ScaleEnd, name: &str, label: &'static str, read: fn(&Leaf) -> &str| {
        let value = Signal::derive(move || leaf.with(|leaf| read(leaf).to_owned()));
        view! {
            <TextArea id=format!("{name}-{id}") label rows=2 value
                commit=move |words| rows.model.session.commit_in(rows.model.id, ScaleEdit::SetAnchor(id, end, words).into())/>
        }
    };
    view! {
        {field(ScaleEnd::Worst, "worst-looks", "What 0 looks like", |leaf| &leaf.worst_anchor)}
        {field(ScaleEnd::Best, "best-looks", "What 100 looks like", |leaf| &leaf.best_anchor)}
    }
}
