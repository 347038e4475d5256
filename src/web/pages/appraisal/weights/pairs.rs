//! Comparisons in pairs, one group of siblings at a time, with their consistency and the one judgement to look at again.

use super::WeightsState;
use super::field_of;
use super::moves::{Move, head};
use crate::parts::field::NumberField;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::collections::HashMap;
use weighbridge::appraisal::{Appraisal, Elicitation, Method, Siblings};
use weighbridge::edit::{EditError, Weighing, WeightEdit};
use weighbridge::finite::Finite;
use weighbridge::id::{CriterionId, WeightSetId};
use weighbridge::method::ahp::RandomIndex;
use weighbridge::method::weight::printed_tenths;
use weighbridge::present;

/// What was judged: how many times the first counts as much as the second.
type Judged = Memo<HashMap<(CriterionId, CriterionId), f64>>;

/// A group of siblings, without what was judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Group {
    /// Its position among the groups.
    at: usize,
    family: Option<CriterionId>,
    name: String,
    children: Vec<Child>,
}

/// One of the siblings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Child {
    Leaf(Move),
    Family { id: CriterionId, name: String, n_moves: usize, column: usize },
}

impl Child {
    fn id(&self) -> CriterionId {
        match self {
            Child::Leaf(the_move) => the_move.id,
            Child::Family { id, .. } => *id,
        }
    }

    fn name(&self) -> &str {
        match self {
            Child::Leaf(the_move) => &the_move.name,
            Child::Family { name, .. } => name,
        }
    }
}

/// The comparisons of a set.
pub(super) fn editor(state: WeightsState, set: WeightSetId) -> AnyView {
    let siblings = Memo::new(move |_| {
        state.model.record.with(|record| match record.weight_set(set).map(|set| &set.elicitation) {
            Some(Elicitation::Pairwise(judgements)) => record.siblings_compared(judgements, RandomIndex::Saaty),
            _ => Vec::new(),
        })
    });
    let groups = Memo::new(move |_| {
        state.model.record.with(|record| {
            siblings.with(|all| all.iter().enumerate().map(|(at, found)| group(record, at, found)).collect::<Vec<_>>())
        })
    });
    let judged: Judged = Memo::new(move |_| {
        let found = state.said(|said| match said {
            Elicitation::Pairwise(judgements) => Some(
                judgements.iter().map(|judgement| ((judgement.more, judgement.less), judgement.times.get())).collect(),
            ),
            _ => None,
        });
        found.unwrap_or_default()
    });
    let first_open = siblings.with_untracked(|all| all.iter().position(|found| found.n_open > 0));
    let row = move |group: Group| {
        let opened = RwSignal::new(first_open == Some(group.at));
        view_group(state, set, siblings, judged, opened, group)
    };
    view! {
        <For each=move || groups.get() key=Group::clone children=row/>
        <Show when=move || groups.with(Vec::is_empty)><p class="note measure">"There are no two criteria to compare yet."</p></Show>
    }
    .into_any()
}

fn group(record: &Appraisal, at: usize, found: &Siblings) -> Group {
    let leaves = record.leaves();
    let child = |id: &CriterionId| {
        let criterion = record.criterion(*id)?;
        match criterion.leaf() {
            Some(leaf) => {
                let column = leaves.iter().position(|(other, _)| other.id == *id)?;
                Some(Child::Leaf(Move::of(criterion, leaf, column)))
            }
            None => Some(Child::Family {
                id: *id,
                name: criterion.name.clone(),
                n_moves: criterion.n_leaves(),
                column: record.criteria.iter().position(|top| top.id == *id).unwrap_or(usize::MAX),
            }),
        }
    };
    let family = found.family.and_then(|id| record.criterion(id));
    let name = family.map_or_else(|| "Top of the tree".to_owned(), |family| family.name.clone());
    Group { at, family: found.family, name, children: found.children.iter().filter_map(child).collect() }
}

fn view_group(
    state: WeightsState,
    set: WeightSetId,
    siblings: Memo<Vec<Siblings>>,
    judged: Judged,
    opened: RwSignal<bool>,
    group: Group,
) -> AnyView {
    let Group { at, family, name, children } = group;
    let id = family.map_or_else(|| "top".to_owned(), |family| family.to_string());
    let n_pairs = children.len() * children.len().saturating_sub(1) / 2;
    let n_open = move || siblings.with(|all| all.get(at).map_or(0, |found| found.n_open));
    let standing = move || {
        let pairs = present::count(n_pairs, "pair", "pairs");
        match n_open() {
            0 => format!("{pairs}, all judged"),
            open => format!("{pairs}, {open} open"),
        }
    };
    let heading = format!("h-pairs-{id}");
    let pairs_id = format!("list-pairs-{id}");
    let table = siblings_table(state, siblings, (at, family), &children, &heading);
    let children = StoredValue::new(children);
    let rows = move || {
        children.with_value(|children| {
            let pair = |i: usize, j: usize| view_pair(state, set, judged, &children[i], &children[j]);
            let pairs = (0..children.len()).flat_map(|i| (i + 1..children.len()).map(move |j| (i, j)));
            pairs.map(|(i, j)| pair(i, j)).collect_view()
        })
    };
    view! {
        <section class="pairs" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{name}</h2>
            {table}
            {consistency(siblings, at, children, opened)}
            <button class="button button--small" type="button" id=format!("pairs-{id}") aria-expanded=move || opened.get().to_string() aria-controls=pairs_id.clone()
                on:click=move |_| opened.update(|open| *open = !*open)>
                {move || if opened.get() { "Hide the pairs: " } else { "Judge the pairs: " }}{standing}
            </button>
            <ul class="pairs__list" role="list" id=pairs_id>
                {move || opened.get().then(rows)}
            </ul>
        </section>
    }
    .into_any()
}

