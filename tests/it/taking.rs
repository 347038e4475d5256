//! Pasted tables that are taken over: the twelve of `tests/paste` become one edit each, and nothing is removed.

use serde_json::Value;
use std::fs;
use std::time::Instant;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::case::Case;
use weighbridge::date::Date;
use weighbridge::edit::{Edit, EditError, Placing, ProgrammeEdit, WordsField, apply, read_onto, taking};
use weighbridge::file;
use weighbridge::history::{History, Stamp};
use weighbridge::paste::{Choices, Outcome, Same};
use weighbridge::programme::{Initiative, LineKind, Status};

const NOW: Stamp<'static> = Stamp { at: "2026-01-01T00:00:00Z", by: "" };

fn text(name: &str, ending: &str) -> String {
    fs::read_to_string(format!("{}/tests/paste/{name}.{ending}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn placing() -> Placing {
    Placing { title: "A pasted table".to_owned(), replaces: None, links: true }
}

/// Returns the edit that a text comes to, with every question left open.
fn edit(case: &Case, text: &str) -> Option<Edit> {
    taking(case, &read_onto(case, text, &Choices::default()), &placing())
}

fn taken(case: &Case, text: &str) -> Case {
    apply(case, &edit(case, text).unwrap()).unwrap()
}

fn initiative<'a>(case: &'a Case, name: &str) -> &'a Initiative {
    let found = case.programme.initiatives.iter().find(|found| found.name == name);
    found.unwrap_or_else(|| panic!("{name} is not among them"))
}

/// Returns a case with the initiatives that the eighth table is pasted onto.
fn ict() -> Case {
    let table = "Project\tStatus\tPlanned end\n\
                 Email Service Upgrade\tAmber\tMar-15\n\
                 Re-procurement of fixed line call tariffs\tRed\tJan-15\n\
                 Treasury Building major upgrade of Local Area Network\tGreen\tFeb-15\n";
    taken(&Case::titled("ICT"), table)
}

fn city() -> Case {
    let path = format!("{}/seeds/manchester-ict-2020.json", env!("CARGO_MANIFEST_DIR"));
    file::load(fs::read_to_string(path).unwrap().as_bytes()).unwrap().case
}

/// Holds the initiatives of a case against the rows of a file that say what they hold.
fn hold(case: &Case, name: &str) {
    let expected: Value = serde_json::from_str(&text(name, "json")).unwrap();
    let mut n_held = 0;
    for row in expected["rows"].as_array().unwrap() {
        let result = row["result"].as_str().unwrap();
        let Some(called) = row["name"].as_str().filter(|_| result.starts_with("added") || result == "changed") else {
            continue;
        };
        let found = initiative(case, called);
        n_held += 1;
        let date = |date: Option<Date>| date.map_or(Value::Null, |date| date.to_string().into());
        let ends: Vec<String> = found.earlier_ends.iter().map(|end| end.date.to_string()).collect();
        let facts = [
            ("id", found.reference.clone().into()),
            ("group", found.group.clone().into()),
            ("lead_role", found.lead_role.clone().into()),
            ("narrative", found.narrative.clone().into()),
            ("status", found.status.map_or(Value::Null, |status| status.word().into())),
            ("start", date(found.start)),
            ("planned_end", date(found.planned_end)),
            ("actual_end", date(found.actual_end)),
            ("budget", found.budget.map_or(Value::Null, |sum| sum.get().into())),
            ("earlier_ends", ends.into()),
        ];
        for (key, found) in facts {
            if let Some(wanted) = row.get(key) {
                assert_eq!(&found, wanted, "{name}, {called}: {key}");
            }
        }
    }
    assert!(n_held > 0, "{name} holds something");
}

#[test]
fn tables_of_initiatives_give_what_their_files_say_and_change_nothing_the_second_time() {
    for (name, case) in [
        ("01-word-table-repeated-heading", Case::titled("t")),
        ("04-groups-pounds-footer", Case::titled("t")),
        ("07-dates-of-every-kind", Case::titled("t")),
        ("08-update-duplicates-wbs", ict()),
        ("09-hostile-cells", Case::titled("t")),
    ] {
        let text = text(name, "txt");
        let after = taken(&case, &text);
        hold(&after, name);
        assert_eq!(edit(&after, &text), None, "{name}: the second time nothing changes");
    }
    // The rows of these have no name in their files.
    for name in ["03-pdf-text-no-tabs", "05-dates-ambiguous-serial", "10-semicolon-decimal-comma"] {
        let text = text(name, "txt");
        let case = Case::titled("t");
        let n = read_onto(&case, &text, &Choices::default())
            .rows
            .iter()
            .filter(|row| matches!(row.outcome, Outcome::Added(_)))
            .count();
        let after = taken(&case, &text);
        assert_eq!(after.programme.initiatives.len(), n, "{name}");
        assert_eq!(edit(&after, &text), None, "{name}: the second time nothing changes");
    }
}

