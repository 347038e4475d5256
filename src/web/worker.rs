//! Long work off the page's thread: what is asked of a worker, what it says, and what happens without one.
//!
//! A job is what is [`Asked`] as JSON. A worker says [`News`] as JSON, the last of which is what was found or a failure.
//! Where no worker can be started the same work is done here: draws in short turns, a committee file in one piece. Either
//! way the figures are the same.

use crate::browser::{clock, worker};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::rc::Rc;
use weighbridge::appraisal::stress::draws::{Drawing, Picture, Task};
use weighbridge::committee::{self, Carried, Verification};
use weighbridge::file::{self, Room};
use weighbridge::portfolio::field::Field;
use weighbridge::portfolio::found::Found;
use weighbridge::portfolio::study::Study;

/// How many draws are made before the clock is looked at.
const SLICE: u64 = 4096;
/// How often a worker says how far it is, in milliseconds.
const REPORT_MS: f64 = 60.0;
/// How often what is found about a portfolio is said, in milliseconds.
const FOUND_MS: f64 = 150.0;
/// How many combinations of initiatives take about as long as one draw.
const NODES: u64 = 4;
/// How long the page is kept waiting at a time where the work is done on it, in milliseconds.
const TURN_MS: f64 = 12.0;

/// What a worker is asked to do.
#[derive(Serialize, Deserialize)]
pub(crate) enum Asked {
    /// To draw at random.
    Draw(Task),
    /// To work out the text of a committee file again.
    Check(String),
    /// To make a committee file.
    Export {
        /// The case as a file.
        case: String,
        /// What is exported of it.
        carried: Carried,
        /// When, UTC.
        at: String,
    },
    /// To find the best set of a portfolio, and answer what is asked about it.
    Choose(Box<Field>),
}

/// What is said of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum News {
    /// How many draws are done.
    Progress(u64),
    /// All draws are done.
    Drawn(Box<Picture>),
    /// A committee file was worked out again: what came of it, and what it holds as the text of a case.
    Checked(Box<Verification>, String),
    /// A committee file was made: its text, and the digest of its inputs.
    Exported(String, String),
    /// What is found about a portfolio so far, or all of it.
    Choosing(Box<Found>),
    /// It cannot be done: why.
    Failed(String),
}

/// One turn of work: what there is to say after it, as JSON, where there is something, and whether that was all.
pub(crate) struct Turn {
    text: Option<String>,
    /// Whether it is said whenever it comes.
    is_due: bool,
    is_last: bool,
}

impl Turn {
    fn of(news: &News) -> Turn {
        let text = serde_json::to_string(news).ok();
        let is_last = match news {
            News::Progress(_) => false,
            News::Choosing(found) => found.is_over(),
            News::Drawn(_) | News::Checked(..) | News::Exported(..) | News::Failed(_) => true,
        };
        Turn { text, is_due: is_last || matches!(news, News::Choosing(_)), is_last }
    }

    fn say(&self) {
        if let Some(text) = &self.text {
            worker::say(text);
        }
    }
}

/// Goes on with the work, by so many draws where it draws.
pub(crate) type Work = Box<dyn FnMut(u64) -> Turn>;

/// Returns the work of a job. It is a chunk of its own, fetched when the first job is asked for.
#[wasm_split(draws, wasm_split_path = ::leptos::wasm_split, fallible)]
fn work(job: String) -> Result<Work, SplitLoaderError> {
    Ok(work_of(&job))
}

fn work_of(job: &str) -> Work {
    match serde_json::from_str::<Asked>(job) {
        Err(error) => in_one_turn(News::Failed(error.to_string())),
        Ok(Asked::Draw(task)) => draw(&task),
        Ok(Asked::Check(text)) => in_one_turn(match committee::read(text.as_bytes()) {
            Ok(found) => News::Checked(Box::new(found.verification), file::save(&found.document)),
            Err(error) => News::Failed(error.to_string()),
        }),
        Ok(Asked::Choose(field)) => choose(&field),
        Ok(Asked::Export { case, carried, at }) => in_one_turn(export(&case, carried, &at)),
    }
}

fn in_one_turn(news: News) -> Work {
    Box::new(move |_| Turn::of(&news))
}

fn draw(task: &Task) -> Work {
    match Drawing::start(task) {
        Err(error) => in_one_turn(News::Failed(error.to_string())),
        Ok(mut drawing) => Box::new(move |n_draws| {
            drawing.advance(n_draws);
            let picture = if drawing.is_done() { drawing.picture() } else { None };
            Turn::of(&picture.map_or(News::Progress(drawing.n_done()), |picture| News::Drawn(Box::new(picture))))
        }),
    }
}

