//! One weight from 0 to 100: who leads along the way, as bands and as lines.

use super::{Stress, percent};
use crate::pages::appraisal::plain_table::PlainTable;
use crate::pages::appraisal::table_foot::TableFoot;
use crate::parts::gradual::{Gradual, Mounting};
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::appraisal::stress::path::{Path, Subject, path};
use weighbridge::chart::{apart, ticks_between};
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::sensitivity::{Naming, change_words, families_title, path_title, weight_words};
use weighbridge::present::{decimal, points};

/// How many rows of a table stand at once.
const AT_ONCE: usize = 30;
/// How many lines are drawn: those of the options that come first, and of those that matter.
const LINES: usize = 20;
/// Height of the plot in pixels.
const HEIGHT: f64 = 336.0;
/// Room that a label needs, in pixels.
const LABEL: f64 = 16.0;

/// The bands of all families and criteria, and the lines of the one that is chosen.
pub(super) fn section(stress: Stress) -> AnyView {
    let of_families = Memo::new(move |_| stress.testing.with(|found| found.families.clone()).unwrap_or_default());
    let of_criteria = Memo::new(move |_| stress.testing.with(|found| found.criteria.clone()).unwrap_or_default());
    let chosen: RwSignal<Option<Subject>> = RwSignal::new(None);
    let shown = Memo::new(move |_| {
        let chosen = chosen.get().and_then(|subject| stress.with(|naming| path(naming.field, naming.results, subject)));
        chosen
            .or_else(|| of_families.with(|paths| paths.first().cloned()))
            .or_else(|| of_criteria.with(|paths| paths.first().cloned()))
    });
    let subject = Signal::derive(move || shown.with(|path| path.as_ref().map(|path| path.subject)));
    let choices = Signal::derive(move || {
        stress.with(|naming| {
            let named =
                |path: &Path, kind: &str| (Some(path.subject), format!("{}{kind}", naming.subject(path.subject)));
            let mut all =
                of_families.with(|paths| paths.iter().map(|path| named(path, " (family)")).collect::<Vec<_>>());
            let stands_alone = |path: &&Path| {
                !all.iter().any(|(_, words)| *words == format!("{} (family)", naming.subject(path.subject)))
            };
            let single = of_criteria
                .with(|paths| paths.iter().filter(stands_alone).map(|path| named(path, "")).collect::<Vec<_>>());
            all.extend(single);
            all
        })
    });
    let title = move || of_families.with(|paths| stress.with(|naming| families_title(naming, paths)));
    let leader = move || stress.with(|naming| naming.option(naming.field.leader).to_owned());
    let csv = Signal::derive(move || {
        stress.with(|naming| {
            of_families.with(|one| of_criteria.with(|two| paper::paths(naming, &[one.to_vec(), two.to_vec()].concat())))
        })
    });
    let few = move || {
        let n = stress.with(|naming| naming.field.rows.len());
        (n > LINES).then(|| format!(" The {LINES} options that come first now are drawn; the table has all {n}."))
    };
    view! {
        <section class="section" aria-labelledby="h-paths">
            <div>
                <h2 class="chart__title" id="h-paths" tabindex="-1">{title}</h2>
                <p class="chart__subtitle">"Weight of one family from 0 to 100, the others in proportion. Solid: "{leader}" leads. Pale, with a letter: that option leads. The upright mark is today’s weight."</p>
            </div>
            {bands(stress, ["h-paths", "Table: how far the weight of each family can move", "Family"], of_families, subject, chosen)}
            <details>
                <summary class="summary" id="h-criteria">"Every criterion on its own"</summary>
                {bands(stress, ["h-criteria", "Table: how far the weight of each criterion can move", "Criterion"], of_criteria, subject, chosen)}
            </details>
            <TableFoot model=stress.model name="weights-that-change-the-lead" table=csv note=""/>
        </section>
        <section class="section" aria-labelledby="h-lines">
            <figure class="chart">
                <figcaption>
                    <h2 class="chart__title" id="h-lines" tabindex="-1">{move || shown.with(|path| stress.with(|naming| path.as_ref().map(|path| path_title(naming, path))))}</h2>
                    <p class="chart__subtitle">"Total points as one weight goes from 0 to 100, the others in proportion."{few}</p>
                </figcaption>
                <div class="draws__field"><SelectField id="lines-of" label="Weight to change" value=subject choices choose=Callback::new(move |subject| chosen.set(subject))/></div>
                <div class="chart__plot">{move || shown.with(|path| stress.with(|naming| path.as_ref().map(|path| lines(naming, path))))}</div>
                <details>
                    <summary class="summary" id="h-along">"Show the table"</summary>
                    <PlainTable model=stress.model labelled_by="h-along" region="Table: totals by weight" name="totals-by-weight"
                        table=Signal::derive(move || shown.with(|path| stress.with(|naming| path.as_ref().map(|path| paper::along(naming, path)).unwrap_or_default())))/>
                </details>
            </figure>
        </section>
    }
    .into_any()
}

