//! Delivery in numbers: which end counts, by how many months an end has moved, what is past its end, and the room before
//! dates that are set outside. Where only a year is known, no month is made up.

use super::{Initiative, Milestone, MilestoneKind, Status};
use crate::date::Date;
use crate::order::places;
use std::cmp::Ordering;
use std::sync::Arc;

/// By how much the end of an initiative has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The first end that is known.
    pub from: Date,
    /// The end now: the actual, the new or the planned one.
    pub to: Date,
    /// In whole months, negative where it is earlier now; absent where the dates do not say months.
    pub months: Option<i64>,
}

/// The room between an end and a date that is set outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slack<'a> {
    /// The date, with what it is.
    pub deadline: &'a Milestone,
    /// In whole months, negative where the end comes after it; absent where the dates do not say months.
    pub months: Option<i64>,
}

/// How the rows of a timeline are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeliveryOrder {
    /// As the report lists them.
    #[default]
    Report,
    /// By the end now, the earliest first; those without an end last.
    End,
    /// By status, red first and those without a status last; within each by the end now.
    Status,
}

impl DeliveryOrder {
    /// All of them.
    pub const ALL: [DeliveryOrder; 3] = [DeliveryOrder::Status, DeliveryOrder::End, DeliveryOrder::Report];

    /// Returns what it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DeliveryOrder::Report => "Order of the report",
            DeliveryOrder::End => "End, earliest first",
            DeliveryOrder::Status => "Status, red first",
        }
    }

    /// Returns the places of the initiatives in this order. What is equal keeps the order of the report.
    ///
    /// # Example
    /// ```
    /// use std::sync::Arc;
    /// use weighbridge::id::InitiativeId;
    /// use weighbridge::programme::{DeliveryOrder, Initiative};
    /// let due = |id, end: &str| Arc::new(Initiative { planned_end: end.parse().ok(), ..Initiative::named(InitiativeId(id), "") });
    /// let all = [due(1, ""), due(2, "2027-06"), due(3, "2026-09-30")];
    /// assert_eq!(DeliveryOrder::End.places(&all), [2, 1, 0]);
    /// ```
    #[must_use]
    pub fn places(self, initiatives: &[Arc<Initiative>]) -> Vec<usize> {
        // What lacks a date or a status comes last.
        let end = |at: usize| initiatives[at].last_end().map_or((1, None), |end| (0, Some(end.last_day())));
        let status = |at: usize| initiatives[at].status.map_or(Status::ALL.len(), Status::rank);
        let order = |one: usize, other: usize| match self {
            DeliveryOrder::Report => Ordering::Equal,
            DeliveryOrder::End => end(one).cmp(&end(other)),
            DeliveryOrder::Status => status(one).cmp(&status(other)).then(end(one).cmp(&end(other))),
        };
        places(initiatives.len(), &mut |one, other| order(one, other).then(one.cmp(&other)))
    }
}

impl Status {
    /// All of them, the worst first.
    pub const ALL: [Status; 4] = [Status::Red, Status::Amber, Status::Green, Status::Complete];

    /// Returns its place among all, 0 for red: the higher the better.
    #[must_use]
    pub fn rank(self) -> usize {
        match self {
            Status::Red => 0,
            Status::Amber => 1,
            Status::Green => 2,
            Status::Complete => 3,
        }
    }
}

impl Milestone {
    /// Returns whether somebody outside set the date, or what comes after it comes too late.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.deadline || self.kind == MilestoneKind::External
    }
}

impl Initiative {
    /// Returns whether it goes on: it is not complete, and no end of it is recorded.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != Some(Status::Complete) && self.actual_end.is_none()
    }

    /// Returns when it ended, or is to end as far as anybody says.
    #[must_use]
    pub fn last_end(&self) -> Option<Date> {
        self.actual_end.or_else(|| self.expected_end())
    }

    /// Returns the ends that were given before the one now, oldest first.
    #[must_use]
    pub fn ends_before(&self) -> Vec<Date> {
        let all = self.earlier_ends.iter().map(|end| end.date).chain(self.planned_end);
        all.filter(|end| self.last_end().is_some_and(|last| has_moved(*end, last))).collect()
    }

    /// Returns by how much its end has moved: the end now against the first that is known. `None` where it has not, or where
    /// the two may be the same day.
    ///
    /// # Example
    /// ```
    /// use weighbridge::id::InitiativeId;
    /// use weighbridge::programme::Initiative;
    /// let planned = Initiative { planned_end: "2026-09".parse().ok(), ..Initiative::named(InitiativeId(1), "Depot") };
    /// assert_eq!(planned.slip(), None);
    /// let moved = Initiative { new_end: "2027-01".parse().ok(), ..planned };
    /// assert_eq!(moved.slip().and_then(|slip| slip.months), Some(4));
    /// ```
    #[must_use]
    pub fn slip(&self) -> Option<Slip> {
        let (from, to) = (self.earlier_ends.first().map(|end| end.date).or(self.planned_end)?, self.last_end()?);
        has_moved(from, to).then(|| Slip { from, to, months: months_between(from, to) })
    }

    /// Returns by how many whole months at least it is past its end at a date; `None` where it is not, or is over.
    #[must_use]
    pub fn months_over(&self, as_at: Date) -> Option<i64> {
        let end = self.expected_end().filter(|end| self.is_open() && as_at.is_after(*end))?;
        Some(as_at.months_after(end).max(0))
    }

    /// Returns the room between its end and each date that is set outside, while it goes on.
    #[must_use]
    pub fn slacks(&self) -> Vec<Slack<'_>> {
        let Some(end) = self.expected_end().filter(|_| self.is_open()) else { return Vec::new() };
        let outside = self.milestones.iter().filter(|milestone| milestone.is_outside());
        outside.map(|deadline| Slack { deadline, months: months_between(end, deadline.date) }).collect()
    }
}

