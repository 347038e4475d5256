//! What a room needs beside its rounds: questions that are opened together, a box that begins anew, and the record that prints.

use crate::workshop::{HOLDER, NINE, Setting, TOKEN, made, sealed_box, setting};
use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::appraisal::{ScoreState, SwingWeight};
use weighbridge::edit::{AppraisalEdit, Edit, ScoreEdit, WeightEdit, WorkshopEdit, apply};
use weighbridge::exchange::document::{Block, plain};
use weighbridge::id::RoundId;
use weighbridge::paper::workshop::record;
use weighbridge::workshop::{
    Ballot, Console, Dissent, FromRoom, How, On, Parked, Picture, PictureScene, Privacy, Question, Reply, RoomWindow,
    Voter, WindowState, talk,
};

fn text(setting: &Setting) -> String {
    plain(&record(&setting.case, &setting.case.appraisals[0], setting.of()))
}

#[test]
fn ends_are_locked_together_or_not_at_all() {
    let mut setting = setting(Privacy::Unnamed);
    let all = vec![Question::Choice(setting.options.clone()), setting.asks(0), setting.asks(1)];
    let twice = WorkshopEdit::OpenRounds(setting.session, vec![setting.asks(0), setting.asks(0)]);
    assert_eq!(setting.refused(twice), "a round on this is open already");
    assert!(setting.of().rounds.is_empty());
    made(&mut setting.case, WorkshopEdit::OpenRounds(setting.session, all));
    assert_eq!(setting.of().rounds.len(), 3);
    assert_eq!(setting.refused(WorkshopEdit::OpenRounds(setting.session, Vec::new())), "ask about something");
}

#[test]
fn a_box_tells_who_is_in_and_begins_anew() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let round = setting.open(setting.asks(0));
    let seat = |seat| Voter::of_seat(TOKEN, seat);
    setting.take(&mut sealed, &setting.ballot(round, 4, 1, &[10, 20, 30])).unwrap();
    setting.take(&mut sealed, &setting.ballot(round, 4, 2, &[10, 20, 40])).unwrap();
    assert_eq!((sealed.has(round, seat(4)), sealed.has(round, seat(5))), (true, false));
    assert_eq!((sealed.revision(round, seat(4)), sealed.revision(round, seat(5))), (2, 0));
    let emptied = sealed.emptied();
    assert!(!emptied.has(round, seat(4)) && emptied.salt() == sealed.salt());
    sealed.begin(&[RoundId(round.0 + 1)]);
    assert!(sealed.has(round, seat(4)));
    sealed.begin(&[round]);
    assert!(!sealed.has(round, seat(4)));
    assert!(sealed.reveal(setting.of(), &[round], HOLDER, true).unwrap()[0].round() == round, "all are absent");
}

#[test]
fn the_record_says_what_was_settled_and_how() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &NINE);
    let appraisal = &setting.case.appraisals[0];
    assert!(talk(appraisal, setting.of()).n_scored() == 3);
    let settling = setting.settling(1, 35, "Two suppliers only.", true);
    made(&mut setting.case, settling);
    let on = On { criterion: Some(setting.criteria[0]), option: Some(setting.options[2]), ..On::default() };
    let parked =
        Parked { on: on.clone(), what: "Exit charge".into(), owner: "Procurement".into(), ..Parked::default() };
    made(&mut setting.case, WorkshopEdit::Park(setting.session, parked));
    let dissent = Dissent { role: "Finance".into(), on, says: "Too soon.".into(), ..Dissent::default() };
    made(&mut setting.case, WorkshopEdit::Dissent(setting.session, dissent));
    let choice = setting.open(Question::Choice(setting.options.clone()));
    for seat in 1..=6 {
        let parts = vec![setting.part(choice, &[(setting.options[0], Reply::Chosen)])];
        let voter = Voter::of_seat(TOKEN, seat);
        setting.take(&mut sealed, &Ballot { session: TOKEN, voter, revision: 1, by: None, parts }).unwrap();
    }
    setting.reveal(&mut sealed, &[choice]);
    let found = text(&setting);
    for words in [
        "Held on 14 May 2026. With a vote: Role 1, Role 2,",
        "Without a vote: Chair.",
        "Access\tDo minimum\t9 of 9\t10 to 70\ttwo camps\t35\tafter discussion\tTwo suppliers only.",
        "1 score was taken in and not settled: Business as usual, Access.",
        "North site, Access\tExit charge\tProcurement\tno date",
        "Finance\tNorth site, Access\tToo soon.",
        "First choices, sealed before anything was scored: Business as usual 6.",
        "are deleted on 14 August 2026, as was agreed beforehand.",
    ] {
        assert!(found.contains(words), "{words} is not in:\n{found}");
    }
    assert!(!found.contains(&TOKEN.to_string()));
}

#[test]
fn of_fewer_than_five_the_record_tells_no_spread() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    setting.play(&mut sealed, 0, &NINE[..4]);
    let settling = setting.settling(1, 20, "Agreed.", false);
    setting.case = apply(&setting.case, &Edit::Workshop(settling)).unwrap();
    let blocks = record(&setting.case, &setting.case.appraisals[0], setting.of());
    let Some(Block::Table(table)) = blocks.get(2) else { panic!("{blocks:?}") };
    let row: Vec<String> = table.rows[0].iter().map(|cell| cell.print()).collect();
    assert_eq!(row[2..6], ["4 of 9", "too few", "", "20"]);
}

