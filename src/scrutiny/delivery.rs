//! Rules on delivery: dates, statuses and what waits for what. A date may be a month, so only what holds on every day of it
//! is found.

use super::facts::{Counted, Facts, Initiative};
use super::words::words;
use super::{Found, Level, Place};
use crate::date::Date;
use crate::programme::{MilestoneKind, Status};

/// How many ends it takes before all of them being on plan is remarkable.
const REMARKABLE: usize = 5;
/// How many initiatives there must be before it is remarkable that none waits for anything.
const MANY: usize = 5;
/// The most months after an outside deadline that still belong to it.
const SLACK: i64 = 24;

pub(super) fn scrutinise(facts: &Facts<'_>, found: &mut Found) {
    ends(facts, found);
    if let Some(as_at) = facts.context.as_at() {
        overdue(facts, as_at, found);
        red_not_late(facts, as_at, found);
        against_today(facts, as_at, found);
    }
    due_by_reading(facts, found);
    new_dates(facts, found);
    deadlines(facts, found);
    references(facts, found);
    waits(facts, found);
    counts(facts, found);
}

/// Returns whether a date is later than another on each day that either may mean.
pub(super) fn is_after(one: Date, other: Date) -> bool {
    one.is_after(other)
}

/// Returns by how many whole months a date is later than another at least.
pub(super) fn months_after(one: Date, other: Date) -> i64 {
    one.months_after(other)
}

fn last_month(date: Date) -> i64 {
    date.month_numbers()[1]
}

impl Initiative<'_> {
    fn is_open(&self) -> bool {
        self.status != Some(Status::Complete) && self.actual_end.is_none()
    }

    /// `new_date_needed`: it is open, no new end is given, and something planned or conditional comes after the planned end,
    /// or something was missed at it or after it.
    fn needs_new_date(&self) -> bool {
        let Some(end) = self.planned_end.filter(|_| self.is_open() && self.new_end.is_none()) else { return false };
        self.milestones.iter().any(|milestone| match milestone.kind {
            MilestoneKind::Planned | MilestoneKind::Contingent => is_after(milestone.date, end),
            MilestoneKind::Missed => !is_after(end, milestone.date),
            MilestoneKind::Actual | MilestoneKind::External => false,
        })
    }
}

fn those(facts: &Facts<'_>, is: impl Fn(&Initiative<'_>) -> bool) -> Vec<Place> {
    let all = facts.initiatives.iter().enumerate();
    all.filter(|(_, initiative)| is(initiative)).map(|(at, _)| Place::Initiative(at)).collect()
}

/// `complete_without_end` (error): complete, with no actual end. `end_without_complete` (error): an actual end, and another
/// status than complete. `start_after_end` (error): a start after the planned end. `all_ends_as_planned` (ask): five or more
/// actual ends, each that which was planned.
fn ends(facts: &Facts<'_>, found: &mut Found) {
    let complete = |one: &Initiative<'_>| one.status == Some(Status::Complete);
    found.all("complete_without_end", Level::Error, those(facts, |one| complete(one) && one.actual_end.is_none()));
    let other = |one: &Initiative<'_>| one.status.is_some() && !complete(one) && one.actual_end.is_some();
    found.all("end_without_complete", Level::Error, those(facts, other));
    let turned = |one: &Initiative<'_>| one.start.zip(one.planned_end).is_some_and(|(start, end)| is_after(start, end));
    found.all("start_after_end", Level::Error, those(facts, turned));
    let ended: Vec<(Date, Date)> =
        facts.initiatives.iter().filter_map(|one| one.planned_end.zip(one.actual_end)).collect();
    if ended.len() >= REMARKABLE && ended.iter().all(|(planned, actual)| planned == actual) {
        let places = those(facts, |one| one.planned_end.is_some() && one.actual_end.is_some());
        found.push("all_ends_as_planned", Level::Ask, places, &[("n", i64::try_from(ended.len()).unwrap_or(i64::MAX))]);
    }
}

