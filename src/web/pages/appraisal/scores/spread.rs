//! One reason, or one source, for several scores at once: those that have none, all of them or along a row or a column.

use super::CellId;
use super::sheet::Sheet;
use crate::parts::flow::Show;
use crate::session::Notice;
use leptos::prelude::*;
use weighbridge::appraisal::missing::{Lack, Scope, lacking, n_missing};
use weighbridge::edit::ScoreEdit;
use weighbridge::present::count;

/// The buttons that give the words of a score to others, while it has words and others lack them.
#[component]
pub(super) fn Spread(sheet: Sheet, place: CellId, lack: Lack, words: Signal<String>) -> AnyView {
    let noun = if lack == Lack::Reason { "reason" } else { "source" };
    let scopes = [
        (Scope::All, "every score without one"),
        (Scope::Criterion(place.1), "this criterion"),
        (Scope::Option(place.0), "this option"),
    ];
    let n = move |scope: Scope| {
        sheet.model.record.with(|record| match scope {
            Scope::All => n_missing(record).into_iter().find(|(found, _)| *found == lack).map_or(0, |(_, n)| n),
            Scope::Option(_) | Scope::Criterion(_) => lacking(record, lack, scope).len(),
        })
    };
    let give = move |scope: Scope| {
        let places = sheet.model.record.with_untracked(|record| lacking(record, lack, scope));
        let (said, words) = (count(places.len(), "score", "scores"), words.get_untracked());
        let edit = if lack == Lack::Reason {
            ScoreEdit::SetReasons(places, words)
        } else {
            ScoreEdit::SetSources(places, words)
        };
        let notice = match sheet.model.session.commit_in(sheet.model.id, edit.into()) {
            Ok(()) => Notice::said(format!("This {noun} is given for {said}.")),
            Err(error) => Notice::problem(format!("Not given: {error}.")),
        };
        sheet.model.session.notice.set(Some(notice));
    };
    let any = move || words.with(|words| !words.is_empty()) && n(Scope::All) > 0;
    let button = move |(at, (scope, label)): (usize, (Scope, &'static str))| {
        let counted = Memo::new(move |_| n(scope));
        let text = move || format!("{label} ({})", counted.get());
        view! {
            <Show when=move || counted.get() != 0>
                <button class="link" type="button" id=format!("spread-{noun}-{at}") on:click=move |_| give(scope)>{text}</button>
            </Show>
        }
    };
    view! {
        <Show when=any>
            <p class="note detail__spread" role="group" aria-label=format!("Use this {noun} for others")>
                {format!("Use this {noun} for: ")}
                {scopes.into_iter().enumerate().map(button).collect_view()}
            </p>
        </Show>
    }
    .into_any()
}
