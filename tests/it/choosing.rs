//! Portfolios of a case: their edits and files, and the chosen set with all that is asked about it against every set tried.

use proptest::prelude::*;
use weighbridge::alignment::{Assessment, Effect};
use weighbridge::case::Case;
use weighbridge::edit::{AlignmentEdit, Edit, EditError, FrameworkEdit, PortfolioEdit, ProgrammeEdit, Standing, apply};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::framework::Lens;
use weighbridge::id::{FrameworkId, GoalId, InitiativeId, PortfolioId};
use weighbridge::limits::Limit;
use weighbridge::method::portfolio::{Clash, Problem};
use weighbridge::pence::Pence;
use weighbridge::portfolio::field::{Bar, Field};
use weighbridge::portfolio::found::{Comes, Found, With};
use weighbridge::portfolio::kept::KeptSet;
use weighbridge::portfolio::study::Study;
use weighbridge::portfolio::{Budget, Portfolio, Resource};
use weighbridge::present::{
    Choice, around_sentences, choice_headline, core_sentences, goal_sentences, portfolio_place, portfolio_reason,
};
use weighbridge::programme::{FinancialYear, InitiativeCost};
use weighbridge::unknown::Unknown;

/// Any edit of portfolios and costs, on ids below one.
pub(crate) fn portfolio_edits(end: u32) -> impl Strategy<Value = Edit> {
    let id = move || (1u32..end).prop_map(PortfolioId);
    let one = move || (1u32..end).prop_map(InitiativeId);
    let lens = prop::sample::select(Lens::ALL.to_vec());
    let share = prop::option::of(-0.5f64..1.5).prop_map(|share| share.and_then(Finite::new));
    let budget = prop::option::of((prop::sample::select(Resource::ALL.to_vec()), any::<bool>(), 0u32..900));
    let budget = budget.prop_map(|given| {
        given.map(|(what, has_year, limit)| {
            Budget::of(what, FinancialYear::from_start(2026).filter(|_| has_year), limit.into())
        })
    });
    let sum = || prop::option::of(-9i64..90).prop_map(|sum| sum.and_then(Pence::new));
    let cost = (sum(), sum(), sum()).prop_map(|(capital, revenue_a_year, committed)| {
        let year = FinancialYear::from_start(2026).unwrap();
        let capital = capital.map(|sum| (year, sum)).into_iter().collect();
        Box::new(InitiativeCost { capital, revenue_a_year, committed, ..InitiativeCost::default() })
    });
    let kept =
        (prop::collection::vec(one(), 0..4), 0u32..300, any::<bool>()).prop_map(|(initiatives, points, proved)| {
            let points = Finite::from(points);
            KeptSet { initiatives, points, bound: Some(points), proved, unknown: Unknown::new() }
        });
    let standing = prop::sample::select(Standing::ALL.to_vec());
    let edit = prop_oneof![
        3 => "[a-z ]{0,6}".prop_map(PortfolioEdit::Add),
        1 => (id(), "[a-z ]{0,6}").prop_map(|(id, title)| PortfolioEdit::Rename(id, title)),
        1 => id().prop_map(PortfolioEdit::Remove),
        2 => (id(), 0usize..3, budget).prop_map(|(id, at, budget)| PortfolioEdit::PutBudget(id, at, budget)),
        1 => (id(), lens, share.clone()).prop_map(|(id, lens, limit)| PortfolioEdit::SetHarm(id, lens, limit)),
        2 => (id(), one(), standing).prop_map(|(id, one, how)| PortfolioEdit::SetStanding(id, one, how)),
        1 => (id(), 0usize..3, prop::option::of(prop::collection::vec(one(), 0..4)))
            .prop_map(|(id, at, set)| PortfolioEdit::PutOneOf(id, at, set)),
        1 => (id(), prop::collection::vec((one(), one()), 0..4)).prop_map(|(id, pairs)| PortfolioEdit::AddNeeds(id, pairs)),
        1 => (id(), 0usize..3).prop_map(|(id, at)| PortfolioEdit::RemoveNeed(id, at)),
        1 => (id(), share).prop_map(|(id, share)| PortfolioEdit::SetLeastCoverage(id, share)),
        1 => (id(), any::<bool>()).prop_map(|(id, is_asked)| PortfolioEdit::SetHarmAnswered(id, is_asked)),
        1 => (id(), prop::option::of(kept)).prop_map(|(id, kept)| PortfolioEdit::Keep(id, kept.map(Box::new))),
    ];
    prop_oneof![
        5 => edit.prop_map(Edit::Portfolio),
        1 => (one(), cost).prop_map(|(id, cost)| Edit::Programme(ProgrammeEdit::SetCost(id, cost))),
    ]
}