/// `overdue_not_red` (error, within a month ask): open, its end certainly past at the date of the figures, and not red.
fn overdue(facts: &Facts<'_>, as_at: Date, found: &mut Found) {
    for (at, one) in facts.initiatives.iter().enumerate() {
        let Some(end) = one.new_end.or(one.planned_end) else { continue };
        if one.is_open() && one.status != Some(Status::Red) && is_after(as_at, end) {
            let months = months_after(as_at, end);
            let level = if months < 1 { Level::Ask } else { Level::Error };
            found.push("overdue_not_red", level, [Place::Initiative(at)], &[("months", months)]);
        }
    }
}

/// `red_not_late` (ask): red, its end not past, no new date wanted, and nobody says what the status rests on.
fn red_not_late(facts: &Facts<'_>, as_at: Date, found: &mut Found) {
    let is_early = |one: &Initiative<'_>| {
        let end = one.new_end.or(one.planned_end);
        one.status == Some(Status::Red)
            && end.is_some_and(|end| !is_after(as_at, end))
            && !one.needs_new_date()
            && !one.has_status_basis
    };
    found.all("red_not_late", Level::Ask, those(facts, is_early));
}

/// `actual_in_future` (error): an actual end after the date of the figures. `rated_before_start` (note): a status, and a start
/// after that date.
fn against_today(facts: &Facts<'_>, as_at: Date, found: &mut Found) {
    let ahead = |date: Option<Date>| date.is_some_and(|date| is_after(date, as_at));
    found.all("actual_in_future", Level::Error, those(facts, |one| ahead(one.actual_end)));
    let early = |one: &Initiative<'_>| one.status.is_some() && ahead(one.start);
    found.all("rated_before_start", Level::Note, those(facts, early));
}

/// `due_by_reading` (ask): green, with no end recorded, and due between the date of the figures and that of reading.
fn due_by_reading(facts: &Facts<'_>, found: &mut Found) {
    let read_at = facts.context.read_as_at.or(facts.context.meeting);
    let Some((data, reading)) = facts.context.data_date.zip(read_at) else { return };
    // A month that is read in its course is not over.
    let is_by = |end: Date| {
        !is_after(end, reading) && (end.is_day() || !reading.is_day() || last_month(end) < last_month(reading))
    };
    let is_due = |one: &Initiative<'_>| {
        let end = one.new_end.or(one.planned_end);
        one.status == Some(Status::Green)
            && one.actual_end.is_none()
            && end.is_some_and(|end| is_after(end, data) && is_by(end))
    };
    found.all("due_by_reading", Level::Ask, those(facts, is_due));
}

/// `new_date_needed` (ask): see [`Initiative::needs_new_date`].
fn new_dates(facts: &Facts<'_>, found: &mut Found) {
    found.all("new_date_needed", Level::Ask, those(facts, |one| one.needs_new_date()));
}

/// `no_slack` (ask): an open initiative ends 0 to 24 months after a deadline that is set outside.
fn deadlines(facts: &Facts<'_>, found: &mut Found) {
    for (at, one) in facts.initiatives.iter().enumerate() {
        let Some(end) = one.new_end.or(one.planned_end).filter(|_| one.is_open()) else { continue };
        for (event, milestone) in one.milestones.iter().enumerate() {
            let months = months_after(end, milestone.date);
            if milestone.is_deadline && !is_after(milestone.date, end) && (0..=SLACK).contains(&months) {
                let places = [Place::Initiative(at), Place::Milestone(at, event)];
                found.push("no_slack", Level::Ask, places, &[("months", months)]);
            }
        }
    }
}

/// `reference_date` (ask): the name speaks of something with a date that is set outside, not behind "to", and the initiative
/// ends at it or after it.
fn references(facts: &Facts<'_>, found: &mut Found) {
    for (at, one) in facts.initiatives.iter().enumerate() {
        let Some(end) = one.new_end.or(one.planned_end).filter(|_| one.is_open()) else { continue };
        for reference in &facts.references {
            if speaks_of(one.name, reference.term) && !is_after(reference.date, end) {
                let months = months_after(end, reference.date).max(0);
                found.push("reference_date", Level::Ask, [Place::Initiative(at)], &[("months", months)]);
            }
        }
    }
}

