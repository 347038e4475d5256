//! Edits of money as a report prints and states it: its tables, and the figures of its text.

use super::EditError;
use super::given::{Applied, issue, move_item, name, obeys, position, room, text};
use super::related::{forget_cells, relate, without};
use crate::case::Case;
use crate::id::{FigureId, InitiativeId, TableId};
use crate::limits::Limit;
use crate::pence::Pence;
use crate::print::money;
use crate::programme::{Basis, ColumnRole, Figure, LineKind, MoneyColumn, MoneyLine, MoneyTable, Relation};
use crate::unknown::Unknown;
use std::sync::Arc;

/// A change of money as printed. Lines and columns are counted from 0; a position past the end means the end.
#[derive(Clone, Debug, PartialEq)]
pub enum MoneyEdit {
    /// Adds an empty table at the end, by its title.
    AddTable(String),
    /// Adds a table with all that is in it, or puts one in the place of another; its own id does not matter.
    PutTable(Option<TableId>, Box<MoneyTable>),
    /// Gives a table a title.
    SetTitle(TableId, String),
    /// Says what kind of money it is.
    SetBasis(TableId, Option<Basis>),
    /// Says to which step its figures are printed, in pence.
    SetStep(TableId, Pence),
    /// Says where it was read.
    SetTableSource(TableId, String),
    /// Removes a table.
    RemoveTable(TableId),
    /// Adds a column at the end, without figures.
    AddColumn(TableId, String),
    /// Gives a column a heading.
    SetHeading(TableId, usize, String),
    /// Says what a column holds, and of which year.
    SetRole(TableId, usize, ColumnRole, String),
    /// Removes a column with its figures.
    RemoveColumn(TableId, usize),
    /// Adds a line at the end, without figures.
    AddLine(TableId, String),
    /// Gives a line a label.
    SetLabel(TableId, usize, String),
    /// Says what a line is.
    SetKind(TableId, usize, LineKind),
    /// Says which initiative a line pays for.
    SetPaidFor(TableId, usize, Option<InitiativeId>),
    /// Says what explains a line.
    SetNote(TableId, usize, String),
    /// Moves a line to a position.
    MoveLine(TableId, usize, usize),
    /// Removes a line with its figures.
    RemoveLine(TableId, usize),
    /// Sets or clears the figure of a line in a column.
    SetFigure(TableId, [usize; 2], Option<Pence>),
    /// Adds a figure of the text, by its label.
    AddFigure(String),
    /// Changes a figure of the text, all but its id.
    ChangeFigure(FigureId, Box<Figure>),
    /// Removes a figure of the text, and what hangs on it.
    RemoveFigure(FigureId),
    /// Says how figures hang together.
    Relate(Box<Relation>),
    /// Takes back what was said of how figures hang together.
    Unrelate(usize),
}

