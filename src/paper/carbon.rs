//! The tables of carbon and social value: the budget year by year, the measures, what is counted and what it is worth.

use crate::case::Case;
use crate::date::Date;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::finite::Finite;
use crate::pence::Pence;
use crate::present::{budget_source_words, carbon_headline, carbon_outlook, carbon_remarks, runs_words, social_pounds};
use crate::programme::{CarbonLine, Confidence, Counting, Outlook, SocialState, counted};

const NOT_GIVEN: Cell = Cell::Missing("not given");

/// Returns whether a case says anything of carbon or of social value.
#[must_use]
pub fn says_carbon(case: &Case) -> bool {
    case.programme.carbon_plan.is_some()
        || case.carbon_lines().next().is_some()
        || case.social_values().next().is_some()
}

/// Returns everything about carbon and social value, read as at a date: how the budget stands, year by year, the measures, and
/// what is promised and delivered.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, exchange::document::Block, paper::carbon::carbon};
/// let said = carbon(&Case::titled("Depots"), None);
/// assert_eq!(said, [Block::Paragraph("No initiatives yet, and no carbon budget.".into())]);
/// ```
#[must_use]
pub fn carbon(case: &Case, as_at: Option<Date>) -> Vec<Block> {
    let said = std::iter::once(carbon_headline(case, as_at)).chain(carbon_remarks(case, as_at));
    let mut found = vec![Block::Paragraph(said.collect::<Vec<_>>().join(" "))];
    if let Some((plan, outlook)) = case.programme.carbon_plan.as_ref().zip(carbon_outlook(case, as_at)) {
        found.push(Block::Table(trajectory_table(&outlook)));
        let source = budget_source_words(plan);
        found.extend((!source.is_empty()).then_some(Block::Paragraph(source)));
    }
    let tables = [
        (case.carbon_lines().next().is_some(), measures_table(case)),
        (case.social_values().next().is_some(), social_table(case)),
        (case.social_values().next().is_some(), social_sums_table(case)),
    ];
    found.extend(tables.into_iter().filter(|(is_there, _)| *is_there).map(|(_, table)| Block::Table(table)));
    found
}

/// Returns the budget year by year, in tonnes: what was reported, what is expected without and with the measures, and what the
/// measures come to in both boundaries. The last row is the sum, where every year has a figure.
#[must_use]
pub fn trajectory_table(found: &Outlook) -> Table {
    let heads = ["Year", "Reported", "Base line", "Measures, council", "Measures, total", "Expected with measures"];
    let row = |year: &crate::programme::OutlookYear| {
        let reported = match (year.reported, year.is_missing) {
            (Some(t), _) => tonnes(t),
            (None, true) => Cell::Missing("not found"),
            (None, false) => Cell::EMPTY,
        };
        let measures = [year.measures.council, year.measures.total].map(tonnes);
        let [council, total] = measures;
        vec![Cell::text(year.year.to_string()), reported, known(year.base), council, total, known(year.planned)]
    };
    let mut rows: Vec<Vec<Cell>> = found.years.iter().map(row).collect();
    let reported = if found.is_complete() { tonnes(found.reported) } else { Cell::Missing("not all") };
    rows.push(vec![
        Cell::text("All years"),
        reported,
        known(found.base),
        tonnes(found.measures.council),
        tonnes(found.measures.total),
        known(found.planned),
    ]);
    if let Some(limit) = found.limit {
        let budget = vec![Cell::text("Budget"), Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, tonnes(limit)];
        rows.push(budget);
    }
    if let Some(to_find) = found.to_find {
        let to_find = Cell::Number { value: to_find, decimals: decimals(to_find), signed: true };
        let row = vec![Cell::text("Above the budget"), Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, Cell::EMPTY, to_find];
        rows.push(row);
    }
    let heads = heads.map(str::to_owned).to_vec();
    Table { caption: "Carbon budget, tonnes within the council’s boundary".to_owned(), heads, rows }
}

fn decimals(t: f64) -> usize {
    usize::from(t.abs() < 100.0 && (t - libm::round(t)).abs() > 0.05)
}

fn tonnes(t: f64) -> Cell {
    Cell::number(t, decimals(t))
}

fn known(t: Option<f64>) -> Cell {
    t.map_or(NOT_GIVEN, tonnes)
}

fn typed(figure: Option<Finite>) -> Cell {
    figure.map_or(NOT_GIVEN, |figure| Cell::as_typed(figure.get()))
}

