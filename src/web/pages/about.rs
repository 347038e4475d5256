//! Pages about the app itself: the accessibility statement, the methods with their sources, and what this copy is. They
//! are in the single file too, so nothing here may be a link to somewhere else.

use crate::browser::edition::{self, Edition};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The accessibility statement.
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    view! {
        <h1>"Accessibility statement"</h1>
        <div class="stack measure section">
            <p>"This statement covers Weighbridge as you have it open: in a browser, installed, or as one file."</p>
            <h2>"How accessible it is"</h2>
            <p>"Weighbridge is built to the Web Content Accessibility Guidelines 2.2, level AA. Everything can be done with a keyboard alone, and every drag has a number or a button beside it. Colour never stands alone: a sign, a word or a pattern says the same. Pages reflow at 320 pixels and follow your browser’s text size, colours and reduced motion. Controls are at least 24 pixels high and wide."</p>
            <p>"No test with people who use screen readers, magnifiers or voice control has been made yet, so we do not claim full compliance. Until there is one, treat Weighbridge as partially compliant."</p>
            <h2>"What is not accessible"</h2>
            <ul>
                <li>"At 320 pixels, or at 400% zoom, some tables of figures have to be scrolled sideways to be read."</li>
                <li>"A PDF that is printed from Firefox has no marked headings and tables."</li>
                <li>"Charts are pictures. Each has a table or a description in words, and these say the same."</li>
            </ul>
            <h2>"How it was tested"</h2>
            <p>"Before each release every page is checked with the automatic tool axe-core, against level AA and its own best practice, in Chromium: light and dark, at 1,280 and at 320 pixels. Whole appraisals are made by keys alone, and it is checked that the focus is never lost. Automatic tools find under half of all problems. Not tested: screen readers, screen magnifiers, voice control and touch."</p>
            <h2>"Reporting a problem"</h2>
            <p>"Weighbridge is a program that councils host for themselves or hand on as a file. Whoever gave you its address, or the file, is responsible for this copy: report to them. This page cannot name them, as the program is the same for everybody and sends nothing anywhere."</p>
            <p>"Use the contact details in that council’s own accessibility statement. Say which page it was, what you wanted to do, and which browser and assistive technology you use. Ask there too for anything on these pages in another format, such as large print or audio. The council should say when it will answer."</p>
            <p>"For a council that hosts Weighbridge: the regulations ask you to give your contact details and the time in which you answer. Give them where people open it, and in your own statement."</p>
            <h2>"Enforcement procedure"</h2>
            <p>"The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how the council answers your complaint, contact the Equality Advisory and Support Service (EASS): equalityadvisoryservice.com, telephone 0808 800 0082. In Northern Ireland, contact the Equality Commission for Northern Ireland."</p>
            <h2>"Preparation of this statement"</h2>
            <p>"This statement was prepared on 30 November 2026, from the tests described above, by those who make Weighbridge. It covers version "{env!("CARGO_PKG_VERSION")}"."</p>
            <h2>"Printing"</h2>
            <p>"Chromium and Edge print to a PDF with headings and tables marked. Firefox prints a PDF without such marks: use one of the others for a document that others will read."</p>
        </div>
    }
}

