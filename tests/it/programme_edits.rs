//! Any edit of what a report says of its programme, for the laws of edits; and what edits of tables do to what hangs on cells.

use proptest::prelude::*;
use weighbridge::case::Case;
use weighbridge::edit::{
    CaseEdit, ContextField, DateField, Edit, MoneyEdit, ProgrammeEdit, RegisterEdit, WordsField, apply,
};
use weighbridge::id::{ActionId, AppraisalId, FigureId, InitiativeId, RiskId, TableId};
use weighbridge::pence::Pence;
use weighbridge::programme::{
    Action, ActionKind, Basis, ColumnRole, Counted, Dependency, EarlierEnd, Figure, LineKind, Milestone, MilestoneKind,
    MoneyTable, Parts, Relation, Risk, Same, Spend, StatusBasis, Target,
};
use weighbridge::report::Section;
use weighbridge::unknown::Unknown;

const TEXT: &str = "[a-z ]{0,6}";

/// Any edit of initiatives, money, registers and sections, on ids below one.
pub(crate) fn programme_edits(end: u32) -> impl Strategy<Value = Edit> {
    prop_oneof![
        initiative_edits(end),
        money_edits(end),
        register_edits(end),
        context_edits(),
        crate::carbon::carbon_edits(end)
    ]
}

fn dates() -> impl Strategy<Value = weighbridge::date::Date> {
    prop::sample::select(vec!["2019", "2020-02", "2020-02-04", "2019/2023", "2020-02/2020-03"])
        .prop_map(|text| text.parse().unwrap())
}

fn context_edits() -> impl Strategy<Value = Edit> {
    let field = prop::sample::select(vec![
        ContextField::Report,
        ContextField::ReportType,
        ContextField::AuthorRole,
        ContextField::AlignmentHeading,
        ContextField::Template,
        ContextField::Note,
    ]);
    let of = |edit| Edit::Case(edit);
    prop_oneof![
        (field, TEXT).prop_map(move |(field, words)| of(CaseEdit::SetWords(field, words))),
        prop::option::of(dates()).prop_map(move |date| of(CaseEdit::SetReadAsAt(date))),
        prop::option::of(dates()).prop_map(move |date| of(CaseEdit::SetPreviousReport(date))),
    ]
}

fn initiative_edits(end: u32) -> impl Strategy<Value = Edit> {
    let id = (1u32..end).prop_map(InitiativeId);
    let at = 0usize..3;
    let words = prop::sample::select(vec![
        WordsField::Reference,
        WordsField::LeadRole,
        WordsField::Objective,
        WordsField::Group,
        WordsField::StatusReason,
        WordsField::Narrative,
        WordsField::Source,
    ]);
    let kind = prop::sample::select(vec![MilestoneKind::Planned, MilestoneKind::Missed, MilestoneKind::External]);
    let milestone = (dates(), TEXT, kind, any::<bool>()).prop_map(|(date, what, kind, deadline)| Milestone {
        date,
        what,
        kind,
        deadline,
        source: String::new(),
        unknown: Unknown::new(),
    });
    let earlier = || {
        (dates(), prop::option::of(dates()), TEXT).prop_map(|(date, as_at, source)| EarlierEnd {
            date,
            as_at,
            source,
            unknown: Unknown::new(),
        })
    };
    let target = (TEXT, TEXT, prop::option::of(dates())).prop_map(|(what, target, by)| Target {
        what,
        target,
        by,
        ..Target::default()
    });
    let dependency = prop_oneof![id.clone().prop_map(Dependency::Initiative), TEXT.prop_map(Dependency::Other)];
    let edit = prop_oneof![
        (id.clone(), words, TEXT).prop_map(|(id, field, words)| ProgrammeEdit::SetWords(id, field, words)),
        (id.clone(), prop::option::of(Just(StatusBasis::Both)))
            .prop_map(|(id, basis)| ProgrammeEdit::SetStatusBasis(id, basis)),
        (id.clone(), prop::option::of(id.clone())).prop_map(|(id, parent)| ProgrammeEdit::SetParent(id, parent)),
        (id.clone(), prop::collection::vec(TEXT, 0..3)).prop_map(|(id, tags)| ProgrammeEdit::SetTags(id, tags)),
        (id.clone(), prop::option::of((1u32..end).prop_map(AppraisalId)))
            .prop_map(|(id, appraisal)| ProgrammeEdit::SetAppraisal(id, appraisal)),
        (id.clone(), prop::option::of(dates())).prop_map(|(id, date)| ProgrammeEdit::SetDate(
            id,
            DateField::NewEnd,
            date
        )),
        (id.clone(), at.clone(), prop::option::of(milestone))
            .prop_map(|(id, at, one)| ProgrammeEdit::PutMilestone(id, at, one)),
        prop::collection::vec((id.clone(), earlier()), 0..3).prop_map(ProgrammeEdit::KeepEarlierEnds),
        (id.clone(), at.clone(), prop::option::of(earlier()))
            .prop_map(|(id, at, one)| ProgrammeEdit::PutEarlierEnd(id, at, one)),
        (id.clone(), at.clone(), prop::option::of(target))
            .prop_map(|(id, at, one)| ProgrammeEdit::PutTarget(id, at, one)),
        (id.clone(), at.clone(), prop::option::of(dependency))
            .prop_map(|(id, at, one)| ProgrammeEdit::PutDependency(id, at, one)),
        (id.clone(), at.clone(), prop::option::of(TEXT)).prop_map(|(id, at, one)| ProgrammeEdit::PutRisk(id, at, one)),
        (id, at, prop::option::of(TEXT)).prop_map(|(id, at, one)| ProgrammeEdit::PutOption(id, at, one)),
    ];
    edit.prop_map(Edit::Programme)
}

