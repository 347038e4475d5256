//! What each column and each row of a table holds.

use super::grid::Grid;
use super::heads::{Head, head, role_by_name};
use super::{At, Fault, FaultKind, LeftOut};
use crate::spelling::folded;
use std::collections::HashMap;

/// Whom a line of reasons or sources is about: all, or the one in this place.
pub(super) type About = Option<usize>;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Nothing,
    Name,
    Family,
    Definition,
    Measure,
    Unit,
    Worst,
    Best,
    Scale,
    Weight,
    /// Totals of each criterion over the options, numbers, or what is refused.
    Aside,
    Reason(About),
    Source(About),
    /// The option in this place.
    Option(usize),
}

/// What a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Nothing,
    /// A heading of a family, which has no cells.
    Family,
    Totals,
    Roles,
    Descriptions,
    /// Reasons for each option on every criterion, or on the one whose row this is.
    Reasons(About),
    Sources(About),
    /// A criterion, or costs.
    Criterion,
}

/// The columns of a table.
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    /// The options: name and column.
    pub(super) options: Vec<(String, usize)>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) faults: Vec<Fault>,
}

impl Columns {
    /// Returns the columns of one kind.
    pub(super) fn of(&self, kind: Column) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, found)| **found == kind).map(|(at, _)| at)
    }

    /// Returns the first text of a row in the columns of one kind.
    pub(super) fn text<'a>(&self, grid: &Grid<'a>, row: usize, kind: Column) -> &'a str {
        self.of(kind).map(|column| grid.get(row, column)).find(|text| !text.is_empty()).unwrap_or("")
    }
}

/// Returns the column that names criteria: the one that says so, else the last one without heading that has texts before the
/// first name, else the first.
fn name_column(grid: &Grid<'_>) -> usize {
    let heads: Vec<Head> = (0..grid.n_columns()).map(|column| head(grid.get(0, column))).collect();
    let said = |wanted: Head| heads.iter().position(|found| *found == wanted);
    let blank = || {
        let before = heads.iter().take_while(|found| !matches!(found, Head::Name));
        before.enumerate().filter(|(at, found)| **found == Head::Blank && grid.has_text(*at)).map(|(at, _)| at).last()
    };
    let first_name = || heads.iter().position(|found| matches!(found, Head::Name));
    said(Head::Criterion).or_else(|| said(Head::Option)).or_else(blank).or_else(first_name).unwrap_or(0)
}

/// Returns what each column holds.
pub(super) fn columns(grid: &Grid<'_>) -> Columns {
    let name = name_column(grid);
    let mut found = Columns { columns: Vec::new(), options: Vec::new(), left_out: Vec::new(), faults: Vec::new() };
    let mut first: HashMap<String, At> = HashMap::new();
    let names: Vec<String> = (0..grid.n_columns())
        .filter(|column| *column != name && matches!(head(grid.get(0, *column)), Head::Name | Head::Role))
        .map(|column| folded(grid.get(0, column)))
        .collect();
    let one = |named: &Option<String>| named.as_ref().map(|named| names.iter().position(|name| name == named));
    let n_for_all =
        (0..grid.n_columns()).filter(|column| matches!(head(grid.get(0, *column)), Head::Reason(None))).count();
    for column in 0..grid.n_columns() {
        let text = grid.get(0, column);
        let is_before = column < name;
        let options_after = (column + 1..grid.n_columns()).any(|other| head(grid.get(0, other)) == Head::Name);
        // Several columns of reasons stand each behind their option; one alone at the end is for all.
        let about =
            |found: &Columns| (options_after || n_for_all > 1).then(|| found.options.len().checked_sub(1)).flatten();
        let kind = match head(text) {
            _ if column == name => Column::Name,
            Head::Blank if !grid.has_text(column) => Column::Nothing,
            Head::Blank if is_before => Column::Family,
            Head::Blank => {
                found.faults.push(Fault { at: Some(grid.at(0, column)), kind: FaultKind::BlankHead });
                Column::Aside
            }
            Head::Family => Column::Family,
            Head::Definition => Column::Definition,
            Head::Measure => Column::Measure,
            Head::Unit => Column::Unit,
            Head::Worst => Column::Worst,
            Head::Best => Column::Best,
            Head::Scale => Column::Scale,
            Head::Weight => Column::Weight,
            Head::Totals => {
                found.left_out.push(LeftOut::Totals(text.to_owned()));
                Column::Aside
            }
            Head::Number => {
                found.left_out.push(LeftOut::Line(text.to_owned()));
                Column::Aside
            }
            Head::Reason(None) => Column::Reason(about(&found)),
            Head::Source(None) => Column::Source(about(&found)),
            Head::Reason(named) if matches!(one(&named), Some(Some(_))) => Column::Reason(one(&named).flatten()),
            Head::Source(named) if matches!(one(&named), Some(Some(_))) => Column::Source(one(&named).flatten()),
            Head::Criterion | Head::Option | Head::Role | Head::Reason(_) | Head::Source(_) | Head::Name => {
                match first.get(&folded(text)) {
                    Some(before) => {
                        let kind = FaultKind::NamedTwice { name: text.to_owned(), before: *before };
                        found.faults.push(Fault { at: Some(grid.at(0, column)), kind });
                        Column::Aside
                    }
                    None => {
                        first.insert(folded(text), grid.at(0, column));
                        found.options.push((text.to_owned(), column));
                        Column::Option(found.options.len() - 1)
                    }
                }
            }
        };
        found.columns.push(kind);
    }
    found
}

