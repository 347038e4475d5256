//! Templates: the headings under which a body's reports stand, and what each has to have since when.

use crate::date::Date;

/// A template of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// What files call it.
    pub key: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its sections in their order, each with its number where it has one.
    pub sections: &'static [(&'static str, &'static str)],
    /// What a report has to have.
    pub required: &'static [Required],
}

/// A section that a report has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// What it is for.
    pub role: &'static str,
    /// What it is called.
    pub heading: &'static str,
    /// Since when, as files keep dates.
    pub from: &'static str,
    /// Why.
    pub why: &'static str,
}

impl Required {
    /// Returns since when.
    #[must_use]
    pub fn since(&self) -> Option<Date> {
        self.from.parse().ok()
    }
}

/// The templates that are known. Headings are as two published reports print them; what is required has its source.
pub const TEMPLATES: [Template; 2] = [
    Template {
        key: "manchester-2020",
        title: "Manchester, report to a scrutiny committee, 2020",
        sections: &[
            ("", "Summary"),
            ("", "Recommendations"),
            ("", "Wards Affected"),
            ("", "Environmental Impact Assessment"),
            ("", "Alignment to the Our Manchester Strategy Outcomes (if applicable)"),
            ("", "Contact Officers"),
            ("", "Background documents"),
        ],
        required: &[Required {
            role: "carbon",
            heading: "Environmental Impact Assessment",
            from: "2019-07-10",
            why: "the council resolved on 10 July 2019 that all relevant committee reports have one",
        }],
    },
    Template {
        key: "wirral-2015",
        title: "Fourteen numbered sections, as a council’s ICT plan of early 2015",
        sections: &[
            ("1.0", "EXECUTIVE SUMMARY"),
            ("2.0", "BACKGROUND AND KEY ISSUES"),
            ("3.0", "RELEVANT RISKS"),
            ("4.0", "OTHER OPTIONS CONSIDERED"),
            ("5.0", "CONSULTATION"),
            ("6.0", "OUTSTANDING PREVIOUSLY APPROVED ACTIONS"),
            ("7.0", "IMPLICATIONS FOR VOLUNTARY, COMMUNITY AND FAITH GROUPS"),
            ("8.0", "RESOURCE IMPLICATIONS: FINANCIAL; IT; STAFFING; AND ASSETS"),
            ("9.0", "LEGAL IMPLICATIONS"),
            ("10.0", "EQUALITIES IMPLICATIONS"),
            ("11.0", "CARBON REDUCTION AND ENVIRONMENTAL IMPLICATIONS"),
            ("12.0", "PLANNING AND COMMUNITY SAFETY IMPLICATIONS"),
            ("13.0", "RECOMMENDATION/S"),
            ("14.0", "REASON/S FOR RECOMMENDATION/S"),
        ],
        required: &[],
    },
];

/// Returns the template of a key.
///
/// # Example
/// ```
/// use weighbridge::report::template;
/// assert_eq!(template("manchester-2020").map(|found| found.required[0].role), Some("carbon"));
/// assert_eq!(template(""), None);
/// ```
#[must_use]
pub fn template(key: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.key == key)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;
    use crate::report::role_of;

    #[test]
    fn what_is_required_has_a_date_and_stands_among_the_sections() {
        for template in TEMPLATES {
            for one in template.required {
                assert!(one.since().is_some() && !one.why.is_empty(), "{}", one.heading);
                assert!(template.sections.iter().any(|(_, heading)| role_of(heading) == one.role), "{}", one.heading);
            }
        }
    }
}
