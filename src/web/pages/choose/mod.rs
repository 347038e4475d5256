//! Choose: which initiatives to choose within limits, why the others are left out, and how firm that is.

mod figure;
mod kept;
mod limits;
mod set;
mod study;
mod ties;

use crate::pages::alignment::views;
use crate::pages::behind::{Leaving, table_behind};
use crate::pages::programme::{findings_at, findings_section};
use crate::parts::adder::Adder;
use crate::parts::contents::Contents;
use crate::parts::flow::Show;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use study::{Choosing, State};
use weighbridge::edit::{Edit, PortfolioEdit};
use weighbridge::health::Place;
use weighbridge::id::PortfolioId;
use weighbridge::log::{LogEntry, after_choice};
use weighbridge::paper::portfolio as paper;
use weighbridge::present;
use weighbridge::route::Page;

/// The page.
#[component]
pub(crate) fn Choose(session: Session) -> impl IntoView {
    let choosing = Choosing::of(session);
    let is_any = Memo::new(move |_| choosing.id.get().is_some());
    let over = move || match choosing.title() {
        title if title.is_empty() => "Choose.".to_owned(),
        title => format!("Choose. {title}."),
    };
    let headline = Memo::new(move |_| choosing.with(present::choice_headline));
    let finding = move || {
        let found = headline.with(|found| found.finding.clone());
        if is_any.get() { found } else { "No portfolio yet.".to_owned() }
    };
    view! {
        <div class:print-wide=move || is_any.get()>
            <p class="headline__over">{over}</p>
            <h1 class="headline__sentence">{finding}</h1>
            <p class="headline__guard">{move || headline.with(|found| found.beneath.clone())}</p>
        </div>
        {views(session, Page::Choose)}
        <Show when=move || is_any.get() fallback=teaching>
            {choosing.status()}
            <Contents id="choose-contents" entries=contents(choosing)/>
            {move || {
                choosing.id.track();
                // Where nothing is limited yet, that comes first. It stays where it is while it is filled in.
                let is_new = untrack(|| choosing.portfolio(|portfolio| portfolio.budgets.is_empty() && portfolio.harm.is_empty()));
                let (before, after) = if is_new { (Some(limits::section(choosing)), None) } else { (None, Some(limits::section(choosing))) };
                view! { {before}{results(choosing)}{after} }
            }}
        </Show>
        {portfolios(choosing)}
    }
}

/// What the page answers, with the heading that leads to each.
fn contents(choosing: Choosing) -> Signal<Vec<(String, &'static str)>> {
    Signal::derive(move || {
        let found = choosing.with(|choice| {
            let found = choice.found;
            let is_firm = found.weightings.is_some() || found.headroom.is_some();
            [found.is_proved && !found.around.is_empty(), found.frontier.len() > 1, is_firm, found.best.is_some()]
        });
        let always = true;
        let [around, frontier, firm, goals] = found;
        let all = [
            (always, "In, and left out", "h-set"),
            (always, "The set that is kept", "h-kept"),
            (goals, "Against dates, years and carbon", "h-against"),
            (around, "A little less, a little more", "h-around"),
            (frontier, "Money and points", "h-frontier"),
            (firm, "How firm it is", "h-firm"),
            (goals, "Goals of the chosen set", "h-goals"),
            (always, "Limits", "h-limits"),
            (always, "Portfolios", "h-portfolios"),
        ];
        all.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, words, to)| (words.to_owned(), to)).collect()
    })
}

/// All that is found.
fn results(choosing: Choosing) -> AnyView {
    view! {
        {set::section(choosing)}
        {kept::section(choosing)}
        {kept::against(choosing)}
        {sentences(choosing)}
        {figure::section(choosing)}
        {firm(choosing)}
        {goals(choosing)}
        {late(choosing)}
        {asked(choosing.session)}
    }
    .into_any()
}

fn teaching() -> AnyView {
    view! {
        <p class="headline__next">"A portfolio is a set of limits: money by kind and year, people, harm, and what must or must not be in. Within them the set of initiatives is found that contributes most, by what was found of each; what nobody has looked at counts for nothing, and harm is never taken off."</p>
        <ol class="teaching">
            <li>"Score what initiatives do for goals, in the matrix."</li>
            <li>"Give each initiative its cost, on its own page."</li>
            <li>"Add a portfolio below, and say what there is to spend."</li>
        </ol>
    }
    .into_any()
}

/// What a little less and more would change, what limits of harm cost, and what an ordered list would come to.
fn sentences(choosing: Choosing) -> AnyView {
    let all = Memo::new(move |_| {
        choosing.with(|choice| {
            let mut said = present::around_sentences(choice);
            said.extend([present::harm_sentence(choice), present::by_rate_sentence(choice)]);
            said.retain(|words| !words.is_empty());
            said
        })
    });
    let items = move || all.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="section" aria-labelledby="h-around">
                <h2 id="h-around" tabindex="-1">"A little less, a little more"</h2>
                <ul class="measure">{items}</ul>
            </section>
        </Show>
    }
    .into_any()
}

/// What is in whatever the weights are, and whatever a look at the rest may find.
fn firm(choosing: Choosing) -> AnyView {
    let said = Memo::new(move |_| choosing.with(present::core_sentences));
    let items = move || said.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let table = Memo::new(move |_| choosing.with(paper::core_table));
    view! {
        <Show when=move || said.with(|said| !said.is_empty())>
            <section class="section" aria-labelledby="h-firm">
                <h2 id="h-firm" tabindex="-1">"How firm it is"</h2>
                <ul class="measure">{items}</ul>
                {table_behind(choosing.session, Leaving::named("portfolio-firm"), ["h-firm-table", "Show how often each is in"], move || table.get(), move || table.get())}
            </section>
        </Show>
    }
    .into_any()
}

