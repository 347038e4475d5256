//! What has moved in a programme since an older state of it, or since an older file on the same programme: ends, statuses,
//! what has gone, what is new, and the money of the year.

use super::matching::{Things, pair};
use crate::date::Date;
use crate::id::InitiativeId;
use crate::order::sort_by;
use crate::pence::Pence;
use crate::present::{count, decimal, money, way_words};
use crate::programme::{ColumnRole, EarlierEnd, Initiative, LineKind, MoneyTable, Programme, Status, months_between};
use crate::spelling::folded;
use crate::unknown::Unknown;
use std::collections::{BTreeMap, BTreeSet};

/// What has moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Initiatives of both whose end or status differs, in the order of the newer.
    pub moved: Vec<Move>,
    /// How many are in both.
    pub n_matched: usize,
    /// The names of those that are in the older only.
    pub gone: Vec<String>,
    /// The names of those that are in the newer only.
    pub new: Vec<String>,
    /// Money of tables that are in both.
    pub money: Vec<MoneyMove>,
}

/// What has moved of one initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its id in the newer.
    pub id: InitiativeId,
    /// What it is called in the newer.
    pub name: String,
    /// What the older calls it, where that is another name.
    pub was_named: Option<String>,
    /// The ends of the older and the newer, where they differ for certain.
    pub ends: Option<[Option<Date>; 2]>,
    /// The statuses of the older and the newer, where they differ.
    pub statuses: Option<[Option<Status>; 2]>,
    /// The end of the older, where the newer does not record it yet.
    pub to_keep: Option<Date>,
}

/// How money of a table differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyMove {
    /// The title of the table in the newer.
    pub table: String,
    /// Which money.
    pub role: ColumnRole,
    /// Its year; empty where the column names none.
    pub period: String,
    /// By how many pence it is more now.
    pub change: i64,
}

/// The money that is compared, the most telling first; of each table the first that both state.
const MONEY: [ColumnRole; 5] =
    [ColumnRole::Forecast, ColumnRole::Revised, ColumnRole::Approved, ColumnRole::AllForecast, ColumnRole::AllBudget];

/// Returns what has moved from an older programme to a newer one.
///
/// Initiatives are the same where id and name agree, else where their name does, whatever its capitals and signs. By the id
/// alone they are only where the two share ids: where most of what is paired by name has the same id in both. In files that
/// were made apart, the same number stands for different things.
///
/// # Example
/// ```
/// use weighbridge::compare::moves;
/// use weighbridge::id::InitiativeId;
/// use weighbridge::programme::{Initiative, Programme};
/// let due = |end: &str| Programme {
///     initiatives: vec![Initiative { planned_end: end.parse().ok(), ..Initiative::named(InitiativeId(1), "Depot") }.into()],
///     ..Programme::default()
/// };
/// let found = moves(&due("2026-09"), &due("2026-12"));
/// assert_eq!(found.sentence("June 2026"), "Since June 2026: 1 end moved, 3 months later.");
/// ```
#[must_use]
pub fn moves(older: &Programme, newer: &Programme) -> Moves {
    let names = |programme: &Programme| -> Vec<String> {
        programme.initiatives.iter().map(|found| folded(&found.name)).collect()
    };
    let (old_names, new_names) = (names(older), names(newer));
    told(older, newer, &paired(&things(older, &old_names), &things(newer, &new_names)))
}

/// Returns what has moved where it is known which initiative of the newer is which of the older.
pub(super) fn told(older: &Programme, newer: &Programme, pairs: &BTreeMap<InitiativeId, InitiativeId>) -> Moves {
    let old: BTreeMap<InitiativeId, &Initiative> =
        older.initiatives.iter().map(|found| (found.id, found.as_ref())).collect();
    let before = |found: &Initiative| pairs.get(&found.id).and_then(|id| old.get(id)).copied();
    let matched: BTreeSet<InitiativeId> = pairs.values().copied().collect();
    let name = |found: &Initiative| found.name.clone();
    Moves {
        moved: newer.initiatives.iter().filter_map(|found| moved(before(found)?, found)).collect(),
        n_matched: pairs.len(),
        gone: older.initiatives.iter().filter(|found| !matched.contains(&found.id)).map(|found| name(found)).collect(),
        new: newer.initiatives.iter().filter(|found| before(found).is_none()).map(|found| name(found)).collect(),
        money: newer.tables.iter().filter_map(|table| money_move(older, newer, table)).collect(),
    }
}

