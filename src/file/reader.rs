//! Reading a case file in slices: whoever reads says when to pause, and goes on when they like.
//!
//! The work is done in this order: is it text; is it JSON within the limits (`scan`); is it a case of a version that is
//! known; its types, large lists one item at a time (`typed`); ids and references (`check`). No step holds more in memory
//! than the file, the case read from it and one item.

use super::cells::Cells;
use super::check::{Check, check_ids};
use super::controls;
use super::kind::Kind;
use super::scan::{Part, Scan};
use super::source::Source;
use super::syntax::unescaped;
use super::{APPRAISAL_FORMAT, Document, FORMAT, LARGEST_FILE, LoadError, VERSION};
use crate::alignment::Contribution;
use crate::appraisal::{Appraisal, Score};
use crate::limits::Limit;
use crate::programme::Programme;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// How many bytes are looked at before it is asked whether to pause.
const AT_ONCE: usize = 64 * 1024;

/// What came of going on with a reading.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time, and it is taken apart at once")]
pub enum ReadingStep<'a> {
    /// There is more to do.
    Paused(Box<Reader<'a>>),
    /// All is done.
    Done(Result<Document, LoadError>),
}

/// How far a reading has come: `done` of `of`, in bytes of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What was done.
    pub done: usize,
    /// All there is to do.
    pub of: usize,
}

/// A case file that is being read.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, file::{self, Document, Reader, ReadingStep}};
/// let document = Document::new(Case::titled("Depot relocation"), Vec::new());
/// let mut reader = Box::new(Reader::new(file::save(&document).into_bytes()));
/// let mut n_pauses = 0;
/// let read = loop {
///     // Here the page would ask its clock.
///     match reader.advance(&mut || true) {
///         ReadingStep::Paused(rest) => reader = rest,
///         ReadingStep::Done(read) => break read,
///     }
///     n_pauses += 1;
/// };
/// assert_eq!(read, Ok(document));
/// assert!(n_pauses > 3);
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: Cow<'a, [u8]>,
    /// Where the text begins, behind a byte order mark.
    start: usize,
    progress: Progress,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Size,
    /// How far it is text, and how far control characters are shown.
    Text {
        at: usize,
        seen: usize,
    },
    Scan(Box<Scan>),
    Frame(Vec<Part>),
    Items(Box<Items>),
    Check(Box<Document>, Box<Check>),
    Done(Result<Box<Document>, LoadError>),
}

/// A document whose large lists are being filled.
#[derive(Debug)]
struct Items {
    document: Document,
    parts: Vec<Part>,
    /// Which parts are still to be read, the present one last.
    to_do: Vec<usize>,
    /// Where in it the reading stands, and how many items it has so far.
    at: usize,
    n_items: usize,
    cells: Cells,
    has_sound_ids: bool,
}

impl<'a> Reader<'a> {
    /// Starts to read a file: nothing is done yet. Takes the bytes, or borrows them.
    #[must_use]
    pub fn new(bytes: impl Into<Cow<'a, [u8]>>) -> Reader<'a> {
        let bytes = bytes.into();
        let progress = Progress { done: 0, of: 3 * bytes.len() };
        Reader { bytes, start: 0, progress, stage: Stage::Size }
    }

    /// Returns how far the reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Goes on until the reading is done or `pause` says true. It is asked after every few milliseconds of work at most; at
    /// least one piece of work is done before it is asked.
    #[must_use]
    pub fn advance(self: Box<Self>, pause: &mut dyn FnMut() -> bool) -> ReadingStep<'a> {
        let mut reader = self;
        loop {
            reader.stage = reader.next_stage();
            if let Stage::Done(found) = reader.stage {
                return ReadingStep::Done(found.map(|document| *document));
            }
            if pause() {
                return ReadingStep::Paused(reader);
            }
        }
    }

    /// Reads the rest in one go.
    ///
    /// # Errors
    /// [`LoadError`] names the place and what was expected there.
    pub fn finish(self) -> Result<Document, LoadError> {
        let mut reader = Box::new(self);
        loop {
            match reader.advance(&mut || false) {
                ReadingStep::Done(found) => return found,
                ReadingStep::Paused(rest) => reader = rest,
            }
        }
    }

    fn next_stage(&mut self) -> Stage {
        let stage = std::mem::replace(&mut self.stage, Stage::Size);
        self.work(stage).unwrap_or_else(|error| Stage::Done(Err(error)))
    }

    /// Puts a mark that is seen in place of each control character in a piece of the text, and returns from where to look on.
    /// Nothing moves: a mark takes as many bytes.
    fn show_controls(&mut self, from: usize, end: usize) -> usize {
        let (places, next) = controls::places(&self.bytes, self.start + from..self.start + end);
        if !places.is_empty() {
            let bytes = self.bytes.to_mut();
            places.iter().for_each(|place| controls::mark(bytes, place));
        }
        next - self.start
    }

