//! What an exported appraisal says, in the order in which a committee asks.

use super::scores;
use crate::pages::appraisal::AppraisalModel;
use crate::pages::appraisal::plain_table::PlainTable;
use crate::pages::appraisal::results::Results;
use crate::pages::appraisal::sensitivity::Sensitivity;
use crate::parts::gradual::{Gradual, Mounting};
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::file::Document;
use weighbridge::health::{Finding, Level};
use weighbridge::log::after_ranking;
use weighbridge::paper;
use weighbridge::present::{self, elicitation_words, finding_words, frame_facts, health_sentence};

/// How many rows stand at once.
const AT_ONCE: usize = 40;

/// Everything beneath the verdict.
pub(super) fn sections(model: AppraisalModel, document: &Arc<Document>) -> AnyView {
    view! {
        <section class="section read__section" aria-label="Result"><Results model beneath=recommendation(model)/></section>
        <section class="section read__section" aria-label="What would change the answer"><Sensitivity model/></section>
        {scores::section(model)}
        {findings(model)}
        {frame(model)}
        {changes(model, document)}
    }
    .into_any()
}

fn recommendation(model: AppraisalModel) -> AnyView {
    let (heading, why, dissent, other) = model.record.with_untracked(|record| {
        let recommended = record.record.recommended.and_then(|id| record.alternative(id));
        let heading = recommended.map_or_else(
            || "No option is recommended.".to_owned(),
            |option| format!("{} is recommended.", option.name),
        );
        let other = model.results.with_untracked(|results| {
            let first = results.ranking().into_iter().next().map(|standing| standing.name.clone());
            let is_first = recommended.is_none_or(|option| first.as_ref() == Some(&option.name));
            first.filter(|_| !is_first).map(|first| format!("It is not the option with the most points: {first} is."))
        });
        (heading, record.record.recommendation.clone(), record.record.dissent.clone(), other)
    });
    let words = |words: String, none: &'static str| {
        if words.is_empty() { view! { <p class="note">{none}</p> }.into_any() } else { lines(&words) }
    };
    view! {
        <section class="section read__section" aria-labelledby="read-recommendation">
            <h2 class="headline__sentence" id="read-recommendation" tabindex="-1">{heading}</h2>
            {other.map(|other| view! { <p class="measure">{other}</p> })}
            <h3>"Why"</h3>
            {words(why, "No reason is recorded.")}
            <h3>"Who disagreed"</h3>
            {words(dissent, "Dissent is not recorded.")}
        </section>
    }
    .into_any()
}

/// A text, a paragraph for each of its lines.
fn lines(words: &str) -> AnyView {
    let all = words.lines().filter(|line| !line.trim().is_empty());
    all.map(|line| view! { <p class="measure">{line.to_owned()}</p> }).collect_view().into_any()
}

fn findings(model: AppraisalModel) -> AnyView {
    let all = model.findings.get_untracked();
    let sentence = model.record.with_untracked(|record| {
        let n = |wanted: &dyn Fn(&Finding) -> bool| all.iter().filter(|finding| wanted(finding)).count();
        let (open, prompts) =
            (n(&|finding| finding.is_open(&record.record.overrides)), n(&|finding| finding.level() == Level::Prompt));
        health_sentence(open, all.len() - open - prompts, prompts)
    });
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <section class="section read__section" aria-labelledby="read-findings">
            <h2 id="read-findings" tabindex="-1">"What the health check asks"</h2>
            <p class="measure">{sentence}</p>
            <ul class="findings" role="list" aria-busy=mounting.busy()>
                <Gradual mounting each=move || all.clone() key=Finding::key children=move |finding| finding_row(model, &finding)/>
            </ul>
            {mounting.line("findings")}
        </section>
    }
    .into_any()
}

fn finding_row(model: AppraisalModel, finding: &Finding) -> AnyView {
    model.record.with_untracked(|record| {
        let words = finding_words(Some(record), finding);
        let answers = &record.record.overrides;
        let is_open = finding.is_open(answers);
        let one_for_all = answers.iter().find(|answer| answer.finding == weighbridge::health::EXPORT_KEY);
        let answer = finding.answer(answers).map(str::to_owned);
        let answer = answer.or(one_for_all.filter(|_| is_open).map(|answer| answer.reason.clone()));
        let (class, kind) = match (finding.level(), &answer) {
            (Level::Prompt, _) => ("finding__kind finding__kind--check", "Look at"),
            (Level::Open, None) => ("finding__kind finding__kind--error", "Open"),
            (Level::Open, Some(_)) => ("finding__kind", "Left open"),
        };
        view! {
            <li class="finding">
                <span class=class>{kind}</span>
                <div class="finding__body">
                    <p>{words.what}</p>
                    <p class="finding__where">{words.why}</p>
                    {answer.map(|answer| view! { <p class="finding__answer">"Stays open: "{answer}</p> })}
                </div>
            </li>
        }
        .into_any()
    })
}

fn frame(model: AppraisalModel) -> AnyView {
    let (facts, weights, basis) = model.record.with_untracked(|record| {
        let facts = model.case.with_untracked(|case| frame_facts(case, record));
        (facts, elicitation_words(record), record.basis.clone())
    });
    let facts = facts.into_iter().map(|(term, detail)| view! { <div><dt>{term}</dt><dd>{detail}</dd></div> });
    let left_out = model.record.with_untracked(|record| record.dropped.clone());
    let left_out = left_out.into_iter().map(|dropped| {
        view! { <li class="left-out"><b>{present::dropped_words(&dropped)}</b><p>{dropped.reason}</p></li> }
    });
    let left_out = left_out.collect::<Vec<_>>();
    let left_out = (!left_out.is_empty()).then(|| {
        view! {
            <h3 id="read-left-out">"Left out, and why"</h3>
            <ul class="left-outs" role="list" aria-labelledby="read-left-out">{left_out}</ul>
        }
    });
    view! {
        <section class="section read__section" aria-labelledby="read-frame">
            <h2 id="read-frame" tabindex="-1">"Who decided this, and in whose view"</h2>
            <dl class="facts">{facts.collect_view()}</dl>
            <p class="measure">{weights}</p>
            {lines(&basis)}
            {left_out}
        </section>
    }
    .into_any()
}

fn changes(model: AppraisalModel, document: &Document) -> AnyView {
    let entries: Vec<_> = after_ranking(&document.log, model.id).into_iter().cloned().collect();
    let n = entries.len();
    let table = Memo::new(move |_| paper::record::changes(&entries));
    let said = match n {
        0 => "Nothing was changed after the ranking was first shown.".to_owned(),
        n => format!("{} after the ranking was first shown, newest first.", present::count(n, "change", "changes")),
    };
    view! {
        <section class="section read__section" aria-labelledby="read-changes">
            <h2 id="read-changes" tabindex="-1">"Late changes"</h2>
            <p class="measure">{said}</p>
            {(n > 0).then(|| view! {
                <PlainTable model labelled_by="read-changes" region="Table: late changes" name="late-changes" table/>
            })}
        </section>
    }
    .into_any()
}
