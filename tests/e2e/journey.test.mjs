// The main job: open the example, move a weight, see the ranking answer, come back without a network, export, open the
// export elsewhere. In the hosted edition and in the single file, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium, firefox, offlineReady, open, serve, singleFile, temporaryFolder, usable, watch } from './lib.mjs';

const SEED = new URL('../../seeds/data-centre-siting.json', import.meta.url);

/** Opens the siting example from the home page and goes to its weights. */
async function openWeights(page, address) {
  await open(page, address);
  await page.getByRole('button', { name: /Open the worked example/ }).click();
  await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
  await page.getByRole('link', { name: /Weights/ }).first().click();
  await page.getByRole('heading', { name: 'How much does each move matter?' }).waitFor();
}

const finding = page => page.locator('.ranking__finding').textContent();
const totals = page => page.locator('.ranking__row').evaluateAll(rows => rows.map(row => [
  row.querySelector('.ranking__name').firstChild.textContent, row.querySelector('.ranking__total').textContent]));
const points = (page, name) => page.getByLabel(`${name}, points`, { exact: true });

/** Waits until the state of the work says that the last change is kept. */
async function kept(page) {
  await page.locator('.masthead__saved', { hasText: 'Saved in this browser' }).waitFor();
}

/** Types a weight and takes it over. */
async function weigh(page, name, value) {
  await points(page, name).fill(String(value));
  await points(page, name).press('Enter');
}

/** Saves the open case to a file through the download that browsers without file access make. */
async function exported(page) {
  await page.evaluate(() => { delete window.showSaveFilePicker; });
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  return readFileSync(await (await download).path(), 'utf8');
}

async function changeReloadSame(page, address) {
  const seen = watch(page);
  await openWeights(page, address);
  assert.equal(await finding(page), 'Dual-site co-location leads Commercial co-location by 5.7 points.');
  assert.deepEqual((await totals(page)).map(row => row[1]), ['71.0', '65.4', '61.7', '53.2', '45.1', '34.2']);
  await weigh(page, 'Supplier and migration risk', 20);
  const moved = await totals(page);
  assert.notEqual(moved[0][1], '71.0', 'the ranking answers');
  await kept(page);
  await page.reload();
  await page.locator('.ranking__row').first().waitFor();
  assert.deepEqual(await totals(page), moved);
  assert.equal(await points(page, 'Supplier and migration risk').inputValue(), '20', 'what was typed is kept');
  assert.deepEqual(seen.problems, []);
  return moved;
}

