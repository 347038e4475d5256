//! Delivery of the two example programmes: what the headline finds, where the timeline draws it, what has moved, and that ends
//! of before are kept in one step.

use std::path::Path;
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::chart::timeline::{AsAt, MarkShape, Timeline, timeline};
use weighbridge::compare::{Moves, OlderTable, moves};
use weighbridge::edit::{Edit, EditError, ProgrammeEdit, apply, read_beside};
use weighbridge::file;
use weighbridge::history::{History, Stamp};
use weighbridge::paper::delivery::delivery_table;
use weighbridge::paste::{Choices, Same};
use weighbridge::present::{delivery_headline, delivery_remark, slack_words};
use weighbridge::programme::{DeliveryOrder, Initiative, Status};

fn seed(name: &str) -> Case {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    file::load(&std::fs::read(path).unwrap()).unwrap().case
}

fn plan() -> Case {
    seed("ict-implementation-plan-2015.json")
}

fn update() -> Case {
    seed("manchester-ict-2020.json")
}

fn drawn(case: &Case) -> Timeline {
    let all: Vec<&Initiative> = case.programme.initiatives.iter().map(AsRef::as_ref).collect();
    let context = &case.context;
    timeline(&all, AsAt { figures: context.data_date, reading: context.read_as_at.or(context.meeting) }).unwrap()
}

fn named<'a>(case: &'a Case, part: &str) -> (usize, &'a Initiative) {
    let all = case.programme.initiatives.iter().enumerate();
    all.map(|(at, one)| (at, one.as_ref())).find(|(_, one)| one.name.contains(part)).unwrap()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 0.001
}

#[test]
fn the_plan_of_2015_has_four_that_fall_due_by_its_reading() {
    let case = plan();
    let found = delivery_headline(&case, case.context.data_date);
    assert_eq!(
        found.finding,
        "4 green initiatives fall due by February 2015, when the figures are read, and have no end recorded."
    );
    assert_eq!(
        found.beneath,
        "28 initiatives: 2 red, 5 amber, 12 green and 9 complete. Upgrade the Internet capacity is 5 months past its end, and \
         3 are complete with no end recorded. The report’s text counts 24 initiatives, not 28. The report’s text counts 2 red \
         initiatives, as listed. No end is recorded as moved."
    );
}

#[test]
fn the_update_of_2020_has_more_without_an_end_than_with_one() {
    let case = update();
    let found = delivery_headline(&case, case.context.meeting);
    assert_eq!(found.finding, "9 initiatives, none with a status. 5 have no end date.");
    assert_eq!(found.beneath, "No end is recorded as moved.");
    let (_, telephony) = named(&case, "Telephony");
    let words: Vec<String> = telephony.slacks().iter().map(slack_words).collect();
    assert_eq!(
        words,
        ["12 months after: Current systems end of life", "no room: Support contract on current systems ends"]
    );
    assert_eq!(delivery_remark(telephony, case.context.meeting), "12 months after an outside date");
}

#[test]
fn the_plan_of_2015_is_drawn_from_january_2014_to_april_2016() {
    let case = plan();
    let found = drawn(&case);
    assert_eq!(found.rows.len(), 28);
    let ticks: Vec<(u8, u16)> = found.ticks.iter().map(|tick| (tick.month, tick.year)).collect();
    assert_eq!(ticks.first(), Some(&(1, 2014)));
    assert_eq!((ticks.len(), ticks.last()), (10, Some(&(4, 2016))));
    assert!(near(found.figures.unwrap(), 100.0 * 12.0 / 28.0));
    let reading = found.reading.unwrap();
    assert!(near(reading.start, 100.0 * 13.0 / 28.0) && near(reading.width, 100.0 / 28.0));
    let row = &found.rows[named(&case, "Internet capacity").0];
    let (bar, late) = (row.bar.unwrap(), row.late.unwrap());
    assert!(near(bar.start, 300.0 / 28.0) && near(bar.width, 400.0 / 28.0));
    assert!(near(late.start, 700.0 / 28.0) && near(late.start + late.width, 1200.0 / 28.0));
    assert_eq!(found.rows.iter().filter(|row| row.late.is_some()).count(), 1);
    let ends: Vec<bool> = found.rows.iter().filter_map(|row| row.end).map(|end| end.is_recorded).collect();
    assert_eq!((ends.len(), ends.iter().filter(|is_recorded| !**is_recorded).count()), (9, 3));
    assert!(found.rows.iter().all(|row| row.ghosts.is_empty() && row.unsure.is_empty() && row.bar.is_some()));
}

