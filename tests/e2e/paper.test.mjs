// On paper: no text ends where its field ends, no column is missing without a word, and the screen is as it was afterwards.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'node:test';
import { inflateSync } from 'node:zlib';
import { chooseFile, downloaded, fileOf, openExample, openFile, openProgramme, pageOfCase, say, step, until, withoutPickers } from './drive.mjs';
import { open, shot, withSite } from './lib.mjs';

const file = name => fileURLToPath(new URL(`../files/cases/${name}.json`, import.meta.url));
const read = name => JSON.parse(readFileSync(file(name), 'utf8')).case.appraisals[0];

async function openCase(page, address, name, at) {
  await openFile(page, address, file(name));
  await page.evaluate(id => { location.hash = `${location.hash.split('/').slice(0, 3).join('/')}/appraisal/${id}/results`; }, read(name).id);
  await step(page, at);
}

/** Has the page prepare itself as for paper, and shows it so. */
async function onPaper(page) {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
}

/** Returns the text of what can be seen of the page's main part, and whether anything of it ends beyond the sheet. */
const seen = page => page.evaluate(() => {
  const main = document.querySelector('main');
  const cut = [...main.querySelectorAll('td, th, p, input, textarea')].filter(one => {
    const box = one.getBoundingClientRect();
    const isSeen = one.checkVisibility() && box.width > 0;
    return isSeen && (box.right > innerWidth + 1 || (/INPUT|AREA/.test(one.tagName) && one.type !== 'radio' && one.type !== 'checkbox'));
  });
  return { text: main.innerText, cut: cut.map(one => `${one.tagName} ${one.textContent.slice(0, 40)}`) };
});

/** Returns how many letters stand on each sheet of a PDF, in its margins too. */
function letters(pdf) {
  const text = pdf.toString('latin1');
  const objects = new Map([...text.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)].map(([, id, body]) => [id, body]));
  const sheets = [...objects.values()].filter(body => /\/Type \/Page\b(?!s)/.test(body));
  return sheets.map(body => {
    const stream = objects.get(body.match(/\/Contents (\d+) 0 R/)[1]);
    const packed = stream.slice(stream.indexOf('stream\n') + 7, stream.lastIndexOf('\nendstream'));
    return (inflateSync(Buffer.from(packed, 'latin1')).toString('latin1').match(/T[jJ]\b/g) ?? []).length;
  });
}

/** As many letters as the margins of a sheet and the name at its head may have. */
const BLANK = 150;

describe('on paper', () => {
  const at = withSite();

  at.inPage('no sheet of any page is blank', async page => {
    const print = async what => {
      const found = letters(await page.pdf({ preferCSSPageSize: true }));
      assert.ok(found.length > 0 && found.every(n => n > BLANK), `${what}: letters on each sheet ${found}`);
    };
    await openExample(page, at.address);
    for (const one of ['context', 'options', 'criteria', 'scores', 'costs', 'weights', 'results', 'sensitivity', 'record']) {
      await step(page, one);
      await page.locator('main h1').waitFor();
      await print(one);
    }
    await openProgramme(page, at.address, 'Programme');
    await page.locator('.findings').waitFor();
    await print('the programme');
    await pageOfCase(page, 'Alignment');
    await page.locator('.matrix').waitFor();
    await print('the alignment');
  });

  at.inPage('the browser says when it prints', async page => {
    await open(page, `${at.address}#/`);
    await page.evaluate(() => {
      globalThis.said = [];
      for (const name of ['beforeprint', 'afterprint']) addEventListener(name, () => globalThis.said.push(name));
    });
    await page.pdf();
    assert.deepEqual(await page.evaluate(() => globalThis.said), ['beforeprint', 'afterprint']);
  });

  at.inPage('each sheet says which case it is of, the day, the digest and its number', async page => {
    await openCase(page, at.address, 'long-recommendation', 'results');
    await onPaper(page);
    const { title } = JSON.parse(readFileSync(file('long-recommendation'), 'utf8')).case;
    const rule = await page.evaluate(() => [...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText).join());
    assert.ok(rule.includes(title), rule);
    assert.match(rule, /Printed \d+ [A-Z][a-z]+ \d{4}\. Digest [0-9a-f]{16}\./);
    assert.match(rule, /counter\(page\)/);
  });

  at.inPage('a recommendation is printed to its last word', async page => {
    await openCase(page, at.address, 'long-recommendation', 'record');
    await page.locator('#record-why').waitFor();
    await onPaper(page);
    const { recommendation } = read('long-recommendation').record;
    const { text, cut } = await seen(page);
    assert.ok(text.includes(recommendation.slice(-60)), text);
    assert.deepEqual(cut, [], 'no field is printed as a box');
    await shot(page, 'paper-record');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    assert.ok(await page.locator('#record-why').isVisible());
    assert.equal(await page.locator('[data-paper]').count(), 0, 'nothing of it is left');
  });

  at.inPage('no name and no figure is left off, and no empty form is printed', async page => {
    await openExample(page, at.address, 'costs');
    await page.locator('form.costs__dated').waitFor();
    await onPaper(page);
    assert.doesNotMatch((await seen(page)).text, /New sum/);
    await page.emulateMedia({ media: 'screen' });
    await step(page, 'record');
    await say(page.locator('#record-export'), 'A draft for the panel.');
    await withoutPickers(page);
    const { text: exported } = await downloaded(page, () => page.locator('#export').click());
    await onPaper(page);
    assert.doesNotMatch((await seen(page)).text, /For the committee/, 'how to export is of no use on paper');
    await open(page, `${at.address}#/`);
    assert.match(await page.locator('section', { has: page.locator('#h-examples') }).innerText(), /ICT programme, February 2020/);
    await page.emulateMedia({ media: 'screen' });
    await chooseFile(page, fileOf(exported, 'siting.json'));
    await until(() => page.locator('.read__scores tbody tr').count(), 90);
    await onPaper(page);
    const points = await page.locator('.read__how .summary').evaluateAll(all => all.filter(one => one.checkVisibility()).map(one => one.innerText));
    assert.equal(points.length, 90);
    assert.ok(points.every(figure => /^\d+\.\d$/.test(figure)), points.join());
  });

  at.inPage('a table of sixteen options is printed in parts that hold every column', async page => {
    await openCase(page, at.address, 'sixteen-options', 'scores');
    await page.locator('.sheet__score').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
    const shown = await page.locator('.sheet tbody tr').evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent)));
    await onPaper(page);
    const { text, cut } = await seen(page);
    for (const { name } of read('sixteen-options').alternatives) assert.ok(text.includes(name), name);
    assert.deepEqual(cut, []);
    const parts = await page.locator('.printed-tables table').evaluateAll(tables => tables.map(table => [...table.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent))));
    assert.ok(parts.length > 1);
    // Beside each other they are the table that is on the screen, and each names its rows.
    const whole = shown.map((_, at) => [parts[0][at][0], ...parts.flatMap(part => part[at].slice(1))]);
    assert.deepEqual(whole, shown);
    for (const part of parts) assert.deepEqual(part.map(row => row[0]), shown.map(row => row[0]));
    assert.match(text, /Columns 1 to \d+ of 16\./);
    await shot(page, 'paper-scores');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.ok(await page.locator('.sheet').first().isVisible());
    assert.equal(await page.locator('[data-paper]').count(), 0);
  });
});
