//! The one table of actions that toolbar, shortcuts and the shortcuts sheet share.

use crate::browser::page::KeyPress;
use crate::browser::preferences;
use crate::session::Session;

/// Something the user can do from anywhere.
#[derive(Clone, Copy)]
pub(crate) struct Action {
    /// What it does, as a label.
    pub(crate) label: &'static str,
    /// The keys, as they are printed.
    pub(crate) keys: &'static str,
    pressed: fn(&KeyPress) -> bool,
    run: fn(Session),
}

fn control_and(press: &KeyPress, key: &str, shift: bool) -> bool {
    press.control && !press.alt && press.shift == shift && press.key.eq_ignore_ascii_case(key)
}

/// All actions, in the order of the shortcuts sheet.
pub(crate) const ACTIONS: [Action; 5] = [
    Action {
        label: "Undo",
        keys: "Ctrl Z",
        pressed: |press| !press.is_typing && control_and(press, "z", false),
        run: |session| session.undo(),
    },
    Action {
        label: "Redo",
        keys: "Ctrl Shift Z",
        pressed: |press| !press.is_typing && (control_and(press, "z", true) || control_and(press, "y", false)),
        run: |session| session.redo(),
    },
    Action {
        label: "Save to a file",
        keys: "Ctrl S",
        pressed: |press| control_and(press, "s", false),
        run: |session| session.save_to_file(),
    },
    Action {
        label: "Open a file",
        keys: "Ctrl O",
        pressed: |press| control_and(press, "o", false),
        run: |session| session.pick_file(),
    },
    Action {
        label: "Show keyboard shortcuts",
        keys: "?",
        pressed: |press| {
            !press.is_typing && !press.control && !press.alt && press.key == "?" && preferences::single_key_shortcuts()
        },
        run: |session| session.show_shortcuts(true),
    },
];

/// Keys of the alignment matrix, for the shortcuts sheet.
pub(crate) const MATRIX_KEYS: [(&str, &str); 9] = [
    ("Move between cells", "Arrow keys"),
    ("First or last goal", "Home, End"),
    ("First or last cell", "Ctrl Home, Ctrl End"),
    ("Score +1, +2, +3 or 0", "1, 2, 3, 0"),
    ("Score −1, −2 or −3", "minus, then 1, 2 or 3"),
    ("Not applicable, unknown", "N, U"),
    ("Clear", "Delete"),
    ("Give the reason", "R or Enter"),
    ("From the reason back to the cell", "Escape"),
];

/// Keys of the score sheet, for the shortcuts sheet. What both sheets can do is done by the same keys.
pub(crate) const SHEET_KEYS: [(&str, &str); 10] = [
    ("Move between cells", "Arrow keys"),
    ("First or last option", "Home, End"),
    ("First or last cell", "Ctrl Home, Ctrl End"),
    ("Change the score", "a digit, Enter or F2"),
    ("Take it and go on to the next", "Enter"),
    ("Not applicable, unknown", "N, U"),
    ("No effect", "E"),
    ("Clear", "Delete"),
    ("Give the reason", "R or Shift Enter"),
    ("From the reason back to the cell", "Escape"),
];

/// Runs the action that a key press asks for, if any.
pub(crate) fn run_pressed(press: &KeyPress, session: Session) {
    if let Some(action) = ACTIONS.iter().find(|action| (action.pressed)(press)) {
        press.prevent_default();
        (action.run)(session);
    }
}

/// The keys of the tables of a programme, which are typed into.
pub(crate) const TABLE_KEYS: [(&str, &str); 7] = [
    ("Move between cells", "Arrow keys"),
    ("First or last column", "Home, End"),
    ("First or last cell", "Ctrl Home, Ctrl End"),
    ("Change the cell", "a letter, Enter or F2"),
    ("Take it and go on", "Enter or Tab"),
    ("Empty it", "Delete"),
    ("As in the row above", "Ctrl D"),
];

/// Keys of a workshop, for the shortcuts sheet.
pub(crate) const WORKSHOP_KEYS: [(&str, &str); 22] = [
    ("Lock the ends", "K"),
    ("Type a slip", "V"),
    ("On a slip: tens, or points", "0 to 9, + for 100"),
    ("On a slip: not mine to judge, no evidence", "minus, ?"),
    ("Hand the slip in", "Enter"),
    ("Reveal; twice when some are not in", "R"),
    ("Next, previous question or score", "N, Shift N"),
    ("The next score to talk about", "Enter"),
    ("Take the middles of close scores", "S"),
    ("Take the middles of scores that cannot change who leads", "Shift S"),
    ("Agree a figure", "A"),
    ("Correct a slip that was mistyped", "C"),
    ("Ask a second time", "2"),
    ("Park with an owner", "P"),
    ("Record a dissent", "D"),
    ("Start the timer, stop it for a while, go on", "T"),
    ("One minute more, timer off", "+, Shift T"),
    ("The room’s window", "W"),
    ("Turn the room’s screen where it goes on several", "[, ]"),
    ("Blank the screen that the room sees", "B"),
    ("Close the workshop", "Shift C"),
    ("Back", "Escape"),
];
