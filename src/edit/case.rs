//! Edits of the case itself: its title, whose paper it is, which appraisals it holds, and answers to findings on its programme.

use super::answer;
use super::given::{Applied, issue, name, position, room, text};
use crate::appraisal::{Alternative, Appraisal, Role};
use crate::case::{Case, Context};
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
    /// Sets or clears the date as at which the report is read.
    SetReadAsAt(Option<Date>),
    /// Sets or clears when the report before this one was made.
    SetPreviousReport(Option<Date>),
    /// Says one of the things that are said of the report in words.
    SetWords(ContextField, String),
    /// Adds an appraisal with business as usual and do-minimum as its first options.
    AddAppraisal(String),
    /// Removes an appraisal.
    RemoveAppraisal(AppraisalId),
    /// Records why a finding on the programme stays open; empty words take the record back.
    Answer(String, String),
}

/// What is said of the report in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextField {
    /// The title of the report.
    Report,
    /// What is asked of the committee.
    ReportType,
    /// The role whose report it is.
    AuthorRole,
    /// The heading of the table of goals.
    AlignmentHeading,
    /// The template whose sections it follows, by its key.
    Template,
    /// Where the content came from.
    Note,
}

impl ContextField {
    /// Returns what it is called, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ContextField::Report => "Title of the report",
            ContextField::ReportType => "What is asked of the committee",
            ContextField::AuthorRole => "Role of the author",
            ContextField::AlignmentHeading => "Heading of the table of goals",
            ContextField::Template => "Template of the report",
            ContextField::Note => "Note on the source",
        }
    }

    /// Returns what is said of the report.
    #[must_use]
    pub fn of(self, context: &Context) -> &str {
        match self {
            ContextField::Report => &context.report,
            ContextField::ReportType => &context.report_type,
            ContextField::AuthorRole => &context.author_role,
            ContextField::AlignmentHeading => &context.alignment_heading,
            ContextField::Template => &context.template,
            ContextField::Note => &context.note,
        }
    }

    fn of_mut(self, context: &mut Context) -> &mut String {
        match self {
            ContextField::Report => &mut context.report,
            ContextField::ReportType => &mut context.report_type,
            ContextField::AuthorRole => &mut context.author_role,
            ContextField::AlignmentHeading => &mut context.alignment_heading,
            ContextField::Template => &mut context.template,
            ContextField::Note => &mut context.note,
        }
    }
}

impl CaseEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            CaseEdit::SetTitle(title) => case.title = name(title)?,
            CaseEdit::SetAuthority(authority) => case.context.authority = text(authority)?,
            CaseEdit::SetCommittee(committee) => case.context.committee = text(committee)?,
            CaseEdit::SetDataDate(date) => case.context.data_date = *date,
            CaseEdit::SetMeeting(date) => case.context.meeting = *date,
            CaseEdit::SetReadAsAt(date) => case.context.read_as_at = *date,
            CaseEdit::SetPreviousReport(date) => case.context.previous_report = *date,
            CaseEdit::SetWords(field, words) => *field.of_mut(&mut case.context) = text(words)?,
            CaseEdit::AddAppraisal(title) => add_appraisal(case, title)?,
            CaseEdit::RemoveAppraisal(id) => {
                let at = position(case.appraisals.iter().map(|appraisal| appraisal.id), *id, "appraisal")?;
                case.appraisals.remove(at);
                for initiative in case.programme.initiatives.iter_mut().filter(|one| one.appraisal == Some(*id)) {
                    Arc::make_mut(initiative).appraisal = None;
                }
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
            CaseEdit::SetReadAsAt(_) => "Date of reading".to_owned(),
            CaseEdit::SetPreviousReport(_) => "Date of the report before".to_owned(),
            CaseEdit::SetWords(field, _) => field.word().to_owned(),
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
            CaseEdit::SetReadAsAt(_) => date_text(case.context.read_as_at),
            CaseEdit::SetPreviousReport(_) => date_text(case.context.previous_report),
            CaseEdit::SetWords(field, _) => field.of(&case.context).to_owned(),
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
            | CaseEdit::SetReadAsAt(_)
            | CaseEdit::SetPreviousReport(_)
            | CaseEdit::SetWords(..)
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
