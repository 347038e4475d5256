//! The page: starts the app, or in a worker the job that it was given. Everything that decides anything is in the library; this crate shows it.

#![allow(unreachable_pub, reason = "the component macro writes `pub` whatever it is given")]

mod action;
mod app;
mod browser;
mod chunk;
mod pages;
mod parts;
mod seeds;
mod session;
mod shortcuts;
mod worker;

fn main() {
    browser::panic::install();
    match browser::worker::job() {
        Some(job) => worker::serve(job),
        None => app::mount(),
    }
}
