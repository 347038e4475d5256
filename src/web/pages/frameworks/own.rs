//! Wording a framework in the case: its name, what it answers, where it comes from, and its goals.

use super::Known;
use crate::pages::programme::read_date;
use crate::pages::removal;
use crate::parts::adder::Adder;
use crate::parts::field::{TextArea, TextField};
use crate::parts::flow::{For, Show};
use crate::parts::focus::focus_soon;
use crate::parts::order_buttons::OrderButtons;
use crate::parts::select_field::SelectField;
use crate::session::Session;
use leptos::prelude::*;
use std::sync::Arc;
use weighbridge::date::entry;
use weighbridge::edit::{Edit, FrameworkEdit, Origin};
use weighbridge::framework::{Framework, Goal, Lens};
use weighbridge::id::{FrameworkId, GoalId};
use weighbridge::present::{date, hanging_words, lens_name};

/// Adding a framework of one's own. It is then open to be worded.
#[component]
pub(super) fn AddOwn(session: Session, opened: RwSignal<Option<FrameworkId>>) -> impl IntoView {
    let add = Callback::new(move |title: String| {
        session.commit(&Edit::Framework(FrameworkEdit::Start(title, Lens::Outcomes)))?;
        let newest = session.case().with_untracked(|case| case.frameworks.last().map(|framework| framework.id));
        opened.set(newest);
        if let Some(id) = newest {
            focus_soon(&[&add_id(id)]);
        }
        Ok(())
    });
    view! {
        <h3 id="h-own">"A framework of your own"</h3>
        <p class="note measure">"Add your council’s goals under a name, such as “Corporate plan 2026 to 2030”. Save it as a pack file to use it in other cases."</p>
        <Adder id="add-framework" label="Name of the framework" button="Add framework" add/>
    }
}

fn add_id(id: FrameworkId) -> String {
    format!("add-goal-{id}")
}

/// Returns the id of the field that names a framework.
pub(super) fn name_id(id: FrameworkId) -> String {
    format!("framework-name-{id}")
}

/// The fields of a framework, and its goals.
#[component]
pub(super) fn Wording(session: Session, id: FrameworkId, known: Known) -> impl IntoView {
    let text = move |read: fn(&Framework) -> &str| {
        Signal::derive(move || {
            known.with(|found| found.as_ref().map_or_else(String::new, |found| read(found).to_owned()))
        })
    };
    let rename = move |title| session.commit(&Edit::Framework(FrameworkEdit::Rename(id, title)));
    let lens = Signal::derive(move || known.with(|found| found.as_ref().map_or(Lens::Outcomes, |found| found.lens)));
    let choices = Signal::stored(Lens::ALL.map(|lens| (lens, lens_name(lens).to_owned())).to_vec());
    let choose = Callback::new(move |lens| session.dispatch(&Edit::Framework(FrameworkEdit::SetLens(id, lens))));
    let origin = move |origin: Origin| {
        let read = Signal::derive(move || {
            known.with(|found| found.as_ref().map_or_else(String::new, |found| origin.of(found).to_owned()))
        });
        let (key, hint) = match origin {
            Origin::Publisher => ("publisher", "Such as Anytown Council"),
            Origin::Edition => ("edition", "Such as 2026 to 2030"),
            Origin::Source => ("source", "Where the wording was read"),
            Origin::Note => ("note", "What a reader must know before relying on it"),
            Origin::Heading => ("heading", "Over the table of goals in a report, where the report says no other"),
        };
        let commit = move |words| session.commit(&Edit::Framework(FrameworkEdit::SetOrigin(id, origin, words)));
        let name = format!("framework-{key}-{id}");
        view! { <TextField id=name label=origin.word() hint value=read commit/> }
    };
    view! {
        <div class="wording">
            <TextField id=name_id(id) label="Name" value=text(|found| &found.title) commit=rename/>
            <SelectField id=format!("framework-lens-{id}") label="Lens" value=lens choices choose/>
            {Origin::ALL.map(origin).into_iter().collect_view()}
            {period(session, id, known, "from", "Holds from")}
            {period(session, id, known, "until", "Holds until")}
        </div>
        {not_found(session, id, known)}
        <Goals session id known/>
    }
}

/// Returns the field of when a framework begins or ends.
fn period(session: Session, id: FrameworkId, known: Known, key: &'static str, label: &'static str) -> AnyView {
    let is_from = key == "from";
    let value = Signal::derive(move || {
        let of = |found: &Arc<Framework>| if is_from { found.from } else { found.until };
        known.with(|found| found.as_ref().and_then(of).map_or_else(String::new, date))
    });
    let commit = Callback::new(move |typed: String| {
        // A year alone is kept as it is.
        let held = read_date(&typed, |text| entry::read_event(text).or_else(|_| entry::read(text)))?;
        let edit = if is_from { FrameworkEdit::SetFrom(id, held) } else { FrameworkEdit::SetUntil(id, held) };
        session.commit(&Edit::Framework(edit))
    });
    view! { <TextField id=format!("framework-{key}-{id}") label hint="Such as 2016 or December 2025" value commit/> }
        .into_any()
}

/// Returns the field of the parts that were not found, one on each line.
fn not_found(session: Session, id: FrameworkId, known: Known) -> AnyView {
    let value = Signal::derive(move || {
        known.with(|found| found.as_ref().map_or_else(String::new, |found| found.not_found.join("\n")))
    });
    let commit = Callback::new(move |typed: String| {
        let parts = typed.lines().map(str::to_owned).collect();
        session.commit(&Edit::Framework(FrameworkEdit::SetNotFound(id, parts)))
    });
    view! { <TextArea id=format!("framework-not-found-{id}") label="Parts that were not found" hint="One on each line, so that nobody takes the list of goals for complete" value commit rows=3/> }
        .into_any()
}

