//! The limits of a case: the last that fits is taken, one more is refused by name, and the case is then as it was.

use crate::sharing::cases::{add_appraisal, programme};
use weighbridge::appraisal::{Method, Scale};
use weighbridge::case::Case;
use weighbridge::edit::{
    AlignmentEdit, AppraisalEdit, CaseEdit, Edit, EditError, FrameEdit, FrameworkEdit, GateEdit, OptionEdit,
    ProgrammeEdit, RecordEdit, ScaleEdit, ScoreEdit, TreeEdit, WeightEdit, WordsField, apply,
};
use weighbridge::finite::Finite;
use weighbridge::framework::Framework;
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, GoalId, InitiativeId};
use weighbridge::limits::{Limit, TEXT};

fn refused(case: &Case, edit: &Edit) -> (Limit, String) {
    match apply(case, edit) {
        Err(EditError::TooMany(refused)) => (refused.limit, refused.to_string()),
        other => panic!("{edit:?}: {:?}", other.map(|_| "taken")),
    }
}

/// Makes an edit as often as it is taken.
fn filled(mut case: Case, edit: impl Fn(&Case, usize) -> Edit) -> (Case, usize) {
    for n in 0.. {
        match apply(&case, &edit(&case, n)) {
            Ok(next) => case = next,
            Err(_) => return (case, n),
        }
    }
    unreachable!("an endless count")
}

#[test]
fn options_and_criteria_end_at_two_hundred() {
    let mut case = programme(0, 2);
    let id = add_appraisal(&mut case, 199, 199);
    let within = |edit| Edit::Appraisal(id, edit);
    let one_more = within(OptionEdit::Add("One more".into()).into());
    let full = apply(&case, &one_more).unwrap();
    let expected = (Limit::Options, "there can be at most 200 options in one appraisal, found 201".to_owned());
    assert_eq!(refused(&full, &one_more), expected);
    let leaf = case.appraisals[0].leaves()[0].0.id;
    let full = apply(&full, &within(TreeEdit::AddCriterion(None, "One more".into()).into())).unwrap();
    for edit in [
        within(TreeEdit::AddCriterion(None, "Another".into()).into()),
        within(TreeEdit::Split(leaf, "Another".into()).into()),
        Edit::Appraisal(id, TreeEdit::AddGoal(None, GoalId(2)).into()),
    ] {
        assert_eq!(refused(&full, &edit).0, Limit::Criteria);
    }
}

#[test]
fn every_list_of_an_appraisal_ends() {
    let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into()))).unwrap();
    let case =
        apply(&case, &Edit::Appraisal(AppraisalId(1), TreeEdit::AddCriterion(None, "Access".into()).into())).unwrap();
    let leaf = case.appraisals[0].leaves()[0].0.id;
    let name = |n: usize| format!("No. {n}");
    let within = |edit| Edit::Appraisal(AppraisalId(1), edit);
    type Make = fn(String) -> AppraisalEdit;
    let lists: [(Limit, Make); 3] = [
        (Limit::Families, |name| TreeEdit::AddFamily(name).into()),
        (Limit::Gates, |name| GateEdit::Add(name).into()),
        (Limit::WeightSets, |name| WeightEdit::AddSet(name, Method::Direct).into()),
    ];
    for (limit, make) in lists {
        let edit = |_: &Case, n: usize| within(make(name(n)));
        let (full, n) = filled(case.clone(), edit);
        assert_eq!((refused(&full, &edit(&full, n)).0, n), (limit, limit.most()));
    }
    let level = |at: usize| (None, name(at), Finite::new(at as f64 / 2.0).unwrap());
    let levels = |n: usize| within(ScaleEdit::SetLevels(leaf, (0..n).map(level).collect()).into());
    assert!(apply(&case, &levels(100)).is_ok());
    assert_eq!(refused(&case, &levels(101)).0, Limit::Levels);
    let roles = |n: usize| Edit::Appraisal(AppraisalId(1), FrameEdit::SetRoom((0..n).map(name).collect()).into());
    assert!(apply(&case, &roles(200)).is_ok());
    assert_eq!(refused(&case, &roles(201)).0, Limit::Roles);
}

#[test]
fn families_end_in_depth() {
    let case = apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where to".into()))).unwrap();
    let within = |edit| Edit::Appraisal(AppraisalId(1), edit);
    let mut case = case;
    for n in 0..21 {
        case = apply(&case, &within(TreeEdit::AddFamily(format!("Family {n}")).into())).unwrap();
    }
    let ids: Vec<CriterionId> = case.appraisals[0].criteria.iter().map(|family| family.id).collect();
    for pair in ids[..20].windows(2).rev() {
        case = apply(&case, &within(TreeEdit::Place(pair[1], Some(pair[0]), usize::MAX).into())).unwrap();
    }
    assert_eq!(refused(&case, &within(TreeEdit::Place(ids[0], Some(ids[20]), usize::MAX).into())).0, Limit::Depth);
}

