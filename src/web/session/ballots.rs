//! Sealed ballots of a workshop: the only place of the page that holds a ballot box, and only while it does one thing with it.
//! The box lies in a record of its own in this browser; pages see how many ballots are in, and from which seats.

use super::Session;
use super::workshop_case::WorkshopCase;
use crate::browser::ballots::SealedRecord;
use crate::browser::chance::random_bits;
use crate::browser::page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::edit::{Edit, NewSession, WorkshopEdit};
use weighbridge::id::{AppraisalId, ParticipantId, RoundId, SessionId};
use weighbridge::workshop::{
    Ballot, BallotBox, BallotPart, BoxCounts, Privacy, Replies, Reply, Round, Route, Salt, Session as Workshop, Token,
    Voter, archive, invented,
};

/// How often to look whether the box is free, in milliseconds.
const LOOK_MS: i32 = 5;

/// What is seen of a box: of each open round which seats are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Seen {
    /// It is being looked for.
    #[default]
    Looking,
    /// This browser has none: the workshop was opened on another machine, or its ballots were forgotten.
    Elsewhere,
    /// It is here: each open round with its seats, from 1, by whether they are in.
    Here(Vec<(RoundId, Vec<bool>)>),
    /// It could not be read, and why.
    Failed(String),
}

impl Seen {
    /// Returns which seats are in with a round.
    pub(crate) fn seats(&self, round: RoundId) -> Vec<bool> {
        let Seen::Here(all) = self else { return Vec::new() };
        all.iter().find(|(id, _)| *id == round).map_or_else(Vec::new, |(_, seats)| seats.clone())
    }

    /// Returns how many of so many are in with all of these rounds.
    pub(crate) fn counts(&self, rounds: &[RoundId], expected: u32) -> BoxCounts {
        let seats: Vec<Vec<bool>> = rounds.iter().map(|round| self.seats(*round)).collect();
        let in_all = |seat: &usize| seats.iter().all(|seats| seats.get(*seat) == Some(&true));
        let n = (0..expected as usize).filter(in_all).count();
        BoxCounts { handed_in: u32::try_from(n).unwrap_or(u32::MAX), expected }
    }
}

/// What somebody wrote on a slip, round by round.
pub(crate) type Slip = Vec<(RoundId, Replies)>;

/// The sealed ballots of one workshop.
#[derive(Clone, Copy)]
pub(crate) struct Sealed {
    place: WorkshopCase,
    id: SessionId,
    seen: RwSignal<Seen>,
    /// One thing is done after the other.
    is_busy: RwSignal<bool>,
}

/// The workshop, the box as it was read, and where it lies.
struct Opened {
    workshop: Workshop,
    place: WorkshopCase,
    holder: String,
    sealed: BallotBox,
}

impl Opened {
    fn name(&self) -> String {
        self.workshop.token.to_string()
    }

    async fn write(&self) -> Result<(), String> {
        let record = SealedRecord { holder: self.holder.clone(), text: self.sealed.text() };
        self.place.write_box(&self.name(), record).await
    }
}

impl Session {
    /// Opens a workshop on an appraisal, and a box for its ballots in this browser. Returns its id.
    ///
    /// # Errors
    /// Why it could not be opened, in words.
    pub(crate) async fn open_workshop(self, appraisal: AppraisalId, title: String) -> Result<SessionId, String> {
        let (token, holder) = (Token::of_bits(random_bits()), page::random_key());
        let record = SealedRecord {
            holder: holder.clone(),
            text: BallotBox::with_salt(token, Salt::of_bits(random_bits())).text(),
        };
        let present: Vec<ParticipantId> =
            self.case().with_untracked(|case| case.participants.iter().map(|one| one.id).collect());
        let new = NewSession {
            appraisal,
            title,
            token,
            holder,
            privacy: Privacy::Unnamed,
            held: None,
            present,
            kept_until: None,
        };
        self.commit(&Edit::Workshop(WorkshopEdit::OpenSession(Box::new(new)))).map_err(|error| error.to_string())?;
        WorkshopCase::open(self).write_box(&token.to_string(), record).await?;
        let found =
            self.case().with_untracked(|case| case.sessions.iter().find(|one| one.token == token).map(|one| one.id));
        found.ok_or_else(|| "it is not there".to_owned())
    }
}

impl Sealed {
    /// Looks for the box of a workshop, and again each time that its rounds become others.
    pub(crate) fn of(place: WorkshopCase, id: SessionId) -> Sealed {
        let sealed = Sealed { place, id, seen: RwSignal::new(Seen::Looking), is_busy: RwSignal::new(false) };
        let rounds = Memo::new(move |_| {
            let states = |workshop: &Workshop| {
                workshop.rounds.iter().map(|round| (round.id, round.state, round.expected)).collect::<Vec<_>>()
            };
            place.case().with(|case| case.session(id).map(states))
        });
        Effect::new(move |_| {
            // A memo that nobody reads is never worked out, and so tells of no change.
            rounds.with(|_| ());
            spawn_local(async move { sealed.look().await });
        });
        sealed
    }

