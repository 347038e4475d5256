//! Geometry of a budget that is used up: tonnes summed from the beginning of its period, against what it allows.

use super::ticks;
use crate::programme::{CarbonYear, Outlook, OutlookYear};

/// A line through the ends of years, the beginning of the first included: across and up in shares of 0 to 1.
pub type Line = Vec<(f64, f64)>;

/// The lines of a budget. A line that is not known ends where knowing ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Round values up the axis, from 0.
    pub ticks: Vec<f64>,
    /// The years, each with its middle across.
    pub years: Vec<(CarbonYear, f64)>,
    /// What the budget allows, as a share of the height.
    pub limit: Option<f64>,
    /// What is expected without further measures.
    pub base: Line,
    /// What is expected with the measures given; empty where they change nothing.
    pub planned: Line,
    /// What was reported, up to the first year without a figure.
    pub reported: Line,
    /// Where what is expected goes beyond what is allowed, as a share of the width.
    pub crossing: Option<f64>,
}

/// Returns the lines of a budget; `None` where it has no years, or nothing to draw.
///
/// # Example
/// ```
/// use weighbridge::chart::trajectory::trajectory;
/// use weighbridge::finite::Finite;
/// use weighbridge::programme::{CarbonPlan, outlook};
/// let year = |text: &str| text.parse().ok();
/// let plan = CarbonPlan {
///     from: year("2025/26"),
///     to: year("2028/29"),
///     limit_t: Finite::new(30.0),
///     flat_t: Finite::new(10.0),
///     ..CarbonPlan::default()
/// };
/// let drawn = trajectory(&outlook(&plan, &[], None)).unwrap();
/// assert_eq!((drawn.base.last(), drawn.limit, drawn.crossing), (Some(&(1.0, 1.0)), Some(0.75), Some(0.75)));
/// ```
#[must_use]
pub fn trajectory(outlook: &Outlook) -> Option<Trajectory> {
    let years = &outlook.years;
    let sums = |read: fn(&OutlookYear) -> Option<f64>| {
        let known = years.iter().map_while(read);
        let sums = known.scan(0.0, |sum, t| {
            *sum += t;
            Some(*sum)
        });
        sums.collect::<Vec<f64>>()
    };
    let (base, planned, reported) = (sums(|year| year.base), sums(|year| year.planned), sums(|year| year.reported));
    let all = || base.iter().chain(&planned).chain(&reported).copied().chain(outlook.limit);
    if years.is_empty() || all().all(|t| t <= 0.0) {
        return None;
    }
    let ticks = ticks(all().fold(0.0, f64::max));
    let highest = ticks.last().copied().filter(|highest| *highest > 0.0)?;
    let across = |n: usize| n as f64 / years.len() as f64;
    let line = |sums: &[f64]| -> Line {
        let points = std::iter::once(0.0).chain(sums.iter().copied()).enumerate();
        if sums.is_empty() { Line::new() } else { points.map(|(at, t)| (across(at), (t / highest).max(0.0))).collect() }
    };
    let changes = outlook.measures.council != 0.0;
    let expected = if planned.len() == years.len() { &planned } else { &base };
    let crossing = outlook.limit.and_then(|limit| {
        let at = expected.iter().position(|sum| *sum > limit)?;
        let before = if at == 0 { 0.0 } else { expected[at - 1] };
        Some((at as f64 + (limit - before) / (expected[at] - before)) / years.len() as f64)
    });
    Some(Trajectory {
        years: years.iter().enumerate().map(|(at, year)| (year.year, (across(at) + across(at + 1)) / 2.0)).collect(),
        limit: outlook.limit.map(|limit| limit / highest),
        base: line(&base),
        planned: if changes { line(&planned) } else { Line::new() },
        reported: line(&reported),
        crossing,
        ticks,
    })
}

#[cfg(test)]
mod tests {
    use super::trajectory;
    use crate::finite::Finite;
    use crate::id::CarbonLineId;
    use crate::programme::{CarbonLine, CarbonPlan, Outlook, PlanYear, outlook};

    #[test]
    fn lines_end_where_knowing_ends() {
        let year = |text: &str, t| PlanYear { reported_t: Finite::new(t), ..PlanYear::of(text.parse().unwrap()) };
        let plan = CarbonPlan {
            from: "2025".parse().ok(),
            to: "2028".parse().ok(),
            limit_t: Finite::new(25.0),
            flat_t: Finite::new(10.0),
            years: vec![year("2025", 9.0), year("2027", 9.0)],
            ..CarbonPlan::default()
        };
        let saves = CarbonLine {
            from: "2027-01".parse().ok(),
            council_t: Finite::new(-4.0),
            ..CarbonLine::named(CarbonLineId(1), "")
        };
        let drawn = trajectory(&outlook(&plan, &[&saves], None)).unwrap();
        assert_eq!(drawn.reported.len(), 2, "up to 2026, which is missing");
        assert_eq!((drawn.base.len(), drawn.planned.len(), drawn.years.len()), (5, 5, 4));
        assert!(drawn.planned[4].1 < drawn.base[4].1 && drawn.planned[2] == drawn.base[2]);
        // 10, 20, 26: the third year goes beyond 25 after five sixths of it.
        assert!((drawn.crossing.unwrap() - (2.0 + 5.0 / 6.0) / 4.0).abs() < 1e-12);
        assert_eq!(trajectory(&Outlook::default()), None);
    }
}
