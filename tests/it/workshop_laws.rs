//! Laws of workshops whatever is done in them: what an edit makes can be saved and read back, shows where states are
//! compared, is undone and redone unless undo stops there, and is told after a reload as before.

use crate::workshop::{HOLDER, Setting, made, sealed_box, setting};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use weighbridge::compare::{Comparison, compare};
use weighbridge::edit::{Edit, OptionEdit, Seat, SessionField, WorkshopEdit};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::history::{History, Stamp};
use weighbridge::workshop::{BallotBox, Dissent, How, On, Parked, Privacy, Question, Voter, WinnerCounts, summaries};

const STAMP: Stamp<'static> = Stamp { at: "2026-05-14T10:00:00Z", by: "" };

/// What is done next, as numbers that the state at hand gives a meaning to.
type Move = (u8, u8, u8, u8);

/// Returns the edit that a move comes to; nothing where there is nothing to move.
fn edit_of(setting: &Setting, sealed: &mut BallotBox, (kind, a, b, c): Move) -> Option<Edit> {
    let (session, at) = (setting.session, usize::from(a));
    let people = &setting.case.participants;
    let role = people.get(at % people.len().max(1)).map(|one| one.id);
    let rounds = &setting.case.session(session)?.rounds;
    let round = (!rounds.is_empty()).then(|| rounds[at % rounds.len()].id);
    let option = setting.options[usize::from(b) % 3];
    let on = On { criterion: Some(setting.criteria[at % 2]), option: Some(option), ..On::default() };
    let asks = match b % 4 {
        0 | 1 => Question::scores(setting.criteria[at % 2], setting.options[..=usize::from(c) % 3].to_vec()),
        2 => Question::Choice(setting.options.clone()),
        _ => Question::Swings(setting.criteria.clone()),
    };
    let seat = Seat { role: format!("Role {b}"), group: format!("{c}").repeat(usize::from(c % 2)), votes: c % 3 > 0 };
    let edit = match kind {
        0..=4 => WorkshopEdit::OpenRound { session, asks, rehearsal: c % 5 == 0 },
        5..=9 => {
            let open: Vec<_> = rounds.iter().filter(|round| round.is_open()).map(|round| round.id).collect();
            for (n, id) in open.iter().enumerate() {
                for seat in 1..=u32::from(b % 9) {
                    let points = [(a.wrapping_mul(seat as u8)) % 101, b % 101, c.wrapping_add(n as u8) % 101];
                    let mut ballot = setting.ballot(*id, seat, 1, &points);
                    let items = rounds.iter().find(|round| round.id == *id)?.asks.items();
                    ballot.parts[0].replies.retain(|(of, _)| items.contains(of));
                    // What does not fit the question is refused, and leaves nothing.
                    let _ = setting.take(sealed, &ballot);
                }
            }
            WorkshopEdit::Reveal(session, sealed.reveal(setting.of(), &open, HOLDER, true).ok()?)
        }
        10 => WorkshopEdit::Discard(session, round?, "Tried out.".into()),
        11..=14 => {
            let settling = setting.settling(usize::from(b) % 3, u32::from(c) % 101, "As said.", a % 2 == 0);
            let WorkshopEdit::Settle(mut settling) = settling else { return None };
            settling.how = [How::AfterDiscussion, How::SecondRound, How::Chair][at % 3];
            WorkshopEdit::Settle(settling)
        }
        15 => WorkshopEdit::SettleClose(session, setting.case.appraisals[0].id),
        16 => WorkshopEdit::Park(session, Parked { on, what: format!("W{b}"), owner: "O".into(), ..Parked::default() }),
        17 => WorkshopEdit::RemoveParked(session, at % 3),
        18 => WorkshopEdit::Dissent(
            session,
            Dissent { role: format!("R{b}"), on, says: "No.".into(), ..Dissent::default() },
        ),
        19 => WorkshopEdit::RemoveDissent(session, at % 3),
        20 if a % 2 == 0 => {
            let (id, voter) = (round?, Voter::of_seat(setting.of().token, u32::from(b % 9)));
            let asks = &rounds.iter().find(|round| round.id == id)?.asks;
            let replies = setting.ballot(id, 1, 1, &[c % 101, b % 101, a % 101]).parts.remove(0).replies;
            let replies = replies.into_iter().filter(|(of, _)| asks.items().contains(of)).collect();
            WorkshopEdit::Correct(session, Box::new(sealed.correct(setting.of(), id, voter, replies).ok()?))
        }
        20 => WorkshopEdit::SetWords(session, SessionField::Facilitator, format!("F{b}")),
        21 => WorkshopEdit::SetHeld(session, format!("2026-05-{:02}", 1 + b % 28).parse().ok()),
        22 => WorkshopEdit::SetPresent(session, people.iter().take(at % 10).map(|one| one.id).collect()),
        23 => WorkshopEdit::SetPrivacy(session, [Privacy::Unnamed, Privacy::ByRole][at % 2]),
        24 => WorkshopEdit::AddParticipant(seat),
        25 => WorkshopEdit::SetParticipant(role?, seat),
        26 => WorkshopEdit::RemoveParticipant(role?),
        27 if a % 2 == 0 => WorkshopEdit::RemoveRehearsals(session),
        27 => WorkshopEdit::ForgetBallots(session),
        28 => WorkshopEdit::CountWinners(
            session,
            Some(WinnerCounts {
                n: 9,
                counts: vec![(option, u32::from(c) % 10)],
                filled: 0,
                n_figures: 54,
                without_each: Vec::new(),
                redrawn: vec![(option, Finite::new(f64::from(c % 101) / 100.0)?)],
                unknown: Default::default(),
            }),
        ),
        29 => {
            let rename = OptionEdit::Rename(option, format!("Option {b}"));
            return Some(Edit::Appraisal(setting.case.appraisals[0].id, rename.into()));
        }
        _ => WorkshopEdit::SetKeptUntil(session, format!("2026-08-{:02}", 1 + b % 28).parse().ok()),
    };
    Some(Edit::Workshop(edit))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_workshop_does_is_kept_shown_and_undone(moves in vec((0..32_u8, any::<u8>(), any::<u8>(), any::<u8>()), 1..24)) {
        let mut setting = setting(Privacy::Unnamed);
        let mut sealed = sealed_box();
        let mut history = History::new(setting.case.clone(), Vec::new());
        for one in moves {
            let Some(edit) = edit_of(&setting, &mut sealed, one) else { continue };
            let (before, n_logged) = (history.case().clone(), history.log().len());
            if !history.commit(&edit, STAMP).unwrap_or(false) {
                prop_assert_eq!(history.case(), &before);
                continue;
            }
            let after = history.case().clone();
            prop_assert_eq!(history.log().len(), n_logged + 1);
            let text = file::save(&Document::new((*after).clone(), history.log().to_vec()));
            let read = file::load(text.as_bytes()).map_err(|refused| TestCaseError::fail(format!("{edit:?}: {refused}")))?;
            prop_assert_eq!(&read.case, &*after);
            prop_assert_ne!(compare(&before, &after), Comparison::default(), "{:?} shows", edit);
            prop_assert_ne!(compare(&after, &before), Comparison::default());
            prop_assert_eq!(compare(&after, &read.case), Comparison::default());
            if edit.is_ratchet() {
                prop_assert!(history.undo_label().is_none() && history.redo_label().is_none());
            } else {
                let texts = weighbridge::past::texts(&history).iter().map(|text| text.to_string()).collect();
                let mut reloaded = weighbridge::past::restored(read.case, read.log, texts);
                for undone in [&mut history, &mut reloaded] {
                    prop_assert!(undone.undo(STAMP).is_some());
                    prop_assert_eq!(&undone.case().sessions, &before.sessions);
                    prop_assert_eq!(&undone.case().participants, &before.participants);
                    prop_assert!(undone.redo(STAMP).is_some());
                    prop_assert_eq!(undone.case(), &after);
                }
            }
            setting.case = (*after).clone();
        }
    }
}

