//! What each row beneath the headings is: a row of facts, a total, a heading of those beneath it, a note.

use super::columns::Columns;
use super::dates::is_nothing;
use super::layout::Layout;
use super::sheet::Sheet;
use super::text::one_line;
use super::totals::{self, Says};
use super::{Choices, Format, Role};
use crate::spelling::folded;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    Again,
    /// Words about the table.
    Note,
    /// A mark, and what it stands for.
    Footnote(String, String),
    /// The heading of the rows beneath it.
    Group,
    /// It holds nothing but a name, and could head those beneath it.
    Alone,
    Total(Says),
    Facts,
}

/// The rows beneath the headings, and where their names stand.
pub(super) struct Shapes {
    pub(super) shapes: Vec<Shape>,
    /// Which of them are footnotes.
    footnotes: Vec<usize>,
    pub(super) first: usize,
    /// Whether the references are numbers of an outline.
    pub(super) is_outline: bool,
    name: Option<usize>,
    group: Option<usize>,
    /// The last row with facts: what comes behind it is a total or a note.
    last_facts: Option<usize>,
    /// The last row with facts or with a total.
    last_figures: Option<usize>,
}

impl Shapes {
    /// Returns what a row is called: its name, or what else stands first in it.
    pub(super) fn label(&self, sheet: &Sheet, row: usize) -> String {
        let named =
            [self.name, self.group].into_iter().flatten().map(|at| sheet.get(row, at)).find(|cell| !cell.is_empty());
        let first = || sheet.filled(row).map(|(_, cell)| cell).find(|cell| cell.chars().any(char::is_alphabetic));
        one_line(named.or_else(first).unwrap_or(""))
    }

    /// Returns whether no row with facts and no other total follow a row, numbered from 0 beneath the headings, or another table does
    /// under the same headings.
    pub(super) fn is_last(&self, at: usize) -> bool {
        let next = self.shapes.get(at + 1..).and_then(|rest| rest.iter().find(|shape| **shape != Shape::Blank));
        let ends_table = self.shapes.get(at) == Some(&Shape::Total(Says::Total)) && next == Some(&Shape::Again);
        ends_table || self.last_figures.is_none_or(|last| last <= at)
    }

    /// Returns whether a row whose label speaks of a total is one: by its last word, by the group that it names, by its figures,
    /// or since nothing follows it.
    pub(super) fn is_total(&self, at: usize, label: &str, says: Says, fits: bool, group: &str) -> bool {
        let words: Vec<&str> = label.split_whitespace().collect();
        let ends = words.last().is_some_and(|word| totals::says(word).is_some());
        let named = words.get(1..).map(|rest| folded(&rest.join(" "))).unwrap_or_default();
        says != Says::Perhaps || ends || fits || self.is_last(at) || (!named.is_empty() && named == folded(group))
    }

    /// Returns what a mark stands for.
    pub(super) fn footnote(&self, mark: &str) -> Option<&str> {
        self.footnotes().find(|(found, _)| *found == mark).map(|(_, words)| words)
    }

    /// Returns every mark and what it stands for.
    fn footnotes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.footnotes.iter().filter_map(|at| match self.shapes.get(*at)? {
            Shape::Footnote(mark, words) => Some((mark.as_str(), words.as_str())),
            _ => None,
        })
    }

    /// Returns a label without the marks behind it that stand for something, and what they stand for.
    pub(super) fn without_marks<'a>(&self, label: &'a str) -> (&'a str, Vec<&str>) {
        let mut said = Vec::new();
        let mut rest = label;
        while let Some((bare, words)) =
            self.footnotes().find_map(|(mark, words)| Some((rest.strip_suffix(mark)?.trim_end(), words)))
        {
            if bare.is_empty() {
                break;
            }
            rest = bare;
            said.push(words);
        }
        (rest, said)
    }
}

