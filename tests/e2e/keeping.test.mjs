// Where cases come from and where they are kept: files dropped anywhere, a file of a case that is here already, clearing
// the device, a case kept only in its file, and a case deleted in another tab.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'node:test';
import { LOOKS, addInitiative, downloaded, fits, initiativeNames, kept, look, openExample, shows, startCase, typeInto, undoNotice, until } from './drive.mjs';
import { axe, open, shot, temporaryFolder, withSite } from './lib.mjs';

const SEEDS = new URL('../../seeds/', import.meta.url);
const folder = temporaryFolder();

/** Writes a file of a case and returns its path. `change` may alter the document. */
function file(name, change = () => {}, seed = 'ict-implementation-plan-2015.json') {
  const document = JSON.parse(readFileSync(new URL(seed, SEEDS), 'utf8'));
  change(document);
  const place = path.join(folder, name);
  writeFileSync(place, `${JSON.stringify(document, null, 2)}\n`);
  return place;
}

/** Drops files from the desktop at the middle of an element, as a person does: the browser itself acts on what is not taken. */
async function drop(page, selector, files) {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  const box = await page.locator(selector).first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await session.detach();
}

describe('files dropped on the page', () => {
  const at = withSite();

  for (const [where, selector] of [['the masthead', '.masthead__saved'], ['the foot', '.foot'], ['a field', '#new-initiative, .adder input'], ['the page', '#main']]) {
    at.inPage(`a file dropped on ${where} of a case is opened and the page stays`, async page => {
      await startCase(page, at.address, 'Somewhere else');
      const dropped = file(`plan-${where.replaceAll(' ', '-')}.json`, document => { document.case.title = `Dropped on ${where}`; });
      await drop(page, selector, [dropped]);
      await page.locator('.masthead__case', { hasText: `Dropped on ${where}` }).waitFor();
      assert.ok(page.url().startsWith(at.address), page.url());
    });
  }

  at.inPage('of several files each is opened, and the others are named with what is wrong', async page => {
    await open(page, at.address);
    const one = file('one.json', document => { document.case.title = 'First of several'; });
    const two = file('two.json', document => { document.case.title = 'Second of several'; });
    const letter = path.join(folder, 'letter.docx');
    writeFileSync(letter, 'PK not JSON');
    const newer = file('newer.json', document => { document.version = 9; });
    await drop(page, '.foot', [letter, one, newer, two]);
    const notice = page.locator('.notice--problem');
    await notice.filter({ hasText: '2 of 4 files were not opened.' }).waitFor();
    const said = await notice.textContent();
    assert.match(said, /letter\.docx: /);
    assert.match(said, /newer\.json: /);
    await open(page, `${at.address}#/`);
    for (const title of ['First of several', 'Second of several']) await page.getByRole('link', { name: title }).waitFor();
  });

  at.inPage('a file dropped on the page that checks is checked there, wherever it falls', async page => {
    await open(page, `${at.address}#/check`);
    await page.getByRole('heading', { name: 'check a committee file' }).waitFor();
    await drop(page, '.foot', [file('no-export.json')]);
    await page.locator('#check-result').waitFor();
    assert.match(await page.locator('.check__result').textContent(), /no-export\.json is a case, not a committee file/);
  });

  at.inPage('a row that is dragged still moves', async page => {
    await openExample(page, at.address);
    const taken = await page.evaluate(() => {
      const carried = new DataTransfer();
      carried.setData('text/plain', 'a row');
      const event = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: carried });
      return !document.querySelector('.foot').dispatchEvent(event);
    });
    assert.equal(taken, false, 'text is none of the business of the page');
  });
});

