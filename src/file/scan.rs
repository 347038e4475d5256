//! The first look at a file: is it JSON, and is it within the limits of a case? Nothing is kept but where things stand, so
//! it costs no memory to speak of, and it can stop anywhere and go on.
//!
//! A file that is no JSON is refused at the first place that shows it. A limit that is passed is only noted: first the
//! envelope must say that the file is one of ours and not of a newer version, whose limits may be others.

use super::LoadError;
use super::kind::Kind;
use super::syntax::{Character, character, not_json, number, truncated, word};
use crate::limits::Limit;
use std::borrow::Cow;
use std::ops::Range;

/// How deep arrays and objects may stand in each other.
const DEEPEST: usize = 127;

/// How many lists are noted to be read one item at a time: more than the limits allow.
const MOST_PARTS: usize = 10_000;

/// An array whose items are read one at a time.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    /// Which framework, reference table or appraisal it belongs to, from 0.
    pub(super) owner: usize,
    /// From its opening bracket to behind its closing one.
    pub(super) place: Range<usize>,
}

/// What must come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Value,
    ItemOrEnd,
    Name,
    NameOrEnd,
    Colon,
    CommaOrEnd,
    End,
}

/// An array or object that is open.
#[derive(Debug)]
struct Level {
    kind: Kind,
    is_object: bool,
    /// Items or members so far.
    count: usize,
    /// Where the name of the present member stands, without its quotation marks, and what that member is.
    name: Range<usize>,
    member: Kind,
    start: usize,
    part: Option<usize>,
}

/// A text that is being passed over.
#[derive(Debug)]
struct Text {
    start: usize,
    is_name: bool,
    n_characters: usize,
}

/// A look through a file, as far as it has come.
#[derive(Debug)]
pub(super) struct Scan {
    at: usize,
    top: Kind,
    expect: Expect,
    levels: Vec<Level>,
    text: Option<Text>,
    n_values: usize,
    n_objects: usize,
    n_goals: usize,
    n_criteria: usize,
    n_families: usize,
    /// Arrays to be read one item at a time, in the order in which they begin.
    pub(super) parts: Vec<Part>,
    /// The first limit that was passed.
    pub(super) passed: Option<LoadError>,
    /// Where the values of `format` and `version` stand.
    pub(super) format: Option<Range<usize>>,
    pub(super) version: Option<Range<usize>>,
}

impl Scan {
    /// Starts a look through a file that should hold what `top` says.
    pub(super) fn new(top: Kind) -> Scan {
        Scan {
            at: 0,
            top,
            expect: Expect::Value,
            levels: Vec::new(),
            text: None,
            n_values: 0,
            n_objects: 0,
            n_goals: 0,
            n_criteria: 0,
            n_families: 0,
            parts: Vec::new(),
            passed: None,
            format: None,
            version: None,
        }
    }

