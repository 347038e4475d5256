//! Long lists mounted a slice at a time, so that the page answers while they come.
//!
//! What fits in one slice stands at once, as any list does. The rest follows, a slice a frame, while the list says that it is
//! busy and how far it is; leaving the page ends it. It is so for every change that makes many rows, not the first alone.
//! What can be thousands of rows long belongs in [`paging`](super::paging) as well.

use super::flow::{KeyedRow, Rows, list, rows_of};
use crate::browser::{clock, page};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use std::hash::Hash;
use weighbridge::present::decimal;

/// How long a slice and its paint should take, in milliseconds. Below a frame a slice can only grow.
const SLICE_MS: f64 = 36.0;

/// How far a list is.
#[derive(Clone, Copy)]
pub(crate) struct Mounting {
    /// How many rows are made at once.
    at_once: usize,
    /// How many rows may be made the next time that rows are asked for.
    quota: RwSignal<usize>,
    /// How many rows stand and how many there are, while some are still to come.
    underway: RwSignal<Option<(usize, usize)>>,
    shown: StoredValue<Shown>,
}

/// What stands.
#[derive(Default)]
struct Shown {
    keys: HashSet<u64>,
    of: usize,
    /// Whether somebody sees to the rows that are still to come.
    is_underway: bool,
}

impl Mounting {
    /// Returns a list of which so many rows are made at once: what a slow computer does in a tenth of a second.
    pub(crate) fn of(at_once: usize) -> Mounting {
        let at_once = at_once.max(1);
        Mounting {
            at_once,
            quota: RwSignal::new(at_once),
            underway: RwSignal::new(None),
            shown: StoredValue::new(Shown::default()),
        }
    }

    /// Returns the value of the attribute `aria-busy` for what holds the list.
    pub(crate) fn busy(self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
        move || self.underway.with(Option::is_some).then_some("true")
    }

    /// Returns the line that says how far the list is, and nothing once it is complete. `what` names the rows.
    pub(crate) fn line(self, what: &'static str) -> AnyView {
        let words = move || {
            self.underway.get().map(|(done, of)| {
                let [done, of] = [done, of].map(|number| decimal(number as f64, 0));
                view! { <p class="note mounting">{format!("Showing {done} of {of} {what}…")}</p> }
            })
        };
        words.into_any()
    }

    /// Returns the rows that stand already and as many new ones as may be made now, and sees to it that the others follow.
    fn admit(self, rows: Vec<KeyedRow>) -> Vec<KeyedRow> {
        let mut quota = self.quota.get();
        let of = rows.len();
        let mut admitted = Vec::new();
        let starts = self.shown.try_update_value(|shown| {
            let may_stand = |row: &KeyedRow| {
                shown.keys.contains(&row.key) || {
                    let is_open = quota > 0;
                    quota = quota.saturating_sub(1);
                    is_open
                }
            };
            admitted = rows.into_iter().filter(may_stand).collect();
            shown.keys = admitted.iter().map(|row| row.key).collect();
            shown.of = of;
            let is_short = admitted.len() < of;
            is_short && !std::mem::replace(&mut shown.is_underway, true)
        });
        if starts == Some(true) {
            spawn_local(self.mount_the_rest());
        }
        admitted
    }

    /// Makes the rows that are still to come, a slice a frame, until all stand or the page is left.
    async fn mount_the_rest(self) {
        let mut step = self.at_once;
        let mut is_painted = false;
        while let Some((done, of)) = self.shown.try_with_value(|shown| (shown.keys.len(), shown.of)) {
            let is_complete = done >= of;
            if self.underway.try_set((!is_complete).then_some((done, of))).is_some() {
                return;
            }
            if is_complete {
                self.quota.update_untracked(|quota| *quota = self.at_once);
                self.shown.update_value(|shown| shown.is_underway = false);
                return;
            }
            if !std::mem::replace(&mut is_painted, true) {
                page::painted().await;
            }
            let began = clock::now_ms();
            if self.quota.try_set(step).is_some() {
                return;
            }
            page::painted().await;
            let factor = (SLICE_MS / (clock::now_ms() - began).max(1.0)).clamp(0.3, 1.6);
            step = ((step as f64 * factor) as usize).max(1);
        }
    }
}

/// Returns how many of a page's `n` parts stand: all, or where they are large, one more after each paint.
pub(crate) fn in_turn(n: usize, are_large: bool) -> Signal<usize> {
    let standing = RwSignal::new(if are_large { 0 } else { n });
    if are_large {
        spawn_local(async move {
            for at in 1..=n {
                page::painted().await;
                // The page may be left meanwhile.
                if standing.try_set(at).is_some() {
                    return;
                }
            }
        });
    }
    standing.into()
}

/// Shows a list as [`For`](super::flow::For) does, a slice at a time.
#[component]
pub(crate) fn Gradual<IF, I, T, EF, N, KF, K>(
    /// How far it is.
    mounting: Mounting,
    /// Returns the items.
    each: IF,
    /// Returns what tells an item from the others.
    key: KF,
    /// Makes the view of an item.
    children: EF,
) -> AnyView
where
    IF: Fn() -> I + Send + Sync + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    EF: Fn(T) -> N + Clone + Send + Sync + 'static,
    N: IntoView + 'static,
    KF: Fn(&T) -> K + Send + Sync + 'static,
    K: Hash,
{
    let rows = rows_of(each, key, children);
    let admitted: Rows = Box::new(move || mounting.admit(rows()));
    list(admitted)
}
