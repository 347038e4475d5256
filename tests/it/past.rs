//! The past survives a reload: every step that can be undone is stored as a small text, and undone from it.

use crate::history_laws::{but_for_the_counter, edits, start};
use crate::sharing::cases::{add_appraisal, programme};
use proptest::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::appraisal::ScoreState;
use weighbridge::case::Case;
use weighbridge::edit::{AlignmentEdit, CaseEdit, Edit, FrameworkEdit, ProgrammeEdit, ScoreEdit, TreeEdit};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AlternativeId, CriterionId, FrameworkId, GoalId, InitiativeId};
use weighbridge::past;

const STAMP: Stamp<'static> = Stamp { at: "2026-11-21T14:02:11Z", by: "" };

/// What a browser keeps, read again.
fn reloaded(history: &History) -> History {
    let document = Document::new((**history.case()).clone(), history.log().to_vec());
    let document = file::load(file::save(&document).as_bytes()).unwrap();
    let texts = past::texts(history).iter().map(|text| text.to_string()).collect();
    past::restored(document.case, document.log, texts)
}

fn text(case: &Case) -> String {
    file::save(&Document::new(but_for_the_counter(case), Vec::new()))
}

proptest! {
    #[test]
    fn what_was_stored_is_undone_to_the_same_bytes(
        steps in prop::collection::vec((edits(), 0u8..6), 1..50), more in prop::collection::vec(edits(), 0..5)
    ) {
        let mut history = History::new(start(), Vec::new());
        for (edit, kind) in &steps {
            match kind {
                0 => { history.undo(STAMP); }
                1 => { history.redo(STAMP); }
                _ => { let _ = history.commit(edit, STAMP); }
            }
        }
        let mut restored = reloaded(&history);
        prop_assert_eq!(past::texts(&restored), past::texts(&history), "stored again as it was");
        for edit in &more {
            let (one, other) = (history.commit(edit, STAMP), restored.commit(edit, STAMP));
            prop_assert_eq!(one, other);
        }
        // Reloaded again half way, as people do.
        let mut restored = reloaded(&restored);
        prop_assert_eq!(text(restored.case()), text(history.case()));
        let mut n_undone = 0;
        while let Some(what) = history.undo(STAMP) {
            n_undone += 1;
            prop_assert_eq!(restored.undo_label(), Some(what.as_str()));
            prop_assert_eq!(restored.undo(STAMP), Some(what));
            prop_assert_eq!(text(restored.case()), text(history.case()));
        }
        prop_assert_eq!(restored.undo(STAMP), None);
        // What was undone before the reload is not kept; what was undone after it is.
        for _ in 0..n_undone {
            prop_assert!(history.redo(STAMP).is_some() && restored.redo(STAMP).is_some());
            prop_assert_eq!(text(restored.case()), text(history.case()));
        }
    }

    #[test]
    fn a_text_that_does_not_fit_ends_the_past_and_harms_nothing(
        steps in prop::collection::vec(edits(), 1..20), at in 0usize..20, byte in 0usize..400, letter in "[0-9a-z\"\\[{:,]"
    ) {
        let mut history = History::new(start(), Vec::new());
        for edit in &steps {
            let _ = history.commit(edit, STAMP);
        }
        let mut texts: Vec<String> = past::texts(&history).iter().map(|text| text.to_string()).collect();
        if let Some(damaged) = texts.get_mut(at) {
            let byte = byte % damaged.len();
            if damaged.is_char_boundary(byte) && damaged.is_char_boundary(byte + 1) {
                damaged.replace_range(byte..=byte, &letter);
            }
        }
        let mut restored = past::restored((**history.case()).clone(), Vec::new(), texts);
        while restored.undo(STAMP).is_some() {}
        prop_assert!(restored.undo_label().is_none());
    }
}

