// Raw bytes, as a table of hexadecimal and text.

import { h } from './dom.js';
import { t } from './texts.js';

/** The bytes of a base64 text. */
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64 ?? ''), c => c.charCodeAt(0));
}

/** Lines of an offset, sixteen bytes and their text. */
export function hexLines(data, width = 16) {
  const lines = [];
  for (let at = 0; at < data.length; at += width) {
    const part = [...data.subarray(at, at + width)];
    const hex = part.map(b => b.toString(16).padStart(2, '0')).join(' ').padEnd(width * 3 - 1);
    const text = part.map(b => (b >= 32 && b < 127 ? String.fromCharCode(b) : '·')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex}  ${text}`);
  }
  return lines;
}

/** The text of bytes, with its line ends visible. */
export function visibleText(data) {
  return [...data].map(b => (b === 13 ? '␍' : b === 10 ? '␊\n' : b === 9 ? '→' : b >= 32 && b < 127 ? String.fromCharCode(b) : `\\x${b.toString(16).padStart(2, '0')}`)).join('');
}

/** Both sides of one head, in bytes. */
export function rawHeads(heads, title, asHex) {
  const side = (name, base64) => {
    const data = bytesOf(base64);
    const body = data.length === 0 ? t('raw.none') : asHex ? hexLines(data).join('\n') : visibleText(data);
    return h('figure', { class: 'raw' }, h('figcaption', {}, t(`raw.${name}`), ` · ${t('raw.bytes', { n: data.length })}`), h('pre', {}, body));
  };
  return h('section', {}, h('h3', {}, title), side('received', heads.receivedRaw), side('sent', heads.sentRaw));
}
