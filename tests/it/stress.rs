//! What would change the answer: criteria without weight take part where weight could be moved to them, and the smallest
//! move of weight is the least over every option.

use proptest::prelude::*;
use serde_json::{Value, json};
use weighbridge::appraisal::Appraisal;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::stress::check::prospects;
use weighbridge::appraisal::stress::draws::{Belief, Drawing, Task};
use weighbridge::appraisal::stress::opinion::{OtherMethod, opinions};
use weighbridge::appraisal::stress::{Field, path};
use weighbridge::case::Case;
use weighbridge::file;
use weighbridge::health::{Finding, check};
use weighbridge::method::dominance::Reach;
use weighbridge::method::switch::smallest_move;
use weighbridge::present::sensitivity::{Naming, prospects_words, stress_headline};
use weighbridge::present::{finding_words, headline, letters, tenths};

fn kept(name: &str) -> Appraisal {
    let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/cases").join(name);
    let document = file::load(&std::fs::read(place).unwrap()).unwrap();
    (*document.case.appraisals[0]).clone()
}

/// An appraisal judged in points: `points[option][criterion]`, and the swing weights, none where it is not given yet.
fn judged(weights: &[Option<f64>], points: &[Vec<f64>]) -> Appraisal {
    let options = (0..points.len()).map(|i| json!({"id": 10 + i, "name": format!("Option {i}")}));
    let criteria = weights.iter().enumerate().map(|(j, weight)| {
        let leaf = weight.map_or(json!({"scale": "direct"}), |weight| json!({"scale": "direct", "swing": weight}));
        json!({"id": 30 + j, "name": format!("Criterion {j}"), "kind": {"leaf": leaf}})
    });
    let score =
        |i: usize, j: usize| json!({"alternative": 10 + i, "criterion": 30 + j, "state": {"points": points[i][j]}});
    let scores = (0..points.len()).flat_map(|i| (0..weights.len()).map(move |j| (i, j))).map(|(i, j)| score(i, j));
    let appraisal = json!({
        "id": 1, "title": "Where", "materiality": 2,
        "alternatives": options.collect::<Vec<Value>>(),
        "criteria": criteria.collect::<Vec<Value>>(),
        "scores": scores.collect::<Vec<Value>>(),
    });
    let document = json!({"format": "weighbridge", "version": 1,
        "case": {"title": "Made", "next_id": 100, "appraisals": [appraisal]}});
    (*file::load(document.to_string().as_bytes()).unwrap().case.appraisals[0]).clone()
}

/// What the page of sensitivity says of one option, by its name.
fn prospect_of(appraisal: &Appraisal, name: &str) -> (Vec<String>, Reach, String) {
    let results = evaluate(appraisal);
    let letters = letters(appraisal);
    let field = Field::of(appraisal, &results).unwrap();
    let naming = Naming { results: &results, letters: &letters, field: &field };
    let found = prospects(&field);
    let one = found.iter().find(|found| naming.full(found.option) == name).unwrap();
    let better = one.dominated_by.iter().map(|better| naming.full(*better).to_owned()).collect();
    (better, one.reach, prospects_words(&naming, &found).join(" "))
}

