//! Identity: small whole numbers that the case issues, one counter for all kinds, never used twice.
//!
//! They have 32 bits, so every JSON reader keeps them exact. What an id names is the business of the floor above.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl From<u32> for $name {
            fn from(number: u32) -> $name {
                $name(number)
            }
        }

        impl From<$name> for u32 {
            fn from(id: $name) -> u32 {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// Names a [`Framework`](crate::framework::Framework).
    FrameworkId,
    /// Names a [`Goal`](crate::framework::Goal).
    GoalId,
    /// Names an [`Initiative`](crate::programme::Initiative).
    InitiativeId,
    /// Names a [`MoneyTable`](crate::programme::MoneyTable).
    TableId,
    /// Names a [`Figure`](crate::programme::Figure) of the text.
    FigureId,
    /// Names a [`Risk`](crate::programme::Risk).
    RiskId,
    /// Names an [`Action`](crate::programme::Action).
    ActionId,
    /// Names a [`CarbonLine`](crate::programme::CarbonLine).
    CarbonLineId,
    /// Names a [`SocialValue`](crate::programme::SocialValue).
    SocialValueId,
    /// Names a [`Proxy`](crate::programme::Proxy).
    ProxyId,
    /// Names a [`Portfolio`](crate::portfolio::Portfolio).
    PortfolioId,
    /// Names a [`Participant`](crate::workshop::Participant).
    ParticipantId,
    /// Names a [`Session`](crate::workshop::Session).
    SessionId,
    /// Names a [`Round`](crate::workshop::Round).
    RoundId,
    /// Names an [`Appraisal`](crate::appraisal::Appraisal).
    AppraisalId,
    /// Names an [`Alternative`](crate::appraisal::Alternative).
    AlternativeId,
    /// Names a [`Gate`](crate::appraisal::Gate).
    GateId,
    /// Names a [`Criterion`](crate::appraisal::Criterion), a family or a leaf.
    CriterionId,
    /// Names a [`Level`](crate::appraisal::Level) of a scale.
    LevelId,
    /// Names a [`WeightSet`](crate::appraisal::WeightSet).
    WeightSetId,
}