fn made(case: &Case, edit: impl Into<Making>) -> Case {
    apply(case, &edit.into().0).unwrap()
}

struct Making(Edit);

impl From<PortfolioEdit> for Making {
    fn from(edit: PortfolioEdit) -> Making {
        Making(Edit::Portfolio(edit))
    }
}

impl From<ProgrammeEdit> for Making {
    fn from(edit: ProgrammeEdit) -> Making {
        Making(Edit::Programme(edit))
    }
}

impl From<AlignmentEdit> for Making {
    fn from(edit: AlignmentEdit) -> Making {
        Making(Edit::Alignment(edit))
    }
}

/// Returns a case with goals of two lenses, an initiative for each row, and a portfolio of id 1. A row has scores, `None` for
/// what nobody has looked at, and a budget in pounds.
pub(crate) fn case(rows: &[([Option<i8>; 2], Option<i64>)], limit: i64) -> (Case, Vec<InitiativeId>) {
    let mut case = made(&Case::titled("Depots"), PortfolioEdit::Add("All".to_owned()));
    for (lens, title) in [(Lens::Outcomes, "Jobs"), (Lens::Carbon, "Heat")] {
        case = apply(&case, &Edit::Framework(FrameworkEdit::Start(title.to_owned(), lens))).unwrap();
        let framework = FrameworkId(case.next_id - 1);
        case = apply(&case, &Edit::Framework(FrameworkEdit::AddGoal(framework, title.to_owned()))).unwrap();
    }
    let goals: Vec<GoalId> = case.goals().map(|(_, goal)| goal.id).collect();
    let mut ids = Vec::new();
    for (at, (scores, budget)) in rows.iter().enumerate() {
        case = made(&case, ProgrammeEdit::AddInitiative(format!("No. {at}")));
        let id = case.programme.initiatives[at].id;
        ids.push(id);
        case = made(&case, ProgrammeEdit::SetBudget(id, budget.and_then(Pence::from_pounds)));
        for (goal, score) in goals.iter().zip(scores) {
            if let Some(score) = score {
                let scored = Assessment::Scored(Effect::new(*score).unwrap());
                case = made(&case, AlignmentEdit::SetAssessment(id, *goal, scored));
            }
        }
    }
    let limit = Finite::new(limit as f64 * 100.0).unwrap();
    let case = made(&case, PortfolioEdit::PutBudget(ID, 0, Some(Budget::of(Resource::Capital, None, limit))));
    (case, ids)
}

pub(crate) const ID: PortfolioId = PortfolioId(1);

pub(crate) fn field(case: &Case) -> Field {
    let portfolio = case.portfolio(ID).unwrap();
    Field::of(portfolio, &case.programme.initiatives, &case.alignment(), &case.contributions, &case.lens_weights)
}

pub(crate) fn studied(field: &Field) -> Found {
    let mut study = Study::start(field).unwrap();
    while study.advance(1_000) {}
    assert!(study.found().is_over());
    study.found().clone()
}

fn members(found: &Found) -> Vec<usize> {
    found.best.as_ref().unwrap().members.clone()
}