#[test]
fn a_step_of_another_case_is_not_undone() {
    let rename = |name: &str| Edit::Programme(ProgrammeEdit::RenameInitiative(InitiativeId(7), name.to_owned()));
    let mut history = History::new(programme(6, 5), Vec::new());
    history.commit(&rename("North"), STAMP).unwrap();
    let texts: Vec<String> = past::texts(&history).iter().map(|text| text.to_string()).collect();
    let mut other = History::new(programme(6, 5), Vec::new());
    other.commit(&rename("South"), STAMP).unwrap();
    let mut restored = past::restored((**other.case()).clone(), Vec::new(), texts);
    assert_eq!(restored.undo(STAMP), None);
    assert_eq!(restored.case().programme.initiatives[0].name, "South");
    assert_eq!(restored.undo_label(), None);
}

#[test]
fn a_step_of_a_large_case_is_small_and_shares_all_else() {
    let mut case = programme(1_000, 30);
    let appraisal = add_appraisal(&mut case, 50, 40);
    let (initiative, goal) = (InitiativeId(600), GoalId(9));
    let (option, criterion) = (AlternativeId(appraisal.0 + 3), CriterionId(appraisal.0 + 60));
    let score = ScoreEdit::Set(option, criterion, ScoreState::Points(Finite::from(99))).into();
    let edits = [
        (Edit::Case(CaseEdit::SetTitle("Another".into())), 400),
        (
            Edit::Alignment(AlignmentEdit::SetAssessment(
                initiative,
                goal,
                Assessment::Scored(Effect::new(-3).unwrap()),
            )),
            400,
        ),
        (Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, "Said so".into())), 400),
        (Edit::Programme(ProgrammeEdit::RenameInitiative(initiative, "Another".into())), 400),
        (Edit::Programme(ProgrammeEdit::MoveInitiative(initiative, 3)), 400),
        (Edit::Programme(ProgrammeEdit::AddInitiative("One more".into())), 400),
        (Edit::Appraisal(appraisal, score), 400),
        // Its thirty cells and itself.
        (Edit::Programme(ProgrammeEdit::RemoveInitiative(initiative)), 8_000),
        // One score of each option.
        (Edit::Appraisal(appraisal, TreeEdit::Remove(criterion).into()), 16_000),
    ];
    let mut history = History::new(case, Vec::new());
    for (edit, _) in &edits {
        assert_eq!(history.commit(edit, STAMP), Ok(true));
    }
    for (text, (edit, most)) in past::texts(&history).iter().zip(&edits) {
        assert!(text.len() < *most, "{} bytes for {edit:?}", text.len());
    }
    let mut restored = reloaded(&history);
    for _ in 0..edits.len() {
        let after = Arc::clone(restored.case());
        restored.undo(STAMP).unwrap();
        history.undo(STAMP).unwrap();
        assert_eq!(text(restored.case()), text(history.case()));
        let shared = restored.case().contributions.n_rows_shared_with(&after.contributions);
        assert!(shared >= 999, "{shared} rows are shared");
    }
}

#[test]
fn a_framework_that_was_removed_comes_back_with_every_cell_in_its_place() {
    let mut case = programme(40, 6);
    let mut cells: Vec<_> = case.contributions.iter().cloned().collect();
    cells.sort_by_key(|cell| (cell.goal, std::cmp::Reverse(cell.initiative)));
    case.contributions = cells.into_iter().collect();
    let start = text(&case);
    let mut history = History::new(case, Vec::new());
    history.commit(&Edit::Programme(ProgrammeEdit::RemoveInitiative(InitiativeId(20))), STAMP).unwrap();
    history.commit(&Edit::Framework(FrameworkEdit::Remove(FrameworkId(1))), STAMP).unwrap();
    let mut restored = reloaded(&history);
    assert!(restored.case().contributions.is_empty());
    restored.undo(STAMP).unwrap();
    restored.undo(STAMP).unwrap();
    assert_eq!(text(restored.case()), start);
}
