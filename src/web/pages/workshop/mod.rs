//! A workshop: what is settled before it, slips of paper typed by one person, the reveal, what is worth talking about, and the
//! record. Where the room sees this screen, no figure is on it before the reveal; where it has a window of its own, that window
//! gets pictures that hold none.

mod act;
mod agree;
mod cells;
mod close;
mod held;
mod keys;
mod line;
mod list;
mod mask;
mod pictures;
mod ready;
mod record;
mod rehearsal;
mod result;
mod room_window;
mod scoring;
mod screens;
mod seats;
mod slip;
mod stage;
mod talk;
mod timer;

pub(crate) use list::Workshops;
pub(crate) use room_window::room_page;

use crate::browser::page;
use crate::parts::flow::Show;
use crate::session::Session;
use crate::session::ballots::Sealed;
use crate::session::workshop_case::WorkshopCase;
use leptos::prelude::*;
use screens::Screens;
use slip::SlipState;
use stage::Stage;
use std::sync::Arc;
use timer::Timer;
use weighbridge::appraisal::Appraisal;
use weighbridge::edit::{EditError, WorkshopEdit};
use weighbridge::id::{AlternativeId, CriterionId, SessionId};
use weighbridge::route::{Page, Route};
use weighbridge::workshop::{Session as Record, Talk, talk};

/// The parts of a workshop, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// What is settled beforehand.
    Prepare,
    /// Silent scoring.
    Score,
    /// What is worth talking about.
    Talk,
    /// Results, and the record.
    Close,
}

impl Phase {
    const ALL: [Phase; 4] = [Phase::Prepare, Phase::Score, Phase::Talk, Phase::Close];

    fn word(self) -> &'static str {
        match self {
            Phase::Prepare => "Prepare",
            Phase::Score => "Score",
            Phase::Talk => "Talk",
            Phase::Close => "Close",
        }
    }
}

/// A form that is open beside a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// Which figure the room agrees on.
    Agree,
    /// What is left open, and who looks after it.
    Park,
    /// Who cannot agree, and why.
    Dissent,
    /// Why a round does not count.
    Discard,
    /// What a slip says that was mistyped.
    Correct,
}

/// One option on one criterion.
pub(super) type Place = (CriterionId, AlternativeId);

/// What every part of this page works from.
#[derive(Clone, Copy)]
pub(super) struct Room {
    session: Session,
    /// Where the workshop stands: in the open case, or in a copy to rehearse on.
    place_of: WorkshopCase,
    /// Whether it is rehearsed at this moment.
    rehearses: RwSignal<bool>,
    id: SessionId,
    sealed: Sealed,
    /// The workshop as it stands in the case.
    workshop: Memo<Arc<Record>>,
    /// The appraisal that it is about.
    appraisal: Memo<Arc<Appraisal>>,
    /// What there is to talk about.
    talk: Memo<Talk>,
    /// The questions that are open, family by family.
    stages: Memo<Vec<Stage>>,
    phase: RwSignal<Phase>,
    /// Which of the open questions is shown.
    stage: RwSignal<usize>,
    /// The score that is talked about; `None` for the list.
    place: RwSignal<Option<Place>>,
    asking: RwSignal<Option<Asking>>,
    /// Why something was not done, or what the next press of a key does.
    said: RwSignal<String>,
    /// Whether the next R reveals without those who are missing.
    is_warned: RwSignal<bool>,
    is_blank: RwSignal<bool>,
    /// Whether the ranking may be seen.
    is_result_shown: RwSignal<bool>,
    slip: SlipState,
    timer: Timer,
    screens: Screens,
}

impl Room {
    fn commit(self, edit: WorkshopEdit) -> Result<(), EditError> {
        self.place_of.commit(edit)
    }