describe('a file of a case that is in this browser already', () => {
  const at = withSite({ fresh: true });
  const entry = (n, what, to) => ({ at: `2026-11-0${n}T10:00:00Z`, event: 'changed', what, to, after_ranking: false });
  /** A case with some changes in its log. */
  const copy = (name, title, entries) => file(name, document => {
    document.case.title = title;
    document.log = entries;
  });
  const asked = () => at.page.getByRole('heading', { level: 1, name: 'This case is already in this browser' }).waitFor();
  const cases = async () => {
    await open(at.page, `${at.address}#/`);
    await at.page.locator('.case__name a').first().waitFor();
    return (await at.page.locator('section[aria-labelledby="h-cases"] .case__name a').allTextContents()).sort();
  };
  const [one, two, three] = [entry(1, 'Title of the case', 'Plan'), entry(2, 'Title of the case', 'Plan two'), entry(3, 'Title of the case', 'Plan three')];
  const opened = title => at.page.locator('.masthead__case', { hasText: title }).waitFor();

  at.inPage('the same content opens the case that is here, without a question', async page => {
    await open(page, at.address);
    await drop(page, '.foot', [copy('plan.json', 'Plan', [one])]);
    await opened('Plan');
    const first = page.url().split('/')[5];
    await open(page, `${at.address}#/`);
    // Having looked at a ranking is no content.
    const looked = { at: '2026-11-04T10:00:00Z', event: { ranking_shown: 9 }, what: 'x', after_ranking: false };
    await drop(page, '.foot', [copy('plan-again.json', 'Plan', [one, looked])]);
    await opened('Plan');
    assert.equal(page.url().split('/')[5], first);
    assert.deepEqual(await cases(), ['Plan']);
  });

  at.inPage('a newer file says so, shows what differs, and what was here is kept as a copy', async page => {
    await open(page, at.address);
    await drop(page, '.foot', [copy('plan.json', 'Plan', [one])]);
    await opened('Plan');
    await drop(page, '.foot', [copy('plan.json', 'Plan two', [one, two])]);
    await asked();
    const main = page.locator('main');
    await main.getByText('The file is newer: it has 1 change that this browser lacks.').waitFor();
    assert.match(await main.locator('.differences').textContent(), /1 difference: 1 changed\..*Title of the case was Plan now Plan two/s);
    for (const [width, colorScheme] of LOOKS) {
      await look(page, width, colorScheme);
      assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
      await fits(page, `${width} ${colorScheme}`);
      await shot(page, `same-case-${width}-${colorScheme}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await main.getByRole('button', { name: 'Use the file' }).press('Enter');
    await opened('Plan two');
    assert.deepEqual(await cases(), ['Plan (before plan.json was opened)', 'Plan two']);
    await page.reload();
    assert.deepEqual(await cases(), ['Plan (before plan.json was opened)', 'Plan two'], 'both are kept');
  });

  at.inPage('an older file can be left where it is', async page => {
    await open(page, at.address);
    await drop(page, '.foot', [copy('plan.json', 'Plan two', [one, two])]);
    await opened('Plan two');
    await drop(page, '.foot', [copy('old.json', 'Plan', [one])]);
    await asked();
    await page.getByText('This browser is newer: it has 1 change that the file lacks.').waitFor();
    await page.getByRole('button', { name: 'Keep what is here' }).click();
    await opened('Plan two');
    assert.deepEqual(await cases(), ['Plan two']);
  });

  at.inPage('two that went apart can stand side by side', async page => {
    await open(page, at.address);
    await drop(page, '.foot', [copy('plan.json', 'Plan two', [one, two])]);
    await opened('Plan two');
    await drop(page, '.foot', [copy('theirs.json', 'Plan three', [one, three])]);
    await asked();
    await page.getByText('Neither is newer. After 1 change in common, the file went on by 1 change and this browser by 1 change.').waitFor();
    await page.getByRole('button', { name: 'Open the file as a separate case' }).click();
    await opened('Plan three');
    assert.deepEqual(await cases(), ['Plan three', 'Plan two']);
  });

  at.inPage('another case is opened without a question', async page => {
    await open(page, at.address);
    await drop(page, '.foot', [copy('plan.json', 'Plan', [one])]);
    await opened('Plan');
    await drop(page, '.foot', [copy('other.json', 'Other', [entry(5, 'Title of the case', 'Other')])]);
    await opened('Other');
    assert.deepEqual(await cases(), ['Other', 'Plan']);
  });
});

describe('what is kept here, and what is not', () => {
  const at = withSite({ fresh: true });
  const left = () => at.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(found => found.name),
    choices: Object.keys(localStorage).filter(key => key.startsWith('weighbridge')),
    caches: (await caches.keys()).filter(name => name.startsWith('weighbridge')),
  }));

  at.inPage('clearing the device offers files, says what goes, and leaves nothing', async page => {
    for (const title of ['Exempt paper', 'Public paper']) {
      await startCase(page, at.address, title);
    }
    await open(page, `${at.address}#/`);
    await page.locator('.foot__theme select').selectOption('dark');
    await page.getByRole('link', { name: 'Clear this device' }).click();
    await page.getByRole('heading', { level: 1, name: 'Clear this device' }).waitFor();
    for (const title of ['Exempt paper', 'Public paper']) {
      const row = page.locator('.case', { hasText: title });
      await row.getByText('Never saved to a file').waitFor();
    }
    const { text } = await downloaded(page, () => page.getByRole('button', { name: 'Save to a file: Exempt paper' }).click());
    assert.equal(JSON.parse(text).case.title, 'Exempt paper');
    await page.locator('.case', { hasText: 'Exempt paper' }).getByText('exempt-paper.json has every change').waitFor();
    await page.getByRole('button', { name: 'Clear this device' }).click();
    await page.getByText('No file has every change of Public paper.').waitFor();
    for (const [width, colorScheme] of LOOKS) {
      await look(page, width, colorScheme);
      assert.deepEqual(await axe(page), [], `${width} ${colorScheme}`);
      await fits(page, `${width} ${colorScheme}`);
      await shot(page, `forget-${width}-${colorScheme}`);
    }
    assert.ok((await left()).databases.includes('weighbridge'), 'one press removes nothing');
    await page.getByRole('button', { name: 'Remove everything from this browser' }).click();
    await page.getByRole('heading', { name: 'This device is cleared' }).waitFor();
    await page.getByText(/^Removed: 2 cases/).waitFor();
    assert.deepEqual(await left(), { databases: [], choices: [], caches: [] });
  });

  at.inPage('all cases can be saved at once, one file each', async page => {
    for (const title of ['First paper', 'Second paper']) {
      await startCase(page, at.address, title);
    }
    await open(page, `${at.address}#/forget`);
    const names = [];
    page.on('download', download => names.push(download.suggestedFilename()));
    await page.getByRole('button', { name: 'Save all cases to files' }).click();
    await page.locator('.case', { hasText: 'First paper' }).getByText('first-paper.json has every change').waitFor();
    await page.locator('.case', { hasText: 'Second paper' }).getByText('second-paper.json has every change').waitFor();
    await until(() => names.sort(), ['first-paper.json', 'second-paper.json']);
  });

  at.inPage('a case kept only in its file leaves nothing in the browser and asks before it is left', async page => {
    await startCase(page, at.address, 'Exempt siting');
    await page.getByRole('link', { name: 'Log', exact: true }).click();
    await page.getByRole('link', { name: 'History of this case' }).click();
    await page.getByRole('button', { name: 'Keep it only in my file' }).click();
    await page.getByText('It was never saved to a file').waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Remove it from this browser' }).click();
    await page.locator('.masthead__saved', { hasText: 'Only in your file' }).waitFor();
    await page.getByText('This browser keeps nothing of this case').waitFor();
    const kept = await page.evaluate(() => new Promise((resolve, reject) => {
      const request = indexedDB.open('weighbridge');
      request.onerror = () => reject(request.error);
      request.onsuccess = async () => {
        const database = request.result;
        const names = [...database.objectStoreNames];
        const counts = names.map(name => new Promise(done => {
          const all = database.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => done(JSON.stringify(all.result).includes('Exempt siting') ? [name] : []);
        }));
        resolve((await Promise.all(counts)).flat());
        database.close();
      };
    }));
    assert.deepEqual(kept, [], 'no store holds anything of it');
    let asked = false;
    page.on('dialog', dialog => { asked = true; dialog.dismiss(); });
    await page.locator('main').click();
    await page.goto('about:blank').catch(() => {});
    assert.ok(asked, 'leaving asks');
  });

  at.inPage('a case deleted in another tab does not come back unasked', async page => {
    await startCase(page, at.address, 'Deleted elsewhere');
    for (const answer of ['Keep it', 'Let it go']) {
      const other = await at.browser.newPage();
      await open(other, `${at.address}#/`);
      await other.getByRole('button', { name: 'Delete Deleted elsewhere' }).click();
      await other.getByText('Deleted Deleted elsewhere from this browser.').waitFor();
      await page.getByText('This case was deleted in another tab.').waitFor();
      assert.deepEqual(await axe(page), []);
      await page.getByRole('button', { name: answer }).click();
      await open(other, `${at.address}#/`);
      await other.getByRole('heading', { name: 'Cases' }).waitFor();
      if (answer === 'Keep it') {
        await kept(page);
        await other.reload();
        await other.locator('.case__name a', { hasText: 'Deleted elsewhere' }).waitFor();
      } else {
        await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
        await other.getByText('Deleted in the last 30 days').waitFor();
        assert.equal(await other.locator('.case__name a', { hasText: 'Deleted elsewhere' }).count(), 0);
      }
      await other.close();
    }
  });

  at.inPage('what is in memory only of a case comes back with it when it is deleted', async page => {
    await startCase(page, at.address, 'Deleted twice');
    const address = page.url();
    const other = await at.browser.newPage();
    await open(other, `${at.address}#/`);
    await other.getByRole('button', { name: 'Delete Deleted twice' }).click();
    await page.getByText('This case was deleted in another tab.').waitFor();
    await page.goto(address.replace(/#\/case\/([^/]+).*/, '#/case/$1/programme'));
    await page.locator('#add-initiative').fill('Typed after the deletion');
    await page.keyboard.press('Enter');
    await shows(page, 'Typed after the deletion');
    await other.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await other.getByText('The case is back.').waitFor();
    await other.close();
    await page.evaluate(() => { location.hash = '#/'; });
    await page.getByRole('button', { name: 'Delete Deleted twice' }).click();
    await page.getByText('Deleted Deleted twice from this browser.').waitFor();
    await undoNotice(page);
    await page.getByText('The case is back.').waitFor();
    await open(page, address.replace(/#\/case\/([^/]+).*/, '#/case/$1/programme'));
    await shows(page, 'Typed after the deletion');
  });

  at.inPage('a case that is being deleted is not shown as if it were kept', async page => {
    await startCase(page, at.address, 'Going');
    const address = page.url();
    await page.evaluate(() => { location.hash = '#/'; });
    const button = page.getByRole('button', { name: 'Delete Going' });
    await button.waitFor();
    // Back before the deletion is over.
    await button.evaluate((button, hash) => { button.click(); location.hash = hash; }, new URL(address).hash);
    await page.getByText('Deleted Going from this browser.').waitFor();
    await page.getByRole('heading', { name: 'Weigh the options.' }).waitFor();
    assert.equal(new URL(page.url()).hash, '#/');
  });

  // The second press used to take the case from the first, seconds later, with what stood in storage then.
  at.inPage('pressing Take over twice takes it once, and nothing that is changed meanwhile goes', async page => {
    await startCase(page, at.address, 'Pressed twice');
    await addInitiative(page, 'Network');
    await kept(page);
    const second = await at.browser.newPage();
    await second.goto(page.url());
    const button = second.getByRole('button', { name: 'Take over' });
    await button.waitFor();
    // Each time that the tab begins to write, or ceases to: a button is there, or is there no more.
    await second.evaluate(() => {
      const isThere = () => [...document.querySelectorAll('header button')].some(one => one.textContent === 'Take over');
      globalThis.turns = [isThere()];
      new MutationObserver(() => { if (isThere() !== globalThis.turns.at(-1)) globalThis.turns.push(isThere()); })
        .observe(document.querySelector('header'), { childList: true, subtree: true });
    });
    await button.evaluate(button => { button.click(); button.click(); });
    await button.waitFor({ state: 'detached' });
    for (let n = 1; n <= 50; n += 1) {
      await typeInto(second, 'initiatives', n === 1 ? 'Network' : `Network ${n - 1}`, null, `Network ${n}`);
      await kept(second);
      assert.deepEqual(await initiativeNames(second), [`Network ${n}`]);
    }
    assert.deepEqual(await second.evaluate(() => globalThis.turns), [true, false], 'it writes from then on');
    await kept(second);
    await second.reload();
    await shows(second, 'Network 50');
    await second.close();
  });
});
