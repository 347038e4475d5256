//! What a careful reader would ask of a programme, in words: what was found, why it matters, what to do.

use super::{count, list, money};
use crate::health::Asked;
use crate::pence::Pence;

/// How many names stand in a sentence before the others are counted.
const NAMED: usize = 6;

/// Returns what a finding is about, and what it says.
pub(super) fn asked_words(asked: &Asked) -> (String, String) {
    let names = &asked.names;
    let name = |at: usize| names.get(at).map_or("", String::as_str);
    let behind = || some(names.get(1..).unwrap_or_default());
    let figure = |wanted: &str| asked.figures.iter().find(|(name, _)| *name == wanted).map_or(0, |(_, figure)| *figure);
    let months = || match figure("months") {
        0 => "in the same month as".to_owned(),
        n => format!("{} after", count(usize::try_from(n).unwrap_or(0), "month", "months")),
    };
    let sum = |wanted: &str| Pence::new(figure(wanted).abs()).map_or_else(String::new, money);
    match asked.rule {
        "hidden_variance" => (
            name(0).to_owned(),
            format!("{} differ from their budgets over all years, and no column shows it.", behind()),
        ),
        "budget_movement" => {
            let way = if figure("movement") < 0 { "fell" } else { "rose" };
            let most = if name(2).is_empty() { String::new() } else { format!(" Most of it is {}.", name(2)) };
            (name(0).to_owned(), format!("The total {way} by {} from approved to revised.{most}", sum("movement")))
        }
        "unallocated" => (name(0).to_owned(), format!("{}% of the money is for nothing yet.", figure("share"))),
        "line_twice" => (name(0).to_owned(), format!("{} stands there twice.", name(1))),
        "scale_outlier" => {
            (name(0).to_owned(), format!("{} is far larger than the rest of its column: in another unit?", name(1)))
        }
        "no_slack" => {
            (name(0).to_owned(), format!("The end comes {} “{}”, which is set from outside.", months(), name(1)))
        }
        "reference_date" => (
            name(0).to_owned(),
            format!("The end comes {} a date that is likely set from outside: an end of support, or a law.", months()),
        ),
        "complete_before_need" => {
            (name(0).to_owned(), format!("Complete, but it waits for {}, which is not.", name(1)))
        }
        "need_ends_later" => (name(0).to_owned(), format!("It waits for {}, which ends later.", name(1))),
        "wait_in_circle" => (String::new(), format!("{} wait for each other in a circle.", some(names))),
        "no_dependencies" => ("The whole list".to_owned(), "Nothing waits for anything else.".to_owned()),
        "no_cost" => ("The whole list".to_owned(), "Money is spent, and no initiative has a budget.".to_owned()),
        "same_reason" => (behind(), format!("One reason stands for {} scores: “{}…”.", figure("n"), name(0))),
        "carbon_counted" => (
            name(0).to_owned(),
            format!("Carbon counts for {}: {}.", count(names.len().saturating_sub(1), "goal", "goals"), behind()),
        ),
        "thin" if names.len() > 1 => (some(names), "Less than a third of the goals that apply are scored.".to_owned()),
        "thin" => (
            name(0).to_owned(),
            format!("{} of the {} goals that apply are scored.", figure("scored"), figure("applicable")),
        ),
        "other_goals_words" => {
            (name(0).to_owned(), format!("Its summary speaks of {}, and not of its own goal.", name(1)))
        }
        rule => (some(names), plain(rule).to_owned()),
    }
}

