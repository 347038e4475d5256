//! A timeline of initiatives: bars, ends that have moved, dates that are set outside, marks on the way, and the lines at the
//! dates of the figures and of reading. Positions are per cent across.
//!
//! A month is drawn from its first day to its last. Where only a year or a span is known, the bar is certain only outside of it,
//! and what lies within is drawn apart.

use super::{Segment, span};
use crate::date::Date;
use crate::programme::{Initiative, Milestone, MilestoneKind};

/// When the figures were taken, and when they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AsAt {
    /// The date of the figures.
    pub figures: Option<Date>,
    /// The date of reading.
    pub reading: Option<Date>,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The beginnings of months, quarters or years, from the left.
    pub ticks: Vec<Tick>,
    /// The end of the date of the figures; absent where it lies far from all else.
    pub figures: Option<f64>,
    /// The date of reading, of no width where it is a day; absent where it lies far from all else.
    pub reading: Option<Segment>,
    /// One row an initiative, in the order given. One without dates has an empty row.
    pub rows: Vec<Row>,
}

/// The beginning of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// The month, 1 to 12.
    pub month: u8,
    /// Its year.
    pub year: u16,
}

/// What is drawn of one initiative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// When it goes on for certain; absent where a start or an end is not known.
    pub bar: Option<Segment>,
    /// The part of it that was over at the date of the figures.
    pub elapsed: Option<Segment>,
    /// Years and spans within which it starts or ends.
    pub unsure: Vec<Segment>,
    /// The start of one that has no end.
    pub only_start: Option<f64>,
    /// The end of one that has no start.
    pub only_end: Option<f64>,
    /// From its start to each end that it had before. Without a start, of no width.
    pub ghosts: Vec<Segment>,
    /// The end that is recorded, or that is missing although it is complete.
    pub end: Option<EndMark>,
    /// From its end to the date of the figures, where it is past its end and goes on.
    pub late: Option<Segment>,
    /// Dated events, in the order of the initiative's own list.
    pub marks: Vec<Mark>,
}

/// The end of what is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EndMark {
    /// Where.
    pub at: f64,
    /// Whether the end is recorded; else it is the end that was planned.
    pub is_recorded: bool,
}

/// A dated event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The middle of its date.
    pub at: f64,
    /// The whole of its date, where that is longer than a month.
    pub within: Option<Segment>,
    /// What shape it has.
    pub shape: MarkShape,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkShape {
    /// Set outside, or what comes after it comes too late.
    Outside,
    /// It happened.
    Done,
    /// It is planned.
    Planned,
    /// It did not happen when it was planned.
    Missed,
    /// It applies only if something else goes wrong.
    Contingent,
}

impl MarkShape {
    /// Returns the shape of an event.
    #[must_use]
    pub fn of(milestone: &Milestone) -> MarkShape {
        match milestone.kind {
            _ if milestone.is_outside() => MarkShape::Outside,
            MilestoneKind::Actual => MarkShape::Done,
            MilestoneKind::Missed => MarkShape::Missed,
            MilestoneKind::Contingent => MarkShape::Contingent,
            MilestoneKind::Planned | MilestoneKind::External => MarkShape::Planned,
        }
    }
}

/// Months from one tick to the next, and how many months an axis may be long for it. Longer ones have ten years.
const STEPS: [(i64, i64); 5] = [(1, 12), (3, 48), (12, 180), (24, 360), (60, 900)];
/// The shortest axis, in months.
const SHORTEST: f64 = 3.0;