#[test]
fn what_cannot_change_who_leads_is_taken_in_one_sweep() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let appraisal = setting.case.appraisals[0].id;
    let set = |setting: &mut Setting, edit: AppraisalEdit| {
        setting.case = apply(&setting.case, &Edit::Appraisal(appraisal, edit)).unwrap();
    };
    let (criterion, other) = (setting.criteria[0], setting.criteria[1]);
    set(&mut setting, WeightEdit::SetBlind(false).into());
    set(&mut setting, WeightEdit::SetSwing(criterion, SwingWeight::new(20.0)).into());
    set(&mut setting, WeightEdit::SetSwing(other, SwingWeight::new(100.0)).into());
    // The third option lies far behind on what the room does not score.
    for (option, points) in setting.options.clone().into_iter().zip([50, 50, 0]) {
        set(&mut setting, ScoreEdit::Set(option, other, ScoreState::Points(points.into())).into());
    }
    let sweep = WorkshopEdit::SettleIdle(setting.session, appraisal);
    assert_eq!(setting.refused(sweep.clone()), "no score is left to take that cannot change who leads");
    setting.play(&mut sealed, 0, &NINE);
    let found = talk(&setting.case.appraisals[0], setting.of());
    assert_eq!(found.out_of_reach, [setting.options[2]]);
    assert_eq!(found.idle_with_a_middle().map(|item| item.option).collect::<Vec<_>>(), [setting.options[2]]);
    assert!(Edit::Workshop(sweep.clone()).part().is_some(), "scores that a sweep changes late are late changes");
    made(&mut setting.case, sweep);
    let settled = setting.of().rounds[0].settled(setting.options[2].0).unwrap();
    assert_eq!((settled.how, settled.figure), (How::NoEffect, 55.into()));
    assert_eq!(settled.reason, "Taken without discussion: no answer of the room could change who leads.");
    assert_eq!(setting.of().rounds[0].settled.len(), 1, "what matters stays open");
    assert!(text(&setting).contains("taken without discussion, as it cannot change who leads"));
}

/// What may happen to the two windows of a workshop.
#[derive(Clone, Debug)]
enum Happens {
    Shows(u8),
    ConsoleAnew,
    WindowAnew,
    WindowCloses,
    Forged(String),
    Older,
    Waits,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => any::<u8>().prop_map(Happens::Shows),
        1 => Just(Happens::ConsoleAnew),
        1 => Just(Happens::WindowAnew),
        1 => Just(Happens::WindowCloses),
        1 => ".{0,40}".prop_map(Happens::Forged),
        1 => Just(Happens::Older),
        2 => Just(Happens::Waits),
    ]
}

proptest! {
    /// Whatever happens, a window that is there shows what its console shows, or says since when it is not in step.
    #[test]
    fn a_window_is_in_step_or_says_that_it_is_not(all in vec(happens(), 1..60)) {
        let mut now = 1_000_000.0;
        let titled = |n: u8| Picture::titled("Siting", &format!("Picture {n}"), PictureScene::Words);
        let (mut console, mut shown) = (Console::new(now), titled(0));
        let mut old = console.show(shown.clone()).unwrap().text();
        let mut window: Option<RoomWindow> = None;
        for one in all {
            now += 700.0;
            match one {
                Happens::Shows(n) => {
                    shown = titled(n);
                    if let Some(told) = console.show(shown.clone()) {
                        let text = told.text();
                        if let Some(window) = &mut window {
                            window.hear(&text, now);
                        }
                        old = text;
                    }
                }
                Happens::ConsoleAnew => {
                    console = Console::new(now);
                    if let (Some(told), Some(window)) = (console.show(shown.clone()), &mut window) {
                        window.hear(&told.text(), now);
                    }
                }
                Happens::WindowAnew => window = Some(RoomWindow::new(now)),
                Happens::WindowCloses => {
                    if window.take().is_some() {
                        console.hear(&FromRoom::Gone.text(), now);
                        prop_assert_eq!(console.state(), WindowState::Closed);
                    }
                }
                Happens::Forged(text) => {
                    if let Some(window) = &mut window {
                        prop_assert!(!window.hear(&text, now));
                    }
                    let before = console.state();
                    prop_assert!(console.hear(&text, now).is_none());
                    prop_assert_eq!(console.state(), before);
                }
                Happens::Older => {
                    if let Some(window) = window.as_mut().filter(|window| window.picture() == Some(&shown)) {
                        prop_assert!(!window.hear(&old, now) || window.picture() == Some(&shown));
                    }
                }
                Happens::Waits => {
                    now += 2_000.0;
                    if let Some(window) = &mut window {
                        let told = console.hear(&window.here(1).text(), now);
                        if let Some(told) = told {
                            let _ = window.hear(&told.text(), now);
                        }
                        prop_assert_eq!(window.picture(), Some(&shown));
                        prop_assert_eq!(console.state(), WindowState::InStep);
                    }
                }
            }
            if let Some(window) = &mut window {
                let is_late = window.tick(now).is_some();
                prop_assert!(is_late || window.picture().is_none() || window.picture() == Some(&shown));
            }
        }
    }
}
