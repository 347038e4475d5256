// Choosing a portfolio: the set within limits, with its reasons, found off the page's thread; by the keyboard alone; with a
// stop that keeps the best so far; wide, narrow, light and dark.
import assert from 'node:assert/strict';
import {
  LOOKS, button, chooseFile, downloaded, enter, field, fileOf, fits, focused, heading, kept, look, openFile, pageOfCase, say, tabTo, undo, until,
} from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';

const at = withSite();

/** How many cases were made: each is a case of its own, not another state of the one before. */
let nCases = 0;

/** Returns the text of a file: initiatives of a name, scores on five goals of two lenses (null for not looked at) and a budget in £m. */
function caseOf(rows, portfolio) {
  let lastId = 0;
  const nextId = () => ++lastId;
  const framework = (title, lens, goals) => ({
    id: nextId(), title, lens, publisher: '', edition: '', source: '', goals: goals.map(title => ({ id: nextId(), title, short: '', text: '' })),
  });
  const frameworks = [framework('City plan', 'outcomes', ['Jobs', 'Homes', 'Roads']), framework('Net zero', 'carbon', ['Heat', 'Suppliers'])];
  const goals = frameworks.flatMap(one => one.goals.map(goal => goal.id));
  const initiatives = rows.map(([name, , budget, more]) => ({ id: nextId(), name, ...(budget === null ? {} : { budget: budget * 1e8 }), ...more }));
  const contributions = rows.flatMap(([, scores], row) => scores.flatMap((score, goal) => score === null ? [] : [
    { initiative: initiatives[row].id, goal: goals[goal], assessment: { scored: score }, reason: 'Made up for a test.' },
  ]));
  const portfolios = portfolio ? [{ id: nextId(), title: '£20m', ...portfolio }] : [];
  return JSON.stringify({
    format: 'weighbridge', version: 1,
    case: { title: `Case ${nCases += 1}`, frameworks, programme: { initiatives }, contributions, portfolios, next_id: lastId + 1 },
  });
}

const TWELVE = [
  ['Warm homes', [2, 3, 0, 3, 1], 4.2],
  ['Library hubs', [2, 1, 0, 0, 1], 1.9],
  ['Depot move', [2, 0, 1, 1, null], 7.75],
  ['Electric fleet', [1, 0, 1, 3, 2], 3.1],
  ['Market hall', [2, 1, 0, -1, 1], 2.6],
  ['Server move', [1, 0, 0, -2, 2], 1.85],
  ['Link road', [2, 1, 3, -3, 0], 9.4],
  ['Flood wardens', [1, null, null, null, null], 0.06],
  ['Bus lanes', [2, 1, 2, 2, 0], 2.4],
  ['Apprentices', [3, 0, 0, 0, 2], 1.2],
  ['Tree planting', [0, 1, 0, 2, 1], 0.8],
  ['Advice lines', [1, 2, 0, 0, 1], null],
];

const toChoose = async page => {
  await pageOfCase(page, 'Alignment');
  await page.getByRole('navigation', { name: 'Views of the alignment' }).getByRole('link', { name: 'Choose' }).click();
  await page.waitForURL(/\/choose$/);
};
const done = page => page.waitForFunction(() => document.querySelector('#choose-status')?.textContent === 'All is worked out.', null, { timeout: 60_000 });
const row = (page, name) => page.locator('.choose__set tbody tr').filter({ has: page.getByRole('rowheader', { name }) });
const place = (page, name) => row(page, name).locator('td').first().textContent();
const BUDGET = { budgets: [{ what: 'capital', limit: 2e9 }] };

