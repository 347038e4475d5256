//! The uplift for optimism bias: its class, its rate, on what, and the source. The published bound of a class is offered and
//! never taken by itself.

use super::CostsState;
use crate::parts::field::{NumberField, TextArea, TextField};
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use weighbridge::appraisal::{Cost, Uplift, UpliftBase};
use weighbridge::edit::EditError;
use weighbridge::finite::Finite;
use weighbridge::method::money::{OUTSOURCING_OPERATING_BOUND, ProjectType};
use weighbridge::present;

const OUTSOURCING: &str = "outsourcing";
const RATE: &str = "a rate from 0 to 1000 per cent";
const SOURCE: &str =
    "HM Treasury (2013), supplementary Green Book guidance on optimism bias, table 1: upper bound, nothing mitigated";

/// What is chosen in the list of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    None,
    Published(ProjectType),
    Outsourcing,
    Own,
}

impl Class {
    fn of(name: &str) -> Class {
        let published = ProjectType::ALL.into_iter().find(|class| class.name() == name);
        match published {
            Some(class) => Class::Published(class),
            None if name == OUTSOURCING => Class::Outsourcing,
            None => Class::Own,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Class::Published(class) => class.name(),
            Class::Outsourcing => OUTSOURCING,
            Class::None | Class::Own => "",
        }
    }

    /// Returns the published upper bound in per cent, and of what it is one.
    fn bound(self) -> Option<(f64, UpliftBase)> {
        match self {
            Class::Published(class) => Some((100.0 * class.capital_bound(), UpliftBase::Capital)),
            Class::Outsourcing => Some((100.0 * OUTSOURCING_OPERATING_BOUND, UpliftBase::Operating)),
            Class::None | Class::Own => None,
        }
    }
}

/// What is said before there is a rate, from which there is an uplift.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    class: Class,
    name: String,
    on: UpliftBase,
    source: String,
}

impl Draft {
    fn of(uplift: Option<&Uplift>) -> Draft {
        uplift.map_or_else(
            || Draft { class: Class::None, name: String::new(), on: UpliftBase::Capital, source: String::new() },
            |uplift| Draft {
                class: Class::of(&uplift.class),
                name: uplift.class.clone(),
                on: uplift.on,
                source: uplift.source.clone(),
            },
        )
    }
}

/// The fields of the uplift.
#[component]
pub(super) fn UpliftFields(state: CostsState, cost: Memo<Cost>) -> impl IntoView {
    let draft = RwSignal::new(Draft::of(cost.with_untracked(|cost| cost.uplift.clone()).as_ref()));
    // Undo and redo change the uplift from outside; without one the draft stays as it is.
    Effect::new(move |_| {
        if let Some(uplift) = cost.with(|cost| cost.uplift.clone()) {
            draft.set(Draft::of(Some(&uplift)));
        }
    });
    // Writes the draft into the uplift, where there is one.
    let write = move || {
        let Draft { name, on, source, .. } = draft.get_untracked();
        match cost.with_untracked(|cost| cost.uplift.clone()) {
            Some(uplift) => state.change(|cost| cost.uplift = Some(Uplift { class: name, on, source, ..uplift })),
            None => Ok(()),
        }
    };
    let class = Signal::derive(move || draft.with(|draft| draft.class));
    let choose = Callback::new(move |class: Class| {
        draft.update(|draft| {
            draft.class = class;
            draft.name = class.name().to_owned();
            draft.on = class.bound().map_or(draft.on, |(_, on)| on);
            if class == Class::None {
                draft.source = String::new();
            }
        });
        let _ = match class {
            Class::None => state.change(|cost| cost.uplift = None),
            // Its name is still to come.
            Class::Own => Ok(()),
            _ => write(),
        };
    });
    view! {
        <fieldset class="costs__group">
            <legend>"Optimism bias"</legend>
            <p class="note measure">"A percentage added to part of the cost, by class of project. None is added until you give a class and a rate."</p>
            <SelectField id="uplift-class" label="Reference class" value=class choices=Signal::derive(classes) choose/>
            <Show when=move || class.get() != Class::None><Rest state cost draft write=Callback::new(move |()| write())/></Show>
        </fieldset>
    }
}

