//! What the room sees of a round. It is made from the case and from how many ballots are in, and from nothing else: before the
//! reveal a case holds no answer, so that none can be drawn.
//!
//! ```compile_fail
//! use weighbridge::workshop::{BallotBox, Round, Session, room_view};
//! use weighbridge::appraisal::Appraisal;
//! fn leak(appraisal: &Appraisal, session: &Session, round: &Round, sealed: &BallotBox) {
//!     room_view(appraisal, session, round, sealed); // A picture is drawn from counts: a box is not taken.
//! }
//! ```

use super::ballot_box::BoxCounts;
use super::cell::{Cell, cells};
use super::question::Question;
use super::round::{Looks, Round, RoundState};
use super::session::Session;
use crate::appraisal::Appraisal;
use crate::id::{AlternativeId, CriterionId};
use crate::method::group::Label;
use crate::print::{as_typed, count};
use serde::{Deserialize, Serialize};

/// What a room window shows of a round: a whole picture, never a difference to the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomView {
    /// What is asked, in a few words: the name of a criterion, or the question itself.
    pub title: String,
    /// Which time it is asked.
    pub turn: u32,
    /// How far it has come.
    pub scene: Scene,
}

/// How far a round has come, as the room sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scene {
    /// Ballots are coming in.
    Waiting(BoxCounts),
    /// All are in, and nobody has seen one.
    AllIn(BoxCounts),
    /// The answers, thing by thing.
    Revealed(Vec<RoomCell>),
    /// The round does not count.
    Discarded,
}

/// What the room sees of the answers about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomCell {
    /// What it is called.
    pub name: String,
    /// Points with how often they were given, lowest first.
    pub dots: Vec<(u8, usize)>,
    /// How many chose it, abstained, and said that the evidence is missing.
    pub others: [usize; 3],
    /// What the points look like.
    pub looks: Option<Looks>,
    /// The middle as it is read out; absent in two camps, which talk first.
    pub middle: Option<String>,
    /// The figure that was settled on, as it is read out.
    pub settled: Option<String>,
    /// The line to read out.
    pub line: String,
}

/// Returns what the room sees of a round.
///
/// # Example
/// ```
/// use weighbridge::appraisal::Appraisal;
/// use weighbridge::id::{AlternativeId, AppraisalId, RoundId, SessionId};
/// use weighbridge::workshop::{BoxCounts, Question, Round, RoundState, Scene, Session, Token, room_view};
/// let appraisal = Appraisal::titled(AppraisalId(1), "Where");
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// let round = Round::opened(RoundId(10), 1, Question::Choice(vec![AlternativeId(2)]), "0".repeat(64), 9);
/// let counts = BoxCounts { handed_in: 7, expected: 9 };
/// assert_eq!(room_view(&appraisal, &session, &round, counts).scene, Scene::Waiting(counts));
/// ```
#[must_use]
pub fn room_view(appraisal: &Appraisal, session: &Session, round: &Round, counts: BoxCounts) -> RoomView {
    let scene = match round.state {
        RoundState::Open if counts.all_in() => Scene::AllIn(counts),
        RoundState::Open => Scene::Waiting(counts),
        RoundState::Discarded => Scene::Discarded,
        RoundState::Revealed | RoundState::Settled => {
            let found = cells(session, round);
            Scene::Revealed(found.iter().map(|cell| room_cell(appraisal, round, cell)).collect())
        }
    };
    RoomView { title: title(appraisal, &round.asks), turn: round.turn, scene }
}

fn title(appraisal: &Appraisal, asks: &Question) -> String {
    match asks {
        Question::Scores(asked) => criterion_name(appraisal, asked.criterion),
        Question::Swings(_) => "What is each move worth?".to_owned(),
        Question::Biggest(_) => "Which move is the biggest?".to_owned(),
        Question::Choice(_) => "Which would you choose today?".to_owned(),
    }
}

fn criterion_name(appraisal: &Appraisal, id: CriterionId) -> String {
    appraisal.criterion(id).map_or_else(|| "A criterion that is gone".to_owned(), |found| found.name.clone())
}

/// Returns what a thing that a round asks about is called.
fn item_name(appraisal: &Appraisal, asks: &Question, of: u32) -> String {
    match asks {
        Question::Scores(_) | Question::Choice(_) => appraisal
            .alternative(AlternativeId(of))
            .map_or_else(|| "An option that is gone".to_owned(), |found| found.name.clone()),
        Question::Swings(_) | Question::Biggest(_) => criterion_name(appraisal, CriterionId(of)),
    }
}