/// Returns whether a name holds a term as a thing that is there, and not as one that is gone to.
fn speaks_of(name: &str, term: &str) -> bool {
    let (name, term) = (words(name), words(term));
    let found = name.windows(term.len().max(1)).position(|part| part == term.as_slice());
    found.is_some_and(|at| !name[..at].iter().any(|word| word == "to"))
}

/// `no_dependencies` (note): five initiatives or more, and none waits for anything. `complete_before_need` (error): complete,
/// and what it waits for is not. `need_ends_later` (ask): what it waits for ends after it. `wait_in_circle` (error): each of
/// some waits for the next, and the last for the first.
fn waits(facts: &Facts<'_>, found: &mut Found) {
    let all = &facts.initiatives;
    if all.len() >= MANY && !all.iter().any(|one| one.has_dependencies || !one.waits_for.is_empty()) {
        found.push("no_dependencies", Level::Note, [], &[]);
    }
    for (at, one) in all.iter().enumerate() {
        for need_at in one.waits_for.iter().copied().filter(|need| *need != at) {
            let need = &all[need_at];
            let places = [Place::Initiative(at), Place::Initiative(need_at)];
            let ends = one.new_end.or(one.planned_end).zip(need.new_end.or(need.planned_end));
            if one.status == Some(Status::Complete) {
                if need.status.is_some() && need.is_open() {
                    found.push("complete_before_need", Level::Error, places, &[]);
                }
            } else if one.is_open() && need.is_open() && ends.is_some_and(|(own, its)| is_after(its, own)) {
                found.push("need_ends_later", Level::Ask, places, &[]);
            }
        }
    }
    for circle in circles(all) {
        found.push("wait_in_circle", Level::Error, circle.into_iter().map(Place::Initiative), &[]);
    }
}

/// Returns the circles of waiting, each once, from its first member on. What is in several is in the one found first.
fn circles(all: &[Initiative<'_>]) -> Vec<Vec<usize>> {
    const UNSEEN: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![UNSEEN; all.len()];
    let mut circles = Vec::new();
    for first in 0..all.len() {
        // The way from `first`: each with the number of needs that were gone to.
        let mut way: Vec<(usize, usize)> = Vec::new();
        if state[first] == UNSEEN {
            state[first] = OPEN;
            way.push((first, 0));
        }
        while let Some((at, gone)) = way.last().copied() {
            let Some(next) = all[at].waits_for.get(gone).copied() else {
                state[at] = DONE;
                way.pop();
                continue;
            };
            if let Some(last) = way.last_mut() {
                last.1 += 1;
            }
            match state.get(next).copied() {
                Some(UNSEEN) => {
                    state[next] = OPEN;
                    way.push((next, 0));
                }
                Some(OPEN) => {
                    let from = way.iter().position(|(member, _)| *member == next).unwrap_or(0);
                    let mut circle: Vec<usize> = way[from..].iter().map(|(member, _)| *member).collect();
                    let least = circle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(at, _)| at);
                    circle.rotate_left(least);
                    circles.push(circle);
                }
                _ => {}
            }
        }
    }
    circles
}

/// `count_differs` (error): the text says another number than the list has, of all or of one status.
fn counts(facts: &Facts<'_>, found: &mut Found) {
    for (at, count) in facts.stated_counts.iter().enumerate() {
        let listed = match count.of {
            Counted::Initiatives => facts.initiatives.len(),
            Counted::Status(status) => facts.initiatives.iter().filter(|one| one.status == Some(status)).count(),
        };
        if u64::try_from(listed) != Ok(count.stated) {
            let stated = i64::try_from(count.stated).unwrap_or(i64::MAX);
            let figures = [("stated", stated), ("listed", i64::try_from(listed).unwrap_or(i64::MAX))];
            found.push("count_differs", Level::Error, [Place::Count(at)], &figures);
        }
    }
}
