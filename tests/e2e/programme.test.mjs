// The programme: initiatives as a table that is typed into, a page for each, money, the report, and what is asked of them.
import assert from 'node:assert/strict';
import {
  LOOKS, addInitiative, cellOf, fits, focused, initiativeNames, kept, look, openProgramme, paste, startCase, tabTo, typeInto, undo,
  undoNotice, until, viewOf,
} from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

/** Opens an example at its programme. */
async function openPlan(page, title = 'ICT programme, February 2020') {
  await openProgramme(page, at.address, 'Programme', title);
  await page.locator('#initiatives tbody tr').first().waitFor();
}

/** Opens the page of an initiative from the table. */
async function openInitiative(page, name) {
  await page.getByRole('link', { name: `Open ${name}`, exact: true }).click();
  await page.getByRole('heading', { name: 'What is said of it' }).waitFor();
}

at.inPage('add, rename, reorder and remove; the focus stays and undo brings back', async page => {
  await startCase(page, at.address, 'Depots');
  assert.equal(await page.textContent('h1'), 'No initiatives yet.');
  await page.focus('#add-initiative');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter a name.' }).waitFor();
  await addInitiative(page, 'One', 'Two', 'Three');
  assert.deepEqual(await initiativeNames(page), ['One', 'Two', 'Three']);

  await typeInto(page, 'initiatives', 'One', null, 'First');
  await until(() => initiativeNames(page), ['First', 'Two', 'Three']);
  await page.getByRole('button', { name: 'Up: Three' }).focus();
  await page.keyboard.press('Enter');
  await until(() => initiativeNames(page), ['First', 'Three', 'Two']);
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  await page.keyboard.press('Enter');
  await until(() => initiativeNames(page), ['Three', 'First', 'Two']);
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-disabled')), 'true');

  await page.getByRole('button', { name: 'Remove: First' }).click();
  await page.getByText('Removed First.').waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === 'Two');
  await undoNotice(page);
  await until(() => initiativeNames(page), ['Three', 'First', 'Two']);
});

at.inPage('the table is worked by keys alone: arrows, typing, choosing by a letter, Tab, Escape, Delete, filling down', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'One', 'Two');
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  const cell = (name, heading) => cellOf(page, 'initiatives', name, heading).textContent();
  await tabTo(page, '#initiatives th[tabindex="0"]', { back: true });
  assert.equal(await page.locator('#initiatives [tabindex="0"]').count(), 1, 'the table is one tab stop');
  await press('ArrowRight', 'r', 'Enter');
  await until(() => cell('One', 'Status'), 'Red');
  // Enter goes on to the next row; a letter chooses the next word that begins with it.
  await until(() => focused(page), await cellOf(page, 'initiatives', 'Two', 'Status').getAttribute('id'));
  await press('g', 'Tab');
  await until(() => cell('Two', 'Status'), 'Green');
  await page.keyboard.type('Mar-27');
  await press('Enter');
  await until(() => cell('Two', 'Planned end'), 'March 2027');
  await press('ArrowUp');
  await page.keyboard.type('soon');
  await press('Enter');
  await page.locator('#initiatives-entry-error').waitFor();
  assert.equal(await page.inputValue('#initiatives-entry'), 'soon', 'what was refused stays');
  assert.equal(await cell('Two', 'Planned end'), 'March 2027');
  await press('Escape');
  await until(() => cell('One', 'Planned end'), '');
  await press('ArrowDown', 'Control+d', 'ArrowUp');
  await page.keyboard.type('2026/27');
  await press('Enter');
  await until(() => cell('One', 'Planned end'), 'March 2027');
  await press('Delete');
  await until(() => cell('Two', 'Planned end'), '');
  await press('Control+d');
  await until(() => cell('Two', 'Planned end'), 'March 2027');
  await press('ArrowLeft', 'Delete');
  await until(() => cell('Two', 'Status'), '');
  await press('Control+Home');
  await until(() => focused(page), await cellOf(page, 'initiatives', 'One').getAttribute('id'));
});

at.inPage('a block that is pasted on a cell is one step, and what is refused is said', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'One', 'Two', 'Three');
  const dates = () => page.locator('#initiatives td[data-head="Planned end"]').allTextContents();
  await cellOf(page, 'initiatives', 'One', 'Status').click();
  await paste(page, 'Red\tMar-27\nGreen\t31/12/2026\nBlue\t30 February 2026\nAmber\tMay 2026');
  await until(dates, ['March 2027', '31 December 2026', '']);
  const said = await page.locator('.entry-table__said').first().textContent();
  assert.match(said, /4 cells filled\. 2 cells were not taken: “Blue” in Status, row 3/);
  assert.match(said, /2 cells are beyond the table\./);
  await undo(page);
  await until(dates, ['', '', '']);
});