fn things<'a>(programme: &Programme, names: &'a [String]) -> Things<'a> {
    programme.initiatives.iter().zip(names).map(|(found, name)| (found.id.0, name.as_str())).collect()
}

/// Returns the older id of each newer one that is in both.
fn paired(older: &Things<'_>, newer: &Things<'_>) -> BTreeMap<InitiativeId, InitiativeId> {
    let mut found = BTreeMap::new();
    pair(older, newer, &mut found);
    let old_names: BTreeMap<u64, &str> = older.iter().map(|(id, name)| (u64::from(*id), *name)).collect();
    let new_names: BTreeMap<u32, &str> = newer.iter().copied().collect();
    let by_name: BTreeSet<u32> =
        found.iter().filter(|(new, old)| new_names.get(new) == old_names.get(old)).map(|(new, _)| *new).collect();
    let n_same = by_name.iter().filter(|new| found.get(new) == Some(&u64::from(**new))).count();
    let shares_ids = 2 * n_same > by_name.len();
    let pairs = found.into_iter().filter(|(new, _)| shares_ids || by_name.contains(new));
    pairs.filter_map(|(new, old)| Some((InitiativeId(new), InitiativeId(u32::try_from(old).ok()?)))).collect()
}

fn moved(before: &Initiative, now: &Initiative) -> Option<Move> {
    let pair = [before.expected_end(), now.last_end()];
    let differ = match pair {
        [Some(from), Some(to)] => from.is_after(to) || to.is_after(from),
        [from, to] => from != to,
    };
    let ends = differ.then_some(pair);
    let statuses = (before.status != now.status).then_some([before.status, now.status]);
    let is_known =
        |end: &Date| now.planned_end == Some(*end) || now.earlier_ends.iter().any(|known| known.date == *end);
    let to_keep = before.expected_end().filter(|end| differ && !is_known(end));
    (differ || statuses.is_some()).then(|| Move {
        id: now.id,
        name: now.name.clone(),
        was_named: (before.name != now.name).then(|| before.name.clone()),
        ends,
        statuses,
        to_keep,
    })
}

/// Returns how the money of a table differs from that of the older table with its title, or of the only one of its kind.
fn money_move(older: &Programme, newer: &Programme, table: &MoneyTable) -> Option<MoneyMove> {
    let is_named = |other: &&MoneyTable| folded(&other.title) == folded(&table.title);
    let of_kind = |programme: &Programme| programme.tables.iter().filter(|other| other.basis == table.basis).count();
    let is_only = of_kind(older) == 1 && of_kind(newer) == 1;
    let tables = || older.tables.iter().map(AsRef::as_ref);
    let before = tables().find(is_named).or_else(|| tables().find(|other| is_only && other.basis == table.basis))?;
    let of_role = |role: ColumnRole| {
        let column = table.columns.iter().position(|column| column.role == role)?;
        let period = &table.columns[column].period;
        let same = before.columns.iter().position(|other| other.role == role && other.period == *period)?;
        let change = total(table, column)?.saturating_sub(total(before, same)?);
        Some(MoneyMove { table: table.title.clone(), role, period: period.clone(), change })
    };
    MONEY.into_iter().find_map(of_role).filter(|found| found.change != 0)
}

/// Returns the printed total of a column, or the sum of its lines where none is printed.
fn total(table: &MoneyTable, column: usize) -> Option<i64> {
    let figure = |line: &crate::programme::MoneyLine| line.figures.get(column).copied().flatten().map(Pence::get);
    let printed = table.lines.iter().filter(|line| line.kind == LineKind::Total).find_map(figure);
    let lines = || table.lines.iter().filter(|line| matches!(line.kind, LineKind::Line | LineKind::Unallocated));
    let sum =
        || lines().any(|line| figure(line).is_some()).then(|| lines().filter_map(figure).fold(0, i64::saturating_add));
    printed.or_else(sum)
}

impl Move {
    /// Returns by how many months the end is later, negative where it is earlier; `None` where one of the two is missing or
    /// they do not say months.
    #[must_use]
    pub fn months(&self) -> Option<i64> {
        let [from, to] = self.ends?;
        months_between(from?, to?)
    }

    /// Returns whether the status is better than before, or worse; `None` where it is as before, or one of the two is missing.
    #[must_use]
    pub fn is_better(&self) -> Option<bool> {
        let [from, to] = self.statuses?;
        Some(to?.rank() > from?.rank())
    }

    fn has_both_ends(&self) -> bool {
        self.ends.is_some_and(|[from, to]| from.is_some() && to.is_some())
    }
}

