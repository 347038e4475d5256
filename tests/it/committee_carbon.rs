//! Carbon and social value in the committee file and in the paper, and a pasted table of measures seen before it is taken over.

use crate::committee::with_new_digests;
use serde_json::{Value, json};
use weighbridge::case::Case;
use weighbridge::committee::{Carried, Verification, export, verify};
use weighbridge::edit::{
    CarbonEdit, Edit, MeasureOutcome, MeasuresRead, ProgrammeEdit, SocialEdit, apply, read_measures,
};
use weighbridge::exchange::document::{Block, plain};
use weighbridge::file;
use weighbridge::finite::Finite;
use weighbridge::id::{CarbonLineId, ProxyId, SocialValueId};
use weighbridge::paper::measures::refused_measures;
use weighbridge::paper::programme::{Part, part};
use weighbridge::pence::Pence;
use weighbridge::present::{measure_row_words, measures_read_sentence};
use weighbridge::programme::{CarbonLine, CarbonPlan, PlanYear, Proxy, SocialState, SocialValue};

const AT: &str = "2026-11-21T14:02:11Z";

fn made(case: &Case, edit: impl std::borrow::Borrow<Edit>) -> Case {
    apply(case, edit.borrow()).unwrap()
}

fn line(what: &str, council: f64, total: f64) -> CarbonLine {
    let (council_t, total_t) = (Finite::new(council), Finite::new(total));
    CarbonLine { from: "2025-04".parse().ok(), council_t, total_t, ..CarbonLine::named(CarbonLineId(0), what) }
}

/// Returns a case with the council's budget of 2025 to 2030 (Climate Change Action Plan 2025-30, page 2), invented measures of its
/// first initiative, and invented social value, promised and delivered.
pub(crate) fn with_carbon(case: &Case) -> Case {
    let year = |text: &str| text.parse().ok();
    let plan = CarbonPlan {
        from: year("2025/26"),
        to: year("2029/30"),
        limit_t: Finite::new(79_300.0),
        flat_t: Finite::new(25_373.0),
        ..CarbonPlan::default()
    };
    let owner = case.programme.initiatives[0].id;
    let carbon = |edit: CarbonEdit| Edit::Carbon(edit);
    let mut case = made(case, carbon(CarbonEdit::ChangePlan(Box::new(plan))));
    let reported = PlanYear { reported_t: Finite::new(24_000.0), ..PlanYear::of("2025/26".parse().unwrap()) };
    case = made(&case, carbon(CarbonEdit::PutYear(Box::new(reported))));
    let moved =
        CarbonLine { kwh: Finite::new(-525_000.0), factor: Finite::new(0.177), ..line("Servers", -1_000.0, -10.0) };
    let unsaid = CarbonLine { from: None, ..line("Pumps", -5.0, -5.0) };
    for line in [moved, line("Lights", -240.0, -300.0), unsaid] {
        case = made(&case, carbon(CarbonEdit::AddLine(owner, Box::new(line))));
    }
    let first = case.carbon_lines().next().unwrap().1.id;
    let same = CarbonLine { same_tonnes_as: vec![first], ..line("Server hall", -1_000.0, -10.0) };
    case = made(&case, carbon(CarbonEdit::AddLine(owner, Box::new(same))));
    let proxy = Proxy {
        value: Pence::from_pounds(1_000),
        source: "Invented".to_owned(),
        edition: "2026".to_owned(),
        ..Proxy::named(ProxyId(0), "Local jobs")
    };
    case = made(&case, Edit::Social(SocialEdit::AddProxy(Box::new(proxy))));
    let proxy = case.proxies[0].id;
    for (state, quantity) in [(SocialState::Promised, 4.0), (SocialState::Delivered, 1.0)] {
        let (attribution, deadweight) = (Finite::new(0.5), Finite::new(0.0));
        let own = SocialValue {
            state,
            quantity: Finite::new(quantity),
            attribution,
            deadweight,
            ..SocialValue::by(SocialValueId(0), proxy)
        };
        case = made(&case, Edit::Social(SocialEdit::AddValue(owner, Box::new(own))));
    }
    case
}

fn fleet() -> Case {
    let case = Case::titled("Depots");
    let case = made(&case, Edit::Programme(ProgrammeEdit::AddInitiative("Fleet".into())));
    made(&case, Edit::Programme(ProgrammeEdit::AddInitiative("Homes".into())))
}

fn text(case: &Case) -> String {
    export(case, Carried::programme(None), &[], AT).unwrap().unwrap().text
}

