//! What the keys and the buttons of a workshop do.

use super::stage::Asked;
use super::{Asking, Phase, Place, Room, in_sentence};
use crate::parts::focus::focus_soon;
use crate::parts::sentence;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::appraisal::Scale;
use weighbridge::edit::WorkshopEdit;
use weighbridge::id::{CriterionId, RoundId};
use weighbridge::present::count;
use weighbridge::workshop::{Question, Round};

/// Returns what is asked when the ends are locked: first choices, then every judged criterion that is not left out.
pub(super) fn questions(room: Room, left_out: &[CriterionId]) -> Vec<Question> {
    room.appraisal.with_untracked(|appraisal| {
        let options: Vec<_> = appraisal.alternatives.iter().map(|option| option.id).collect();
        let leaves = appraisal.leaves();
        let judged = leaves.iter().filter(|(one, leaf)| leaf.scale == Scale::Direct && !left_out.contains(&one.id));
        let scores = judged.map(|(criterion, _)| Question::scores(criterion.id, options.clone()));
        std::iter::once(Question::Choice(options.clone())).chain(scores).collect()
    })
}

/// Locks the ends: every question gets its digest, and ballots can be handed in.
pub(super) fn lock(room: Room) {
    if room.workshop.with_untracked(|workshop| !workshop.rounds.is_empty() || workshop.closed) {
        return room.say("The ends are locked already.");
    }
    let questions = questions(room, &room.slip.left_out.get_untracked());
    if questions.len() < 2 {
        return room.say("There is nothing to score. Choose a criterion.");
    }
    spawn_local(async move {
        match room.sealed.ask(questions).await {
            Ok(()) => {
                room.stage.set(0);
                room.go(Phase::Score);
                super::rehearsal::invent(room).await;
            }
            Err(why) => room.say(&format!("Not locked: {}", in_sentence(&why))),
        }
    });
}

/// Opens the slip of the next seat that is not in.
pub(super) fn type_slip(room: Room) {
    if room.session.is_read_only() {
        return room.say("Another tab has this workshop. Take over to type slips here.");
    }
    if room.stages.with_untracked(Vec::is_empty) {
        return room.say("No question is open.");
    }
    room.slip.is_open.set(true);
    super::slip::next_seat(room);
}

/// Goes to the next question, or to the next score to talk about; backwards where `by` is below 0.
pub(super) fn step(room: Room, by: isize) {
    room.said.set(String::new());
    if matches!(room.phase.get_untracked(), Phase::Prepare | Phase::Close) {
        let n = super::pictures::count(room);
        let at = moved(room.screens.at.get_untracked(), by, n);
        room.screens.begin();
        room.screens.at.set(at);
        return;
    }
    room.screens.begin();
    if room.phase.get_untracked() == Phase::Score {
        let n = room.stages.with_untracked(Vec::len);
        let at = moved(room.stage.get_untracked(), by, n);
        room.is_warned.set(false);
        room.stage.set(at);
        if room.slip.is_open.get_untracked() {
            super::slip::next_seat(room);
        } else {
            focus_soon(&["workshop-title"]);
        }
        return;
    }
    let all: Vec<Place> = room.talk.with_untracked(|talk| {
        let worth = talk.open.iter().chain(&talk.idle).chain(&talk.parked);
        worth.map(|item| (item.criterion, item.option)).collect()
    });
    let at = room.place.get_untracked().and_then(|place| all.iter().position(|one| *one == place));
    let next = match at {
        Some(at) => all.get(moved(at, by, all.len())).copied(),
        None => all.first().copied(),
    };
    room.asking.set(None);
    room.place.set(next);
    if next.is_none() {
        room.say("Nothing is left to talk about.");
    }
    focus_soon(&["workshop-title"]);
}

fn moved(at: usize, by: isize, n: usize) -> usize {
    if n == 0 { 0 } else { at.saturating_add_signed(by).min(n - 1) }
}