at.inPage('from no portfolio to the set, by the keyboard alone', async page => {
  await openFile(page, at.address, fileOf(caseOf(TWELVE)));
  await toChoose(page);
  await until(() => heading(page), 'No portfolio yet.');
  await tabTo(page, '#add-portfolio');
  await page.keyboard.type('£20m');
  await page.keyboard.press('Enter');
  await page.locator('#budget-capital').waitFor();
  await tabTo(page, '#budget-capital', { back: true });
  await page.keyboard.type('20m');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /buys/.test(document.querySelector('main h1').textContent));
  await done(page);
  assert.match(await heading(page), /^£[\d.]+m of £20m buys [\d.]+ points and [\d.]+ of harm\.$/);
  const beneath = await page.locator('.headline__guard').textContent();
  assert.match(beneath, /Nothing else worth having fits into the £[\d.]+[mk] that is left\./);
  assert.match(beneath, /1 initiative has no cost under a budget, and cannot be chosen before one is given\./);
  assert.equal(await place(page, 'Warm homes'), 'In');
  assert.equal(await place(page, 'Advice lines'), 'Cannot be chosen');
  assert.match(await row(page, 'Advice lines').textContent(), /No capital is given for it\. A gap is not read as nothing\./);
  const road = row(page, 'Link road');
  assert.equal(await place(page, 'Link road'), 'Left out');
  assert.match(await road.textContent(), /points short\..*It (comes in at|would not come in)/);
  // It must be in: the set is another one. With the one without a cost there is none, and why is said.
  const standing = road.locator('select');
  await tabTo(page, `#${await standing.getAttribute('id')}`);
  await page.keyboard.press('ArrowDown');
  await until(() => place(page, 'Link road'), 'In, as it must be');
  await row(page, 'Advice lines').locator('select').focus();
  await page.keyboard.press('ArrowDown');
  await until(() => heading(page), 'No set keeps every limit.');
  assert.match(await page.locator('.headline__guard').textContent(), /Advice lines must be in, and cannot be chosen\. No capital is given for it\./);
  await undo(page);
  await undo(page);
  await until(() => place(page, 'Link road'), 'Left out');
});

at.inPage('what is found beside the set, and its tables', async page => {
  await openFile(page, at.address, fileOf(caseOf(TWELVE, { ...BUDGET, harm: [{ lens: 'carbon', limit: 20 }] })));
  await toChoose(page);
  await done(page);
  const around = await page.locator('section[aria-labelledby=h-around] li').allTextContents();
  assert.ok(around.some(words => /^The last £[12]m (buys|puts)/.test(words)), around.join('\n'));
  assert.ok(around.some(words => /^The next £1m would/.test(words)), around.join('\n'));
  assert.ok(around.some(words => /^Holding harm to carbon to 20\.0 points costs/.test(words)), around.join('\n'));
  const firm = await page.locator('section[aria-labelledby=h-firm] li').allTextContents();
  assert.match(firm[0], /at every one of 400 weightings of the two lenses tried/);
  assert.match(await page.locator('section[aria-labelledby=h-goals] li').first().textContent(), /^Of 5 goals the set supports \d and harms/);
  assert.ok(await page.locator('.plot .line--frontier').count() > 5);
  const { name, text } = await downloaded(page, () => page.locator('section[aria-labelledby=h-set]').getByRole('button', { name: 'Save as CSV' }).click());
  assert.equal(name, 'portfolio-set.csv');
  assert.match(text, /^\uFEFF?Initiative,Place,Points,Harm,Capital,Harm to carbon,/);
  assert.equal(text.trim().split('\r\n').length, 13);
  await page.locator('#h-frontier-table').click();
  await page.getByRole('table', { name: 'Show the levels as a table' }).locator('tbody tr').nth(10).waitFor();
});

const SOON = { planned_end: '2026-11', lead_role: 'Head of estates' };

