//! Delivery in sentences: what falls due, what is past its end, by how much ends have moved, how many there are of each status
//! and how that compares with what the report's text says, and the room before dates that are set outside.

use super::programme::standing;
use super::{count, date, list};
use crate::case::Case;
use crate::date::Date;
use crate::health::{Kind, check_programme};
use crate::programme::{Initiative, Slack, Slip};
use std::sync::Arc;

/// How many further findings stand behind how initiatives stand.
const MORE: usize = 2;

/// The headline of delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryHeadline {
    /// What is most telling.
    pub finding: String,
    /// How initiatives stand, what the report's text counts, and by how much ends have moved, as far as the finding does not
    /// say so.
    pub beneath: String,
}

/// Returns what is most telling about delivery as at a date: what was due by the reading and has no end recorded, or else how
/// initiatives stand, with what is past its end, over without an end, moved, or without a date.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::delivery_headline};
/// assert_eq!(delivery_headline(&Case::titled("Depots"), None).finding, "No initiatives yet.");
/// ```
#[must_use]
pub fn delivery_headline(case: &Case, as_at: Option<Date>) -> DeliveryHeadline {
    let all = &case.programme.initiatives;
    let moved = moved_clause(all);
    let mut more = vec![overdue_clause(all, as_at), unended_clause(all), moved.clone(), undated_clause(all)];
    more.retain(Option::is_some);
    more.truncate(MORE);
    let says_moves = more.contains(&moved);
    let more: Vec<String> = more.into_iter().flatten().collect();
    let more = if more.is_empty() { String::new() } else { format!(" {}.", more.join(", and ")) };
    let stands = format!("{}{more}", standing(case));
    let (finding, stands) = match due_sentence(case, as_at) {
        Some(due) => (due, Some(stands)),
        None => (stands, None),
    };
    let moves = Some(slippage_sentence(all)).filter(|words| !says_moves && !words.is_empty());
    let beneath: Vec<String> = stands.into_iter().chain(stated_counts(case)).chain(moves).collect();
    DeliveryHeadline { finding, beneath: beneath.join(" ") }
}

/// "4 green initiatives fall due by February 2015, when the figures are read, and have no end recorded."
fn due_sentence(case: &Case, as_at: Option<Date>) -> Option<String> {
    let context = &case.context;
    let by = context.read_as_at.or(context.meeting)?;
    let is_due = |kind: &Kind| matches!(kind, Kind::Asked(asked) if asked.rule == "due_by_reading");
    let n = check_programme(case, as_at).iter().find(|found| is_due(&found.kind))?.initiatives().count();
    let when = if context.read_as_at.is_some() { "when the figures are read" } else { "the date of the meeting" };
    let has = if n == 1 { "has" } else { "have" };
    let what = count(n, "green initiative falls", "green initiatives fall");
    Some(format!("{what} due by {}, {when}, and {has} no end recorded.", date(by)))
}

fn overdue_clause(all: &[Arc<Initiative>], as_at: Option<Date>) -> Option<String> {
    let over: Vec<(&Initiative, i64)> =
        all.iter().filter_map(|one| Some((one.as_ref(), one.months_over(as_at?)?))).collect();
    match over.as_slice() {
        [] => None,
        [(one, months)] => Some(format!("{} is {} past its end", list(&[&one.name]), months_words(*months))),
        more => {
            let months: Vec<i64> = more.iter().map(|(_, months)| *months).collect();
            Some(format!("{} are past their ends, by {}", more.len(), months_range(&months)?))
        }
    }
}

fn unended_clause(all: &[Arc<Initiative>]) -> Option<String> {
    let n = all.iter().filter(|one| !one.is_open() && one.actual_end.is_none()).count();
    (n > 0).then(|| format!("{n} {} complete with no end recorded", if n == 1 { "is" } else { "are" }))
}

fn moved_clause(all: &[Arc<Initiative>]) -> Option<String> {
    let slips: Vec<Option<i64>> = all.iter().filter_map(|one| Some(one.slip()?.months)).collect();
    let n = slips.len();
    let months: Vec<i64> = slips.into_iter().flatten().collect();
    let (ends, have) = if n == 1 { ("end", "has") } else { ("ends", "have") };
    let of = |months: &[i64], way: &str| Some(format!("{} {way}", months_range(months)?));
    let later: Vec<i64> = months.iter().copied().filter(|months| *months >= 0).collect();
    let earlier: Vec<i64> = months.iter().filter(|months| **months < 0).map(|months| -months).collect();
    let by: Vec<String> = match (later.is_empty(), earlier.is_empty()) {
        (_, true) => months_range(&later).into_iter().collect(),
        _ => [of(&later, "later"), of(&earlier, "earlier")].into_iter().flatten().collect(),
    };
    match (n, by.is_empty()) {
        (0, _) => None,
        (_, true) => Some(format!("{n} {ends} {have} moved")),
        (_, false) => Some(format!("{n} {ends} {have} moved, by {}", by.join(" or "))),
    }
}

