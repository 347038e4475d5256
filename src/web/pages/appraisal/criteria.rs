//! Criteria: the tree of what matters, and the scale of each criterion with its two described ends.

mod drag;
mod editing;
mod goals;
mod leaf;
mod levels;
mod line;
mod reshape;
mod scale;
mod tree;

use self::tree::Spot;
use super::AppraisalModel;
use super::remove::remove;
use super::spreadsheet::StartFromSpreadsheet;
use crate::parts::adder::Adder;
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use weighbridge::appraisal::{Criterion, CriterionKind, ScoreState};
use weighbridge::edit::{AppraisalEdit, Edit, TreeEdit};
use weighbridge::id::CriterionId;
use weighbridge::present;

/// What every row works from.
#[derive(Clone, Copy)]
struct Rows {
    model: AppraisalModel,
    /// The rows whose fields are shown.
    opened: RwSignal<HashSet<CriterionId>>,
    /// What is being dragged, and where to.
    drag: drag::Drag,
    /// How many scores of each criterion are measures.
    measures: Memo<HashMap<CriterionId, usize>>,
}

/// How many criteria stand at once.
const AT_ONCE: usize = 40;

/// The criteria step.
#[component]
pub(crate) fn Criteria(model: AppraisalModel) -> impl IntoView {
    let measures = Memo::new(move |_| {
        let mut found: HashMap<CriterionId, usize> = HashMap::new();
        model.record.with(|record| {
            for score in record.scores.by_row().filter(|score| matches!(score.state, ScoreState::Measured(_))) {
                *found.entry(score.criterion).or_default() += 1;
            }
        });
        found
    });
    let rows = Rows { model, opened: RwSignal::new(HashSet::new()), drag: drag::Drag::none(), measures };
    let finding = move || model.record.with(|record| present::criteria_finding(record));
    let over = move || {
        let n_branches = model.record.with(|record| record.criteria.len());
        if n_branches == 0 {
            "Criteria.".to_owned()
        } else {
            format!("Criteria. {}.", present::count(n_branches, "family", "families"))
        }
    };
    let is_empty = move || model.record.with(|record| record.criteria.is_empty());
    let add_family = move |name| model.session.commit_in(model.id, TreeEdit::AddFamily(name).into());
    let add_criterion = move |name| model.session.commit_in(model.id, TreeEdit::AddCriterion(None, name).into());
    view! {
        <p class="headline__over">{over}</p>
        <h1>{finding}</h1>
        <p class="headline__next">"A criterion is a way in which one option can be better than another. Describe what 0 looks like and what 100 looks like, so that two people would score alike. Cost is handled separately; it is not a criterion."</p>
        <StartFromSpreadsheet model/>
        <Show when=is_empty><p class="note measure section">"None yet. Start with a family, such as resilience or carbon. Under it, add criteria that someone who was not in the room could judge."</p></Show>
        {children_list(rows, None)}
        <drag::TreeEnd rows/>
        <section class="section tree__add" aria-label="Add to the tree">
            <Adder id="add-family" label="Add a family" button="Add family" add=add_family/>
            <Adder id="add-criterion" label="Add a criterion without a family" button="Add criterion" add=add_criterion/>
        </section>
        <goals::Goals rows/>
    }
}

/// The rows that stand in a family, or at the top.
fn children_list(rows: Rows, family: Option<CriterionId>) -> AnyView {
    let ids = Memo::new(move |_| {
        rows.model.record.with(|record| {
            let is_family = |criterion: &Criterion| matches!(criterion.kind, CriterionKind::Family(_));
            tree::children(record, family).iter().map(|child| (child.id, is_family(child))).collect::<Vec<_>>()
        })
    });
    let mounting = Mounting::of(at_once(rows, family));
    let class = if family.is_none() { "tree tree--top" } else { "tree" };
    let any = move || !ids.with(Vec::is_empty);
    view! {
        <Show when=any>
            <ul class=class role="list" aria-busy=mounting.busy()>
                <Gradual mounting each=move || ids.get() key=|row| *row children=move |(id, is_family)| {
                    if is_family { view! { <FamilyRow rows id/> }.into_any() } else { view! { <leaf::LeafRow rows id/> }.into_any() }
                }/>
            </ul>
            {mounting.line("branches")}
        </Show>
    }
    .into_any()
}

/// Returns how many rows of a list stand at once: where the tree is large a branch or two, as each holds others.
fn at_once(rows: Rows, family: Option<CriterionId>) -> usize {
    let n_leaves = rows.model.results.with_untracked(|results| results.columns.len());
    if family.is_none() && n_leaves > AT_ONCE { 2 } else { AT_ONCE }
}

impl Rows {
    /// Returns a text of a criterion as a signal.
    fn text(self, id: CriterionId, read: fn(&Criterion) -> &str) -> Signal<String> {
        let record = self.model.record;
        Signal::derive(move || {
            record.with(|record| record.criterion(id).map_or_else(String::new, |found| read(found).to_owned()))
        })
    }

    fn is_open(self, id: CriterionId) -> bool {
        self.opened.with(|opened| opened.contains(&id))
    }

    /// Shows the fields of a row and leads to the first, or hides them.
    fn toggle(self, id: CriterionId) {
        self.opened.update(|opened| {
            if !opened.remove(&id) {
                opened.insert(id);
            }
        });
        if self.opened.with_untracked(|opened| opened.contains(&id)) {
            focus_soon(&[&format!("name-{id}")]);
        }
    }

