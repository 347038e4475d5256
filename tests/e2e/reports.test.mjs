// Both reports that the examples were made from, from an empty case: their tables are pasted as the reports print them, the rest is
// typed, by keys and pastes alone but for links and lists. What comes of it is the case of the example's file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  button, field, focused, pageOfCase, paste, saved, startCase, tabTo, until, viewOf,
} from './drive.mjs';
import { withSite } from './lib.mjs';

const at = withSite();
const seed = name => JSON.parse(readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), 'utf8')).case;
const table = name => readFileSync(new URL(`../paste/reports/${name}.txt`, import.meta.url), 'utf8');
const PLAN = seed('ict-implementation-plan-2015');
const UPDATE = seed('manchester-ict-2020');

/**
 * Returns what a case says, whoever numbered it: each id is the name of what it stands for, and what is in no order is sorted. What
 * is left out: which id comes next, and the mark of the example's own numbers, which a person who gives one vouches for.
 */
function said(aCase) {
  const { next_id, ...found } = structuredClone(aCase);
  const named = new Map();
  const name = (thing, words) => { named.set(thing.id, words); delete thing.id; };
  const { programme, frameworks = [], contributions = [] } = found;
  for (const one of programme.initiatives) name(one, one.name);
  for (const framework of frameworks) {
    for (const goal of framework.goals) name(goal, `${framework.title}: ${goal.title}`);
    name(framework, framework.title);
  }
  for (const one of programme.tables ?? []) name(one, one.title);
  for (const one of programme.figures ?? []) name(one, one.label);
  for (const one of [...programme.risks ?? [], ...programme.actions ?? []]) name(one, one.text);
  for (const one of contributions) delete one.illustrative;
  const REFERENCES = ['initiative', 'goal', 'parent', 'budget', 'spent', 'committed', 'whole', 'figure', 'table'];
  const byName = (value, key) => {
    if (Array.isArray(value)) return value.map(item => (key === 'parts' && typeof item === 'number' ? named.get(item) : byName(item, key)));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([own, inner]) => [own, byName(inner, own)]));
    return REFERENCES.includes(key) && named.has(value) ? named.get(value) : value;
  };
  const plain = byName(found, '');
  // A budget of an initiative is a sum, and no reference.
  plain.programme.initiatives.forEach((one, i) => { if ('budget' in one) one.budget = programme.initiatives[i].budget; });
  plain.contributions?.sort((one, other) => `${one.initiative}|${one.goal}`.localeCompare(`${other.initiative}|${other.goal}`));
  return plain;
}

const caseOf = async page => JSON.parse(await saved(page)).case;

/** Pastes a table onto the page, and waits for what it would come to. */
async function show(page, text, says) {
  await page.locator('h1').click();
  await paste(page, text);
  await page.locator('#paste-preview', { hasText: says }).waitFor({ timeout: 8000 }).catch(async () => { throw new Error(`${says}: the page says ${await page.locator('main').innerText()}`); });
}

/** Takes what is shown by the keyboard. */
async function takeIt(page) {
  await tabTo(page, '#paste-take');
  await page.keyboard.press('Enter');
  await until(() => focused(page), 'paste-taken');
}

/** Pastes rows into the field that adds one, and waits until the page says how many came. */
async function pasteRows(page, id, text, says) {
  await page.locator(`#${id}`).focus();
  await paste(page, text);
  await page.locator('main [role=status]', { hasText: new RegExp(`^${says}$`) }).first().waitFor({ timeout: 8000 }).catch(async error => { throw new Error(`${says}, but the page says: ${await page.locator('main [role=status]').allTextContents()}`); });
}

/** Types into the field that adds a row, and adds it with Enter. */
async function addOne(page, id, words) {
  await page.locator(`#${id}`).focus();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await until(() => page.locator(`#${id}`).inputValue(), '');
}

/** Types into a field and leaves it by the keyboard. */
async function type(page, label, words) {
  const input = field(page, label);
  await input.focus();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Tab');
  await until(() => input.inputValue(), words);
}

/** Types into a cell of a table from the keyboard: Enter begins, Enter takes it over. */
async function typeCell(page, cell, words) {
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.locator('.entry-table input, .entry-table textarea').first().waitFor();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await until(() => cell.textContent(), words);
}

async function openInitiative(page, name) {
  await page.getByRole('link', { name: `Open ${name}`, exact: true }).click();
  await until(() => field(page, 'Name').inputValue(), name);
}

async function giveContext(page, rows) {
  await page.locator('#report-title').waitFor();
  for (const [label, words] of rows) await type(page, label, words);
}