fn undated_clause(all: &[Arc<Initiative>]) -> Option<String> {
    let n = all.iter().filter(|one| one.is_open() && one.expected_end().is_none()).count();
    (n > 0).then(|| format!("{n} {} no end date", if n == 1 { "has" } else { "have" }))
}

/// Returns by how much ends have moved since the first that is known, as a sentence.
///
/// # Example
/// ```
/// use std::sync::Arc;
/// use weighbridge::id::InitiativeId;
/// use weighbridge::{present::slippage_sentence, programme::Initiative};
/// let moved = |end: &str| Arc::new(Initiative {
///     planned_end: "2026-09".parse().ok(),
///     new_end: end.parse().ok(),
///     ..Initiative::named(InitiativeId(1), "Depot")
/// });
/// assert_eq!(slippage_sentence(&[moved("2026-11"), moved("2027-06")]), "2 ends have moved, by 2 to 9 months.");
/// ```
#[must_use]
pub fn slippage_sentence(initiatives: &[Arc<Initiative>]) -> String {
    if initiatives.iter().all(|one| one.last_end().is_none()) {
        return String::new();
    }
    match moved_clause(initiatives) {
        Some(words) => format!("{words}."),
        None => "No end is recorded as moved.".to_owned(),
    }
}

/// Returns what the report's text says of counts, beside what is listed: "The report’s text counts 24 initiatives, not 28."
fn stated_counts(case: &Case) -> impl Iterator<Item = String> {
    let all = &case.programme.initiatives;
    case.programme.stated_counts.iter().map(|counted| {
        let status = counted.of.status();
        let listed = all.iter().filter(|one| status.is_none() || one.status == status).count();
        let kind = status.map_or_else(String::new, |status| format!("{} ", status.word()));
        let stated = usize::try_from(counted.stated).unwrap_or(usize::MAX);
        let said = count(stated, &format!("{kind}initiative"), &format!("{kind}initiatives"));
        let beside = if stated == listed { ", as listed".to_owned() } else { format!(", not {listed}") };
        format!("The report’s text counts {said}{beside}.")
    })
}

/// Returns what a reader must see beside the bar of an initiative: how far it is past its end, how it stands to the outside
/// date that leaves it least room where that is none, or how its end has moved. Empty where there is nothing.
#[must_use]
pub fn delivery_remark(initiative: &Initiative, as_at: Option<Date>) -> String {
    if let Some(months) = as_at.and_then(|as_at| initiative.months_over(as_at)) {
        return format!("{} over", months_words(months));
    }
    let least = initiative.slacks().iter().filter_map(|slack| slack.months).min();
    match (least, initiative.slip()) {
        (Some(0), _) => "no room before an outside date".to_owned(),
        (Some(months), _) if months < 0 => format!("{} after an outside date", months_words(-months)),
        (_, Some(Slip { months: Some(months), .. })) => format!("moved {}", way_words(months)),
        (_, Some(_)) => "moved".to_owned(),
        (_, None) => String::new(),
    }
}

/// Returns the room before a date that is set outside: "3 months before: Support contract ends".
#[must_use]
pub fn slack_words(slack: &Slack<'_>) -> String {
    let what = &slack.deadline.what;
    match slack.months {
        Some(0) => format!("no room: {what}"),
        Some(months) if months > 0 => format!("{} before: {what}", months_words(months)),
        Some(months) => format!("{} after: {what}", months_words(-months)),
        None => format!("{}: {what}", date(slack.deadline.date)),
    }
}

/// Returns by how many months something is later or earlier.
///
/// # Example
/// ```
/// use weighbridge::present::way_words;
/// assert_eq!([3, -1, 0].map(way_words), ["3 months later", "1 month earlier", "by less than a month"]);
/// ```
#[must_use]
pub fn way_words(months: i64) -> String {
    match months {
        0 => "by less than a month".to_owned(),
        1.. => format!("{} later", months_words(months)),
        _ => format!("{} earlier", months_words(-months)),
    }
}

fn months_words(months: i64) -> String {
    match usize::try_from(months) {
        Ok(0) | Err(_) => "less than a month".to_owned(),
        Ok(n) => count(n, "month", "months"),
    }
}

