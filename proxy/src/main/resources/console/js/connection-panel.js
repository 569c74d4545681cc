// The panel of one connection: its facts, the kernel's, why it closed and by whom, and its exchanges.

import { fill, h } from './dom.js';
import { count, duration, numberOf, pathOf, shorten, timeOfDay } from './format.js';
import { sectionLink } from './heads.js';
import { meaning, t, timeoutName } from './texts.js';

export class ConnectionPanel {
  constructor(app) {
    this.app = app;
    this.element = h('div', { class: 'inside' });
    this.shown = null;
    this.tcp = null;
  }

  /** Brings the panel up to date with the selected connection. */
  update() {
    const c = this.app.store.connections.get(this.app.connection);
    const key = c ? `${c.id} ${c.version} ${t('close')}` : `gone ${t('close')}`;
    if (key === this.shown) return;
    if (!c || !this.shown?.startsWith(`${c.id} `)) this.tcp = null;
    this.shown = key;
    this.render(c);
    if (c) this.app.connectionDetail(c.id).then(detail => this.addFacts(key, c, detail.tcp ?? null)).catch(() => {});
  }

  addFacts(key, c, tcp) {
    if (this.shown !== key) return;
    this.tcp = tcp;
    this.render(c);
  }

  render(c) {
    if (!c) return fill(this.element, h('p', { class: 'hint' }, t('connection.gone')));
    fill(this.element,
      h('div', { class: 'top' }, h('h2', {}, h('span', { class: `status ${c.side}` }, t(`state.${c.state}`)), h('code', {}, `${t(`side.${c.side}`)} ${numberOf(c.id)}`)),
        h('p', { class: 'tuple' }, h('code', {}, c.side === 'client' ? `${c.remote} → ${c.local}` : `${c.local ?? '?'} → ${c.remote ?? '?'}`))),
      h('div', { class: 'body', tabindex: 0 },
        h('dl', { class: 'pairs' }, factRows(this.app, c).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
        this.closing(c),
        h('h3', {}, t('connection.kernel')), this.kernel(c),
        h('h3', {}, t('connection.exchanges')), this.exchanges(c)));
  }

  closing(c) {
    if (c.closed == null) return null;
    return h('p', { class: 'closing' }, h('b', {}, c.by ? t('connection.closedBy', { by: t(`side.${c.by}`) }) : t('connection.closed')), ' ',
      c.why ? [meaning(c.why), ' ', sectionLink(c.why.section)] : null,
      (c.marks ?? []).map(mark => h('span', { class: 'mark' }, t(`mark.${mark.kind}`, { by: t(`side.${mark.by}`) }))));
  }

  kernel(c) {
    if (c.closed != null) return h('p', { class: 'hint' }, t('connection.kernel.closed'));
    if (!this.tcp) return h('p', { class: 'hint' }, t('connection.kernel.none'));
    return h('dl', { class: 'pairs' }, Object.entries(this.tcp).filter(([, value]) => value !== null).map(([name, value]) => [h('dt', {}, t(`tcp.${name}`)), h('dd', {}, /Ms$/.test(name) ? duration(value) : String(value))]));
  }

  exchanges(c) {
    const all = this.app.store.view.exchanges.filter(x => x.client === c.id || x.origin === c.id || (x.attempts ?? []).some(a => a.origin === c.id));
    if (all.length === 0) return h('p', { class: 'hint' }, t('connection.unused'));
    return h('ol', { class: 'list' }, all.slice(-200).reverse().map(x => h('li', {}, h('button', { class: 'plain', onclick: () => this.app.openExchange(x.id) },
      h('span', { class: 'mono' }, `#${numberOf(x.id)}`), h('b', { class: 'mono' }, x.method), h('span', { class: 'mono path' }, shorten(pathOf(x.target), 60)), h('span', { class: 'mono' }, x.status || '…'), h('span', { class: 'mono' }, duration((x.ended ?? this.app.clock.now()) - x.started))))));
  }
}

function factRows(app, c) {
  const at = time => timeOfDay(app.store.startedAt ?? 0, time, 3);
  return [
    c.side === 'origin' && [t(c.parent ? 'connection.parent' : 'side.origin'), h('code', {}, c.origin)],
    c.side === 'client' && [t('connection.mode'), t(`mode.${c.mode}`)],
    c.side === 'origin' && c.slot != null && [t('connection.slot'), String(c.slot)],
    [t('connection.opened'), at(c.opened)],
    c.connectMs != null && [t('connection.connect'), duration(c.connectMs)],
    [t('connection.age'), duration((c.closed ?? app.clock.now()) - c.opened)],
    [t('connection.count'), count(c.exchanges)],
    c.idleSince != null && c.closed == null && [t('connection.idle'), duration(app.clock.now() - c.idleSince)],
    c.idleEnds != null && c.closed == null && [t('connection.idleEnds'), `${at(c.idleEnds)}${c.idleEndsBy ? `, ${timeoutName(c.idleEndsBy)}` : ''}`],
  ].filter(Boolean);
}
