//! Texts of whole reports, with the faults of two published ones in words of our own: what must be found, what must not, and
//! that a megabyte of anything takes no longer than it should.

use std::time::{Duration, Instant};
use weighbridge::programme::Counted;
use weighbridge::scrutiny::text::{Kind, MOST, read};

/// An update on ICT of February 2020.
const UPDATE: &str = "Summary

This paper brings members an update on the move of the Data Centre, the Network Refresh, Collaboration, Liquid Logic and the \
reshaping of the Information and Data Strategy.

Recommendations

Members are asked to note the paper.

Contact Officers:
Name: Jo Bloggs
Position: Interim Director of ICT
Telephone: 0161 496 0000
E-mail: jo.bloggs@example.gov.uk

1.0 Introduction
1.1 ICT serves every directorate.

2.0 Progress

Data Centre
2.1 Racks leave the old hall in spring.

Network Refresh
2.2 New switches reach libraries first.

Telephony
2.3 The contract for telephone lines is bought anew.

Liquidlogic
2.4 Social workers use Liquidlogic in place of MiCare.
2.5 Each defect goes to a triage team of users and suppliers.

Collaboration
2.6 Office suites change in autumn. Leavers of Micare keep their records.
2.7 The triage team, as set out at 2.3, closes its list in March.
2.8 The ICT Strategy 2016-19 expires this year, and Liquid Logic has its own.
";

/// A plan of early 2015 with numbered sections.
const PLAN: &str = "1.0 EXECUTIVE SUMMARY
1.1 This paper says how the plan goes on.
2.0 BACKGROUND AND KEY ISSUES
2.1 The plan is made of twenty four work streams.
3.0 RELEVANT RISKS
3.1 People may be missing when they are needed.
4.0 OTHER OPTIONS CONSIDERED
4.1 N/A
5.0 CONSULTATION
5.1 It goes on, and members are asked today.
6.0 OUTSTANDING PREVIOUSLY APPROVED ACTIONS
6.4 Spending stands at 65% of the capital.
6.5 Two items are reported with a status of RED.
6.6 Tariffs were tendered and come back in March.
6.6 Continuity is the largest risk on the register.
7.0 IMPLICATIONS FOR VOLUNTARY, COMMUNITY AND FAITH GROUPS
7.1 N/A
9.0 LEGAL IMPLICATIONS
9.1 N/A
";

fn rules(text: &str, as_at: &str) -> Vec<&'static str> {
    read(text, as_at.parse().ok()).findings.iter().map(|one| one.kind.rule()).collect()
}

#[test]
fn the_faults_of_an_update_are_found_and_nothing_else() {
    let found = read(UPDATE, "2020-02-04".parse().ok());
    let expected =
        ["reference_misses", "spellings", "spellings", "period_over", "order_differs", "promised_section_missing"];
    assert_eq!(found.findings.iter().map(|one| one.kind.rule()).collect::<Vec<_>>(), expected, "{:#?}", found.findings);
    let Kind::ReferenceMisses { to, about, stands } = &found.findings[0].kind else { panic!() };
    assert_eq!((to.as_str(), about.as_str(), stands.as_str()), ("2.3", "triage team", "2.5"));
    assert_eq!(found.personal, ["0161 496 0000", "jo.bloggs@example.gov.uk", "Jo Bloggs"]);
    let mended = UPDATE
        .replace("at 2.3", "at 2.5")
        .replace("Micare", "MiCare")
        .replace("Liquid Logic", "Liquidlogic")
        .replace("2016-19", "2016-20")
        .replace("Collaboration, Liquidlogic and", "Liquidlogic, Collaboration and")
        .replace("and the reshaping of the Information and Data Strategy", "and Telephony")
        .replace("Jo Bloggs", "Interim Director of ICT")
        .replace("0161 496 0000", "see the website")
        .replace("jo.bloggs@example.gov.uk", "see the website");
    let mended = mended.replace("Liquidlogic, Collaboration and Telephony", "Telephony, Liquidlogic and Collaboration");
    assert_eq!(rules(&mended, "2020-02-04"), Vec::<&str>::new());
    assert!(read(&mended, None).personal.is_empty());
}

#[test]
fn the_faults_of_a_plan_are_found_and_its_claims_offered() {
    let found = read(PLAN, "2015-02".parse().ok());
    let kinds: Vec<&Kind> = found.findings.iter().map(|one| &one.kind).collect();
    assert_eq!(
        kinds,
        [
            &Kind::NumberTwice { number: "6.6".into() },
            &Kind::NumberSkipped { missing: "6.1".into(), n: 3, next: "6.4".into() },
            &Kind::NumberSkipped { missing: "8".into(), n: 1, next: "9.0".into() },
        ]
    );
    let claims: Vec<_> = found.claims.iter().map(|claim| (claim.of, claim.n, claim.paragraph.as_str())).collect();
    assert_eq!(claims, [(Counted::Initiatives, 24, "2.1"), (Counted::Red, 2, "6.5")]);
    let absent: Vec<_> = found.absent.iter().map(|one| one.number.as_str()).collect();
    assert_eq!(absent, ["4.0", "7.0", "9.0"]);
}