    /// Returns what is seen of the box.
    pub(crate) fn seen(self) -> Seen {
        self.seen.get()
    }

    /// Returns the same without following it.
    pub(crate) fn seen_now(self) -> Seen {
        self.seen.get_untracked()
    }

    /// Hands in the slip of a seat, from 1: `by` names its role where answers are shown by role. A slip that is here already is
    /// replaced.
    ///
    /// # Errors
    /// Why not, in words; the box is then as it was.
    pub(crate) async fn hand_in(self, seat: u32, by: Option<ParticipantId>, slip: Slip) -> Result<(), String> {
        self.alone(async move || {
            let mut opened = self.opened().await?;
            let participants = self.place.case().with_untracked(|case| case.participants.clone());
            let voter = voter(&opened.workshop, seat, by);
            let part = |(round, replies): (RoundId, Replies)| {
                let asked = opened.workshop.round(round).map_or_else(String::new, |round| round.asked.clone());
                BallotPart { round, asked, replies }
            };
            let newest = slip.iter().map(|(round, _)| opened.sealed.revision(*round, voter)).max().unwrap_or(0);
            let parts = slip.into_iter().map(part).collect();
            let ballot = Ballot { session: opened.workshop.token, voter, revision: newest + 1, by, parts };
            let taken = opened.sealed.take(&opened.workshop, &participants, &ballot, Route::Typed);
            for part in taken.map_err(|refused| refused.to_string())? {
                part.map_err(|refused| refused.to_string())?;
            }
            opened.write().await
        })
        .await
    }

    /// Puts questions to everybody, with an empty box for each.
    ///
    /// # Errors
    /// Why not, in words.
    pub(crate) async fn ask(self, questions: Vec<weighbridge::workshop::Question>) -> Result<(), String> {
        self.alone(async move || {
            let before = self.opened().await?;
            let edit = WorkshopEdit::OpenRounds(self.id, questions);
            self.commit(edit)?;
            let mut opened = self.opened().await?;
            let is_new = |round: &&Round| before.workshop.round(round.id).is_none();
            let new: Vec<RoundId> = opened.workshop.rounds.iter().filter(is_new).map(|round| round.id).collect();
            opened.sealed.begin(&new);
            opened.write().await
        })
        .await
    }

    /// Reveals rounds, all or none: their ballots go into the case in one step that is not undone. `without_missing` says that
    /// seats that are not in are absent.
    ///
    /// # Errors
    /// Why not, in words; nothing is revealed then.
    pub(crate) async fn reveal(self, rounds: Vec<RoundId>, without_missing: bool) -> Result<(), String> {
        self.alone(async move || {
            let mut opened = self.opened().await?;
            let poured = opened.sealed.reveal(&opened.workshop, &rounds, &opened.holder, without_missing);
            let poured = poured.map_err(|error| error.to_string())?;
            // The box first: a case that is not kept leaves a round that can be revealed once more.
            opened.write().await?;
            self.commit(WorkshopEdit::Reveal(self.id, poured))
        })
        .await
    }

    /// Puts what the slip of a seat says about one thing in place of what was typed, after the reveal. It goes into the case in
    /// one step that is not undone, and is logged as a correction.
    ///
    /// # Errors
    /// Why not, in words; nothing is changed then.
    pub(crate) async fn correct(
        self,
        round: RoundId,
        (seat, by): (u32, Option<ParticipantId>),
        of: u32,
        reply: Option<Reply>,
    ) -> Result<(), String> {
        self.alone(async move || {
            let mut opened = self.opened().await?;
            let voter = voter(&opened.workshop, seat, by);
            let corrected = opened.sealed.correct_one(&opened.workshop, round, voter, (of, reply));
            let corrected = Box::new(corrected.map_err(|refused| refused.to_string())?);
            opened.write().await?;
            self.commit(WorkshopEdit::Correct(self.id, corrected))
        })
        .await
    }

    /// Counts whose own figures put which option first, while the box can tell, and puts the counts into the case.
    pub(crate) async fn count_winners(self) -> Result<(), String> {
        self.alone(async move || {
            let opened = self.opened().await?;
            let appraisal =
                self.place.case().with_untracked(|case| case.appraisal(opened.workshop.appraisal()).cloned());
            let seed = opened.name();
            let counts =
                appraisal.and_then(|appraisal| opened.sealed.count_winners(&appraisal, &opened.workshop, &seed));
            self.commit(WorkshopEdit::CountWinners(self.id, counts))
        })
        .await
    }

    /// Empties the box once the workshop is over: its salt stays, so that seals can be checked.
    pub(crate) async fn empty(self) -> Result<(), String> {
        self.alone(async move || {
            let mut opened = self.opened().await?;
            opened.sealed = opened.sealed.emptied();
            opened.write().await
        })
        .await
    }

