//! Workshops end to end: sealed ballots, the merge law, what is refused, the reveal that cannot be undone, and settling.

use proptest::collection::vec;
use proptest::prelude::*;
use weighbridge::appraisal::ScoreState;
use weighbridge::case::Case;
use weighbridge::committee::{Carried, export};
use weighbridge::edit::{
    AppraisalEdit, CaseEdit, Edit, EditError, NewSession, OptionEdit, ProgrammeEdit, ScaleEdit, ScaleEnd, Seat,
    Settling, TreeEdit, WorkshopEdit, apply,
};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::history::{History, Stamp};
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, ParticipantId, RoundId, SessionId};
use weighbridge::workshop::{
    Ballot, BallotBox, BallotPart, How, Looks, NotRevealed, Parked, Points, Poured, Privacy, Question, Refused,
    Replies, Reply, Round, RoundState, Route, Salt, Scene, Session, Taken, Token, Voter, ballot_text, pasted,
    read_ballot, read_pasted, room_view, seal, summaries,
};

const STAMP: Stamp<'static> = Stamp { at: "2026-05-14T10:00:00Z", by: "" };
pub(crate) const TOKEN: Token = Token::of_bits(0x7001_2345_6789_abcd_ef01);
pub(crate) const SALT: Salt = Salt::of_bits(0x0123_4567_89ab_cdef);
pub(crate) const HOLDER: &str = "this machine";

/// A case with an appraisal of three options on two criteria, nine roles with a vote and a chair, and an open workshop.
pub(crate) struct Setting {
    pub(crate) case: Case,
    pub(crate) session: SessionId,
    pub(crate) options: Vec<AlternativeId>,
    pub(crate) criteria: Vec<CriterionId>,
}

pub(crate) fn made(case: &mut Case, edit: WorkshopEdit) {
    *case = apply(case, &Edit::Workshop(edit)).unwrap();
}

pub(crate) fn setting(privacy: Privacy) -> Setting {
    let mut case = Case::titled("Depots");
    let make = |case: &mut Case, edit: Edit| *case = apply(case, &edit).unwrap();
    make(&mut case, Edit::Case(CaseEdit::AddAppraisal("Where to".into())));
    let id = case.appraisals[0].id;
    let within = |edit: AppraisalEdit| Edit::Appraisal(id, edit);
    make(&mut case, within(OptionEdit::Add("North site".into()).into()));
    for name in ["Access", "Skills"] {
        make(&mut case, within(TreeEdit::AddCriterion(None, name.into()).into()));
    }
    for n in 1..=9 {
        let seat = Seat { role: format!("Role {n}"), group: String::new(), votes: true };
        made(&mut case, WorkshopEdit::AddParticipant(seat));
    }
    made(&mut case, WorkshopEdit::AddParticipant(Seat { role: "Chair".into(), group: String::new(), votes: false }));
    let present: Vec<ParticipantId> = case.participants.iter().map(|one| one.id).collect();
    made(
        &mut case,
        WorkshopEdit::OpenSession(Box::new(NewSession {
            appraisal: id,
            title: "Siting".into(),
            token: TOKEN,
            holder: HOLDER.into(),
            privacy,
            held: "2026-05-14".parse().ok(),
            present,
            kept_until: "2026-08-14".parse().ok(),
        })),
    );
    let appraisal = &case.appraisals[0];
    let options = appraisal.alternatives.iter().map(|option| option.id).collect();
    let criteria = appraisal.leaves().iter().map(|(criterion, _)| criterion.id).collect();
    let session = case.sessions[0].id;
    Setting { case, session, options, criteria }
}

impl Setting {
    pub(crate) fn of(&self) -> &Session {
        self.case.session(self.session).unwrap()
    }

    pub(crate) fn asks(&self, criterion: usize) -> Question {
        Question::scores(self.criteria[criterion], self.options.clone())
    }

    pub(crate) fn open(&mut self, asks: Question) -> RoundId {
        made(&mut self.case, WorkshopEdit::OpenRound { session: self.session, asks, rehearsal: false });
        self.of().rounds.last().unwrap().id
    }

    pub(crate) fn refused(&self, edit: WorkshopEdit) -> String {
        apply(&self.case, &Edit::Workshop(edit)).unwrap_err().to_string()
    }

    pub(crate) fn part(&self, round: RoundId, replies: &[(AlternativeId, Reply)]) -> BallotPart {
        let asked = self.of().round(round).unwrap().asked.clone();
        BallotPart { round, asked, replies: replies.iter().map(|(id, reply)| (id.0, *reply)).collect() }
    }

    /// The ballot of a seat that gives each option these points.
    pub(crate) fn ballot(&self, round: RoundId, seat: u32, revision: u32, all: &[u8]) -> Ballot {
        let replies: Vec<_> = self.options.iter().copied().zip(all.iter().map(|one| points(*one))).collect();
        let parts = vec![self.part(round, &replies)];
        Ballot { session: TOKEN, voter: Voter::of_seat(TOKEN, seat), revision, by: None, parts }
    }

