//! Crosswalks: which goals of one framework stand for which of another, and carrying over what was scored.

use super::{Pair, carried, crosswalk_id};
use crate::pages::removal;
use crate::parts::field::TextField;
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::notice::Notice;
use crate::parts::select_field::SelectField;
use crate::seeds::crosswalk_packs;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::edit::{CrosswalkEdit, Edit};
use weighbridge::framework::{Crosswalk, Framework, Strength};
use weighbridge::id::{FrameworkId, GoalId};
use weighbridge::present::{count, framework_words, strength_name, strength_words};

/// All crosswalks of the case, those that come with the page, and starting one.
#[component]
pub(super) fn Crosswalks(session: Session) -> impl IntoView {
    let pairs = Memo::new(move |_| {
        let pairs = |case: &Arc<Case>| case.crosswalks.iter().map(|one| (one.from, one.to)).collect::<Vec<Pair>>();
        session.case().with(pairs)
    });
    let packs = StoredValue::new(crosswalk_packs());
    let offered = Memo::new(move |_| {
        packs.with_value(|packs| {
            session.case().with(|case| packs.iter().filter_map(|pack| fitted(case, pack)).collect::<Vec<Crosswalk>>())
        })
    });
    let has_two = move || session.case().with(|case| case.frameworks.len() > 1);
    view! {
        <section class="section no-print" aria-labelledby="h-crosswalks">
            <h2 id="h-crosswalks" tabindex="-1">"From one edition to another"</h2>
            <p class="note measure">"A crosswalk says which goals of an older framework stand for which of a newer one, so that what was scored need not be typed again. What it carries is hatched in the matrix and counts for nothing until somebody confirms it."</p>
            <Show when=move || !has_two()><p class="soft">"It takes two frameworks in this case."</p></Show>
            <For each=move || pairs.get() key=|pair| *pair children=move |pair| view! { <One session pair/> }/>
            <For each=move || offered.get() key=|pack: &Crosswalk| (pack.from, pack.to) children=move |pack| offer(session, pack)/>
            <Show when=has_two><Start session/></Show>
        </section>
    }
}

/// Returns the crosswalk of a pack in the ids of a case, where the case has its two frameworks and no crosswalk between them.
fn fitted(case: &Case, pack: &Case) -> Option<Crosswalk> {
    let crosswalk = pack.crosswalks.first()?;
    let found = crosswalk.fitted(&pack.frameworks, &case.frameworks)?;
    case.crosswalk(found.from, found.to).is_none().then_some(found)
}

/// Returns a crosswalk that comes with the page, to be added.
fn offer(session: Session, pack: Crosswalk) -> impl IntoView {
    let name = session.case().with_untracked(|case| name(case, (pack.from, pack.to)));
    let links = count(pack.links.len(), "link", "links");
    let (source, pair) = (pack.source.clone(), (pack.from, pack.to));
    let label = format!("Add the crosswalk {name}");
    let add = move |_| {
        session.dispatch(&Edit::Crosswalk(CrosswalkEdit::Add(Box::new(pack.clone()))));
        focus_soon(&[&crosswalk_id(pair)]);
    };
    view! {
        <div class="frameworks__item">
            <div>
                <h3 class="frameworks__title">"To choose: "{name}</h3>
                <p class="note">{links}". "{source}</p>
            </div>
            <button class="button button--small" type="button" aria-label=label on:click=add>"Add"</button>
        </div>
    }
}

fn name(case: &Case, (from, to): Pair) -> String {
    let title = |id| case.framework(id).map_or("", |found| &found.title);
    format!("{} to {}", title(from), title(to))
}