/// Returns what the rows beneath the headings are.
pub(super) fn shapes(sheet: &Sheet, layout: &Layout, columns: &Columns, choices: &Choices) -> Shapes {
    let first = layout.body();
    let mut found = Shapes {
        shapes: Vec::new(),
        footnotes: Vec::new(),
        first,
        is_outline: false,
        name: columns.of(Role::Name),
        group: columns.of(Role::Group),
        last_facts: None,
        last_figures: None,
    };
    let facts = |role: Role| !matches!(role, Role::Name | Role::Group | Role::Reference);
    for row in first..sheet.rows.len() {
        let shape = shape(sheet, layout, columns, row, &found, &facts);
        if matches!(shape, Shape::Footnote(..)) {
            found.footnotes.push(found.shapes.len());
        }
        found.shapes.push(shape);
    }
    let is_facts = |shape: &Shape| *shape == Shape::Facts;
    found.last_facts = found.shapes.iter().rposition(is_facts);
    alone(sheet, columns, choices, &mut found);
    found.last_figures = found.shapes.iter().rposition(|shape| matches!(shape, Shape::Facts | Shape::Total(_)));
    found
}

fn shape(
    sheet: &Sheet,
    layout: &Layout,
    columns: &Columns,
    row: usize,
    shapes: &Shapes,
    is_fact: &dyn Fn(Role) -> bool,
) -> Shape {
    if sheet.is_blank(row) {
        return Shape::Blank;
    }
    if layout.n_rows > 0 && layout.is_again(&sheet.rows[row]) {
        return Shape::Again;
    }
    let n_filled = sheet.filled(row).count();
    let begins = sheet.filled(row).next().map_or("", |(_, cell)| cell);
    // What is read as a date, as money or as a status; words of a sentence with commas in it are none.
    let is_read = |(at, cell): (usize, &str)| {
        let column = columns.columns.get(at);
        let says = |column: &super::Column| {
            column.format != Format::Words || column.role == Role::Status || columns.marks.contains(&at)
        };
        column.is_some_and(says) && !is_nothing(cell) && cell.len() <= 60
    };
    let has_read = sheet.filled(row).any(is_read);
    let facts = |(at, cell): &(usize, &str)| {
        // "n/a" in a matrix is a mark and says something of its row.
        columns.marks.contains(at)
            || (columns.columns.get(*at).is_none_or(|column| is_fact(column.role)) && !is_nothing(cell))
    };
    let n_facts = sheet.filled(row).filter(facts).count();
    if !has_read {
        if let Some((mark, words)) = footnote(begins).filter(|_| n_filled == 1) {
            return Shape::Footnote(mark.to_owned(), one_line(words));
        }
        if is_note(begins, n_filled == 1) {
            return Shape::Note;
        }
    }
    let label = shapes.label(sheet, row);
    let is_timed = |(at, cell): (usize, &str)| {
        let role = columns.columns.get(at).map(|column| column.role);
        let timed = matches!(
            role,
            Some(Role::Status | Role::Start | Role::PlannedEnd | Role::ActualEnd | Role::EarlierEnd | Role::LeadRole)
        );
        timed && !is_nothing(cell)
    };
    let has_money = sheet.filled(row).any(|(at, cell)| {
        matches!(columns.columns.get(at), Some(column) if matches!(column.format, Format::Money { .. }))
            && !is_nothing(cell)
    });
    match totals::says(&label).filter(|_| !sheet.filled(row).any(is_timed)) {
        Some(Says::Perhaps) if !has_money => {}
        Some(says) => return Shape::Total(says),
        None => {}
    }
    if n_facts == 0 && !label.is_empty() && sheet.width > 1 { Shape::Alone } else { Shape::Facts }
}

/// Returns whether the references are numbers of an outline, such as 1.2.1: they say what stands under what, and name nothing for
/// good, since a row that comes between moves those behind it.
fn is_outline(sheet: &Sheet, columns: &Columns, first: usize) -> bool {
    let Some(column) = columns.of(Role::Reference) else { return false };
    let all = || (first..sheet.rows.len()).map(|row| sheet.get(row, column)).filter(|cell| !cell.is_empty());
    let is_number = |cell: &str| {
        let is_part = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        cell.trim_end_matches('.').split('.').all(is_part)
    };
    all().any(|cell| cell.trim_end_matches('.').contains('.')) && all().all(is_number)
}

