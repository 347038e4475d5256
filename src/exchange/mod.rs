//! Other people's formats.

pub mod table;
