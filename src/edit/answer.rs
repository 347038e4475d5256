//! Answers to findings, wherever they stand: given, given anew, or taken back.

use super::given::{Applied, room, text};
use crate::answer::{Answer, reason};
use crate::limits::Limit;
use crate::unknown::Unknown;

/// What the log says that an answer is about.
pub(super) const WHAT: &str = "Reason why a finding stays open";

/// Records why a finding stays open; empty words take the record back.
pub(super) fn give(answers: &mut Vec<Answer>, finding: &str, words: &str) -> Applied {
    let reason = text(words)?;
    match answers.iter().position(|other| other.finding == finding) {
        Some(at) if reason.is_empty() => {
            answers.remove(at);
        }
        Some(at) => answers[at].reason = reason,
        None if reason.is_empty() => {}
        None => {
            room(answers, Limit::Overrides)?;
            Limit::check_text(finding)?;
            answers.push(Answer { finding: finding.to_owned(), reason, unknown: Unknown::new() });
        }
    }
    Ok(())
}

/// Returns the reason as the log gives it; empty where there is none.
pub(super) fn value(answers: &[Answer], finding: &str) -> String {
    reason(answers, finding).unwrap_or_default().to_owned()
}
