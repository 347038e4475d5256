//! The one native test target: golden cases, laws, seeds, files and house rules.
#![allow(clippy::unwrap_used, reason = "a test that meets what it did not expect should stop there")]

mod bad_pastes;
mod carbon;
mod choosing;
mod circles;
mod committee;
mod committee_programme;
mod compare_laws;
mod comparison_laws;
mod crosswalks;
mod delivery;
mod documents;
mod files;
mod golden;
mod history_laws;
mod laws;
mod limits;
mod past;
mod pastes;
mod portfolio;
mod programme_edits;
mod ranking;
mod reading;
mod report_text;
mod results;
mod scrutiny;
mod seeds;
mod sharing;
mod smaa;
mod spreadsheets;
mod stress;
mod taking;
mod tidy;
mod weighing;
mod weight_sets;
mod writing;
