//! Which picture the room sees at this moment. Everything in it is public: before the reveal it knows counts alone.

use super::{Phase, Room, result};
use leptos::prelude::*;
use weighbridge::appraisal::Scale;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::id::CriterionId;
use weighbridge::present;
use weighbridge::workshop::{Picture, Showing, picture};

/// Returns the picture, and follows all that it is made of.
pub(super) fn now(room: Room) -> Picture {
    let showing = if room.is_blank.get() { Showing::Blank } else { showing(room) };
    let shown = match (&showing, room.phase.get()) {
        (Showing::NotAgreed, Phase::Close) if room.is_result_shown.get() && room.screens.at.get() == 0 => {
            result::picture(room)
        }
        _ => made(room, &showing),
    };
    Picture { timer: if showing == Showing::Blank { String::new() } else { room.timer.words() }, ..shown }
}

fn made(room: Room, showing: &Showing) -> Picture {
    room.appraisal
        .with(|appraisal| room.read(|workshop| picture(appraisal, workshop, &present::letters(appraisal), showing)))
}

fn showing(room: Room) -> Showing {
    match room.phase.get() {
        Phase::Prepare => {
            let all = before(room);
            let at = room.screens.at.get().min(all.len().saturating_sub(1));
            all.into_iter().nth(at).unwrap_or(Showing::Welcome)
        }
        Phase::Score => {
            let at = room.stage.get();
            let found = room.stages.with(|stages| {
                let at = at.min(stages.len().saturating_sub(1));
                stages.get(at).map(|stage| (stage.clone(), at + 1, stages.len()))
            });
            let Some((stage, at, of)) = found else { return Showing::Agenda };
            let rounds = stage.ids();
            let counts = room.sealed.seen().counts(&rounds, stage.expected);
            Showing::Question { title: stage.title, rounds, counts, at: (at, of) }
        }
        Phase::Talk => {
            room.place.get().map_or(Showing::Agenda, |(criterion, option)| Showing::Score(criterion, option))
        }
        Phase::Close => Showing::NotAgreed,
    }
}

/// Returns what the room sees before anything is asked: what it is about, how scores are treated, and the ends by family.
fn before(room: Room) -> Vec<Showing> {
    let families = room.appraisal.with(|appraisal| {
        let results = evaluate(appraisal);
        let left_out = room.slip.left_out.get();
        let mut families: Vec<(usize, String, Vec<CriterionId>)> = Vec::new();
        for (criterion, leaf) in appraisal.leaves() {
            if leaf.scale != Scale::Direct || left_out.contains(&criterion.id) {
                continue;
            }
            let column = results.columns.iter().find(|column| column.criterion == criterion.id);
            let Some(family) = column.map(|column| column.family) else { continue };
            match families.last_mut().filter(|last| last.0 == family) {
                Some(last) => last.2.push(criterion.id),
                None => {
                    let name = results.families.get(family).map_or_else(String::new, |family| family.name.clone());
                    families.push((family, name, vec![criterion.id]));
                }
            }
        }
        families
    });
    let ends = families.into_iter().map(|(_, title, criteria)| Showing::Ends { title, criteria });
    [Showing::Welcome, Showing::Promise].into_iter().chain(ends).collect()
}

/// Returns how many pictures a part of the workshop has that are stepped through.
pub(super) fn count(room: Room) -> usize {
    match room.phase.get_untracked() {
        Phase::Prepare => untrack(|| before(room).len()),
        Phase::Close => 1 + usize::from(room.is_result_shown.get_untracked()),
        Phase::Score | Phase::Talk => 1,
    }
}