#[test]
fn a_criterion_without_weight_takes_part_in_what_weights_could_do() {
    for name in ["zero-weight.json", "unset-weight.json"] {
        let appraisal = kept(name);
        let results = evaluate(&appraisal);
        let letters = letters(&appraisal);
        let field = Field::of(&appraisal, &results).unwrap();
        let naming = Naming { results: &results, letters: &letters, field: &field };
        assert_eq!(field.columns.len(), appraisal.leaves().len(), "{name}");
        let words = stress_headline(&naming);
        assert!(words.after.contains("moved from Reach to Quiet"), "{name}: {words:?}");
        assert_eq!(words.strong, "19.2 points of weight", "{name}");
        let (better, reach, said) = prospect_of(&appraisal, "New hub");
        assert!(better.is_empty() && reach == Reach::CanLead, "{name}: {better:?} {reach:?}");
        assert!(!said.contains("New hub is dominated"), "{name}: {said}");
        assert!(naming.without_weight().starts_with("Quiet has no weight in use; it takes part here"), "{name}");
        let opinion = opinions(&field).into_iter().find(|opinion| opinion.method == OtherMethod::EqualWeights).unwrap();
        assert!(opinion.because.is_some(), "{name}: with equal weights New hub is first");
        // As the committee file of the same case says: 68.45 % and 31.55 %.
        let mut drawing = Drawing::start(&Task::of(&field, Belief::NoView, false, "1", 20_000)).unwrap();
        while !drawing.is_done() {
            drawing.advance(5_000);
        }
        let picture = drawing.picture().unwrap();
        let first = |name: &str| picture.places[(0..field.rows.len()).find(|at| naming.full(*at) == name).unwrap()][0];
        assert!((first("New hub") - 0.6845).abs() < 3.0 * picture.margin, "{name}: {}", first("New hub"));
        assert!((first("Shared site") - 0.3155).abs() < 3.0 * picture.margin, "{name}: {}", first("Shared site"));
        // Other beliefs keep to the weights as they are.
        for belief in [Belief::SameOrder, Belief::WithinQuarter] {
            let mut drawing = Drawing::start(&Task::of(&field, belief, false, "1", 1_000)).unwrap();
            drawing.advance(1_000);
            assert!(drawing.picture().is_some(), "{name}: {belief:?}");
        }
        assert!(
            path::criteria(&field, &results).iter().any(|path| path.line.base == 0.0),
            "{name}: its weight can be raised"
        );
    }
}

#[test]
fn the_comparator_is_never_called_dispensable() {
    let appraisal = kept("zero-weight.json");
    let (better, _, said) = prospect_of(&appraisal, "Business as usual");
    assert!(!better.is_empty(), "it is dominated");
    assert!(said.contains("Business as usual is dominated"), "{said}");
    assert!(said.contains("It stays, because the others are compared with it."), "{said}");
    let so = said.split("Business as usual is dominated").nth(1).unwrap().split(" first").nth(1).unwrap();
    assert!(!so.starts_with(", so it could be left out"), "{said}");
}

/// One figure is rounded once: printed shares add to 100.0, so one of them may differ from its own rounding by a tenth.
#[test]
fn a_share_is_the_same_on_every_page() {
    let points = [vec![80.0, 40.0, 10.0], vec![60.0, 50.0, 30.0], vec![0.0, 90.0, 20.0]];
    for weights in [[1.0, 1.0, 1.0], [6.0, 2.0, 1.0], [7.0, 7.0, 6.0]] {
        let appraisal = judged(&weights.map(Some), &points);
        let results = evaluate(&appraisal);
        let letters = letters(&appraisal);
        let field = Field::of(&appraisal, &results).unwrap();
        let naming = Naming { results: &results, letters: &letters, field: &field };
        let printed: Vec<String> = results.columns.iter().map(|column| tenths(column.printed.unwrap())).collect();
        assert_eq!(results.columns.iter().map(|column| column.printed.unwrap()).sum::<u32>(), 1000);
        assert_eq!((0..3).map(|at| naming.share(at)).collect::<Vec<_>>(), printed);
        let paths: Vec<_> =
            (0..3).filter_map(|at| path::path(&field, &results, path::Subject::Criterion(at))).collect();
        let table = weighbridge::paper::sensitivity::paths(&naming, &paths);
        assert_eq!(table.rows.iter().map(|row| row[1].print()).collect::<Vec<_>>(), printed);
        // What would fall and rise begins where the weights stand, and ends as far from there as is said to move.
        let words = stress_headline(&naming);
        assert!(
            printed.iter().any(|share| words.guard.contains(&format!("from {share} to "))),
            "{words:?} {printed:?}"
        );
    }
}