    pub(crate) fn take(&self, sealed: &mut BallotBox, ballot: &Ballot) -> Result<Taken, Refused> {
        let mut all = sealed.take(self.of(), &self.case.participants, ballot, Route::Typed)?;
        all.remove(0)
    }

    pub(crate) fn reveal(&mut self, sealed: &mut BallotBox, rounds: &[RoundId]) {
        let poured = sealed.reveal(self.of(), rounds, HOLDER, true).unwrap();
        made(&mut self.case, WorkshopEdit::Reveal(self.session, poured));
    }

    /// Opens a round, fills the box and reveals it.
    pub(crate) fn play(&mut self, sealed: &mut BallotBox, criterion: usize, ballots: &[[u8; 3]]) -> RoundId {
        let round = self.open(self.asks(criterion));
        for (seat, all) in ballots.iter().enumerate() {
            self.take(sealed, &self.ballot(round, seat as u32 + 1, 1, all)).unwrap();
        }
        self.reveal(sealed, &[round]);
        round
    }

    pub(crate) fn settling(&self, option: usize, figure: u32, reason: &str, keeps_range: bool) -> WorkshopEdit {
        WorkshopEdit::Settle(Box::new(Settling {
            session: self.session,
            appraisal: self.case.appraisals[0].id,
            criterion: self.criteria[0],
            option: self.options[option],
            figure: Finite::from(figure),
            how: How::AfterDiscussion,
            reason: reason.into(),
            keeps_range,
        }))
    }
}

pub(crate) fn points(points: u8) -> Reply {
    Reply::Points(Points::new(points).unwrap())
}

pub(crate) fn sealed_box() -> BallotBox {
    BallotBox::with_salt(TOKEN, SALT)
}

pub(crate) const NINE: [[u8; 3]; 9] = [
    [40, 5, 50],
    [45, 10, 50],
    [45, 10, 55],
    [50, 20, 60],
    [50, 30, 50],
    [50, 60, 100],
    [55, 70, 45],
    [55, 75, 55],
    [60, 80, 60],
];

#[test]
fn nothing_of_a_ballot_is_in_the_case_before_the_reveal() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.open(setting.asks(0));
    let before = file::save(&Document::new(setting.case.clone(), Vec::new()));
    let mut sealed = sealed_box();
    for (seat, all) in NINE.iter().enumerate() {
        assert_eq!(setting.take(&mut sealed, &setting.ballot(round, seat as u32 + 1, 1, all)), Ok(Taken::New));
        let counts = sealed.counts(setting.of().round(round).unwrap());
        assert_eq!((counts.handed_in, counts.expected, counts.all_in()), (seat as u32 + 1, 9, seat == 8));
        let view = room_view(&setting.case.appraisals[0], setting.of(), setting.of().round(round).unwrap(), counts);
        assert!(matches!(view.scene, Scene::Waiting(_) | Scene::AllIn(_)));
        let said = serde_json::to_string(&view).unwrap();
        assert_eq!(
            said.matches(|letter: char| letter.is_ascii_digit()).count(),
            if seat < 9 { 3 } else { 0 },
            "{said}"
        );
    }
    assert_eq!(file::save(&Document::new(setting.case.clone(), Vec::new())), before);
    setting.reveal(&mut sealed, &[round]);
    let revealed = setting.of().round(round).unwrap();
    let order: Vec<Replies> = revealed.ballots.iter().map(|ballot| ballot.answers.clone()).collect();
    assert!(order.is_sorted(), "in order of the answers, which says nothing of who came when");
    assert_eq!((revealed.state, revealed.absent, revealed.heard.len()), (RoundState::Revealed, 0, 9));
    assert_eq!(revealed.seal, seal(round, &revealed.ballots, SALT));
    let text = file::save(&Document::new(setting.case.clone(), Vec::new()));
    for seat in 1..=9 {
        assert!(!text.contains(&Voter::of_seat(TOKEN, seat).to_string()), "no voter is in the case");
    }
    assert_eq!(file::load(text.as_bytes()).unwrap().case, setting.case);
}

#[test]
fn a_changed_ballot_replaces_and_two_of_one_revision_count_for_none() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.open(setting.asks(0));
    let mut sealed = sealed_box();
    let mut take = |revision, first| setting.take(&mut sealed, &setting.ballot(round, 4, revision, &[first, 0, 0]));
    assert_eq!(take(1, 10), Ok(Taken::New));
    assert_eq!(take(1, 10), Ok(Taken::Again));
    assert_eq!(take(2, 20), Ok(Taken::Replaced));
    assert_eq!(take(1, 10), Ok(Taken::Older));
    assert_eq!(take(2, 30), Ok(Taken::Conflicting));
    let of = setting.of().round(round).unwrap();
    assert_eq!((sealed.counts(of).handed_in, sealed.n_conflicting(round)), (0, 1));
    let refused = sealed.reveal(setting.of(), &[round], HOLDER, false).unwrap_err();
    assert_eq!(refused, NotRevealed::Conflicting { n: 1 });
    assert_eq!(setting.take(&mut sealed, &setting.ballot(round, 4, 3, &[30, 0, 0])), Ok(Taken::Replaced));
    assert_eq!(sealed.counts(of).handed_in, 1);
    let missing = sealed.reveal(setting.of(), &[round], HOLDER, false).unwrap_err();
    assert_eq!(missing.to_string(), "8 not in. Reveal again to go on without them");
    let other = sealed.reveal(setting.of(), &[round], "another machine", true).unwrap_err();
    assert_eq!(other, NotRevealed::OtherMachine);
    setting.reveal(&mut sealed, &[round]);
    assert_eq!(setting.of().round(round).unwrap().absent, 8, "they are absent, and not 0");
    // A late ballot is late, and one that counted is known again, also by a box that has lost its ballots.
    assert_eq!(setting.take(&mut sealed, &setting.ballot(round, 5, 1, &[30, 0, 0])), Err(Refused::Late { part: 0 }));
    let counted = setting.ballot(round, 4, 3, &[30, 0, 0]);
    assert_eq!(setting.take(&mut sealed, &counted), Ok(Taken::Again));
    assert_eq!(setting.take(&mut sealed_box(), &counted), Ok(Taken::Again));
    assert_eq!(setting.take(&mut sealed, &setting.ballot(round, 4, 4, &[90, 0, 0])), Err(Refused::Late { part: 0 }));
}