/// Returns where everything stands, or `None` where no initiative has a date. The axis reaches over all dates of the
/// initiatives; over those of figures and of reading only where that makes it at most twice as long.
///
/// # Example
/// ```
/// use weighbridge::chart::timeline::{AsAt, timeline};
/// use weighbridge::id::InitiativeId;
/// use weighbridge::programme::Initiative;
/// let date = |text: &str| text.parse().ok();
/// let depot = Initiative { start: date("2026-01"), planned_end: date("2026-06"), ..Initiative::named(InitiativeId(1), "Depot") };
/// let found = timeline(&[&depot], AsAt { figures: date("2026-03"), reading: None }).unwrap();
/// let (bar, elapsed) = (found.rows[0].bar.unwrap(), found.rows[0].elapsed.unwrap());
/// assert_eq!((bar.start, bar.width, elapsed.width, found.figures), (0.0, 100.0, 50.0, Some(50.0)));
/// ```
#[must_use]
pub fn timeline(initiatives: &[&Initiative], as_at: AsAt) -> Option<Timeline> {
    let all = initiatives.iter().flat_map(|initiative| dates(initiative));
    let (first, last) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), date| {
        (low.min(beginning(date)), high.max(ending(date)))
    });
    if first > last {
        return None;
    }
    let axis = axis(first, last, as_at);
    let at = |months: f64| span(months, months, axis).start;
    let is_near = |date: &Date| beginning(*date) >= axis.0 - 1e-9 && ending(*date) <= axis.1 + 1e-9;
    let figures = as_at.figures.filter(is_near);
    let rows = initiatives.iter().map(|initiative| row(initiative, as_at.figures, axis)).collect();
    let reading = as_at.reading.filter(is_near);
    Some(Timeline {
        ticks: ticks(axis),
        figures: figures.map(|date| at(ending(date))),
        reading: reading
            .map(|date| if date.is_day() { span(beginning(date), beginning(date), axis) } else { whole(date, axis) }),
        rows,
    })
}

/// Two months since the year 0, with the parts of months that have passed.
type Axis = (f64, f64);

fn dates(initiative: &Initiative) -> Vec<Date> {
    let ends =
        [initiative.start, initiative.planned_end, initiative.new_end, initiative.actual_end].into_iter().flatten();
    let earlier = initiative.earlier_ends.iter().map(|end| end.date);
    ends.chain(earlier).chain(initiative.milestones.iter().map(|milestone| milestone.date)).collect()
}

/// Returns the beginning of the first day that a date may mean, in months.
fn beginning(date: Date) -> f64 {
    let first = date.first_day();
    months(first) + f64::from(first.day().unwrap_or(1) - 1) / days_in_month(first)
}

/// Returns the end of the last day that a date may mean, in months.
fn ending(date: Date) -> f64 {
    let last = date.last_day();
    months(last) + f64::from(last.day().unwrap_or(1)) / days_in_month(last)
}

#[allow(clippy::cast_precision_loss)]
fn months(day: Date) -> f64 {
    day.month_numbers()[0] as f64
}

fn days_in_month(day: Date) -> f64 {
    let month = day.month().and_then(|month| Date::new(day.year(), month, None));
    f64::from(month.and_then(|month| month.last_day().day()).unwrap_or(30))
}

/// Returns whether no month is known of a date.
fn is_vague(date: Date) -> bool {
    let [first, last] = date.month_numbers();
    last > first
}

fn whole(date: Date, axis: Axis) -> Segment {
    span(beginning(date), ending(date), axis)
}

/// Returns the axis over what there is, from the beginning of a month, quarter or year.
fn axis(first: f64, last: f64, as_at: AsAt) -> Axis {
    let (mut low, mut high) = (first, last);
    let longest = 2.0 * (last - first).max(SHORTEST);
    for date in [as_at.figures, as_at.reading].into_iter().flatten() {
        let wider = (low.min(beginning(date)), high.max(ending(date)));
        if wider.1 - wider.0 <= longest {
            (low, high) = wider;
        }
    }
    let step = step(low, high) as f64;
    let low = libm::floor(low / step + 1e-9) * step;
    (low, libm::ceil(high - 1e-9).max(low + SHORTEST))
}

