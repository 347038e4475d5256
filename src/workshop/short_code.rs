//! Short codes: one person's answers to one question, to be read out or typed: `7K4Q-M2XD-9RTE`. Any Weighbridge can read
//! one: it hides answers from a glance and from nobody who tries.
//!
//! A code has 2 bits for its form, 10 for the question, 5 for the seat, 3 for the revision, and the answers in the order of
//! the question. Three groups carry up to six answers in steps of five; four groups carry six in steps of one, or nine in
//! steps of five. Two or three check symbols close it.

use super::ballot::{Ballot, BallotPart};
use super::base32::{self, BitReader, BitWriter};
use super::reed_solomon::{check_symbols, corrected, fits};
use super::reply::{Points, Replies, Reply};
use super::round::{Round, RoundState};
use super::session::Session;
use super::token::{Token, Voter, hashed};
use std::fmt;

/// Why a short code was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// A letter that no code has.
    Letter {
        /// Which symbol, from 1.
        at: usize,
        /// The letter.
        letter: char,
    },
    /// It has neither 12 nor 16 symbols.
    Length {
        /// How many it has.
        found: usize,
    },
    /// It was mistyped.
    Mistyped {
        /// The code that differs in one symbol and holds, where there is one.
        meant: Option<String>,
    },
    /// It is of a newer Weighbridge.
    TooNew,
    /// It answers no question of this workshop, or one that was worded anew since.
    NotAsked,
    /// It fits two questions of this workshop.
    TwoQuestions,
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeFault::Letter { at, letter } => write!(f, "symbol {at}: no code has “{letter}”"),
            CodeFault::Length { found } => write!(f, "a code has 12 or 16 symbols, found {found}"),
            CodeFault::Mistyped { meant: Some(meant) } => write!(f, "this code was mistyped. Did you mean {meant}?"),
            CodeFault::Mistyped { meant: None } => f.write_str("this code was mistyped. Ask for it again"),
            CodeFault::TooNew => f.write_str("this code is of a newer Weighbridge"),
            CodeFault::NotAsked => {
                f.write_str("this code is for another workshop, or its question was worded anew since")
            }
            CodeFault::TwoQuestions => f.write_str("this code fits two questions: type the answers instead"),
        }
    }
}

impl std::error::Error for CodeFault {}

/// What a code has room for.
#[derive(Clone, Copy)]
struct Form {
    number: u8,
    n_data: usize,
    n_check: usize,
    n_answers: usize,
    bits: u32,
    step: u8,
}

const FORMS: [Form; 3] = [
    Form { number: 0, n_data: 10, n_check: 2, n_answers: 6, bits: 5, step: 5 },
    Form { number: 2, n_data: 13, n_check: 3, n_answers: 9, bits: 5, step: 5 },
    Form { number: 1, n_data: 13, n_check: 3, n_answers: 6, bits: 7, step: 1 },
];

impl Form {
    /// Returns the number that stands for an answer; `None` where this form has none for it. No answer is the highest.
    fn number_of(self, reply: Option<Reply>) -> Option<u128> {
        let words = u128::from(100 / self.step) + 1;
        Some(match reply {
            Some(Reply::Points(points)) if points.get().is_multiple_of(self.step) => {
                u128::from(points.get() / self.step)
            }
            Some(Reply::Points(_)) => return None,
            Some(Reply::Abstain) => words,
            Some(Reply::Unknown) => words + 1,
            Some(Reply::Chosen) => words + 2,
            None => (1 << self.bits) - 1,
        })
    }

    /// Returns the answer that a number stands for: `None` for a number that stands for nothing.
    fn reply_of(self, number: u128) -> Option<Option<Reply>> {
        let words = u128::from(100 / self.step) + 1;
        let points = || u8::try_from(number).ok().map(|number| number * self.step);
        match number {
            number if number < words => Some(points().and_then(Points::new).map(Reply::Points)),
            number if number == words => Some(Some(Reply::Abstain)),
            number if number == words + 1 => Some(Some(Reply::Unknown)),
            number if number == words + 2 => Some(Some(Reply::Chosen)),
            number if number == (1 << self.bits) - 1 => Some(None),
            _ => None,
        }
    }
}

/// Returns the bits by which a code names its question.
fn question(session: Token, round: &Round) -> u128 {
    hashed("question", &[&session.to_string(), &round.id.to_string(), &round.asked], 10)
}

