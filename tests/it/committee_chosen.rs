//! The set that was chosen: kept in a case, carried in a committee file with what it comes to, checked again, and printed.

use crate::choosing::{ID, case, field, studied};
use crate::committee::with_new_digests;
use serde_json::{Value, json};
use weighbridge::case::Case;
use weighbridge::committee::{Carried, Verification, export, verify};
use weighbridge::edit::{AlignmentEdit, Edit, EditError, PortfolioEdit, ProgrammeEdit, apply, describe};
use weighbridge::exchange::document::{Block, plain};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::health::{Level, check_programme};
use weighbridge::id::InitiativeId;
use weighbridge::paper::programme::{Part, blocks, part};
use weighbridge::pence::Pence;
use weighbridge::portfolio::kept::KeptSet;
use weighbridge::portfolio::{Budget, Resource};
use weighbridge::present::{Kept, kept_beside_best, kept_sentences};

const AT: &str = "2026-11-21T14:02:11Z";

fn edited(case: &Case, edit: PortfolioEdit) -> Case {
    apply(case, &Edit::Portfolio(edit)).unwrap()
}

/// Returns a case whose best set is kept: No. 1, as the plain order of points for cost would not have it.
fn kept() -> (Case, Vec<InitiativeId>) {
    let rows = [([Some(3), Some(0)], Some(40)), ([Some(3), Some(3)], Some(100)), ([Some(-2), None], Some(10))];
    let (case, ids) = case(&rows, 100);
    let found = studied(&field(&case));
    let set = KeptSet::of(&field(&case), found.best.as_ref().unwrap(), found.bound, found.is_proved);
    (edited(&case, PortfolioEdit::Keep(ID, Some(Box::new(set)))), ids)
}

fn text(case: &Case) -> String {
    export(case, Carried::programme(None), &[], AT).unwrap().unwrap().text
}

