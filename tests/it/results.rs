//! What the results step says of the siting example: sums that foot at every level, arithmetic behind every number, and cost
//! beside value.

use std::path::Path;
use weighbridge::appraisal::breakdown::{Breakdown, Depth, breakdown, families};
use weighbridge::appraisal::cost_value::{CostValue, cost_value};
use weighbridge::appraisal::evaluate::{Evaluation, evaluate};
use weighbridge::appraisal::{Appraisal, Cost, Outcome, Role};
use weighbridge::exchange::cell::Cell;
use weighbridge::exchange::table::{Table, csv};
use weighbridge::paper::results::{contributions, costs, ranking};
use weighbridge::pence::Pence;
use weighbridge::present::{
    Arithmetic, Number, Sources, arithmetic, axis_money, cost_basis, cost_headline, cost_summary, cost_unit, letters,
    scored_carbon_words, short_names, where_parts_lead,
};

struct Siting {
    appraisal: Appraisal,
    results: Evaluation,
    costs: CostValue,
    letters: Vec<String>,
}

impl Siting {
    fn of(change: impl FnOnce(&mut Appraisal)) -> Siting {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/data-centre-siting.json");
        let case = weighbridge::file::load(&std::fs::read(path).unwrap()).unwrap().case;
        let mut appraisal = Appraisal::clone(&case.appraisals[0]);
        change(&mut appraisal);
        let results = evaluate(&appraisal);
        let (costs, letters) = (cost_value(&appraisal, &results), letters(&appraisal));
        Siting { appraisal, results, costs, letters }
    }

    fn at(&self, depth: Depth) -> Breakdown {
        breakdown(&self.appraisal, &self.results, depth)
    }

    fn open(&self, depth: Depth, number: Number) -> Arithmetic {
        let sources = Sources {
            appraisal: &self.appraisal,
            results: &self.results,
            breakdown: &self.at(depth),
            costs: &self.costs.costs,
        };
        arithmetic(sources, number).unwrap_or_else(|| panic!("{number:?} has no arithmetic"))
    }

    fn names(&self) -> Vec<String> {
        short_names(&self.letters, &self.results)
    }
}

fn siting() -> Siting {
    Siting::of(|_| {})
}