    /// Removes what is left of the box, salt and all.
    pub(crate) async fn forget(self) -> Result<(), String> {
        self.alone(async move || {
            let Some(workshop) = self.workshop() else { return Ok(()) };
            self.place.remove_box(&workshop.token.to_string()).await
        })
        .await
    }

    /// Hands in invented slips for all seats but one, with every question that is open. For a rehearsal alone.
    ///
    /// # Errors
    /// Why not, in words.
    pub(crate) async fn invent(self, but: u32) -> Result<(), String> {
        let Some(workshop) = self.workshop().filter(|_| self.place.is_copy()) else {
            return Err("slips are invented for a rehearsal alone".to_owned());
        };
        let open: Vec<&Round> = workshop.rounds.iter().filter(|round| round.is_open()).collect();
        let roles = self.place.case().with_untracked(|case| voting(case, &workshop));
        for seat in 1..=open.iter().map(|round| round.expected).max().unwrap_or(0) {
            if seat == but {
                continue;
            }
            let by = roles.get(seat as usize - 1).copied().filter(|_| workshop.privacy == Privacy::ByRole);
            let slip = open.iter().map(|round| (round.id, invented(&round.asks, round.turn, seat))).collect();
            self.hand_in(seat, by, slip).await?;
        }
        Ok(())
    }

    /// Returns the sealed archive as the text of a file.
    pub(crate) async fn archive(self) -> Result<String, String> {
        let opened = self.opened().await?;
        let salt = opened.sealed.salt().ok_or_else(|| "this machine has no salt for its seals".to_owned())?;
        Ok(archive(&opened.workshop, salt))
    }

    fn commit(self, edit: WorkshopEdit) -> Result<(), String> {
        self.place.commit(edit).map_err(|error| error.to_string())
    }

    fn workshop(self) -> Option<Workshop> {
        self.place.case().with_untracked(|case| case.session(self.id).cloned())
    }

    async fn opened(self) -> Result<Opened, String> {
        let workshop = self.workshop().ok_or_else(|| "this workshop is gone".to_owned())?;
        let record = self.place.read_box(&workshop.token.to_string()).await?;
        let record = record.ok_or_else(|| "this workshop was opened on another machine".to_owned())?;
        let sealed = BallotBox::read(&record.text).map_err(|refused| refused.to_string())?;
        Ok(Opened { workshop, place: self.place, holder: record.holder, sealed })
    }

    /// Does one thing with the box and looks at it anew, once the things before are done.
    async fn alone(self, work: impl AsyncFnOnce() -> Result<(), String>) -> Result<(), String> {
        while self.is_busy.try_get_untracked() == Some(true) {
            page::wait(LOOK_MS).await;
        }
        if self.is_busy.try_get_untracked().is_none() {
            return Err("the page was left".to_owned());
        }
        self.is_busy.set(true);
        let result = work().await;
        self.look().await;
        let _ = self.is_busy.try_set(false);
        result
    }

    async fn look(self) {
        // The page may be gone by now.
        if self.seen.try_get_untracked().is_none() {
            return;
        }
        let Some(workshop) = self.workshop() else { return };
        let seen = match self.place.read_box(&workshop.token.to_string()).await {
            Err(why) => Seen::Failed(why),
            Ok(None) => Seen::Elsewhere,
            Ok(Some(record)) => match BallotBox::read(&record.text) {
                Err(refused) => Seen::Failed(refused.to_string()),
                Ok(sealed) => Seen::Here(self.seats(&workshop, &sealed)),
            },
        };
        // The page may be gone by now.
        if self.seen.try_get_untracked().is_some_and(|before| before != seen) {
            self.seen.set(seen);
        }
    }

    fn seats(self, workshop: &Workshop, sealed: &BallotBox) -> Vec<(RoundId, Vec<bool>)> {
        let roles = self.place.case().with_untracked(|case| voting(case, workshop));
        let is_in = |round: &Round, at: u32| {
            let by = roles.get(at as usize).copied().filter(|_| workshop.privacy == Privacy::ByRole);
            sealed.has(round.id, voter(workshop, at + 1, by))
        };
        let open = workshop.rounds.iter().filter(|round| round.is_open());
        open.map(|round| (round.id, (0..round.expected).map(|at| is_in(round, at)).collect())).collect()
    }
}

/// Returns the roles in the room that have a vote, in the order of their seats.
pub(crate) fn voting(case: &Arc<weighbridge::case::Case>, workshop: &Workshop) -> Vec<ParticipantId> {
    let has_vote = |id: &ParticipantId| case.participant(*id).is_some_and(|one| one.votes);
    workshop.present.iter().copied().filter(has_vote).collect()
}

fn voter(workshop: &Workshop, seat: u32, by: Option<ParticipantId>) -> Voter {
    by.map_or_else(|| Voter::of_seat(workshop.token, seat), |id| Voter::of_role(workshop.token, id))
}
