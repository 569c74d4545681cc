// What an empty picture says: how to get the first request into it.

import { autoConfig } from './auto-config.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { t } from './texts.js';

/** Shows or hides the invitation. */
export function renderInvitation(app, element) {
  const { connections } = app.store.view;
  element.hidden = connections.length > 0 || (!app.wasConnected && !app.trace);
  if (element.hidden) return;
  if (app.trace) return fill(element, h('div', { class: 'invitation' }, h('h2', {}, t('empty.trace'))));
  if (!app.store.recording) return fill(element, h('div', { class: 'invitation' }, h('h2', {}, t('empty.unrecorded')), h('p', {}, t('empty.unrecorded.text'))));
  const listeners = app.store.listeners ?? [];
  const smart = listeners.find(l => l.mode === 'smart') ?? listeners[0];
  const dumb = listeners.find(l => l.mode === 'dumb');
  const pac = autoConfig(listeners, location);
  const lab = h('li', {}, t('empty.lab'), h('button', { class: 'main', onclick: () => app.openLab() }, icon('flask'), t('lab')));
  if (!smart) return fill(element, h('div', { class: 'invitation' }, h('h2', {}, t('empty.noListener')), h('ol', {}, lab)));
  fill(element, h('div', { class: 'invitation' },
    h('h2', {}, t('empty.title')), h('p', {}, t('empty.text')),
    h('ol', {},
      h('li', {}, t('empty.browser'), h('code', { class: 'command' }, reachable(smart.address))),
      pac ? h('li', {}, t('empty.pac'), h('a', { class: 'command', href: pac }, h('code', {}, pac))) : null,
      h('li', {}, t('empty.curl'), h('code', { class: 'command' }, `curl -x ${reachable(smart.address)} http://example.org/`)),
      dumb && dumb !== smart ? h('li', {}, t('empty.hang'), h('code', { class: 'command' }, `curl -x ${reachable(dumb.address)} http://example.org/ http://example.org/`)) : null,
      lab)));
}

// A listener on every address is reached by the name under which this page was.
function reachable(address) {
  return address.replace(/^(0\.0\.0\.0|\[::\]|::|\*)(?=:\d+$)/, location.hostname || '127.0.0.1');
}