fn classes() -> Vec<(Class, String)> {
    let published = ProjectType::ALL.into_iter().map(|class| (Class::Published(class), class.name().to_owned()));
    let mut all = vec![(Class::None, "No uplift".to_owned())];
    all.extend(published);
    all.push((Class::Outsourcing, OUTSOURCING.to_owned()));
    all.push((Class::Own, "a class of your own".to_owned()));
    all
}

fn bases() -> Vec<(UpliftBase, String)> {
    [
        (UpliftBase::Capital, "capital"),
        (UpliftBase::Operating, "operating cost, at present value"),
        (UpliftBase::AddedOperating, "operating cost above business as usual, at present value"),
        (UpliftBase::WholeLife, "the whole present value"),
    ]
    .map(|(base, words)| (base, words.to_owned()))
    .into()
}

#[component]
fn Rest(
    state: CostsState,
    cost: Memo<Cost>,
    draft: RwSignal<Draft>,
    write: Callback<(), Result<(), EditError>>,
) -> impl IntoView {
    let name = Signal::derive(move || draft.with(|draft| draft.name.clone()));
    let set_name = move |words: String| {
        draft.update(|draft| draft.name = words.trim().to_owned());
        write.run(())
    };
    let percent = Signal::derive(move || cost.with(|cost| cost.uplift.as_ref().map(|uplift| uplift.percent.get())));
    let set_rate = move |percent: Option<f64>| {
        let Some(percent) = percent else { return state.change(|cost| cost.uplift = None) };
        let percent = Finite::new(percent).ok_or(EditError::OutOfRange { expected: RATE })?;
        let Draft { name, on, source, .. } = draft.get_untracked();
        if name.is_empty() {
            return Err(EditError::OutOfRange { expected: "a name for the class first" });
        }
        state.change(|cost| {
            let unknown = cost.uplift.take().map(|old| old.unknown).unwrap_or_default();
            cost.uplift = Some(Uplift { class: name, percent, on, source, unknown });
        })
    };
    let on = Signal::derive(move || draft.with(|draft| draft.on));
    let set_on = Callback::new(move |on| {
        draft.update(|draft| draft.on = on);
        let _ = write.run(());
    });
    let source = Signal::derive(move || draft.with(|draft| draft.source.clone()));
    let set_source = move |words: String| {
        draft.update(|draft| draft.source = words.trim().to_owned());
        write.run(())
    };
    let bound = Memo::new(move |_| draft.with(|draft| draft.class.bound()));
    let offer = move || {
        bound.get().map(|(percent, _)| {
            let rate = present::as_typed(percent.round());
            let use_it = move |_| {
                draft.update(|draft| {
                    if draft.source.is_empty() {
                        draft.source = SOURCE.to_owned();
                    }
                });
                let _ = set_rate(Some(percent.round()));
            };
            view! {
                <p class="note measure">{format!("The published upper bound for this class is {rate}%. Start there, take off what is managed, and say how in the source. ")}
                    <button class="link" type="button" id="uplift-bound" on:click=use_it>{format!("Start from {rate}%")}</button></p>
            }
        })
    };
    view! {
        {offer}
        <Show when=move || draft.with(|draft| draft.class == Class::Own)>
            <TextField id="uplift-name" label="Name of the class" hint="What it was taken from, such as a project of the same kind." value=name commit=set_name/>
        </Show>
        <div class="costs__grid">
            <NumberField id="uplift-rate" label="Rate, %" value=percent expected=RATE percent=true commit=Callback::new(set_rate)/>
            <SelectField id="uplift-on" label="Applies to" value=on choices=Signal::derive(bases) choose=set_on/>
        </div>
        <TextArea id="uplift-source" label="Source of the rate, and what was mitigated" value=source commit=set_source rows=2/>
    }
}