#[component]
fn Goals(session: Session, id: FrameworkId, known: Known) -> impl IntoView {
    let ids = Memo::new(move |_| {
        known.with(|found| found.iter().flat_map(|found| &found.goals).map(|goal| goal.id).collect::<Vec<GoalId>>())
    });
    let add = Callback::new(move |title| session.commit(&Edit::Framework(FrameworkEdit::AddGoal(id, title))));
    view! {
        <h4>"Goals"</h4>
        <Show when=move || ids.with(Vec::is_empty)>
            <p class="soft">"None yet. Each goal becomes a column of the matrix."</p>
        </Show>
        <ol class="wording__goals" role="list">
            <For each=move || ids.get() key=|goal| *goal children=move |goal| view! { <GoalRow session framework=id known ids goal/> }/>
        </ol>
        <Adder id=add_id(id) label="Name of the goal" button="Add goal" add/>
    }
}

#[component]
fn GoalRow(
    session: Session,
    framework: FrameworkId,
    known: Known,
    ids: Memo<Vec<GoalId>>,
    goal: GoalId,
) -> impl IntoView {
    let text = move |read: fn(&Goal) -> &String| {
        Signal::derive(move || {
            let of = |found: &Arc<Framework>| {
                found.goals.iter().find(|found| found.id == goal).map(|goal| read(goal).clone())
            };
            known.with(|found| found.as_ref().and_then(of)).unwrap_or_default()
        })
    };
    let name = text(|goal| &goal.title);
    let place =
        Signal::derive(move || ids.with(|ids| (ids.iter().position(|other| *other == goal).unwrap_or(0), ids.len())));
    let edit = move |edit: fn(GoalId, String) -> FrameworkEdit| {
        move |words: String| session.commit(&Edit::Framework(edit(goal, words)))
    };
    let move_to = Callback::new(move |to| session.dispatch(&Edit::Framework(FrameworkEdit::MoveGoal(goal, to))));
    let row = format!("goal-{goal}");
    let field = row.clone();
    let go = Callback::new(move |()| {
        let next = ids.with_untracked(|ids| {
            let at = ids.iter().position(|other| *other == goal).unwrap_or(0);
            ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|before| ids.get(before))).copied()
        });
        let next = next.map_or_else(|| add_id(framework), |next| format!("goal-{next}"));
        let said = format!("Removed {}.", name.get_untracked());
        let edit = Edit::Framework(FrameworkEdit::RemoveGoal(goal));
        removal::remove(session, &edit, said, &[&next], field.clone());
    });
    let asking = Asking::new(session, format!("goal-{goal}"), name, go);
    view! {
        <li class="wording__goal">
            <TextField id=row.clone() label="Goal" value=name commit=edit(FrameworkEdit::RenameGoal)/>
            <TextField id=format!("goal-short-{goal}") label="Short name, for columns" value=text(|goal| &goal.short) commit=edit(FrameworkEdit::SetGoalLabel)/>
            <TextField id=format!("goal-text-{goal}") label="In full" value=text(|goal| &goal.text) commit=edit(FrameworkEdit::SetGoalText)/>
            <super::goal::More session goal known name/>
            <OrderButtons id=row name place move_to remove=Callback::new(move |()| asking.remove(&[goal]))/>
            {asking.view()}
        </li>
    }
}

/// Taking away what other things hang on: what they are is said first, and nothing is taken before the answer. What
/// nothing hangs on goes at once.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    session: Session,
    id: StoredValue<String>,
    name: Signal<String>,
    go: Callback<()>,
    /// What would go with it, while that is asked.
    lost: RwSignal<Option<String>>,
}

impl Asking {
    /// Returns the question of one thing. `id` is where the focus goes back to; `go` takes the thing away.
    pub(super) fn new(session: Session, id: String, name: Signal<String>, go: Callback<()>) -> Asking {
        Asking { session, id: StoredValue::new(id), name, go, lost: RwSignal::new(None) }
    }

    /// Takes the thing with these goals away, or asks first.
    pub(super) fn remove(self, goals: &[GoalId]) {
        let lost = self.session.case().with_untracked(|case| hanging_words(case, goals));
        if lost.is_empty() {
            self.go.run(());
        } else {
            self.lost.set(Some(lost));
            focus_soon(&[&self.heading_id()]);
        }
    }

    fn heading_id(self) -> String {
        format!("{}-lost", self.id.get_value())
    }

    /// Returns the question while it is asked.
    pub(super) fn view(self) -> AnyView {
        let stay = move |_| {
            self.lost.set(None);
            focus_soon(&[&self.id.get_value()]);
        };
        let go = move |_| {
            self.lost.set(None);
            self.go.run(());
        };
        (move || {
            self.lost.get().map(|lost| {
                view! {
                    <div class="warning">
                        <h4 class="warning__title" id=self.heading_id() tabindex="-1">"Remove "{self.name.get_untracked()}"?"</h4>
                        <p>{lost}" Undo brings all of it back."</p>
                        <div class="row">
                            <button class="button" type="button" on:click=go>"Remove it"</button>
                            <button class="link" type="button" on:click=stay>"Keep it"</button>
                        </div>
                    </div>
                }
            })
        })
        .into_any()
    }
}
