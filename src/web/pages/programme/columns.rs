//! The columns in which initiatives are typed: what each shows, and the edit that it comes to.

use super::read_date;
use crate::pages::entry_table::{Column, NONE, Row, key_of_sum};
use leptos::prelude::IntoAny;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::date::Date;
use weighbridge::date::entry::{self, NoDate};
use weighbridge::edit::{DateField, Edit, EditError, ProgrammeEdit, WordsField};
use weighbridge::id::InitiativeId;
use weighbridge::pence::{Pence, PoundsError, read_pounds};
use weighbridge::present;
use weighbridge::programme::{Initiative, Status};

/// Every column, the name first, each with whether it is shown at first.
pub(super) fn all() -> Vec<(Column, bool)> {
    vec![
        (name(), true),
        (status(), true),
        (date("Start", DateField::Start), false),
        (date("Planned end", DateField::PlannedEnd), true),
        (date("New end", DateField::NewEnd), false),
        (date("Actual end", DateField::ActualEnd), true),
        (budget(), true),
        (words("Lead role", WordsField::LeadRole), true),
        (words("Reference", WordsField::Reference), false),
        (words("Group", WordsField::Group), false),
        (tags(), false),
        (words("Progress", WordsField::Narrative), false),
        (words("Read from", WordsField::Source), false),
    ]
}

fn of(case: &Case, row: Row) -> Option<&Initiative> {
    case.initiative(InitiativeId(row))
}

fn edit(edit: ProgrammeEdit) -> Result<Edit, EditError> {
    Ok(Edit::Programme(edit))
}

fn name() -> Column {
    Column::new(
        "Initiative",
        |case, row| of(case, row).map_or_else(String::new, |found| found.name.clone()),
        |_, row, text| edit(ProgrammeEdit::RenameInitiative(InitiativeId(row), text.to_owned())),
    )
}

fn words(heading: &'static str, field: WordsField) -> Column {
    Column::new(
        heading,
        move |case, row| of(case, row).map_or_else(String::new, |found| field.of(found).to_owned()),
        move |_, row, text| edit(ProgrammeEdit::SetWords(InitiativeId(row), field, text.to_owned())),
    )
}

fn tags() -> Column {
    Column::new(
        "Tags",
        |case, row| of(case, row).map_or_else(String::new, |found| found.tags.join(", ")),
        |_, row, text| {
            let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            edit(ProgrammeEdit::SetTags(InitiativeId(row), tags))
        },
    )
}

fn status() -> Column {
    let all = [Status::Red, Status::Amber, Status::Green, Status::Complete];
    chosen(
        "Status",
        std::iter::once((None, NONE.to_owned()))
            .chain(all.map(|status| (Some(status), present::status_words(status).to_owned())))
            .collect(),
        |case, row| of(case, row).and_then(|found| found.status),
        |row, status| edit(ProgrammeEdit::SetStatus(InitiativeId(row), status)),
    )
    .drawn(|words| {
        let found = [Status::Red, Status::Amber, Status::Green, Status::Complete];
        let found = found.into_iter().find(|status| present::status_words(*status) == words);
        found.map(crate::parts::status::status).into_any()
    })
    // As a committee reads them: red first.
    .sorted_by(move |case, row| {
        let status = of(case, row).and_then(|found| found.status);
        status
            .and_then(|status| all.iter().position(|one| *one == status))
            .map_or_else(String::new, |at| at.to_string())
    })
}

/// Returns a column in which one of these values is chosen by its words.
pub(crate) fn chosen<T: Copy + PartialEq + Send + Sync + 'static>(
    heading: impl Into<String>,
    choices: Vec<(T, String)>,
    read: impl Fn(&Case, Row) -> T + Send + Sync + 'static,
    write: impl Fn(Row, T) -> Result<Edit, EditError> + Send + Sync + 'static,
) -> Column {
    let choices = Arc::new(choices);
    let (for_read, for_write) = (Arc::clone(&choices), Arc::clone(&choices));
    Column::new(
        heading,
        move |case, row| {
            let value = read(case, row);
            let found = for_read.iter().find(|(one, _)| *one == value);
            found.filter(|(_, words)| words != NONE).map_or_else(String::new, |(_, words)| words.clone())
        },
        move |_, row, text| {
            let found = for_write.iter().find(|(_, words)| words == text);
            let (value, _) = found.ok_or(EditError::OutOfRange { expected: "one of the words of the list" })?;
            write(row, *value)
        },
    )
    .choosing(move |_| choices.iter().map(|(_, words)| words.clone()).collect())
}

fn date(heading: &'static str, field: DateField) -> Column {
    let read: fn(&str) -> Result<Date, NoDate> = if field == DateField::Start { read_start } else { read_end };
    date_column(
        heading,
        move |case, row| of(case, row).and_then(|found| field.of(found)),
        move |row, date| edit(ProgrammeEdit::SetDate(InitiativeId(row), field, date)),
        read,
    )
}

/// Returns a column of dates.
pub(crate) fn date_column(
    heading: &'static str,
    get: impl Fn(&Case, Row) -> Option<Date> + Clone + Send + Sync + 'static,
    set: impl Fn(Row, Option<Date>) -> Result<Edit, EditError> + Send + Sync + 'static,
    read: fn(&str) -> Result<Date, NoDate>,
) -> Column {
    let for_order = get.clone();
    Column::new(
        heading,
        move |case, row| get(case, row).map_or_else(String::new, present::date),
        move |_, row, text| set(row, read_date(text, read)?),
    )
    .sorted_by(move |case, row| for_order(case, row).map_or_else(String::new, |date| date.to_string()))
}

/// Returns when something starts; a year alone and a span are kept as they are.
fn read_start(text: &str) -> Result<Date, NoDate> {
    entry::read_start(text).or_else(|refused| entry::read_event(text).map_err(|_| refused))
}

/// Returns when something ends; a year alone and a span are kept as they are.
fn read_end(text: &str) -> Result<Date, NoDate> {
    entry::read_end(text).or_else(|refused| entry::read_event(text).map_err(|_| refused))
}

fn budget() -> Column {
    sum_column(
        "Budget, all years",
        |case, row| of(case, row).and_then(|found| found.budget),
        |row, sum| edit(ProgrammeEdit::SetBudget(InitiativeId(row), sum)),
    )
}

/// Returns a column of money.
pub(crate) fn sum_column(
    heading: impl Into<String>,
    get: impl Fn(&Case, Row) -> Option<Pence> + Clone + Send + Sync + 'static,
    set: impl Fn(Row, Option<Pence>) -> Result<Edit, EditError> + Send + Sync + 'static,
) -> Column {
    let for_order = get.clone();
    Column::new(
        heading,
        move |case, row| get(case, row).map_or_else(String::new, present::money),
        move |_, row, text| set(row, read_sum(text)?),
    )
    .of_numbers()
    .sorted_by(move |case, row| key_of_sum(for_order(case, row).map(Pence::get)))
}

/// Returns a sum as it is typed; nothing for an empty field.
pub(crate) fn read_sum(text: &str) -> Result<Option<Pence>, EditError> {
    let refused = EditError::OutOfRange { expected: PoundsError::EXPECTED };
    if text.trim().is_empty() { Ok(None) } else { read_pounds(text).map(Some).map_err(|_| refused) }
}
