//! Findings on the programme: what a careful reader of the report would ask, by the rules of `scrutiny`.

use super::facts::facts;
use super::{Asked, Finding, Kind, Place, Subject};
use crate::case::Case;
use crate::date::Date;
use crate::report::Paragraph;
use crate::scrutiny::{self, scrutinise};
use std::collections::HashSet;
use std::sync::Arc;

/// Returns what a careful reader would ask of a programme as at a date: its money first, then dates and statuses, goals, and the
/// report itself. Without a date nothing is said of time.
///
/// # Example
/// ```
/// use weighbridge::health::check_programme;
/// use weighbridge::case::Case;
/// use weighbridge::edit::{Edit, RegisterEdit, apply};
/// use weighbridge::programme::Counted;
/// let stated = Edit::Register(RegisterEdit::SetCount(Counted::Initiatives, Some(3), "2.1".into()));
/// let case = apply(&Case::titled("Depots"), &stated)?;
/// let findings = check_programme(&case, "2026-11".parse().ok());
/// assert_eq!(findings[0].key(), "count_differs:3+0");
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn check_programme(case: &Case, as_at: Option<Date>) -> Vec<Finding> {
    check_programme_beside(case, as_at, &check_text(&case.report_text, text_date(case)))
}

/// Returns what [`check_programme`] does, with the findings in the report's own text given: whoever checks a case after each edit
/// reads its text only where that has changed.
#[must_use]
pub fn check_programme_beside(case: &Case, as_at: Option<Date>, text: &[Finding]) -> Vec<Finding> {
    let told = facts(case, as_at);
    // What the report lacks about itself is said in the context of each appraisal, where there is one.
    let is_said = |rule: &str| rule == "metadata" && !case.appraisals.is_empty();
    let found = scrutinise(&told.facts).into_iter().filter(|found| !is_said(found.rule));
    let finding = |found: scrutiny::Finding| {
        let (mut about, mut known): (Vec<Subject>, HashSet<Subject>) = (Vec::new(), HashSet::new());
        let mut add = |subject: Subject| {
            if known.insert(subject) {
                about.push(subject);
            }
        };
        for place in &found.places {
            match place {
                scrutiny::Place::Initiative(at) | scrutiny::Place::Implication(at, _) => {
                    add(told.initiatives[*at].into());
                }
                scrutiny::Place::Goal(at) => add(told.goals[*at].into()),
                scrutiny::Place::Table(at) => add(Subject::Table(case.programme.tables[*at].id)),
                scrutiny::Place::Action(at) => add(Subject::Action(case.programme.actions[*at].id)),
                scrutiny::Place::Cell(initiative, goal) => {
                    add(told.initiatives[*initiative].into());
                    add(told.goals[*goal].into());
                }
                _ => {}
            }
        }
        let is_of = |is: fn(&scrutiny::Place) -> bool| found.places.iter().any(is);
        let place = match found.rule {
            "chosen_set_breaks_limits" | "chosen_set_moved" => Place::Choose,
            "thin" | "orphan" | "no_downside" | "carbon_counted" => Place::Alignment,
            "boundary_shift" | "social_value_large" => Place::Carbon,
            _ if is_of(|place| matches!(place, scrutiny::Place::Year(_) | scrutiny::Place::Proxy(_))) => Place::Carbon,
            "carbon_implication_missing" => Place::Report,
            _ if is_of(|place| matches!(place, scrutiny::Place::Goal(_) | scrutiny::Place::Cell(..))) => {
                Place::Alignment
            }
            _ if is_of(|place| matches!(place, scrutiny::Place::Table(_) | scrutiny::Place::Figure(_))) => Place::Money,
            _ if is_of(is_of_report) => Place::Report,
            _ => Place::Programme,
        };
        let names = found.places.iter().map(|place| place.name(&told.facts)).collect();
        let marks = marks(case, &found);
        let asked = Asked { rule: found.rule, level: found.level, names, figures: found.figures, marks, place };
        Finding { kind: Kind::Asked(asked), about }
    };
    let mut found = together(found.map(finding).collect());
    found.extend(text.iter().cloned());
    found
}

/// Returns the date as at which the report's own text is read: that of the reading, of the meeting, or of the figures.
#[must_use]
pub fn text_date(case: &Case) -> Option<Date> {
    let context = &case.context;
    context.read_as_at.or(context.meeting).or(context.data_date)
}

