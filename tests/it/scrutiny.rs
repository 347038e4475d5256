//! The rules of a careful reader: each with what it must find, and with a sound row beside it that it must not.

use weighbridge::alignment::{Assessment, Effect};
use weighbridge::date::Date;
use weighbridge::pence::Pence;
use weighbridge::programme::{ImplicationAnswer, MilestoneKind, Status};
use weighbridge::scrutiny::facts::{
    CarbonYear, Claim, Column, ColumnRole, Context, Contribution, Facts, Figure, Framework, Goal, Implication,
    Initiative, Line, LineKind, Milestone, Proxy, Reference, Relation, Section, Statement, Table,
};
use weighbridge::scrutiny::{Finding, Level, scrutinise};

const M: i64 = 100_000_000;

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

fn of(facts: &Facts<'_>, rule: &str) -> Vec<Finding> {
    scrutinise(facts).into_iter().filter(|found| found.rule == rule).collect()
}

/// The names that findings of a rule are about, each finding's joined.
fn names(facts: &Facts<'_>, rule: &str) -> Vec<String> {
    let words = |found: Finding| found.places.iter().map(|place| place.name(facts)).collect::<Vec<_>>().join(", ");
    of(facts, rule).into_iter().map(words).collect()
}

fn table(roles: &[ColumnRole], lines: &[(&'static str, LineKind, &[i64])]) -> Facts<'static> {
    let line = |(label, kind, figures): &(&'static str, LineKind, &[i64])| Line {
        label,
        kind: *kind,
        initiative: None,
        has_note: false,
        figures: figures.iter().map(|figure| Some(*figure)).collect(),
    };
    let columns = roles.iter().map(|role| Column { heading: "column", role: *role }).collect();
    let table = Table { title: "Capital", step: M / 10, columns, lines: lines.iter().map(line).collect() };
    Facts { tables: vec![table], ..Facts::default() }
}

use ColumnRole::{AllBudget, AllForecast, AllVariance, Approved, Forecast, Other, Revised, Variance};
use LineKind::{Subtotal, Total};

#[test]
fn subtotals_are_the_sums_of_the_lines_since_the_one_before() {
    let lines: [(&str, LineKind, &[i64]); 6] = [
        ("A", LineKind::Line, &[M]),
        ("B", LineKind::Line, &[2 * M]),
        ("First", Subtotal, &[3 * M]),
        ("C", LineKind::Line, &[4 * M]),
        ("Second", Subtotal, &[9 * M]),
        ("All", Total, &[7 * M]),
    ];
    let found = names(&table(&[Other], &lines), "table_sum");
    assert_eq!(found, ["Capital, column, Second"], "and neither the first nor the total");
}

#[test]
fn the_line_that_is_as_large_as_the_difference_is_named() {
    let lines: [(&str, LineKind, &[i64]); 3] =
        [("A", LineKind::Line, &[M]), ("B", LineKind::Line, &[3 * M]), ("All", Total, &[M])];
    assert_eq!(names(&table(&[Other], &lines), "table_sum"), ["Capital, column, All, B"]);
    let mut short = table(&[Other], &lines);
    short.tables[0].lines[1].figures[0] = None;
    assert!(of(&short, "table_sum").is_empty(), "a figure that is not printed is not read as 0");
}

#[test]
fn a_variance_counts_as_most_rows_do_and_one_slip_is_one_finding() {
    // Forecast less budget, as some councils print it. B's is wrong, and the total carries it on.
    let lines: [(&str, LineKind, &[i64]); 4] = [
        ("A", LineKind::Line, &[5 * M, 7 * M, 2 * M]),
        ("B", LineKind::Line, &[5 * M, 8 * M, M]),
        ("C", LineKind::Line, &[6 * M, 5 * M, -M]),
        ("All", Total, &[16 * M, 20 * M, 2 * M]),
    ];
    let facts = table(&[Revised, Forecast, Variance], &lines);
    assert_eq!(names(&facts, "table_row"), ["Capital, B, All"]);
    assert_eq!(of(&facts, "table_row")[0].figures, [("printed", M), ("computed", 3 * M), ("difference", -2 * M)]);
    assert!(of(&facts, "variance_sign_unclear").is_empty());
}

#[test]
fn hidden_and_moved_money_is_asked_about_and_small_or_noted_moves_are_not() {
    let lines: [(&str, LineKind, &[i64]); 3] = [
        ("A", LineKind::Line, &[5 * M, 4 * M, 5 * M, 8 * M]),
        ("B", LineKind::Line, &[5 * M, 4 * M, 5 * M, 5 * M]),
        ("All", Total, &[10 * M, 8 * M, 10 * M, 13 * M]),
    ];
    let roles = [Approved, Revised, AllBudget, AllForecast];
    assert_eq!(names(&table(&roles, &lines), "hidden_variance"), ["Capital, A"]);
    assert_eq!(of(&table(&roles, &lines), "budget_movement").len(), 1, "a fifth");
    let mut noted = table(&roles, &lines);
    noted.tables[0].lines[2].has_note = true;
    assert!(of(&noted, "budget_movement").is_empty());
    let mut shown = table(&roles, &lines);
    shown.tables[0].columns[1].role = AllVariance;
    assert!(of(&shown, "hidden_variance").is_empty(), "a column shows it");
    assert!(of(&shown, "unallocated").is_empty());
    let mut free = table(&roles, &lines);
    free.tables[0].lines[1].kind = LineKind::Unallocated;
    assert_eq!(of(&free, "unallocated")[0].figures, [("share", 50)]);
}

#[test]
fn lines_that_stand_twice_or_in_another_unit_are_named() {
    let lines: [(&str, LineKind, &[i64]); 5] = [
        ("IT refresh", LineKind::Line, &[M]),
        ("I.T. Refresh", LineKind::Line, &[2 * M]),
        ("Network", LineKind::Line, &[M]),
        ("Servers", LineKind::Line, &[900 * M]),
        ("All", Total, &[904 * M]),
    ];
    let facts = table(&[Other], &lines);
    assert_eq!(names(&facts, "line_twice"), ["Capital, IT refresh, I.T. Refresh"]);
    assert_eq!(names(&facts, "scale_outlier"), ["Capital, Servers, column"]);
}

#[test]
fn figures_of_the_text_are_held_against_each_other() {
    let figure = |label, amount, step| Figure { label, amount, step };
    let mut facts = table(&[Other], &[("A", LineKind::Line, &[10 * M]), ("All", Total, &[10 * M])]);
    facts.figures = vec![
        figure("whole", 10 * M, 0),
        figure("most of it", 9 * M, 0),
        figure("too much", 11 * M, 0),
        figure("near", 10 * M + M / 20, 0),
        figure("far", 10 * M + M / 10, 0),
    ];
    let parts = |parts: Vec<usize>| Relation::Parts { whole: 0, parts };
    let same = |figure| Relation::Same { figure, cell: (0, 1, 0) };
    let spend = |spent| Relation::Spend { budget: Some(0), spent, committed: None };
    facts.relations = vec![parts(vec![1]), parts(vec![1, 1]), same(3), same(4), spend(1), spend(2)];
    assert!(of(&facts, "explained_share").is_empty(), "nine tenths explain it");
    assert_eq!(names(&facts, "parts_exceed_whole"), ["whole, most of it, most of it"]);
    assert_eq!(names(&facts, "text_and_table_differ"), ["far, Capital, All, column"]);
    assert_eq!(names(&facts, "spend_over_budget"), ["too much, whole"]);
}

fn initiative(name: &'static str) -> Initiative<'static> {
    Initiative { name, ..Initiative::default() }
}

#[test]
fn dates_that_cannot_be_are_found_only_where_they_hold_on_each_day() {
    let green = |name, planned, actual| Initiative {
        status: Some(Status::Green),
        planned_end: date(planned),
        actual_end: date(actual),
        ..initiative(name)
    };
    let facts = Facts {
        context: Context { data_date: date("2026-05-10"), ..Context::default() },
        initiatives: vec![
            green("ended", "2026-04", "2026-04"),
            green("ahead", "2026-06", "2026-06"),
            green("this month", "2026-05", "2026-05"),
            Initiative { status: Some(Status::Amber), planned_end: date("2026-05-09"), ..initiative("a day late") },
            Initiative { planned_end: date("2026-03"), new_end: date("2026-08"), ..initiative("planned anew") },
        ],
        ..Facts::default()
    };
    assert_eq!(names(&facts, "end_without_complete"), ["ended, ahead, this month"]);
    assert_eq!(names(&facts, "actual_in_future"), ["ahead"]);
    let late = of(&facts, "overdue_not_red");
    assert_eq!((late.len(), late[0].level), (1, Level::Ask), "within a month it is asked, and a new end counts");
}

#[test]
fn what_comes_after_a_date_from_outside_is_asked_about() {
    let event =
        |text: &str, kind| Milestone { date: date(text).unwrap(), what: "support ends", kind, is_deadline: true };
    let with = |name, end, event| Initiative { planned_end: date(end), milestones: vec![event], ..initiative(name) };
    let facts = Facts {
        initiatives: vec![
            with("a year", "2027-03", event("2026-03", MilestoneKind::External)),
            with("before", "2026-02", event("2026-03", MilestoneKind::External)),
            with("long ago", "2030-03", event("2026-03", MilestoneKind::External)),
            Initiative { planned_end: date("2026-12"), ..initiative("Upgrade from Windows 9") },
            Initiative { planned_end: date("2026-12"), ..initiative("Upgrade to Windows 9") },
        ],
        references: vec![Reference { term: "windows 9", date: date("2026-06-01").unwrap() }],
        ..Facts::default()
    };
    assert_eq!(names(&facts, "no_slack"), ["a year, support ends"]);
    assert_eq!(names(&facts, "reference_date"), ["Upgrade from Windows 9"]);
}

#[test]
fn circles_of_waiting_are_found_once_however_long() {
    let waits = |name, waits_for: &[usize]| Initiative { waits_for: waits_for.to_vec(), ..initiative(name) };
    let facts = Facts {
        initiatives: vec![
            waits("A", &[1]),
            waits("B", &[2, 3]),
            waits("C", &[0]),
            waits("D", &[]),
            waits("E", &[4]),
            waits("F", &[0]),
        ],
        ..Facts::default()
    };
    assert_eq!(names(&facts, "wait_in_circle"), ["A, B, C", "E"]);
    let long: Vec<Initiative<'_>> = (0..50_000).map(|at| waits("x", &[(at + 1) % 50_000])).collect();
    assert_eq!(of(&Facts { initiatives: long, ..Facts::default() }, "wait_in_circle")[0].places.len(), 50_000);
}

fn goals() -> Facts<'static> {
    let goal = |title, lens, is_carbon, cues: &[&'static str]| Goal {
        framework: 0,
        lens,
        title,
        cues: cues.to_vec(),
        is_carbon,
        is_council: false,
    };
    Facts {
        frameworks: vec![Framework { title: "City", from: date("2026-01"), until: date("2027-12") }],
        goals: vec![
            goal("Jobs", 0, false, &["job", "firm"]),
            goal("Skills", 0, false, &["skill", "train"]),
            goal("Climate", 1, true, &[]),
        ],
        initiatives: vec![initiative("Hub"), initiative("Road")],
        ..Facts::default()
    }
}

fn scored(initiative: usize, goal: usize, score: i8, reason: &'static str) -> Contribution<'static> {
    let assessment = Assessment::Scored(Effect::new(score).unwrap());
    Contribution { initiative, goal, assessment, reason, mitigation: "", is_carried: false }
}

#[test]
fn scores_without_reason_and_harm_without_answer_are_named() {
    let mut facts = goals();
    let answered = Contribution { mitigation: "Electric lorries.", ..scored(1, 0, -1, "Noise.") };
    let carried = Contribution { is_carried: true, ..scored(0, 1, 1, "") };
    let absent = Contribution { assessment: Assessment::NotApplicable, ..scored(1, 1, 0, "") };
    facts.contributions = vec![scored(0, 0, 2, ""), scored(1, 2, -2, "Lorries."), answered, carried, absent];
    assert_eq!(names(&facts, "score_without_reason"), ["Hub / Jobs"]);
    assert_eq!(names(&facts, "na_without_reason"), ["Road / Skills"]);
    assert_eq!(names(&facts, "harm_unanswered"), ["Road / Climate"]);
    assert_eq!(names(&facts, "carried_unconfirmed"), ["Hub / Skills"]);
}

#[test]
fn a_gap_needs_looking_and_an_orphan_too() {
    let mut facts = goals();
    facts.contributions = vec![scored(0, 0, 0, "x"), scored(0, 1, -1, "y"), scored(1, 2, 1, "z")];
    assert_eq!(names(&facts, "gap"), ["Jobs"]);
    assert_eq!(names(&facts, "goal_not_looked_at"), Vec::<String>::new(), "Skills is harmed, and half looked at");
    assert_eq!(names(&facts, "orphan"), ["Hub"]);
    facts.contributions.clear();
    assert!(of(&facts, "gap").is_empty() && of(&facts, "goal_not_looked_at").is_empty(), "nobody has begun");
}

#[test]
fn tonnes_and_scores_must_point_the_same_way() {
    let mut facts = goals();
    facts.contributions = vec![scored(0, 2, 2, "less"), scored(1, 2, 1, "less")];
    facts.initiatives[0].total_tonnes = Some(9.3);
    facts.initiatives[0].council_tonnes = Some(-186.1);
    facts.initiatives[1].total_tonnes = Some(-5.0);
    assert_eq!(names(&facts, "boundary_shift"), ["Hub"]);
    assert_eq!(names(&facts, "score_against_tonnes"), ["Hub, Hub / Climate"]);
}

#[test]
fn frameworks_that_are_not_of_this_time_are_noted() {
    let mut facts = goals();
    facts.contributions = vec![scored(0, 0, 2, "x"), scored(1, 0, 2, "y")];
    facts.initiatives[0].planned_end = date("2028-03");
    facts.initiatives[1].planned_end = date("2027-12");
    facts.context.meeting = date("2025-11-04");
    assert_eq!(names(&facts, "past_the_framework"), ["City, Hub"]);
    assert_eq!(names(&facts, "framework_later"), ["City"]);
}

#[test]
fn a_statement_is_held_against_the_words_of_its_goal() {
    let mut facts = goals();
    let said = |goal, text| Statement { goal, text };
    facts.statements =
        vec![said(1, "Firms may bring jobs to the city."), said(0, "Training may help 120 people into jobs.")];
    assert_eq!(names(&facts, "other_goals_words"), ["Skills, Jobs"]);
    assert_eq!(names(&facts, "no_measure"), ["Skills"], "the other has a figure");
}

#[test]
fn sections_that_say_nothing_are_named_and_those_with_a_reason_are_not() {
    let section = |label, role, answer, reason| Section { label, role, answer, reason };
    let facts = Facts {
        sections: vec![
            section("4", "options", "N/A", ""),
            section("5", "legal", "Not applicable", "The report is for information."),
            section("6", "carbon", "N/A", ""),
            section("7", "equality", "No: assessed in May", ""),
        ],
        initiatives: vec![Initiative { tags: vec!["equipment"], budget: Pence::new(M), ..initiative("Hub") }],
        ..Facts::default()
    };
    assert_eq!(names(&facts, "section_na"), ["4, 6"]);
    assert_eq!(names(&facts, "carbon_na_but_equipment"), ["6"]);
    assert!(of(&facts, "options_na_but_listed").is_empty() && of(&facts, "equality_asked_not_done").is_empty());
}

#[test]
fn years_of_a_carbon_budget_without_a_figure_are_named() {
    let year = |label: &str, is_missing| CarbonYear { label: label.to_owned(), is_missing };
    let carbon_years = vec![year("2020/21", false), year("2021/22", true), year("2022/23", false)];
    let facts = Facts { carbon_years, ..Facts::default() };
    assert_eq!(names(&facts, "carbon_years_missing"), ["2021/22"]);
    assert_eq!(of(&facts, "carbon_years_missing")[0].figures, [("missing", 1), ("years", 3)]);
    let reported = Facts { carbon_years: vec![year("2020/21", false)], ..Facts::default() };
    assert!(of(&reported, "carbon_years_missing").is_empty());
}

/// Two initiatives that promise jobs.
fn jobs() -> Facts<'static> {
    let claim = |initiative, from: &str, to: &str| Claim {
        initiative,
        proxy: 0,
        is_promised: true,
        from: date(from),
        to: date(to),
        pence: Some(M / 2),
    };
    let initiative = |name| Initiative { name, budget: Pence::new(M), ..Initiative::default() };
    Facts {
        initiatives: vec![initiative("Depot"), initiative("Fleet")],
        proxies: vec![Proxy { measure: "Local jobs", place: "City", has_value: true, is_sourced: true }],
        claims: vec![claim(0, "2026-04", "2028-03"), claim(1, "2027-04", "2029-03")],
        ..Facts::default()
    }
}

#[test]
fn the_same_social_value_of_two_initiatives_is_asked_about_unless_time_place_or_state_differ() {
    assert_eq!(names(&jobs(), "social_value_twice"), ["Local jobs, Depot, Fleet"]);
    let changed = |change: fn(&mut Facts<'static>)| {
        let mut facts = jobs();
        change(&mut facts);
        of(&facts, "social_value_twice").len()
    };
    assert_eq!(changed(|facts| facts.claims[1].from = date("2028-04")), 0, "one after the other");
    assert_eq!(changed(|facts| facts.claims[1].is_promised = false), 0, "a promise and what came of it");
    assert_eq!(changed(|facts| facts.claims[1].initiative = 0), 0, "within one initiative");
    let elsewhere = |facts: &mut Facts<'static>| {
        facts.proxies.push(Proxy { place: "Region", ..facts.proxies[0] });
        facts.claims[1].proxy = 1;
    };
    assert_eq!(changed(elsewhere), 0, "another place");
    let again = |facts: &mut Facts<'static>| {
        facts.proxies.push(Proxy { measure: "local-jobs", ..facts.proxies[0] });
        facts.claims[1].proxy = 1;
    };
    assert_eq!(changed(again), 1, "the same words typed twice");
    assert_eq!(changed(|facts| facts.claims[1].from = None), 1, "a date that is not given excludes nothing");
}

#[test]
fn social_value_above_half_of_the_cost_is_asked_about_and_half_is_not() {
    assert!(of(&jobs(), "social_value_large").is_empty(), "half");
    let mut facts = jobs();
    facts.claims[0].pence = Some(71 * M / 100);
    assert_eq!(names(&facts, "social_value_large"), ["Depot"]);
    assert_eq!(of(&facts, "social_value_large")[0].figures, [("share", 71), ("amount", 71 * M / 100), ("cost", M)]);
    facts.claims.push(Claim { is_promised: false, pence: Some(M / 3), ..facts.claims[0] });
    assert_eq!(of(&facts, "social_value_large")[0].figures[0], ("share", 71), "promised and delivered are not added");
    facts.initiatives[0].budget = None;
    assert!(of(&facts, "social_value_large").is_empty(), "no cost, no share");
}

#[test]
fn a_value_without_source_or_edition_is_asked_about_where_it_is_used() {
    assert!(of(&jobs(), "proxy_unsourced").is_empty());
    let mut facts = jobs();
    facts.proxies[0].is_sourced = false;
    assert_eq!(names(&facts, "proxy_unsourced"), ["Local jobs"]);
    facts.claims.clear();
    assert!(of(&facts, "proxy_unsourced").is_empty(), "nothing is counted by it");
}

/// Returns facts of one initiative with one answer.
fn answered(name: &'static str, tags: &[&'static str], one: Implication<'static>) -> Facts<'static> {
    let owner = Initiative { tags: tags.to_vec(), implications: vec![one], ..initiative(name) };
    Facts { initiatives: vec![owner], ..Facts::default() }
}

fn implication(role: &'static str, answer: ImplicationAnswer, text: &'static str) -> Implication<'static> {
    Implication { role, answer, text, reason: "", has_date: true, has_role: true }
}

