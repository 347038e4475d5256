//! What is said of a workshop: whose own figures put which option first, that ballots are those that were sealed, weights
//! that a room settled, what the health check asks, and laws of what a room is told.

use crate::workshop::{NINE, SALT, Setting, TOKEN, made, points, sealed_box, setting};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::{ScoreState, SwingWeight};
use weighbridge::edit::{
    AppraisalEdit, Edit, ScaleEdit, ScaleEnd, ScoreEdit, SettledWeights, WeightEdit, WorkshopEdit, apply,
};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::health::{Finding, Kind, WorkshopKind, check, check_workshops};
use weighbridge::history::{History, Stamp};
use weighbridge::id::{CriterionId, RoundId};
use weighbridge::log::Part;
use weighbridge::method::additive::Missing;
use weighbridge::method::group::{self, Centre};
use weighbridge::present::finding_words;
use weighbridge::workshop::{
    Ballot, BallotBox, BallotPart, How, Privacy, Question, Refused, Reply, RoundState, Salt, SealCheck, Token, Voter,
    archive, check_archive,
};

/// Changing any one sign of an archive breaks a seal, or is refused.
#[test]
fn an_archive_proves_its_ballots_and_nothing_else_does() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &NINE[..5]);
    setting.play(&mut sealed, 1, &NINE[5..]);
    assert_eq!(sealed.salt(), Some(SALT));
    let text = archive(setting.of(), SALT);
    let rounds = setting.of().rounds.clone();
    let seals: Vec<(RoundId, &str)> = rounds.iter().map(|round| (round.id, round.seal.as_str())).collect();
    assert_eq!(check_archive(&text, Some(TOKEN), &seals), Ok(vec![SealCheck::Holds; 2]));
    let mut n_tried = 0;
    for at in (0..text.len()).filter(|at| !text.as_bytes()[*at].is_ascii_whitespace()) {
        let old = text.as_bytes()[at];
        let new = if old == b'7' { '8' } else { '7' };
        let changed = format!("{}{new}{}", &text[..at], &text[at + 1..]);
        let found = check_archive(&changed, Some(TOKEN), &seals);
        assert_ne!(found, Ok(vec![SealCheck::Holds; 2]), "{at}: {} to {new}", char::from(old));
        n_tried += 1;
    }
    assert!(n_tried > 500);
    assert_eq!(check_archive(&text, Some(Token::of_bits(1)), &seals), Err(Refused::OtherSession));
    let other = archive(setting.of(), Salt::of_bits(5));
    assert_eq!(check_archive(&other, Some(TOKEN), &seals), Ok(vec![SealCheck::Broken; 2]));
}

#[test]
fn the_box_counts_own_winners_and_tells_nobodys_figures() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let appraisal = setting.case.appraisals[0].id;
    for (criterion, weight) in setting.criteria.clone().into_iter().zip([60.0, 40.0]) {
        let edit = WeightEdit::SetSwing(criterion, SwingWeight::new(weight));
        setting.case = apply(&setting.case, &Edit::Appraisal(appraisal, edit.into())).unwrap();
    }
    let count = |setting: &Setting, sealed: &BallotBox| {
        sealed.count_winners(&setting.case.appraisals[0], setting.of(), "own winners")
    };
    setting.play(&mut sealed, 0, &NINE);
    assert_eq!(count(&setting, &sealed).map(|found| found.n_figures), Some(27));
    let round = setting.open(setting.asks(1));
    for (seat, all) in NINE.iter().enumerate() {
        // The first two say nothing of the last option.
        let mut ballot = setting.ballot(round, seat as u32 + 1, 1, all);
        ballot.parts[0].replies.truncate(if seat < 2 { 2 } else { 3 });
        setting.take(&mut sealed, &ballot).unwrap();
    }
    setting.reveal(&mut sealed, &[round]);
    let found = count(&setting, &sealed).unwrap();
    assert_eq!((found.n, found.filled, found.n_figures), (9, 2, 54));
    let by = |option: usize| found.counts.iter().find(|(id, _)| *id == setting.options[option]).map(|(_, n)| *n);
    // Three give the second option most, and the others the last; one of these gives the first as much.
    assert_eq!((by(0), by(1), by(2)), (Some(1), Some(3), Some(6)));
    assert_eq!(found.without_each, [(setting.options[2], 9)], "no one person decides it");
    let rooms: f64 = found.redrawn.iter().map(|(_, share)| share.get()).sum();
    assert!((0.99..1.000_001).contains(&rooms), "{rooms}");
    made(&mut setting.case, WorkshopEdit::CountWinners(setting.session, Some(found.clone())));
    assert_eq!(setting.of().own_winners, Some(found));
    assert!(file::load(file::save(&Document::new(setting.case.clone(), Vec::new())).as_bytes()).is_ok());
    // Four people could be told from each other.
    let mut few = self::setting(Privacy::Unnamed);
    few.case.appraisals.clone_from(&setting.case.appraisals);
    let mut sealed = sealed_box();
    few.play(&mut sealed, 0, &NINE[..4]);
    assert_eq!(count(&few, &sealed), None);
}

