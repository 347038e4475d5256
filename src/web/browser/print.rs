//! What only paper needs, made when the browser begins to print and taken away when it is done.
//!
//! A field shows on paper what fits in its box, and a scrolling table what fits beside the window: the rest would be missing
//! without a word. So each field is printed as its whole text, and a table that is wider than a page as several, one below the
//! other, each with its first column.

use super::js;
use super::page::Listener;
use js_sys::Array;
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The attribute by which style/print.css knows what is made for paper, and what it is made of.
const ON_PAPER: &str = "data-paper";
/// How much wider than its longest word a column is printed, as a factor.
const EASE: f64 = 1.2;
/// What fits across a page of A4, in the pixels of the screen: 182 mm at 13/16 of the screen's type.
const PAGE_WIDTH: f64 = 840.0;

/// Opens the browser's own dialog for printing the page.
pub(crate) fn print() {
    // A browser that cannot print leaves the page as it is.
    let _ = js::call(&js_sys::global(), "print", &[]);
}

/// Prepares the page whenever it is printed, for as long as it is open. `foot` says what stands at the foot of each sheet.
pub(crate) fn prepare_when_printed(foot: impl Fn() -> String + 'static) {
    let window = || web_sys::window().map(Into::into);
    Listener::new(window(), "beforeprint", move |_: web_sys::Event| {
        set_foot(&foot());
        prepare();
    })
    .keep();
    Listener::new(window(), "afterprint", |_: web_sys::Event| clear()).keep();
}

/// Has these words stand at the foot of each sheet, with the number of the page. Browsers without boxes in the margin print
/// their own title, date and number there.
fn set_foot(words: &str) {
    let (Some(document), Ok(sheet)) = (document(), js::construct("CSSStyleSheet", &[])) else { return };
    let rule = format!(
        "@media print {{ @page {{ @bottom-left {{ content: \"{}\"; }} @bottom-right {{ content: \"Page \" counter(page) \" of \" \
         counter(pages); }} }} }}",
        in_css(words)
    );
    if js::call(&sheet, "replaceSync", &[rule.into()]).is_ok() {
        // The app sets no other sheet so.
        js::set(&document, "adoptedStyleSheets", &Array::of1(&sheet));
    }
}

/// Returns a text as it stands within quotation marks in a style sheet.
fn in_css(words: &str) -> String {
    let letter = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => " ".to_owned(),
        letter => letter.to_string(),
    };
    words.chars().map(letter).collect()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn prepare() {
    clear();
    let Some(main) = document().and_then(|document| document.query_selector("main").ok().flatten()) else { return };
    // Fields first: the copies of tables hold their texts.
    all(&main, "textarea, input[type=text], select").iter().for_each(write_out);
    all(&main, ".table-scroll").iter().for_each(part);
}

fn clear() {
    let Some(main) = document().and_then(|document| document.query_selector("main").ok().flatten()) else { return };
    all(&main, "[data-paper=made]").iter().for_each(Element::remove);
    for one in all(&main, "[data-paper=replaced]") {
        let _ = one.remove_attribute(ON_PAPER);
    }
}

fn text_of(field: &Element) -> String {
    let input = field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    let area = || field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    let chosen = || {
        let options = field.dyn_ref::<HtmlSelectElement>()?.selected_options();
        Some(options.item(0)?.text_content().unwrap_or_default())
    };
    input.or_else(area).or_else(chosen).unwrap_or_default()
}

/// Puts what is made for paper behind an element, in its place.
fn replace(element: &Element, made: &Element) {
    let _ = made.set_attribute(ON_PAPER, "made");
    let _ = element.set_attribute(ON_PAPER, "replaced");
    let _ = element.insert_adjacent_element("afterend", made);
}

fn made(name: &str, class: &str) -> Option<Element> {
    let element = document()?.create_element(name).ok()?;
    element.set_class_name(class);
    Some(element)
}

fn write_out(field: &Element) {
    let Some(text) = made("p", "printed-text") else { return };
    text.set_text_content(Some(&text_of(field)));
    replace(field, &text);
}

