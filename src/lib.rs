//! Weighbridge: strategy alignment and options appraisal, as a pure library.
//!
//! The library turns a [`case::Case`] into results; the web program in `src/web` only shows them.
//!
//! # Words
//!
//! | On screen | In code | Meaning |
//! | --- | --- | --- |
//! | Case | [`case::Case`] | what one file holds |
//! | Framework, Goal | [`framework::Framework`], [`framework::Goal`] | a versioned set of goals with its source |
//! | Crosswalk | [`framework::Crosswalk`] | which goal of one framework stands for which of another, and how far |
//! | Lens | [`framework::Lens`] | which of three questions a framework answers |
//! | Initiative | [`programme::Initiative`] | a work stream or project |
//! | Money table, Figure | [`programme::MoneyTable`], [`programme::Figure`] | money as a report prints and states it |
//! | Risk, Action | [`programme::Risk`], [`programme::Action`] | what could go wrong; what was asked, decided or promised |
//! | Carbon measure, Carbon budget | [`programme::CarbonLine`], [`programme::CarbonPlan`] | what saves or adds tonnes; how many a document allows over some years |
//! | Social value, Proxy | [`programme::SocialValue`], [`programme::Proxy`] | what is promised or delivered; what one of it is said to be worth |
//! | Section | [`report::Section`] | what stands under a heading of the report |
//! | Implication | [`programme::Implication`] | what an initiative means for something that a council asks about |
//! | Committee file | [`committee::Export`] | an appraisal, a programme or both, with what follows from them and digests |
//! | Contribution | [`alignment::Contribution`] | one initiative's effect on one goal, −3 to +3, with its reason |
//! | Reading, Rank | [`alignment::index::Range`], [`alignment::ranking::Ranks`] | from what is found to what could still be found; between which places |
//! | Portfolio, The set that is kept | [`portfolio::Portfolio`], [`portfolio::kept::KeptSet`] | which initiatives to choose within which limits; which were chosen |
//! | Appraisal | [`appraisal::Appraisal`] | options compared on criteria |
//! | Option | [`appraisal::Alternative`] | a thing compared (`Option` is taken) |
//! | Gate | [`appraisal::Gate`] | passed or failed, never traded off |
//! | Criterion, Scale, Measure | [`appraisal::Criterion`], [`appraisal::Scale`], [`appraisal::Measure`] | what options are judged on, and between which ends |
//! | Finding | [`health::Finding`] | what a hostile reader would find, with its place |
//! | Workshop, Round, Ballot | [`workshop::Session`], [`workshop::Round`], [`workshop::Ballot`] | a room that scores; one question to everybody; what one of them answers |
//! | Weight | [`appraisal::SwingWeight`] | points for the move from the worst end to the best |
//!
//! # Floors
//!
//! A module may use any floor below its own, and on its own floor only where an arrow is drawn. `tests/it/tidy.rs` holds
//! this.
//!
//! ```text
//! 4  web (a program of its own)                      bundle (a program of its own)
//! 3  committee -> file, present     paper -> present     chart     route     journal -> file     keeping
//!    past -> file, history
//! 2  compare -> present, history     health -> history -> edit -> log -> case
//! 1  appraisal -> method, answer      alignment -> method, programme, framework     exchange     report
//!    scrutiny -> alignment, programme
//!    paste -> exchange, alignment, programme
//!    portfolio -> method, alignment, programme, framework
//!    workshop -> method, appraisal
//! 0  finite, pence -> digits     print -> pence, date, spelling     id, unknown, order, limits, grid, digest, spelling,
//!    personal
//! ```
//!
//! # Invariants
//!
//! 1. There is no clock, no randomness, no I/O and no global here. Time, seed and names are arguments.
//! 2. Evaluation cannot fail. An unfinished case is legal; what is missing appears as `None`.
//! 3. Only [`edit::apply`] changes a case. Only the web program's session holds one.
//! 4. Results are derived and never stored in a case.
//! 5. The log is not inside what undo replaces. It records facts and only grows; undo and redo add to it too.
//! 6. Only the web program's `browser` module names `web_sys`.
//! 7. Numbers in a case are [`finite::Finite`]. `ln`, `exp` and `pow` come from `libm` on every target.

pub mod alignment;
pub mod answer;
pub mod appraisal;
pub mod case;
pub mod chart;
pub mod committee;
pub mod compare;
pub mod date;
pub mod digest;
pub mod digits;
pub mod edit;
pub mod exchange;
pub mod file;
pub mod finite;
pub mod framework;
pub mod grid;
pub mod health;
pub mod history;
pub mod id;
pub mod journal;
pub mod keeping;
pub mod limits;
pub mod log;
pub mod method;
pub mod order;
pub mod paper;
pub mod past;
pub mod paste;
pub mod pence;
pub mod personal;
pub mod portfolio;
pub mod present;
pub mod print;
pub mod programme;
pub mod report;
pub mod route;
pub mod scrutiny;
pub mod spelling;
pub mod unknown;
pub mod workshop;