fn pence() -> impl Strategy<Value = Pence> {
    (-900i64..900).prop_map(|pence| Pence::new(pence).unwrap())
}

fn money_edits(end: u32) -> impl Strategy<Value = Edit> {
    let table = (1u32..end).prop_map(TableId);
    let figure = (1u32..end).prop_map(FigureId);
    let at = 0usize..3;
    let role = prop::sample::select(ColumnRole::ALL.to_vec());
    let kind = prop::sample::select(LineKind::ALL.to_vec());
    let given = (TEXT, prop::option::of(pence()), any::<bool>()).prop_map(|(label, amount, approximate)| Figure {
        amount,
        approximate,
        ..Figure::labelled(FigureId(0), &label)
    });
    let parts = (figure.clone(), prop::collection::vec(figure.clone(), 0..3))
        .prop_map(|(whole, parts)| Relation::Parts(Parts { whole, parts, unknown: Unknown::new() }));
    let spend = (prop::option::of(figure.clone()), figure.clone())
        .prop_map(|(budget, spent)| Relation::Spend(Spend { budget, spent, committed: None, unknown: Unknown::new() }));
    let same = (figure.clone(), table.clone(), 0u32..2, 0u32..2).prop_map(|(figure, table, line, column)| {
        Relation::Same(Same { figure, table, line, column, unknown: Unknown::new() })
    });
    let of_table = prop_oneof![
        TEXT.prop_map(MoneyEdit::AddTable),
        (prop::option::of(table.clone()), TEXT)
            .prop_map(|(id, title)| MoneyEdit::PutTable(id, Box::new(MoneyTable::titled(TableId(0), &title)))),
        (table.clone(), TEXT).prop_map(|(id, title)| MoneyEdit::SetTitle(id, title)),
        (table.clone(), prop::option::of(Just(Basis::Capital))).prop_map(|(id, basis)| MoneyEdit::SetBasis(id, basis)),
        (table.clone(), pence()).prop_map(|(id, step)| MoneyEdit::SetStep(id, step)),
        (table.clone(), TEXT).prop_map(|(id, source)| MoneyEdit::SetTableSource(id, source)),
        table.clone().prop_map(MoneyEdit::RemoveTable),
    ];
    let of_cells = prop_oneof![
        2 => (table.clone(), TEXT).prop_map(|(id, heading)| MoneyEdit::AddColumn(id, heading)),
        1 => (table.clone(), at.clone(), TEXT).prop_map(|(id, at, heading)| MoneyEdit::SetHeading(id, at, heading)),
        1 => (table.clone(), at.clone(), role, TEXT).prop_map(|(id, at, role, period)| MoneyEdit::SetRole(id, at, role, period)),
        1 => (table.clone(), at.clone()).prop_map(|(id, at)| MoneyEdit::RemoveColumn(id, at)),
        2 => (table.clone(), TEXT).prop_map(|(id, label)| MoneyEdit::AddLine(id, label)),
        1 => (table.clone(), at.clone(), TEXT).prop_map(|(id, at, label)| MoneyEdit::SetLabel(id, at, label)),
        1 => (table.clone(), at.clone(), kind).prop_map(|(id, at, kind)| MoneyEdit::SetKind(id, at, kind)),
        1 => (table.clone(), at.clone(), prop::option::of((1u32..end).prop_map(InitiativeId)))
            .prop_map(|(id, at, paid)| MoneyEdit::SetPaidFor(id, at, paid)),
        1 => (table.clone(), at.clone(), TEXT).prop_map(|(id, at, note)| MoneyEdit::SetNote(id, at, note)),
        1 => (table.clone(), at.clone(), at.clone()).prop_map(|(id, from, to)| MoneyEdit::MoveLine(id, from, to)),
        1 => (table.clone(), at.clone()).prop_map(|(id, at)| MoneyEdit::RemoveLine(id, at)),
        3 => (table, at.clone(), at.clone(), prop::option::of(pence()))
            .prop_map(|(id, line, column, sum)| MoneyEdit::SetFigure(id, [line, column], sum)),
    ];
    let of_text = prop_oneof![
        TEXT.prop_map(MoneyEdit::AddFigure),
        (figure.clone(), given).prop_map(|(id, given)| MoneyEdit::ChangeFigure(id, Box::new(given))),
        figure.prop_map(MoneyEdit::RemoveFigure),
        prop_oneof![parts, spend, same].prop_map(|relation| MoneyEdit::Relate(Box::new(relation))),
        at.prop_map(MoneyEdit::Unrelate),
    ];
    prop_oneof![of_table, of_cells, of_text].prop_map(Edit::Money)
}