/// Returns what a careful reader would ask of the report's own text, as far as that is kept, each thing once.
///
/// # Example
/// ```
/// use weighbridge::case::Case;
/// use weighbridge::edit::{Edit, RegisterEdit, apply};
/// use weighbridge::health::{check_text, text_date};
/// let text = "6.6 Tariffs were tendered.\n6.6 Continuity is at risk.";
/// let case = apply(&Case::titled("Depots"), &Edit::Register(RegisterEdit::KeepText(text.into())))?;
/// let found = check_text(&case.report_text, text_date(&case));
/// assert!(found[0].key().starts_with("number_twice:6.6+"), "{}", found[0].key());
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn check_text(paragraphs: &[Arc<Paragraph>], as_at: Option<Date>) -> Vec<Finding> {
    if paragraphs.is_empty() {
        return Vec::new();
    }
    let text = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut seen = HashSet::new();
    let found = scrutiny::text::read(&text, as_at).findings.into_iter().map(of_text);
    found.filter(|finding| seen.insert(finding.key())).collect()
}

/// Returns what was found in a text as a finding of a case. Its key tells it from others for as long as the text says the same.
#[must_use]
pub fn of_text(found: scrutiny::text::Finding) -> Finding {
    Finding { kind: Kind::OfText(found), about: Vec::new() }
}

fn is_of_report(place: &scrutiny::Place) -> bool {
    matches!(
        place,
        scrutiny::Place::Section(_)
            | scrutiny::Place::Required(_)
            | scrutiny::Place::Implication(..)
            | scrutiny::Place::Action(_)
            | scrutiny::Place::Count(_)
            | scrutiny::Place::Lacking(_)
    )
}

/// Returns what else an answer was given for: the lines and columns of a table, figures and sections by their places, the status
/// of what is overdue.
fn marks(case: &Case, found: &scrutiny::Finding) -> Vec<String> {
    let status = |at: usize| case.programme.initiatives[at].status.map_or("none", crate::programme::Status::word);
    let mark = |place: &scrutiny::Place| match place {
        scrutiny::Place::Line(_, at) => Some(format!("line_{}", at + 1)),
        scrutiny::Place::Column(_, at) => Some(format!("column_{}", at + 1)),
        scrutiny::Place::Figure(at) => Some(format!("figure_{}", case.programme.figures[*at].id)),
        scrutiny::Place::Section(at) => Some(format!("section_{}", at + 1)),
        scrutiny::Place::Year(at) => Some(format!("year_{}", carbon_year(case, *at))),
        scrutiny::Place::Proxy(at) => Some(format!("proxy_{}", case.proxies[*at].id)),
        scrutiny::Place::Implication(at, answer) => {
            let owner = &case.programme.initiatives[*at];
            Some(format!("{}_{}", owner.id, owner.implications[*answer].role))
        }
        scrutiny::Place::Portfolio(at) => kept_portfolio(case, *at).map(|id| format!("portfolio_{id}")),
        scrutiny::Place::Lacking(what) => Some((*what).to_owned()),
        scrutiny::Place::Initiative(at) if found.rule == "overdue_not_red" => Some(status(*at).to_owned()),
        _ => None,
    };
    found.places.iter().filter_map(mark).collect()
}

/// Returns the portfolio at a place among those that keep a set.
fn kept_portfolio(case: &Case, at: usize) -> Option<crate::id::PortfolioId> {
    case.portfolios.iter().filter(|portfolio| portfolio.kept.is_some()).nth(at).map(|portfolio| portfolio.id)
}

/// Returns the year at a place of the carbon budget, as its first calendar year.
fn carbon_year(case: &Case, at: usize) -> u32 {
    let plan = case.programme.carbon_plan.as_ref();
    plan.and_then(|plan| plan.period().get(at).copied()).map_or(0, |year| year.number() / 2)
}

/// Returns the findings with all thin initiatives in one, where the first of them stood.
fn together(findings: Vec<Finding>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for finding in findings {
        let first = found.iter_mut().find(|one| is_thin(one));
        match (first, &finding.kind) {
            (Some(first), Kind::Asked(own)) if is_thin(&finding) => {
                if let Kind::Asked(asked) = &mut first.kind {
                    asked.names.extend(own.names.iter().cloned());
                    asked.figures.clear();
                }
                first.about.extend(finding.about);
            }
            _ => found.push(finding),
        }
    }
    found
}

fn is_thin(finding: &Finding) -> bool {
    matches!(&finding.kind, Kind::Asked(asked) if asked.rule == "thin")
}
