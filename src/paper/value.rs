//! The table beneath the picture of a value function.

use crate::appraisal::{Scale, Shape, curve};
use crate::exchange::cell::Cell;
use crate::exchange::table::Table;
use crate::present::{as_typed, measure_words};

/// An option on a scale: its name, its measure (or the position of its level, from 1), and its points.
pub type Placed<'a> = (&'a str, f64, f64);

/// Returns the line of a scale, then each option on it, as rows of level or measure, points and option.
#[must_use]
pub fn value_table(scale: &Scale, options: &[Placed<'_>]) -> Table {
    let mut rows = match scale {
        Scale::Levels(levels) => {
            let row = |(label, points): (&str, f64)| vec![label.into(), Cell::as_typed(points), Cell::EMPTY];
            levels.iter().map(|level| row((level.label.as_str(), level.points.get()))).collect()
        }
        Scale::Measured { measure, shape, .. } => {
            // A curve is drawn from 49 points; every sixth is enough to read.
            let every = if matches!(shape, Shape::Exponential { .. }) { 6 } else { 1 };
            let row = |(along, earned): (f64, f64)| {
                vec![measure_words(scale, along, measure).into(), Cell::points(earned), Cell::EMPTY]
            };
            curve::line(scale).into_iter().step_by(every).map(row).collect()
        }
        Scale::Direct => Vec::new(),
    };
    let place = |at: f64| match scale {
        Scale::Levels(levels) => {
            let level = levels.iter().zip(1..).find(|(_, position)| at.total_cmp(&f64::from(*position)).is_eq());
            level.map_or(Cell::EMPTY, |(level, _)| Cell::text(&level.label))
        }
        Scale::Measured { measure, .. } => format!("{} {}", as_typed(at), measure.unit).trim_end().into(),
        Scale::Direct => Cell::EMPTY,
    };
    rows.extend(options.iter().map(|(name, at, points)| vec![place(*at), Cell::points(*points), (*name).into()]));
    let head = if matches!(scale, Scale::Levels(_)) { "Level" } else { "Measure" };
    Table { caption: String::new(), heads: [head, "Points", "Option"].map(str::to_owned).to_vec(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::{Level, Measure};
    use crate::finite::Finite;
    use crate::id::LevelId;
    use crate::unknown::Unknown;

    fn printed(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.iter().map(Cell::print).collect()).collect()
    }

    #[test]
    fn levels_stand_with_their_points_and_options_after_them() {
        let level = |id, label: &str, points: f64| Level {
            id: LevelId(id),
            label: label.to_owned(),
            points: Finite::new(points).unwrap(),
            unknown: Unknown::new(),
        };
        let scale = Scale::Levels(vec![level(1, "Full", 100.0), level(2, "Some", 32.5)]);
        let table = value_table(&scale, &[("Hub", 2.0, 32.5)]);
        assert_eq!(table.heads[0], "Level");
        assert_eq!(printed(&table), [["Full", "100", ""], ["Some", "32.5", ""], ["Some", "32.5", "Hub"]]);
    }

    #[test]
    fn a_table_of_a_curve_is_short() {
        let bent = Scale::Measured {
            measure: Measure { unit: "months".to_owned(), ..Measure::default() },
            worst: Finite::from(20),
            best: Finite::from(0),
            shape: Shape::Exponential { midvalue: Finite::from(16), unknown: Unknown::new() },
            unknown: Unknown::new(),
        };
        let rows = printed(&value_table(&bent, &[("Hub", -2.5, 0.0)]));
        assert_eq!((rows.len(), rows[0][0].as_str(), rows[8][1].as_str()), (10, "20 months", "100.0"));
        assert_eq!(rows[9], ["−2.5 months", "0.0", "Hub"]);
    }
}
