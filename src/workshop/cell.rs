//! What the answers of a revealed round come to, thing by thing.

use super::reply::Reply;
use super::round::{Looks, RevealedBallot, Round, Summary};
use super::session::Session;
use crate::appraisal::ScoreRange;
use crate::finite::Finite;
use crate::method::group::{Label, Spread, concordance_of_complete, label, spread};
use crate::unknown::Unknown;

/// What was answered about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it is about.
    pub of: u32,
    /// Points that were given, sorted, each with how often.
    pub dots: Vec<(u8, usize)>,
    /// How many chose it.
    pub n_chosen: usize,
    /// How many said that it is not theirs to judge.
    pub n_abstained: usize,
    /// How many said that the evidence is missing.
    pub n_unknown: usize,
    /// How the points spread; `None` where nobody gave any.
    pub spread: Option<Spread>,
    /// What the points look like; `None` where nobody gave any.
    pub label: Option<Label>,
}

impl Cell {
    /// Returns how many gave points.
    #[must_use]
    pub fn n(&self) -> usize {
        self.dots.iter().map(|(_, n)| n).sum()
    }

    /// Returns the middle of the points where it may be offered as a figure: nowhere in two camps.
    #[must_use]
    pub fn offered(&self) -> Option<f64> {
        let spread = self.spread.filter(|_| !matches!(self.label, Some(Label::TwoCamps { .. })));
        spread.map(|spread| spread.median)
    }

    /// Returns whether all points lie within the range that is close.
    #[must_use]
    pub fn is_close(&self) -> bool {
        self.label == Some(Label::Close)
    }

    /// Returns whether a figure lies below or above all points that were given.
    #[must_use]
    pub fn is_outside(&self, figure: Finite) -> bool {
        self.spread.is_some_and(|spread| !(spread.lowest..=spread.highest).contains(&figure.get()))
    }

    /// Returns the middle half of the points as a range, widened so that it holds a figure; `None` where fewer than
    /// [`Session::FEWEST`] gave points.
    #[must_use]
    pub fn range_around(&self, figure: Finite) -> Option<ScoreRange> {
        let spread = self.spread.filter(|spread| spread.n >= Session::FEWEST)?;
        let low = Finite::new(spread.lower_quartile.min(figure.get()))?;
        Some(ScoreRange::new(low, Finite::new(spread.upper_quartile.max(figure.get()))?))
    }

    /// Returns what a record keeps of it: how the points spread only where at least [`Session::FEWEST`] gave any.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let spread = self.spread.filter(|spread| spread.n >= Session::FEWEST);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Summary {
            of: self.of,
            n: count(self.n() + self.n_chosen),
            abstained: count(self.n_abstained),
            not_known: count(self.n_unknown),
            median: spread.and_then(|_| Finite::new(self.offered()?)),
            quartiles: spread
                .and_then(|spread| Some((Finite::new(spread.lower_quartile)?, Finite::new(spread.upper_quartile)?))),
            looks: spread.and_then(|_| self.label.map(Looks::from)),
            unknown: Unknown::new(),
        }
    }
}

impl From<Label> for Looks {
    fn from(label: Label) -> Looks {
        match label {
            Label::Close => Looks::Close,
            Label::TwoCamps { .. } => Looks::TwoCamps,
            Label::OneApart { .. } => Looks::OneApart,
            Label::Spread => Looks::Spread,
        }
    }
}

/// Returns what was answered about each thing that a round asked about, in its order; nothing of a round that is open or
/// whose ballots are forgotten.
///
/// # Example
/// ```
/// use weighbridge::id::{AppraisalId, SessionId};
/// use weighbridge::workshop::{Session, Token, cells};
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// assert!(session.rounds.iter().all(|round| cells(&session, round).is_empty()));
/// ```
#[must_use]
pub fn cells(session: &Session, round: &Round) -> Vec<Cell> {
    if round.is_open() || round.ballots.is_empty() {
        return Vec::new();
    }
    let of = |item: u32| {
        let said = round.ballots.iter().flat_map(|ballot| &ballot.answers).filter(|(of, _)| *of == item);
        let said: Vec<Reply> = said.map(|(_, reply)| *reply).collect();
        let n_of = |reply: Reply| said.iter().filter(|one| **one == reply).count();
        let mut given: Vec<u8> = said
            .iter()
            .filter_map(|reply| match reply {
                Reply::Points(points) => Some(points.get()),
                Reply::Chosen | Reply::Abstain | Reply::Unknown => None,
            })
            .collect();
        given.sort_unstable();
        let dots = given.chunk_by(|one, other| one == other).map(|same| (same[0], same.len())).collect();
        let points: Vec<Option<f64>> = given.iter().map(|points| Some(f64::from(*points))).collect();
        Cell {
            of: item,
            dots,
            n_chosen: n_of(Reply::Chosen),
            n_abstained: n_of(Reply::Abstain),
            n_unknown: n_of(Reply::Unknown),
            spread: spread(&points).ok().flatten(),
            label: label(&points, session.thresholds()).ok().flatten(),
        }
    };
    round.asks.items().into_iter().map(of).collect()
}