    /// Returns how many bytes were passed.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on to about `until`. Returns whether the whole text was seen.
    pub(super) fn run(&mut self, bytes: &[u8], until: usize) -> Result<bool, LoadError> {
        loop {
            if self.text.is_some() && !self.pass_text(bytes, until)? {
                return Ok(false);
            }
            while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
                self.at += 1;
            }
            let Some(byte) = bytes.get(self.at).copied() else {
                return if self.expect == Expect::End { self.finish() } else { Err(truncated(bytes)) };
            };
            self.token(bytes, byte)?;
            if self.at >= until && self.at < bytes.len() {
                return Ok(false);
            }
        }
    }

    fn finish(&mut self) -> Result<bool, LoadError> {
        let too_many = Limit::Values.check(self.n_values).err();
        let too_many = too_many.or_else(|| match self.top {
            Kind::ExportFile => Limit::Objects.check(self.n_objects).err(),
            _ => None,
        });
        if let Some(too_many) = too_many {
            self.pass("the whole file".to_owned(), &too_many);
        }
        Ok(true)
    }

    fn pass(&mut self, path: String, reason: &impl ToString) {
        if self.passed.is_none() {
            self.passed = Some(LoadError::invalid(path, reason.to_string()));
        }
    }

    fn token(&mut self, bytes: &[u8], byte: u8) -> Result<(), LoadError> {
        let here = self.at + 1;
        let is_object = self.levels.last().is_some_and(|level| level.is_object);
        match (self.expect, byte) {
            (Expect::Colon, b':') => self.go_on(Expect::Value),
            (Expect::Colon, _) => return Err(not_json(bytes, here, "expected `:`")),
            (Expect::CommaOrEnd, b',') => self.go_on(if is_object { Expect::Name } else { Expect::Value }),
            (Expect::CommaOrEnd | Expect::NameOrEnd, b'}') if is_object => self.close(bytes),
            (Expect::CommaOrEnd | Expect::ItemOrEnd, b']') if !is_object => self.close(bytes),
            (Expect::CommaOrEnd, _) if is_object => return Err(not_json(bytes, here, "expected `,` or `}`")),
            (Expect::CommaOrEnd, _) => return Err(not_json(bytes, here, "expected `,` or `]`")),
            (Expect::Name, b'}') => return Err(not_json(bytes, here, "trailing comma")),
            (Expect::Name | Expect::NameOrEnd, b'"') => {
                self.text = Some(Text { start: here, is_name: true, n_characters: 0 });
                self.at = here;
            }
            (Expect::Name | Expect::NameOrEnd, _) => return Err(not_json(bytes, here, "key must be a string")),
            (Expect::Value, b']') if !self.levels.is_empty() && !is_object => {
                return Err(not_json(bytes, here, "trailing comma"));
            }
            (Expect::Value | Expect::ItemOrEnd, _) => return self.value(bytes, byte),
            (Expect::End, _) => return Err(not_json(bytes, here, "trailing characters")),
        }
        Ok(())
    }

    fn go_on(&mut self, expect: Expect) {
        self.at += 1;
        self.expect = expect;
    }

    fn value(&mut self, bytes: &[u8], byte: u8) -> Result<(), LoadError> {
        let start = self.at;
        let kind = match self.levels.last_mut() {
            None => self.top,
            Some(level) if level.is_object => level.member,
            Some(level) => {
                level.count += 1;
                level.kind.item()
            }
        };
        self.n_values += 1;
        match byte {
            b'{' | b'[' => return self.open(bytes, kind, byte == b'{'),
            b'"' => {
                self.text = Some(Text { start: start + 1, is_name: false, n_characters: 0 });
                self.at = start + 1;
                return Ok(());
            }
            b't' => self.at = word(bytes, start, b"true")?,
            b'f' => self.at = word(bytes, start, b"false")?,
            b'n' => self.at = word(bytes, start, b"null")?,
            b'-' | b'0'..=b'9' => self.at = number(bytes, start)?,
            _ => return Err(not_json(bytes, start + 1, "expected value")),
        }
        self.end_value(kind, start);
        Ok(())
    }

    fn end_value(&mut self, kind: Kind, start: usize) {
        match kind {
            Kind::Format => self.format = Some(start..self.at),
            Kind::Version => self.version = Some(start..self.at),
            _ => {}
        }
        self.expect = if self.levels.is_empty() { Expect::End } else { Expect::CommaOrEnd };
    }

    fn open(&mut self, bytes: &[u8], kind: Kind, is_object: bool) -> Result<(), LoadError> {
        if self.levels.len() == DEEPEST {
            let reason = format!("expected at most {DEEPEST} arrays and objects one inside the other");
            return Err(not_json(bytes, self.at + 1, &reason));
        }
        match kind {
            Kind::Appraisal => (self.n_criteria, self.n_families) = (0, 0),
            Kind::Leaf => self.n_criteria += 1,
            Kind::Criteria if !is_object => self.open_criteria(bytes),
            _ => {}
        }
        let part = if !is_object && kind.is_read_by_item() { self.part(kind) } else { None };
        self.n_objects += usize::from(is_object);
        let (name, member, start) = (0..0, Kind::Other, self.at);
        self.levels.push(Level { kind, is_object, count: 0, name, member, start, part });
        self.go_on(if is_object { Expect::NameOrEnd } else { Expect::ItemOrEnd });
        Ok(())
    }

    /// Counts a list of criteria: the first is the appraisal's own, each further one is a family's.
    fn open_criteria(&mut self, bytes: &[u8]) {
        let depth = self.levels.iter().filter(|level| level.kind == Kind::Criteria).count();
        self.n_families += usize::from(depth > 0);
        if let Err(too_deep) = Limit::Depth.check(depth) {
            self.pass(self.path(bytes, self.levels.len()), &too_deep);
        }
    }

    /// Notes an array that is read one item at a time, and returns which it is.
    fn part(&mut self, kind: Kind) -> Option<usize> {
        let list = self.levels.len().checked_sub(2).and_then(|at| self.levels.get(at));
        let owner = list.filter(|list| !list.is_object).map_or(0, |list| list.count.saturating_sub(1));
        if self.parts.len() == MOST_PARTS {
            self.pass("the whole file".to_owned(), &"expected each list once");
            return None;
        }
        self.parts.push(Part { kind, owner, place: self.at..self.at });
        Some(self.parts.len() - 1)
    }

    fn close(&mut self, bytes: &[u8]) {
        let Some(level) = self.levels.pop() else { return };
        self.at += 1;
        let n_levels = self.levels.len();
        if let Some(part) = level.part.and_then(|part| self.parts.get_mut(part)) {
            part.place.end = self.at;
        }
        let limit = if level.is_object { Some(Limit::Members) } else { level.kind.limit() };
        if let Some(too_many) = limit.and_then(|limit| limit.check(level.count).err()) {
            self.pass(self.path(bytes, n_levels), &too_many);
        }
        match level.kind {
            Kind::Goals => self.n_goals += level.count,
            Kind::Case => self.close_around(bytes, ".frameworks", Limit::Goals, self.n_goals),
            Kind::Appraisal => {
                self.close_around(bytes, ".criteria", Limit::Criteria, self.n_criteria);
                self.close_around(bytes, ".criteria", Limit::Families, self.n_families);
            }
            _ => {}
        }
        self.end_value(level.kind, level.start);
    }

    /// Checks what was counted over several arrays.
    fn close_around(&mut self, bytes: &[u8], member: &str, limit: Limit, found: usize) {
        if let Err(too_many) = limit.check(found) {
            self.pass(self.path(bytes, self.levels.len()) + member, &too_many);
        }
    }

    /// Passes over a text as far as about `until`. Returns whether its end was reached.
    fn pass_text(&mut self, bytes: &[u8], until: usize) -> Result<bool, LoadError> {
        let Some(mut text) = self.text.take() else { return Ok(true) };
        loop {
            match character(bytes, self.at, until)? {
                Character::Plain { n_characters, end } => {
                    text.n_characters += n_characters;
                    self.at = end;
                }
                Character::Escaped { end, .. } => {
                    text.n_characters += 1;
                    self.at = end;
                }
                Character::End => break,
            }
            if self.at >= until && self.at < bytes.len() {
                self.text = Some(text);
                return Ok(false);
            }
        }
        let place = text.start..self.at;
        self.at += 1;
        if text.is_name {
            self.end_name(bytes, place);
        } else {
            let kind = self.levels.last().map_or(self.top, |level| level.member);
            let kind = if self.levels.last().is_some_and(|level| !level.is_object) { Kind::Other } else { kind };
            self.end_value(kind, text.start - 1);
        }
        if let Err(too_long) = Limit::Text.check(text.n_characters) {
            self.pass(self.path(bytes, self.levels.len()), &too_long);
        }
        Ok(true)
    }

    fn end_name(&mut self, bytes: &[u8], place: Range<usize>) {
        self.expect = Expect::Colon;
        let Some(level) = self.levels.last_mut() else { return };
        level.count += 1;
        level.member = match level.kind {
            Kind::Other => Kind::Other,
            kind => kind.member(&plain(bytes, &place)),
        };
        level.name = place;
    }

    /// Returns the way to the present item or member of the outermost levels.
    fn path(&self, bytes: &[u8], n_levels: usize) -> String {
        let mut path = String::new();
        for level in &self.levels[..n_levels] {
            if level.is_object {
                let dot = if path.is_empty() { "" } else { "." };
                path.push_str(dot);
                path.push_str(&shortened(&plain(bytes, &level.name)));
            } else {
                path.push_str(&format!("[{}]", level.count.saturating_sub(1)));
            }
        }
        path
    }
}

/// The most characters of a name that are shown.
const SHOWN: usize = 80;

/// Returns a name as it is shown in a path.
pub(super) fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
        None => Cow::Borrowed(name),
    }
}

/// Returns a text of the file without its escapes.
fn plain<'a>(bytes: &'a [u8], place: &Range<usize>) -> Cow<'a, str> {
    super::syntax::unescaped(&bytes[place.clone()])
}