/// Returns the measures of all initiatives, one a row, with whether each counts and why not. Columns in which nothing stands are
/// left out, but for those of both boundaries.
#[must_use]
pub fn measures_table(case: &Case) -> Table {
    let all: Vec<_> = case.carbon_lines().collect();
    let lines: Vec<&CarbonLine> = all.iter().map(|(_, line)| *line).collect();
    let counts = |counting: Counting| match counting {
        Counting::Counts => "yes".to_owned(),
        Counting::InPlan => "no: in the base line already".to_owned(),
        Counting::SameAs(other) => format!("no: same tonnes as {}", lines[other].what),
    };
    let heads = [
        "Initiative",
        "Measure",
        "Runs",
        "Council, t a year",
        "Total, t a year",
        "Total between",
        "Once, t",
        "kWh a year",
        "Electricity at its factor, t",
        "Rests on",
        "Counts",
        "Source",
    ];
    let optional = |figure: Option<Finite>| figure.map_or(Cell::EMPTY, |figure| Cell::as_typed(figure.get()));
    let rows = all.iter().zip(counted(&lines)).map(|((initiative, line), counting)| {
        let between = line.low_t.zip(line.high_t).map_or(Cell::EMPTY, |(low, high)| {
            let decimals = decimals(low.get()).max(decimals(high.get()));
            Cell::Range { low: low.get(), high: high.get(), decimals }
        });
        vec![
            Cell::text(initiative.name.clone()),
            Cell::text(line.what.clone()),
            Cell::text(runs_words(line.from, line.to)),
            typed(line.council_t),
            typed(line.total_t),
            between,
            optional(line.one_off_total_t),
            optional(line.kwh),
            line.electricity_t().map_or(Cell::EMPTY, tonnes),
            line.confidence.map(Confidence::word).map_or(Cell::EMPTY, Cell::text),
            Cell::text(counts(counting)),
            if line.source.is_empty() { NOT_GIVEN } else { Cell::text(line.source.clone()) },
        ]
    });
    let kept = ["Initiative", "Measure", "Council, t a year", "Total, t a year", "Counts", "Source"];
    without_empty("Carbon measures, tonnes: negative where they are saved", &heads, &kept, &rows.collect::<Vec<_>>())
}

fn without_empty(caption: &str, heads: &[&str], kept: &[&str], rows: &[Vec<Cell>]) -> Table {
    let is_empty = |cell: &Cell| *cell == Cell::EMPTY || *cell == Cell::text("");
    let stays: Vec<usize> = (0..heads.len())
        .filter(|at| kept.contains(&heads[*at]) || rows.iter().any(|row| !is_empty(&row[*at])))
        .collect();
    Table {
        caption: caption.to_owned(),
        heads: stays.iter().map(|at| heads[*at].to_owned()).collect(),
        rows: rows.iter().map(|row| stays.iter().map(|at| row[*at].clone()).collect()).collect(),
    }
}

/// Returns social value, one line a row, with how its pounds come about; promised and delivered in columns of their own.
#[must_use]
pub fn social_table(case: &Case) -> Table {
    let heads = [
        "Initiative",
        "What is counted",
        "How many",
        "Unit",
        "Runs",
        "Its doing",
        "Would have come anyway",
        "One is worth",
        "Promised",
        "Delivered",
        "Source of the value",
    ];
    let share = |share: Option<Finite>| {
        let words =
            |share: Finite| Cell::text(format!("{}%", crate::print::as_typed(libm::round(share.get() * 1e8) / 1e6)));
        share.map_or(NOT_GIVEN, words)
    };
    let sum = |sum: Option<Pence>, missing: &'static str| {
        sum.map_or(Cell::Missing(missing), |sum| Cell::Money { sum, unit: None })
    };
    let rows = case.social_values().map(|(initiative, one)| {
        let proxy = case.proxy(one.proxy);
        let pounds = proxy.and_then(|proxy| one.pounds(proxy));
        let column = |state| if one.state == state { sum(pounds, "cannot be said") } else { Cell::EMPTY };
        let words = |read: fn(&crate::programme::Proxy) -> &String| proxy.map_or("", |proxy| read(proxy)).to_owned();
        let sources = proxy.map_or_else(String::new, |proxy| {
            let said = [&proxy.source, &proxy.edition, &proxy.place].map(String::as_str);
            said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
        });
        vec![
            Cell::text(initiative.name.clone()),
            Cell::text(words(|proxy| &proxy.measure)),
            typed(one.quantity),
            Cell::text(words(|proxy| &proxy.unit)),
            Cell::text(runs_words(one.from, one.to)),
            share(one.attribution),
            share(one.deadweight),
            sum(proxy.and_then(|proxy| proxy.value), "not given"),
            column(SocialState::Promised),
            column(SocialState::Delivered),
            if sources.is_empty() { NOT_GIVEN } else { Cell::text(sources) },
        ]
    });
    let kept = ["Initiative", "What is counted", "How many", "Promised", "Delivered", "Source of the value"];
    without_empty(
        "Social value: promised and delivered are not added to each other",
        &heads,
        &kept,
        &rows.collect::<Vec<_>>(),
    )
}