#[test]
fn what_cannot_be_seen_changes_nothing_that_is_found() {
    let plain = read(UPDATE, "2020-02-04".parse().ok());
    let dressed = UPDATE
        .replace("Data Centre", "Data\u{a0}Centre")
        .replace("Micare", "Mi\u{200b}care")
        .replace("telephone", "tele\u{ad}phone")
        .replace("Racks", "\u{202e}Racks\u{202c}")
        .replace('\n', "\r\n");
    assert_eq!(read(&dressed, "2020-02-04".parse().ok()), plain);
    assert!(read("", None).findings.is_empty());
    for text in ["\u{202e}", "1.0", "1.", "2.6", "9".repeat(50).as_str(), "٢.٦ النص هنا.", "@", "\0\u{1}"] {
        assert_eq!(read(text, "2020".parse().ok()).findings, [], "{text:?}");
    }
}

#[test]
fn no_megabyte_of_text_takes_long_or_finds_more_than_can_be_read() {
    let times = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let texts = [
        times(UPDATE),
        times(PLAN),
        times("2.1 See paragraph 2.1 and 2.2, at 2.3, in 2.4 about the Triage team.\n"),
        times("2.1 Triage team.\n2.2 Depot yard; the triage team (paragraph 2.1) at 2.2.\n"),
        times("Summary\n\n• Homes\n• Roads\n\n"),
        times("Ab-Cd AbCd Ab Cd "),
        times("2016-19 expires. "),
        times("1"),
        times("1."),
        times("twenty "),
        times("@a.b@"),
        times("0161 "),
        times("a"),
        times("\n"),
        times("É\u{301}"),
        (0..90_000).map(|at| format!("{at}.1 W{at} w{at}\n")).collect(),
        (0..50_000).map(|at| format!("2.{} MiCare{at} Micare{at}.\n", at % 100)).collect(),
    ];
    // Wide of what it takes, and far below what any square of a megabyte would.
    let most = Duration::from_secs(20);
    for (at, text) in texts.iter().enumerate() {
        let start = Instant::now();
        let found = read(text, "2020-02".parse().ok());
        assert!(start.elapsed() < most, "text {at} took {:?}", start.elapsed());
        assert!(found.findings.len() <= 8 * MOST && found.personal.len() <= MOST, "text {at}");
    }
}

/// What is found in the text that a case keeps stands with the other findings: it is answered, gates an export, goes into the annex
/// and the committee file, and its answer dies when the text says something else.
#[test]
fn what_is_found_in_a_text_that_is_kept_is_answered_like_any_other_finding() {
    use weighbridge::case::Case;
    use weighbridge::committee::{Carried, export, verify};
    use weighbridge::edit::{CaseEdit, Edit, ProgrammeEdit, RegisterEdit, apply};
    use weighbridge::health::{Kind, Place, check_programme};
    use weighbridge::paper::programme::{Part, part};
    let case = apply(&Case::titled("t"), &Edit::Programme(ProgrammeEdit::AddInitiative("Tariffs".into()))).unwrap();
    let text = "6.5 Two items are red.\n6.6 Tariffs were tendered.\n6.6 Continuity is at risk.\n6.9 The end.";
    let keeping = |case: &Case, text: &str| apply(case, &Edit::Register(RegisterEdit::KeepText(text.into()))).unwrap();
    let kept = keeping(&case, text);
    let of_text = |case: &Case| {
        let found = check_programme(case, None);
        found.into_iter().filter(|found| matches!(found.kind, Kind::OfText(_))).collect::<Vec<_>>()
    };
    assert_eq!(of_text(&case), []);
    let found = of_text(&kept);
    let rules: Vec<String> = found.iter().map(|one| one.key().split(':').next().unwrap().to_owned()).collect();
    assert_eq!(rules, ["number_twice", "number_skipped"]);
    assert!(found.iter().all(|one| one.place() == Place::Report));
    assert!(found[0].is_open(&kept.answers) && !found[1].is_open(&kept.answers), "a note asks for no answer");
    let annex = |case: &Case| {
        let all = check_programme(case, None);
        weighbridge::exchange::document::plain(&part(case, Part::Findings, &all, None))
    };
    assert!(annex(&kept).contains("Paragraph 6.6") && annex(&kept).contains("no answer yet"));
    let answered =
        apply(&kept, &Edit::Case(CaseEdit::Answer(found[0].key(), "Numbered anew on the day.".into()))).unwrap();
    assert!(!of_text(&answered)[0].is_open(&answered.answers));
    assert!(annex(&answered).contains("Numbered anew on the day."));
    let file = export(&answered, Carried::programme(None), &[], "2026-11-21T14:02:11Z").unwrap().unwrap().text;
    assert!(file.contains("number_twice:6.6+") && file.contains("Numbered anew on the day."));
    assert_eq!(verify(file.as_bytes()).unwrap().differences, []);
    // A page that reads the text only where it has changed says the same.
    let beside = weighbridge::health::check_text(&answered.report_text, weighbridge::health::text_date(&answered));
    assert_eq!(weighbridge::health::check_programme_beside(&answered, None, &beside), check_programme(&answered, None));
    // Another number twice is another finding; the reason given for the first is none for it.
    let other = keeping(&answered, &text.replace("6.6", "6.7"));
    assert!(of_text(&other)[0].is_open(&other.answers));
    // Without the text there is nothing to answer, and with it again the reason stands.
    assert_eq!(of_text(&keeping(&answered, "")), []);
    let again = keeping(&keeping(&answered, ""), text);
    assert!(!of_text(&again)[0].is_open(&again.answers));
    // The same fault twice in one paragraph is one finding.
    let twice = keeping(&case, "2.1 See paragraph 9.9, and again see paragraph 9.9.\n2.2 More.\n2.3 More.");
    let keys: Vec<String> = of_text(&twice).iter().map(weighbridge::health::Finding::key).collect();
    let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
    assert_eq!(keys.len(), distinct.len(), "{keys:?}");
}
