// The programme page: initiatives from nothing, details with their checks, the money table of a real report.
import assert from 'node:assert/strict';
import { LOOKS, addInitiative, fits, kept, look, openProgramme, startCase, undo, undoNotice, until } from './drive.mjs';
import { axe, shot, withSite } from './lib.mjs';

const at = withSite();

const names = page => page.locator('.initiative__name').evaluateAll(fields => fields.map(field => field.value));

/** Opens an example at its programme. */
async function openPlan(page, title) {
  await openProgramme(page, at.address, 'Programme', title);
  await page.waitForSelector('.initiatives li');
}

at.inPage('add, rename, reorder and remove; the focus stays and undo brings back', async page => {
  await startCase(page, at.address, 'Depots');
  assert.equal(await page.textContent('h1'), 'No initiatives yet.');
  await page.focus('#add-initiative');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter a name.' }).waitFor();
  await addInitiative(page, 'One', 'Two', 'Three');
  assert.deepEqual(await names(page), ['One', 'Two', 'Three']);

  await page.locator('.initiative__name').first().fill('First');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Up: Three' }).focus();
  await page.keyboard.press('Enter');
  await until(() => names(page), ['First', 'Three', 'Two']);
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  await page.keyboard.press('Enter');
  await until(() => names(page), ['Three', 'First', 'Two']);
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-disabled')), 'true');

  await page.getByRole('button', { name: 'Remove: First' }).click();
  await page.getByText('Removed First.').waitFor();
  await page.waitForFunction(() => document.activeElement.value === 'Two');
  await undoNotice(page);
  await until(() => names(page), ['Three', 'First', 'Two']);
});

at.inPage('details: status, dates and money are read as people type them, and contradictions are named', async page => {
  await startCase(page, at.address, 'Depots');
  await addInitiative(page, 'Email');
  await page.getByText('Details').click();
  await page.getByLabel('Status').selectOption('Complete');
  await page.getByText('Reported complete, but no date on which it ended.').waitFor();
  assert.equal(await page.textContent('h1'), '1 initiative: 1 complete.');

  await page.getByLabel('Actual end').fill('soon');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter a day such as 4 May 2026, or a month such as May 2026.' }).waitFor();
  assert.equal(await page.inputValue('input[id^="actual-"]'), 'soon', 'what was typed stays');
  await page.getByLabel('Actual end').fill('Nov-14');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing: dates, statuses and sums agree with each other.').waitFor();

  await page.getByLabel('Budget, all years, £').fill('4.4m');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.initiative__facts').textContent === 'ended November 2014, £4.4m');
  assert.equal(await page.inputValue('input[id^="budget-"]'), '4,400,000');
  await page.getByLabel('Budget, all years, £').fill('4,4m');
  await page.keyboard.press('Enter');
  await page.locator('.field__error', { hasText: 'Enter pounds, such as 85,700, 420k or 4.4m, with a point before decimals and commas only between thousands.' }).waitFor();

  await page.getByLabel('Status').selectOption('Amber');
  await page.getByLabel('Actual end').fill('');
  await page.getByLabel('Planned end').fill('July 2014');
  await page.getByLabel('Date of the figures').fill('2014-12');
  await page.keyboard.press('Enter');
  await page.getByText('The planned end passed 5 months ago, and it is reported amber, not red.').waitFor();
  // One end of a financial year, or of a quarter of one, is meant.
  await page.getByLabel('Start', { exact: true }).fill('2013/14');
  await page.getByLabel('Planned end').fill('Q1 2014/15');
  await page.keyboard.press('Enter');
  await page.getByText('The planned end passed 6 months ago, and it is reported amber, not red.').waitFor();
  assert.deepEqual([await page.inputValue('input[id^="start-"]'), await page.inputValue('input[id^="planned-"]')], ['April 2013', 'June 2014']);
});

at.inPage('the money table of the report of 2020 says where it does not add up', async page => {
  await openPlan(page, 'ICT programme, February 2020');
  const money = page.locator('section[aria-labelledby="h-money"]');
  assert.match(await money.textContent(), /2 of 14 sums do not add up\./);
  const findings = page.locator('.findings');
  assert.match(await findings.textContent(), /oes not add up: rows sum to £61\.9m, printed £58\.2m/);
  assert.match(await money.locator('tr', { hasText: 'Other Projects' }).textContent(), /1\.1 by the row/);
  assert.match(await findings.textContent(), /revised less forecast is £1\.1m, printed £900k/);
});

at.inPage('the plan of 2015 is questioned as at December 2014', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  assert.match(await page.locator('.note', { hasText: 'Read as at' }).textContent(), /Read as at December 2014, the date of the figures\./);
  assert.match(await page.locator('.findings').textContent(), /The text gives 24 initiatives; 28 are listed\./);
});

at.inPage('a finding on the programme is answered, and the answer goes with what it was given for', async page => {
  await openPlan(page, 'ICT implementation plan, 2015');
  const finding = page.locator('.finding').filter({ hasText: 'Upgrade the Internet capacity' });
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
  await page.waitForSelector('.initiatives li');
  const row = page.locator('.initiatives li').nth((await names(page)).indexOf('Upgrade the Internet capacity'));
  await row.getByText('Details').click();
  await row.getByLabel('Status').selectOption('Green');
  await finding.filter({ hasText: 'reported green' }).waitFor();
  assert.equal(await kind(), 'Open');
});

for (const [width, colorScheme] of LOOKS) {
  at.inPage(`no accessibility faults at ${width}, ${colorScheme}`, async page => {
    await look(page, width, colorScheme);
    await openPlan(page, 'ICT programme, February 2020');
    await page.locator('.initiative__details summary').nth(2).click();
    await page.waitForSelector('.details');
    assert.deepEqual(await axe(page), []);
    await fits(page, `${width}`);
    await shot(page, `programme-${width}-${colorScheme}`);
    await startCase(page, at.address, 'Nothing yet');
    assert.deepEqual(await axe(page), [], 'empty');
  });
}
