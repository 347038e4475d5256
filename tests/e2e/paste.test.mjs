// A pasted table on the pages of a programme: shown as what it would come to, taken in one step, what is refused as a file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  LOOKS, addInitiative, button, cellOf, downloaded, field, fits, focused, initiativeNames, look, openProgramme, pageOfCase, paste,
  saved, startCase, tabTo, undo, undoNotice, until, viewOf, withoutPickers,
} from './drive.mjs';
import { axe, withSite } from './lib.mjs';

const at = withSite();
const table = name => readFileSync(new URL(`../paste/${name}.txt`, import.meta.url), 'utf8');
const WORD = table('01-word-table-repeated-heading');
const CAPITAL = table('02-capital-table-total');
const DATES = table('05-dates-ambiguous-serial');
const UPDATE = table('08-update-duplicates-wbs');
const MARKS = table('11-matrix-of-marks');
const LONG = table('12-five-thousand-rows');
const ICT = 'Project\tStatus\tPlanned end\nEmail Service Upgrade\tAmber\tMar-15\n'
  + 'Re-procurement of fixed line call tariffs\tRed\tJan-15\nTreasury Building major upgrade of Local Area Network\tGreen\tFeb-15\n';

const says = page => page.locator('#paste-preview').textContent();
const previewed = (page, words) => page.locator('#paste-preview', { hasText: words }).waitFor();
const results = page => page.locator('#paste-rows tbody td[data-head="Result"]').allTextContents();
const whats = page => page.locator('#paste-rows tbody td[data-head="What"]').allTextContents();

/** Opens the way in by its button and puts a text into it. */
async function put(page, text) {
  await button(page, 'Paste a table').click();
  await field(page, 'Your table').fill(text);
}

/** Takes what is previewed, and waits until the page says so. */
async function take(page) {
  await button(page, 'Take these rows').click();
  await page.locator('#paste-taken').waitFor();
  await until(() => focused(page), 'paste-taken');
}

const caseOf = async page => JSON.parse(await saved(page)).case;

at.inPage('a table that is pasted anywhere on the page is shown first, taken by keys, and taken back in one step', async page => {
  await startCase(page, at.address, 'Depots');
  await page.locator('h1').click();
  await paste(page, 'Depot');
  assert.equal(await page.locator('#paste-text').count(), 0, 'one word is no table');
  await paste(page, WORD);
  await until(() => says(page), '5 initiatives added. 1 row repeats the heading.');
  await until(() => focused(page), 'paste-preview');
  assert.deepEqual(await results(page), ['Added', 'Added', 'Added', 'Heading again', 'Added', 'Added']);
  assert.match((await whats(page))[0], /Status: Amber; Start: February 2014; Planned end: March 2015/);
  assert.deepEqual(await initiativeNames(page), [], 'nothing has changed yet');
  await tabTo(page, '#paste-take');
  await page.keyboard.press('Enter');
  await until(() => focused(page), 'paste-taken');
  await until(async () => (await initiativeNames(page)).length, 5);
  assert.equal(await cellOf(page, 'initiatives', 'Windows XP Upgrade to windows 7', 'Planned end').textContent(), 'March 2015');
  await page.locator('.notice', { hasText: 'Taken over: 5 initiatives added.' }).waitFor();
  await undoNotice(page);
  await until(() => initiativeNames(page), []);
});

at.inPage('a block that is pasted on a cell stays in the table of initiatives', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'One', 'Two');
  await cellOf(page, 'initiatives', 'One', 'Status').click();
  await paste(page, 'Red\tMar-27\nGreen\tMay-27');
  await until(() => page.locator('#initiatives td[data-head="Planned end"]').allTextContents(), ['March 2027', 'May 2027']);
  assert.equal(await page.locator('#paste-text').count(), 0);
});

