//! The report's own text, pasted and read: what a careful reader would ask of it, and what it offers to record. The text stays
//! in its box; it goes into the case only where somebody asks for that.

use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::notice::Notice;
use crate::parts::voice;
use crate::session::Session;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use weighbridge::edit::{Edit, RegisterEdit};
use weighbridge::health::{Finding as Asked, check_text, of_text, text_date};
use weighbridge::present::{Offer, count, offers, reading_sentence, recording, text_finding_words};
use weighbridge::scrutiny::Level;
use weighbridge::scrutiny::text::{Finding, Reading, read, without_personal};

const BOX: &str = "report-text";

/// Returns the section.
pub(super) fn section(session: Session) -> AnyView {
    let text: NodeRef<Textarea> = NodeRef::new();
    let reading: RwSignal<Option<Arc<Reading>>> = RwSignal::new(None);
    let written = move || text.get_untracked().map_or_else(String::new, |text| text.value());
    let read_it = move || {
        let found = session.case().with_untracked(|case| read(&written(), text_date(case)));
        voice::say(reading_sentence(&found));
        reading.set(Some(Arc::new(found)));
    };
    let go = move || {
        read_it();
        focus_soon(&["h-text-found"]);
    };
    let keep = move |_| {
        match session.commit(&Edit::Register(RegisterEdit::KeepText(without_personal(&written())))) {
        Ok(()) => session.notice.set(Some(Notice::said("The text is kept with the case. What was found in it stands with what a careful reader would ask of the report.".to_owned()))),
        Err(error) => session.notice.set(Some(Notice::problem(format!("The text was not kept: {error}.")))),
    }
    };
    let n_kept = Memo::new(move |_| session.case().with(|case| case.report_text.len()));
    let show = move |_| {
        let kept = session.case().with_untracked(|case| {
            case.report_text.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n")
        });
        if let Some(text) = text.get_untracked() {
            text.set_value(&kept);
        }
        go();
    };
    let forget = move |_| {
        session.dispatch(&Edit::Register(RegisterEdit::KeepText(String::new())));
        focus_soon(&[BOX]);
    };
    let remove = move |_| {
        if let Some(text) = text.get_untracked() {
            text.set_value(&without_personal(&text.value()));
        }
        go();
    };
    view! {
        <section class="section no-print" aria-labelledby="h-text">
            <h2 id="h-text">"The report’s own text"</h2>
            <p class="note measure" id="report-text-hint">"Paste the text of the report. It is read here for numbers of paragraphs, references, spellings, periods and the order that its summary promises. It is not kept unless you say so."</p>
            <div class="field">
                <label class="field__label" for=BOX>"Text of the report"</label>
                <textarea class="field__input" id=BOX rows=8 node_ref=text spellcheck="false" aria-describedby="report-text-hint"></textarea>
            </div>
            <div class="row">
                <button class="button" type="button" id="read-text" on:click=move |_| go()>"Read the text"</button>
                <Show when=move || { n_kept.get() > 0 }>
                    <button class="button" type="button" on:click=show>{move || format!("Read what is kept ({})", count(n_kept.get(), "paragraph", "paragraphs"))}</button>
                    <button class="link" type="button" on:click=forget>"Take it out of the case"</button>
                </Show>
            </div>
            {move || reading.get().map(|found| view! {
                <div class="text-found">
                    <h3 id="h-text-found" tabindex="-1">{reading_sentence(&found)}</h3>
                    {no_date(session, &found)}
                    <Findings session found=found.clone()/>
                    {personal(&found, remove)}
                    <Offers session found=found.clone()/>
                    {(found.n_paragraphs > 0).then(|| view! {
                        <p><button class="button" type="button" id="keep-text" on:click=keep>"Keep the text with the case"</button></p>
                        <p class="note">"It is kept without e-mail addresses, telephone numbers and names of contacts, and goes into the file of the case."</p>
                    })}
                </div>
            })}
        </section>
    }
    .into_any()
}

/// Returns that periods were not read, where nothing says when the report is of.
fn no_date(session: Session, found: &Reading) -> Option<AnyView> {
    let is_dated = session.case().with(|case| text_date(case).is_some());
    (found.n_paragraphs > 0 && !is_dated)
        .then(|| view! { <p class="note">"Periods were not checked: give the date of the meeting above, and read the text again."</p> }.into_any())
}

