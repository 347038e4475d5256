//! The cells of a table that hold costs, scores, ranges, reasons and sources.

use super::grid::{Grid, Holds};
use super::heads::{name_and_unit, speaks_of_cost};
use super::lines::{About, Column, Columns, Row, columns};
use super::read::Reader;
use super::{At, CostChoice, FaultKind, Figures, LeftOut, NamedScore};
use crate::appraisal::entry::{self, NoScore};
use crate::appraisal::{Role, Scale, ScoreRange, ScoreState};
use crate::finite::Finite;
use crate::limits::Limit;
use crate::pence::{PoundsError, read_pounds};
use crate::spelling::folded;
use std::collections::HashMap;

const CURRENCIES: [char; 3] = ['£', '€', '$'];

impl Reader<'_> {
    /// Takes rows of costs out of the criteria, and one of them for whole-life costs where that is chosen or told.
    pub(super) fn costs(&mut self) {
        let is_cost: Vec<bool> = (0..self.lines.len()).map(|at| self.is_cost(at)).collect();
        let rows: Vec<(usize, String)> = self
            .lines
            .iter()
            .zip(&is_cost)
            .filter(|(_, is_cost)| **is_cost)
            .filter_map(|(line, _)| line.as_ref())
            .map(|line| (line.row, self.rows.names[line.row].clone()))
            .collect();
        if rows.is_empty() {
            return;
        }
        let keeps = |is_cost: &[bool]| is_cost.iter().map(|is| !is).collect::<Vec<bool>>().into_iter();
        let (mut one, mut other) = (keeps(&is_cost), keeps(&is_cost));
        self.reading.contents.criteria.retain(|_| one.next().unwrap_or(true));
        self.lines.retain(|_| other.next().unwrap_or(true));
        self.reading.costs = rows.iter().map(|(_, name)| name.clone()).collect();
        let taken = match self.choices.cost {
            Some(CostChoice::LeaveOut) => None,
            Some(CostChoice::Take(at)) => Some(at).filter(|at| *at < rows.len()),
            None => told(&rows, |row| self.columns.text(&self.grid, row, Column::Unit).to_owned()),
        };
        self.reading.cost_taken = taken;
        for (at, (row, name)) in rows.into_iter().enumerate() {
            if Some(at) == taken {
                self.take_cost(row, &name);
            } else {
                self.reading.left_out.push(LeftOut::Cost(name));
            }
        }
    }

    /// Returns whether a line is about money: its name says so, it has no scale, and its cells could not be points.
    fn is_cost(&self, at: usize) -> bool {
        let Some(line) = &self.lines[at] else { return false };
        let name = &self.rows.names[line.row];
        if !line.lacks_ends || !speaks_of_cost(name) {
            return false;
        }
        let unit = self.columns.text(&self.grid, line.row, Column::Unit);
        let has_currency = |text: &str| text.contains(CURRENCIES);
        let is_beyond = |text: &str| {
            let number = Finite::read(text).ok().flatten();
            has_currency(text) || number.is_some_and(|number| !(0.0..=100.0).contains(&number.get()))
        };
        let mut cells = self.columns.options.iter().map(|(_, column)| self.grid.get(line.row, *column));
        has_currency(name) || has_currency(unit) || cells.any(is_beyond)
    }

    fn take_cost(&mut self, row: usize, name: &str) {
        let unit = self.columns.text(&self.grid, row, Column::Unit);
        let unit = if unit.is_empty() { name_and_unit(name).1.unwrap_or("") } else { unit };
        let folded_unit = folded(unit);
        let power = match folded_unit.trim_start_matches(CURRENCIES).trim_start() {
            said if said.starts_with("million") || said == "m" || said.starts_with("m ") || said.starts_with("m,") => {
                "m"
            }
            said if said.starts_with("thousand")
                || said.starts_with("000")
                || said == "k"
                || said.starts_with("k ") =>
            {
                "k"
            }
            _ => "",
        };
        for option in 0..self.columns.options.len() {
            let column = self.columns.options[option].1;
            let (text, at) = (self.grid.get(row, column), self.grid.at(row, column));
            if matches!(folded(text).as_str(), "" | "n/a" | "?") {
                continue;
            }
            // As accounts print what is below nought.
            let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let sum = inner.map_or_else(|| text.to_owned(), |inner| format!("-{}", inner.trim()));
            let power = if sum.ends_with(['m', 'M', 'k', 'K']) { "" } else { power };
            match read_pounds(&format!("{sum}{power}")) {
                Ok(sum) => self.reading.contents.options[option].cost = Some(sum),
                Err(PoundsError) => {
                    self.fault(at, FaultKind::NotThat { found: text.to_owned(), expected: PoundsError::EXPECTED });
                }
            }
        }
    }

    /// Reads the scores of a criterion.
    pub(super) fn scores_of(&mut self, criterion: usize) {
        let Some(line) = &self.lines[criterion] else { return };
        let (row, scale, lacks_ends) = (line.row, line.scale.clone(), line.lacks_ends);
        let out_of = match self.reading.figures {
            Some(Figures::MarksOutOf(out_of)) if lacks_ends => Some(out_of),
            _ => None,
        };
        for option in 0..self.columns.options.len() {
            let column = self.columns.options[option].1;
            let (text, at) = (self.grid.get(row, column), self.grid.at(row, column));
            let is_usual = self.reading.contents.options[option].role == Some(Role::BusinessAsUsual);
            let refused = |expected, lacks_ends| FaultKind::NoScore { found: text.to_owned(), expected, lacks_ends };
            let is_mark = |state: ScoreState| match (state, out_of) {
                (ScoreState::Measured(mark), Some(out_of)) => (0.0..=f64::from(out_of)).contains(&mark.get()),
                _ => true,
            };
            match entry::read(text, &scale) {
                Ok(None) => {}
                Ok(Some(ScoreState::NoEffect)) if is_usual => {
                    self.fault(
                        at,
                        refused("a score of business as usual itself, from which no effect is counted", false),
                    );
                }
                Ok(Some(state)) if is_mark(state) => self.score(option, criterion).state = Some(state),
                Ok(Some(_)) | Err(_) if out_of.is_some() => {
                    let out_of = out_of.unwrap_or_default();
                    self.fault(at, FaultKind::NoMark { found: text.to_owned(), out_of });
                }
                Ok(Some(_)) => {}
                Err(NoScore { expected }) => self.fault(at, refused(expected, lacks_ends)),
            }
        }
    }

    /// Returns what the table says of an option on a criterion.
    fn score(&mut self, option: usize, criterion: usize) -> &mut NamedScore {
        let scores = &mut self.reading.contents.scores;
        let at = *self.scores.entry((option, criterion)).or_insert_with(|| {
            let (reason, source) = (String::new(), String::new());
            scores.push(NamedScore { option, criterion, state: None, range: None, reason, source });
            scores.len() - 1
        });
        &mut scores[at]
    }

    /// Records a reason or a source of one score, where none stands yet.
    fn word(&mut self, holds: Holds, (option, criterion): (usize, usize), at: At, words: &str) {
        if words.is_empty() {
            return;
        }
        if let Err(refused) = Limit::check_text(words) {
            return self.fault(at, FaultKind::TooMany(refused));
        }
        let score = self.score(option, criterion);
        let place = if holds == Holds::Sources { &mut score.source } else { &mut score.reason };
        if place.is_empty() {
            words.clone_into(place);
        }
    }

    /// Records the range of one score, which lies between its two ends.
    fn range(&mut self, (option, criterion): (usize, usize), at: At, text: &str) {
        if text.is_empty() {
            return;
        }
        let points_only = self.lines[criterion].as_ref().is_some_and(|line| matches!(line.scale, Scale::Direct));
        let score = self.score(option, criterion);
        let number = match score.state {
            Some(ScoreState::Points(number) | ScoreState::Measured(number)) => Some(number),
            _ => None,
        };
        let is_on_scale = |range: &ScoreRange| !points_only || (range.low.get() >= 0.0 && range.high.get() <= 100.0);
        let found = read_range(text).filter(is_on_scale).zip(number);
        match found.filter(|(range, number)| (range.low..=range.high).contains(number)) {
            Some((range, _)) => score.range = Some(range),
            None => {
                let expected =
                    "the lowest and the highest that the score could be, such as 20 to 40, with the score between them";
                self.fault(at, FaultKind::NotThat { found: text.to_owned(), expected });
            }
        }
    }

    /// Reads reasons and sources that stand among the scores: those of one line before those of all.
    pub(super) fn words(&mut self) {
        let place_of_row: HashMap<usize, usize> =
            self.lines.iter().enumerate().filter_map(|(at, line)| Some((line.as_ref()?.row, at))).collect();
        let n_options = self.columns.options.len();
        let mut found: Vec<(bool, Holds, usize, usize, At, String)> = Vec::new();
        for (column, kind) in self.columns.columns.iter().enumerate() {
            let (holds, about) = match kind {
                Column::Reason(about) => (Holds::Reasons, *about),
                Column::Source(about) => (Holds::Sources, *about),
                _ => continue,
            };
            let options = about.map_or(0..n_options, |option| option..option + 1);
            for (row, criterion) in &place_of_row {
                let (at, words) = (self.grid.at(*row, column), self.grid.get(*row, column));
                found.extend(
                    options.clone().map(|option| (about.is_none(), holds, option, *criterion, at, words.to_owned())),
                );
            }
        }
        for row in 1..self.grid.n_rows() {
            let (holds, about): (Holds, About) = match self.rows.rows[row] {
                Row::Reasons(about) => (Holds::Reasons, about),
                Row::Sources(about) => (Holds::Sources, about),
                _ => continue,
            };
            let of = about.and_then(|row| place_of_row.get(&row));
            for (option, (_, column)) in self.columns.options.iter().enumerate() {
                let (at, words) = (self.grid.at(row, *column), self.grid.get(row, *column));
                let criteria = place_of_row.values().filter(|criterion| about.is_none() || of == Some(criterion));
                found.extend(
                    criteria.map(|criterion| (about.is_none(), holds, option, *criterion, at, words.to_owned())),
                );
            }
        }
        // What is said of all gives words to scores only; and each said where nothing closer is.
        found.sort_by_key(|(is_for_all, _, option, criterion, ..)| (*is_for_all, *criterion, *option));
        for (is_for_all, holds, option, criterion, at, words) in found {
            let is_scored = self
                .scores
                .get(&(option, criterion))
                .is_some_and(|at| self.reading.contents.scores[*at].state.is_some());
            if is_scored || !is_for_all {
                self.word(holds, (option, criterion), at, &words);
            }
        }
    }

    /// Reads a part beneath the scores whose cells are ranges, reasons or sources.
    pub(super) fn part(&mut self, holds: Holds, grid: &Grid<'_>) {
        let head_of = |columns: &Columns, column: usize| columns.options.iter().any(|(_, at)| *at == column);
        let below = columns(grid);
        let options: HashMap<String, usize> =
            self.columns.options.iter().enumerate().map(|(at, (name, _))| (folded(name), at)).collect();
        let criteria: HashMap<String, usize> = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| Some((folded(&self.rows.names[line.as_ref()?.row]), at)))
            .collect();
        // The corner may hold the title of the part, so names stand where they stand above.
        let above = self.columns.of(Column::Name).next().unwrap_or(0);
        let is_free = !options.contains_key(&folded(grid.get(0, above)));
        let name = if is_free { above } else { below.of(Column::Name).next().unwrap_or(0) };
        let mut places: Vec<(usize, usize)> = Vec::new();
        for column in (0..grid.n_columns()).filter(|column| *column != name) {
            let head = grid.get(0, column);
            match options.get(&folded(head)) {
                Some(option) => places.push((*option, column)),
                None if head_of(&below, column) && grid.has_text(column) => {
                    self.fault(grid.at(0, column), FaultKind::NotAbove(head.to_owned()));
                }
                None => {}
            }
        }
        for row in 1..grid.n_rows() {
            let label = grid.get(row, name);
            let is_filled = places.iter().any(|(_, column)| !grid.get(row, *column).is_empty());
            match criteria.get(&folded(label)) {
                Some(criterion) => {
                    for (option, column) in &places {
                        let (at, text) = (grid.at(row, *column), grid.get(row, *column));
                        match holds {
                            Holds::Ranges => self.range((*option, *criterion), at, text),
                            _ => self.word(holds, (*option, *criterion), at, text),
                        }
                    }
                }
                None if is_filled && label.is_empty() => self.fault(grid.at(row, name), FaultKind::BlankHead),
                None if is_filled => self.fault(grid.at(row, name), FaultKind::NotAbove(label.to_owned())),
                None => {}
            }
        }
    }
}