#[test]
fn a_mistyped_ballot_is_corrected_against_its_slip_and_the_seal_follows() {
    let mut setting = setting(Privacy::Unnamed);
    let mut sealed = sealed_box();
    let round = setting.play(&mut sealed, 0, &NINE);
    let before = setting.of().rounds[0].clone();
    let slip = |first: u8| setting.ballot(round, 3, 1, &[first, 10, 55]).parts[0].replies.clone();
    let seat = Voter::of_seat(TOKEN, 3);
    let stranger = sealed.correct(setting.of(), round, Voter::of_seat(TOKEN, 10), slip(54)).unwrap_err();
    assert_eq!(stranger, Refused::NotCounted);
    let unfit = sealed.correct(setting.of(), round, seat, vec![(9_999, Reply::Abstain)]).unwrap_err();
    assert!(matches!(unfit, Refused::Unfit { .. }));
    let corrected = sealed.correct(setting.of(), round, seat, slip(54)).unwrap();
    let edit = Edit::Workshop(WorkshopEdit::Correct(setting.session, Box::new(corrected)));
    let mut history = History::new(setting.case.clone(), Vec::new());
    history.commit(&edit, STAMP).unwrap();
    assert_eq!(history.log()[0].what, "Correct a ballot of Siting against its slip: Access");
    assert!(history.undo_label().is_none() && history.log()[0].to.is_empty());
    assert!(apply(history.case(), &edit).is_err(), "it is corrected once");
    setting.case = (**history.case()).clone();
    let after = &setting.of().rounds[0];
    let n_of =
        |round: &Round, first: u8| round.ballots.iter().filter(|ballot| ballot.answers[0].1 == points(first)).count();
    assert_eq!((n_of(&before, 45), n_of(after, 45), n_of(after, 54)), (2, 1, 1));
    assert_eq!((after.corrected, after.ballots.len(), &after.heard), (1, 9, &before.heard));
    assert!(after.seal != before.seal && after.seal == seal(round, &after.ballots, SALT));
    assert!(after.ballots.iter().map(|ballot| &ballot.answers).is_sorted());
    assert!(file::load(file::save(&Document::new(setting.case.clone(), Vec::new())).as_bytes()).is_ok());
}

#[test]
fn more_ballots_than_seats_are_not_revealed() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.open(setting.asks(0));
    let mut sealed = sealed_box();
    for seat in 1..=10 {
        setting.take(&mut sealed, &setting.ballot(round, seat, 1, &[1, 2, 3])).unwrap();
    }
    let refused = sealed.reveal(setting.of(), &[round], HOLDER, true).unwrap_err();
    assert_eq!(refused, NotRevealed::TooMany { n: 1 });
    assert!(refused.to_string().starts_with("1 more in than seats have a vote"), "{refused}");
    made(&mut setting.case, WorkshopEdit::Discard(setting.session, round, "One handed in twice.".into()));
    assert_eq!(
        setting.take(&mut sealed, &setting.ballot(round, 1, 2, &[1, 2, 3])),
        Err(Refused::Discarded { part: 0 })
    );
    assert_eq!(setting.open(setting.asks(0)), setting.of().rounds[1].id, "and the question is put again");
    assert_eq!(setting.of().rounds[1].turn, 1);
}

