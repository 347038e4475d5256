//! Pasted tables: twelve invented ones with what is expected of each, and laws that hold for any text.

use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::date::Date;
use weighbridge::exchange::table::csv;
use weighbridge::id::{GoalId, InitiativeId};
use weighbridge::paste::{
    About, Choices, DateOrder, Decimal, Format, Kind, Known, KnownGoal, KnownInitiative, MoneyRole, Outcome, Pasted,
    Reading, Role, Row, Same, Separator, SumCheck, Unit, VarianceSign, left_out, read,
};
use weighbridge::pence::Pence;
use weighbridge::programme::Status;

fn file(name: &str, ending: &str) -> String {
    fs::read_to_string(format!("{}/tests/paste/{name}.{ending}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn text(name: &str) -> String {
    file(name, "txt")
}

fn expected(name: &str) -> Value {
    serde_json::from_str(&file(name, "json")).unwrap()
}

fn plain(text: &str) -> Reading {
    read(text, &Known::default(), &Choices::default())
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// What a row says of an initiative, whatever would come of it.
fn pasted(row: &Row) -> &Pasted {
    match &row.outcome {
        Outcome::Added(pasted) | Outcome::Asks(pasted) => pasted,
        Outcome::Changed(changed) => &changed.pasted,
        other => panic!("row {}: {other:?}", row.number),
    }
}

/// The outcome of a row in the words of the files.
fn outcome(row: &Row) -> &'static str {
    match &row.outcome {
        Outcome::Added(_) if row.without.is_empty() => "added",
        Outcome::Added(_) => "added without the date",
        Outcome::Changed(_) => "changed",
        Outcome::Unchanged(_) => "unchanged",
        Outcome::Refused(_) => "refused",
        Outcome::Asks(_) => "asks",
        Outcome::Line(_) => "line",
        Outcome::Marks(_) => "marks",
        Outcome::Subtotal(_) => "subtotal",
        Outcome::Total(_) => "total",
        Outcome::Group(_) => "group",
        Outcome::HeadingAgain => "heading again",
        Outcome::Blank => "blank",
        Outcome::Note(_) => "note",
        Outcome::Footnote { .. } => "footnote",
    }
}

/// Holds the rows of a reading against those of a file: what comes of each, and every value that the file gives.
fn hold_rows(reading: &Reading, name: &str) {
    let expected = expected(name);
    let rows = expected["rows"].as_array().unwrap();
    let found: Vec<&str> = reading.rows.iter().map(outcome).collect();
    let wanted: Vec<&str> = rows.iter().map(|row| row["result"].as_str().unwrap()).collect();
    assert_eq!(found, wanted, "{name}: {:#?}", reading.rows);
    for (row, wanted) in reading.rows.iter().zip(rows) {
        let (Outcome::Added(_) | Outcome::Asks(_) | Outcome::Changed(_)) = row.outcome else { continue };
        let found = pasted(row);
        let date = |date: Option<Date>| date.map_or(Value::Null, |date| date.to_string().into());
        let facts = [
            (
                "name",
                Value::from(if wanted["result"] == "changed" || wanted["result"] == "asks" {
                    row.label.clone()
                } else {
                    found.name.clone()
                }),
            ),
            ("id", found.reference.clone().into()),
            ("group", found.group.clone().into()),
            ("lead_role", found.lead_role.clone().into()),
            ("narrative", found.narrative.clone().into()),
            ("status", found.status.map_or(Value::Null, |status| status.word().into())),
            ("start", date(found.start.date)),
            ("planned_end", date(found.planned_end.date)),
            ("actual_end", date(found.actual_end.date)),
            ("budget", found.budget.map_or(Value::Null, |sum| sum.get().into())),
            ("earlier_ends", found.earlier_ends.iter().map(ToString::to_string).collect::<Vec<_>>().into()),
        ];
        for (key, found) in facts {
            if let Some(wanted) = wanted.get(key) {
                assert_eq!(&found, wanted, "{name}, row {}: {key}", row.number);
            }
        }
    }
}

fn roles(reading: &Reading) -> Vec<Role> {
    reading.columns.iter().map(|column| column.role).collect()
}

fn words(reading: &Reading) -> String {
    reading.questions.iter().map(|question| question.words.as_str()).collect::<Vec<_>>().join("\n")
}

fn notes(row: &Row) -> String {
    row.notes.join("\n")
}

#[test]
fn a_table_from_a_word_processor_repeats_its_heading() {
    let name = "01-word-table-repeated-heading";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!((reading.separator, reading.header_rows), (Separator::Tab, 1));
    assert_eq!(roles(&reading), [Role::Name, Role::Start, Role::PlannedEnd, Role::ActualEnd, Role::Status]);
    assert_eq!(reading.columns[1].says, "Dates such as Mon-YY.");
    assert_eq!(reading.says, expected(name)["says"].as_str().unwrap());
    assert!(reading.questions.is_empty(), "{:?}", reading.questions);
}

#[test]
fn a_capital_table_is_money_and_its_total_is_no_line() {
    let name = "02-capital-table-total";
    let known = Known {
        initiatives: vec![KnownInitiative::named(InitiativeId(3), "Data centre programme")],
        ..Known::default()
    };
    let reading = read(&text(name), &known, &Choices::default());
    let expected = expected(name);
    assert_eq!(reading.kind, Some(Kind::Money));
    use MoneyRole::{AllBudget, AllForecast, Approved, Forecast, Revised, Variance};
    let money = [Approved, Revised, Forecast, Variance, AllBudget, AllForecast].map(Role::Money);
    assert_eq!(roles(&reading)[1..], money);
    assert_eq!(reading.columns[1].period.as_deref(), Some("2019/20"));
    let facts = reading.money.as_ref().unwrap();
    assert_eq!((facts.unit, facts.step.get()), (Unit::Millions, expected["step_pence"].as_i64().unwrap()));
    assert_eq!((facts.variance, facts.fits), (Some(VarianceSign::BudgetLessForecast), (7, 8)));
    let lines: Vec<_> = reading
        .rows
        .iter()
        .filter_map(|row| if let Outcome::Line(line) = &row.outcome { Some(line) } else { None })
        .collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[1].initiative, Some(InitiativeId(3)));
    let figures: Vec<i64> = lines[1].figures.iter().map(|sum| sum.unwrap().get()).collect();
    assert_eq!(Value::from(figures), expected["figures"]["Data Centre Programme"]);
    let unallocated: Vec<&str> =
        lines.iter().filter(|line| line.is_unallocated).map(|line| line.label.as_str()).collect();
    assert_eq!(Value::from(unallocated), expected["unallocated"]);
    let off: Vec<&str> =
        lines.iter().filter(|line| line.variance_would_be.is_some()).map(|line| line.label.as_str()).collect();
    assert_eq!(off, ["Other Projects"]);
    let Outcome::Total(sum) = &reading.rows[7].outcome else { panic!() };
    assert_eq!(
        sum.checks[5],
        Some(SumCheck::Differs(Pence::from_pounds(-3_700_000).unwrap())),
        "of all years, the forecast"
    );
    assert_eq!(sum.checks[0], Some(SumCheck::Ok));
    assert!(reading.says.starts_with("A money table: 7 lines and a total."), "{}", reading.says);
}

#[test]
fn running_text_of_a_pdf_is_read_by_how_its_rows_end() {
    let name = "03-pdf-text-no-tabs";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!(reading.separator, Separator::Nothing);
    assert_eq!(words(&reading), expected(name)["asks"].as_str().unwrap());
    assert!(reading.says.contains("look through the preview"), "{}", reading.says);
}

#[test]
fn groups_are_filled_down_and_totals_checked() {
    let name = "04-groups-pounds-footer";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!((reading.separator, reading.n_skipped, reading.header_rows), (Separator::Comma, 3, 1));
    let expected_roles = [Role::Group, Role::Name, Role::LeadRole, Role::PlannedEnd, Role::BudgetOfYear, Role::Budget];
    assert_eq!(roles(&reading), expected_roles);
    assert_eq!(reading.filled_down, [0]);
    assert_eq!(
        pasted(&reading.rows[0]).budget_by_year,
        [("2025/26".to_owned(), Pence::from_pounds(1_250_000).unwrap())]
    );
    assert_eq!(pasted(&reading.rows[2]).budget_by_year[0].1, Pence::default(), "a dash is nil");
    assert_eq!(pasted(&reading.rows[2]).planned_end.words, "TBC");
    for at in [3, 5, 6] {
        let (Outcome::Subtotal(sum) | Outcome::Total(sum)) = &reading.rows[at].outcome else { panic!() };
        assert_eq!(sum.check, SumCheck::Ok);
    }
    assert_eq!(reading.rows[8].outcome, Outcome::Note("Source: SAP extract 14/10/2025".into()));
    assert_eq!(reading.says, "4 initiatives added. 3 totals checked and right. 1 note is kept as the source.");
}

#[test]
fn an_order_that_no_date_settles_is_assumed_and_asked() {
    let name = "05-dates-ambiguous-serial";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!(reading.columns[3].format, Format::Dates { order: DateOrder::DayFirst, is_settled: false });
    assert!(
        words(&reading).contains("End Date: 05/06/2026 is 5 June or 6 May? (one answer for the column)"),
        "{}",
        words(&reading)
    );
    assert!(reading.columns[3].says.contains("the day first, assumed: no date in the column settles it"));
    assert_eq!(reading.unmapped(), [5]);
    assert_eq!(pasted(&reading.rows[1]).others, [(5, "0.8".to_owned())], "its words can be kept");
    assert!(notes(&reading.rows[1]).contains("41671 read as a spreadsheet’s day number"));
    assert!(notes(&reading.rows[2]).contains("B read as complete: say if blue means something else here"));
    assert!(notes(&reading.rows[3]).contains("“Amber/Green” is none of red, amber, green, complete: kept as words"));
    assert_eq!(pasted(&reading.rows[3]).status_words, "Amber/Green");
    let mut choices = Choices::default();
    choices.date_orders.insert(3, DateOrder::MonthFirst);
    choices.statuses.insert("amber/green".to_owned(), Some(Status::Amber));
    let reading = read(&text(name), &Known::default(), &choices);
    assert_eq!(pasted(&reading.rows[0]).planned_end.date, date("2026-05-06"));
    assert_eq!(pasted(&reading.rows[0]).start.date, date("2025-04-03"), "the other column has its own order");
    assert_eq!(pasted(&reading.rows[3]).status, Some(Status::Amber));
    assert!(!words(&reading).contains("End Date"));
}

#[test]
fn credits_footnotes_and_faults_stand_in_a_table_of_thousands() {
    let name = "06-thousands-cr-footnotes";
    let reading = plain(&text(name));
    let expected = expected(name);
    assert_eq!(reading.kind, Some(Kind::Money));
    assert_eq!(reading.money.as_ref().unwrap().unit.word(), expected["unit"].as_str().unwrap());
    let wanted = expected["rows"].as_array().unwrap();
    let found: Vec<&str> = reading.rows.iter().map(outcome).collect();
    assert_eq!(found, wanted.iter().map(|row| row["result"].as_str().unwrap()).collect::<Vec<_>>());
    for (row, wanted) in reading.rows.iter().zip(wanted) {
        let pence =
            |figures: &[Option<Pence>]| Value::from(figures.iter().map(|sum| sum.map(Pence::get)).collect::<Vec<_>>());
        match &row.outcome {
            Outcome::Line(line) => {
                assert_eq!(line.label, wanted["label"]);
                assert_eq!(pence(&line.figures), wanted["figures"], "{}", line.label);
                assert_eq!(line.footnote, wanted["footnote"].as_str().unwrap_or_default());
            }
            Outcome::Total(sum) => {
                assert_eq!(pence(&sum.figures), wanted["figures"]);
                assert!(matches!(sum.check, SumCheck::Cannot(_)), "{sum:?}");
                assert_eq!(sum.checks[1], Some(SumCheck::Ok), "the forecasts can be added, the refused row's too");
            }
            Outcome::Refused(refusal) => {
                assert_eq!(refusal.reason, "Budget £'000: “#REF!” is a spreadsheet’s fault, not a figure");
                assert_eq!((row.number, refusal.column), (4, Some(1)));
            }
            _ => {}
        }
    }
    assert_eq!(reading.money.as_ref().unwrap().variance.map(VarianceSign::word), expected["variance"].as_str());
    assert!(
        reading.says.starts_with(
            "A money table: 4 lines and a total. 1 row is refused. The total cannot be checked while a line is refused."
        ),
        "{}",
        reading.says
    );
}

#[test]
fn dates_of_every_kind_stand_in_one_column() {
    let name = "07-dates-of-every-kind";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!(reading.separator, Separator::Bar);
    for (row, wanted) in reading.rows.iter().zip(expected(name)["rows"].as_array().unwrap()) {
        if wanted["result"] != "added" {
            let reason = &row.without[0].reason;
            let first = wanted["reason"].as_str().unwrap().split_whitespace().next().unwrap().to_owned();
            assert!(reason.contains(&first), "{reason}");
            assert!(!pasted(row).planned_end.words.is_empty(), "the words are kept");
        }
    }
    assert_eq!(pasted(&reading.rows[5]).planned_end.words, "Ongoing");
}

fn ict() -> Known<'static> {
    let one = |id, name, status, end| KnownInitiative {
        status: Some(status),
        planned_end: date(end),
        ..KnownInitiative::named(InitiativeId(id), name)
    };
    let initiatives = vec![
        one(1, "Email Service Upgrade", Status::Amber, "2015-03"),
        one(2, "Re-procurement of fixed line call tariffs", Status::Red, "2015-01"),
        one(3, "Treasury Building major upgrade of Local Area Network", Status::Green, "2015-02"),
    ];
    Known { initiatives, ..Known::default() }
}

