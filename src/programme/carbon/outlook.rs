//! What is used and left of a budget of carbon, and until when it lasts. A budget is a stock: it is the sum over its years that
//! counts, and a year without a figure is never filled in from its neighbours.

use super::{CarbonLine, CarbonPlan, CarbonYear, Tonnes, by_year};
use crate::date::Date;
use crate::finite::Finite;

/// A year of a budget. All in tonnes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutlookYear {
    /// The year.
    pub year: CarbonYear,
    /// What was reported.
    pub reported: Option<f64>,
    /// What is expected without further measures.
    pub base: Option<f64>,
    /// What the measures that count come to in it.
    pub measures: Tonnes,
    /// What is expected with them, within the council's boundary.
    pub planned: Option<f64>,
    /// Whether a figure of it should be there, and is not: it is over, or a later year has one.
    pub is_missing: bool,
}

/// A budget and what is held against it, within the council's boundary unless said otherwise. All in tonnes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The years of the budget; none where its period is not given.
    pub years: Vec<OutlookYear>,
    /// What the budget allows.
    pub limit: Option<f64>,
    /// What was reported within the budget's years so far.
    pub reported: f64,
    /// What is used; `None` where a year is missing.
    pub used: Option<f64>,
    /// What is left; negative where more is used.
    pub left: Option<f64>,
    /// Tonnes a year at which what is left is used: the flat base line, or what was reported last.
    pub rate: Option<f64>,
    /// For how many years what is left lasts at that rate.
    pub lasts: Option<f64>,
    /// The month, counted from the year 0, in which it is used up.
    pub run_out: Option<i64>,
    /// What is expected over all years without further measures; `None` where a year has no figure.
    pub base: Option<f64>,
    /// What the measures come to over all years.
    pub measures: Tonnes,
    /// What is expected over all years with them.
    pub planned: Option<f64>,
    /// What is still to be found: what is expected less the budget. Negative where there is room.
    pub to_find: Option<f64>,
    /// Measures that count and cannot be counted by year, by their places.
    pub unsaid: Vec<usize>,
}

impl Outlook {
    /// Returns how many years are missing.
    #[must_use]
    pub fn n_missing(&self) -> usize {
        self.years.iter().filter(|year| year.is_missing).count()
    }

    /// Returns whether every year of the budget was reported.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.years.is_empty() && self.years.iter().all(|year| year.reported.is_some())
    }
}

/// Returns how a budget stands as at a date. Without a date only what later years show is called missing.
///
/// Used is the sum of what was reported in the years of the budget; left the budget less that; it lasts `left / rate` years from
/// the end of the last year reported. Still to be found is `Σ (base + measures) − budget`, over all years, where measures that
/// save are negative: what a climate budget sets against its ceiling (C40, Climate budgets, 2022, as in Oslo).
///
/// # Example
/// ```
/// use weighbridge::finite::Finite;
/// use weighbridge::programme::{CarbonPlan, outlook};
/// let year = |text: &str| text.parse().ok();
/// let plan = CarbonPlan {
///     from: year("2025/26"),
///     to: year("2029/30"),
///     limit_t: Finite::new(79_300.0),
///     flat_t: Finite::new(25_373.0),
///     ..CarbonPlan::default()
/// };
/// let found = outlook(&plan, &[], None);
/// assert_eq!((found.base, found.to_find), (Some(126_865.0), Some(47_565.0)));
/// assert_eq!(found.lasts.map(|years| (10.0 * years).round() / 10.0), Some(3.1));
/// ```
#[must_use]
pub fn outlook(plan: &CarbonPlan, lines: &[&CarbonLine], as_at: Option<Date>) -> Outlook {
    let period = plan.period();
    let (sums, unsaid) = by_year(lines, &period);
    let last_reported = period.iter().rposition(|year| plan.reported_t(*year).is_some());
    let year = |(at, (year, measures)): (usize, (&CarbonYear, Tonnes))| {
        let (reported, base) = (plan.reported_t(*year), plan.base_t(*year));
        let is_due = as_at.is_some_and(|as_at| year.is_over_by(as_at)) || last_reported.is_some_and(|last| at < last);
        let planned = base.map(|base| base + measures.council);
        OutlookYear { year: *year, reported, base, measures, planned, is_missing: is_due && reported.is_none() }
    };
    let years: Vec<OutlookYear> = period.iter().zip(sums).enumerate().map(year).collect();
    let sum = |read: fn(&OutlookYear) -> Option<f64>| {
        let figures: Option<Vec<f64>> = years.iter().map(read).collect();
        figures.filter(|figures| !figures.is_empty()).map(|figures| figures.iter().sum::<f64>())
    };
    let reported = years.iter().filter_map(|year| year.reported).sum();
    let limit = plan.limit_t.map(Finite::get).filter(|_| !years.is_empty());
    let used = years.iter().all(|year| !year.is_missing).then_some(reported);
    let left = limit.zip(used).map(|(limit, used)| limit - used);
    let reported_last = plan.years.iter().rev().find_map(|year| year.reported_t);
    let rate = plan.flat_t.or(reported_last).map(Finite::get).filter(|rate| *rate > 0.0);
    let lasts = left.zip(rate).filter(|(left, _)| *left >= 0.0).map(|(left, rate)| left / rate);
    let begins = period
        .first()
        .map(|first| first.months()[0])
        .zip(used)
        .map(|(first, _)| last_reported.map_or(first, |last| period[last].months()[1] + 1));
    let run_out = begins.zip(lasts).map(|(begins, lasts)| begins + (libm::ceil(12.0 * lasts - 1e-9) as i64 - 1).max(0));
    let total = |read: fn(&Tonnes) -> f64| years.iter().map(|year| read(&year.measures)).sum();
    let (base, planned) = (sum(|year| year.base), sum(|year| year.planned));
    Outlook {
        limit,
        reported,
        used: used.filter(|_| !years.is_empty()),
        left,
        rate,
        lasts,
        run_out,
        base,
        measures: Tonnes { council: total(|sum| sum.council), total: total(|sum| sum.total) },
        planned,
        to_find: planned.zip(limit).map(|(planned, limit)| planned - limit),
        unsaid,
        years,
    }
}