/// What the chosen set does for each goal.
fn goals(choosing: Choosing) -> AnyView {
    let said = Memo::new(move |_| choosing.with(present::goal_sentences));
    let items = move || said.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let table = Memo::new(move |_| choosing.with(paper::goals_table));
    view! {
        <Show when=move || said.with(|said| !said.is_empty())>
            <section class="section" aria-labelledby="h-goals">
                <h2 id="h-goals" tabindex="-1">"Goals of the chosen set"</h2>
                <ul class="measure">{items}</ul>
                {table_behind(choosing.session, Leaving::named("portfolio-goals"), ["h-goals-table", "Show the goals"], move || table.get(), move || table.get())}
            </section>
        </Show>
    }
    .into_any()
}

/// What a careful reader would ask of the sets that are kept; nothing where that is nothing.
fn asked(session: Session) -> AnyView {
    let found = findings_at(session, Place::Choose);
    let none = "Nothing: the sets that are kept keep their limits and are worth what they were.";
    let section = move || findings_section(session, ["choose-findings", none], found, ().into_any());
    view! { <Show when=move || found.with(|found| !found.is_empty())>{section()}</Show> }.into_any()
}

/// What was changed of scores, weights and costs after the set had been shown.
fn late(choosing: Choosing) -> AnyView {
    let entries = Memo::new(move |_| {
        choosing.session.revision();
        let log = choosing.session.log();
        let id = choosing.id.get();
        id.map_or(Vec::new(), |id| after_choice(&log, id).into_iter().cloned().collect::<Vec<Arc<LogEntry>>>())
    });
    let line = |entry: Arc<LogEntry>| {
        let moved = match (entry.from.is_empty(), entry.to.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!(": {}", entry.to),
            (false, true) => format!(": {} taken back", entry.from),
            (false, false) => format!(": {} became {}", entry.from, entry.to),
        };
        view! { <li>{crate::parts::moment::moment(&entry.at)}". "{present::log_words(&entry)}{moved}</li> }
    };
    let items = move || entries.get().into_iter().rev().take(20).map(line).collect_view();
    let lead = move || {
        let n = entries.with(Vec::len);
        format!(
            "{} made after the set had first been shown.",
            present::count(n, "change of scores, weights or costs was", "changes of scores, weights or costs were")
        )
    };
    view! {
        <Show when=move || entries.with(|entries| !entries.is_empty())>
            <section class="section" aria-labelledby="h-late">
                <h2 id="h-late">"Changed since the set was first shown"</h2>
                <p>{lead}</p>
                <ul class="measure">{items}</ul>
            </section>
        </Show>
    }
    .into_any()
}

/// The portfolios of the case: which is shown, its name, and one more.
fn portfolios(choosing: Choosing) -> AnyView {
    let session = choosing.session;
    let choices = Memo::new(move |_| {
        session
            .case()
            .with(|case| case.portfolios.iter().map(|one| (Some(one.id), one.title.clone())).collect::<Vec<_>>())
    });
    let choose = Callback::new(move |id: Option<PortfolioId>| choosing.chosen.set(id));
    let add = Callback::new(move |title: String| {
        session.commit(&Edit::Portfolio(PortfolioEdit::Add(title)))?;
        let last = session.case().with_untracked(|case| case.portfolios.last().map(|one| one.id));
        choosing.chosen.set(last);
        Ok(())
    });
    view! {
        <section class="section no-print" aria-labelledby="h-portfolios">
            <h2 id="h-portfolios" tabindex="-1">"Portfolios"</h2>
            <Show when=move || choices.with(Vec::len).gt(&1)>
                <SelectField id="portfolio-shown" label="Portfolio that is shown" value=choosing.id choices=choices choose/>
            </Show>
            {move || choosing.id.get().map(|id| limits::name_and_removal(choosing, id))}
            <Adder id="add-portfolio" label="Name of the portfolio" button="Add portfolio" add/>
        </section>
    }
    .into_any()
}

impl Choosing {
    /// Returns how far the work is, with the way to stop it.
    fn status(self) -> AnyView {
        let is_running = Memo::new(move |_| self.state.with(|state| matches!(state, State::Running { .. })));
        let words = move || match self.state.get() {
            State::Idle => String::new(),
            State::Running { here } => {
                let progress = self.with(|choice| present::choice_progress(choice.found));
                let here = if here {
                    " This browser could not do this in the background, so the page does it in short turns."
                } else {
                    ""
                };
                format!("{progress}{here}")
            }
            State::Stopped => {
                let is_proved = self.with(|choice| choice.found.is_proved);
                if is_proved {
                    "Stopped. The set is the best; what is missing below was not worked out."
                } else {
                    "Stopped. The best so far is kept; that it is the best was not proved."
                }
                .to_owned()
            }
            State::Failed(because) => format!("Not worked out: {because}."),
            State::Done => "All is worked out.".to_owned(),
        };
        let bar = move || {
            is_running.get().then(|| {
                let (done, of) = self.with(|choice| (choice.found.n_done, choice.found.n_questions));
                view! { <progress max=of.max(1).to_string() value=done.to_string() aria-label="Questions answered"></progress> }
            })
        };
        let press = move |_| if is_running.get_untracked() { self.stop() } else { self.run() };
        view! {
            <div class="testing no-print" aria-busy=move || is_running.get().then_some("true")>
                <p class="draws__progress">{bar}<span class="note" role="status" id="choose-status">{words}</span></p>
                <button class="button" type="button" id="choose-stop" on:click=press
                    hidden=move || self.state.with(|state| *state == State::Done)>
                    {move || if is_running.get() { "Stop" } else { "Work it out again" }}
                </button>
            </div>
        }
        .into_any()
    }
}
