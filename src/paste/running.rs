//! A table in running text, as a PDF gives it: no sign parts the cells, but each row ends in dates and a status, and the words
//! since the last row are its name.

use super::Separator;
use super::dates::{self, DateOrder, Rule};
use super::heads::head;
use super::sheet::Sheet;
use super::text::one_line;
use super::{Role, status};

/// A table made of running text: one row of headings and one row for each row of it.
pub(super) struct Running {
    pub(super) sheet: Sheet,
    /// Lines before the headings.
    pub(super) skipped: Vec<String>,
    /// How many lines the headings took.
    pub(super) n_head_lines: usize,
    /// Whether rows have two dates where the headings do not say which two.
    pub(super) asks: bool,
}

/// The end of a row: where it begins in its line, its dates and its status.
struct Tail {
    start: usize,
    dates: Vec<String>,
    status: String,
}

/// Words that headings are made of.
const HEAD_WORDS: [&str; 36] = [
    "description",
    "project",
    "projects",
    "name",
    "scheme",
    "initiative",
    "work",
    "stream",
    "workstream",
    "task",
    "action",
    "start",
    "planned",
    "end",
    "actual",
    "current",
    "status",
    "rag",
    "date",
    "due",
    "target",
    "completion",
    "finish",
    "title",
    "ref",
    "no",
    "forecast",
    "revised",
    "original",
    "delivery",
    "complete",
    "completed",
    "programme",
    "rating",
    "item",
    "begin",
];

/// Returns the table that stands in running text; `None` where none is found.
pub(super) fn running(sheet: &Sheet) -> Option<Running> {
    let lines: Vec<String> = sheet.rows.iter().map(|row| one_line(&row.concat())).collect();
    let heads = head_runs(&lines);
    let in_head = |at: usize| heads.iter().any(|(from, to)| (*from..*to).contains(&at));
    let first_head = heads.first().copied();
    let head_words: Vec<&str> = first_head
        .map(|(from, to)| lines[from..to].iter().flat_map(|line| line.split(' ')).collect())
        .unwrap_or_default();
    let roles = date_roles(&head_words);
    let needs_status = head_words.is_empty()
        || head_words
            .iter()
            .any(|word| ["status", "rag", "rating"].iter().any(|known| word.eq_ignore_ascii_case(known)));
    let mut found = vec![heading_row(&roles)];
    let mut skipped = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let (mut n_rows, mut asks) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            continue;
        }
        if in_head(at) {
            if first_head.is_some_and(|(from, _)| from == at) {
                skipped.extend(words.drain(..).map(str::to_owned));
            } else if heads.iter().any(|(from, _)| *from == at) {
                found.push(found[0].clone());
            }
            continue;
        }
        if is_page(line) {
            found.push(note(&roles, line));
            continue;
        }
        let Some(tail) = tail(line, needs_status) else {
            words.push(line);
            continue;
        };
        words.push(line[..tail.start].trim());
        let name = one_line(&words.join(" "));
        words.clear();
        n_rows += 1;
        asks |= tail.dates.len() == 2 && roles.len() != 2;
        let mut cells = vec![name];
        cells.extend((0..roles.len().max(tail.dates.len())).map(|at| tail.dates.get(at).cloned().unwrap_or_default()));
        cells.insert(roles.len() + 1, tail.status);
        found.push(cells);
    }
    if n_rows == 0 || (n_rows == 1 && first_head.is_none()) {
        return None;
    }
    found.extend(words.into_iter().map(|line| note(&roles, line)));
    let width = roles.len() + 2;
    let unseen = vec![super::sheet::Unseen::default(); found.len()];
    let total = sheet.unseen.iter().fold(super::sheet::Unseen::default(), |sum, one| sum.and(*one));
    let unseen = unseen.into_iter().enumerate().map(|(at, none)| if at == 1 { total } else { none }).collect();
    let n_head_lines = first_head.map_or(0, |(from, to)| to - from);
    Some(Running {
        sheet: Sheet { separator: Separator::Nothing, rows: found, unseen, width },
        skipped,
        n_head_lines,
        asks,
    })
}

