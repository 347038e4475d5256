//! Writing in slices: after any row of edits the text is the one that a whole save gives, byte for byte, with its digest.

use proptest::prelude::*;
use std::sync::Arc;
use weighbridge::alignment::{Assessment, Contribution};
use weighbridge::appraisal::{Score, ScoreState};
use weighbridge::case::Case;
use weighbridge::file::{self, Document, LARGEST_FILE, Room, Text, Writer, Writing, Written};
use weighbridge::finite::Finite;
use weighbridge::id::{GoalId, InitiativeId};
use weighbridge::log::{Event, LogEntry};
use weighbridge::programme::Initiative;
use weighbridge::unknown::Unknown;

/// One change to a case and its log, some of them none at all.
#[derive(Clone, Debug)]
enum Change {
    Title(String),
    AddInitiative(String),
    RenameInitiative(prop::sample::Index, String),
    RemoveInitiative(prop::sample::Index),
    MoveInitiative(prop::sample::Index),
    Contribute(prop::sample::Index, u32, String),
    ForgetContributions(u32),
    Rename(prop::sample::Index, String),
    Rescore(prop::sample::Index, u32),
    ForgetScores(prop::sample::Index),
    CopyAppraisal(prop::sample::Index),
    RemoveAppraisal(prop::sample::Index),
    Log(String),
    GiveUp,
    BackTo(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let words = || prop_oneof![Just("Roof".to_owned()), any::<String>()];
    prop_oneof![
        1 => words().prop_map(Change::Title),
        1 => words().prop_map(Change::AddInitiative),
        1 => (at(), words()).prop_map(|(at, words)| Change::RenameInitiative(at, words)),
        1 => at().prop_map(Change::RemoveInitiative),
        1 => at().prop_map(Change::MoveInitiative),
        4 => (at(), 0..6_u32, words()).prop_map(|(at, goal, words)| Change::Contribute(at, goal, words)),
        1 => (0..6_u32).prop_map(Change::ForgetContributions),
        1 => (at(), words()).prop_map(|(at, words)| Change::Rename(at, words)),
        3 => (at(), 0..101_u32).prop_map(|(at, points)| Change::Rescore(at, points)),
        1 => at().prop_map(Change::ForgetScores),
        1 => at().prop_map(Change::CopyAppraisal),
        1 => at().prop_map(Change::RemoveAppraisal),
        1 => words().prop_map(Change::Log),
        1 => Just(Change::GiveUp),
        1 => at().prop_map(Change::BackTo),
    ]
}

fn among<'a, T>(items: &'a mut [T], at: &prop::sample::Index) -> Option<&'a mut T> {
    if items.is_empty() { None } else { items.get_mut(at.index(items.len())) }
}

fn apply(case: &mut Case, log: &mut Vec<Arc<LogEntry>>, change: &Change) {
    match change {
        Change::Title(words) => case.title.clone_from(words),
        Change::AddInitiative(words) => {
            case.programme.initiatives.push(Arc::new(Initiative::named(InitiativeId(case.next_id), words)));
            case.next_id += 1;
        }
        Change::RenameInitiative(at, words) => {
            among(&mut case.programme.initiatives, at)
                .into_iter()
                .for_each(|one| Arc::make_mut(one).name.clone_from(words));
        }
        Change::RemoveInitiative(at) => {
            let n = case.programme.initiatives.len();
            (n > 0).then(|| case.programme.initiatives.remove(at.index(n)));
        }
        Change::MoveInitiative(at) => {
            let n = case.programme.initiatives.len();
            if n > 0 {
                case.programme.initiatives.rotate_left(at.index(n));
            }
        }
        Change::Contribute(at, goal, words) => {
            let Some(initiative) = among(&mut case.programme.initiatives, at).map(|one| one.id) else { return };
            let blank = || Contribution {
                initiative,
                goal: GoalId(*goal),
                assessment: Assessment::Unknown,
                reason: String::new(),
                source: String::new(),
                mitigation: String::new(),
                illustrative: false,
                confidence: None,
                find_out: None,
                carried_from: None,
                confirmed: false,
                unknown: Unknown::new(),
            };
            case.contributions.get_or_record(initiative, GoalId(*goal), blank).reason.clone_from(words);
        }
        Change::ForgetContributions(goal) => case.contributions.retain(|one| one.goal != GoalId(*goal)),
        _ => apply_to_appraisals(case, log, change),
    }
}

