//! Weights: what each move from worst to best is worth, asked in one of five ways, blind at first, in one or more sets.

mod blind;
mod compare;
mod limits;
mod moves;
mod pairs;
mod points;
mod ranking;
mod sets;

pub(super) use blind::HiddenWhileBlind;

use super::AppraisalModel;
use crate::parts::flow::Show;
use crate::parts::ranking::Ranking;
use leptos::prelude::*;
use moves::MovesContent;
use std::sync::Arc;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::{Appraisal, Elicitation, Method};
use weighbridge::edit::{AppraisalEdit, Edit, EditError};
use weighbridge::id::{CriterionId, WeightSetId};
use weighbridge::present;

/// What every part of this page works from.
#[derive(Clone, Copy)]
struct WeightsState {
    /// The appraisal with the weight set that is shown: the one in use, or one that is being filled first.
    model: AppraisalModel,
    /// The appraisal with the set in use.
    own: AppraisalModel,
    /// The set that was chosen to be shown; `None` for the one in use, whichever that is.
    shown: RwSignal<Option<Option<WeightSetId>>>,
    /// Whether weights are being given blind.
    blind: Memo<bool>,
    /// The set in use, and how it asks.
    asked: Memo<(Option<WeightSetId>, Method)>,
    /// What the rows show, worked out once a change.
    contents: Memo<MovesContent>,
}

impl WeightsState {
    fn new(own: AppraisalModel, model: AppraisalModel, shown: RwSignal<Option<Option<WeightSetId>>>) -> WeightsState {
        let asked = Memo::new(move |_| {
            model.record.with(|record| {
                let set = record.weights_in_use.and_then(|id| record.weight_set(id));
                set.map_or((None, Method::Swing), |set| (Some(set.id), set.elicitation.method()))
            })
        });
        let contents = Memo::new(move |_| {
            model.record.with(|record| model.results.with(|results| MovesContent::of(record, results)))
        });
        WeightsState {
            model,
            own,
            shown,
            blind: Memo::new(move |_| model.record.with(|record| record.blind)),
            asked,
            contents,
        }
    }

    fn commit(self, edit: AppraisalEdit) -> Result<(), EditError> {
        self.model.session.commit_in(self.model.id, edit)
    }

    fn dispatch(self, edit: AppraisalEdit) {
        self.model.session.dispatch(&Edit::Appraisal(self.model.id, edit));
    }

    /// Reads what was said in the set in use.
    fn said<T>(self, read: impl FnOnce(&Elicitation) -> Option<T>) -> Option<T> {
        self.model.record.with(|record| read(&record.weight_set(record.weights_in_use?)?.elicitation))
    }
}

/// Returns the appraisal as it is with this weight set in use.
fn with_set(own: AppraisalModel, set: Option<WeightSetId>) -> AppraisalModel {
    let record =
        Memo::new(move |_| own.record.with(|record| Arc::new(Appraisal { weights_in_use: set, ..(**record).clone() })));
    AppraisalModel { record, results: Memo::new(move |_| record.with(|record| evaluate(record))), ..own }
}

/// The weights step. A set is shown before it is used: one that is new is filled first, and results stay as they are.
#[component]
pub(crate) fn Weights(model: AppraisalModel) -> impl IntoView {
    let shown: RwSignal<Option<Option<WeightSetId>>> = RwSignal::new(None);
    let other = Memo::new(move |_| {
        let set = shown.get()?;
        model.record.with(|record| {
            let is_there = set.is_none_or(|id| record.weight_set(id).is_some());
            (is_there && record.weights_in_use != set).then_some(set)
        })
    });
    let body = move || {
        let seen = other.get().map_or(model, |set| with_set(model, set));
        body(WeightsState::new(model, seen, shown))
    };
    body.into_any()
}

fn body(state: WeightsState) -> AnyView {
    let model = state.model;
    let over = move || {
        let (n_criteria, n_families) = model.results.with(|results| (results.columns.len(), results.families.len()));
        let families = present::count(n_families, "family", "families");
        let by = match state.asked.get().1 {
            Method::Swing => "by swing",
            Method::Direct => "given directly",
            Method::Ranking => "by rank",
            Method::Pairwise => "by comparisons in pairs",
            Method::Interval => "within limits",
        };
        format!("Weights {by}. {} in {families}.", present::count(n_criteria, "criterion", "criteria"))
    };
    let guard = move || {
        let words = present::method_guard(state.asked.get().1);
        (!words.is_empty()).then(|| view! { <p class="note measure section">{words}</p> })
    };
    let aside = move || (!state.blind.get()).then(|| live(state.own));
    view! {
        <p class="headline__over">{over}</p>
        <h1 id="h-weights" tabindex="-1">"How much does each improvement matter?"</h1>
        <p class="headline__next">{move || present::method_question(state.asked.get().1)}</p>
        {blind::banner(state)}
        {sets::chooser(state)}
        {sets::filling(state)}
        {guard}
        <div class="split section" class:split--margin=move || !state.blind.get()>
            <div>
                {move || editor(state, state.asked.get())}
                <Show when=move || model.results.with(|results| results.columns.is_empty())>
                    <p class="note measure">"There are no criteria yet, so there is nothing to weigh. Add them in step 3, Criteria."</p>
                </Show>
            </div>
            {aside}
        </div>
        {blind::finish(state)}
        {compare::side_by_side(state)}
        {sets::manage(state)}
    }
    .into_any()
}

/// The ranking as it stands, which is logged as shown.
fn live(model: AppraisalModel) -> AnyView {
    model.session.note_ranking_shown(model.id);
    view! { <aside class="weights__live" aria-label="Ranking with the weights in use"><Ranking results=model.results/></aside> }
        .into_any()
}

/// Returns the id of the field in which the weight of a criterion is given; for comparisons of the button that opens the
/// pairs of a family, `None` for the top of the tree.
fn field_of(method: Method, criterion: Option<CriterionId>) -> String {
    let id = criterion.map_or_else(|| "top".to_owned(), |id| id.to_string());
    match method {
        Method::Swing | Method::Direct => format!("points-{id}"),
        Method::Ranking => format!("place-{id}"),
        Method::Pairwise => format!("pairs-{id}"),
        Method::Interval => format!("range-{id}-low"),
    }
}

fn editor(state: WeightsState, (set, method): (Option<WeightSetId>, Method)) -> AnyView {
    match (set, method) {
        (Some(set), Method::Ranking) => ranking::editor(state, set),
        (Some(set), Method::Pairwise) => pairs::editor(state, set),
        (Some(set), Method::Interval) => limits::editor(state, set),
        (set, _) => points::editor(state, set, method),
    }
}