fn heading_row(roles: &[Role]) -> Vec<String> {
    let name = |role: &Role| {
        match role {
            Role::Start => "Start",
            Role::ActualEnd => "Actual end",
            Role::EarlierEnd => "Original end",
            _ => "Planned end",
        }
        .to_owned()
    };
    std::iter::once("Name".to_owned()).chain(roles.iter().map(name)).chain(["Status".to_owned()]).collect()
}

/// With what a line that belongs to no row begins, to be read as a note.
pub(super) const NOTE: &str = "Note: ";

/// Words that belong to no row stand as a note.
fn note(roles: &[Role], line: &str) -> Vec<String> {
    let mut cells = vec![format!("{NOTE}{line}")];
    cells.resize(roles.len() + 2, String::new());
    cells
}

/// Returns the runs of lines that hold words of headings and nothing else, three words at least.
fn head_runs(lines: &[String]) -> Vec<(usize, usize)> {
    let is_head = |line: &String| {
        let mut words = line.split(' ').filter(|word| !word.is_empty()).peekable();
        words.peek().is_some()
            && words.all(|word| HEAD_WORDS.iter().any(|known| word.trim_matches(':').eq_ignore_ascii_case(known)))
    };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let from = at;
        while at < lines.len() && is_head(&lines[at]) {
            at += 1;
        }
        let n_words = lines[from..at].iter().flat_map(|line| line.split(' ')).count();
        if n_words >= 3 {
            runs.push((from, at));
        }
        at = at.max(from + 1);
    }
    runs
}

/// Returns what the dates of a row are, in the order of the headings.
fn date_roles(words: &[&str]) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let take = |n: usize| words.get(at..at + n).map(|words| words.join(" "));
        // "Planned End" before "Planned": the longer heading is meant.
        let found = [3, 2, 1].into_iter().find_map(|n| {
            let own = words.get(at..at + n)?;
            is_one_heading(own).then_some(())?;
            let role = head(&take(n)?, "")?.role;
            matches!(role, Role::Start | Role::PlannedEnd | Role::ActualEnd | Role::EarlierEnd).then_some((n, role))
        });
        match found {
            // "Target date" and then "Completion date": the second is when it ended.
            Some((n, Role::PlannedEnd)) if roles.contains(&Role::PlannedEnd) && !roles.contains(&Role::ActualEnd) => {
                roles.push(Role::ActualEnd);
                at += n;
            }
            Some((n, role)) if !roles.contains(&role) => {
                roles.push(role);
                at += n;
            }
            Some((n, _)) => at += n,
            None => at += 1,
        }
    }
    if roles.is_empty() { vec![Role::Start, Role::PlannedEnd, Role::ActualEnd] } else { roles }
}

/// Returns whether words of headings are one heading: a word, or words before what they qualify.
fn is_one_heading(words: &[&str]) -> bool {
    let small: Vec<String> = words.iter().map(|word| word.trim_matches(':').to_lowercase()).collect();
    let small: Vec<&str> = small.iter().map(String::as_str).collect();
    let qualifies = |word: &str| {
        matches!(
            word,
            "planned" | "actual" | "target" | "original" | "revised" | "forecast" | "current" | "delivery" | "due"
        )
    };
    match small[..] {
        [_] => true,
        [first, second] => {
            second == "date" || (qualifies(first) && matches!(second, "end" | "completion" | "finish" | "start"))
        }
        [first, "end" | "completion" | "finish" | "start", "date"] => qualifies(first),
        _ => false,
    }
}

