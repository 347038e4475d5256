//! Whole ballots as a text to paste or send: `WB1:` and symbols of base 32. Spaces, line ends and small letters are forgiven,
//! and what stands around it in a message is passed over.
//!
//! Behind the mark stand how many symbols there are (10 bits), workshop (80), voter (40), revision (8), role (1, or 33), and
//! parts (10); of each part its round (32), 20 bits of the digest of its question, and its answers (9, then 7 each) in the
//! order of the question; at the end 30 bits that tell a damaged text.

use super::ballot::{Ballot, BallotPart};
use super::base32::{self, BitReader, BitWriter};
use super::refused::Refused;
use super::reply::{Points, Replies, Reply};
use super::session::Session;
use super::token::{Token, Voter, hashed};
use crate::id::{ParticipantId, RoundId};

/// The mark before a pasted ballot.
pub const MARK: &str = "WB1:";

/// How many symbols at the end tell a damaged text.
const N_CHECK: usize = 6;

/// Digits of a question's digest that are carried.
const N_DIGITS: usize = BallotPart::FEWEST_DIGITS;

/// The most symbols, and the number of an answer that was not given.
const MOST: usize = 1_023;
const BLANK: u128 = 127;

/// Returns a ballot as a text to paste; `None` where it is too long for one, or answers what its rounds do not ask: then a
/// file carries it.
#[must_use]
pub fn pasted(ballot: &Ballot, session: &Session) -> Option<String> {
    let mut bits = BitWriter::default();
    bits.put(ballot.session.bits(), Token::BITS);
    bits.put(ballot.voter.bits(), Voter::BITS);
    bits.put(u128::from(u8::try_from(ballot.revision).ok()?), 8);
    bits.put(ballot.by.is_some().into(), 1);
    if let Some(by) = ballot.by {
        bits.put(by.0.into(), 32);
    }
    bits.put(ballot.parts.len() as u128, 10);
    for part in &ballot.parts {
        let round = session.round(part.round).filter(|round| round.asks.unfit(&part.replies).is_none())?;
        let items = round.asks.items();
        bits.put(part.round.0.into(), 32);
        bits.put(u128::from_str_radix(part.asked.get(..N_DIGITS)?, 16).ok()?, 4 * N_DIGITS as u32);
        bits.put(items.len() as u128, 9);
        for item in &items {
            let reply = part.replies.iter().find(|(of, _)| of == item).map(|(_, reply)| *reply);
            let number = match reply {
                Some(Reply::Points(points)) => u128::from(points.get()),
                Some(Reply::Abstain) => 101,
                Some(Reply::Unknown) => 102,
                Some(Reply::Chosen) => 103,
                None => BLANK,
            };
            bits.put(number, 7);
        }
    }
    let data: String = bits.values().into_iter().map(base32::symbol).collect();
    let n_symbols = data.len() + N_CHECK + 2;
    if n_symbols > MOST || ballot.parts.len() > MOST {
        return None;
    }
    let mut head = BitWriter::default();
    head.put(n_symbols as u128, 10);
    let text: String = head.values().into_iter().map(base32::symbol).chain(data.chars()).collect();
    let mut check = BitWriter::default();
    check.put(hashed(MARK, &[&text], 5 * N_CHECK as u32), 5 * N_CHECK as u32);
    let check: String = check.values().into_iter().map(base32::symbol).collect();
    Some(format!("{MARK}{text}{check}"))
}

