//! Writing a case in slices, and only what changed: the text of what a case shares with the one that was written before is
//! taken from the text of that time.
//!
//! What stands behind a pointer never changes, so a pointer that was met before means a text that is known. Each is held as
//! long as its text is known, or another thing could come to stand at the same address. The known texts are places in the
//! last text, so they cost no second copy; what the last text does not use is forgotten.

use super::Document;
use super::kind::Kind;
use super::pretty::{Indent, pretty};
use super::room::{Room, room};
use super::scan::Scan;
use crate::appraisal::Appraisal;
use crate::case::Case;
use crate::grid::{Grid, Placed, Row};
use crate::log::LogEntry;
use crate::programme::Programme;
use crate::unknown::Unknown;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::any::Any;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// About how many bytes are written before it is asked whether to pause.
const AT_ONCE: usize = 64 * 1024;

/// A case as it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The file: exactly what [`save`](super::save) gives.
    pub text: Arc<String>,
    /// Its SHA-256, as [`digest`](super::digest) gives it.
    pub digest: String,
}

impl Text {
    /// Returns how much room there is for it in a file.
    #[must_use]
    pub fn room(&self) -> Room {
        room(self.text.len())
    }
}

/// What was written last, and where in it the text of each thing stands.
///
/// # Example
/// ```
/// use std::sync::Arc;
/// use weighbridge::{case::Case, file::{self, Document, Writer, Written}, unknown::Unknown};
/// let case = Arc::new(Case::titled("Depot relocation"));
/// let mut writing = Box::new(Writer::default().begin(Arc::clone(&case), Vec::new(), Unknown::new()));
/// let (text, writer) = loop {
///     // Here the page would ask its clock.
///     match writing.advance(&mut || true) {
///         Written::Paused(rest) => writing = rest,
///         Written::Done(text, writer) => break (text, writer),
///     }
/// };
/// assert_eq!(*text.text, file::save(&Document::new((*case).clone(), Vec::new())));
/// assert_eq!(text.digest, file::digest(&text.text));
/// // The next save goes through the same writer.
/// let again = writer.begin(case, Vec::new(), Unknown::new()).finish().0;
/// assert_eq!(again, text);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    text: Arc<String>,
    known: HashMap<usize, Known>,
}

/// A thing whose text is known.
#[derive(Debug)]
struct Known {
    /// Holds the thing in memory.
    _held: Arc<dyn Any + Send + Sync>,
    /// Where its texts stand in the last text: one, or one for each item of a row.
    places: Places,
}

#[derive(Clone, Debug)]
enum Places {
    One(Range<usize>),
    Row(Vec<Range<usize>>),
}

/// What came of going on with a writing.
#[derive(Debug)]
pub enum Written {
    /// There is more to do.
    Paused(Box<Writing>),
    /// All is done: the text, and the writer for the next one.
    Done(Text, Writer),
}

/// A case that is being written.
#[derive(Debug)]
pub struct Writing {
    last: Writer,
    case: Arc<Case>,
    log: Vec<Arc<LogEntry>>,
    unknown: Unknown,
    text: String,
    known: HashMap<usize, Known>,
    /// What is still to be written, next one last.
    to_do: Vec<Work>,
    hash: Sha256,
    n_hashed: usize,
}

/// A piece of work. `usize` is how many items of a list are written.
#[derive(Debug)]
enum Work {
    Frame,
    Plain(String),
    Log(usize),
    Initiatives(usize),
    References(usize),
    Appraisals(usize),
    Contributions(Option<Sorted>),
    Scores(usize, Option<Sorted>),
    /// An appraisal began at a place and ends here.
    EndOfAppraisal(usize, usize),
}

/// The items of a grid in the order of recording, each with its row and its place there, and where each row's texts stand.
#[derive(Debug)]
struct Sorted {
    items: Vec<(u64, u32, u32)>,
    n_written: usize,
    places: Vec<Vec<Range<usize>>>,
}

impl Writer {
    /// Begins to write a case with its log and the members of its file that only a newer version understands. Nothing is
    /// done yet.
    #[must_use]
    pub fn begin(self, case: Arc<Case>, log: Vec<Arc<LogEntry>>, unknown: Unknown) -> Writing {
        let text = String::with_capacity(self.text.len() + AT_ONCE);
        let known = HashMap::with_capacity(self.known.len());
        let (to_do, hash) = (vec![Work::Frame], Sha256::new());
        Writing { last: self, case, log, unknown, text, known, to_do, hash, n_hashed: 0 }
    }
}

impl Writing {
    /// Goes on until all is written or `pause` says true. It is asked after every few milliseconds of work at most; at
    /// least one piece of work is done before it is asked.
    #[must_use]
    pub fn advance(mut self: Box<Self>, pause: &mut dyn FnMut() -> bool) -> Written {
        while self.work() {
            if pause() {
                return Written::Paused(self);
            }
        }
        let digest = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let text = Arc::new(self.text);
        let writer = Writer { text: Arc::clone(&text), known: self.known };
        Written::Done(Text { text, digest }, writer)
    }

