//! What would come of a row, in words.

use weighbridge::alignment::Assessment;
use weighbridge::date::Date;
use weighbridge::paste::{
    Changed, Column, Line, Marks, MoneyRole, Outcome, Pasted, Reading, Refusal, Role, Row, Sum, SumCheck, When,
};
use weighbridge::pence::Pence;
use weighbridge::present::{assessment_words, count, date, money, status_words};

/// What would come of a row: a word for it, and the rest as sentences without their points.
pub(super) struct Said {
    pub(super) word: &'static str,
    pub(super) rest: Vec<String>,
}

/// Returns what would come of a row.
pub(super) fn said(reading: &Reading, row: &Row) -> Said {
    let (word, mut rest) = match &row.outcome {
        Outcome::Added(pasted) => ("Added", facts(pasted)),
        Outcome::Changed(changed) => ("Changed", changes(changed)),
        Outcome::Unchanged(_) => ("As it is", Vec::new()),
        Outcome::Refused(refusal) => ("Refused", vec![refused(reading, refusal)]),
        Outcome::Asks(_) => ("Waits for an answer", Vec::new()),
        Outcome::Line(line) => ("Line", figures(reading, line)),
        Outcome::Marks(marks) => of_marks(reading, marks),
        Outcome::Subtotal(sum) => ("Subtotal", checked(reading, sum)),
        Outcome::Total(sum) => ("Total", checked(reading, sum)),
        Outcome::Group(_) => ("Heading of a group", Vec::new()),
        Outcome::HeadingAgain => ("Heading again", Vec::new()),
        Outcome::Blank => ("Blank", Vec::new()),
        Outcome::Note(words) => ("Note", vec![words.clone()]),
        Outcome::Footnote { mark, words } => ("Footnote", vec![format!("{mark} {words}")]),
    };
    rest.extend(row.without.iter().map(|refusal| format!("Left empty: {}", refused(reading, refusal))));
    rest.extend(row.notes.iter().cloned());
    Said { word, rest }
}

/// Returns what the button says that saves what stays out; nothing where nothing does.
pub(super) fn left_out(reading: &Reading) -> Option<String> {
    let n_rows = reading.rows.iter().filter(|row| matches!(row.outcome, Outcome::Refused(_))).count();
    let n_cells: usize = reading.rows.iter().map(|row| row.without.len()).sum();
    let rows = (n_rows > 0).then(|| count(n_rows, "refused row", "refused rows"));
    let cells = (n_cells > 0).then(|| count(n_cells, "cell left empty", "cells left empty"));
    let what: Vec<String> = rows.into_iter().chain(cells).collect();
    (!what.is_empty()).then(|| format!("Save the {} as a file", what.join(" and the ")))
}

/// Returns what a column is called.
pub(super) fn called(reading: &Reading, at: usize) -> String {
    match reading.columns.get(at).map(|column| column.heading.as_str()) {
        None | Some("") => format!("Column {}", at + 1),
        Some(heading) => heading.to_owned(),
    }
}

/// Returns what a column holds, as it stands in a list.
pub(super) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Name => "Name",
        Role::Reference => "Reference",
        Role::Group => "Group",
        Role::LeadRole => "Lead role",
        Role::Status => "Status",
        Role::Start => "Start",
        Role::PlannedEnd => "Planned end",
        Role::ActualEnd => "Actual end",
        Role::EarlierEnd => "Earlier end",
        Role::Budget => "Budget, all years",
        Role::BudgetOfYear => "Budget of one year",
        Role::Money(money) => money_words(money),
        Role::Narrative => "Progress in words",
        Role::Objective => "Objective",
        Role::Source => "Source",
        Role::Goal(_) => "Marks on a goal",
        Role::Unmapped => "Not taken",
    }
}

fn money_words(role: MoneyRole) -> &'static str {
    match role {
        MoneyRole::Spend => "Spend",
        MoneyRole::Approved
        | MoneyRole::Revised
        | MoneyRole::Forecast
        | MoneyRole::Variance
        | MoneyRole::AllBudget
        | MoneyRole::AllForecast
        | MoneyRole::AllVariance
        | MoneyRole::Other => role.column_role().word(),
    }
}

fn refused(reading: &Reading, refusal: &Refusal) -> String {
    // A reason that begins with the heading says already where it is.
    match refusal.column.map(|at| called(reading, at)) {
        Some(column) if !refusal.reason.starts_with(&column) => format!("{column}: {}", refusal.reason),
        _ => refusal.reason.clone(),
    }
}