#[test]
fn weights_that_the_room_settled_are_an_ordinary_weight_set() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let criteria = setting.criteria.clone();
    let round = setting.open(Question::Swings(criteria.clone()));
    for seat in 1..=6 {
        let asked = setting.of().round(round).unwrap().asked.clone();
        let replies = vec![(criteria[0].0, points(100)), (criteria[1].0, points(40 + seat as u8))];
        let (voter, parts) = (Voter::of_seat(TOKEN, seat), vec![BallotPart { round, asked, replies }]);
        setting.take(&mut sealed, &Ballot { session: TOKEN, voter, revision: 1, by: None, parts }).unwrap();
    }
    setting.reveal(&mut sealed, &[round]);
    let settled = |points: Vec<(CriterionId, Finite)>| {
        WorkshopEdit::SettleWeights(Box::new(SettledWeights {
            session: setting.session,
            appraisal: setting.case.appraisals[0].id,
            round,
            name: "Workshop 14 May".into(),
            points,
            how: How::AfterDiscussion,
            reason: "The room.".into(),
            in_use: true,
        }))
    };
    let one = settled(vec![(criteria[0], 100.into())]);
    assert_eq!(setting.refused(one), "give points for each move that was asked about");
    let both = settled(vec![(criteria[0], 100.into()), (criteria[1], 44.into())]);
    assert!(Edit::Workshop(both.clone()).part().is_some());
    // Settled once the ranking was on a screen, they are a late change of weights.
    let (stamp, id) = (Stamp { at: "2026-05-14T12:00:00Z", by: "" }, setting.case.appraisals[0].id);
    let mut history = History::new(setting.case.clone(), Vec::new());
    history.note_ranking_shown(id, stamp);
    history.commit(&Edit::Workshop(both.clone()), stamp).unwrap();
    let after = &history.case().appraisals[0];
    let late = Kind::ChangedAfter { part: Part::Weights, n: 1 };
    assert!(check(history.case(), after, &evaluate(after), history.log()).iter().any(|finding| finding.kind == late));
    made(&mut setting.case, both);
    let appraisal = &setting.case.appraisals[0];
    assert_eq!(appraisal.weights_in_use, Some(appraisal.weight_sets[0].id));
    let share = evaluate(appraisal).columns[1].share.unwrap();
    assert!((share - 44.0 / 144.0).abs() < 1e-12, "{share}");
    assert_eq!(setting.of().rounds[0].state, RoundState::Settled);
}