    /// Writes the rest in one go.
    #[must_use]
    pub fn finish(self) -> (Text, Writer) {
        let mut writing = Box::new(self);
        loop {
            match writing.advance(&mut || false) {
                Written::Done(text, writer) => return (text, writer),
                Written::Paused(rest) => writing = rest,
            }
        }
    }

    /// Ends without a text. Returns the writer as it was before.
    #[must_use]
    pub fn give_up(self) -> Writer {
        self.last
    }

    /// Does one piece of work. Returns whether there was any.
    fn work(&mut self) -> bool {
        let Some(work) = self.to_do.pop() else { return self.hash_on() };
        let case = Arc::clone(&self.case);
        match work {
            Work::Frame => self.write_frame(&case),
            Work::Plain(text) => self.text.push_str(&text),
            Work::Log(at) => {
                let log = std::mem::take(&mut self.log);
                let at = self.write_items(&log, at, Indent(2));
                self.again(at < log.len(), Work::Log(at));
                self.log = log;
            }
            Work::Initiatives(at) => {
                let at = self.write_items(&case.programme.initiatives, at, Indent(4));
                self.again(at < case.programme.initiatives.len(), Work::Initiatives(at));
            }
            Work::References(at) => {
                let at = self.write_items(&case.references, at, Indent(3));
                self.again(at < case.references.len(), Work::References(at));
            }
            Work::Appraisals(at) => {
                self.again(at + 1 < case.appraisals.len(), Work::Appraisals(at + 1));
                if let Some(appraisal) = case.appraisals.get(at) {
                    self.write_appraisal(appraisal, at);
                }
            }
            Work::Contributions(sorted) => {
                let (sorted, is_over) = self.write_grid(&case.contributions, sorted, Indent(3));
                self.again(!is_over, Work::Contributions(Some(sorted)));
            }
            Work::Scores(at, sorted) => {
                if let Some(appraisal) = case.appraisals.get(at) {
                    let (sorted, is_over) = self.write_grid(&appraisal.scores, sorted, Indent(5));
                    self.again(!is_over, Work::Scores(at, Some(sorted)));
                }
            }
            Work::EndOfAppraisal(at, start) => {
                if let Some(appraisal) = case.appraisals.get(at) {
                    let places = Places::One(start..self.text.len());
                    self.known.insert(key(appraisal), Known { _held: Arc::clone(appraisal) as _, places });
                }
            }
        }
        true
    }

    fn again(&mut self, is_needed: bool, work: Work) {
        if is_needed {
            self.to_do.push(work);
        }
    }

    fn hash_on(&mut self) -> bool {
        let end = (self.n_hashed + 2 * AT_ONCE).min(self.text.len());
        self.hash.update(&self.text.as_bytes()[self.n_hashed..end]);
        let is_work = end > self.n_hashed;
        self.n_hashed = end;
        is_work
    }

    /// Writes what stands around the large lists. They have one item in it each, so that they are there where they have
    /// any, and it is found where they stand.
    fn write_frame(&mut self, case: &Case) {
        let programme = &case.programme;
        // Its scores alone can be most of the file.
        let bare = |first: &Arc<Appraisal>| Arc::new(Appraisal { scores: Grid::new(), ..Appraisal::clone(first) });
        let frame = Case {
            programme: Programme { initiatives: first(&programme.initiatives), ..programme.clone() },
            contributions: case.contributions.by_row().take(1).cloned().collect(),
            appraisals: case.appraisals.iter().take(1).map(bare).collect(),
            references: first(&case.references),
            ..case.clone()
        };
        let document = Document { unknown: self.unknown.clone(), ..Document::new(frame, first(&self.log)) };
        let text = pretty(&document, Indent(0)) + "\n";
        let list = |kind| {
            Some(match kind {
                Kind::Log => Work::Log(0),
                Kind::Initiatives => Work::Initiatives(0),
                Kind::References => Work::References(0),
                Kind::Appraisals => Work::Appraisals(0),
                Kind::Contributions => Work::Contributions(None),
                _ => return None,
            })
        };
        self.divide(&text, Kind::CaseFile, &list);
    }

    /// Puts the text that stands around lists, and the lists, among what is to be done.
    fn divide(&mut self, text: &str, top: Kind, list: &dyn Fn(Kind) -> Option<Work>) {
        let mut scan = Scan::new(top);
        // It is JSON that was written just now.
        let is_read = scan.run(text.as_bytes(), text.len()).unwrap_or(false);
        let lists = scan.parts.into_iter().filter(|_| is_read).filter_map(|part| Some((list(part.kind)?, part.place)));
        let (mut pieces, mut from) = (Vec::new(), 0);
        for (work, place) in lists.filter(|(_, place)| place.len() > 2) {
            // The text before ends with the bracket; the one after begins with the line of the closing one.
            let closing = text[..place.end].rfind('\n').unwrap_or(place.start);
            pieces.extend([Work::Plain(text[from..=place.start].to_owned()), work]);
            from = closing;
        }
        pieces.push(Work::Plain(text[from..].to_owned()));
        self.to_do.extend(pieces.into_iter().rev());
    }

