//! The report's alignment table: outcomes on the left, how the report aligns on the right, harm beside support.

use crate::alignment::index::Range;
use crate::alignment::summary::Summary;
use crate::alignment::{Assessment, Contribution};
use crate::case::Case;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::framework::{Framework, Goal};
use crate::id::{GoalId, InitiativeId};
use crate::order::sort_by;
use crate::present;
use std::collections::HashMap;

/// Returns the two-column table of one framework's goals, as council reports print it.
///
/// The right-hand column is the author's own summary. Where there is none, supporting initiatives stand there with their
/// reasons, or what is known where there is none: that nobody has looked, that nothing was found, or "n/a" with the reasons
/// where the goal applies to nothing. What harms the goal is named beneath, whatever stands above.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::alignment_table};
/// let case = Case::titled("Depots");
/// assert!(case.frameworks.iter().all(|framework| alignment_table(&case, framework).rows.is_empty()));
/// ```
#[must_use]
pub fn alignment_table(case: &Case, framework: &Framework) -> Table {
    let mut summaries = summaries(case, usize::MAX);
    let mut row =
        |goal: &Goal| vec![goal.full_text().into(), summaries.remove(&goal.id).unwrap_or_default().text().into()];
    let rows = framework.goals.iter().map(&mut row).collect();
    // The report's own heading comes before that of the framework.
    let heading = Some(&case.context.alignment_heading).filter(|heading| !heading.is_empty());
    Table { caption: heading.unwrap_or(&framework.heading).clone(), heads: alignment_heads(framework).to_vec(), rows }
}

/// Returns the two headings of a framework's alignment table.
#[must_use]
pub fn alignment_heads(framework: &Framework) -> [String; 2] {
    let left = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Manchester Strategy outcomes".to_owned(),
        title => title.to_owned(),
    };
    let right = match framework.title.as_str() {
        title if title.contains("Manchester Strategy") => "Summary of how this report aligns to the OMS",
        _ => "Summary of how this report aligns",
    };
    [left, right.to_owned()]
}

/// What the right-hand column says of a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalWords {
    /// The author's own summary, or what is drawn from the matrix where there is none.
    pub summary: String,
    /// What harms the goal; empty where nothing does.
    pub against: String,
}

impl GoalWords {
    /// Returns all of it as one text.
    #[must_use]
    pub fn text(&self) -> String {
        if self.against.is_empty() { self.summary.clone() } else { format!("{}\n{}", self.summary, self.against) }
    }
}

/// Returns what the right-hand column says of each goal. Of initiatives that stand in a line of their own at most so many
/// are written out, and the others counted.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::summaries};
/// assert!(summaries(&Case::titled("Depots"), 20).is_empty());
/// ```
#[must_use]
pub fn summaries(case: &Case, at_most: usize) -> HashMap<GoalId, GoalWords> {
    let places: HashMap<InitiativeId, usize> =
        case.programme.initiatives.iter().enumerate().map(|(at, initiative)| (initiative.id, at)).collect();
    let mut columns: HashMap<GoalId, Vec<Recorded>> = HashMap::new();
    for found in case.contributions.by_row() {
        if let Some(at) = places.get(&found.initiative) {
            columns.entry(found.goal).or_default().push((*at, found));
        }
    }
    for column in columns.values_mut() {
        sort_by(column, &mut |one, other| one.0.cmp(&other.0));
    }
    let statements: HashMap<GoalId, &str> =
        case.goal_statements.iter().map(|statement| (statement.goal, statement.text.as_str())).collect();
    let n_initiatives = case.programme.initiatives.len();
    let of_goal = |goal: &Goal| {
        let column = columns.get(&goal.id).map_or(&[][..], Vec::as_slice);
        let column = Column { case, cells: column, n_initiatives, at_most };
        let summary = statements.get(&goal.id).map_or_else(|| column.found(), |text| (*text).to_owned());
        (goal.id, GoalWords { summary, against: column.against() })
    };
    case.goals().map(|(_, goal)| of_goal(goal)).collect()
}

/// What is recorded for an initiative, with its place in the programme.
type Recorded<'a> = (usize, &'a Contribution);

/// What is recorded for one goal, in the order of the initiatives.
struct Column<'a> {
    case: &'a Case,
    cells: &'a [Recorded<'a>],
    n_initiatives: usize,
    at_most: usize,
}

