//! Options appraisal: the things compared and the methods that compare them.

pub mod additive;
pub mod normalise;
pub mod rank;
pub mod switch;
pub mod value;
pub mod weight;
