//! The table of every score with its range, its reason and its source, beside the tree, the ends and the weights that they rest on. It is
//! laid out so that it can be pasted back: [`read`](crate::appraisal::spreadsheet::read) takes it as it stands.

use crate::appraisal::spreadsheet::scale_line;
use crate::appraisal::{Appraisal, Criterion, Leaf, Scale, Score, ScoreRange, ScoreState};
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::present::role_words;
use std::iter::{once, repeat_n};

/// A family cell of a criterion that stands in none.
const NO_FAMILY: &str = "(none)";

/// Says something of a score; empty where there is nothing to say.
type Words = fn(&Score) -> String;

/// Returns all that is known of the scores as one table: options in columns, criteria in rows with their families, scales, ends and
/// weights; beneath, under the same headings, the ranges, the reasons and the sources, where there are any.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, edit::{CaseEdit, Edit, TreeEdit, apply}, paper::scores::score_table};
/// let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into())))?;
/// let id = case.appraisals[0].id;
/// let case = apply(&case, &Edit::Appraisal(id, TreeEdit::AddCriterion(None, "Tier".into()).into()))?;
/// let table = score_table(&case.appraisals[0]);
/// assert_eq!(table.heads, ["Criterion", "Scale", "Weight", "Business as usual", "Do minimum"]);
/// # Ok::<(), weighbridge::edit::EditError>(())
/// ```
#[must_use]
pub fn score_table(appraisal: &Appraisal) -> Table {
    let columns = Columns::of(appraisal);
    let options = appraisal.alternatives.iter().map(|option| option.name.clone());
    let heads: Vec<String> = columns.heads().into_iter().chain(options).collect();
    let mut rows = vec![columns.roles(appraisal)];
    rows.extend(appraisal.walk().filter_map(|node| match &node.leaf() {
        None if node.criterion.children().is_empty() => {
            Some(columns.family_alone(appraisal, node.criterion, heads.len()))
        }
        None => None,
        Some(leaf) => Some(columns.scores(appraisal, node.criterion, leaf)),
    }));
    let parts: [(&str, Words); 3] = [
        ("Ranges", |score| score.range.as_ref().map_or(String::new(), range)),
        ("Reasons", |score| score.reason.clone()),
        ("Sources", |score| score.source.clone()),
    ];
    for (title, words) in parts {
        if appraisal.scores.by_row().any(|score| !words(score).is_empty()) {
            rows.extend(columns.words(appraisal, title, heads.len(), words));
        }
    }
    Table { caption: "Scores, with what they rest on".to_owned(), heads, rows }
}

/// Which columns stand before the options.
struct Columns {
    /// How many families are above the deepest criterion.
    depth: usize,
    has_definitions: bool,
    has_measures: bool,
    has_words: bool,
}

impl Columns {
    fn of(appraisal: &Appraisal) -> Columns {
        let leaves = appraisal.leaves();
        let depth = appraisal.walk().map(|node| node.depth + usize::from(node.criterion.is_family())).max();
        Columns {
            depth: depth.unwrap_or(0),
            has_definitions: leaves.iter().any(|(criterion, _)| !criterion.definition.is_empty()),
            has_measures: leaves.iter().any(|(_, leaf)| matches!(leaf.scale, Scale::Measured { .. })),
            has_words: leaves.iter().any(|(_, leaf)| !(leaf.worst_anchor.is_empty() && leaf.best_anchor.is_empty())),
        }
    }

    fn heads(&self) -> Vec<String> {
        let family = |depth: usize| match depth {
            0 => "Family".to_owned(),
            1 => "Subfamily".to_owned(),
            depth => format!("Subfamily {depth}"),
        };
        let mut heads: Vec<String> = (0..self.depth).map(family).collect();
        let mut more = vec!["Criterion"];
        if self.has_definitions {
            more.push("Definition");
        }
        more.push("Scale");
        if self.has_measures {
            more.extend(["Measure", "Unit", "Worst", "Best"]);
        }
        if self.has_words {
            more.extend(["0 is", "100 is"]);
        }
        more.push("Weight");
        heads.extend(more.into_iter().map(str::to_owned));
        heads
    }

    /// Returns the row that says which part each option plays.
    fn roles(&self, appraisal: &Appraisal) -> Vec<Cell> {
        let before = self.heads().len() - self.depth - 1;
        let lead = repeat_n(Cell::EMPTY, self.depth).chain(once("Role".into())).chain(repeat_n(Cell::EMPTY, before));
        lead.chain(appraisal.alternatives.iter().map(|option| role_words(option.role).into())).collect()
    }

