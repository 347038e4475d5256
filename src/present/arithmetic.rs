//! The arithmetic behind a number of the results: what is multiplied and added, line by line.

mod cost;

use super::{decimal, how_points_arise, points, tenths};
use crate::appraisal::breakdown::{Breakdown, Part, baseline};
use crate::appraisal::evaluate::{Evaluation, Standing};
use crate::appraisal::whole_life::WholeLife;
use crate::appraisal::{Appraisal, Scale, Score, ScoreState};
use crate::pence::Pence;

/// A number that can be opened. Rows are options in the author's order, parts those of the breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// What an option earns from a part.
    Part(usize, usize),
    /// What an option earns from all parts of the breakdown.
    Sum(usize),
    /// An option's total.
    Total(usize),
    /// How far an option lies behind the leader.
    Behind(usize),
    /// How far an option lies above business as usual.
    Above(usize),
    /// Present value before any uplift.
    PresentValue(usize),
    /// Uplift for optimism bias.
    Uplift(usize),
    /// Present value and uplift.
    WholeLife(usize),
    /// Present value of carbon.
    Carbon(usize),
}

/// One number and how it arises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arithmetic {
    /// Whose number it is.
    pub title: String,
    /// The number.
    pub answer: String,
    /// Headings of the columns of figures; the first column names the line and has none.
    pub heads: Vec<String>,
    /// Lines: a name and a figure for each heading.
    pub rows: Vec<Vec<String>>,
    /// The last line, ruled off; empty where there is none.
    pub foot: Vec<String>,
    /// What the lines do not say, a sentence or two each.
    pub notes: Vec<String>,
}

/// What arithmetic is read from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The appraisal.
    pub appraisal: &'a Appraisal,
    /// Its results.
    pub results: &'a Evaluation,
    /// The level that is shown.
    pub breakdown: &'a Breakdown,
    /// What each option costs.
    pub costs: &'a [WholeLife],
}

/// Returns the arithmetic of a number; nothing where it is no longer there.
#[must_use]
pub fn arithmetic(sources: Sources<'_>, number: Number) -> Option<Arithmetic> {
    let results = sources.results;
    // Arithmetic is shown to the pound; the table and the chart have a unit that fits them.
    let in_table = |mut found: Arithmetic, sum: fn(&WholeLife) -> Option<Pence>, row: usize| {
        let words = cost::in_table_words(sources.costs, sum(sources.costs.get(row)?));
        found.notes.extend(words);
        Some(found)
    };
    match number {
        Number::Part(row, part) => {
            of_part(sources, results.standings.get(row)?, sources.breakdown.parts.get(part)?, row, part)
        }
        Number::Sum(row) => of_sum(sources, row),
        Number::Total(row) => of_total(results, row),
        Number::Behind(row) => difference(results, results.lead.as_ref()?.leader, row),
        Number::Above(row) => difference(results, row, baseline(results)?),
        Number::PresentValue(row) => in_table(cost::present_value(sources, row)?, |cost| cost.present_value, row),
        Number::Uplift(row) => in_table(cost::uplift(sources, row)?, |cost| cost.uplift, row),
        Number::WholeLife(row) => in_table(cost::whole(sources, row)?, |cost| cost.total, row),
        Number::Carbon(row) => in_table(cost::carbon(sources, row)?, |cost| cost.carbon, row),
    }
}