/** Says how two figures hang together. */
async function relate(page, choices, words) {
  for (const [label, option] of choices) await field(page, label).selectOption({ label: option });
  await button(page, 'Say so').click();
  await page.locator('.relations li', { hasText: words }).waitFor();
}

async function stateCount(page, row, stated, source) {
  const cell = column => page.locator(`#stated-counts-${row}-${column}`);
  await typeCell(page, cell(1), stated);
  await typeCell(page, cell(3), source);
}

at.inPage('the plan of 2015 is typed and pasted from nothing, and is the case of the example', async page => {
  await startCase(page, at.address, PLAN.title);
  await show(page, table('2015-work-streams'), /^28 initiatives added\.$/);
  assert.deepEqual((await caseOf(page)).programme.initiatives ?? [], [], 'nothing is taken yet');
  await takeIt(page);
  // Tags have no column in the report; they are filled beside it.
  await page.locator('summary', { hasText: 'Columns' }).click();
  await page.getByLabel('Tags', { exact: true }).check();
  const tags = page.locator('#initiatives td[data-head="Tags"]').first();
  await tags.focus();
  await paste(page, table('2015-tags'));
  await page.getByText('9 cells filled.').waitFor();
  await openInitiative(page, 'Re-procurement of fixed line call tariffs');
  await type(page, 'Reason for the status', PLAN.programme.initiatives[12].status_reason);
  await pasteRows(page, 'add-milestone', 'When\tWhat\tIs\tParagraph\nMarch 2015\tProcurement restarts\tPlanned\t6.5\n', '1 row added.');
  await viewOf(page, 'Initiatives');
  await openInitiative(page, 'Improve Business Continuity');
  await type(page, 'Reason for the status', PLAN.programme.initiatives[13].status_reason);
  await pasteRows(page, 'add-milestone', 'Options appraisal submitted with recommendations\tFeb-15\tPlanned\t\t6.5(2)\n', '1 row added.');
  await addOne(page, 'add-worded-risk', PLAN.programme.initiatives[13].risks[0]);
  await pasteRows(page, 'add-listed-option', table('2015-options'), '4 rows added.');
  await viewOf(page, 'Money');
  await pasteRows(page, 'add-figure', table('2015-figures'), '6 rows added.');
  await relate(page, [['Figure', 'Capital spent'], ['How', 'is spent out of'], ['Budget', 'Capital programme'], ['Committed as well', 'Capital committed']], 'Capital committed');
  await relate(page, [['Figure', 'Revenue spent'], ['How', 'is spent out of'], ['Budget', 'No budget is given'], ['Committed as well', 'Revenue committed']], 'Revenue committed');
  await viewOf(page, 'Report');
  await field(page, 'Template of its sections').selectOption({ label: 'Fourteen numbered sections, as a council’s ICT plan of early 2015' });
  await giveContext(page, [
    ['Title of the report', PLAN.context.report],
    ['Committee', PLAN.context.committee],
    ['Date of the figures', 'December 2014'],
    ['Date of reading, if not the meeting', 'February 2015'],
    ['Date of the report before', '23 September 2013'],
    ['Where the content came from', PLAN.context.note],
  ]);
  await pasteRows(page, 'add-section', table('2015-sections'), '14 rows added.');
  await pasteRows(page, 'add-action', table('2015-actions'), '6 rows added.');
  await pasteRows(page, 'add-risk', table('2015-risks'), '3 rows added.');
  await stateCount(page, 0, '24', '2.1');
  await stateCount(page, 1, '2', '6.5');
  const found = await caseOf(page);
  assert.deepEqual(said(found), said(PLAN));
});