#[test]
fn an_update_changes_adds_refuses_and_asks() {
    let name = "08-update-duplicates-wbs";
    let reading = read(&text(name), &ict(), &Choices::default());
    hold_rows(&reading, name);
    let changes = |row: &Row| match &row.outcome {
        Outcome::Changed(changed) => {
            changed.changes.iter().map(|change| format!("{} → {}", change.from, change.to)).collect()
        }
        _ => Vec::new(),
    };
    assert_eq!(changes(&reading.rows[1]), ["amber → complete"]);
    assert!(notes(&reading.rows[1]).contains("It is called complete and has no actual end"));
    assert_eq!(changes(&reading.rows[3]), ["red → amber", "January 2015 → June 2015"]);
    let Outcome::Changed(changed) = &reading.rows[3].outcome else { panic!() };
    assert_eq!((changed.id, changed.keeps_end), (InitiativeId(2), date("2015-01")));
    let Outcome::Refused(refusal) = &reading.rows[2].outcome else { panic!() };
    assert_eq!(refusal.reason, "the same name as row 2 of this paste");
    assert!(notes(&reading.rows[4]).contains("1.3 stands twice: WBS is not taken as an id"));
    assert_eq!(pasted(&reading.rows[4]).group, "Digital");
    assert!(words(&reading).contains(
        "is “Treasury Building LAN” the initiative “Treasury Building major upgrade of Local Area Network”?"
    ));
    assert!(reading.says.starts_with("1 initiative added, 2 changed, 1 refused, 1 question."), "{}", reading.says);
    assert_eq!(reading.n_missing, 1, "the one that is asked about");
    let answered = |same| {
        let mut choices = Choices::default();
        choices.names.insert("treasury building lan".to_owned(), same);
        read(&text(name), &ict(), &choices).rows[6].clone()
    };
    assert!(matches!(answered(Same::New).outcome, Outcome::Added(_)));
    assert_eq!(answered(Same::Is(InitiativeId(3))).outcome, Outcome::Unchanged(InitiativeId(3)));
    assert!(
        matches!(answered(Same::Renames(InitiativeId(3))).outcome, Outcome::Changed(changed) if changed.pasted.name == "Treasury Building LAN")
    );
}

