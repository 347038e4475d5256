//! Carbon and social value in sentences: how long a budget lasts, what is still to be found, what only moves, what counts once.

use super::{count, date, list, money};
use crate::case::Case;
use crate::date::{Date, MONTHS};
use crate::pence::Pence;
use crate::print::{as_typed, decimal};
use crate::programme::{
    CarbonLine, CarbonPlan, FactorShare, Initiative, Outlook, SocialState, Tonnes, factor_share, outlook, tally,
};

/// Returns tonnes: whole, below 100 to a tenth.
///
/// # Example
/// ```
/// use weighbridge::present::tonnes;
/// assert_eq!([tonnes(25_373.0), tonnes(9.3), tonnes(-186.1), tonnes(12.0)], ["25,373 t", "9.3 t", "−186 t", "12 t"]);
/// ```
#[must_use]
pub fn tonnes(t: f64) -> String {
    format!("{} t", figure(t))
}

fn figure(t: f64) -> String {
    if t.abs() < 100.0 { as_typed(libm::round(t * 10.0) / 10.0 + 0.0) } else { decimal(t, 0) }
}

/// Returns the lines of carbon of a case.
fn lines(case: &Case) -> Vec<&CarbonLine> {
    case.carbon_lines().map(|(_, line)| line).collect()
}

/// Returns how the budget of a case stands as at a date; `None` where no budget was begun.
#[must_use]
pub fn carbon_outlook(case: &Case, as_at: Option<Date>) -> Option<Outlook> {
    case.programme.carbon_plan.as_ref().map(|plan| outlook(plan, &lines(case), as_at))
}

/// Returns what is most telling about carbon and social value as at a date.
///
/// # Example
/// ```
/// use weighbridge::{case::Case, present::carbon_headline};
/// assert_eq!(carbon_headline(&Case::titled("Depots"), None), "No initiatives yet, and no carbon budget.");
/// ```
#[must_use]
pub fn carbon_headline(case: &Case, as_at: Option<Date>) -> String {
    let n = case.programme.initiatives.len();
    let budget = carbon_outlook(case, as_at).and_then(|found| budget_sentence(&found));
    if let Some(budget) = budget {
        return budget;
    }
    if let Some(moves) = moves_sentence(case) {
        return moves;
    }
    match (case.carbon_lines().next(), case.social_values().next()) {
        (None, None) if n == 0 => "No initiatives yet, and no carbon budget.".to_owned(),
        (None, None) if n == 1 => "No tonnes and no social value are given for the one initiative.".to_owned(),
        (None, None) => format!("No tonnes and no social value are given for any of the {n} initiatives."),
        (None, Some(_)) => social_sentence(case).unwrap_or_default(),
        (Some(_), _) => "No measure gives its tonnes both in the council’s boundary and in all.".to_owned(),
    }
}

/// "At 25,373 t a year, the 79,300 t for 2025/26 to 2029/30 last 3.1 years, until May 2028. Measures leave 4,694 t to be found."
fn budget_sentence(found: &Outlook) -> Option<String> {
    let (limit, first, last) = (found.limit?, found.years.first()?.year, found.years.last()?.year);
    let of = if first == last { format!("of {first}") } else { format!("for {first} to {last}") };
    let budget = format!("{} {of}", tonnes(limit));
    let n_missing = found.n_missing();
    if n_missing > 0 {
        let over = found.reported - limit;
        return Some(match over > 0.0 {
            true => format!(
                "The years that were reported are {} over the budget of {budget} already; {} not found.",
                tonnes(over),
                are_years(n_missing, found.years.len())
            ),
            false => format!("{} not found: no verdict on the {budget}.", are_years(n_missing, found.years.len())),
        });
    }
    let left = found.left?;
    if found.is_complete() {
        return Some(match left < 0.0 {
            true => format!("The budget of {budget} was exceeded by {}.", tonnes(-left)),
            false => format!("The budget of {budget} was kept, with {} to spare.", tonnes(left)),
        });
    }
    if left < 0.0 {
        return Some(format!("The budget of {budget} is exceeded by {} already.", tonnes(-left)));
    }
    let to_find = to_find_words(found).map_or_else(String::new, |words| format!(" {words}"));
    let (Some(rate), Some(lasts), Some(run_out)) = (found.rate, found.lasts, found.run_out) else {
        return Some(format!("{} of {budget} are left.{to_find}", tonnes(left)));
    };
    let whole = if left < limit {
        format!("what is left of the {budget}, {}, lasts", tonnes(left))
    } else {
        format!("the {budget} last")
    };
    let years = as_typed(libm::round(lasts * 10.0) / 10.0);
    let unit = if years == "1" { "year" } else { "years" };
    Some(format!("At {} a year, {whole} {years} {unit}, until {}.{to_find}", tonnes(rate), month(run_out)))
}