    /// Returns the cells of the families that a criterion stands in.
    fn families<'a>(&self, appraisal: &'a Appraisal, criterion: &'a Criterion, with_itself: bool) -> Vec<Cell> {
        let mut path = appraisal.with_families(criterion.id);
        if !with_itself {
            path.remove(0);
        }
        path.reverse();
        let name =
            |depth: usize| path.get(depth).and_then(|id| appraisal.criterion(*id)).map(|family| family.name.as_str());
        (0..self.depth).map(|depth| name(depth).unwrap_or(NO_FAMILY).into()).collect()
    }

    fn family_alone(&self, appraisal: &Appraisal, family: &Criterion, n_columns: usize) -> Vec<Cell> {
        let mut row = self.families(appraisal, family, true);
        row.resize(n_columns, Cell::EMPTY);
        row
    }

    fn scores(&self, appraisal: &Appraisal, criterion: &Criterion, leaf: &Leaf) -> Vec<Cell> {
        let mut row = self.families(appraisal, criterion, false);
        row.push(criterion.name.as_str().into());
        if self.has_definitions {
            row.push(criterion.definition.as_str().into());
        }
        row.push(scale_line(&leaf.scale).into());
        if self.has_measures {
            row.extend(match &leaf.scale {
                Scale::Measured { measure, worst, best, .. } => [
                    measure.name.as_str().into(),
                    measure.unit.as_str().into(),
                    number(worst.get()),
                    number(best.get()),
                ],
                Scale::Direct | Scale::Levels(_) => [Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, Cell::EMPTY],
            });
        }
        if self.has_words {
            row.extend([leaf.worst_anchor.as_str().into(), leaf.best_anchor.as_str().into()]);
        }
        row.push(leaf.swing.map_or(Cell::EMPTY, |swing| number(swing.points())));
        let state = |option| appraisal.score(option, criterion.id).map_or(ScoreState::NotScored, |score| score.state);
        row.extend(appraisal.alternatives.iter().map(|option| entry(&leaf.scale, state(option.id))));
        row
    }

    /// Returns a part of words beneath the scores: an empty row, a title, the headings again, and a row for each criterion.
    fn words(&self, appraisal: &Appraisal, title: &str, n_columns: usize, words: Words) -> Vec<Vec<Cell>> {
        let before = self.heads().len() - self.depth - 1;
        let row = |families: Vec<Cell>, name: &str, cells: Vec<Cell>| {
            families.into_iter().chain(once(name.into())).chain(repeat_n(Cell::EMPTY, before)).chain(cells).collect()
        };
        let no_families = || vec![Cell::EMPTY; self.depth];
        let mut heading = vec![Cell::text(title)];
        heading.resize(n_columns, Cell::EMPTY);
        let options = appraisal.alternatives.iter();
        let names = options.clone().map(|option| option.name.as_str().into()).collect();
        let said = |option, criterion| appraisal.score(option, criterion).map_or_else(String::new, words).into();
        let leaf = |(criterion, _): (&Criterion, &Leaf)| {
            let cells = options.clone().map(|option| said(option.id, criterion.id)).collect();
            row(self.families(appraisal, criterion, false), &criterion.name, cells)
        };
        let lead = [vec![Cell::EMPTY; n_columns], heading, row(no_families(), "Criterion", names)];
        lead.into_iter().chain(appraisal.leaves().into_iter().map(leaf)).collect()
    }
}

/// Returns a number that is read back to the last bit: as a number where six decimals hold it, else as it is written out.
fn number(value: f64) -> Cell {
    let decimals = value.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals <= 6 && value.abs() < 1e9 { Cell::number(value, decimals) } else { Cell::text(value.to_string()) }
}

/// Returns a range by its two ends, which are read back to the last bit.
fn range(range: &ScoreRange) -> String {
    format!("{} to {}", range.low.get(), range.high.get())
}

/// Returns a score as it is typed.
fn entry(scale: &Scale, state: ScoreState) -> Cell {
    match state {
        ScoreState::NotScored => Cell::EMPTY,
        ScoreState::Points(score) | ScoreState::Measured(score) => number(score.get()),
        ScoreState::Level(id) => {
            let level = scale.levels().iter().find(|level| level.id == id);
            level.map_or(Cell::EMPTY, |level| level.label.as_str().into())
        }
        ScoreState::NoEffect => "no effect".into(),
        ScoreState::Unknown => "?".into(),
        ScoreState::NotApplicable => "n/a".into(),
    }
}
