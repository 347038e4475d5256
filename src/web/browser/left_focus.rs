//! Where the focus goes when what had it was taken off the page and nobody said where to. Without this it would be at the top
//! of the page, unseen: Dismiss, Close, Undo and Remove all take away the button that was pressed.
//!
//! Whoever knows better moves the focus first; this looks only a few frames later, and only where the focus is lost.

use super::page::{Listener, is_busy};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, Event};

/// How many frames others have for moving the focus, and how many more a list may take to be mounted.
const GRACE: u32 = 4;
const FRAMES: u32 = 600;

/// How long after a press it is looked again, in milliseconds: some things go only when storage has answered.
const LATER_MS: [i32; 4] = [300, 1_000, 3_000, 10_000];

/// How many places of before are remembered.
const REMEMBERED: usize = 8;

/// What can take the focus and Tab stops at.
const STOPS: &str = "a[href], button:not([tabindex='-1']), input:not([tabindex='-1']), select, textarea, summary";

/// Rows that stand in for each other.
const ROWS: &str = "li, tr";

/// A press: what had the focus then, with all it stood in, and how it was pressed.
struct Press {
    steps: Vec<Step>,
    number: u32,
    by_mouse: bool,
}

/// One element on the way from what had the focus up to the page, with its neighbours.
struct Step {
    element: Element,
    next: Option<Element>,
    previous: Option<Element>,
}

thread_local! {
    /// Where the focus was, the newest last.
    static BEFORE: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
    /// Grows with each press, so that only the last of several looks: what it met had the focus then.
    static PRESS: Cell<u32> = const { Cell::new(0) };
    /// How many moves of the focus are under way: whoever knows where it belongs comes first.
    static MOVES: Cell<u32> = const { Cell::new(0) };
}

/// A move of the focus that is under way: until it is dropped, nobody else looks after a focus that is lost.
pub(crate) struct Move(());

impl Move {
    /// Begins a move.
    pub(crate) fn begin() -> Move {
        MOVES.set(MOVES.get() + 1);
        Move(())
    }
}

impl Drop for Move {
    fn drop(&mut self) {
        MOVES.set(MOVES.get().saturating_sub(1));
    }
}

/// Sees to it, from here on, that the focus is never lost by a press.
pub(crate) fn keep_focus() -> [Listener; 3] {
    let remember = |_: Event| {
        if let Some(element) = focused() {
            BEFORE.with_borrow_mut(|before| {
                before.retain(|one| *one != element);
                before.push(element);
                if before.len() > REMEMBERED {
                    before.remove(0);
                }
            });
        }
    };
    let window = || web_sys::window().map(Into::into);
    [
        Listener::new(window(), "focusin", remember),
        // Before the page acts on it, while what was pressed still has its neighbours.
        Listener::capturing(window(), "click", |event: Event| {
            look_later(event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|mouse| mouse.detail() > 0));
        }),
        Listener::capturing(window(), "keydown", |_: Event| look_later(false)),
    ]
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Returns what has the focus; nothing where it is on the page as a whole.
fn focused() -> Option<Element> {
    let element = document()?.active_element()?;
    (!matches!(element.tag_name().as_str(), "BODY" | "HTML")).then_some(element)
}

fn look_later(by_mouse: bool) {
    let Some(element) = focused() else { return };
    let steps = std::iter::successors(Some(element), |one| one.parent_element()).map(|element| Step {
        next: element.next_element_sibling(),
        previous: element.previous_element_sibling(),
        element,
    });
    let steps: Vec<Step> = steps.collect();
    PRESS.set(PRESS.get().wrapping_add(1));
    let press = Press { steps, number: PRESS.get(), by_mouse };
    in_frames(GRACE, move || look(press, FRAMES, &LATER_MS));
}

fn in_frames(frames: u32, work: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let next = Closure::once_into_js(move |_: JsValue| if frames <= 1 { work() } else { in_frames(frames - 1, work) });
    let _ = window.request_animation_frame(next.unchecked_ref());
}

fn look(press: Press, frames: u32, later: &'static [i32]) {
    let Some(pressed) = press.steps.first().map(|step| &step.element).filter(|_| press.number == PRESS.get()) else {
        return;
    };
    match focused() {
        None if !is_there(pressed) && (is_busy() || MOVES.get() > 0) && frames > 0 => {
            in_frames(1, move || look(press, frames - 1, later));
        }
        None if !is_there(pressed) => {
            if let Some(element) = refuge(&press.steps) {
                take_refuge(&element, press.by_mouse);
            }
        }
        Some(element) if element == *pressed => {
            if let Some((ms, later)) = later.split_first() {
                super::js::later(*ms, move || look(press, frames, later));
            }
        }
        _ => {}
    }
}

fn take_refuge(element: &Element, by_mouse: bool) {
    // Headings and regions take the focus only where they are told to.
    if !element.has_attribute("tabindex") && !element.matches(STOPS).unwrap_or(false) {
        let _ = element.set_attribute("tabindex", "-1");
    }
    // A mouse stays where it points.
    let options = super::js::object(&[("preventScroll", JsValue::from(by_mouse))]);
    let _ = super::js::call(element, "focus", &[options]);
}

/// Returns whether an element is on the page and takes up room there.
fn is_there(element: &Element) -> bool {
    let frame = element.get_bounding_client_rect();
    element.is_connected() && (frame.width() > 0.0 || frame.height() > 0.0)
}

/// Returns where the focus is best, now that these are gone: the next row of the same list, or the one before; else where it
/// was before; else the heading of the part in which they stood.
fn refuge(steps: &[Step]) -> Option<Element> {
    // Either it was taken off the page with some of what it stood in, or it is there and hidden.
    let top = steps.iter().rposition(|step| !step.element.is_connected()).unwrap_or(0);
    let gone = steps.get(top)?;
    let is_row = gone.element.matches(ROWS).unwrap_or(false);
    let rows = [gone.next.as_ref(), gone.previous.as_ref()].into_iter().flatten().filter(|_| is_row);
    let in_a_row = rows.filter(|row| is_there(row)).find_map(|row| first(row, STOPS));
    let before = || {
        BEFORE.with_borrow(|before| {
            before.iter().rev().find(|one| is_there(one) && !one.matches("main").unwrap_or(false)).cloned()
        })
    };
    let above = || {
        let parts = steps[top + 1..].iter().map(|step| &step.element).filter(|element| is_there(element));
        let mut parts = parts.take_while(|element| !element.matches("body").unwrap_or(false));
        parts.find_map(|part| first(part, "h1, h2, h3, h4"))
    };
    let main = || document()?.get_element_by_id("main");
    in_a_row.or_else(before).or_else(above).or_else(main)
}

/// Returns the first element within another that matches and is there.
fn first(within: &Element, selector: &str) -> Option<Element> {
    let all = within.query_selector_all(selector).ok()?;
    (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok()).find(is_there)
}