impl MoneyEdit {
    pub(super) fn apply(&self, case: &mut Case) -> Applied {
        match self {
            MoneyEdit::AddTable(title) => {
                let title = name(title)?;
                room(&case.programme.tables, Limit::Tables)?;
                let id = TableId(issue(&mut case.next_id)?);
                case.programme.tables.push(Arc::new(MoneyTable::titled(id, &title)));
            }
            MoneyEdit::PutTable(id, given) => put_table(case, *id, given)?,
            MoneyEdit::SetTitle(id, title) => table(case, *id)?.title = name(title)?,
            MoneyEdit::SetBasis(id, basis) => table(case, *id)?.basis = *basis,
            MoneyEdit::SetStep(id, step) => {
                let found = table(case, *id)?;
                found.printed_step = *step;
                obeys(found.problem())?;
            }
            MoneyEdit::SetTableSource(id, source) => table(case, *id)?.source = text(source)?,
            MoneyEdit::RemoveTable(id) => {
                let at = position(case.programme.tables.iter().map(|table| table.id), *id, TABLE)?;
                case.programme.tables.remove(at);
                let is_of = |relation: &Relation| matches!(relation, Relation::Same(same) if same.table == *id);
                case.programme.relations.retain(|relation| !is_of(relation));
            }
            MoneyEdit::AddColumn(id, heading) => {
                let heading = name(heading)?;
                let found = table(case, *id)?;
                room(&found.columns, Limit::TableColumns)?;
                let (role, period) = (ColumnRole::Other, String::new());
                found.columns.push(MoneyColumn { heading, role, period, unknown: Unknown::new() });
                found.lines.iter_mut().for_each(|line| line.figures.push(None));
            }
            MoneyEdit::SetHeading(id, at, heading) => column(table(case, *id)?, *at)?.heading = name(heading)?,
            MoneyEdit::SetRole(id, at, role, period) => {
                let found = column(table(case, *id)?, *at)?;
                (found.role, found.period) = (*role, text(period)?);
            }
            MoneyEdit::RemoveColumn(id, at) => {
                let found = table(case, *id)?;
                column(found, *at)?;
                found.columns.remove(*at);
                for line in &mut found.lines {
                    line.figures.remove(*at);
                }
                forget_cells(case, *id, &|line, column| {
                    (column != *at).then_some((line, column - usize::from(column > *at)))
                });
            }
            MoneyEdit::AddLine(id, label) => {
                let label = name(label)?;
                let found = table(case, *id)?;
                room(&found.lines, Limit::TableLines)?;
                let figures = vec![None; found.columns.len()];
                found.lines.push(MoneyLine { label, figures, ..MoneyLine::default() });
            }
            MoneyEdit::SetLabel(id, at, label) => line(table(case, *id)?, *at)?.label = name(label)?,
            MoneyEdit::SetKind(id, at, kind) => line(table(case, *id)?, *at)?.kind = *kind,
            MoneyEdit::SetPaidFor(id, at, initiative) => {
                if initiative.is_some_and(|id| case.initiative(id).is_none()) {
                    return Err(EditError::NotThere { what: "initiative" });
                }
                line(table(case, *id)?, *at)?.initiative = *initiative;
            }
            MoneyEdit::SetNote(id, at, note) => line(table(case, *id)?, *at)?.note = text(note)?,
            MoneyEdit::MoveLine(id, from, to) => {
                let found = table(case, *id)?;
                line(found, *from)?;
                let (from, to) = (*from, (*to).min(found.lines.len() - 1));
                move_item(&mut found.lines, from, to);
                let moved = |at: usize| {
                    if at == from {
                        to
                    } else if from < at && at <= to {
                        at - 1
                    } else if to <= at && at < from {
                        at + 1
                    } else {
                        at
                    }
                };
                forget_cells(case, *id, &|line, column| Some((moved(line), column)));
            }
            MoneyEdit::RemoveLine(id, at) => {
                let found = table(case, *id)?;
                line(found, *at)?;
                found.lines.remove(*at);
                forget_cells(case, *id, &|line, column| {
                    (line != *at).then_some((line - usize::from(line > *at), column))
                });
            }
            MoneyEdit::SetFigure(id, [at, in_column], sum) => {
                let found = table(case, *id)?;
                column(found, *in_column)?;
                line(found, *at)?.figures[*in_column] = *sum;
            }
            MoneyEdit::AddFigure(label) => {
                let label = name(label)?;
                room(&case.programme.figures, Limit::Figures)?;
                let id = FigureId(issue(&mut case.next_id)?);
                case.programme.figures.push(Arc::new(Figure::labelled(id, &label)));
            }
            MoneyEdit::ChangeFigure(id, given) => {
                let found = figure(case, *id)?;
                let Figure { label, amount, step, approximate, text: words, source, .. } = given.as_ref();
                (found.label, found.amount, found.step) = (name(label)?, *amount, *step);
                (found.approximate, found.text, found.source) = (*approximate, text(words)?, text(source)?);
            }
            MoneyEdit::RemoveFigure(id) => {
                let at = position(case.programme.figures.iter().map(|figure| figure.id), *id, FIGURE)?;
                case.programme.figures.remove(at);
                case.programme.relations.retain_mut(|relation| without(relation, *id));
            }
            MoneyEdit::Relate(relation) => {
                room(&case.programme.relations, Limit::Relations)?;
                for id in relation.figures() {
                    figure(case, id)?;
                }
                obeys(relation.problem(&case.programme.tables))?;
                relate(case, relation);
            }
            MoneyEdit::Unrelate(at) => {
                if *at >= case.programme.relations.len() {
                    return Err(EditError::NotThere { what: "relation" });
                }
                case.programme.relations.remove(*at);
            }
        }
        Ok(())
    }