at.inPage('the update of 2020 is typed and pasted from nothing, with its matrix and its money, and is the case of the example', async page => {
  await startCase(page, at.address, UPDATE.title);
  await show(page, table('2020-programme'), /^9 initiatives added\.$/);
  await takeIt(page);
  const parts = table('2020-initiatives').split(/^## /m).slice(1).map(part => {
    const [heading, ...lines] = part.split('\n');
    const [, name, what] = /^(.*): (\w+)$/.exec(heading);
    return { name, what, text: lines.join('\n') };
  });
  const FIELDS = { milestones: 'add-milestone', risks: 'add-worded-risk', waits: 'add-dependency', measures: 'add-measure' };
  for (const { name } of UPDATE.programme.initiatives) {
    const own = parts.filter(part => part.name === name);
    if (own.length === 0) continue;
    await openInitiative(page, name);
    for (const { what, text } of own) {
      const lines = text.trim().split('\n');
      const n = lines.length - (text.includes('Paragraph') ? 1 : 0);
      if (lines.length === 1) {
        await addOne(page, FIELDS[what], lines[0]);
      } else {
        await pasteRows(page, FIELDS[what], text, `${n} ${n === 1 ? 'row' : 'rows'} added.`);
      }
    }
    await viewOf(page, 'Initiatives');
  }
  // The capital table, its total kept as a check.
  await viewOf(page, 'Money');
  await show(page, table('2020-capital'), /^A money table: 7 lines and a total\./);
  assert.equal(await field(page, 'Title of the pasted table').inputValue(), 'ICT capital budget');
  await takeIt(page);
  await page.locator('summary', { hasText: 'Change this table' }).click();
  await field(page, 'Kind of money').selectOption({ label: 'Capital' });
  await type(page, 'Paragraph of the report', '3.2');
  const lines = page.locator('.money__edit table[id^="lines-"]');
  const first = lines.locator('tbody tr').first();
  await first.locator('td[data-head="Pays for"]').focus();
  await paste(page, `Liquidlogic Programme\t${UPDATE.programme.tables[0].lines[0].note}\n`);
  await until(() => first.locator('td[data-head="Pays for"]').textContent(), 'Liquidlogic Programme');
  await pasteRows(page, 'add-figure', table('2020-figures'), '6 rows added.');
  await relate(page, [['Figure', 'Of which staffing'], ['How', 'is part of'], ['Whole', 'Forecast revenue underspend']], 'Of which staffing');
  for (const [figure, heading] of [['Revised capital budget 2019/20, in the text', '19/20 Revised Budget'], ['Capital forecast 2019/20, in the text', '19/20 Forecast']]) {
    const cell = await field(page, 'Figure').selectOption({ label: figure }).then(async () => {
      await field(page, 'How').selectOption({ label: 'is the same as a cell of a table' });
      return page.locator('#relation-other option', { hasText: `Total ICT Investment, ${heading}` }).first().textContent();
    });
    await relate(page, [['Cell', cell]], figure);
  }
  await viewOf(page, 'Report');
  await field(page, 'Template of its sections').selectOption({ label: 'Manchester, report to a scrutiny committee, 2020' });
  await giveContext(page, [
    ['Title of the report', UPDATE.context.report],
    ['Authority', UPDATE.context.authority],
    ['Committee', UPDATE.context.committee],
    ['What is asked of the committee', UPDATE.context.report_type],
    ['Role of the author', UPDATE.context.author_role],
    ['Date of the meeting', '4 February 2020'],
    ['Heading of the table of goals', UPDATE.context.alignment_heading],
    ['Where the content came from', UPDATE.context.note],
  ]);
  await pasteRows(page, 'add-section', table('2020-sections'), '6 rows added.');
  await pasteRows(page, 'add-action', table('2020-actions'), '1 row added.');
  await pasteRows(page, 'add-risk', table('2020-risks'), '4 rows added.');
  // The frameworks come from the packs, the marks from a matrix, reasons and statements from the keyboard.
  await pageOfCase(page, 'Alignment');
  await viewOf(page, 'Frameworks');
  for (const { title } of UPDATE.frameworks) await button(page, `Add ${title}`).click();
  await viewOf(page, 'Matrix');
  await page.locator('.matrix').waitFor();
  await show(page, table('2020-matrix'), /^A matrix: 40 marks of 9 initiatives, none with a reason yet\./);
  await takeIt(page);
  const pasted = await caseOf(page);
  const ids = new Map([...pasted.programme.initiatives.map(one => [one.name, one.id]), ...pasted.frameworks.flatMap(one => one.goals.map(goal => [goal.title, goal.id]))]);
  for (const row of table('2020-reasons').trim().split('\n').slice(1)) {
    const [name, goal, reason, source] = row.split('\t');
    await page.locator(`#cell-${ids.get(name)}-${ids.get(goal)}`).focus();
    await page.keyboard.press('Enter');
    await until(() => focused(page), 'reason-text');
    await page.keyboard.insertText(reason);
    await page.keyboard.press('Tab');
    await until(() => focused(page), 'reason-source');
    await page.keyboard.insertText(source);
    await page.keyboard.press('Escape');
    await until(() => focused(page), `cell-${ids.get(name)}-${ids.get(goal)}`);
  }
  for (const row of table('2020-statements').trim().split('\n').slice(1)) {
    const [goal, words] = row.split('\t');
    await type(page, `Summary for ${goal}`, words);
  }
  assert.deepEqual(said(await caseOf(page)), said(UPDATE));
});
