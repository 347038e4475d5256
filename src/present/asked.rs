//! What a careful reader would ask of a programme, in words: what was found, why it matters, what to do.

use super::{count, list, money, points};
use crate::health::Asked;
use crate::pence::Pence;
use crate::scrutiny::REASON_SHOWN;

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
        "table_sum" => {
            let same = if name(3).is_empty() {
                String::new()
            } else {
                format!(" {} is the figure of {}.", sum("difference"), some(&names[3..]))
            };
            let words =
                format!("Does not add up: the lines come to {}, printed {}.{same}", sum("computed"), sum("printed"));
            (format!("{}: {}", name(0), name(1)), words)
        }
        "table_sum_rounding" => (
            format!("{}: {}", name(0), name(1)),
            format!("Adds up within rounding: the lines come to {}, printed {}.", sum("computed"), sum("printed")),
        ),
        "table_row" => {
            let on = if names.len() > 2 { format!(" It goes on into {}.", some(&names[2..])) } else { String::new() };
            let words = format!(
                "The variance is printed {}; budget and forecast make it {}.{on}",
                sum("printed"),
                sum("computed")
            );
            (format!("{}: {}", name(0), name(1)), words)
        }
        "table_row_rounding" => (
            format!("{}: {}", name(0), name(1)),
            format!(
                "The variance is right within rounding: printed {}, worked out {}.",
                sum("printed"),
                sum("computed")
            ),
        ),
        "variance_sign_unclear" => {
            (name(0).to_owned(), "Half the rows count budget less forecast, half the other way round.".to_owned())
        }
        "explained_share" => {
            (name(0).to_owned(), format!("{} of {} is explained, by {}.", sum("explained"), sum("whole"), behind()))
        }
        "parts_exceed_whole" => (
            name(0).to_owned(),
            format!("Its parts come to {}, more than the whole of {}: {}.", sum("explained"), sum("whole"), behind()),
        ),
        "spend_over_budget" => (
            some(&names[names.len().saturating_sub(1)..]),
            format!("{} is spent or promised out of {}.", sum("amount"), sum("budget")),
        ),
        "no_budget_to_compare" => {
            (some(names), format!("{} is spent or promised, and no budget is given for it.", sum("amount")))
        }
        "text_and_table_differ" => (
            name(0).to_owned(),
            format!(
                "The text says {}; {} prints {} for {}, {}.",
                sum("stated"),
                name(1),
                sum("printed"),
                name(2),
                name(3)
            ),
        ),
        "overdue_not_red" => {
            let late = match figure("months") {
                0 => "The planned end has passed".to_owned(),
                n => {
                    let months = count(usize::try_from(n).unwrap_or(0), "month", "months");
                    format!("The planned end passed {months} ago")
                }
            };
            let status = match asked.marks.first().map_or("none", String::as_str) {
                "none" => "it has no status".to_owned(),
                status => format!("it is reported {status}, not red"),
            };
            (name(0).to_owned(), format!("{late}, and {status}."))
        }
        "all_ends_as_planned" => (
            "The whole list".to_owned(),
            format!("All {} actual ends are the planned ones: recorded, or copied?", figure("n")),
        ),
        "count_differs" => (
            "The whole list".to_owned(),
            format!("The text counts {}; {} are listed.", figure("stated"), figure("listed")),
        ),
        "framework_later" => (name(0).to_owned(), "It holds only from after the meeting.".to_owned()),
        "past_the_framework" => (behind(), format!("It ends after {} does.", name(0))),
        "section_na" => (
            "Sections of the report".to_owned(),
            format!("{} answered “n/a”, and none says why: {}.", is_or_are(names.len()), some(names)),
        ),
        "section_missing" => {
            ("Sections of the report".to_owned(), format!("Not there, and wanted at that date: {}.", some(names)))
        }
        "recommendation_unanswered" => {
            ("Recommendations".to_owned(), format!("{} without a response: {}.", is_or_are(names.len()), some(names)))
        }
        "metadata" => {
            let lacking: Vec<String> = names.iter().map(|what| lacking(what).to_owned()).collect();
            ("The report".to_owned(), format!("It does not say {}.", list(&lacking)))
        }
        "score_against_tonnes" => {
            (name(0).to_owned(), format!("Its score says one thing and its tonnes another: {}.", behind()))
        }
        "boundary_shift" => (
            name(0).to_owned(),
            "It takes emissions out of the council’s own boundary, and in all they do not fall.".to_owned(),
        ),
        "carbon_years_missing" => (
            "The carbon budget".to_owned(),
            format!(
                "{} of its {} years have no reported figure ({}): what is used cannot be said.",
                figure("missing"),
                figure("years"),
                some(names)
            ),
        ),
        "social_value_twice" => (behind(), format!("{} is counted for each, for the same place and time.", name(0))),
        "social_value_large" => (
            name(0).to_owned(),
            format!("Its social value of {} comes to {}% of its cost.", sum("amount"), figure("share")),
        ),
        "chosen_set_breaks_limits" => {
            (name(0).to_owned(), format!("The set that is kept breaks {} of its portfolio.", rules(figure("broken"))))
        }
        "chosen_set_moved" => {
            let tenths = |wanted: &str| points(figure(wanted) as f64 / 100.0);
            let words = "The set that is kept is worth";
            (name(0).to_owned(), format!("{words} {} points, and was kept at {}.", tenths("points"), tenths("then")))
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
        "same_reason" => (behind(), format!("One reason stands for {} scores: “{}”.", figure("n"), beginning(name(0)))),
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

/// Returns a text that may be cut in the middle of a word up to its last whole word.
fn beginning(text: &str) -> String {
    if text.chars().count() < REASON_SHOWN {
        return text.to_owned();
    }
    format!("{}…", text.rsplit_once(' ').map_or(text, |(words, _)| words))
}

/// Returns what a rule says of all that it names alike.
fn plain(rule: &str) -> &'static str {
    match rule {
        "complete_without_end" => "Reported complete, but no date on which it ended.",
        "end_without_complete" => "Ended, by its date, and not reported complete.",
        "proxy_unsourced" => "A value is given without its source or edition, so no pounds are worked out from it.",
        "options_na_but_listed" => "Other options are answered “n/a”, and an initiative here lists some.",
        "no_implications_but_risk" => "No implications are seen, and a risk of resources is open.",
        "covered_but_uncosted" => "All is said to be covered, and nothing says what it costs.",
        "equality_asked_not_done" => "An equality assessment was asked for, nothing answers that, and this says no.",
        "implication_na_bare" => "An implication is said not to apply, and not why.",
        "implication_none_unsigned" => {
            "No implications are seen, and it is not said when somebody looked, or in which role."
        }
        "implication_yes_bare" => "Implications are seen, and nothing is said of them.",
        "equality_aims" => "The words on equality do not speak of all three aims of the duty.",
        "digital_exclusion" => {
            "It is about something online, and nothing is said of people who cannot follow it there."
        }
        "carbon_implication_thin" => "It is about what uses energy, and nothing is said beside the answer on carbon.",
        "carbon_implication_missing" => {
            "It is about what uses energy, and other implications are answered, but not those for carbon."
        }
        "carbon_na_but_equipment" => "Carbon is answered “n/a”, and an initiative is about what uses energy.",
        "carried_unconfirmed" => "Carried over from another edition, and nobody has confirmed it.",
        "initiative_without_line" => "A budget is given, and no line of a money table pays for it.",
        "initiative_without_money" => "No money is given.",
        "start_after_end" => "The start comes after the planned end.",
        "actual_in_future" => "Ended, by its date, after the date of the figures.",
        "due_by_reading" => "Green, due by the meeting, and no end recorded.",
        "new_date_needed" => {
            "Something is planned after the planned end, or was missed at it, and no new end is given."
        }
        "red_not_late" => "Red, though its end has not passed: is the status about dates, or about risk?",
        "rated_before_start" => "Reported with a status before the start.",
        "no_measure" => "The summary promises and gives no figure.",
        "statement_na_bare" => "The summary says n/a, and not why.",
        "score_without_reason" => "Scored without a reason.",
        "na_without_reason" => "Not applicable, without a reason.",
        "harm_unanswered" => "Harm, and nothing says what is done about it.",
        "gap" => "No support is scored, and half or more has been looked at.",
        "goal_not_looked_at" => "No support is scored, and less than half has been looked at.",
        "goal_not_applicable_to_any" => "Said to apply to no initiative.",
        "orphan" => "Benefits no goal that was scored.",
        "no_downside" => "Every score is a benefit.",
        _ => "A reader would ask about it.",
    }
}