#[test]
fn an_answer_on_implications_says_enough_to_be_one() {
    use ImplicationAnswer::{None, NotApplicable, Yes};
    let found = |rule: &str, one: Implication<'static>| names(&answered("Fleet", &[], one), rule);
    let absent = implication("legal", NotApplicable, "");
    assert_eq!(found("implication_na_bare", absent), ["Fleet (legal)"]);
    assert!(found("implication_na_bare", Implication { reason: "It changes no duty.", ..absent }).is_empty());
    assert!(found("implication_na_bare", implication("legal", None, "")).is_empty());
    let unsigned = Implication { has_role: false, ..implication("risk", None, "") };
    assert_eq!(found("implication_none_unsigned", unsigned), ["Fleet (risk)"]);
    assert_eq!(
        found("implication_none_unsigned", Implication { has_date: false, has_role: true, ..unsigned }),
        ["Fleet (risk)"]
    );
    assert!(found("implication_none_unsigned", implication("risk", None, "")).is_empty(), "dated, and by a role");
    assert!(
        found("implication_none_unsigned", Implication { has_role: false, ..implication("risk", Yes, "") }).is_empty()
    );
    assert_eq!(found("implication_yes_bare", implication("resources", Yes, "")), ["Fleet (resources)"]);
    assert!(found("implication_yes_bare", implication("resources", Yes, "£40k a year.")).is_empty());
}