describe('hosted edition in Chromium', () => {
  let site, browser;
  before(async () => {
    site = await serve();
    browser = await chromium({ acceptDownloads: true });
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  test('a changed weight is there after a reload, and after the server has stopped', async () => {
    const page = await browser.newPage();
    const moved = await changeReloadSame(page, site.address);
    await offlineReady(page);
    await site.stop();
    await page.reload();
    await page.locator('.ranking__row').first().waitFor();
    assert.deepEqual(await totals(page), moved);
    await page.goto(site.address);
    await page.getByRole('link', { name: 'Data centre siting' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.close();
    await site.start();
  });

  test('results move while a slider is dragged, and one drag is one step back', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    const before = await totals(page);
    const slider = page.getByLabel('Time to recover (RTO), points by slider');
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    const seen = new Set();
    await page.mouse.move(box.x + 0.12 * box.width, box.y + box.height / 2);
    await page.mouse.down();
    for (let i = 2; i < 9; i++) {
      await page.mouse.move(box.x + (i / 10) * box.width, box.y + box.height / 2);
      seen.add((await totals(page)).map(row => row.join()).join());
    }
    await page.mouse.up();
    assert.ok(seen.size >= 5, `the totals moved with the slider (${seen.size} states)`);
    assert.notDeepEqual(await totals(page), before);
    await page.keyboard.press('Control+z');
    assert.deepEqual(await totals(page), before, 'one step takes the whole drag back');
    await page.keyboard.press('Control+Shift+Z');
    assert.notDeepEqual(await totals(page), before);
    await page.close();
  });

  test('the slider moves by keys, and shares print as 100.0', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    const slider = page.getByLabel('Lead time, points by slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    assert.equal(await points(page, 'Lead time').inputValue(), '19');
    const shares = await page.locator('.weights__share-number').allTextContents();
    const sum = shares.reduce((sum, share) => sum + Math.round(Number(share) * 10), 0);
    assert.equal(sum, 1000, shares.join(' '));
    await page.close();
  });

  test('what is no weight stays as typed, with what was expected', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    const before = await totals(page);
    await weigh(page, 'Lead time', 'eight');
    assert.equal(await points(page, 'Lead time').inputValue(), 'eight');
    assert.match(await page.locator('.field__error').textContent(), /Expected points of 0 or more/);
    await weigh(page, 'Lead time', '-1');
    assert.match(await page.locator('.field__error').textContent(), /Expected points of 0 or more/);
    assert.deepEqual(await totals(page), before);
    await weigh(page, 'Lead time', 8);
    assert.equal(await page.locator('.field__error').count(), 0);
    await page.close();
  });

  test('an export opens in a new profile, and its own export has the same bytes', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    await weigh(page, 'Lead time', 10);
    await kept(page);
    assert.match(await page.locator('.masthead__saved').textContent(), /Never saved to a file/);
    const first = await exported(page);
    await page.locator('.masthead__saved', { hasText: 'has every change' }).waitFor();
    await weigh(page, 'Lead time', 11);
    await page.locator('.masthead__saved', { hasText: '1 change not yet in a file' }).waitFor();
    await page.close();

    const elsewhere = await chromium({ acceptDownloads: true });
    const other = await elsewhere.newPage();
    const file = path.join(temporaryFolder(), 'siting.json');
    writeFileSync(file, first);
    await open(other, site.address);
    await pick(other, file);
    await other.getByRole('heading', { level: 1, name: /leads|leader/ }).waitFor();
    assert.equal(await exported(other), first);
    await elsewhere.close();
  });

  test('a file can be dropped or pasted', async () => {
    const page = await browser.newPage();
    const text = readFileSync(SEED, 'utf8');
    await open(page, site.address);
    await page.evaluate(text => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'siting.json', { type: 'application/json' }));
      document.querySelector('main h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, text);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
    await open(page, `${site.address}#/`);
    await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
    await page.evaluate(text => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
    await page.close();
  });

  test('a deleted case comes back', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    await kept(page);
    await open(page, `${site.address}#/`);
    const cases = page.locator('section[aria-labelledby="h-cases"] > ul > li.case');
    await cases.first().waitFor();
    await page.waitForTimeout(300);
    const before = await cases.count();
    await cases.first().getByRole('button', { name: /Delete/ }).click();
    await page.getByText('Deleted Data centre siting from this browser.').waitFor();
    await cases.nth(before - 1).waitFor({ state: 'detached' });
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The case is back.').waitFor();
    await cases.nth(before - 1).waitFor();
    await page.close();
  });

  test('a second tab only shows the case until it takes over', async () => {
    const page = await browser.newPage();
    await openWeights(page, site.address);
    await kept(page);
    const second = await browser.newPage();
    await second.goto(page.url());
    await second.getByRole('button', { name: 'Take over' }).waitFor();
    await weigh(second, 'Lead time', 33);
    assert.match(await second.locator('.notice').textContent(), /open in another tab/);
    await second.getByRole('button', { name: 'Take over' }).click();
    await second.getByRole('button', { name: 'Take over' }).waitFor({ state: 'detached' });
    await second.locator('.ranking__row').first().waitFor();
    await weigh(second, 'Lead time', 33);
    await kept(second);
    await page.getByRole('button', { name: 'Take over' }).waitFor();
    await second.close();
    await page.close();
  });
});

/** Hands a file to the page's own picker. */
async function pick(page, file) {
  await page.evaluate(() => { delete window.showOpenFilePicker; });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Open a file/ }).click();
  await (await chooser).setFiles(file);
}

