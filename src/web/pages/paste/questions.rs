//! What only a person can say of a pasted table: the questions, what holds until they are answered, and their answers. They take
//! effect together, so that nothing moves while they are given.

use super::Pasting;
use super::columns::unit_words;
use super::words::{called, role_words};
use crate::parts::flow::Show;
use crate::parts::focus::focus_soon;
use crate::parts::select_field::SelectField;
use leptos::prelude::*;
use std::collections::BTreeMap;
use weighbridge::alignment::{Assessment, Effect as Points};
use weighbridge::paste::{
    About, Choices, DateOrder, Decimal, Kind, MoneyRole, Question, Reading, Role, Same, Unit, VarianceSign,
};
use weighbridge::present::{assessment_words, count, status_words};
use weighbridge::print::capitalised;
use weighbridge::programme::Status;
use weighbridge::spelling::folded;

/// How many questions are listed at a time.
const QUESTIONS_SHOWN: usize = 20;

/// An answer to a question.
#[derive(Clone, PartialEq)]
enum Answer {
    Kind(Kind),
    Role(usize, Role),
    /// Of several columns for one thing, the one that holds it.
    Which(Role, usize, Vec<usize>),
    Order(usize, DateOrder),
    Decimal(usize, Decimal),
    Unit(usize, Unit),
    Variance(VarianceSign),
    Mark(String, Assessment),
    Status(String, Option<Status>),
    Name(String, Same),
    Group(String, bool),
    Total(String, bool),
    KeepAddresses,
}

impl Answer {
    fn put(self, choices: &mut Choices) {
        match self {
            Answer::Kind(kind) => choices.kind = Some(kind),
            Answer::Role(column, role) => {
                choices.roles.insert(column, role);
            }
            Answer::Which(role, column, all) => {
                // Money that is not compared is kept all the same.
                let rest = if matches!(role, Role::Money(_)) { Role::Money(MoneyRole::Other) } else { Role::Unmapped };
                choices.roles.extend(all.into_iter().map(|other| (other, rest)));
                choices.roles.insert(column, role);
            }
            Answer::Order(column, order) => {
                choices.date_orders.insert(column, order);
            }
            Answer::Decimal(column, decimal) => {
                choices.decimals.insert(column, decimal);
            }
            Answer::Unit(column, unit) => {
                choices.units.insert(column, unit);
            }
            Answer::Variance(sign) => choices.variance = Some(sign),
            Answer::Mark(mark, stands_for) => {
                choices.marks.insert(folded(&mark), stands_for);
            }
            Answer::Status(word, status) => {
                choices.statuses.insert(word, status);
            }
            Answer::Name(name, same) => {
                choices.names.insert(folded(&name), same);
            }
            Answer::Group(name, heads) => {
                choices.groups.insert(folded(&name), heads);
            }
            Answer::Total(name, is_total) => {
                choices.totals.insert(folded(&name), is_total);
            }
            Answer::KeepAddresses => choices.keeps_addresses = true,
        }
    }
}

/// What is chosen from for one answer: what it is about, and the answers in words.
type Asked = (String, Vec<(Answer, String)>);

/// Returns what is chosen from to answer a question; nothing where it can only be looked at.
fn asked(reading: &Reading, question: &Question) -> Vec<Asked> {
    let label = |row: &usize| reading.rows.get(row.wrapping_sub(1)).map_or_else(String::new, |row| row.label.clone());
    let one = |answers: Vec<(Answer, &str)>| {
        let answers = answers.into_iter().map(|(answer, words)| (answer, words.to_owned())).collect();
        vec![(question.words.clone(), answers)]
    };
    match &question.about {
        About::Kind => one(vec![
            (Answer::Kind(Kind::Initiatives), "Initiatives"),
            (Answer::Kind(Kind::Money), "Money"),
            (Answer::Kind(Kind::Matrix), "A matrix of marks"),
        ]),
        About::Role(column) => {
            let roles = [Role::Name, Role::Group, Role::Status, Role::PlannedEnd, Role::Budget, Role::Unmapped];
            one(roles.into_iter().map(|role| (Answer::Role(*column, role), role_words(role))).collect())
        }
        About::WhichColumn(role, columns) => {
            let which = |at: &usize| (Answer::Which(*role, *at, columns.clone()), called(reading, *at));
            vec![(question.words.clone(), columns.iter().map(which).collect())]
        }
        About::DateOrder(column) => one(vec![
            (Answer::Order(*column, DateOrder::DayFirst), "The day comes first"),
            (Answer::Order(*column, DateOrder::MonthFirst), "The month comes first"),
        ]),
        About::Decimal(column) => one(vec![
            (Answer::Decimal(*column, Decimal::Comma), "Yes: a comma stands before decimals"),
            (Answer::Decimal(*column, Decimal::Point), "No: a point stands before decimals"),
        ]),
        About::Unit(column) => {
            let units = [Unit::Pounds, Unit::Thousands, Unit::Millions, Unit::Billions];
            let units = units.map(|unit| (Answer::Unit(*column, unit), unit_words(unit)));
            vec![(question.words.clone(), units.to_vec())]
        }
        About::Variance => {
            let signs = [VarianceSign::BudgetLessForecast, VarianceSign::ForecastLessBudget];
            let signs = signs.map(|sign| (Answer::Variance(sign), capitalised(sign.word())));
            vec![(question.words.clone(), signs.to_vec())]
        }
        About::Marks(marks) => {
            let one = |mark: &String| {
                let answers = stands_for().map(|(found, words)| (Answer::Mark(mark.clone(), found), words)).collect();
                (format!("What does “{mark}” stand for?"), answers)
            };
            marks.iter().map(one).collect()
        }
        About::Status(word) => {
            let all = [Status::Red, Status::Amber, Status::Green, Status::Complete];
            let all = all.map(|status| (Answer::Status(word.clone(), Some(status)), status_words(status)));
            let none = (Answer::Status(word.clone(), None), "None of them: keep the words".to_owned());
            vec![(question.words.clone(), all.into_iter().chain(std::iter::once(none)).collect())]
        }
        About::SameName { row, initiative } => {
            let name = label(row);
            one(vec![
                (Answer::Name(name.clone(), Same::Is(*initiative)), "Yes, and its name stays"),
                (Answer::Name(name.clone(), Same::Renames(*initiative)), "Yes, and it takes the pasted name"),
                (Answer::Name(name, Same::New), "No, it is a new one"),
            ])
        }
        About::Person { .. } => one(vec![(Answer::KeepAddresses, "Keep addresses and telephone numbers")]),
        About::Goal { column, goal } => one(vec![
            (Answer::Role(*column, Role::Goal(*goal)), "Yes"),
            (Answer::Role(*column, Role::Unmapped), "No: leave the column out"),
        ]),
        About::Group { row } => one(vec![
            (Answer::Group(label(row), true), "Yes, it heads them"),
            (Answer::Group(label(row), false), "No, it is an initiative"),
        ]),
        About::Total { row } => one(vec![
            (Answer::Total(label(row), true), "Yes, it is their total"),
            (Answer::Total(label(row), false), "No, it is an initiative"),
        ]),
        About::Persons(column) => one(vec![(Answer::Role(*column, Role::Unmapped), "Leave the column out")]),
        About::RunningDates => Vec::new(),
    }
}

