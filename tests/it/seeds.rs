//! The seeds: that each opens and is written as the program writes it, and that the facts in them are those of their sources.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use weighbridge::alignment::Assessment;
use weighbridge::alignment::goal::{GoalAlignment, GoalState};
use weighbridge::appraisal::whole_life::whole_life;
use weighbridge::appraisal::{Appraisal, Outcome, Role, Scale, ScoreState, Stage};
use weighbridge::case::Case;
use weighbridge::file;
use weighbridge::health::{Kind, check_programme};
use weighbridge::programme::Status;
use weighbridge::programme::budget::{Column, Footing, SumPlace, check_table};
use weighbridge::programme::schedule::{ScheduleFinding, check_schedule};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn paths(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(paths(&path));
        } else if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn seed(name: &str) -> Case {
    file::load(&std::fs::read(folder().join(name)).unwrap()).unwrap().case
}

/// Calls `visit` with every text in a JSON value, names of members left out.
fn texts(value: &serde_json::Value, visit: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => visit(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, visit)),
        serde_json::Value::Object(members) => members.values().for_each(|member| texts(member, visit)),
        _ => {}
    }
}

/// Returns the length of the longest run of digits that only spaces, hyphens, brackets and a plus part.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for letter in text.chars() {
        match letter {
            '0'..='9' => run += 1,
            ' ' | '-' | '(' | ')' | '+' => {}
            _ => run = 0,
        }
        longest = longest.max(run);
    }
    longest
}

#[test]
fn every_seed_opens_and_saving_it_changes_no_byte() {
    let paths = paths(&folder());
    assert_eq!(paths.len(), 15);
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let document = file::load(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(file::save(&document).as_bytes() == bytes, "{} is not as the program writes it", path.display());
        assert!(document.case.unknown.is_empty() && document.log.is_empty(), "{}", path.display());
        assert!(!document.case.context.note.is_empty(), "{} does not say where it came from", path.display());
    }
}

#[test]
fn no_seed_holds_an_address_or_a_telephone_number() {
    assert_eq!(longest_number("Ring 0161 234 (5000)."), 11);
    for path in paths(&folder()) {
        let value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        texts(&value, &mut |text| {
            assert!(!text.contains('@'), "{}: {text}", path.display());
            assert!(longest_number(text) < 10, "{}: {text}", path.display());
            assert!(!text.contains("[GK]") && !text.contains("seed"), "{}: {text}", path.display());
        });
    }
}

#[test]
fn the_manchester_report_is_told_as_printed() {
    let case = seed("manchester-ict-2020.json");
    assert_eq!(case.programme.initiatives.len(), 9);
    assert!(case.programme.initiatives.iter().all(|initiative| initiative.status.is_none()), "the report has no RAG");
    let lenses: Vec<_> = case.frameworks.iter().map(|framework| framework.lens).collect();
    assert_eq!(lenses, weighbridge::framework::Lens::ALL);
    let printed: Vec<String> = case.frameworks[0].goals.iter().map(|goal| goal.full_text()).collect();
    assert_eq!(printed[3], "A liveable and low carbon city: a destination of choice to live, visit, work");
    assert_eq!(
        printed[1],
        "A highly skilled city: world class and home grown talent sustaining the city’s economic success"
    );
    let statements: Vec<&str> = case.goal_statements.iter().map(|statement| statement.text.as_str()).collect();
    assert_eq!(statements.len(), 5);
    assert_eq!(statements[0], "n/a");
    assert_eq!(statements[4], "ICT is upgrading all council buildings with fit for purpose network and WiFi.");
    let millions = |name: &str| {
        let found = case.programme.initiatives.iter().find(|initiative| initiative.name == name);
        found.unwrap().budget.unwrap().get() / 10_000_000
    };
    assert_eq!((millions("Network Refresh Programme"), millions("Data Centre Programme")), (86, 44));
}

#[test]
fn every_number_in_the_manchester_matrix_is_marked_and_reasoned() {
    let case = seed("manchester-ict-2020.json");
    let mut harms = 0;
    for contribution in &case.contributions {
        let scored = matches!(contribution.assessment, Assessment::Scored(_));
        assert_eq!(contribution.illustrative, scored, "{}", contribution.reason);
        assert!(!contribution.reason.is_empty() && !contribution.source.is_empty());
        harms += usize::from(matches!(contribution.assessment, Assessment::Scored(effect) if effect.get() < 0));
        let statement = case.goal_statements.iter().find(|statement| statement.goal == contribution.goal);
        if scored && contribution.source == "Alignment table" {
            assert_eq!(contribution.reason, statement.unwrap().text);
        }
        if contribution.goal == case.frameworks[0].goals[0].id {
            assert_eq!(contribution.assessment, Assessment::NotApplicable, "the report answers n/a");
        }
    }
    assert_eq!(harms, 2);
    assert!(case.contributions.iter().any(|contribution| contribution.assessment == Assessment::Unknown));
}

