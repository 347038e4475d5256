//! Other people's formats.

pub mod block;
pub mod table;
pub mod yearly;
