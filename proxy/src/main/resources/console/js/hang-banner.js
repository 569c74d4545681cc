// The banner of the hang clock: which exchange hangs, for how long, who waits for whom, what caused it, and what will end it.

import { fill, h } from './dom.js';
import { numberOf, shorten, stopwatch } from './format.js';
import { icon } from './icons.js';
import { recall, remember } from './preferences.js';
import { isLoud } from './phases.js';
import { citation, meaning, t, timeoutName } from './texts.js';
import { waitGraph } from './waits.js';

const mostOthers = 7;

export class HangBanner {
  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.shown = null;
    this.folded = recall('hang') === 'folded';
    app.watch(() => this.update());
    setInterval(() => this.tick(), 100);
  }

  /** The exchange that the banner is about: the selected one if it hangs, else the one that hangs longest among those that say why. */
  get exchange() {
    const { hung } = this.app.store.view;
    return hung.find(x => x.id === this.app.exchange) ?? hung.find(isLoud) ?? null;
  }

  update() {
    const x = this.exchange;
    const hung = this.app.store.view.hung.filter(other => other === x || isLoud(other));
    const key = x && JSON.stringify([x.id, x.hang, hung.map(other => other.id), this.folded, t('hang.for')]);
    if (key === this.shown) return;
    this.shown = key;
    this.element.hidden = !x;
    if (!x) return;
    this.element.classList.toggle('folded', this.folded);
    this.element.setAttribute('aria-label', t('hang.name'));
    fill(this.element, this.parts(x, hung));
    this.tick();
  }

  /** Lets the clocks run. */
  tick() {
    const x = this.exchange;
    if (!x || this.element.hidden) return;
    const now = this.app.clock.now();
    this.clock.textContent = stopwatch(now - x.lastProgress);
    if (!this.left) return;
    const { endsAt } = x.hang;
    // What an origin has promised it may not do.
    this.overdue.hidden = now < endsAt;
    this.due.hidden = now >= endsAt;
    this.left.textContent = stopwatch(endsAt - now);
    this.bar.style.width = `${Math.max(0, Math.min(100, (100 * (endsAt - now)) / Math.max(1, endsAt - x.lastProgress)))}%`;
  }

  parts(x, hung) {
    this.clock = h('b', { role: 'timer' });
    return [
      h('div', { class: 'clock' }, this.clock, h('span', {}, t('hang.for'))),
      h('div', { class: 'words' },
        h('h2', {}, hung.length > 1 ? `${t('hang.several', { n: hung.length })} ` : '', h('code', {}, shorten(`${x.method} ${x.target}`, 96)), hung.length > 1 ? '' : ` ${t('hang.hangs')}`),
        h('p', {}, meaning(x.hang, 'hangs')),
        this.cause(x.hang.cause),
        this.ends(x.hang)),
      waitGraph(x.hang.waits ?? []),
      hung.length > 1 ? this.others(x, hung) : null,
      h('button', { class: 'plain fold', 'aria-label': t(this.folded ? 'unfold' : 'fold'), title: t(this.folded ? 'unfold' : 'fold'), onclick: () => this.toggle() }, icon(this.folded ? 'down' : 'up')),
    ];
  }

  cause(cause) {
    if (!cause) return null;
    return h('div', { class: 'cause' }, t(`hang.cause.${cause.in === 'response' ? 'response' : 'request'}`), h('code', {}, cause.field),
      h('span', {}, meaning(cause, 'hangs'), cause.section ? ` (${citation(cause.section)})` : ''));
  }

  ends(hang) {
    this.left = hang.endsAt == null ? null : h('b', {});
    if (!this.left) return h('p', {}, t('hang.endless'));
    this.bar = h('i', {});
    const text = t('hang.ends').split('{time}');
    this.due = h('span', {}, text[0], this.left, text[1] ?? '');
    this.overdue = h('span', {}, t('hang.overdue'));
    return h('div', { class: 'ends' }, h('span', {}, this.due, this.overdue, ' — ', h('span', { class: 'mono' }, timeoutName(hang.endsBy))), h('div', { class: 'bar' }, this.bar));
  }

  others(x, hung) {
    const listed = hung.slice(0, mostOthers);
    return h('div', { class: 'others' }, h('span', {}, t('hang.all')), listed.map(other =>
      h('button', { 'aria-pressed': String(other.id === x.id), title: other.target, onclick: () => this.app.select(other.id) }, `#${numberOf(other.id)} ${shorten(other.target.replace(/^[a-z]+:\/\/[^/]+/, ''), 22)}`)),
    hung.length > listed.length ? h('span', {}, t('hang.more', { n: hung.length - listed.length })) : null,
    h('button', { onclick: () => this.app.openExchange(x.id) }, t('hang.open')));
  }

  toggle() {
    this.folded = !this.folded;
    remember('hang', this.folded ? 'folded' : 'open');
    this.update();
  }
}
