//! The tables of the stress test of a result.

use crate::appraisal::Appraisal;
use crate::appraisal::stress::WeightBar;
use crate::appraisal::stress::check::ReversalCheck;
use crate::appraisal::stress::draws::Picture;
use crate::appraisal::stress::opinion::Opinion;
use crate::appraisal::stress::path::Path;
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::method::sensitivity::tornado::ScoreTornado;
use crate::order::sort_by;
use crate::present::decimal;
use crate::present::sensitivity::{
    Naming, method_basis, method_name, percent, place, reversal_words, single_score_words, tested_name, verdict,
};

/// What stands where no figure on the scale would do.
const NEVER: Cell = Cell::Missing("never");

fn table<const N: usize>(caption: &str, heads: [&str; N], rows: Vec<Vec<Cell>>) -> Table {
    Table { caption: caption.to_owned(), heads: heads.map(str::to_owned).to_vec(), rows }
}

/// A weight, given as a share of 1, of 100.
fn weight(share: f64) -> Cell {
    Cell::points(share * 100.0)
}

/// A lead, where there is one.
fn lead(lead: Option<f64>) -> Cell {
    lead.map_or(Cell::EMPTY, Cell::points)
}

/// Returns how far each weight can move: now, where the lead changes, how far that is, and who leads then.
#[must_use]
pub fn paths(naming: &Naming<'_>, paths: &[Path]) -> Table {
    let row = |path: &Path| {
        vec![
            naming.subject(path.subject).into(),
            naming.tenths_of(path.subject).map_or(Cell::EMPTY, Cell::tenths),
            path.change.map_or(NEVER, |change| weight(change.at)),
            path.distance().map_or(Cell::EMPTY, |distance| Cell::change(distance * 100.0)),
            path.change.map_or(Cell::EMPTY, |change| naming.lettered(change.to).into()),
        ]
    };
    let heads = ["Weight of", "Now", "Changes at", "Move", "Then leads"];
    table("How far each weight can move, of 100", heads, paths.iter().map(row).collect())
}

/// Returns the totals of every option as one weight goes from 0 to 100, in steps of 10.
#[must_use]
pub fn along(naming: &Naming<'_>, path: &Path) -> Table {
    let steps: Vec<f64> = (0..=10).map(|step| f64::from(step) / 10.0).collect();
    let totals: Vec<Vec<f64>> = steps.iter().map(|step| path.line.totals(*step)).collect();
    let row = |option: usize| {
        let own = totals.iter().map(|totals| Cell::points(totals[option]));
        std::iter::once(naming.lettered(option).into()).chain(own).collect()
    };
    let mut heads = vec!["Option".to_owned()];
    heads.extend(steps.iter().map(|step| decimal(step * 100.0, 0)));
    Table {
        caption: format!("Total points by the weight of {}", naming.subject(path.subject)),
        heads,
        rows: (0..naming.field.rows.len()).map(row).collect(),
    }
}

/// Returns, for each criterion, what the first and the second score and what each would have to score to tie, the smallest
/// change first. Criteria on which neither can are left out.
#[must_use]
pub fn scores(naming: &Naming<'_>, appraisal: &Appraisal) -> Table {
    let field = naming.field;
    let switches = field.score_switches();
    let change = |option: usize, criterion: usize| {
        switches.get(option).and_then(|row| row[criterion]).map(|to| (to - field.points[option][criterion]).abs())
    };
    let smallest = |criterion: &usize| {
        let both = [field.leader, field.rival].map(|option| change(option, *criterion).unwrap_or(f64::INFINITY));
        both[0].min(both[1])
    };
    let mut criteria: Vec<usize> = (0..field.columns.len()).filter(|at| smallest(at).is_finite()).collect();
    sort_by(&mut criteria, &mut |one, other| smallest(one).total_cmp(&smallest(other)));
    let row = |criterion: usize| {
        let mut cells = vec![Cell::text(naming.criterion(criterion))];
        for option in [field.leader, field.rival] {
            let score = |score: f64| single_score(naming, appraisal, criterion, score);
            cells.push(score(field.points[option][criterion]));
            cells.push(switches[option][criterion].map_or(NEVER, score));
        }
        cells
    };
    let (leader, rival) = (naming.option(field.leader), naming.option(field.rival));
    Table {
        caption: format!("The one score that would have to change for {leader} and {rival} to tie"),
        heads: vec![
            "Criterion".to_owned(),
            format!("{leader} scores"),
            format!("{leader} would tie at"),
            format!("{rival} scores"),
            format!("{rival} would tie at"),
        ],
        rows: criteria.into_iter().map(row).collect(),
    }
}

