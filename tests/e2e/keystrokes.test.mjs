// What is typed counts: it is in every file, survives every way of leaving, and nothing of one case lands in another's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { addInitiative, cellOf, chooseFile, fileOf, initiativeNames, kept, openExample, saved, shows, startAppraisal, startCase, step, until } from './drive.mjs';
import { axe, open, usable, withSite } from './lib.mjs';

const WHY = 'Because the lead is larger than what counts.';
const state = page => page.locator('.masthead__saved');

/** Gives the page a picker for saving that hands out files kept in the page, and answers after `ms`. */
async function fakePicker(page, ms) {
  await page.evaluate(ms => {
    globalThis.saved = {};
    globalThis.showSaveFilePicker = async ({ suggestedName }) => {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
      const name = suggestedName;
      return {
        name,
        requestPermission: async () => 'granted',
        queryPermission: async () => 'granted',
        createWritable: async () => ({
          write: async text => { await new Promise(resolve => setTimeout(resolve, ms)); globalThis.saved[name] = text; },
          close: async () => {},
          abort: async () => {},
        }),
        getFile: async () => new File([globalThis.saved[name]], name),
      };
    };
  }, ms);
}

describe('what is being typed', () => {
  const at = withSite({ clean: false });

  at.inPage('Ctrl+S saves the field in hand: a text, a number, a score, a name', async page => {
    await openExample(page, at.address, 'record');
    await page.getByLabel('Why', { exact: true }).click();
    await page.keyboard.type(WHY);
    assert.match(await saved(page), new RegExp(WHY));
    await page.locator('.masthead__saved', { hasText: 'has every change' }).waitFor();

    await step(page, 'weights');
    const weight = page.getByLabel('Lead time, points', { exact: true });
    await weight.click();
    await weight.fill('83.25');
    assert.match(await saved(page), /83\.25/);

    await step(page, 'scores');
    const cell = page.locator('.sheet__score').first();
    await cell.click();
    await cell.press('Enter');
    await page.locator('.sheet__entry').fill('77.125');
    assert.match(await saved(page), /77\.125/);
  });

  at.inPage('after a second of quiet it is kept, and until then the line at the top says so', async page => {
    await openExample(page, at.address, 'record');
    const why = page.getByLabel('Why', { exact: true });
    await why.click();
    await page.keyboard.type('Half a word ');
    await page.locator('.masthead__saved', { hasText: 'One field is not yet kept.' }).waitFor();
    await kept(page);
    assert.equal(await why.inputValue(), 'Half a word ', 'as typed, the space at the end too');
    await page.keyboard.type('and more');
    assert.equal(await why.inputValue(), 'Half a word and more');
    await kept(page);
    await page.keyboard.press('Escape');
    assert.notEqual(await why.inputValue(), 'Half a word and more', 'Escape takes it back');
  });

  at.inPage('reload, Back and another page keep what was being typed', async page => {
    await openExample(page, at.address, 'record');
    const why = page.getByLabel('Why', { exact: true });
    await why.click();
    await why.fill('Before the reload');
    await page.reload();
    await usable(page);
    assert.equal(await page.getByLabel('Why', { exact: true }).inputValue(), 'Before the reload');
    await page.getByLabel('Why', { exact: true }).fill('Before Back');
    await page.goBack();
    await page.goForward();
    await page.getByLabel('Why', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Why', { exact: true }).inputValue(), 'Before Back');
  });

  at.inPage('what was refused stays as typed, with its message, whatever else is edited', async page => {
    await openExample(page, at.address, 'weights');
    const one = page.getByLabel('Lead time, points', { exact: true });
    await one.fill('many');
    await one.press('Enter');
    await page.locator('.field__error').first().waitFor();
    const other = page.getByLabel('Power and connectivity, points', { exact: true }).or(page.locator('.weights__points input[type=text]').nth(3));
    await other.first().fill('41');
    await other.first().press('Enter');
    await page.locator('.masthead__saved', { hasText: 'One field is not yet kept.' }).waitFor();
    assert.equal(await one.inputValue(), 'many');
    assert.match(await page.locator('.field__error').first().textContent(), /Enter 0 or more/);
    assert.deepEqual(await axe(page), []);
    await one.press('Escape');
    assert.notEqual(await one.inputValue(), 'many');
    await kept(page);
  });

  at.inPage('a save that is still under way when another case is opened writes its own file and marks its own case', async page => {
    const a = await startCase(page, at.address, 'Case A');
    const b = await startCase(page, at.address, 'Case B');
    await page.goto(a);
    await page.locator('.masthead__case', { hasText: 'Case A' }).waitFor();
    await addInitiative(page, 'Only in A');
    await kept(page);
    await fakePicker(page, 1500);
    await page.keyboard.press('Control+s');
    await page.evaluate(hash => { location.hash = hash; }, new URL(b).hash);
    await page.locator('.masthead__case', { hasText: 'Case B' }).waitFor();
    await page.locator('.notice', { hasText: 'case-a.json' }).waitFor();
    assert.match(await state(page).textContent(), /Never saved to a file/);
    await addInitiative(page, 'Only in B');
    await page.keyboard.press('Control+s');
    await page.locator('.notice', { hasText: 'case-b.json' }).waitFor();
    const files = await page.evaluate(() => globalThis.saved);
    assert.deepEqual(Object.keys(files).sort(), ['case-a.json', 'case-b.json']);
    assert.match(files['case-a.json'], /Only in A/);
    assert.doesNotMatch(files['case-a.json'], /Only in B/);
    assert.match(files['case-b.json'], /Only in B/);
    await page.evaluate(hash => { location.hash = hash; }, new URL(a).hash);
    await page.locator('.masthead__saved', { hasText: 'case-a.json has every change' }).waitFor();
  });

  at.inPage('a file opened by the picker is saved to without asking for a place', async page => {
    await startCase(page, at.address, 'Picked');
    const text = await saved(page);
    await open(page, `${at.address}#/`);
    await page.evaluate(text => {
      globalThis.file = text.replace('"Picked"', '"Picked again"');
      globalThis.asked = 0;
      globalThis.showSaveFilePicker = async () => { globalThis.asked += 1; throw new DOMException('', 'AbortError'); };
      globalThis.showOpenFilePicker = async () => [{
        name: 'from-the-picker.json',
        requestPermission: async () => 'granted',
        queryPermission: async () => 'granted',
        getFile: async () => new File([globalThis.file], 'from-the-picker.json', { lastModified: globalThis.at }),
        createWritable: async () => ({ write: async text => { globalThis.file = text; globalThis.at += 1000; }, close: async () => {}, abort: async () => {} }),
      }];
      globalThis.at = 1_700_000_000_000;
    }, text);
    await page.getByRole('button', { name: /^Open a file/ }).click();
    await page.locator('.masthead__case', { hasText: 'Picked again' }).waitFor();
    await addInitiative(page, 'Into the same file');
    await page.keyboard.press('Control+s');
    await page.locator('.notice', { hasText: 'Saved to from-the-picker.json.' }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.asked), 0);
    assert.match(await page.evaluate(() => globalThis.file), /Into the same file/);
    // Somebody else writes to it: that is asked about, and nothing is lost of theirs before the answer.
    await page.evaluate(() => { globalThis.file = 'theirs'; globalThis.at += 5000; });
    await addInitiative(page, 'After theirs');
    await page.keyboard.press('Control+s');
    await page.locator('.notice', { hasText: 'from-the-picker.json was changed by somebody else' }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.file), 'theirs');
    await page.getByRole('button', { name: 'Write over it' }).click();
    await page.locator('.notice', { hasText: 'Saved to from-the-picker.json.' }).waitFor();
    assert.match(await page.evaluate(() => globalThis.file), /After theirs/);
  });

  at.inPage('steps back and forth, however quick, end at the case of the last, to be written by this tab', async page => {
    const a = new URL(await startCase(page, at.address, 'Quick A')).hash;
    const b = new URL(await startCase(page, at.address, 'Quick B')).hash;
    for (const pause of [5, 30, 60, 120]) {
      await page.evaluate(hash => { location.hash = hash; }, a);
      await page.locator('.masthead__case', { hasText: 'Quick A' }).waitFor();
      await page.evaluate(async ([a, b, pause]) => {
        for (const hash of [b, a, b, '#/', b, a, b]) {
          location.hash = hash;
          await new Promise(resolve => setTimeout(resolve, pause));
        }
      }, [a, b, pause]);
      await page.locator('.masthead__case', { hasText: 'Quick B' }).waitFor();
      await kept(page);
      const name = `After ${pause} ms`;
      await addInitiative(page, name);
      await kept(page);
      assert.equal(await page.getByRole('button', { name: 'Take over' }).count(), 0);
      await page.reload();
      await usable(page);
      await shows(page, name);
    }
  });

  at.inPage('an edit in one case, then at once another case: both are kept, and neither says that another tab was there', async page => {
    const a = await startCase(page, at.address, 'Race A');
    const b = await startCase(page, at.address, 'Race B');
    for (let round = 0; round < 5; round += 1) {
      await page.evaluate(hash => { location.hash = hash; }, new URL(a).hash);
      await page.locator('.masthead__case', { hasText: 'Race A' }).waitFor();
      await page.getByLabel('Name of the initiative').fill(`A${round}`);
      await page.evaluate(hash => {
        document.activeElement.form.requestSubmit();
        setTimeout(() => { location.hash = hash; }, 60);
      }, new URL(b).hash);
      await page.locator('.masthead__case', { hasText: 'Race B' }).waitFor();
      await addInitiative(page, `B${round}`);
      await kept(page);
    }
    for (const [address, letter] of [[a, 'A'], [b, 'B']]) {
      await page.goto('about:blank');
      await open(page, address);
      await shows(page, `${letter}4`);
      await until(() => initiativeNames(page), [0, 1, 2, 3, 4].map(round => `${letter}${round}`));
    }
  });

  at.inPage('work that storage does not take stays in memory when another case is opened, and Home names it', async page => {
    const a = await startCase(page, at.address, 'Full A');
    await startCase(page, at.address, 'Full B');
    await page.goto(a);
    await page.locator('.masthead__case', { hasText: 'Full A' }).waitFor();
    await kept(page);
    await page.evaluate(() => {
      globalThis.realPut = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await addInitiative(page, 'Held in memory');
    await page.locator('.masthead__failed').waitFor();
    assert.match(await state(page).textContent(), /Not saved\. There is no room left/);
    assert.doesNotMatch(await state(page).textContent(), /IdbError|JsValue|QuotaExceeded/);
    await page.getByRole('link', { name: 'Weighbridge', exact: true }).click();
    const list = page.getByRole('list', { name: 'Cases that are not kept' });
    await list.getByText('Full A').waitFor();
    assert.deepEqual(await axe(page), []);
    await page.locator('.case', { hasText: 'Full B' }).getByRole('link').first().click();
    await page.locator('.masthead__case', { hasText: 'Full B' }).waitFor();
    await page.getByRole('link', { name: 'Weighbridge', exact: true }).click();
    await list.getByRole('link', { name: 'Full A' }).click();
    await page.locator('.masthead__case', { hasText: 'Full A' }).waitFor();
    await shows(page, 'Held in memory');
    // Room again: it is kept by itself.
    await page.evaluate(() => { IDBObjectStore.prototype.put = globalThis.realPut; });
    await kept(page);
    await page.reload();
    await usable(page);
    await shows(page, 'Held in memory');
  });

  at.inPage('what Home says of the newest copy follows what the file holds, not the clock', async page => {
    await startCase(page, at.address, 'Clockless');
    await addInitiative(page, 'First');
    await saved(page);
    await page.locator('.masthead__saved', { hasText: 'has every change' }).waitFor();
    await addInitiative(page, 'At once behind it');
    await page.locator('.masthead__saved', { hasText: '1 change not yet in a file' }).waitFor();
    await kept(page);
    await page.getByRole('link', { name: 'Weighbridge', exact: true }).click();
    const row = page.locator('.case', { hasText: 'Clockless' });
    await row.getByText(/is 1 change behind/).waitFor();
  });

  at.inPage('a case opens where most of it is, whatever it is called', async page => {
    await startCase(page, at.address, 'Landing');
    await startAppraisal(page, 'Which initiative comes first');
    await kept(page);
    await page.getByRole('link', { name: 'Weighbridge', exact: true }).click();
    await page.locator('.case', { hasText: 'Landing' }).getByRole('link').first().click();
    // There is nothing to compare by yet, so it opens where it begins.
    await page.waitForURL(/appraisal\/\d+\/context$/);
  });

  at.inPage('a file opened twice is one case, also after a look at its ranking', async page => {
    await open(page, `${at.address}#/`);
    const text = readFileSync(new URL('../files/cases/opened-twice.json', import.meta.url), 'utf8');
    for (let time = 0; time < 2; time += 1) {
      await chooseFile(page, fileOf(text, 'opened-twice.json'));
      await page.locator('.masthead__case').waitFor();
      await page.locator('.masthead__saved', { hasText: 'opened-twice.json has every change' }).waitFor();
      await page.getByRole('link', { name: 'Weighbridge', exact: true }).click();
      await page.getByRole('heading', { name: 'Cases', exact: true }).waitFor();
    }
    const title = JSON.parse(text).case.title;
    await page.locator('.case', { hasText: title }).first().waitFor();
    assert.equal(await page.locator('.case__name a', { hasText: title }).count(), 1);
  });

  at.inPage('a tab that lost its case in the middle stays a reader; what it could not keep is marked and offered', async page => {
    const address = await startCase(page, at.address, 'Two tabs');
    const second = await at.browser.newPage();
    await second.goto(address);
    await second.getByRole('button', { name: 'Take over' }).waitFor();
    // The first tab's saves do not come through any more, and it answers nobody.
    await page.evaluate(() => {
      globalThis.realPut = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await addInitiative(page, 'Not kept in the first');
    await page.locator('.masthead__failed').waitFor();
    await second.getByRole('button', { name: 'Take over' }).click();
    await second.getByRole('button', { name: 'Take over' }).waitFor({ state: 'detached' });
    await page.locator('.masthead__saved', { hasText: 'Read only' }).waitFor();
    await page.getByRole('alert').filter({ hasText: '1 change made in this tab was not kept' }).waitFor();
    await page.evaluate(() => { IDBObjectStore.prototype.put = globalThis.realPut; });
    await addInitiative(second, 'Kept by the second');
    await kept(second);
    // The reader shows what the writer saved, stays a reader, and still offers its own.
    await shows(page, 'Kept by the second');
    assert.deepEqual(await axe(page), []);
    await page.getByRole('button', { name: 'Open them as a case of their own' }).click();
    await page.locator('.masthead__case', { hasText: 'changes that were not kept' }).waitFor();
    await shows(page, 'Not kept in the first');
    await kept(page);
    await second.reload();
    await usable(second);
    await shows(second, 'Kept by the second');
    assert.ok(!(await initiativeNames(second)).includes('Not kept in the first'));
    await second.close();
  });

  at.inPage('a writer that is asked finishes its saves and what is being typed before the other takes over', async page => {
    const address = await startCase(page, at.address, 'Handed over');
    await addInitiative(page, 'First');
    const second = await at.browser.newPage();
    await second.goto(address);
    await second.getByRole('button', { name: 'Take over' }).waitFor();
    await cellOf(page, 'initiatives', 'First').dblclick();
    await page.locator('#initiatives-entry').fill('Renamed, not left');
    await second.getByRole('button', { name: 'Take over' }).click();
    await second.getByRole('button', { name: 'Take over' }).waitFor({ state: 'detached' });
    await kept(second);
    assert.match(await page.locator('.masthead__saved').textContent(), /Read only/);
    assert.equal(await page.getByRole('alert').count(), 0);
    await shows(second, 'Renamed, not left');
    await second.close();
  });
});

const alone = withSite({ fresh: true, clean: false });

// Chromium tells of a change and of a lost focus while it takes a field off the page.
alone.inPage('a field that is taken off the page with the focus in it stops nothing', async page => {
  const problems = [];
  page.on('console', message => { if (message.type() === 'error') problems.push(message.text()); });
  const goes = async () => {
    await page.locator('main h1').waitFor();
    assert.equal(await page.locator('.guard').count(), 0, problems.join('\n'));
  };
  await startCase(page, alone.address, 'Fields that go');
  await addInitiative(page, 'Roof');
  await cellOf(page, 'initiatives', 'Roof').dblclick();
  await page.locator('#initiatives-entry').fill('Roof and more');
  const undo = () => page.evaluate(() => [...document.querySelectorAll('header button')].find(one => one.textContent === 'Undo').click());
  await undo();
  await undo();
  await until(() => initiativeNames(page), []);
  await goes();
  await openExample(page, alone.address, 'scores');
  for (const [name, selector] of [['scores', null], ['weights', 'main input[id^="points-"]'], ['criteria', 'main input[type="text"]'], ['record', '#record-why'], ['context', 'main input[type="text"]'], ['options', 'main input[type="text"]']]) {
    await step(page, name);
    if (selector) await page.locator(selector).first().focus();
    else await page.locator('main td button, main [id^="score-"]').first().focus();
    await page.keyboard.type('7');
    // The element goes while it has the focus, and what it belongs to has gone before it.
    await page.evaluate(() => {
      const field = document.activeElement;
      location.hash = location.hash.replace(/[a-z]+$/, 'sensitivity');
      return new Promise(resolve => {
        const look = () => (field.isConnected ? setTimeout(look, 5) : resolve());
        // Back to the field, as a script of the browser or a screen reader may bring it.
        setTimeout(() => { field.focus(); look(); }, 0);
      });
    });
    await goes();
  }
  assert.deepEqual(problems, []);
});

// Where a press gives no focus, as in Safari and from some screen readers, another cell is chosen while a field of the panel
// still has it: the panel is made anew under what is being typed.
for (const [name, firefox] of [['Chromium', false], ['Firefox', true]]) {
  const at = withSite({ firefox, single: true, fresh: true, clean: false });

  at.inPage(`in ${name}, a panel that is made anew under what is being typed keeps it`, async page => {
    const problems = [];
    page.on('console', message => { if (message.type() === 'error') problems.push(message.text()); });
    await openExample(page, at.address, 'scores');
    await page.waitForSelector('.sheet__score');
    const ids = await page.evaluate(() => [...document.querySelectorAll('.sheet__score')].map(cell => cell.id));
    for (const [field, words] of [['#score-entry', '12.3'], ['#score-reason', 'Seen on site'], ['#score-source', 'Survey, page 3']]) {
      await page.evaluate(id => document.getElementById(id).click(), ids[0]);
      await page.waitForSelector(field);
      const before = await page.evaluate(field => { const at = document.querySelector(field); at.focus(); at.select(); return at.value; }, field);
      assert.notEqual(before, words);
      await page.keyboard.type(words);
      await page.evaluate(id => document.getElementById(id).click(), ids.at(-1));
      await page.evaluate(id => document.getElementById(id).click(), ids[0]);
      const found = await page.evaluate(([field, words]) => new Promise(resolve => {
        const end = Date.now() + 5000;
        const look = () => {
          const [stopped, value] = [document.querySelector('.guard')?.textContent ?? '', document.querySelector(field)?.value];
          if (stopped || value === words || Date.now() > end) resolve([stopped, value]);
          else setTimeout(look, 20);
        };
        look();
      }), [field, words]);
      assert.deepEqual(found, ['', words], problems.join('\n'));
    }
    assert.deepEqual(problems, []);
  });
}

const fox = withSite({ firefox: true, single: true, fresh: true, clean: false });

fox.inPage('in Firefox, reload and Back keep what was being typed', async page => {
  await openExample(page, fox.address, 'record');
  await page.waitForSelector('#record-why, main textarea');
  const type = async words => {
    await page.evaluate(() => { const field = document.querySelector('main textarea'); field.focus(); field.select(); });
    await page.keyboard.type(words);
  };
  const shown = () => page.evaluate(() => document.querySelector('main textarea')?.value);
  await type('Before the reload');
  await page.reload();
  await page.waitForFunction(() => document.querySelector('main textarea')?.value === 'Before the reload');
  await type('Before Back');
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => !/record$/.test(location.hash));
  await page.evaluate(() => history.forward());
  await page.waitForFunction(() => document.querySelector('main textarea')?.value === 'Before Back');
  assert.equal(await shown(), 'Before Back');
});