at.inPage('rows are sorted, filtered, and show the columns that are chosen', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  const first = async () => (await initiativeNames(page))[0];
  const planned = page.getByRole('columnheader', { name: 'Planned end' });
  await planned.getByRole('button').click();
  await until(() => planned.getAttribute('aria-sort'), 'ascending');
  assert.match(await page.locator('#initiatives td[data-head="Planned end"]').first().textContent(), /February 2014/);
  await planned.getByRole('button').click();
  await until(() => planned.getAttribute('aria-sort'), 'descending');
  await planned.getByRole('button').click();
  await until(first, 'Windows XP Upgrade to windows 7');
  const filter = page.getByLabel('Show only those with these words');
  await filter.fill('red');
  await filter.press('Enter');
  await page.getByText(/ of 28 shown\./).waitFor();
  assert.ok((await initiativeNames(page)).includes('Improve Business Continuity'));
  await page.locator('.initiatives__columns summary').click();
  await page.getByLabel('Group', { exact: true }).check();
  await page.getByRole('columnheader', { name: 'Group' }).waitFor();
});

at.inPage('the page of an initiative: status, dates and money are read as people type them, and contradictions are named', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'Email');
  await openInitiative(page, 'Email');
  assert.equal(await page.textContent('h1'), 'Email: nothing is said of it yet.');
  await page.getByLabel('Status', { exact: true }).selectOption('Complete');
  await page.getByText('Reported complete, but no date on which it ended.').waitFor();

  await page.getByLabel('Actual end').fill('soon');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter a day such as 4 May 2026, or a month such as May 2026.' }).waitFor();
  assert.equal(await page.inputValue('input[id^="actual-"]'), 'soon', 'what was typed stays');
  await page.getByLabel('Actual end').fill('Nov-14');
  await page.keyboard.press('Enter');
  await page.getByText('Reported complete, but no date').waitFor({ state: 'detached' });

  await page.getByLabel('Budget, all years, £').fill('4.4m');
  await page.keyboard.press('Enter');
  await until(() => page.textContent('h1'), 'Email: complete, ended November 2014, £4.4m.');
  assert.equal(await page.inputValue('input[id^="budget-"]'), '4,400,000');
  await page.getByLabel('Budget, all years, £').fill('4,4m');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter pounds, such as 85,700, 420k or 4.4m, with a point before decimals and commas only between thousands.' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByLabel('Status', { exact: true }).selectOption('Amber');
  await page.getByLabel('Actual end').fill('');
  await page.getByLabel('Planned end').fill('July 2014');
  await page.getByLabel('Start', { exact: true }).fill('2013/14');
  await page.keyboard.press('Enter');
  await viewOf(page, 'Initiatives');
  await page.getByLabel('Date of the figures').fill('2014-12');
  await page.keyboard.press('Enter');
  await page.getByText('The planned end passed 5 months ago, and it is reported amber, not red.').waitFor();
  // One end of a financial year, or of a quarter of one, is meant.
  await typeInto(page, 'initiatives', 'Email', 'Planned end', 'Q1 2014/15');
  await page.getByText('The planned end passed 6 months ago, and it is reported amber, not red.').waitFor();
  await openInitiative(page, 'Email');
  assert.deepEqual([await page.inputValue('input[id^="start-"]'), await page.inputValue('input[id^="planned-"]')], ['April 2013', 'June 2014']);
});

