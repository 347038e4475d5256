//! Fields of a framework and of a goal that edits name: where a framework comes from, and what the ends of the scale mean.

use crate::framework::{Framework, Goal};

/// Where a framework comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Who published it.
    Publisher,
    /// Edition or period.
    Edition,
    /// Where its wording was taken from.
    Source,
    /// What a reader must know before relying on it.
    Note,
    /// The heading under which reports print the table of its goals.
    Heading,
}

/// An end of the scale of effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// +3.
    LargeBeneficial,
    /// −3.
    LargeAdverse,
}

impl Anchor {
    /// Both, the good one first.
    pub const ALL: [Anchor; 2] = [Anchor::LargeBeneficial, Anchor::LargeAdverse];

    /// Returns the mark that it explains.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Anchor::LargeBeneficial => "+3",
            Anchor::LargeAdverse => "−3",
        }
    }

    /// Returns what a goal says of it.
    #[must_use]
    pub fn of(self, goal: &Goal) -> &str {
        match self {
            Anchor::LargeBeneficial => &goal.anchors.large_beneficial,
            Anchor::LargeAdverse => &goal.anchors.large_adverse,
        }
    }

    pub(super) fn of_mut(self, goal: &mut Goal) -> &mut String {
        match self {
            Anchor::LargeBeneficial => &mut goal.anchors.large_beneficial,
            Anchor::LargeAdverse => &mut goal.anchors.large_adverse,
        }
    }
}

impl Origin {
    /// All of them, in the order in which pages show them.
    pub const ALL: [Origin; 5] = [Origin::Publisher, Origin::Edition, Origin::Source, Origin::Note, Origin::Heading];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Origin::Publisher => "Publisher",
            Origin::Edition => "Edition",
            Origin::Source => "Source",
            Origin::Note => "Note",
            Origin::Heading => "Heading in reports",
        }
    }

    /// Returns what a framework says of it.
    #[must_use]
    pub fn of(self, framework: &Framework) -> &str {
        match self {
            Origin::Publisher => &framework.publisher,
            Origin::Edition => &framework.edition,
            Origin::Source => &framework.source,
            Origin::Note => &framework.note,
            Origin::Heading => &framework.heading,
        }
    }

    pub(super) fn of_mut(self, framework: &mut Framework) -> &mut String {
        match self {
            Origin::Publisher => &mut framework.publisher,
            Origin::Edition => &mut framework.edition,
            Origin::Source => &mut framework.source,
            Origin::Note => &mut framework.note,
            Origin::Heading => &mut framework.heading,
        }
    }
}