#[test]
fn a_role_has_one_ballot_by_whichever_device_and_a_chair_has_none() {
    let mut setting = setting(Privacy::ByRole);
    let round = setting.open(setting.asks(0));
    let mut sealed = sealed_box();
    let roles: Vec<ParticipantId> = setting.case.participants.iter().map(|one| one.id).collect();
    let by = |seat, role: usize| Ballot { by: Some(roles[role]), ..setting.ballot(round, seat, 1, &[10, 20, 30]) };
    assert_eq!(setting.take(&mut sealed, &by(1, 0)), Ok(Taken::New));
    assert_eq!(setting.take(&mut sealed, &by(7, 0)), Ok(Taken::Again), "the same role from another device");
    assert_eq!(setting.take(&mut sealed, &by(2, 9)), Err(Refused::NoVote));
    assert_eq!(setting.take(&mut sealed, &setting.ballot(round, 3, 1, &[1, 2, 3])), Err(Refused::NoVote));
    setting.reveal(&mut sealed, &[round]);
    assert_eq!(setting.of().round(round).unwrap().ballots[0].by, Some(roles[0]));
    // Where nobody agreed to it, a role that comes with a ballot is kept nowhere.
    let mut unnamed = self::setting(Privacy::Unnamed);
    let round = unnamed.open(unnamed.asks(0));
    let mut sealed = sealed_box();
    let named = Ballot { by: Some(roles[0]), ..unnamed.ballot(round, 1, 1, &[10, 20, 30]) };
    assert_eq!(unnamed.take(&mut sealed, &named), Ok(Taken::New));
    assert!(!sealed.text().contains("\"by\""));
}

/// What is not to be taken: each is refused in its own words, and neither the box nor the case is changed.
#[test]
fn bad_ballots_are_refused_by_name() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.open(setting.asks(0));
    let mut sealed = sealed_box();
    let good = setting.ballot(round, 1, 1, &[10, 20, 30]);
    let (before, case) = (sealed.text(), setting.case.clone());
    let options = &setting.options;
    let with = |replies: Replies| {
        let parts = vec![BallotPart { replies, ..good.parts[0].clone() }];
        Ballot { parts, ..good.clone() }
    };
    let of_part = |part: BallotPart| Ballot { parts: vec![part], ..good.clone() };
    let elsewhere = Ballot { session: Token::of_bits(1), ..good.clone() };
    assert_eq!(setting.take(&mut sealed, &elsewhere), Err(Refused::OtherSession));
    let unknown = of_part(BallotPart { round: RoundId(999), ..good.parts[0].clone() });
    assert_eq!(setting.take(&mut sealed, &unknown), Err(Refused::OtherQuestion { part: 0 }));
    for asked in ["1".repeat(64), String::new(), good.parts[0].asked[..4].to_owned(), "é".to_owned()] {
        let changed = of_part(BallotPart { asked, ..good.parts[0].clone() });
        assert_eq!(setting.take(&mut sealed, &changed), Err(Refused::QuestionChanged { part: 0 }));
    }
    for (replies, answer) in [
        (vec![(options[0].0, points(1)), (9_999, points(2))], 1),
        (vec![(options[0].0, points(1)), (options[0].0, points(1))], 1),
        (vec![(options[0].0, Reply::Chosen)], 0),
    ] {
        let refused = setting.take(&mut sealed, &with(replies)).unwrap_err();
        assert!(matches!(refused, Refused::Unfit { part: 0, answer: found, .. } if found == answer), "{refused}");
    }
    let long = with((0..1_000_000).map(|at| (at, Reply::Abstain)).collect());
    let refused = setting.take(&mut sealed, &long).unwrap_err();
    assert_eq!(refused.to_string(), "it has 1000000 answers or parts where there can be at most 300");
    // Files: whatever stands in them, a sentence with its place.
    let file = ballot_text(&good);
    assert!(read_ballot(format!("\u{feff}{file}").as_bytes()).is_ok_and(|found| found == good));
    let id = options[0].0;
    let answer = |text: &str| file.replacen("\"points\": 10", text, 1);
    let (script, million) = ("<script>alert(1)</script>", vec!["[1,\"abstain\"]"; 1_000_000].join(","));
    for (text, sentence) in [
        (String::new(), "it is not a ballot of Weighbridge"),
        ("PK\u{3}\u{4}".to_owned(), "it is not a ballot of Weighbridge"),
        ("[]".to_owned(), "it is not a ballot of Weighbridge"),
        ("{}".to_owned(), "it is not a ballot of Weighbridge"),
        (file.replace("weighbridge-ballot", "weighbridge"), "it is not a ballot of Weighbridge"),
        (file.replace("\"version\": 1", "\"version\": 2"), "it was made by a newer Weighbridge (ballot version 2"),
        (answer("\"points\": NaN"), "it is damaged, or was changed by hand (line 15, column 23: it is not JSON)"),
        (answer("\"points\": 101"), "expected a whole number from 0 to 100, found 101)"),
        (answer("\"points\": -1"), "expected a whole number from 0 to 100, found -1)"),
        (answer("\"points\": 60.5"), "expected a whole number from 0 to 100, found 60.5)"),
        (answer("\"points\": 1e999"), "line 15"),
        (answer("\"points\": null"), "expected f64"),
        (answer("\"points\": \"10\""), "expected f64"),
        (answer(&format!("\"{script}\": 1")), "expected one of `points`, `chosen`, `abstain`, `unknown`"),
        (answer(&format!("\"points\": \"{script}\"")), "expected f64"),
        (file.replacen(&id.to_string(), &format!("\"{script}\""), 1), "damaged"),
        (file.replace("\"revision\": 1", "\"revision\": -1"), "expected u32"),
        (file.replace("\"revision\": 1", "\"revision\": 1, \"revision\": 2"), "duplicate field `revision`"),
        (file.replace("\"revision\": 1,", ""), "missing field `revision`"),
        (file.replace(&TOKEN.to_string(), "7K4Q"), "expected 16 digits and letters"),
        (file.replace(&TOKEN.to_string(), script), "expected 16 digits and letters"),
        (file.replace(&good.voter.to_string(), "me"), "expected 8 digits and letters"),
        (file[..file.len() / 2].to_owned(), "it is not JSON"),
        (file.replace("\"answers\": [", &format!("\"answers\": [{million},")), "kB, and a ballot has at most 512 kB"),
        (format!("{file}{file}"), "it is not JSON"),
    ] {
        let refused = read_ballot(text.as_bytes()).err().map(|refused| refused.to_string());
        let refused = refused.unwrap_or_else(|| panic!("taken: {sentence}"));
        assert!(refused.contains(sentence), "{refused}\nand not: {sentence}");
        assert!(!refused.contains("script"), "what stands there is not repeated: {refused}");
    }
    assert!(read_ballot(&[0xff, 0xfe, b'{']).is_err_and(|refused| refused == Refused::NoBallot));
    assert_eq!((sealed.text(), &setting.case), (before, &case), "nothing is changed");
}

