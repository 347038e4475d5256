//! The programme: initiatives with their status and dates ([`Initiative`]), money as a report prints it ([`MoneyTable`]) and
//! states it ([`Figure`]), the registers of risks and actions, tonnes of carbon ([`CarbonLine`], [`CarbonPlan`]) and social value
//! ([`SocialValue`]).
//!
//! What initiatives do for goals is the business of `alignment`; what a careful reader would ask that of `scrutiny`.

mod before;
mod carbon;
mod cost;
mod count;
mod delivery;
mod figure;
mod implication;
mod initiative;
mod register;
mod social;
mod table;

pub use before::{BudgetLine, BudgetTable, Statement};
pub use carbon::{
    Carbon, CarbonField, CarbonLine, CarbonPlan, CarbonYear, CarbonYearError, CityFigure, Confidence, Counting,
    FactorShare, NotTaken, Outlook, OutlookYear, PlanYear, Tally, Tonnes, by_year, counted, factor_share, outlook,
    tally,
};
pub use cost::{FinancialYear, InitiativeCost};
pub use count::{Counted, StatedCount};
pub use delivery::{DeliveryOrder, Slack, Slip, months_between};
pub use figure::{Figure, Parts, Relation, Same, Spend};
pub use implication::{Implication, ImplicationAnswer};
pub use initiative::{Dependency, EarlierEnd, Initiative, Milestone, MilestoneKind, Status, StatusBasis, Target};
pub use register::{Action, ActionKind, ActionState, Risk, RiskLevel, RiskState};
pub use social::{Proxy, ProxyField, SocialField, SocialState, SocialValue};
pub use table::{Basis, ColumnRole, LineKind, MoneyColumn, MoneyLine, MoneyTable};

use crate::id::InitiativeId;
use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The initiatives of a strategy and what a report says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Programme {
    /// In the order the author gave them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<Arc<Initiative>>,
    /// The report's money tables, figure by figure as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Arc<MoneyTable>>,
    /// Single figures that the report's text states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Arc<Figure>>,
    /// How these figures hang together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Arc<Relation>>,
    /// How many of something the report's text claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated_counts: Vec<StatedCount>,
    /// The register of risks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Arc<Risk>>,
    /// What was asked, decided or promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Arc<Action>>,
    /// The budget of carbon, and what is held against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbon_plan: Option<Arc<CarbonPlan>>,
    /// The money table as files of before kept it. It becomes the first of the tables when a file is read.
    #[serde(default, skip_serializing)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub budget: Option<Box<BudgetTable>>,
    /// Figures of the text as files of before kept them. They become figures when a file is read.
    #[serde(default, skip_serializing)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub statements: Vec<Statement>,
    /// How many initiatives the text claims, as files of before kept it. It becomes the first of the counts.
    #[serde(default, skip_serializing)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    pub stated_count: Option<u32>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Programme {
    /// Returns the initiative with this id.
    ///
    /// # Example
    /// ```
    /// use std::sync::Arc;
    /// use weighbridge::{id::InitiativeId, programme::{Initiative, Programme}};
    /// let named = |id: u32| Arc::new(Initiative::named(InitiativeId(id), &format!("Depot {id}")));
    /// let programme = Programme { initiatives: vec![named(5), named(2), named(9)], ..Programme::default() };
    /// assert_eq!(programme.initiative(InitiativeId(2)).map(|found| found.name.as_str()), Some("Depot 2"));
    /// assert_eq!(programme.initiative(InitiativeId(3)), None);
    /// ```
    #[must_use]
    pub fn initiative(&self, id: InitiativeId) -> Option<&Initiative> {
        let all = &self.initiatives;
        // Ids grow as initiatives are added, so most lists are in their order; a hit is a hit in any.
        let in_order = all.binary_search_by_key(&id, |initiative| initiative.id).ok().and_then(|at| all.get(at));
        in_order.or_else(|| all.iter().find(|initiative| initiative.id == id)).map(Arc::as_ref)
    }
}