/// Two frameworks between which there is none yet.
#[component]
fn Start(session: Session) -> impl IntoView {
    let frameworks = Signal::derive(move || {
        let all = |case: &Arc<Case>| case.frameworks.iter().map(|one| (one.id, one.title.clone())).collect::<Vec<_>>();
        session.case().with(all)
    });
    let at = |at: usize| frameworks.with_untracked(|all| all.get(at).map_or(FrameworkId(0), |one| one.0));
    let (from, to) = (RwSignal::new(at(0)), RwSignal::new(at(1)));
    let start = move |_| {
        let pair = (from.get_untracked(), to.get_untracked());
        let edit = CrosswalkEdit::Add(Box::new(Crosswalk::between(pair.0, pair.1)));
        match session.commit(&Edit::Crosswalk(edit)) {
            Ok(()) => focus_soon(&[&crosswalk_id(pair)]),
            Err(error) => session.notice.set(Some(Notice::problem(format!("No crosswalk was started: {error}.")))),
        }
    };
    let set = |signal: RwSignal<FrameworkId>| Callback::new(move |id| signal.set(id));
    view! {
        <h3 id="h-start-crosswalk">"A crosswalk of your own"</h3>
        <div class="wording">
            <SelectField id="crosswalk-from" label="Scored before" value=from choices=frameworks choose=set(from)/>
            <SelectField id="crosswalk-to" label="To be scored" value=to choices=frameworks choose=set(to)/>
            <button class="button" type="button" id="start-crosswalk" on:click=start>"Start a crosswalk"</button>
        </div>
    }
}

#[component]
fn One(session: Session, pair: Pair) -> impl IntoView {
    let case = session.case();
    let title = Signal::derive(move || case.with(|case| name(case, pair)));
    let read = move |id: FrameworkId| move || case.with(|case| case.framework(id).map(framework_words));
    let source = Signal::derive(move || {
        case.with(|case| case.crosswalk(pair.0, pair.1).map_or_else(String::new, |found| found.source.clone()))
    });
    let set_source =
        Callback::new(move |words| session.commit(&Edit::Crosswalk(CrosswalkEdit::SetSource(pair.0, pair.1, words))));
    let links = Memo::new(move |_| {
        let links = |found: &Crosswalk| found.links.iter().map(|link| (link.from, link.to)).collect::<Vec<_>>();
        case.with(|case| case.crosswalk(pair.0, pair.1).map(links)).unwrap_or_default()
    });
    let remove = move |_| {
        let edit = Edit::Crosswalk(CrosswalkEdit::Remove(pair.0, pair.1));
        let said = format!("Removed the crosswalk {}. What it carried stays.", title.get_untracked());
        removal::remove(session, &edit, said, &["h-crosswalks"], crosswalk_id(pair));
    };
    let (from, to) = pair;
    view! {
        <article class="crosswalk" aria-labelledby=crosswalk_id(pair)>
            <h3 class="frameworks__title" id=crosswalk_id(pair) tabindex="-1">{title}</h3>
            <p class="note">"From: "{read(from)}</p>
            <p class="note">"To: "{read(to)}</p>
            <TextField id=format!("crosswalk-source-{from}-{to}") label="Who drew the crosswalk up, and where it was read" value=source commit=set_source/>
            <h4>"Links"</h4>
            <ul class="crosswalk__strengths note">{Strength::ALL.map(|one| view! { <li><b>{strength_name(one)}</b>" "{strength_words(one)}</li> }).into_iter().collect_view()}</ul>
            <Show when=move || links.with(Vec::is_empty)><p class="soft">"None yet."</p></Show>
            <ul class="crosswalk__links" role="list">
                <For each=move || links.get() key=|link| *link children=move |link| view! { <LinkRow session pair link/> }/>
            </ul>
            <AddLink session pair/>
            <carried::Carried session pair/>
            <p class="row">
                <button class="button button--small" type="button" aria-label=move || format!("Save as a pack file: {}", title.get())
                    on:click=move |_| session.save_crosswalk(from, to)>"Save as a pack file"</button>
                <span class="note">"The file holds this crosswalk and its two frameworks, and can be opened into other cases."</span>
            </p>
            <p><button class="link" type="button" on:click=remove>"Remove this crosswalk"<span class="visually-hidden">": "{title}</span></button></p>
        </article>
    }
}

fn strengths() -> Signal<Vec<(Strength, String)>> {
    Signal::stored(Strength::ALL.map(|one| (one, strength_name(one).to_owned())).to_vec())
}

