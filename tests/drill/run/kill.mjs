// The browser is killed at random moments while somebody edits. Nothing that the page said was saved may be lost.
//
// An edit counts as acknowledged when one look at the page found its value on the screen and the line at the top saying
// that it is saved. After the kill the same profile is opened again: first the records are read from IndexedDB without the
// program, then the page itself is asked. A field may show its last acknowledged value or any value typed after that.
import { temporaryFolder } from '../../e2e/lib.mjs';
import { drillCase } from '../case.mjs';
import { Edition, dropRows } from '../kept.mjs';
import { Browser, KINDS, drill, pause, until } from '../lib.mjs';
import * as the from '../page.mjs';

const EDITIONS = ['hosted', 'single'];

/** What one field may hold: its values in the order of typing, and which was the last one acknowledged. */
class Expected {
  constructor(edit, field) {
    Object.assign(this, { edit, field, typed: [], acknowledged: -1, drafts: new Set() });
  }

  allows(value) {
    return this.acknowledged < 0 || this.typed.slice(this.acknowledged).includes(value);
  }
}

/** One browser on one profile with one case, killed again and again. */
class Victim {
  constructor(run, kind, edition) {
    Object.assign(this, { run, kind, edition, random: run.random.fork(), profile: temporaryFolder(), fields: new Map(), n: 0, last: null });
  }

  async begin() {
    const { text, known } = drillCase(`Killed ${this.kind} ${this.edition.kind}`);
    this.known = known;
    const browser = await Browser.start(this.kind, { profile: this.profile });
    const page = await browser.newPage();
    this.key = await the.openText(page, this.edition.address, text);
    await the.untilLook(page, null, ({ line }) => the.promises(line));
    await browser.close();
  }

  /** One start of the browser: what was kept is checked, then edits are made until it is killed. */
  async round() {
    const browser = await Browser.start(this.kind, { profile: this.profile });
    const page = await browser.newPage();
    await this.check(page);
    const left = [];
    page.on('framenavigated', frame => left.push(frame.url().replace(/^.*\/case\/[^/]*/, '')));
    page.on('console', message => { if (message.type() === 'error') left.push(`console: ${message.text().slice(0, 600)}`); });
    page.on('error', error => left.push(`crashed: ${error.message}`));
    const moment = this.random.chance(0.5) ? { after: this.random.int(1, 3), ms: this.random.int(0, 25) } : { after: 0, ms: this.random.int(200, 3000) };
    let alive = true;
    const killing = moment.after === 0 ? pause(moment.ms).then(() => { alive = false; return browser.kill(); }) : null;
    let acknowledged = 0;
    try {
      while (alive) {
        if (!(await this.edit(page, () => alive))) continue;
        acknowledged += 1;
        if (acknowledged === moment.after) {
          await pause(moment.ms);
          alive = false;
          await browser.kill();
        }
      }
    } catch (error) {
      // A page that is loaded anew by itself would be a fault of its own; edits that it had acknowledged still count.
      if (alive) {
        this.run.loss(`${this.kind}, ${this.edition.kind}: the page went away by itself: ${error.message.split('\n')[0]} ${left.join(' > ')}`);
        await browser.kill();
      }
    }
    await killing;
    this.run.count('kills');
  }

  /** Makes one edit, about a second after the one before, and returns whether the page acknowledged it. */
  async edit(page, isAlive) {
    const kind = this.random.weighted({ weight: 3, score: 3, why: 2, rename: 3, add: 2 });
    const { field: place, words: say, hand } = the.EDITS[kind];
    const field = place(this.known, this.random);
    const words = say(++this.n);
    if (kind === 'add') field.words = words;
    await the.reach(page, this.key, this.known, kind, field);
    const name = kind === 'add' ? words : `${kind} ${field.cell ?? field.selector}`;
    const expected = this.fields.get(name) ?? new Expected(kind, field);
    this.fields.set(name, expected);
    const position = expected.typed.push(words) - 1;
    // Now and then what is typed is left in the field: where the page promises that all is kept, that counts too.
    const isDraft = kind !== 'add' && this.random.chance(0.2);
    if (isDraft) expected.drafts.add(words);
    await the.type(page, field.selector, words);
    if (!isDraft) await page.keyboard.press(hand);
    const end = Date.now() + this.random.int(400, 1200);
    let acknowledged = false;
    while (isAlive() && Date.now() < end + (isDraft ? 800 : 4000)) {
      if (!acknowledged && (await the.acknowledged(page, kind, field, words))) {
        acknowledged = true;
        expected.acknowledged = Math.max(expected.acknowledged, position);
        this.last = expected;
        this.run.count(isDraft ? 'drafts acknowledged' : 'edits acknowledged');
        if (this.random.chance(0.5)) break;
      }
      if (acknowledged && Date.now() > end) break;
      await pause(10);
    }
    if (isDraft && isAlive()) await page.keyboard.press(hand);
    return acknowledged;
  }

