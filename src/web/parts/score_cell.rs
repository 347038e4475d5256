//! One cell of the alignment matrix: what is recorded, and which key press it waits for.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use weighbridge::alignment::Assessment;
use weighbridge::alignment::entry::Sign;
use weighbridge::present::assessment_mark;

/// What a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct CellContent {
    /// What is recorded.
    pub(crate) assessment: Assessment,
    /// Whether a reason stands behind it.
    pub(crate) has_reason: bool,
    /// Whether it was carried from another framework and nobody has confirmed it.
    pub(crate) is_carried: bool,
}

impl CellContent {
    /// Returns the classes of the cell.
    pub(crate) fn class(self) -> String {
        let bare = matches!(self.assessment, Assessment::Scored(_)) && !self.has_reason;
        let carried = if self.is_carried { " score--carried" } else { "" };
        format!("{}{}{carried}", score_class(self.assessment), if bare { " score--bare" } else { "" })
    }
}

/// Returns the classes of an assessment: the scale in three steps each way, and the three states that are no number.
pub(crate) fn score_class(assessment: Assessment) -> &'static str {
    match assessment {
        Assessment::NotAssessed => "score score--blank",
        Assessment::NotApplicable => "score score--na",
        Assessment::Unknown => "score score--unknown",
        Assessment::Scored(effect) => match effect.get() {
            3 => "score score--p3",
            2 => "score score--p2",
            1 => "score score--p1",
            -1 => "score score--m1",
            -2 => "score score--m2",
            -3 => "score score--m3",
            _ => "score score--zero",
        },
    }
}

/// A cell that can be pressed. `press` is told whether the cell was selected before, so that a second press can do more.
#[component]
pub(crate) fn ScoreCell(
    /// Unique in the page.
    id: String,
    /// What is recorded.
    #[prop(into)]
    content: Signal<CellContent>,
    /// The whole cell in words.
    #[prop(into)]
    words: Signal<String>,
    /// Whether it is the selected one.
    #[prop(into)]
    selected: Signal<bool>,
    /// Whether Tab stops here.
    #[prop(into)]
    tab_stop: Signal<bool>,
    /// The sign that waits for its digit.
    #[prop(into)]
    pending: Signal<Option<Sign>>,
    /// Takes a press.
    press: Callback<bool>,
) -> impl IntoView {
    // A mouse gives the focus before it clicks, so what was selected is read when it goes down.
    let was_selected = StoredValue::new(false);
    let click = move |event: MouseEvent| {
        let by_keyboard = event.detail() == 0;
        press.run(if by_keyboard { selected.get_untracked() } else { was_selected.get_value() });
    };
    let mark = move || match pending.get() {
        Some(Sign::Plus) => "+…".to_owned(),
        Some(Sign::Minus) => "−…".to_owned(),
        None => assessment_mark(content.get().assessment),
    };
    view! {
        <button class=move || content.get().class() type="button" id=id
            tabindex=move || if tab_stop.get() { "0" } else { "-1" }
            aria-label=words
            aria-current=move || selected.get().then_some("true")
            on:pointerdown=move |_| was_selected.set_value(selected.get_untracked())
            on:click=click>{mark}</button>
    }
}
