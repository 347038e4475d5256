//! Other people's formats.

pub mod block;
pub mod cell;
pub mod document;
pub mod guard;
pub mod markdown;
pub mod page;
pub mod table;
pub mod yearly;
