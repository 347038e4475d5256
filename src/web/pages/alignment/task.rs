//! What is to be found out about one cell: who does it, and by when.

use super::{AlignmentState, Cell};
use crate::pages::programme::{DATE_HINT, as_at, read_date};
use crate::pages::removal;
use crate::parts::field::TextField;
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use crate::parts::sentence;
use crate::session::Session;
use leptos::prelude::*;
use weighbridge::alignment::Assessment;
use weighbridge::date::entry;
use weighbridge::edit::{AlignmentEdit, Edit, EditError, RegisterEdit};
use weighbridge::id::ActionId;
use weighbridge::present::{self, find_out_words, task_words};
use weighbridge::programme::{Action, ActionState};

/// Returns the task of a cell with its fields, or the way to add one where the cell is not scored.
pub(super) fn task(state: AlignmentState, (initiative, goal): Cell) -> AnyView {
    let session = state.session;
    let tied = Memo::new(move |_| {
        session.case().with(|case| case.contribution(initiative, goal).and_then(|found| found.find_out))
    });
    let is_open = Memo::new(move |_| {
        let found = session.case().with(|case| case.contribution(initiative, goal).map(|found| found.assessment));
        matches!(found, None | Some(Assessment::NotAssessed | Assessment::Unknown))
    });
    let add = move |_| {
        let words = session.case().with_untracked(|case| find_out_words(case, initiative, goal));
        session.dispatch(&Edit::Alignment(AlignmentEdit::AddFindOut(initiative, goal, words)));
        focus_soon(&["task-role"]);
    };
    let adder = move || {
        view! {
            <Show when=move || is_open.get()>
                <p><button class="button button--small" type="button" id="add-task" on:click=add>"Say who finds it out"</button></p>
            </Show>
        }
    };
    let fields = move || tied.get().map(|id| fields(session, id, is_open));
    view! { <Show when=move || tied.get().is_some() fallback=adder>{fields}</Show> }.into_any()
}

/// Returns the fields of a task.
fn fields(session: Session, id: ActionId, is_open: Memo<bool>) -> AnyView {
    // While the panel goes away, it shows the last state.
    let action = Memo::new(move |last: Option<&Option<Action>>| {
        let found = session.case().with(|case| {
            case.programme.actions.iter().find(|action| action.id == id).map(|found| found.as_ref().clone())
        });
        found.or_else(|| last.cloned().flatten())
    });
    let read = move |of: fn(&Action) -> String| {
        Signal::derive(move || action.with(|action| action.as_ref().map_or_else(String::new, of)))
    };
    let change = move |change: &dyn Fn(&mut Action)| {
        let mut given = action.get_untracked().ok_or(EditError::NotThere { what: "action" })?;
        change(&mut given);
        session.commit(&Edit::Register(RegisterEdit::ChangeAction(id, Box::new(given))))
    };
    let set_what = Callback::new(move |text: String| change(&|action| action.text.clone_from(&text)));
    let set_role = Callback::new(move |text: String| change(&|action| action.owner_role.clone_from(&text)));
    let set_due = Callback::new(move |text: String| {
        let due = read_date(&text, entry::read_event)?;
        change(&|action| action.due = due)
    });
    let state =
        Signal::derive(move || action.with(|action| action.as_ref().map_or(ActionState::Open, |one| one.state)));
    let choices = ActionState::ALL.map(|one| (one, one.word().to_owned())).to_vec();
    let choose = Callback::new(move |state| {
        let _ = change(&|action| action.state = state);
    });
    let remove = move |_| {
        removal::remove(
            session,
            &Edit::Register(RegisterEdit::RemoveAction(id)),
            "Removed the task.".to_owned(),
            &["add-task", "reason-text"],
            "task-role".to_owned(),
        );
    };
    let stands = move || {
        let as_at = session.case().with(|case| as_at(case).0);
        let words = action.with(|action| action.as_ref().map_or_else(String::new, |action| task_words(action, as_at)));
        sentence(&words)
    };
    let is_answered = move || !is_open.get() && state.get().is_open();
    view! {
        <fieldset class="task">
            <legend class="task__legend">"To be found out"</legend>
            <p class="note task__stands">{stands}</p>
            <div class="task__fields">
                <div class="task__what"><TextField id="task-what" label="What" value=read(|action| action.text.clone()) commit=set_what/></div>
                <TextField id="task-role" label="Role that finds it out" value=read(|action| action.owner_role.clone()) commit=set_role/>
                <TextField id="task-due" label="By when" hint=DATE_HINT value=read(|action| action.due.map_or_else(String::new, present::date)) commit=set_due/>
                <SelectField id="task-state" label="State" value=state choices=Signal::stored(choices) choose/>
            </div>
            <Show when=is_answered><p class="note">"The cell is scored, and the task is still open: is it done?"</p></Show>
            <p><button class="link" type="button" on:click=remove>"Remove the task"</button></p>
        </fieldset>
    }
    .into_any()
}
