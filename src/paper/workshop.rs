//! The record of a workshop, for the paper: who was there, how answers lay, what was settled, how and why, what was left open
//! and who dissented. No ballot is in it, and no spread of fewer than five answers.

use crate::appraisal::Appraisal;
use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::id::{AlternativeId, CriterionId};
use crate::print::{capitalised, count, date, list};
use crate::workshop::{On, Privacy, Question, Round, Session, Summary, concordance, summaries, talk};

/// Returns the record of a workshop on an appraisal.
///
/// # Example
/// ```
/// use weighbridge::appraisal::Appraisal;
/// use weighbridge::{case::Case, exchange::document::Block, id::{AppraisalId, SessionId}, paper::workshop::record};
/// use weighbridge::workshop::{Session, Token};
/// let appraisal = Appraisal::titled(AppraisalId(1), "Where");
/// let session = Session::titled(SessionId(9), "Siting workshop", AppraisalId(1), Token::of_bits(1), "this machine");
/// let blocks = record(&Case::titled("Depots"), &appraisal, &session);
/// assert_eq!(blocks[0], Block::Heading("Siting workshop".into()));
/// ```
#[must_use]
pub fn record(case: &Case, appraisal: &Appraisal, session: &Session) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(session.title.clone()), Block::Paragraph(circumstances(case, session))];
    let settled = settled(appraisal, session);
    if !settled.rows.is_empty() {
        blocks.push(Block::Table(settled));
    }
    let open = talk(appraisal, session);
    let open: Vec<String> = open
        .unsettled()
        .filter(|item| !item.is_parked)
        .map(|item| format!("{}, {}", option(appraisal, item.option), criterion(appraisal, item.criterion)))
        .collect();
    if !open.is_empty() {
        let scores = count(open.len(), "score was", "scores were");
        blocks.push(Block::Paragraph(format!("{scores} taken in and not settled: {}.", open.join("; "))));
    }
    blocks.extend(agreement(appraisal, session));
    blocks.extend(first_choices(appraisal, session));
    let parked = session.parked.iter().map(|one| {
        let by = one.by.map_or(Cell::Missing("no date"), |by| Cell::text(date(by)));
        vec![Cell::text(on(appraisal, &one.on)), Cell::text(&one.what), Cell::text(&one.owner), by]
    });
    blocks.extend(table("Left open", &["About", "What", "Who looks after it", "By"], parked.collect()));
    let dissents = session.dissents.iter();
    let dissents =
        dissents.map(|one| vec![Cell::text(&one.role), Cell::text(on(appraisal, &one.on)), Cell::text(&one.says)]);
    blocks.extend(table("Dissent, in words that the person approved", &["Role", "About", "Says"], dissents.collect()));
    for round in session.rounds.iter().filter(|round| !round.rehearsal && !round.discarded.is_empty()) {
        let what = asked(appraisal, &round.asks);
        blocks.push(Block::Paragraph(format!("A round on {what} does not count. {}", capitalised(&round.discarded))));
    }
    blocks.push(Block::Paragraph(kept(session)));
    blocks
}

/// Who was there, when, and under which rule.
fn circumstances(case: &Case, session: &Session) -> String {
    let mut words = Vec::new();
    let held = session.held.map(|held| format!("Held on {}", date(held)));
    let place = (!session.place.is_empty()).then(|| format!("at {}", session.place));
    let when: Vec<String> = held.into_iter().chain(place).collect();
    if !when.is_empty() {
        words.push(format!("{}.", capitalised(&when.join(" "))));
    }
    if !session.facilitator.is_empty() {
        words.push(format!("{} facilitated, and did not score.", session.facilitator));
    }
    let roles = |votes: bool| -> Vec<String> {
        let present = session.present.iter().filter_map(|id| case.participant(*id));
        present.filter(|one| one.votes == votes).map(|one| one.role.clone()).collect()
    };
    let (with, without) = (roles(true), roles(false));
    if !with.is_empty() {
        words.push(format!("With a vote: {}.", list(&with)));
    }
    if !without.is_empty() {
        words.push(format!("Without a vote: {}.", list(&without)));
    }
    if !session.guidance.is_empty() {
        words.push(format!("Guidance followed: {}.", session.guidance.trim_end_matches('.')));
    }
    words.push(
        match session.privacy {
            Privacy::Unnamed => "Everybody scored in silence, and answers were shown without names.",
            Privacy::ByRole => "Everybody scored in silence, and answers were shown by role.",
        }
        .to_owned(),
    );
    words.join(" ")
}