fn are_years(n: usize, of: usize) -> String {
    format!("{n} of {} {}", count(of, "year", "years"), if n == 1 { "is" } else { "are" })
}

fn to_find_words(found: &Outlook) -> Option<String> {
    let to_find = found.to_find?;
    let with = if found.measures.council == 0.0 { "Without measures" } else { "With the measures given" };
    Some(match libm::round(to_find) {
        over if over > 0.0 => format!("{with}, {} are still to be found.", tonnes(to_find)),
        0.0 => format!("{with}, the budget is just kept."),
        _ => format!("{with}, there is room for {}.", tonnes(-to_find)),
    })
}

fn month(number: i64) -> String {
    let name = usize::try_from(number % 12).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{name} {}", number / 12)
}

/// "These measures take 1,240 t a year out of the council’s boundary and 310 t out of the total: 930 t only move."
fn moves_sentence(case: &Case) -> Option<String> {
    moves_of(&lines(case), "These measures")
}

/// Returns what some lines of carbon take out of both boundaries, with `who` they are; `None` where none gives both.
#[must_use]
pub fn moves_of(lines: &[&CarbonLine], who: &str) -> Option<String> {
    let found = tally(lines);
    let Tonnes { council, total } = found.both?;
    let way = |t: f64, place: &str| match t {
        0.0 => format!("nothing in {place}"),
        t if t < 0.0 => format!("{} a year out of {place}", tonnes(-t)),
        t => format!("{} a year more into {place}", tonnes(t)),
    };
    let moved = found.moved().map_or_else(String::new, |moved| format!(": {} only move", tonnes(moved)));
    let words = match (council, total) {
        (0.0, 0.0) => format!("{who} change nothing in the council’s boundary or in the total."),
        (council, total) if council < 0.0 && total < 0.0 => format!(
            "{who} take {} out of the council’s boundary and {} out of the total{moved}.",
            per_year(council),
            tonnes(-total)
        ),
        (council, total) if council < 0.0 => format!(
            "{who} take {} out of the council’s boundary, and the total {}{moved}.",
            per_year(council),
            if total > 0.0 { format!("rises by {}", tonnes(total)) } else { "stays as it is".to_owned() }
        ),
        (council, total) => {
            format!("{who} put {}, and {}.", way(council, "the council’s boundary"), way(total, "the total"))
        }
    };
    Some(words)
}

fn per_year(t: f64) -> String {
    format!("{} a year", tonnes(t.abs()))
}

/// Returns what stands beneath the headline, a sentence or two each: the arithmetic of the plan, what is used, what moves, what
/// counts once, what is not counted, the electricity factor, the city, and social value.
#[must_use]
pub fn carbon_remarks(case: &Case, as_at: Option<Date>) -> Vec<String> {
    let plan = case.programme.carbon_plan.as_deref();
    let found = carbon_outlook(case, as_at);
    let mut said = Vec::new();
    said.extend(found.as_ref().and_then(|found| plan.and_then(|plan| plan_sentence(plan, found))));
    said.extend(found.as_ref().and_then(used_sentence));
    said.extend(moves_sentence(case).filter(|words| *words != carbon_headline(case, as_at)));
    said.extend(once_sentence(case));
    said.extend(found.as_ref().and_then(|found| unsaid_sentence(case, found)));
    said.extend(plan.and_then(factor_share).as_ref().map(factor_sentence));
    said.extend(plan.and_then(city_sentence));
    said.extend(social_sentence(case).filter(|words| *words != carbon_headline(case, as_at)));
    said
}

/// "5 flat years of 25,373 t are 126,865 t; less 42,871 t of measures leaves 83,994 t: 4,694 t over the budget."
fn plan_sentence(plan: &CarbonPlan, found: &Outlook) -> Option<String> {
    let (base, planned) = (found.base?, found.planned?);
    let is_flat = plan.flat_t.is_some()
        && found.years.iter().all(|year| plan.year(year.year).is_none_or(|known| known.base_t.is_none()));
    let years = match plan.flat_t.filter(|_| is_flat) {
        Some(flat) => {
            format!(
                "{} of {} are {}",
                count(found.years.len(), "flat year", "flat years"),
                tonnes(flat.get()),
                tonnes(base)
            )
        }
        None => format!("The base line of {} comes to {}", count(found.years.len(), "year", "years"), tonnes(base)),
    };
    let measures = match found.measures.council {
        0.0 => String::new(),
        t if t < 0.0 => format!("; less {} of measures leaves {}", tonnes(-t), tonnes(planned)),
        t => format!("; {} more by measures makes {}", tonnes(t), tonnes(planned)),
    };
    let over = match found.to_find {
        Some(over) if libm::round(over) > 0.0 => format!(": {} over the budget", tonnes(over)),
        Some(over) if libm::round(over) < 0.0 => format!(": {} below the budget", tonnes(-over)),
        _ => String::new(),
    };
    let note = plan.base_source.trim_end_matches('.');
    let note = if note.is_empty() { String::new() } else { format!(" Base line: {note}.") };
    Some(format!("{years}{measures}{over}.{note}"))
}