/// Returns what a rule says of all that it names alike.
fn plain(rule: &str) -> &'static str {
    match rule {
        "initiative_without_line" => "It has a budget, and no line of the money table pays for it.",
        "initiative_without_money" => "No money is given.",
        "start_after_end" => "The start comes after the planned end.",
        "actual_in_future" => "It ended, by its date, after the date of the figures.",
        "due_by_reading" => "Green, due by the meeting, and no end recorded.",
        "new_date_needed" => {
            "Something is planned after the planned end, or was missed at it, and no new end is given."
        }
        "red_not_late" => "Red, though its end has not passed, and nothing says why.",
        "rated_before_start" => "It has a status before its start.",
        "no_measure" => "The summary promises and gives no figure.",
        "statement_na_bare" => "The summary says n/a, and not why.",
        "score_without_reason" => "Scored without a reason.",
        "na_without_reason" => "Not applicable, without a reason.",
        "harm_unanswered" => "Harm, and nothing says what is done about it.",
        "gap" => "Nothing supports it, and half or more has been looked at.",
        "goal_not_looked_at" => "Nothing supports it as far as anybody has looked, which is less than half.",
        "goal_not_applicable_to_any" => "It is said to apply to no initiative.",
        "orphan" => "It benefits no goal that was scored.",
        "no_downside" => "Every score is a benefit.",
        _ => "A reader would ask about it.",
    }
}

/// Returns why a reader would mind, and what to do about it.
pub(super) fn asked_why(rule: &str) -> (&'static str, &'static str) {
    match rule {
        "hidden_variance" => ("It is found by subtraction.", "Show the variance of all years, or say why not."),
        "budget_movement" => ("A budget that moves so far has a story.", "Say what moved and why."),
        "unallocated" => ("A reader asks what it is for.", "Say what it is held for."),
        "line_twice" => ("It may be counted twice.", "Give each line a name of its own."),
        "scale_outlier" => ("Thousands and millions are easily mixed.", "Check the figure against its source."),
        "initiative_without_line" => {
            ("A reader looks for the money in the table.", "Add its line, or say where the money is.")
        }
        "initiative_without_money" | "no_cost" => {
            ("Benefit without cost is half a picture.", "Give its budget, or say that none is known.")
        }
        "start_after_end" | "actual_in_future" => ("One of the two dates is wrong.", "Check them against the source."),
        "due_by_reading" => ("The meeting will ask whether it is done.", "Record the end, or change the status."),
        "new_date_needed" => ("The planned end no longer holds.", "Give the new end."),
        "red_not_late" => ("A reader asks what is wrong.", "Say why it is red."),
        "no_slack" => ("The smallest delay has a cost.", "Say what happens if it slips."),
        "reference_date" => ("A reader may know that date.", "Check the date, and say what covers the time between."),
        "rated_before_start" => {
            ("A status of what has not begun says little.", "Take the status out, or check the start.")
        }
        "no_dependencies" => ("Large programmes have some.", "Record what waits for what, or say that nothing does."),
        "complete_before_need" | "need_ends_later" | "wait_in_circle" => {
            ("It cannot be as it is written.", "Check what waits for what, and the dates.")
        }
        "no_measure" => {
            ("Nobody can tell later whether it came true.", "Give a figure and a date, or say that there is none.")
        }
        "statement_na_bare" | "na_without_reason" | "goal_not_applicable_to_any" => {
            ("“Not applicable” is a judgement too.", "Say why it does not apply.")
        }
        "other_goals_words" => ("It may stand in the wrong row.", "Check which goal it is about."),
        "score_without_reason" => ("Nobody can check it.", "Say why in a line."),
        "harm_unanswered" => ("Members will ask what is done about it.", "Say what is done, or why nothing is."),
        "same_reason" => ("One reason seldom fits several goals.", "Give each score a reason of its own."),
        "carbon_counted" => ("The same tonnes may count more than once.", "Say which goal they count for."),
        "gap" => ("The strategy promises it.", "Say what is done elsewhere, or why nothing is."),
        "goal_not_looked_at" | "thin" => {
            ("What nobody looked at is neither good nor bad.", "Look at the goals that are left, or mark them unknown.")
        }
        "orphan" => ("A reader asks why it is in the strategy.", "Say what it is for."),
        "no_downside" => ("Few things only help.", "Look for what it harms."),
        _ => ("A careful reader would ask.", "Say why, or put it right."),
    }
}

/// Returns names as a list; of many, the others are counted.
fn some(names: &[String]) -> String {
    let mut shown = names.to_vec();
    if names.len() > NAMED + 1 {
        shown.truncate(NAMED);
        shown.push(format!("{} others", names.len() - NAMED));
    }
    // Two names in one would run into the next.
    if names.iter().any(|name| name.contains(" / ")) { shown.join("; ") } else { list(&shown) }
}