/// Returns the ballot in a pasted text.
///
/// # Errors
/// [`Refused`], with the part that is wrong. A text in which a sign is wrong or missing is [`Refused::Damaged`].
///
/// # Example
/// ```
/// use weighbridge::id::{AppraisalId, SessionId};
/// use weighbridge::workshop::{Ballot, Session, Token, Voter, pasted, read_pasted};
/// let session = Session::titled(SessionId(9), "Siting", AppraisalId(1), Token::of_bits(1), "this machine");
/// let (voter, parts) = (Voter::of_bits(7), Vec::new());
/// let ballot = Ballot { session: session.token, voter, revision: 1, by: None, parts };
/// let text = pasted(&ballot, &session).unwrap();
/// let message = format!("Here is mine:\n\n> {}\n\nRegards", text.to_lowercase());
/// assert!(read_pasted(&message, &session).is_ok_and(|found| found == ballot));
/// ```
pub fn read_pasted(text: &str, session: &Session) -> Result<Ballot, Refused> {
    let damaged = |place: String, reason: &str| Refused::Damaged { place, reason: reason.to_owned() };
    let upper = text.to_ascii_uppercase();
    let at = upper.find(MARK).ok_or_else(|| newer_or_none(&upper))?;
    let symbols = symbols(&upper[at + MARK.len()..])?;
    let (data, check) = symbols.split_at(symbols.len() - N_CHECK);
    let written: String = data.iter().copied().map(base32::symbol).collect();
    let mut right = BitWriter::default();
    right.put(hashed(MARK, &[&written], 5 * N_CHECK as u32), 5 * N_CHECK as u32);
    if right.values() != check {
        return Err(damaged("pasted text".to_owned(), "a sign is wrong or missing; copy it again"));
    }
    let mut bits = BitReader::new(&data[2..]);
    let short = || damaged("pasted text".to_owned(), "it ends too soon");
    let mut take = |n: u32| bits.take(n).ok_or_else(short);
    let token = Token::of_bits(take(Token::BITS)?);
    if token != session.token {
        return Err(Refused::OtherSession);
    }
    let voter = Voter::of_bits(take(Voter::BITS)?);
    let revision = take(8)? as u32;
    let by = if take(1)? == 1 { Some(ParticipantId(take(32)? as u32)) } else { None };
    let mut parts = Vec::new();
    for part in 0..take(10)? as usize {
        let id = RoundId(take(32)? as u32);
        let asked = format!("{:0width$x}", take(4 * N_DIGITS as u32)?, width = N_DIGITS);
        let n_items = take(9)? as usize;
        let round = session.round(id).ok_or(Refused::OtherQuestion { part })?;
        let items = round.asks.items();
        if items.len() != n_items {
            return Err(Refused::QuestionChanged { part });
        }
        let mut replies = Replies::new();
        for (answer, item) in items.into_iter().enumerate() {
            let reply = match take(7)? {
                BLANK => continue,
                101 => Reply::Abstain,
                102 => Reply::Unknown,
                103 => Reply::Chosen,
                number => {
                    let points = u8::try_from(number).ok().and_then(Points::new);
                    let expected = "a number from 0 to 100";
                    Reply::Points(points.ok_or(Refused::Unfit { part, answer, expected })?)
                }
            };
            replies.push((item, reply));
        }
        replies.sort_unstable();
        parts.push(BallotPart { round: id, asked, replies });
    }
    if !bits.is_over() {
        return Err(damaged("pasted text".to_owned(), "it goes on behind its end"));
    }
    Ok(Ballot { session: token, voter, revision, by, parts })
}

/// Returns as many symbols as the first two say there are; signs of quoting and spaces between them are passed over.
fn symbols(text: &str) -> Result<Vec<u8>, Refused> {
    let damaged = |at: usize, reason: &str| Refused::Damaged {
        place: format!("sign {at} behind {MARK}"),
        reason: reason.to_owned(),
    };
    let mut found: Vec<u8> = Vec::new();
    for letter in text.chars().filter(|letter| !(letter.is_whitespace() || matches!(letter, '-' | '>' | '|'))) {
        let value = base32::value(letter).ok_or_else(|| damaged(found.len() + 1, "no ballot has this sign"))?;
        found.push(value);
        let n_symbols = found.get(..2).map(|two| usize::from(two[0]) << 5 | usize::from(two[1]));
        match n_symbols {
            Some(n) if n < 2 + N_CHECK => return Err(damaged(1, "it says that it has no content")),
            Some(n) if n == found.len() => return Ok(found),
            _ => {}
        }
    }
    Err(damaged(found.len() + 1, "it ends too soon; copy all of it"))
}

/// Returns why a text has no ballot of this version: it has one of a newer version, or none.
fn newer_or_none(text: &str) -> Refused {
    let numbered = text.split("WB").skip(1).filter_map(|rest| rest.split_once(':'));
    let mut versions = numbered.filter_map(|(version, _)| version.parse::<u64>().ok());
    versions.find(|version| *version > 1).map_or(Refused::NoBallot, |found| Refused::TooNew { found })
}
