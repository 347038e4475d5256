//! Other people's formats.

pub mod block;
pub mod guard;
pub mod table;
pub mod yearly;