impl<'a> Column<'a> {
    fn those(&self, is: impl Fn(i8) -> bool) -> Vec<Recorded<'a>> {
        let is_so = |found: &&Contribution| matches!(found.counted(), Assessment::Scored(effect) if is(effect.get()));
        self.cells.iter().filter(|(_, found)| is_so(found)).copied().collect()
    }

    fn name(&self, at: usize) -> &'a str {
        &self.case.programme.initiatives[at].name
    }

    /// Returns initiatives with their marks: "Library hubs +3, Warm homes +1".
    fn marked(&self, cells: &[Recorded]) -> String {
        let one = |(at, found): &Recorded| format!("{} {}", self.name(*at), present::assessment_mark(found.assessment));
        let mut names: Vec<String> = cells.iter().take(self.at_most).map(one).collect();
        if cells.len() > names.len() {
            names.push(self.more(cells.len() - names.len()));
        }
        names.join(", ")
    }

    fn more(&self, n: usize) -> String {
        format!("and {}. The table as a file has them all.", present::count(n, "more initiative", "more initiatives"))
    }

    /// Returns a line for each initiative with its reason, and one for those without any.
    fn lines(&self, cells: &[Recorded]) -> Vec<String> {
        let (said, bare): (Vec<Recorded>, Vec<Recorded>) =
            cells.iter().partition(|(_, found)| !found.reason.is_empty());
        let line = |(at, found): &Recorded| {
            format!("{}, {}: {}", self.name(*at), present::assessment_mark(found.assessment), found.reason)
        };
        let mut lines: Vec<String> = said.iter().take(self.at_most).map(line).collect();
        if said.len() > lines.len() {
            lines.push(self.more(said.len() - lines.len()));
        }
        if !bare.is_empty() {
            lines.push(format!("{}: no reason recorded.", self.marked(&bare)));
        }
        lines
    }

    /// Returns what the matrix says for the goal.
    fn found(&self) -> String {
        let supporters = self.those(|score| score > 0);
        if supporters.iter().any(|(_, found)| !found.reason.is_empty()) {
            return self.lines(&supporters).join("\n");
        }
        if !supporters.is_empty() {
            return format!("Supported by {} ({}); no reasons recorded.", supporters.len(), self.marked(&supporters));
        }
        let n_scored = self.those(|_| true).len();
        let absent: Vec<Recorded> =
            self.cells.iter().filter(|(_, found)| found.counted() == Assessment::NotApplicable).copied().collect();
        let n_applicable = self.n_initiatives - absent.len();
        let looked = format!("{n_scored} of {} looked at", present::count(n_applicable, "initiative", "initiatives"));
        match (n_applicable, n_scored) {
            (0, _) if self.n_initiatives > 0 => self.absent(&absent),
            (_, 0) => "Not looked at.".to_owned(),
            (all, n) if 2 * n < all => format!("Not looked at: {looked}, and none supports it."),
            _ => format!("Nothing supports it: {looked}."),
        }
    }

    /// Returns that the goal applies to nothing, with the reasons.
    fn absent(&self, cells: &[Recorded]) -> String {
        let mut lines: Vec<String> = Vec::new();
        for (at, found) in cells.iter().filter(|(_, found)| !found.reason.is_empty()) {
            if lines.len() == self.at_most {
                break;
            }
            lines.push(format!("{}: {}", self.name(*at), found.reason));
        }
        if lines.is_empty() { "n/a; no reasons recorded.".to_owned() } else { format!("n/a.\n{}", lines.join("\n")) }
    }

    /// Returns what harms the goal, and what is done about it; empty where nothing does.
    fn against(&self) -> String {
        let harmers = self.those(|score| score < 0);
        let mut lines = self.lines(&harmers);
        let answered = harmers.iter().filter(|(_, found)| !found.mitigation.is_empty()).take(self.at_most);
        lines.extend(answered.map(|(at, found)| format!("Answer, {}: {}", self.name(*at), found.mitigation)));
        if let Some(first) = lines.first_mut() {
            *first = format!("Against: {first}");
        }
        lines.join("\n")
    }
}

