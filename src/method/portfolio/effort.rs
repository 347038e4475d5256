//! Where the search changes its ways: sizes that decide how fast an answer comes, never which value it has.

/// The sizes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// Nodes of a layer of a diagram beyond which a tie is set aside.
    pub(super) n_wide: usize,
    /// Units of a group beyond which a rehearsal pays.
    pub(super) n_large: usize,
    /// Choices kept for each node of a diagram in a rehearsal.
    pub(super) n_short: usize,
    /// Combinations looked at in a rehearsal.
    pub(super) n_rehearsed: u64,
    /// Combinations looked at before the bound from the number of initiatives is worth its making.
    pub(super) n_before_count: u64,
    /// Combinations that may be looked at to tell choices of equal value apart.
    pub(super) n_to_tell_apart: u64,
    /// Points of a list beyond which it is cut in two that are followed one after the other.
    pub(super) n_long: usize,
    /// Points of a list that a dive follows.
    pub(super) n_near: usize,
}

impl Effort {
    /// What was found to do well on problems of 50 to 1000 initiatives.
    pub(super) const USUAL: Effort = Effort {
        n_wide: 256,
        n_large: 16,
        n_short: 32,
        n_rehearsed: 200_000,
        n_before_count: 50_000,
        n_to_tell_apart: 1 << 19,
        n_long: 1 << 20,
        n_near: 1024,
    };
}