#[test]
fn a_question_that_was_worded_anew_asks_for_new_ballots() {
    let mut setting = setting(Privacy::Unnamed);
    let appraisal = setting.case.appraisals[0].id;
    let old = setting.asks(0).digest(&setting.case.appraisals[0]).unwrap();
    let anchor = ScaleEdit::SetAnchor(setting.criteria[0], ScaleEnd::Best, "on the doorstep".into());
    setting.case = apply(&setting.case, &Edit::Appraisal(appraisal, anchor.into())).unwrap();
    let round = setting.open(setting.asks(0));
    let mut of_before = setting.ballot(round, 1, 1, &[10, 20, 30]);
    of_before.parts[0].asked = old;
    let refused = setting.take(&mut sealed_box(), &of_before).unwrap_err();
    assert!(refused.to_string().contains("was worded anew since this ballot was filled in"), "{refused}");
}

#[test]
fn undo_stops_at_the_reveal_and_round_one_stays_beside_round_two() {
    let mut setting = setting(Privacy::Unnamed);
    let mut history = History::new(setting.case.clone(), Vec::new());
    let open = WorkshopEdit::OpenRound { session: setting.session, asks: setting.asks(0), rehearsal: false };
    history.commit(&Edit::Workshop(open), STAMP).unwrap();
    setting.case = (**history.case()).clone();
    let round = setting.of().rounds[0].id;
    let mut sealed = sealed_box();
    for (seat, all) in NINE.iter().enumerate() {
        setting.take(&mut sealed, &setting.ballot(round, seat as u32 + 1, 1, all)).unwrap();
    }
    assert_eq!(history.undo_label(), Some("Open a round of Siting: Access"));
    let poured = sealed.reveal(setting.of(), &[round], HOLDER, false).unwrap();
    history.commit(&Edit::Workshop(WorkshopEdit::Reveal(setting.session, poured.clone())), STAMP).unwrap();
    let revealed = history.case().clone();
    assert_eq!((history.undo_label(), history.redo_label()), (None, None));
    assert_eq!((history.undo(STAMP), history.case()), (None, &revealed), "what was seen is not un-seen");
    assert!(weighbridge::past::texts(&history).is_empty(), "nor after a reload");
    let said: Vec<&str> = history.log().iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(said, ["Open a round of Siting: Access", "Reveal Siting: Access"]);
    assert!(history.log().iter().all(|entry| entry.from.is_empty() && entry.to.is_empty()), "no figure is logged");
    // Later steps are undone as ever, up to the reveal.
    history.commit(&Edit::Case(CaseEdit::SetTitle("Depots 2027".into())), STAMP).unwrap();
    assert_eq!(history.undo(STAMP).as_deref(), Some("Title of the case"));
    assert_eq!((history.undo(STAMP), &history.case().sessions), (None, &revealed.sessions));
    // The same ballots are not poured twice.
    setting.case = (**history.case()).clone();
    assert_eq!(setting.refused(WorkshopEdit::Reveal(setting.session, poured)), "this round is not open");
    let second = setting.open(setting.asks(0));
    assert_eq!(setting.of().round(second).unwrap().turn, 2);
    for (seat, all) in NINE.iter().enumerate() {
        let calmer = [all[0], if all[1] < 50 { all[1] + 20 } else { 50 }, all[2]];
        setting.take(&mut sealed, &setting.ballot(second, seat as u32 + 1, 1, &calmer)).unwrap();
    }
    setting.reveal(&mut sealed, &[second]);
    let rounds = &setting.of().rounds;
    assert_eq!((rounds.len(), rounds[0].ballots.len(), &rounds[0].seal), (2, 9, &revealed.sessions[0].rounds[0].seal));
    let moved = rounds[1].moved.clone().unwrap();
    assert_eq!((moved.up, moved.down), (5, 4));
    let looks: Vec<Option<Looks>> = rounds.iter().map(|round| summaries(setting.of(), round)[1].looks).collect();
    assert_eq!(looks, [Some(Looks::TwoCamps), Some(Looks::Spread)]);
}

