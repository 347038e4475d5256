//! The committee report: its tables, in the wording and order that reports use.

pub mod alignment;
pub mod carbon;
pub mod delivery;
pub mod differences;
mod implications;
pub mod kept;
pub mod measures;
mod money;
pub mod portfolio;
pub mod programme;
pub mod readings;
pub mod record;
pub mod results;
pub mod scores;
pub mod sensitivity;
pub mod value;
pub mod weights;
pub mod workshop;