describe('bad files', () => {
  let site, browser, page, folder;
  const seed = readFileSync(SEED, 'utf8');
  before(async () => {
    site = await serve();
    browser = await chromium();
    page = await browser.newPage();
    folder = temporaryFolder();
    await openWeights(page, site.address);
    await kept(page);
    await page.goto(`${site.address}#/`);
    await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
    await page.getByRole('link', { name: 'Data centre siting' }).waitFor();
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  const faults = {
    'not JSON': ['<html>', /expected JSON; line 1, column 1/],
    'other JSON': ['{"name": "other"}', /expected a Weighbridge file/],
    truncated: [seed.slice(0, seed.length / 2), /ends at line \d+, column \d+, before its content is complete/],
    'a newer version': [seed.replace('"version": 1', '"version": 7'), /version 7 of the format; this Weighbridge reads up to version 1/],
    'a duplicate id': [seed.replace(/"next_id"/, '"appraisals_note": 1, "next_id"').replace('"id": 2,', '"id": 1,'), /expected an id of its own, found 1/],
    'a reference to nothing': [seed.replace(/"alternative": \d+/, '"alternative": 9999'), /expected the id of .*found 9999/],
    'a number out of range': [seed.replace(/"points": [\d.]+/, '"points": 101.0'), /expected points from 0 to 100, found 101/],
    'a member given twice': [seed.replace('"title":', '"title": "x", "title":'), /expected each member once, found `title` twice/],
    'text in another encoding': [Buffer.from([0xff, 0xfe, 0x7b, 0x00]), /expected a text file in UTF-8/],
  };
  for (const [name, [content, expected]] of Object.entries(faults)) {
    test(`${name} is refused with its place, and nothing else changes`, async () => {
      assert.notEqual(content, seed);
      const cases = page.locator('section[aria-labelledby="h-cases"] > ul > li.case');
      const before = await cases.count();
      const file = path.join(folder, `${name.replaceAll(' ', '-')}.json`);
      writeFileSync(file, content);
      await pick(page, file);
      const notice = page.locator('.notice--problem');
      await notice.waitFor();
      const text = await notice.textContent();
      assert.match(text, expected);
      assert.match(text, /Nothing else was changed/);
      assert.equal(await cases.count(), before);
      await notice.getByRole('button', { name: 'Dismiss' }).click();
    });
  }

  test('a byte order mark is passed over', async () => {
    const file = path.join(folder, 'with-a-mark.json');
    writeFileSync(file, `\ufeff${seed}`);
    await pick(page, file);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
  });
});

describe('the single file', () => {
  test('a changed weight is there after a reload, in Chromium', async () => {
    const browser = await chromium();
    await changeReloadSame(await browser.newPage(), singleFile());
    await browser.close();
  });

  test('a changed weight is there after a reload, in Firefox', async () => {
    await inFirefox(singleFile());
  });
});

test('the hosted edition keeps a changed weight in Firefox', async () => {
  const site = await serve();
  await inFirefox(site.address);
  await site.stop();
});

/** The same journey by Puppeteer, which has other words for it. */
async function inFirefox(address) {
  const browser = await firefox();
  const page = await browser.newPage();
  const seen = watch(page);
  await open(page, address);
  await page.waitForSelector('.hero__actions .button--quiet');
  await page.click('.hero__actions .button--quiet');
  await page.waitForSelector('.bars__row');
  await page.evaluate(() => { location.hash = location.hash.replace('results', 'weights'); });
  await page.waitForSelector('.ranking__row');
  const read = () => page.$$eval('.ranking__total', cells => cells.map(cell => cell.textContent));
  assert.deepEqual(await read(), ['71.0', '65.4', '61.7', '53.2', '45.1', '34.2']);
  const field = await page.waitForSelector('input[id^="points-"]');
  await field.evaluate(input => { input.focus(); input.select(); });
  await field.type('40');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Saved in this browser/.test(document.querySelector('.masthead__saved').textContent));
  const moved = await read();
  assert.notDeepEqual(moved, ['71.0', '65.4', '61.7', '53.2', '45.1', '34.2']);
  await page.reload();
  await page.waitForSelector('.ranking__row');
  assert.deepEqual(await read(), moved);
  assert.equal(await page.$eval('input[id^="points-"]', input => input.value), '40');
  assert.deepEqual(seen.problems, []);
  await browser.close();
}
