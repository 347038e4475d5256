//! The result of a workshop, beside what people chose before anything was scored.

use super::Room;
use leptos::prelude::*;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::id::AlternativeId;
use weighbridge::present;
use weighbridge::workshop::{Picture, PictureScene, PictureTable, Question, summaries};

/// Returns the ranking beside what people chose before, best first.
pub(super) fn standings(room: Room) -> PictureTable {
    let results = room.appraisal.with(|appraisal| evaluate(appraisal));
    let chosen = room.read(|workshop| {
        let is_choice =
            |round: &&weighbridge::workshop::Round| round.counts() && matches!(round.asks, Question::Choice(_));
        workshop.rounds.iter().rev().find(is_choice).map(|round| summaries(workshop, round))
    });
    let n_of = |id: AlternativeId| chosen.as_ref()?.iter().find(|one| one.of == id.0).map(|one| one.n);
    let own = room.read(|workshop| workshop.own_winners.clone());
    let own_of = |id: AlternativeId| {
        let own = own.as_ref()?;
        Some(own.counts.iter().find(|(one, _)| *one == id).map_or(0, |(_, n)| *n))
    };
    let number = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let row = |row: usize| {
        let one = &results.standings[row];
        let total = one.total.map_or_else(|| "–".to_owned(), present::points);
        let (chosen, own) = (number(n_of(one.alternative)), number(own_of(one.alternative)));
        vec![one.name.clone(), number(one.rank.map(|rank| u32::try_from(rank).unwrap_or(u32::MAX))), total, chosen, own]
    };
    PictureTable {
        caption: "Ranking and first choices".to_owned(),
        heads: ["Option", "Rank", "Points", "First choice of", "First by own figures of"].map(str::to_owned).to_vec(),
        rows: results.order().into_iter().map(row).collect(),
    }
}

/// Returns the result as the room sees it.
pub(super) fn picture(room: Room) -> Picture {
    let words = room.appraisal.with(|appraisal| present::headline(&evaluate(appraisal)));
    let over = room.read(|workshop| workshop.title.clone());
    let mut picture = Picture::titled(&over, &words.finding, PictureScene::Table(standings(room)));
    picture.says = vec![words.next];
    picture
}
