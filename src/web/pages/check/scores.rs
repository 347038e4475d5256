//! Every score with its reason and its source, criterion by criterion.

use crate::pages::appraisal::AppraisalModel;
use crate::pages::appraisal::table_foot::TableFoot;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::paper;
use weighbridge::present::{ReadCriterion, ReadScore, read_scores};

/// How many scores stand on a page, and how many at once.
const SCORES: usize = 600;
const AT_ONCE: usize = 120;

const HEADS: [&str; 5] = ["Option", "Score", "Points", "Reason", "Source"];

/// The section.
pub(super) fn section(model: AppraisalModel) -> AnyView {
    let all =
        model.record.with_untracked(|record| model.results.with_untracked(|results| read_scores(record, results)));
    let table = {
        let table = paper::record::scores(&all);
        Memo::new(move |_| table.clone())
    };
    let n_options = all.first().map_or(1, |criterion| criterion.scores.len()).max(1);
    let all: Arc<[Arc<ReadCriterion>]> = all.into_iter().map(Arc::new).collect();
    let n = all.len();
    let paging = Paging::new(
        ["read-scores", "Criteria"],
        &model.paged(),
        Signal::stored(n),
        Signal::stored((SCORES / n_options).max(1)),
    );
    let mounting = Mounting::of((AT_ONCE / n_options).max(1));
    let shown = move || {
        let rows = paging.rows();
        all.iter()
            .enumerate()
            .skip(rows.start)
            .take(rows.len())
            .map(|(at, one)| (at, Arc::clone(one)))
            .collect::<Vec<_>>()
    };
    view! {
        <section class="section read__section" aria-labelledby="read-scores">
            <h2 id="read-scores" tabindex="-1">"Every score, with its reason and its source"</h2>
            {paging.line()}
            <div aria-busy=mounting.busy()>
                <Gradual mounting each=shown key=|(at, _)| *at children=|(at, one)| criterion(at, &one)/>
            </div>
            {mounting.line("criteria")}
            {paging.links()}
            <TableFoot model name="scores-with-reasons" table note=""/>
        </section>
    }
    .into_any()
}

fn criterion(at: usize, found: &ReadCriterion) -> AnyView {
    let id = format!("read-criterion-{at}");
    let rows = found.scores.iter().map(score).collect_view();
    let heads = HEADS.map(|head| view! { <th scope="col" role="columnheader">{head}</th> });
    let definition =
        (!found.definition.is_empty()).then(|| view! { <p class="measure">{found.definition.clone()}</p> });
    view! {
        <div class="read__criterion">
            <h3 id=id.clone()>{found.name.clone()}</h3>
            {definition}
            <p class="note measure">{found.about.clone()}</p>
            <div class="table-scroll" role="region" aria-labelledby=id.clone() tabindex="0">
                <table class="table table--lists read__scores" role="table" aria-labelledby=id.clone()>
                    <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn score(found: &ReadScore) -> AnyView {
    let or = |words: &String, none: &'static str| match words.is_empty() {
        true => view! { <span class="soft">{none}</span> }.into_any(),
        false => words.clone().into_any(),
    };
    // On a narrow screen each cell carries its head.
    let [_, score, points, reason, source] = HEADS;
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{found.option.clone()}</th>
            <td role="cell" data-head=score>{found.entry.clone()}</td>
            <td role="cell" data-head=points><details class="read__how"><summary class="summary num">{found.points.clone()}</summary><p class="note">{found.how.clone()}</p></details></td>
            <td role="cell" data-head=reason>{or(&found.reason, "No reason given")}</td>
            <td role="cell" data-head=source>{or(&found.source, "No source given")}</td>
        </tr>
    }
    .into_any()
}