#[test]
fn what_has_no_place_of_its_own_is_kept_as_words() {
    let case = taken(&Case::titled("t"), &text("04-groups-pounds-footer", "txt"));
    let allotments = initiative(&case, "Allotments");
    assert_eq!(allotments.narrative, "Planned end: TBC\nBudget of 2025/26: £0");
    assert_eq!(allotments.source, "Source: SAP extract 14/10/2025");
    assert_eq!(case.programme.initiatives.len(), 4, "totals are no initiatives");
    let case = taken(&Case::titled("t"), &text("05-dates-ambiguous-serial", "txt"));
    let lifts = initiative(&case, "Lifts");
    assert_eq!((lifts.status, lifts.status_reason.as_str()), (None, "Reported as “Amber/Green”"));
    assert_eq!(lifts.reference, "P4");
    let renamed = taken(&case, "Ref,Title,RAG\nP4,New lifts,G\n");
    assert_eq!(initiative(&renamed, "New lifts").status, Some(Status::Green), "a reference finds its initiative again");
}

#[test]
fn an_update_is_one_step_keeps_the_end_that_moved_and_removes_nothing() {
    let (case, text) = (ict(), text("08-update-duplicates-wbs", "txt"));
    let mut history = History::new(case.clone(), Vec::new());
    let edit = edit(&case, &text).unwrap();
    assert_eq!(history.commit(&edit, NOW), Ok(true));
    let after = history.shown().clone();
    let tariffs = initiative(&after, "Re-procurement of fixed line call tariffs");
    let ends: Vec<String> = tariffs.earlier_ends.iter().map(|end| end.date.to_string()).collect();
    assert_eq!(
        (tariffs.planned_end.map(|date| date.to_string()), ends),
        (Some("2015-06".into()), vec!["2015-01".into()])
    );
    assert_eq!(after.programme.initiatives.len(), 4, "one is added; what is asked about waits");
    let lan = initiative(&after, "Treasury Building major upgrade of Local Area Network");
    assert_eq!(lan, initiative(&case, &lan.name), "what is not named stays");
    assert_eq!(history.undo(NOW).as_deref(), Some("Take a pasted table: 1 initiative added, 2 changed"));
    assert_eq!(history.shown().programme, case.programme);
    // Answered, the row changes the initiative that it is.
    let mut choices = Choices::default();
    choices.names.insert("treasury building lan".to_owned(), Same::Renames(lan.id));
    let answered = taking(&case, &read_onto(&case, &text, &choices), &placing()).unwrap();
    assert_eq!(apply(&case, &answered).unwrap().initiative(lan.id).unwrap().name, "Treasury Building LAN");
}

#[test]
fn a_row_changes_what_the_preview_shows_and_no_more() {
    let case = taken(&Case::titled("t"), "Project\tStatus\tNotes\nHub\tGreen\tFirst line\n");
    let hub = case.programme.initiatives[0].id;
    let paragraphs = ProgrammeEdit::SetWords(hub, WordsField::Narrative, "First\nline".to_owned());
    let case = apply(&case, &Edit::Programme(paragraphs)).unwrap();
    let after = taken(&case, "Project\tStatus\tNotes\nHub\tAmber\tFirst line\n");
    assert_eq!(after.programme.initiatives[0].narrative, "First\nline", "the same words in other lines stay");
    assert_eq!(after.programme.initiatives[0].status, Some(Status::Amber));
    // An initiative that is gone by then refuses the whole, and the case is as it was.
    let late = edit(&case, "Project\tStatus\nHub\tRed\n").unwrap();
    let empty = apply(&case, &Edit::Programme(ProgrammeEdit::RemoveInitiative(hub))).unwrap();
    assert_eq!(apply(&empty, &late), Err(EditError::NotThere { what: "initiative" }));
}

