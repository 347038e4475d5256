//! The programme page in sentences: how initiatives stand, what dates and statuses say against each other, and whether the
//! report's money table adds up.

use super::{count, date, list, money, status_words};
use crate::alignment::{Assessment, Contribution};
use crate::case::Case;
use crate::id::{FigureId, InitiativeId};
use crate::pence::Pence;
use crate::print::capitalised;
use crate::programme::{ActionKind, Dependency, Milestone, MilestoneKind, Relation, Status};
use crate::report::{Required, template};
use crate::scrutiny::facts::Table;
use crate::scrutiny::{Footing, sums, variances};

/// Returns how many initiatives there are and how they stand.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::programme_headline};
/// assert_eq!(programme_headline(&Case::titled("Depots")), "No initiatives yet.");
/// ```
#[must_use]
pub fn programme_headline(case: &Case) -> String {
    if case.programme.initiatives.is_empty() { standing(case) } else { standing(case) + &worst_sum(case) }
}

/// Returns how many initiatives there are, and of each status.
pub(super) fn standing(case: &Case) -> String {
    let initiatives = &case.programme.initiatives;
    if initiatives.is_empty() {
        return "No initiatives yet.".to_owned();
    }
    let all = count(initiatives.len(), "initiative", "initiatives");
    let of = |status: Option<Status>| initiatives.iter().filter(|initiative| initiative.status == status).count();
    let given = [Status::Red, Status::Amber, Status::Green, Status::Complete].map(|status| (status, of(Some(status))));
    let stands = given.iter().filter(|(_, n)| *n > 0);
    let mut stands: Vec<String> =
        stands.map(|(status, n)| format!("{n} {}", status_words(*status).to_lowercase())).collect();
    match (stands.len(), of(None)) {
        (0, _) => return format!("{all}, none with a status."),
        (_, 0) => {}
        (_, n) => stands.push(format!("{n} without a status")),
    }
    format!("{all}: {}.", list(&stands))
}

/// Returns by how much the money is out at worst, as a further sentence; nothing where it adds up.
fn worst_sum(case: &Case) -> String {
    let (_, wrong) = sums_of(case);
    let worst = wrong.into_iter().max_by_key(|(difference, ..)| *difference);
    worst.map_or_else(String::new, |(difference, column, table)| {
        let by = Pence::new(difference).map_or_else(String::new, money);
        format!(" The table “{table}” is {by} out in {column}.")
    })
}

/// Returns how many printed sums can be checked, and those that are wrong: by how much, in which column of which table.
fn sums_of(case: &Case) -> (usize, Vec<(i64, String, String)>) {
    let (mut n, mut wrong) = (0, Vec::new());
    for table in &case.programme.tables {
        let facts = Table::of(table, &|_| None);
        let rows = variances(&facts).into_iter().flat_map(|found| found.checks);
        for check in sums(&facts).into_iter().chain(rows) {
            n += 1;
            if check.footing == Footing::BeyondRounding {
                let column = table.columns.get(check.column).map_or("", |column| column.heading.as_str());
                wrong.push((check.difference().abs(), column.to_owned(), table.title.clone()));
            }
        }
    }
    (n, wrong)
}

/// Returns how an initiative stands, in one sentence: status, end, money, goals that it supports and harms.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{Edit, ProgrammeEdit, apply}, present::initiative_headline};
/// let case = apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into())))?;
/// let id = case.programme.initiatives[0].id;
/// assert_eq!(initiative_headline(&case, id), "Fleet: nothing is said of it yet.");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn initiative_headline(case: &Case, id: InitiativeId) -> String {
    let Some(found) = case.initiative(id) else { return String::new() };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(found.status.map(|status| status.word().to_owned()));
    match (found.actual_end, found.new_end, found.planned_end) {
        (Some(ended), ..) => parts.push(format!("ended {}", date(ended))),
        (None, Some(new), Some(planned)) => parts.push(format!("due {} instead of {}", date(new), date(planned))),
        (None, Some(end), None) | (None, None, Some(end)) => parts.push(format!("due {}", date(end))),
        (None, None, None) => {}
    }
    parts.extend(found.budget.map(money));
    let score = |one: &Contribution| if let Assessment::Scored(effect) = one.counted() { effect.get() } else { 0 };
    let scores = || case.contributions.row(id).map(score);
    let (helped, harmed) = (scores().filter(|score| *score > 0).count(), scores().filter(|score| *score < 0).count());
    if helped > 0 {
        parts.push(format!("supports {}", count(helped, "goal", "goals")));
    }
    if harmed > 0 {
        parts.push(format!("harms {}", count(harmed, "goal", "goals")));
    }
    match parts.as_slice() {
        [] => format!("{}: nothing is said of it yet.", found.name),
        parts => format!("{}: {}.", found.name, parts.join(", ")),
    }
}

