//! Crosswalks: which goals of one edition stand for which of another, so that scores need not be typed in again. A crosswalk
//! only proposes: what it carries counts for nothing until somebody confirms it.

use super::Framework;
use crate::id::{FrameworkId, GoalId};
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;

/// How the goals of one framework map on to those of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Crosswalk {
    /// The framework that was scored.
    pub from: FrameworkId,
    /// The framework that the scores are carried to.
    pub to: FrameworkId,
    /// Who drew it up, and where it was read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Which goal stands for which; each pair once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One goal standing for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Link {
    /// The goal that was scored.
    pub from: GoalId,
    /// The goal that it stands for.
    pub to: GoalId,
    /// How far it does.
    pub strength: Strength,
    /// What a reader must know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How far one goal stands for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The same goal in other words: what was scored holds.
    Same,
    /// A part of it: the direction holds, the size does not.
    Part,
    /// About the same matter: no number follows.
    Related,
}

impl Strength {
    /// All three, the strongest first.
    pub const ALL: [Strength; 3] = [Strength::Same, Strength::Part, Strength::Related];

    /// Returns what the log calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Strength::Same => "same",
            Strength::Part => "part",
            Strength::Related => "related",
        }
    }
}

impl Crosswalk {
    /// Returns a crosswalk without links.
    #[must_use]
    pub fn between(from: FrameworkId, to: FrameworkId) -> Crosswalk {
        Crosswalk { from, to, source: String::new(), links: Vec::new(), unknown: Unknown::new() }
    }

    /// Returns the link of two goals.
    #[must_use]
    pub fn link(&self, from: GoalId, to: GoalId) -> Option<&Link> {
        self.links.iter().find(|link| link.from == from && link.to == to)
    }

    /// Returns it in the ids of other frameworks, which have the same titles, editions and titles of goals; nothing where one of
    /// its two is not among them. Links whose goals are not there are left out.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{framework::Crosswalk, id::FrameworkId};
    /// assert_eq!(Crosswalk::between(FrameworkId(1), FrameworkId(2)).fitted(&[], &[]), None);
    /// ```
    #[must_use]
    pub fn fitted(&self, own: &[Arc<Framework>], others: &[Arc<Framework>]) -> Option<Crosswalk> {
        let pair = |id: FrameworkId| {
            let own = own.iter().find(|framework| framework.id == id)?;
            let other = others.iter().find(|other| other.title == own.title && other.edition == own.edition)?;
            Some((own, other))
        };
        let ((own_from, from), (own_to, to)) = (pair(self.from)?, pair(self.to)?);
        let goal = |own: &Framework, other: &Framework, id: GoalId| {
            let title = &own.goals.iter().find(|goal| goal.id == id)?.title;
            Some(other.goals.iter().find(|goal| goal.title == *title)?.id)
        };
        let links = self.links.iter().filter_map(|link| {
            let (from, to) = (goal(own_from, from, link.from)?, goal(own_to, to, link.to)?);
            Some(Link { from, to, ..link.clone() })
        });
        Some(Crosswalk { from: from.id, to: to.id, links: links.collect(), ..self.clone() })
    }

    /// Returns what is wrong with it beside its two frameworks, as what was expected.
    ///
    /// # Example
    /// ```
    /// use weighbridge::{case::Case, edit::{Edit, FrameworkEdit, apply}, framework::{Crosswalk, Lens}};
    /// let start = Edit::Framework(FrameworkEdit::Start("Our plan".into(), Lens::Outcomes));
    /// let case = apply(&Case::titled("Depots"), &start)?;
    /// let only = &case.frameworks[0];
    /// let to_itself = Crosswalk::between(only.id, only.id);
    /// assert_eq!(to_itself.problem(only, only), Some("expected a crosswalk between two frameworks"));
    /// # Ok::<(), weighbridge::edit::EditError>(())
    /// ```
    #[must_use]
    pub fn problem(&self, from: &Framework, to: &Framework) -> Option<&'static str> {
        let ids = |framework: &Framework| framework.goals.iter().map(|goal| goal.id).collect::<HashSet<GoalId>>();
        let (from_goals, to_goals) = (ids(from), ids(to));
        let mut pairs = HashSet::new();
        if self.from == self.to {
            Some("expected a crosswalk between two frameworks")
        } else if self.links.iter().any(|link| !from_goals.contains(&link.from)) {
            Some("expected links from goals of the framework that was scored")
        } else if self.links.iter().any(|link| !to_goals.contains(&link.to)) {
            Some("expected links to goals of the framework that scores are carried to")
        } else if !self.links.iter().all(|link| pairs.insert((link.from, link.to))) {
            Some("expected one link for each pair of goals")
        } else {
            None
        }
    }
}