/// The columns behind the goals of a matrix.
const INDICES: [&str; 5] =
    ["Contribution, at least", "Contribution, at most", "Harm, at least", "Harm, at most", "Coverage"];

/// Returns the whole matrix: one row an initiative with its marks and the ranges of its indices, then what stands behind
/// each goal.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, paper::alignment::matrix_table};
/// let case = Case::titled("Depots");
/// let heads = matrix_table(&case, &case.alignment()).heads;
/// assert_eq!(heads[..3], ["Initiative", "Contribution, at least", "Contribution, at most"]);
/// ```
#[must_use]
pub fn matrix_table(case: &Case, summary: &Summary) -> Table {
    let mut heads = vec!["Initiative".to_owned()];
    heads.extend(case.goals().map(|(_, goal)| goal.title.clone()));
    heads.extend(INDICES.map(str::to_owned));
    let ends = |range: Option<Range>| match range {
        Some(range) => [range.floor, range.ceiling].map(|end| Cell::number(end, 0)),
        None => [Cell::EMPTY, Cell::EMPTY],
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The rows of a summary are the initiatives in their order.
    for (row, initiative) in summary.initiatives.iter().zip(&case.programme.initiatives) {
        let mut cells = vec![Cell::text(&initiative.name)];
        cells.extend(row.cells.iter().map(|cell| match cell {
            Assessment::NotAssessed => Cell::Missing("not assessed"),
            Assessment::Unknown => Cell::Missing("unknown"),
            Assessment::Scored(effect) => Cell::Number { value: f64::from(effect.get()), decimals: 0, signed: true },
            Assessment::NotApplicable => present::assessment_mark(*cell).into(),
        }));
        let overall = row.indices(None);
        let coverage = format!("{} of {}", row.n_assessed, row.n_applicable);
        cells.extend(ends(overall.contribution));
        cells.extend(ends(overall.harm));
        cells.push(coverage.into());
        rows.push(cells);
    }
    let mut of_goals = |label: &str, figure: &dyn Fn(usize) -> Cell| {
        let mut cells = vec![Cell::text(label)];
        cells.extend((0..summary.goals.len()).map(figure));
        cells.extend([Cell::EMPTY; INDICES.len()]);
        rows.push(cells);
    };
    if !summary.initiatives.is_empty() {
        let goals = &summary.goals;
        of_goals("State", &|i| goals[i].standing.state().word().into());
        of_goals("Supporting", &|i| Cell::count(goals[i].standing.supporters.len()));
        of_goals("Harming", &|i| Cell::count(goals[i].standing.harmers.len()));
        of_goals("Money behind", &|i| {
            goals[i].money.map_or(Cell::Missing("none"), |sum| Cell::Money { sum, unit: None })
        });
    }
    Table { caption: format!("{}: contribution of initiatives to goals", case.title), heads, rows }
}

#[cfg(test)]
mod tests {
    use super::summaries;
    use crate::alignment::{Assessment, Effect};
    use crate::case::Case;
    use crate::edit::{AlignmentEdit, Edit, ProgrammeEdit, apply};
    use crate::file;
    use crate::grid::Grid;

    /// Returns a case in which initiatives A to D support the first goal, recorded in the opposite order.
    fn case() -> Case {
        let text = include_bytes!("../../tests/files/v1/programme.json");
        let mut case = file::load(text).unwrap().case;
        case.programme.initiatives.clear();
        case.contributions = Grid::new();
        case.goal_statements.clear();
        for name in ["A", "B", "C", "D"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.to_owned()))).unwrap();
        }
        let goal = case.frameworks[0].goals[0].id;
        let ids: Vec<_> = case.programme.initiatives.iter().map(|initiative| initiative.id).collect();
        for id in ids.into_iter().rev() {
            let effect = Assessment::Scored(Effect::new(2).unwrap());
            case = apply(&case, &Edit::Alignment(AlignmentEdit::SetAssessment(id, goal, effect))).unwrap();
            case =
                apply(&case, &Edit::Alignment(AlignmentEdit::SetReason(id, goal, format!("because of {id}")))).unwrap();
        }
        case
    }

    #[test]
    fn reasons_stand_in_the_order_of_the_initiatives_and_the_rest_is_counted() {
        let case = case();
        let goals = &case.frameworks[0].goals;
        let names = |text: &str| text.lines().map(|line| line[..1].to_owned()).collect::<String>();
        let all = summaries(&case, usize::MAX);
        assert_eq!(names(&all[&goals[0].id].text()), "ABCD");
        assert!(all[&goals[0].id].summary.starts_with("A, +2: because of "), "{:?}", all[&goals[0].id]);
        assert_eq!(all[&goals[1].id].text(), "Not looked at.");
        let few = summaries(&case, 3)[&goals[0].id].text();
        assert_eq!(names(&few), "ABCa");
        assert!(few.ends_with("and 1 more initiative. The table as a file has them all."), "{few}");
    }

    fn set(case: &Case, row: usize, column: usize, assessment: Assessment, reason: &str) -> Case {
        let (id, goal) = (case.programme.initiatives[row].id, case.frameworks[0].goals[column].id);
        let case = apply(case, &Edit::Alignment(AlignmentEdit::SetAssessment(id, goal, assessment))).unwrap();
        apply(&case, &Edit::Alignment(AlignmentEdit::SetReason(id, goal, reason.to_owned()))).unwrap()
    }

    fn scored(points: i8) -> Assessment {
        Assessment::Scored(Effect::new(points).unwrap())
    }

    #[test]
    fn harm_stands_in_the_table_beneath_whatever_is_said() {
        let case = set(&case(), 1, 0, scored(-3), "More lorries on the road.");
        let goal = case.frameworks[0].goals[0].id;
        let words = &summaries(&case, 20)[&goal];
        assert!(words.summary.starts_with("A, +2: ") && !words.summary.contains("B,"), "{words:?}");
        assert_eq!(words.against, "Against: B, −3: More lorries on the road.");
        let said = AlignmentEdit::SetGoalStatement(goal, "All is well.".to_owned());
        let said = apply(&case, &Edit::Alignment(said)).unwrap();
        assert_eq!(summaries(&said, 20)[&goal].text(), "All is well.\nAgainst: B, −3: More lorries on the road.");
        let bare = set(&said, 1, 0, scored(-1), "");
        assert_eq!(summaries(&bare, 20)[&goal].against, "Against: B −1: no reason recorded.");
        let answer =
            AlignmentEdit::SetMitigation(bare.programme.initiatives[1].id, goal, "Quieter lorries.".to_owned());
        let answered = apply(&bare, &Edit::Alignment(answer)).unwrap();
        let against = "Against: B −1: no reason recorded.\nAnswer, B: Quieter lorries.";
        assert_eq!(summaries(&answered, 20)[&goal].against, against);
    }

    #[test]
    fn supporters_without_reasons_are_named_and_n_a_is_for_what_applies_to_nothing() {
        let goal = case().frameworks[0].goals[1].id;
        let said = |case: &Case| summaries(case, 20)[&goal].text();
        let two = set(&set(&case(), 0, 1, scored(3), ""), 2, 1, scored(1), "");
        assert_eq!(said(&two), "Supported by 2 (A +3, C +1); no reasons recorded.");
        let one = set(&two, 0, 1, scored(3), "It opens them.");
        assert_eq!(said(&one), "A, +3: It opens them.\nC +1: no reason recorded.");
        let none = set(&case(), 0, 1, scored(0), "");
        assert_eq!(said(&none), "Not looked at: 1 of 4 initiatives looked at, and none supports it.");
        assert_eq!(said(&set(&none, 1, 1, scored(0), "")), "Nothing supports it: 2 of 4 initiatives looked at.");
        let absent = (0..4).fold(case(), |case, row| set(&case, row, 1, Assessment::NotApplicable, ""));
        assert_eq!(said(&absent), "n/a; no reasons recorded.");
        assert_eq!(said(&set(&absent, 3, 1, Assessment::NotApplicable, "It is indoors.")), "n/a.\nD: It is indoors.");
    }

    #[test]
    fn the_report_s_own_words_come_first() {
        let mut case = case();
        let goal = case.frameworks[0].goals[0].id;
        case = apply(&case, &Edit::Alignment(AlignmentEdit::SetGoalStatement(goal, "As the report says.".to_owned())))
            .unwrap();
        assert_eq!(summaries(&case, 3)[&goal].text(), "As the report says.");
    }
}