at.inPage('the set is kept, compared with the best of later, and held against dates, years and carbon', async page => {
  const rows = TWELVE.map(([name, scores, budget]) => [name, scores, budget, {
    ...(name === 'Warm homes' ? { ...SOON, status: 'red', money: { capital: { '2026/27': 120000000, '2027/28': 300000000 } } } : {}),
    ...(name === 'Electric fleet' ? { ...SOON, status: 'green', carbon: { lines: [{ id: 900, what: 'Vans', from: '2026-04', council_t: -120, total_t: -90 }] } } : {}),
    ...(name === 'Bus lanes' ? SOON : {}),
  }]);
  const file = JSON.parse(caseOf(rows, BUDGET));
  file.case.programme.carbon_plan = { from: '2025/26', to: '2029/30', limit_t: 79300, flat_t: 25373 };
  file.case.context = { data_date: '2026-12' };
  file.case.next_id = 901;
  await openFile(page, at.address, fileOf(JSON.stringify(file)));
  await toChoose(page);
  await done(page);
  const against = await page.locator('section[aria-labelledby=h-against]').textContent();
  for (const words of [
    /1 is red and 1 is green; \d+ have no status/, /Warm homes \(1 month over\)/, /3 end between October and December 2026/,
    /3 have the same lead, Head of estates/, /the most falls in 2027\/28: £3(\.0)?m/, /is not given by year/,
    /120 t a year out of the council’s boundary/, /Against the budget of 79,300 t for 2025\/26 to 2029\/30/,
  ]) assert.match(against, words);
  await page.locator('#h-set-money').click();
  assert.match(await page.getByRole('table', { name: 'Show the capital by year' }).textContent(), /All of the set/);
  await tabTo(page, '#keep-set');
  await page.keyboard.press('Enter');
  const kept = page.locator('section[aria-labelledby=h-kept]');
  await kept.getByText('It is the set that is found now.').waitFor();
  await until(() => focused(page), 'h-kept');
  const said = await kept.locator('li').allTextContents();
  assert.deepEqual(said.slice(0, 3), ['It keeps every limit.', 'It is worth what it was when it was kept.', 'When it was kept, it was proved that no set within its limits was worth more.']);
  await until(() => page.locator('#keep-set').isHidden(), true);
  await page.locator('#h-kept-left').click();
  assert.match(await page.getByRole('table', { name: 'Show what is not in it, and why' }).textContent(), /It does not fit beside the others\. With it the set takes £[\d.]+m of capital, and the limit is £20m\./);
  // Less money: what was kept breaks its limit, is asked about, and another set can be kept in its place.
  await enter(field(page, 'Capital, all years, £'), '10m');
  await kept.getByText(/It does not keep every limit\. It takes £[\d.]+m of capital, and the limit is £10m\./).waitFor();
  await page.getByText('The set that is kept breaks 1 rule of its portfolio.').waitFor();
  await done(page);
  for (const [width, colorScheme] of LOOKS) {
    await look(page, width, colorScheme);
    await fits(page, `kept set at ${width}`);
    assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
    await shot(page, `choose-kept-${width}-${colorScheme}`);
  }
  await page.getByRole('button', { name: 'Keep the set that is found now instead' }).click();
  await kept.getByText('It keeps every limit.').waitFor();
  await page.locator('#forget-set').click();
  await kept.getByText(/^None yet\./).waitFor();
  await undo(page);
  await kept.getByText('It keeps every limit.').waitFor();
  // The file for the committee carries it, and whoever checks it sees it proved again.
  await page.getByRole('link', { name: 'Programme', exact: true }).first().click();
  await page.getByRole('navigation', { name: 'Views of the programme' }).getByRole('link', { name: 'Report', exact: true }).click();
  await say(page.locator('#programme-export'), 'A draft.');
  const made = await downloaded(page, () => page.locator('#export').click());
  const chosen = JSON.parse(made.text).programme.chosen[0];
  assert.deepEqual([chosen.limits_kept, chosen.against_the_best, chosen.limits[0].limit], [true, 'no better set', 1e9]);
  await open(page, `${at.address}#/check`);
  await chooseFile(page, fileOf(made.text, 'chosen.json'), /^Choose (a|another) file$/);
  await page.locator('#check-result', { hasText: 'Results match.' }).waitFor();
  await page.getByText('£20m: As the file says.').waitFor();
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Which initiatives were chosen, and why not the others?' }).click();
  await until(() => focused(page), 'read-chosen');
  await page.locator('#read-carbon').waitFor();
  assert.match(await page.locator('section[aria-labelledby=read-chosen]').textContent(), /When it was kept, it was proved that no set within its limits was worth more\./);
  assert.match(await page.locator('section[aria-labelledby=read-carbon]').textContent(), /79,300 t/);
  for (const width of [1280, 320]) {
    await look(page, width, 'light');
    await fits(page, `chosen set read at ${width}`);
    assert.deepEqual(await axe(page), []);
    await shot(page, `check-chosen-${width}`);
  }
  const forged = JSON.parse(made.text);
  forged.programme.chosen[0].points = 999;
  await open(page, `${at.address}#/check`);
  await chooseFile(page, fileOf(JSON.stringify(forged), 'forged.json'), /^Choose (a|another) file$/);
  await page.locator('.check__table').getByText(/^points of £20m/).waitFor();
});

at.inPage('a change of scores after the set was shown is marked', async page => {
  await openFile(page, at.address, fileOf(caseOf(TWELVE, BUDGET)));
  await toChoose(page);
  await done(page);
  assert.equal(await page.locator('#h-late').count(), 0);
  await page.getByRole('link', { name: 'Library hubs', exact: true }).click();
  await page.locator('[id^=budget-]').first().fill('2.1m');
  await page.locator('[id^=budget-]').first().press('Enter');
  await kept(page);
  await toChoose(page);
  await page.locator('#h-late').waitFor();
  assert.match(await page.locator('section[aria-labelledby=h-late]').textContent(), /1 change of scores, weights or costs was made.*Budget of Library hubs: £1\.9m became £2\.1m/s);
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await until(() => page.locator('.headline__next').textContent(), '1 change was made after the chosen set was first shown.');
});