/// Returns the end of a row in a line: dates with a status before or behind them, or two dates where no table has a status.
fn tail(line: &str, needs_status: bool) -> Option<Tail> {
    let mut starts = Vec::new();
    let mut at = 0;
    for word in line.split(' ') {
        starts.push((at, word));
        at += word.len() + 1;
    }
    let mut end = starts.len();
    let mut found = Tail { start: line.len(), dates: Vec::new(), status: String::new() };
    while end > 0 {
        let (start, word) = starts[end - 1];
        let is_outside = found.dates.is_empty() || end < starts.len();
        if found.status.is_empty()
            && is_outside
            && status::known(word).is_some()
            && (found.dates.is_empty() || word.len() > 1)
        {
            word.clone_into(&mut found.status);
            (found.start, end) = (start, end - 1);
            continue;
        }
        let Some(n) = n_date_words(&starts[..end], line) else { break };
        let (start, _) = starts[end - n];
        let (last, word) = starts[end - 1];
        found.dates.insert(0, line[start..last + word.len()].to_owned());
        (found.start, end) = (start, end - n);
    }
    let has_date = found.dates.iter().any(|text| !dates::is_nothing(text) && is_date(text));
    let n = found.dates.len();
    let is_row =
        has_date && n <= 5 && if needs_status { !found.status.is_empty() } else { n >= 2 || !found.status.is_empty() };
    is_row.then_some(found)
}

/// Returns of how many words a date is made at the end of some: the fewest, but a day before its month belongs to it unless it
/// numbers a phase.
fn n_date_words(words: &[(usize, &str)], line: &str) -> Option<usize> {
    let text = |n: usize| {
        let (start, _) = *words.get(words.len().checked_sub(n)?)?;
        let (last, word) = *words.last()?;
        Some(&line[start..last + word.len()])
    };
    let one = text(1)?;
    if is_date(one) || matches!(one.to_uppercase().as_str(), "TBC" | "TBD" | "ONGOING") {
        return Some(1);
    }
    let n = [2, 3].into_iter().find(|n| text(*n).is_some_and(is_date))?;
    let before = words.len().checked_sub(4).and_then(|at| words.get(at)).map(|(_, word)| word.to_lowercase());
    let numbers_a_part = before
        .is_some_and(|word| ["phase", "stage", "part", "tranche", "no", "lot"].contains(&word.trim_end_matches('.')));
    Some(if n == 2 && !numbers_a_part && text(3).is_some_and(is_date) { 3 } else { n })
}

fn is_date(text: &str) -> bool {
    let rule = Rule { order: DateOrder::DayFirst, refuses_open: false, is_start: false };
    let has_sign = text.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.') || text.matches('.').count() == 2;
    let begins = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    text.len() <= 20
        && has_sign
        && begins
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && dates::cell(text, rule).when.date.is_some()
}

/// Returns whether a line numbers a page.
fn is_page(line: &str) -> bool {
    let small = line.to_lowercase();
    let rest = small.strip_prefix("page ").unwrap_or(&small).replace(" of ", "");
    !rest.is_empty() && rest.len() <= 8 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

#[cfg(test)]
mod tests {
    use super::{Running, running};
    use crate::paste::sheet::Sheet;

    fn read(text: &str) -> Option<Running> {
        running(&Sheet::of(text))
    }

    #[test]
    fn rows_end_in_dates_and_a_status() {
        let found = read("Project Start End Status\nDepot phase 1 May-14 Oct-14 GREEN\nTown hall\nroof 4 May 2014 October 2015 RED\nPage 2 of 3\n").unwrap();
        assert_eq!(found.sheet.rows[1], ["Depot phase 1", "May-14", "Oct-14", "GREEN"]);
        assert_eq!(found.sheet.rows[2], ["Town hall roof", "4 May 2014", "October 2015", "RED"]);
        assert_eq!(found.sheet.rows[3][0], "Note: Page 2 of 3");
        assert!(!found.asks);
    }

    #[test]
    fn sentences_are_no_table() {
        assert!(read("The work began in May 2014.\nIt is green.\nIt ends in March 2015 or so.").is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn a_page_may_say_the_headings_again() {
        let text = "Appendix A\nDescription Start Planned\nEnd\nStatus\nHub May-14 Oct-14 GREEN\nDescription Start Planned\nEnd\nStatus\nYard May-14 Nov-14 RED";
        let found = read(text).unwrap();
        assert_eq!(found.skipped, ["Appendix A"]);
        assert_eq!((found.n_head_lines, found.sheet.rows.len()), (3, 4));
        assert_eq!(found.sheet.rows[2], found.sheet.rows[0]);
    }
}