    /// Does one piece of work.
    fn work(&mut self, stage: Stage) -> Result<Stage, LoadError> {
        let size = self.bytes.len();
        let bytes = &self.bytes[self.start..];
        let (next, done) = match stage {
            Stage::Size => {
                self.start = size - within_size(&self.bytes)?.len();
                (Stage::Text { at: 0, seen: 0 }, 0)
            }
            Stage::Text { at, seen } => {
                let end = text_until(bytes, at)?;
                let is_over = end == bytes.len();
                let seen = self.show_controls(seen, end);
                if is_over {
                    (Stage::Scan(Box::new(Scan::new(Kind::CaseFile))), size)
                } else {
                    (Stage::Text { at: end, seen }, end)
                }
            }
            Stage::Scan(mut scan) => {
                let until = scan.at() + AT_ONCE;
                if scan.run(bytes, until)? {
                    check_envelope(bytes, &scan)?;
                    scan.passed.map_or(Ok(()), Err)?;
                    (Stage::Frame(scan.parts), 2 * size)
                } else {
                    let done = size + scan.at();
                    (Stage::Scan(scan), done)
                }
            }
            Stage::Frame(parts) => {
                let (document, _) = Source::new(bytes, 0, &parts).read(String::new)?;
                (Stage::Items(Box::new(Items::new(document, parts))), 2 * size)
            }
            Stage::Items(mut items) => {
                if items.read(bytes)? {
                    (Stage::Check(Box::new(items.document), Box::default()), 3 * size)
                } else {
                    let done = 2 * size + items.at;
                    (Stage::Items(items), done)
                }
            }
            Stage::Check(mut document, mut check) => {
                let is_over = check.step(&document.case)?;
                let next = if is_over && document.case.programme.is_of_before() {
                    let case = &mut document.case;
                    case.programme.renew(&mut case.next_id);
                    check_limits(&case.programme)?;
                    // What it became is looked at like any other, so that it opens again once it is saved.
                    Stage::Check(document, Box::default())
                } else if is_over {
                    Stage::Done(Ok(document))
                } else {
                    Stage::Check(document, check)
                };
                (next, 3 * size)
            }
            Stage::Done(found) => (Stage::Done(found), 3 * size),
        };
        self.progress.done = self.progress.done.max(done);
        Ok(next)
    }
}

/// Refuses a programme that holds too much once what files of before kept apart stands together.
fn check_limits(programme: &Programme) -> Result<(), LoadError> {
    let within = |limit: Limit, found: usize, path: &str| {
        limit
            .check(found)
            .map_err(|too_many| LoadError::invalid(format!("case.programme.{path}"), too_many.to_string()))
    };
    within(Limit::Tables, programme.tables.len(), "tables")?;
    within(Limit::Figures, programme.figures.len(), "figures")?;
    within(Limit::StatedCounts, programme.stated_counts.len(), "stated_counts")?;
    programme.tables.iter().try_for_each(|table| within(Limit::TableLines, table.lines.len(), "tables.lines"))
}