/// What a workshop leaves open is found, each with its place, and goes when it is put right.
#[test]
fn the_health_check_asks_how_a_workshop_went() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let appraisal = setting.case.appraisals[0].id;
    let set = |setting: &mut Setting, edit: AppraisalEdit| {
        setting.case = apply(&setting.case, &Edit::Appraisal(appraisal, edit)).unwrap();
    };
    let kinds = |setting: &Setting, today: Option<&str>| -> Vec<WorkshopKind> {
        let today = today.and_then(|day| day.parse().ok());
        let found = check_workshops(&setting.case, &setting.case.appraisals[0], today);
        assert!(found.iter().all(|finding| !finding_words(Some(&setting.case.appraisals[0]), finding).what.is_empty()));
        let kind = |finding: &Finding| match finding.kind {
            Kind::Workshop(session, kind) if session == setting.session => Some(kind),
            _ => None,
        };
        found.iter().filter_map(kind).collect()
    };
    assert_eq!(kinds(&setting, Some("2030-01-01")), [], "nothing has happened");
    let (criterion, other) = (setting.criteria[0], setting.criteria[1]);
    set(&mut setting, WeightEdit::SetBlind(false).into());
    set(&mut setting, WeightEdit::SetSwing(criterion, SwingWeight::new(100.0)).into());
    set(&mut setting, WeightEdit::SetSwing(other, SwingWeight::new(0.0)).into());
    for option in setting.options.clone() {
        set(&mut setting, ScoreEdit::Set(option, other, ScoreState::Points(50.into())).into());
    }
    // First choices: all for the first option.
    let choice = setting.open(Question::Choice(setting.options.clone()));
    for seat in 1..=5 {
        let parts = vec![setting.part(choice, &[(setting.options[0], Reply::Chosen)])];
        let voter = Voter::of_seat(TOKEN, seat);
        setting.take(&mut sealed, &Ballot { session: TOKEN, voter, revision: 1, by: None, parts }).unwrap();
    }
    setting.reveal(&mut sealed, &[choice]);
    // The second option is in two camps, of which the upper one would put it first.
    setting.play(&mut sealed, 0, &NINE);
    made(&mut setting.case, WorkshopEdit::SettleClose(setting.session, appraisal));
    for (option, figure) in [(1, 30), (2, 60)] {
        let settling = setting.settling(option, figure, "", false);
        made(&mut setting.case, settling);
    }
    let found = kinds(&setting, Some("2026-08-15"));
    let expected = [
        WorkshopKind::NobodysChoice,
        WorkshopKind::BallotsKept,
        WorkshopKind::NoReason,
        WorkshopKind::CampsNotAskedAgain,
    ];
    assert_eq!(found, expected);
    assert!(!kinds(&setting, Some("2026-08-14")).contains(&WorkshopKind::BallotsKept), "until that day");
    assert!(!kinds(&setting, None).contains(&WorkshopKind::BallotsKept), "without a clock nothing is said");
    let findings = check_workshops(&setting.case, &setting.case.appraisals[0], None);
    let keys: BTreeSet<String> = findings.iter().map(Finding::key).collect();
    assert_eq!(keys.len(), findings.len(), "each under its own key: {keys:?}");
    // An end that is worded anew.
    set(&mut setting, ScaleEdit::SetAnchor(criterion, ScaleEnd::Worst, "a day away".into()).into());
    assert!(kinds(&setting, None).contains(&WorkshopKind::QuestionChanged));
    set(&mut setting, ScaleEdit::SetAnchor(criterion, ScaleEnd::Worst, String::new()).into());
    // Reasons, and a second round.
    for (option, figure) in [(1, 30), (2, 60)] {
        let settling = setting.settling(option, figure, "As the room heard.", false);
        made(&mut setting.case, settling);
    }
    setting.play(&mut sealed, 0, &NINE);
    let left = kinds(&setting, None);
    assert_eq!(left, [WorkshopKind::NobodysChoice], "the sweep was of one in three");
    let forgotten = WorkshopEdit::ForgetBallots(setting.session);
    made(&mut setting.case, forgotten);
    assert_eq!(kinds(&setting, Some("2030-01-01")), [WorkshopKind::NobodysChoice]);
}

#[test]
fn a_sweep_of_most_and_scores_by_one_or_two_are_found() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let appraisal = setting.case.appraisals[0].id;
    setting.play(&mut sealed, 0, &[[50, 40, 10], [55, 45, 90], [60, 45, 50]]);
    made(&mut setting.case, WorkshopEdit::SettleClose(setting.session, appraisal));
    let found = check_workshops(&setting.case, &setting.case.appraisals[0], None);
    let swept = Kind::Workshop(setting.session, WorkshopKind::MostlySwept { n: 2, of: 2 });
    assert_eq!(found.iter().map(|finding| finding.kind.clone()).collect::<Vec<_>>(), [swept]);
    assert!(found[0].key().ends_with("+2+2"), "a reason for it does not outlive the count: {}", found[0].key());
    let mut few = self::setting(Privacy::Unnamed);
    few.play(&mut sealed_box(), 0, &[[50, 40, 10], [55, 45, 90]]);
    let settling = few.settling(2, 50, "Both agree.", false);
    made(&mut few.case, settling);
    let found = check_workshops(&few.case, &few.case.appraisals[0], None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, Kind::Workshop(few.session, WorkshopKind::FewAnswered));
    assert_eq!((found[0].options().next(), found[0].criteria().next()), (Some(few.options[2]), Some(few.criteria[0])));
}