/// Returns the short code of one seat's answers to one round. `seat` is 1 to 31 and `revision` 1 to 7. `None` where a code
/// has no room: for more answers than nine, for more than six in steps of one, and for answers that the round does not ask.
///
/// # Example
/// ```
/// use weighbridge::id::{AlternativeId, AppraisalId, CriterionId, RoundId, SessionId};
/// use weighbridge::workshop::{Points, Question, Reply, Round, Session, Token, Voter, read_code, short_code};
/// let mut session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// let asks = Question::scores(CriterionId(4), vec![AlternativeId(2), AlternativeId(3)]);
/// session.rounds.push(Round::opened(RoundId(10), 1, asks, "0".repeat(64), 9));
/// let replies = [(2, Reply::Points(Points::new(60).unwrap())), (3, Reply::Abstain)];
/// let code = short_code(&session, &session.rounds[0], 4, 1, &replies).unwrap();
/// let ballot = read_code(&code.to_lowercase().replace('0', "o"), &session).unwrap();
/// assert_eq!((ballot.voter, &ballot.parts[0].replies[..]), (Voter::of_seat(session.token, 4), &replies[..]));
/// ```
#[must_use]
pub fn short_code(
    session: &Session,
    round: &Round,
    seat: u32,
    revision: u32,
    replies: &[(u32, Reply)],
) -> Option<String> {
    let is_fit = (1..=31).contains(&seat) && (1..=7).contains(&revision) && round.asks.unfit(replies).is_none();
    if !is_fit {
        return None;
    }
    let items = round.asks.items();
    let reply_to = |item: Option<&u32>| {
        let item = item?;
        replies.iter().find(|(of, _)| of == item).map(|(_, reply)| *reply)
    };
    let in_form = |form: &Form| {
        if items.len() > form.n_answers {
            return None;
        }
        let mut bits = BitWriter::default();
        bits.put(form.number.into(), 2);
        bits.put(question(session.token, round), 10);
        bits.put(seat.into(), 5);
        bits.put(revision.into(), 3);
        for at in 0..form.n_answers {
            bits.put(form.number_of(reply_to(items.get(at)))?, form.bits);
        }
        let mut data = bits.values();
        data.resize(form.n_data, 0);
        let check = check_symbols(&data, form.n_check);
        Some(in_groups(data.into_iter().chain(check)))
    };
    FORMS.iter().find_map(in_form)
}

fn in_groups(symbols: impl IntoIterator<Item = u8>) -> String {
    let mut text = String::new();
    for (at, symbol) in symbols.into_iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        text.push(base32::symbol(symbol));
    }
    text
}

/// Returns the ballot that a short code holds, of whichever question of a workshop it answers. Small letters, spaces, `O` for
/// 0 and `I` for 1 are forgiven.
///
/// # Errors
/// [`CodeFault`]; where one symbol is wrong it names the code that was meant, and that is for people to confirm.
pub fn read_code(text: &str, session: &Session) -> Result<Ballot, CodeFault> {
    let symbols = base32::values(text).map_err(|(at, letter)| CodeFault::Letter { at, letter })?;
    let n_check = match symbols.len() {
        12 => 2,
        16 => 3,
        found => return Err(CodeFault::Length { found }),
    };
    if !fits(&symbols, n_check) {
        return Err(CodeFault::Mistyped { meant: corrected(&symbols, n_check).map(in_groups) });
    }
    let mut bits = BitReader::new(&symbols[..symbols.len() - n_check]);
    let mut take = |n: u32| bits.take(n).ok_or(CodeFault::Mistyped { meant: None });
    let (number, asked) = (take(2)?, take(10)?);
    // It fits, so it was typed as it was written: what stands there is of another version.
    let form = FORMS.iter().find(|form| u128::from(form.number) == number && form.n_check == n_check);
    let form = form.ok_or(CodeFault::TooNew)?;
    let (seat, revision) = (take(5)? as u32, take(3)? as u32);
    let mut numbers = Vec::with_capacity(form.n_answers);
    for _ in 0..form.n_answers {
        numbers.push(take(form.bits)?);
    }
    let is_asked = |round: &&Round| round.state != RoundState::Discarded && question(session.token, round) == asked;
    let all: Vec<&Round> = session.rounds.iter().filter(is_asked).collect();
    let open: Vec<&Round> = all.iter().copied().filter(|round| round.is_open()).collect();
    let round = match (&open[..], &all[..]) {
        ([round], _) | ([], [round]) => *round,
        ([], []) => return Err(CodeFault::NotAsked),
        _ => return Err(CodeFault::TwoQuestions),
    };
    let items = round.asks.items();
    let mut replies = Replies::new();
    for (at, number) in numbers.into_iter().enumerate() {
        match (items.get(at), form.reply_of(number)) {
            (Some(item), Some(Some(reply))) => replies.push((*item, reply)),
            (_, Some(None)) => {}
            _ => return Err(CodeFault::NotAsked),
        }
    }
    if seat == 0 || revision == 0 || round.asks.unfit(&replies).is_some() {
        return Err(CodeFault::NotAsked);
    }
    let part = BallotPart { round: round.id, asked: round.asked.clone(), replies };
    let voter = Voter::of_seat(session.token, seat);
    Ok(Ballot { session: session.token, voter, revision, by: None, parts: vec![part] })
}

