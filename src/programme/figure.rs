//! Money that the text of a report states, and how its figures hang together.

use super::MoneyTable;
use crate::id::{FigureId, TableId};
use crate::pence::Pence;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A figure that a report states in its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Figure {
    /// Issued by the case.
    pub id: FigureId,
    /// What the figure is of.
    pub label: String,
    /// The figure in pence, where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Pence>,
    /// The step to which it is given, in pence: 10,000,000 for "£9.5m".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Pence>,
    /// Whether the report itself calls it about right: "c£300k".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The figure or fact in words, where it is not money alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Paragraph of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Figure {
    /// Returns a figure with a label and nothing else yet.
    #[must_use]
    pub fn labelled(id: FigureId, label: &str) -> Figure {
        Figure {
            id,
            label: label.to_owned(),
            amount: None,
            step: None,
            approximate: false,
            text: String::new(),
            source: String::new(),
            unknown: Unknown::new(),
        }
    }
}

/// How figures hang together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Some are parts of another.
    Parts(Parts),
    /// Money spent, and promised, out of a budget.
    Spend(Spend),
    /// One of the text and one of a table are the same.
    Same(Same),
}

/// Figures that are parts of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Parts {
    /// The whole.
    pub whole: FigureId,
    /// Its parts.
    pub parts: Vec<FigureId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Money spent, and promised, out of a budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Spend {
    /// The budget; absent where the report gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<FigureId>,
    /// What is spent.
    pub spent: FigureId,
    /// What is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed: Option<FigureId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A figure of the text that is one of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Same {
    /// The one of the text.
    pub figure: FigureId,
    /// The table of the other.
    pub table: TableId,
    /// Its line, from 0.
    pub line: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Relation {
    /// Returns the figures of the text that hang together.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureId> {
        match self {
            Relation::Parts(found) => std::iter::once(found.whole).chain(found.parts.iter().copied()).collect(),
            Relation::Spend(found) => {
                found.budget.into_iter().chain(std::iter::once(found.spent)).chain(found.committed).collect()
            }
            Relation::Same(found) => vec![found.figure],
        }
    }

    /// Returns what is wrong with it among the tables that there are: a cell that is none of theirs.
    #[must_use]
    pub fn problem(&self, tables: &[Arc<MoneyTable>]) -> Option<&'static str> {
        let Relation::Same(same) = self else { return None };
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let is_there = |table: &Arc<MoneyTable>| {
            table.id == same.table && place(same.line) < table.lines.len() && place(same.column) < table.columns.len()
        };
        (!tables.iter().any(is_there)).then_some("expected a cell of a table of this case")
    }
}
