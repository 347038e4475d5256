//! Dragging rows of the tree: a handle on each row, and the place where a row would land. The buttons do the same.

use super::Rows;
use super::tree::{self, Spot};
use crate::browser::drag;
use crate::parts::focus::focus_soon;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use weighbridge::edit::TreeEdit;
use weighbridge::id::CriterionId;

/// What is being dragged, and where it would land.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    row: RwSignal<Option<CriterionId>>,
    spot: RwSignal<Option<Spot>>,
}

impl Drag {
    /// Nothing is being dragged.
    pub(super) fn none() -> Drag {
        Drag { row: RwSignal::new(None), spot: RwSignal::new(None) }
    }

    fn end(self) {
        self.row.set(None);
        self.spot.set(None);
    }
}

impl Rows {
    /// Returns how a row shows that something would land at it.
    pub(super) fn drop_mark(self, id: CriterionId) -> Option<&'static str> {
        let (row, mark) = self.drag.spot.get()?.mark();
        (row == Some(id)).then_some(mark)
    }

    /// Returns whether a row is the one that is dragged.
    pub(super) fn is_dragged(self, id: CriterionId) -> bool {
        self.drag.row.get() == Some(id)
    }

    /// Follows the pointer over a place where a row can land.
    pub(super) fn drag_over(self, event: &DragEvent, spot: impl FnOnce(f64) -> Spot) {
        let Some(dragged) = self.drag.row.get_untracked() else { return };
        let spot = spot(drag::how_far_down(event));
        let lands = self.model.record.with_untracked(|record| tree::landing(record, dragged, spot).is_some());
        if lands {
            drag::allow(event);
        }
        let spot = lands.then_some(spot);
        if self.drag.spot.get_untracked() != spot {
            self.drag.spot.set(spot);
        }
    }

    /// Puts the dragged row where it is let go.
    pub(super) fn drop_here(self, event: &DragEvent) {
        event.prevent_default();
        let dragged = self.drag.row.get_untracked().zip(self.drag.spot.get_untracked());
        self.drag.end();
        let Some((id, spot)) = dragged else { return };
        let lands = self.model.record.with_untracked(|record| tree::landing(record, id, spot));
        if let Some((family, to)) = lands {
            self.dispatch(TreeEdit::Place(id, family, to).into());
            focus_soon(&[&format!("edit-{id}")]);
        }
    }
}

/// The handle of a row. It is for the pointer alone.
#[component]
pub(super) fn Grip(rows: Rows, id: CriterionId, name: Signal<String>) -> impl IntoView {
    let begin = move |event: DragEvent| {
        drag::begin(&event, "[data-row]", &name.get_untracked());
        rows.drag.row.set(Some(id));
    };
    view! {
        <span class="grip" draggable="true" aria-hidden="true" title="Drag to move" on:dragstart=begin on:dragend=move |_| rows.drag.end()>"⋮⋮"</span>
    }
}

/// The end of the tree, as a place to land while something is dragged.
#[component]
pub(super) fn TreeEnd(rows: Rows) -> impl IntoView {
    let mark = move || rows.drag.spot.get().and_then(|spot| (spot == Spot::End).then_some("into"));
    let class = move || if rows.drag.row.with(Option::is_some) { "tree__end tree__end--open" } else { "tree__end" };
    view! {
        <div class=class aria-hidden="true" data-drop=mark on:dragover=move |event| rows.drag_over(&event, |_| Spot::End)
            on:drop=move |event| rows.drop_here(&event)>"To the end of the tree, in no family"</div>
    }
}