/// A score in points; with its measure, in words.
fn single_score(naming: &Naming<'_>, appraisal: &Appraisal, criterion: usize, score: f64) -> Cell {
    let words = single_score_words(naming, appraisal, criterion, score);
    let points = Cell::points(score);
    if words == points.print() { points } else { words.into() }
}

/// Returns, for each option but the first two, the smallest change of one of its scores that ties it with the first. Options
/// that no single score would bring there are left out; [`never_tied`](crate::present::sensitivity::never_tied) names them.
#[must_use]
pub fn other_scores(naming: &Naming<'_>, appraisal: &Appraisal) -> Table {
    let field = naming.field;
    let switches = field.score_switches();
    let others = (0..field.rows.len()).filter(|option| *option != field.leader && *option != field.rival);
    let row = |option: usize| {
        let own = &field.points[option];
        let found = switches[option].iter().enumerate().filter_map(|(criterion, to)| Some((criterion, (*to)?)));
        let smallest = found.min_by(|one, other| (one.1 - own[one.0]).abs().total_cmp(&(other.1 - own[other.0]).abs()));
        smallest.map(|(criterion, to)| {
            let (from, to) = (
                single_score_words(naming, appraisal, criterion, own[criterion]),
                single_score_words(naming, appraisal, criterion, to),
            );
            vec![naming.lettered(option).into(), format!("{} from {from} to {to}", naming.criterion(criterion)).into()]
        })
    };
    let caption = format!("What would tie the others with {}", naming.option(field.leader));
    table(&caption, ["Option", "Smallest change of one score"], others.filter_map(row).collect())
}

/// Returns the lead with each weight halved and doubled, the widest first.
#[must_use]
pub fn weight_bars(naming: &Naming<'_>, bars: &[WeightBar]) -> Table {
    let row = |bar: &WeightBar| {
        vec![
            naming.criterion(bar.criterion).into(),
            Cell::points(naming.printed(bar.criterion)),
            lead(bar.halved.lead),
            lead(bar.doubled.lead),
        ]
    };
    let heads = ["Criterion", "Weight", "Lead, halved", "Lead, doubled"];
    table("The lead when one weight is halved or doubled", heads, bars.iter().map(row).collect())
}

/// Returns the lead with each score at the low and at the high end of its range, the widest first.
#[must_use]
pub fn score_bars(naming: &Naming<'_>, tornado: &ScoreTornado) -> Table {
    let row = |at: &usize| {
        let bar = &tornado.bars[*at];
        vec![
            format!("{}, {}", naming.option(bar.option), naming.criterion(bar.criterion)).into(),
            Cell::points(bar.low.points),
            Cell::points(bar.high.points),
            lead(bar.low.lead),
            lead(bar.high.lead),
        ]
    };
    let heads = ["Score of", "Low", "High", "Lead at low", "Lead at high"];
    table("The lead when one score is at an end of its range", heads, tornado.order.iter().map(row).collect())
}

/// Returns how often each option takes each place, in per cent.
#[must_use]
pub fn places(naming: &Naming<'_>, picture: &Picture) -> Table {
    let row = |(option, shares): (usize, &Vec<f64>)| {
        std::iter::once(naming.lettered(option).into()).chain(shares.iter().map(|share| per_cent(*share))).collect()
    };
    let mut heads = vec!["Option".to_owned()];
    heads.extend((1..=picture.places.len()).map(place));
    let caption = format!(
        "Share of {} draws in each place, %. Seed {}. {}",
        decimal(picture.n_draws as f64, 0),
        picture.seed,
        picture.generator
    );
    Table { caption, heads, rows: picture.places.iter().enumerate().map(row).collect() }
}