#[test]
fn the_manchester_matrix_says_what_is_known_and_how_far() {
    let case = seed("manchester-ict-2020.json");
    let summary = case.alignment();
    let state = |is: &dyn Fn(&GoalAlignment) -> bool| summary.goals.iter().filter(|goal| is(&goal.standing)).count();
    assert_eq!(summary.goals.len(), 14);
    assert_eq!(state(&|goal| !goal.supporters.is_empty()), 8);
    assert_eq!(state(&|goal| goal.state() == GoalState::Both), 1);
    assert_eq!(state(&|goal| goal.state() == GoalState::Gap), 0, "a goal that nobody looked at is no gap");
    let unseen = |goal: &GoalAlignment| goal.supporters.is_empty() && !goal.is_looked_at() && !goal.applies_to_none();
    assert_eq!((state(&unseen), state(&|goal| unseen(goal) && !goal.harmers.is_empty())), (5, 1));
    assert_eq!(state(&GoalAlignment::applies_to_none), 1);
    assert_eq!(
        weighbridge::present::alignment_headline(&case, &summary),
        "Of 14 goals 8 are supported and 2 harmed; 5 have not been looked at, and 1 is said to apply to nothing."
    );
    let range = |name: &str| {
        let at = case.programme.initiatives.iter().position(|initiative| initiative.name.contains(name)).unwrap();
        summary.initiatives[at].indices(None).contribution.unwrap()
    };
    let (network, strategy) = (range("Network Refresh"), range("IT Strategy"));
    let words = weighbridge::present::index_range_words;
    assert_eq!([words(network), words(strategy)], ["21 to 66", "4 to 93"]);
    assert!(!network.is_above(strategy) && !strategy.is_above(network), "they cannot be told apart yet");
}

/// What the rules find in a seed, each as its rule and what it is about.
fn asked(case: &Case, as_at: &str) -> Vec<(&'static str, Vec<String>)> {
    let found = check_programme(case, as_at.parse().ok()).into_iter();
    let asked = found.filter_map(|finding| if let Kind::Asked(asked) = finding.kind { Some(asked) } else { None });
    asked.map(|asked| (asked.rule, asked.names)).collect()
}

#[test]
fn a_careful_reader_of_the_manchester_report_is_told_what_to_ask() {
    let found = asked(&seed("manchester-ict-2020.json"), "2020-02-04");
    let about =
        |rule: &str| found.iter().filter(|(own, _)| *own == rule).flat_map(|(_, names)| names).collect::<Vec<_>>();
    for (rule, name) in [
        ("hidden_variance", "Other Projects"),
        ("hidden_variance", "Data Centre Programme"),
        ("budget_movement", "ICT Unallocated Capital"),
        ("unallocated", "ICT Unallocated Capital"),
        ("initiative_without_line", "Network Refresh Programme"),
        ("new_date_needed", "Data Centre Programme"),
        ("no_measure", "A highly skilled city"),
        ("statement_na_bare", "A thriving and sustainable city"),
        ("carbon_counted", "Network Refresh Programme"),
        ("goal_not_looked_at", "Raising the living standards of local residents"),
    ] {
        assert!(about(rule).iter().any(|own| own.starts_with(name)), "{rule}: {name} in {:?}", about(rule));
    }
    assert_eq!(about("goal_not_looked_at").len(), 5);
    assert!(about("gap").is_empty() && about("orphan").is_empty() && about("reference_date").is_empty());
}

#[test]
fn a_careful_reader_of_the_2015_plan_is_told_what_to_ask() {
    let found = asked(&seed("ict-implementation-plan-2015.json"), "2014-12");
    let n = |rule: &str| found.iter().filter(|(own, _)| *own == rule).map(|(_, names)| names.len()).sum::<usize>();
    assert_eq!([n("reference_date"), n("rated_before_start"), n("red_not_late"), n("new_date_needed")], [2, 3, 1, 1]);
    assert!(found.iter().any(|(rule, _)| *rule == "no_dependencies"));
}

