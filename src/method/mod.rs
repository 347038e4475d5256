//! The mathematics: free functions on plain numbers, each with the source of its formula.
//!
//! Nothing here knows what is appraised. There is no id, no name, no file and no way to save: slices and small structs of
//! numbers go in, numbers or a named error come out. [`crate::appraisal`] and [`crate::alignment`] turn nouns into numbers.
//!
//! | Room | What it answers |
//! | --- | --- |
//! | [`weight`], [`rank_weight`], [`ahp`], [`constraint`] | weights from points, ranks, comparisons and limits |
//! | [`value`], [`normalise`] | points from measures |
//! | [`additive`], [`geometric`], [`topsis`], [`promethee`] | totals and places from points and weights |
//! | [`rank`], [`correlation`], [`agreement`], [`group`] | places, how alike rankings are, and what several people say |
//! | [`sensitivity`], [`switch`], [`dominance`], [`reversal`], [`discrimination`], [`smaa`] | what would change the answer |
//! | [`money`], [`frontier`] | present value, optimism bias, value against cost |
//! | [`portfolio`] | which initiatives together |
//! | [`linear_program`] | the solver that dominance and limits use |

pub mod additive;
pub mod agreement;
pub mod ahp;
pub mod constraint;
pub mod correlation;
pub mod discrimination;
pub mod dominance;
pub mod frontier;
pub mod geometric;
pub mod group;
pub mod linear_program;
pub mod money;
pub mod normalise;
pub mod portfolio;
pub mod promethee;
pub mod rank;
pub mod rank_weight;
pub mod reversal;
pub mod sensitivity;
pub mod smaa;
pub mod switch;
pub mod topsis;
pub mod value;
pub mod weight;