#[component]
fn Findings(session: Session, found: Arc<Reading>) -> impl IntoView {
    let case = session.case();
    // The keys of what is found in the text that the case keeps: only that can be answered.
    let kept = Memo::new(move |_| case.with(|case| (case.report_text.clone(), text_date(case))));
    let kept = Memo::new(move |_| {
        kept.with(|(text, date)| check_text(text, *date).iter().map(Asked::key).collect::<HashSet<String>>())
    });
    let keys: Vec<String> = found.findings.iter().map(|finding| of_text(finding.clone()).key()).collect();
    let asks = found.findings.iter().any(|finding| finding.kind.level() != Level::Note);
    let is_loose = move || asks && kept.with(|kept| keys.iter().any(|key| !kept.contains(key)));
    let item = move |finding: &Finding| {
        let own = of_text(finding.clone());
        let words = text_finding_words(finding);
        let (class, kind) = match finding.kind.level() {
            Level::Error => ("finding__kind finding__kind--error", "Wrong"),
            Level::Ask => ("finding__kind finding__kind--check", "Ask"),
            Level::Note => ("finding__kind finding__kind--check", "Look at"),
        };
        let about = (!words.about.is_empty()).then(|| view! { <b>{words.about}</b>": " });
        view! {
            <li class="finding">
                <span class=class>{kind}</span>
                <div class="finding__body">
                    <h4 class="finding__what">{about}{words.what}</h4>
                    <p class="finding__where">{words.why}</p>
                    <p>{words.todo}</p>
                    {answered(session, &own, kept)}
                </div>
            </li>
        }
    };
    (!found.findings.is_empty()).then(|| {
        view! {
            <ul class="findings" role="list">{found.findings.iter().map(item).collect_view()}</ul>
            <Show when=is_loose.clone()>
                <p class="note measure" id="text-unanswered">"None of these can be answered while the text is not kept: an answer stands for what the text says, and without the text nobody could see whether it still says so. Keep the text with the case, and each can be answered and goes into the annex and the committee file."</p>
            </Show>
        }
    })
}

/// What was answered to a finding in a text that is kept, or the way to where it is answered; nothing while the text is not kept.
fn answered(session: Session, finding: &Asked, kept: Memo<HashSet<String>>) -> AnyView {
    let key = finding.key();
    let answer = {
        let finding = finding.clone();
        Memo::new(move |_| session.case().with(|case| finding.answer(&case.answers).map(str::to_owned)))
    };
    let target = format!("answer-{}", key.replace([':', '+'], "-"));
    let is_kept = Memo::new(move |_| kept.with(|kept| kept.contains(&key)));
    let is_to_answer = finding.level() == weighbridge::health::Level::Open;
    let body = move || match (is_kept.get(), answer.get()) {
        (false, _) => ().into_any(),
        (true, Some(answer)) => view! { <p>"Stays open: "{answer}</p> }.into_any(),
        (true, None) if is_to_answer => {
            let target = target.clone();
            let go = move |_| focus_soon(&[&target, "h-findings"]);
            view! { <p><button class="link" type="button" on:click=go>"Answer it with the findings of the report"</button></p> }
                .into_any()
        }
        (true, None) => ().into_any(),
    };
    view! { {body} }.into_any()
}

/// Returns the personal details in the text, and the way to take them out.
fn personal(found: &Reading, remove: impl Fn(leptos::ev::MouseEvent) + 'static) -> Option<AnyView> {
    let n = found.personal.len();
    (n > 0).then(|| {
        let items = found.personal.iter().map(|one| view! { <li><bdi>{one.clone()}</bdi></li> }).collect_view();
        view! {
            <h4>{format!("{} in the text", count(n, "personal detail", "personal details"))}</h4>
            <ul>{items}</ul>
            <p class="note">"A case holds roles and no persons: give the role instead."</p>
            <p><button class="button" type="button" id="remove-personal" on:click=remove>"Take them out of the text"</button></p>
        }
        .into_any()
    })
}

/// What the text says and the case does not hold yet, one by one or all that is plain.
#[component]
fn Offers(session: Session, found: Arc<Reading>) -> impl IntoView {
    let offered = Memo::new(move |_| session.case().with(|case| offers(case, &found)));
    let record = move |some: &[Offer]| {
        let edit = session.case().with_untracked(|case| recording(case, some));
        session.dispatch(&edit);
        focus_soon(&["h-offers", "h-text-found"]);
    };
    let plain = move || offered.with(|all| all.iter().filter(|offer| offer.is_plain).cloned().collect::<Vec<_>>());
    let row = move |offer: Offer| {
        let own = offer.clone();
        view! {
            <li class="carried__row">
                <div><p>{offer.words}</p><p class="note">{offer.said}</p></div>
                <button class="button button--small" type="button" on:click=move |_| record(std::slice::from_ref(&own))>{offer.button}</button>
            </li>
        }
    };
    view! {
        <Show when=move || offered.with(|all| !all.is_empty())>
            <h4 id="h-offers" tabindex="-1">"What the text says, and the case does not hold yet"</h4>
            <ul class="carried" role="list">
                <For each=move || offered.get() key=|offer| offer.words.clone() children=row/>
            </ul>
            <Show when=move || { plain().len() > 1 }>
                <button class="button" type="button" id="record-all" on:click=move |_| record(&plain())>{move || format!("Record all {}", plain().len())}</button>
            </Show>
        </Show>
    }
}
