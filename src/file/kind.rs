//! What stands at a place of a file, as far as reading in slices needs to know: whose items are counted, and whose items
//! are read one at a time. Everything else is [`Kind::Other`].

use crate::limits::Limit;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing that is counted.
    Other,
    CaseFile,
    ExportFile,
    Format,
    Version,
    Log,
    Case,
    Frameworks,
    Framework,
    Goals,
    Programme,
    Initiatives,
    Initiative,
    Milestones,
    Risks,
    Dependencies,
    EarlierEnds,
    Measures,
    ListedOptions,
    Tags,
    Carbon,
    CarbonLines,
    CarbonLine,
    SameTonnes,
    SocialValue,
    CarbonPlan,
    PlanYears,
    Proxies,
    Tables,
    Table,
    TableColumns,
    TableLines,
    TableLine,
    LineFigures,
    Figures,
    Relations,
    StatedCounts,
    Register,
    Actions,
    Sections,
    Cues,
    Goal,
    Budget,
    Contributions,
    GoalStatements,
    References,
    Reference,
    Columns,
    Rows,
    Appraisals,
    Appraisal,
    Frame,
    Room,
    Record,
    Overrides,
    Dropped,
    Alternatives,
    Alternative,
    Cost,
    DatedCosts,
    Costing,
    Years,
    Gates,
    Criteria,
    Criterion,
    FamilyOrLeaf,
    Leaf,
    Scale,
    Measured,
    Shape,
    Knots,
    Levels,
    Scores,
    WeightSets,
    WeightSet,
    Elicitation,
    Judgements,
}

impl Kind {
    /// Returns what the member of an object is.
    pub(super) fn member(self, name: &str) -> Kind {
        match (self, name) {
            (Kind::CaseFile | Kind::ExportFile, "format") => Kind::Format,
            (Kind::CaseFile | Kind::ExportFile, "version") => Kind::Version,
            (Kind::CaseFile, "case") | (Kind::ExportFile, "inputs") => Kind::Case,
            (Kind::CaseFile | Kind::ExportFile, "log") => Kind::Log,
            (Kind::Case, "frameworks") => Kind::Frameworks,
            (Kind::Case, "programme") => Kind::Programme,
            (Kind::Case, "contributions") => Kind::Contributions,
            (Kind::Case, "goal_statements") => Kind::GoalStatements,
            (Kind::Case, "appraisals") => Kind::Appraisals,
            (Kind::Case, "references") => Kind::References,
            (Kind::Case, "answers") => Kind::Overrides,
            (Kind::Framework, "goals") => Kind::Goals,
            (Kind::Programme, "initiatives") => Kind::Initiatives,
            (Kind::Case, "sections") => Kind::Sections,
            (Kind::Programme, "tables") => Kind::Tables,
            (Kind::Programme, "figures" | "statements") => Kind::Figures,
            (Kind::Programme, "relations") => Kind::Relations,
            (Kind::Programme, "stated_counts") => Kind::StatedCounts,
            (Kind::Programme, "risks") => Kind::Register,
            (Kind::Programme, "actions") => Kind::Actions,
            (Kind::Programme, "budget") => Kind::Budget,
            (Kind::Goal, "cues") => Kind::Cues,
            (Kind::Initiative, "earlier_ends") => Kind::EarlierEnds,
            (Kind::Initiative, "measures") => Kind::Measures,
            (Kind::Initiative, "options") => Kind::ListedOptions,
            (Kind::Initiative, "tags") => Kind::Tags,
            (Kind::Initiative, "carbon") => Kind::Carbon,
            (Kind::Carbon, "lines") => Kind::CarbonLines,
            (Kind::CarbonLine, "same_tonnes_as") => Kind::SameTonnes,
            (Kind::Initiative, "social_value") => Kind::SocialValue,
            (Kind::Programme, "carbon_plan") => Kind::CarbonPlan,
            (Kind::CarbonPlan, "years") => Kind::PlanYears,
            (Kind::Case, "proxies") => Kind::Proxies,
            (Kind::Initiative, "milestones") => Kind::Milestones,
            (Kind::Initiative, "risks") => Kind::Risks,
            (Kind::Initiative, "dependencies") => Kind::Dependencies,
            (Kind::Budget, "lines") => Kind::TableLines,
            (Kind::Table, "columns") => Kind::TableColumns,
            (Kind::Table, "lines") => Kind::TableLines,
            (Kind::TableLine, "figures") => Kind::LineFigures,
            (Kind::Reference, "columns") => Kind::Columns,
            (Kind::Reference, "rows") => Kind::Rows,
            (Kind::Appraisal, _) => Kind::appraisal_member(name),
            (Kind::Frame, "room") => Kind::Room,
            (Kind::Record, "overrides") => Kind::Overrides,
            (Kind::Alternative, "cost") => Kind::Cost,
            (Kind::Cost, "dated") => Kind::DatedCosts,
            (Kind::Costing, "carbon_prices") => Kind::Years,
            (Kind::Criterion, "kind") => Kind::FamilyOrLeaf,
            (Kind::FamilyOrLeaf, "family") => Kind::Criteria,
            (Kind::FamilyOrLeaf, "leaf") => Kind::Leaf,
            (Kind::Leaf, "scale") => Kind::Scale,
            (Kind::Scale, "measured") => Kind::Measured,
            (Kind::Scale, "levels") => Kind::Levels,
            (Kind::Measured, "shape") => Kind::Shape,
            (Kind::Shape, "piecewise") => Kind::Knots,
            (Kind::WeightSet, "elicitation") => Kind::Elicitation,
            (Kind::Elicitation, "pairwise") => Kind::Judgements,
            _ => Kind::Other,
        }
    }

