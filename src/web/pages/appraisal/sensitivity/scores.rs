//! Scores that would have to change, and what halving or doubling a weight does to the lead.

use super::testing::pending;
use super::{Stress, percent};
use crate::pages::appraisal::plain_table::PlainTable;
use crate::pages::appraisal::table_foot::TableFoot;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::paging::Paging;
use leptos::prelude::*;
use weighbridge::appraisal::stress::WeightBar;
use weighbridge::chart::{span, ticks_between};
use weighbridge::method::sensitivity::tornado::{ScoreEnd, WeightEnd};
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::sensitivity::{
    Naming, another_first, never_tied, scores_title, tornado_aside, tornado_title,
};
use weighbridge::present::{as_typed, points};

/// The scores at which the first place is level.
pub(super) fn switches(stress: Stress) -> AnyView {
    let both = stress.table(|stress, naming| stress.model.record.with(|record| paper::scores(naming, record)));
    let others = stress.table(|stress, naming| stress.model.record.with(|record| paper::other_scores(naming, record)));
    let left_out = move || stress.with(|naming| naming.field.columns.len()) - both.with(|table| table.rows.len());
    let note = move || match left_out() {
        0 => String::new(),
        1 => " On the other criterion no single score of either does it on its own.".to_owned(),
        n => format!(" On the other {n} criteria no single score of either does it on its own."),
    };
    view! {
        <section class="section" aria-labelledby="h-scores">
            <div>
                <h2 class="chart__title" id="h-scores" tabindex="-1">{move || stress.with(scores_title)}</h2>
                <p class="chart__subtitle">"One score moves, all else stays. “Never”: no score on this scale would produce a tie."{note}</p>
            </div>
            {move || (both.with(|table| !table.rows.is_empty())).then(|| view! { <PlainTable model=stress.model labelled_by="h-scores" region="Table: scores that tie the first two" name="scores-that-tie" table=both/> })}
            {move || (others.with(|table| !table.rows.is_empty())).then(|| view! {
                <h3 id="h-others">{move || others.with(|table| table.caption.clone())}</h3>
                <PlainTable model=stress.model labelled_by="h-others" region="Table: scores that tie the others" name="scores-of-the-others" table=others/>
            })}
            {move || stress.with(|naming| Some(never_tied(naming))).filter(|words| !words.is_empty()).map(|words| view! { <p class="measure">{words}</p> })}
        </section>
    }
    .into_any()
}

/// How many bars are shown at a time, and how many stand at once.
const BARS: usize = 200;
const AT_ONCE: usize = 30;

/// One bar: what moves, what it is, and its low and its high end.
#[derive(Clone)]
struct Bar {
    name: String,
    value: String,
    low: End,
    high: End,
}

/// The lead at one end of a bar, and who comes first there in words if it is neither of the two that the bar compares.
#[derive(Clone)]
struct End {
    lead: f64,
    another: String,
}

/// The lead as each weight is halved and doubled, and as each score goes to the ends of its range.
pub(super) fn tornado(stress: Stress) -> AnyView {
    let weights = stress.table(|stress, _| {
        stress.found(|found| &found.weight_bars, |naming, bars| paper::weight_bars(naming, bars)).unwrap_or_default()
    });
    let scores = stress.table(|_, naming| {
        naming.field.score_bars().map(|tornado| paper::score_bars(naming, &tornado)).unwrap_or_default()
    });
    let title = move || {
        let found = stress.found(|found| &found.weight_bars, |naming, bars| tornado_title(naming, bars));
        found.unwrap_or_else(|| "What does half or twice a weight do to the lead?".to_owned())
    };
    let table = move || {
        let found = stress.found(|found| &found.weight_bars, |naming, bars| weight_bars(stress, naming, bars));
        found.unwrap_or_else(|| Some(pending()))
    };
    let about = move || {
        stress.with(|naming| {
            let (leader, rival) = (naming.option(naming.field.leader), naming.option(naming.field.rival));
            let aside = stress.found(|found| &found.weight_bars, |naming, bars| tornado_aside(naming, bars));
            format!(
                "{leader}’s lead over {rival} in points when one weight is halved (grey) or doubled (solid), the others in \
                 proportion. Dashed: the lead today, {}. Bold: below {}, too close to call, or behind. {}",
                points(naming.field.lead()),
                as_typed(naming.field.materiality),
                aside.unwrap_or_default()
            )
        })
    };
    let score_table = move || {
        stress.with(|naming| score_bars(stress, naming)).map(|table| {
            view! {
                <h3 id="h-ranges">"The same for each score at the low (grey) and the high (solid) end of its range"</h3>
                {table}
                <TableFoot model=stress.model name="lead-by-score" table=scores note=""/>
            }
        })
    };
    view! {
        <section class="section" aria-labelledby="h-tornado">
            <div>
                <h2 class="chart__title" id="h-tornado" tabindex="-1">{title}</h2>
                <p class="chart__subtitle">{about}</p>
            </div>
            {table}
            <TableFoot model=stress.model name="lead-by-weight" table=weights note=""/>
            {score_table}
        </section>
    }
    .into_any()
}