/// Two initiatives, of which the order of value for cost takes the first and leaves too little for the one worth more.
#[test]
fn the_set_beats_the_order_of_value_for_cost() {
    let (case, _) = case(&[([Some(3), Some(0)], Some(40)), ([Some(3), Some(3)], Some(100))], 100);
    let found = studied(&field(&case));
    assert_eq!((members(&found), found.best.as_ref().unwrap().value), (vec![1], 100_000_000));
    assert_eq!(found.by_rate.as_ref().unwrap().value, 50_000_000);
}

/// Reads a case as its page does.
fn told<T>(case: &Case, read: impl FnOnce(&Choice<'_>) -> T) -> T {
    let (field, summary) = (field(case), case.alignment());
    let found = studied(&field);
    read(&Choice { case, summary: &summary, portfolio: case.portfolio(ID).unwrap(), field: &field, found: &found })
}

#[test]
fn the_page_says_what_the_money_buys_and_why_another_is_out() {
    let rows = [([Some(3), Some(0)], Some(40)), ([Some(3), Some(3)], Some(100)), ([Some(1), Some(1)], None)];
    let (case, ids) = case(&rows, 100);
    told(&case, |choice| {
        let headline = choice_headline(choice);
        assert_eq!(headline.finding, "£100 of £100 buys 100.0 points and no harm that was found.");
        assert_eq!(
            headline.beneath,
            "No. 0 is £40 too dear. 1 initiative has no cost under a budget, and cannot be chosen before one is given."
        );
        assert_eq!(
            portfolio_reason(choice, 0),
            "50.0 points short. It comes in at £0 instead of £40, or with a limit of £140. It would put out No. 1."
        );
        assert_eq!(portfolio_reason(choice, 2), "No capital is given for it. A gap is not read as nothing.");
        assert_eq!(portfolio_place(choice, 1), "In");
        let around = around_sentences(choice);
        assert_eq!(
            around,
            ["The last £5 puts No. 1 in the place of No. 0: 50.0 points.", "The next £5 would buy nothing."]
        );
        assert_eq!(goal_sentences(choice)[0], "Of 2 goals the set supports 2 and harms none.");
        assert_eq!(
            core_sentences(choice),
            ["No. 1 is in at every one of 400 weightings of the two lenses tried; No. 0 never."]
        );
    });
    let must = made(&case, PortfolioEdit::SetStanding(ID, ids[2], Standing::Must));
    told(&must, |choice| {
        let headline = choice_headline(choice);
        assert_eq!(headline.finding, "No set keeps every limit.");
        assert_eq!(
            headline.beneath,
            "No. 2 must be in, and cannot be chosen. No capital is given for it. A gap is not read as nothing."
        );
    });
}

/// The golden trap of `method::portfolio` through a case: values 60, 65 and 40 cannot be scores, so they are weights.
#[test]
fn the_golden_trap_comes_through_a_field() {
    let (case, _) = case(&[([Some(3), None], Some(50)), ([Some(3), None], Some(60)), ([Some(3), None], Some(40))], 100);
    let mut field = field(&case);
    for (candidate, value) in field.candidates.iter_mut().zip([60.0, 65.0, 40.0]) {
        candidate.contribution = vec![Some((value, value)), None, None];
    }
    let found = studied(&field);
    assert_eq!((members(&found), found.best.as_ref().unwrap().value), (vec![1, 2], 105_000_000));
    assert_eq!(found.by_rate.as_ref().unwrap().value, 100_000_000);
    assert_eq!(found.left.len(), 1);
    let out = &found.left[0];
    assert_eq!((out.candidate, out.with), (0, With::Short(5_000_000)));
    assert_eq!(out.change.brings, [0]);
    assert_eq!(out.cost, Comes::At(4_000), "then it and the second fit");
    assert_eq!(out.budget, Comes::At(11_000));
}

/// What is in with little money may be out with more, and in again with more still.
#[test]
fn membership_goes_out_and_comes_in_again() {
    let (case, _) = case(&[([Some(3), None], Some(3)), ([Some(3), None], Some(4))], 3);
    let mut field = field(&case);
    for (candidate, value) in field.candidates.iter_mut().zip([10.0, 20.0]) {
        candidate.contribution = vec![Some((value, value)), None, None];
    }
    let found = studied(&field);
    let in_at = |budget: u64| {
        let mut has = false;
        for level in found.frontier.iter().take_while(|level| level.budget <= budget) {
            has = (has || level.change.brings.contains(&0)) && !level.change.puts_out.contains(&0);
        }
        has
    };
    assert_eq!([300, 400, 600].map(in_at), [true, false, false]);
    assert_eq!(members(&found), [0]);
    assert_eq!(found.left[0].budget, Comes::At(400));
    assert!(found.around.iter().all(|level| level.value.is_some()));
}

#[test]
fn what_has_no_cost_is_named_and_never_free() {
    let (case, ids) = case(&[([Some(3), Some(3)], None), ([Some(1), Some(1)], Some(10))], 100);
    let asked = field(&case);
    assert_eq!(asked.candidates[0].barred, [Bar::NoCost(0)]);
    assert_eq!(members(&studied(&asked)), [1]);
    // Where it must be in, nothing keeps every limit, and that is said.
    let must = made(&case, PortfolioEdit::SetStanding(ID, ids[0], Standing::Must));
    let clashes = field(&must).clashes();
    assert_eq!(clashes, [Clash::MandatoryForbidden { initiative: 0 }]);
    let found = studied(&field(&must));
    assert!(found.best.is_none() && found.is_proved);
    // A nil that is typed is a cost.
    let year = FinancialYear::from_start(2026).unwrap();
    let nil = InitiativeCost { capital: [(year, Pence::default())].into(), ..InitiativeCost::default() };
    let free = made(&case, ProgrammeEdit::SetCost(ids[0], Box::new(nil)));
    assert_eq!(members(&studied(&field(&free))), [0, 1]);
    // And a year that is not typed is none.
    let next = Budget::of(Resource::Capital, FinancialYear::from_start(2027), 5.into());
    let by_year = made(&free, PortfolioEdit::PutBudget(ID, 1, Some(next)));
    assert_eq!(field(&by_year).candidates[0].barred, [Bar::NoCost(1)]);
}

#[test]
fn harm_is_never_subtracted_and_its_limit_is_a_limit() {
    let (case, ids) = case(&[([Some(3), Some(-3)], Some(5)), ([Some(1), Some(0)], Some(5))], 100);
    let found = studied(&field(&case));
    assert_eq!(members(&found), [0, 1]);
    assert_eq!(found.best.as_ref().unwrap().value, 50_000_000 + 16_666_667, "the harm takes nothing off");
    assert!((field(&case).harm(&[0, 1]) - 50.0).abs() < 1e-9);
    assert!(found.without_harm_limits.is_none(), "none is set");
    let limited = made(&case, PortfolioEdit::SetHarm(ID, Lens::Carbon, Some(99.into())));
    let found = studied(&field(&limited));
    assert_eq!(members(&found), [1]);
    let (value, change) = found.without_harm_limits.clone().unwrap();
    assert_eq!((value, change.brings), (66_666_667, vec![0]));
    let enough = made(&case, PortfolioEdit::SetHarm(ID, Lens::Carbon, Some(100.into())));
    assert_eq!(members(&studied(&field(&enough))), [0, 1], "up to the limit");
    // Large harm with an answer may be chosen where answers are asked for, and without one it may not.
    let gated = made(&case, PortfolioEdit::SetHarmAnswered(ID, true));
    assert_eq!(field(&gated).candidates[0].barred, [Bar::HarmUnanswered]);
    let heat = case.goals().nth(1).unwrap().1.id;
    let answered = made(&gated, AlignmentEdit::SetMitigation(ids[0], heat, "Green tariff".to_owned()));
    assert!(field(&answered).candidates[0].barred.is_empty());
}

#[test]
fn what_nobody_looked_at_counts_for_nothing_and_is_headroom() {
    let (case, _) = case(&[([Some(2), None], Some(5)), ([Some(2), Some(1)], Some(5))], 5);
    let field_of = field(&case);
    assert_eq!((field_of.worth(0), field_of.headroom(0)), (33_333_333, 50_000_000));
    let found = studied(&field_of);
    assert_eq!(members(&found), [1]);
    assert_eq!(found.left[0].with, With::Short(50_000_000 - 33_333_333));
    let headroom = found.headroom.as_ref().unwrap();
    assert!(headroom.times[0] > 0 && headroom.times[1] > 0, "{headroom:?}");
    assert_eq!(headroom.times[0] + headroom.times[1], headroom.n);
    // The first is worth from 33.3 to 83.3 points, and more than the 50 of the second in two thirds of that range.
    let share = headroom.times[0] as f64 / headroom.n as f64;
    assert!((share - 2.0 / 3.0).abs() < 0.08, "{share}");
    let least = made(&case, PortfolioEdit::SetLeastCoverage(ID, Finite::new(0.6)));
    assert_eq!(field(&least).candidates[0].barred, [Bar::Coverage]);
    assert_eq!(studied(&field(&least)).left.len(), 0);
}

#[test]
fn weightings_of_lenses_are_the_same_every_time_and_tell_the_core() {
    let rows = [([Some(3), Some(0)], Some(5)), ([Some(0), Some(3)], Some(5)), ([Some(3), Some(3)], Some(5))];
    let (case, _) = case(&rows, 10);
    let (one, again) = (studied(&field(&case)), studied(&field(&case)));
    assert_eq!(one, again);
    let core = one.weightings.unwrap();
    assert_eq!((core.n, core.times[2]), (400, 400), "it is in whatever the weights are");
    assert_eq!(core.times[0] + core.times[1], 400);
    assert!((core.times[0] as f64 / 400.0 - 0.5).abs() < 0.1, "{core:?}");
}

#[test]
fn sets_that_cannot_be_say_why() {
    let (case, ids) =
        case(&[([Some(1), None], Some(60)), ([Some(1), None], Some(60)), ([Some(1), None], Some(1))], 100);
    let must = |case: &Case, at: usize| made(case, PortfolioEdit::SetStanding(ID, ids[at], Standing::Must));
    let both = must(&must(&case, 0), 1);
    let over = Clash::OverBudget { budget: 0, needed: 12_000, available: 10_000, initiatives: vec![0, 1] };
    assert_eq!(field(&both).clashes(), [over]);
    let one_of = made(&both, PortfolioEdit::PutOneOf(ID, 0, Some(vec![ids[0], ids[1]])));
    assert!(field(&one_of).clashes().iter().any(|clash| matches!(clash, Clash::Exclusive { set: 0, .. })));
    let needs = made(&must(&case, 2), PortfolioEdit::AddNeeds(ID, vec![(ids[2], ids[0])]));
    let needs = made(&needs, PortfolioEdit::SetStanding(ID, ids[0], Standing::MustNot));
    assert_eq!(field(&needs).clashes(), [Clash::NeedsForbidden { path: vec![2, 0] }]);
    let found = studied(&field(&needs));
    assert!(found.best.is_none() && found.frontier.is_empty());
}

#[test]
fn a_portfolio_is_kept_in_a_file_and_forgets_what_is_removed() {
    let (case, ids) =
        case(&[([Some(1), None], Some(60)), ([Some(1), None], Some(60)), ([Some(1), None], Some(1))], 100);
    let mut case = made(&case, PortfolioEdit::SetStanding(ID, ids[0], Standing::Must));
    case = made(&case, PortfolioEdit::PutOneOf(ID, 0, Some(ids.clone())));
    case = made(&case, PortfolioEdit::AddNeeds(ID, vec![(ids[2], ids[0])]));
    case = made(&case, PortfolioEdit::SetHarm(ID, Lens::Carbon, Finite::new(2.5)));
    let cost = InitiativeCost {
        capital: [(FinancialYear::from_start(2026).unwrap(), Pence::new(120_000_000).unwrap())].into(),
        people: Finite::new(2.5),
        ..InitiativeCost::default()
    };
    case = made(&case, ProgrammeEdit::SetCost(ids[1], Box::new(cost)));
    let text = file::save(&Document::new(case.clone(), Vec::new()));
    assert!(text.contains("\"2026/27\": 120000000") || text.contains("\"2026/27\":120000000"), "{text}");
    assert_eq!(file::load(text.as_bytes()).unwrap().case, case);
    let gone = made(&case, ProgrammeEdit::RemoveInitiative(ids[0]));
    let portfolio = gone.portfolio(ID).unwrap();
    assert!(portfolio.must.is_empty() && portfolio.needs.is_empty());
    assert_eq!(portfolio.one_of, [vec![ids[1], ids[2]]]);
    let missing = text.replace(&format!("\"must\": [{}]", ids[0]), "\"must\": [77]");
    let missing =
        if missing == text { text.replace(&format!("\"must\":[{}]", ids[0]), "\"must\":[77]") } else { missing };
    if missing != text {
        let refused = file::load(missing.as_bytes()).unwrap_err().to_string();
        assert!(refused.contains("case.portfolios[0].must"), "{refused}");
    }
    for (member, wrong) in [
        ("budgets", r#"[{"what": "capital", "limit": -5}]"#),
        ("least_coverage", "7"),
        ("must", "[99]"),
        ("one_of", "[[2]]"),
        ("budgets", r#"[{"what": "people", "period": "2026/27", "limit": 5}]"#),
        ("budgets", r#"[{"what": "capital", "period": "2026/28", "limit": 5}]"#),
    ] {
        let text = format!(
            r#"{{"format": "weighbridge", "version": 1, "case": {{"title": "t", "next_id": 9,
            "programme": {{"initiatives": [{{"id": 2, "name": "Depot"}}]}},
            "portfolios": [{{"id": 1, "title": "All", "{member}": {wrong}}}]}}}}"#
        );
        let refused = file::load(text.as_bytes()).unwrap_err().to_string();
        assert!(refused.contains("case.portfolios[0]"), "{refused}");
    }
}