#[test]
fn an_update_says_what_moved_and_nothing_else() {
    let text = "Project\tPlanned end\t2025/26 £k\tNotes\nHub\tMar 2025 (was Jan 2025)\t20\t\nYard\t\t\tAs before\n";
    let years = [("2025/26".to_owned(), Pence::from_pounds(20_000).unwrap())];
    let earlier = [date("2025-01").unwrap()];
    let hub = KnownInitiative { planned_end: date("2025-03"), ..KnownInitiative::named(InitiativeId(1), "Hub") };
    let yard = KnownInitiative {
        narrative: "As before",
        planned_end: date("2026-01"),
        ..KnownInitiative::named(InitiativeId(2), "Yard")
    };
    let outcomes = |hub: KnownInitiative<'_>| {
        let known = Known { initiatives: vec![hub, yard], ..Known::default() };
        read(text, &known, &Choices::default()).rows
    };
    let rows = outcomes(hub);
    let Outcome::Changed(changed) = &rows[0].outcome else { panic!("{rows:?}") };
    let said: Vec<String> = changed.changes.iter().map(|change| format!("{:?} {}", change.role, change.to)).collect();
    assert_eq!(said, ["EarlierEnd January 2025", "BudgetOfYear 2025/26: £20,000"]);
    assert_eq!(rows[1].outcome, Outcome::Unchanged(InitiativeId(2)), "an empty cell takes nothing away");
    let rows = outcomes(KnownInitiative { earlier_ends: &earlier, budget_by_year: &years, ..hub });
    assert_eq!(rows[0].outcome, Outcome::Unchanged(InitiativeId(1)));
}