/// Reveals what is all in; of the rest, on a second press, what has any ballots.
pub(super) fn reveal(room: Room) {
    let seen = room.sealed.seen_now();
    let open: Vec<(RoundId, usize, usize)> = room.workshop.with_untracked(|workshop| {
        let scored = workshop.rounds.iter().filter(|round| round.is_open() && round.asks.criterion().is_some());
        let n_in = |round: &Round| seen.seats(round.id).iter().filter(|is_in| **is_in).count();
        scored.map(|round| (round.id, n_in(round), round.expected as usize)).collect()
    });
    let all_in: Vec<RoundId> = open.iter().filter(|(_, n, of)| n >= of).map(|(id, ..)| *id).collect();
    let begun: Vec<RoundId> = open.iter().filter(|(_, n, of)| n < of && *n > 0).map(|(id, ..)| *id).collect();
    if all_in.is_empty() && begun.is_empty() {
        let words = if open.is_empty() { "No question is open." } else { "No ballot is in." };
        return room.say(words);
    }
    let (rounds, without_missing) = if all_in.is_empty() { (begun, true) } else { (all_in, false) };
    if without_missing && !room.is_warned.get_untracked() {
        room.is_warned.set(true);
        let missing = open.iter().filter(|(_, n, of)| n < of && *n > 0).map(|(_, n, of)| of - n).max().unwrap_or(0);
        return room.say(&format!("{missing} not in. R again reveals without them: they are absent, not 0."));
    }
    room.is_warned.set(false);
    let n = rounds.len();
    let again = room.workshop.with_untracked(|workshop| {
        let second = rounds.iter().filter_map(|id| workshop.round(*id)).find(|round| round.turn > 1)?;
        Some((second.asks.criterion()?, weighbridge::id::AlternativeId(*second.asks.items().first()?)))
    });
    spawn_local(async move {
        match room.sealed.reveal(rounds, without_missing).await {
            Ok(()) => {
                room.slip.is_open.set(false);
                room.place.set(again);
                room.stage.set(0);
                room.go(Phase::Talk);
                let seen = count(n, "criterion is", "criteria are");
                room.say(&format!("{seen} revealed. Undo stops here. Is your own dot right? The slip decides."));
            }
            Err(why) => room.say(&format!("Not revealed: {}", in_sentence(&why))),
        }
    });
}

/// Takes the middles of all close answers, without discussion.
pub(super) fn sweep(room: Room) {
    let n = room.talk.with_untracked(|talk| talk.close.len());
    if n == 0 {
        return room.say("No close scores are left to take.");
    }
    let appraisal = room.appraisal.with_untracked(|appraisal| appraisal.id);
    match room.commit(WorkshopEdit::SettleClose(room.id, appraisal)) {
        Ok(()) => room.say(&format!("{} taken without discussion, and logged so.", count(n, "score", "scores"))),
        Err(error) => room.say(&sentence(&error.to_string())),
    }
}

/// Takes the middles of all answers that cannot change who leads, without discussion.
pub(super) fn sweep_idle(room: Room) {
    let n = room.talk.with_untracked(|talk| talk.idle_with_a_middle().count());
    let appraisal = room.appraisal.with_untracked(|appraisal| appraisal.id);
    match room.commit(WorkshopEdit::SettleIdle(room.id, appraisal)) {
        Ok(()) => room.say(&format!(
            "{} that cannot change who leads taken without discussion, and logged so.",
            count(n, "score", "scores")
        )),
        Err(error) => room.say(&sentence(&error.to_string())),
    }
}

/// Opens a form beside the score that is talked about, or the first of the agenda.
pub(super) fn ask(room: Room, asking: Asking) {
    if room.workshop.with_untracked(|workshop| workshop.closed) {
        return room.say("This workshop is over.");
    }
    if room.phase.get_untracked() == Phase::Talk && room.place.get_untracked().is_none() {
        step(room, 1);
        if room.place.get_untracked().is_none() {
            return;
        }
    }
    room.said.set(String::new());
    room.asking.set(Some(asking));
}

