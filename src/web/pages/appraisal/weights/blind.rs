//! Weighing blind: what is hidden and until when, and the end of it.

use super::{AppraisalModel, WeightsState, field_of};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::voice;
use leptos::prelude::*;
use weighbridge::appraisal::Method;
use weighbridge::edit::{Edit, WeightEdit};
use weighbridge::present::{self, MissingWeight};
use weighbridge::route::{Page, Route, Step};

/// Says that options are hidden.
pub(super) fn banner(state: WeightsState) -> AnyView {
    let named = Memo::new(move |_| state.model.record.with(|record| present::named_ends_words(record)));
    let shown = move || {
        state.blind.get().then(|| {
            // News of before may name an option.
            state.model.session.notice.set(None);
            voice::hush();
            view! {
                <div class="section"><p class="blind"><b>"You are weighting blind."</b>" Options, scores and totals are hidden until you finish. You can still change weights after that; the log then records that the ranking had been seen."</p>
                    {move || named.get().map(|words| view! { <p class="blind">{words}</p> })}
                </div>
            }
        })
    };
    shown.into_any()
}

/// The buttons under the weights: finish, or weigh blind again; and the way to a ranking.
pub(super) fn finish(state: WeightsState) -> AnyView {
    let model = state.model;
    let by_rank = move || matches!(state.asked.get().1, Method::Swing | Method::Direct);
    let again = move |_| {
        state.dispatch(WeightEdit::SetBlind(true).into());
        focus_soon(&["h-weights"]);
    };
    let beside = move || {
        let rank = move |_| super::sets::use_ranking(state);
        view! {
            <Show when=by_rank><button class="button" type="button" id="by-rank" on:click=rank>"Set weights by rank instead"</button></Show>
        }
    };
    let shown = move || {
        if state.blind.get() {
            return view! { <Finish model on_weights=true>{beside()}</Finish> }.into_any();
        }
        view! {
            <div class="row">
                <button class="button" type="button" id="blind-again" on:click=again>"Weigh blind again"</button>
                {beside()}
            </div>
            <p class="note no-print">"Weighing blind hides options, scores and totals here, in the results and in the sensitivity step."</p>
        }
        .into_any()
    };
    view! { <div class="section stack">{shown}</div> }.into_any()
}

/// Ends blind weighting. Where weights are missing, it first says which.
#[component]
fn Finish(
    /// What every step works from.
    model: AppraisalModel,
    /// Whether it stands beneath the weights, so that each missing one can take the focus.
    on_weights: bool,
    /// Buttons beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let asked = RwSignal::new(false);
    let missing = Memo::new(move |_| {
        model.record.with(|record| model.results.with(|results| present::missing_weights(record, results)))
    });
    let end = move || {
        model.session.dispatch(&Edit::Appraisal(model.id, WeightEdit::SetBlind(false).into()));
        if on_weights {
            model.session.go(&step_of(model, Step::Results));
        }
        focus_soon(&["main"]);
    };
    let press = move |_| {
        if missing.with_untracked(Vec::is_empty) {
            end();
        } else {
            asked.set(true);
            focus_soon(&["missing"]);
        }
    };
    let item = move |missing: MissingWeight| {
        let MissingWeight { criterion, method, words } = missing;
        if on_weights && (criterion.is_some() || method == Method::Pairwise) {
            let field = field_of(method, criterion);
            view! { <li><button class="link" type="button" on:click=move |_| focus_soon(&[&field])>{words}</button></li> }.into_any()
        } else {
            view! { <li>{words}</li> }.into_any()
        }
    };
    view! {
        <Show when=move || asked.get() && !missing.with(Vec::is_empty)>
            <div class="problem" id="missing" tabindex="-1" role="group" aria-labelledby="h-missing">
                <h2 id="h-missing">"Some weights are missing"</h2>
                <p>"A criterion without a weight counts for nothing. Give each one a weight, or finish without."</p>
                <ul class="problem__list"><For each=move || missing.get() key=MissingWeight::clone children=item/></ul>
                <button class="button" type="button" id="finish-anyway" on:click=move |_| end()>"Finish with weights missing"</button>
            </div>
        </Show>
        <div class="row"><button class="button button--main" type="button" id="finish" on:click=press>"Finish weighting and show results"</button>{children.map(|children| children())}</div>
    }
}

fn step_of(model: AppraisalModel, step: Step) -> Route {
    Route::Case { key: model.session.key().get_untracked().unwrap_or_default(), page: Page::Appraisal(model.id, step) }
}

/// What stands in place of results while weights are being given.
#[component]
pub(crate) fn HiddenWhileBlind(model: AppraisalModel, step: Step) -> impl IntoView {
    model.session.notice.set(None);
    voice::hush();
    let weights = step_of(model, Step::Weights).hash();
    view! {
        <p class="headline__over">{format!("{}.", step.title())}</p>
        <h1>"Hidden while weights are being given"</h1>
        <p class="headline__next">"Weights come before totals, so that nobody sets weights to get an answer. Continue with the "<a href=weights>"weights"</a>", or finish now."</p>
        <div class="section stack"><Finish model on_weights=false/></div>
    }
}