fn used_sentence(found: &Outlook) -> Option<String> {
    let n = found.years.iter().filter(|year| year.reported.is_some()).count();
    let (used, left) = (found.used?, found.left?);
    if n == 0 || found.is_complete() {
        return None;
    }
    let left = if left < 0.0 {
        format!("{} more than there were", tonnes(-left))
    } else {
        format!("{} are left", tonnes(left))
    };
    Some(format!("{} are used in {}, {left}.", tonnes(used), count(n, "year", "years")))
}

fn once_sentence(case: &Case) -> Option<String> {
    let lines = lines(case);
    let found = tally(&lines);
    let named = |at: usize| lines[at].what.clone();
    let mut said: Vec<String> =
        found.same.iter().map(|(at, other)| format!("{} has the tonnes of {}", named(*at), named(*other))).collect();
    let in_plan: Vec<String> = found.in_plan.iter().map(|at| named(*at)).collect();
    if !in_plan.is_empty() {
        let is = if in_plan.len() == 1 { "is" } else { "are" };
        said.push(format!("{} {is} in the base line already", list(&in_plan)));
    }
    (!said.is_empty()).then(|| format!("Counted once: {}.", said.join("; ")))
}

fn unsaid_sentence(case: &Case, found: &Outlook) -> Option<String> {
    let lines = lines(case);
    let why = |at: usize| {
        let line = lines[at];
        let lacks = match (line.council_t.is_none(), line.from.is_none()) {
            (true, true) => "no start and no tonnes within the council’s boundary",
            (true, false) => "no tonnes within the council’s boundary",
            (false, true) => "no start",
            (false, false) => "no month in its dates",
        };
        format!("{} ({lacks})", line.what)
    };
    let all: Vec<String> = found.unsaid.iter().map(|at| why(*at)).collect();
    (!all.is_empty() && !found.years.is_empty()).then(|| format!("Not counted year by year: {}.", list(&all)))
}

fn factor_sentence(found: &FactorShare) -> String {
    let FactorShare { from, to, fall, by_factor, factors: [before, after] } = found;
    let way = format!("which went from {} to {} kg a kWh", as_typed(*before), as_typed(*after));
    match *fall > 0.0 {
        true if *by_factor >= 0.0 => format!(
            "Of the fall of {} from {from} to {to}, {} is the electricity factor, {way}.",
            tonnes(*fall),
            tonnes(*by_factor)
        ),
        true => format!(
            "What was reported fell by {} from {from} to {to}, although the electricity factor, {way}, added {}.",
            tonnes(*fall),
            tonnes(-by_factor)
        ),
        false => format!(
            "What was reported rose by {} from {from} to {to}; the electricity factor, {way}, {} {}.",
            tonnes(-fall),
            if *by_factor >= 0.0 { "took off" } else { "added" },
            tonnes(by_factor.abs())
        ),
    }
}

/// "The council’s 25,373 t are about 2% of the city’s 1,268,650 t in 2025 (source)."
fn city_sentence(plan: &CarbonPlan) -> Option<String> {
    let city = plan.city.as_ref().filter(|city| !city.source.is_empty())?;
    let (own, of) = match plan.reported_t(city.year) {
        Some(own) => (own, format!("in {}", city.year)),
        None => (plan.flat_t?.get(), format!("of {}", city.year)),
    };
    let share = 100.0 * own / city.t.get();
    let share = if share < 0.5 { "less than 1".to_owned() } else { format!("about {}", decimal(share, 0)) };
    let source = city.source.trim_end_matches('.');
    Some(format!("The council’s {} are {share}% of the city’s {} {of} ({source}).", tonnes(own), tonnes(city.t.get())))
}

