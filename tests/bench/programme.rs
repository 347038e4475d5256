//! Files of large programmes, as texts.

/// Returns a file whose case has these members.
pub(crate) fn with(case: &str) -> String {
    format!(r#"{{"format":"weighbridge","version":1,"case":{{"title":"T","next_id":900000000,{case}}}}}"#)
}

/// Returns so many items of a list.
pub(crate) fn list(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(",")
}

/// Returns the file of a programme with so many initiatives, each scored with a reason on so many goals.
pub(crate) fn programme(n_initiatives: usize, n_goals: usize) -> String {
    of(n_initiatives, n_goals, "", |i| {
        format!(r#"{{"id":{},"name":"Initiative {i}","objective":"What it is for"}}"#, 1_000 + i)
    })
}

/// Returns the same with all that the rules of a careful reader look at: statuses, dates, milestones, what waits for what, risks,
/// measures, money with its table, figures, sections and counts.
pub(crate) fn reported(n_initiatives: usize, n_goals: usize) -> String {
    let lines = list(n_initiatives.min(400), |i| {
        format!(
            r#"{{"label":"Line {i}","initiative":{},"figures":[{},{},{}]}}"#,
            1_000 + i,
            i * 1_000,
            i * 1_100,
            i * 90
        )
    });
    let figures = list(200, |i| format!(r#"{{"id":{},"label":"Figure {i}","amount":{}}}"#, 100_000 + i, i * 5_000));
    let sections =
        list(20, |i| format!(r#"{{"number":"{i}.0","heading":"Section {i}","role":"equality","answer":"N/A"}}"#));
    let actions = list(200, |i| {
        format!(r#"{{"id":{},"kind":"recommendation","text":"Action {i}","made":"2025-09"}}"#, 110_000 + i)
    });
    let columns = r#"{"heading":"Budget","role":"revised"},{"heading":"Forecast","role":"forecast"},{"heading":"Variance","role":"variance"}"#;
    let more = format!(
        r#","tables":[{{"id":99999,"title":"Capital","columns":[{columns}],"lines":[{lines}]}}],"figures":[{figures}],"actions":[{actions}],"stated_counts":[{{"of":"initiatives","stated":900}}]"#
    );
    let case = of(n_initiatives, n_goals, &more, |i| {
        let status = ["red", "amber", "green", "complete"][i % 4];
        let (year, month) = (2024 + i % 5, 1 + i % 12);
        let needs = if i == 0 { String::new() } else { format!(r#"{{"initiative":{}}}"#, 1_000 + i - 1) };
        format!(
            r#"{{"id":{},"name":"Replace the old servers of site {i}","objective":"What it is for","status":"{status}","start":"2023-0{}","planned_end":"{year}-{month:02}","budget":{},"tags":["equipment"],"milestones":[{{"date":"{year}-{month:02}","what":"Go live","kind":"planned"}},{{"date":"{year}-01","what":"Support ends","kind":"external","deadline":true}}],"dependencies":[{needs}],"risks":["A risk in words"],"measures":[{{"what":"Moved","target":"80%","by":"2026-03"}}],"narrative":"It will look to finish on time"}}"#,
            1_000 + i,
            1 + i % 9,
            i * 12_345
        )
    });
    case.replacen(r#""frameworks""#, &format!(r#""sections":[{sections}],"frameworks""#), 1)
}

fn of(n_initiatives: usize, n_goals: usize, more: &str, initiative: impl Fn(usize) -> String) -> String {
    let initiatives = list(n_initiatives, initiative);
    let goals = list(n_goals, |j| format!(r#"{{"id":{},"title":"Goal {j}"}}"#, 500 + j));
    let contributions = list(n_initiatives * n_goals, |at| {
        let (i, j) = (at / n_goals, at % n_goals);
        let reason = "It moves staff nearer to where they are needed";
        format!(
            r#"{{"initiative":{},"goal":{},"assessment":{{"scored":{}}},"reason":"{reason}"}}"#,
            1_000 + i,
            500 + j,
            at % 4
        )
    });
    with(&format!(
        r#""frameworks":[{{"id":1,"title":"F","lens":"outcomes","goals":[{goals}]}}],"programme":{{"initiatives":[{initiatives}]{more}}},"contributions":[{contributions}]"#
    ))
}
