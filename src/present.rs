//! Words and sentences about a case, as people read them. What they say is worked out by the modules below, and figures
//! are printed by `print`; at the most a number is given here in another unit.

mod ahead;
mod alignment;
mod arithmetic;
mod asked;
mod blind;
mod carbon;
mod cost;
mod cost_progress;
mod crosswalk;
mod delivery;
mod finding_group;
mod finding_words;
mod frame;
mod goal;
mod headline;
mod health;
mod implication;
mod label;
mod measures;
mod missing;
mod pages;
mod paste;
mod portfolio;
mod programme;
mod reading;
mod readings;
mod report_text;
mod results;
pub mod sensitivity;
mod sheet;
mod spreadsheet;
mod step_state;
mod steps;
mod tasks;
mod tree;
mod value;
mod weights;
mod workshop;

pub use ahead::{TYPED_TOGETHER_MS, typed_ahead};
pub use alignment::{
    Harm, alignment_guard, alignment_headline, cell_words, hanging_words, harms, harms_sentence, index_range_words,
    lens_weights_words, money_note, orphans_sentence,
};
pub use arithmetic::{Arithmetic, Number, Sources, arithmetic};
pub use blind::named_ends_words;
pub use carbon::{
    budget_source_words, carbon_headline, carbon_outlook, carbon_remarks, moves_of, runs_words, social_pounds, tonnes,
};
pub use cost::{
    axis_money, cost_basis, cost_headline, cost_summary, cost_unit, reading_words, schedule_words, scored_carbon_words,
    short_money, uplift_words,
};
pub use cost_progress::costs_progress;
pub use crosswalk::{
    boundary_words, carried_words, framework_words, frameworks_headline, pack_words, proposal_words, source_words,
    strength_name, strength_words,
};
pub use delivery::{DeliveryHeadline, delivery_headline, delivery_remark, slack_words, slippage_sentence, way_words};
pub use finding_group::finding_group_words;
pub use finding_words::FindingWords;
pub use frame::{baseline_problem, dropped_words, frame_progress, materiality_words, stage_words, why_left_out};
pub use goal::{goal_headline, goal_money};
pub use headline::{Headline, headline, lead_caption};
pub use health::{
    export_name, export_sentence, finding_words, health_sentence, log_sentence, log_words, paper_digest, place_words,
    recommended_beside_leader,
};
pub use implication::{implication_name, implication_prompt, implication_words, implications_sentence};
pub use label::{
    assessment_mark, assessment_words, effect_words, lens_name, lens_short_name, outcome_words, role_words,
    status_words,
};
pub use measures::{measure_row_words, measures_read_sentence};
pub use missing::{missing_summary, missing_words};
pub use pages::{page_links, rows_shown};
pub use paste::fault_words;
pub use portfolio::{
    Choice, ChoiceHeadline, Kept, SetMoney, around_sentences, broken_words, by_rate_sentence, choice_headline,
    choice_progress, clash_words, core_sentences, goal_sentences, goals_of_set, harm_sentence, kept_beside_best,
    kept_headline, kept_sentences, left_out_words, limits_sentence, set_carbon_sentences, set_delivery_sentences,
    set_money, set_money_sentences, set_outlook, set_tonnes_by_year, share_words, then_sentence, within_words,
};
pub use portfolio::{place_words as portfolio_place, reason as portfolio_reason};
pub use programme::{
    dependency_words, footing_words, initiative_headline, milestone_words, money_headline, pounds, programme_headline,
    relation_words, report_headline,
};
pub use reading::{ReadCriterion, ReadScore, elicitation_words, frame_facts, read_scores};
pub use readings::{cost_reading, range_bar_words, ranks_words, readings_guard, readings_headline};
pub use report_text::{Offer, offers, reading_sentence, recording, text_finding_words};
pub use results::{
    above_words, breakdown_summary, gate_words, letters, marks, short_names, signed_points, sum_words, where_parts_lead,
};
pub use sheet::{LAST_SCORE, Onward, mark_words, next_option_words, onward};
pub use spreadsheet::{
    TableChange, figures_words, lies_words, table_changes, table_criterion, table_fault_words, table_meets,
    table_remarks, table_summary,
};
pub use step_state::{StepState, step_state};
pub use steps::{
    Progress, criteria_finding, ends_words, entry_words, has_both_ends, how_points_arise, options_finding, scale_words,
    score_mark, score_words, scores_progress,
};
pub use tasks::{Task, find_out_words, task_words, tasks, tasks_sentence};
pub use tree::{FreeGoals, direction_mark, free_goals, goal_source_words, merge_choices, merge_words, split_words};
pub use value::{direction_words, handle_words, measure_words, plan_words, range_words, value_finding};
pub use weights::{
    LAST_WEIGHT, MissingWeight, blind_label, clear_leader, consistency_words, is_inconsistent, limits_words,
    method_guard, method_name, method_question, missing_weights, most_valued, move_words, reaches_words,
    scenarios_sentence, scheme_name, scheme_words, slider_top, times_words, weight_set_name, worst_judgement_words,
};

// What a page prints and what it says come from one place.
pub use crate::print::{
    MONTHS, MoneyUnit, aligned, as_typed, count, date, decimal, gap, in_sentence, index, letter, list, moment, money,
    points, short_date, short_month, signed, tenths,
};