fn register_edits(end: u32) -> impl Strategy<Value = Edit> {
    let initiative = prop::option::of((1u32..end).prop_map(InitiativeId));
    let at = 0usize..3;
    let kind = prop::sample::select(ActionKind::ALL.to_vec());
    let risk = (TEXT, TEXT, initiative.clone()).prop_map(|(text, mitigation, initiative)| Risk {
        mitigation,
        initiative,
        ..Risk::worded(RiskId(0), &text)
    });
    let action = (kind.clone(), TEXT, TEXT, initiative.clone()).prop_map(|(kind, text, response, initiative)| Action {
        response,
        initiative,
        ..Action::worded(ActionId(0), kind, &text)
    });
    let section = (TEXT, TEXT).prop_map(|(heading, answer)| Section { heading, answer, ..Section::default() });
    let counted = prop::sample::select(Counted::ALL.to_vec());
    let edit = prop_oneof![
        (initiative.clone(), TEXT).prop_map(|(of, words)| RegisterEdit::AddRisk(of, words)),
        (1u32..end, risk).prop_map(|(id, risk)| RegisterEdit::ChangeRisk(RiskId(id), Box::new(risk))),
        (1u32..end).prop_map(|id| RegisterEdit::RemoveRisk(RiskId(id))),
        (initiative, kind, TEXT).prop_map(|(of, kind, words)| RegisterEdit::AddAction(of, kind, words)),
        (1u32..end, action).prop_map(|(id, action)| RegisterEdit::ChangeAction(ActionId(id), Box::new(action))),
        (1u32..end).prop_map(|id| RegisterEdit::RemoveAction(ActionId(id))),
        (counted, prop::option::of(0u32..30), TEXT).prop_map(|(of, n, source)| RegisterEdit::SetCount(of, n, source)),
        TEXT.prop_map(RegisterEdit::AddSection),
        (at.clone(), section).prop_map(|(at, section)| RegisterEdit::ChangeSection(at, Box::new(section))),
        (at.clone(), at.clone()).prop_map(|(from, to)| RegisterEdit::MoveSection(from, to)),
        at.prop_map(RegisterEdit::RemoveSection),
    ];
    edit.prop_map(Edit::Register)
}

