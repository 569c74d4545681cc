// The legend of the picture and its keys.

import { autoConfig } from './auto-config.js';
import { byId, fill, h, svg } from './dom.js';
import { t } from './texts.js';

/** Opens the help. */
export function openHelp(app) {
  const dialog = byId('help');
  fill(dialog, h('h2', {}, t('help.title')), h('p', {}, t('help.text')),
    h('div', { class: 'legend' }, signsOfPicture().map(([key, shapes]) => h('div', {}, svg('svg', { viewBox: '0 0 46 28', 'aria-hidden': 'true' }, shapes), h('span', {}, t(`legend.${key}`))))),
    h('h2', {}, t('help.keys')),
    h('div', { class: 'legend' }, keys.map(([key, text]) => h('div', {}, h('span', {}, h('kbd', {}, key)), h('span', {}, t(text))))),
    browserSetting(app),
    h('div', { class: 'buttons' }, h('button', { class: 'main', onclick: () => dialog.close() }, t('close'))));
  dialog.showModal();
}

function browserSetting(app) {
  const pac = autoConfig(app.trace ? [] : app.store.listeners ?? [], location);
  return pac ? [h('h2', {}, t('help.browser')), h('p', {}, t('help.browser.text'), ' ', h('a', { href: pac }, pac))] : null;
}

const keys = [['␣', 'keys.freeze'], ['↑ ↓', 'keys.step'], ['← →', 'keys.stepConnection'], ['↵', 'keys.open'], ['Esc', 'keys.escape'], ['+ −', 'keys.zoom'], ['0', 'keys.fit'],
  ['F', 'keys.scale'], ['N', 'keys.now'], ['H', 'keys.hang'], ['P', 'keys.process'], ['L', 'keys.lab'], ['T', 'keys.theme'], ['⇧ ◎', 'keys.lane'], ['PgUp', 'keys.page']];

function signsOfPicture() {
  const bar = (x, w, className) => svg('rect', { x, y: 5, width: w, height: 18, class: className });
  const lifeline = (extra = {}) => svg('line', { x1: 2, x2: 44, y1: 14, y2: 14, class: 'life', ...extra });
  const letter = (x, text) => [svg('rect', { x: x - 7, y: 6, width: 14, height: 16, rx: 3, class: 'tag' }), svg('text', { x, y: 18, class: 'tag-text' }, text)];
  return [
    ['sending', [lifeline(), svg('rect', { x: 8, y: 10, width: 30, height: 8, class: 'solid' })]],
    ['waiting', [lifeline(), bar(8, 30, 'dotted')]],
    ['receiving', [lifeline(), bar(8, 30, 'solid')]],
    ['idle', [svg('line', { x1: 2, x2: 34, y1: 14, y2: 14, class: 'life', 'stroke-dasharray': '2 3' }), svg('circle', { cx: 38, cy: 14, r: 5, class: 'bell' }), svg('path', { d: 'M38 11v3h2', class: 'bell' })]],
    ['hang', [lifeline(), bar(8, 36, 'hung')]],
    ['blind', [svg('path', { d: 'M2 28L12 0M12 28L22 0M22 28L32 0M32 28L42 0', class: 'blind' }), lifeline()]],
    ['ghost', [lifeline(), bar(8, 30, 'ghost')]],
    ['tunnel', [lifeline(), svg('path', { d: 'M6 7h36M6 21h36', class: 'rail' })]],
    ['fin', [lifeline({ x2: 30 }), letter(36, 'F')]],
    ['rst', [lifeline({ x2: 30 }), letter(36, 'R')]],
    ['half', [lifeline(), letter(36, 'H')]],
    ['slot', [svg('rect', { x: 4, y: 8, width: 12, height: 12, rx: 3, class: 'slot full' }), svg('rect', { x: 18, y: 8, width: 12, height: 12, rx: 3, class: 'slot' }), svg('rect', { x: 32, y: 8, width: 12, height: 12, rx: 3, class: 'slot none' })]],
    ['letters', [svg('text', { x: 4, y: 18, class: 'letters' }, 'TUD↻!')]],
    ['fold', [svg('path', { d: 'M4 14l4-4 4 8 4-8 4 8 4-8 4 8 4-8 4 8 4-4', class: 'zigzag' })]],
  ];
}
