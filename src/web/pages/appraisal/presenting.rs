//! Results and sensitivity for a room outside a workshop: one finding a screen, in the sizes of the room's window.

use super::AppraisalModel;
use crate::browser::page::{self, KeyPress};
use crate::browser::{preferences, second_window};
use crate::parts::picture::PictureView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::appraisal::breakdown::{Depth, breakdown};
use weighbridge::appraisal::cost_value::cost_value;
use weighbridge::appraisal::evaluate::{Evaluation, GateStanding};
use weighbridge::appraisal::stress::Field;
use weighbridge::appraisal::stress::pieces::{Findings, Pieces};
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::Table;
use weighbridge::paper::results::{contributions, costs};
use weighbridge::paper::sensitivity as paper;
use weighbridge::present::sensitivity::{
    Naming, families_title, methods_title, prospects_words, reversals_title, scores_title, stress_headline,
    tornado_title,
};
use weighbridge::present::{self, cost_headline, headline, letters, short_names, where_parts_lead};
use weighbridge::route::{Page, Route, Step};
use weighbridge::workshop::{Picture, PictureScene, PictureTable};

/// How many scores are put to the test before the first screen; a larger test stands on the page of sensitivity alone.
const AT_ONCE: usize = 1000;

/// Which screen is shown.
#[derive(Clone, Copy)]
struct Shown {
    model: AppraisalModel,
    step: Step,
    pictures: Memo<Vec<Picture>>,
    at: RwSignal<usize>,
    /// Which part of it, and of how many.
    part: RwSignal<u32>,
    parts: RwSignal<u32>,
}

/// The screens of a step.
pub(super) fn view(model: AppraisalModel, step: Step) -> AnyView {
    model.session.note_ranking_shown(model.id);
    let pictures = Memo::new(move |_| {
        let mut all = if step == Step::Sensitivity { of_sensitivity(model) } else { of_results(model) };
        let n = all.len();
        for (at, picture) in all.iter_mut().enumerate() {
            picture.place = format!("{} of {n}", at + 1);
        }
        all
    });
    let shown = Shown { model, step, pictures, at: RwSignal::new(0), part: RwSignal::new(0), parts: RwSignal::new(1) };
    let picture = Memo::new(move |_| {
        let found = pictures.with(|all| all.get(shown.at.get().min(all.len().saturating_sub(1))).cloned());
        let found = found.unwrap_or_else(|| Picture::titled("", "There is nothing to show yet", PictureScene::Words));
        Picture { part: shown.part.get(), ..found }
    });
    // Goes with the page.
    StoredValue::new_local(page::on_key(move |press| heard(shown, &press)));
    let told = Callback::new(move |parts| shown.parts.set(parts));
    let is_first = move || shown.at.get() == 0 && shown.part.get() == 0;
    let is_last = move || shown.at.get() + 1 >= pictures.with(Vec::len) && shown.part.get() + 1 >= shown.parts.get();
    view! {
        <section class="presenting" aria-label="Screens for a room">
            <PictureView id="presented" picture=picture.into() note="" on_parts=told/>
            <nav class="presenting__keys no-print" aria-label="Screens">
                <button class="button button--small" type="button" id="present-back" disabled=is_first on:click=move |_| step_by(shown, -1)>"Back "<span class="button__key">"←"</span></button>
                <button class="button button--small" type="button" id="present-next" disabled=is_last on:click=move |_| step_by(shown, 1)>"Next "<span class="button__key">"→"</span></button>
                <button class="button button--small" type="button" on:click=move |_| spawn_local(second_window::fill_the_screen())>"Fill the screen "<span class="button__key">"F"</span></button>
                <a class="button button--small" id="present-leave" href=move || back(shown)>"Leave "<span class="button__key">"Esc"</span></a>
            </nav>
        </section>
    }
    .into_any()
}

fn back(shown: Shown) -> String {
    let key = shown.model.session.key().get().unwrap_or_default();
    Route::Case { key, page: Page::Appraisal(shown.model.id, shown.step) }.hash()
}

/// Goes on by one screen: to the next part of what does not fit on one, else to the next finding.
fn step_by(shown: Shown, by: i32) {
    let (part, parts, at) = (shown.part.get_untracked(), shown.parts.get_untracked(), shown.at.get_untracked());
    let n = shown.pictures.with_untracked(Vec::len);
    if by > 0 && part + 1 < parts {
        shown.part.set(part + 1);
    } else if by > 0 && at + 1 < n {
        shown.part.set(0);
        shown.at.set(at + 1);
    } else if by < 0 && part > 0 {
        shown.part.set(part - 1);
    } else if by < 0 && at > 0 {
        shown.part.set(0);
        shown.at.set(at - 1);
    }
}

fn heard(shown: Shown, press: &KeyPress) {
    if press.control || press.alt || press.is_typing || shown.model.session.shortcuts_open.get_untracked() {
        return;
    }
    if matches!(press.key.as_str(), "Enter" | " ") && press.is_on_control() {
        return;
    }
    let single = preferences::single_key_shortcuts();
    match press.key.as_str() {
        "ArrowRight" | "PageDown" | "Enter" | " " => step_by(shown, 1),
        "ArrowLeft" | "PageUp" => step_by(shown, -1),
        "n" if single => step_by(shown, 1),
        "N" if single => step_by(shown, -1),
        "f" | "F" if single => spawn_local(second_window::fill_the_screen()),
        "Escape" if !second_window::fills_the_screen() => page::set_hash(&untrack(|| back(shown))),
        _ => return,
    }
    press.prevent_default();
}