#[test]
fn hostile_cells_are_text_or_stay_out() {
    let name = "09-hostile-cells";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert!(notes(&reading.rows[0]).contains("Kept as text; never a formula"));
    assert!(words(&reading).contains("a telephone number or an address as a name?"));
    assert_eq!(pasted(&reading.rows[2]).narrative, "", "an address is kept only if somebody says so");
    assert!(notes(&reading.rows[3]).contains("2 invisible marks that turn text round were taken out"));
    assert_eq!((pasted(&reading.rows[3]).narrative.as_str(), reading.n_unseen), ("zerowidth", (2, 1)));
    let Outcome::Refused(refusal) = &reading.rows[4].outcome else { panic!() };
    assert_eq!(refusal.reason, "a name of 5,000 letters: expected at most 200");
    let table = csv(&left_out(&reading));
    assert!(table.contains("a name of 5,000 letters") && table.len() < 1_000, "{table}");
    let kept = Choices { keeps_addresses: true, ..Choices::default() };
    assert_eq!(pasted(&read(&text(name), &Known::default(), &kept).rows[2]).narrative, "person@example.org");
}

#[test]
fn a_comma_before_decimals_is_told_and_asked() {
    let name = "10-semicolon-decimal-comma";
    let reading = plain(&text(name));
    hold_rows(&reading, name);
    assert_eq!(reading.separator, Separator::Semicolon);
    assert_eq!(reading.columns[1].format, Format::Money { unit: Unit::Pounds, decimal: Decimal::Comma });
    assert!(words(&reading).contains("1.234,50 is £1,234.50?"), "{}", words(&reading));
    assert!(reading.columns[0].role == Role::Name && reading.columns[0].is_guess);
    assert_eq!(reading.columns[2].format, Format::Dates { order: DateOrder::DayFirst, is_settled: true });
}

fn city() -> Known<'static> {
    let goal = |(title, id)| KnownGoal { id: GoalId(id), title, short: "" };
    let titles = [
        "A thriving and sustainable city",
        "A highly skilled city",
        "A progressive and equitable city",
        "A liveable and low carbon city",
        "A connected city",
    ];
    Known { goals: titles.into_iter().zip(1..).map(goal).collect(), ..Known::default() }
}

#[test]
fn marks_of_a_matrix_are_read_or_asked_and_never_nought() {
    let name = "11-matrix-of-marks";
    let reading = read(&text(name), &city(), &Choices::default());
    assert_eq!((reading.kind, reading.separator), (Some(Kind::Matrix), Separator::Tab));
    assert_eq!(roles(&reading)[1..6], [1, 2, 3, 4, 5].map(|id| Role::Goal(GoalId(id))));
    assert_eq!(
        reading.columns.iter().map(|column| column.is_guess).collect::<Vec<_>>(),
        [false, false, false, true, false, false, false]
    );
    assert_eq!(roles(&reading)[6], Role::Unmapped, "left out unless chosen");
    let points = |n| Assessment::Scored(Effect::new(n).unwrap());
    let marks = |row: usize| match &reading.rows[row].outcome {
        Outcome::Marks(marks) => (marks.marks.clone(), marks.asked.clone()),
        other => panic!("{other:?}"),
    };
    let first =
        vec![(1, points(1)), (2, points(2)), (3, points(0)), (4, points(-1)), (5, points(3)), (6, Assessment::Unknown)];
    assert_eq!(marks(0), (first, vec![]));
    assert_eq!(
        marks(1),
        (vec![(1, Assessment::NotApplicable), (2, Assessment::NotAssessed), (6, points(1))], vec![3, 4, 5])
    );
    assert_eq!(marks(2), (vec![(5, points(-2))], vec![1, 2, 3, 4, 6]));
    assert!(
        reading.says.starts_with("A matrix: 7 marks of 3 initiatives"),
        "marks on no goal go nowhere: {}",
        reading.says
    );
    let asked = words(&reading);
    for question in [
        "What do “High”, “Med” and “Low” stand for?",
        "What do “✓✓”, “✓” and “✗” stand for?",
        "“4” is no point from −3 to +3: what scale is this?",
        "Does “None” stand for neutral (0), or for not assessed?",
    ] {
        assert!(asked.contains(question), "{question} in {asked}");
    }
    let mut choices = Choices::default();
    choices.marks.insert("✓✓".to_owned(), points(2));
    choices.roles.insert(6, Role::Unmapped);
    let answered = read(&text(name), &city(), &choices);
    let Outcome::Marks(fleet) = &answered.rows[2].outcome else { panic!() };
    assert_eq!((fleet.marks[0], fleet.asked.clone()), ((1, points(2)), vec![2, 3, 4]));
}

#[test]
fn five_thousand_rows_are_previewed_at_once() {
    let name = "12-five-thousand-rows";
    let text = text(name);
    let start = std::time::Instant::now();
    let reading = plain(&text);
    let took = start.elapsed();
    let n = |what: &str| reading.rows.iter().filter(|row| outcome(row) == what).count() as u64;
    let counts = &expected(name)["counts"];
    assert_eq!(n("added") + n("added without the date"), counts["added"]);
    assert_eq!(n("added without the date"), counts["without_the_date"]);
    assert_eq!(n("refused"), counts["refused_duplicate_names"]);
    assert_eq!(n("total"), counts["total_rows"]);
    let Outcome::Total(sum) = &reading.rows[5000].outcome else { panic!() };
    assert_eq!((sum.check.clone(), sum.figures[0].map(Pence::get)), (SumCheck::Ok, Some(22_430_134 * 100_000)));
    assert_eq!(csv(&left_out(&reading)).lines().count(), 1 + 8 + 8, "a row that stays out is named once");
    assert!(
        took.as_secs() < 20,
        "{took:?}: a bench times it; here only what grows with the square of the rows is caught"
    );
}