    pub(super) fn what(&self, case: &Case) -> String {
        let title = |id: &TableId| found_table(case, *id).map_or("table", |table| &table.title).to_owned();
        let heading = |id: &TableId, at: usize| {
            found_table(case, *id)
                .and_then(|table| table.columns.get(at))
                .map_or(String::new(), |found| found.heading.clone())
        };
        let label = |id: &TableId, at: usize| {
            found_table(case, *id)
                .and_then(|table| table.lines.get(at))
                .map_or(String::new(), |found| found.label.clone())
        };
        let stated = |id: &FigureId| found_figure(case, *id).map_or(FIGURE, |figure| &figure.label).to_owned();
        match self {
            MoneyEdit::AddTable(title) => format!("Add money table {}", title.trim()),
            MoneyEdit::PutTable(None, given) => format!("Add money table {}", given.title.trim()),
            MoneyEdit::PutTable(Some(id), _) => format!("Money table {}", title(id)),
            MoneyEdit::SetTitle(id, _) => format!("Title of {}", title(id)),
            MoneyEdit::SetBasis(id, _) => format!("Kind of money of {}", title(id)),
            MoneyEdit::SetStep(id, _) => format!("Rounding of {}", title(id)),
            MoneyEdit::SetTableSource(id, _) => format!("Source of {}", title(id)),
            MoneyEdit::RemoveTable(id) => format!("Remove money table {}", title(id)),
            MoneyEdit::AddColumn(_, heading) => format!("Add column {}", heading.trim()),
            MoneyEdit::SetHeading(id, at, _) => format!("Heading of {}", heading(id, *at)),
            MoneyEdit::SetRole(id, at, ..) => format!("What {} holds", heading(id, *at)),
            MoneyEdit::RemoveColumn(id, at) => format!("Remove column {}", heading(id, *at)),
            MoneyEdit::AddLine(_, label) => format!("Add line {}", label.trim()),
            MoneyEdit::SetLabel(id, at, _) => format!("Label of {}", label(id, *at)),
            MoneyEdit::SetKind(id, at, _) => format!("What the line {} is", label(id, *at)),
            MoneyEdit::SetPaidFor(id, at, _) => format!("Initiative that {} pays for", label(id, *at)),
            MoneyEdit::SetNote(id, at, _) => format!("Note on {}", label(id, *at)),
            MoneyEdit::MoveLine(id, from, _) => format!("Place of {}", label(id, *from)),
            MoneyEdit::RemoveLine(id, at) => format!("Remove line {}", label(id, *at)),
            MoneyEdit::SetFigure(id, [at, column], _) => format!("{} of {}", heading(id, *column), label(id, *at)),
            MoneyEdit::AddFigure(label) => format!("Add figure {}", label.trim()),
            MoneyEdit::ChangeFigure(id, _) => format!("Figure {}", stated(id)),
            MoneyEdit::RemoveFigure(id) => format!("Remove figure {}", stated(id)),
            MoneyEdit::Relate(_) => "How figures hang together".to_owned(),
            MoneyEdit::Unrelate(_) => "Remove how figures hang together".to_owned(),
        }
    }

