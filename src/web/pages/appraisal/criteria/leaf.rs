//! A criterion that options are scored on: one line, and its fields when they are asked for.

use super::scale::ScaleFields;
use super::{Naming, RowButtons, Rows};
use crate::parts::field::TextArea;
use crate::parts::flow::Show;
use leptos::prelude::*;
use weighbridge::appraisal::{CriterionKind, Leaf, Scale, ScoreState};
use weighbridge::edit::{AppraisalEdit, ScaleEnd};
use weighbridge::id::CriterionId;
use weighbridge::present;

/// One leaf.
#[component]
pub(super) fn LeafRow(rows: Rows, id: CriterionId) -> impl IntoView {
    let name = rows.text(id, |found| &found.name);
    let leaf = Memo::new(move |_| {
        rows.bench.record.with(|record| match record.criterion(id).map(|found| &found.kind) {
            Some(CriterionKind::Leaf(leaf)) => leaf.clone(),
            _ => Leaf::default(),
        })
    });
    let move_words = move || {
        leaf.with(|leaf| {
            let is_open = !present::has_both_ends(leaf);
            let (worst, best) = present::ends_words(leaf);
            let class = if is_open { "leaf__move leaf__move--open" } else { "leaf__move" };
            view! { <span class=class><i>"from "</i>{worst}<i>" to "</i>{best}</span> }
        })
    };
    view! {
        <li class="leaf">
            <div class="leaf__line" role="group" aria-label=name>
                <div>
                    <b class="leaf__name">{name}</b>
                    <span class="leaf__scale">{move || leaf.with(|leaf| present::scale_words(&leaf.scale))}</span>
                    {move_words}
                    <Remarks rows id leaf/>
                </div>
                <RowButtons rows id name/>
            </div>
            <Show when=move || rows.is_open(id)>
                <div class="fields" id=format!("fields-{id}")>
                    <Naming rows id/>
                    <ScaleFields rows id leaf/>
                    <Anchors rows id leaf/>
                </div>
            </Show>
        </li>
    }
}

/// What a change of scale has left behind: a weight for another move, measures that earn nothing.
#[component]
fn Remarks(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let weight = move || {
        let first = rows.at_first.with_value(|first| first.get(&id).cloned())?;
        leaf.with(|leaf| {
            let points = leaf.swing.filter(|swing| first.swing == Some(*swing) && first.scale != leaf.scale)?.points();
            let old = present::scale_words(&first.scale);
            Some(format!(
                "Its weight, {} points, was given for the old move ({old}). Weigh the new move afresh.",
                present::as_typed(points)
            ))
        })
    };
    let measures = move || {
        if leaf.with(|leaf| leaf.scale != Scale::Direct) {
            return None;
        }
        let n = rows.bench.record.with(|record| {
            let of_leaf = record.scores.iter().filter(|score| score.criterion == id);
            of_leaf.filter(|score| matches!(score.state, ScoreState::Measured(_))).count()
        });
        (n > 0).then(|| {
            present::count(
                n,
                "score is a measure and earns no points on this scale.",
                "scores are measures and earn no points on this scale.",
            )
        })
    };
    let remark = |words: String| view! { <span class="leaf__remark">{words}</span> };
    view! { <div role="status">{move || weight().map(remark)}{move || measures().map(remark)}</div> }
}

#[component]
fn Anchors(rows: Rows, id: CriterionId, leaf: Memo<Leaf>) -> impl IntoView {
    let field = move |end: ScaleEnd, name: &str, label: &'static str, read: fn(&Leaf) -> &str| {
        let value = Signal::derive(move || leaf.with(|leaf| read(leaf).to_owned()));
        view! {
            <TextArea id=format!("{name}-{id}") label rows=2 value
                commit=move |words| rows.bench.session.commit_in(rows.bench.id, AppraisalEdit::SetAnchor(id, end, words))/>
        }
    };
    view! {
        {field(ScaleEnd::Worst, "worst-looks", "What 0 looks like", |leaf| &leaf.worst_anchor)}
        {field(ScaleEnd::Best, "best-looks", "What 100 looks like", |leaf| &leaf.best_anchor)}
    }
}