  async check(page) {
    if (this.run.sabotage && this.last) await this.damage(page);
    const kept = await this.edition.kept(page);
    const document = kept.document(this.key);
    const at = `${this.kind}, ${this.edition.kind}, kill ${this.run.counts.get('kills') ?? 0}`;
    if (!document) {
      this.run.loss(`${at}: not one whole record is left`);
      throw new Error('the case is gone');
    }
    for (const [name, expected] of this.fields) this.compare(at, name, expected, the.EDITS[expected.edit].read(document.case, expected.field));
    await this.checkShown(page, at);
  }

  compare(at, name, expected, found) {
    if (expected.allows(found)) return;
    const wanted = expected.typed[expected.acknowledged];
    const what = expected.drafts.has(wanted) ? 'a draft that the page called saved' : 'an edit that the page called saved';
    this.run.count(expected.drafts.has(wanted) ? 'drafts lost' : 'edits lost');
    this.run.loss(`${at}: ${what} is gone: ${name} should hold “${wanted}” and holds “${found}”`);
    // Told once; from here on what is there counts.
    expected.typed.push(found);
    expected.acknowledged = expected.typed.length - 1;
  }

  /** The page itself opens the case, and shows the field that was edited last. */
  async checkShown(page, at) {
    const last = this.last ?? { edit: 'rename', field: the.EDITS.rename.fieldOf(this.known.initiatives[0]), typed: ['Initiative 1'], allows: () => true };
    const { edit, field } = last;
    await the.open(page, `${this.edition.address}#/case/${this.key}/${the.EDITS[edit].place(this.known, field)}`);
    try {
      await the.reach(page, this.key, this.known, edit, field);
    } catch {
      const { notice, stopped } = await the.look(page);
      this.run.loss(`${at}: the case does not open again: ${notice} ${stopped ?? ''}`);
      return;
    }
    const found = await until(3000, async () => {
      if (edit !== 'add') return last.allows((await the.look(page, field.selector)).shown);
      return page.evaluate((words, at) => [...document.querySelectorAll(at)].some(one => one.textContent === words), field.words, the.AT.initiatives);
    });
    if (!found) this.run.loss(`${at}: the page does not show what it kept of ${edit} ${field.selector}`);
  }

  /** The loss on purpose: the newest records go, and older ones are what is left. */
  async damage(page) {
    const kept = await this.edition.kept(page);
    const newest = kept.newest(this.key);
    await this.edition.aside(page, page => dropRows(page, 'slots', [newest.id]));
  }
}

await drill('kill', { full: 200, short: 8, selfCheck: /is gone|not one whole record/ }, async run => {
  run.count('kills', 0);
  run.count('edits acknowledged', 0);
  run.count('edits lost', 0);
  run.count('drafts lost', 0);
  const victims = [];
  for (const kind of KINDS) for (const edition of EDITIONS) victims.push(new Victim(run, kind, await Edition.start(edition)));
  for (const victim of victims) await victim.begin();
  // One more look at each after its last kill.
  for (let round = 0; round < run.n; round++) {
    const victim = victims[round % victims.length];
    await victim.round();
    if (round % 20 === 19) run.note(`${round + 1} kills`);
  }
  for (const victim of victims) {
    const browser = await Browser.start(victim.kind, { profile: victim.profile });
    await victim.check(await browser.newPage());
    await browser.close();
    await victim.edition.stop();
  }
});
