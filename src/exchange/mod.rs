//! Other people's formats.

pub mod table;
pub mod yearly;
