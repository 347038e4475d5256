//! What a room needs beside its rounds: questions that are opened together, a box that begins anew, and the record that prints.

use crate::workshop::{HOLDER, NINE, Setting, TOKEN, made, sealed_box, setting};
use weighbridge::edit::{Edit, WorkshopEdit, apply};
use weighbridge::exchange::document::{Block, plain};
use weighbridge::id::RoundId;
use weighbridge::paper::workshop::record;
use weighbridge::workshop::{Ballot, Dissent, On, Parked, Privacy, Question, Reply, Voter, talk};

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
