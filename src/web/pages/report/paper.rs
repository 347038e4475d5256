//! The paper: the parts of it that go into a report, copied for a word processor or saved as a file.

use crate::browser::clipboard;
use crate::pages::programme::as_at;
use crate::parts::select_field::SelectField;
use crate::session::{Notice, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::committee::{Carried, inputs_digest};
use weighbridge::exchange::document::{self, Block};
use weighbridge::exchange::markdown::markdown;
use weighbridge::exchange::page::page;
use weighbridge::health::check_programme;
use weighbridge::id::AppraisalId;
use weighbridge::paper::programme::{Part, blocks};
use weighbridge::present::paper_digest;

/// How many digits of a digest are printed in a paper.
const PRINTED: usize = 16;

/// Returns the section. `carried` is the appraisal that the committee file holds beside the programme.
pub(super) fn section(session: Session, carried: Signal<Option<AppraisalId>>) -> AnyView {
    let part: RwSignal<Option<Part>> = RwSignal::new(None);
    let choices = std::iter::once((None, "The whole paper".to_owned()));
    let choices: Vec<_> = choices.chain(Part::ALL.map(|part| (Some(part), part.title().to_owned()))).collect();
    let made = move || {
        session.case().with_untracked(|case| {
            let parts = part.get_untracked().map_or_else(
                || Part::ALL.into_iter().filter(|part| part.is_said(case)).collect::<Vec<Part>>(),
                |part| vec![part],
            );
            let as_at = as_at(case).0;
            // Not what is painted: what was handed over a moment ago may have opened a finding.
            let mut made = blocks(case, &parts, &check_programme(case, as_at), as_at);
            let digest = inputs_digest(case, Carried::programme(carried.get_untracked()));
            made.extend(digest.and_then(|digest| digest.get(..PRINTED).map(paper_digest)).map(Block::Paragraph));
            made
        })
    };
    let title = move || session.case().with_untracked(|case| case.title.clone());
    let name = move |ending: &str| {
        let part = part.get_untracked().map_or("paper", Part::file_name);
        format!("{}, {part}.{ending}", title())
    };
    let copy = move |_| {
        let made = made();
        let (rich, text) = (document::html(&made), document::plain(&made));
        spawn_local(async move {
            session.notice.set(Some(match clipboard::copy_table(&rich, &text).await {
                Ok(()) => Notice::said("The paper is copied. Paste it into Word.".to_owned()),
                Err(error) => Notice::problem(format!("Not copied: {error}. Save it as a file instead.")),
            }));
        });
    };
    let save_html = move |_| session.download(&name("html"), &page(&title(), &made()), "text/html");
    let save_markdown = move |_| session.download(&name("md"), &markdown(&title(), &made()), "text/markdown");
    let save_csv = move |_| session.download(&name("csv"), &document::csv(&made()), "text/csv");
    view! {
        <section class="section form no-print" aria-labelledby="h-paper">
            <h2 id="h-paper" tabindex="-1">"Paper"</h2>
            <p class="measure">"The alignment table with what harms each goal, implications under the headings of the template, money with what adds up, the set that was chosen, carbon and social value where they are given, and the findings with their answers: ready for the report."</p>
            <SelectField id="paper-part" label="What goes out" value=Signal::derive(move || part.get()) choices=Signal::stored(choices)
                choose=Callback::new(move |chosen: Option<Part>| part.set(chosen))/>
            <p class="row">
                <button class="button" type="button" id="paper-copy" on:click=copy>"Copy for Word"</button>
                <button class="button" type="button" id="paper-html" on:click=save_html>"Save as HTML"</button>
                <button class="button" type="button" id="paper-markdown" on:click=save_markdown>"Save as Markdown"</button>
                <button class="button" type="button" id="paper-csv" on:click=save_csv>"Save as CSV"</button>
            </p>
        </section>
    }
    .into_any()
}
