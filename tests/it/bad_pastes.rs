//! Pasted tables with faults of each kind that councils' tables have: understood or refused row by row, never silently misread.

use weighbridge::date::Date;
use weighbridge::paste::{
    About, Choices, Kind, Known, MoneyRole, Outcome, Pasted, Reading, Role, SumCheck, VarianceSign, read,
};
use weighbridge::pence::Pence;
use weighbridge::programme::Status;

fn plain(text: &str) -> Reading {
    read(text, &Known::default(), &Choices::default())
}

fn roles(reading: &Reading) -> Vec<Role> {
    reading.columns.iter().map(|column| column.role).collect()
}

fn pasted(reading: &Reading, row: usize) -> &Pasted {
    let Outcome::Added(pasted) = &reading.rows[row].outcome else { panic!("{:?}", reading.rows[row]) };
    pasted
}

fn end(reading: &Reading, row: usize) -> Option<Date> {
    pasted(reading, row).planned_end.date
}

fn date(text: &str) -> Option<Date> {
    Some(text.parse().unwrap())
}

fn outcomes(reading: &Reading) -> Vec<&'static str> {
    let word = |outcome: &Outcome| match outcome {
        Outcome::Added(_) => "added",
        Outcome::Refused(_) => "refused",
        Outcome::Subtotal(_) => "subtotal",
        Outcome::Total(_) => "total",
        Outcome::Line(_) => "line",
        _ => "other",
    };
    reading.rows.iter().map(|row| word(&row.outcome)).collect()
}

#[test]
fn a_column_twice_is_taken_from_neither_until_one_is_chosen() {
    for (text, role, places) in [
        ("Project\tStatus\tStatus\tEnd\nA\tGreen\tRed\tMar-27\n", Role::Status, vec![1, 2]),
        ("Project name\tInitiative\tRAG\nAlpha\tOne\tG\nBeta\tTwo\tR\n", Role::Name, vec![0, 1]),
        ("Project\tBudget (£m)\tBudget (£k)\tEnd\nA\t1.2\t1200\tMar-27\n", Role::Budget, vec![1, 2]),
        ("Project\tOwner\tLead\tStatus\nA\tHead of IT\tHead of HR\tG\n", Role::LeadRole, vec![1, 2]),
    ] {
        let reading = plain(text);
        assert!(places.iter().all(|at| reading.columns[*at].role == Role::Unmapped), "{text}");
        assert!(reading.questions.iter().any(|one| one.about == About::WhichColumn(role, places.clone())), "{text}");
    }
    // What is of another time, or another stage, is not the same.
    let months = plain("Project\tRAG this month\tRAG last month\tEnd\nA\tG\tA\tMar-27\nB\tR\tR\tMay-27\n");
    assert_eq!((roles(&months)[1], roles(&months)[2]), (Role::Status, Role::Unmapped));
    let stages = plain("Project\tBaseline end\tForecast end\tActual end\nA\tMar-27\tMay-27\t\n");
    assert_eq!(roles(&stages)[1..], [Role::EarlierEnd, Role::PlannedEnd, Role::ActualEnd]);
}

#[test]
fn money_of_one_kind_twice_is_kept_and_compared_with_nothing_until_one_is_chosen() {
    let text =
        "Scheme\tRevised £m\tForecast £m\tForecast £m\tVariance £m\nA\t1.0\t1.1\t1.2\t(0.2)\nB\t2\t2\t2.1\t(0.1)\n";
    let reading = plain(text);
    let other = Role::Money(MoneyRole::Other);
    assert_eq!(roles(&reading)[2..4], [other, other]);
    let forecast = Role::Money(MoneyRole::Forecast);
    assert_eq!(reading.questions[0].about, About::WhichColumn(forecast, vec![2, 3]));
    assert!(reading.questions[0].words.starts_with("“Forecast £m” (column 3) and “Forecast £m” (column 4)"));
    let Outcome::Line(line) = &reading.rows[0].outcome else { panic!("{:?}", reading.rows[0]) };
    assert_eq!(line.figures.iter().flatten().count(), 4, "nothing is lost");
    let mut choices = Choices::default();
    choices.roles.extend([(2, other), (3, forecast)]);
    let chosen = read(text, &Known::default(), &choices);
    assert!(chosen.questions.is_empty(), "{:?}", chosen.questions);
    assert_eq!(chosen.money.unwrap().variance, Some(VarianceSign::BudgetLessForecast));
    let years = plain("Scheme\t2025/26 Budget\t2026/27 Budget\t2025/26 Forecast\t2026/27 Forecast\nA\t1\t2\t3\t4\n");
    assert!(years.questions.is_empty() && years.columns.iter().all(|column| column.role != other));
}

