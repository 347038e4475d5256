//! The picture that a room sees: large, sized by its own height, on as many screens as it takes. What it shows is worked out
//! elsewhere.

use crate::browser::second_window::{on_resize, show_part};
use leptos::prelude::*;
use weighbridge::workshop::{Asked, BoxCounts, Picture, PictureRow, PictureScene, PictureTable};

/// How many letters a figure of a table has at most.
const LONGEST_FIGURE: usize = 9;

/// A picture in a frame of any size.
#[component]
pub(crate) fn PictureView(
    /// Unique in the page.
    id: &'static str,
    /// What is shown.
    picture: Signal<Picture>,
    /// What stands at the foot beside what the picture says there.
    #[prop(into)]
    note: Signal<String>,
    /// Whether it is a copy, for the eye alone, of what stands elsewhere.
    #[prop(optional)]
    is_copy: bool,
    /// Told on how many screens it goes.
    #[prop(optional)]
    on_parts: Option<Callback<u32>>,
) -> AnyView {
    let parts = RwSignal::new(1_u32);
    let flow = format!("{id}-flow");
    let measure = {
        let flow = flow.clone();
        move || {
            let found = show_part(&flow, picture.with_untracked(|picture| picture.part));
            // The picture may be gone by now.
            if parts.try_get_untracked().is_some_and(|before| before != found) {
                parts.set(found);
            }
            if let Some(told) = on_parts {
                told.try_run(found);
            }
        }
    };
    let scene = Memo::new(move |_| picture.with(|picture| picture.scene.clone()));
    let title = Memo::new(move |_| picture.with(|picture| picture.title.clone()));
    let says = Memo::new(move |_| picture.with(|picture| picture.says.clone()));
    let now = measure.clone();
    Effect::new(move |_| {
        picture.track();
        let now = now.clone();
        // Once it is drawn.
        request_animation_frame(now);
    });
    let resized = measure;
    StoredValue::new_local(on_resize(move || {
        let resized = resized.clone();
        request_animation_frame(resized);
    }));
    let part = move || {
        let (part, of) = (picture.with(|picture| picture.part), parts.get());
        if of > 1 { format!("Screen {} of {of}", part.min(of - 1) + 1) } else { String::new() }
    };
    let of = move |read: fn(&Picture) -> &String| move || picture.with(|picture| read(picture).clone());
    let class = move || scene.with(|scene| format!("picture picture--{}", word(scene)));
    let heading = move || {
        let words = title.get();
        let class = if words.chars().count() > 44 { "picture__title picture__title--long" } else { "picture__title" };
        match is_copy {
            true => view! { <p class=class>{words}</p> }.into_any(),
            false => view! { <h1 class=class id="picture-title">{words}</h1> }.into_any(),
        }
    };
    let sentence = |words: String| view! { <p class="picture__says">{words}</p> };
    let becomes = move || {
        scene.with(|scene| match scene {
            PictureScene::Asked(asked) if asked.counts.is_some() => {
                Some(view! { <p class="picture__say">{asked.say.clone()}</p> })
            }
            _ => None,
        })
    };
    let count = move || {
        scene.with(|scene| match scene {
            PictureScene::Asked(asked) => asked.counts.map(in_so_far),
            _ => None,
        })
    };
    view! {
        <div class=class id=id>
            <div class="picture__sheet">
                <header class="picture__head">
                    <div>
                        <p class="picture__over"><span>{of(|picture| &picture.over)}</span>" "<span>{of(|picture| &picture.place)}</span></p>
                        {heading}
                        {move || says.get().into_iter().map(sentence).collect_view()}
                        {becomes}
                    </div>
                    {count}
                </header>
                <div class="picture__body">{move || scene.with(|scene| body(&flow, scene))}</div>
                <footer class="picture__foot">
                    <span>{of(|picture| &picture.foot)}</span>
                    <span class="picture__timer num">{of(|picture| &picture.timer)}</span>
                    <span>{part}</span>
                    <span>{note}</span>
                </footer>
            </div>
        </div>
    }
    .into_any()
}

