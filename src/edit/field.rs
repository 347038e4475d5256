//! Which of an initiative's dates, or of the things said of it in words, an edit sets.

use crate::date::Date;
use crate::programme::Initiative;

/// What is said of an initiative in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsField {
    /// The reference that the council gives it.
    Reference,
    /// The role that leads it.
    LeadRole,
    /// What it is meant to achieve.
    Objective,
    /// The heading under which it stands.
    Group,
    /// Why it has its status.
    StatusReason,
    /// How it stands.
    Narrative,
    /// Where it was read.
    Source,
}

impl WordsField {
    /// Returns what it is called, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            WordsField::Reference => "Reference",
            WordsField::LeadRole => "Lead",
            WordsField::Objective => "Objective",
            WordsField::Group => "Group",
            WordsField::StatusReason => "Reason for the status",
            WordsField::Narrative => "Progress",
            WordsField::Source => "Source",
        }
    }

    /// Returns what is said of an initiative.
    #[must_use]
    pub fn of(self, initiative: &Initiative) -> &str {
        match self {
            WordsField::Reference => &initiative.reference,
            WordsField::LeadRole => &initiative.lead_role,
            WordsField::Objective => &initiative.objective,
            WordsField::Group => &initiative.group,
            WordsField::StatusReason => &initiative.status_reason,
            WordsField::Narrative => &initiative.narrative,
            WordsField::Source => &initiative.source,
        }
    }

    pub(super) fn of_mut(self, initiative: &mut Initiative) -> &mut String {
        match self {
            WordsField::Reference => &mut initiative.reference,
            WordsField::LeadRole => &mut initiative.lead_role,
            WordsField::Objective => &mut initiative.objective,
            WordsField::Group => &mut initiative.group,
            WordsField::StatusReason => &mut initiative.status_reason,
            WordsField::Narrative => &mut initiative.narrative,
            WordsField::Source => &mut initiative.source,
        }
    }
}

/// Which date of an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// When it began.
    Start,
    /// When it was to end.
    PlannedEnd,
    /// When it ended.
    ActualEnd,
    /// When it is to end now.
    NewEnd,
}

impl DateField {
    /// Returns what it is called, as it begins a line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateField::Start => "Start",
            DateField::PlannedEnd => "Planned end",
            DateField::ActualEnd => "Actual end",
            DateField::NewEnd => "New end",
        }
    }

    /// Returns this date of an initiative.
    #[must_use]
    pub fn of(self, initiative: &Initiative) -> Option<Date> {
        match self {
            DateField::Start => initiative.start,
            DateField::PlannedEnd => initiative.planned_end,
            DateField::ActualEnd => initiative.actual_end,
            DateField::NewEnd => initiative.new_end,
        }
    }

    pub(super) fn of_mut(self, initiative: &mut Initiative) -> &mut Option<Date> {
        match self {
            DateField::Start => &mut initiative.start,
            DateField::PlannedEnd => &mut initiative.planned_end,
            DateField::ActualEnd => &mut initiative.actual_end,
            DateField::NewEnd => &mut initiative.new_end,
        }
    }
}