#[test]
fn a_total_among_initiatives_is_none_of_them_whatever_it_is_called() {
    let head = "Project\tStatus\tBudget £m\nA\tG\t1.0\nB\tR\t2.0\n";
    for (label, asks) in
        [("All projects", true), ("Net position", true), ("", false), ("TOTAL CAPITAL PROGRAMME 2026/27", false)]
    {
        let reading = plain(&format!("{head}{label}\t\t3.0\n"));
        assert_eq!(outcomes(&reading), ["added", "added", "total"], "{label}");
        assert!(matches!(&reading.rows[2].outcome, Outcome::Total(sum) if sum.check == SumCheck::Ok), "{label}");
        let asked = reading.questions.iter().any(|one| one.about == About::Total { row: 3 });
        assert_eq!(asked, asks, "{label}");
    }
    let text = format!("{head}All projects\t\t3.0\n");
    let choices = Choices { totals: [("all projects".to_owned(), false)].into(), ..Choices::default() };
    let chosen = read(&text, &Known::default(), &choices);
    assert_eq!(outcomes(&chosen), ["added", "added", "added"]);
    assert!(chosen.questions.is_empty());
    // One that has a status, other figures, or a single line above it is an initiative.
    for row in ["Town hall\tG\t3.0\n", "Town hall\t\t3.5\n"] {
        assert_eq!(outcomes(&plain(&format!("{head}{row}"))), ["added", "added", "added"], "{row}");
    }
    assert_eq!(outcomes(&plain("Project\tStatus\tBudget £m\nA\tG\t3.0\nB\t\t3.0\n")), ["added", "added"]);
    let first = plain("Project\tStatus\tBudget £m\nOverall total\t\t3.0\nA\tG\t1.0\nB\tR\t2.0\n");
    assert_eq!(outcomes(&first), ["total", "added", "added"]);
}

#[test]
fn brackets_and_signs_mean_one_thing_or_keep_the_row_out() {
    let line =
        |cells: &str| plain(&format!("Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t10\t30\t(20)\nX\t{cells}\n"));
    let figures = |cells: &str| match &line(cells).rows[1].outcome {
        Outcome::Line(line) => {
            Some(line.figures.iter().map(|sum| sum.map(|sum| sum.get() / 100_000)).collect::<Vec<_>>())
        }
        Outcome::Refused(_) => None,
        other => panic!("{other:?}"),
    };
    for (cells, expected) in [
        ("100\t120\t(£20)", Some(vec![Some(100), Some(120), Some(-20)])),
        ("( 100 )\t(120 )\t( 20)", Some(vec![Some(-100), Some(-120), Some(-20)])),
        ("50\t60\t10-", Some(vec![Some(50), Some(60), Some(-10)])),
        ("10\t10\t–", Some(vec![Some(10), Some(10), Some(0)])),
        ("1,000CR\t12DR\t", Some(vec![Some(-1000), Some(12), None])),
        ("100\t120\t[20]", None),
        ("100\t120\t<20>", None),
        ("100\t(5)CR\t1", None),
        ("(50\t40)\t10", None),
        ("--5\t1\t1", None),
    ] {
        assert_eq!(figures(cells), expected, "{cells}");
    }
    let other = plain("Scheme\tBudget £k\tOutturn £k\tOver/(under)spend £k\nA\t100\t120\t20\nB\t50\t40\t(10)\n");
    assert_eq!(other.money.as_ref().unwrap().variance, Some(VarianceSign::ForecastLessBudget));
    assert!(other.says.ends_with("(2 of 2 rows fit it)."), "{}", other.says);
    let one = plain("Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t120\t(20)\n");
    assert!(one.says.ends_with("(1 of 1 row fits it)."), "{}", one.says);
}