#[test]
fn edits_that_break_a_rule_are_refused_and_change_nothing() {
    let (case, ids) = case(&[([None; 2], Some(1)), ([None; 2], Some(1))], 5);
    let edit = |edit: PortfolioEdit| apply(&case, &Edit::Portfolio(edit));
    let capital = || Some(Budget::of(Resource::Capital, None, 5.into()));
    assert!(edit(PortfolioEdit::PutBudget(ID, 1, capital())).is_err(), "twice the same");
    assert!(edit(PortfolioEdit::PutOneOf(ID, 0, Some(vec![ids[0]]))).is_err());
    assert!(edit(PortfolioEdit::AddNeeds(ID, vec![(ids[0], ids[0])])).is_err());
    let gone = edit(PortfolioEdit::SetStanding(ID, InitiativeId(77), Standing::Must));
    assert_eq!(gone, Err(EditError::NotThere { what: "initiative" }));
    assert_eq!(edit(PortfolioEdit::Add("  ".to_owned())), Err(EditError::NameMissing));
    let mut full = case.clone();
    for n in full.portfolios.len()..100 {
        full = made(&full, PortfolioEdit::Add(format!("No. {n}")));
    }
    match apply(&full, &Edit::Portfolio(PortfolioEdit::Add("One more".to_owned()))) {
        Err(EditError::TooMany(refused)) => assert_eq!(refused.limit, Limit::Portfolios),
        other => panic!("{other:?}"),
    }
}