at.inPage('a cost is typed by year, and a limit of one year asks for it', async page => {
  await openFile(page, at.address, fileOf(caseOf(TWELVE, BUDGET)));
  await toChoose(page);
  await done(page);
  await page.getByRole('link', { name: 'Tree planting', exact: true }).click();
  await page.locator('#add-capital-year').fill('2026/28');
  await page.locator('#add-capital-sum').fill('0.5m');
  await page.locator('#add-capital-sum').press('Enter');
  await page.getByText('Enter a financial year, such as 2026/27').waitFor();
  await page.locator('#add-capital-year').fill('2026/27');
  await page.locator('#add-capital-year').press('Enter');
  await until(() => page.locator('#capital-2026').inputValue(), '500,000');
  await toChoose(page);
  await page.locator('#add-budget-year').fill('2026/27');
  await page.locator('#add-budget-limit').fill('1m');
  await page.locator('#add-budget-limit').press('Enter');
  await until(() => place(page, 'Warm homes'), 'Cannot be chosen');
  await until(() => place(page, 'Tree planting'), 'In');
  assert.match(await row(page, 'Warm homes').textContent(), /No capital in 2026\/27 is given for it\./);
});

/** Returns a case on which no proof comes soon: 200 initiatives under 8 limits. */
function hard() {
  let state = 7;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const years = Array.from({ length: 6 }, (_, year) => `${2026 + year}/${27 + year}`);
  const rows = Array.from({ length: 200 }, (_, i) => {
    const capital = Object.fromEntries(years.map(year => [year, Math.round(1e6 + random() * 1e8)]));
    const money = { capital, revenue_a_year: Math.round(1e5 + random() * 1e7), people: Math.round(10 + random() * 200) / 10 };
    return [`Project ${i}`, Array.from({ length: 5 }, () => Math.floor(random() * 4)), null, { money }];
  });
  const half = read => Math.round(rows.reduce((sum, [, , , { money }]) => sum + read(money), 0) / 2);
  const budgets = [
    ...years.map(period => ({ what: 'capital', period, limit: half(money => money.capital[period]) })),
    { what: 'revenue', limit: half(money => money.revenue_a_year) },
    { what: 'people', limit: half(money => money.people) },
  ];
  return caseOf(rows, { budgets });
}

at.inPage('a stop keeps the best so far with the bound that no set exceeds', async page => {
  await openFile(page, at.address, fileOf(hard()));
  await toChoose(page);
  await page.waitForFunction(() => /^Best so far [\d,.]+; no set exceeds [\d,.]+ \([\d.]+%\)\.$/.test(document.querySelector('main h1').textContent), null, { timeout: 60_000 });
  // The page answers meanwhile.
  const before = Date.now();
  await page.locator('#portfolio-title').focus();
  assert.ok(Date.now() - before < 2000, 'the page is not held up');
  // From the top of the page: the stop stands above the list.
  await page.locator('.masthead__mark').focus();
  await tabTo(page, '#choose-stop');
  await page.keyboard.press('Enter');
  await until(() => page.locator('#choose-status').textContent(), 'Stopped. The best so far is kept; that it is the best was not proved.');
  assert.match(await heading(page), /^Best so far/);
  assert.equal(await focused(page), 'choose-stop');
  assert.ok(await page.locator('.choose__set tr.table__lead').count() > 10, 'the set stands');
});

at.inPage('wide and narrow, light and dark, nothing is cut and axe finds nothing', async page => {
  await openFile(page, at.address, fileOf(caseOf(TWELVE)));
  await toChoose(page);
  await page.locator('.teaching').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.locator('#add-portfolio').fill('£20m');
  await page.locator('#add-portfolio').press('Enter');
  await page.locator('#budget-capital').fill('20m');
  await page.locator('#budget-capital').press('Enter');
  await page.locator('#harm-carbon').fill('20');
  await page.locator('#harm-carbon').press('Enter');
  await done(page);
  await page.locator('#h-frontier-table').click();
  for (const [width, colorScheme] of LOOKS) {
    await look(page, width, colorScheme);
    await fits(page, `choose at ${width}, ${colorScheme}`);
    assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
    await shot(page, `choose-${width}-${colorScheme}`);
  }
  await page.getByRole('link', { name: 'Warm homes', exact: true }).click();
  await page.locator('#h-cost').waitFor();
  await look(page, 320, 'light');
  await fits(page, 'cost of an initiative');
  assert.deepEqual(await axe(page), []);
});