fn number(text: &str) -> f64 {
    text.replace('−', "-").replace([',', '£', '×', ' '], "").parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

/// Checks that the last column adds to the foot and to the answer, within the rounding of its lines.
fn assert_foots(found: &Arithmetic, step: f64) {
    let last = |row: &Vec<String>| number(row.last().unwrap());
    let sum: f64 = found.rows.iter().map(last).sum();
    let within = step * (found.rows.len() as f64 / 2.0 + 0.5);
    assert!((sum - last(&found.foot)).abs() <= within, "{}: {sum} against {:?}", found.title, found.foot);
    assert!((number(&found.answer) - last(&found.foot)).abs() <= step, "{}: {}", found.title, found.answer);
    assert!(found.rows.iter().all(|row| row.len() == found.heads.len() + 1), "{}", found.title);
}

#[test]
fn every_number_of_every_level_opens_and_foots() {
    let siting = siting();
    let inner = families(&siting.appraisal.criteria).into_iter().map(|(id, ..)| Depth::Within(id));
    for depth in [Depth::Families, Depth::Criteria].into_iter().chain(inner) {
        let found = siting.at(depth);
        for row in 0..siting.results.standings.len() {
            for part in 0..found.parts.len() {
                assert_foots(&siting.open(depth, Number::Part(row, part)), 0.01);
            }
            assert_foots(&siting.open(depth, Number::Sum(row)), 0.01);
            assert_foots(&siting.open(depth, Number::Total(row)), 0.01);
            assert_foots(&siting.open(depth, Number::Above(row)), 0.01);
            assert_foots(&siting.open(depth, Number::Behind(row)), 0.01);
        }
    }
}

#[test]
fn every_cost_opens_and_foots() {
    let siting = siting();
    for row in 0..6 {
        assert_foots(&siting.open(Depth::Families, Number::PresentValue(row)), 1.0);
        assert_foots(&siting.open(Depth::Families, Number::WholeLife(row)), 1.0);
        assert_foots(&siting.open(Depth::Families, Number::Carbon(row)), 1.0);
        let uplift = siting.open(Depth::Families, Number::Uplift(row));
        let line =
            |name: &str| uplift.rows.iter().find(|line| line[0] == name).unwrap()[1].trim_end_matches('%').to_owned();
        let worked = number(&line("Base")) * number(&line("Rate")) / 100.0;
        assert!((worked - number(&uplift.foot[1])).abs() <= 1.0, "{}: {worked}", uplift.title);
        assert!(uplift.notes.iter().any(|note| note.contains("Illustrative")), "the source of the rate");
    }
}

#[test]
fn a_figure_that_was_given_says_so_and_one_that_is_missing_too() {
    let siting = Siting::of(|appraisal| {
        appraisal.costing = None;
        appraisal.alternatives[1].cost.as_mut().unwrap().present_value = Pence::from_pounds(5_000_000);
        appraisal.alternatives[2].cost = None;
    });
    let given = siting.open(Depth::Families, Number::PresentValue(1));
    assert!(given.answer == "£5,000,000" && given.rows.is_empty() && given.notes[0].contains("as its source gives it"));
    let missing = siting.open(Depth::Families, Number::Carbon(2));
    assert!(missing.answer == "not given" && missing.notes[0].contains("Nothing has been given"));
    let priced = Siting::of(|appraisal| {
        appraisal.costing.as_mut().unwrap().carbon_prices.pop();
    });
    let fault = priced.open(Depth::Families, Number::Carbon(1));
    assert!(fault.notes.iter().any(|note| note.contains("there is no carbon price for 2035")), "{:?}", fault.notes);
}

#[test]
fn the_chart_of_cost_says_what_it_shows() {
    let siting = siting();
    let names = siting.names();
    let headline = |siting: &Siting| cost_headline(&siting.results, &siting.costs, &names);
    assert_eq!(
        headline(&siting),
        "E costs £1.23m more than B for 5.7 points; D and A are each beaten by an option that is cheaper and scores more"
    );
    let summary = cost_summary(&siting.results, &siting.costs, &names);
    assert!(summary.starts_with(
        "On the frontier, from the cheapest: C, B and E. From C to B: £1.07m more for 12.2 points. From B to E: £1.23m more for 5.7 points."
    ), "{summary}");
    assert!(summary.ends_with("Business as usual: £3.33m, 34.2 points. Fails a gate."), "{summary}");
    assert!(scored_carbon_words(&siting.appraisal).contains("Operational carbon and Embodied carbon and reuse"));
    assert!(
        cost_basis(&siting.appraisal).starts_with("Present value over 10 years from 2026, discounted at 3.5% a year")
    );

    let cheap =
        Siting::of(|appraisal| appraisal.alternatives[5].cost.as_mut().unwrap().capital = Pence::from_pounds(100));
    assert_eq!(
        headline(&cheap),
        "E costs £1.43m less than B and is 5.7 points ahead; B, D, C and A are each beaten by an option that is cheaper and scores more"
    );
    let none = Siting::of(|appraisal| appraisal.alternatives.iter_mut().for_each(|option| option.cost = None));
    assert_eq!(headline(&none), "What does each option cost over its life?");
    assert!(cost_summary(&none.results, &none.costs, &names).starts_with("No option in the running has both"));
}

#[test]
fn the_tables_of_the_results_say_gates_and_the_comparator() {
    let siting = Siting::of(|appraisal| {
        appraisal.gates[1].verdicts[2].outcome = Outcome::NotYetKnown;
        appraisal.gates[2].verdicts[2].outcome = Outcome::NotYetKnown;
        appraisal
            .scores
            .retain(|score| !(score.alternative == appraisal.alternatives[5].id && score.criterion.0 == 13));
    });
    let row = |table: &Table, name: &str| {
        let found = table.rows.iter().find(|row| row[0].print().ends_with(name)).unwrap();
        found.iter().map(Cell::print).collect::<Vec<_>>()
    };
    let ranked = ranking(&siting.appraisal, &siting.results, &siting.letters);
    assert_eq!(
        row(&ranked, "Commercial co-location")[1..],
        ["1", "65.4", "leads", "+31.2", "2 gates open: ranking provisional"]
    );
    assert_eq!(
        row(&ranked, "Dual-site co-location")[1..],
        ["not ranked", "59.0 to 71.0", "", "no total yet", "Passes all"]
    );
    assert_eq!(row(&ranked, "Business as usual")[1..], ["out", "34.2", "", "comparator", "Fails: No single site"]);
    let beside = costs(&siting.results, &siting.costs, &siting.letters);
    assert_eq!(
        row(&beside, "Dual-site co-location")[1..],
        ["7.02", "0.66", "7.68", "0.50", "59.0 to 71.0", "no total yet", "No total yet"]
    );
    let parts = contributions(&siting.results, &siting.at(Depth::Criteria), &siting.letters, "Total");
    assert_eq!((parts.heads.len(), row(&parts, "Dual-site co-location")[1].as_str()), (17, "missing"));

    let without = Siting::of(|appraisal| appraisal.alternatives[0].role = Role::Candidate);
    let ranked = ranking(&without.appraisal, &without.results, &without.letters);
    assert!(ranked.rows.iter().all(|row| row[4] == Cell::text("no business as usual")));
}

#[test]
fn small_costs_are_told_apart_in_the_table_and_in_all_that_is_said_of_it() {
    let siting = Siting::of(|appraisal| {
        appraisal.costing = None;
        for (option, rent) in appraisal.alternatives.iter_mut().zip([6_700, 12_000, 14_100, 14_100, 14_100, 14_100]) {
            option.cost = Some(Cost { present_value: Pence::from_pounds(rent), ..Cost::default() });
        }
    });
    let table = costs(&siting.results, &siting.costs, &siting.letters);
    assert_eq!((table.caption.as_str(), table.heads[3].as_str()), ("Cost beside value, £k", "Whole-life cost, £k"));
    let mut printed: Vec<String> = table.rows.iter().map(|row| row[3].print()).collect();
    printed.sort();
    printed.dedup();
    assert_eq!(printed, ["12.00", "14.10", "6.70"]);
    assert!(csv(&table).lines().next().unwrap().contains("\"Whole-life cost, £k\""));
    let opened = siting.open(Depth::Families, Number::WholeLife(0));
    assert_eq!(opened.answer, "£6,700");
    assert_eq!(opened.notes.last().unwrap(), "In the table it is £6.70k.");
    assert!(cost_summary(&siting.results, &siting.costs, &siting.names()).contains("£14.10k"));
    assert_eq!(axis_money(&[5_000.0, 10_000.0], cost_unit(&siting.costs)), ["£5k", "£10k"]);
}

#[test]
fn the_message_follows_the_level() {
    let siting = siting();
    let says = |depth| where_parts_lead(&siting.results, &siting.at(depth));
    assert_eq!(
        says(Depth::Families),
        "Resilience and Carbon put Dual-site co-location ahead of Commercial co-location; it is weaker on Deliverability"
    );
    assert!(says(Depth::Criteria).ends_with("it is weaker on Lead time"));
    let nothing = Siting::of(|appraisal| appraisal.scores.clear());
    assert_eq!(where_parts_lead(&nothing.results, &nothing.at(Depth::Families)), "");
}