/// Returns the best value of all sets, by trying each.
fn tried(problem: &Problem) -> Option<i64> {
    let n = problem.values.len();
    let sets = (0..1_u32 << n).map(|bits| (0..n).filter(|one| bits >> one & 1 == 1).collect::<Vec<usize>>());
    let keeps = |set: &Vec<usize>| {
        let has = |one: &usize| set.contains(one);
        problem.mandatory.iter().all(has)
            && !problem.forbidden.iter().any(has)
            && problem.exclusive.iter().all(|among| set.iter().filter(|one| among.contains(one)).count() <= 1)
            && problem.requires.iter().all(|(one, needed)| !has(one) || has(needed))
            && problem
                .costs
                .iter()
                .zip(&problem.budgets)
                .all(|(costs, budget)| set.iter().map(|one| costs[*one]).sum::<u64>() <= *budget)
    };
    sets.filter(keeps).map(|set| set.iter().map(|one| problem.values[*one]).sum()).max()
}

/// A row of a case: two scores, and a budget in pounds.
type Scored = ([Option<i8>; 2], Option<i64>);

fn rows() -> impl Strategy<Value = Vec<Scored>> {
    let score = || prop_oneof![3 => (-3i8..=3).prop_map(Some), 1 => Just(None)];
    let budget = prop_oneof![6 => (0i64..40).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(((score(), score()).prop_map(|(one, other)| [one, other]), budget), 1..=12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn everything_that_is_found_holds_against_every_set(
        rows in rows(),
        limit in 1i64..160,
        harm in prop::option::of(0u32..150),
        must in 0usize..12,
        pair in (0usize..12, 0usize..12),
        tie in any::<bool>(),
    ) {
        let (mut case, ids) = case(&rows, limit);
        let n = ids.len();
        case = made(&case, PortfolioEdit::SetHarm(ID, Lens::Carbon, harm.map(Finite::from)));
        if tie && must < n {
            case = made(&case, PortfolioEdit::SetStanding(ID, ids[must], Standing::Must));
        }
        let (one, other) = pair;
        if one < n && other < n && one != other {
            case = made(&case, match tie {
                true => PortfolioEdit::AddNeeds(ID, vec![(ids[one], ids[other])]),
                false => PortfolioEdit::PutOneOf(ID, 0, Some(vec![ids[one], ids[other]])),
            });
        }
        let field = field(&case);
        let found = studied(&field);
        let problem = field.plain_problem();
        let best = tried(&problem);
        prop_assert_eq!(found.best.as_ref().map(|best| best.value), best);
        prop_assert_eq!(best.is_none(), !field.clashes().is_empty());
        let Some(best) = best else { return Ok(()) };
        for left in &found.left {
            let mut with = problem.clone();
            with.mandatory.push(left.candidate);
            match left.with {
                With::Short(gap) => prop_assert_eq!(tried(&with), Some(best - gap)),
                With::Nothing => prop_assert_eq!(tried(&with), None),
                With::Unasked => prop_assert!(false, "a small question is always answered"),
            }
            if let Comes::At(cost) = left.cost {
                with.costs[0][left.candidate] = cost;
                prop_assert!(tried(&with) >= Some(best), "it comes in at {}", cost);
            }
            if let Comes::At(budget) = left.budget {
                let mut more = problem.clone();
                more.budgets[0] = budget;
                let value = tried(&more);
                more.mandatory.push(left.candidate);
                prop_assert_eq!(tried(&more), value, "it is in at {}", budget);
            }
        }
        for level in found.frontier.iter().step_by(7).chain(&found.around) {
            let mut other = problem.clone();
            other.budgets[0] = level.budget;
            prop_assert_eq!(level.value, tried(&other));
        }
        if let Some((value, _)) = found.without_harm_limits {
            let mut free = problem.clone();
            free.costs.truncate(1);
            free.budgets.truncate(1);
            prop_assert_eq!(Some(value), tried(&free));
        }
    }
}

/// In parts or at once, the study says the same.
#[test]
fn the_size_of_a_part_changes_nothing() {
    let rows: Vec<Scored> =
        (0..20).map(|n| ([Some(n % 4), Some((n * 3 % 5) - 1)], Some(i64::from(n) * 3 + 2))).collect();
    let (case, _) = case(&rows, 90);
    let field = field(&case);
    let mut at_once = Study::start(&field).unwrap();
    while at_once.advance(u64::MAX) {}
    assert_eq!(at_once.found(), &studied(&field));
    assert_eq!(Portfolio::titled(ID, "").problem(), None);
}