#[test]
fn a_money_table_is_put_with_its_totals_and_goes_in_the_place_of_another() {
    let mut case = taken(&Case::titled("t"), "Project\tStatus\nData centre programme\tGreen\n");
    let text = text("02-capital-table-total", "txt");
    case = taken(&case, &text);
    let table = &case.programme.tables[0];
    assert_eq!((table.title.as_str(), table.lines.len(), table.printed_step.get()), ("A pasted table", 8, 10_000_000));
    let kinds: Vec<LineKind> = table.lines.iter().map(|line| line.kind).collect();
    assert_eq!((kinds[5], kinds[7]), (LineKind::Unallocated, LineKind::Total));
    assert_eq!(table.lines[1].initiative, Some(case.programme.initiatives[0].id));
    let figures: Vec<i64> = table.lines[1].figures.iter().map(|sum| sum.unwrap().get()).collect();
    let expected: Value = serde_json::from_str(&self::text("02-capital-table-total", "json")).unwrap();
    assert_eq!(Value::from(figures), expected["figures"]["Data Centre Programme"]);
    assert_eq!(table.columns[0].period, "2019/20");
    assert_eq!(case.programme.initiatives.len(), 1, "no line and no total is an initiative");

    let reading = read_onto(&case, &text.replace("3.2", "3.3"), &Choices::default());
    let unlinked = Placing { replaces: Some(table.id), links: false, ..placing() };
    let after = apply(&case, &taking(&case, &reading, &unlinked).unwrap()).unwrap();
    assert_eq!(after.programme.tables.len(), 1);
    assert_eq!(after.programme.tables[0].lines[1].figures[1].unwrap().get(), 330_000_000);
    assert_eq!(after.programme.tables[0].lines[1].initiative, table.lines[1].initiative, "what was said before stays");

    let thousands = taken(&case, &self::text("06-thousands-cr-footnotes", "txt"));
    let table = &thousands.programme.tables[1];
    assert_eq!(table.lines.iter().filter(|line| line.kind == LineKind::Line).count(), 4);
    assert!(table.lines.iter().any(|line| !line.note.is_empty()), "footnotes explain their lines");
}

#[test]
fn marks_come_without_reasons_and_those_that_are_not_given_stay() {
    let (case, text) = (city(), text("11-matrix-of-marks", "txt"));
    let edit = edit(&case, &text).unwrap();
    let after = apply(&case, &edit).unwrap();
    assert_eq!(after.programme.initiatives.len(), case.programme.initiatives.len() + 3);
    assert_eq!(after.contributions.len(), case.contributions.len() + 7, "{edit:?}");
    let refresh = initiative(&after, "Network refresh").id;
    let marks: Vec<_> = after.contributions.row(refresh).collect();
    assert!(marks.iter().all(|found| found.reason.is_empty() && !found.illustrative));
    assert!(marks.iter().any(|found| found.assessment == Assessment::Scored(Effect::new(3).unwrap())));
    let fleet = initiative(&after, "Fleet").id;
    assert_eq!(after.contributions.row(fleet).count(), 1, "what is asked about waits");
    assert_eq!(self::edit(&after, &text), None, "the second time nothing changes");
    // A mark that is another takes the place of the number; the reason stands.
    let known = case.contributions.by_row().find(|found| !found.reason.is_empty()).unwrap().clone();
    let (name, goal) = (&case.initiative(known.initiative).unwrap().name, case.goal(known.goal).unwrap());
    let other = case.goals().find(|(_, other)| other.id != goal.id).unwrap().1;
    let text = format!("Project\t{}\t{}\n{name}\t---\t\n", goal.title, other.title);
    let after = taken(&case, &text);
    let found = after.contribution(known.initiative, known.goal).unwrap();
    assert_eq!((found.assessment, &found.reason), (Assessment::Scored(Effect::new(-3).unwrap()), &known.reason));
    assert_eq!(after.contributions.len(), case.contributions.len());
}

#[test]
fn five_thousand_rows_are_taken_in_one_step_that_nobody_waits_for() {
    let text = text("12-five-thousand-rows", "txt");
    let case = Case::titled("t");
    let reading = read_onto(&case, &text, &Choices::default());
    let edit = taking(&case, &reading, &placing()).unwrap();
    let mut history = History::new(case.clone(), Vec::new());
    let begun = Instant::now();
    assert_eq!(history.commit(&edit, NOW), Ok(true));
    let took = begun.elapsed();
    assert_eq!(history.shown().programme.initiatives.len(), 4_992);
    // A quadratic search takes a minute here, in whichever build.
    assert!(took.as_secs() < 10, "{took:?}");
    assert_eq!(self::edit(history.shown(), &text), None, "the second time nothing changes");
    assert_eq!(history.undo(NOW).as_deref(), Some("Take a pasted table: 4,992 initiatives added, 0 changed"));
    assert_eq!(history.shown().programme, case.programme);
}