/// Unicode shows "א 10.0, ב 9.0" with its figures the other way round, unless each name stands between isolates.
#[test]
fn a_name_that_runs_from_the_right_leaves_figures_where_they_are() {
    let mut appraisal = kept("same-names.json");
    for (option, name) in appraisal.alternatives.iter_mut().zip(["מצב קיים", "מרכז", "אתר", "حرم"]) {
        option.name = name.to_owned();
    }
    let words = headline(&evaluate(&appraisal));
    let all = format!("{} {}", words.finding, words.next);
    let bare = all.split('\u{2068}').map(|part| part.rsplit('\u{2069}').next().unwrap()).collect::<String>();
    assert!(all.contains('\u{2068}') && !bare.contains(|letter| ('\u{590}'..'\u{700}').contains(&letter)), "{all:?}");
}

#[test]
fn names_that_look_alike_are_told_apart_and_found() {
    let appraisal = kept("same-names.json");
    let words = headline(&evaluate(&appraisal));
    assert!(words.finding.contains("Hub (option 3)") && words.finding.contains("Hub (option 4)"), "{words:?}");
    assert!(words.next.contains("Reach (criterion 1)") || words.next.contains("Reach (criterion 2)"), "{words:?}");
    let case = Case { appraisals: vec![appraisal.clone().into()], ..Case::titled("t") };
    let keys: Vec<String> = check(&case, &appraisal, &evaluate(&appraisal), &[]).iter().map(Finding::key).collect();
    let named: Vec<&String> = keys.iter().filter(|key| key.starts_with("same_name")).collect();
    assert_eq!(named.len(), 2, "{keys:?}");
    let found = check(&case, &appraisal, &evaluate(&appraisal), &[]);
    let said: Vec<String> = found.iter().map(|finding| finding_words(Some(&appraisal), finding).what).collect();
    assert!(said.contains(&"2 options look alike by name: Hub.".to_owned()), "{said:?}");
    assert!(said.contains(&"2 criteria look alike by name: Reach.".to_owned()), "{said:?}");
}

#[test]
fn scores_of_one_to_five_are_not_taken_for_points_of_a_hundred_in_silence() {
    let appraisal = kept("one-to-five.json");
    let case = Case { appraisals: vec![appraisal.clone().into()], ..Case::titled("t") };
    let found = check(&case, &appraisal, &evaluate(&appraisal), &[]);
    let said: Vec<String> = found
        .iter()
        .filter(|finding| finding.key().starts_with("other_scale"))
        .map(|finding| finding_words(Some(&appraisal), finding).what)
        .collect();
    assert_eq!(said.len(), 3, "each criterion by itself: {said:?}");
    assert!(said[0].starts_with("All scores on ") && said[0].ends_with(" are from 1 to 5 of 100 points."), "{said:?}");
    assert!(
        found
            .iter()
            .filter(|finding| finding.key().starts_with("other_scale"))
            .all(|one| one.is_open(&appraisal.record.overrides))
    );
    // The same for any scale that is hardly used, as a prompt.
    let apart = |points: &[Vec<f64>]| {
        let appraisal = judged(&[Some(1.0), Some(1.0)], points);
        let case = Case { appraisals: vec![appraisal.clone().into()], ..Case::titled("t") };
        let found = check(&case, &appraisal, &evaluate(&appraisal), &[]);
        found.iter().map(Finding::key).filter(|key| key.contains("scale:") || key.contains("used")).collect::<Vec<_>>()
    };
    assert_eq!(apart(&[vec![55.0, 0.0], vec![61.5, 100.0], vec![58.0, 10.0]]), ["hardly_used:30"]);
    assert_eq!(apart(&[vec![0.5, 0.0], vec![6.0, 10.5], vec![2.0, 3.0]]), ["hardly_used:30"]);
    assert_eq!(apart(&[vec![5.0, 5.0], vec![5.0, 80.0]]), Vec::<String>::new(), "the same everywhere is said already");
}

