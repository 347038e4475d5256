//! The examples and framework packs that come with the page. They are ordinary Weighbridge files.

use weighbridge::file::{self, Document};
use weighbridge::framework::Framework;

/// An example that can be opened from the home page.
#[derive(Clone, Copy)]
pub(crate) struct Example {
    /// What it shows.
    pub(crate) title: &'static str,
    /// What is in it.
    pub(crate) about: &'static str,
    text: &'static str,
}

impl Example {
    /// Returns the document. The files are checked when the project is tested, so a refusal would be a broken build.
    pub(crate) fn document(self) -> Result<Document, file::LoadError> {
        file::load(self.text.as_bytes())
    }
}

/// The examples, the worked appraisal first.
pub(crate) const EXAMPLES: [Example; 3] = [
    Example {
        title: "Data centre siting",
        about: "A worked appraisal: six options, 15 criteria. Figures are illustrative.",
        text: include_str!("../../seeds/data-centre-siting.json"),
    },
    Example {
        title: "ICT programme, February 2020",
        about: "Nine initiatives of a real report against three frameworks. Contribution numbers are illustrative.",
        text: include_str!("../../seeds/manchester-ict-2020.json"),
    },
    Example {
        title: "ICT implementation plan, 2015",
        about: "28 work streams of a real report with dates and status.",
        text: include_str!("../../seeds/ict-implementation-plan-2015.json"),
    },
];

const PACKS: [&str; 8] = [
    include_str!("../../seeds/frameworks/our-manchester-2016-25.json"),
    include_str!("../../seeds/frameworks/forward-to-2025.json"),
    include_str!("../../seeds/frameworks/our-manchester-2025-35.json"),
    include_str!("../../seeds/frameworks/zero-carbon-2038.json"),
    include_str!("../../seeds/frameworks/manchester-social-value.json"),
    include_str!("../../seeds/frameworks/national-toms-themes.json"),
    include_str!("../../seeds/frameworks/ppn-002.json"),
    include_str!("../../seeds/frameworks/green-book-critical-success-factors.json"),
];

/// Returns the frameworks that can be added to a case.
pub(crate) fn framework_packs() -> Vec<Framework> {
    let documents = PACKS.iter().filter_map(|text| file::load(text.as_bytes()).ok());
    documents.flat_map(|document| document.case.frameworks).collect()
}
