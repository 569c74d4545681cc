// The toolbar: listeners, the picture's controls, what can be exported, and the page's own settings.

import { tell } from './api.js';
import { fill, h } from './dom.js';
import { brandMark, icon } from './icons.js';
import { askFirst, notice } from './notices.js';
import { currentLanguage, keepLanguage, languages, t } from './texts.js';

/** Draws the toolbar anew. */
export function renderToolbar(app, element, actions) {
  fill(element,
    h('div', { class: 'brand' }, brandMark(), 'Clearhop', h('small', {}, app.trace ? t('trace.name') : (app.store.product ?? '').replace(/^\S+ /, ''))),
    listeners(app),
    h('div', { class: 'space' }),
    h('div', { class: 'set' }, pictureControls(app, actions)),
    h('div', { class: 'set' }, pageControls(app, actions)));
}

function listeners(app) {
  return h('div', { class: 'listeners', role: 'group', 'aria-label': t('listeners') }, (app.store.listeners ?? []).map(listener =>
    h('div', { class: 'listener', title: t('listener.note') },
      h('span', { class: 'address' }, listener.address),
      h('span', { class: 'choice' }, ['smart', 'dumb'].map(mode =>
        h('button', {
          class: mode, 'aria-pressed': String(listener.mode === mode), disabled: Boolean(app.trace), title: t(`mode.${mode}.note`),
          onclick: () => switchMode(app, listener, mode),
        }, t(`mode.${mode}`)))))));
}

function switchMode(app, listener, mode) {
  if (listener.mode === mode) return;
  tell('mode', { address: listener.address, mode }).then(answer => {
    app.store.listeners = Array.isArray(answer) ? answer : answer?.listeners ?? app.store.listeners;
    app.changed();
    notice('mode', t('mode.switched', { address: listener.address, mode: t(`mode.${mode}`) }), 6000);
  }).catch(error => notice('mode', error.message, 8000));
}

function pictureControls(app, actions) {
  const freeze = h('button', { 'aria-pressed': String(app.frozen), title: `${t('freeze.note')} (␣)`, onclick: actions.freeze }, icon(app.frozen ? 'play' : 'pause'), h('span', { class: 'roomy' }, app.frozen ? t('thaw') : t('freeze')));
  return [
    app.trace ? null : freeze,
    h('span', { class: 'choice', role: 'group', 'aria-label': t('scale') }, ['folded', 'even'].map(kind =>
      h('button', { 'aria-pressed': String(app.viewport.kind === kind), title: `${t(`scale.${kind}.note`)} (F)`, onclick: () => actions.useScale(kind) }, t(`scale.${kind}`)))),
    h('span', { class: 'set roomy' }, tool('minus', t('zoom.out'), '-', actions.zoomOut), tool('plus', t('zoom.in'), '+', actions.zoomIn)),
    tool('fit', t('zoom.fit'), '0', actions.fit),
  ];
}

function pageControls(app, actions) {
  return [
    app.trace && !app.lab.run ? null : h('button', { class: 'plain', title: `${t('lab.note')} (L)`, onclick: actions.lab }, icon('flask'), t('lab')),
    app.trace ? null : tool('gauge', t('process'), 'P', actions.process),
    app.trace ? null : exportMenu(),
    app.trace ? null : tool('bin', t('reset'), null, reset),
    tool('theme', t('theme'), 'T', actions.theme),
    languageChoice(app),
    tool('help', t('help'), '?', actions.help),
  ];
}

function languageChoice(app) {
  const others = Object.keys(languages).filter(tag => tag !== currentLanguage());
  return others.map(tag => h('button', {
    class: 'plain', lang: tag, title: languages[tag].name,
    onclick: () => {
      keepLanguage(tag);
      app.changed();
    },
  }, icon('globe'), h('span', { class: 'wide' }, languages[tag].name)));
}

function exportMenu() {
  const list = h('ul', { hidden: true }, ['trace', 'trace.json', 'har'].map(path =>
    h('li', {}, h('a', { href: `api/${path}`, download: exportName(path) }, h('b', {}, t(`export.${path}`)), h('span', {}, t(`export.${path}.note`))))));
  const button = h('button', {
    class: 'plain', 'aria-haspopup': 'true', 'aria-expanded': 'false', title: t('export'),
    onclick: () => {
      list.hidden = !list.hidden;
      button.setAttribute('aria-expanded', String(!list.hidden));
    },
  }, icon('download'), h('span', { class: 'wide' }, t('export')));
  const menu = h('div', {
    class: 'menu',
    onfocusout: event => {
      if (!menu.contains(event.relatedTarget)) list.hidden = true;
    },
    onkeydown: event => {
      if (event.key === 'Escape') list.hidden = true;
    },
  }, button, list);
  return menu;
}

function exportName(path) {
  return { trace: 'clearhop-trace.html', 'trace.json': 'clearhop-trace.json', har: 'clearhop.har' }[path];
}

function reset() {
  askFirst(t('reset.title'), t('reset.text'), t('reset.do'), () => tell('reset').catch(error => notice('reset', error.message, 8000)));
}

function tool(name, text, key, act) {
  return h('button', { class: 'plain', title: key ? `${text} (${key})` : text, 'aria-label': text, onclick: act }, icon(name));
}
