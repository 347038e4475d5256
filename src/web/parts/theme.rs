//! Light, dark, or as the computer is set.

use crate::browser::preferences::{self, Theme};
use leptos::prelude::*;

/// The choice of theme, kept in this browser.
#[component]
pub(crate) fn ThemeChoice() -> impl IntoView {
    let chosen = RwSignal::new(preferences::theme());
    let choose = move |event| {
        let theme = match event_target_value(&event).as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        };
        preferences::set_theme(theme);
        chosen.set(theme);
    };
    let option = move |value: &'static str, label: &'static str, theme: Theme| {
        view! { <option value=value selected=move || chosen.get() == theme>{label}</option> }
    };
    view! {
        <label class="foot__theme">"Theme "
            <select on:change=choose>
                {option("system", "as this computer", Theme::System)}
                {option("light", "light", Theme::Light)}
                {option("dark", "dark", Theme::Dark)}
            </select>
        </label>
    }
}
