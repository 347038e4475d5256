//! Weighing blind: what is hidden and until when, and the end of it.

use super::{Bench, Desk, field_of};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::appraisal::Method;
use weighbridge::edit::{Edit, WeightEdit};
use weighbridge::present::{self, MissingWeight};
use weighbridge::route::{Page, Route, Step};

/// Says that options are hidden.
pub(super) fn banner(desk: Desk) -> AnyView {
    let shown = move || {
        desk.blind.get().then(|| {
            // News of before may name an option.
            desk.bench.session.notice.set(None);
            view! {
                <div class="section"><p class="blind"><b>"You are weighting blind."</b>" No option, score or total is on this page until you finish. Weights can still be changed after that; the log then says that the ranking had been seen."</p></div>
            }
        })
    };
    shown.into_any()
}

/// The buttons under the weights: finish, or weigh blind again; and the way to a ranking.
pub(super) fn finish(desk: Desk) -> AnyView {
    let bench = desk.bench;
    let by_rank = move || matches!(desk.asked.get().1, Method::Swing | Method::Direct);
    let again = move |_| {
        desk.dispatch(WeightEdit::SetBlind(true).into());
        focus_soon(&["h-weights"]);
    };
    let beside = move || {
        let rank = move |_| super::sets::use_ranking(desk);
        view! {
            <Show when=by_rank><button class="button" type="button" id="by-rank" on:click=rank>"Set weights by rank instead"</button></Show>
        }
    };
    let shown = move || {
        if desk.blind.get() {
            return view! { <Finish bench on_weights=true>{beside()}</Finish> }.into_any();
        }
        view! {
            <div class="row">
                <button class="button" type="button" id="blind-again" on:click=again>"Weigh blind again"</button>
                {beside()}
            </div>
            <p class="note">"Weighing blind hides options, scores and totals here, in the results and in the sensitivity step."</p>
        }
        .into_any()
    };
    view! { <div class="section stack">{shown}</div> }.into_any()
}

/// Ends blind weighting. Where weights are missing, it first says which.
#[component]
fn Finish(
    /// What every step works from.
    bench: Bench,
    /// Whether it stands beneath the weights, so that each missing one can take the focus.
    on_weights: bool,
    /// Buttons beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let asked = RwSignal::new(false);
    let missing = Memo::new(move |_| {
        bench.record.with(|record| bench.results.with(|results| present::missing_weights(record, results)))
    });
    let end = move || {
        bench.session.dispatch(&Edit::Appraisal(bench.id, WeightEdit::SetBlind(false).into()));
        if on_weights {
            bench.session.go(&step_of(bench, Step::Results));
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
                <p>"A criterion without a weight counts for nothing. Give each its weight, or finish as it is."</p>
                <ul class="problem__list"><For each=move || missing.get() key=MissingWeight::clone children=item/></ul>
                <button class="button" type="button" id="finish-anyway" on:click=move |_| end()>"Finish with weights missing"</button>
            </div>
        </Show>
        <div class="row"><button class="button button--main" type="button" id="finish" on:click=press>"Finish weighting and show results"</button>{children.map(|children| children())}</div>
    }
}

fn step_of(bench: Bench, step: Step) -> Route {
    Route::Case { key: bench.session.key().get_untracked().unwrap_or_default(), page: Page::Appraisal(bench.id, step) }
}

/// What stands in place of results while weights are being given.
#[component]
pub(crate) fn HiddenWhileBlind(bench: Bench, step: Step) -> impl IntoView {
    bench.session.notice.set(None);
    let weights = step_of(bench, Step::Weights).hash();
    view! {
        <p class="headline__over">{format!("{}.", super::super::step_name(step))}</p>
        <h1>"Hidden while weights are being given"</h1>
        <p class="headline__next">"Weights come before totals, so that nobody weighs towards an answer. Go on with the "<a href=weights>"weights"</a>", or finish here."</p>
        <div class="section stack"><Finish bench on_weights=false/></div>
    }
}
