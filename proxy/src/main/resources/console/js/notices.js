// Lines of news below the toolbar, and the question before something is lost.

import { byId, fill, h } from './dom.js';
import { icon } from './icons.js';
import { t } from './texts.js';

const shown = new Map();

/** Shows a line of news under this name, for a time or until it is withdrawn. */
export function notice(name, text, lasting) {
  withdraw(name);
  const line = h('div', { class: 'notice', role: 'status' }, h('span', {}, text),
    h('button', { class: 'plain', 'aria-label': t('close'), onclick: () => withdraw(name) }, icon('close')));
  const timer = lasting ? setTimeout(() => withdraw(name), lasting) : null;
  shown.set(name, { line, timer });
  byId('notices').append(line);
}

/** Takes a line of news away. */
export function withdraw(name) {
  const there = shown.get(name);
  if (!there) return;
  clearTimeout(there.timer);
  there.line.remove();
  shown.delete(name);
}

/** Asks before it acts. */
export function askFirst(title, text, verb, act) {
  const dialog = byId('question');
  const yes = h('button', {
    class: 'main',
    onclick: () => {
      dialog.close();
      act();
    },
  }, verb);
  fill(dialog, h('h2', {}, title), h('p', {}, text), h('div', { class: 'buttons' }, h('button', { onclick: () => dialog.close() }, t('cancel')), yes));
  dialog.showModal();
  yes.focus();
}
