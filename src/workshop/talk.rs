//! What a room has to talk about: the cells that it scored and has not settled, the dearest first, and which options cannot
//! win whatever is agreed.

use super::cell::{Cell, cells};
use super::question::Question;
use super::round::{Looks, Round};
use super::session::Session;
use crate::appraisal::Appraisal;
use crate::appraisal::evaluate::{Evaluation, GateStanding, evaluate};
use crate::id::{AlternativeId, CriterionId, RoundId};
use crate::method::additive::Missing;
use crate::method::group::{Ballot, Centre, agenda, reach};
use crate::print::{count, points};

/// The fewest answers whose middle is taken without discussion.
const FEWEST_SWEPT: usize = 3;

/// One option on one criterion, as the room scored it.
#[derive(Clone, Debug, PartialEq)]
pub struct TalkItem {
    /// The round of its newest answers.
    pub round: RoundId,
    /// Which time it was asked then.
    pub turn: u32,
    /// The criterion.
    pub criterion: CriterionId,
    /// The option.
    pub option: AlternativeId,
    /// What was answered.
    pub cell: Cell,
    /// Points that are lost on average by staying with the leader, if each answer in turn is right.
    pub stake: f64,
    /// How many answers put another option first.
    pub n_flips: usize,
    /// Whether the room left it open, with who looks after it.
    pub is_parked: bool,
}

/// What a room has scored, by what is to be done with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    /// What differs and could change the answer, the dearest first.
    pub open: Vec<TalkItem>,
    /// What differs and cannot change it, whatever is agreed.
    pub idle: Vec<TalkItem>,
    /// What is close: the middle can be taken without discussion.
    pub close: Vec<TalkItem>,
    /// What was left open with an owner.
    pub parked: Vec<TalkItem>,
    /// How many cells are settled.
    pub n_settled: usize,
    /// The options that cannot lead whatever the room agrees within its answers.
    pub out_of_reach: Vec<AlternativeId>,
    /// Whether weights are still missing, so that all criteria count alike.
    pub weighs_alike: bool,
}

impl Talk {
    /// Returns how many cells the room has scored.
    #[must_use]
    pub fn n_scored(&self) -> usize {
        self.n_settled + self.open.len() + self.idle.len() + self.close.len() + self.parked.len()
    }

    /// Returns every cell that is not settled, in the order in which it is worth looking at.
    pub fn unsettled(&self) -> impl Iterator<Item = &TalkItem> {
        self.open.iter().chain(&self.idle).chain(&self.close).chain(&self.parked)
    }

    /// Returns what cannot change who leads and can be taken at its middle: enough gave points, and not in two camps.
    pub fn idle_with_a_middle(&self) -> impl Iterator<Item = &TalkItem> {
        self.idle.iter().filter(|item| item.cell.n() >= FEWEST_SWEPT && item.cell.offered().is_some())
    }

    /// Returns where the room stands, as a sentence.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::Talk;
    /// assert_eq!(Talk::default().headline(), "Nothing is revealed yet.");
    /// let settled = Talk { n_settled: 78, ..Talk::default() };
    /// assert_eq!(settled.headline(), "All 78 scores are settled.");
    /// ```
    #[must_use]
    pub fn headline(&self) -> String {
        let n = self.n_scored();
        if n == 0 {
            return "Nothing is revealed yet.".to_owned();
        }
        if self.n_settled == n {
            return match n {
                1 => "The one score is settled.".to_owned(),
                _ => format!("All {n} scores are settled."),
            };
        }
        let mut parts = Vec::new();
        let mut add = |n: usize, one: &str, many: &str| {
            if n > 0 {
                parts.push(format!("{n} {}", if n == 1 { one } else { many }));
            }
        };
        add(self.close.len(), "agrees closely", "agree closely");
        add(self.idle.len(), "cannot change the answer", "cannot change the answer");
        add(self.open.len(), "to talk about", "to talk about");
        add(self.parked.len(), "parked", "parked");
        add(self.n_settled, "settled", "settled");
        format!("{} in. {}.", count(n, "score", "scores"), parts.join(", "))
    }
}