/// Every figure that was settled: how answers lay, how it was come by, and why.
fn settled(appraisal: &Appraisal, session: &Session) -> Table {
    let mut rows = Vec::new();
    for round in session.rounds.iter().filter(|round| round.counts()) {
        let Question::Scores(asked) = &round.asks else { continue };
        for one in summaries(session, round) {
            let Some(settled) = round.settled(one.of) else { continue };
            rows.push(vec![
                Cell::text(criterion(appraisal, asked.criterion)),
                Cell::text(option(appraisal, AlternativeId(one.of))),
                Cell::text(answers(round, &one)),
                one.quartiles.map_or(Cell::Missing("too few"), |(low, high)| Cell::Range {
                    low: low.get(),
                    high: high.get(),
                    decimals: 0,
                }),
                one.looks.map_or(Cell::EMPTY, |looks| Cell::text(looks.word())),
                Cell::number(settled.figure.get(), 0),
                Cell::text(settled.how.word()),
                Cell::text(&settled.reason),
            ]);
        }
    }
    let heads = ["Criterion", "Option", "Answers", "Middle half", "Looked", "Settled", "How", "Why"];
    Table {
        caption: "What was settled. Points from 0 to 100; half of the answers lie in the middle half.".to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows,
    }
}

/// How many answered, of how many: "7 of 9", "7 of 9, second round".
fn answers(round: &Round, one: &Summary) -> String {
    let turn = match round.turn {
        1 => String::new(),
        2 => ", second round".to_owned(),
        turn => format!(", round {turn}"),
    };
    format!("{} of {}{turn}", one.n, round.expected)
}

/// How alike people ordered the options, criterion by criterion.
fn agreement(appraisal: &Appraisal, session: &Session) -> Option<Block> {
    let rounds = session.rounds.iter().filter(|round| round.counts() && round.asks.items().len() > 2);
    let words = rounds.filter_map(|round| {
        let w = concordance(round)?;
        Some(format!("{} {}", criterion(appraisal, round.asks.criterion()?), crate::print::decimal(w.get(), 2)))
    });
    let words: Vec<String> = words.collect();
    let how = "How alike people ordered the options, by Kendall’s W (1 is one order from all, 0 is none)";
    (!words.is_empty()).then(|| Block::Paragraph(format!("{how}: {}.", words.join(", "))))
}

/// What people chose before anything was scored, where five or more said.
fn first_choices(appraisal: &Appraisal, session: &Session) -> Option<Block> {
    let is_choice = |round: &&Round| round.counts() && matches!(round.asks, Question::Choice(_));
    let round = session.rounds.iter().rev().find(is_choice)?;
    let all = summaries(session, round);
    if all.iter().map(|one| one.n as usize).sum::<usize>() < Session::FEWEST {
        return None;
    }
    let chosen = all.iter().filter(|one| one.n > 0);
    let words: Vec<String> =
        chosen.map(|one| format!("{} {}", option(appraisal, AlternativeId(one.of)), one.n)).collect();
    Some(Block::Paragraph(format!("First choices, sealed before anything was scored: {}.", words.join(", "))))
}

/// What becomes of the ballots.
fn kept(session: &Session) -> String {
    let n = session.rounds.iter().filter(|round| !round.rehearsal && !round.seal.is_empty()).count();
    let sealed = format!("The ballots of {} are sealed apart from this record", count(n, "round", "rounds"));
    match session.ballots_kept_until {
        _ if n == 0 => "No ballots were revealed.".to_owned(),
        _ if session.ballots_forgotten => {
            format!("{sealed}. They have been deleted, as was agreed beforehand; what they came to stays.")
        }
        Some(until) => format!("{sealed}, and are deleted on {}, as was agreed beforehand.", date(until)),
        None => format!("{sealed}. No date was agreed on which they are deleted."),
    }
}

fn table(caption: &str, heads: &[&str], rows: Vec<Vec<Cell>>) -> Option<Block> {
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    (!rows.is_empty()).then(|| Block::Table(Table { caption: caption.to_owned(), heads, rows }))
}

fn criterion(appraisal: &Appraisal, id: CriterionId) -> String {
    appraisal.criterion(id).map_or_else(|| "A criterion that is gone".to_owned(), |found| found.name.clone())
}

fn option(appraisal: &Appraisal, id: AlternativeId) -> String {
    appraisal.alternative(id).map_or_else(|| "An option that is gone".to_owned(), |found| found.name.clone())
}

fn asked(appraisal: &Appraisal, asks: &Question) -> String {
    match asks {
        Question::Scores(asked) => criterion(appraisal, asked.criterion),
        Question::Swings(_) => "the weights of the moves".to_owned(),
        Question::Biggest(_) => "the biggest move".to_owned(),
        Question::Choice(_) => "first choices".to_owned(),
    }
}

/// Returns what something is about, in words.
fn on(appraisal: &Appraisal, on: &On) -> String {
    let option = on.option.map(|id| option(appraisal, id));
    let names: Vec<String> = option.into_iter().chain(on.criterion.map(|id| criterion(appraisal, id))).collect();
    if names.is_empty() { "The whole appraisal".to_owned() } else { names.join(", ") }
}
