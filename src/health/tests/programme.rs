//! Findings on the programme.

use super::super::{Place, Subject, check_programme};
use crate::case::Case;
use crate::edit::{CaseEdit, Edit, ProgrammeEdit, apply};
use crate::health::Finding;
use crate::programme::Status;

/// Returns a case with one initiative, due in July 2014.
fn due() -> Case {
    let case = apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Network".into()))).unwrap();
    edited(&case, |initiative| initiative.planned_end = "2014-07".parse().ok())
}

fn edited(case: &Case, change: impl FnOnce(&mut crate::programme::Initiative)) -> Case {
    let mut case = case.clone();
    change(std::sync::Arc::make_mut(&mut case.programme.initiatives[0]));
    case
}

/// What is asked of the initiatives, and not of the report.
fn found(case: &Case) -> Vec<Finding> {
    as_at(case, "2014-12".parse().ok())
}

fn as_at(case: &Case, date: Option<crate::date::Date>) -> Vec<Finding> {
    let mut found = check_programme(case, date);
    found.retain(|finding| finding.place() == Place::Programme);
    found
}

#[test]
fn an_overdue_initiative_is_named_and_without_a_date_nothing_is_said_of_time() {
    let case = due();
    let id = case.programme.initiatives[0].id;
    let findings = found(&case);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].about.as_slice(), findings[0].place()), (&[Subject::Initiative(id)][..], Place::Programme));
    assert_eq!(findings[0].key(), format!("overdue_not_red:{id}:none+5"));
    assert!(as_at(&case, None).is_empty());
}

#[test]
fn an_answer_stands_until_what_it_was_given_for_changes() {
    let case = due();
    let finding = &found(&case)[0];
    assert!(finding.is_open(&case.answers));
    let answer = |words: &str| Edit::Case(CaseEdit::Answer(finding.key(), words.to_owned()));
    let answered = apply(&case, &answer("Agreed with the board.")).unwrap();
    assert_eq!(finding.answer(&answered.answers), Some("Agreed with the board."));
    assert!(!finding.is_open(&answered.answers));
    let amber = edited(&answered, |initiative| initiative.status = Some(Status::Amber));
    assert!(found(&amber)[0].is_open(&amber.answers), "it was given for no status");
    let later = check_programme(&answered, "2015-01".parse().ok());
    assert!(later[0].is_open(&answered.answers), "it was given for five months");
    assert_eq!(apply(&answered, &answer(" ")).unwrap(), case, "empty words take it back");
}
