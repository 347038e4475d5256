//! Sums of what counts: in both boundaries, and year by year.

use super::{Carbon, CarbonLine, CarbonPlan, CarbonYear, Counting, counted};
use crate::finite::Finite;
use crate::order::places;

/// Tonnes in both boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tonnes {
    /// Within the council's own boundary.
    pub council: f64,
    /// In all.
    pub total: f64,
}

/// What all lines come to, each tonne once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// What counts and says both, in tonnes a year while it runs; `None` where no line does.
    pub both: Option<Tonnes>,
    /// Lines that count and do not say both, by their places.
    pub one_sided: Vec<usize>,
    /// Lines that the base line has already, by their places.
    pub in_plan: Vec<usize>,
    /// Lines whose tonnes another line counts, each with that line, by their places.
    pub same: Vec<(usize, usize)>,
}

impl Tally {
    /// Returns the tonnes a year that only move: that leave the council's boundary and are still emitted by somebody. `None`
    /// where none do.
    #[must_use]
    pub fn moved(&self) -> Option<f64> {
        let Tonnes { council, total } = self.both?;
        (council < 0.0 && total > council).then(|| total.min(0.0) - council)
    }
}

/// Returns what lines come to. Their order does not matter, to the last digit.
///
/// # Example
/// ```
/// use weighbridge::finite::Finite;
/// use weighbridge::id::CarbonLineId;
/// use weighbridge::programme::{CarbonLine, tally};
/// let moved = CarbonLine {
///     council_t: Finite::new(-1_240.0),
///     total_t: Finite::new(-310.0),
///     ..CarbonLine::named(CarbonLineId(1), "Servers leave the building")
/// };
/// assert_eq!(tally(&[&moved]).moved(), Some(930.0));
/// ```
#[must_use]
pub fn tally(lines: &[&CarbonLine]) -> Tally {
    let counting = counted(lines);
    let mut found = Tally::default();
    for at in by_id(lines) {
        match counting[at] {
            Counting::InPlan => found.in_plan.push(at),
            Counting::SameAs(other) => found.same.push((at, other)),
            Counting::Counts => match lines[at].council_t.zip(lines[at].total_t) {
                None => found.one_sided.push(at),
                Some((council, total)) => {
                    let sum = found.both.get_or_insert_default();
                    sum.council += council.get();
                    sum.total += total.get();
                }
            },
        }
    }
    found
}

fn by_id(lines: &[&CarbonLine]) -> Vec<usize> {
    places(lines.len(), &mut |one, other| lines[one].id.cmp(&lines[other].id))
}

impl Carbon {
    /// Returns the tonnes a year of an initiative within the council's boundary, and in all; `None` where it has no line or one
    /// does not say. Tonnes that another of its own lines counts are left out.
    #[must_use]
    pub fn tonnes(&self) -> (Option<f64>, Option<f64>) {
        let lines: Vec<&CarbonLine> = self.lines.iter().collect();
        let counting = counted(&lines);
        let own: Vec<&CarbonLine> = by_id(&lines)
            .into_iter()
            .filter(|at| !matches!(counting[*at], Counting::SameAs(_)))
            .map(|at| lines[at])
            .collect();
        let sum = |read: fn(&CarbonLine) -> Option<Finite>| {
            let figures: Option<Vec<f64>> = own.iter().map(|line| read(line).map(Finite::get)).collect();
            figures.filter(|figures| !figures.is_empty()).map(|figures| figures.iter().sum())
        };
        (sum(|line| line.council_t), sum(|line| line.total_t))
    }
}