/// A case with a table of two lines and two columns, and a figure of the text that is its last cell.
fn related() -> (Case, TableId) {
    let mut case = Case::titled("t");
    let mut edit = |edit: MoneyEdit| case = apply(&case, &Edit::Money(edit)).unwrap();
    edit(MoneyEdit::AddTable("Capital".into()));
    let table = TableId(1);
    for heading in ["Budget", "Forecast"] {
        edit(MoneyEdit::AddColumn(table, heading.into()));
    }
    for label in ["Works", "Fees"] {
        edit(MoneyEdit::AddLine(table, label.into()));
    }
    edit(MoneyEdit::AddFigure("In the text".into()));
    let same = Same { figure: FigureId(2), table, line: 1, column: 1, unknown: Unknown::new() };
    edit(MoneyEdit::Relate(Box::new(Relation::Same(same))));
    (case, table)
}

#[test]
fn what_is_said_of_a_cell_follows_it_and_goes_with_it() {
    let (case, table) = related();
    let cells = |edit: MoneyEdit| -> Vec<(u32, u32)> {
        let after = apply(&case, &Edit::Money(edit)).unwrap();
        let cell = |relation: &std::sync::Arc<Relation>| match relation.as_ref() {
            Relation::Same(same) => Some((same.line, same.column)),
            Relation::Parts(_) | Relation::Spend(_) => None,
        };
        after.programme.relations.iter().filter_map(cell).collect()
    };
    assert_eq!(cells(MoneyEdit::MoveLine(table, 1, 0)), [(0, 1)]);
    assert_eq!(cells(MoneyEdit::MoveLine(table, 0, 9)), [(0, 1)]);
    assert_eq!(cells(MoneyEdit::RemoveLine(table, 0)), [(0, 1)]);
    assert_eq!(cells(MoneyEdit::RemoveColumn(table, 0)), [(1, 0)]);
    assert_eq!(cells(MoneyEdit::RemoveLine(table, 1)), []);
    assert_eq!(cells(MoneyEdit::RemoveColumn(table, 1)), []);
    assert_eq!(cells(MoneyEdit::RemoveTable(table)), []);
    assert_eq!(cells(MoneyEdit::RemoveFigure(FigureId(2))), []);
    let beyond = Same { figure: FigureId(2), table, line: 2, column: 0, unknown: Unknown::new() };
    let refused = apply(&case, &Edit::Money(MoneyEdit::Relate(Box::new(Relation::Same(beyond)))));
    assert_eq!(refused.unwrap_err().to_string(), "enter a cell of a table of this case");
}

#[test]
fn what_names_an_initiative_lets_go_of_it_when_it_goes() {
    let mut case = Case::titled("t");
    let mut edit = |edit: Edit| case = apply(&case, &edit).unwrap();
    for name in ["Programme", "Project"] {
        edit(Edit::Programme(ProgrammeEdit::AddInitiative(name.into())));
    }
    let (whole, part) = (InitiativeId(1), InitiativeId(2));
    edit(Edit::Programme(ProgrammeEdit::SetParent(part, Some(whole))));
    edit(Edit::Register(RegisterEdit::AddRisk(Some(whole), "Frost".into())));
    edit(Edit::Register(RegisterEdit::AddAction(Some(whole), ActionKind::FindOut, "How deep".into())));
    edit(Edit::Money(MoneyEdit::AddTable("Capital".into())));
    edit(Edit::Money(MoneyEdit::AddLine(TableId(5), "Programme".into())));
    edit(Edit::Money(MoneyEdit::SetPaidFor(TableId(5), 0, Some(whole))));
    let round = apply(&case, &Edit::Programme(ProgrammeEdit::SetParent(whole, Some(part))));
    assert!(round.is_err(), "nothing is part of itself");
    let after = apply(&case, &Edit::Programme(ProgrammeEdit::RemoveInitiative(whole))).unwrap();
    let programme = &after.programme;
    let named = [
        programme.initiatives[0].parent,
        programme.risks[0].initiative,
        programme.actions[0].initiative,
        programme.tables[0].lines[0].initiative,
    ];
    assert_eq!(named, [None; 4]);
}
