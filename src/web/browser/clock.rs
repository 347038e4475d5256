//! The clock on the wall, and times as people read them. Local time is the browser's.

use js_sys::Date;
use wasm_bindgen::JsValue;
use weighbridge::present::MONTHS;

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Returns the time now, in milliseconds since 1970 began.
pub(crate) fn now_ms() -> f64 {
    Date::now()
}

/// Returns the time now in UTC, to the second: "2026-11-21T14:02:11Z".
pub(crate) fn now_utc() -> String {
    let text = String::from(Date::new_0().to_iso_string());
    match text.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => text,
    }
}

/// Returns the local time of day: "14:02".
pub(crate) fn local_hh_mm(ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(ms));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Returns the local day: "2026-11-29".
pub(crate) fn local_day(ms: f64) -> String {
    let date = Date::new(&JsValue::from_f64(ms));
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Returns day and local time of a moment in UTC, such as "2026-11-21T14:02:11Z"; nothing for what is no moment.
pub(crate) fn local_of_utc(at: &str) -> Option<String> {
    let ms = Date::parse(at);
    ms.is_finite().then(|| local_day_hh_mm(ms))
}

/// Returns day and local time: "today 14:02", "Tuesday 17 November 14:02", and the year when it is not this one.
pub(crate) fn local_day_hh_mm(ms: f64) -> String {
    let (date, now) = (Date::new(&JsValue::from_f64(ms)), Date::new_0());
    let time = local_hh_mm(ms);
    let day_of = |date: &Date| (date.get_full_year(), date.get_month(), date.get_date());
    if day_of(&date) == day_of(&now) {
        return format!("today {time}");
    }
    let name = |names: &[&'static str], place: u32| names.get(place as usize).copied().unwrap_or_default();
    let day = format!("{} {} {}", name(&DAYS, date.get_day()), date.get_date(), name(&MONTHS, date.get_month()));
    if date.get_full_year() == now.get_full_year() {
        format!("{day} {time}")
    } else {
        format!("{day} {} {time}", date.get_full_year())
    }
}
