//! Carbon and social value: published figures, laws of counting, edits, and what a file may say.

use crate::history_laws::edits;
use proptest::prelude::*;
use serde_json::json;
use weighbridge::case::Case;
use weighbridge::edit::{CarbonEdit, Edit, ProgrammeEdit, SocialEdit, apply};
use weighbridge::file::{self, Document};
use weighbridge::finite::Finite;
use weighbridge::health::check_programme;
use weighbridge::id::{CarbonLineId, InitiativeId, ProxyId, SocialValueId};
use weighbridge::pence::Pence;
use weighbridge::programme::{
    CarbonLine, CarbonPlan, CarbonYear, CityFigure, Counting, PlanYear, Proxy, SocialState, SocialValue, by_year,
    counted, outlook, tally,
};

const TEXT: &str = "[a-z ]{0,6}";

fn finite() -> impl Strategy<Value = Option<Finite>> + Clone {
    prop::option::of((-9i32..9).prop_map(|n| Finite::new(f64::from(n) / 4.0).unwrap()))
}

fn year() -> impl Strategy<Value = CarbonYear> + Clone {
    prop::sample::select(vec!["2024/25", "2025/26", "2026/27", "2025"]).prop_map(|text| text.parse().unwrap())
}

fn line(end: u32) -> impl Strategy<Value = CarbonLine> {
    let dates = prop::option::of(prop::sample::select(vec!["2025-04", "2026", "2026-10", "2027-03-31"]));
    let same = prop::collection::vec((1u32..end).prop_map(CarbonLineId), 0..3);
    ((1u32..end, TEXT), (dates.clone(), dates), (finite(), finite()), any::<bool>(), same).prop_map(
        |((id, what), (from, to), (council_t, total_t), in_plan, same_tonnes_as)| CarbonLine {
            from: from.map(|text| text.parse().unwrap()),
            to: to.map(|text| text.parse().unwrap()),
            council_t,
            total_t,
            in_plan,
            same_tonnes_as,
            ..CarbonLine::named(CarbonLineId(id), &what)
        },
    )
}

/// Any edit of carbon and social value, on ids below one.
pub(crate) fn carbon_edits(end: u32) -> impl Strategy<Value = Edit> {
    let id = 1u32..end;
    let plan = (TEXT, prop::option::of(year()), prop::option::of(year()), finite(), any::<bool>()).prop_map(
        |(document, from, to, limit_t, has_city)| CarbonPlan {
            document,
            from,
            to,
            limit_t,
            city: has_city.then(|| CityFigure {
                year: "2025".parse().unwrap(),
                t: Finite::from(9),
                source: String::new(),
                unknown: Default::default(),
            }),
            ..CarbonPlan::default()
        },
    );
    let of_year = (year(), finite(), finite()).prop_map(|(year, reported_t, base_t)| PlanYear {
        reported_t,
        base_t,
        ..PlanYear::of(year)
    });
    let carbon = prop_oneof![
        (id.clone(), line(end)).prop_map(|(of, line)| CarbonEdit::AddLine(InitiativeId(of), Box::new(line))),
        (id.clone(), line(end)).prop_map(|(of, line)| CarbonEdit::ChangeLine(CarbonLineId(of), Box::new(line))),
        id.clone().prop_map(|id| CarbonEdit::RemoveLine(CarbonLineId(id))),
        (id.clone(), id.clone()).prop_map(|(id, to)| CarbonEdit::PlaceLine(CarbonLineId(id), InitiativeId(to))),
        plan.prop_map(|plan| CarbonEdit::ChangePlan(Box::new(plan))),
        of_year.prop_map(|year| CarbonEdit::PutYear(Box::new(year))),
    ];
    let proxy = (TEXT, TEXT, prop::option::of(0i64..900)).prop_map(|(measure, source, value)| Proxy {
        source,
        value: value.and_then(Pence::new),
        ..Proxy::named(ProxyId(0), &measure)
    });
    let value = (id.clone(), finite(), finite(), any::<bool>()).prop_map(|(proxy, quantity, attribution, is_done)| {
        let state = if is_done { SocialState::Delivered } else { SocialState::Promised };
        SocialValue { quantity, attribution, state, ..SocialValue::by(SocialValueId(0), ProxyId(proxy)) }
    });
    let social = prop_oneof![
        proxy.clone().prop_map(|proxy| SocialEdit::AddProxy(Box::new(proxy))),
        (id.clone(), proxy).prop_map(|(id, proxy)| SocialEdit::ChangeProxy(ProxyId(id), Box::new(proxy))),
        id.clone().prop_map(|id| SocialEdit::RemoveProxy(ProxyId(id))),
        (id.clone(), value.clone()).prop_map(|(of, one)| SocialEdit::AddValue(InitiativeId(of), Box::new(one))),
        (id.clone(), value).prop_map(|(of, one)| SocialEdit::ChangeValue(SocialValueId(of), Box::new(one))),
        (id.clone(), id.clone()).prop_map(|(id, to)| SocialEdit::PlaceValue(SocialValueId(id), InitiativeId(to))),
        id.prop_map(|id| SocialEdit::RemoveValue(SocialValueId(id))),
    ];
    prop_oneof![carbon.prop_map(Edit::Carbon), social.prop_map(Edit::Social)]
}

