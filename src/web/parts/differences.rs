//! What differs between two states of a case, as lists that a reader can go through: what, was, now.

use leptos::prelude::*;
use weighbridge::compare::{Comparison, Group, Kind, Line};
use weighbridge::present::{count, decimal};

/// Returns the differences part by part; one sentence where there are none.
pub(crate) fn differences(found: &Comparison) -> AnyView {
    if found.is_empty() {
        return view! { <p class="soft">"Nothing differs."</p> }.into_any();
    }
    let total = found.counts();
    let sum = format!("{}: {}.", count(total.total(), "difference", "differences"), total.words());
    let groups = found.groups.iter().map(group).collect_view();
    view! { <div class="differences"><p>{sum}</p>{groups}</div> }.into_any()
}

fn group(group: &Group) -> AnyView {
    let lines = group.lines.iter().map(line).collect_view();
    let more = (group.n_more > 0)
        .then(|| view! { <p class="note">{format!("And {} more.", decimal(group.n_more as f64, 0))}</p> });
    view! {
        <p class="differences__part"><b>{group.title.clone()}</b>" "{group.counts.words()}</p>
        <ul class="differences__list" role="list">{lines}</ul>
        {more}
    }
    .into_any()
}

fn line(line: &Line) -> AnyView {
    let (kind, values) = match line.kind {
        Kind::Added => ("Added", within(line, &line.after)),
        Kind::Removed => ("Removed", within(line, &line.before)),
        Kind::Changed => ("Changed", changed(line)),
    };
    view! {
        <li class="differences__line">
            <span class="differences__kind">{kind}</span>" "
            <span class="differences__what">{line.what.clone()}</span>" "
            <span class="differences__values">{values}</span>
        </li>
    }
    .into_any()
}

fn within(line: &Line, words: &str) -> AnyView {
    let words = match line.n_within {
        0 => words.to_owned(),
        n => format!("with {}", count(n, "value of its own", "values of its own")),
    };
    view! { <bdi>{words}</bdi> }.into_any()
}

fn changed(line: &Line) -> AnyView {
    view! {
        <span class="differences__word">"was"</span>" "<bdi>{line.before.clone()}</bdi>" "
        <span class="differences__word">"now"</span>" "<bdi>{line.after.clone()}</bdi>
    }
    .into_any()
}