#[test]
fn the_update_of_2020_pretends_to_no_day_and_drops_nothing() {
    let case = update();
    let found = drawn(&case);
    assert_eq!(found.rows.len(), 9);
    let refresh = &found.rows[named(&case, "Network Refresh").0];
    assert_eq!(refresh.unsure.len(), 2);
    let first = refresh.unsure[0];
    assert!(near(first.start, 0.0) && near(first.width, 20.0), "2019 is a fifth of 2019 to 2023");
    assert!(near(refresh.bar.unwrap().start, 20.0) && near(refresh.bar.unwrap().width, 60.0));
    let centre = &found.rows[named(&case, "Data Centre").0];
    assert!(centre.bar.is_none() && centre.only_end.is_some(), "an end without a start is no bar");
    assert!(centre.marks.iter().any(|mark| mark.shape == MarkShape::Missed));
    let telephony = &found.rows[named(&case, "Telephony").0];
    let n_outside = telephony.marks.iter().filter(|mark| mark.shape == MarkShape::Outside).count();
    assert_eq!(n_outside, 2);
    assert_eq!(delivery_table(&case.programme.initiatives, &(0..9).collect::<Vec<_>>(), None).rows.len(), 9);
}

#[test]
fn orders_by_status_and_by_end() {
    let case = plan();
    let all = &case.programme.initiatives;
    let status: Vec<Option<Status>> = DeliveryOrder::Status.places(all).into_iter().map(|at| all[at].status).collect();
    assert_eq!(status[..2], [Some(Status::Red); 2]);
    assert_eq!(status[19..], [Some(Status::Complete); 9]);
    let ends: Vec<_> = DeliveryOrder::End.places(all).into_iter().map(|at| all[at].last_end()).collect();
    assert!(ends.windows(2).all(|pair| pair[0] <= pair[1]));
}

/// Returns the plan as it might have stood before: two ends earlier, one initiative more, one status better.
fn before(case: &Case) -> Case {
    let mut older = case.clone();
    older.context.data_date = "2013-09".parse().ok();
    let all = &mut older.programme.initiatives;
    Arc::make_mut(&mut all[0]).planned_end = "2014-12".parse().ok();
    Arc::make_mut(&mut all[3]).planned_end = "2015-04".parse().ok();
    Arc::make_mut(&mut all[12]).status = Some(Status::Green);
    let gone =
        Arc::new(Initiative { name: "Fax".to_owned(), ..Initiative::named(weighbridge::id::InitiativeId(900), "") });
    all.push(gone);
    older
}

#[test]
fn what_has_moved_is_told_and_kept_in_one_step() {
    let case = plan();
    let older = before(&case);
    let found = moves(&older.programme, &case.programme);
    assert_eq!(
        found.sentence("September 2013"),
        "Since September 2013: 2 ends moved (median 6 months later), 1 has gone, 1 stands worse."
    );
    let ends = found.to_keep(older.context.data_date, "Older file plan.json");
    assert_eq!(ends.len(), 2);
    let edit = Edit::Programme(ProgrammeEdit::KeepEarlierEnds(ends));
    let mut history = History::new(case.clone(), Vec::new());
    history.commit(&edit, Stamp { at: "2026-11-30T10:00:00Z", by: "" }).unwrap();
    let kept = history.shown().clone();
    let end = &kept.programme.initiatives[0].earlier_ends[0];
    assert_eq!((end.date.to_string(), end.as_at.unwrap().to_string()), ("2014-12".to_owned(), "2013-09".to_owned()));
    let log = history.log().last().unwrap().clone();
    assert_eq!(
        [log.what.as_str(), log.from.as_str(), log.to.as_str()],
        ["Earlier ends of 2 initiatives", "0 earlier ends", "2 earlier ends"]
    );
    let headline = delivery_headline(&kept, kept.context.data_date);
    assert!(headline.beneath.ends_with("2 ends have moved, by 3 to 9 months."), "{headline:?}");
    let row = &drawn(&kept).rows[3];
    assert_eq!(row.ghosts.len(), 1);
    assert!(row.ghosts[0].width < row.bar.unwrap().width);
    assert!(moves(&older.programme, &kept.programme).to_keep(None, "").is_empty(), "nothing is kept twice");
    history.undo(Stamp { at: "2026-11-30T10:01:00Z", by: "" }).unwrap();
    assert_eq!(history.shown().programme, case.programme);
}

#[test]
fn an_end_for_what_is_not_there_keeps_none() {
    let case = plan();
    let mut ends = moves(&before(&case).programme, &case.programme).to_keep(None, "");
    ends[1].0 = weighbridge::id::InitiativeId(4_000);
    let refused = apply(&case, &Edit::Programme(ProgrammeEdit::KeepEarlierEnds(ends)));
    assert!(matches!(refused, Err(EditError::NotThere { .. })));
}

