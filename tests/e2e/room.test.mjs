// The window that a room sees: opened by a key, told whole pictures, and legible from the back; whatever happens to either window,
// nothing is lost and one plain sentence says so.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { focused, kept, openExample, still, until } from './drive.mjs';
import { axe, open, shot, withSite } from './lib.mjs';
import { CANARIES, count, everything, inPoints, lock, onTitle, prepare, said, slip, slips, titled } from './workshop.mjs';

const NAME = '0123456789abcdef0123456789abcdef';
const title = room => room.locator('#picture-title').textContent();
const foot = room => room.locator('.picture__foot').textContent();
const line = page => page.locator('#room-line').textContent();
const inRoom = room => room.locator('.picture__count').textContent();

/** Opens the room's window by its key, and waits until it shows what the console says. */
async function openRoom(page, keys) {
  await page.locator('#workshop-title').focus();
  const [room] = await Promise.all([page.context().waitForEvent('page'), keys.press('w')]);
  await room.locator('#picture-title').waitFor();
  await until(async () => (await line(page)).startsWith('The room sees: '), true, 'the console says what the room sees');
  return room;
}

/** Whatever is in the room's window: its text, its attributes, its address and what it keeps. */
const ofRoom = room => everything(room).then(({ texts }) => texts);

for (const [edition, single] of [['hosted', false], ['single file', true]]) {
  describe(`the room's window, ${edition}`, () => {
    const at = withSite({ single, fresh: true });

    at.inPage('it sees what is public, and survives whatever happens to either window', async page => {
      const keys = await prepare(page, at.address, { own: true });
      await until(() => line(page), 'The room sees nothing yet. W opens its window; drag it to the projector and press F there.');
      const room = await openRoom(page, keys);
      assert.equal(await title(room), 'Data centre siting');
      assert.match(room.url(), /#\/room\/[0-9a-f]{32}$/);
      await keys.press('n');
      await until(() => title(room), 'How your scores are treated');
      assert.match(await room.locator('.picture__says').last().textContent(), /14 August 2027/);
      await keys.press('n');
      await until(() => title(room), 'Resilience');
      assert.match(await room.locator('.picture__ends').first().textContent(), /^100.+0/);

      // Ballots come in: the console shows what is typed, the room how many are in.
      await lock(page, keys);
      await until(() => title(room), 'First choice');
      await slips(page, keys, () => [3], [1, 2]);
      await until(() => inRoom(room), '2 of 5 in');
      await keys.press('Escape');
      await onTitle(page);
      await keys.press('n');
      await until(() => title(room), 'Resilience');
      await keys.press('v');
      await inPoints(page, keys);
      await keys.press('1');
      await until(() => focused(page), 'slip-0');
      await keys.type('37');
      await keys.press('Tab');
      await keys.type('83');
      assert.deepEqual(await page.locator('#slip-0, #slip-1').evaluateAll(all => all.map(one => one.value)), ['37', '83']);
      assert.deepEqual((await ofRoom(room)).filter(text => CANARIES.test(text)), []);
      assert.equal(await room.locator('.button, .button__key, input').count(), 0, 'no key of the console is on the screen of the room');
      await keys.press('Escape');
      await onTitle(page);

      // A break.
      await keys.press('b');
      await until(() => title(room), 'Back in a moment');
      assert.equal(await page.locator('#workshop-blank').count(), 0, 'the console goes on');
      await keys.press('b');
      await until(() => title(room), 'Resilience');

      // The window is loaded anew, and closed, and opened again.
      const address = room.url();
      await room.reload();
      await until(() => title(room), 'Resilience');
      assert.equal(page.context().pages().filter(one => /#\/room\//.test(one.url())).length, 1);
      await room.close();
      await until(() => line(page), 'The room sees nothing: its window was closed. W opens it again. Nothing is lost.');
      const again = await openRoom(page, keys);
      await until(() => title(again), 'Resilience');
      assert.equal(again.url(), address);

      // The console is loaded anew: the window goes on, and there is never a second one.
      await kept(page);
      await page.reload();
      await titled(page, /^First choice$/);
      await until(() => line(page), 'The room sees: First choice.');
      await until(() => title(again), 'First choice');
      assert.equal(await count(page), '2 of 5 in');
      await page.locator('#workshop-title').focus();
      await keys.press('w');
      await until(() => said(page), 'The room’s window is open already.');
      assert.equal(page.context().pages().filter(one => /#\/room\//.test(one.url())).length, 1);

      // What is forged or broken changes nothing.
      const before = await title(again);
      const name = again.url().match(/[0-9a-f]{32}$/)[0];
      const spy = await page.context().newPage();
      await open(spy, at.address);
      await spy.evaluate(name => {
        const of = line => new BroadcastChannel(`weighbridge room ${line}`);
        const picture = { over: '', place: '', title: 'Forged', says: [], scene: 'words', foot: '', timer: '', part: 0 };
        const message = (seq, picture) => JSON.stringify({ format: 'weighbridge-room', version: 1, says: { picture: { seq, picture } } });
        for (const text of ['', '{}', 'null', message(1, picture), message(Date.now() * 2, { ...picture, html: '<b>x</b>' }), message(-1, picture),
          message(Date.now() * 2, { ...picture, scene: { figures: [37] } }), JSON.stringify({ format: 'weighbridge-room', version: 2, says: { beat: { seq: 1 } } })]) of(name).postMessage(text);
        of(name).postMessage({ title: 'Forged' });
        of('0'.repeat(32)).postMessage(message(Date.now() * 2, picture));
      }, name);
      await keys.press('n');
      await until(() => title(again), 'Resilience');
      assert.notEqual(before, 'Forged');
      await spy.close();

      // The console is gone: the window keeps its picture and says since when.
      await kept(page);
      await page.goto('about:blank');
      await until(async () => /Not in step since \d\d:\d\d\./.test(await foot(again)), true);
      assert.equal(await title(again), 'Resilience');
      await again.close();
    });

    at.inPage('a window that the browser refuses is one plain sentence', async page => {
      const keys = await prepare(page, at.address, { own: true });
      await page.evaluate(() => { window.open = () => null; });
      await page.locator('#workshop-title').focus();
      await keys.press('w');
      await until(async () => (await line(page)).startsWith('The browser refused the room’s window. Allow pop-ups'), true);
      assert.deepEqual(await axe(page), []);
      // The address serves by hand.
      const room = await page.context().newPage();
      await open(room, await page.locator('#room-address').inputValue());
      await until(() => title(room), 'Data centre siting');
      await until(() => line(page), 'The room sees: Data centre siting.');
      await room.close();
    });

    at.inPage('W opens nothing before somebody has said what the room sees', async page => {
      const keys = await prepare(page, at.address);
      await lock(page, keys);
      await keys.press('w');
      await titled(page, /^The ends are locked\.$/);
      await until(() => said(page), 'Does the room see this screen? Say so first: what is typed is masked until then.');
      assert.equal(page.context().pages().filter(one => /#\/room\//.test(one.url())).length, 0);
    });
  });
}

describe('the pictures of a room', () => {
  const at = withSite();
  const LONG = 'Consolidated multi-supplier arrangement for continuity of service across sites';
  const dots = [[5, 1], [10, 2], [40, 1], [75, 4], [95, 1]];
  const cell = name => ({ name, dots, others: [0, 1, 0], looks: 'two_camps', middle: null, settled: null, line: `${name}: two camps.` });
  const row = (letter, name, more) => ({ letter, cell: { ...cell(name), ...more }, is_here: letter === 'D', before: letter === 'D' ? dots : null });
  const OPTIONS = ['Business as usual', 'Refurbish council property', 'Commercial co-location', 'Public sector neighbour', 'Cloud virtual backup', LONG];
  const LETTERS = ['', 'A', 'B', 'C', 'D', 'E'];
  const criteria = n => Array.from({ length: n }, (_, at) => ({
    name: ['Supplier and migration risk', 'Skills and resourcing', 'Time to recover (RTO)', 'Operational carbon, scopes 1 to 3'][at],
    best: 'The team we have today is in post, trained on the new service, and has time to spare for everything else',
    worst: 'A team we do not have and could not recruit at the grades that the council pays',
  }));
  const asked = (n, counts) => ({ ask: 'How far up that scale would each option put us?', criteria: criteria(n), options: OPTIONS.map((name, at) => [LETTERS[at], name]), counts, say: 'Scores stay hidden until all 9 slips are in.' });
  const SCENES = {
    words: ['How your scores are treated', 'words'],
    blank: ['Back in a moment', 'blank'],
    choice: ['First choice', { asked: { ...asked(0, { handed_in: 7, expected: 9 }), ask: 'Which option would you choose today?' } }],
    one: ['Skills and resourcing', { asked: asked(1, { handed_in: 9, expected: 9 }) }],
    family: ['Deliverability', { asked: asked(4, { handed_in: 0, expected: 9 }) }],
    answers: ['Skills and resourcing: the room is split on Cloud virtual backup.', { answers: OPTIONS.map((name, at) => row(LETTERS[at], name, at % 2 ? { looks: 'close', middle: '55' } : at === 2 ? { settled: '42' } : {})) }],
    agenda: ['78 scores in. 41 agree closely, 25 cannot change the answer, 12 to talk about.', { list: Array.from({ length: 12 }, (_, at) => [`${OPTIONS[at % 6]}: Supplier and migration risk`, 'two camps']) }],
    result: ['Dual-site co-location leads Commercial co-location by 5.7 points.', { table: { caption: 'Ranking', heads: ['Option', 'Rank', 'Points', 'First choice of', 'First by own figures of'], rows: OPTIONS.map((name, at) => [name, String(at + 1), '53.2', '4', '3']) } }],
  };
  const picture = (name, part = 0) => ({
    over: 'Siting workshop', place: 'Question 3 of 7', title: SCENES[name][0],
    says: ['words', 'agenda'].includes(name) ? ['Business as usual and Refurbish council property cannot win whatever you agree within your answers: leave their scores.'] : [],
    scene: SCENES[name][1], foot: 'A dot is one ballot, unnamed.', timer: '2:30 left', part,
  });

  /** Has a room show a picture, as a console does. */
  async function show(page, room, what, seq) {
    await page.evaluate(([name, picture, seq]) => {
      globalThis.line ??= new BroadcastChannel(`weighbridge room ${name}`);
      globalThis.line.postMessage(JSON.stringify({ format: 'weighbridge-room', version: 1, says: { picture: { seq, picture } } }));
    }, [NAME, what, seq]);
    await until(() => title(room), what.title);
    await room.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** Returns what cannot be read from the back row: text under 24 px or 7:1, and what is cut off. Runs in the room. */
  function illegible() {
    const found = [];
    const luminance = colour => {
      const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255).map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.querySelector('.picture')).backgroundColor);
    const flow = document.querySelector('.picture__flow')?.getBoundingClientRect();
    const walker = document.createTreeWalker(document.querySelector('.picture'), NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const around = text.parentElement;
      if (!text.data.trim() || around.closest('.visually-hidden') || !around.checkVisibility()) continue;
      const words = text.data.trim().slice(0, 30);
      const style = getComputedStyle(around);
      if (!around.closest('.picture__foot') && parseFloat(style.fontSize) < 24) found.push(`${words}: ${style.fontSize}`);
      const ink = luminance(style.color);
      const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      if (ratio < 7) found.push(`${words}: ${ratio.toFixed(1)} to 1`);
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      const inFlow = around.closest('.picture__flow');
      // What stands on another screen of the picture is shown there.
      const isElsewhere = inFlow && (box.left > flow.right || box.right < flow.left);
      if (!isElsewhere && (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1 || (inFlow && box.bottom > flow.bottom + 2))) found.push(`${words}: cut off`);
    }
    if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) found.push('the window scrolls');
    const figures = [...document.querySelectorAll('.picture__figure, .picture__count, td.n')].filter(one => one.textContent.trim());
    for (const one of figures) {
      const size = parseFloat(getComputedStyle(one).fontSize);
      if (size < 0.05 * innerHeight - 0.5 && size < 0.032 * innerWidth - 0.5) found.push(`${one.textContent}: a figure of ${size} px`);
    }
    return found;
  }

  at.inPage('are legible at 720, 1080 and 2160 lines, light and dark', async room => {
    await open(room, `${at.address}#/room/${NAME}`);
    assert.equal(await title(room), 'Waiting for the workshop');
    const page = await room.context().newPage();
    await open(page, at.address);
    // A window behind another is not drawn.
    await room.bringToFront();
    let seq = Date.now();
    for (const [width, height] of [[1280, 720], [1920, 1080], [3840, 2160], [1024, 768]]) {
      await room.setViewportSize({ width, height });
      for (const colorScheme of ['light', 'dark']) {
        await room.emulateMedia({ colorScheme });
        for (const name of Object.keys(SCENES)) {
          await show(page, room, picture(name), ++seq);
          await still(room);
          assert.deepEqual(await room.evaluate(illegible), [], `${name} at ${width} x ${height}, ${colorScheme}`);
          if (height === 1080) {
            assert.deepEqual(await axe(room), [], `${name}, ${colorScheme}`);
            await shot(room, `room-${name}-${width}-${colorScheme}`);
          }
        }
      }
    }
    // Narrow, it is an ordinary page.
    await room.setViewportSize({ width: 320, height: 800 });
    for (const name of Object.keys(SCENES)) {
      await show(page, room, picture(name), ++seq);
      assert.ok(await room.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} at 320`);
      assert.deepEqual(await axe(room), [], `${name} at 320`);
      await shot(room, `room-${name}-320-dark`);
    }
    await page.close();
  });

  at.inPage('go on several screens where they do not fit on one', async room => {
    await open(room, `${at.address}#/room/${NAME}`);
    const page = await room.context().newPage();
    await open(page, at.address);
    await room.bringToFront();
    await room.setViewportSize({ width: 1280, height: 720 });
    let seq = Date.now();
    await show(page, room, picture('family'), ++seq);
    assert.match(await foot(room), /Screen 1 of [2-4]/);
    const seen = () => room.evaluate(() => {
      const frame = document.querySelector('.picture__flow').getBoundingClientRect();
      const isSeen = one => { const box = one.getBoundingClientRect(); return box.left >= frame.left - 1 && box.right <= frame.right + 1; };
      return [...document.querySelectorAll('.picture__criterion > b, .picture__option > span')].filter(isSeen).map(one => one.textContent);
    });
    const all = [];
    const [, of] = (await foot(room)).match(/Screen 1 of (\d)/);
    for (let part = 0; part < Number(of); part++) {
      await show(page, room, picture('family', part), ++seq);
      await until(async () => (await foot(room)).includes(`Screen ${part + 1} of ${of}`), true);
      all.push(...await seen());
    }
    assert.deepEqual(all, [...criteria(4).map(one => one.name), ...OPTIONS], 'each is on one screen');
    await page.close();
  });
});

for (const [edition, single] of [['hosted', false], ['single file', true]]) {
  describe(`the room's window in Firefox, ${edition}`, () => {
    const at = withSite({ firefox: true, single });
    const text = (page, selector) => page.evaluate(selector => document.querySelector(selector)?.textContent ?? '', selector);

    at.inPage('it is opened by its key, is found again, and is told of what happens', async page => {
      await openExample(page, at.address, 'scores');
      await page.evaluate(() => { location.hash = location.hash.replace(/scores$/, 'workshops'); });
      await page.waitForSelector('#add-workshop');
      await page.type('#add-workshop', 'Siting workshop');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#screens-own');
      await page.click('#screens-own');
      await page.focus('#workshop-title');
      await page.keyboard.press('w');
      const rooms = async () => (await at.browser.pages()).filter(one => /#\/room\//.test(one.url()));
      await until(async () => (await rooms()).length, 1, 'one window is open');
      const [room] = await rooms();
      await until(() => text(room, '#picture-title'), 'Data centre siting');
      await until(() => text(page, '#room-line'), 'The room sees: Data centre siting.');
      await page.focus('#workshop-title');
      await page.keyboard.press('n');
      await until(() => text(room, '#picture-title'), 'How your scores are treated');
      await kept(page);
      await page.reload();
      await page.waitForSelector('#room-line');
      await until(() => text(page, '#room-line'), 'The room sees: Data centre siting.');
      await until(() => text(room, '#picture-title'), 'Data centre siting');
      await room.reload();
      await until(() => text(room, '#picture-title'), 'Data centre siting');
      assert.equal((await rooms()).length, 1);
      await room.close();
      await until(() => text(page, '#room-line'), 'The room sees nothing: its window was closed. W opens it again. Nothing is lost.');
      await page.focus('#workshop-title');
      await page.keyboard.press('w');
      await until(async () => (await rooms()).length, 1, 'it is opened again');
      const [again] = await rooms();
      await until(() => text(again, '#picture-title'), 'Data centre siting');
      await again.close();
    });
  });
}