fn word(scene: &PictureScene) -> &'static str {
    match scene {
        PictureScene::Blank => "blank",
        PictureScene::Words => "words",
        PictureScene::Asked(_) => "asked",
        PictureScene::Answers(_) => "answers",
        PictureScene::List(_) => "list",
        PictureScene::Table(_) => "table",
    }
}

/// How many are in: one circle for each seat, as many filled as are in. Whose they are is not told.
fn in_so_far(counts: BoxCounts) -> AnyView {
    let n = counts.expected.clamp(1, 40);
    let step = 100.0 / f64::from(n);
    let one = |at: u32| {
        let class = if at < counts.handed_in { "seat seat--in" } else { "seat" };
        let x = format!("{}%", step * (f64::from(at) + 0.5));
        view! { <circle class=class cx=x cy="50%"/> }
    };
    view! {
        <div class="picture__in">
            <p class="picture__count num">{counts.handed_in}<small>{format!(" of {} in", counts.expected)}</small></p>
            <svg class="picture__seats" aria-hidden="true">{(0..n).map(one).collect_view()}</svg>
        </div>
    }
    .into_any()
}

fn body(flow: &str, scene: &PictureScene) -> AnyView {
    let id = flow.to_owned();
    match scene {
        PictureScene::Blank | PictureScene::Words => ().into_any(),
        PictureScene::Asked(asked) => what_is_asked(id, asked),
        PictureScene::Answers(rows) => {
            let items: Vec<_> = rows.iter().map(answers).collect();
            view! {
                <div class="picture__axis" aria-hidden="true"><span></span><span class="picture__scale"><b>"0"</b><b>"50"</b><b>"100"</b></span><span>"Middle"</span><span></span></div>
                <div class="picture__flow"><ul class="picture__columns" role="list" id=id>{items}</ul></div>
            }
            .into_any()
        }
        PictureScene::List(items) => {
            let item = |(name, says): &(String, String)| view! { <li class="picture__item"><span>{name.clone()}</span>" "<span>{says.clone()}</span></li> };
            let items: Vec<_> = items.iter().map(item).collect();
            view! { <div class="picture__flow"><ul class="picture__columns" role="list" id=id>{items}</ul></div> }
                .into_any()
        }
        PictureScene::Table(table) => figures(id, table),
    }
}

fn what_is_asked(id: String, asked: &Asked) -> AnyView {
    let ask = (!asked.ask.is_empty()).then(|| view! { <h2 class="picture__ask">{asked.ask.clone()}</h2> });
    let criterion = |one: &weighbridge::workshop::AskedCriterion| {
        view! {
            <li class="picture__criterion"><b>{one.name.clone()}</b>
                <dl class="picture__ends"><dt>"100"</dt><dd>{one.best.clone()}</dd><dt>"0"</dt><dd>{one.worst.clone()}</dd></dl></li>
        }
    };
    let option = |(mark, name): &(String, String)| {
        view! { <li class="picture__option"><b>{mark.clone()}</b>" "<span>{name.clone()}</span></li> }
    };
    let criteria: Vec<_> = asked.criteria.iter().map(criterion).collect();
    let options: Vec<_> = asked.options.iter().map(option).collect();
    let criteria = (!criteria.is_empty()).then(|| view! { <ul class="picture__criteria" role="list">{criteria}</ul> });
    let options = (!options.is_empty()).then(|| view! { <ul class="picture__options" role="list">{options}</ul> });
    view! { {ask}<div class="picture__flow"><div class="picture__columns picture__columns--two" id=id>{criteria}{options}</div></div> }.into_any()
}

