//! The set that was chosen, for the paper: what it comes to, what is in it at which cost, what is left out and why, when its money
//! falls, how it is delivered and what its tonnes leave of the carbon budget.

use super::portfolio::amount;
use crate::case::Case;
use crate::date::Date;
use crate::exchange::cell::Cell;
use crate::exchange::document::Block;
use crate::exchange::table::Table;
use crate::pence::Pence;
use crate::present::{
    Choice, Kept, kept_headline, kept_sentences, left_out_words, set_carbon_sentences, set_delivery_sentences,
    set_money, set_money_sentences, set_tonnes_by_year, within_words,
};
use crate::print::{capitalised, list};

/// Millionths of a point in one point.
const UNIT: f64 = 1e6;

/// Returns everything about the sets that a case keeps, one portfolio after the other.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, exchange::document::Block, paper::kept::chosen_sets};
/// let found = chosen_sets(&Case::titled("Depots"), None);
/// assert_eq!(found, [Block::Paragraph("No set of initiatives is kept.".into())]);
/// ```
#[must_use]
pub fn chosen_sets(case: &Case, as_at: Option<Date>) -> Vec<Block> {
    let summary = case.alignment();
    let all = Kept::all(case, &summary);
    if all.is_empty() {
        return vec![Block::Paragraph("No set of initiatives is kept.".to_owned())];
    }
    all.iter().flat_map(|kept| of_one(kept, as_at)).collect()
}

/// Returns everything about one kept set.
#[must_use]
pub fn of_one(kept: &Kept<'_>, as_at: Option<Date>) -> Vec<Block> {
    let choice = kept.choice();
    let set = &kept.standing.set.members;
    let said = [kept_headline(kept), within_words(&choice), tied_words(&choice)];
    let said = said.into_iter().chain(kept_sentences(kept)).filter(|words| !words.is_empty());
    let mut found = vec![
        Block::Subheading(kept.portfolio.title.clone()),
        Block::Paragraph(said.collect::<Vec<_>>().join(" ")),
        Block::Table(kept_table(kept)),
    ];
    let left = left_table(kept);
    if !left.rows.is_empty() {
        found.push(Block::Table(left));
    }
    let against = [
        set_delivery_sentences(&choice, set, as_at),
        set_money_sentences(&choice, set),
        set_carbon_sentences(&choice, set, as_at),
    ];
    found.extend(against.into_iter().filter(|said| !said.is_empty()).map(|said| Block::Paragraph(said.join(" "))));
    let years = money_table(&choice, set);
    if !years.rows.is_empty() {
        found.push(Block::Table(years));
    }
    let tonnes = tonnes_table(choice.case, set);
    if !tonnes.rows.is_empty() {
        found.push(Block::Table(tonnes));
    }
    found
}

/// "In by decision: Depot. Out by decision: Link road. Only one of: A and B. A goes only with B."
#[must_use]
pub fn tied_words(choice: &Choice<'_>) -> String {
    let portfolio = choice.portfolio;
    let name = |id: &crate::id::InitiativeId| choice.case.initiative(*id).map_or("initiative", |one| one.name.as_str());
    let named = |ids: &[crate::id::InitiativeId]| list(&ids.iter().map(name).collect::<Vec<&str>>());
    let mut said = Vec::new();
    if !portfolio.must.is_empty() {
        said.push(format!("In by decision: {}.", named(&portfolio.must)));
    }
    if !portfolio.must_not.is_empty() {
        said.push(format!("Out by decision: {}.", named(&portfolio.must_not)));
    }
    said.extend(portfolio.one_of.iter().map(|set| format!("Only one of {}.", named(set))));
    said.extend(portfolio.needs.iter().map(|(one, other)| format!("{} goes only with {}.", name(one), name(other))));
    if let Some(least) = portfolio.least_coverage {
        let share = crate::print::as_typed(libm::round(least.get() * 1e6) / 1e4);
        said.push(format!("At least {share}% of the goals that apply had to be looked at."));
    }
    if portfolio.harm_answered {
        said.push("Large harm had to have an answer.".to_owned());
    }
    said.join(" ")
}