    /// Goes to a part of the workshop, with the focus on its headline.
    fn go(self, phase: Phase) {
        self.asking.set(None);
        self.said.set(String::new());
        self.is_warned.set(false);
        self.screens.begin();
        self.phase.set(phase);
        crate::parts::focus::focus_soon(&["workshop-title"]);
    }

    /// Says something beneath the headline, and aloud.
    fn say(self, words: &str) {
        let _ = self.said.try_set(words.to_owned());
        crate::parts::voice::say(words.to_owned());
    }

    fn read<T>(self, of: impl FnOnce(&Record) -> T) -> T {
        self.workshop.with(|workshop| of(workshop))
    }

    /// Returns the names of what a place is about: the option, then the criterion.
    fn names(self, (criterion, option): Place) -> (String, String) {
        (self.option_name(option), self.criterion_name(criterion))
    }

    fn option_name(self, id: AlternativeId) -> String {
        self.appraisal.with(|appraisal| {
            appraisal.alternative(id).map_or_else(|| "an option that is gone".to_owned(), |found| found.name.clone())
        })
    }

    fn criterion_name(self, id: CriterionId) -> String {
        self.appraisal.with(|appraisal| {
            appraisal.criterion(id).map_or_else(|| "a criterion that is gone".to_owned(), |found| found.name.clone())
        })
    }
}

/// The page of a workshop.
#[component]
pub(crate) fn Workshop(session: Session, id: SessionId) -> impl IntoView {
    let rehearses = RwSignal::new(false);
    let shown = move || {
        let place = match rehearses.get() {
            true => untrack(|| WorkshopCase::copied(session, id)),
            false => Ok(WorkshopCase::open(session)),
        };
        // Where nothing can be rehearsed, Prepare says why.
        untrack(|| page_of(session, id, place.unwrap_or_else(|_| WorkshopCase::open(session)), rehearses))
    };
    shown.into_any()
}

fn page_of(session: Session, id: SessionId, place: WorkshopCase, rehearses: RwSignal<bool>) -> AnyView {
    let found = place.case().with_untracked(|case| {
        let workshop = case.sessions.iter().find(|one| one.id == id)?.clone();
        case.appraisals
            .iter()
            .find(|one| one.id == workshop.appraisal())
            .cloned()
            .map(|appraisal| (workshop, appraisal))
    });
    let Some((workshop, appraisal)) = found else {
        return view! { <h1>"This workshop has been removed"</h1><p>"Undo brings it back."</p> }.into_any();
    };
    let room = room(session, id, (place, rehearses), workshop, appraisal);
    let tokens =
        Memo::new(move |_| place.case().with(|case| case.sessions.iter().map(|one| one.id).collect::<Vec<_>>()));
    Effect::new(move |_| {
        tokens.with(|_| ());
        place.tidy_boxes();
    });
    let picture = screens::tell(room);
    keys::listen(room);
    let body = move || match room.phase.get() {
        Phase::Prepare => ready::view(room),
        Phase::Score => scoring::view(room),
        Phase::Talk => talk::view(room),
        Phase::Close => close::view(room),
    };
    view! {
        <div class="workshop">
            {trail(room)}
            {rehearsal::notice(room)}
            {screens::line(room, picture)}
            {held::notice(room)}
            {body}
        </div>
        <Show when=move || room.is_blank.get() && !room.screens.is_apart()>
            <div class="workshop__blank" id="workshop-blank" tabindex="-1" role="dialog" aria-modal="true" aria-label="The screen is blank">
                <p>"Back in a moment."</p>
                <p class="note">"B or Escape goes on."</p>
            </div>
        </Show>
    }
    .into_any()
}