impl TalkItem {
    /// Returns what it is worth to talk about it, as a sentence.
    #[must_use]
    pub fn worth(&self) -> String {
        let n = self.cell.n();
        match self.n_flips {
            0 if n == 0 => "Nobody gave points: is there any evidence?".to_owned(),
            0 => "No answer here changes the leader by itself.".to_owned(),
            flips => {
                let change = if flips == 1 { "would" } else { "would each" };
                let worth = points(self.stake);
                let worth = if worth == "0.0" { "under 0.1".to_owned() } else { worth };
                format!("{flips} of {n} answers {change} put another option first. Worth {worth} points.")
            }
        }
    }
}

/// Returns what a room has to talk about. Options that fail a gate are out of the running; where an option has no points on a
/// criterion, its total is of what it has.
///
/// # Reference
/// As [`agenda`] and [`reach`].
///
/// # Example
/// ```
/// use weighbridge::appraisal::Appraisal;
/// use weighbridge::id::{AppraisalId, SessionId};
/// use weighbridge::workshop::{Session, Token, talk};
/// let appraisal = Appraisal::titled(AppraisalId(1), "Where");
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// assert_eq!(talk(&appraisal, &session).n_scored(), 0);
/// ```
#[must_use]
pub fn talk(appraisal: &Appraisal, session: &Session) -> Talk {
    let results = evaluate(appraisal);
    let mut found = Talk::default();
    let mut items = newest(session, &mut found.n_settled);
    items.retain(|item| {
        let is_column = results.columns.iter().any(|column| column.criterion == item.criterion);
        is_column && results.standings.iter().any(|standing| standing.alternative == item.option)
    });
    let running: Vec<usize> = (0..results.standings.len())
        .filter(|row| !matches!(results.standings[*row].gate, GateStanding::Fail(_)))
        .collect();
    let shares: Option<Vec<f64>> = results.columns.iter().map(|column| column.share).collect();
    found.weighs_alike = shares.is_none();
    let weights = shares.unwrap_or_else(|| vec![1.0; results.columns.len()]);
    let ballots = ballots(&results, &running, &weights, &items);
    let (centre, missing) = (Centre::Median, Missing::Renormalise);
    let order = agenda(&ballots, centre, missing).unwrap_or_default();
    let reaches = reach(&ballots, centre, missing, &[]).unwrap_or_default();
    let out = running.iter().zip(&reaches).filter(|(_, reach)| reach.is_some_and(|reach| reach <= 0.0));
    found.out_of_reach = out.map(|(row, _)| results.standings[*row].alternative).collect();
    let place = |item: &TalkItem| {
        let at = |one: &crate::method::group::AgendaItem| {
            results.standings[running[one.option]].alternative == item.option
                && results.columns[one.criterion].criterion == item.criterion
        };
        order.iter().position(at)
    };
    let mut placed: Vec<(usize, TalkItem)> = items
        .into_iter()
        .map(|mut item| {
            let at = place(&item);
            if let Some(one) = at.map(|at| &order[at]) {
                (item.stake, item.n_flips) = (one.stake, one.n_flips);
            }
            (at.unwrap_or(usize::MAX), item)
        })
        .collect();
    placed.sort_by_key(|(at, _)| *at);
    let has_rival = reaches.iter().flatten().any(|reach| *reach > 0.0);
    for (at, item) in placed {
        let is_live = at != usize::MAX && has_rival && !found.out_of_reach.contains(&item.option);
        let list = if item.is_parked {
            &mut found.parked
        } else if item.cell.is_close() && item.cell.n() >= FEWEST_SWEPT {
            &mut found.close
        } else if is_live || item.cell.n() == 0 {
            &mut found.open
        } else {
            &mut found.idle
        };
        list.push(item);
    }
    found
}

/// Returns the answers about a cell in the round before its newest one; `None` where it was asked once.
#[must_use]
pub fn answers_before(session: &Session, criterion: CriterionId, option: AlternativeId) -> Option<Cell> {
    let newest = session.round_of(criterion, option)?;
    let asks = |round: &&Round| {
        round.counts() && round.asks.criterion() == Some(criterion) && round.asks.items().contains(&option.0)
    };
    let before = session.rounds.iter().filter(asks).take_while(|round| round.id != newest.id).last()?;
    cells(session, before).into_iter().find(|cell| cell.of == option.0)
}