impl Moves {
    /// Returns how many ends are others than before.
    #[must_use]
    pub fn n_ends(&self) -> usize {
        self.moved.iter().filter(|found| found.has_both_ends()).count()
    }

    /// Returns the median of the months by which ends have moved, earlier ones negative; `None` where none says months.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn median(&self) -> Option<f64> {
        let mut months: Vec<i64> = self.moved.iter().filter_map(Move::months).collect();
        sort_by(&mut months, &mut i64::cmp);
        let middle = months.len() / 2;
        let upper = *months.get(middle)? as f64;
        let is_even = months.len().is_multiple_of(2);
        Some(if is_even { f64::midpoint(upper, months[middle - 1] as f64) } else { upper })
    }

    /// Returns what has moved as a sentence. `since` says of when the older is, or names it.
    #[must_use]
    pub fn sentence(&self, since: &str) -> String {
        let better = self.moved.iter().filter(|found| found.is_better() == Some(true)).count();
        let worse = self.moved.iter().filter(|found| found.is_better() == Some(false)).count();
        let mut said: Vec<String> = self.ends_clause().into_iter().collect();
        let counted = [
            (self.gone.len(), "has gone", "have gone"),
            (self.new.len(), "is new", "are new"),
            (better, "stands better", "stand better"),
            (worse, "stands worse", "stand worse"),
        ];
        said.extend(counted.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)));
        let said = match said.as_slice() {
            [] if self.n_matched == 0 => vec!["none of the initiatives is in both".to_owned()],
            [] => vec![format!(
                "no end and no status of {} has moved",
                count(self.n_matched, "initiative", "initiatives")
            )],
            _ => said,
        };
        let money = self.money.iter().map(MoneyMove::words);
        let parts: Vec<String> = std::iter::once(said.join(", ")).chain(money).collect();
        format!("Since {since}: {}.", parts.join("; "))
    }

    fn ends_clause(&self) -> Option<String> {
        let n = self.n_ends();
        let median = self.median().map_or_else(String::new, |median| {
            let whole = median.abs().fract() < 0.25;
            #[allow(clippy::cast_possible_truncation)]
            let words = if whole { way_words(median as i64) } else { half_months(median) };
            if n == 1 { format!(", {words}") } else { format!(" (median {words})") }
        });
        (n > 0).then(|| format!("{}{median}", count(n, "end moved", "ends moved")))
    }

    /// Returns the ends of before that the newer does not record yet, as they are kept.
    #[must_use]
    pub fn to_keep(&self, as_at: Option<Date>, source: &str) -> Vec<(InitiativeId, EarlierEnd)> {
        let end = |found: &Move| {
            let date = found.to_keep?;
            Some((found.id, EarlierEnd { date, as_at, source: source.to_owned(), unknown: Unknown::new() }))
        };
        self.moved.iter().filter_map(end).collect()
    }
}

/// Returns months with a half, as the median of two may be.
fn half_months(months: f64) -> String {
    format!("{} months {}", decimal(months.abs(), 1), if months > 0.0 { "later" } else { "earlier" })
}