const METHODS: [(&str, &str, &str); 12] = [
    (
        "Weighted points",
        "Each score is turned into points from 0 to 100 between two declared ends. An option’s total is the sum of each criterion’s share of the weight times its points. The ends never depend on the options at hand, so adding an option changes no other.",
        "Keeney and Raiffa (1976), Decisions with Multiple Objectives. Department for Communities and Local Government (2009), Multi-criteria analysis: a manual, appendix 4.",
    ),
    (
        "Swing weights",
        "A weight says how much the improvement from worst to best matters on these scales, not how important a subject is. What is typed is kept; shares of 100 are worked out from it.",
        "von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research.",
    ),
    (
        "Weights by rank, by pairs and by limits",
        "An order of the improvements gives the average of all weights in that order, or weights that fall by equal steps. Pairs are compared within each family on a scale from 1 to 9; weights are the principal eigenvector, and a consistency ratio above 0.10 asks for another look. Limits on shares give the weights that stand equally far up in every range. Pairs are used for criteria only, never for options.",
        "Edwards and Barron (1994), SMARTS and SMARTER. Saaty (1980), The Analytic Hierarchy Process.",
    ),
    (
        "From measures to points",
        "The line from worst to best is straight, goes through points that you set, bends all along, or is a list of described levels. A measure beyond an end is held at that end and marked.",
        "Kirkwood (1997), Strategic Decision Making.",
    ),
    (
        "The smallest change of weights",
        "Weight is taken from the criterion that favours the leader most and given to the one that favours it least, until the two tie. No other change ties them with less.",
        "Rios Insua and French (1991), A framework for sensitivity analysis in discrete multi-objective decision-making.",
    ),
    (
        "Random weights and scores",
        "Weights are drawn evenly over all that add to 100, or over those that keep to what was given; scores are drawn within their ranges. The shares of draws in which an option takes each place are shares of what was assumed, not probabilities of being right. The seed and the number of draws are printed: the same two give the same figures on every computer. The random numbers come from xoshiro256+, in 16 streams; the exported file names the generator in full.",
        "Lahdelma and Salminen (2001), SMAA-2: stochastic multicriteria acceptability analysis for group decision making.",
    ),
    (
        "Other methods",
        "TOPSIS measures the distance to the best and the worst described, PROMETHEE II counts who beats whom, and the geometric mean lets no strength pay fully for a weakness. They say whether the answer rests on the method; they are never averaged.",
        "Hwang and Yoon (1981), Multiple Attribute Decision Making. Brans and Vincke (1985), A preference ranking organisation method.",
    ),
    (
        "Whole-life cost",
        "Sums are brought to year 0 by the discount schedule that is named. Optimism bias is a rate of its reference class on the part of the cost that it is declared for. Carbon is priced apart and is never added where carbon is also scored.",
        "HM Treasury (2022), The Green Book. Mott MacDonald (2002), Review of Large Public Procurement in the UK.",
    ),
    (
        "The committee file",
        "The exported file holds everything that the results follow from, the results themselves, and digests of both. Checking it works everything out again and compares number by number. A digest shows that something changed; it does not show who wrote it.",
        "Rundgren, Jordan and Erdtman (2020), RFC 8785, JSON Canonicalization Scheme. NIST (2015), FIPS 180-4, Secure Hash Standard.",
    ),
    (
        "Ranks",
        "Equal totals share a rank, and the next rank is skipped: 1, 2, 2, 4. An option that fails a gate is shown and not ranked. A lead below the declared points is no lead.",
        "Competition ranking.",
    ),
    (
        "Contribution, harm and coverage",
        "Contributions run from −3, large adverse, to +3, large beneficial. Contribution is the weighted sum of the benefits as a share of the largest possible over all goals that apply; harm is the same for the adverse ones, and neither is taken from the other. Each is a range: at least what was found, at most what it would be if all that nobody has looked at were as large as can be. Two initiatives are ranked only where the least of one reaches the most of the other. A goal is a gap only where at least half of what applies to it is scored and nothing supports it.",
        "The seven-point scale is that of the appraisal summary tables in the Department for Transport’s Transport Analysis Guidance.",
    ),
    (
        "Money tables",
        "A sum of n figures printed to a step may differ from its printed total by (n + 1) half steps. Beyond that it does not add up.",
        "Arithmetic of rounding.",
    ),
];

/// The methods and their sources.
#[component]
pub(crate) fn Methods() -> impl IntoView {
    let rows = METHODS.map(|(name, how, source)| {
        view! {
            <section class="stack-tight measure section">
                <h2>{name}</h2>
                <p>{how}</p>
                <p class="note">{source}</p>
            </section>
        }
    });
    view! {
        <h1>"Methods and sources"</h1>
        <p class="headline__next">"A total is a guide for judgement, not a verdict on value for money. Cost is handled separately from benefit."</p>
        {rows.into_iter().collect_view()}
    }
}

