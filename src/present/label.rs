//! Words for the values of enums, as they stand on the page.

use crate::alignment::{Assessment, Effect};
use crate::appraisal::{Outcome, Role};
use crate::framework::Lens;
use crate::print::capitalised;
use crate::programme::Status;

/// Returns a lens as a heading.
#[must_use]
pub fn lens_name(lens: Lens) -> &'static str {
    match lens {
        Lens::Outcomes => "City outcomes",
        Lens::Carbon => "Carbon",
        Lens::SocialValue => "Social value",
    }
}

/// Returns a lens as the label of a button.
#[must_use]
pub fn lens_short_name(lens: Lens) -> &'static str {
    match lens {
        Lens::Outcomes => "Outcomes",
        Lens::Carbon => "Carbon",
        Lens::SocialValue => "Social value",
    }
}

/// Returns a point of the contribution scale in words, for example "moderate beneficial".
#[must_use]
pub fn effect_words(effect: Effect) -> &'static str {
    match effect.get() {
        -3 => "large adverse",
        -2 => "moderate adverse",
        -1 => "slight adverse",
        1 => "slight beneficial",
        2 => "moderate beneficial",
        3 => "large beneficial",
        _ => "neutral",
    }
}

/// Returns what a cell of the matrix prints: "+2", "0", "n/a", "?" or nothing.
#[must_use]
pub fn assessment_mark(assessment: Assessment) -> String {
    match assessment {
        Assessment::NotAssessed => String::new(),
        Assessment::Scored(effect) => super::signed(i64::from(effect.get())),
        Assessment::NotApplicable => "n/a".to_owned(),
        Assessment::Unknown => "?".to_owned(),
    }
}

/// Returns an assessment in words, as a screen reader says it: "+2 moderate beneficial", "not assessed".
#[must_use]
pub fn assessment_words(assessment: Assessment) -> String {
    match assessment {
        Assessment::NotAssessed => "not assessed".to_owned(),
        Assessment::Scored(effect) => format!("{} {}", assessment_mark(assessment), effect_words(effect)),
        Assessment::NotApplicable => "not applicable".to_owned(),
        Assessment::Unknown => "unknown".to_owned(),
    }
}

/// Returns the outcome of a gate as it begins a line.
#[must_use]
pub fn outcome_words(outcome: Outcome) -> String {
    capitalised(outcome.word())
}

/// Returns the part an option plays as it begins a line.
#[must_use]
pub fn role_words(role: Role) -> String {
    capitalised(role.word())
}

/// Returns a delivery status as it begins a line.
#[must_use]
pub fn status_words(status: Status) -> String {
    capitalised(status.word())
}