/// Returns why a reader would mind, and what to do about it.
pub(super) fn asked_why(rule: &str) -> (&'static str, &'static str) {
    match rule {
        "table_sum" | "table_row" | "text_and_table_differ" | "parts_exceed_whole" => {
            ("A reader will add it up.", "Check the figures against their source.")
        }
        "table_sum_rounding" | "table_row_rounding" => {
            ("A reader who adds it up gets another figure.", "Say that figures are rounded.")
        }
        "variance_sign_unclear" => {
            ("Nobody can tell an overspend from an underspend.", "Say which way variances count.")
        }
        "explained_share" => ("A reader asks about the rest.", "Say what the rest is."),
        "spend_over_budget" => ("More is gone than there is.", "Check the figures, or say where the rest comes from."),
        "no_budget_to_compare" => {
            ("Spending says nothing without a budget.", "Give the budget, or say that there is none.")
        }
        "complete_without_end" => ("Nobody can check that it ended.", "Give the date on which it ended."),
        "end_without_complete" => {
            ("A reader cannot tell whether it is done.", "Report it complete, or take the date out.")
        }
        "overdue_not_red" => ("A date that has passed reads as late.", "Give the new date, or report it red."),
        "all_ends_as_planned" => {
            ("Copied dates say nothing of delivery.", "Check them against the record of delivery.")
        }
        "count_differs" => ("One of the two numbers is wrong.", "Complete the list, or say why they differ."),
        "framework_later" => ("Nobody could have aligned with it then.", "Say which edition held at the meeting."),
        "past_the_framework" => ("The goals may have changed by then.", "Say what follows the framework."),
        "section_na" => ("“Not applicable” is an answer that needs a reason.", "Say why, in a line each."),
        "section_missing" => ("Members look for it.", "Add the section, or say why there is none."),
        "options_na_but_listed" | "no_implications_but_risk" | "equality_asked_not_done" => {
            ("The report contradicts itself.", "Say what is so in the section.")
        }
        "covered_but_uncosted" => ("Nobody can tell what is covered.", "Give the cost, or say that none is known."),
        "carbon_na_but_equipment" => {
            ("Members will ask about energy.", "Say how much it uses, or why that does not matter.")
        }
        "implication_na_bare" => ("“Not applicable” is an answer that needs a reason.", "Say why it does not apply."),
        "implication_none_unsigned" => {
            ("“None” is a finding: somebody has to have looked.", "Give the date and the role of who looked.")
        }
        "implication_yes_bare" => ("A reader asks which.", "Say what they are."),
        "equality_aims" => (
            "The duty has three aims, and a court looks for each.",
            "Say how it bears on discrimination, on equality of opportunity and on good relations.",
        ),
        "digital_exclusion" => ("Not everybody is online.", "Say who is left out, and what is done for them."),
        "carbon_implication_thin" | "carbon_implication_missing" => {
            ("Members will ask about energy.", "Say how much it uses, or why that does not matter.")
        }
        "recommendation_unanswered" => {
            ("Whoever asked wants to know.", "Answer each: done, under way, or not to be done, and why.")
        }
        "metadata" => ("A reader asks whose report it is.", "Say it in the context."),
        "carried_unconfirmed" => {
            ("Goals that read alike may mean different things.", "Confirm each, or score it anew.")
        }
        "score_against_tonnes" => ("One of the two is wrong.", "Check the score and the tonnes."),
        "boundary_shift" => ("Emissions that only move are not saved.", "Say whose they become."),
        "carbon_years_missing" => (
            "A year without a figure is neither 0 nor like its neighbours.",
            "Give the figures, or say that none are known.",
        ),
        "social_value_twice" => ("The same jobs may count twice.", "Say whose it is, or how it is shared."),
        "social_value_large" => {
            ("In one study of 1,400 projects it was about 24% (2021).", "Check quantities, proxies and shares.")
        }
        "proxy_unsourced" => ("Values change with each edition.", "Say who gives the value, and in which edition."),
        "chosen_set_breaks_limits" => {
            ("Who checks it finds that it cannot be chosen so.", "Choose again, or change the limits and say why.")
        }
        "chosen_set_moved" => {
            ("Scores, weights or costs were changed after the choice.", "Choose again, or say why the choice stands.")
        }
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
        "red_not_late" => ("A reader takes red for late.", "Say what the status rests on."),
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

fn rules(n: i64) -> String {
    count(usize::try_from(n).unwrap_or(0), "rule", "rules")
}

fn is_or_are(n: usize) -> String {
    if n == 1 { "One is".to_owned() } else { format!("{n} are") }
}

/// Returns what a report lacks about itself.
fn lacking(what: &str) -> &'static str {
    match what {
        "authority" => "whose it is",
        "meeting" => "when it is considered",
        _ => "in which role it was written",
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