/// The things compared, each with its move, its weight among them and its share.
fn siblings_table(
    state: WeightsState,
    siblings: Memo<Vec<Siblings>>,
    (at, family): (usize, Option<CriterionId>),
    children: &[Child],
    heading: &str,
) -> AnyView {
    let weights = Memo::new(move |_| {
        let found = siblings.with(|all| printed_tenths(&all.get(at)?.analysis.as_ref()?.eigenvector).ok());
        found.unwrap_or_default()
    });
    let row = |(place, child): (usize, &Child)| {
        let weight = move || {
            let found = weights.with(|weights| weights.get(place).copied());
            found.map_or_else(|| "–".to_owned(), present::tenths)
        };
        let (what, share) = match child {
            Child::Leaf(the_move) => {
                let column = the_move.column;
                let share = Signal::derive(move || {
                    state.contents.with(|contents| contents.leaves.get(column).and_then(|content| content.share))
                });
                (head(state, the_move, field_of(Method::Pairwise, family)), share)
            }
            Child::Family { name, n_moves, column, .. } => {
                let (name, column) = (name.clone(), *column);
                let moves = present::count(*n_moves, "criterion", "criteria");
                let share = Signal::derive(move || {
                    state.contents.with(|contents| contents.families.get(column).copied().flatten())
                });
                let words = format!("from the worst to the best on its {moves}");
                let what =
                    view! { <span class="weights__criterion">{name}</span><span class="weights__move">{words}</span> };
                (what.into_any(), share)
            }
        };
        view! {
            <tr><th scope="row">{what}</th><td class="n">{weight}</td>
                <td class="n">{move || share.get().map_or_else(|| "–".to_owned(), present::tenths)}</td></tr>
        }
    };
    view! {
        <table class="table pairs__table" aria-labelledby=heading.to_owned()>
            <thead><tr><th scope="col">"Improvement"</th><th scope="col" class="n">"Weight among these"</th><th scope="col" class="n">"Share of 100"</th></tr></thead>
            <tbody>{children.iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// How consistent the judgements are, and which one to look at again.
fn consistency(
    siblings: Memo<Vec<Siblings>>,
    at: usize,
    children: StoredValue<Vec<Child>>,
    opened: RwSignal<bool>,
) -> impl IntoView {
    let shown = move || {
        let analysis = siblings.with(|all| all.get(at).and_then(|found| found.analysis.clone()))?;
        let class = if present::is_inconsistent(&analysis.consistency) { "field__error" } else { "note" };
        let worst = analysis.worst.map(|worst| {
            let (words, pair) = children.with_value(|children| {
                let names: Vec<String> = children.iter().map(|child| child.name().to_owned()).collect();
                let pair = children.get(worst.row).zip(children.get(worst.column));
                let pair = pair.map_or_else(String::new, |(one, other)| pair_id(one.id(), other.id()));
                (present::worst_judgement_words(&worst, &names), pair)
            });
            let go = move |_| {
                opened.set(true);
                focus_soon(&[&pair]);
            };
            view! { <p class="measure">{words}" "<button class="link" type="button" on:click=go>"Go to this judgement"</button></p> }
        });
        Some(view! { <p class=class>{present::consistency_words(&analysis.consistency)}</p>{worst} })
    };
    view! { <div role="status" class="stack-tight">{shown}</div> }
}

fn pair_id(one: CriterionId, other: CriterionId) -> String {
    format!("pair-{one}-{other}")
}

fn view_pair(state: WeightsState, set: WeightSetId, judged: Judged, one: &Child, other: &Child) -> AnyView {
    const EXPECTED: &str = "a number from 1 to 9";
    let (first, second) = (one.id(), other.id());
    let id = pair_id(first, second);
    // Which one counts more, and how many times as much.
    let given = Memo::new(move |_| {
        judged.with(|judged| {
            let times = |more, less| judged.get(&(more, less)).copied();
            times(first, second).map(|times| (0, times)).or_else(|| times(second, first).map(|times| (1, times)))
        })
    });
    // Chosen before a number was given.
    let draft = RwSignal::new(0_usize);
    let more = Signal::derive(move || given.get().map_or_else(|| draft.get(), |given| given.0));
    let times = Signal::derive(move || given.get().map(|given| given.1));
    let judge = move |more: usize, times: Option<f64>| -> Result<(), EditError> {
        let expected = EditError::OutOfRange { expected: EXPECTED };
        let times = times.map(|times| Finite::new(times).ok_or(expected)).transpose()?;
        let (more, less) = if more == 0 { (first, second) } else { (second, first) };
        state.commit(WeightEdit::Weigh(set, Weighing::Pair(more, less, times)).into())
    };
    let choose = Callback::new(move |more: usize| match given.get_untracked() {
        Some((_, times)) => {
            // The number was taken before, so it is taken the other way round too.
            let _ = judge(more, Some(times));
        }
        None => draft.set(more),
    });
    let commit = Callback::new(move |number: Option<f64>| judge(more.get_untracked(), number));
    let names = StoredValue::new(vec![(0_usize, one.name().to_owned()), (1, other.name().to_owned())]);
    let label = format!("{} or {}", one.name(), other.name());
    view! {
        <li class="pairs__pair">
            <SelectField id=format!("{id}-more") label=format!("{label}: which counts more") label_hidden=true value=more
                choices=Signal::derive(move || names.get_value()) choose/>
            <NumberField id=id label=format!("{label}: times as much") label_hidden=true value=times expected=EXPECTED commit/>
            <span>"times as much as "{move || names.with_value(|names| names[1 - more.get().min(1)].1.clone())}</span>
        </li>
    }
    .into_any()
}
