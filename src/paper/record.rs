//! The tables of an appraisal's record: every score with its reason and source, and what was changed late.

use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::log::LogEntry;
use crate::present::{ReadCriterion, log_words, moment};
use std::sync::Arc;

fn heads(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Returns every score as a row: criterion, option, score as given, points, reason, source.
#[must_use]
pub fn scores(criteria: &[ReadCriterion]) -> Table {
    let rows = criteria.iter().flat_map(|criterion| {
        criterion.scores.iter().map(|score| {
            let cell = |words: &String| Cell::text(words);
            vec![
                cell(&criterion.name),
                cell(&score.option),
                cell(&score.entry),
                score.points.parse().map_or(Cell::Missing("none"), Cell::points),
                cell(&score.reason),
                cell(&score.source),
            ]
        })
    });
    Table {
        caption: "Every score, with its reason and its source".to_owned(),
        heads: heads(&["Criterion", "Option", "Score", "Points", "Reason", "Source"]),
        rows: rows.collect(),
    }
}

/// Returns what was changed, newest first: what, from, to, when.
#[must_use]
pub fn changes(entries: &[Arc<LogEntry>]) -> Table {
    let row = |entry: &Arc<LogEntry>| {
        vec![
            log_words(entry).into(),
            Cell::text(&entry.from),
            Cell::text(&entry.to),
            format!("{} UTC", moment(&entry.at)).into(),
        ]
    };
    Table {
        caption: "Changes after the ranking was first shown".to_owned(),
        heads: heads(&["What", "From", "To", "When"]),
        rows: entries.iter().rev().map(row).collect(),
    }
}