#[test]
fn shares_are_neither_money_nor_dates() {
    let money =
        plain("Scheme\tBudget\tForecast\tVariance\nA\t£1,000,000\t£1,200,000\t20%\nB\t£500,000\t£400,000\t-20%\n");
    assert_eq!((outcomes(&money), roles(&money)[3]), (vec!["line", "line"], Role::Unmapped));
    let progress = plain("Project Name\tStatus\tCompletion\tSpend to date\nA\tGreen\t50%\t£1m\nB\tAmber\t100%\t£2m\n");
    assert_eq!(roles(&progress)[2..], [Role::Unmapped, Role::Unmapped], "what was spent is no budget");
    assert!(progress.rows.iter().all(|row| row.without.is_empty()) && progress.questions.is_empty());
}

#[test]
fn each_column_of_dates_has_one_order_and_what_is_no_date_says_why() {
    let text =
        "Project\tEnd\nA\t2026-03-31\nB\t31/03/2026\nC\t31.03.26\nD\t46112\nE\t31/03/2026 00:00:00\nF\tby 31/03/26\n";
    let reading = plain(text);
    assert!((0..6).all(|row| end(&reading, row) == date("2026-03-31")), "{:?}", reading.rows);
    for (cell, reason) in [
        ("31 March", "the year is missing"),
        ("29/02/2027", "February 2027 has 28 days"),
        ("31/04/2026", "April 2026 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("99/99/9999", "there is no month 99"),
        ("1/2", "can be read in more than one way"),
        ("Q3 2026", "may be of a calendar or of a financial year"),
        ("summer", "kept as words"),
        ("Mar 2026 (TBC)", "kept as words"),
        ("Fri 31 Mar 2026", "is a Tuesday"),
        ("#NAME?", "a spreadsheet’s fault"),
        ("-5", "kept as words"),
    ] {
        let reading = plain(&format!("Project\tEnd\nA\t31/03/2026\nB\t{cell}\n"));
        assert_eq!(end(&reading, 1), None, "{cell}");
        assert!(reading.rows[1].without[0].reason.contains(reason), "{cell}: {}", reading.rows[1].without[0].reason);
    }
    let both = plain("Project\tStart\tEnd\nA\t13/02/2026\t02/14/2026\nB\t03/04/2026\t05/06/2026\n");
    assert_eq!((pasted(&both, 1).start.date, end(&both, 1)), (date("2026-04-03"), date("2026-05-06")));
    assert!(both.columns[1].says.contains("the day first") && both.columns[2].says.contains("the month first"));
}

#[test]
fn faults_of_spreadsheets_are_no_words_and_no_headings() {
    let text = "Project\tStatus\tLead\tProgress\tBudget\nA\t#REF!\t#N/A\t#VALUE!\t#DIV/0!\nB\tG\tHead of IT\tOn course\t#NUM!\n#N/A\tG\t\t\t\n";
    let reading = plain(text);
    assert_eq!(outcomes(&reading), ["added", "added", "refused"]);
    let first = pasted(&reading, 0);
    assert_eq!(
        (first.status, first.status_words.as_str(), first.lead_role.as_str(), first.narrative.as_str()),
        (None, "", "", "")
    );
    assert_eq!(reading.rows[0].without.len(), 4, "{:?}", reading.rows[0].without);
    assert!(reading.questions.is_empty(), "{:?}", reading.questions);
    let heading = plain("Project\t#REF!\tEnd\nA\tX1\tMar-27\nB\tX2\tApr-27\n");
    assert_eq!(roles(&heading), [Role::Name, Role::Unmapped, Role::PlannedEnd]);
    let sums = plain(
        "Scheme\tBudget £k\tForecast £k\tVariance £k\nA\t100\t#REF!\t#REF!\nB\t50\t40\t10\nTotal\t#REF!\t#REF!\t#REF!\n",
    );
    assert_eq!(outcomes(&sums), ["refused", "line", "total"]);
    assert!(matches!(&sums.rows[2].outcome, Outcome::Total(sum) if matches!(sum.check, SumCheck::Cannot(_))));
}

#[test]
fn formulas_script_and_letters_that_look_alike_are_words_and_said() {
    let text = "Project\tStatus\tBudget £\n=HYPERLINK(\"http://x\",\"Depot\")\tG\t=SUM(A1:A3)\n@home\tA\t@SUM(1)\n\
                -Minus project\tR\t-1000\n<script>alert(1)</script>\tG\t5\nD\u{435}pot\tG\t1\n\u{202e}THGIR\u{202c} hub\tG\t2\n";
    let reading = plain(text);
    assert_eq!(outcomes(&reading), ["added"; 6]);
    for row in 0..3 {
        assert!(reading.rows[row].notes.iter().any(|note| note.starts_with("Kept as text; never a formula")), "{row}");
    }
    assert!(reading.rows[0].without[0].reason.ends_with("is a formula, not its result"));
    assert_eq!(pasted(&reading, 2).budget, Pence::from_pounds(-1000));
    assert_eq!(pasted(&reading, 3).name, "<script>alert(1)</script>");
    assert_eq!(reading.rows[4].notes, ["Its name has letters of two alphabets that can look the same"]);
    assert_eq!(pasted(&reading, 5).name, "THGIR hub");
    let twice = plain("Project\tStatus\nDepot\u{200b}\tR\nde\u{ad}pot\tG\n");
    assert_eq!(outcomes(&twice), ["added", "refused"], "what cannot be seen makes no other name");
}

#[test]
fn a_cell_of_thousands_of_letters_keeps_its_row_or_stays_out_alone() {
    let text = format!(
        "Project\tStatus\tProgress\tEnd\tBudget £m\n{}\tG\tshort\t\t\nB\tR\t{}\t{}\t{}\nC\tG\t{}\t\t\n",
        "x".repeat(5_000),
        "y ".repeat(2_500),
        "1".repeat(5_000),
        "9".repeat(5_000),
        "w".repeat(30_000)
    );
    let reading = plain(&text);
    assert_eq!(outcomes(&reading), ["refused", "added", "added"]);
    let second = pasted(&reading, 1);
    assert_eq!((second.status, second.narrative.len(), second.budget), (Some(Status::Red), 4_999, None));
    assert_eq!(reading.rows[1].without.len(), 2);
    assert!(reading.rows[1].without.iter().all(|refusal| refusal.reason.chars().count() < 200));
    assert!(reading.rows[2].without[0].reason.contains("at most 20,000 characters"));
}

#[test]
fn what_is_no_table_comes_to_nothing() {
    for text in [
        "{\"projects\":[{\"name\":\"A\",\"status\":\"green\"}]}",
        "<table><tr><td>Project</td><td>Status</td></tr><tr><td>A</td><td>Green</td></tr></table>",
        "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR\0\0",
        "PK\u{3}\u{4}\u{14}\0\u{6}\0 xl/workbook.xml \t\n a\tb\n",
        "Dear Committee,\tplease\tfind\nattached\tthe\treport\nwith\tkind\tregards\n",
        "1\t2\t3\n4\t5\t6\n7\t8\t9\n",
        "https://example.org/a?b=c\nhttps://example.org/d\n",
        "Mon\tTue\tWed\n09:00\t10:00\t11:00\n12:00\t13:00\t14:00\n",
        "Project\nStatus\nA\nGreen\nB\nRed\n",
        "name,status\n",
    ] {
        let reading = plain(text);
        assert_eq!((reading.kind, reading.rows.len()), (None, 0), "{text:?}");
    }
    let heads = plain("Project\tStatus\tEnd\n");
    assert_eq!((heads.kind, heads.rows.len()), (Some(Kind::Initiatives), 0));
}