at.inPage('milestones, measures, waits, risks and actions of an initiative are typed, kept and taken out', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'Email', 'Network');
  await openInitiative(page, 'Email');
  await page.getByLabel('Date of a milestone').fill('2019 - 2023');
  await page.getByLabel('What happens').fill('Servers move');
  await page.getByRole('button', { name: 'Add milestone' }).click();
  await until(() => cellOf(page, 'milestone', 'Servers move', 'When').textContent(), '2019 to 2023');
  await typeInto(page, 'milestone', 'Servers move', 'Is', 'Set from outside');
  await typeInto(page, 'milestone', 'Servers move', 'A deadline', 'Yes');
  await page.getByLabel('What is measured').fill('Services moved');
  await page.keyboard.press('Enter');
  await typeInto(page, 'measure', 'Services moved', 'Target', '80%');
  await page.getByLabel('It waits for this initiative').selectOption('Network');
  await cellOf(page, 'dependency', 'Network').waitFor();
  await page.getByLabel('What could go wrong').fill('Frost');
  await page.keyboard.press('Enter');
  await typeInto(page, 'risks', 'Frost', 'Level', 'High');
  await page.getByLabel('What was asked, decided or promised').fill('Ask the supplier');
  await page.keyboard.press('Enter');
  await typeInto(page, 'actions', 'Ask the supplier', 'Due', 'March 2027');
  await kept(page);
  await page.reload();
  await until(() => cellOf(page, 'actions', 'Ask the supplier', 'Due').textContent(), 'March 2027');
  assert.equal(await cellOf(page, 'milestone', 'Servers move', 'Is').textContent(), 'Set from outside');
  assert.equal(await cellOf(page, 'measure', 'Services moved', 'Target').textContent(), '80%');
  assert.equal(await cellOf(page, 'risks', 'Frost', 'Level').textContent(), 'High');
  await page.getByRole('button', { name: 'Remove: Servers move' }).click();
  await cellOf(page, 'milestone', 'Servers move').waitFor({ state: 'detached' });
  await undoNotice(page);
  await cellOf(page, 'milestone', 'Servers move').waitFor();
  assert.deepEqual(await axe(page), []);
});

at.inPage('the money of the report of 2020 says where it does not add up', async page => {
  await openPlan(page);
  await viewOf(page, 'Money');
  await until(() => page.textContent('h1'), '2 of 14 sums do not add up; the worst, All Years Forecast, is out by £3.7m.');
  const money = page.locator('section', { has: page.getByRole('heading', { name: 'ICT capital budget', exact: true }) });
  assert.match(await money.textContent(), /2 of 14 sums do not add up\./);
  const findings = page.locator('.findings');
  assert.match(await findings.textContent(), /Does not add up: the lines come to £61\.9m, printed £58\.2m\. £3\.7m is the figure of New Social Care System\./);
  assert.match(await money.locator('tr', { hasText: 'Other Projects' }).first().textContent(), /1\.1 by the row/);
  assert.match(await findings.textContent(), /The variance is printed £900k; budget and forecast make it £1\.1m/);
  assert.match(await findings.textContent(), /£300k of £420k is explained, by Of which staffing/);
});

at.inPage('a money table is made from nothing, changed, and says what it comes to', async page => {
  await startCase(page, at.address, 'Depots');
  await viewOf(page, 'Money');
  await page.getByLabel('Title of the table').fill('Capital');
  await page.keyboard.press('Enter');
  await page.getByLabel('Heading of another column').fill('2026/27');
  await page.keyboard.press('Enter');
  for (const line of ['Roof', 'Boiler', 'Total']) {
    await page.getByLabel('Label of another line').fill(line);
    await page.keyboard.press('Enter');
    await page.locator('[id^="lines-"] th', { hasText: line }).waitFor();
  }
  const table = await page.locator('table[id^="lines-"]').getAttribute('id');
  await cellOf(page, table, 'Roof', '2026/27').click();
  await paste(page, '300k\n400k\n800k');
  await until(() => page.locator(`#${table} td[data-head="2026/27"]`).allTextContents(), ['£300k', '£400k', '£800k']);
  await typeInto(page, table, 'Total', 'Is', 'Total');
  await until(() => page.textContent('h1'), '1 of 1 sums does not add up; the worst, 2026/27, is out by £100k.');
  await typeInto(page, table, 'Boiler', '2026/27', '500k');
  await until(() => page.textContent('h1'), 'Every one of 1 sums adds up, within rounding.');
  // The text of the report and its table are held against each other.
  for (const figure of ['Spent', 'Budget in the text']) {
    await page.getByLabel('What the figure is of').fill(figure);
    await page.keyboard.press('Enter');
    await cellOf(page, 'figures', figure).waitFor();
  }
  await typeInto(page, 'figures', 'Spent', 'Amount', '900k');
  await typeInto(page, 'figures', 'Budget in the text', 'Amount', '700k');
  await page.getByLabel('Figure', { exact: true }).selectOption('Spent');
  await page.getByLabel('How', { exact: true }).selectOption('is spent out of');
  await page.getByLabel('Budget', { exact: true }).selectOption('Budget in the text');
  await page.getByRole('button', { name: 'Say so' }).click();
  await page.getByText('Spent out of Budget in the text.').waitFor();
  await page.locator('.findings').getByText('£900k is spent or promised out of £700k.').waitFor();
  await page.getByLabel('Figure', { exact: true }).selectOption('Budget in the text');
  await page.getByLabel('How', { exact: true }).selectOption('is the same as a cell of a table');
  await page.getByLabel('Cell').selectOption('Total, 2026/27: Capital');
  await page.getByRole('button', { name: 'Say so' }).click();
  await page.locator('.findings').getByText('The text says £700k; Capital prints £800k for Total, 2026/27.').waitFor();
  assert.deepEqual(await axe(page), []);
});