/// Returns what a second round changed about a cell, as a sentence; `None` where it was asked once.
///
/// # Reference
/// As [`convergence`](crate::method::group::convergence), without which answers are one person's; who moved was counted in the
/// box.
#[must_use]
pub fn second_round(session: &Session, criterion: CriterionId, option: AlternativeId) -> Option<String> {
    let before = answers_before(session, criterion, option)?;
    let round = session.round_of(criterion, option)?;
    let after = cells(session, round).into_iter().find(|cell| cell.of == option.0)?;
    let (was, is) = (Looks::from(before.label?), Looks::from(after.label?));
    let mut words = vec![match was == is {
        true => format!("Still {}.", is.word()),
        false => format!("From {} to {}.", was.word(), is.word()),
    }];
    if let Some(moved) = &round.moved {
        words.push(match (moved.up, moved.down) {
            (0, 0) => "Nobody moved.".to_owned(),
            (up, down) => format!("{up} moved up, {down} down."),
        });
    }
    let (was, is) = (before.spread?.interquartile_range(), after.spread?.interquartile_range());
    words.push(match is < was {
        true => "Closer is not more right.".to_owned(),
        false => "Another round is not likely to bring them closer.".to_owned(),
    });
    Some(words.join(" "))
}

/// Returns the newest answers about each cell that is not settled, and counts those that are.
fn newest(session: &Session, n_settled: &mut usize) -> Vec<TalkItem> {
    let mut items = Vec::new();
    for round in session.rounds.iter().filter(|round| round.counts()) {
        let Question::Scores(asked) = &round.asks else { continue };
        for cell in cells(session, round) {
            let (criterion, option) = (asked.criterion, AlternativeId(cell.of));
            if session.round_of(criterion, option).is_none_or(|newest| newest.id != round.id) {
                continue;
            }
            if round.settled(cell.of).is_some() {
                *n_settled += 1;
                continue;
            }
            let is_on =
                |one: &super::session::Parked| one.on.criterion == Some(criterion) && one.on.option == Some(option);
            let is_parked = session.parked.iter().any(is_on);
            let (round, turn) = (round.id, round.turn);
            items.push(TalkItem { round, turn, criterion, option, cell, stake: 0.0, n_flips: 0, is_parked });
        }
    }
    items
}

/// Returns as many ballots as there are answers to any cell. Which answers are one person's is not known outside the box, and
/// does not matter here: cells are looked at one by one.
fn ballots(results: &Evaluation, running: &[usize], weights: &[f64], items: &[TalkItem]) -> Vec<Ballot> {
    let given = |item: &TalkItem| -> Vec<f64> {
        item.cell.dots.iter().flat_map(|(points, n)| std::iter::repeat_n(f64::from(*points), *n)).collect()
    };
    let n = items.iter().map(|item| item.cell.n()).max().unwrap_or(0);
    let standing: Vec<Vec<Option<f64>>> =
        running.iter().map(|row| results.standings[*row].cells.iter().map(|cell| cell.points).collect()).collect();
    let mut ballots = vec![Ballot { weights: weights.to_vec(), scores: standing }; n];
    for item in items {
        let answers = given(item);
        let row = running.iter().position(|row| results.standings[*row].alternative == item.option);
        let column = results.columns.iter().position(|column| column.criterion == item.criterion);
        let Some((row, column)) = row.zip(column).filter(|_| !answers.is_empty()) else { continue };
        for (at, ballot) in ballots.iter_mut().enumerate() {
            ballot.scores[row][column] = answers.get(at).copied();
        }
    }
    ballots
}

#[cfg(test)]
mod tests {
    use super::{second_round, talk};
    use crate::appraisal::{Alternative, Appraisal, Criterion, CriterionKind, Leaf, Role};
    use crate::finite::Finite;
    use crate::id::{AlternativeId, AppraisalId, CriterionId, SessionId};
    use crate::unknown::Unknown;
    use crate::workshop::testing::{points, revealed, round};
    use crate::workshop::{How, On, Parked, Session, Settled, Token};