fn checked(text: &str) -> Verification {
    verify(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn carbon_and_social_value_go_into_the_committee_file_and_match() {
    let case = with_carbon(&fleet());
    let file: Value = serde_json::from_str(&text(&case)).unwrap();
    let budget = &file["programme"]["carbon"]["budget"];
    assert_eq!(
        (&budget["limit_t"], &budget["used_t"], &budget["left_t"]),
        (&json!(79_300.0), &json!(24_000.0), &json!(55_300.0))
    );
    assert_eq!((&budget["lasts_until"], &budget["base_t"]), (&json!("2028-06"), &json!(126_865.0)));
    assert_eq!((&budget["measures_council_t"], &budget["to_find_t"]), (&json!(-6_200.0), &json!(41_365.0)));
    assert_eq!(budget["not_counted_by_year"], json!(["Pumps"]));
    let carbon = &file["programme"]["carbon"];
    assert_eq!((&carbon["council_t_a_year"], &carbon["total_t_a_year"]), (&json!(-1_245.0), &json!(-315.0)));
    assert_eq!(carbon["only_move_t_a_year"], json!(930.0));
    assert_eq!(carbon["measures"][3]["counts"], "no: same tonnes");
    let social = &file["programme"]["social_value"];
    assert_eq!((&social["promised_in_pence"], &social["delivered_in_pence"]), (&json!(200_000), &json!(50_000)));
    let found = checked(&text(&case));
    assert_eq!((found.differences, found.rewordings), (Vec::new(), Vec::new()));
    let without: Value = serde_json::from_str(&text(&fleet())).unwrap();
    assert!(without["programme"].get("carbon").is_none() && without["programme"].get("social_value").is_none());
}

#[test]
fn every_figure_of_carbon_and_social_value_is_worked_out_again() {
    let case = with_carbon(&fleet());
    let forged = |path: &str, new: Value| {
        let mut file: Value = serde_json::from_str(&text(&case)).unwrap();
        *file.pointer_mut(&format!("/programme/{path}")).unwrap_or_else(|| panic!("{path}")) = new;
        let found = checked(&with_new_digests(file));
        assert_ne!(found.verdict(), "Results match.", "{path}");
        assert_eq!(found.differences.len(), 1, "{path}: {:?}", found.differences);
        found.differences[0].place.clone()
    };
    let budget = [
        "limit_t",
        "reported_t",
        "used_t",
        "left_t",
        "rate_t_a_year",
        "lasts_years",
        "base_t",
        "expected_t",
        "to_find_t",
    ];
    for member in budget.into_iter().chain(["measures_council_t", "measures_total_t", "years_missing"]) {
        let place = forged(&format!("carbon/budget/{member}"), json!(1));
        assert!(place.contains("budget"), "{place}");
    }
    for member in ["reported_t", "base_t", "measures_council_t", "measures_total_t", "expected_t"] {
        let place = forged(&format!("carbon/budget/years/0/{member}"), json!(1));
        assert!(place.contains("2025/26"), "{place}");
    }
    for (path, new) in [
        ("carbon/budget/lasts_until", json!("2030-01")),
        ("carbon/council_t_a_year", json!(-1)),
        ("carbon/total_t_a_year", json!(-1)),
        ("carbon/only_move_t_a_year", json!(null)),
        ("carbon/measures/0/council_t_a_year", json!(-1)),
        ("carbon/measures/0/electricity_t_a_year", json!(-1)),
        ("carbon/measures/3/counts", json!("yes")),
        ("social_value/promised_in_pence", json!(1)),
        ("social_value/delivered_in_pence", json!(1)),
        ("social_value/lines/0/pounds_in_pence", json!(1)),
        ("social_value/lines/0/state", json!("delivered")),
    ] {
        forged(path, new);
    }
}

#[test]
fn the_paper_has_carbon_and_social_value_where_they_are_given() {
    let case = with_carbon(&fleet());
    assert!(Part::Carbon.is_said(&case) && !Part::Carbon.is_said(&fleet()));
    let made = part(&case, Part::Carbon, &[], "2026-05".parse().ok());
    let said = plain(&made);
    for words in [
        "At 25,373 t a year, what is left of the 79,300 t for 2025/26 to 2029/30, 55,300 t, lasts 2.2 years, until June 2028.",
        "930 t only move.",
        "Server hall has the tonnes of Servers",
        "Social value: £2,000 is promised and £500 is delivered.",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    assert_eq!(made.iter().filter(|block| matches!(block, Block::Table(_))).count(), 4);
}

const PASTED: &str = "Measure\tInitiative\tFrom\tCouncil, t a year\tTotal, t a year\tSame tonnes as\tOwner’s view\n\
    Servers\tFleet\t2025-04\t(1,100)\t-10\t\tgood\n\
    Vans\tfleet\tApril 2026\t-120\t-90\tChargers\t\n\
    Chargers\tFleet\tsoon\t-120\t-90\t\t\n\
    Boilers\tSchools\t2026\t-4\t-4\t\t\n\
    \tHomes\t2026\t-4\t-4\t\t\n\
    Vans\tFleet\t2027\t-1\t-1\t\t\n\
    Total\t\t\t-1,340\t-190\t\t\n";

fn outcomes(read: &MeasuresRead) -> Vec<&'static str> {
    read.rows.iter().map(|row| measure_row_words(row).0).collect()
}

#[test]
fn a_pasted_table_of_measures_is_seen_before_it_is_taken_over_and_is_one_step() {
    let case = with_carbon(&fleet());
    let read = read_measures(&case, PASTED, None);
    assert_eq!(outcomes(&read), ["Changed", "Added", "Added", "Stays out", "Stays out", "Stays out", "Total, checked"]);
    let said = |at: usize| measure_row_words(&read.rows[at]).1.join(" ");
    assert_eq!(
        said(0),
        "Council, t a year: −1,000 becomes −1,100. Not taken: Owner’s view, “good”: no column of measures is called so."
    );
    assert!(said(2).contains("Not taken: From, “soon”: "), "{}", said(2));
    assert_eq!(said(3), "Initiative, “Schools”: no initiative of this case is called so.");
    assert_eq!(said(4), "Measure: the measure has no name.");
    assert_eq!(said(5), "Measure, “Vans”: it stands in line 3 of the table already.");
    assert_eq!(
        said(6),
        "Council, t a year: −1,340 is what the rows come to. Total, t a year: −190 is what the rows come to."
    );
    assert_eq!(
        measures_read_sentence(&read),
        "2 measures would be added and 1 changed. 3 rows stay out. 2 cells are not taken. \
         No column of measures is called “Owner’s view”."
    );
    let edit = read.edit.clone().unwrap();
    assert!(matches!(&edit, Edit::Together(name, _) if name == "Paste 3 carbon measures"));
    let after = made(&case, edit);
    let of = |case: &Case, name: &str| case.carbon_lines().find(|(_, line)| line.what == name).unwrap().1.clone();
    assert_eq!(of(&after, "Servers").council_t, Finite::new(-1_100.0));
    assert_eq!(of(&after, "Servers").kwh, Finite::new(-525_000.0), "what is not in the table stays");
    assert_eq!(of(&after, "Vans").same_tonnes_as, [of(&after, "Chargers").id], "a measure further down the table");
    assert_eq!(after.carbon_lines().count(), case.carbon_lines().count() + 2);
    let again = read_measures(&after, PASTED, None);
    assert_eq!((again.edit.is_none(), again.n_taken()), (true, (0, 0)), "{:?}", outcomes(&again));
    let out = refused_measures(&read);
    assert_eq!((out.rows.len(), out.heads.last().map(String::as_str)), (3, Some("Why it stays out")));
}

#[test]
fn tables_without_headings_of_one_initiative_and_with_too_many_headings_are_read_or_refused() {
    let case = with_carbon(&fleet());
    let homes = case.programme.initiatives[1].id;
    let read = read_measures(&case, "Loft insulation\t2026\t\t-9\t-9\nTotals\t\t\t-9\t-8\n", Some(homes));
    assert_eq!(outcomes(&read), ["Added", "Total, checked"]);
    assert_eq!(read.rows[0].owner, "Homes");
    assert!(measure_row_words(&read.rows[1]).1[1].contains("printed −8, the rows come to −9"), "{read:?}");
    let read = read_measures(&case, "Measure\tTotal\tIn all\nA\t1\t2\n", Some(homes));
    assert_eq!(
        measures_read_sentence(&read),
        "Not taken: two of its columns are headed as “Total, t a year”: leave one of them out."
    );
    assert_eq!(measures_read_sentence(&read_measures(&case, "\"open", None)).split(':').next(), Some("Not taken"));
    // What is no figure is left out of its cell, and nothing else is.
    let long = "x".repeat(9_000);
    let hostile =
        format!("Measure\tInitiative\tCouncil\n=1+1\tFleet\t#REF!\n{long}\tFleet\t-1\n<b>a</b>\tFleet\t1e999\n");
    let read = read_measures(&case, &hostile, None);
    assert_eq!(read.rows.iter().map(|row| row.without.len()).collect::<Vec<_>>(), [1, 0, 1]);
    assert!(read.rows.iter().all(|row| row.outcome == MeasureOutcome::Added));
    made(&case, read.edit.unwrap());
}

#[test]
fn a_table_of_a_thousand_measures_is_read_at_once() {
    let mut case = fleet();
    for at in 0..40 {
        case = made(&case, Edit::Programme(ProgrammeEdit::AddInitiative(format!("No. {at}"))));
    }
    let rows = (0..1_000).map(|at| format!("Measure {at}\tNo. {}\t-1\n", at % 40)).collect::<String>();
    let read = read_measures(&case, &format!("Measure\tInitiative\tCouncil\n{rows}"), None);
    assert_eq!(read.n_taken(), (1_000, 0));
    let saved = file::save(&file::Document::new(made(&case, read.edit.unwrap()), Vec::new()));
    assert_eq!(file::load(saved.as_bytes()).unwrap().case.carbon_lines().count(), 1_000);
}