fn room() -> impl Strategy<Value = Vec<group::Ballot>> {
    let ballot = || {
        let scores = vec(vec((0..=20_u32).prop_map(|step| Some(f64::from(step * 5))), 3), 3);
        (vec(1..=10_u32, 3), scores).prop_map(|(weights, scores)| {
            let weights = weights.into_iter().map(f64::from).collect();
            group::Ballot { weights, scores }
        })
    };
    vec(ballot(), 3..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// The order of people and the unit of points change nothing that is said of a room.
    #[test]
    fn stakes_and_reach_know_no_order_of_people_and_no_unit(ballots in room(), turn in 0..8_usize) {
        let (centre, missing) = (Centre::Median, Missing::Withhold);
        let stakes = |ballots: &[group::Ballot]| {
            let mut items = group::agenda(ballots, centre, missing).unwrap();
            items.sort_by_key(|item| (item.option, item.criterion));
            items.iter().map(|item| (item.stake, item.n_flips)).collect::<Vec<_>>()
        };
        let reach = |ballots: &[group::Ballot]| group::reach(ballots, centre, missing, &[]).unwrap();
        let is_near = |one: f64, other: f64| (one - other).abs() < 1e-9 * one.abs().max(1.0);
        let mut turned = ballots.clone();
        turned.rotate_left(turn % ballots.len());
        for (one, other) in stakes(&ballots).into_iter().zip(stakes(&turned)) {
            prop_assert!(is_near(one.0, other.0) && one.1 == other.1);
        }
        let mut scaled = ballots.clone();
        for own in &mut scaled {
            own.scores.iter_mut().flatten().for_each(|cell| *cell = cell.map(|points| points * 4.0));
            own.weights.iter_mut().for_each(|weight| *weight *= 7.0);
        }
        for (one, other) in stakes(&ballots).into_iter().zip(stakes(&scaled)) {
            prop_assert!(is_near(4.0 * one.0, other.0) && one.1 == other.1);
        }
        for (one, other) in reach(&ballots).into_iter().zip(reach(&scaled)) {
            prop_assert_eq!(one.is_some(), other.is_some());
            prop_assert!(one.zip(other).is_none_or(|(one, other)| is_near(4.0 * one, other)));
        }
        // Options in another order are the same options.
        let mut swapped = ballots.clone();
        swapped.iter_mut().for_each(|own| own.scores.reverse());
        let (mut there, here) = (reach(&swapped), reach(&ballots));
        there.reverse();
        for (one, other) in here.into_iter().zip(there) {
            prop_assert!(one.is_some() == other.is_some() && one.zip(other).is_none_or(|(a, b)| is_near(a, b)));
        }
    }

    /// Who says in a cell what the room's middle is may as well be silent there: the same option is theirs.
    #[test]
    fn silence_that_is_filled_names_the_winner_of_the_whole_ballot(ballots in room(), who in 0..8_usize, cell in 0..9_usize) {
        let (centre, missing) = (Centre::Median, Missing::Withhold);
        let (who, row, column) = (who % ballots.len(), cell / 3, cell % 3);
        let mut silent = ballots.clone();
        silent[who].scores[row][column] = None;
        let middle = group::pool(&silent, centre).unwrap().scores[row][column];
        let mut whole = ballots;
        whole[who].scores[row][column] = middle;
        let of = |ballots: &[group::Ballot]| group::own_winners(ballots, centre, missing).unwrap();
        prop_assert_eq!(of(&silent).n_filled, 1);
        prop_assert_eq!(&of(&silent).winners[who], &of(&whole).winners[who]);
    }
}
