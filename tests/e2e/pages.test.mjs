// The pages that no other file walks through: no accessibility faults and no sideways scrolling, light and dark, wide and
// narrow.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, chromium, open, serve, watch } from './lib.mjs';

let site, browser, page, seen, addresses;
before(async () => {
  site = await serve();
  browser = await chromium();
  page = await browser.newPage();
  seen = watch(page);
  await open(page, site.address);
  await page.getByRole('button', { name: /Open the worked example/ }).click();
  await page.locator('.bars__row').first().waitFor();
  const results = page.url();
  addresses = {
    home: site.address,
    results,
    weights: results.replace('results', 'weights'),
    log: results.replace(/appraisal\/.*/, 'log'),
    history: results.replace(/appraisal\/.*/, 'history'),
    recover: `${site.address}#/recover`,
    forget: `${site.address}#/forget`,
    appraisals: results.replace(/appraisal\/.*/, 'appraisals'),
    references: results.replace(/appraisal\/.*/, 'references'),
    accessibility: `${site.address}#/about/accessibility`,
    methods: `${site.address}#/about/methods`,
    copy: `${site.address}#/about/copy`,
  };
});
after(async () => {
  await browser.close();
  await site.stop();
});

for (const width of [1280, 320]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no accessibility faults at ${width}, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const [name, address] of Object.entries(addresses)) {
        await open(page, address);
        if (name === 'results') await page.locator('.table__open').first().click();
        await page.waitForTimeout(200);
        assert.deepEqual(await axe(page), [], name);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
      }
      assert.deepEqual(seen.problems, []);
    });
  }
}