#[test]
fn an_option_behind_the_second_may_need_less() {
    let points = [vec![80.0, 40.0], vec![60.0, 50.0], vec![0.0, 90.0]];
    let appraisal = judged(&[Some(50.0), Some(50.0)], &points);
    let results = evaluate(&appraisal);
    let lead = results.lead.as_ref().unwrap();
    assert_eq!((lead.leader, lead.rival), (0, 1), "the second in total is the second");
    let (row, tie) = lead.tie.as_ref().unwrap();
    assert_eq!(*row, 2, "and the third needs less");
    assert!((tie.total - 15.0 / 130.0).abs() < 1e-12, "15/130 of the weight, not 1/6: {tie:?}");
    let words = headline(&results);
    let expected =
        "Moving 11.5 points of weight from Criterion 0 to Criterion 1 would bring Option 2 level with Option 0.";
    assert_eq!(words.next, expected);
}

#[test]
fn a_gap_on_a_criterion_without_weight_leaves_that_criterion_out() {
    let mut appraisal = judged(&[Some(0.0), Some(50.0), Some(50.0)], &[vec![0.0, 90.0, 50.0], vec![100.0, 40.0, 60.0]]);
    let scores = appraisal.scores.iter().filter(|score| score.criterion.0 != 30 || score.alternative.0 != 11).cloned();
    appraisal.scores = scores.collect();
    let results = evaluate(&appraisal);
    assert_eq!(Field::of(&appraisal, &results).unwrap().columns, [1, 2]);
    let (_, tie) = results.lead.unwrap().tie.unwrap();
    assert!(tie.moves.iter().all(|step| step.from != 0 && step.to != 0), "{tie:?}");
}

#[test]
fn a_lead_that_is_there_is_never_printed_as_nought() {
    let points = [vec![50.0, 50.0], vec![50.0, 49.98]];
    let words = headline(&evaluate(&judged(&[Some(50.0), Some(50.0)], &points)));
    assert_eq!(words.finding, "No clear leader: Option 0 is less than 0.1 points ahead of Option 1.");
}

#[test]
fn weights_of_nought_are_not_weights_that_nobody_gave() {
    let points = [vec![80.0, 40.0], vec![60.0, 50.0]];
    let none = headline(&evaluate(&judged(&[None, None], &points))).finding;
    let noughts = headline(&evaluate(&judged(&[Some(0.0), None], &points))).finding;
    assert_eq!(none, "No weights have been given yet.");
    assert_eq!(noughts, "Every weight that was given is 0, so nothing tells the options apart.");
}

proptest! {
    #[test]
    fn no_option_needs_a_smaller_move_than_the_one_named(
        weights in prop::collection::vec(prop::option::weighted(0.8, 0u32..60), 2..6),
        rows in prop::collection::vec(prop::collection::vec(0u32..=20, 6), 3..7),
    ) {
        let weights: Vec<Option<f64>> = weights.into_iter().map(|weight| weight.map(f64::from)).collect();
        let points: Vec<Vec<f64>> =
            rows.iter().map(|row| row[..weights.len()].iter().map(|points| f64::from(*points) * 5.0).collect()).collect();
        let appraisal = judged(&weights, &points);
        let results = evaluate(&appraisal);
        let raw: Vec<f64> = weights.iter().map(|weight| weight.unwrap_or(0.0)).collect();
        if let Some(lead) = &results.lead {
            let needs = |rival: usize| smallest_move(&raw, &points[lead.leader], &points[rival]).unwrap().map(|tie| tie.total);
            let least = (0..points.len()).filter(|row| *row != lead.leader).filter_map(needs).reduce(f64::min);
            let found = lead.tie.as_ref().map(|(_, tie)| tie.total);
            prop_assert_eq!(found.is_some(), least.is_some());
            if let (Some(found), Some(least)) = (found, least) {
                prop_assert!((found - least).abs() < 1e-9, "{} is said, {} is enough", found, least);
            }
            // The page of sensitivity says the same.
            let field = Field::of(&appraisal, &results).unwrap();
            let there = field.smallest_move().map(|(_, tie)| tie.total);
            prop_assert!(found.zip(there).is_none_or(|(one, other)| (one - other).abs() < 1e-9));
        }
    }
}
