//! Tables from spreadsheets: two published cases rebuilt from one paste, and what goes out that comes back the same.

use proptest::collection::vec;
use proptest::prelude::*;
use std::fs;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::spreadsheet::{
    Choices, CostChoice, Fault, FaultKind, Figures, LeftOut, Lies, Reading, read,
};
use weighbridge::appraisal::{
    Appraisal, Knot, Measure, Role, Scale, Score, ScoreRange, ScoreState, Shape, SwingWeight,
};
use weighbridge::case::Case;
use weighbridge::edit::{
    AppraisalEdit, CaseEdit, CostEdit, Edit, OptionEdit, ScaleEdit, ScaleEnd, ScoreEdit, SpreadsheetEdit, TreeEdit,
    WeightEdit, apply,
};
use weighbridge::exchange::block::cells;
use weighbridge::exchange::table::csv;
use weighbridge::finite::Finite;
use weighbridge::id::{AlternativeId, AppraisalId, CriterionId};
use weighbridge::paper::scores::score_table;
use weighbridge::pence::Pence;

fn file(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/files/spreadsheets/{name}", env!("CARGO_MANIFEST_DIR"));
    cells(&fs::read_to_string(path).unwrap()).unwrap()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn begun() -> (Case, AppraisalId) {
    let case = apply(&Case::titled("t"), &Edit::Case(CaseEdit::AddAppraisal("Depots".into()))).unwrap();
    let id = case.appraisals[0].id;
    (case, id)
}

fn with(case: &Case, edit: impl Into<AppraisalEdit>) -> Case {
    apply(case, &Edit::Appraisal(case.appraisals[0].id, edit.into())).unwrap()
}

fn taken(case: &Case, reading: &Reading, why: &str) -> Case {
    let contents = Box::new(reading.contents.clone());
    with(case, SpreadsheetEdit::Take { contents, why_left_out: why.to_owned() })
}

fn read_into_new(rows: &[Vec<String>], choices: Choices) -> Result<Reading, Vec<Fault>> {
    read(&begun().0.appraisals[0], rows, choices)
}

/// Totals to a tenth, in the order of the options; those without a total left out.
fn tenths(appraisal: &Appraisal) -> Vec<f64> {
    let results = evaluate(appraisal);
    let totals = results.standings.iter().filter_map(|standing| standing.total);
    totals.map(|total| (total * 10.0).round() / 10.0).collect()
}

/// Faults as "C4: kind", without what the kind holds.
fn faults(text: &str) -> Vec<String> {
    let say = |fault: Fault| {
        let kind = format!("{:?}", fault.kind);
        let kind = kind.split([' ', '(']).next().unwrap_or_default().to_owned();
        fault.at.map_or(kind.clone(), |at| format!("{at}: {kind}"))
    };
    read_into_new(&rows(text), Choices::default()).unwrap_err().into_iter().map(say).collect()
}

#[test]
fn the_office_case_is_rebuilt_from_one_paste() {
    let table = file("office.tsv");
    let (case, _) = begun();
    let choices = Choices { cost: Some(CostChoice::Take(0)), ..Choices::default() };
    let reading = read(&case.appraisals[0], &table, choices).unwrap();
    assert_eq!((reading.lies, reading.figures), (Lies::OptionsAcross, Some(Figures::Points)));
    assert_eq!(reading.costs, ["Rent (£ a year)"]);
    assert_eq!(reading.totals.len(), 1);
    assert_eq!(reading.totals[0].fault, None, "the published totals follow from the figures");
    let left: Vec<LeftOut> = vec![LeftOut::Title("Where the new office goes".into()), LeftOut::Totals("Total".into())];
    assert_eq!(reading.left_out, left);
    let why = "The lease ends, so staying as now cannot be chosen.";
    let case = taken(&case, &reading, why);
    let appraisal = &case.appraisals[0];
    assert_eq!(appraisal.alternatives.len(), 7);
    assert_eq!(appraisal.dropped.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(), [why, why]);
    assert_eq!(tenths(appraisal), [80.5, 39.7, 47.7, 52.4, 64.5, 21.0, 60.3]);
    let families: Vec<(&str, usize)> =
        appraisal.criteria.iter().map(|one| (one.name.as_str(), one.children().len())).collect();
    assert_eq!(families, [("Turnover", 3), ("Working conditions", 3)]);
    assert_eq!(appraisal.alternatives[0].cost.as_ref().unwrap().present_value, Pence::from_pounds(35_000));
    let lacks = |score: &&Score| score.reason.is_empty() || score.source.is_empty();
    assert_eq!((appraisal.scores.len(), appraisal.scores.iter().filter(lacks).count()), (42, 0));
    assert!(appraisal.leaves().iter().all(|(_, leaf)| leaf.has_both_ends() && !leaf.ends_changed));
    // A yearly sum is no whole-life cost by itself.
    let reading = read_into_new(&table, Choices::default()).unwrap();
    assert!(reading.left_out.contains(&LeftOut::Cost("Rent (£ a year)".into())) && reading.cost_taken.is_none());
}

#[test]
fn marks_out_of_ten_with_options_down_give_the_published_totals() {
    let table = file("marks.csv");
    let reading = read_into_new(&table, Choices::default()).unwrap();
    assert_eq!((reading.lies, reading.figures), (Lies::OptionsDown, Some(Figures::MarksOutOf(10))));
    assert_eq!(reading.totals[0].fault, None);
    let case = taken(&begun().0, &reading, "Not tendered for.");
    let appraisal = &case.appraisals[0];
    assert_eq!(tenths(appraisal), [37.5, 59.5, 42.0, 60.0]);
    let weights: Vec<f64> = appraisal.leaves().iter().map(|(_, leaf)| leaf.swing.unwrap().points()).collect();
    assert_eq!(weights, [50.0, 25.0, 15.0, 10.0]);
}

#[test]
fn pasting_again_changes_only_what_differs() {
    let reading = read_into_new(&file("office.tsv"), Choices::default()).unwrap();
    let case = taken(&begun().0, &reading, "The lease ends.");
    let again = read(&case.appraisals[0], &file("office.tsv"), Choices::default()).unwrap();
    assert_eq!(taken(&case, &again, "").appraisals, case.appraisals);
    let turned = rows("Option|visibility|Parking spaces\nDENVER STREET|55|10\nAddison Square|60|20\nNew Street|40|30");
    let reading = read(&case.appraisals[0], &turned, Choices::default()).unwrap();
    assert_eq!(reading.lies, Lies::OptionsDown);
    let after = taken(&case, &reading, "");
    let appraisal = &after.appraisals[0];
    assert_eq!((appraisal.alternatives.len(), appraisal.leaves().len()), (8, 7));
    let denver = appraisal.alternatives.iter().find(|one| one.name == "Denver Street").unwrap().id;
    let score = appraisal.score(denver, case.appraisals[0].leaves()[1].0.id).unwrap();
    assert_eq!(score.state, ScoreState::Points(Finite::from(55)));
    assert!(!score.reason.is_empty(), "what the table does not say stays");
}

#[test]
fn families_stand_in_a_column_in_rows_or_above_in_merged_cells() {
    let tree = |text: &str| {
        let case = taken(&begun().0, &read_into_new(&rows(text), Choices::default()).unwrap(), "");
        let walk = case.appraisals[0].walk().map(|node| (node.depth, node.criterion.name.clone()));
        walk.map(|(depth, name)| format!("{depth}{name}")).collect::<Vec<_>>().join(" ")
    };
    let expected = "0F 1x 1y 0G 1z";
    assert_eq!(tree("Family|Criterion|A|B\nF|x|10|20\n|y|10|20\nG|z|30|40"), expected);
    assert_eq!(tree("|A|B\nF||\nx|10|20\ny|10|20\nG||\nz|30|40"), expected);
    assert_eq!(tree("|F||G\nOption|x|y|z\nA|10|10|30\nB|20|20|40"), expected);
    assert_eq!(
        tree("|Weight|A|B\nF|70||\nx|40|10|20\ny|30|10|20\nG|30||\nz|30|30|40"),
        expected,
        "weights that add up"
    );
    assert_eq!(tree("Family|Criterion|A|B\n(none)|x|10|20\nF|y|10|20"), "0x 0F 1y");
    assert_eq!(tree("Family|Subfamily|Criterion|A|B\nF|H|x|10|20\n||y|1|2\nF|(none)|z|10|20"), "0F 1H 2x 2y 1z");
}

#[test]
fn reasons_and_sources_stand_beside_below_or_for_all() {
    let said = |text: &str| {
        let reading = read_into_new(&rows(text), Choices::default()).unwrap();
        let mut scores = reading.contents.scores.clone();
        scores.sort_by_key(|score| (score.criterion, score.option));
        scores.iter().map(|score| format!("{}/{}", score.reason, score.source)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("|A|B|Reason|Source\nx|10|20|far|map\ny|10|20|near|"), "far/map far/map near/ near/");
    assert_eq!(said("|A|Reason|B|Reason\nx|10|p|20|q"), "p/ q/");
    assert_eq!(said("|A|B|B: reason|Source for A\nx|10|20|q|map"), "/map q/");
    assert_eq!(said("Option|x|y|Reason\nA|10|20|p\nB|30|40|q"), "p/ q/ p/ q/");
    assert_eq!(said("Option|x|x: reason|y\nA|10|p|20\nB|30|q|40"), "p/ q/ / /");
    assert_eq!(said("|A|B\nx|10|20\n||\nReasons||\n|A|B\nx|p|q\nSources|A|B\nx|s|"), "p/s q/");
}

#[test]
fn what_cannot_be_read_names_its_cell() {
    for (text, expected) in [
        ("|A|B\nx|1,5|20", vec!["B2: NoScore"]),
        ("|A|B\nx|10|high\ny|101|20", vec!["C2: NoScore", "B3: NoScore"]),
        ("|A||B\nx|10|20|30", vec!["C1: BlankHead"]),
        ("|A|B\nx|10|20\n|30|40", vec!["A3: BlankHead"]),
        ("|A|a\nx|10|20", vec!["C1: NamedTwice"]),
        ("|A|B\nx|10|20\nX|10|20", vec!["A3: NamedTwice"]),
        ("|Weight|A|B\nx|lots|10|20", vec!["B2: NotThat"]),
        ("|Worst|Best|A|B\nx|5|5|10|20", vec!["C2: NotThat"]),
        ("|A|B\nx|7|20\nReasons|A|B\nz|p|q", vec!["A4: NotAbove"]),
        ("||", vec!["Empty"]),
    ] {
        assert_eq!(faults(text), expected, "{text}");
    }
    let marks = Choices { figures: Some(Figures::MarksOutOf(10)), ..Choices::default() };
    let refused = read_into_new(&rows("|A|B\nx|7|20"), marks).unwrap_err();
    assert!(matches!(refused[0].kind, FaultKind::NoMark { out_of: 10, .. }), "{refused:?}");
    let wide: String = (0..201).map(|at| format!("|o{at}")).collect();
    assert_eq!(faults(&format!("Criterion{wide}\nx|10")), ["GT1: TooMany"]);
    let tall: String = (0..201).map(|at| format!("\nc{at}|10|20")).collect();
    assert_eq!(faults(&format!("Criterion|A|B{tall}")), ["A202: TooMany"]);
}

#[test]
fn totals_that_do_not_follow_are_named() {
    let totals = |text: &str| read_into_new(&rows(text), Choices::default()).unwrap().totals;
    let off = totals("|Weight|A|B\nx|50|10|20\ny|50|30|40\nTotal||20|31");
    let fault = off[0].fault.as_ref().unwrap();
    assert_eq!((fault.at.to_string().as_str(), fault.said.as_str(), fault.found), ("D4", "31", 30.0));
    for follows in ["Total||20|30", "Total|100|2,000|3,000", "Sum||40|60"] {
        assert_eq!(totals(&format!("|Weight|A|B\nx|50|10|20\ny|50|30|40\n{follows}"))[0].fault, None, "{follows}");
    }
    assert!(totals("|A|B\nx|10|20\nRank|2|1").is_empty());
}

#[test]
fn business_as_usual_is_met_under_its_other_names() {
    let reading = read_into_new(&rows("|Do nothing|Hub\nx|10|20"), Choices::default()).unwrap();
    let case = taken(&begun().0, &reading, "The least is to do nothing.");
    let appraisal = &case.appraisals[0];
    let options: Vec<(&str, Role)> = appraisal.alternatives.iter().map(|one| (one.name.as_str(), one.role)).collect();
    assert_eq!(options, [("Do nothing", Role::BusinessAsUsual), ("Hub", Role::Candidate)]);
    assert_eq!(appraisal.dropped.len(), 1);
}

#[test]
fn the_tables_of_older_faults_are_read_or_refused_by_name() {
    let total = read_into_new(&file("paste-total-row.tsv"), Choices::default()).unwrap();
    assert_eq!(total.left_out, [LeftOut::Totals("Total".into())]);
    let weights = read_into_new(&file("paste-weight-column.tsv"), Choices::default()).unwrap();
    assert_eq!(weights.contents.criteria[0].weight, SwingWeight::new(70.0));
    let semicolons = read_into_new(&file("paste-semicolons.csv"), Choices::default()).unwrap();
    assert_eq!((semicolons.contents.options.len(), semicolons.lies), (2, Lies::OptionsDown));
    let quotes = read_into_new(&file("paste-excel-quotes.tsv"), Choices::default()).unwrap();
    assert_eq!(quotes.contents.options[1].name, "\"Front door\" hub");
    let letters = read_into_new(&file("paste-decomposed-letter.tsv"), Choices::default()).unwrap();
    assert_eq!(letters.contents.scores.len(), 1);
    assert!(read_into_new(&file("paste-no-break-space.tsv"), Choices::default()).is_ok());
    // A dash may mean nought or nothing.
    let accounting = read_into_new(&file("paste-accounting.tsv"), Choices::default()).unwrap_err();
    let places: Vec<String> = accounting.iter().filter_map(|fault| fault.at).map(|at| at.to_string()).collect();
    assert_eq!(places, ["C3"]);
    for list in ["list-of-names.txt", "paste-column-with-a-mark.txt", "paste-single-thousands.txt"] {
        assert!(read_into_new(&file(list), Choices::default()).is_err(), "{list}");
    }
}

/// A number with few decimals.
fn figure(range: std::ops::Range<i32>) -> impl Strategy<Value = Finite> {
    range.prop_map(|hundredths| Finite::new(f64::from(hundredths) / 100.0).unwrap())
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        5 => "[a-zA-Z£=+@' ,;\"%()é-]{0,12}",
        1 => "[a-z]{1,5}\n[a-z,]{1,5}",
        1 => "[0-9]{1,3}",
    ]
}

fn scale() -> impl Strategy<Value = Option<Scale>> {
    let measure = ("[a-z ]{0,6}", prop_oneof![Just("months"), Just("£m"), Just(""), Just("out of 10")])
        .prop_map(|(name, unit)| Measure::new(name.trim(), unit));
    let ends = (figure(-100_000..0), figure(1..100_000), any::<bool>());
    let measured = (measure, ends, 0..3_u8).prop_map(|(measure, (low, high, is_more), bend)| {
        let (worst, best) = if is_more { (low, high) } else { (high, low) };
        let along = |share: f64| {
            let at = worst.get() + share * (best.get() - worst.get());
            Finite::new((at * 1000.0).round() / 1000.0).unwrap()
        };
        let knot =
            |share, points| Knot { measure: along(share), points: Finite::from(points), unknown: Default::default() };
        let shape = match bend {
            0 => Shape::Linear,
            1 => Shape::Piecewise(vec![knot(0.25, 60), knot(0.5, 80)]),
            _ => Shape::Exponential { midvalue: along(0.3), unknown: Default::default() },
        };
        Scale::measured(measure, worst, best, shape)
    });
    prop_oneof![2 => Just(None), 3 => measured.prop_filter("a scale", |scale| scale.problem().is_none()).prop_map(Some)]
}

/// What is made of one criterion: family above it (none, outer, or inner in outer), scale, levels, definition, ends, weight.
type Made = (u8, Option<Scale>, bool, String, [String; 2], Option<Finite>);

fn made() -> impl Strategy<Value = Made> {
    let ends = [words(), words()];
    (0..4_u8, scale(), prop::bool::weighted(0.2), words(), ends, prop::option::of(figure(0..20_000)))
}

/// What is made of one score: a kind, a figure, a reason, a source.
type Said = (u8, Finite, String, String);

fn build(options: &[u8], criteria: &[Made], said: &[Said]) -> Case {
    let (mut case, _) = begun();
    let usual = case.appraisals[0].alternatives[0].id;
    case = with(&case, OptionEdit::Rename(usual, "As they stand".into()));
    for (at, kind) in options.iter().enumerate() {
        case = with(&case, OptionEdit::Add(format!("{}{at}", ["Hub ", "=Site ", "2030 "][usize::from(*kind) % 3])));
    }
    let mut families: [Option<CriterionId>; 3] = [None; 3];
    for (at, (family, scale, has_levels, definition, ends, weight)) in criteria.iter().enumerate() {
        let place = usize::from(*family);
        let home = (place > 0).then(|| place - 1).and_then(|place| {
            if families[place].is_none() {
                let id = CriterionId(case.next_id);
                case = with(&case, TreeEdit::AddFamily(format!("Family {place}")));
                families[place] = Some(id);
                if place == 2 && families[1].is_some() {
                    case = with(&case, TreeEdit::Place(id, families[1], usize::MAX));
                }
            }
            families[place]
        });
        let id = CriterionId(case.next_id);
        case = with(&case, TreeEdit::AddCriterion(home, format!("Criterion, {at}")));
        if let Some(scale) = scale {
            case = with(&case, ScaleEdit::Set(id, scale.clone()));
        } else if *has_levels {
            let levels = [("None = at all", 0), ("Some; more", 40), ("3", 100)];
            let levels = levels.map(|(label, points)| (None, label.to_owned(), Finite::from(points))).to_vec();
            case = with(&case, ScaleEdit::SetLevels(id, levels));
        }
        case = with(&case, TreeEdit::Define(id, definition.clone()));
        case = with(&case, ScaleEdit::SetAnchor(id, ScaleEnd::Worst, ends[0].clone()));
        case = with(&case, ScaleEdit::SetAnchor(id, ScaleEnd::Best, ends[1].clone()));
        let weight = weight.and_then(|weight| SwingWeight::new(weight.get()));
        case = with(&case, WeightEdit::SetSwing(id, weight));
    }
    let appraisal = case.appraisals[0].clone();
    let places = appraisal.alternatives.iter().flat_map(|option| {
        appraisal.leaves().into_iter().map(move |(criterion, leaf)| (option, criterion.id, leaf.scale.clone()))
    });
    for ((option, criterion, scale), (kind, number, reason, source)) in places.zip(said.iter().cycle()) {
        let state = match (kind, &scale) {
            (0, _) => ScoreState::Unknown,
            (1, _) => ScoreState::NotApplicable,
            (2, _) if option.role != Role::BusinessAsUsual => ScoreState::NoEffect,
            (3, _) => continue,
            (_, Scale::Levels(levels)) => ScoreState::Level(levels[usize::from(*kind) % levels.len()].id),
            (_, Scale::Measured { .. }) => ScoreState::Measured(*number),
            (_, Scale::Direct) => ScoreState::Points(Finite::new(number.get().abs() / 10.0).unwrap()),
        };
        case = with(&case, ScoreEdit::Set(option.id, criterion, state));
        if let (ScoreState::Points(number) | ScoreState::Measured(number), 4 | 5) = (state, kind) {
            let (least, most) =
                if matches!(state, ScoreState::Points(_)) { (0.0, 100.0) } else { (f64::MIN, f64::MAX) };
            let beside = |by: f64| Finite::new((number.get() + by).clamp(least, most)).unwrap();
            let range = ScoreRange::new(beside(-2.5), beside(7.25));
            case = with(&case, ScoreEdit::SetRange(option.id, criterion, Some(range)));
        }
        case = with(&case, ScoreEdit::SetReason(option.id, criterion, reason.clone()));
        case = with(&case, ScoreEdit::SetSource(option.id, criterion, source.clone()));
    }
    case
}

/// An appraisal in words that do not depend on ids.
fn told(appraisal: &Appraisal) -> Vec<String> {
    let options = appraisal.alternatives.iter().map(|option| format!("{:?} {:?}", option.name, option.role));
    let tree = appraisal.walk().map(|node| {
        let leaf = node.leaf().map(|leaf| {
            let weight = leaf.swing.map(|swing| swing.points());
            format!(
                "{} {:?} {:?} {weight:?} {}",
                leaf.scale.line(),
                leaf.worst_anchor,
                leaf.best_anchor,
                leaf.ends_changed
            )
        });
        format!("{} {:?} {:?} {leaf:?}", node.depth, node.criterion.name, node.criterion.definition)
    });
    let scores = appraisal.alternatives.iter().flat_map(|option| {
        appraisal.leaves().into_iter().map(move |(criterion, leaf)| {
            let score = appraisal.score(option.id, criterion.id)?;
            let state = match score.state {
                ScoreState::Level(id) => leaf.scale.levels().iter().find(|level| level.id == id)?.label.clone(),
                state => format!("{state:?}"),
            };
            let range = score.range.as_ref().map(|range| (range.low, range.high));
            let (reason, source) = (&score.reason, &score.source);
            Some(format!("{} {} {state} {range:?} {reason:?} {source:?}", option.name, criterion.name))
        })
    });
    options.chain(tree).chain(scores.flatten()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn the_table_that_goes_out_comes_back_the_same(
        options in vec(0..3_u8, 0..4),
        criteria in vec(made(), 1..6),
        said in vec((0..8_u8, figure(-100_000..100_000), words(), words()), 1..8),
    ) {
        let case = build(&options, &criteria, &said);
        let table = score_table(&case.appraisals[0]);
        let text = csv(&table);
        let reading = read_into_new(&cells(&text).unwrap(), Choices::default());
        prop_assert!(reading.is_ok(), "{:?}\n{}", reading, text);
        let back = taken(&begun().0, &reading.unwrap(), "Not named.");
        prop_assert_eq!(told(&case.appraisals[0]), told(&back.appraisals[0]), "{}", text);
        // And once more onto itself: nothing changes.
        let again = read(&case.appraisals[0], &cells(&text).unwrap(), Choices::default()).unwrap();
        prop_assert_eq!(&taken(&case, &again, "").appraisals, &case.appraisals);
    }
}

#[test]
fn ranges_stand_beneath_the_scores_and_hold_them() {
    let table = |range: &str| rows(&format!("|Hub|Site\nx|10|20\ny|30|40\nRanges|Hub|Site\nx|5 to 15|\ny||{range}"));
    let reading = read_into_new(&table("35–60"), Choices::default()).unwrap();
    let after = taken(&begun().0, &reading, "Not named.");
    let of = |score: &Score| score.range.as_ref().map(|range| (range.low.get(), range.high.get()));
    let found: Vec<_> = after.appraisals[0].scores.by_row().filter_map(of).collect();
    assert_eq!(found, [(5.0, 15.0), (35.0, 60.0)]);
    for refused in ["50 to 60", "35", "35 to 101", "some to many"] {
        let faults = read_into_new(&table(refused), Choices::default()).unwrap_err();
        assert_eq!(faults[0].at.map(|at| at.to_string()).as_deref(), Some("C6"), "{refused}");
    }
}

#[test]
fn a_cost_that_is_known_keeps_what_else_is_known_of_it() {
    let (case, _) = begun();
    let option: AlternativeId = case.appraisals[0].alternatives[0].id;
    let cost = weighbridge::appraisal::Cost { capital: Pence::from_pounds(5), ..Default::default() };
    let case = with(&case, CostEdit::Set(option, Some(Box::new(cost))));
    let table = rows("|Business as usual|Hub\nx|10|20\nWhole-life cost (£m)|1.5|2");
    let reading = read(&case.appraisals[0], &table, Choices::default()).unwrap();
    assert_eq!(reading.cost_taken, Some(0));
    let after = taken(&case, &reading, "");
    let cost = after.appraisals[0].alternatives[0].cost.clone().unwrap();
    assert_eq!((cost.capital, cost.present_value), (Pence::from_pounds(5), Pence::from_pounds(1_500_000)));
}
