//! Carbon in tonnes: what initiatives save or add ([`CarbonLine`]), the budget that it is held against ([`CarbonPlan`]), which
//! lines count ([`counted`]), and what is left of the budget ([`outlook`]).
//!
//! Tonnes are of carbon dioxide equivalent, negative where they are saved. The council's own boundary and the total stand side
//! by side everywhere, because what only moves to somebody else is not saved.

mod field;
mod line;
mod once;
mod outlook;
mod plan;
mod tally;
mod year;

pub use field::{CarbonField, NotTaken};
pub use line::{Carbon, CarbonLine, Confidence};
pub use once::{Counting, counted};
pub use outlook::{Outlook, OutlookYear, outlook};
pub use plan::{CarbonPlan, CityFigure, PlanYear};
pub use tally::{FactorShare, Tally, Tonnes, by_year, factor_share, tally};
pub use year::{CarbonYear, CarbonYearError};