/// The rows of a table.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// The name of each row: what stands in the column of names, or in one before it.
    pub(super) names: Vec<String>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) faults: Vec<Fault>,
}

/// Returns what each row holds; the first is that of the headings.
pub(super) fn rows(grid: &Grid<'_>, columns: &Columns) -> Rows {
    let mut found =
        Rows { rows: vec![Row::Nothing], names: vec![String::new()], left_out: Vec::new(), faults: Vec::new() };
    let has_families = columns.of(Column::Family).next().is_some();
    let is_filled = |row: usize, but: &[Column]| {
        let mut cells = columns.columns.iter().enumerate().filter(|(_, kind)| !but.contains(kind));
        cells.any(|(column, _)| !grid.get(row, column).is_empty())
    };
    let last = (1..grid.n_rows()).rev().find(|row| is_filled(*row, &[Column::Name, Column::Family])).unwrap_or(0);
    // The name of the criterion that was read last, and where each stands.
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in 1..grid.n_rows() {
        let (name, family) = (columns.text(grid, row, Column::Name), columns.text(grid, row, Column::Family));
        // What heads a row of its own may stand in a merged cell before the names.
        let is_heading = |text: &str| !matches!(head(text), Head::Name | Head::Blank | Head::Family);
        let label = if name.is_empty() && is_heading(family) { family } else { name };
        let has_cells = is_filled(row, &[Column::Name, Column::Family]);
        let aside = |found: &mut Rows, what: LeftOut| {
            found.left_out.push(what);
            Row::Nothing
        };
        let about = |named: Option<String>| match named {
            None => Some(None),
            Some(named) => places.get(&named).map(|at| Some(*at)),
        };
        let kind = match head(label) {
            Head::Blank if has_cells => {
                let at = columns.of(Column::Name).next().map(|column| grid.at(row, column));
                found.faults.push(Fault { at, kind: FaultKind::BlankHead });
                Row::Nothing
            }
            Head::Blank if !family.is_empty() => Row::Criterion,
            Head::Blank => Row::Nothing,
            Head::Totals => Row::Totals,
            Head::Role => Row::Roles,
            Head::Definition => Row::Descriptions,
            Head::Number | Head::Weight | Head::Unit | Head::Measure | Head::Worst | Head::Best | Head::Scale
                if has_cells =>
            {
                aside(&mut found, LeftOut::Line(label.to_owned()))
            }
            Head::Reason(named) if has_cells && about(named.clone()).is_some() => Row::Reasons(about(named).flatten()),
            Head::Source(named) if has_cells && about(named.clone()).is_some() => Row::Sources(about(named).flatten()),
            _ if has_cells || has_families => Row::Criterion,
            _ if row > last => aside(&mut found, LeftOut::Note(label.to_owned())),
            _ => Row::Family,
        };
        if kind == Row::Criterion && !label.is_empty() {
            places.insert(folded(label), row);
        }
        found.rows.push(kind);
        found.names.push(label.to_owned());
    }
    if !has_families {
        weighed_families(grid, columns, &mut found);
    }
    found
}

/// Takes rows that hold a weight alone, the sum of those beneath, for headings of families.
fn weighed_families(grid: &Grid<'_>, columns: &Columns, rows: &mut Rows) {
    let weight = |row: usize| super::scale::weight(columns.text(grid, row, Column::Weight)).ok().flatten();
    let is_bare = |row: usize| {
        let others =
            columns.columns.iter().enumerate().filter(|(_, kind)| !matches!(kind, Column::Name | Column::Weight));
        others.map(|(column, _)| grid.get(row, column)).all(str::is_empty)
    };
    let heads: Vec<usize> = (1..grid.n_rows())
        .filter(|row| rows.rows[*row] == Row::Criterion && is_bare(*row) && weight(*row).is_some())
        .collect();
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).copied().unwrap_or(grid.n_rows());
        let beneath = (head + 1..end).filter(|row| rows.rows[*row] == Row::Criterion);
        let weights: Vec<f64> = beneath.filter_map(weight).map(|weight| weight.points()).collect();
        let own = weight(*head).map_or(0.0, |weight| weight.points());
        if !weights.is_empty() && (weights.iter().sum::<f64>() - own).abs() < 0.051 {
            rows.rows[*head] = Row::Family;
            rows.left_out.push(LeftOut::FamilyWeight(rows.names[*head].clone()));
        }
    }
}

/// Returns the option that plays a part by its name alone, where just one does.
pub(super) fn only_with_role(options: &[(String, usize)], role: crate::appraisal::Role) -> Option<usize> {
    let mut hits =
        options.iter().enumerate().filter(|(_, (name, _))| role_by_name(name) == Some(role)).map(|(at, _)| at);
    hits.next().filter(|_| hits.next().is_none())
}
