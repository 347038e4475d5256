//! Alignment: contributions of initiatives to goals, and the indices drawn from them.

pub mod index;