#[test]
fn a_case_for_others_has_no_ballots_and_a_rehearsal_is_thrown_away() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &crate::workshop::NINE);
    let asks = setting.asks(1);
    made(&mut setting.case, WorkshopEdit::OpenRound { session: setting.session, asks, rehearsal: true });
    let rehearsed = setting.of().rounds[1].id;
    setting.take(&mut sealed, &setting.ballot(rehearsed, 1, 1, &[1, 2, 3])).unwrap();
    setting.reveal(&mut sealed, &[rehearsed]);
    assert!(setting.of().round_of(setting.criteria[1], setting.options[0]).is_none(), "nothing of it counts");
    made(&mut setting.case, WorkshopEdit::RemoveRehearsals(setting.session));
    assert_eq!(setting.of().rounds.len(), 1);
    let own = &setting.of().rounds[0];
    let (given, kept) = (setting.case.without_ballots(), summaries(setting.of(), own));
    let text = file::save(&Document::new(given.clone(), Vec::new()));
    assert!(!text.contains("\"answers\"") && !text.contains("\"heard\"") && text.contains(&own.seal));
    let read = file::load(text.as_bytes()).unwrap().case;
    let session = read.session(setting.session).unwrap();
    assert_eq!((summaries(session, &session.rounds[0]), read == given), (kept, true));
    assert_eq!(given.without_ballots(), given);
    assert_eq!(own.ballots.len(), 9, "the case itself keeps them");
}