fn checked(text: &str) -> Verification {
    verify(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn rules(case: &Case) -> Vec<String> {
    let found = check_programme(case, "2026-11".parse().ok());
    found.iter().map(weighbridge::health::Finding::key).filter(|key| key.starts_with("chosen_set")).collect()
}

#[test]
fn a_kept_set_travels_in_the_committee_file_and_is_proved_again() {
    let (case, ids) = kept();
    let file: Value = serde_json::from_str(&text(&case)).unwrap();
    let told = &file["programme"]["chosen"][0];
    assert_eq!(told["name"], "All");
    assert_eq!(told["initiatives"][0]["initiative"], json!(ids[1]));
    for (member, expected) in [("points", 100.0), ("points_when_kept", 100.0), ("harm_points", 0.0)] {
        assert_eq!(told[member], json!(expected), "{member}");
    }
    assert_eq!(
        told["limits"],
        json!([{ "name": "capital", "unit": "pence", "limit": 10_000.0, "taken": 10_000.0, "left": 0.0 }])
    );
    assert_eq!(told["against_the_best"], "no better set");
    assert_eq!(told["in_order_of_points_for_cost"], json!({ "points": 50.0, "initiatives": ["No. 0"] }));
    assert!(
        file["integrity"]["parts"]["inputs.portfolios"].is_string()
            && file["integrity"]["parts"]["programme"].is_string()
    );
    let found = checked(&text(&case));
    assert_eq!(found.differences, Vec::new());
    assert!(found.chosen[0].holds, "{:?}", found.chosen);
    assert_eq!(
        found.chosen[0].headline,
        "1 initiative is chosen. It takes £100 of £100, for 100.0 points and no harm that was found."
    );
    assert_eq!(
        found.chosen[0].said,
        [
            "It keeps every limit.",
            "It is worth what it was when it was kept.",
            "Searched for again here: no set within the limits is worth more."
        ]
    );
    assert_eq!(rules(&case), Vec::<String>::new());
}

#[test]
fn whoever_changes_what_the_file_says_of_the_set_is_found() {
    let (case, _) = kept();
    let forged = |path: &str, new: Value| {
        let mut file: Value = serde_json::from_str(&text(&case)).unwrap();
        *file.pointer_mut(&format!("/programme/chosen/0/{path}")).unwrap_or_else(|| panic!("{path}")) = new;
        let found = checked(&with_new_digests(file));
        found.differences.into_iter().map(|difference| difference.place).collect::<Vec<_>>()
    };
    for (path, new, place) in [
        ("points", json!(120.0), "points of All"),
        ("could_add_points", json!(9.0), "could add points of All"),
        ("harm_points", json!(9.0), "harm points of All"),
        ("harm_by_lens/0/harm_points", json!(9.0), "harm points of outcomes"),
        ("limits/0/taken", json!(1.0), "taken of capital"),
        ("limits/0/limit", json!(1.0), "limit of capital"),
        ("initiatives/0/points", json!(1.0), "points of No. 1"),
        ("limits_kept", json!(false), "limits kept of All"),
        ("against_the_best", json!("a better set is known"), "against the best of All"),
        ("best_points_found", json!(1.0), "best points found of All"),
        ("no_set_exceeds_points", json!(1.0), "no set exceeds points of All"),
        ("in_order_of_points_for_cost/points", json!(1.0), "points of in order of points for cost"),
    ] {
        let places = forged(path, new);
        assert!(places.iter().any(|found| found.starts_with(place)), "{path}: {places:?}");
        assert_eq!(places.len(), 1, "{path}: {places:?}");
    }
    let mut gone: Value = serde_json::from_str(&text(&case)).unwrap();
    gone["programme"].as_object_mut().unwrap().remove("chosen");
    assert!(!checked(&with_new_digests(gone)).differences.is_empty());
}

/// A forger who keeps another set, says that it is worth more and proved, and makes everything that follows anew.
#[test]
fn a_claim_that_is_not_so_is_said_whatever_the_digests_are() {
    let (case, ids) = kept();
    let lie = |initiatives: Vec<InitiativeId>, points: f64, bound: f64| {
        let points = Finite::new(points).unwrap();
        let set = KeptSet { initiatives, points, bound: Finite::new(bound), proved: true, unknown: Default::default() };
        let case = edited(&case, PortfolioEdit::Keep(ID, Some(Box::new(set))));
        let found = checked(&text(&case));
        assert!(found.differences.is_empty() && !found.chosen[0].holds);
        (found.chosen[0].said.join(" "), rules(&case))
    };
    let (said, asked) = lie(vec![ids[0]], 50.0, 50.0);
    assert!(said.contains("a set within the limits is worth 50.0 points more"), "{said}");
    assert!(said.contains("The file says that no set exceeds 50.0 points; one of 100.0 was found."), "{said}");
    assert_eq!(asked, Vec::<String>::new(), "it keeps its limits and is worth what it says");
    let (said, asked) = lie(vec![ids[0], ids[1]], 150.0, 150.0);
    assert!(said.contains("It takes £140 of capital, and the limit is £100."), "{said}");
    assert_eq!(asked, ["chosen_set_breaks_limits:portfolio_1+1"]);
    let (said, asked) = lie(vec![ids[1]], 130.0, 130.0);
    assert!(said.contains("When it was kept it was worth 130.0 points; now it is worth 100.0."), "{said}");
    assert_eq!(asked, ["chosen_set_moved:portfolio_1+10000+13000"]);
}

#[test]
fn what_is_changed_after_the_choice_is_asked_about_and_compared() {
    let (case, ids) = kept();
    let goal = case.goals().next().unwrap().1.id;
    let scored = weighbridge::alignment::Assessment::Scored(weighbridge::alignment::Effect::new(1).unwrap());
    let less = apply(&case, &Edit::Alignment(AlignmentEdit::SetAssessment(ids[1], goal, scored))).unwrap();
    assert_eq!(rules(&less).len(), 1);
    let found = check_programme(&less, None);
    let moved = found.iter().find(|found| found.key().starts_with("chosen_set_moved")).unwrap();
    assert_eq!(moved.level(), Level::Open);
    let dear = apply(&case, &Edit::Programme(ProgrammeEdit::SetBudget(ids[1], Pence::from_pounds(101)))).unwrap();
    assert!(rules(&dear)[0].starts_with("chosen_set_breaks_limits"), "{:?}", rules(&dear));
    let summary = dear.alignment();
    let own = Kept::of(&dear, &summary, dear.portfolio(ID).unwrap()).unwrap();
    let now = studied(&field(&dear));
    assert_eq!(
        kept_beside_best(&own, &now),
        "The set that is found now keeps every limit, and is worth 50.0 points less: No. 0 would stand in the place of No. 1."
    );
    assert!(kept_sentences(&own)[0].starts_with("It does not keep every limit. It takes £101 of capital"));
    // Without its initiative the set is worth less, and that is asked about too.
    let gone = apply(&case, &Edit::Programme(ProgrammeEdit::RemoveInitiative(ids[1]))).unwrap();
    assert!(gone.portfolio(ID).unwrap().kept.as_ref().unwrap().initiatives.is_empty());
    assert_eq!(rules(&gone).len(), 1);
}

#[test]
fn keeping_is_one_edit_that_says_what_it_did_and_is_saved() {
    let (case, ids) = kept();
    let none = PortfolioEdit::Keep(ID, None);
    let without = edited(&case, none.clone());
    assert_eq!(without.portfolio(ID).unwrap().kept, None);
    let change = describe(&case, &without, &Edit::Portfolio(none));
    assert_eq!(change.what, "Set that is kept for portfolio All");
    assert_eq!((change.from.as_str(), change.to.as_str()), ("100.0 points, proved to be the most: No. 1", ""));
    let stranger = KeptSet { initiatives: vec![InitiativeId(99)], ..case.portfolio(ID).unwrap().kept.clone().unwrap() };
    let refused = apply(&case, &Edit::Portfolio(PortfolioEdit::Keep(ID, Some(Box::new(stranger)))));
    assert_eq!(refused.unwrap_err(), EditError::NotThere { what: "initiative" });
    let saved = file::save(&Document::new(case.clone(), Vec::new()));
    assert_eq!(file::load(saved.as_bytes()).unwrap().case, case);
    let mut other: Value = serde_json::from_str(&saved).unwrap();
    other["case"]["portfolios"][0]["kept"]["initiatives"] = json!([ids[0], 77]);
    let error = file::load(other.to_string().as_bytes()).unwrap_err().to_string();
    assert!(error.contains("kept.initiatives"), "{error}");
    other["case"]["portfolios"][0]["kept"]["initiatives"] = json!([ids[0]]);
    other["case"]["portfolios"][0]["kept"]["verdict"] = json!("fine");
    let back = file::load(other.to_string().as_bytes()).unwrap();
    assert!(file::save(&back).contains("\"verdict\": \"fine\""), "what a newer version says stays");
}

#[test]
fn the_paper_has_the_set_with_its_limits_and_what_is_left_out() {
    let (case, _) = kept();
    let whole = plain(&part(&case, Part::Chosen, &[], None));
    for words in [
        "Within £100 of capital.",
        "When it was kept, it was proved that no set within its limits was worth more.",
        "Taken in the order of points for their cost, until no more fits, initiatives come to 50.0 points, 50.0 fewer.",
        "It does not fit beside the others. With it the set takes £140 of capital, and the limit is £100.",
        "What was looked at adds nothing.",
        "£100 is not given by year: No. 1.",
        "None of the 1 chosen has a status.",
    ] {
        assert!(whole.contains(words), "{words}\n{whole}");
    }
    let said: Vec<Part> = Part::ALL.into_iter().filter(|part| part.is_said(&case)).collect();
    assert!(said.contains(&Part::Chosen) && !said.contains(&Part::Carbon));
    let made = blocks(&case, &said, &[], None);
    assert!(made.contains(&Block::Heading("The set that was chosen".to_owned())));
}

/// Nothing that a limit of another kind says is lost: people and harm stand in their own units.
#[test]
fn limits_stand_in_their_own_units() {
    let (case, _) = kept();
    let people = Budget::of(Resource::People, None, Finite::new(2.5).unwrap());
    let case = edited(&case, PortfolioEdit::PutBudget(ID, 1, Some(people)));
    let case = edited(&case, PortfolioEdit::SetHarm(ID, weighbridge::framework::Lens::Outcomes, Finite::new(12.5)));
    let file: Value = serde_json::from_str(&text(&case)).unwrap();
    let limits = &file["programme"]["chosen"][0]["limits"];
    assert_eq!((&limits[1]["limit"], &limits[1]["unit"]), (&json!(2.5), &json!("people")));
    assert_eq!((&limits[2]["limit"], &limits[2]["unit"]), (&json!(12.5), &json!("points")));
    assert_eq!(file["programme"]["chosen"][0]["broken"][0]["kind"], "cannot be chosen", "nobody says how many people");
}
