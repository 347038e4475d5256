//! Drawing at random off the page's thread: what is sent to a worker, what it says, and what happens without one.
//!
//! A job is a [`Task`] as JSON. A worker says [`News`] as JSON, the last of which is the picture or a failure. Where no
//! worker can be started the same work is done here in short slices. Either way the figures are the same.

use crate::browser::{clock, worker};
use crate::chunk;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::rc::Rc;
use weighbridge::appraisal::stress::draws::{Drawing, Picture, Task};

/// How many draws are made before the clock is looked at.
const SLICE: u64 = 4096;
/// How often a worker says how far it is, in milliseconds.
const REPORT_MS: f64 = 60.0;
/// How long the page is kept waiting at a time where the work is done on it, in milliseconds.
const TURN_MS: f64 = 12.0;

/// What is said of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum News {
    /// How many draws are done.
    Progress(u64),
    /// All of them are.
    Done(Box<Picture>),
    /// It cannot be done: why.
    Failed(String),
}

/// One turn of work: what there is to say after it, as JSON, and whether that was all.
pub(crate) struct Turn {
    text: String,
    is_last: bool,
}

impl Turn {
    fn of(news: &News) -> Turn {
        let text = serde_json::to_string(news).unwrap_or_default();
        Turn { text, is_last: !matches!(news, News::Progress(_)) }
    }
}

/// Does so many draws more.
pub(crate) type Work = Box<dyn FnMut(u64) -> Turn>;

/// Returns the work of a job. Called through its chunk only.
pub(crate) fn work_of(job: &str) -> Work {
    let started = serde_json::from_str::<Task>(job).map_err(|error| error.to_string());
    match started.and_then(|task| Drawing::start(&task).map_err(|error| error.to_string())) {
        Err(because) => Box::new(move |_| Turn::of(&News::Failed(because.clone()))),
        Ok(mut drawing) => Box::new(move |n_draws| {
            drawing.advance(n_draws);
            let picture = if drawing.is_done() { drawing.picture() } else { None };
            Turn::of(&picture.map_or(News::Progress(drawing.n_done()), |picture| News::Done(Box::new(picture))))
        }),
    }
}

/// Works off the job of this worker.
pub(crate) fn serve(job: String) {
    worker::say(&Turn::of(&News::Progress(0)).text);
    worker::spawn(async move {
        let mut work = match chunk::drawing(job).await {
            Ok(work) => work,
            Err(_) => return worker::say(&lost().text),
        };
        let mut said = clock::now_ms();
        loop {
            let turn = work(SLICE);
            if turn.is_last || clock::now_ms() - said >= REPORT_MS {
                worker::say(&turn.text);
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
        "the part of the program that draws could not be fetched; check the connection, then draw again".to_owned(),
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
pub(crate) fn start(task: &Task, hear: impl Fn(News, bool) + Clone + 'static) -> Job {
    let job = serde_json::to_string(task).unwrap_or_default();
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
    let tell = |text: &str| {
        if let Ok(news) = serde_json::from_str(text) {
            hear(news, true);
        }
    };
    let mut work = match chunk::drawing(job).await {
        Ok(work) => work,
        Err(_) => return tell(&lost().text),
    };
    while !stopped.get() {
        let began = clock::now_ms();
        let mut turn = work(SLICE / 8);
        while !turn.is_last && clock::now_ms() - began < TURN_MS {
            turn = work(SLICE / 8);
        }
        tell(&turn.text);
        if turn.is_last {
            return;
        }
        worker::breathe().await;
    }
}