/// Returns what a record keeps of each thing that a round asked about: worked out from its ballots, or as it was kept when
/// they were forgotten.
#[must_use]
pub fn summaries(session: &Session, round: &Round) -> Vec<Summary> {
    if round.ballots.is_empty() {
        return round.summary.clone();
    }
    cells(session, round).iter().map(Cell::summary).collect()
}

/// Returns how alike people ordered what a round asked about: Kendall's W of those who gave points to all of it. `None`
/// where they are fewer than [`Session::FEWEST`], and where there is nothing to agree on.
///
/// # Reference
/// As [`concordance_of_complete`].
#[must_use]
pub fn concordance(round: &Round) -> Option<Finite> {
    if round.ballots.is_empty() {
        return round.concordance;
    }
    let items = round.asks.items();
    let row = |ballot: &RevealedBallot| -> Vec<Option<f64>> {
        let of = |item: &u32| ballot.answers.iter().find(|(of, _)| of == item)?.1.points();
        items.iter().map(of).collect()
    };
    let rows: Vec<Vec<Option<f64>>> = round.ballots.iter().map(row).collect();
    let found = concordance_of_complete(&rows, true).ok()?;
    found.concordance.filter(|_| found.n_complete >= Session::FEWEST).and_then(|found| Finite::new(found.w))
}

/// Returns a workshop without its ballots: what they came to stays, and the seals.
///
/// # Example
/// ```
/// use weighbridge::id::{AppraisalId, SessionId};
/// use weighbridge::workshop::{Session, Token, without_ballots};
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// assert_eq!(without_ballots(&session), session);
/// ```
#[must_use]
pub fn without_ballots(session: &Session) -> Session {
    let bare = |round: &Round| Round {
        summary: summaries(session, round),
        concordance: concordance(round),
        ballots: Vec::new(),
        heard: Vec::new(),
        ..round.clone()
    };
    Session { rounds: session.rounds.iter().map(bare).collect(), ..session.clone() }
}

#[cfg(test)]
mod tests {
    use super::{Session, cells, summaries};
    use crate::id::{AppraisalId, SessionId};
    use crate::method::group::Label;
    use crate::workshop::reply::Reply;
    use crate::workshop::round::Looks;
    use crate::workshop::testing::{points, revealed, round};
    use crate::workshop::token::Token;

    fn session() -> Session {
        Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "m")
    }

    #[test]
    fn two_camps_are_offered_no_figure() {
        let of = |points_of: &[u8]| {
            let ballots: Vec<Vec<(u32, Reply)>> = points_of.iter().map(|one| vec![(2, points(*one))]).collect();
            let ballots: Vec<&[(u32, Reply)]> = ballots.iter().map(Vec::as_slice).collect();
            cells(&session(), &revealed(round(10, 1, &[2]), &ballots)).remove(0)
        };
        let camps = of(&[5, 10, 10, 20, 30, 60, 70, 75, 80]);
        assert_eq!((camps.label, camps.offered()), (Some(Label::TwoCamps { n_below: 5 }), None));
        assert_eq!((camps.summary().median, camps.summary().looks), (None, Some(Looks::TwoCamps)));
        assert_eq!(camps.dots[1], (10, 2));
        let close = of(&[40, 45, 50, 50, 55]);
        assert_eq!(close.offered(), Some(50.0));
        let few = of(&[40, 45, 50, 90]);
        let kept = few.summary();
        assert_eq!((kept.n, kept.median, kept.quartiles, kept.looks), (4, None, None, None), "four tell who they are");
    }

    #[test]
    fn silence_and_not_knowing_are_no_points() {
        let ballots: [&[(u32, Reply)]; 3] =
            [&[(2, Reply::Abstain), (3, points(0))], &[(2, Reply::Unknown)], &[(3, points(10))]];
        let round = revealed(round(10, 1, &[2, 3]), &ballots);
        let found = cells(&session(), &round);
        assert_eq!((found[0].n(), found[0].n_abstained, found[0].n_unknown, found[0].spread), (0, 1, 1, None));
        assert_eq!((found[1].n(), found[1].offered()), (2, Some(5.0)));
        let kept = summaries(&session(), &round);
        assert_eq!((kept[0].n, kept[0].abstained, kept[0].not_known, kept[1].n), (0, 1, 1, 2));
    }
}
