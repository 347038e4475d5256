// The programme page: initiatives from nothing, details with their checks, the money table of a real report.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, chromium, open, serve, shot, watch } from './lib.mjs';

let site, browser;
before(async () => {
  site = await serve();
  browser = await chromium();
});
after(async () => {
  await browser.close();
  await site.stop();
});

const until = (page, check, argument) => page.waitForFunction(check, argument, { timeout: 5000 });
const names = page => page.locator('.initiative__name').evaluateAll(fields => fields.map(field => field.value));

async function startCase(page, title) {
  await open(page, site.address);
  await page.getByRole('button', { name: 'Start a case' }).click();
  await page.fill('#new-title', title);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#add-initiative');
}

async function openProgramme(page, example) {
  await open(page, site.address);
  await page.getByRole('button', { name: example, exact: true }).click();
  await page.getByRole('navigation', { name: 'Pages of the case' }).getByRole('link', { name: 'Programme' }).click();
  await page.waitForSelector('.initiatives li');
}

async function add(page, ...wanted) {
  for (const name of wanted) {
    await page.fill('#add-initiative', name);
    await page.keyboard.press('Enter');
    await until(page, () => document.querySelector('#add-initiative').value === '');
  }
}

test('add, rename, reorder and remove; the focus stays and undo brings back', async () => {
  const page = await browser.newPage();
  const seen = watch(page);
  await startCase(page, 'Depots');
  assert.equal(await page.textContent('h1'), 'No initiatives yet.');
  await page.focus('#add-initiative');
  await page.keyboard.press('Enter');
  await page.getByText('Expected a name.').waitFor();
  await add(page, 'One', 'Two', 'Three');
  assert.deepEqual(await names(page), ['One', 'Two', 'Three']);

  await page.locator('.initiative__name').first().fill('First');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Up: Three' }).focus();
  await page.keyboard.press('Enter');
  await until(page, () => [...document.querySelectorAll('.initiative__name')].map(f => f.value).join() === 'First,Three,Two');
  await until(page, () => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  await page.keyboard.press('Enter');
  await until(page, () => [...document.querySelectorAll('.initiative__name')].map(f => f.value).join() === 'Three,First,Two');
  await until(page, () => document.activeElement.getAttribute('aria-label')?.startsWith('Up: Three'));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-disabled')), 'true');

  await page.getByRole('button', { name: 'Remove: First' }).click();
  await page.getByText('Removed First.').waitFor();
  await until(page, () => document.activeElement.value === 'Two');
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  await until(page, () => [...document.querySelectorAll('.initiative__name')].map(f => f.value).join() === 'Three,First,Two');
  assert.deepEqual(seen.problems, []);
  await page.close();
});

test('details: status, dates and money are read as people type them, and contradictions are named', async () => {
  const page = await browser.newPage();
  await startCase(page, 'Depots');
  await add(page, 'Email');
  await page.getByText('Details').click();
  await page.getByLabel('Status').selectOption('Complete');
  await page.getByText('Reported complete, but no date on which it ended.').waitFor();
  assert.equal(await page.textContent('h1'), '1 initiative: 1 complete.');

  await page.getByLabel('Actual end').fill('soon');
  await page.keyboard.press('Enter');
  await page.getByText('Expected a month such as 2020-02 or a day such as 2020-02-04.').waitFor();
  assert.equal(await page.inputValue('input[id^="actual-"]'), 'soon', 'what was typed stays');
  await page.getByLabel('Actual end').fill('2014-11');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing: dates, statuses and sums agree with each other.').waitFor();

  await page.getByLabel('Budget, all years, £').fill('4.4m');
  await page.keyboard.press('Enter');
  await until(page, () => document.querySelector('.initiative__facts').textContent === 'ended November 2014, £4.4m');
  assert.equal(await page.inputValue('input[id^="budget-"]'), '4,400,000');
  await page.getByLabel('Budget, all years, £').fill('4,4m');
  await page.keyboard.press('Enter');
  await page.getByText('Expected pounds, such as 85,700, 420k or 4.4m: a point before decimals, commas only between thousands.').waitFor();

  await page.getByLabel('Status').selectOption('Amber');
  await page.getByLabel('Actual end').fill('');
  await page.getByLabel('Planned end').fill('2014-07');
  await page.getByLabel('Date of the figures').fill('2014-12');
  await page.keyboard.press('Enter');
  await page.getByText('The planned end passed 5 months ago, and it is reported amber, not red.').waitFor();
  await page.close();
});

test('the money table of the report of 2020 says where it does not add up', async () => {
  const page = await browser.newPage();
  await openProgramme(page, 'ICT programme, February 2020');
  const money = page.locator('section[aria-labelledby="h-money"]');
  assert.match(await money.textContent(), /2 of 14 sums do not add up\./);
  const findings = page.locator('.findings');
  assert.match(await findings.textContent(), /oes not add up: rows sum to £61\.9m, printed £58\.2m/);
  assert.match(await money.locator('tr', { hasText: 'Other Projects' }).textContent(), /1\.1 by the row/);
  assert.match(await findings.textContent(), /revised less forecast is £1\.1m, printed £900k/);
  await page.close();
});

test('the plan of 2015 is questioned as at December 2014', async () => {
  const page = await browser.newPage();
  await openProgramme(page, 'ICT implementation plan, 2015');
  assert.match(await page.locator('.note', { hasText: 'Read as at' }).textContent(), /Read as at December 2014, the date of the figures\./);
  assert.match(await page.locator('.findings').textContent(), /The text speaks of 24 initiatives; 28 are listed\./);
  await page.close();
});

for (const width of [1280, 320]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no accessibility faults at ${width}, ${colorScheme}`, async () => {
      const page = await browser.newPage();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await openProgramme(page, 'ICT programme, February 2020');
      await page.locator('.initiative__details summary').nth(2).click();
      await page.waitForSelector('.details');
      assert.deepEqual(await axe(page), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
      await shot(page, `programme-${width}-${colorScheme}`);
      await startCase(page, 'Nothing yet');
      assert.deepEqual(await axe(page), [], 'empty');
      await page.close();
    });
  }
}
