//! A long list shown a page at a time: which rows are on the page at hand, the line that says so, and the links to the others.
//!
//! A list that fits on one page has neither line nor links. The page at hand is kept while the app is open.

use super::focus::focus_soon;
use leptos::prelude::*;
use std::collections::HashMap;
use std::ops::Range;
use weighbridge::present::{decimal, page_links, rows_shown};

/// The first row on the page at hand of each list that was turned, by the list's name.
#[derive(Clone, Copy)]
pub(crate) struct KeptPages(StoredValue<HashMap<String, usize>>);

impl KeptPages {
    /// Returns where pages are kept. Provided once, by the app.
    pub(crate) fn new() -> KeptPages {
        KeptPages(StoredValue::new(HashMap::new()))
    }
}

/// A list that is shown a page at a time.
#[derive(Clone, Copy)]
pub(crate) struct Paging {
    /// Names the list in the page; its elements begin with it.
    id: StoredValue<String>,
    /// What the rows are, with a capital: "Initiatives".
    what: StoredValue<String>,
    name: StoredValue<String>,
    n_rows: Signal<usize>,
    rows_a_page: Signal<usize>,
    /// A row on the page at hand.
    at: RwSignal<usize>,
    /// The rows on the page at hand.
    shown: Memo<(usize, usize)>,
    kept: Option<KeptPages>,
}

impl Paging {
    /// Returns a list of so many rows. `of` tells this list from those of other cases.
    pub(crate) fn new([id, what]: [&str; 2], of: &str, n_rows: Signal<usize>, rows_a_page: Signal<usize>) -> Paging {
        let (name, kept) = (format!("{id} {of}"), use_context::<KeptPages>());
        let before = kept.and_then(|kept| kept.0.with_value(|pages| pages.get(&name).copied()));
        let at = RwSignal::new(before.unwrap_or(0));
        let shown = Memo::new(move |_| {
            let (n, size) = (n_rows.get(), rows_a_page.get().max(1));
            let start = at.get().min(n.saturating_sub(1)) / size * size;
            (start, (start + size).min(n))
        });
        let (id, what) = (StoredValue::new(id.to_owned()), StoredValue::new(what.to_owned()));
        Paging { id, what, name: StoredValue::new(name), n_rows, rows_a_page, at, shown, kept }
    }

    /// Returns the rows on the page at hand.
    pub(crate) fn rows(self) -> Range<usize> {
        let (start, end) = self.shown.get();
        start..end
    }

    /// Turns to the page that a row is on, and returns whether that is another page.
    pub(crate) fn show(self, row: usize) -> bool {
        let (start, end) = self.shown.get_untracked();
        if (start..end).contains(&row) {
            return false;
        }
        if let Some(kept) = self.kept {
            kept.0.update_value(|pages| {
                pages.insert(self.name.get_value(), row);
            });
        }
        self.at.set(row);
        true
    }

    /// Returns whether there is more than one page.
    pub(crate) fn has_pages(self) -> bool {
        self.n_rows.get() > self.rows_a_page.get()
    }

    fn line_id(self) -> String {
        format!("{}-shown", self.id.get_value())
    }

    /// Returns the line above the list: which rows these are. It takes the focus when another page is turned to.
    pub(crate) fn line(self) -> AnyView {
        let words = move || rows_shown(&self.what.get_value(), self.rows(), self.n_rows.get());
        let line = move || {
            self.has_pages().then(|| {
                view! {
                    <p class="paging__line" id=self.line_id() tabindex="-1">
                        <span class="paging__printed">"Printed here: "</span>{words}
                    </p>
                }
            })
        };
        line.into_any()
    }

    /// Returns the links to the other pages, for beneath the list.
    pub(crate) fn links(self) -> AnyView {
        let label = format!("Pages: {}", self.what.get_value().to_lowercase());
        let links = move || {
            let size = self.rows_a_page.get().max(1);
            let (at, n_pages) = (self.shown.get().0 / size, self.n_rows.get().div_ceil(size));
            (n_pages > 1).then(|| self.nav(label.clone(), at, n_pages))
        };
        links.into_any()
    }

    fn nav(self, label: String, at: usize, n_pages: usize) -> AnyView {
        let turn = move |page: usize| {
            self.show(page * self.rows_a_page.get_untracked());
            focus_soon(&[&self.line_id()]);
        };
        let step = |page: Option<usize>, word: &'static str| {
            page.map(|page| {
                view! {
                    <button class="paging__step" type="button" id=format!("{}-{}", self.id.get_value(), word.to_lowercase())
                        on:click=move |_| turn(page)>{word}<span class="visually-hidden">" page"</span></button>
                }
            })
        };
        let number = |page: Option<usize>| match page {
            None => view! { <li class="paging__gap" aria-hidden="true">"⋯"</li> }.into_any(),
            Some(page) => {
                let words = decimal((page + 1) as f64, 0);
                let is_here = page == at;
                view! {
                    <li><button class="paging__page" type="button" aria-label=format!("Page {words}")
                        aria-current=is_here.then_some("page") on:click=move |_| turn(page)>{words.clone()}</button></li>
                }
                .into_any()
            }
        };
        view! {
            <nav class="paging no-print" aria-label=label>
                {step(at.checked_sub(1), "Previous")}
                <ul class="paging__pages" role="list">{page_links(at, n_pages).into_iter().map(number).collect_view()}</ul>
                {step((at + 1 < n_pages).then_some(at + 1), "Next")}
            </nav>
        }
        .into_any()
    }
}