/// Returns the pounds that an initiative promises or has delivered; `None` where none can be worked out.
#[must_use]
pub fn social_pounds(case: &Case, initiative: &Initiative, state: SocialState) -> Option<Pence> {
    let own = initiative.social_value.iter().filter(|one| one.state == state);
    let pounds: Vec<i64> = own.filter_map(|one| one.pounds(case.proxy(one.proxy)?)).map(Pence::get).collect();
    if pounds.is_empty() { None } else { Pence::new(pounds.into_iter().fold(0, i64::saturating_add)) }
}

fn social_sentence(case: &Case) -> Option<String> {
    let n = case.social_values().count();
    if n == 0 {
        return None;
    }
    let sum = |state| {
        let pounds = case.programme.initiatives.iter().filter_map(|one| social_pounds(case, one, state));
        let pounds: Vec<i64> = pounds.map(Pence::get).collect();
        if pounds.is_empty() { None } else { Pence::new(pounds.into_iter().fold(0, i64::saturating_add)) }
    };
    let n_open = case
        .social_values()
        .filter(|(_, one)| case.proxy(one.proxy).is_none_or(|proxy| one.pounds(proxy).is_none()))
        .count();
    let promised = sum(SocialState::Promised)
        .map_or_else(|| "nothing in pounds is promised".to_owned(), |sum| format!("{} is promised", money(sum)));
    let delivered = sum(SocialState::Delivered)
        .map_or_else(|| "none is delivered".to_owned(), |sum| format!("{} is delivered", money(sum)));
    let open = match n_open {
        0 => String::new(),
        n_open => format!(
            " {} of {} no pounds: a quantity, a share, a value, its source or its edition is missing.",
            n_open,
            has_lines(n)
        ),
    };
    Some(format!("Social value: {promised} and {delivered}.{open}"))
}

fn has_lines(n: usize) -> String {
    if n == 1 { "1 line has".to_owned() } else { format!("{n} lines have") }
}

