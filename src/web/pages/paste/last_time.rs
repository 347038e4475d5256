//! What the columns of a table were taken for the last time one with its headings was pasted: offered again, never done unasked.

use super::Pasting;
use super::words::role_words;
use crate::browser::preferences;
use crate::parts::focus::focus_soon;
use leptos::prelude::*;
use weighbridge::paste::{Choices, Reading, Remembered, remembered_from, remembered_text, with_remembered};
use weighbridge::present::list;
use weighbridge::spelling::folded;

/// What is remembered in this browser.
#[derive(Clone, Copy)]
pub(super) struct LastTime(RwSignal<Vec<Remembered>>);

impl LastTime {
    pub(super) fn new() -> LastTime {
        LastTime(RwSignal::new(remembered_from(&preferences::remembered_tables())))
    }

    /// Remembers a table that was taken, where somebody chose what its columns hold.
    pub(super) fn keep(self, reading: &Reading, choices: &Choices) {
        if let Some(new) = Remembered::of(reading, choices) {
            self.set(|all| with_remembered(all, new));
        }
    }

    /// Changes what is remembered. Another window may have remembered something meanwhile.
    fn set(self, change: impl FnOnce(Vec<Remembered>) -> Vec<Remembered>) {
        let all = change(remembered_from(&preferences::remembered_tables()));
        preferences::remember_tables(&remembered_text(&all));
        self.0.set(all);
    }
}

/// Returns the offer to read the columns as last time, where that is another way than now; nothing once somebody has chosen.
pub(super) fn offer(pasting: Pasting) -> AnyView {
    let known = Memo::new(move |_| {
        let is_open = pasting.choices.with(|choices| choices.roles.is_empty() && choices.remembered.is_empty());
        let reading = pasting.reading.get().filter(|_| is_open)?;
        let found = pasting.last_time.0.with(|all| all.iter().find(|one| one.is_of(&reading)).cloned())?;
        let words = reading.columns.iter().filter_map(|column| {
            let role = *found.roles.get(&folded(&column.heading))?;
            (role != column.role).then(|| format!("“{}” as {}", column.heading, role_words(role).to_lowercase()))
        });
        Some((found.clone(), list(&words.collect::<Vec<_>>())))
    });
    let take = move |_| {
        if let Some((found, _)) = known.get_untracked() {
            pasting.choose(|choices| choices.remembered = found.roles);
            focus_soon(&["paste-preview"]);
        }
    };
    let forget = move |_| {
        if let Some((found, _)) = known.get_untracked() {
            pasting.last_time.set(|mut all| {
                all.retain(|one| *one != found);
                all
            });
            focus_soon(&["paste-preview"]);
        }
    };
    (move || {
        known.get().map(|(_, words)| {
            view! {
                <div class="pasted__offer" id="paste-last-time">
                    <p>"The last table with these headings was read otherwise: "{words}"."</p>
                    <p class="row">
                        <button class="button" type="button" id="paste-as-last-time" on:click=take>"Read it as last time"</button>
                        <button class="link" type="button" on:click=forget>"Do not offer this again"</button>
                    </p>
                </div>
            }
        })
    })
    .into_any()
}