#[test]
fn the_capital_table_is_found_wrong_where_it_is_wrong() {
    use Footing::{BeyondRounding, Ok, WithinRounding};
    let table = seed("manchester-ict-2020.json").programme.budget.unwrap();
    let found: Vec<_> = check_table(&table)
        .into_iter()
        .map(|check| {
            let thousands = |pence: i64| pence / 100_000;
            let tolerance = thousands(check.tolerance.get());
            (check.place, thousands(check.computed.get()), thousands(check.difference()), tolerance, check.footing)
        })
        .collect();
    let expected = [
        (SumPlace::Column(Column::Approved), 14_000, 0, 400, Ok),
        (SumPlace::Column(Column::Revised), 9_500, 0, 400, Ok),
        (SumPlace::Column(Column::Forecast), 8_700, 100, 400, WithinRounding),
        (SumPlace::Column(Column::Variance), 700, 0, 400, Ok),
        (SumPlace::Column(Column::AllYearsBudget), 58_300, -100, 400, WithinRounding),
        (SumPlace::Column(Column::AllYearsForecast), 61_900, -3_700, 400, BeyondRounding),
        (SumPlace::Line(0), 0, 0, 150, Ok),
        (SumPlace::Line(1), -200, 0, 150, Ok),
        (SumPlace::Line(2), 0, 100, 150, WithinRounding),
        (SumPlace::Line(3), -100, 0, 150, Ok),
        (SumPlace::Line(4), 0, 0, 150, Ok),
        (SumPlace::Line(5), 0, 0, 150, Ok),
        (SumPlace::Line(6), 1_100, -200, 150, BeyondRounding),
        (SumPlace::Total, 700, 0, 150, Ok),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_figure_that_is_not_printed_is_not_read_as_nought() {
    let mut table = Arc::unwrap_or_clone(seed("manchester-ict-2020.json").programme.budget.unwrap());
    table.lines[6].forecast = None;
    let places: Vec<SumPlace> = check_table(&table).into_iter().map(|check| check.place).collect();
    assert_eq!(places.len(), 12);
    assert!(!places.contains(&SumPlace::Column(Column::Forecast)) && !places.contains(&SumPlace::Line(6)));
    table.total = None;
    assert_eq!(check_table(&table).len(), 6, "lines only");
    table.lines.clear();
    assert!(check_table(&table).is_empty());
}

#[test]
fn a_difference_at_the_edge_of_rounding_is_within_it() {
    let mut table = Arc::unwrap_or_clone(seed("manchester-ict-2020.json").programme.budget.unwrap());
    let footing_at = |table: &weighbridge::programme::budget::BudgetTable| check_table(table)[0].footing;
    let pounds = |pounds| weighbridge::pence::Pence::from_pounds(pounds);
    table.total.as_mut().unwrap().approved = pounds(14_400_000);
    assert_eq!(footing_at(&table), Footing::WithinRounding);
    table.total.as_mut().unwrap().approved = pounds(14_400_001);
    assert_eq!(footing_at(&table), Footing::BeyondRounding);
}

#[test]
fn the_dates_of_the_2015_plan_raise_the_questions_that_its_reader_would() {
    let case = seed("ict-implementation-plan-2015.json");
    let programme = &case.programme;
    let count = |status| programme.initiatives.iter().filter(|initiative| initiative.status == Some(status)).count();
    let counts = [Status::Complete, Status::Green, Status::Amber, Status::Red].map(count);
    assert_eq!(counts, [9, 12, 5, 2]);
    let row = |row: usize| programme.initiatives[row - 1].id;
    let on_the_list = [
        ScheduleFinding::ActualEndsAllAsPlanned { n_initiatives: 6 },
        ScheduleFinding::CountDiffers { stated: 24, listed: 28 },
    ];
    let complete = [25, 26, 28].map(|number| ScheduleFinding::CompleteWithoutActualEnd(row(number)));
    let overdue = |number, status, n_months| ScheduleFinding::OverdueNotRed {
        initiative: row(number),
        status: Some(status),
        n_months,
    };
    let mut expected = vec![overdue(5, Status::Amber, 5)];
    expected.extend(complete);
    expected.extend(on_the_list);
    assert_eq!(check_schedule(programme, case.context.data_date.unwrap()), expected);

    let mut later = vec![overdue(5, Status::Amber, 8)];
    later.extend([6, 11, 16, 17].map(|number| overdue(number, Status::Green, 1)));
    later.extend(complete);
    later.extend(on_the_list);
    assert_eq!(check_schedule(programme, "2015-03".parse().unwrap()), later, "row 13 is overdue and red");
}

#[test]
fn an_end_without_complete_is_asked_about_and_a_list_in_order_is_not() {
    let mut programme = seed("ict-implementation-plan-2015.json").programme;
    programme.initiatives.truncate(3);
    programme.stated_count = Some(3);
    let as_at = "2014-12".parse().unwrap();
    assert_eq!(check_schedule(&programme, as_at), []);
    Arc::make_mut(&mut programme.initiatives[2]).status = Some(Status::Green);
    let id = programme.initiatives[2].id;
    assert_eq!(check_schedule(&programme, as_at), [ScheduleFinding::ActualEndWithoutComplete(id)]);
}

/// The weighted sum, worked out here from the file alone.
fn total(appraisal: &Appraisal, option: usize) -> f64 {
    let option = appraisal.alternatives[option].id;
    let mut total = 0.0;
    for (criterion, leaf) in appraisal.leaves() {
        let points = match (&leaf.scale, appraisal.score(option, criterion.id).unwrap().state) {
            (Scale::Direct, ScoreState::Points(points)) => points.get(),
            (Scale::Measured { worst, best, .. }, ScoreState::Measured(measure)) => {
                100.0 * (measure.get() - worst.get()) / (best.get() - worst.get())
            }
            (scale, state) => panic!("{}: {state:?} on {scale:?}", criterion.name),
        };
        total += leaf.swing.unwrap().points() * points / 100.0;
    }
    total
}

#[test]
fn the_siting_totals_are_those_of_the_worked_example() {
    let case = seed("data-centre-siting.json");
    let appraisal = &case.appraisals[0];
    assert!(case.illustrative && appraisal.basis.contains("invented"));
    let leaves = appraisal.leaves();
    assert_eq!((leaves.len(), appraisal.criteria.len()), (15, 6));
    let weights: f64 = leaves.iter().map(|(_, leaf)| leaf.swing.unwrap().points()).sum();
    assert!((weights - 100.0).abs() < 1e-9);
    for (option, expected) in [34.2, 45.066, 65.358, 53.15, 61.716, 71.008].into_iter().enumerate() {
        let found = total(appraisal, option);
        assert!((found - expected).abs() < 5e-4, "option {option}: {found} against {expected}");
    }
}

#[test]
fn the_siting_appraisal_is_complete() {
    let case = seed("data-centre-siting.json");
    let appraisal = &case.appraisals[0];
    assert_eq!(appraisal.scores.len(), 6 * 15);
    assert!(
        appraisal.scores.iter().all(|score| !score.reason.is_empty() && score.source == "Invented for demonstration")
    );
    for (criterion, leaf) in appraisal.leaves() {
        assert!(!criterion.definition.is_empty() && !leaf.worst_anchor.is_empty() && !leaf.best_anchor.is_empty());
    }
    let roles = appraisal.alternatives.iter().filter(|option| option.role == Role::BusinessAsUsual);
    assert_eq!(roles.count(), 1);
    let mut failed = BTreeMap::new();
    for gate in &appraisal.gates {
        assert_eq!(gate.verdicts.len(), 6, "{}", gate.name);
        for verdict in &gate.verdicts {
            assert!(verdict.evidence.starts_with("Invented: "));
            if verdict.outcome != Outcome::Pass {
                failed.insert(gate.name.as_str(), verdict.alternative);
            }
        }
    }
    assert_eq!(failed, BTreeMap::from([("No single site", appraisal.alternatives[0].id)]));
    for (option, cost) in appraisal.alternatives.iter().zip(whole_life(appraisal)) {
        let total = cost.total.unwrap().get();
        assert!(total < 800_000_000, "{} is not within the envelope that its gate names", option.name);
    }
}

/// Figures in pounds that were worked out elsewhere, with energy and tonnes that were not yet rounded.
#[test]
fn the_siting_costs_follow_from_their_sums_a_year() {
    let case = seed("data-centre-siting.json");
    let appraisal = &case.appraisals[0];
    let worked_elsewhere = [
        (3_273_570, 60_000, 473_650),
        (6_710_983, 816_000, 663_111),
        (5_741_835, 705_830, 639_428),
        (5_266_441, 108_000, 674_952),
        (5_576_031, 917_579, 500_885),
        (7_016_794, 660_000, 497_333),
    ];
    for ((option, found), expected) in appraisal.alternatives.iter().zip(whole_life(appraisal)).zip(worked_elsewhere) {
        let near = |sum: Option<weighbridge::pence::Pence>, pounds: i64, within: i64| {
            let apart = sum.unwrap().get() - 100 * pounds;
            assert!(apart.abs() <= 100 * within, "{}: {} pence apart from {pounds}", option.name, apart);
        };
        assert!(found.worked_out && found.years.len() == 10 && found.carbon_fault.is_none());
        near(found.present_value, expected.0, 5);
        near(found.uplift, expected.1, 1);
        // A tenth of a tonne over ten years is worth some £250.
        near(found.carbon, expected.2, 130);
        let cost = option.cost.as_ref().unwrap();
        assert!(cost.present_value.is_none() && cost.optimism_bias.is_none() && cost.carbon.is_none());
        assert!(cost.uplift.as_ref().unwrap().source.starts_with("Illustrative"));
    }
    let costing = appraisal.costing.as_ref().unwrap();
    let published = seed("reference/carbon-values.json").references.remove(0);
    for price in &costing.carbon_prices {
        let row = published.rows.iter().find(|row| row.label == price.year.to_string()).unwrap();
        assert_eq!(row.values[1], Some(price.pounds), "the central value of {}", price.year);
    }
    assert_eq!(case.references, [published]);
}

#[test]
fn the_siting_decision_is_framed() {
    let appraisal = seed("data-centre-siting.json").appraisals.remove(0);
    assert_eq!(appraisal.frame.stage, Some(Stage::Shortlist));
    assert!(appraisal.frame.room.len() > 3 && !appraisal.frame.guidance.is_empty());
    let [dropped] = appraisal.dropped.as_slice() else { panic!("expected one dropped option") };
    assert!(dropped.role == Role::DoMinimum && dropped.reason.starts_with("Invented: "));
}

#[test]
fn every_framework_says_where_it_came_from() {
    for path in paths(&folder().join("frameworks")) {
        let case = file::load(&std::fs::read(&path).unwrap()).unwrap().case;
        let [framework] = case.frameworks.as_slice() else {
            panic!("{}: expected one framework", path.display());
        };
        assert_eq!(case.title, framework.title);
        assert!(case.is_pack());
        // What the page saves has the form of the shipped packs.
        let again = weighbridge::case::Case::of_framework(framework);
        assert_eq!((&again.title, &again.frameworks, again.next_id), (&case.title, &case.frameworks, case.next_id));
        for text in [&framework.publisher, &framework.edition, &framework.source, &framework.note] {
            assert!(!text.is_empty(), "{}", path.display());
        }
        for goal in &framework.goals {
            let words = goal.short.split_whitespace();
            let longest = words.map(|word| word.chars().count()).max();
            assert!(longest.is_some_and(|length| length <= 12), "{}: {}", path.display(), goal.title);
        }
    }
}

#[test]
fn frameworks_hold_what_was_found_and_name_what_was_not() {
    let of = |name: &str| seed(&format!("frameworks/{name}.json")).frameworks.remove(0);
    let counts = [
        ("our-manchester-2016-25", 5, 0),
        ("forward-to-2025", 5, 1),
        ("our-manchester-2025-35", 7, 5),
        ("zero-carbon-2038", 3, 0),
        ("manchester-social-value", 6, 0),
        ("national-toms-themes", 5, 3),
        ("ppn-002", 8, 3),
        ("green-book-critical-success-factors", 5, 0),
    ];
    for (name, n_goals, n_not_found) in counts {
        let framework = of(name);
        assert_eq!((framework.goals.len(), framework.not_found.len()), (n_goals, n_not_found), "{name}");
    }
    let unverified = of("ppn-002").goals.iter().filter(|goal| goal.source.contains("unverified")).count();
    assert_eq!(unverified, 5);
}

#[test]
fn a_published_figure_that_was_not_found_is_absent_and_says_why() {
    let rows = |name: &str, table: usize| seed(name).references[table].rows.clone();
    let factors = rows("reference/electricity-factors.json", 0);
    let year = |year: &str| factors.iter().find(|row| row.label == year).unwrap();
    assert!(year("2026").values == [None] && year("2026").note.contains("not found"));
    assert!(year("2021").note.contains("Unverified"));
    assert_eq!(year("2025").values[0].map(f64::from), Some(0.177));
    let budgets = rows("frameworks/zero-carbon-2038.json", 2);
    let missing = budgets.iter().find(|row| row.label.contains("119,558")).unwrap();
    assert!(missing.values == [None] && missing.note.contains("Not found"));
    let caps = rows("frameworks/zero-carbon-2038.json", 1);
    let sum: f64 = caps[2..7].iter().filter_map(|row| row.values[0]).map(f64::from).sum();
    assert_eq!(budgets[1].values[0].map(f64::from), Some(sum), "the sum of the caps is the sum of the caps");
    assert_eq!(rows("reference/carbon-values.json", 0).len(), 31);
    for path in paths(&folder().join("reference")) {
        for table in file::load(&std::fs::read(&path).unwrap()).unwrap().case.references {
            assert!(
                !table.publisher.is_empty() && !table.source.is_empty() && !table.note.is_empty(),
                "{}",
                table.title
            );
        }
    }
}
