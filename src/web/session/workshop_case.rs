//! The case that a workshop stands in: the open one, or a copy of it to rehearse on, which is thrown away with its ballot box.

use super::Session;
use crate::browser::ballots::SealedRecord;
use crate::browser::chance::random_bits;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{Edit, EditError, Seat, SessionField, WorkshopEdit, apply};
use weighbridge::id::{ParticipantId, SessionId};
use weighbridge::workshop::{BallotBox, Salt};

/// How many people rehearse where nobody is seated yet.
const INVENTED_SEATS: usize = 5;

/// Where a workshop stands.
#[derive(Clone, Copy)]
pub(crate) struct WorkshopCase {
    session: Session,
    copy: Option<Copied>,
}

/// A copy of the case, and the box of the one workshop that is rehearsed on it. Neither is ever kept.
#[derive(Clone, Copy)]
struct Copied {
    case: RwSignal<Arc<Case>>,
    seen: Memo<Arc<Case>>,
    sealed: StoredValue<Option<SealedRecord>>,
}

impl WorkshopCase {
    /// Returns the open case.
    pub(crate) fn open(session: Session) -> WorkshopCase {
        WorkshopCase { session, copy: None }
    }

    /// Returns a copy of the open case on which a workshop is rehearsed, with people in the room.
    ///
    /// # Errors
    /// Why there is nothing to rehearse.
    pub(crate) fn copied(session: Session, id: SessionId) -> Result<WorkshopCase, EditError> {
        let mut case = Case::clone(&session.case().get_untracked());
        let mut change = |edit: WorkshopEdit| -> Result<(), EditError> {
            case = apply(&case, &Edit::Workshop(edit))?;
            Ok(())
        };
        let found = session.case().with_untracked(|case| case.session(id).cloned());
        let workshop = found.ok_or(EditError::NotThere { what: "workshop" })?;
        change(WorkshopEdit::SetWords(id, SessionField::Title, format!("Rehearsal. {}", workshop.title)))?;
        let has_vote = |id: &ParticipantId| {
            session.case().with_untracked(|case| case.participant(*id).is_some_and(|one| one.votes))
        };
        if !workshop.present.iter().any(has_vote) {
            for seat in 1..=INVENTED_SEATS {
                let role = format!("Invented seat {seat}");
                change(WorkshopEdit::AddParticipant(Seat { role, group: String::new(), votes: true }))?;
            }
            let all = case.participants.iter().rev().take(INVENTED_SEATS).map(|one| one.id).collect();
            case = apply(&case, &Edit::Workshop(WorkshopEdit::SetPresent(id, all)))?;
        }
        let sealed = BallotBox::with_salt(workshop.token, Salt::of_bits(random_bits()));
        let record = SealedRecord { holder: workshop.holder, text: sealed.text() };
        let case = RwSignal::new(Arc::new(case));
        let seen = Memo::new(move |_| case.get());
        let copy = Some(Copied { case, seen, sealed: StoredValue::new(Some(record)) });
        Ok(WorkshopCase { session, copy })
    }

    /// Returns whether it is a copy that is thrown away.
    pub(crate) fn is_copy(self) -> bool {
        self.copy.is_some()
    }

    /// Returns the case as it stands.
    pub(crate) fn case(self) -> Memo<Arc<Case>> {
        self.copy.map_or_else(|| self.session.case(), |copy| copy.seen)
    }

    /// Changes it. What is done to a copy is in no log, no save and no step of undo.
    ///
    /// # Errors
    /// As [`apply`]; nothing is changed then.
    pub(crate) fn commit(self, edit: WorkshopEdit) -> Result<(), EditError> {
        let edit = Edit::Workshop(edit);
        let Some(copy) = self.copy else { return self.session.commit(&edit) };
        let changed = apply(&copy.case.get_untracked(), &edit)?;
        copy.case.set(Arc::new(changed));
        Ok(())
    }

    /// Takes boxes of workshops that are gone out of this browser.
    pub(crate) fn tidy_boxes(self) {
        let Some(open) = self.session.current().filter(|_| self.copy.is_none()) else { return };
        // What could not be removed now is removed when the list of workshops is next looked at.
        spawn_local(async move { drop(open.tidy_boxes().await) });
    }

    /// Returns the box of a workshop; `None` where there is none here.
    pub(super) async fn read_box(self, name: &str) -> Result<Option<SealedRecord>, String> {
        if let Some(copy) = self.copy {
            return Ok(copy.sealed.try_get_value().flatten());
        }
        match self.session.current() {
            Some(open) => open.read_box(name).await.map_err(|error| error.to_string()),
            None => Ok(None),
        }
    }

    /// Puts the box of a workshop in the place of the one before.
    pub(super) async fn write_box(self, name: &str, record: SealedRecord) -> Result<(), String> {
        if let Some(copy) = self.copy {
            copy.sealed.try_set_value(Some(record));
            return Ok(());
        }
        let open = self.session.current().ok_or_else(|| "the case was closed".to_owned())?;
        open.write_box(name, record).await.map_err(|error| error.to_string())
    }

    /// Removes the box of a workshop for good.
    pub(super) async fn remove_box(self, name: &str) -> Result<(), String> {
        if let Some(copy) = self.copy {
            copy.sealed.try_set_value(None);
            return Ok(());
        }
        let open = self.session.current().ok_or_else(|| "the case was closed".to_owned())?;
        open.remove_box(name).await.map_err(|error| error.to_string())
    }
}