#[test]
fn a_round_is_discarded_with_a_reason_and_never_counts_again() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.play(&mut sealed_box(), 0, &NINE);
    let discard = |reason: &str| WorkshopEdit::Discard(setting.session, round, reason.into());
    assert_eq!(setting.refused(discard("  ")), "a round is discarded with a reason");
    let mut later = setting.case.clone();
    made(&mut later, discard("The wrong ends were on the screen."));
    let session = later.session(setting.session).unwrap();
    assert!(session.rounds[0].has_been_seen() && !session.rounds[0].counts());
    assert_eq!(session.round_of(setting.criteria[0], setting.options[0]), None);
    assert_eq!(session.rounds[0].ballots.len(), 9, "it is kept");
    let again = apply(&later, &Edit::Workshop(WorkshopEdit::RemoveSession(setting.session))).unwrap_err();
    assert_eq!(again.to_string(), "the room has seen answers of this workshop, so its record stays");
}

#[test]
fn a_settled_figure_is_an_ordinary_score_with_the_doubt_of_the_room() {
    let mut setting = setting(Privacy::Unnamed);
    setting.play(&mut sealed_box(), 0, &NINE);
    let outside = setting.settling(0, 90, "", true);
    assert_eq!(setting.refused(outside), "the figure lies outside all answers: say why");
    let appraisal = setting.case.appraisals[0].id;
    let edit = Edit::Workshop(setting.settling(1, 85, "Two suppliers only.", true));
    assert_eq!((edit.appraisal(), edit.part().is_some()), (Some(appraisal), true));
    let mut history = History::new(setting.case.clone(), Vec::new());
    history.commit(&edit, STAMP).unwrap();
    let entry = history.log().last().unwrap().clone();
    assert_eq!((entry.what.as_str(), entry.to.as_str()), ("Settle Do minimum, Access", "85 points"));
    setting.case = (**history.case()).clone();
    let score = setting.case.appraisals[0].score(setting.options[1], setting.criteria[0]).unwrap().clone();
    assert_eq!((score.state, score.reason.as_str()), (ScoreState::Points(85.into()), "Two suppliers only."));
    assert_eq!(score.source, "Workshop 14 May 2026, first round, 9 of 9");
    let range = score.range.unwrap();
    assert_eq!((range.low.get(), range.high.get()), (10.0, 85.0), "the quartiles, widened to hold the figure");
    let settled = setting.of().rounds[0].settled(setting.options[1].0).unwrap();
    assert_eq!((settled.how, settled.keeps_range), (How::AfterDiscussion, true));
    // The close ones in one sweep; that in two camps stands as it was settled, and the last is not close.
    made(&mut setting.case, WorkshopEdit::SettleClose(setting.session, appraisal));
    let score = |option: usize| setting.case.appraisals[0].score(setting.options[option], setting.criteria[0]).cloned();
    let swept = score(0).unwrap();
    assert_eq!(swept.state, ScoreState::Points(50.into()));
    assert_eq!(swept.reason, "Taken without discussion: all answers lie within 20 points.");
    assert_eq!(setting.of().rounds[0].settled(setting.options[0].0).unwrap().how, How::Close);
    assert_eq!((score(1).unwrap().state, score(2)), (ScoreState::Points(85.into()), None));
    assert_eq!(setting.of().rounds[0].state, RoundState::Revealed);
    let nothing = WorkshopEdit::SettleClose(setting.session, appraisal);
    assert_eq!(setting.refused(nothing), "no close answers are left to take");
    let last = setting.settling(2, 55, "", false);
    made(&mut setting.case, last);
    assert_eq!(setting.of().rounds[0].state, RoundState::Settled);
}

#[test]
fn four_answers_leave_no_spread_behind() {
    let mut setting = setting(Privacy::Unnamed);
    setting.play(&mut sealed_box(), 0, &NINE[..4]);
    let refused = setting.refused(setting.settling(0, 45, "", true));
    assert_eq!(refused, "fewer than five gave points, so that their range would show who gave which");
    let without_range = setting.settling(0, 45, "", false);
    made(&mut setting.case, without_range);
    let score = setting.case.appraisals[0].score(setting.options[0], setting.criteria[0]).unwrap();
    assert_eq!((score.range.as_ref(), score.source.as_str()), (None, "Workshop 14 May 2026, first round, 4 of 9"));
    made(&mut setting.case, WorkshopEdit::Close(setting.session));
    assert_eq!(setting.refused(setting.settling(0, 45, "", false)), "this workshop is over");
    let before = file::save(&Document::new(setting.case.clone(), Vec::new()));
    let mut history = History::new(setting.case.clone(), Vec::new());
    history.commit(&Edit::Workshop(WorkshopEdit::ForgetBallots(setting.session)), STAMP).unwrap();
    assert_eq!(history.undo_label(), None, "what was forgotten does not come back");
    let session = history.case().session(setting.session).unwrap();
    let kept = &session.rounds[0].summary[1];
    assert_eq!((kept.n, kept.median, kept.quartiles, kept.looks), (4, None, None, None));
    let after = file::save(&Document::new((**history.case()).clone(), Vec::new()));
    assert!(before.contains("\"answers\"") && !after.contains("\"answers\"") && !after.contains("\"heard\""));
    assert!(after.contains(&session.rounds[0].seal) && session.ballots_forgotten);
    assert!(file::load(after.as_bytes()).is_ok());
}