#[test]
fn a_table_without_headings_is_told_by_what_stands_in_it() {
    let known =
        Known { initiatives: vec![KnownInitiative::named(InitiativeId(1), "Warm Homes retrofit")], ..Known::default() };
    let text = "Warm Homes retrofit\tGreen\tMar-27\t£4.2m\nDepot move\tAmber\tApr-28\t£1.1m\n";
    let reading = read(text, &known, &Choices::default());
    assert_eq!((reading.kind, reading.header_rows), (Some(Kind::Initiatives), 0));
    assert_eq!(roles(&reading), [Role::Name, Role::Status, Role::PlannedEnd, Role::Budget]);
    assert!(reading.columns.iter().all(|column| column.is_guess));
    assert_eq!(pasted(&reading.rows[1]).budget, Pence::from_pounds(1_100_000));
    assert_eq!(outcome(&reading.rows[0]), "changed");
}

#[test]
fn a_name_that_speaks_of_a_total_is_an_initiative_where_it_adds_up_to_nothing() {
    let text = "Project,Lead,Status,Budget £k\nTotal Place pilot,Head of X,Green,100\nTotal mobile,,,200\nHub,Head of Y,Red,\"1,300\"\n\
                Total,,,\"1,600\"\n";
    let reading = plain(text);
    assert_eq!(reading.rows.iter().map(outcome).collect::<Vec<_>>(), ["added", "added", "added", "total"]);
    assert!(notes(&reading.rows[1]).contains("read as an initiative"));
    let wrong =
        plain("Directorate,Project,Budget £k\nA,x,10\n,y,20\nA Total,,39\nB,z,5\nB Total,,5\nGrand Total,,35\n");
    assert_eq!(
        wrong.rows.iter().map(outcome).collect::<Vec<_>>(),
        ["added", "added", "subtotal", "added", "subtotal", "total"]
    );
    let check = |row: &Row| match &row.outcome {
        Outcome::Subtotal(sum) | Outcome::Total(sum) => sum.check.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(check(&wrong.rows[2]), SumCheck::Differs(Pence::from_pounds(9_000).unwrap()));
    assert_eq!(check(&wrong.rows[5]), SumCheck::Ok, "one wrong subtotal makes no other wrong");
}

#[test]
fn brackets_are_below_nought_and_the_rows_say_which_way_variances_count() {
    let underspend =
        plain("Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t80\t(20)\nB\t50\t60\t10\nTotal\t150\t140\t(10)\n");
    assert_eq!(underspend.money.unwrap().variance, Some(VarianceSign::ForecastLessBudget));
    let overspend =
        plain("Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t80\t20\nB\t50\t60\t(10)\nTotal\t150\t140\t10\n");
    assert_eq!(overspend.money.unwrap().variance, Some(VarianceSign::BudgetLessForecast));
    let tied = plain("Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t80\t20\nB\t50\t60\t10\n");
    assert_eq!(tied.money.as_ref().unwrap().variance, None);
    assert!(tied.questions.iter().any(|question| question.about == About::Variance));
    let choices = Choices { variance: Some(VarianceSign::BudgetLessForecast), ..Choices::default() };
    let text = "Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t80\t20\nB\t50\t60\t10\n";
    let chosen = read(text, &Known::default(), &choices);
    assert!(
        matches!(&chosen.rows[1].outcome, Outcome::Line(line) if line.variance_would_be == Pence::from_pounds(-10_000))
    );
}

#[test]
fn a_column_with_dates_of_both_orders_is_asked_about_and_guesses_none() {
    let text = "Name,End\nA,13/04/2025\nB,04/13/2025\nC,05/06/2025\nD,25/12/2025\n";
    let reading = plain(text);
    let end = |reading: &Reading, row: usize| pasted(&reading.rows[row]).planned_end.date;
    assert_eq!([0, 1, 2, 3].map(|row| end(&reading, row)), [date("2025-04-13"), None, None, date("2025-12-25")]);
    assert!(reading.rows[2].without[0].reason.contains("could have the day or the month first"));
    assert!(reading.questions.iter().any(|question| question.about == About::DateOrder(1)));
    let mut choices = Choices::default();
    choices.date_orders.insert(1, DateOrder::DayFirst);
    assert_eq!(end(&read(text, &Known::default(), &choices), 2), date("2025-06-05"));
    let american = plain("Task,Start,Finish\nA,03/25/2025,04/05/2025\nB,01/02/2025,12/30/2025\n");
    assert_eq!(end(&american, 0), date("2025-04-05"));
    assert!(american.questions.is_empty(), "its own dates settle it");
}

#[test]
fn two_columns_for_one_role_are_refused_until_one_is_chosen() {
    let text = "Project,Completion date,End date,RAG\nA,Mar-25,Apr-25,G\n";
    let reading = plain(text);
    assert_eq!(roles(&reading), [Role::Name, Role::Unmapped, Role::Unmapped, Role::Status]);
    assert_eq!(reading.questions[0].about, About::WhichColumn(Role::PlannedEnd, vec![1, 2]));
    assert_eq!(pasted(&reading.rows[0]).planned_end.date, None);
    let mut choices = Choices::default();
    choices.roles.insert(2, Role::PlannedEnd);
    let chosen = read(text, &Known::default(), &choices);
    assert_eq!(pasted(&chosen.rows[0]).planned_end.date, date("2025-04"));
    assert!(chosen.questions.is_empty());
    let mut remembered = Choices::default();
    remembered.remembered.insert("completion date".to_owned(), Role::PlannedEnd);
    assert_eq!(pasted(&read(text, &Known::default(), &remembered).rows[0]).planned_end.date, date("2025-03"));
}

#[test]
fn a_heading_that_is_not_known_is_guessed_only_where_nothing_else_says_so() {
    let reading = plain("Project,Start,End,Approval date,Ward\nHub,Mar-25,Apr-26,Jan-25,North\n");
    assert_eq!(roles(&reading), [Role::Name, Role::Start, Role::PlannedEnd, Role::Unmapped, Role::Unmapped]);
    assert!(reading.questions.is_empty());
    let reading = plain("Project,Ende\nHub,31.12.2025\n");
    assert_eq!((reading.columns[1].role, reading.columns[1].is_guess), (Role::PlannedEnd, true));
    assert_eq!(reading.questions[0].about, About::Role(1));
}

#[test]
fn what_is_no_table_is_said_to_be_none() {
    for text in [
        "",
        " \n\t\n",
        "Hello",
        "The council met on 4 May, and agreed.\nIt will, in due course, report.\nNobody, however, spoke, at all.",
        "Dear all,\n\nSee below.\n\nRegards,\nX",
        "Hub\nYard\nTown hall roof",
        "a,b\nc,d\ne,f",
    ] {
        let reading = plain(text);
        assert_eq!((reading.kind, reading.rows.len()), (None, 0), "{text}");
        assert!(
            reading.says.starts_with("No table") || reading.says.starts_with("There is nothing"),
            "{}",
            reading.says
        );
    }
    assert_eq!(plain("Hub\nYard\nTown hall roof").questions[0].about, About::Kind);
    let names = Choices { kind: Some(Kind::Initiatives), ..Choices::default() };
    assert_eq!(
        read("Hub\nYard", &Known::default(), &names).rows.iter().map(outcome).collect::<Vec<_>>(),
        ["added", "added"]
    );
}

#[test]
fn faults_of_spreadsheets_leave_cells_empty_and_rows_out() {
    let text = "Project,End,Budget £m\n#REF!,Mar-25,1\nB,#N/A,=A1+1\nC,####,#VALUE!\n,Mar-26,2\nD,Mar-27,\"1,000\"\nE,Mar-28,\"1,5\"\n";
    let reading = plain(text);
    let found: Vec<&str> = reading.rows.iter().map(outcome).collect();
    let without = "added without the date";
    assert_eq!(found, ["refused", without, without, "refused", "added", without]);
    assert_eq!(reading.rows[2].without.len(), 2);
    assert_eq!(pasted(&reading.rows[4]).budget, Pence::from_pounds(1_000_000_000));
    assert!(words(&reading).contains("Budget £m: 1,5 is £1.5?"), "{}", words(&reading));
}

#[test]
fn a_cell_too_many_and_a_long_cell_stay_out() {
    let text =
        format!("Project,Lead,Notes\nParks, open spaces,Head of Parks,\nRoof,Head of Estates,{}\n", "x".repeat(20_001));
    let reading = plain(&text);
    let Outcome::Refused(refusal) = &reading.rows[0].outcome else { panic!("{:?}", reading.rows[0]) };
    assert!(refusal.reason.contains("needs quotation marks"), "{}", refusal.reason);
    assert!(pasted(&reading.rows[1]).narrative.is_empty());
    assert_eq!(reading.rows[1].without[0].reason, "there can be at most 20,000 characters in one text, found 20,001");
}

#[test]
fn rows_that_hold_a_name_alone_head_others_or_are_initiatives() {
    let text = "Project\tStatus\tDue\nNeighbourhoods\nParks\tGreen\tMar-27\nCorporate\nRoof\tAmber\tMay-27\nServers\nNote: as at June\n";
    let reading = plain(text);
    assert_eq!(
        reading.rows.iter().map(outcome).collect::<Vec<_>>(),
        ["group", "added", "group", "added", "added", "note"]
    );
    assert_eq!(pasted(&reading.rows[3]).group, "Corporate");
    let unsure = plain("Project\tStatus\nParks\tGreen\nServers\t\nRoof\tAmber\n");
    assert_eq!(unsure.rows.iter().map(outcome).collect::<Vec<_>>(), ["added", "added", "added"]);
    assert_eq!(unsure.questions[0].about, About::Group { row: 2 });
    let mut choices = Choices::default();
    choices.groups.insert("servers".to_owned(), true);
    let chosen = read("Project\tStatus\nParks\tGreen\nServers\t\nRoof\tAmber\n", &Known::default(), &choices);
    assert_eq!(pasted(&chosen.rows[2]).group, "Servers");
}

#[test]
fn a_total_before_the_headings_stand_again_ends_its_table() {
    let text = "Scheme\tBudget £k\tActual £k\nA\t1\t2\nB\t3\t4\nTotal\t4\t6\n\nScheme\tBudget £k\tActual £k\nC\t5\t5\nD\t6\t6\nTotal\t11\t11\n";
    let reading = plain(text);
    let found: Vec<&str> = reading.rows.iter().map(outcome).collect();
    assert_eq!(found, ["line", "line", "total", "blank", "heading again", "line", "line", "total"]);
    for row in [2, 7] {
        assert!(matches!(&reading.rows[row].outcome, Outcome::Total(sum) if sum.check == SumCheck::Ok));
    }
}

#[test]
fn a_table_of_projects_with_forecasts_is_asked_about() {
    let text = "Project,RAG,Budget £m,Forecast £m,Variance £m\nA hub,G,1.0,1.1,(0.1)\nTotal,,1.0,1.1,(0.1)\n";
    let reading = plain(text);
    assert_eq!((reading.kind, &reading.questions[0].about), (Some(Kind::Initiatives), &About::Kind));
    let money = Choices { kind: Some(Kind::Money), ..Choices::default() };
    let chosen = read(text, &Known::default(), &money);
    assert_eq!(chosen.rows.iter().map(outcome).collect::<Vec<_>>(), ["line", "total"]);
    assert!(chosen.questions.is_empty());
    let managed = plain("Scheme\tManager\tBudget £k\tOutturn £k\nHub\tHead of Hubs\t1\t2\n");
    assert_eq!(managed.kind, Some(Kind::Money), "who leads a line makes it no initiative");
}

#[test]
fn numbers_of_an_outline_say_what_stands_under_what_and_are_no_ids() {
    let text = "WBS\tTask Name\tFinish\n1\tProgramme\t\n1.1\tDigital\t\n1.1.1\tApp\tMar-26\n1.2\tRoof\tMay-26\n2\tClose\tJun-26\n";
    let reading = plain(text);
    assert_eq!(reading.rows.iter().map(outcome).collect::<Vec<_>>(), ["group", "group", "added", "added", "added"]);
    let groups: Vec<&str> = reading.rows[2..].iter().map(|row| pasted(row).group.as_str()).collect();
    assert_eq!(groups, ["Digital", "Programme", ""]);
    assert!(reading.rows[2..].iter().all(|row| pasted(row).reference.is_empty()));
}

#[test]
fn a_matrix_may_lie_the_other_way() {
    let text = "\tNetwork refresh\tDepot\nA highly skilled city\t++\t-\nA connected city\t?\tHigh\n";
    let reading = read(text, &city(), &Choices::default());
    assert_eq!(roles(&reading), [Role::Name, Role::Goal(GoalId(2)), Role::Goal(GoalId(5))]);
    let Outcome::Marks(depot) = &reading.rows[1].outcome else { panic!() };
    assert_eq!((reading.rows[1].label.as_str(), depot.asked.clone()), ("Depot", vec![2]));
}

#[test]
fn a_row_of_a_matrix_that_applies_to_nothing_heads_no_group() {
    let text = "Project\tA highly skilled city\tA connected city\nPSN compliance\tn/a\tn/a\nDepot\t+1\t-\n";
    let reading = read(text, &city(), &Choices::default());
    let marks = |row: usize| match &reading.rows[row].outcome {
        Outcome::Marks(marks) => marks.marks.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(marks(0), [(1, Assessment::NotApplicable), (2, Assessment::NotApplicable)]);
    assert_eq!(marks(1).len(), 2);
    let blank = read(
        "Project\tA highly skilled city\tA connected city\nLarge works\t\t\nDepot\t+1\t-\n",
        &city(),
        &Choices::default(),
    );
    assert_eq!(blank.rows[0].outcome, Outcome::Group("Large works".to_owned()));
}

#[test]
fn a_case_that_is_full_takes_no_more() {
    let names: Vec<String> = (0..4_999).map(|at| format!("Old {at}")).collect();
    let initiatives = names.iter().zip(1..).map(|(name, id)| KnownInitiative::named(InitiativeId(id), name)).collect();
    let known = Known { initiatives, ..Known::default() };
    let reading = read("Project,Status\nHub,Green\nYard,Red\n", &known, &Choices::default());
    assert_eq!(reading.rows.iter().map(outcome).collect::<Vec<_>>(), ["added", "refused"]);
    assert_eq!(reading.n_missing, 4_999);
}

/// One initiative of a table that we write ourselves.
#[derive(Clone, Debug)]
struct Written {
    name: String,
    lead: String,
    status: Option<Status>,
    start: Option<Date>,
    end: Option<Date>,
    pounds: Option<i64>,
}

fn day() -> impl Strategy<Value = Date> {
    (2000_u16..2060, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Date::new(year, month, Some(day)).unwrap())
}

fn written() -> impl Strategy<Value = Vec<Written>> {
    let status = prop::sample::select(vec![Status::Red, Status::Amber, Status::Green, Status::Complete]);
    let lead = prop::sample::select(vec![
        "Head of ICT",
        "Director of Places, North",
        "Head of \"Hubs\"",
        "Chief; officer | one",
    ]);
    let one = (
        prop::option::of(status),
        prop::option::of(day()),
        prop::option::of(day()),
        prop::option::of(0..90_000_000_i64),
        lead,
        "[a-z]{3,8}( [a-z,;|\"']{2,6})?",
    );
    prop::collection::vec(one, 3..30).prop_map(|rows| {
        let named = |(at, (status, start, end, pounds, lead, name))| Written {
            // A number makes each name another, and letters at its ends keep it from being trimmed.
            name: format!("{name} no{at}x"),
            lead: String::from(lead),
            status,
            start,
            end,
            pounds,
        };
        rows.into_iter().enumerate().map(named).collect()
    })
}

fn with_commas(pounds: i64) -> String {
    let digits = pounds.to_string();
    let first = digits.len() % 3;
    let groups = (0..digits.len()).filter(|at| *at > 0 && at % 3 == first);
    let mut cut: Vec<usize> = groups.collect();
    cut.insert(0, 0);
    cut.push(digits.len());
    cut.windows(2).map(|pair| &digits[pair[0]..pair[1]]).collect::<Vec<_>>().join(",")
}

/// Writes a table as a spreadsheet does, with a total.
fn table(rows: &[Written], separator: char) -> String {
    let quoted = |cell: &str| {
        if cell.contains([separator, '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let slashed = |date: Option<Date>| {
        date.map_or_else(String::new, |date| {
            format!("{:02}/{:02}/{}", date.day().unwrap(), date.month().unwrap(), date.year())
        })
    };
    let mut lines = vec![["Project", "Lead officer", "RAG", "Start date", "End date", "Budget £"].map(str::to_owned)];
    lines.extend(rows.iter().map(|row| {
        [
            row.name.clone(),
            row.lead.clone(),
            row.status.map_or("", Status::word).to_owned(),
            slashed(row.start),
            slashed(row.end),
            row.pounds.map_or_else(String::new, with_commas),
        ]
    }));
    let total = rows.iter().filter_map(|row| row.pounds).sum();
    lines.push(["Total", "", "", "", "", &with_commas(total)].map(str::to_owned));
    let line =
        |cells: [String; 6]| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(&separator.to_string());
    lines.into_iter().map(line).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

/// Text that is half a table: cells of every kind, with separators, quotation marks and what cannot be seen between them.
fn half_a_table() -> impl Strategy<Value = String> {
    let pieces = vec![
        "\t",
        "\t",
        ",",
        ";",
        "|",
        "\n",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        " ",
        "Project",
        "Total",
        "Status",
        "Planned End",
        "Budget £m",
        "Variance",
        "Forecast",
        "RAG",
        "Green",
        "amber",
        "Mar-27",
        "31/02/2026",
        "05/06/2026",
        "2027",
        "Q4 2025/26",
        "41671",
        "TBC",
        "1,200",
        "(0.2)",
        "1.234,50",
        "CR 20",
        "–",
        "-",
        "+",
        "++",
        "✓",
        "#REF!",
        "=A1",
        "\u{202e}",
        "\u{200b}",
        "\u{feff}",
        "é",
        "🚧",
        "(1)",
        "*",
        "Source:",
        "£",
        "%",
        "n/a",
        "was Jan 2025",
        "→",
        "(",
        ")",
        "a@b.org",
        "0161 496 0000",
        "א",
        "\0",
        "\u{10ffff}",
        "'",
        "100000000000000000000",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_table_that_was_written_out_reads_back_the_same(rows in written(), separator in prop::sample::select(vec!['\t', ',', ';', '|'])) {
        let text = table(&rows, separator);
        let reading = plain(&text);
        prop_assert_eq!(reading.kind, Some(Kind::Initiatives), "{}", text);
        prop_assert_eq!(reading.rows.len(), rows.len() + 1, "{}", text);
        for (row, written) in reading.rows.iter().zip(&rows) {
            let Outcome::Added(found) = &row.outcome else { panic!("{row:?} in {text}") };
            prop_assert_eq!(&found.name, &written.name);
            prop_assert_eq!(&found.lead_role, &written.lead);
            prop_assert_eq!(found.status, written.status);
            prop_assert_eq!((found.start.date, found.planned_end.date), (written.start, written.end), "{}", text);
            prop_assert_eq!(found.budget, written.pounds.and_then(Pence::from_pounds));
        }
        let n_sums = rows.iter().filter(|row| row.pounds.is_some()).count();
        let Outcome::Total(sum) = &reading.rows[rows.len()].outcome else { panic!("{:?} in {text}", reading.rows.last()) };
        prop_assert_eq!(sum.check == SumCheck::Ok, n_sums > 0, "{:?} in {}", sum, text);
        // Pasted onto what came of it, the same table changes nothing.
        let known = |row: &Row| {
            let found = pasted(row);
            (found.name.clone(), found.lead_role.clone(), found.status, found.start.date, found.planned_end.date, found.budget)
        };
        let facts: Vec<_> = reading.rows[..rows.len()].iter().map(known).collect();
        let initiatives = facts.iter().zip(1..).map(|((name, lead_role, status, start, planned_end, budget), id)| KnownInitiative {
            lead_role, status: *status, start: *start, planned_end: *planned_end, budget: *budget,
            ..KnownInitiative::named(InitiativeId(id), name)
        });
        let known = Known { initiatives: initiatives.collect(), ..Known::default() };
        let again = read(&text, &known, &Choices::default());
        prop_assert!(again.rows[..rows.len()].iter().all(|row| matches!(row.outcome, Outcome::Unchanged(_))), "{:#?}", again.rows);
        prop_assert_eq!(again.n_missing, 0);
    }

    #[test]
    fn any_text_is_read_and_every_row_says_what_would_come_of_it(
        text in prop_oneof![3 => half_a_table(), 1 => any::<String>()],
        kind in prop::sample::select(vec![None, None, Some(Kind::Initiatives), Some(Kind::Money), Some(Kind::Matrix)]),
        of in 0..3_usize,
    ) {
        let known = [Known::default, ict, city][of]();
                let reading = read(&text, &known, &Choices { kind, ..Choices::default() });
                prop_assert!(!reading.says.is_empty());
                prop_assert!(reading.rows.iter().zip(1..).all(|(row, number)| row.number == number));
                let columns = reading.columns.len();
                for row in &reading.rows {
                    match &row.outcome {
                        Outcome::Added(pasted) | Outcome::Asks(pasted) => {
                            prop_assert!((1..=200).contains(&pasted.name.chars().count()));
                            let is_clean = !pasted.name.contains(['\u{202e}', '\u{200b}', '\n']);
                            prop_assert!(is_clean);
                        }
                        Outcome::Refused(refusal) => {
                            prop_assert!(!refusal.reason.is_empty() && refusal.column.is_none_or(|column| column < columns));
                        }
                        Outcome::Line(line) => {
                            let n = reading.money.as_ref().map(|facts| facts.columns.len());
                            prop_assert_eq!(Some(line.figures.len()), n);
                        }
                        Outcome::Marks(marks) => {
                            let nought = Assessment::Scored(Effect::new(0).unwrap());
                            let n = marks.marks.iter().filter(|(_, mark)| *mark == nought).count();
                            prop_assert!(n == 0 || text.contains('0'), "nothing is 0 that is not 0");
                        }
                        _ => {}
                    }
                }
                let is_table = csv(&left_out(&reading)).starts_with("\u{feff}Row,");
                prop_assert!(is_table);
    }
}
