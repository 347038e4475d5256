//! Edits of what is put before the committee: the recommendation, dissent, and answers to open findings.

use super::answer;
use super::given::{Applied, text};
use super::option::alternative;
use crate::appraisal::Appraisal;
use crate::id::AlternativeId;
use crate::log::Part;

/// A change of an appraisal's record.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordEdit {
    /// Says which option is recommended.
    SetRecommended(Option<AlternativeId>),
    /// Says why, in words.
    SetRecommendation(String),
    /// Records what was said against it.
    SetDissent(String),
    /// Records why a finding of the health check stays open; empty words take the record back.
    SetOverride(String, String),
    /// Records the same reason why each of several findings stays open; empty words take the records back.
    SetOverrides(Vec<String>, String),
}

impl RecordEdit {
    pub(super) fn apply(&self, appraisal: &mut Appraisal) -> Applied {
        match self {
            RecordEdit::SetRecommended(id) => {
                if let Some(id) = id {
                    alternative(appraisal, *id)?;
                }
                appraisal.record.recommended = *id;
            }
            RecordEdit::SetRecommendation(words) => appraisal.record.recommendation = text(words)?,
            RecordEdit::SetDissent(words) => appraisal.record.dissent = text(words)?,
            RecordEdit::SetOverride(finding, reason) => answer::give(&mut appraisal.record.overrides, finding, reason)?,
            RecordEdit::SetOverrides(findings, reason) => {
                for finding in findings {
                    answer::give(&mut appraisal.record.overrides, finding, reason)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn what(&self) -> String {
        let words = match self {
            RecordEdit::SetRecommended(_) => "Recommended option",
            RecordEdit::SetRecommendation(_) => "Recommendation",
            RecordEdit::SetDissent(_) => "Dissent",
            RecordEdit::SetOverride(..) | RecordEdit::SetOverrides(..) => answer::WHAT,
        };
        words.to_owned()
    }

    pub(super) fn value(&self, appraisal: &Appraisal) -> String {
        let record = &appraisal.record;
        match self {
            RecordEdit::SetRecommended(_) => {
                let recommended = record.recommended.and_then(|id| appraisal.alternative(id));
                recommended.map_or(String::new(), |found| found.name.clone())
            }
            RecordEdit::SetRecommendation(_) => record.recommendation.clone(),
            RecordEdit::SetDissent(_) => record.dissent.clone(),
            RecordEdit::SetOverride(finding, _) => answer::value(&record.overrides, finding),
            RecordEdit::SetOverrides(findings, _) => {
                findings.first().map_or(String::new(), |finding| answer::value(&record.overrides, finding))
            }
        }
    }

    pub(super) fn part(&self) -> Option<Part> {
        match self {
            RecordEdit::SetRecommended(_)
            | RecordEdit::SetRecommendation(_)
            | RecordEdit::SetDissent(_)
            | RecordEdit::SetOverride(..)
            | RecordEdit::SetOverrides(..) => None,
        }
    }
}