/// Asks about the score that is talked about a second time. What was answered the first time stays.
pub(super) fn second(room: Room) {
    let Some((criterion, option)) = room.place.get_untracked() else {
        return room.say("Choose a score first: N goes to the next one.");
    };
    let asks = Question::scores(criterion, vec![option]);
    spawn_local(async move {
        match room.sealed.ask(vec![asks]).await {
            Ok(()) => {
                let last = room
                    .stages
                    .with_untracked(|stages| stages.iter().rposition(|stage| stage.asked == Asked::Again).unwrap_or(0));
                room.stage.set(last);
                room.go(Phase::Score);
                super::rehearsal::invent(room).await;
            }
            Err(why) => room.say(&format!("Not asked: {}", in_sentence(&why))),
        }
    });
}

/// Shows the ranking for the first time, beside what people chose before: their choices are revealed, and whose own figures put
/// which option first is counted while the box can tell.
pub(super) fn show_result(room: Room) {
    if room.is_result_shown.get_untracked() {
        return;
    }
    let seen = room.sealed.seen_now();
    let choice = room.workshop.with_untracked(|workshop| {
        let is_choice = |round: &&Round| round.is_open() && matches!(round.asks, Question::Choice(_));
        workshop.rounds.iter().find(is_choice).map(|round| (round.id, round.expected as usize))
    });
    let missing = choice.map_or(0, |(id, of)| of - seen.seats(id).iter().filter(|is_in| **is_in).count().min(of));
    if missing > 0 && !room.is_warned.get_untracked() {
        room.is_warned.set(true);
        return room.say(&format!("{missing} first choices are not in. R again shows the result without them."));
    }
    room.is_warned.set(false);
    spawn_local(async move {
        if let Some((id, _)) = choice
            && let Err(why) = room.sealed.reveal(vec![id], true).await
        {
            return room.say(&format!("First choices are not revealed: {}", in_sentence(&why)));
        }
        let is_closed = room.workshop.with_untracked(|workshop| workshop.closed);
        if !is_closed && room.talk.with_untracked(|talk| talk.n_scored() > 0) {
            // Where the box is elsewhere, nobody can count.
            let _ = room.sealed.count_winners().await;
        }
        room.is_result_shown.set(true);
        let id = room.appraisal.with_untracked(|appraisal| appraisal.id);
        if !room.place_of.is_copy() {
            room.session.note_ranking_shown(id);
        }
        focus_soon(&["h-result"]);
    });
}

/// Closes the workshop, and empties its box: nothing ties the answers of one person together any more.
pub(super) fn close(room: Room) {
    if room.workshop.with_untracked(|workshop| workshop.closed) {
        return room.say("This workshop is over already.");
    }
    let open = room.workshop.with_untracked(|workshop| {
        workshop.rounds.iter().filter(|round| round.is_open()).map(|round| round.asks.clone()).collect::<Vec<_>>()
    });
    if open.iter().any(|asks| matches!(asks, Question::Choice(_))) {
        return room.say("First choices are still sealed. R shows them beside the result first.");
    }
    if !open.is_empty() {
        let open = count(open.len(), "question is", "questions are");
        return room.say(&format!("{open} open. Reveal or discard them first, under Score."));
    }
    match room.commit(WorkshopEdit::Close(room.id)) {
        Err(error) => room.say(&sentence(&error.to_string())),
        Ok(()) => {
            spawn_local(async move {
                let emptied = room.sealed.empty().await;
                let words = match emptied {
                    Ok(()) => "Closed. What tied the answers of one person together is wiped.",
                    Err(_) => "Closed. The ballot box was opened on another machine, and is wiped there.",
                };
                room.say(words);
            });
            room.go(Phase::Close);
        }
    }
}