fn bands(
    stress: Stress,
    [labelled_by, region, head]: [&'static str; 3],
    paths: Memo<Arc<Vec<Path>>>,
    shown: Signal<Option<Subject>>,
    chosen: RwSignal<Option<Subject>>,
) -> AnyView {
    // Made anew with the paths as a whole, and a few at a time.
    let rows =
        move || paths.with(|paths| (0..paths.len()).map(|at| (Arc::as_ptr(paths) as usize, at)).collect::<Vec<_>>());
    let row = move |(_, at): (usize, usize)| {
        let is_shown =
            Signal::derive(move || shown.get() == paths.with(|paths| paths.get(at).map(|path| path.subject)));
        let of = |paths: &Arc<Vec<Path>>| {
            stress.with(|naming| paths.get(at).map(|path| band(naming, path, is_shown, chosen)))
        };
        untrack(|| paths.with(of))
    };
    let mounting = Mounting::of(AT_ONCE);
    view! {
        <div class="table-scroll" role="region" aria-label=region tabindex="0">
            <table class="table strip" role="table" aria-labelledby=labelled_by aria-busy=mounting.busy()>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{head}</th><th scope="col" role="columnheader" class="n">"Now"</th><th scope="col" role="columnheader">"0 to 100"</th>
                    <th scope="col" role="columnheader" class="n">"Changes at"</th><th scope="col" role="columnheader" class="n">"Move"</th><th scope="col" role="columnheader">"Then leads"</th>
                </tr></thead>
                <tbody role="rowgroup"><Gradual mounting each=rows key=|row| *row children=row/></tbody>
            </table>
        </div>
        {mounting.line("rows")}
    }
    .into_any()
}

fn band(naming: &Naming<'_>, path: &Path, is_shown: Signal<bool>, chosen: RwSignal<Option<Subject>>) -> AnyView {
    let leader = naming.field.leader;
    let subject = path.subject;
    let stretches = path
        .stretches
        .iter()
        .map(|stretch| {
            let (x, width) = (percent(100.0 * stretch.from), percent(100.0 * (stretch.to - stretch.from)));
            let holds = stretch.best.contains(&leader);
            let class = if holds { "strip__hold" } else { "strip__other" };
            let label = (!holds && stretch.to - stretch.from > 0.05).then(|| {
                let letters: Vec<&str> = stretch.best.iter().map(|option| naming.option(*option)).collect();
                view! { <text x=percent(50.0 * (stretch.from + stretch.to)) y="14.5" text-anchor="middle">{letters.join(", ")}</text> }
            });
            view! { <rect class=class x=x y="4" width=width height="12"/>{label} }
        })
        .collect_view();
    let now = percent(100.0 * path.line.base);
    let cells = match (path.change, path.distance()) {
        (Some(change), Some(distance)) => view! {
            <td class="n" role="cell" data-head="Changes at">{points(change.at * 100.0)}</td><td class="n" role="cell" data-head="Move">{change_words(distance)}</td>
            <td role="cell" data-head="Then leads"><b>{naming.letter(change.to).to_owned()}</b>" "{naming.full(change.to).to_owned()}</td>
        }
        .into_any(),
        _ => {
            let always = format!("{} at every weight", naming.option(leader));
            view! { <td class="n muted" role="cell" data-head="Changes at">"never"</td><td class="n" role="cell"></td><td class="muted" role="cell" data-head="Then leads">{always}</td> }.into_any()
        }
    };
    view! {
        <tr role="row" aria-current=move || is_shown.get().then_some("true")>
            <th scope="row" role="rowheader"><button class="link" type="button" on:click=move |_| chosen.set(Some(subject))>
                {naming.subject(subject).to_owned()}<span class="visually-hidden">": show its lines"</span></button></th>
            <td class="n" role="cell" data-head="Now">{naming.share_of(subject)}</td>
            <td class="strip__cell" role="cell"><svg aria-hidden="true" focusable="false">
                {stretches}
                <line class="grid" x1="0" x2="100%" y1="16" y2="16"/>
                <line class="strip__now" x1=now.clone() x2=now y1="-1" y2="21"/>
            </svg></td>
            {cells}
        </tr>
    }
    .into_any()
}

/// The most letters of a label beside a line; the table beneath has the whole name.
const LETTERS: usize = 46;

/// Returns a text of at most so many letters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// Returns the first letters of a name's words: "BAU" for "Business as usual".
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(4).flat_map(char::to_uppercase).collect()
}