/// Returns what a mark can stand for.
fn stands_for() -> impl Iterator<Item = (Assessment, String)> {
    let points = Points::ALL.into_iter().rev().map(Assessment::Scored);
    let others = [Assessment::NotApplicable, Assessment::Unknown, Assessment::NotAssessed];
    points.chain(others).map(|found| (found, capitalised(&assessment_words(found))))
}

/// The questions, with one button for all answers.
#[component]
pub(super) fn Questions(pasting: Pasting) -> AnyView {
    let questions = Memo::new(move |_| {
        pasting.reading.with(|reading| reading.as_ref().map_or_else(Vec::new, |found| found.questions.clone()))
    });
    let given: RwSignal<BTreeMap<String, Answer>> = RwSignal::new(BTreeMap::new());
    // Answers to another text are none.
    Effect::new(move |_| {
        pasting.text.track();
        given.set(BTreeMap::new());
    });
    let answer = move |_| {
        let answers = given.get_untracked();
        given.set(BTreeMap::new());
        pasting.choose(|choices| answers.into_values().for_each(|answer| answer.put(choices)));
        focus_soon(&["paste-preview"]);
    };
    let heading = move || questions.with(|all| count(all.len(), "question", "questions"));
    let list = move || {
        let Some(reading) = pasting.reading.get_untracked() else { return Vec::new() };
        let shown = questions.get().into_iter().take(QUESTIONS_SHOWN).enumerate();
        shown.map(|(at, question)| ask(&reading, at, &question, given)).collect()
    };
    let more = move || {
        let more = questions.with(Vec::len).saturating_sub(QUESTIONS_SHOWN);
        (more > 0).then(|| format!("And {}, once these are answered.", count(more, "more", "more")))
    };
    let can_answer = Memo::new(move |_| !given.with(BTreeMap::is_empty));
    view! {
        <Show when=move || !questions.with(Vec::is_empty)>
            <h4 id="h-paste-questions">{heading}</h4>
            <ol class="pasted__questions" role="list">{list}</ol>
            <p class="note">{more}</p>
            <Show when=move || can_answer.get()>
                <p><button class="button" type="button" id="paste-answer" on:click=answer>"Use these answers"</button></p>
            </Show>
        </Show>
    }
    .into_any()
}

/// Returns a question with its lists of answers.
fn ask(reading: &Reading, at: usize, question: &Question, given: RwSignal<BTreeMap<String, Answer>>) -> AnyView {
    let asked = asked(reading, question);
    let is_looked_at = asked.is_empty();
    let until_then = question.until_then.clone();
    let list = |(n, (label, answers)): (usize, Asked)| {
        let until_then = format!("Not answered. {until_then}");
        let choices: Vec<(Option<Answer>, String)> = std::iter::once((None, until_then))
            .chain(answers.into_iter().map(|(answer, words)| (Some(answer), words)))
            .collect();
        let key = StoredValue::new(format!("{at}-{n}"));
        let value = Signal::derive(move || key.with_value(|key| given.with(|given| given.get(key).cloned())));
        let choose = move |answer: Option<Answer>| {
            given.update(|given| match answer {
                Some(answer) => {
                    given.insert(key.get_value(), answer);
                }
                None => {
                    given.remove(&key.get_value());
                }
            });
        };
        view! { <SelectField id=format!("paste-question-{at}-{n}") label=label value=value choices=Signal::stored(choices) choose=choose/> }
    };
    let lists = asked.into_iter().enumerate().map(list).collect_view();
    let look = is_looked_at.then(|| view! { <p>{format!("{} {}", question.words, question.until_then)}" Where that is wrong, say below what the columns hold."</p> });
    view! { <li>{lists}{look}</li> }.into_any()
}