fn room(
    session: Session,
    id: SessionId,
    (place, rehearses): (WorkshopCase, RwSignal<bool>),
    workshop: Arc<Record>,
    appraisal: Arc<Appraisal>,
) -> Room {
    let workshop = Memo::new(move |last: Option<&Arc<Record>>| {
        let found = place.case().with(|case| case.sessions.iter().find(|one| one.id == id).cloned());
        // After it is removed, the page shows its last state until the route changes.
        found.or_else(|| last.cloned()).unwrap_or_else(|| workshop.clone())
    });
    let appraisal = Memo::new(move |last: Option<&Arc<Appraisal>>| {
        let of = workshop.with(|workshop| workshop.appraisal());
        let found = place.case().with(|case| case.appraisals.iter().find(|one| one.id == of).cloned());
        found.or_else(|| last.cloned()).unwrap_or_else(|| appraisal.clone())
    });
    let talk = Memo::new(move |_| workshop.with(|workshop| appraisal.with(|appraisal| talk(appraisal, workshop))));
    let stages =
        Memo::new(move |_| workshop.with(|workshop| appraisal.with(|appraisal| stage::of(appraisal, workshop))));
    let begun = untrack(|| workshop.with(|workshop| begun(workshop, &talk.get())));
    Room {
        session,
        place_of: place,
        rehearses,
        id,
        sealed: Sealed::of(place, id),
        workshop,
        appraisal,
        talk,
        stages,
        phase: RwSignal::new(begun),
        stage: RwSignal::new(0),
        place: RwSignal::new(None),
        asking: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        is_warned: RwSignal::new(false),
        is_blank: RwSignal::new(false),
        is_result_shown: RwSignal::new(false),
        slip: SlipState::new(),
        timer: Timer::new(),
        screens: Screens::of(format!("{}.{id}", session.key().get_untracked().unwrap_or_default())),
    }
}

/// Returns where a workshop goes on when its page is opened.
fn begun(workshop: &Record, talk: &Talk) -> Phase {
    let is_scored = |round: &weighbridge::workshop::Round| round.is_open() && round.asks.criterion().is_some();
    if workshop.closed {
        Phase::Close
    } else if workshop.rounds.iter().any(is_scored) {
        Phase::Score
    } else if talk.n_scored() > 0 {
        Phase::Talk
    } else {
        Phase::Prepare
    }
}

/// The way back, and the parts of the workshop.
fn trail(room: Room) -> AnyView {
    let back = move || {
        let key = room.session.key().get().unwrap_or_default();
        Route::Case { key, page: Page::Workshops(room.read(Record::appraisal)) }.hash()
    };
    let part = move |phase: Phase| {
        view! {
            <li><button class="workshop__part" type="button" aria-current=move || (room.phase.get() == phase).then_some("step")
                on:click=move |_| room.go(phase)>{phase.word()}</button></li>
        }
    };
    view! {
        <div class="workshop__trail no-print">
            <a href=back>{move || room.appraisal.with(|appraisal| appraisal.title.clone())}</a>
            <nav aria-label="Parts of the workshop"><ol class="workshop__parts" role="list">{Phase::ALL.map(part).collect_view()}</ol></nav>
        </div>
    }
    .into_any()
}

/// The headline of a part, with what was just said beneath it.
fn headline(room: Room, over: Signal<String>, finding: Signal<String>) -> AnyView {
    view! {
        <p class="headline__over">{over}</p>
        <h1 class="workshop__title" id="workshop-title" tabindex="-1">{finding}</h1>
        {timer::view(room.timer)}
        <p class="workshop__said" class:workshop__said--empty=move || room.said.with(String::is_empty)>{room.said}</p>
    }
    .into_any()
}

/// Returns a reason as the end of a sentence.
fn in_sentence(why: &str) -> String {
    format!("{}.", why.trim_end_matches('.'))
}

/// Blanks the screen that the room sees, or ends that.
fn blank(room: Room) {
    let is_blank = !room.is_blank.get_untracked();
    room.is_blank.set(is_blank);
    if room.screens.is_apart_now() {
        return;
    }
    if is_blank {
        crate::parts::focus::focus_soon(&["workshop-blank"]);
    } else {
        page::focus("workshop-title");
    }
}
