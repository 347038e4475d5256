//! From the cells of a table to what it says of an appraisal.

use super::check::totals;
use super::grid::{Grid, Parts, lies, parts};
use super::heads::{is_rank, name_and_unit, out_of, role_by_name};
use super::lines::{Column, Columns, Row, Rows, columns, only_with_role};
use super::scale::{self, Given, Wrong, marks, says_the_same};
use super::{At, Choices, Fault, FaultKind, Figures, LeftOut, NamedCriterion, NamedOption, Reading};
use crate::appraisal::{Appraisal, Role, Scale};
use crate::finite::Finite;
use crate::limits::Limit;
use crate::spelling::folded;
use std::collections::HashMap;

/// Returns what a table says, read as it lies or as it is chosen to lie. Names that the appraisal has already are met again.
///
/// Options head columns and criteria rows, or the other way round. Beside the names may stand families (in a column, in rows
/// without cells, or above in merged cells), definitions, measures and units, ends (in numbers or in words), weights, and
/// reasons and sources for one or for all; beneath, under the same headings, a part of ranges, of reasons or of sources. Totals are
/// held against the figures, and costs are no criteria.
///
/// # Errors
/// All faults of the table.
///
/// # Example
/// ```
/// use weighbridge::appraisal::{Appraisal, spreadsheet::{Choices, Lies, read}};
/// let rows = |text: &str| text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect::<Vec<_>>();
/// let appraisal = Appraisal::titled(weighbridge::id::AppraisalId(1), "Depots");
/// let table = rows("Option\tReach\tRisk\nWeight\t60\t40\nHub\t20\t80\nSite\t50\t70");
/// assert!(read(&appraisal, &table, Choices::default()).is_ok());
/// let table = rows("\tHub\tSite\nReach\t20\t50\nRisk\t80\thigh");
/// let faults = read(&appraisal, &table, Choices::default()).unwrap_err();
/// assert_eq!(faults[0].at.unwrap().to_string(), "C3");
/// ```
pub fn read(appraisal: &Appraisal, rows: &[Vec<String>], choices: Choices) -> Result<Reading, Vec<Fault>> {
    let whole = |kind| vec![Fault { at: None, kind }];
    let Some(Parts { titles, parts }) = parts(rows) else { return Err(whole(FaultKind::Empty)) };
    let known = Known::new(appraisal);
    let (_, first) = &parts[0];
    let told = || {
        let is = |names: &HashMap<String, Vec<usize>>, name: &str| names.contains_key(&folded(name));
        lies(&rows[first.clone()], |name| is(&known.options, name), |name| is(&known.criteria, name))
    };
    let lies = choices.lies.unwrap_or_else(told);
    let grid = Grid::new(rows, first.clone(), lies);
    let columns = columns(&grid);
    let lines = super::lines::rows(&grid, &columns);
    let mut reader = Reader::new(appraisal, known, grid, columns, lines, choices, &titles);
    reader.reading.lies = lies;
    reader.read();
    for (holds, range) in &parts[1..] {
        reader.part(*holds, &Grid::new(rows, range.clone(), lies));
    }
    if reader.faults.is_empty() {
        let shape = [
            (reader.reading.contents.options.is_empty(), FaultKind::NoOptions),
            (!reader.reading.contents.criteria.iter().any(|one| !one.name.is_empty()), FaultKind::NoCriteria),
        ];
        reader.faults.extend(shape.into_iter().filter(|(is, _)| *is).map(|(_, kind)| Fault { at: None, kind }));
    }
    if reader.faults.is_empty() { Ok(reader.finish()) } else { Err(reader.faults) }
}

/// The names of the appraisal, folded, with the places of those that bear them.
struct Known {
    options: HashMap<String, Vec<usize>>,
    criteria: HashMap<String, Vec<usize>>,
}

impl Known {
    fn new(appraisal: &Appraisal) -> Known {
        fn places<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<String, Vec<usize>> {
            let mut found: HashMap<String, Vec<usize>> = HashMap::new();
            names.enumerate().for_each(|(at, name)| found.entry(folded(name)).or_default().push(at));
            found
        }
        Known {
            options: places(appraisal.alternatives.iter().map(|option| &option.name)),
            criteria: places(appraisal.leaves().into_iter().map(|(criterion, _)| &criterion.name)),
        }
    }
}