fn weight_bars(stress: Stress, naming: &Naming<'_>, bars: &[WeightBar]) -> Option<AnyView> {
    let end = |end: &WeightEnd| Some(End { lead: end.lead?, another: another_first(naming, end.best) });
    let bars = bars.iter().filter_map(|bar| {
        Some(Bar {
            name: naming.criterion(bar.criterion).to_owned(),
            value: naming.share(bar.criterion),
            low: end(&bar.halved)?,
            high: end(&bar.doubled)?,
        })
    });
    let bars: Vec<Bar> = bars.collect();
    (!bars.is_empty()).then(|| {
        bar_table(
            stress,
            naming,
            ["h-tornado", "Table: the lead by weight"],
            ["Criterion", "Weight", "Halved", "Doubled"],
            bars,
        )
    })
}

fn score_bars(stress: Stress, naming: &Naming<'_>) -> Option<AnyView> {
    let tornado = naming.field.score_bars()?;
    let end = |end: &ScoreEnd| Some(End { lead: end.lead?, another: another_first(naming, end.best) });
    let bars = tornado.order.iter().filter_map(|at| {
        let bar = &tornado.bars[*at];
        Some(Bar {
            name: format!("{}, {}", naming.option(bar.option), naming.criterion(bar.criterion)),
            value: format!("{} to {}", points(bar.low.points), points(bar.high.points)),
            low: end(&bar.low)?,
            high: end(&bar.high)?,
        })
    });
    let bars: Vec<Bar> = bars.collect();
    Some(bar_table(
        stress,
        naming,
        ["h-ranges", "Table: the lead by score"],
        ["Score of", "Range", "At low", "At high"],
        bars,
    ))
}

fn bar_table(
    stress: Stress,
    naming: &Naming<'_>,
    [labelled_by, region]: [&'static str; 2],
    heads: [&'static str; 4],
    bars: Vec<Bar>,
) -> AnyView {
    let (lead, materiality) = (naming.field.lead(), naming.field.materiality);
    let ends = || bars.iter().flat_map(|bar| [bar.low.lead, bar.high.lead]);
    let ticks = ticks_between(ends().fold(lead, f64::min), ends().fold(lead, f64::max));
    let axis = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let at = move |value: f64| percent(span(value, value, axis).start);
    let mark = |(place, tick): (usize, &f64)| {
        // The first and the last stay clear of the columns beside them.
        let anchor = match place {
            0 => "start",
            _ if place + 1 == ticks.len() => "end",
            _ => "middle",
        };
        view! { <text x=at(*tick) y="16" text-anchor=anchor>{as_typed(*tick)}</text> }
    };
    let marks = ticks.iter().enumerate().map(mark).collect_view();
    let figure = move |head: &'static str, End { lead, another }: End| {
        let words = points(lead);
        let lead = if lead < materiality { view! { <b>{words}</b> }.into_any() } else { words.into_any() };
        let another = (!another.is_empty()).then(|| view! { " "<span class="tornado__another">{another}</span> });
        view! { <td class="n" role="cell" data-head=head>{lead}{another}</td> }
    };
    let part = move |class: &'static str, end: f64| {
        let bar = span(lead, end, axis);
        view! { <rect class=class x=percent(bar.start) width=percent(bar.width) y="4" height="14"/> }
    };
    let row = move |(_, bar): (usize, Bar)| {
        view! {
            <tr role="row"><th scope="row" role="rowheader">{bar.name.clone()}</th><td class="n" role="cell" data-head=heads[1]>{bar.value.clone()}</td>
                <td class="tornado__cell" role="cell"><svg aria-hidden="true" focusable="false">
                    <line class="tornado__base" x1=at(lead) x2=at(lead) y1="-4" y2="26"/>
                    <line class="tornado__zero" x1=at(0.0) x2=at(0.0) y1="-4" y2="26"/>
                    {part("tornado__low", bar.low.lead)}{part("tornado__high", bar.high.lead)}
                </svg></td>
                {figure(heads[2], bar.low)}{figure(heads[3], bar.high)}</tr>
        }
    };
    let n_bars = bars.len();
    let paging =
        Paging::new([labelled_by, "Bars"], &stress.model.paged(), Signal::stored(n_bars), Signal::stored(BARS));
    let bars = StoredValue::new(bars);
    let rows = move || {
        let shown = paging.rows();
        bars.with_value(|bars| bars.iter().cloned().enumerate().skip(shown.start).take(shown.len()).collect::<Vec<_>>())
    };
    let mounting = Mounting::of(AT_ONCE);
    view! {
        {paging.line()}
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table tornado" role="table" aria-labelledby=labelled_by aria-busy=mounting.busy()>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{heads[0]}</th><th scope="col" role="columnheader" class="n">{heads[1]}</th>
                    <th scope="col" role="columnheader" class="tornado__cell"><svg class="tornado__axis" aria-hidden="true" focusable="false">{marks}</svg><span class="visually-hidden">"Lead, points"</span></th>
                    <th scope="col" role="columnheader" class="n">{heads[2]}</th><th scope="col" role="columnheader" class="n">{heads[3]}</th>
                </tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=rows key=|(at, _)| *at children=row/></tbody>
            </table>
        </div>
        {paging.links()}
    }
    .into_any()
}