    fn appraisal_member(name: &str) -> Kind {
        match name {
            "frame" => Kind::Frame,
            "record" => Kind::Record,
            "alternatives" => Kind::Alternatives,
            "dropped" => Kind::Dropped,
            "gates" => Kind::Gates,
            "criteria" => Kind::Criteria,
            "scores" => Kind::Scores,
            "weight_sets" => Kind::WeightSets,
            "costing" => Kind::Costing,
            _ => Kind::Other,
        }
    }

    /// Returns what each item of an array is.
    pub(super) fn item(self) -> Kind {
        match self {
            Kind::Frameworks => Kind::Framework,
            Kind::Initiatives => Kind::Initiative,
            Kind::Goals => Kind::Goal,
            Kind::CarbonLines => Kind::CarbonLine,
            Kind::Tables => Kind::Table,
            Kind::TableLines => Kind::TableLine,
            Kind::References => Kind::Reference,
            Kind::Appraisals => Kind::Appraisal,
            Kind::Alternatives => Kind::Alternative,
            Kind::Criteria => Kind::Criterion,
            Kind::WeightSets => Kind::WeightSet,
            _ => Kind::Other,
        }
    }

    /// Returns how many items an array may have. Goals and criteria are counted over several arrays.
    pub(super) fn limit(self) -> Option<Limit> {
        Some(match self {
            Kind::Log => Limit::LogEntries,
            Kind::Frameworks => Limit::Frameworks,
            Kind::Initiatives => Limit::Initiatives,
            Kind::Milestones => Limit::Milestones,
            Kind::Risks => Limit::Risks,
            Kind::Dependencies => Limit::Dependencies,
            Kind::EarlierEnds => Limit::EarlierEnds,
            Kind::Measures => Limit::Measures,
            Kind::ListedOptions => Limit::ListedOptions,
            Kind::Tags => Limit::Tags,
            Kind::CarbonLines => Limit::CarbonLines,
            Kind::SameTonnes => Limit::SameTonnes,
            Kind::SocialValue => Limit::SocialValue,
            Kind::PlanYears => Limit::PlanYears,
            Kind::Proxies => Limit::Proxies,
            Kind::Tables => Limit::Tables,
            Kind::TableColumns | Kind::LineFigures => Limit::TableColumns,
            Kind::TableLines => Limit::TableLines,
            Kind::Figures => Limit::Figures,
            Kind::Relations => Limit::Relations,
            Kind::StatedCounts => Limit::StatedCounts,
            Kind::Register => Limit::Register,
            Kind::Actions => Limit::Actions,
            Kind::Sections => Limit::Sections,
            Kind::Cues => Limit::Cues,
            Kind::References => Limit::References,
            Kind::Columns => Limit::ReferenceColumns,
            Kind::Rows => Limit::ReferenceRows,
            Kind::Appraisals => Limit::Appraisals,
            Kind::Room => Limit::Roles,
            Kind::Overrides => Limit::Overrides,
            Kind::Dropped => Limit::Dropped,
            Kind::Alternatives => Limit::Options,
            Kind::DatedCosts => Limit::DatedCosts,
            Kind::Years => Limit::Years,
            Kind::Gates => Limit::Gates,
            Kind::Knots => Limit::Knots,
            Kind::Levels => Limit::Levels,
            Kind::WeightSets => Limit::WeightSets,
            Kind::Judgements => Limit::Judgements,
            _ => return None,
        })
    }

    /// Returns whether the items of an array are read one at a time, after what stands around it.
    pub(super) fn is_read_by_item(self) -> bool {
        matches!(
            self,
            Kind::Log
                | Kind::Goals
                | Kind::Initiatives
                | Kind::Contributions
                | Kind::References
                | Kind::Rows
                | Kind::Appraisals
                | Kind::Scores
                | Kind::Gates
                | Kind::WeightSets
        )
    }
}