/// Returns a file without its byte order mark, where it is not too large.
pub(super) fn within_size(bytes: &[u8]) -> Result<&[u8], LoadError> {
    if bytes.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge { bytes: bytes.len(), limit: LARGEST_FILE });
    }
    Ok(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// Returns up to where the bytes are text, at most some way on.
fn text_until(bytes: &[u8], at: usize) -> Result<usize, LoadError> {
    let end = (at + 4 * AT_ONCE).min(bytes.len());
    match std::str::from_utf8(&bytes[at..end]) {
        Ok(_) => Ok(end),
        // A character that goes on behind the end is looked at next time.
        Err(error) if error.error_len().is_none() && end < bytes.len() => Ok(at + error.valid_up_to()),
        Err(error) => Err(LoadError::NotText { byte: at + error.valid_up_to() }),
    }
}

/// Reads format and version before anything else, so that a newer file is never half-read.
fn check_envelope(bytes: &[u8], scan: &Scan) -> Result<(), LoadError> {
    let text = |place: &Range<usize>| {
        let inner = bytes[place.clone()].strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        inner.map(unescaped)
    };
    match scan.format.as_ref().and_then(text).as_deref() {
        Some(FORMAT) => {}
        Some(APPRAISAL_FORMAT) => return Err(LoadError::Exported),
        _ => return Err(LoadError::NotWeighbridge),
    }
    let version = scan.version.clone().map_or(&b"null"[..], |place| &bytes[place]);
    let version = if version.len() > 100 { Value::Null } else { serde_json::from_slice(version).unwrap_or_default() };
    match version.as_u64() {
        Some(VERSION) => Ok(()),
        Some(found) if found > VERSION => Err(LoadError::TooNew { found, supported: VERSION }),
        _ => Err(LoadError::invalid("version", format!("expected {VERSION}, found {version}"))),
    }
}

impl Items {
    fn new(document: Document, parts: Vec<Part>) -> Items {
        // What stands in grids comes last: it is about what is named elsewhere.
        let is_last = |at: &usize| matches!(parts[*at].kind, Kind::Contributions | Kind::Scores);
        let back = || (0..parts.len()).rev();
        let to_do = back().filter(is_last).chain(back().filter(|at| !is_last(at))).collect();
        Items { document, parts, to_do, at: 0, n_items: 0, cells: Cells::None, has_sound_ids: false }
    }

    /// Reads items until some way on, or the end of a list. Returns whether all lists are read.
    fn read(&mut self, bytes: &[u8]) -> Result<bool, LoadError> {
        let Some(part) = self.to_do.last().and_then(|at| self.parts.get(*at)) else { return Ok(true) };
        let (kind, owner, end) = (part.kind, part.owner, part.place.end);
        if self.n_items == 0 {
            self.at = part.place.start + 1;
            if matches!(kind, Kind::Contributions | Kind::Scores) && !self.has_sound_ids {
                check_ids(&self.document.case)?;
                self.has_sound_ids = true;
            }
            self.cells = match (kind, self.document.case.appraisals.get(owner)) {
                (Kind::Contributions, _) => Cells::of_contributions(&self.document),
                (Kind::Scores, Some(appraisal)) => Cells::of_scores(appraisal),
                _ => Cells::None,
            };
        }
        let until = self.at + AT_ONCE;
        while self.at < until {
            let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',');
            self.at += bytes[self.at..end].iter().take_while(|byte| is_space(byte)).count();
            if self.at + 1 >= end {
                self.to_do.pop();
                self.n_items = 0;
                return Ok(false);
            }
            self.read_item(bytes, kind, owner)?;
            self.n_items += 1;
        }
        Ok(false)
    }

    fn item<T: DeserializeOwned>(&mut self, bytes: &[u8], list: impl FnOnce() -> String) -> Result<T, LoadError> {
        let n_items = self.n_items;
        let (item, end) = Source::new(bytes, self.at, &self.parts).read(|| format!("{}[{n_items}]", list()))?;
        self.at = end;
        Ok(item)
    }

    /// Reads the next item of a list and puts it where it belongs.
    fn read_item(&mut self, bytes: &[u8], kind: Kind, owner: usize) -> Result<(), LoadError> {
        match kind {
            Kind::Log => {
                let entry = self.item(bytes, || "log".to_owned())?;
                self.document.log.push(entry);
            }
            Kind::Goals => {
                let goal = self.item(bytes, || format!("case.frameworks[{owner}].goals"))?;
                if let Some(framework) = self.document.case.frameworks.get_mut(owner) {
                    Arc::make_mut(framework).goals.push(goal);
                }
            }
            Kind::Initiatives => {
                let initiative = self.item(bytes, || "case.programme.initiatives".to_owned())?;
                self.document.case.programme.initiatives.push(initiative);
            }
            Kind::Contributions => {
                let contribution: Contribution = self.item(bytes, || "case.contributions".to_owned())?;
                let at = self.n_items;
                let grid = &mut self.document.case.contributions;
                self.cells.check_contribution(&contribution, grid, &|| format!("case.contributions[{at}]"))?;
                grid.push(contribution);
            }
            Kind::References => {
                let table = self.item(bytes, || "case.references".to_owned())?;
                self.document.case.references.push(table);
            }
            Kind::Rows => {
                let row = self.item(bytes, || format!("case.references[{owner}].rows"))?;
                if let Some(table) = self.document.case.references.get_mut(owner) {
                    Arc::make_mut(table).rows.push(row);
                }
            }
            Kind::Appraisals => {
                let appraisal = self.item(bytes, || "case.appraisals".to_owned())?;
                self.document.case.appraisals.push(appraisal);
            }
            _ => self.read_item_of_appraisal(bytes, kind, owner)?,
        }
        Ok(())
    }

    fn read_item_of_appraisal(&mut self, bytes: &[u8], kind: Kind, owner: usize) -> Result<(), LoadError> {
        let list = |name: &str| format!("case.appraisals[{owner}].{name}");
        match kind {
            Kind::Scores => {
                let score: Score = self.item(bytes, || list("scores"))?;
                let at = self.n_items;
                let grid = self.document.case.appraisals.get(owner).map(|appraisal| &appraisal.scores);
                self.cells.check_score(&score, grid, &|| format!("{}[{at}]", list("scores")))?;
                self.appraisal(owner, |appraisal| appraisal.scores.push(score));
            }
            Kind::Gates => {
                let gate = self.item(bytes, || list("gates"))?;
                self.appraisal(owner, |appraisal| appraisal.gates.push(gate));
            }
            _ => {
                let set = self.item(bytes, || list("weight_sets"))?;
                self.appraisal(owner, |appraisal| appraisal.weight_sets.push(set));
            }
        }
        Ok(())
    }

    fn appraisal(&mut self, owner: usize, change: impl FnOnce(&mut Appraisal)) {
        if let Some(appraisal) = self.document.case.appraisals.get_mut(owner) {
            change(Arc::make_mut(appraisal));
        }
    }
}