#[test]
fn equality_asks_for_three_aims_and_for_whoever_cannot_follow_online() {
    use ImplicationAnswer::{NotApplicable, Yes};
    let aims = "No policy discriminates; opportunities to apply are equal; it fosters good relations between estates.";
    let found = |rule: &str, name: &'static str, tags: &[&'static str], one: Implication<'static>| {
        names(&answered(name, tags, one), rule)
    };
    let equality = |text| implication("equality", Yes, text);
    assert_eq!(found("equality_aims", "Fleet", &[], equality("No policy discriminates.")), ["Fleet (equality)"]);
    assert!(found("equality_aims", "Fleet", &[], equality(aims)).is_empty());
    assert!(found("equality_aims", "Fleet", &[], implication("legal", Yes, "No policy discriminates.")).is_empty());
    assert!(found("equality_aims", "Fleet", &[], implication("equality", NotApplicable, "Nobody is met.")).is_empty());
    for name in ["Online forms", "Resident portal", "Digital by default", "A parking app"] {
        assert_eq!(found("digital_exclusion", name, &[], equality(aims)).len(), 1, "{name}");
    }
    assert_eq!(found("digital_exclusion", "Forms", &["digital"], equality(aims)).len(), 1, "a tag says it");
    let seen = "Whoever is offline comes to the library.";
    assert!(found("digital_exclusion", "Online forms", &[], equality(seen)).is_empty());
    assert!(found("digital_exclusion", "Apprentices", &[], equality(aims)).is_empty(), "no app");
    assert!(found("digital_exclusion", "Online forms", &[], implication("legal", Yes, "")).is_empty());
}

#[test]
fn carbon_asks_what_uses_energy() {
    use ImplicationAnswer::{None, Yes};
    let thin = |tags: &[&'static str], one| names(&answered("Racks", tags, one), "carbon_implication_thin");
    assert_eq!(thin(&["equipment"], implication("carbon", None, "")), ["Racks (carbon)"]);
    assert!(thin(&["equipment"], implication("carbon", None, "They replace others that used more.")).is_empty());
    assert!(thin(&["training"], implication("carbon", None, "")).is_empty());
    let missing = |tags: &[&'static str], one| names(&answered("Racks", tags, one), "carbon_implication_missing");
    assert_eq!(missing(&["building"], implication("legal", Yes, "A lease.")), ["Racks"]);
    assert!(missing(&["building"], implication("carbon", Yes, "12 t a year.")).is_empty());
    assert!(missing(&["training"], implication("legal", Yes, "A lease.")).is_empty());
    let silent =
        Facts { initiatives: vec![Initiative { tags: vec!["energy"], ..initiative("Racks") }], ..Facts::default() };
    assert!(names(&silent, "carbon_implication_missing").is_empty(), "where nobody has begun, nothing is missing yet");
}