#[component]
fn LinkRow(session: Session, pair: Pair, link: (GoalId, GoalId)) -> impl IntoView {
    let case = session.case();
    let (from, to) = link;
    let found = Memo::new(move |_| {
        case.with(|case| case.crosswalk(pair.0, pair.1).and_then(|found| found.link(from, to)).cloned())
    });
    let goal = move |id: GoalId| case.with(|case| case.goal(id).map_or_else(String::new, |goal| goal.title.clone()));
    let words = Signal::derive(move || format!("{} → {}", goal(from), goal(to)));
    let strength =
        Signal::derive(move || found.with(|found| found.as_ref().map_or(Strength::Related, |one| one.strength)));
    let note =
        Signal::derive(move || found.with(|found| found.as_ref().map_or_else(String::new, |one| one.note.clone())));
    let choose = Callback::new(move |strength| {
        session.dispatch(&Edit::Crosswalk(CrosswalkEdit::SetLink(from, to, strength, note.get_untracked())));
    });
    let set_note = Callback::new(move |words| {
        session.commit(&Edit::Crosswalk(CrosswalkEdit::SetLink(from, to, strength.get_untracked(), words)))
    });
    let id = format!("link-{from}-{to}");
    let back = id.clone();
    let remove = move |_| {
        let said = format!("Removed the link {}.", words.get_untracked());
        let edit = Edit::Crosswalk(CrosswalkEdit::RemoveLink(from, to));
        removal::remove(session, &edit, said, &[&crosswalk_id(pair)], back.clone());
    };
    view! {
        <li class="crosswalk__link">
            <p class="crosswalk__goals"><span>{move || goal(from)}</span><span aria-hidden="true">" → "</span><span class="visually-hidden">" stands for "</span><span>{move || goal(to)}</span></p>
            <SelectField id=id label="How far" value=strength choices=strengths() choose/>
            <TextField id=format!("link-note-{from}-{to}") label="Note" value=note commit=set_note/>
            <button class="button button--small" type="button" aria-label=move || format!("Remove the link {}", words.get()) on:click=remove>"Remove"</button>
        </li>
    }
}

#[component]
fn AddLink(session: Session, pair: Pair) -> impl IntoView {
    let goals = move |id: FrameworkId| {
        Signal::derive(move || {
            let all =
                |found: &Framework| found.goals.iter().map(|goal| (goal.id, goal.title.clone())).collect::<Vec<_>>();
            session.case().with(|case| case.framework(id).map(all)).unwrap_or_default()
        })
    };
    let (from_goals, to_goals) = (goals(pair.0), goals(pair.1));
    let first =
        |goals: Signal<Vec<(GoalId, String)>>| goals.with_untracked(|all| all.first().map_or(GoalId(0), |one| one.0));
    let (from, to) = (RwSignal::new(first(from_goals)), RwSignal::new(first(to_goals)));
    let strength = RwSignal::new(Strength::Part);
    let add = move |_| {
        let (one, other) = (from.get_untracked(), to.get_untracked());
        let edit = CrosswalkEdit::SetLink(one, other, strength.get_untracked(), String::new());
        match session.commit(&Edit::Crosswalk(edit)) {
            Ok(()) => focus_soon(&[&format!("link-{one}-{other}")]),
            Err(error) => session.notice.set(Some(Notice::problem(format!("No link was added: {error}.")))),
        }
    };
    let ids = ["from", "to", "strength"].map(|key| format!("link-{key}-of-{}-{}", pair.0, pair.1));
    let [from_id, to_id, strength_id] = ids;
    view! {
        <div class="wording">
            <SelectField id=from_id label="Goal that was scored" value=from choices=from_goals choose=Callback::new(move |id| from.set(id))/>
            <SelectField id=to_id label="Goal that it stands for" value=to choices=to_goals choose=Callback::new(move |id| to.set(id))/>
            <SelectField id=strength_id label="How far" value=strength choices=strengths() choose=Callback::new(move |one| strength.set(one))/>
            <button class="button" type="button" on:click=add>"Add link"</button>
        </div>
    }
}