/// Lines with ids of their own, in an order of any kind.
fn lines() -> impl Strategy<Value = (Vec<CarbonLine>, Vec<CarbonLine>)> {
    prop::collection::vec(line(9), 0..8).prop_flat_map(|mut lines| {
        lines.iter_mut().zip(1..).for_each(|(line, id)| line.id = CarbonLineId(id));
        (Just(lines.clone()), Just(lines).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn tonnes_count_once_whatever_the_order((lines, shuffled) in lines()) {
        let refs = |lines: &'_ [CarbonLine]| -> Vec<(CarbonLineId, Counting)> {
            let all: Vec<&CarbonLine> = lines.iter().collect();
            let mut found: Vec<_> = lines.iter().map(|line| line.id).zip(counted(&all)).collect();
            // Places differ; what they name does not.
            for (_, counting) in &mut found {
                if let Counting::SameAs(at) = counting {
                    *counting = Counting::SameAs(lines[*at].id.0 as usize);
                }
            }
            found.sort_by_key(|(id, _)| *id);
            found
        };
        let found = refs(&lines);
        prop_assert_eq!(&found, &refs(&shuffled));
        let all: Vec<&CarbonLine> = lines.iter().collect();
        let others: Vec<&CarbonLine> = shuffled.iter().collect();
        prop_assert_eq!(tally(&all).both, tally(&others).both, "to the last digit");
        let years: Vec<CarbonYear> = ["2025/26", "2026/27"].iter().map(|text| text.parse().unwrap()).collect();
        prop_assert_eq!(by_year(&all, &years).0, by_year(&others, &years).0);
        // No line that counts has the tonnes of another that counts, and none is lost without one that stands for it.
        let counts = |id: CarbonLineId| found.iter().any(|(own, counting)| *own == id && *counting == Counting::Counts);
        for line in &lines {
            if counts(line.id) {
                prop_assert!(line.same_tonnes_as.iter().all(|other| *other == line.id || !counts(*other)), "{line:?}");
                prop_assert!(!line.in_plan);
            }
        }
    }

    #[test]
    fn edits_of_carbon_keep_a_case_that_can_be_saved_and_read(edits in prop::collection::vec(
        prop_oneof![1 => edits(), 4 => carbon_edits(14)], 1..40)) {
        let mut case = Case::titled("t");
        for name in ["Depot", "Fleet", "Homes"] {
            case = apply(&case, &Edit::Programme(ProgrammeEdit::AddInitiative(name.into()))).unwrap();
        }
        for edit in &edits {
            if let Ok(next) = apply(&case, edit) {
                case = next;
            }
        }
        let text = file::save(&Document::new(case.clone(), Vec::new()));
        prop_assert_eq!(file::load(text.as_bytes()).map(|read| read.case), Ok(case));
    }
}

fn with(case: &Case, edit: impl Into<Option<Edit>>) -> Case {
    edit.into().map_or_else(|| case.clone(), |edit| apply(case, &edit).unwrap())
}

fn measure(what: &str, council: f64, total: f64) -> Box<CarbonLine> {
    let (council_t, total_t) = (Finite::new(council), Finite::new(total));
    let from = "2026-04".parse().ok();
    Box::new(CarbonLine { from, council_t, total_t, ..CarbonLine::named(CarbonLineId(0), what) })
}

/// Two initiatives, the first of which moves tonnes.
fn moving() -> Case {
    let mut case = Case::titled("t");
    for name in ["Data centre", "Homes"] {
        case = with(&case, Edit::Programme(ProgrammeEdit::AddInitiative(name.into())));
    }
    case = with(&case, Edit::Carbon(CarbonEdit::AddLine(InitiativeId(1), measure("Servers leave", -1_240.0, 20.0))));
    with(&case, Edit::Carbon(CarbonEdit::AddLine(InitiativeId(2), measure("Insulation", -300.0, -300.0))))
}

#[test]
fn tonnes_of_a_case_reach_the_rules_of_a_careful_reader() {
    let rules = |case: &Case| -> Vec<String> {
        let found = check_programme(case, "2026-11".parse().ok());
        found.iter().map(weighbridge::health::Finding::key).collect()
    };
    let case = moving();
    assert!(rules(&case).iter().any(|key| key == "boundary_shift:1"), "{:?}", rules(&case));
    assert!(!rules(&case).iter().any(|key| key == "boundary_shift:2"), "a saving is no move");
    let half = CarbonLine { total_t: None, ..case.carbon_line(CarbonLineId(3)).unwrap().clone() };
    let half = with(&case, Edit::Carbon(CarbonEdit::ChangeLine(CarbonLineId(3), Box::new(half))));
    assert!(!rules(&half).iter().any(|key| key.starts_with("boundary_shift")), "a gap is not 0");
    let year = |text: &str| text.parse().ok();
    let plan = CarbonPlan { from: year("2024/25"), to: year("2028/29"), ..CarbonPlan::default() };
    let planned = with(&case, Edit::Carbon(CarbonEdit::ChangePlan(Box::new(plan))));
    let key = rules(&planned).into_iter().find(|key| key.starts_with("carbon_years_missing")).unwrap();
    let known = PlanYear { reported_t: Finite::new(5.0), ..PlanYear::of(year("2024/25").unwrap()) };
    let one = with(&planned, Edit::Carbon(CarbonEdit::PutYear(Box::new(known))));
    let other = rules(&one).into_iter().find(|key| key.starts_with("carbon_years_missing")).unwrap();
    assert_ne!(key, other, "an answer ends when the facts change");
}

#[test]
fn what_names_a_measure_or_a_proxy_lets_go_of_it_when_it_goes() {
    let case = moving();
    let same = CarbonEdit::same_tonnes(&case, CarbonLineId(4), " servers leave ").unwrap();
    let case = with(&case, Edit::Carbon(same));
    let named = |case: &Case| case.carbon_line(CarbonLineId(4)).unwrap().same_tonnes_as.clone();
    assert_eq!(named(&case), [CarbonLineId(3)]);
    assert!(CarbonEdit::same_tonnes(&case, CarbonLineId(4), "Insulation").is_err(), "itself");
    assert!(CarbonEdit::same_tonnes(&case, CarbonLineId(4), "Solar farm").is_err());
    for gone in [
        Edit::Carbon(CarbonEdit::RemoveLine(CarbonLineId(3))),
        Edit::Programme(ProgrammeEdit::RemoveInitiative(InitiativeId(1))),
    ] {
        assert!(named(&with(&case, gone)).is_empty());
    }
    let proxy = Proxy::named(ProxyId(0), "Jobs");
    let case = with(&case, Edit::Social(SocialEdit::AddProxy(Box::new(proxy))));
    let jobs = SocialValue::by(SocialValueId(0), ProxyId(5));
    let case = with(&case, Edit::Social(SocialEdit::AddValue(InitiativeId(1), Box::new(jobs))));
    let after = with(&case, Edit::Social(SocialEdit::RemoveProxy(ProxyId(5))));
    assert!(after.programme.initiatives[0].social_value.is_empty());
}

#[test]
fn a_file_is_held_to_the_rules_of_tonnes_and_shares() {
    let case = with(&moving(), Edit::Social(SocialEdit::AddProxy(Box::new(Proxy::named(ProxyId(0), "Jobs")))));
    let jobs = SocialValue::by(SocialValueId(0), ProxyId(5));
    let case = with(&case, Edit::Social(SocialEdit::AddValue(InitiativeId(1), Box::new(jobs))));
    let text = file::save(&Document::new(case, Vec::new()));
    for (pointer, member, value, expected) in [
        ("initiatives/0/carbon/lines/0", "to", json!("2020"), "carbon.lines[0] needs an end"),
        ("initiatives/0/carbon/lines/0", "same_tonnes_as", json!([99]), "the id of a line of carbon, found 99"),
        ("initiatives/0/carbon/lines/0", "same_tonnes_as", json!([3]), "another measure than itself"),
        ("initiatives/0/carbon/lines/0", "id", json!(4), "an id of its own"),
        ("initiatives/0/social_value/0", "attribution", json!(1.5), "shares from 0 to 1"),
        ("initiatives/0/social_value/0", "proxy", json!(1), "the id of a proxy, found 1"),
        ("", "carbon_plan", json!({"from": "2026/27", "to": "2025/26"}), "a last year that is not before"),
        ("", "carbon_plan", json!({"from": "2026/28"}), "a year such as 2025/26"),
        ("", "carbon_plan", json!({"years": [{"year": "2025"}, {"year": "2025"}]}), "each year once"),
    ] {
        let mut value_of: serde_json::Value = serde_json::from_str(&text).unwrap();
        let path = format!("/case/programme/{pointer}");
        value_of.pointer_mut(path.trim_end_matches('/')).unwrap()[member] = value;
        let found = file::load(value_of.to_string().as_bytes()).unwrap_err().to_string();
        assert!(found.contains(expected), "{pointer} {member}: {found}");
    }
}

/// Climate Change Action Plan 2025-30, page 2: 42,871 t of savings, 17,600 t of them from a solar farm agreement.
#[test]
fn a_part_that_is_named_beside_its_whole_counts_once() {
    let mut whole = *measure("All planned savings", -42_871.0 / 5.0, -42_871.0 / 5.0);
    let mut solar = *measure("Solar farm agreement", -17_600.0 / 5.0, -17_600.0 / 5.0);
    (whole.from, solar.from) = ("2025-04".parse().ok(), "2025-04".parse().ok());
    (whole.id, solar.id) = (CarbonLineId(1), CarbonLineId(2));
    let year = |text: &str| text.parse().ok();
    let plan = CarbonPlan {
        from: year("2025/26"),
        to: year("2029/30"),
        limit_t: Finite::new(79_300.0),
        flat_t: Finite::new(25_373.0),
        ..CarbonPlan::default()
    };
    let to_find = |lines: &[&CarbonLine]| outlook(&plan, lines, None).to_find.map(f64::round);
    assert_eq!(to_find(&[&whole, &solar]), Some(-12_906.0), "as if they were two");
    solar.same_tonnes_as = vec![whole.id];
    assert_eq!(to_find(&[&whole, &solar]), Some(4_694.0));
    assert_eq!(to_find(&[&solar, &whole]), Some(4_694.0));
}