/// Returns whether two ends are not the same on any day that they may mean.
pub(crate) fn has_moved(from: Date, to: Date) -> bool {
    from.is_after(to) || to.is_after(from)
}

/// Returns by how many whole months a date is later than another, negative where it is earlier. Both must say a month, or both
/// a year; between others there is no such number.
///
/// # Example
/// ```
/// use weighbridge::programme::months_between;
/// let months = |from: &str, to: &str| months_between(from.parse().unwrap(), to.parse().unwrap());
/// assert_eq!([months("2014-07", "2014-12"), months("2014-12-20", "2014-11-30")], [Some(5), Some(0)]);
/// assert_eq!([months("2022", "2023"), months("2022", "2023-06")], [Some(12), None]);
/// ```
#[must_use]
pub fn months_between(from: Date, to: Date) -> Option<i64> {
    let ([from_first, from_last], [to_first, to_last]) = (from.month_numbers(), to.month_numbers());
    let is_year = |date: Date| date.month().is_none() && date.ends().is_none();
    if is_year(from) && is_year(to) {
        return Some(to_first - from_first);
    }
    let months = to_first - from_first;
    let begun = match months.cmp(&0) {
        _ if !(from.is_day() && to.is_day()) => 0,
        Ordering::Greater => -i64::from(to.day() < from.day()),
        Ordering::Less => i64::from(to.day() > from.day()),
        Ordering::Equal => 0,
    };
    (from_first == from_last && to_first == to_last).then_some(months + begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InitiativeId;
    use crate::programme::EarlierEnd;
    use crate::unknown::Unknown;

    fn date(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    fn due(end: &str) -> Initiative {
        Initiative { planned_end: date(end), ..Initiative::named(InitiativeId(1), "Depot") }
    }

    fn earlier(text: &str) -> EarlierEnd {
        EarlierEnd { date: date(text).unwrap(), as_at: None, source: String::new(), unknown: Unknown::new() }
    }

    #[test]
    fn a_slip_is_from_the_first_end_to_the_one_now() {
        let mut found = due("2014-12");
        found.earlier_ends = vec![earlier("2014-03"), earlier("2014-07")];
        assert_eq!(found.slip().unwrap().months, Some(9));
        assert_eq!(found.ends_before().len(), 2);
        found.actual_end = date("2015-02");
        assert_eq!(found.slip().unwrap().months, Some(11));
        assert_eq!(found.ends_before().len(), 3, "the planned end is one of before too");
        found.actual_end = date("2014-02");
        assert_eq!(found.slip().unwrap().months, Some(-1));
    }

    #[test]
    fn what_may_be_the_same_day_has_not_moved() {
        let ended = |planned: &str, actual: &str| Initiative { actual_end: date(actual), ..due(planned) }.slip();
        assert_eq!(ended("2014-09", "2014-09-12"), None);
        assert_eq!(ended("2014", "2014-09"), None);
        assert_eq!(ended("2014", "2015-02").unwrap().months, None, "a year and a month have no months between them");
        assert_eq!(ended("2014-09-30", "2014-10-02").unwrap().months, Some(0));
    }

    #[test]
    fn months_over_count_only_while_it_goes_on() {
        let at = date("2014-12").unwrap();
        assert_eq!(due("2014-07").months_over(at), Some(5));
        assert_eq!(due("2014-12-01").months_over(at), None, "the month has that day");
        assert_eq!(Initiative { new_end: date("2015-03"), ..due("2014-07") }.months_over(at), None);
        assert_eq!(Initiative { status: Some(Status::Complete), ..due("2014-07") }.months_over(at), None);
        assert_eq!(Initiative { actual_end: date("2014-09"), ..due("2014-07") }.months_over(at), None);
    }

    #[test]
    fn slack_is_negative_after_the_date_that_is_set_outside() {
        let mut found = due("2021-03");
        let event = |when: &str, kind, deadline| Milestone {
            date: date(when).unwrap(),
            what: "Support ends".to_owned(),
            kind,
            deadline,
            source: String::new(),
            unknown: Unknown::new(),
        };
        found.milestones = vec![
            event("2020-03", MilestoneKind::External, false),
            event("2021-06", MilestoneKind::Planned, true),
            event("2022", MilestoneKind::External, true),
            event("2021-01", MilestoneKind::Planned, false),
        ];
        let months: Vec<Option<i64>> = found.slacks().iter().map(|slack| slack.months).collect();
        assert_eq!(months, [Some(-12), Some(3), None]);
        found.status = Some(Status::Complete);
        assert!(found.slacks().is_empty());
    }

    #[test]
    fn orders_keep_what_is_equal_as_the_report_has_it() {
        let one = |status, end: &str| Arc::new(Initiative { status, ..due(end) });
        let all = [
            one(None, "2014-01"),
            one(Some(Status::Green), ""),
            one(Some(Status::Red), "2015-01"),
            one(Some(Status::Green), "2014-02"),
            one(Some(Status::Green), "2014-02"),
        ];
        assert_eq!(DeliveryOrder::Status.places(&all), [2, 3, 4, 1, 0]);
        assert_eq!(DeliveryOrder::End.places(&all), [0, 3, 4, 2, 1]);
        assert_eq!(DeliveryOrder::Report.places(&all), [0, 1, 2, 3, 4]);
    }
}
