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
use weighbridge::scrutiny::facts::Table;
use weighbridge::scrutiny::{Check, Footing, Sign, sums, variances};

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
    // Templates are no cases: `report` holds that each is whole.
    let is_case = |path: &PathBuf| !path.starts_with(folder().join("templates"));
    let paths: Vec<PathBuf> = paths(&folder()).into_iter().filter(is_case).collect();
    assert_eq!(paths.len(), 16);
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
        ("section_missing", "Environmental Impact Assessment"),
        ("explained_share", "Of which staffing"),
        ("other_goals_words", "A highly skilled city"),
        ("framework_later", "Manchester social value objectives"),
        ("table_sum", "New Social Care System"),
        ("table_row", "Other Projects"),
        ("no_slack", "Telephony and Contact Centre"),
    ] {
        assert!(about(rule).iter().any(|own| own.starts_with(name)), "{rule}: {name} in {:?}", about(rule));
    }
    assert_eq!(about("initiative_without_line"), ["Network Refresh Programme"], "a line pays for Liquidlogic");
    assert_eq!(about("goal_not_looked_at").len(), 5);
    assert!(about("gap").is_empty() && about("orphan").is_empty() && about("reference_date").is_empty());
    assert!(about("text_and_table_differ").is_empty(), "£9.5m and £8.8m stand in both");
}

#[test]
fn a_careful_reader_of_the_2015_plan_is_told_what_to_ask() {
    let found = asked(&seed("ict-implementation-plan-2015.json"), "2014-12");
    let n = |rule: &str| found.iter().filter(|(own, _)| *own == rule).map(|(_, names)| names.len()).sum::<usize>();
    assert_eq!([n("reference_date"), n("rated_before_start"), n("red_not_late"), n("new_date_needed")], [2, 3, 1, 1]);
    assert!(found.iter().any(|(rule, _)| *rule == "no_dependencies"));
}

/// The capital table of 2020, as the rules read it.
fn capital_table(case: &Case) -> Table<'_> {
    Table::of(&case.programme.tables[0], &|_| None)
}

#[test]
fn the_capital_table_is_found_wrong_where_it_is_wrong() {
    use Footing::{BeyondRounding, Ok, WithinRounding};
    let case = seed("manchester-ict-2020.json");
    let thousands = |pence: i64| pence / 100_000;
    let told = |check: &Check| (thousands(check.computed), thousands(check.difference()), check.footing);
    let found: Vec<_> = sums(&capital_table(&case)).iter().map(told).collect();
    let expected = [
        (14_000, 0, Ok),
        (9_500, 0, Ok),
        (8_700, 100, WithinRounding),
        (700, 0, Ok),
        (58_300, -100, WithinRounding),
        (61_900, -3_700, BeyondRounding),
    ];
    assert_eq!(found, expected);
    let rows = variances(&capital_table(&case));
    assert_eq!((rows.len(), rows[0].sign), (1, Sign::BudgetLessForecast));
    let found: Vec<_> = rows[0].checks.iter().map(told).collect();
    let expected = [
        (0, 0, Ok),
        (-200, 0, Ok),
        (0, 100, WithinRounding),
        (-100, 0, Ok),
        (0, 0, Ok),
        (0, 0, Ok),
        (1_100, -200, BeyondRounding),
        (700, 0, Ok),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_figure_that_is_not_printed_is_not_read_as_nought() {
    let case = seed("manchester-ict-2020.json");
    let mut table = capital_table(&case);
    table.lines[6].figures[2] = None;
    assert!(sums(&table).iter().all(|check| check.column != 2) && sums(&table).len() == 5);
    assert!(variances(&table)[0].checks.iter().all(|check| check.line != 6));
    table.lines.pop();
    assert_eq!(
        (sums(&table).len(), variances(&table)[0].checks.len()),
        (0, 6),
        "no total, six lines that print all three"
    );
    table.lines.clear();
    assert!(sums(&table).is_empty() && variances(&table)[0].checks.is_empty());
}

#[test]
fn a_difference_at_the_edge_of_rounding_is_within_it() {
    let case = seed("manchester-ict-2020.json");
    let mut table = capital_table(&case);
    table.lines[7].figures[0] = Some(1_440_000_000);
    assert_eq!(sums(&table)[0].footing, Footing::WithinRounding);
    table.lines[7].figures[0] = Some(1_440_000_100);
    assert_eq!(sums(&table)[0].footing, Footing::BeyondRounding);
}

#[test]
fn the_dates_of_the_2015_plan_raise_the_questions_that_its_reader_would() {
    let case = seed("ict-implementation-plan-2015.json");
    let programme = &case.programme;
    let count = |status| programme.initiatives.iter().filter(|initiative| initiative.status == Some(status)).count();
    let counts = [Status::Complete, Status::Green, Status::Amber, Status::Red].map(count);
    assert_eq!(counts, [9, 12, 5, 2]);
    let row = |row: usize| programme.initiatives[row - 1].name.clone();
    let named = |as_at: &str, rule: &str| -> Vec<String> {
        asked(&case, as_at).into_iter().filter(|(own, _)| *own == rule).flat_map(|(_, names)| names).collect()
    };
    assert_eq!(named("2014-12", "overdue_not_red"), [row(5)]);
    assert_eq!(named("2014-12", "complete_without_end"), [25, 26, 28].map(row));
    assert_eq!(named("2014-12", "all_ends_as_planned").len(), 6);
    assert_eq!(named("2014-12", "due_by_reading"), [6, 11, 16, 17].map(row), "green, and due in the month of reading");
    assert_eq!(
        named("2014-12", "count_differs"),
        ["2.1"],
        "24 are claimed and 28 listed; two reds are claimed and listed"
    );
    assert_eq!(named("2015-03", "overdue_not_red"), [5, 6, 11, 16, 17].map(row), "row 13 is overdue and red");
}

#[test]
fn what_the_sections_of_the_2015_plan_say_is_held_against_its_facts() {
    let case = seed("ict-implementation-plan-2015.json");
    let found = asked(&case, "2014-12");
    let names =
        |rule: &str| found.iter().find(|(own, _)| *own == rule).map(|(_, names)| names.clone()).unwrap_or_default();
    assert_eq!(names("section_na"), ["4.0", "7.0", "9.0", "11.0", "12.0"]);
    assert_eq!(names("options_na_but_listed"), ["4.0"]);
    assert_eq!(names("no_implications_but_risk"), ["8.0"]);
    assert_eq!(names("equality_asked_not_done"), ["10.0"]);
    assert_eq!(names("carbon_na_but_equipment"), ["11.0"]);
    assert_eq!(names("recommendation_unanswered").len(), 4);
    assert_eq!(names("no_budget_to_compare"), ["Revenue spent", "Revenue committed"]);
    assert!(names("spend_over_budget").is_empty(), "£3.45m of £4.0m");
    assert_eq!(names("metadata"), ["authority", "meeting", "author_role"]);
}

#[test]
fn an_end_without_complete_is_asked_about_and_a_list_in_order_is_not() {
    let mut case = seed("ict-implementation-plan-2015.json");
    case.programme.initiatives.truncate(3);
    let of_dates = |case: &Case| -> Vec<&'static str> {
        let found = asked(case, "2014-12").into_iter().map(|(rule, _)| rule);
        found.filter(|rule| rule.contains("end") && rule.contains("complete")).collect()
    };
    assert!(of_dates(&case).is_empty());
    Arc::make_mut(&mut case.programme.initiatives[2]).status = Some(Status::Green);
    assert_eq!(of_dates(&case), ["end_without_complete"]);
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