impl MoneyMove {
    /// Returns it as the clause of a sentence: "£700k more in the forecast of 2014/15 (Capital)".
    #[must_use]
    pub fn words(&self) -> String {
        let sum = Pence::new(self.change.abs()).map_or_else(String::new, money);
        let more = if self.change > 0 { "more" } else { "less" };
        let of = if self.period.is_empty() { String::new() } else { format!(" of {}", self.period) };
        format!("{sum} {more} in the {}{of} ({})", self.role.word().to_lowercase(), self.table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn one(id: u32, name: &str, end: &str, status: Option<Status>) -> Initiative {
        Initiative { status, planned_end: end.parse().ok(), ..Initiative::named(InitiativeId(id), name) }
    }

    fn programme(all: Vec<Initiative>) -> Programme {
        Programme { initiatives: all.into_iter().map(Arc::new).collect(), ..Programme::default() }
    }

    #[test]
    fn ends_statuses_what_has_gone_and_what_is_new_are_told() {
        let (red, green, done) = (Some(Status::Red), Some(Status::Green), Some(Status::Complete));
        let older = programme(vec![
            one(1, "Email", "2014-07", green),
            one(2, "Internet", "2014-07", red),
            one(3, "Storage", "2014-09", green),
            one(4, "Fax", "2014-09", green),
            one(5, "Tokens", "2014-09", green),
        ]);
        let newer = programme(vec![
            one(1, "Email", "2014-10", red),
            one(2, "Internet", "2014-09", green),
            one(3, "Storage", "2014-09", done),
            Initiative { actual_end: "2014-10".parse().ok(), ..one(5, "Tokens", "2014-09", done) },
            one(6, "Wi-Fi", "2015-01", green),
        ]);
        let found = moves(&older, &newer);
        assert_eq!(
            found.sentence("July 2014"),
            "Since July 2014: 3 ends moved (median 2 months later), 1 has gone, 1 is new, 3 stand better, 1 stands worse."
        );
        assert_eq!(
            (found.n_matched, found.gone.as_slice(), found.new.as_slice()),
            (4, &["Fax".to_owned()][..], &["Wi-Fi".to_owned()][..])
        );
        // The planned end of what has ended late is recorded as it is.
        let kept = found.to_keep("2014-06".parse().ok(), "old.json");
        let kept: Vec<(u32, String)> = kept.iter().map(|(id, end)| (id.0, end.date.to_string())).collect();
        assert_eq!(kept, [(1, "2014-07".to_owned()), (2, "2014-07".to_owned())]);
    }

    #[test]
    fn files_that_were_made_apart_are_matched_by_name_and_never_by_number() {
        let older = programme(vec![
            one(1, "E-mail", "2014-07", None),
            one(2, "Fax", "2014-07", None),
            one(3, "Wi-Fi", "2014-07", None),
        ]);
        let newer = programme(vec![
            one(3, "E-MAIL ", "2014-09", None),
            one(1, "Wi-Fi", "2014-07", None),
            one(2, "Tokens", "2015-01", None),
        ]);
        let found = moves(&older, &newer);
        assert_eq!(found.sentence("July 2014"), "Since July 2014: 1 end moved, 2 months later, 1 has gone, 1 is new.");
        assert_eq!(found.moved[0].was_named.as_deref(), Some("E-mail"));
        // Where the numbers are shared, one that was renamed is the same.
        let older = programme(vec![
            one(1, "E-mail", "2014-07", None),
            one(2, "Fax", "2014-07", None),
            one(3, "Wi-Fi", "2014-07", None),
        ]);
        let newer = programme(vec![
            one(1, "E-mail", "2014-07", None),
            one(2, "Tokens", "2014-10", None),
            one(3, "Wi-Fi", "2014-07", None),
        ]);
        let found = moves(&older, &newer);
        assert_eq!(found.sentence("then"), "Since then: 1 end moved, 3 months later.");
        assert_eq!(found.moved[0].was_named.as_deref(), Some("Fax"));
    }

    #[test]
    fn what_may_be_the_same_day_has_not_moved_and_a_median_may_have_a_half() {
        let older = programme(vec![
            one(1, "A", "2014-07", None),
            one(2, "B", "2014", None),
            one(3, "C", "2014-01", None),
            one(4, "D", "", None),
        ]);
        let newer = programme(vec![
            one(1, "A", "2014-07-30", None),
            one(2, "B", "2014-12", None),
            one(3, "C", "2014-01", None),
            one(4, "D", "", None),
        ]);
        assert_eq!(
            moves(&older, &newer).sentence("then"),
            "Since then: no end and no status of 4 initiatives has moved."
        );
        assert_eq!(moves(&older, &Programme::default()).sentence("then"), "Since then: 4 have gone.");
        assert_eq!(
            moves(&Programme::default(), &Programme::default()).sentence("then"),
            "Since then: none of the initiatives is in both."
        );
        let newer = programme(vec![
            one(1, "A", "2014-08", None),
            one(3, "C", "2014-03", None),
            one(2, "B", "2014", None),
            one(4, "D", "2015", None),
        ]);
        let found = moves(&older, &newer);
        assert_eq!(found.sentence("then"), "Since then: 2 ends moved (median 1.5 months later).");
        assert_eq!(found.moved.len(), 3, "an end that is new is listed and not counted as moved");
    }

    #[test]
    fn an_end_that_is_recorded_is_not_kept_again() {
        let older = programme(vec![one(1, "A", "2014-07", None)]);
        let mut now = one(1, "A", "2014-09", None);
        let found = moves(&older, &programme(vec![now.clone()]));
        now.earlier_ends = found.to_keep(None, "").into_iter().map(|(_, end)| end).collect();
        assert_eq!(now.earlier_ends.len(), 1);
        assert!(moves(&older, &programme(vec![now])).to_keep(None, "").is_empty());
    }
}