at.inPage('the report of 2015: sections, recommendations, risks and counts are held against each other', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  await viewOf(page, 'Report');
  await until(() => page.textContent('h1'), '5 sections are answered “n/a” with no reason; 4 recommendations have no response.');
  const findings = page.locator('.findings');
  assert.match(await findings.textContent(), /The text counts 24; 28 are listed\./);
  assert.match(await findings.textContent(), /No implications are seen, and a risk of resources is open\./);
  assert.match(await findings.textContent(), /An equality assessment was asked for, nothing answers that, and this says no\./);
  await typeInto(page, 'sections', 'LEGAL IMPLICATIONS', 'Why not applicable', 'Nothing in it changes a duty.');
  await until(() => page.textContent('h1'), '4 sections are answered “n/a” with no reason; 4 recommendations have no response.');
  await typeInto(page, 'actions', 'An Equalities Impact Assessment is carried out', 'Response', 'Done in May.');
  await page.getByText('An equality assessment was asked for').waitFor({ state: 'detached' });
  await typeInto(page, 'stated-counts', 'All initiatives', 'Claimed', '28');
  await page.getByText('The text counts 24').waitFor({ state: 'detached' });
});

at.inPage('the plan of 2015 is questioned as at December 2014, and each finding leads to its place', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  assert.match(await page.locator('.note', { hasText: 'Read as at' }).textContent(), /Read as at December 2014, the date of the figures\./);
  const finding = page.locator('.finding').filter({ hasText: 'The planned end passed 5 months ago' });
  await finding.getByRole('link', { name: 'Upgrade the Internet capacity' }).click();
  await until(() => page.textContent('h1'), 'Upgrade the Internet capacity: amber, due July 2014.');
  await page.locator('.finding').filter({ hasText: 'The planned end passed 5 months ago' }).waitFor();
});

at.inPage('a finding on the programme is answered, and the answer goes with what it was given for', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  const finding = page.locator('.finding').filter({ hasText: 'The planned end passed 5 months ago' });
  const kind = () => finding.locator('.finding__kind').textContent();
  const answer = async words => {
    await finding.locator('summary').click();
    await finding.getByLabel('Reason why it stays open').fill(words);
    await page.keyboard.press('Tab');
  };
  assert.equal(await kind(), 'Open');
  await answer('Agreed with the board.');
  await until(kind, 'Left open');
  await page.getByText('Stays open: Agreed with the board.').waitFor();
  assert.deepEqual(await axe(page), []);
  await undo(page);
  await until(kind, 'Open');
  await page.getByRole('button', { name: 'Redo' }).click();
  await until(kind, 'Left open');
  await kept(page);
  await page.reload();
  await finding.waitFor();
  assert.equal(await kind(), 'Left open');
  // It was given for a status of amber.
  await page.locator('#initiatives tbody tr').first().waitFor();
  await typeInto(page, 'initiatives', 'Upgrade the Internet capacity', 'Status', 'Green');
  await finding.filter({ hasText: 'reported green' }).waitFor();
  assert.equal(await kind(), 'Open');
});

for (const [width, colorScheme] of LOOKS) {
  at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
    await look(page, width, colorScheme);
    await openPlan(page);
    await page.locator('.initiatives__columns summary').click();
    assert.deepEqual(await axe(page), []);
    await fits(page, `${width}`);
    await shot(page, `programme-${width}-${colorScheme}`);
    await openInitiative(page, 'Data Centre Programme');
    assert.deepEqual(await axe(page), [], 'an initiative');
    await fits(page, `initiative ${width}`);
    await shot(page, `initiative-${width}-${colorScheme}`);
    await viewOf(page, 'Money');
    await page.getByText('Change this table').first().click();
    await page.locator('[id^="lines-"] th').first().waitFor();
    assert.deepEqual(await axe(page), [], 'money');
    await fits(page, `money ${width}`);
    await shot(page, `money-${width}-${colorScheme}`);
    await viewOf(page, 'Report');
    await page.locator('#sections th').first().waitFor();
    assert.deepEqual(await axe(page), [], 'the report');
    await fits(page, `report ${width}`);
    await shot(page, `report-${width}-${colorScheme}`);
    await startCase(page, at.address, 'Nothing yet');
    assert.deepEqual(await axe(page), [], 'empty');
  });
}