    /// Hides the fields of a row, with the focus on what opened them.
    fn close(self, id: CriterionId) {
        self.opened.update(|opened| {
            opened.remove(&id);
        });
        focus_soon(&[&format!("edit-{id}")]);
    }

    fn dispatch(self, edit: AppraisalEdit) {
        self.model.session.dispatch(&Edit::Appraisal(self.model.id, edit));
    }
}

#[component]
fn FamilyRow(rows: Rows, id: CriterionId) -> impl IntoView {
    let name = rows.text(id, |found| &found.name);
    let holds = move || {
        let n = rows.model.record.with(|record| tree::children(record, Some(id)).len());
        present::count(n, "criterion", "criteria")
    };
    let adding = RwSignal::new(false);
    let add = move |name| rows.model.session.commit_in(rows.model.id, TreeEdit::AddCriterion(Some(id), name).into());
    let adder_id = format!("add-to-{id}");
    let toggle_adding = {
        let adder_id = adder_id.clone();
        move |_| {
            adding.update(|adding| *adding = !*adding);
            focus_soon(&[&adder_id]);
        }
    };
    view! {
        <li class="family" class:dragged=move || rows.is_dragged(id)>
            <div class="family__head" role="group" aria-label=name data-row="" data-drop=move || rows.drop_mark(id)
                on:dragover=move |event| rows.drag_over(&event, |down| if down < 0.3 { Spot::Before(id) } else { Spot::Into(id) })
                on:drop=move |event| rows.drop_here(&event)>
                <drag::Grip rows id name/>
                <h2 class="family__name">{name}</h2>
                <span class="note">{holds}</span>
                <RowButtons rows id name/>
            </div>
            <Show when=move || rows.is_open(id)><div class="fields" id=format!("fields-{id}")><Naming rows id/><Done rows id name/></div></Show>
            {children_list(rows, Some(id))}
            <button class="order__button family__add" type="button" aria-expanded=move || adding.get().to_string() on:click=toggle_adding>
                {move || format!("{} to {}", if adding.get() { "Done adding" } else { "Add a criterion" }, name.get())}
            </button>
            <Show when=move || adding.get()>
                <Adder id=adder_id.clone() label=format!("New criterion in {}", name.get_untracked()) button="Add criterion" add/>
            </Show>
        </li>
    }
}

/// Edit, up, down, remove.
#[component]
fn RowButtons(rows: Rows, id: CriterionId, name: Signal<String>) -> impl IntoView {
    let place = Memo::new(move |_| rows.model.record.with(|record| tree::place(record, id)));
    view! {
        <div class="row-buttons">
            <button class="order__button" type="button" id=format!("edit-{id}") aria-label=move || format!("Edit: {}", name.get())
                aria-expanded=move || rows.is_open(id).to_string() on:click=move |_| rows.toggle(id)>"Edit"</button>
            <OrderButtons id=format!("criterion-{id}") name place
                move_to=move |to| rows.dispatch(TreeEdit::Move(id, to).into())
                remove=move |()| remove_criterion(rows, id)/>
        </div>
    }
}

/// Name, meaning and family of a row.
#[component]
fn Naming(rows: Rows, id: CriterionId) -> impl IntoView {
    let edit = move |edit| rows.model.session.commit_in(rows.model.id, edit);
    let homes = Memo::new(move |_| rows.model.record.with(|record| tree::homes(record, id)));
    let home = Memo::new(move |_| rows.model.record.with(|record| record.family_of(id)));
    let choose = move |family| {
        rows.dispatch(TreeEdit::Place(id, family, usize::MAX).into());
        // The row is drawn again in its new family.
        focus_soon(&[&format!("home-{id}")]);
    };
    view! {
        <TextField id=format!("name-{id}") label="Name" value=rows.text(id, |found| &found.name) commit=move |name| edit(TreeEdit::Rename(id, name).into())/>
        <SelectField id=format!("home-{id}") label="Family" value=home choices=homes choose/>
        <div class="fields__wide">
            <TextArea id=format!("definition-{id}") label="Definition" rows=2 value=rows.text(id, |found| &found.definition)
                commit=move |words| edit(TreeEdit::Define(id, words).into())/>
        </div>
    }
}

/// Ends the editing of a row.
#[component]
fn Done(rows: Rows, id: CriterionId, name: Signal<String>) -> impl IntoView {
    view! {
        <p class="fields__wide"><button class="button button--small" type="button" aria-label=move || format!("Done with {}", name.get()) on:click=move |_| rows.close(id)>"Done"</button></p>
    }
}

fn remove_criterion(rows: Rows, id: CriterionId) {
    let (name, neighbour) = rows.model.record.with_untracked(|record| {
        let siblings = tree::children(record, record.family_of(id));
        let at = tree::place(record, id).0;
        let before = at.checked_sub(1).and_then(|at| siblings.get(at));
        let neighbour = siblings.get(at + 1).or(before);
        let name = record.criterion(id).map_or_else(String::new, |found| found.name.clone());
        (name, neighbour.map(|sibling| format!("criterion-{}-remove", sibling.id)).unwrap_or_default())
    });
    remove(rows.model, TreeEdit::Remove(id).into(), &name, &[&neighbour, "add-family"], format!("edit-{id}"));
}