/// What works out a digest outside the page: what to run, and where.
const COMMANDS: [(&str, &str); 4] = [
    ("Windows, command prompt", "certutil -hashfile weighbridge.html SHA256"),
    ("Windows, PowerShell", "Get-FileHash weighbridge.html"),
    ("macOS", "shasum -a 256 weighbridge.html"),
    ("Linux", "sha256sum weighbridge.html"),
];

/// Version, edition and digests of this copy.
#[component]
pub(crate) fn Copy() -> impl IntoView {
    let edition = edition::edition();
    let name = match edition {
        Edition::Hosted { .. } => "Hosted: opened from an address, and kept in this browser for use offline",
        Edition::SingleFile => "Single file: everything is in weighbridge.html",
        Edition::Development => "Development: nothing of it is released",
    };
    let digests = match edition {
        Edition::Hosted { single_file_digest } => view! { <HostedDigest single_file_digest/> }.into_any(),
        Edition::SingleFile => view! { <SingleFileDigest/> }.into_any(),
        Edition::Development => ().into_any(),
    };
    view! {
        <h1>"About this copy"</h1>
        <div class="stack measure section">
            <dl class="facts">
                <div><dt>"Version"</dt><dd>{env!("CARGO_PKG_VERSION")}</dd></div>
                <div><dt>"Edition"</dt><dd>{name}</dd></div>
            </dl>
            {digests}
            <h2>"What it is made of"</h2>
            <p>"Each build comes with a list of every part of the program, with its version, its licence and its digest: weighbridge.cdx.json, in the CycloneDX format."</p>
        </div>
    }
}

/// The digest of the single file that lies beside the hosted page.
#[component]
fn HostedDigest(single_file_digest: String) -> impl IntoView {
    view! {
        <h2>"The single file"</h2>
        <p>"The same program as one file, weighbridge.html, lies beside this page. Its SHA-256 digest is:"</p>
        <p class="digest" id="file-digest">{single_file_digest}</p>
        <p>"If your copy of the file has another digest, it is not this build: it is another version, or somebody changed it. Work out the digest of your copy with one of these:"</p>
        <Commands/>
    }
}

/// How the single file is checked, and what it can say of itself.
#[component]
fn SingleFileDigest() -> impl IntoView {
    let digest = RwSignal::new(None);
    spawn_local(async move {
        let found = edition::program_digest().await;
        digest.set(Some(
            found.unwrap_or_else(|| {
                "This browser works out no digests for a page that was opened like this.".to_owned()
            }),
        ));
    });
    view! {
        <h2>"Check this file"</h2>
        <p>"A file cannot hold its own digest. Work it out with one of these:"</p>
        <Commands/>
        <p>"Then compare it with the line for weighbridge.html in SHA256SUMS, or with the page “About this copy” of a hosted edition. Take that line from somebody you trust, and by another way than the file came."</p>
        <h2>"The program in this file"</h2>
        <p>"The SHA-256 digest of everything that runs in this file, worked out by the page just now:"</p>
        <p class="digest" id="program-digest">{move || digest.get().unwrap_or_else(|| "Working it out…".to_owned())}</p>
        <p>"It is the line weighbridge.html#program in SHA256SUMS. A difference shows that the file was damaged. Agreement does not show that nobody changed it, because a changed page can print what it likes: only the commands above show that."</p>
    }
}

/// The commands that work out the digest of the single file.
#[component]
fn Commands() -> impl IntoView {
    let rows =
        COMMANDS.map(|(system, command)| view! { <div><dt>{system}</dt><dd class="digest">{command}</dd></div> });
    view! { <dl class="facts">{rows.into_iter().collect_view()}</dl> }
}