fn room_cell(appraisal: &Appraisal, round: &Round, cell: &Cell) -> RoomCell {
    let name = item_name(appraisal, &round.asks, cell.of);
    let settled = round.settled(cell.of).map(|settled| as_typed(settled.figure.get()));
    let said = match &settled {
        Some(figure) => format!("settled at {figure}"),
        None => read_out(cell, round.asks.asks_for_one()),
    };
    RoomCell {
        line: format!("{name}: {said}."),
        name,
        dots: cell.dots.clone(),
        others: [cell.n_chosen, cell.n_abstained, cell.n_unknown],
        looks: cell.label.map(Looks::from),
        middle: cell.offered().map(as_typed),
        settled,
    }
}

/// Returns what is said aloud of the answers about one thing, for the facilitator and for who cannot see them.
fn read_out(cell: &Cell, asks_for_one: bool) -> String {
    if asks_for_one {
        return format!("chosen by {}", cell.n_chosen);
    }
    let all: Vec<u8> = cell.dots.iter().flat_map(|(points, n)| std::iter::repeat_n(*points, *n)).collect();
    let between = |points: &[u8]| match points {
        [] => String::new(),
        [one] => format!("one at {one}"),
        [first, .., last] if first == last => format!("{} at {first}", points.len()),
        [first, .., last] => format!("{} between {first} and {last}", points.len()),
    };
    let words = match cell.label {
        None => "nobody gave points".to_owned(),
        Some(Label::Close) => format!("close, {}", between(&all)),
        Some(Label::Spread) => format!("spread, {}", between(&all)),
        Some(label @ (Label::TwoCamps { n_below } | Label::OneApart { n_below })) => {
            let (low, high) = all.split_at(n_below.min(all.len()));
            format!("{}, {}, {}", Looks::from(label).word(), between(low), between(high))
        }
    };
    let mut words = vec![words];
    if cell.n_abstained > 0 {
        words.push(count(cell.n_abstained, "abstained", "abstained"));
    }
    if cell.n_unknown > 0 {
        words.push(format!("{} the evidence is missing", count(cell.n_unknown, "says", "say")));
    }
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::{BoxCounts, Scene, room_view};
    use crate::appraisal::{Alternative, Appraisal, Role};
    use crate::id::{AlternativeId, AppraisalId, SessionId};
    use crate::workshop::reply::Reply;
    use crate::workshop::session::Session;
    use crate::workshop::testing::{points, revealed, round};
    use crate::workshop::token::Token;

    fn lines(ballots: &[&[(u32, Reply)]]) -> Vec<String> {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Where");
        for (id, name) in [(2, "Stay"), (3, "D")] {
            appraisal.alternatives.push(Alternative::named(AlternativeId(id), name, Role::Candidate));
        }
        let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "m");
        let round = revealed(round(10, 1, &[2, 3]), ballots);
        match room_view(&appraisal, &session, &round, BoxCounts::default()).scene {
            Scene::Revealed(cells) => cells.into_iter().map(|cell| cell.line).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_line_says_what_the_dots_show() {
        let of = |stay: Reply, d: u8| [(2, stay), (3, points(d))];
        let all = [
            of(points(50), 5),
            of(points(55), 10),
            of(Reply::Abstain, 10),
            of(Reply::Unknown, 20),
            of(points(60), 30),
            of(points(50), 60),
            of(points(60), 80),
        ];
        let found = lines(&all.each_ref().map(|ballot| &ballot[..]));
        let expected = [
            "Stay: close, 5 between 50 and 60; 1 abstained; 1 says the evidence is missing.",
            "D: two camps, 5 between 5 and 30, 2 between 60 and 80.",
        ];
        assert_eq!(found, expected);
        assert_eq!(lines(&[&[(2, points(10))], &[(2, points(70))]])[0], "Stay: spread, 2 between 10 and 70.");
        let apart = [10, 70, 70].map(|one| [(2, points(one))]);
        let apart = lines(&apart.each_ref().map(|ballot| &ballot[..]));
        assert_eq!(apart, ["Stay: one apart, one at 10, 2 at 70.", "D: nobody gave points."]);
    }
}
