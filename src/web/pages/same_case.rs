//! A file was opened that holds a case which this browser keeps already: which is newer, what differs, and three ways on.
//! Nothing is replaced before an answer, and whatever is replaced is kept as a copy.

use crate::parts::differences::differences;
use crate::session::{FileQuestion, Session};
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::compare::{Standing, compare, newer};
use weighbridge::log::LogEntry;
use weighbridge::present::{count, moment};

/// The question, in the place of the page until it is answered.
#[component]
pub(crate) fn SameCase(
    /// The session, which has the question.
    session: Session,
) -> AnyView {
    let Some(question) = session.question() else { return ().into_any() };
    let FileQuestion { name, picked, kept, .. } = &*question;
    let standing = newer(&picked.log, &kept.log);
    let found = compare(&kept.case, &picked.case);
    let title = kept.case.title.clone();
    let facts = [
        ("The file", name.clone(), picked.case.title.clone(), last_change(&picked.log)),
        ("This browser", String::new(), title.clone(), last_change(&kept.log)),
    ];
    let facts = facts.into_iter().map(|(term, name, title, last)| {
        view! { <div><dt>{term}</dt><dd>{(!name.is_empty()).then(|| format!("{name}. "))}<bdi>{title}</bdi>". "{last}</dd></div> }
    });
    let (file_first, here_first) = match standing {
        Standing::OneIsAhead(_) => (true, false),
        Standing::OtherIsAhead(_) => (false, true),
        Standing::Same | Standing::Apart { .. } => (false, false),
    };
    view! {
        <h1>"This case is already in this browser"</h1>
        <p class="headline__next"><b>{words(standing)}</b>" Nothing has been changed yet."</p>
        <dl class="facts section">{facts.collect_view()}</dl>
        <section class="section" aria-labelledby="h-choose">
            <h2 id="h-choose">"What do you want to do?"</h2>
            <ul class="choices" role="list">
                <li>
                    <button class="button" class:button--main=file_first type="button" on:click=move |_| session.use_file()>"Use the file"</button>
                    <p>"The case takes what is in the file. What is here now is kept as a copy, as a case of its own."</p>
                </li>
                <li>
                    <button class="button" class:button--main=here_first type="button" on:click=move |_| session.keep_what_is_here()>"Keep what is here"</button>
                    <p>"The case opens as this browser has it. The file stays as it is."</p>
                </li>
                <li>
                    <button class="button" type="button" on:click=move |_| session.open_separately()>"Open the file as a separate case"</button>
                    <p>"Both are in this browser then, side by side."</p>
                </li>
            </ul>
        </section>
        <section class="section" aria-labelledby="h-differs">
            <h2 id="h-differs">"What differs"</h2>
            <p class="note">"“Was” is what this browser has, “now” is what the file has."</p>
            {differences(&found)}
        </section>
    }
    .into_any()
}

/// Returns which of the two is newer, the file being the first.
fn words(standing: Standing) -> String {
    let more = |n: usize| count(n, "change", "changes");
    match standing {
        Standing::OneIsAhead(n) => format!("The file is newer: it has {} that this browser lacks.", more(n)),
        Standing::OtherIsAhead(n) => format!("This browser is newer: it has {} that the file lacks.", more(n)),
        Standing::Same => {
            "Both logs list the same changes, but the cases differ: one of them was changed in some other way."
                .to_owned()
        }
        Standing::Apart { common, n_one, n_other } => format!(
            "Neither is newer. After {} in common, the file went on by {} and this browser by {}.",
            more(common),
            more(n_one),
            more(n_other)
        ),
    }
}

fn last_change(log: &[Arc<LogEntry>]) -> String {
    match log.last() {
        Some(entry) => format!("Last change in its log: {} UTC.", moment(&entry.at)),
        None => "No change in its log.".to_owned(),
    }
}
