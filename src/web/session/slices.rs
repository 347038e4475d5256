//! Long work in slices: reading and writing a file a few milliseconds at a time, so that the page goes on answering.

use super::{Notice, Session};
use crate::browser::{clock, worker};
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file::{Document, LoadError, Reader, ReadingStep, Text, Writer, Writing, Written};
use weighbridge::log::LogEntry;
use weighbridge::unknown::Unknown;

/// How long the page is held in one piece, in milliseconds.
const SLICE_MS: f64 = 8.0;

/// How long a reading goes on before the page shows how far it is, in milliseconds.
const SHOWN_AFTER_MS: f64 = 400.0;

/// How far the reading of a file is.
#[derive(Clone, PartialEq)]
pub(crate) struct Reading {
    /// The file's name.
    pub(crate) name: String,
    /// Per cent, 0 to 100.
    pub(crate) percent: usize,
}

fn pause() -> impl FnMut() -> bool {
    let until = clock::now_ms() + SLICE_MS;
    move || clock::now_ms() >= until
}

/// Reads a file that this browser has kept.
///
/// # Errors
/// [`LoadError`] names the place.
pub(super) async fn read(text: String) -> Result<Document, LoadError> {
    let mut reader = Box::new(Reader::new(text.into_bytes()));
    loop {
        match reader.advance(&mut pause()) {
            ReadingStep::Done(found) => return found,
            ReadingStep::Paused(rest) => reader = rest,
        }
        worker::breathe().await;
    }
}

/// Writes a case as a file, with a writer that knows what has not changed since it wrote last.
pub(super) async fn write(
    writer: Writer,
    case: Arc<Case>,
    log: Vec<Arc<LogEntry>>,
    unknown: Unknown,
) -> (Text, Writer) {
    let mut writing: Box<Writing> = Box::new(writer.begin(case, log, unknown));
    loop {
        match writing.advance(&mut pause()) {
            Written::Done(text, writer) => return (text, writer),
            Written::Paused(rest) => writing = rest,
        }
        worker::breathe().await;
    }
}

impl Session {
    /// Reads a file that the user gave, shows how far it is where that takes long, and stops when the user says so.
    /// Returns `None` where it was stopped.
    pub(super) async fn read_file(self, name: &str, bytes: Vec<u8>) -> Option<Result<Document, LoadError>> {
        let begun = clock::now_ms();
        self.is_stopped.set_value(false);
        let mut reader = Box::new(Reader::new(bytes));
        let found = loop {
            match reader.advance(&mut pause()) {
                ReadingStep::Done(found) => break Some(found),
                ReadingStep::Paused(rest) => reader = rest,
            }
            if clock::now_ms() - begun > SHOWN_AFTER_MS {
                let progress = reader.progress();
                let percent = (progress.done * 100).checked_div(progress.of).unwrap_or(0);
                self.reading.set(Some(Reading { name: name.to_owned(), percent }));
            }
            worker::breathe().await;
            if self.is_stopped.get_value() {
                let text = format!("{name} was not opened: you stopped it. Nothing was changed.");
                self.notice.set(Some(Notice::said(text)));
                break None;
            }
        };
        self.reading.set(None);
        found
    }

    /// Stops the reading of a file.
    pub(crate) fn stop_reading(self) {
        self.is_stopped.set_value(true);
    }
}
