//! A paper as one HTML file: no script, nothing from elsewhere, its styles inside, and a policy that holds it to that.

use super::cell::Cell;
use super::document::Block;
use super::guard::shown;
use super::table::{Table, escaped};

/// The styles: black on white and white on black as the reader's screen has it, and one column at any width.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:64rem;padding:1.5rem 1rem;overflow-wrap:break-word}\
h1{font-size:1.75rem;line-height:1.2}\
h2{font-size:1.375rem;line-height:1.25;margin:2.5rem 0 .5rem}\
h3{font-size:1.125rem;margin:1.5rem 0 .25rem}\
p{margin:.5rem 0;max-width:44rem}\
div{overflow-x:auto;margin:1rem 0}\
table{border-collapse:collapse;min-width:100%}\
caption{text-align:left;font-weight:bold;padding:.25rem 0}\
th,td{border:1px solid;padding:.375rem .5rem;text-align:left;vertical-align:top}\
th[scope=row]{font-weight:normal}\
td.n{text-align:right;white-space:nowrap}\
@media print{body{font-size:10pt;max-width:none;padding:0}div{overflow:visible}thead{display:table-header-group}\
tr{break-inside:avoid}h2,h3,caption{break-after:avoid}}";

/// The SHA-256 digest of [`STYLE`], in base 64 as policies write it. A test holds that it is.
const STYLE_DIGEST: &str = "4NHjgjXpnku6lHp879bWprbRC+fca1MP72WrsFy3AFg=";

/// Returns blocks as a file for a browser: British English, a title, headings, paragraphs and tables with their captions.
///
/// # Reference
/// W3C (2018), Content Security Policy Level 3: `default-src 'none'` refuses all that the file does not name by its digest.
///
/// # Example
/// ```
/// use weighbridge::exchange::{document::Block, page::page};
/// let text = page("Depots & yards", &[Block::Paragraph("<script>".into())]);
/// assert!(text.starts_with("<!DOCTYPE html>") && text.contains("<title>Depots &amp; yards</title>"));
/// assert!(!text.contains("<script"));
/// ```
#[must_use]
pub fn page(title: &str, blocks: &[Block]) -> String {
    let title = words(title);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_DIGEST}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for block in blocks {
        match block {
            Block::Heading(heading) => text.push_str(&format!("<h2>{}</h2>\n", words(heading))),
            Block::Subheading(heading) => text.push_str(&format!("<h3>{}</h3>\n", words(heading))),
            Block::Paragraph(paragraph) => text.push_str(&format!("<p>{}</p>\n", words(paragraph))),
            Block::Table(table) => push_table(&mut text, table),
        }
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn words(text: &str) -> String {
    escaped(&shown(text))
}

fn push_table(text: &mut String, table: &Table) {
    // Whoever has no mouse reaches what is cut off by the keys.
    let label = if table.caption.is_empty() { "Table".to_owned() } else { words(&table.caption).replace("<br>", " ") };
    text.push_str(&format!("<div role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>\n"));
    if !table.caption.is_empty() {
        text.push_str(&format!("<caption>{}</caption>\n", words(&table.caption)));
    }
    text.push_str("<thead><tr>");
    for (at, head) in table.heads.iter().enumerate() {
        let class = if table.is_figures(at) { " class=\"n\"" } else { "" };
        text.push_str(&format!("<th scope=\"col\"{class}>{}</th>", words(head)));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        text.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let printed = words(&cell.print());
            let is_figure = matches!(cell, Cell::Number { .. } | Cell::Range { .. } | Cell::Money { .. });
            text.push_str(&match (at, is_figure) {
                (0, _) => format!("<th scope=\"row\">{printed}</th>"),
                (_, true) => format!("<td class=\"n\">{printed}</td>"),
                (_, false) => format!("<td>{printed}</td>"),
            });
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table></div>\n");
}

#[cfg(test)]
mod tests {
    use super::{STYLE, STYLE_DIGEST, page};
    use crate::digest::digest;
    use crate::exchange::cell::Cell;
    use crate::exchange::document::Block;
    use crate::exchange::table::Table;
    use proptest::prelude::*;

    /// Returns the bytes of a hexadecimal digest in base 64.
    fn base_64(hex: &str) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bytes: Vec<u8> =
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        let mut text = String::new();
        for three in bytes.chunks(3) {
            let bits = three.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
            for at in 0..=three.len() {
                text.push(char::from(LETTERS[(bits >> (18 - 6 * at)) as usize & 63]));
            }
            text.push_str(&"=".repeat(3 - three.len()));
        }
        text
    }

    #[test]
    fn the_policy_names_the_styles_by_their_digest() {
        assert_eq!(base_64("4d616e"), "TWFu");
        assert_eq!(base_64("4d61"), "TWE=");
        assert_eq!(STYLE_DIGEST, base_64(&digest(STYLE)));
    }

    /// Returns the names of the tags of a text, in their order, closing ones too.
    fn tags(text: &str) -> Vec<String> {
        let names = text.split('<').skip(1).map(|rest| rest.split([' ', '>']).next().unwrap_or_default().to_owned());
        names.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

        /// Whatever is typed, the file has the tags that its blocks have, and no letter that turns a line round.
        #[test]
        fn what_is_typed_makes_no_tag(words in prop::collection::vec("[\\PC\n<>&\"'|\u{202e}\u{2066}\u{0}]{0,20}", 5)) {
            let of = |words: &[String]| {
                let [title, heading, paragraph, head, cell] = words else { panic!("five texts") };
                let row = vec![Cell::text(cell.clone()), Cell::text(cell.clone())];
                let table = Table { caption: paragraph.clone(), heads: vec![head.clone(), head.clone()], rows: vec![row] };
                let blocks = [Block::Heading(heading.clone()), Block::Paragraph(paragraph.clone()), Block::Table(table)];
                page(title, &blocks)
            };
            let plain: Vec<String> = words.iter().map(|words| "x".repeat(words.chars().count().max(1))).collect();
            let (found, expected) = (of(&words), of(&plain));
            let structure = |text: &str| tags(text).into_iter().filter(|tag| tag != "br").collect::<Vec<_>>();
            if words.iter().all(|words| !words.is_empty()) {
                prop_assert_eq!(structure(&found), structure(&expected));
            }
            let controls = ['\u{202e}', '\u{2066}', '\u{0}'];
            prop_assert!(!found.contains(controls), "{}", found);
        }
    }
}