#[cfg(test)]
mod tests {
    use super::{CodeFault, Points, Reply, Round, Session, read_code, short_code};
    use crate::id::{AppraisalId, SessionId};
    use crate::workshop::testing::round;
    use crate::workshop::token::{Token, Voter};

    fn session(rounds: Vec<Round>) -> Session {
        let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(0xabcd), "m");
        Session { rounds, ..session }
    }

    fn points(points: u8) -> Reply {
        Reply::Points(Points::new(points).unwrap())
    }

    #[test]
    fn every_answer_comes_back_in_every_form() {
        let mut seen = [0; 3];
        for n in 1..=9_u32 {
            let options: Vec<u32> = (20..20 + n).collect();
            let session = session(vec![round(10, 1, &options)]);
            for first in 0..=104_u8 {
                let of = |at: u32| match first {
                    101 => Some(Reply::Abstain),
                    102 => Some(Reply::Unknown),
                    103 => None,
                    104 => Some(points((at * 5) as u8)),
                    first => Some(points(if n > 6 { first / 5 * 5 } else { first })),
                };
                let replies: Vec<(u32, Reply)> =
                    options.iter().enumerate().filter_map(|(at, id)| Some((*id, of(at as u32)?))).collect();
                let code = short_code(&session, &session.rounds[0], 1 + n * 3, 1 + n % 7, &replies).unwrap();
                let ballot = read_code(&code, &session).unwrap();
                assert_eq!(ballot.parts[0].replies, replies, "{code}");
                assert_eq!((ballot.voter, ballot.revision), (Voter::of_seat(session.token, 1 + n * 3), 1 + n % 7));
                seen[usize::from(code.len() > 14) + usize::from(n > 6)] += 1;
            }
        }
        assert!(seen.iter().all(|n| *n > 100), "{seen:?}");
        let session = session(vec![round(10, 1, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])]);
        assert_eq!(short_code(&session, &session.rounds[0], 1, 1, &[]), None, "no room for ten");
        assert_eq!(short_code(&session, &session.rounds[0], 32, 1, &[]), None, "no such seat");
    }

    #[test]
    fn a_wrong_symbol_is_refused_and_the_code_that_was_meant_is_named() {
        let session = session(vec![round(10, 1, &[2, 3])]);
        let code = short_code(&session, &session.rounds[0], 4, 1, &[(2, points(60)), (3, points(35))]).unwrap();
        assert!(read_code(&code.to_lowercase().replace('-', " "), &session).is_ok());
        let letters: Vec<char> = code.chars().collect();
        for (at, letter) in letters.iter().enumerate().filter(|(_, letter)| **letter != '-') {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|other| other != letter) {
                let wrong: String =
                    letters.iter().enumerate().map(|(i, one)| if i == at { other } else { *one }).collect();
                let meant = Some(code.clone());
                assert_eq!(read_code(&wrong, &session).err(), Some(CodeFault::Mistyped { meant }), "{wrong}");
            }
        }
        let fault = |text: &str| read_code(text, &session).err();
        assert_eq!(fault("7K4Q"), Some(CodeFault::Length { found: 4 }));
        assert_eq!(fault("7K4U-M2XD-9RTE"), Some(CodeFault::Letter { at: 4, letter: 'U' }));
    }

    #[test]
    fn a_code_of_another_workshop_or_question_is_not_taken() {
        let here = session(vec![round(10, 1, &[2, 3])]);
        let there = Session { token: Token::of_bits(77), ..here.clone() };
        let code = short_code(&there, &there.rounds[0], 4, 1, &[(2, points(60))]).unwrap();
        assert_eq!(read_code(&code, &here).err(), Some(CodeFault::NotAsked));
        let mut changed = here.clone();
        changed.rounds[0].asked = "1".repeat(64);
        let code = short_code(&here, &here.rounds[0], 4, 1, &[(2, points(60))]).unwrap();
        assert_eq!(read_code(&code, &changed).err(), Some(CodeFault::NotAsked));
    }
}