    fn write_appraisal(&mut self, appraisal: &Arc<Appraisal>, at: usize) {
        self.separate(at == 0, Indent(3));
        let start = self.text.len();
        if self.write_known(appraisal) {
            self.keep_rows(appraisal, start);
            return;
        }
        let scores: Grid<_> = appraisal.scores.by_row().take(1).cloned().collect();
        let frame = pretty(&Appraisal { scores, ..(**appraisal).clone() }, Indent(3));
        self.to_do.push(Work::EndOfAppraisal(at, start));
        self.divide(&frame, Kind::Appraisal, &|kind| (kind == Kind::Scores).then_some(Work::Scores(at, None)));
    }

    /// Keeps where the scores of an appraisal stand that was written from the last text as a whole.
    fn keep_rows(&mut self, appraisal: &Arc<Appraisal>, start: usize) {
        let Some(Known { places: Places::One(whole), .. }) = self.last.known.get(&key(appraisal)) else { return };
        let moved = |place: &Range<usize>| place.start - whole.start + start..place.end - whole.start + start;
        // A row that two appraisals share is known where it was written last, which may be in the other.
        let is_inside = |place: &Range<usize>| whole.start <= place.start && place.end <= whole.end;
        for row in appraisal.scores.rows() {
            if let Some(Known { places: Places::Row(places), .. }) = self.last.known.get(&key(row))
                && places.iter().all(is_inside)
            {
                let places = Places::Row(places.iter().map(moved).collect());
                self.known.insert(key(row), Known { _held: Arc::clone(row) as _, places });
            }
        }
    }

    /// Begins a new item of a list.
    fn separate(&mut self, is_first: bool, indent: Indent) {
        self.text.push_str(if is_first { "\n" } else { ",\n" });
        indent.push_to(&mut self.text);
    }

    /// Writes a thing from the last text. Returns whether it was known.
    fn write_known<T: Any + Send + Sync>(&mut self, item: &Arc<T>) -> bool {
        let Some(Known { places: Places::One(place), .. }) = self.last.known.get(&key(item)) else { return false };
        let start = self.text.len();
        self.text.push_str(&self.last.text[place.clone()]);
        let places = Places::One(start..self.text.len());
        self.known.insert(key(item), Known { _held: Arc::clone(item) as _, places });
        true
    }

    /// Writes items of a list for a while. Returns how many are written.
    fn write_items<T: Serialize + Any + Send + Sync>(&mut self, items: &[Arc<T>], at: usize, indent: Indent) -> usize {
        let until = self.text.len() + AT_ONCE;
        for (i, item) in items.iter().enumerate().skip(at) {
            if self.text.len() >= until {
                return i;
            }
            self.separate(i == 0, indent);
            if !self.write_known(item) {
                let start = self.text.len();
                self.text.push_str(&pretty(&**item, indent));
                let places = Places::One(start..self.text.len());
                self.known.insert(key(item), Known { _held: Arc::clone(item) as _, places });
            }
        }
        items.len()
    }

    /// Writes items of a grid for a while. Returns how far it came, and whether that is all.
    fn write_grid<T>(&mut self, grid: &Grid<T>, sorted: Option<Sorted>, indent: Indent) -> (Sorted, bool)
    where
        T: Placed + Serialize + Send + Sync + 'static,
    {
        let rows = grid.rows();
        let mut sorted = sorted.unwrap_or_else(|| Sorted::of(rows));
        let until = self.text.len() + AT_ONCE;
        while let Some((_, row, place)) = sorted.items.get(sorted.n_written).copied() {
            if self.text.len() >= until {
                return (sorted, false);
            }
            let (row, place) = (row as usize, place as usize);
            self.separate(sorted.n_written == 0, indent);
            let start = self.text.len();
            match self.last.known.get(&key(&rows[row])) {
                Some(Known { places: Places::Row(places), .. }) => {
                    self.text.push_str(&self.last.text[places[place].clone()]);
                }
                _ => self.text.push_str(&pretty(&rows[row][place].item, indent)),
            }
            sorted.places[row][place] = start..self.text.len();
            sorted.n_written += 1;
        }
        for (row, places) in rows.iter().zip(std::mem::take(&mut sorted.places)) {
            self.known.insert(key(row), Known { _held: Arc::clone(row) as _, places: Places::Row(places) });
        }
        (sorted, true)
    }
}

impl Sorted {
    fn of<T>(rows: &[Row<T>]) -> Sorted {
        let mut items = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            items.extend(row.iter().enumerate().map(|(j, one)| (one.number, i as u32, j as u32)));
        }
        items.sort_unstable();
        let places = rows.iter().map(|row| vec![0..0; row.len()]).collect();
        Sorted { items, n_written: 0, places }
    }
}

/// Returns what a thing is known by: its address, which is its own as long as it is held.
fn key<T>(item: &Arc<T>) -> usize {
    Arc::as_ptr(item).cast::<()>() as usize
}

fn first<T>(items: &[Arc<T>]) -> Vec<Arc<T>> {
    items.iter().take(1).cloned().collect()
}