/// Settles what rows are that hold nothing but a name.
fn alone(sheet: &Sheet, columns: &Columns, choices: &Choices, found: &mut Shapes) {
    let reference = |at: usize| columns.of(Role::Reference).map_or("", |column| sheet.get(found.first + at, column));
    let is_outline = is_outline(sheet, columns, found.first);
    found.is_outline = is_outline;
    let n = found.shapes.len();
    let is_said = |shape: &Shape| !matches!(shape, Shape::Blank | Shape::Again);
    let first_is_alone = found.shapes.iter().find(|shape| is_said(shape)) == Some(&Shape::Alone);
    // Whether facts follow before anything else does, from the end on.
    let mut heads_facts = vec![false; n];
    let mut next = None;
    for at in (0..n).rev() {
        heads_facts[at] = next.is_some_and(|next: usize| match found.shapes[next] {
            Shape::Facts => true,
            Shape::Alone => heads_facts[next],
            _ => false,
        });
        if is_said(&found.shapes[at]) {
            next = Some(at);
        }
    }
    // Where blank rows stand among facts, one of them ends nothing.
    let is_spaced = found.last_facts.is_some_and(|last| found.shapes[..last].contains(&Shape::Blank));
    let mut settled = Vec::new();
    for at in (0..n).filter(|at| found.shapes[*at] == Shape::Alone) {
        let row = found.first + at;
        let label = found.label(sheet, row);
        let has_name = found.name.is_some_and(|name| !sheet.get(row, name).is_empty());
        let before = found.shapes[..at].iter().rev().find(|shape| **shape != Shape::Again);
        let next = (at + 1..n).find(|next| is_said(&found.shapes[*next]));
        let shape = match choices.groups.get(&folded(&label)) {
            Some(true) => Shape::Group,
            Some(false) => Shape::Facts,
            None if is_outline && !reference(at).is_empty() => {
                let own = format!("{}.", reference(at).trim_end_matches('.'));
                let has_parts = next.is_some_and(|next| reference(next).starts_with(&own));
                if has_parts { Shape::Group } else { Shape::Facts }
            }
            None if heads_facts[at]
                && (!has_name || first_is_alone || matches!(before, None | Some(Shape::Blank | Shape::Total(_)))) =>
            {
                Shape::Group
            }
            // In the middle of facts it could be either: a name without facts is what it says.
            None if heads_facts[at] => Shape::Alone,
            None => {
                let ends = match before {
                    Some(Shape::Total(_) | Shape::Note | Shape::Footnote(..)) => true,
                    Some(Shape::Blank) => !is_spaced,
                    _ => false,
                };
                let is_behind = ends && found.last_facts.is_none_or(|last| last < at);
                let is_sentence = label.chars().count() > 100 || (label.ends_with('.') && label.contains(' '));
                if !has_name || is_behind || is_sentence { Shape::Note } else { Shape::Facts }
            }
        };
        settled.push((at, shape));
    }
    for (at, shape) in settled {
        found.shapes[at] = shape;
    }
}

/// Returns whether a text speaks of the table and names nothing in it: with a word and a colon, or in other words where nothing
/// stands beside it.
fn is_note(text: &str, is_alone: bool) -> bool {
    const NAMED: [&str; 8] = ["source:", "sources:", "note:", "notes:", "n.b.", "nb:", "key:", "source -"];
    const WORDS: [&str; 6] = ["data as at", "figures as at", "extracted ", "prepared by", "produced by", "please note"];
    let start: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
    let begins = |words: &[&str]| words.iter().any(|words| start.starts_with(words));
    begins(&NAMED) || (is_alone && begins(&WORDS))
}

/// Returns the mark with which a footnote begins, and its words: "*part grant funded", "(1) revised in July".
fn footnote(text: &str) -> Option<(&str, &str)> {
    let is_sign =
        |letter: char| matches!(letter, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁴' | '⁵' | '⁶' | '⁷' | '⁸' | '⁹');
    let n = text.len() - text.trim_start_matches(is_sign).len();
    let end = if n > 0 {
        n
    } else {
        let close = match text.chars().next()? {
            '(' => ')',
            '[' => ']',
            _ => return None,
        };
        let end = text.find(close)? + 1;
        let inner = &text[1..end - 1];
        ((1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()))
            .then_some(end)?
    };
    let words = text[end..].trim();
    words.chars().any(char::is_alphabetic).then_some((&text[..end], words))
}
