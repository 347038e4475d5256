//! The picture that a room sees on a screen of its own: a title, what stands under it, and nothing else.
//!
//! It is made whole each time ([`picture`]), from the case and from how many ballots are in: before the reveal a case holds no
//! answer, so that none can stand in a picture. It is sent to the room's window as a text ([`ToRoom`]) and read there into
//! these closed types, so that whatever else arrives changes nothing.
//!
//! ```compile_fail
//! use weighbridge::appraisal::Appraisal;
//! use weighbridge::workshop::{BallotBox, Session, Showing, picture};
//! fn leak(appraisal: &Appraisal, session: &Session, sealed: &BallotBox) {
//!     let showing = Showing::Question { title: String::new(), rounds: Vec::new(), counts: sealed, at: (1, 1) };
//!     picture(appraisal, session, &showing); // Counts are taken, and a box is not.
//! }
//! ```

mod link;
mod message;
mod shown;

pub use link::{BEAT_MS, Console, LATE_MS, RoomWindow, WindowState};
pub use message::{FromRoom, LONGEST_MESSAGE, ToRoom};
pub use shown::{Showing, picture, picture_rows, verdict};

use super::ballot_box::BoxCounts;
use super::room::RoomCell;
use serde::{Deserialize, Serialize};

/// What stands on the room's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// What it is part of, above the title.
    pub over: String,
    /// Which of how many, at the other end of that line; may be empty.
    pub place: String,
    /// The sentence that the room reads first.
    pub title: String,
    /// Sentences beneath it.
    pub says: Vec<String>,
    /// What stands under them.
    pub scene: Scene,
    /// What explains the picture, at its foot; may be empty.
    pub foot: String,
    /// How much time is left, in words; empty while no timer runs.
    pub timer: String,
    /// Which part of it is shown where it does not fit on one screen, from 0.
    pub part: u32,
}

/// What stands under the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scene {
    /// Nothing, and no title either: the room has a break.
    Blank,
    /// Nothing more than the title and its sentences.
    Words,
    /// What is asked, and how many have answered.
    Asked(Asked),
    /// The answers about the options on one criterion.
    Answers(Vec<PictureRow>),
    /// Things, each with what is said of it.
    List(Vec<(String, String)>),
    /// A table.
    Table(PictureTable),
}

/// What a question asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The question itself; empty while the ends are only read.
    pub ask: String,
    /// Criteria with their ends.
    pub criteria: Vec<AskedCriterion>,
    /// Options, each with its letter or its number.
    pub options: Vec<(String, String)>,
    /// How many ballots are in: all that anybody knows of them. `None` before it is asked.
    pub counts: Option<BoxCounts>,
    /// What becomes of the ballots.
    pub say: String,
}

/// A criterion as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedCriterion {
    /// What it is called.
    pub name: String,
    /// What 100 is.
    pub best: String,
    /// What 0 is.
    pub worst: String,
}

/// The answers about one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureRow {
    /// Its letter; empty where it has none.
    pub letter: String,
    /// What was answered.
    pub cell: RoomCell,
    /// Whether the room talks about it.
    pub is_here: bool,
    /// What was answered the time before; `None` where it was asked once.
    pub before: Option<Vec<(u8, usize)>>,
}

/// A table of words and figures as they are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureTable {
    /// What it holds, for who cannot see it.
    pub caption: String,
    /// The heads of its columns. The first names the row, and all others are figures.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Picture {
    /// The most rows, items or sentences that one picture holds.
    pub const LONGEST: usize = 1_000;

    /// Returns a picture of a title and of what stands under it.
    ///
    /// # Example
    /// ```
    /// use weighbridge::workshop::{Picture, PictureScene};
    /// let picture = Picture::titled("Siting workshop", "Where should it go?", PictureScene::Words);
    /// assert_eq!((picture.title.as_str(), picture.part), ("Where should it go?", 0));
    /// ```
    #[must_use]
    pub fn titled(over: &str, title: &str, scene: Scene) -> Picture {
        Picture {
            over: over.to_owned(),
            place: String::new(),
            title: title.to_owned(),
            says: Vec::new(),
            scene,
            foot: String::new(),
            timer: String::new(),
            part: 0,
        }
    }

    /// Returns whether it can be drawn: dots lie from 0 to 100, rows of a table are as long as its heads, and nothing is
    /// longer than [`Picture::LONGEST`].
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_short = |n: usize| n <= Picture::LONGEST;
        let are_dots = |dots: &[(u8, usize)]| {
            is_short(dots.len()) && dots.iter().all(|(points, n)| *points <= 100 && is_short(*n))
        };
        let is_row = |row: &PictureRow| are_dots(&row.cell.dots) && row.before.as_deref().is_none_or(are_dots);
        is_short(self.says.len())
            && match &self.scene {
                Scene::Blank | Scene::Words => true,
                Scene::Asked(asked) => is_short(asked.criteria.len()) && is_short(asked.options.len()),
                Scene::Answers(rows) => is_short(rows.len()) && rows.iter().all(is_row),
                Scene::List(items) => is_short(items.len()),
                Scene::Table(table) => {
                    is_short(table.rows.len()) && table.rows.iter().all(|row| row.len() == table.heads.len())
                }
            }
    }
}