#[test]
fn a_room_of_five_leaves_its_middle_and_quartiles() {
    let mut setting = setting(Privacy::Unnamed);
    setting.play(&mut sealed_box(), 0, &NINE[..5]);
    let live = summaries(setting.of(), &setting.of().rounds[0]);
    made(&mut setting.case, WorkshopEdit::ForgetBallots(setting.session));
    assert_eq!(summaries(setting.of(), &setting.of().rounds[0]), live);
    assert_eq!(live[0].median, Some(45.into()));
    assert!(live[0].quartiles.is_some() && live[0].looks == Some(Looks::Close));
}

#[test]
fn what_cannot_be_asked_or_changed_is_refused_in_words() {
    let mut setting = setting(Privacy::Unnamed);
    let session = setting.session;
    let ask = |asks: Question| WorkshopEdit::OpenRound { session, asks, rehearsal: false };
    let twice = Question::scores(setting.criteria[0], vec![setting.options[0]; 2]);
    assert_eq!(setting.refused(ask(twice)), "ask about each thing once, and about one at least");
    let gone = Question::Choice(vec![AlternativeId(999)]);
    assert_eq!(setting.refused(ask(gone)), "this option or criterion is no longer there");
    let measure = weighbridge::appraisal::Measure::new("time", "months");
    let scale = weighbridge::appraisal::Scale::measured(measure, 20.into(), 0.into(), Default::default());
    let measured = ScaleEdit::Set(setting.criteria[1], scale);
    let case = apply(&setting.case, &Edit::Appraisal(AppraisalId(1), measured.into())).unwrap();
    let refused = apply(&case, &Edit::Workshop(ask(setting.asks(1)))).unwrap_err().to_string();
    assert!(refused.contains("nobody votes on facts"), "{refused}");
    setting.open(setting.asks(0));
    assert_eq!(setting.refused(ask(setting.asks(0))), "a round on this is open already");
    let first = setting.case.participants[0].id;
    for (edit, why) in [
        (WorkshopEdit::SetPresent(session, vec![first]), "a round is open"),
        (WorkshopEdit::SetPrivacy(session, Privacy::ByRole), "agreed before the first round"),
        (WorkshopEdit::Close(session), "a round is open"),
        (WorkshopEdit::ForgetBallots(session), "a round is open"),
        (WorkshopEdit::RemoveParticipant(first), "a workshop names this role"),
        (setting.settling(0, 50, "", false), "the room has not scored this"),
        (WorkshopEdit::Park(session, Parked::default()), "enter a name"),
        (WorkshopEdit::Reveal(session, Vec::new()), "choose a round"),
    ] {
        let refused = setting.refused(edit);
        assert!(refused.contains(why), "{refused}, and not {why}");
    }
    let mut nobody = self::setting(Privacy::Unnamed);
    let chair = nobody.case.participants[9].id;
    made(&mut nobody.case, WorkshopEdit::SetPresent(nobody.session, vec![chair]));
    assert_eq!(nobody.refused(ask(nobody.asks(0))), "nobody in the room has a vote");
}

#[test]
fn no_ballot_and_no_token_goes_into_a_committee_file() {
    let mut setting = setting(Privacy::Unnamed);
    setting.play(&mut sealed_box(), 0, &NINE);
    setting.case = apply(&setting.case, &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into()))).unwrap();
    let appraisal = setting.case.appraisals[0].id;
    for carried in [Carried::from(appraisal), Carried::programme(Some(appraisal)), Carried::programme(None)] {
        let made = export(&setting.case, carried, &[], "2026-11-30T10:00:00Z").unwrap().unwrap();
        let of_a_ballot = [TOKEN.to_string(), setting.of().rounds[0].heard[0].clone(), "\"ballots\"".to_owned()];
        for word in of_a_ballot.iter().chain([&"\"participants\"".to_owned(), &HOLDER.to_owned()]) {
            assert!(!made.text.contains(word.as_str()), "{word}");
        }
    }
}

