// The pages that no other file walks through: no accessibility faults and no sideways scrolling, light and dark, wide and
// narrow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOOKS, fits, look, openExample, still } from './drive.mjs';
import { axe, open, withSite } from './lib.mjs';

const at = withSite({ onePage: findPages });
let addresses;

/** Opens the worked example and notes where each page is. */
async function findPages(page) {
  await openExample(page, at.address);
  const results = page.url();
  addresses = {
    home: at.address,
    results,
    weights: results.replace('results', 'weights'),
    log: results.replace(/appraisal\/.*/, 'log'),
    history: results.replace(/appraisal\/.*/, 'history'),
    nowhere: `${at.address}#/nowhere`,
    recover: `${at.address}#/recover`,
    forget: `${at.address}#/forget`,
    appraisals: results.replace(/appraisal\/.*/, 'appraisals'),
    references: results.replace(/appraisal\/.*/, 'references'),
    accessibility: `${at.address}#/about/accessibility`,
    methods: `${at.address}#/about/methods`,
    copy: `${at.address}#/about/copy`,
  };
}

test('an address that names no page says so and leads Home', async () => {
  const { page } = at;
  await open(page, addresses.nowhere);
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  assert.equal(await page.title(), 'No such page. Weighbridge');
  await page.locator('main').getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
});

test('the log says when in local time and in UTC, and counts in words', async () => {
  const { page } = at;
  await open(page, addresses.results);
  await open(page, addresses.log);
  await page.getByText('Nothing has changed since the ranking was first shown.').waitFor();
  assert.match(await page.locator('tbody tr').first().locator('td').first().textContent(), /^today \d\d:\d\d\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
});

for (const [width, colorScheme] of LOOKS) {
  test(`no accessibility faults at ${width}, ${colorScheme}`, async () => {
    const { page } = at;
    await look(page, width, colorScheme);
    for (const [name, address] of Object.entries(addresses)) {
      await open(page, address);
      if (name === 'results') await page.locator('.table__open').first().click();
      await still(page);
      assert.deepEqual(await axe(page), [], name);
      await fits(page, name);
    }
    assert.deepEqual(at.seen.problems, []);
  });
}