/// Returns from when to when the plan's budget holds and where it was read, for beneath a chart; empty where nothing is given.
#[must_use]
pub fn budget_source_words(plan: &CarbonPlan) -> String {
    let said: Vec<&str> =
        [plan.document.as_str(), plan.source.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
    if said.is_empty() { String::new() } else { format!("Budget: {}.", said.join("; ").trim_end_matches('.')) }
}

/// Returns when something runs: "April 2026 to March 2036", "from April 2026"; empty where no start is given.
#[must_use]
pub fn runs_words(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{} to {}", date(from), date(to)),
        (Some(from), None) => format!("from {}", date(from)),
        (None, Some(to)) => format!("until {}", date(to)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{carbon_headline, carbon_remarks};
    use crate::case::Case;
    use crate::finite::Finite;
    use crate::id::{CarbonLineId, InitiativeId};
    use crate::programme::{CarbonLine, CarbonPlan, CityFigure, Initiative, PlanYear};
    use std::sync::Arc;

    fn case(lines: Vec<CarbonLine>, plan: Option<CarbonPlan>) -> Case {
        let mut initiative = Initiative::named(InitiativeId(1), "Fleet");
        initiative.carbon.lines = lines;
        let mut case = Case::titled("t");
        case.programme.initiatives = vec![Arc::new(initiative)];
        case.programme.carbon_plan = plan.map(Arc::new);
        case
    }

    fn line(id: u32, what: &str, council: f64, total: f64) -> CarbonLine {
        let (council_t, total_t) = (Finite::new(council), Finite::new(total));
        CarbonLine { from: "2025-04".parse().ok(), council_t, total_t, ..CarbonLine::named(CarbonLineId(id), what) }
    }

    fn published() -> CarbonPlan {
        let year = |text: &str| text.parse().ok();
        CarbonPlan {
            from: year("2025/26"),
            to: year("2029/30"),
            limit_t: Finite::new(79_300.0),
            flat_t: Finite::new(25_373.0),
            base_source: "the latest figure published in 2025; its year is not stated".into(),
            ..CarbonPlan::default()
        }
    }

    #[test]
    fn the_published_budget_reads_as_a_committee_would_say_it() {
        let savings = line(2, "Planned savings", -42_871.0 / 5.0, -42_871.0 / 5.0);
        let case = case(vec![savings], Some(published()));
        assert_eq!(
            carbon_headline(&case, None),
            "At 25,373 t a year, the 79,300 t for 2025/26 to 2029/30 last 3.1 years, until May 2028. \
             With the measures given, 4,694 t are still to be found."
        );
        assert_eq!(
            carbon_remarks(&case, None)[0],
            "5 flat years of 25,373 t are 126,865 t; less 42,871 t of measures leaves 83,994 t: 4,694 t over the budget. \
             Base line: the latest figure published in 2025; its year is not stated."
        );
        assert_eq!(
            carbon_headline(&case, "2026-11".parse().ok()),
            "1 of 5 years is not found: no verdict on the 79,300 t for 2025/26 to 2029/30."
        );
    }

    #[test]
    fn missing_years_give_no_verdict_unless_what_is_known_is_over() {
        let year = |text: &str, t| PlanYear { reported_t: Finite::new(t), ..PlanYear::of(text.parse().unwrap()) };
        let years = vec![year("2020/21", 25_501.0), year("2022/23", 22_056.0), year("2023/24", 23_056.0)];
        let (from, to) = ("2020/21".parse().ok(), "2024/25".parse().ok());
        let plan =
            |limit| CarbonPlan { from, to, limit_t: Finite::new(limit), years: years.clone(), ..CarbonPlan::default() };
        let says = |limit| carbon_headline(&case(Vec::new(), Some(plan(limit))), "2026-11".parse().ok());
        assert_eq!(says(119_988.0), "2 of 5 years are not found: no verdict on the 119,988 t for 2020/21 to 2024/25.");
        assert_eq!(
            says(70_000.0),
            "The years that were reported are 613 t over the budget of 70,000 t for 2020/21 to 2024/25 already; 2 of 5 years \
             are not found."
        );
    }

    #[test]
    fn tonnes_that_only_move_are_called_so() {
        let says = |lines| carbon_headline(&case(lines, None), None);
        assert_eq!(
            says(vec![line(2, "Servers", -1_000.0, -10.0), line(3, "Lights", -240.0, -300.0)]),
            "These measures take 1,240 t a year out of the council’s boundary and 310 t out of the total: 930 t only move."
        );
        assert_eq!(
            says(vec![line(2, "Servers", -186.1, 9.3)]),
            "These measures take 186 t a year out of the council’s boundary, and the total rises by 9.3 t: 186 t only move."
        );
        assert_eq!(says(Vec::new()), "No tonnes and no social value are given for the one initiative.");
        let half = CarbonLine { total_t: None, ..line(2, "Pumps", -5.0, 0.0) };
        assert_eq!(says(vec![half]), "No measure gives its tonnes both in the council’s boundary and in all.");
    }

    #[test]
    fn what_counts_once_and_what_cannot_be_counted_is_named() {
        let solar = CarbonLine { same_tonnes_as: vec![CarbonLineId(2)], ..line(3, "Solar farm", -3.0, -3.0) };
        let lights = CarbonLine { in_plan: true, ..line(4, "Lights", -4.0, -4.0) };
        let pumps = CarbonLine { from: None, ..line(5, "Pumps", -5.0, -5.0) };
        let mut plan = published();
        plan.city = Some(CityFigure {
            year: "2025".parse().unwrap(),
            t: Finite::new(1_268_650.0).unwrap(),
            source: "City inventory".into(),
            unknown: Default::default(),
        });
        let said = carbon_remarks(&case(vec![line(2, "All", -9.0, -9.0), solar, lights, pumps], Some(plan)), None);
        let has = |words: &str| assert!(said.iter().any(|one| one == words), "{words}: {said:?}");
        has("Counted once: Solar farm has the tonnes of All; Lights is in the base line already.");
        has("Not counted year by year: Pumps (no start).");
        has("The council’s 25,373 t are about 2% of the city’s 1,268,650 t of 2025 (City inventory).");
    }

    #[test]
    fn the_electricity_factor_is_told_apart_where_kwh_are_given() {
        let year = |text: &str, t, kwh, factor| {
            let (reported_t, kwh, factor) = (Finite::new(t), Finite::new(kwh), Finite::new(factor));
            PlanYear { reported_t, kwh, factor, ..PlanYear::of(text.parse().unwrap()) }
        };
        let says = |t, factor| {
            let years = vec![year("2022/23", 500.0, 1e6, 0.19338), year("2023/24", t, 1e6, factor)];
            carbon_remarks(&case(Vec::new(), Some(CarbonPlan { years, ..CarbonPlan::default() })), None).concat()
        };
        assert_eq!(
            says(450.0, 0.17338),
            "Of the fall of 50 t from 2022/23 to 2023/24, 20 t is the electricity factor, which went from 0.19338 to 0.17338 kg \
             a kWh."
        );
        assert_eq!(
            says(510.0, 0.20707),
            "What was reported rose by 10 t from 2022/23 to 2023/24; the electricity factor, which went from 0.19338 to 0.20707 \
             kg a kWh, added 13.7 t."
        );
    }
}