/// Returns what initiatives promise and have delivered in pounds, beside what they cost, for those that have social value. The
/// pounds are of another kind than the cost and are not added to it.
#[must_use]
pub fn social_sums_table(case: &Case) -> Table {
    let heads =
        ["Initiative", "Promised", "Delivered", "Cost, all years", "Promised, % of cost", "Delivered, % of cost"];
    let rows = case.programme.initiatives.iter().filter(|initiative| !initiative.social_value.is_empty());
    let rows = rows.map(|initiative| {
        let sums = SocialState::ALL.map(|state| social_pounds(case, initiative, state));
        let cost = initiative.budget;
        let money =
            |sum: Option<Pence>, missing| sum.map_or(Cell::Missing(missing), |sum| Cell::Money { sum, unit: None });
        let share = |sum: Option<Pence>| match sum.zip(cost.filter(|cost| cost.get() > 0)) {
            Some((sum, cost)) => Cell::number(100.0 * sum.get() as f64 / cost.get() as f64, 0),
            None => Cell::EMPTY,
        };
        let [promised, delivered] = sums;
        vec![
            Cell::text(initiative.name.clone()),
            money(promised, "none in pounds"),
            money(delivered, "none in pounds"),
            money(cost, "not given"),
            share(promised),
            share(delivered),
        ]
    });
    let kept = ["Initiative", "Promised", "Delivered", "Cost, all years"];
    without_empty("Social value beside cost, which it is not added to", &heads, &kept, &rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::{measures_table, social_sums_table, social_table, trajectory_table};
    use crate::case::Case;
    use crate::finite::Finite;
    use crate::id::{CarbonLineId, InitiativeId, ProxyId, SocialValueId};
    use crate::pence::Pence;
    use crate::programme::{CarbonLine, CarbonPlan, Initiative, PlanYear, Proxy, SocialState, SocialValue, outlook};
    use std::sync::Arc;

    fn printed(table: &crate::exchange::table::Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.iter().map(crate::exchange::cell::Cell::print).collect()).collect()
    }

    #[test]
    fn years_without_a_figure_say_so_and_are_not_added() {
        let year = |text: &str, t| PlanYear { reported_t: Finite::new(t), ..PlanYear::of(text.parse().unwrap()) };
        let plan = CarbonPlan {
            from: "2020/21".parse().ok(),
            to: "2022/23".parse().ok(),
            limit_t: Finite::new(60.0),
            years: vec![year("2020/21", 25.5), year("2022/23", 22.0)],
            ..CarbonPlan::default()
        };
        let rows = printed(&trajectory_table(&outlook(&plan, &[], None)));
        assert_eq!(rows[0][..3], ["2020/21", "25.5", "not given"]);
        assert_eq!(rows[1][1], "not found");
        assert_eq!(rows[3][..2], ["All years", "not all"]);
        assert_eq!(rows[4].last().map(String::as_str), Some("60"));
    }

    #[test]
    fn promised_and_delivered_stand_apart_and_no_pounds_come_from_gaps() {
        let mut case = Case::titled("t");
        let sourced = |id, source: &str| Proxy {
            value: Pence::from_pounds(1_000),
            source: source.to_owned(),
            edition: "2026".to_owned(),
            ..Proxy::named(ProxyId(id), "Jobs")
        };
        case.proxies = vec![Arc::new(sourced(1, "Invented")), Arc::new(sourced(2, ""))];
        let (share, none) = (Finite::new(0.5), Finite::new(0.0));
        let one = |id, proxy, state| SocialValue {
            state,
            quantity: Finite::new(4.0),
            attribution: share,
            deadweight: none,
            ..SocialValue::by(SocialValueId(id), ProxyId(proxy))
        };
        let mut depot = Initiative { budget: Pence::from_pounds(4_000), ..Initiative::named(InitiativeId(3), "Depot") };
        depot.social_value =
            vec![one(4, 1, SocialState::Promised), one(5, 1, SocialState::Delivered), one(6, 2, SocialState::Promised)];
        depot.carbon.lines = vec![CarbonLine { in_plan: true, ..CarbonLine::named(CarbonLineId(7), "Lights") }];
        case.programme.initiatives = vec![Arc::new(depot)];
        let rows = printed(&social_table(&case));
        let promised = social_table(&case).heads.iter().position(|head| head == "Promised").unwrap();
        let pair = |row: usize| [rows[row][promised].as_str(), rows[row][promised + 1].as_str()];
        assert_eq!([pair(0), pair(1), pair(2)], [["£2,000", ""], ["", "£2,000"], ["cannot be said", ""]]);
        assert_eq!(printed(&social_sums_table(&case))[0], ["Depot", "£2,000", "£2,000", "£4,000", "50", "50"]);
        let measures = measures_table(&case);
        assert_eq!(
            measures.heads,
            ["Initiative", "Measure", "Council, t a year", "Total, t a year", "Counts", "Source"]
        );
        assert_eq!(printed(&measures)[0][2..5], ["not given", "not given", "no: in the base line already"]);
    }
}
