//! A file was opened that holds frameworks, perhaps with a crosswalk, and nothing else, while a case is open: into that case, or a case of its own.

use crate::session::{PackQuestion, Session};
use leptos::prelude::*;
use weighbridge::present::count;

/// The question, in the place of the page until it is answered.
#[component]
pub(crate) fn Pack(
    /// The session, which has the question.
    session: Session,
) -> AnyView {
    let Some(question) = session.pack_question() else { return ().into_any() };
    let PackQuestion { name, pack, open, .. } = &*question;
    let frameworks = &pack.frameworks;
    let holds = match frameworks.len() {
        1 => "a framework of goals".to_owned(),
        n => format!("{n} frameworks of goals"),
    };
    let with = match pack.crosswalks.len() {
        0 => String::new(),
        1 => " and a crosswalk between them".to_owned(),
        n => format!(" and {n} crosswalks between them"),
    };
    let title = format!("This file holds {holds}{with}");
    let links = pack.crosswalks.iter().map(|crosswalk| {
        let title = |id| pack.framework(id).map_or("", |found| found.title.as_str());
        let words = format!("Crosswalk from {} to {}", title(crosswalk.from), title(crosswalk.to));
        view! { <div><dt>{words}</dt><dd>{count(crosswalk.links.len(), "link", "links")}</dd></div> }
    });
    let facts = frameworks.iter().map(|framework| {
        let goals = count(framework.goals.len(), "goal", "goals");
        view! { <div><dt>{framework.title.clone()}</dt><dd>{goals}</dd></div> }
    });
    let it = if frameworks.len() == 1 && pack.crosswalks.is_empty() { "it" } else { "them" };
    let kept = if pack.crosswalks.is_empty() {
        ""
    } else {
        " A framework that the case has already is not added again, and the crosswalk links its goals."
    };
    view! {
        <h1>{title}</h1>
        <p class="headline__next">{name.clone()}" is open. Nothing has been changed yet."</p>
        <dl class="facts section">{facts.collect_view()}{links.collect_view()}</dl>
        <section class="section" aria-labelledby="h-choose">
            <h2 id="h-choose">"What do you want to do?"</h2>
            <ul class="choices" role="list">
                <li>
                    <button class="button button--main" type="button" on:click=move |_| session.add_pack()>"Add "{it}" to the open case"</button>
                    <p>"The goals become columns of the matrix of "<b><bdi>{open.clone()}</bdi></b>"."{kept}" Undo takes them out again."</p>
                </li>
                <li>
                    <button class="button" type="button" on:click=move |_| session.start_pack()>"Start a case with "{it}</button>
                    <p>"A new case, to which initiatives and appraisals can be added. The open case stays as it is."</p>
                </li>
                <li>
                    <button class="link" type="button" on:click=move |_| session.leave_pack()>"Do not open the file"</button>
                </li>
            </ul>
        </section>
    }
    .into_any()
}
