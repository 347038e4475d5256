//! What stands in a field of a slip: a dot for every figure where the room sees it, else the figure.

use weighbridge::workshop::Reply;

/// What stands for a figure that was typed.
pub(super) const MASK: &str = "●";

/// Returns what was typed, as it was typed.
pub(super) fn plain(reply: Reply, is_choice: bool) -> String {
    match reply {
        // The points of a choice are its place among the options.
        Reply::Points(points) if is_choice => (u32::from(points.get()) + 1).to_string(),
        Reply::Points(points) => points.get().to_string(),
        Reply::Abstain => "−".to_owned(),
        Reply::Unknown => "?".to_owned(),
        Reply::Chosen => MASK.to_owned(),
    }
}
