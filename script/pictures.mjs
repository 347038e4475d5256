// Makes the pictures of the README's tour: what stands in the window, 1280 by 800 pixels, in light colours. Run by
// script/pictures. tests/it/documents.rs holds that the README shows the pictures that are named here, in this order.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cell, chooseFile, detail, downloaded, fileOf, openExample, openProgramme, say, step, still, viewOf, withoutPickers } from '../tests/e2e/drive.mjs';
import { chromium, open, serve, watch } from '../tests/e2e/lib.mjs';

const FOLDER = fileURLToPath(new URL('../.screenshots', import.meta.url));
const LEADER = 'Dual-site co-location';

// Each picture, what is done before it, one after another in one browser, and what stands at its top where that is not the page's.
const TOUR = [
  ['tour-1-start.png', async (page, address) => {
    await open(page, `${address}#/`);
    await page.locator('#h-cases').waitFor();
  }],
  ['tour-2-scores.png', async (page, address) => {
    await openExample(page, address, 'scores');
    await cell(page, LEADER, 'Lead time').click();
    await detail(page).waitFor();
  }],
  ['tour-3-weights.png', async page => {
    await step(page, 'weights');
    await page.locator('.ranking__row').first().waitFor();
  }],
  ['tour-4-results.png', async page => {
    await step(page, 'results');
    await page.locator('.bars__row').first().waitFor();
  }],
  ['tour-5-reading.png', async (page, address) => {
    const text = await exported(page);
    await open(page, `${address}#/`);
    await chooseFile(page, fileOf(text, 'Data centre siting.json'));
    await page.locator('#check-result', { hasText: 'Results match.' }).waitFor();
  }],
  ['tour-6-alignment.png', async (page, address) => {
    await openProgramme(page, address, 'Alignment');
    await page.locator('.matrix__name').first().waitFor();
  }, '.views'],
  ['tour-7-delivery.png', async (page, address) => {
    await openProgramme(page, address, 'Programme', 'ICT implementation plan, 2015');
    await viewOf(page, 'Delivery');
    await page.locator('.timeline__name').first().waitFor();
  }],
];

/** Recommends the leader, gives one reason for what stays open, and returns the exported appraisal. */
async function exported(page) {
  await step(page, 'record');
  await page.locator('#record-recommended').selectOption({ label: LEADER });
  await say(page.locator('#record-why'), 'It survives the loss of one site.');
  await say(page.locator('#record-dissent'), 'The finance lead asked for a shorter contract.');
  await say(page.locator('#record-export'), 'A draft for the panel.');
  await withoutPickers(page);
  return (await downloaded(page, () => page.locator('#export').click())).text;
}

/** Keeps a picture of the window from the top of the page or from an element, when nothing moves, has the focus or is under the pointer. */
async function picture(page, name, top = 'body') {
  await page.mouse.move(0, 0);
  await page.evaluate(top => {
    document.activeElement?.blur();
    scrollTo(0, document.querySelector(top).getBoundingClientRect().top + scrollY);
    return document.fonts.ready;
  }, top);
  await still(page);
  await page.screenshot({ path: path.join(FOLDER, name) });
  console.log(`pictures: .screenshots/${name}`);
}

mkdirSync(FOLDER, { recursive: true });
const site = await serve();
const browser = await chromium({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', reducedMotion: 'reduce' });
try {
  const page = await browser.newPage();
  const seen = watch(page);
  for (const [name, reach, top] of TOUR) {
    await reach(page, site.address);
    await picture(page, name, top);
    // What is still being fetched behind the page is no failure.
    await page.waitForLoadState('networkidle');
  }
  if (seen.problems.length > 0) throw new Error(`expected a clean console, found:\n${seen.problems.join('\n')}`);
} finally {
  await browser.close();
  await site.stop();
}