at.inPage('an update says old and new, waits for an answer, leaves what is refused as a file, and removes nothing', async page => {
  await startCase(page, at.address, 'ICT');
  await put(page, ICT);
  await previewed(page, '3 initiatives added.');
  await take(page);
  await field(page, 'Your table').fill(UPDATE);
  await previewed(page, /^1 initiative added, 2 changed, 1 refused, 1 question\./);
  assert.deepEqual(await results(page), ['Heading of a group', 'Changed', 'Refused', 'Changed', 'Added', 'Heading of a group', 'Waits for an answer']);
  const what = await whats(page);
  assert.match(what[1], /Status: amber → complete/);
  assert.match(what[2], /the same name as row 2 of this paste/);
  assert.match(what[3], /Planned end: January 2015 → June 2015/);
  await field(page, 'Show').selectOption({ label: 'Rows that stay out or have cells left empty (2)' });
  await until(() => results(page), ['Refused', 'Waits for an answer']);
  await withoutPickers(page);
  const { name, text } = await downloaded(page, () => button(page, 'Save the 1 refused row as a file').click());
  assert.equal(name, 'refused-rows.csv');
  assert.match(text, /Row,Name,Left out,Column,Found,Reason\r\n3,email service upgrade,the row,Task Name,/);
  await page.getByLabel(/is “Treasury Building LAN” the initiative/).selectOption({ label: 'Yes, and it takes the pasted name' });
  await button(page, 'Use these answers').click();
  await previewed(page, /^1 initiative added, 3 changed, 1 refused\./);
  await take(page);
  await until(async () => (await initiativeNames(page)).includes('Treasury Building LAN'), true);
  const { initiatives } = (await caseOf(page)).programme;
  assert.equal(initiatives.length, 4);
  assert.deepEqual(initiatives[1].earlier_ends, [{ date: '2015-01' }]);
  await button(page, 'Save the 1 refused row as a file').waitFor();
  assert.match(await undo(page), /Take a pasted table: 1 initiative added, 3 changed/);
  await until(async () => (await initiativeNames(page)).length, 3);
});

at.inPage('a column is read otherwise by a choice or an answer, and what was chosen can be forgotten', async page => {
  await startCase(page, at.address, 'Fibre');
  await put(page, DATES);
  await previewed(page, '4 initiatives added.');
  assert.match((await whats(page))[0], /Planned end: 5 June 2026/);
  await page.getByLabel(/05\/06\/2026 is 5 June or 6 May\?/).selectOption({ label: 'The month comes first' });
  await button(page, 'Use these answers').click();
  await until(async () => /Planned end: 6 May 2026/.test((await whats(page))[0]), true);
  await field(page, 'What % Complete holds').selectOption({ label: 'Progress in words' });
  await until(async () => /Progress in words: 40%/.test((await whats(page))[0]), true);
  await field(page, 'Order of dates in Start Date').selectOption({ label: 'Month first' });
  await until(async () => /Start: 4 March 2025/.test((await whats(page))[0]), true);
  await button(page, 'Forget what I chose and answered').click();
  await until(async () => /Start: 3 April 2025; Planned end: 5 June 2026/.test((await whats(page))[0]), true);
  await button(page, 'Leave it').click();
  await until(() => focused(page), 'paste-open');
  assert.deepEqual(await initiativeNames(page), []);
});

at.inPage('a file is opened, and shown in the same way', async page => {
  await startCase(page, at.address, 'Files');
  await button(page, 'Paste a table').click();
  await withoutPickers(page);
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Open a CSV file').click();
  await (await chooser).setFiles({ name: 'plan.csv', mimeType: 'text/csv', buffer: Buffer.from('Project,Status\nCaf\xe9,Green\n', 'latin1') });
  await previewed(page, '1 initiative added.');
  assert.equal(await page.locator('#paste-rows tbody th').textContent(), 'Café');
});