#[test]
fn the_lists_of_a_case_end() {
    let full = programme(5_000, 0);
    assert_eq!(refused(&full, &Edit::Programme(ProgrammeEdit::AddInitiative("One more".into()))).0, Limit::Initiatives);
    let (full, n) = filled(Case::titled("Depots"), |_, n| Edit::Case(CaseEdit::AddAppraisal(format!("No. {n}"))));
    assert_eq!((refused(&full, &Edit::Case(CaseEdit::AddAppraisal("One more".into()))).0, n), (Limit::Appraisals, 100));
    let framework = |n_goals: u32| Box::new(Framework::clone(&programme(0, n_goals).frameworks[0]));
    assert!(apply(&programme(0, 290), &Edit::Framework(FrameworkEdit::Add(framework(10)))).is_ok());
    let (limit, words) = refused(&programme(0, 290), &Edit::Framework(FrameworkEdit::Add(framework(11))));
    assert_eq!((limit, words.as_str()), (Limit::Goals, "there can be at most 300 goals in one case, found 301"));
    let (full, n) = filled(Case::titled("Depots"), |_, _| Edit::Framework(FrameworkEdit::Add(framework(1))));
    assert_eq!((refused(&full, &Edit::Framework(FrameworkEdit::Add(framework(0)))).0, n), (Limit::Frameworks, 100));
}

#[test]
fn every_text_ends_at_twenty_thousand_characters() {
    let mut case = programme(2, 2);
    let id = add_appraisal(&mut case, 3, 2);
    let case = apply(&case, &Edit::Appraisal(id, GateEdit::Add("Lawful".into()).into())).unwrap();
    let appraisal = &case.appraisals[0];
    let (option, leaf) = (AlternativeId(id.0 + 3), appraisal.leaves()[0].0.id);
    let gate = appraisal.gates[0].id;
    let (initiative, goal) = (InitiativeId(4), GoalId(2));
    let measured = |name: String| Scale::Measured {
        measure: weighbridge::appraisal::Measure { name, unit: String::new(), unknown: Default::default() },
        worst: Finite::ZERO,
        best: Finite::from(1),
        shape: weighbridge::appraisal::Shape::Linear,
        unknown: Default::default(),
    };
    let edits = |text: &str| {
        let words = || text.to_owned();
        let within = |edit| Edit::Appraisal(id, edit);
        [
            Edit::Case(CaseEdit::SetTitle(words())),
            Edit::Case(CaseEdit::SetAuthority(words())),
            Edit::Case(CaseEdit::SetCommittee(words())),
            Edit::Alignment(AlignmentEdit::SetGoalStatement(goal, words())),
            Edit::Programme(ProgrammeEdit::AddInitiative(words())),
            Edit::Programme(ProgrammeEdit::RenameInitiative(initiative, words())),
            Edit::Programme(ProgrammeEdit::SetWords(initiative, WordsField::Narrative, words())),
            Edit::Programme(ProgrammeEdit::SetWords(initiative, WordsField::LeadRole, words())),
            Edit::Alignment(AlignmentEdit::SetReason(initiative, goal, words())),
            Edit::Alignment(AlignmentEdit::SetSource(initiative, goal, words())),
            Edit::Alignment(AlignmentEdit::SetMitigation(initiative, goal, words())),
            Edit::Case(CaseEdit::AddAppraisal(words())),
            within(FrameEdit::SetTitle(words()).into()),
            within(FrameEdit::SetBasis(words()).into()),
            within(FrameEdit::SetGuidance(words()).into()),
            within(FrameEdit::SetRoom(vec![words()]).into()),
            within(OptionEdit::Add(words()).into()),
            within(OptionEdit::Rename(option, words()).into()),
            within(OptionEdit::Describe(option, words()).into()),
            within(OptionEdit::Drop(option, words()).into()),
            within(GateEdit::Add(words()).into()),
            within(GateEdit::Rename(gate, words()).into()),
            within(GateEdit::SetEvidence(gate, option, words()).into()),
            within(TreeEdit::AddFamily(words()).into()),
            within(TreeEdit::AddCriterion(None, words()).into()),
            within(TreeEdit::Rename(leaf, words()).into()),
            within(TreeEdit::Define(leaf, words()).into()),
            within(TreeEdit::Split(leaf, words()).into()),
            within(ScaleEdit::SetAnchor(leaf, weighbridge::edit::ScaleEnd::Worst, words()).into()),
            within(ScaleEdit::Set(leaf, measured(words())).into()),
            within(
                ScaleEdit::SetLevels(
                    leaf,
                    vec![(None, words(), Finite::ZERO), (None, "Best".into(), Finite::from(100))],
                )
                .into(),
            ),
            within(WeightEdit::AddSet(words(), Method::Direct).into()),
            within(ScoreEdit::SetReason(option, leaf, words()).into()),
            within(ScoreEdit::SetSource(option, leaf, words()).into()),
            within(RecordEdit::SetRecommendation(words()).into()),
            within(RecordEdit::SetDissent(words()).into()),
            within(RecordEdit::SetOverride("unscored".into(), words()).into()),
        ]
    };
    for edit in edits(&"é".repeat(TEXT)) {
        assert!(apply(&case, &edit).is_ok(), "{:.60}", format!("{edit:?}"));
    }
    for edit in edits(&"é".repeat(TEXT + 1)) {
        let (limit, words) = refused(&case, &edit);
        assert_eq!(
            (limit, words.as_str()),
            (Limit::Text, "there can be at most 20,000 characters in one text, found 20,001")
        );
    }
}