fn heads(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn two(number: Option<f64>, missing: &str) -> String {
    number.map_or_else(|| missing.to_owned(), |number| decimal(number, 2))
}

fn weight(share: Option<f64>) -> String {
    two(share.map(|share| 100.0 * share), "none")
}

fn of_part(sources: Sources<'_>, standing: &Standing, part: &Part, row: usize, at: usize) -> Option<Arithmetic> {
    let results = sources.results;
    let columns = results.columns.get(part.columns.clone())?;
    let cells = standing.cells.get(part.columns.clone())?;
    let rows = columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| {
            let score = cell.points.map_or_else(|| "missing".to_owned(), |found| format!("× {}", points(found)));
            vec![column.name.clone(), weight(column.share), score, two(cell.contribution, "")]
        })
        .collect();
    let found = sources.breakdown.rows.get(row)?;
    let answer = two(found.parts.get(at).copied().flatten(), "none");
    let mut notes = vec!["Points are weight × score ÷ 100.".to_owned()];
    notes.extend(columns.iter().zip(cells).filter_map(|(column, cell)| {
        let leaves = sources.appraisal.leaves();
        let (_, leaf) = leaves.iter().find(|(criterion, _)| criterion.id == column.criterion)?;
        let state =
            sources.appraisal.score(standing.alternative, column.criterion).map_or(ScoreState::NotScored, state_of);
        let is_plain = matches!((state, &leaf.scale), (ScoreState::Points(_), Scale::Direct));
        (!is_plain).then(|| format!("{}. {}", column.name, how_points_arise(&leaf.scale, state, cell)))
    }));
    Some(Arithmetic {
        title: format!("{}, {}", standing.name, part.name),
        foot: vec!["Sum".to_owned(), weight(part.share), String::new(), answer.clone()],
        answer,
        heads: heads(&["Weight", "Score", "Points"]),
        rows,
        notes,
    })
}

fn state_of(score: &Score) -> ScoreState {
    score.state
}

fn of_sum(sources: Sources<'_>, row: usize) -> Option<Arithmetic> {
    let standing = sources.results.standings.get(row)?;
    let found = sources.breakdown.rows.get(row)?;
    let parts = sources.breakdown.parts.iter().zip(&found.parts);
    let rows =
        parts.map(|(part, points)| vec![part.name.clone(), weight(part.share), two(*points, "missing")]).collect();
    let answer = two(found.sum, "none");
    Some(Arithmetic {
        title: format!("{}, sum", standing.name),
        foot: vec!["Sum".to_owned(), weight(sources.breakdown.share), answer.clone()],
        answer,
        heads: heads(&["Weight", "Points"]),
        rows,
        notes: gap_notes(found.sum, found.range).into_iter().collect(),
    })
}

fn of_total(results: &Evaluation, row: usize) -> Option<Arithmetic> {
    let standing = results.standings.get(row)?;
    let families = results.families.iter().zip(&standing.families);
    let rows = families
        .map(|(family, points)| {
            let share = family.printed.map_or_else(|| "none".to_owned(), tenths);
            vec![family.name.clone(), share, two(*points, "missing")]
        })
        .collect();
    let answer = two(standing.total, "none");
    let all: Option<u32> = results.families.iter().map(|family| family.printed).sum();
    Some(Arithmetic {
        title: format!("{}, total", standing.name),
        foot: vec!["Total".to_owned(), all.map_or_else(String::new, tenths), answer.clone()],
        answer,
        heads: heads(&["Weight", "Points"]),
        rows,
        notes: gap_notes(standing.total, standing.range).into_iter().collect(),
    })
}

fn gap_notes(sum: Option<f64>, range: Option<(f64, f64)>) -> Option<String> {
    let (low, high) = range.filter(|_| sum.is_none())?;
    Some(format!(
        "Scores are missing, so there is no sum. With 0 in every gap it would be {}, with 100 in every gap {}.",
        points(low),
        points(high)
    ))
}

/// Returns one option's total less another's, family by family.
fn difference(results: &Evaluation, one: usize, other: usize) -> Option<Arithmetic> {
    let (first, second) = (results.standings.get(one)?, results.standings.get(other)?);
    let gap = |a: Option<f64>, b: Option<f64>| Some(a? - b?);
    let both = results.families.iter().zip(first.families.iter().zip(&second.families));
    let rows = both
        .map(|(family, (a, b))| vec![family.name.clone(), two(*a, "missing"), two(*b, "missing"), two(gap(*a, *b), "")])
        .collect();
    let answer = two(gap(first.total, second.total), "none");
    Some(Arithmetic {
        title: format!("{} against {}", first.name, second.name),
        foot: vec!["Total".to_owned(), two(first.total, "none"), two(second.total, "none"), answer.clone()],
        answer,
        heads: heads(&["First", "Second", "Difference"]),
        rows,
        notes: vec![format!("First: {}. Second: {}. Points.", first.name, second.name)],
    })
}