/// Returns what a report's money comes to: how many printed sums do not add up, and by how much the worst is out.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::money_headline};
/// assert_eq!(money_headline(&Case::titled("Depots")), "No money table yet.");
/// ```
#[must_use]
pub fn money_headline(case: &Case) -> String {
    let programme = &case.programme;
    if programme.tables.is_empty() {
        return match programme.figures.len() {
            0 => "No money table yet.".to_owned(),
            n => format!("{} of the text, and no money table.", count(n, "figure", "figures")),
        };
    }
    let (n, wrong) = sums_of(case);
    let worst = wrong.iter().max_by_key(|(difference, ..)| *difference);
    match (n, worst) {
        (0, _) => "The tables print too little to be checked.".to_owned(),
        (_, None) => format!("Every one of {n} sums adds up, within rounding."),
        (_, Some((difference, column, _))) => {
            let by = Pence::new(*difference).map_or_else(String::new, money);
            let verb = if wrong.len() == 1 { "does" } else { "do" };
            format!("{} of {n} sums {verb} not add up; the worst, {column}, is out by {by}.", wrong.len())
        }
    }
}

/// Returns how a report answers: sections that say no more than that they do not apply, and recommendations without a response.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::report_headline};
/// assert_eq!(report_headline(&Case::titled("Depots")), "Nothing is said of the report yet.");
/// ```
#[must_use]
pub fn report_headline(case: &Case) -> String {
    let n_bare = case.sections.iter().filter(|section| section.is_bare()).count();
    let asked = || case.programme.actions.iter().filter(|action| action.kind == ActionKind::Recommendation);
    let n_unanswered = asked().filter(|action| !action.is_answered()).count();
    let bare = match n_bare {
        0 => None,
        1 => Some("one section is answered “n/a” with no reason".to_owned()),
        n => Some(format!("{n} sections are answered “n/a” with no reason")),
    };
    let unanswered = match n_unanswered {
        0 => None,
        1 => Some("one recommendation has no response".to_owned()),
        n => Some(format!("{n} recommendations have no response")),
    };
    let wanted = template(&case.context.template).filter(|_| !case.sections.is_empty());
    let is_due = |one: &&Required| {
        one.since().zip(case.context.meeting).is_some_and(|(since, meeting)| !since.is_after(meeting))
    };
    let is_missing = |one: &&Required| !case.sections.iter().any(|section| section.role == one.role);
    let missing = wanted.iter().flat_map(|template| &template.required).filter(is_due).filter(is_missing);
    let missing = missing.map(|one| format!("{} is missing", one.heading));
    let said: Vec<String> = missing.chain(bare).chain(unanswered).collect();
    match (said.is_empty(), case.sections.len(), asked().count()) {
        (false, ..) => format!("{}.", capitalised(&said.join("; "))),
        (true, 0, 0) => "Nothing is said of the report yet.".to_owned(),
        (true, n, 0) => format!("{}.", capitalised(&count(n, "section", "sections"))),
        (true, n, asked) => format!(
            "{}; every one of {} is answered.",
            capitalised(&count(n, "section", "sections")),
            count(asked, "recommendation", "recommendations")
        ),
    }
}

/// Returns how figures of the text hang together, as a sentence.
#[must_use]
pub fn relation_words(case: &Case, relation: &Relation) -> String {
    let label = |id: FigureId| {
        let found = case.programme.figures.iter().find(|figure| figure.id == id);
        found.map_or_else(String::new, |figure| figure.label.clone())
    };
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    match relation {
        Relation::Parts(found) => {
            let parts: Vec<String> = found.parts.iter().map(|part| label(*part)).collect();
            let verb = if parts.len() == 1 { "is" } else { "are" };
            format!("{} {verb} part of {}.", list(&parts), label(found.whole))
        }
        Relation::Spend(found) => {
            let spent: Vec<String> = [found.spent].into_iter().chain(found.committed).map(label).collect();
            let of = found.budget.map_or_else(|| "no budget that is given".to_owned(), label);
            format!("{} out of {of}.", list(&spent))
        }
        Relation::Same(found) => {
            let table = case.programme.tables.iter().find(|table| table.id == found.table);
            let line = table.and_then(|table| table.lines.get(place(found.line))).map_or("", |line| &line.label);
            let column =
                table.and_then(|table| table.columns.get(place(found.column))).map_or("", |column| &column.heading);
            let title = table.map_or("", |table| &table.title);
            format!("{} is {line}, {column}, in {title}.", label(found.figure))
        }
    }
}

