//! Workshops: a room that scores in silence, sees all answers at once, talks where it differs and it matters, and keeps what
//! it settled on.
//!
//! What a case holds is in `session`, `round`, `question` and `reply`: workshops, their rounds, and answers once they are
//! revealed. Before that they lie in a [`BallotBox`], of which the room knows [`BoxCounts`] alone. A ballot comes from
//! paper, as a short code, pasted, or in a file ([`Ballot`]); by whichever way, it is the same ballot, and boxes of several
//! machines are joined to the same bytes in any order. Nothing here reads a clock or draws by chance: names that are made by
//! chance ([`Token`], [`Voter`], [`Salt`]) are arguments. Who may change what of a workshop is said in `edit`.

mod archive;
mod ballot;
mod ballot_box;
mod ballot_file;
mod base32;
mod cell;
mod invented;
mod pasted;
mod picture;
mod plan;
mod poured;
mod question;
mod reed_solomon;
mod refused;
mod reply;
mod room;
mod round;
mod seal;
mod session;
mod short_code;
mod talk;
#[cfg(test)]
mod testing;
mod token;

pub use archive::{ARCHIVE_FORMAT, SealCheck, archive, check_archive};
pub use ballot::{Ballot, BallotPart};
pub use ballot_box::{BallotBox, BoxCounts, NotRevealed, Taken};
pub use ballot_file::{BALLOT_FORMAT, BALLOT_VERSION, LARGEST_BALLOT, ballot_text, read_ballot};
pub use cell::{Cell, cells, concordance, summaries, without_ballots};
pub use invented::invented;
pub use pasted::{MARK, pasted, read_pasted};
pub use picture::{
    Asked, AskedCriterion, BEAT_MS, Console, FromRoom, LATE_MS, LONGEST_MESSAGE, Picture, PictureRow, PictureTable,
    RoomWindow, Scene as PictureScene, Showing, ToRoom, WindowState, picture, picture_rows, verdict,
};
pub use plan::{Mended, Plan, Unready, plan, unready};
pub use poured::{Corrected, Poured};
pub use question::{Question, ScoresAsked, Unfit};
pub use refused::Refused;
pub use reply::{Points, Replies, Reply};
pub use room::{RoomCell, RoomView, Scene, room_view};
pub use round::{How, Looks, Moved, RevealedBallot, Round, RoundState, Route, Settled, Summary};
pub use seal::{Salt, seal};
pub use session::{About, Dissent, On, Parked, Participant, Privacy, Session, WinnerCounts};
pub use short_code::{CodeFault, read_code, short_code};
pub use talk::{Talk, TalkItem, answers_before, second_round, talk};
pub use token::{Token, Voter};