/// Returns a table as a screen shows it; without rows there is none.
fn table(found: &Table) -> Option<PictureScene> {
    let rows: Vec<Vec<String>> = found.rows.iter().map(|row| row.iter().map(Cell::print).collect()).collect();
    let table = PictureTable { caption: found.caption.clone(), heads: found.heads.clone(), rows };
    (!table.rows.is_empty()).then_some(PictureScene::Table(table))
}

/// Returns a table with its first column and those whose heads begin with these words.
fn only(found: &Table, heads: &[&str]) -> Table {
    let is_kept = |at: usize| at == 0 || heads.iter().any(|head| found.heads[at].starts_with(head));
    let kept: Vec<usize> = (0..found.heads.len()).filter(|at| is_kept(*at)).collect();
    Table {
        caption: found.caption.clone(),
        heads: kept.iter().map(|at| found.heads[*at].clone()).collect(),
        rows: found.rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect(),
    }
}

/// Returns the screens of the results: the answer, where its points come from, and cost beside value.
fn of_results(model: AppraisalModel) -> Vec<Picture> {
    model.record.with(|record| {
        model.results.with(|results| {
            let (over, letters) = (record.title.as_str(), letters(record));
            let words = headline(results);
            let number = |n: Option<usize>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
            let row = |row: usize| {
                let one = &results.standings[row];
                let total = one.total.map_or_else(|| "–".to_owned(), present::points);
                vec![one.name.clone(), number(one.rank), total]
            };
            let ranking = PictureTable {
                caption: "Ranking".to_owned(),
                heads: ["Option", "Rank", "Points"].map(str::to_owned).to_vec(),
                rows: results.order().into_iter().map(row).collect(),
            };
            let mut first = Picture::titled(over, &words.finding, PictureScene::Table(ranking));
            first.says = [words.next, failed(results)].into_iter().filter(|words| !words.is_empty()).collect();
            first.foot = "A total is a guide for judgement, not a verdict on value for money.".to_owned();
            let mut all = vec![first];
            let parts = breakdown(record, results, Depth::Families);
            let found = where_parts_lead(results, &parts);
            let title = if found.is_empty() { "Where the points come from" } else { found.as_str() };
            let from = table(&contributions(results, &parts, &letters, "Points"));
            all.extend(from.map(|scene| Picture {
                foot: "Weighted points out of 100, by family of criteria.".to_owned(),
                ..Picture::titled(over, title, scene)
            }));
            let value = cost_value(record, results);
            if value.costs.iter().any(|cost| cost != &Default::default()) {
                let title = cost_headline(results, &value, &short_names(&letters, results));
                let found = only(&costs(results, &value, &letters), &["Whole-life cost", "Points", "Reading"]);
                all.extend(table(&found).map(|scene| Picture::titled(over, &title, scene)));
            }
            all
        })
    })
}

fn failed(results: &Evaluation) -> String {
    let fails = |gate: &GateStanding| matches!(gate, GateStanding::Fail(_));
    let names: Vec<&str> =
        results.standings.iter().filter(|one| fails(&one.gate)).map(|one| one.name.as_str()).collect();
    match names.len() {
        0 => String::new(),
        1 => format!("{} fails a gate and is shown for comparison only.", names[0]),
        _ => format!("{} fail a gate and are shown for comparison only.", present::list(&names)),
    }
}

/// Returns the screens of the sensitivity: what would change the answer, test by test.
fn of_sensitivity(model: AppraisalModel) -> Vec<Picture> {
    model.record.with(|record| {
        model.results.with(|results| {
            let over = record.title.as_str();
            let Some(field) = Field::of(record, results) else {
                let mut none = Picture::titled(over, "There is no ranking to put to the test yet", PictureScene::Words);
                none.says = vec![headline(results).finding];
                return vec![none];
            };
            let letters = letters(record);
            let naming = Naming { results, letters: &letters, field: &field };
            let words = stress_headline(&naming);
            let title = format!("{}{}{}", words.before, words.strong, words.after);
            let mut first = Picture::titled(over, &title, PictureScene::Words);
            first.says = vec![words.guard];
            let mut all = vec![first];
            let mut add = |title: String, scene: Option<PictureScene>| {
                all.extend(scene.map(|scene| Picture::titled(over, &title, scene)));
            };
            let found = tested(&field, results);
            if let Some(families) = &found.families {
                add(families_title(&naming, families), table(&paper::paths(&naming, families)));
            }
            add(scores_title(&naming), table(&paper::scores(&naming, record)));
            if let Some(bars) = &found.weight_bars {
                add(tornado_title(&naming, bars), table(&paper::weight_bars(&naming, bars)));
            }
            if let Some(opinions) = &found.opinions {
                add(methods_title(&naming, opinions), table(&paper::methods(&naming, opinions)));
            }
            if let Some(prospects) = &found.prospects {
                let items =
                    prospects_words(&naming, prospects).into_iter().map(|words| (words, String::new())).collect();
                add("Could any weights put each option first?".to_owned(), Some(PictureScene::List(items)));
            }
            if let Some(checks) = &found.reversals {
                add(reversals_title(checks), table(&paper::reversals(&naming, checks)));
            }
            all
        })
    })
}

/// Returns what a test finds that is quick; of a larger one nothing.
fn tested(field: &Field, results: &Evaluation) -> Findings {
    if field.rows.len() * field.columns.len() > AT_ONCE {
        return Findings::default();
    }
    let mut pieces = Pieces::of(field, results);
    while pieces.advance(field, results) {}
    pieces.findings().clone()
}
