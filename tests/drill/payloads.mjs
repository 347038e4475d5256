// Texts that must stay texts: 120 that would run as script if they became markup, and 40 that a spreadsheet would work out.

const RUN = 'globalThis.drillRan=(globalThis.drillRan||0)+1';
const AWAY = 'https://drill.invalid/';

const ELEMENTS = [
  `<script>${RUN}</script>`, `<script src="${AWAY}s.js"></script>`, `<script type="module">${RUN}</script>`, `<img src=x onerror="${RUN}">`,
  `<img src="${AWAY}i.png">`, `<svg onload="${RUN}">`, `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text x=20 y=20>x</text></a></svg>`, `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="&lt;script&gt;parent.${RUN}&lt;/script&gt;"></iframe>`, `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`, `<video><source onerror="${RUN}"></video>`, `<audio src=x onerror="${RUN}">`, `<details open ontoggle="${RUN}">`,
  `<input autofocus onfocus="${RUN}">`, `<select autofocus onfocus="${RUN}">`, `<textarea autofocus onfocus="${RUN}">`, `<body onload="${RUN}">`,
  `<marquee onstart="${RUN}">`, `<a href="javascript:${RUN}">x</a>`, `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`, `<link rel="stylesheet" href="${AWAY}c.css">`,
  `<style>@import "${AWAY}d.css";</style>`, `<style>*{background:url(${AWAY}b.png)}</style>`, `<base href="${AWAY}">`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`, `<template><script>${RUN}</script></template>`,
];
const BREAKS = ['"', "'", '">', "'>", '</textarea>', '</title>', '</style>', '</script>', '-->', ']]>', '`', '"}'];
const URLS = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, `\tjavascript:${RUN}`, `java\nscript:${RUN}`, `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`, `vbscript:msgbox(1)`, `//drill.invalid/x`, `\\\\drill.invalid\\x`, `blob:null/x`,
];
const TEMPLATES = [
  `{{constructor.constructor('${RUN}')()}}`, `\${${RUN}}`, `#{${RUN}}`, `<%= ${RUN} %>`, `{%raw%}${RUN}`, `[[${RUN}]]`, `__proto__`, `constructor`,
  `toString`, `%3Cscript%3E${RUN}%3C/script%3E`, `&lt;script&gt;${RUN}&lt;/script&gt;`, `\\u003cscript\\u003e${RUN}`, `\uff1cscript\uff1e${RUN}\uff1c/script\uff1e`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`, `<scr<script>ipt>${RUN}</scr</script>ipt>`, `<IMG SRC=x OnErRoR=${RUN}>`, `<img/src=x/onerror=${RUN}>`,
  `<img src=x onerror=&#103;lobalThis.drillRan=1>`, `expression(${RUN})`, `url(javascript:${RUN})`,
];

/** 120 texts. */
export const PAYLOADS = [
  ...ELEMENTS,
  ...BREAKS.flatMap((mark, i) => [0, 1, 2].map(j => `${mark}${ELEMENTS[(i * 3 + j) % ELEMENTS.length]}`)),
  ...URLS,
  ...TEMPLATES,
  ...ELEMENTS.slice(0, 24).map((element, i) => `${i % 2 ? ' ' : '\u202e'}${element.replace('<', '<\n')}`),
].slice(0, 120);

const SIGNS = ['=', '+', '-', '@'];

/** 40 texts that a spreadsheet could take for a formula. Each ends in a number of its own: names that differ in white space alone count as one. */
export const FORMULAS = [
  ...SIGNS.map(sign => `${sign}1+1`),
  ...SIGNS.map(sign => `${sign}SUM(A1:A9)`),
  ...SIGNS.map(sign => ` ${sign}1+1`),
  ...SIGNS.map(sign => `\u00a0${sign}1+2`),
  ...SIGNS.map(sign => `\t${sign}1+3`),
  ...['\uff1d', '\uff0b', '\uff0d', '\uff20'].map(sign => `${sign}1+1`),
  '=cmd|\'/c calc\'!A0', '=HYPERLINK("https://drill.invalid","x")', '@SUM(1+1)*cmd|\'/c calc\'!A0', '-2+3+cmd|\'/c calc\'!A0', '+A1', '-A1',
  '=\'a\'!b', '=1=1', '\u3000=1', '\u200b=1+1', '\ufeff=1+4', '\u2212A1+1', '--1', '=+1', '\'=1+1', '=-1',
].slice(0, 40).map((text, i) => `${text}+${100 + i}`);

/** Returns the cells of a CSV text, by rules of its own: commas, quotes doubled, line ends within quotes. */
export function csvCells(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const letters = [...text.replace(/^\ufeff/, '')];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (letters[i + 1] === '"') cell += letters[++i];
      else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === ',') { rows.at(-1).push(cell); cell = ''; } else if (letter === '\r' && letters[i + 1] === '\n') {
      rows.at(-1).push(cell);
      cell = '';
      rows.push([]);
      i += 1;
    } else cell += letter;
  }
  rows.at(-1).push(cell);
  return rows;
}

/** Whether a spreadsheet could take a cell for a formula: what it looks at first, after what it passes over. */
export function isFormula(cell) {
  // White space, control and format characters, which are passed over when a cell is read.
  const bare = cell.replace(/^[\s\p{Cc}\p{Cf}\u3000]+/u, '');
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?%?$/i.test(bare)) return false;
  return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(bare);
}
