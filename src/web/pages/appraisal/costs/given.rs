//! Totals from another source, where none can be worked out.

use super::{CostsState, SetMoney, money_field};
use crate::parts::field::TextField;
use leptos::prelude::*;
use weighbridge::appraisal::Cost;
use weighbridge::pence::Pence;

/// Present value, optimism bias and carbon as given.
#[component]
pub(super) fn Given(state: CostsState, cost: Memo<Cost>) -> impl IntoView {
    let field = move |id: &str,
                      label: &str,
                      hint: &str,
                      read: fn(&Cost) -> Option<Pence>,
                      write: fn(&mut Cost, Option<Pence>)| {
        let value = Signal::derive(move || cost.with(read));
        let set: SetMoney = Callback::new(move |sum| state.change(|cost| write(cost, sum)));
        money_field(id.to_owned(), label, hint, value, set)
    };
    let basis = Signal::derive(move || cost.with(|cost| cost.optimism_bias_basis.clone()));
    let set_basis = move |words: String| state.change(|cost| cost.optimism_bias_basis = words.trim().to_owned());
    view! {
        <fieldset class="costs__group">
            <legend>"Totals from another source"</legend>
            <div class="costs__grid">
                {field("cost-value", "Present value, £", "Over the whole horizon.", |cost| cost.present_value, |cost, sum| cost.present_value = sum)}
                {field("cost-bias", "Optimism bias, £", "On top of the present value.", |cost| cost.optimism_bias, |cost, sum| cost.optimism_bias = sum)}
                {field("cost-carbon", "Priced carbon, £", "Apart; not in the whole-life cost.", |cost| cost.carbon, |cost, sum| cost.carbon = sum)}
            </div>
            <TextField id="cost-bias-basis" label="Class and rate behind the optimism bias" value=basis commit=set_basis/>
        </fieldset>
    }
}