/// What is found about a portfolio is large, so it is said now and then, and at once where it tells the best set.
fn choose(field: &Field) -> Work {
    let mut study = match Study::start(field) {
        Ok(study) => study,
        Err(error) => return in_one_turn(News::Failed(error.to_string())),
    };
    let (mut said, mut was_proved) = (f64::NEG_INFINITY, false);
    Box::new(move |n_draws| {
        let goes_on = study.advance(n_draws * NODES);
        let (now, found) = (clock::now_ms(), study.found());
        let is_new = found.is_proved && !was_proved;
        if goes_on && !is_new && now - said < FOUND_MS {
            return Turn { text: None, is_due: false, is_last: false };
        }
        (said, was_proved) = (now, found.is_proved);
        let turn = Turn::of(&News::Choosing(Box::new(found.clone())));
        Turn { is_last: !goes_on, ..turn }
    })
}

fn export(case: &str, carried: Carried, at: &str) -> News {
    let document = match file::load(case.as_bytes()) {
        Ok(document) => document,
        Err(error) => return News::Failed(error.to_string()),
    };
    match committee::export(&document.case, carried, &document.log, at) {
        // Nobody could check it.
        Ok(Some(made)) if matches!(file::room(made.text.len()), Room::Over { .. }) => News::Failed(format!(
            "the file would have {} MB, and at most {} are read when it is checked; shorten reasons, or compare fewer \
             options on fewer criteria",
            made.text.len().div_ceil(1 << 20),
            file::LARGEST_FILE >> 20
        )),
        Ok(Some(made)) => News::Exported(made.text, made.digest),
        Ok(None) => News::Failed("what was to be exported has been removed".to_owned()),
        Err(error) => News::Failed(error.to_string()),
    }
}

/// Works off the job of this worker.
pub(crate) fn serve(job: String) {
    Turn::of(&News::Progress(0)).say();
    worker::spawn(async move {
        let mut work = match work(job).await {
            Ok(work) => work,
            Err(_) => return lost().say(),
        };
        let mut said = clock::now_ms();
        loop {
            let turn = work(SLICE);
            if turn.is_due || clock::now_ms() - said >= REPORT_MS {
                turn.say();
                said = clock::now_ms();
            }
            if turn.is_last {
                return;
            }
        }
    });
}

fn lost() -> Turn {
    Turn::of(&News::Failed(
        "the part of the program that does this could not be fetched; check the connection, then try again".to_owned(),
    ))
}

/// A job under way. It stops when this is dropped.
pub(crate) struct Job {
    stopped: Rc<Cell<bool>>,
    _worker: Option<worker::Worker>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stopped.set(true);
    }
}

/// Starts a job. `hear` gets its news, and whether it runs on the page's own thread.
pub(crate) fn start(asked: &Asked, hear: impl Fn(News, bool) + Clone + 'static) -> Job {
    let job = serde_json::to_string(asked).unwrap_or_default();
    let stopped = Rc::new(Cell::new(false));
    let here = {
        let (job, hear, stopped) = (job.clone(), hear.clone(), stopped.clone());
        move || worker::spawn(on_this_thread(job.clone(), hear.clone(), stopped.clone()))
    };
    // How far the worker came: a second failure is not heard, and one in the midst of the work is not tried again here.
    let (began, failed) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
    let heard = {
        let (hear, began) = (hear.clone(), began.clone());
        move |text: String| {
            began.set(true);
            if let Ok(news) = serde_json::from_str(&text) {
                hear(news, false);
            }
        }
    };
    let fails = {
        let here = here.clone();
        move |because: String| match (failed.replace(true), began.get()) {
            (true, _) => {}
            (false, false) => here(),
            (false, true) => hear(News::Failed(format!("the worker stopped: {because}")), false),
        }
    };
    let started = worker::Worker::start(&job, heard, fails).ok();
    if started.is_none() {
        here();
    }
    Job { stopped, _worker: started }
}

async fn on_this_thread(job: String, hear: impl Fn(News, bool) + 'static, stopped: Rc<Cell<bool>>) {
    let tell = |turn: &Turn| {
        if let Some(Ok(news)) = turn.text.as_deref().map(serde_json::from_str) {
            hear(news, true);
        }
    };
    let mut work = match work(job).await {
        Ok(work) => work,
        Err(_) => return tell(&lost()),
    };
    while !stopped.get() {
        let began = clock::now_ms();
        let mut turn = work(SLICE / 8);
        while !turn.is_last && clock::now_ms() - began < TURN_MS {
            let next = work(SLICE / 8);
            turn = Turn { text: next.text.or(turn.text), ..next };
        }
        tell(&turn);
        if turn.is_last {
            return;
        }
        worker::breathe().await;
    }
}