#[cfg(test)]
mod tests {
    use super::{Outlook, outlook};
    use crate::finite::Finite;
    use crate::id::CarbonLineId;
    use crate::programme::{CarbonLine, CarbonPlan, PlanYear};

    fn plan(from: &str, to: &str, limit: f64, reported: &[(&str, f64)]) -> CarbonPlan {
        let year =
            |(text, t): &(&str, f64)| PlanYear { reported_t: Finite::new(*t), ..PlanYear::of(text.parse().unwrap()) };
        CarbonPlan {
            from: from.parse().ok(),
            to: to.parse().ok(),
            limit_t: Finite::new(limit),
            years: reported.iter().map(year).collect(),
            ..CarbonPlan::default()
        }
    }

    fn month(found: &Outlook) -> Option<(i64, i64)> {
        found.run_out.map(|month| (month / 12, month % 12 + 1))
    }

    /// The council's budget of 2025 to 2030 (Climate Change Action Plan 2025-30, page 2): 79,300 t, the latest figure 25,373 t,
    /// savings planned 42,871 t.
    #[test]
    fn a_budget_lasts_as_long_as_its_rate_says_and_savings_leave_the_rest() {
        let mut published = plan("2025/26", "2029/30", 79_300.0, &[]);
        published.flat_t = Finite::new(25_373.0);
        let savings = CarbonLine {
            from: "2025-04".parse().ok(),
            to: "2030-03".parse().ok(),
            council_t: Finite::new(-42_871.0 / 5.0),
            ..CarbonLine::named(CarbonLineId(1), "Planned savings")
        };
        let found = outlook(&published, &[&savings], None);
        assert_eq!((found.used, found.left, found.rate), (Some(0.0), Some(79_300.0), Some(25_373.0)));
        assert!((found.lasts.unwrap() - 3.125).abs() < 0.001);
        assert_eq!(month(&found), Some((2028, 5)));
        assert_eq!(found.base, Some(126_865.0));
        assert!((found.measures.council + 42_871.0).abs() < 1e-6);
        assert!((found.planned.unwrap() - 83_994.0).abs() < 1e-6 && (found.to_find.unwrap() - 4_694.0).abs() < 1e-6);
        assert_eq!(found.n_missing(), 0, "nobody has said what day it is");
        let later = outlook(&published, &[&savings], "2026-11".parse().ok());
        assert_eq!((later.n_missing(), later.used, later.left, later.run_out), (1, None, None, None));
        assert!(later.to_find.is_some(), "what is planned needs no report");
    }

    /// The council's caps and reports: annual report 2020-21, and the action plan 2025-30 for the later two.
    #[test]
    fn a_year_that_is_missing_lets_nothing_be_said_of_what_is_used() {
        let reported = [("2020/21", 25_501.0), ("2022/23", 22_056.0), ("2023/24", 23_056.0)];
        for limit in [119_988.0, 126_336.0] {
            let found = outlook(&plan("2020/21", "2024/25", limit, &reported), &[], "2026-11".parse().ok());
            assert_eq!((found.n_missing(), found.years.len()), (2, 5));
            assert_eq!((found.reported, found.used, found.left), (70_613.0, None, None));
        }
        let caps = [31_099.0, 27_056.0, 23_538.0, 20_478.0, 17_816.0];
        assert!((caps.iter().sum::<f64>() - 119_987.0).abs() < 1e-9, "one less than is printed");
        let undated = outlook(&plan("2020/21", "2024/25", 119_988.0, &reported), &[], None);
        assert_eq!(undated.n_missing(), 1, "a later year has a figure");
    }

    #[test]
    fn what_is_left_lasts_from_the_last_year_that_was_reported() {
        let reported = [("2025/26", 30.0), ("2026/27", 20.0)];
        let found = outlook(&plan("2025/26", "2029/30", 90.0, &reported), &[], "2027-06".parse().ok());
        assert_eq!((found.used, found.left, found.rate, found.lasts), (Some(50.0), Some(40.0), Some(20.0), Some(2.0)));
        assert_eq!(month(&found), Some((2029, 3)));
        assert_eq!((found.base, found.to_find), (None, None), "no base line");
        let over = outlook(&plan("2025/26", "2026/27", 40.0, &reported), &[], None);
        assert_eq!((over.left, over.lasts, over.run_out, over.is_complete()), (Some(-10.0), None, None, true));
        let nothing = outlook(&CarbonPlan::default(), &[], None);
        assert_eq!((nothing.limit, nothing.used, nothing.left), (None, None, None));
    }
}