/// Returns the lines of all options over one weight, labelled directly.
fn lines(naming: &Naming<'_>, path: &Path) -> AnyView {
    let all = || path.line.at_zero.iter().chain(&path.line.at_one).copied();
    let ticks = ticks_between(all().fold(0.0, f64::min), all().fold(100.0, f64::max));
    let top = ticks.last().copied().unwrap_or(100.0);
    let down = move |total: f64| HEIGHT * (1.0 - total / top);
    let to = path.change.map_or(naming.field.rival, |change| change.to);
    // Options are in the order of the ranking.
    let is_drawn = |option: usize| option < LINES || option == naming.field.leader || option == to;
    let mut order: Vec<usize> = (0..path.line.at_zero.len()).filter(|option| is_drawn(*option)).collect();
    // The two that matter are drawn last, over the others.
    order.sort_by_key(|option| (*option == naming.field.leader, *option == to));
    let kind = |option: usize| match option {
        _ if option == naming.field.leader => " line--leader",
        _ if option == to => " line--rival",
        _ => "",
    };
    let drawn = order
        .iter()
        .map(|&option| {
            let (from, until) = (down(path.line.at_zero[option]), down(path.line.at_one[option]));
            view! { <line class=format!("line{}", kind(option)) x1="0" x2="100%" y1=format!("{from:.1}") y2=format!("{until:.1}")/> }
        })
        .collect_view();
    let ends: Vec<f64> = order.iter().map(|option| down(path.line.at_one[*option])).collect();
    let labels = order
        .iter()
        .copied()
        .zip(apart(&ends, LABEL, HEIGHT))
        .map(|(option, y)| {
            let class = if kind(option).is_empty() { "label" } else { "label--strong" };
            let letter = naming.letter(option);
            // One without a letter is known by the first letters of its name where there is no room for more.
            let short = if letter.is_empty() { initials(naming.full(option)) } else { letter.to_owned() };
            let whole = cut(&naming.lettered(option), LETTERS);
            view! {
                <svg x="100%" y=format!("{y:.1}") overflow="visible"><text class=class x="10" y="4">
                    <tspan class="only-wide">{whole}</tspan><tspan class="only-narrow">{short}</tspan></text></svg>
            }
        })
        .collect_view();
    let now = percent(100.0 * path.line.base);
    let longest = order.iter().map(|option| naming.lettered(*option).chars().count()).max().unwrap_or(0);
    view! {
        <div class="plot plot--labelled" style:--label-letters=longest.min(LETTERS).to_string()><div class="plot__field">
            <svg role="img" aria-label=weight_words(naming, path)>
                {axes(&ticks, down)}
                <text x="50%" y="376" text-anchor="middle">{format!("weight of {}", naming.subject(path.subject))}</text>
                {drawn}
                <line class="mark-now" x1=now.clone() x2=now.clone() y1="-6" y2="336"/>
                <text class="label halo" x=now y="-12" text-anchor="middle">{format!("now {}", naming.share_of(path.subject))}</text>
                {crossing(naming, path, down)}
                {labels}
            </svg>
        </div></div>
    }
    .into_any()
}

fn axes(ticks: &[f64], down: impl Fn(f64) -> f64) -> AnyView {
    let across = ticks
        .iter()
        .map(|tick| {
            let y = down(*tick);
            view! {
                <line class="grid" x1="0" x2="100%" y1=format!("{y:.1}") y2=format!("{y:.1}")/>
                <text x="-8" y=format!("{:.1}", y + 4.0) text-anchor="end">{decimal(*tick, 0)}</text>
            }
        })
        .collect_view();
    let along = (0..=5)
        .map(|step| {
            let x = format!("{}%", step * 20);
            view! {
                <line class="axis" x1=x.clone() x2=x.clone() y1="336" y2="341"/>
                <text x=x y="356" text-anchor="middle">{(step * 20).to_string()}</text>
            }
        })
        .collect_view();
    view! { {across}<line class="axis" x1="0" x2="100%" y1="336" y2="336"/>{along} }.into_any()
}

/// Where the lead changes, marked and said. The words stand on the side that has room.
fn crossing(naming: &Naming<'_>, path: &Path, down: impl Fn(f64) -> f64) -> Option<AnyView> {
    let change = path.change?;
    let totals = path.line.totals(change.at);
    let (x, y) = (percent(100.0 * change.at), format!("{:.1}", down(totals[change.to])));
    let words = format!(": {} takes the lead", naming.full(change.to));
    let (anchor, shift) = if change.at > 0.55 { ("end", "-12") } else { ("start", "12") };
    Some(
        view! {
            <svg x=x y=y overflow="visible"><circle class="crossing" r="6"/>
                <text class="label--strong halo" x=shift y="-18" text-anchor=anchor>{points(change.at * 100.0)}<tspan class="only-wide">{words}</tspan></text></svg>
        }
        .into_any(),
    )
}