    pub(super) fn value(&self, case: &Case) -> String {
        let of =
            |id: &TableId, read: &dyn Fn(&MoneyTable) -> String| found_table(case, *id).map_or(String::new(), read);
        let of_column = |id: &TableId, at: usize, read: &dyn Fn(&MoneyColumn) -> String| {
            of(id, &|table| table.columns.get(at).map_or(String::new(), read))
        };
        let of_line = |id: &TableId, at: usize, read: &dyn Fn(&MoneyLine) -> String| {
            of(id, &|table| table.lines.get(at).map_or(String::new(), read))
        };
        let initiative = |id: InitiativeId| case.initiative(id).map_or(String::new(), |found| found.name.clone());
        match self {
            MoneyEdit::SetTitle(id, _) => of(id, &|table| table.title.clone()),
            MoneyEdit::SetBasis(id, _) => of(id, &|table| match table.basis {
                Some(Basis::Capital) => "capital".to_owned(),
                Some(Basis::Revenue) => "revenue".to_owned(),
                None => String::new(),
            }),
            MoneyEdit::SetStep(id, _) => of(id, &|table| money(table.printed_step)),
            MoneyEdit::SetTableSource(id, _) => of(id, &|table| table.source.clone()),
            MoneyEdit::PutTable(Some(id), _) => of(id, &|table| format!("{} lines", table.lines.len())),
            MoneyEdit::SetHeading(id, at, _) => of_column(id, *at, &|column| column.heading.clone()),
            MoneyEdit::SetRole(id, at, ..) => {
                of_column(id, *at, &|column| format!("{} {}", column.role.word(), column.period).trim_end().to_owned())
            }
            MoneyEdit::SetLabel(id, at, _) => of_line(id, *at, &|line| line.label.clone()),
            MoneyEdit::SetKind(id, at, _) => of_line(id, *at, &|line| line.kind.word().to_owned()),
            MoneyEdit::SetPaidFor(id, at, _) => {
                of_line(id, *at, &|line| line.initiative.map_or(String::new(), initiative))
            }
            MoneyEdit::SetNote(id, at, _) => of_line(id, *at, &|line| line.note.clone()),
            MoneyEdit::SetFigure(id, [at, column], _) => {
                of_line(id, *at, &|line| line.figure(*column).map_or(String::new(), money))
            }
            MoneyEdit::ChangeFigure(id, _) => found_figure(case, *id).map_or(String::new(), figure_words),
            MoneyEdit::AddTable(_)
            | MoneyEdit::PutTable(None, _)
            | MoneyEdit::RemoveTable(_)
            | MoneyEdit::AddColumn(..)
            | MoneyEdit::RemoveColumn(..)
            | MoneyEdit::AddLine(..)
            | MoneyEdit::MoveLine(..)
            | MoneyEdit::RemoveLine(..)
            | MoneyEdit::AddFigure(_)
            | MoneyEdit::RemoveFigure(_)
            | MoneyEdit::Relate(_)
            | MoneyEdit::Unrelate(_) => String::new(),
        }
    }
}

const TABLE: &str = "money table";
const FIGURE: &str = "figure";

fn found_table(case: &Case, id: TableId) -> Option<&MoneyTable> {
    case.programme.tables.iter().map(AsRef::as_ref).find(|table| table.id == id)
}

fn found_figure(case: &Case, id: FigureId) -> Option<&Figure> {
    case.programme.figures.iter().map(AsRef::as_ref).find(|figure| figure.id == id)
}

/// Returns a figure as the log gives it.
fn figure_words(figure: &Figure) -> String {
    let about = if figure.approximate { "about " } else { "" };
    let sum = figure.amount.map_or(String::new(), |sum| format!("{about}{}", money(sum)));
    let words = [sum.as_str(), &figure.text, &figure.source].into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("; ")
}

fn table(case: &mut Case, id: TableId) -> Result<&mut MoneyTable, EditError> {
    let found = case.programme.tables.iter_mut().find(|table| table.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: TABLE })
}

fn figure(case: &mut Case, id: FigureId) -> Result<&mut Figure, EditError> {
    let found = case.programme.figures.iter_mut().find(|figure| figure.id == id);
    found.map(Arc::make_mut).ok_or(EditError::NotThere { what: FIGURE })
}

fn column(table: &mut MoneyTable, at: usize) -> Result<&mut MoneyColumn, EditError> {
    table.columns.get_mut(at).ok_or(EditError::NotThere { what: "column" })
}

fn line(table: &mut MoneyTable, at: usize) -> Result<&mut MoneyLine, EditError> {
    table.lines.get_mut(at).ok_or(EditError::NotThere { what: "line" })
}

fn put_table(case: &mut Case, id: Option<TableId>, given: &MoneyTable) -> Applied {
    obeys(given.problem())?;
    Limit::TableColumns.check(given.columns.len())?;
    Limit::TableLines.check(given.lines.len())?;
    let mut new = given.clone();
    (new.title, new.source) = (name(&given.title)?, text(&given.source)?);
    for column in &mut new.columns {
        (column.heading, column.period) = (name(&column.heading)?, text(&column.period)?);
    }
    for line in &mut new.lines {
        (line.label, line.note) = (name(&line.label)?, text(&line.note)?);
        line.initiative = line.initiative.filter(|id| case.initiative(*id).is_some());
    }
    match id {
        Some(id) => {
            new.id = id;
            *table(case, id)? = new;
            forget_cells(case, id, &|_, _| None);
        }
        None => {
            room(&case.programme.tables, Limit::Tables)?;
            new.id = TableId(issue(&mut case.next_id)?);
            case.programme.tables.push(Arc::new(new));
        }
    }
    Ok(())
}