/// A share in per cent; in words where it prints as none or all of them and is not.
fn per_cent(share: f64) -> Cell {
    let (words, number) = (percent(share), Cell::number(share * 100.0, 0));
    if words == number.print() { number } else { words.into() }
}

/// Returns the central weights of each option: the mean of the weights with which it comes first.
#[must_use]
pub fn central(naming: &Naming<'_>, picture: &Picture) -> Table {
    let seen: Vec<(usize, &Vec<f64>)> =
        picture.central.iter().enumerate().filter_map(|(option, weights)| Some((option, weights.as_ref()?))).collect();
    let row = |criterion: usize| {
        let mut cells = vec![Cell::text(naming.criterion(criterion)), Cell::points(naming.printed(criterion))];
        cells.extend(seen.iter().map(|(_, weights)| weights.get(criterion).map_or(Cell::EMPTY, |w| weight(*w))));
        cells
    };
    let mut heads = vec!["Criterion".to_owned(), "In use".to_owned()];
    heads.extend(seen.iter().map(|(option, _)| format!("For {}", naming.option(*option))));
    let caption = "Mean of the weights with which each option comes first".to_owned();
    Table { caption, heads, rows: (0..naming.field.columns.len()).map(row).collect() }
}

/// Returns what each method says.
#[must_use]
pub fn methods(naming: &Naming<'_>, opinions: &[Opinion]) -> Table {
    let row = |opinion: &Opinion| {
        let found = verdict(naming, opinion);
        let basis = method_basis(opinion.method, naming.field.columns.len());
        let method = format!("{}: {basis}", method_name(opinion.method));
        [method, found.first, found.figures, found.words].map(Cell::from).to_vec()
    };
    table(
        "Other methods on the same scores",
        ["Method", "First", "Figures", "With this result"],
        opinions.iter().map(row).collect(),
    )
}

/// Returns what the rank-reversal test found.
#[must_use]
pub fn reversals(naming: &Naming<'_>, checks: &[ReversalCheck]) -> Table {
    let row = |check: &ReversalCheck| vec![tested_name(check.tested).into(), reversal_words(naming, check).into()];
    table("Rank reversal", ["Method", "When an option is left out or copied"], checks.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::evaluate::evaluate;
    use crate::appraisal::stress::opinion::opinions;
    use crate::appraisal::stress::path::families;
    use crate::appraisal::stress::{Field, check};

    #[test]
    fn every_row_has_a_cell_for_each_heading() {
        let value: serde_json::Value =
            serde_json::from_str(include_str!("../../seeds/data-centre-siting.json")).unwrap();
        let case = value.get("case").unwrap_or(&value);
        let appraisal: Appraisal = serde_json::from_value(case["appraisals"][0].clone()).unwrap();
        let results = evaluate(&appraisal);
        let field = Field::of(&appraisal, &results).unwrap();
        let letters = ["", "A", "B", "C", "D", "E"].map(str::to_owned);
        let naming = Naming { results: &results, letters: &letters, field: &field };
        let found = families(&field, &results);
        let tables = [
            paths(&naming, &found),
            along(&naming, &found[0]),
            scores(&naming, &appraisal),
            weight_bars(&naming, &field.weight_bars()),
            methods(&naming, &opinions(&field)),
            reversals(&naming, &check::reversal_checks(&field)),
        ];
        for table in &tables {
            assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == table.heads.len()), "{table:?}");
        }
        let printed = |row: &[Cell]| row.iter().map(Cell::print).collect::<Vec<_>>();
        assert_eq!(
            printed(&tables[0].rows[0]),
            ["Deliverability", "20.0", "29.2", "+9.2", "B. Commercial co-location"]
        );
        assert_eq!(tables[0].rows[5][2], NEVER);
        assert_eq!(tables[1].rows[0][3].print(), "71.0", "at today's weight the total is today's");
        assert!(tables[2].rows.iter().flatten().any(|cell| cell.print().contains("tCO₂e")), "{:?}", tables[2]);
        assert!(other_scores(&naming, &appraisal).rows.is_empty());
        let never = crate::present::sensitivity::never_tied(&naming);
        assert_eq!(
            never, "No single score of A, C or D would tie it with E.",
            "one sentence instead of a table of nevers"
        );
    }
}