/// The answers about one option: its dots, its middle where there is one, and what they look like. The line that is read out
/// is for the ear.
fn answers(row: &PictureRow) -> AnyView {
    let cell = &row.cell;
    let figure = cell.settled.clone().or_else(|| cell.middle.clone()).unwrap_or_default();
    let looks = match (&cell.settled, cell.looks) {
        (Some(_), _) => "Settled".to_owned(),
        (None, Some(weighbridge::workshop::Looks::TwoCamps)) => "Two camps: talk first".to_owned(),
        (None, Some(weighbridge::workshop::Looks::Close)) => String::new(),
        (None, Some(looks)) => weighbridge::print::capitalised(looks.word()),
        (None, None) => "No points".to_owned(),
    };
    let before = row.before.as_ref().map(|dots| view! { <div class="picture__before">{dots_of(dots)}</div> });
    view! {
        <li class="picture__row" aria-current=row.is_here.then_some("true")>
            <span class="picture__name"><b>{row.letter.clone()}</b>" "<span>{cell.name.clone()}</span></span>
            <span class="picture__plots" aria-hidden="true">{before}{dots_of(&cell.dots)}</span>
            <span class="picture__figure num" aria-hidden="true">{figure}</span>
            <span class="picture__looks" aria-hidden="true">{looks}</span>
            <span class="visually-hidden">{cell.line.clone()}</span>
        </li>
    }
    .into_any()
}

fn dots_of(dots: &[(u8, usize)]) -> AnyView {
    let most = dots.iter().map(|(_, n)| *n).max().unwrap_or(1).max(3);
    // Dots that lie at the ends are drawn whole.
    let at = |points: u8| format!("{:.1}%", 2.0 + 0.96 * f64::from(points));
    let circles = dots.iter().flat_map(|(points, n)| {
        let x = at(*points);
        (0..*n).map(move |row| {
            let y = format!("{:.1}%", 88.0 - 84.0 * (row as f64 + 0.5) / most as f64);
            view! { <circle class="dot" cx=x.clone() cy=y/> }
        })
    });
    view! {
        <svg class="picture__dots">
            <line class="dots__base" x1="2%" x2="98%" y1="92%" y2="92%"/>
            <line class="dots__base" x1="2%" x2="2%" y1="84%" y2="100%"/>
            <line class="dots__base" x1="50%" x2="50%" y1="88%" y2="96%"/>
            <line class="dots__base" x1="98%" x2="98%" y1="84%" y2="100%"/>
            {circles.collect_view()}
        </svg>
    }
    .into_any()
}

fn figures(id: String, table: &PictureTable) -> AnyView {
    // A column of short cells is one of figures; words are printed as words.
    let is_short = |at: usize| at > 0 && table.rows.iter().all(|row| row[at].chars().count() <= LONGEST_FIGURE);
    let short: Vec<bool> = (0..table.heads.len()).map(is_short).collect();
    let class = |at: usize| if short[at] { "n" } else { "" };
    let head = |(at, head): (usize, &String)| {
        view! { <th scope="col" role="columnheader" class=class(at)>{head.clone()}</th> }
    };
    let heads: Vec<_> = table.heads.iter().enumerate().map(head).collect();
    let row = |row: &Vec<String>| {
        let mut cells = row.iter().zip(&table.heads).enumerate();
        let first = cells.next().map(|(_, (cell, _))| cell.clone());
        let cell = |(at, (cell, head)): (usize, (&String, &String))| {
            view! { <td role="cell" class=class(at) data-head=head.clone()>{cell.clone()}</td> }
        };
        let cells: Vec<_> = cells.map(cell).collect();
        view! { <tr role="row"><th scope="row" role="rowheader">{first}</th>{cells}</tr> }
    };
    let rows: Vec<_> = table.rows.iter().map(row).collect();
    view! {
        <div class="picture__flow"><div class="picture__columns" id=id>
            <table class="picture__table" role="table"><caption class="visually-hidden">{table.caption.clone()}</caption>
                <thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>
        </div></div>
    }
    .into_any()
}