/// Returns the tonnes of lines that count in each of these years, by months, and the places of the lines that say too little
/// to be counted by year: no start, no month, or no tonnes within the council's boundary. Tonnes that arise once stand in the
/// year of the start.
///
/// # Example
/// ```
/// use weighbridge::finite::Finite;
/// use weighbridge::id::CarbonLineId;
/// use weighbridge::programme::{CarbonLine, by_year};
/// let pumps = CarbonLine {
///     from: "2026-10".parse().ok(),
///     council_t: Finite::new(-120.0),
///     ..CarbonLine::named(CarbonLineId(1), "Heat pumps")
/// };
/// let (years, unsaid) = by_year(&[&pumps], &["2026/27".parse().unwrap(), "2027/28".parse().unwrap()]);
/// assert_eq!((years[0].council, years[1].council, unsaid.len()), (-60.0, -120.0, 0));
/// ```
#[must_use]
pub fn by_year(lines: &[&CarbonLine], years: &[CarbonYear]) -> (Vec<Tonnes>, Vec<usize>) {
    let counting = counted(lines);
    let mut sums = vec![Tonnes::default(); years.len()];
    let mut unsaid = Vec::new();
    for at in by_id(lines).into_iter().filter(|at| counting[*at] == Counting::Counts) {
        let line = lines[at];
        let months = |year: &CarbonYear| line.from.and_then(|from| year.months_within(from, line.to));
        let months: Option<Vec<u8>> = years.iter().map(months).collect();
        let Some((months, council)) = months.zip(line.council_t).filter(|_| line.from.is_some()) else {
            unsaid.push(at);
            continue;
        };
        for ((sum, months), year) in sums.iter_mut().zip(months).zip(years) {
            let share = f64::from(months) / 12.0;
            let begins = line.from.is_some_and(|from| {
                let [first, last] = year.months();
                (first..=last).contains(&from.month_numbers()[0])
            });
            let once = line.one_off_total_t.filter(|_| begins).map_or(0.0, Finite::get);
            sum.council += council.get() * share;
            sum.total += line.total_t.map_or(0.0, Finite::get) * share + once;
        }
    }
    (sums, unsaid)
}

/// How much of a fall in what was reported is the electricity factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FactorShare {
    /// The earlier year.
    pub from: CarbonYear,
    /// The later year.
    pub to: CarbonYear,
    /// By how many tonnes what was reported fell; negative where it rose.
    pub fall: f64,
    /// How much of that the factor makes; negative where it raised what was reported.
    pub by_factor: f64,
    /// The factors of both years, in kg a kWh.
    pub factors: [f64; 2],
}

/// Returns what the electricity factor did between the first and the last year of which tonnes, kWh and factor are known: the
/// kWh of the later year times the change of the factor, `kWh₁ (f₀ − f₁) / 1000`. `None` where there are no two such years.
///
/// # Example
/// ```
/// use weighbridge::finite::Finite;
/// use weighbridge::programme::{CarbonPlan, PlanYear, factor_share};
/// let year = |text: &str, t, kwh, factor| {
///     let (reported_t, kwh, factor) = (Finite::new(t), Finite::new(kwh), Finite::new(factor));
///     PlanYear { reported_t, kwh, factor, ..PlanYear::of(text.parse().unwrap()) }
/// };
/// let years = vec![year("2020/21", 500.0, 1e6, 0.25), year("2021/22", 430.0, 9e5, 0.2)];
/// let found = factor_share(&CarbonPlan { years, ..CarbonPlan::default() }).unwrap();
/// assert_eq!((found.fall, found.by_factor.round()), (70.0, 45.0));
/// ```
#[must_use]
pub fn factor_share(plan: &CarbonPlan) -> Option<FactorShare> {
    let known = |at: &super::PlanYear| Some((at.year, at.reported_t?.get(), at.kwh?.get(), at.factor?.get()));
    let mut years = plan.years.iter().filter_map(known);
    let (from, before, _, factor_before) = years.next()?;
    let (to, after, kwh, factor) = years.next_back()?;
    let by_factor = kwh * (factor_before - factor) / 1000.0;
    Some(FactorShare { from, to, fall: before - after, by_factor, factors: [factor_before, factor] })
}