/// Returns "2 to 9 months", or one number where they are alike; `None` where there are none.
fn months_range(months: &[i64]) -> Option<String> {
    let (least, most) = (*months.iter().min()?, *months.iter().max()?);
    match (least, most) {
        _ if least == most => Some(months_words(most)),
        (..=0, _) => Some(format!("up to {}", months_words(most))),
        _ => Some(format!("{least} to {}", months_words(most))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InitiativeId;
    use crate::programme::{Counted, Milestone, MilestoneKind, StatedCount, Status};
    use crate::unknown::Unknown;

    fn due(name: &str, end: &str) -> Initiative {
        Initiative { planned_end: end.parse().ok(), ..Initiative::named(InitiativeId(1), name) }
    }

    fn case_of(all: Vec<Initiative>) -> Case {
        let mut case = Case::titled("t");
        case.programme.initiatives = all.into_iter().map(Arc::new).collect();
        case
    }

    #[test]
    fn the_headline_says_what_is_past_its_end_and_what_has_no_date() {
        let at: Option<Date> = "2014-12".parse().ok();
        let case = case_of(vec![due("Internet", "2014-07"), due("Email", ""), due("Wi-Fi", "2015-06")]);
        assert_eq!(
            delivery_headline(&case, at).finding,
            "3 initiatives, none with a status. Internet is 5 months past its end, and 1 has no end date."
        );
        let case = case_of(vec![due("Internet", "2014-07"), due("Email", "2014-11")]);
        assert_eq!(
            delivery_headline(&case, at).finding,
            "2 initiatives, none with a status. 2 are past their ends, by 1 to 5 months."
        );
        assert_eq!(delivery_headline(&case, None).finding, "2 initiatives, none with a status.");
    }

    #[test]
    fn the_meeting_is_named_where_it_is_the_date_of_reading() {
        let mut case = case_of(vec![Initiative { status: Some(Status::Green), ..due("Email", "2015-01") }]);
        case.context.data_date = "2014-12".parse().ok();
        case.context.meeting = "2015-02-10".parse().ok();
        assert_eq!(
            delivery_headline(&case, case.context.data_date).finding,
            "1 green initiative falls due by 10 February 2015, the date of the meeting, and has no end recorded."
        );
    }

    #[test]
    fn moves_are_counted_with_their_months_where_these_are_known() {
        let moved = |from: &str, to: &str| Arc::new(Initiative { new_end: to.parse().ok(), ..due("", from) });
        assert_eq!(slippage_sentence(&[moved("2014-07", "2014-07")]), "No end is recorded as moved.");
        assert_eq!(slippage_sentence(&[moved("", "")]), "");
        assert_eq!(slippage_sentence(&[moved("2014", "2015-02")]), "1 end has moved.");
        assert_eq!(slippage_sentence(&[moved("2014-07-30", "2014-08-02")]), "1 end has moved, by less than a month.");
        assert_eq!(
            slippage_sentence(&[moved("2014-07-30", "2014-08-02"), moved("2014-07", "2014-12")]),
            "2 ends have moved, by up to 5 months."
        );
        assert_eq!(
            slippage_sentence(&[moved("2014-07", "2014-12"), moved("2014-07", "2014-05")]),
            "2 ends have moved, by 5 months later or 2 months earlier."
        );
    }

    #[test]
    fn what_the_text_counts_stands_beside_what_is_listed() {
        let mut case = case_of(vec![Initiative { status: Some(Status::Red), ..due("Email", "") }, due("Wi-Fi", "")]);
        let stated = |of, stated| StatedCount { of, stated, source: String::new(), unknown: Unknown::new() };
        case.programme.stated_counts = vec![stated(Counted::Initiatives, 3), stated(Counted::Red, 1)];
        let found = delivery_headline(&case, None);
        assert_eq!(found.finding, "2 initiatives: 1 red and 1 without a status. 2 have no end date.");
        assert_eq!(
            found.beneath,
            "The report’s text counts 3 initiatives, not 2. The report’s text counts 1 red initiative, as listed."
        );
    }

    #[test]
    fn a_remark_says_the_worst_first() {
        let mut found = due("Telephony", "2021-03");
        let event = |when: &str, what: &str| Milestone {
            date: when.parse().unwrap(),
            what: what.to_owned(),
            kind: MilestoneKind::External,
            deadline: true,
            source: String::new(),
            unknown: Unknown::new(),
        };
        assert_eq!(delivery_remark(&found, None), "");
        found.milestones = vec![event("2021-03", "Support ends"), event("2021-06", "Licence ends")];
        assert_eq!(delivery_remark(&found, None), "no room before an outside date");
        found.milestones.push(event("2020-03", "Systems end"));
        assert_eq!(delivery_remark(&found, None), "12 months after an outside date");
        assert_eq!(delivery_remark(&found, "2021-05".parse().ok()), "2 months over");
        let words: Vec<String> = found.slacks().iter().map(slack_words).collect();
        assert_eq!(words, ["no room: Support ends", "3 months before: Licence ends", "12 months after: Systems end"]);
        let moved = Initiative { new_end: "2021-05".parse().ok(), ..due("Email", "2021-03") };
        assert_eq!(delivery_remark(&moved, None), "moved 2 months later");
    }
}
