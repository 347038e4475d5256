// Drives a page by the keyboard alone: no pointer, no focus() and no selectors that reach past what Tab reaches.

/** Returns what has the focus: its accessible name as a screen reader would take it, its kind and id. Runs in the page. */
function focusedNow() {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: '', kind: 'body', id: '' };
  const text = node => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const labelled = (at.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean).map(id => text(document.getElementById(id)));
  const name = at.getAttribute('aria-label')
    || labelled.join(' ')
    || text(at.labels?.[0])
    || text(at);
  return { name, kind: at.tagName.toLowerCase(), id: at.id };
}

/** The keyboard of a page. */
export class Keys {
  constructor(page) {
    this.page = page;
  }

  /** Returns what has the focus. */
  here() {
    return this.page.evaluate(focusedNow);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(words) {
    await this.page.keyboard.type(words);
  }

  /** Presses Tab until something whose name is `name`, or matches it, has the focus; Shift+Tab with `back`. */
  async to(name, { back = false, kind, most = 900 } = {}) {
    const matches = found => (name instanceof RegExp ? name.test(found.name) : found.name === name) && (!kind || found.kind === kind);
    const passed = [];
    let rounds = 0;
    for (let presses = 0; presses < most; presses++) {
      await this.press(back ? 'Shift+Tab' : 'Tab');
      const found = await this.here();
      if (matches(found)) return found;
      passed.push(found.name.slice(0, 40));
      if (found.kind === 'body' && ++rounds > 1) break;
    }
    throw new Error(`Tab never reached ${name}; it passed ${passed.length}: ${passed.slice(-60).join(' | ')}`);
  }

  /** Goes to a button or link and presses Enter. */
  async activate(name, options) {
    await this.to(name, options);
    await this.press('Enter');
  }

  /** Goes to a field, types over what stands there and leaves it with Tab. */
  async fill(name, words, options) {
    await this.to(name, options);
    await this.over(words);
  }

  /** Types over the field that has the focus and takes it in with a change, as leaving the field does. */
  async over(words) {
    await this.press('Control+a');
    // Long texts arrive as from an input method: as one insertion.
    await this.page.keyboard.insertText(words);
    await this.press('Tab', 'Shift+Tab');
  }

  /** Goes to a list and chooses an entry by typing how it begins. */
  async choose(name, label, options) {
    await this.to(name, { kind: 'select', ...options });
    await this.type(label);
  }
}
