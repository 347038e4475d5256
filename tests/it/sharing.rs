//! A case is shared, not copied: an edit copies what it changes, and all else stands in memory once.

#[path = "../bench/cases.rs"]
pub(crate) mod cases;

use cases::{add_appraisal, programme};
use std::sync::Arc;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::appraisal::ScoreState;
use weighbridge::case::Case;
use weighbridge::edit::{
    AlignmentEdit, CaseEdit, Edit, FrameEdit, OptionEdit, ProgrammeEdit, ScoreEdit, TreeEdit, apply,
};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::grid::Placed;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AlternativeId, CriterionId, GoalId, InitiativeId};

const STAMP: Stamp<'static> = Stamp { at: "2026-11-21T14:02:11Z", by: "" };

/// How many of each kind two cases do not share.
#[derive(Debug, PartialEq, Eq)]
struct Copied {
    initiatives: usize,
    rows: usize,
    appraisals: usize,
    scores: usize,
    frameworks: usize,
}

fn fresh<T>(before: &[Arc<T>], after: &[Arc<T>]) -> usize {
    after.iter().filter(|new| !before.iter().any(|old| Arc::ptr_eq(old, new))).count()
}

fn copied(before: &Case, after: &Case) -> Copied {
    let scores = before.appraisals.iter().zip(&after.appraisals).map(|(before, after)| {
        before.alternatives.len().max(after.alternatives.len()) - after.scores.n_rows_shared_with(&before.scores)
    });
    Copied {
        initiatives: fresh(&before.programme.initiatives, &after.programme.initiatives),
        rows: before.programme.initiatives.len() - after.contributions.n_rows_shared_with(&before.contributions),
        appraisals: fresh(&before.appraisals, &after.appraisals),
        scores: scores.sum(),
        frameworks: fresh(&before.frameworks, &after.frameworks),
    }
}

#[test]
fn an_edit_copies_what_it_changes_and_nothing_else() {
    let mut case = programme(40, 8);
    let appraisal = add_appraisal(&mut case, 12, 20);
    add_appraisal(&mut case, 3, 4);
    let (initiative, goal) = (InitiativeId(20), GoalId(4));
    let (option, criterion) = (AlternativeId(appraisal.0 + 3), CriterionId(appraisal.0 + 15));
    let nothing = || Copied { initiatives: 0, rows: 0, appraisals: 0, scores: 0, frameworks: 0 };
    let within = |edit| Edit::Appraisal(appraisal, edit);
    let effect = Assessment::Scored(Effect::new(-3).unwrap());
    let points = ScoreState::Points(Finite::from(99));
    let expected = [
        (Edit::Case(CaseEdit::SetTitle("Another".into())), nothing()),
        (
            Edit::Programme(ProgrammeEdit::RenameInitiative(initiative, "Another".into())),
            Copied { initiatives: 1, ..nothing() },
        ),
        (Edit::Programme(ProgrammeEdit::MoveInitiative(initiative, 0)), nothing()),
        (Edit::Programme(ProgrammeEdit::AddInitiative("One more".into())), Copied { initiatives: 1, ..nothing() }),
        (Edit::Programme(ProgrammeEdit::RemoveInitiative(initiative)), Copied { rows: 1, ..nothing() }),
        (Edit::Alignment(AlignmentEdit::SetAssessment(initiative, goal, effect)), Copied { rows: 1, ..nothing() }),
        (
            Edit::Alignment(AlignmentEdit::SetAssessment(initiative, goal, Assessment::NotAssessed)),
            Copied { rows: 1, ..nothing() },
        ),
        (
            Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, "Said so".into())),
            Copied { rows: 1, ..nothing() },
        ),
        (Edit::Case(CaseEdit::AddAppraisal("One more".into())), Copied { appraisals: 1, ..nothing() }),
        (within(FrameEdit::SetTitle("Another".into()).into()), Copied { appraisals: 1, ..nothing() }),
        (within(ScoreEdit::Set(option, criterion, points).into()), Copied { appraisals: 1, scores: 1, ..nothing() }),
        (within(OptionEdit::Remove(option).into()), Copied { appraisals: 1, scores: 1, ..nothing() }),
        // One score of each option goes with a criterion.
        (within(TreeEdit::Remove(criterion).into()), Copied { appraisals: 1, scores: 12, ..nothing() }),
    ];
    for (edit, expected) in expected {
        let after = apply(&case, &edit).unwrap();
        assert_ne!(case, after, "{edit:?} changes something");
        assert_eq!(copied(&case, &after), expected, "{edit:?}");
    }
}

#[test]
fn five_hundred_steps_back_hold_one_row_each() {
    let mut history = History::new(programme(1_000, 30), Vec::new());
    let start = Arc::clone(history.case());
    for at in 0..500_u32 {
        let (initiative, goal) = (InitiativeId(32 + at * 7 % 1_000), GoalId(2 + at % 30));
        let before = Arc::clone(history.case());
        assert_eq!(
            history.commit(&Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, format!("No. {at}"))), STAMP),
            Ok(true)
        );
        assert_eq!(
            copied(&before, history.case()),
            Copied { initiatives: 0, rows: 1, appraisals: 0, scores: 0, frameworks: 0 }
        );
    }
    while history.undo(STAMP).is_some() {}
    assert!(Arc::ptr_eq(history.case(), &start));
}

/// A file lists cells in the order in which they were recorded, whatever initiative they are of.
#[test]
fn the_order_of_a_file_survives() {
    let mut case = programme(6, 5);
    let mut cells: Vec<_> = case.contributions.iter().cloned().collect();
    cells.sort_by_key(|cell| (cell.goal, std::cmp::Reverse(cell.initiative)));
    case.contributions = cells.iter().cloned().collect();
    let text = file::save(&Document::new(case, Vec::new()));
    let mut read = file::load(text.as_bytes()).unwrap();
    assert_eq!(file::save(&read), text);
    assert_eq!(read.case.contributions.iter().cloned().collect::<Vec<_>>(), cells);
    let edit = Edit::Alignment(AlignmentEdit::SetReason(InitiativeId(9), GoalId(4), "Changed".into()));
    read.case = apply(&read.case, &edit).unwrap();
    let changed = cells.iter().find(|cell| cell.place() == (InitiativeId(9), GoalId(4))).unwrap();
    assert_eq!(file::save(&read), text.replace(&changed.reason, "Changed"));
}