fn facts(pasted: &Pasted) -> Vec<String> {
    let when = |when: &When| match (when.date, when.words.as_str()) {
        (Some(day), _) => date(day),
        (None, "") => String::new(),
        (None, words) => format!("“{words}”, kept as words"),
    };
    let sum = |sum: Option<Pence>| sum.map_or_else(String::new, money);
    let status = pasted.status.map_or_else(|| pasted.status_words.clone(), status_words);
    let ends: Vec<String> = pasted.earlier_ends.iter().map(|end: &Date| date(*end)).collect();
    let years = pasted.budget_by_year.iter().map(|(year, budget)| (format!("Budget of {year}"), money(*budget)));
    let facts = [
        (Role::Reference, pasted.reference.clone()),
        (Role::Group, pasted.group.clone()),
        (Role::LeadRole, pasted.lead_role.clone()),
        (Role::Status, status),
        (Role::Start, when(&pasted.start)),
        (Role::PlannedEnd, when(&pasted.planned_end)),
        (Role::ActualEnd, when(&pasted.actual_end)),
        (Role::EarlierEnd, ends.join(", ")),
        (Role::Budget, sum(pasted.budget)),
        (Role::Narrative, pasted.narrative.clone()),
        (Role::Objective, pasted.objective.clone()),
        (Role::Source, pasted.source.clone()),
    ];
    let named = facts.into_iter().map(|(role, words)| (role_words(role).to_owned(), words)).chain(years);
    let said: Vec<String> =
        named.filter(|(_, words)| !words.is_empty()).map(|(what, words)| format!("{what}: {words}")).collect();
    if said.is_empty() { Vec::new() } else { vec![said.join("; ")] }
}

fn changes(changed: &Changed) -> Vec<String> {
    let nothing = |words: &str| if words.is_empty() { "nothing".to_owned() } else { words.to_owned() };
    changed
        .changes
        .iter()
        .map(|change| format!("{}: {} → {}", role_words(change.role), nothing(&change.from), change.to))
        .collect()
}

fn figures(reading: &Reading, line: &Line) -> Vec<String> {
    let mut said = with_columns(reading, &line.figures);
    if line.is_unallocated {
        said.push("Not allocated yet".to_owned());
    }
    if !line.footnote.is_empty() {
        said.push(line.footnote.clone());
    }
    said
}

/// Returns figures with their columns, in one sentence.
fn with_columns(reading: &Reading, figures: &[Option<Pence>]) -> Vec<String> {
    let columns = reading.money.as_ref().map_or(&[][..], |facts| &facts.columns);
    let figures = columns.iter().zip(figures).filter_map(|(at, sum)| Some((*at, (*sum)?)));
    let said: Vec<String> = figures.map(|(at, sum)| format!("{}: {}", called(reading, at), money(sum))).collect();
    if said.is_empty() { Vec::new() } else { vec![said.join("; ")] }
}

/// Returns how a printed total stands to its lines, and which of its columns do otherwise.
fn checked(reading: &Reading, sum: &Sum) -> Vec<String> {
    let is_money = |column: &Column| matches!(column.role, Role::Money(_) | Role::Budget | Role::BudgetOfYear);
    let columns = (0..reading.columns.len()).filter(|at| is_money(&reading.columns[*at]));
    let apart = columns.zip(&sum.checks).filter_map(|(at, check)| {
        let by = |more: Pence| if more.get() < 0 { "less" } else { "more" };
        let abs = |more: Pence| money(Pence::new(more.get().saturating_abs()).unwrap_or(more));
        match check.as_ref()? {
            SumCheck::Ok => None,
            SumCheck::WithinRounding(more) => {
                let words = format!("{} {} than its lines, which rounding can explain", abs(*more), by(*more));
                Some(format!("{}: {words}", called(reading, at)))
            }
            SumCheck::Differs(more) => {
                Some(format!("{}: {} {} than its lines", called(reading, at), abs(*more), by(*more)))
            }
            SumCheck::Cannot(why) => Some(format!("{}: cannot be checked, {why}", called(reading, at))),
        }
    });
    let apart: Vec<String> = apart.collect();
    match &sum.check {
        SumCheck::Ok if apart.is_empty() => vec!["Checked and right".to_owned()],
        SumCheck::Cannot(why) if apart.is_empty() => vec![format!("Cannot be checked: {why}")],
        SumCheck::Ok | SumCheck::WithinRounding(_) | SumCheck::Differs(_) | SumCheck::Cannot(_) => apart,
    }
}

fn of_marks(reading: &Reading, marks: &Marks) -> (&'static str, Vec<String>) {
    let word = match marks.initiative {
        _ if marks.asks => "Waits for an answer",
        None => "New initiative",
        Some(_) => "Marks",
    };
    let has_goal = |at: usize| matches!(reading.columns[at].role, Role::Goal(_));
    let given = marks.marks.iter().filter(|(at, mark)| has_goal(*at) && *mark != Assessment::NotAssessed);
    let given: Vec<String> =
        given.map(|(at, mark)| format!("{}: {}", called(reading, *at), assessment_words(*mark))).collect();
    let mut said = if given.is_empty() { Vec::new() } else { vec![given.join("; ")] };
    let n_asked = marks.asked.iter().filter(|at| has_goal(**at)).count();
    if n_asked > 0 {
        said.push(count(n_asked, "cell waits for an answer", "cells wait for an answer"));
    }
    (word, said)
}
