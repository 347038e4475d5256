// The main job: open the example, move a weight, see the ranking answer, come back without a network, export, open the
// export elsewhere. In the hosted edition and in the single file, in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { SITING, chooseFile, dropText, enter, field, kept, openExample, paste, saved, undoNotice } from './drive.mjs';
import { chromium, offlineReady, open, temporaryFolder, withSite } from './lib.mjs';

/** Opens the siting example from the home page and goes to its weights. */
async function openWeights(page, address) {
  await openExample(page, address, 'weights');
  await page.getByRole('heading', { name: 'How much does each improvement matter?' }).waitFor();
}

const finding = page => page.locator('.ranking__finding').textContent();
const totals = page => page.locator('.ranking__row').evaluateAll(rows => rows.map(row => [
  row.querySelector('.ranking__name').firstChild.textContent, row.querySelector('.ranking__total').textContent]));
const points = (page, name) => field(page, `${name}, points`);

/** Types a weight and takes it over. */
const weigh = (page, name, value) => enter(points(page, name), value);

async function changeReloadSame(page, address) {
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
  return moved;
}

describe('hosted edition in Chromium', () => {
  const at = withSite();

  at.inPage('a changed weight is there after a reload, and after the server has stopped', async page => {
    const moved = await changeReloadSame(page, at.address);
    await offlineReady(page);
    await at.site.stop();
    await page.reload();
    await page.locator('.ranking__row').first().waitFor();
    assert.deepEqual(await totals(page), moved);
    await page.goto(at.address);
    await page.getByRole('link', { name: 'Data centre siting' }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.close();
    await at.site.start();
  });

  at.inPage('results move while a slider is dragged, and one drag is one step back', async page => {
    await openWeights(page, at.address);
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
  });

  at.inPage('the slider moves by keys, and shares print as 100.0', async page => {
    await openWeights(page, at.address);
    const slider = page.getByLabel('Lead time, points by slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    assert.equal(await points(page, 'Lead time').inputValue(), '19');
    const shares = await page.locator('.weights__share-number').allTextContents();
    const sum = shares.reduce((sum, share) => sum + Math.round(Number(share) * 10), 0);
    assert.equal(sum, 1000, shares.join(' '));
  });

  at.inPage('what is no weight stays as typed, with what was expected', async page => {
    await openWeights(page, at.address);
    const before = await totals(page);
    await weigh(page, 'Lead time', 'eight');
    assert.equal(await points(page, 'Lead time').inputValue(), 'eight');
    assert.match(await page.locator('.field__error').textContent(), /Enter 0 or more/);
    await weigh(page, 'Lead time', '-1');
    assert.match(await page.locator('.field__error').textContent(), /Enter 0 or more/);
    assert.deepEqual(await totals(page), before);
    await weigh(page, 'Lead time', 8);
    assert.equal(await page.locator('.field__error').count(), 0);
  });

  at.inPage('an export opens in a new profile, and its own export has the same bytes', async page => {
    await openWeights(page, at.address);
    await weigh(page, 'Lead time', 10);
    await kept(page);
    assert.match(await page.locator('.masthead__saved').textContent(), /Never saved to a file/);
    const first = await saved(page);
    await page.locator('.masthead__saved', { hasText: 'has every change' }).waitFor();
    await weigh(page, 'Lead time', 11);
    await page.locator('.masthead__saved', { hasText: '1 change not yet in a file' }).waitFor();
    await page.close();

    const elsewhere = await chromium({ acceptDownloads: true });
    const other = await elsewhere.newPage();
    const file = path.join(temporaryFolder(), 'siting.json');
    writeFileSync(file, first);
    await open(other, at.address);
    await chooseFile(other, file);
    await other.getByRole('heading', { level: 1, name: /leads|leader/ }).waitFor();
    assert.equal(await saved(other), first);
    await elsewhere.close();
  });

  at.inPage('a file can be dropped or pasted', async page => {
    await open(page, at.address);
    await dropText(page, SITING);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
    await open(page, `${at.address}#/`);
    await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
    await paste(page, SITING);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
  });

  at.inPage('a deleted case comes back', async page => {
    await openWeights(page, at.address);
    await kept(page);
    await open(page, `${at.address}#/`);
    const cases = page.locator('section[aria-labelledby="h-cases"] > ul > li.case');
    await cases.first().waitFor();
    await page.waitForTimeout(300);
    const before = await cases.count();
    await cases.first().getByRole('button', { name: /Delete/ }).click();
    await page.getByText('Deleted Data centre siting from this browser.').waitFor();
    await cases.nth(before - 1).waitFor({ state: 'detached' });
    await undoNotice(page);
    await page.getByText('The case is back.').waitFor();
    await cases.nth(before - 1).waitFor();
  });

  at.inPage('a second tab only shows the case until it takes over', async page => {
    await openWeights(page, at.address);
    await kept(page);
    const second = await at.browser.newPage();
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
  });
});

describe('bad files', () => {
  const folder = temporaryFolder();
  let page;
  const at = withSite({
    onePage: async opened => {
      page = opened;
      await openWeights(page, at.address);
      await page.goto(`${at.address}#/`);
      await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
      await page.getByRole('link', { name: 'Data centre siting' }).waitFor();
    },
  });

  const faults = {
    'not JSON': ['<html>', /it is not a Weighbridge file\. Weighbridge opens the \.json files it saves/],
    'a spreadsheet': ['Option,Score\nA,3\n', /it is not a Weighbridge file/],
    'an empty file': ['', /it is empty/],
    'other JSON': ['{"name": "other"}', /it is not a Weighbridge file/],
    truncated: [SITING.slice(0, SITING.length / 2), /it is cut off at line \d+\. Copy or download it again/],
    'a newer version': [SITING.replace('"version": 1', '"version": 7'), /it was saved by a newer Weighbridge \(format 7; this one reads up to format 1\)/],
    'a duplicate id': [SITING.replace(/"next_id"/, '"appraisals_note": 1, "next_id"').replace('"id": 2,', '"id": 1,'), /needs an id of its own, found 1/],
    'a reference to nothing': [SITING.replace(/"alternative": \d+/, '"alternative": 9999'), /needs the id of .*found 9999/],
    'a number out of range': [SITING.replace(/"points": [\d.]+/, '"points": 101.0'), /needs points from 0 to 100, found 101/],
    'a member given twice': [SITING.replace('"title":', '"title": "x", "title":'), /needs each member once, found `title` twice/],
    'text in another encoding': [Buffer.from([0xff, 0xfe, 0x7b, 0x00]), /it is not a Weighbridge file/],
  };
  for (const [name, [content, expected]] of Object.entries(faults)) {
    test(`${name} is refused with its place, and nothing else changes`, async () => {
      assert.notEqual(content, SITING);
      const cases = page.locator('section[aria-labelledby="h-cases"] > ul > li.case');
      const before = await cases.count();
      const file = path.join(folder, `${name.replaceAll(' ', '-')}.json`);
      writeFileSync(file, content);
      await chooseFile(page, file);
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
    writeFileSync(file, `\ufeff${SITING}`);
    await chooseFile(page, file);
    await page.getByRole('heading', { level: 1, name: /leads/ }).waitFor();
  });
});

describe('the single file', () => {
  const at = withSite({ single: true, fresh: true });
  const fox = withSite({ firefox: true, single: true, fresh: true });

  at.inPage('a changed weight is there after a reload, in Chromium', page => changeReloadSame(page, at.address));

  fox.inPage('a changed weight is there after a reload, in Firefox', page => sameInFirefox(page, fox.address));
});

const hosted = withSite({ firefox: true, fresh: true });

hosted.inPage('the hosted edition keeps a changed weight in Firefox', page => sameInFirefox(page, hosted.address));

/** The same journey by Puppeteer, which has other words for it. */
async function sameInFirefox(page, address) {
  await openExample(page, address, 'weights');
  await page.waitForSelector('.ranking__row');
  const read = () => page.$$eval('.ranking__total', cells => cells.map(cell => cell.textContent));
  assert.deepEqual(await read(), ['71.0', '65.4', '61.7', '53.2', '45.1', '34.2']);
  const field = await page.waitForSelector('input[id^="points-"]');
  await field.evaluate(input => { input.focus(); input.select(); });
  await field.type('40');
  await page.keyboard.press('Enter');
  await kept(page);
  const moved = await read();
  assert.notDeepEqual(moved, ['71.0', '65.4', '61.7', '53.2', '45.1', '34.2']);
  await page.reload();
  await page.waitForSelector('.ranking__row');
  assert.deepEqual(await read(), moved);
  assert.equal(await page.$eval('input[id^="points-"]', input => input.value), '40');
}