/// Prints a table that is wider than a page as several.
fn part(scroller: &Element) {
    let Ok(Some(table)) = scroller.query_selector("table") else { return };
    let widths = widths(&table);
    let parts = parts(&widths);
    if parts.len() < 2 || scroller.closest(".print-wide").ok().flatten().is_some() {
        return;
    }
    let Some(all_parts) = made("div", "printed-tables") else { return };
    for columns in parts {
        let Some((copy, line)) = copy_of(&table).zip(made("p", "note")) else { return };
        keep_columns(&copy, &columns);
        let (first, last, of) = (columns.start, columns.end - 1, widths.len() - 1);
        let words = if first == last {
            format!("Column {last} of {of}.")
        } else {
            format!("Columns {first} to {last} of {of}.")
        };
        line.set_text_content(Some(&words));
        let _ = all_parts.append_child(&line);
        let _ = all_parts.append_child(&copy);
    }
    replace(scroller, &all_parts);
}

/// Returns the width that each column needs, by the row with the most cells: as narrow as its words allow, and a little more.
fn widths(table: &Element) -> Vec<f64> {
    // The score sheet has columns of one width, whatever stands in them.
    let is_even = table.class_list().contains("sheet");
    let style = table.dyn_ref::<HtmlElement>().filter(|_| !is_even).map(HtmlElement::style);
    let own = style.as_ref().map(|style| style.get_property_value("min-inline-size").unwrap_or_default());
    if let Some(style) = &style {
        let _ = style.set_property("inline-size", "min-content");
        let _ = style.set_property("min-inline-size", "0");
    }
    let rows = all(table, "tr").into_iter().map(|row| all(&row, ":scope > th, :scope > td"));
    let longest = rows.max_by_key(Vec::len).unwrap_or_default();
    let width = |cell: &Element| cell.dyn_ref::<HtmlElement>().map_or(0.0, |cell| f64::from(cell.offset_width()));
    let ease = if is_even { 1.0 } else { EASE };
    let needed = longest.iter().map(|cell| width(cell) * ease).collect();
    if let Some(style) = &style {
        let _ = style.remove_property("inline-size");
        let _ = style.set_property("min-inline-size", own.as_deref().unwrap_or_default());
    }
    needed
}

/// Returns the columns of each part, which fit across a page beside the first column; that one stands in all.
fn parts(widths: &[f64]) -> Vec<Range<usize>> {
    let Some((first, rest)) = widths.split_first() else { return Vec::new() };
    let mut parts = Vec::new();
    let (mut start, mut used) = (1, *first);
    for (at, width) in rest.iter().enumerate().map(|(at, width)| (at + 1, width)) {
        if used + width > PAGE_WIDTH && at > start {
            parts.push(start..at);
            (start, used) = (at, *first);
        }
        used += width;
    }
    parts.push(start..widths.len());
    parts
}

/// Returns a copy of a table that nothing refers to.
fn copy_of(table: &Element) -> Option<Element> {
    let copy: Element = table.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let _ = copy.remove_attribute("id");
    let _ = copy.remove_attribute("style");
    for one in all(&copy, "[id]") {
        let _ = one.remove_attribute("id");
    }
    Some(copy)
}

/// Takes out of a table all columns but the first and these. Cells over several columns or rows keep what is left of them.
fn keep_columns(table: &Element, columns: &Range<usize>) {
    // How many rows each column is still taken by a cell from above.
    let mut taken: Vec<usize> = Vec::new();
    for row in all(table, "tr") {
        let mut at = 0;
        for cell in all(&row, ":scope > th, :scope > td") {
            while taken.get(at).is_some_and(|rows| *rows > 0) {
                taken[at] -= 1;
                at += 1;
            }
            let over = |name: &str| cell.get_attribute(name).and_then(|n| n.parse().ok()).unwrap_or(1_usize);
            let (n_columns, n_rows) = (over("colspan"), over("rowspan"));
            let own = at..at + n_columns;
            at = own.end;
            if n_rows > 1 {
                taken.resize(taken.len().max(own.end), 0);
                taken[own.clone()].iter_mut().for_each(|rows| *rows = n_rows - 1);
            }
            match own.filter(|column| *column == 0 || columns.contains(column)).count() {
                0 => cell.remove(),
                left if n_columns > 1 => {
                    let _ = cell.set_attribute("colspan", &left.to_string());
                }
                _ => {}
            }
        }
    }
}
