//! Edits of the case itself: its title, whose paper it is, which appraisals it holds, and answers to findings on its programme.

use super::answer;
use super::given::{Applied, issue, name, position, room, text};
use crate::appraisal::{Alternative, Appraisal, Role};
use crate::case::Case;
use crate::date::Date;
use crate::id::{AlternativeId, AppraisalId};
use crate::limits::Limit;
use crate::print;
use std::sync::Arc;

/// A change of the case itself.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseEdit {
    /// Gives the case a title.
    SetTitle(String),
    /// Says whose paper this is: the council or other body.
    SetAuthority(String),
    /// Says which committee receives the paper.
    SetCommittee(String),
    /// Sets or clears the date to which figures and statuses refer.
    SetDataDate(Option<Date>),
    /// Sets or clears the date on which the committee meets.
    SetMeeting(Option<Date>),
    /// Adds an appraisal with business as usual and do-minimum as its first options.
    AddAppraisal(String),
    /// Removes an appraisal.
    RemoveAppraisal(AppraisalId),
    /// Records why a finding on the programme stays open; empty words take the record back.
    Answer(String, String),
}

impl CaseEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            CaseEdit::SetTitle(title) => case.title = name(title)?,
            CaseEdit::SetAuthority(authority) => case.context.authority = text(authority)?,
            CaseEdit::SetCommittee(committee) => case.context.committee = text(committee)?,
            CaseEdit::SetDataDate(date) => case.context.data_date = *date,
            CaseEdit::SetMeeting(date) => case.context.meeting = *date,
            CaseEdit::AddAppraisal(title) => add_appraisal(case, title)?,
            CaseEdit::RemoveAppraisal(id) => {
                let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
                case.appraisals.remove(at);
            }
            CaseEdit::Answer(finding, reason) => answer::give(&mut case.answers, finding, reason)?,
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        match self {
            CaseEdit::SetTitle(_) => "Title of the case".to_owned(),
            CaseEdit::SetAuthority(_) => "Authority".to_owned(),
            CaseEdit::SetCommittee(_) => "Committee".to_owned(),
            CaseEdit::SetDataDate(_) => "Date of the figures".to_owned(),
            CaseEdit::SetMeeting(_) => "Date of the meeting".to_owned(),
            CaseEdit::AddAppraisal(title) => format!("Add appraisal {}", title.trim()),
            CaseEdit::RemoveAppraisal(id) => {
                format!("Remove appraisal {}", case.appraisal(*id).map_or("", |appraisal| &appraisal.title))
            }
            CaseEdit::Answer(..) => answer::WHAT.to_owned(),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        match self {
            CaseEdit::SetTitle(_) => case.title.clone(),
            CaseEdit::SetAuthority(_) => case.context.authority.clone(),
            CaseEdit::SetCommittee(_) => case.context.committee.clone(),
            CaseEdit::SetDataDate(_) => date_text(case.context.data_date),
            CaseEdit::SetMeeting(_) => date_text(case.context.meeting),
            CaseEdit::Answer(finding, _) => answer::value(&case.answers, finding),
            CaseEdit::AddAppraisal(_) | CaseEdit::RemoveAppraisal(_) => String::new(),
        }
    }

    /// Returns the appraisal that the edit changes.
    pub(super) fn appraisal(&self) -> Option<AppraisalId> {
        match self {
            CaseEdit::RemoveAppraisal(id) => Some(*id),
            CaseEdit::SetTitle(_)
            | CaseEdit::SetAuthority(_)
            | CaseEdit::SetCommittee(_)
            | CaseEdit::SetDataDate(_)
            | CaseEdit::SetMeeting(_)
            | CaseEdit::AddAppraisal(_)
            | CaseEdit::Answer(..) => None,
        }
    }
}

/// Returns a date as the log gives it; empty where there is none.
pub(super) fn date_text(date: Option<Date>) -> String {
    date.map_or(String::new(), print::date)
}

fn add_appraisal(case: &mut Case, title: &str) -> Applied {
    let title = name(title)?;
    room(&case.appraisals, Limit::Appraisals)?;
    let mut appraisal = Appraisal::titled(AppraisalId(issue(&mut case.next_id)?), &title);
    for (name, role) in [("Business as usual", Role::BusinessAsUsual), ("Do minimum", Role::DoMinimum)] {
        appraisal.alternatives.push(Alternative::named(AlternativeId(issue(&mut case.next_id)?), name, role));
    }
    // Weights come before totals, so nobody weighs towards an answer.
    appraisal.blind = true;
    case.appraisals.push(Arc::new(appraisal));
    Ok(())
}