#[allow(clippy::cast_possible_truncation)]
fn step(low: f64, high: f64) -> i64 {
    let length = libm::ceil(high - low) as i64;
    STEPS.into_iter().find(|(_, longest)| length <= *longest).map_or_else(
        // So long an axis comes of a year that was mistyped: it still has few ticks.
        || (length / 12 / 120).max(1) * 120,
        |(step, _)| step,
    )
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn ticks(axis: Axis) -> Vec<Tick> {
    let step = step(axis.0, axis.1);
    let first = libm::ceil(axis.0 / step as f64 - 1e-9) as i64 * step;
    let months = (0..).map(|n| first + n * step).take_while(|month| (*month as f64) < axis.1 - 1e-9);
    let tick = |month: i64| {
        let at = span(month as f64, month as f64, axis).start;
        Tick { at, month: (month.rem_euclid(12) + 1) as u8, year: month.div_euclid(12) as u16 }
    };
    months.map(tick).collect()
}

fn row(initiative: &Initiative, figures: Option<Date>, axis: Axis) -> Row {
    let (start, end) = (initiative.start, initiative.last_end());
    let vague = [start, end].into_iter().flatten().filter(|date| is_vague(*date));
    let sure = start.zip(end).and_then(|(start, end)| {
        let from = if is_vague(start) { ending(start) } else { beginning(start) };
        let to = if is_vague(end) { beginning(end) } else { ending(end) };
        (from < to).then_some((from, to))
    });
    let over = figures.map(ending);
    let elapsed = sure.and_then(|(from, to)| {
        // What is over has elapsed, whatever the date of the figures.
        let until = if initiative.is_open() { over?.min(to) } else { to };
        (until > from).then(|| span(from, until, axis))
    });
    let late = figures.filter(|figures| initiative.months_over(*figures).is_some()).zip(end);
    let ghost = |earlier: Date| span(start.map_or(ending(earlier), beginning), ending(earlier), axis);
    let at = |months: f64| span(months, months, axis).start;
    Row {
        bar: sure.map(|(from, to)| span(from, to, axis)),
        elapsed,
        unsure: vague.map(|date| whole(date, axis)).collect(),
        only_start: start.filter(|_| end.is_none()).map(|start| at(beginning(start))),
        only_end: end.filter(|_| start.is_none()).map(|end| at(ending(end))),
        ghosts: initiative.ends_before().into_iter().map(ghost).collect(),
        end: end
            .filter(|_| !initiative.is_open())
            .map(|end| EndMark { at: at(ending(end)), is_recorded: initiative.actual_end.is_some() }),
        late: late.map(|(figures, end)| span(ending(end), ending(figures), axis)),
        marks: initiative.milestones.iter().map(|milestone| mark(milestone, axis)).collect(),
    }
}

fn mark(milestone: &Milestone, axis: Axis) -> Mark {
    let date = whole(milestone.date, axis);
    Mark { at: date.middle, within: is_vague(milestone.date).then_some(date), shape: MarkShape::of(milestone) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InitiativeId;
    use crate::programme::{EarlierEnd, Status};
    use crate::unknown::Unknown;

    fn date(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    fn between(start: &str, end: &str) -> Initiative {
        Initiative { start: date(start), planned_end: date(end), ..Initiative::named(InitiativeId(1), "Depot") }
    }

    fn drawn(initiatives: &[Initiative], figures: &str) -> Timeline {
        let all: Vec<&Initiative> = initiatives.iter().collect();
        timeline(&all, AsAt { figures: date(figures), reading: None }).unwrap()
    }

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    #[test]
    fn a_month_runs_from_its_first_day_to_its_last_and_a_day_is_a_day() {
        let found = drawn(&[between("2015-01", "2015-10"), between("2015-04-16", "2015-04-16")], "");
        assert!(near(found.rows[0].bar.unwrap().width, 100.0));
        let day = found.rows[1].bar.unwrap();
        assert!(near(day.start, 35.0) && near(day.width, 10.0 / 30.0), "{day:?}");
        let months: Vec<u8> = found.ticks.iter().map(|tick| tick.month).collect();
        assert_eq!(months, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }

    #[test]
    fn of_a_year_alone_no_day_is_made_up() {
        let found =
            drawn(&[between("2019", "2023"), between("2020", "2020"), between("2021-01/2021-06", "2022-12")], "");
        let row = &found.rows[0];
        // From the end of 2019 to the beginning of 2023 it goes on for certain.
        assert!(near(row.bar.unwrap().start, 20.0) && near(row.bar.unwrap().width, 60.0), "{row:?}");
        assert_eq!(row.unsure.len(), 2);
        assert!(near(row.unsure[1].start, 80.0) && near(row.unsure[1].width, 20.0));
        assert_eq!((found.rows[1].bar, found.rows[1].unsure.len()), (None, 2));
        assert!(near(found.rows[2].bar.unwrap().start, 50.0) && found.rows[2].unsure.len() == 1);
        let years: Vec<(u8, u16)> = found.ticks.iter().map(|tick| (tick.month, tick.year)).collect();
        assert_eq!(years, [(1, 2019), (1, 2020), (1, 2021), (1, 2022), (1, 2023)]);
    }

    #[test]
    fn what_has_elapsed_stops_at_the_figures_and_what_is_late_goes_on_to_them() {
        let done = Initiative { status: Some(Status::Complete), ..between("2014-01", "2014-02") };
        let found = drawn(
            &[between("2014-01", "2014-12"), between("2014-02", "2014-04"), done, between("2014-09", "2014-12")],
            "2014-06",
        );
        assert!(near(found.figures.unwrap(), 50.0));
        assert!(near(found.rows[0].elapsed.unwrap().width, 50.0));
        assert_eq!(found.rows[0].late, None);
        let late = found.rows[1].late.unwrap();
        assert!(near(late.start, 100.0 / 3.0) && near(late.start + late.width, 50.0), "{late:?}");
        assert_eq!(found.rows[2].end.unwrap(), EndMark { at: 100.0 / 6.0, is_recorded: false });
        assert_eq!(found.rows[3].elapsed, None, "it starts later");
    }

    #[test]
    fn ends_of_before_are_ghosts_and_a_lone_date_is_no_bar() {
        let mut moved = between("2014-01", "2014-06");
        moved.new_end = date("2014-12");
        moved.earlier_ends = vec![EarlierEnd {
            date: date("2014-03").unwrap(),
            as_at: None,
            source: String::new(),
            unknown: Unknown::new(),
        }];
        let (end, start) = (between("", "2014-06"), between("2014-06", ""));
        let found = drawn(&[moved, end, start, between("", "")], "");
        let widths: Vec<f64> = found.rows[0].ghosts.iter().map(|ghost| ghost.width).collect();
        assert!(near(widths[0], 25.0) && near(widths[1], 50.0), "{widths:?}");
        assert!(found.rows[1].bar.is_none() && near(found.rows[1].only_end.unwrap(), 50.0));
        assert!(found.rows[2].bar.is_none() && near(found.rows[2].only_start.unwrap(), 500.0 / 12.0));
        assert_eq!(found.rows[3], Row::default(), "without dates it is listed and nothing is drawn");
    }

    #[test]
    fn an_outside_date_is_told_from_the_others_and_a_span_keeps_its_length() {
        let mut found = between("2020-01", "2020-12");
        let event = |when: &str, kind, deadline| Milestone {
            date: date(when).unwrap(),
            what: String::new(),
            kind,
            deadline,
            source: String::new(),
            unknown: Unknown::new(),
        };
        found.milestones = vec![
            event("2020-03", MilestoneKind::External, false),
            event("2020-06/2020-08", MilestoneKind::Planned, false),
            event("2020-12-31", MilestoneKind::Actual, true),
        ];
        let marks = drawn(&[found], "").rows.remove(0).marks;
        let shapes: Vec<MarkShape> = marks.iter().map(|mark| mark.shape).collect();
        assert_eq!(shapes, [MarkShape::Outside, MarkShape::Planned, MarkShape::Outside]);
        assert!(marks[0].within.is_none() && near(marks[1].within.unwrap().width, 25.0));
    }

    #[test]
    fn a_date_of_figures_far_away_does_not_squeeze_the_bars() {
        let found = drawn(&[between("2014-01", "2014-12")], "2026-11-30");
        assert_eq!(found.figures, None);
        assert!(near(found.rows[0].bar.unwrap().width, 100.0));
        assert!(near(found.rows[0].late.map_or(0.0, |late| late.width), 0.0));
    }

    #[test]
    fn any_length_has_a_handful_of_ticks() {
        for (start, end) in [
            ("2014-05", "2014-05"),
            ("2014-05", "2015-04"),
            ("2014-05", "2018-04"),
            ("2010", "2024"),
            ("2000", "2050"),
            ("1000", "9999"),
        ] {
            let ticks = drawn(&[between(start, end)], "").ticks;
            assert!((3..=18).contains(&ticks.len()), "{start} {end}: {}", ticks.len());
            assert!(ticks.iter().all(|tick| (0.0..100.0).contains(&tick.at)));
        }
        assert_eq!(timeline(&[&between("", "")], AsAt::default()), None);
        assert_eq!(timeline(&[], AsAt::default()), None);
    }
}