/// Returns how a printed figure stands to the figure worked out, in words.
#[must_use]
pub fn footing_words(footing: Footing) -> &'static str {
    match footing {
        Footing::Ok => "adds up",
        Footing::WithinRounding => "adds up within rounding",
        Footing::BeyondRounding => "does not add up",
    }
}

/// Returns money as it can be typed again: "85,700", "12.50".
#[must_use]
pub fn pounds(sum: Pence) -> String {
    let (whole, odd) = (sum.get().unsigned_abs() / 100, sum.get().unsigned_abs() % 100);
    let sign = if sum.get() < 0 { crate::print::MINUS } else { "" };
    let fraction = if odd == 0 { String::new() } else { format!(".{odd:02}") };
    format!("{sign}{}{fraction}", crate::print::with_commas(&whole.to_string()))
}

/// Returns a milestone with its date and standing.
#[must_use]
pub fn milestone_words(milestone: &Milestone) -> String {
    let kind = match milestone.kind {
        MilestoneKind::Actual => "done",
        MilestoneKind::Planned => "planned",
        MilestoneKind::Missed => "missed",
        MilestoneKind::Contingent => "only if needed",
        MilestoneKind::External => "set from outside",
    };
    format!("{}, {kind}: {}", date(milestone.date), milestone.what)
}

/// Returns what an initiative waits for.
#[must_use]
pub fn dependency_words(case: &Case, dependency: &Dependency) -> String {
    match dependency {
        Dependency::Initiative(id) => case.initiative(*id).map_or_else(String::new, |found| found.name.clone()),
        Dependency::Other(words) => words.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{money_headline, pounds, programme_headline, relation_words, report_headline};
    use crate::case::Case;
    use crate::edit::{Edit, ProgrammeEdit, apply};
    use crate::pence::Pence;
    use crate::programme::Status;

    #[test]
    fn the_headline_counts_by_status() {
        let mut case = Case::titled("t");
        for name in ["A", "B", "C"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.to_owned()))).unwrap();
        }
        assert_eq!(programme_headline(&case), "3 initiatives, none with a status.");
        let id = case.programme.initiatives[0].id;
        let case = apply(&case, &Edit::Programme(ProgrammeEdit::SetStatus(id, Some(Status::Amber)))).unwrap();
        assert_eq!(programme_headline(&case), "3 initiatives: 1 amber and 2 without a status.");
    }

    #[test]
    fn what_is_wrong_with_the_money_is_said_first() {
        let case = crate::file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case;
        let wrong = "2 of 14 sums do not add up; the worst, All Years Forecast, is out by £3.7m.";
        assert_eq!(money_headline(&case), wrong);
        let whole =
            "9 initiatives, none with a status. The table “ICT capital budget” is £3.7m out in All Years Forecast.";
        assert_eq!(programme_headline(&case), whole);
        let said: Vec<String> =
            case.programme.relations.iter().map(|relation| relation_words(&case, relation)).collect();
        assert_eq!(said[0], "Of which staffing is part of Forecast revenue underspend.");
        assert!(said[1].ends_with("is Total ICT Investment, 19/20 Revised Budget, in ICT capital budget."), "{said:?}");
    }

    #[test]
    fn what_a_report_leaves_unanswered_is_counted() {
        let case = crate::file::load(include_bytes!("../../seeds/ict-implementation-plan-2015.json")).unwrap().case;
        let bare = "5 sections are answered “n/a” with no reason; 4 recommendations have no response.";
        assert_eq!(report_headline(&case), bare);
        let manchester = crate::file::load(include_bytes!("../../seeds/manchester-ict-2020.json")).unwrap().case;
        assert_eq!(report_headline(&manchester), "Environmental Impact Assessment is missing.");
        let mut answered = case.clone();
        for section in &mut answered.sections {
            std::sync::Arc::make_mut(section).reason = "Why".to_owned();
        }
        for action in &mut answered.programme.actions {
            std::sync::Arc::make_mut(action).response = "Done".to_owned();
        }
        assert_eq!(report_headline(&answered), "14 sections; every one of 4 recommendations is answered.");
    }

    #[test]
    fn pounds_can_be_typed_again() {
        for pence in [0, 8_570_000, -1_250, 440_000_000] {
            let sum = Pence::new(pence).unwrap();
            assert_eq!(crate::pence::read_pounds(&pounds(sum)), Ok(sum));
        }
    }
}