at.inPage('a table of money is put with its total as a check, and then in the place of itself', async page => {
  await startCase(page, at.address, 'Capital');
  await addInitiative(page, 'Data centre programme');
  await viewOf(page, 'Money');
  await put(page, CAPITAL);
  await previewed(page, /^A money table: 7 lines and a total\./);
  assert.match((await whats(page))[7], /All Years Forecast £m's: £3\.7m less than its lines/);
  await page.getByText('1 line pays for the initiative of the same name').waitFor();
  await field(page, 'Title of the pasted table').fill('Capital budget');
  await take(page);
  await page.getByRole('heading', { name: 'Capital budget', exact: true }).waitFor();
  const { programme } = await caseOf(page);
  assert.deepEqual(programme.tables[0].lines.map(line => line.kind ?? 'line').slice(5), ['unallocated', 'line', 'total']);
  assert.equal(programme.tables[0].lines[1].initiative, programme.initiatives[0].id);
  await field(page, 'Your table').fill(CAPITAL.replace('Communications Room', 'Rooms'));
  await field(page, 'Put it').selectOption({ label: 'In the place of “Capital budget”' });
  await page.getByText('The table that stands there has “Communications Room”, which the pasted one has not').waitFor();
  await take(page);
  assert.equal((await caseOf(page)).programme.tables.length, 1);
  assert.match(await undo(page), /Capital budget/);
});

at.inPage('a matrix gives marks without reasons, and asks what others stand for', async page => {
  await openProgramme(page, at.address, 'Alignment');
  await page.locator('h1').click();
  const before = (await caseOf(page)).contributions.length;
  await paste(page, MARKS);
  await previewed(page, /^A matrix: 7 marks of 3 initiatives, none with a reason yet\./);
  for (const [mark, stands] of [['High', '+3'], ['Med', '+2'], ['Low', '+1']]) {
    const list = field(page, `What does “${mark}” stand for?`);
    await list.selectOption(await list.locator('option', { hasText: stands }).getAttribute('value'));
  }
  await button(page, 'Use these answers').click();
  await previewed(page, /^A matrix: 10 marks of 3 initiatives/);
  await take(page);
  const { contributions, programme } = await caseOf(page);
  const added = contributions.slice(before);
  assert.equal(added.length, 10);
  assert.ok(added.every(one => !one.reason && one.assessment !== 'not_assessed'));
  const depot = programme.initiatives.find(one => one.name === 'Depot move').id;
  assert.ok(added.some(one => one.initiative === depot && one.assessment.scored === 3));
  await undo(page);
  assert.equal((await caseOf(page)).contributions.length, before);
});

at.inPage('five thousand rows are shown a page at a time and taken in one step', async page => {
  await startCase(page, at.address, 'Long');
  await page.locator('h1').click();
  await paste(page, LONG);
  await previewed(page, /^4,992 initiatives added, 8 refused\./);
  assert.equal((await results(page)).length, 100);
  await page.locator('#paste-rows-next').click();
  await until(() => page.locator('#paste-rows tbody td[data-head="Row"]').first().textContent(), '101');
  await field(page, 'Show').selectOption({ label: 'Totals (1)' });
  await until(() => whats(page), ['Checked and right']);
  await field(page, 'Show').selectOption({ label: 'Rows that stay out or have cells left empty (16)' });
  await until(async () => (await results(page)).length, 16);
  await take(page);
  await page.locator('#initiatives-shown', { hasText: 'of 4,992' }).waitFor();
  await withoutPickers(page);
  const { text } = await downloaded(page, () => button(page, 'Save the 8 refused rows and the 8 cells left empty as a file').click());
  assert.equal(text.trim().split('\r\n').length, 17);
  await undo(page);
  await until(() => initiativeNames(page), []);
});

const MERGED = `<html><head><style>td { mso-x: y }</style></head><body><table>
  <tr><td>Directorate</td><td>Project</td><td>Budget £</td><td>End</td></tr>
  <tr><td rowspan=2>Growth</td><td>Depot</td><td rowspan=2>####</td><td>Mar-27</td></tr>
  <tr><td>Town hall</td><td>Apr-27</td></tr></table></body></html>`;

at.inPage('merged cells of a copied table are taken apart, with the values of its plain text', async page => {
  await startCase(page, at.address, 'Merged');
  await page.locator('h1').click();
  // As a browser copies it: what stands behind a merged cell moves to the left.
  await paste(page, 'Directorate\tProject\tBudget £\tEnd\nGrowth\tDepot\t1,250,000\tMar-27\nTown hall\tApr-27\n', MERGED);
  await previewed(page, '2 initiatives added.');
  assert.equal(await page.locator('#paste-merged').textContent(),
    'Merged cells: 1 cell takes what stands in the merged cell above. Figures are not repeated. In 1 row, the cells behind a merged one went back into their columns.');
  await take(page);
  let { initiatives } = (await caseOf(page)).programme;
  assert.deepEqual(initiatives.map(({ name, group, budget, planned_end }) => [name, group, budget, planned_end]),
    [['Depot', 'Growth', 125_000_000, '2027-03'], ['Town hall', 'Growth', undefined, '2027-04']]);
  await undo(page);
  // As a spreadsheet does: places are left empty. Pasted into the field itself.
  await field(page, 'Your table').focus();
  await paste(page, 'Directorate\tProject\tBudget £\tEnd\r\nGrowth\tDepot\t1,250,000\tMar-27\r\n\tTown hall\t\tApr-27\r\n', MERGED);
  await page.locator('#paste-merged').waitFor();
  await take(page);
  ({ initiatives } = (await caseOf(page)).programme);
  assert.deepEqual(initiatives.map(({ group, budget }) => [group, budget]), [['Growth', 125_000_000], ['Growth', undefined]]);
});

at.inPage('what columns hold is offered again for the next table with these headings, and can be forgotten', async page => {
  await startCase(page, at.address, 'Again');
  await put(page, 'Project\tRAG\tDelivery note\nDepot\tGreen\tOn course\n');
  await previewed(page, '1 initiative added.');
  await field(page, 'What Delivery note holds').selectOption({ label: 'Objective' });
  await take(page);
  assert.equal((await caseOf(page)).programme.initiatives[0].objective, 'On course');
  await page.reload();
  await put(page, 'Delivery note\tProject\tRAG\nBuild it\tPool\tAmber\n');
  await page.getByText('The last table with these headings was read otherwise: “Delivery note” as objective.').waitFor();
  assert.ok(!/Objective/.test((await whats(page))[0]), 'nothing is done unasked');
  assert.deepEqual(await axe(page), []);
  await button(page, 'Read it as last time').click();
  await until(async () => /Objective: Build it/.test((await whats(page))[0]), true);
  await page.getByText('As last time').first().waitFor();
  await button(page, 'Forget what I chose and answered').click();
  await button(page, 'Do not offer this again').click();
  await until(() => page.locator('#paste-last-time').count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem('weighbridge.tables')), null);
});