/// What no edit allows, no file brings in, each by its name.
#[test]
fn the_limits_and_rules_of_workshops_are_named() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &crate::workshop::NINE);
    let seat = || WorkshopEdit::AddParticipant(Seat { role: "One more".into(), group: String::new(), votes: false });
    for _ in setting.case.participants.len()..200 {
        made(&mut setting.case, seat());
    }
    assert_eq!(setting.refused(seat()), "there can be at most 200 roles in workshops, found 201");
    let good: Value = serde_json::from_str(&file::save(&Document::new(setting.case.clone(), Vec::new()))).unwrap();
    let refused = |pointer: &str, change: &dyn Fn(&mut Value)| {
        let mut changed = good.clone();
        change(changed.pointer_mut(&format!("/case/{pointer}")).unwrap());
        file::load(changed.to_string().as_bytes()).map(|_| ()).unwrap_err().to_string()
    };
    let longer = |n: usize| {
        move |list: &mut Value| {
            let one = list[0].clone();
            *list = Value::Array(vec![one; n]);
        }
    };
    let set = |value: Value| move |place: &mut Value| *place = value.clone();
    type Change<'a> = &'a dyn Fn(&mut Value);
    let round = "sessions/0/rounds/0";
    let cases: [(&str, Change<'_>, &str); 15] = [
        ("participants", &longer(201), "there can be at most 200 roles in workshops, found 201"),
        ("sessions", &longer(101), "there can be at most 100 workshops in one case, found 101"),
        ("sessions/0/rounds", &longer(501), "there can be at most 500 rounds in one workshop, found 501"),
        ("sessions/0/rounds/0/ballots", &longer(201), "there can be at most 200 ballots in one round, found 201"),
        ("sessions/0/rounds/0/ballots/0/answers", &longer(301), "at most 300 answers in one ballot, found 301"),
        ("participants/0/role", &set(json!(" ")), "case.participants[0].role needs a role"),
        ("participants/0/id", &set(json!(1)), "needs an id of its own, found 1"),
        ("sessions/0/token", &set(json!("7K4Q")), "needs 16 digits and letters"),
        ("sessions/0/present", &set(json!([1])), "case.sessions[0].present[0] needs the id of a role that takes part"),
        ("sessions/0/gap", &set(json!(0)), "case.sessions[0] needs a step from 1 to 50"),
        (
            "sessions/0/rounds/0/state",
            &set(json!("open")),
            "case.sessions[0].rounds[0] needs no answers in a round that is open",
        ),
        ("sessions/0/rounds/0/state", &set(json!("discarded")), "needs a reason where a round is discarded"),
        ("sessions/0/rounds/0/expected", &set(json!(3)), "needs no more ballots and no more absent than seats"),
        ("sessions/0/rounds/0/ballots/0/answers/0", &set(json!([9_999, "abstain"])), "needs answers to what is asked"),
        (
            "sessions/0/rounds/0/ballots/0/answers/0/1/points",
            &set(json!(101)),
            "needs a whole number from 0 to 100, found 101",
        ),
    ];
    for (pointer, change, expected) in cases {
        let found = refused(pointer, change);
        assert!(found.contains(expected), "{pointer}: {found}\nand not: {expected}");
    }
    let by = good["case"]["participants"][0]["id"].clone();
    let named = |ballot: &mut Value| ballot["by"] = by.clone();
    let found = refused(&format!("{round}/ballots/0"), &named);
    assert!(found.contains("case.sessions[0] needs no roles on the ballots of an unnamed workshop"), "{found}");
}