/// A criterion that was read, with its row.
pub(super) struct Line {
    pub(super) row: usize,
    /// The scale that its scores are read on.
    pub(super) scale: Scale,
    /// Whether no end was given, so that figures are points.
    pub(super) lacks_ends: bool,
}

pub(super) struct Reader<'a> {
    appraisal: &'a Appraisal,
    known: Known,
    pub(super) grid: Grid<'a>,
    pub(super) columns: Columns,
    pub(super) rows: Rows,
    pub(super) choices: Choices,
    /// The highest mark that a text above the table, or its corner, speaks of.
    marks_said: Option<u32>,
    pub(super) reading: Reading,
    /// What was read of each criterion of the contents; `None` for a family alone.
    pub(super) lines: Vec<Option<Line>>,
    /// Where each score of the contents stands, by option and criterion.
    pub(super) scores: HashMap<(usize, usize), usize>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(
        appraisal: &'a Appraisal,
        known: Known,
        grid: Grid<'a>,
        mut columns: Columns,
        mut rows: Rows,
        choices: Choices,
        titles: &[(usize, String)],
    ) -> Reader<'a> {
        let corner = columns.of(Column::Name).next().map_or("", |column| grid.get(0, column));
        let marks_said = titles.iter().map(|(_, title)| title.as_str()).chain([corner]).find_map(out_of);
        let faults = columns.faults.drain(..).chain(rows.faults.drain(..)).collect();
        let titles = titles.iter().map(|(_, title)| LeftOut::Title(title.clone()));
        let left_out = titles.chain(columns.left_out.drain(..)).chain(rows.left_out.drain(..)).collect();
        let reading = Reading { left_out, ..Reading::default() };
        let (lines, scores) = (Vec::new(), HashMap::new());
        Reader { appraisal, known, grid, columns, rows, choices, marks_said, reading, lines, scores, faults }
    }

    pub(super) fn fault(&mut self, at: At, kind: FaultKind) {
        self.faults.push(Fault { at: Some(at), kind });
    }

    fn read(&mut self) {
        self.options();
        self.criteria();
        self.costs();
        self.figures();
        for criterion in 0..self.lines.len() {
            self.scores_of(criterion);
        }
        self.words();
    }

    fn finish(mut self) -> Reading {
        let rows = (1..self.grid.n_rows()).filter(|row| self.rows.rows[*row] == Row::Totals);
        for row in rows {
            let name = &self.rows.names[row];
            self.reading.left_out.push(LeftOut::Totals(name.clone()));
            if is_rank(name) {
                continue;
            }
            let cells = self
                .columns
                .options
                .iter()
                .map(|(_, column)| (self.grid.get(row, *column), self.grid.at(row, *column)));
            let cells: Vec<(&str, At)> = cells.collect();
            let scales: Vec<Option<&Scale>> =
                self.lines.iter().map(|line| line.as_ref().map(|line| &line.scale)).collect();
            self.reading.totals.extend(totals(name, &cells, &self.reading.contents, &scales));
        }
        self.reading
    }

    fn options(&mut self) {
        let limit = Limit::Options.check(self.columns.options.len());
        if let Err(refused) = limit {
            let at = self.grid.at(0, self.columns.options[Limit::Options.most()].1);
            self.fault(at, FaultKind::TooMany(refused));
        }
        let row_of = |kind: Row| (1..self.grid.n_rows()).find(|row| self.rows.rows[*row] == kind);
        let (roles, descriptions) = (row_of(Row::Roles), row_of(Row::Descriptions));
        let has_role = |role: Role| {
            self.appraisal.alternatives.iter().filter(|option| option.role == role).any(|option| {
                self.known.options.contains_key(&folded(&option.name))
                    && self.columns.options.iter().any(|(name, _)| folded(name) == folded(&option.name))
            })
        };
        let by_name: Vec<(Option<usize>, Role)> = [Role::BusinessAsUsual, Role::DoMinimum]
            .into_iter()
            .filter(|role| roles.is_none() && !has_role(*role))
            .map(|role| (only_with_role(&self.columns.options, role), role))
            .collect();
        let mut faults = Vec::new();
        for (at, (name, column)) in self.columns.options.iter().enumerate() {
            let head = self.grid.at(0, *column);
            if self.known.options.get(&folded(name)).is_some_and(|places| places.len() > 1) {
                faults.push((head, FaultKind::SharedName(name.clone())));
            }
            let mut role = by_name.iter().find(|(place, _)| *place == Some(at)).map(|(_, role)| *role);
            if let Some(row) = roles {
                role = match folded(self.grid.get(row, *column)).as_str() {
                    "" => None,
                    "option" | "candidate" => Some(Role::Candidate),
                    said => {
                        let found = role_by_name(said);
                        if found.is_none() {
                            let expected = "business as usual, do minimum or option";
                            let kind = FaultKind::NotThat { found: self.grid.get(row, *column).to_owned(), expected };
                            faults.push((self.grid.at(row, *column), kind));
                        }
                        found
                    }
                };
            }
            let description = descriptions.map_or("", |row| self.grid.get(row, *column)).to_owned();
            self.reading.contents.options.push(NamedOption { name: name.clone(), role, description, cost: None });
        }
        faults.into_iter().for_each(|(at, kind)| self.fault(at, kind));
    }

    fn criteria(&mut self) {
        let mut families: Vec<String> = Vec::new();
        let mut first: HashMap<String, At> = HashMap::new();
        let family_columns: Vec<usize> = self.columns.of(Column::Family).collect();
        let name_column = self.columns.of(Column::Name).next().unwrap_or(0);
        for row in 1..self.grid.n_rows() {
            match self.rows.rows[row] {
                Row::Family => {
                    families = vec![self.rows.names[row].clone()];
                    let alone = NamedCriterion { families: families.clone(), ..NamedCriterion::default() };
                    self.push(alone, None);
                }
                Row::Criterion => {
                    if !family_columns.is_empty() {
                        families = self.families_of(row, &family_columns, &families);
                    }
                    let name = self.rows.names[row].clone();
                    let at = self.grid.at(row, name_column);
                    if name.is_empty() {
                        let alone = NamedCriterion { families: families.clone(), ..NamedCriterion::default() };
                        self.push(alone, None);
                        continue;
                    }
                    if let Some(before) = first.insert(folded(&name), at) {
                        self.fault(at, FaultKind::NamedTwice { name, before });
                        continue;
                    }
                    if self.known.criteria.get(&folded(&name)).is_some_and(|places| places.len() > 1) {
                        self.fault(at, FaultKind::SharedName(name));
                        continue;
                    }
                    if first.len() > Limit::Criteria.most() {
                        if let Err(refused) = Limit::Criteria.check(first.len()) {
                            self.fault(at, FaultKind::TooMany(refused));
                        }
                        return;
                    }
                    self.criterion(row, &name, families.clone());
                }
                Row::Nothing | Row::Totals | Row::Roles | Row::Descriptions | Row::Reasons(_) | Row::Sources(_) => {}
            }
        }
    }

    /// Returns the families of a row: an empty cell at the edge is a merged one, and means what stands above it.
    fn families_of(&self, row: usize, columns: &[usize], above: &[String]) -> Vec<String> {
        let cells: Vec<&str> = columns.iter().map(|column| self.grid.get(row, *column)).collect();
        let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(cells.len());
        let is_none = |cell: &str| matches!(folded(cell).as_str(), "(none)" | "none" | "-");
        let own = cells[first..].iter().take_while(|cell| !cell.is_empty() && !is_none(cell));
        above.iter().take(first).cloned().chain(own.map(|cell| (*cell).to_owned())).collect()
    }

    fn push(&mut self, criterion: NamedCriterion, line: Option<Line>) {
        self.reading.contents.criteria.push(criterion);
        self.lines.push(line);
    }

    fn criterion(&mut self, row: usize, name: &str, families: Vec<String>) {
        let text = |kind: Column| self.columns.text(&self.grid, row, kind);
        let all = |kind: Column| self.columns.of(kind).map(|column| self.grid.get(row, column)).collect::<Vec<&str>>();
        let (bare, in_name) = name_and_unit(name);
        let unit = Some(text(Column::Unit)).filter(|unit| !unit.is_empty()).or(in_name).unwrap_or("");
        let given = Given {
            scale: text(Column::Scale),
            measure: text(Column::Measure),
            unit,
            worst: all(Column::Worst),
            best: all(Column::Best),
        };
        let place = |kind: Column| {
            self.columns.of(kind).last().map_or(self.grid.at(row, 0), |column| self.grid.at(row, column))
        };
        let mut wrong = Vec::new();
        let found = match scale::scale(&given) {
            Ok(found) => found,
            Err(Wrong::Scale(expected)) => return self.refuse(place(Column::Scale), given.scale, expected),
            Err(Wrong::Worst(expected)) => {
                return self.refuse(place(Column::Worst), given.worst.last().unwrap_or(&""), expected);
            }
            Err(Wrong::Best(expected)) => {
                return self.refuse(place(Column::Best), given.best.last().unwrap_or(&""), expected);
            }
        };
        let weight = scale::weight(text(Column::Weight)).unwrap_or_else(|expected| {
            wrong.push((place(Column::Weight), text(Column::Weight), expected));
            None
        });
        let leaves = self.appraisal.leaves();
        let own = self.known.criteria.get(&folded(name)).and_then(|places| Some(leaves.get(*places.first()?)?.1));
        // What the appraisal says already is not said again.
        let scale = found.scale.filter(|scale| own.is_none_or(|own| !says_the_same(&own.scale, scale)));
        // A unit in the name goes to the measure, where there is one.
        let is_measured = own.is_none() && in_name == Some(unit) && matches!(scale, Some(Scale::Measured { .. }));
        let name = if is_measured { bare } else { name }.to_owned();
        let definition = text(Column::Definition).to_owned();
        let line = Line {
            row,
            lacks_ends: scale.is_none() && own.is_none(),
            scale: scale.clone().or_else(|| own.map(|own| own.scale.clone())).unwrap_or(Scale::Direct),
        };
        let criterion =
            NamedCriterion { families, name, definition, scale, worst: found.worst, best: found.best, weight };
        wrong.into_iter().for_each(|(at, text, expected)| self.refuse(at, text, expected));
        self.push(criterion, Some(line));
    }

    fn refuse(&mut self, at: At, found: &str, expected: &'static str) {
        self.fault(at, FaultKind::NotThat { found: found.to_owned(), expected });
    }

    /// Decides what figures mean on criteria that do not say: marks, where all are small.
    fn figures(&mut self) {
        let open: Vec<usize> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.as_ref().is_some_and(|line| line.lacks_ends))
            .map(|(at, _)| at)
            .collect();
        let cells = open.iter().filter_map(|at| self.lines[*at].as_ref()).flat_map(|line| {
            self.columns
                .options
                .iter()
                .filter_map(|(_, column)| Finite::read(self.grid.get(line.row, *column)).ok().flatten())
        });
        let highest = cells.map(Finite::get).fold(f64::NEG_INFINITY, f64::max);
        let told = || match self.marks_said {
            Some(100) => Figures::Points,
            Some(out_of) => Figures::MarksOutOf(out_of),
            None if highest > 5.0 && highest <= 10.0 => Figures::MarksOutOf(10),
            None if highest > 1.0 && highest <= 5.0 => Figures::MarksOutOf(5),
            None => Figures::Points,
        };
        if open.is_empty() || highest == f64::NEG_INFINITY {
            return;
        }
        let figures = self.choices.figures.unwrap_or_else(told);
        self.reading.figures = Some(figures);
        let Figures::MarksOutOf(out_of) = figures else { return };
        for at in open {
            if let Some(line) = &mut self.lines[at] {
                line.scale = marks(out_of);
                self.reading.contents.criteria[at].scale = Some(marks(out_of));
            }
        }
    }
}