/// Returns what is in the set, with its points, what a look could add, its harm and what each takes of every limit; then the sums
/// and the limits.
#[must_use]
pub fn kept_table(kept: &Kept<'_>) -> Table {
    let (choice, field, now) = (kept.choice(), &kept.field, &kept.standing);
    let caps = (0..field.caps.len()).map(|cap| capitalised(&choice.cap_name(cap)));
    let heads = ["Initiative", "Points", "Could add", "Harm"].map(str::to_owned).into_iter().chain(caps).collect();
    let row = |at: &usize| {
        let own = &field.candidates[*at];
        let costs = own.costs.iter().enumerate();
        let costs = costs.map(|(cap, cost)| cost.map_or(Cell::Missing("not given"), |cost| amount(&choice, cap, cost)));
        let first = [
            Cell::text(choice.name(*at)),
            Cell::points(field.worth(*at) as f64 / UNIT),
            Cell::points(field.headroom(*at) as f64 / UNIT),
            Cell::points(own.harm),
        ];
        first.into_iter().chain(costs).collect()
    };
    let mut rows: Vec<Vec<Cell>> = now.set.members.iter().map(row).collect();
    let sums = now.set.costs.iter().enumerate().map(|(cap, taken)| amount(&choice, cap, *taken));
    let first = [
        Cell::text("All of the set"),
        Cell::points(now.set.value as f64 / UNIT),
        Cell::points(now.headroom as f64 / UNIT),
        Cell::points(now.harm),
    ];
    rows.push(first.into_iter().chain(sums).collect());
    if !field.caps.is_empty() {
        let limits = field.caps.iter().enumerate().map(|(cap, found)| amount(&choice, cap, found.limit));
        let first = [Cell::text("Limit"), Cell::EMPTY, Cell::EMPTY, Cell::EMPTY];
        rows.push(first.into_iter().chain(limits).collect());
    }
    Table { caption: format!("Chosen: {}", kept.portfolio.title), heads, rows }
}

/// Returns what is left out, by what it is worth, each with a reason that somebody can argue with.
#[must_use]
pub fn left_table(kept: &Kept<'_>) -> Table {
    let (choice, field) = (kept.choice(), &kept.field);
    let is_in = |at: &usize| kept.standing.set.members.binary_search(at).is_ok();
    let mut left: Vec<usize> = (0..field.candidates.len()).filter(|at| !is_in(at)).collect();
    crate::order::sort_by(&mut left, &mut |one, other| field.worth(*other).cmp(&field.worth(*one)));
    let row = |at: usize| {
        let own = &field.candidates[at];
        let place = if own.barred.is_empty() { "left out" } else { "cannot be chosen" };
        vec![
            Cell::text(choice.name(at)),
            Cell::text(place),
            Cell::points(field.worth(at) as f64 / UNIT),
            Cell::points(own.harm),
            Cell::text(left_out_words(kept, at)),
        ]
    };
    Table {
        caption: format!("Not chosen: {}", kept.portfolio.title),
        heads: ["Initiative", "Place", "Points", "Harm", "Why"].map(str::to_owned).to_vec(),
        rows: left.into_iter().map(row).collect(),
    }
}

/// Returns the capital of a set by year, one initiative a row, with the sums; without rows where nothing is given by year.
#[must_use]
pub fn money_table(choice: &Choice<'_>, set: &[usize]) -> Table {
    let found = set_money(choice.case, set);
    let money = |sum: Pence| Cell::Money { sum, unit: None };
    let heads = ["Initiative".to_owned()].into_iter().chain(found.years.iter().map(|(year, _)| year.to_string()));
    let heads: Vec<String> = heads.chain(["Not by year".to_owned()]).collect();
    let caption = "Capital of the chosen set, by year".to_owned();
    if found.years.is_empty() {
        return Table { caption, heads, rows: Vec::new() };
    }
    let row = |at: &usize| {
        let own = choice.case.programme.initiatives.get(*at);
        let years = found
            .years
            .iter()
            .map(|(year, _)| own.and_then(|own| own.money.capital.get(year).copied()).map_or(Cell::EMPTY, money));
        let whole = found.whole.iter().find(|(other, _)| other == at).map(|(_, sum)| money(*sum));
        let whole = whole.unwrap_or(if found.unknown.contains(at) { Cell::Missing("not given") } else { Cell::EMPTY });
        std::iter::once(Cell::text(choice.name(*at))).chain(years).chain([whole]).collect()
    };
    let mut rows: Vec<Vec<Cell>> = set.iter().map(row).collect();
    let whole = found.whole.iter().fold(0_i64, |sum, (_, one)| sum.saturating_add(one.get()));
    let sums = found.years.iter().map(|(_, sum)| money(*sum));
    let whole = if found.whole.is_empty() { Cell::EMPTY } else { money(Pence::new(whole).unwrap_or_default()) };
    rows.push(std::iter::once(Cell::text("All of the set")).chain(sums).chain([whole]).collect());
    Table { caption, heads, rows }
}

/// Returns the tonnes of a set in each year of the carbon budget, in both boundaries; without rows where there is no budget.
#[must_use]
pub fn tonnes_table(case: &Case, set: &[usize]) -> Table {
    let row = |(year, council, total): (String, f64, f64)| {
        let cell = |t: f64| Cell::number(t, usize::from(t.abs() < 100.0 && (t - libm::round(t)).abs() > 0.05));
        vec![Cell::text(year), cell(council), cell(total)]
    };
    let years = set_tonnes_by_year(case, set);
    let is_any = years.iter().any(|(_, council, total)| *council != 0.0 || *total != 0.0);
    Table {
        caption: "Tonnes of the chosen set, by year: negative where they are saved".to_owned(),
        heads: ["Year", "Council’s boundary", "In all"].map(str::to_owned).to_vec(),
        rows: if is_any { years.into_iter().map(row).collect() } else { Vec::new() },
    }
}