fn a_part() -> impl Strategy<Value = (u32, u32, [u8; 3], usize)> {
    (1..6_u32, 1..4_u32, prop_oneof![Just([10, 20, 30]), Just([10, 20, 35]), Just([90, 0, 5])], 0..3_usize)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Ballots in any order, with duplicates and late revisions, over any machines, joined in any order: the same bytes.
    #[test]
    fn the_merge_is_a_join(parts in vec(a_part(), 0..30), order in any::<u64>()) {
        let mut setting = setting(Privacy::Unnamed);
        let rounds = [setting.open(setting.asks(0)), setting.open(setting.asks(1))];
        let routes = [Route::Typed, Route::Camera, Route::File];
        let mut machines = [BallotBox::new(TOKEN), sealed_box(), BallotBox::new(TOKEN)];
        let mut one = sealed_box();
        let take = |sealed: &mut BallotBox, (seat, revision, all, route): &(u32, u32, [u8; 3], usize)| {
            let ballot = setting.ballot(rounds[*route % 2], *seat, *revision, all);
            sealed.take(setting.of(), &setting.case.participants, &ballot, routes[*route]).unwrap();
        };
        for (at, part) in parts.iter().enumerate() {
            take(&mut machines[(at + *order.to_le_bytes().first().unwrap() as usize) % 3], part);
            take(&mut one, part);
        }
        let joined = |boxes: [&BallotBox; 3]| {
            let mut all = boxes[0].clone();
            all.merge(boxes[1]).unwrap();
            all.merge(boxes[2]).unwrap();
            all
        };
        let [a, b, c] = &machines;
        let expected = one.text();
        for boxes in [[a, b, c], [c, b, a], [b, a, c]] {
            prop_assert_eq!(joined(boxes).text(), expected.clone());
        }
        let mut nested = b.clone();
        nested.merge(c).unwrap();
        let mut outer = a.clone();
        outer.merge(&nested).unwrap();
        prop_assert_eq!(outer.text(), expected.clone(), "associative");
        outer.merge(&outer.clone()).unwrap();
        outer.merge(a).unwrap();
        prop_assert_eq!(outer.text(), expected.clone(), "idempotent");
        // Shuffled, with each ballot twice.
        let mut shuffled: Vec<_> = parts.iter().chain(&parts).collect();
        shuffled.sort_by_key(|part| (part.0 as u64 * 31 + u64::from(part.1) * 17 + part.3 as u64) ^ order);
        let mut again = sealed_box();
        shuffled.into_iter().for_each(|part| take(&mut again, part));
        prop_assert_eq!(again.text(), expected.clone());
        prop_assert_eq!(BallotBox::read(&expected).unwrap().text(), expected);
        let pour = |sealed: &BallotBox| -> Vec<Poured> {
            sealed.clone().reveal(setting.of(), &rounds, HOLDER, true).unwrap()
        };
        prop_assert_eq!(pour(&again), pour(&one));
    }

    /// Pasted ballots come back, and no single wrong sign is taken for another ballot.
    #[test]
    fn a_pasted_ballot_comes_back_or_is_refused(all in [0..=100_u8, 0..=100_u8, 0..=100_u8], at in any::<usize>(), other in 0..31_usize) {
        let mut setting = setting(Privacy::Unnamed);
        let rounds = [setting.open(setting.asks(0)), setting.open(setting.asks(1))];
        let mut ballot = setting.ballot(rounds[0], 3, 2, &all);
        let second = setting.part(rounds[1], &[(setting.options[1], Reply::Abstain), (setting.options[2], Reply::Unknown)]);
        ballot.parts.push(second);
        let text = pasted(&ballot, setting.of()).unwrap();
        let found = read_pasted(&format!("> {}\n> ok", text.to_lowercase().replace('0', "O")), setting.of());
        let found = found.map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        let sorted = |replies: &Replies| { let mut all = replies.clone(); all.sort(); all };
        for (part, expected) in found.parts.iter().zip(&ballot.parts) {
            prop_assert!(part.round == expected.round && part.replies == sorted(&expected.replies));
            prop_assert!(part.answers(&expected.asked));
        }
        let mut sealed = sealed_box();
        let taken = sealed.take(setting.of(), &setting.case.participants, &found, Route::Pasted).unwrap();
        prop_assert_eq!(taken, vec![Ok(Taken::New), Ok(Taken::New)]);
        let symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let place = 4 + at % (text.len() - 4);
        let letter = symbols.chars().filter(|one| !text[place..].starts_with(*one)).nth(other).unwrap();
        let wrong = format!("{}{letter}{}", &text[..place], &text[place + 1..]);
        prop_assert!(read_pasted(&wrong, setting.of()).is_err(), "{}", wrong);
    }
}

#[test]
fn pasted_texts_that_are_none_or_newer_are_refused_by_name() {
    let mut setting = setting(Privacy::Unnamed);
    let round = setting.open(setting.asks(0));
    let text = pasted(&setting.ballot(round, 3, 2, &[1, 2, 3]), setting.of()).unwrap();
    let refused = |text: &str| read_pasted(text, setting.of()).err().unwrap().to_string();
    assert_eq!(refused("Dear all"), "it is not a ballot of Weighbridge");
    assert!(refused("WB2:00").contains("newer Weighbridge (ballot version 2"));
    assert!(refused(&text[..text.len() - 3]).contains("it ends too soon"));
    assert!(refused(&text.replacen(&text[10..11], "U", 1)).contains("no ballot has this sign"));
    let elsewhere = Session { token: Token::of_bits(5), ..setting.of().clone() };
    assert!(read_pasted(&text, &elsewhere).is_err_and(|refused| refused == Refused::OtherSession));
    let without: Vec<Round> = Vec::new();
    let other = Session { rounds: without, ..setting.of().clone() };
    assert!(read_pasted(&text, &other).is_err_and(|refused| refused == Refused::OtherQuestion { part: 0 }));
    assert!(matches!(
        apply(&setting.case, &Edit::Workshop(WorkshopEdit::RemoveSession(SessionId(1)))),
        Err(EditError::NotThere { .. })
    ));
}