    fn appraisal() -> Appraisal {
        let mut appraisal = Appraisal::titled(AppraisalId(1), "Where");
        for id in [2, 3, 5] {
            appraisal.alternatives.push(Alternative::named(AlternativeId(id), &format!("Site {id}"), Role::Candidate));
        }
        appraisal.criteria.push(Criterion {
            id: CriterionId(4),
            name: "Access".into(),
            definition: String::new(),
            goal: None,
            kind: CriterionKind::Leaf(Leaf::default()),
            unknown: Unknown::new(),
        });
        appraisal
    }

    fn session() -> Session {
        let answers = [(60, 20, 10), (65, 30, 10), (60, 70, 12), (62, 80, 15), (60, 40, 40)];
        let ballots = answers.map(|(a, b, c)| [(2, points(a)), (3, points(b)), (5, points(c))]);
        let ballots: Vec<&[_]> = ballots.iter().map(|ballot| &ballot[..]).collect();
        let round = revealed(round(10, 1, &[2, 3, 5]), &ballots);
        Session {
            rounds: vec![round],
            ..Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "m")
        }
    }

    #[test]
    fn what_differs_and_matters_comes_first() {
        let found = talk(&appraisal(), &session());
        assert!(found.weighs_alike);
        assert_eq!(found.out_of_reach, [AlternativeId(5)]);
        assert_eq!(found.open.iter().map(|item| item.option.0).collect::<Vec<_>>(), [3]);
        assert_eq!(found.idle.iter().map(|item| item.option.0).collect::<Vec<_>>(), [5], "it cannot win");
        assert_eq!(found.close.iter().map(|item| item.option.0).collect::<Vec<_>>(), [2]);
        assert_eq!(found.headline(), "3 scores in. 1 agrees closely, 1 cannot change the answer, 1 to talk about.");
        let item = &found.open[0];
        // 70 and 80 are 10 and 20 above a leader at 60: 30 points over five answers.
        assert_eq!((item.n_flips, item.stake), (2, 6.0));
        assert_eq!(item.worth(), "2 of 5 answers would each put another option first. Worth 6.0 points.");
    }

    #[test]
    fn a_second_round_says_what_it_changed() {
        let mut session = session();
        let of = |session: &Session| second_round(session, CriterionId(4), AlternativeId(3));
        assert_eq!(of(&session), None, "it was asked once");
        let answers = [60, 60, 65, 70, 70].map(|one| [(3, points(one))]);
        let ballots: Vec<&[_]> = answers.iter().map(|ballot| &ballot[..]).collect();
        session.rounds.push(revealed(round(11, 2, &[3]), &ballots));
        assert_eq!(of(&session).unwrap(), "From two camps to close. Closer is not more right.");
        session.rounds[1].moved = Some(crate::workshop::Moved { up: 3, down: 1, ..Default::default() });
        assert_eq!(of(&session).unwrap(), "From two camps to close. 3 moved up, 1 down. Closer is not more right.");
        assert_eq!(talk(&appraisal(), &session).close.len(), 2);
    }

    #[test]
    fn what_is_settled_and_what_is_parked_leave_the_list() {
        let mut session = session();
        let on = On { criterion: Some(CriterionId(4)), option: Some(AlternativeId(5)), ..On::default() };
        session.parked.push(Parked { on, what: "Unclear".into(), owner: "Estates".into(), ..Parked::default() });
        session.rounds[0].settled.push(Settled {
            of: 3,
            figure: Finite::new(40.0).unwrap(),
            how: How::AfterDiscussion,
            reason: String::new(),
            keeps_range: false,
            unknown: Unknown::new(),
        });
        let found = talk(&appraisal(), &session);
        assert_eq!((found.n_settled, found.open.len(), found.parked.len(), found.n_scored()), (1, 0, 1, 3));
        assert_eq!(found.headline(), "3 scores in. 1 agrees closely, 1 parked, 1 settled.");
    }
}
