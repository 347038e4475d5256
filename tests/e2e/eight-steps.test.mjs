// All eight steps, of the worked example and of an appraisal that was only just started: nothing for axe to find and nothing
// wider than the page, in light, dark and forced colours, wide and narrow.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, chromium, open, pause, serve, shot, watch } from './lib.mjs';

const STEPS = ['context', 'options', 'criteria', 'scores', 'weights', 'results', 'sensitivity', 'record'];
const LOOKS = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
];

async function step(page, name) {
  await page.evaluate(name => { location.hash = location.hash.replace(/[a-z]+$/, name); }, name);
  await page.locator(`.rail__link[aria-current=step][href$="${name}"]`).waitFor({ state: 'attached' });
  await page.locator('main h1').waitFor();
  // The sensitivity step draws by itself.
  if (name === 'sensitivity') await page.waitForFunction(() => !document.querySelector('progress, [aria-busy=true]'));
}

async function examine(page, prefix) {
  for (const [look, media] of LOOKS) {
    await page.emulateMedia(media);
    // Buttons fade from one colour to the other.
    await pause(300);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const name of STEPS) {
        await step(page, name);
        assert.deepEqual(await axe(page), [], `${prefix} ${name}, ${look}, ${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${prefix} ${name}, ${look}, ${width}: ${over} pixels wider than the page`);
        if (prefix === 'example') await shot(page, `${name}-${width}-${look}`);
      }
    }
  }
}

describe('the eight steps', () => {
  let site, browser;
  before(async () => {
    site = await serve();
    browser = await chromium();
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  test('of the worked example', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await open(page, `${site.address}#/`);
    await page.getByRole('button', { name: /Open the worked example/ }).click();
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
    await examine(page, 'example');
    assert.deepEqual(seen.problems, []);
    await page.close();
  });

  test('of an appraisal that was only just started: each says what comes first, and none of them fails', async () => {
    const page = await browser.newPage();
    const seen = watch(page);
    await open(page, `${site.address}#/`);
    await page.getByRole('button', { name: 'Start a case' }).click();
    await page.getByLabel('What is the case called?').fill('Depots');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('link', { name: 'Appraisal', exact: true }).click();
    await page.getByLabel('What is to be decided?').fill('Where the depot goes');
    await page.getByRole('button', { name: 'Start an appraisal' }).click();
    await page.locator('.rail').waitFor();
    await examine(page, 'new');
    assert.deepEqual(seen.problems, []);
    await page.close();
  });
});
