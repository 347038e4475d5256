// The page's Trusted Types policy. The build fills in both lists; nothing can be added to them later.
// Markup is accepted only where it stands word for word in the compiled program: no text a person typed or a file
// held can become markup. Browsers without Trusted Types skip this; the content security policy still holds there.
(() => {
  'use strict';
  const KNOWN_MARKUP = /*--known-markup--*/[];
  const KNOWN_SCRIPTS = /*--known-scripts--*/[];

  globalThis.trustedTypes?.createPolicy('default', {
    createHTML(text) {
      if (text === '' || KNOWN_MARKUP.some(run => run.includes(text))) return text;
      console.error('markup refused: it is not part of the program', text.slice(0, 200));
      return null;
    },
    createScriptURL(address) {
      if (KNOWN_SCRIPTS.includes(address)) return address;
      console.error('script address refused', address.slice(0, 200));
      return null;
    },
  });
})();
