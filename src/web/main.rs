//! The page: starts the app. Everything that decides anything is in the library; this crate shows it.

#![allow(unreachable_pub, reason = "the component macro writes `pub` whatever it is given")]

mod action;
mod app;
mod browser;
mod chunk;
mod pages;
mod parts;
mod seeds;
mod session;

fn main() {
    browser::panic::install();
    leptos::mount::mount_to_body(app::App);
}