#[test]
fn money_of_the_year_is_compared_where_both_state_it() {
    let case = update();
    let mut older = case.clone();
    let table = Arc::make_mut(&mut older.programme.tables[0]);
    let column =
        table.columns.iter().position(|column| column.role == weighbridge::programme::ColumnRole::Forecast).unwrap();
    let total = table.lines.last_mut().unwrap();
    let now = total.figures[column].unwrap();
    total.figures[column] = weighbridge::pence::Pence::new(now.get() - 70_000_000);
    let found = moves(&older.programme, &case.programme);
    assert_eq!(
        found.sentence("the older file"),
        "Since the older file: no end and no status of 9 initiatives has moved; £700k more in the forecast of 2019/20 (ICT \
         capital budget)."
    );
}

/// Returns what has moved since an older table of the plan, with these choices.
fn since_table(case: &Case, text: &str, choices: &Choices) -> (OlderTable, Moves) {
    let table = OlderTable::of(&read_beside(case, text, choices)).unwrap();
    let moves = table.moves(&case.programme);
    (table, moves)
}

#[test]
fn an_older_table_tells_what_an_older_file_tells() {
    let case = plan();
    let mut older = case.clone();
    for initiative in older.programme.initiatives.iter_mut().map(Arc::make_mut) {
        initiative.actual_end = None;
        if initiative.name.starts_with("Windows XP") {
            initiative.planned_end = "2014-12".parse().ok();
        }
        if initiative.name.starts_with("Improve Business") {
            initiative.status = Some(Status::Green);
        }
    }
    let line = |found: &Initiative| {
        let status = found.status.map_or("", Status::word);
        let end = found.planned_end.map_or_else(String::new, |end| end.to_string());
        format!("{}\t{end}\t{status}\n", found.name.to_uppercase())
    };
    let rows: String = older.programme.initiatives.iter().map(|found| line(found)).collect();
    let (table, found) = since_table(&case, &format!("Project\tPlanned end\tRAG\n{rows}"), &Choices::default());
    assert_eq!(table.says(), "28 rows are initiatives of this programme.");
    let from_file = moves(&older.programme, &case.programme);
    assert_eq!(found.sentence("December 2013"), from_file.sentence("December 2013"));
    let as_at = "2013-12".parse().ok();
    let ends = |moves: &Moves| moves.to_keep(as_at, "Older");
    assert_eq!(ends(&found), ends(&from_file));
    let kept = apply(&case, &Edit::Programme(ProgrammeEdit::KeepEarlierEnds(ends(&found)))).unwrap();
    let windows = named(&kept, "Windows XP").1;
    assert_eq!(windows.earlier_ends.iter().map(|end| end.date.to_string()).collect::<Vec<_>>(), ["2014-12"]);
}

#[test]
fn what_an_older_table_does_not_say_has_not_moved() {
    let case = plan();
    // Near names are asked, what cannot be read says nothing, and what is not there any more has gone.
    let text = "Project\tPlanned end\nEmail Service Upgrades\tJan-15\nUpgrade the Internet capacity\t#REF!\n\
                Tender for new mobile contract\tTBC\nFax gateway\tJun-14\n";
    let (table, found) = since_table(&case, text, &Choices::default());
    assert_eq!(
        table.says(),
        "2 rows are initiatives of this programme, 1 is not in it, 1 waits for an answer. It has no column of statuses, so ends \
         alone are compared."
    );
    assert_eq!((found.gone.as_slice(), found.new.len()), (&["Fax gateway".to_owned()][..], 26));
    let moved: Vec<&str> = found.moved.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(moved, ["Tender for new mobile contract"], "an end that was to be confirmed is none");
    assert!(found.moved.iter().all(|one| one.statuses.is_none() && one.to_keep.is_none()));
    let mut choices = Choices::default();
    let email = named(&case, "Email").1.id;
    choices.names.insert("email service upgrades".to_owned(), Same::Is(email));
    let (_, found) = since_table(&case, text, &choices);
    let one = &found.moved[0];
    assert_eq!((one.id, one.was_named.as_deref()), (email, Some("Email Service Upgrades")));
    assert_eq!(one.to_keep, "2015-01".parse().ok());
    for text in ["Scheme\tBudget £m\tForecast £m\tVariance £m\nA\t1\t2\t(1)\n", "no table at all"] {
        assert!(OlderTable::of(&read_beside(&case, text, &Choices::default())).is_none(), "{text}");
    }
    let names =
        OlderTable::of(&read_beside(&case, "Project\tLead\nEmail Service Upgrade\tHead of ICT\n", &Choices::default()))
            .unwrap();
    assert!(
        !names.can_be_compared() && names.says().ends_with("say which of its columns holds them."),
        "{}",
        names.says()
    );
}