fn apply_to_appraisals(case: &mut Case, log: &mut Vec<Arc<LogEntry>>, change: &Change) {
    match change {
        Change::Rename(at, words) => {
            among(&mut case.appraisals, at).into_iter().for_each(|one| Arc::make_mut(one).title.clone_from(words));
        }
        Change::Rescore(at, points) => {
            if let Some(appraisal) = among(&mut case.appraisals, at) {
                let appraisal = Arc::make_mut(appraisal);
                let n = appraisal.scores.len();
                let scored = appraisal.scores.iter().nth(at.index(n.max(1)));
                let Some((option, criterion)) = scored.map(|one| (one.alternative, one.criterion)) else { return };
                let score: Option<&mut Score> = appraisal.scores.get_mut(option, criterion);
                score.into_iter().for_each(|score| score.state = ScoreState::Points(Finite::from(*points)));
            }
        }
        Change::ForgetScores(at) => {
            if let Some(appraisal) = among(&mut case.appraisals, at) {
                let option = appraisal.scores.iter().next().map(|one| one.alternative);
                Arc::make_mut(appraisal).scores.retain(|one| Some(one.alternative) != option);
            }
        }
        Change::CopyAppraisal(at) => {
            let copy = among(&mut case.appraisals, at).cloned();
            case.appraisals.extend(copy);
        }
        Change::RemoveAppraisal(at) => {
            let n = case.appraisals.len();
            (n > 0).then(|| case.appraisals.remove(at.index(n)));
        }
        Change::Log(words) => log.push(Arc::new(LogEntry {
            at: "2026-11-21T14:02:11Z".to_owned(),
            by: String::new(),
            event: Event::Changed,
            appraisal: None,
            part: None,
            what: words.clone(),
            from: String::new(),
            to: String::new(),
            after_ranking: false,
            choice: false,
            apart: false,
            unknown: Default::default(),
        })),
        _ => {}
    }
}

/// Writes with pauses where the bits say so.
fn in_slices(writing: Writing, pauses: &[bool]) -> (Text, Writer) {
    let (mut writing, mut asked) = (Box::new(writing), 0);
    loop {
        let mut pause = || {
            asked += 1;
            pauses[asked % pauses.len()]
        };
        match writing.advance(&mut pause) {
            Written::Paused(rest) => writing = rest,
            Written::Done(text, writer) => return (text, writer),
        }
    }
}

fn seed() -> Document {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let document = |name: &str| file::load(&std::fs::read(folder.join(name)).unwrap()).unwrap();
    // Ids of the two meet: nothing here looks at them.
    let (mut siting, report) = (document("data-centre-siting.json"), document("manchester-ict-2020.json"));
    siting.case.programme = report.case.programme;
    siting.case.contributions = report.case.contributions;
    siting.case.references = report.case.references;
    siting.unknown = serde_json::from_str(r#"{"later": {"a": [1, "x\ny"]}}"#).unwrap();
    siting
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn after_any_edits_the_text_is_the_one_of_a_whole_save(
        from_seed in any::<bool>(),
        changes in prop::collection::vec(change(), 1..20),
        pauses in prop::collection::vec(any::<bool>(), 1..5),
    ) {
        let empty = Document::new(Case::titled("Empty"), Vec::new());
        let Document { case, log, unknown, .. } = if from_seed { seed() } else { empty };
        let (mut case, mut log, mut writer) = (Arc::new(case), log, Writer::default());
        let mut states = vec![Arc::clone(&case)];
        for change in &changes {
            match change {
                Change::BackTo(at) => case = Arc::clone(&states[at.index(states.len())]),
                Change::GiveUp => {
                    let begun = Box::new(writer.begin(Arc::clone(&case), log.clone(), unknown.clone()));
                    writer = match begun.advance(&mut || true) {
                        Written::Paused(begun) => begun.give_up(),
                        Written::Done(_, writer) => writer,
                    };
                }
                change => apply(Arc::make_mut(&mut case), &mut log, change),
            }
            states.push(Arc::clone(&case));
            let mut expected = Document::new((*case).clone(), log.clone());
            expected.unknown = unknown.clone();
            let expected = serde_json::to_string_pretty(&expected).unwrap() + "\n";
            let (text, next) = in_slices(writer.begin(Arc::clone(&case), log.clone(), unknown.clone()), &pauses);
            writer = next;
            prop_assert_eq!(&*text.text, &expected, "after {:?}", change);
            prop_assert_eq!(text.digest, file::digest(&expected));
        }
    }
}

#[test]
fn the_seed_of_these_tests_has_lists_of_every_kind() {
    let seed = seed();
    let case = &seed.case;
    assert!(!case.programme.initiatives.is_empty() && !case.contributions.is_empty());
    assert!(case.appraisals.iter().any(|appraisal| appraisal.scores.len() > 20));
    let text = file::save(&seed);
    assert!(text.contains("\"unknown\"") || text.contains("\"later\""));
}

#[test]
fn a_file_that_would_not_be_opened_again_is_said_before() {
    assert_eq!(file::room(0), Room::Plenty);
    assert_eq!(file::room(LARGEST_FILE / 10 * 9), Room::Plenty);
    assert!(matches!(file::room(LARGEST_FILE / 10 * 9 + 1), Room::Near { .. }));
    assert_eq!(file::room(LARGEST_FILE + 1), Room::Over { by: 1 });
    assert!(file::room(LARGEST_FILE - 5_000).to_string().contains("5 kB are left of 20 MiB"));
    let mut case = Case::titled("T");
    "x".repeat(LARGEST_FILE).clone_into(&mut case.context.note);
    let (text, _) = Writer::default().begin(Arc::new(case), Vec::new(), Unknown::new()).finish();
    assert!(matches!(text.room(), Room::Over { by } if by > 0 && by < 1_000));
    assert!(file::load(text.text.as_bytes()).is_err());
}