at.inPage('a total by another name is asked about, and lines are pasted where one is added', async page => {
  await startCase(page, at.address, 'Totals');
  await page.locator('#add-initiative').focus();
  await paste(page, 'Project\tStatus\tBudget £m\nDepot\tGreen\t1\nHall\tRed\t2\nAll projects\t\t3\n');
  await previewed(page, /^2 initiatives added\./);
  await page.getByLabel(/is “All projects” the total of the rows above it/).selectOption({ label: 'No, it is an initiative' });
  await button(page, 'Use these answers').click();
  await previewed(page, /^3 initiatives added\./);
  await take(page);
  await viewOf(page, 'Report');
  await page.locator('#add-risk').focus();
  await paste(page, 'Level\tRisk\tOf\nHigh\tFlood, and its cost\tDepot\nSevere\tFire\tNobody\n');
  await page.getByText('2 rows added. 2 cells or rows were not taken: “Nobody” in Of, line 2').waitFor();
  let { risks } = (await caseOf(page)).programme;
  assert.deepEqual(risks.map(({ text, level }) => [text, level]), [['Flood, and its cost', 'high'], ['Fire', undefined]]);
  assert.match(await undo(page), /Paste 2 rows/);
  await page.locator('#add-risk').focus();
  await paste(page, 'Flood, and its cost\nFire\n');
  await page.getByText('2 rows added.', { exact: true }).waitFor();
  ({ risks } = (await caseOf(page)).programme);
  assert.deepEqual(risks.map(({ text }) => text), ['Flood, and its cost', 'Fire']);
});

at.inPage('the preview is accessible, and fits, wide and narrow, light and dark', async page => {
  await startCase(page, at.address, 'ICT');
  await put(page, ICT);
  await take(page);
  await button(page, 'Paste a table').click();
  assert.deepEqual(await axe(page), [], 'the page without the panel');
  await button(page, 'Paste a table').click();
  for (const [text, words] of [[UPDATE, /1 question/], [CAPITAL, /A money table/]]) {
    await field(page, 'Your table').fill(text);
    await previewed(page, words);
    for (const [width, scheme] of LOOKS) {
      await look(page, width, scheme);
      await fits(page, `the preview at ${width}`);
      assert.deepEqual(await axe(page), []);
    }
    await look(page, 1280, 'light');
  }
  await pageOfCase(page, 'Alignment');
  await button(page, 'Paste a table').click();
  assert.deepEqual(await axe(page), []);
});