/// Returns the range that a text gives by its two ends: "20 to 40", "20–40", "-5 to 5". `None` for any other text.
fn read_range(text: &str) -> Option<ScoreRange> {
    let number = |text: &str| Finite::read(text.trim()).ok().flatten();
    let dash = || text.char_indices().skip(1).filter(|(_, sign)| matches!(sign, '-' | '–' | '—'));
    let by_dash = || dash().find_map(|(at, sign)| number(&text[..at]).zip(number(&text[at + sign.len_utf8()..])));
    let by_word = text.split_once(" to ").and_then(|(low, high)| number(low).zip(number(high)));
    by_word.or_else(by_dash).map(|(low, high)| ScoreRange::new(low, high))
}

/// Returns the row of costs that is taken where nobody has chosen: the only one, or the only one that is of the whole life; but
/// none that is of one year.
fn told(rows: &[(usize, String)], unit: impl Fn(usize) -> String) -> Option<usize> {
    let is_yearly = |(row, name): &(usize, String)| {
        let said = folded(&format!("{name} {}", unit(*row)));
        ["a year", "per year", "annual", "per annum", "p.a.", " pa", "yearly"].iter().any(|word| said.contains(word))
    };
    let is_whole = |name: &str| {
        let said = folded(name);
        ["whole", "present value", "npv", "npc", "total"].iter().any(|word| said.contains(word))
    };
    let only = |hits: Vec<usize>| if let [one] = hits.as_slice() { Some(*one) } else { None };
    let places = |is: &dyn Fn(&(usize, String)) -> bool| {
        rows.iter().enumerate().filter(|(_, row)| is(row)).map(|(at, _)| at).collect::<Vec<usize>>()
    };
    only(places(&|row| is_whole(&row.1) && !is_yearly(row)))
        .or_else(|| only(places(&|_| true)).filter(|at| !is_yearly(&rows[*at])))
}
