// The panel of one exchange: heads side by side, timeline, reasons, raw bytes, replay.

import { fill, h } from './dom.js';
import { bytes, duration, numberOf } from './format.js';
import { headsTable, sectionLink } from './heads.js';
import { hangOf, isFailed } from './phases.js';
import { rawHeads } from './raw.js';
import { recall, remember } from './preferences.js';
import { replayView } from './replay.js';
import { timeline } from './steps.js';
import { meaning, phrase, t } from './texts.js';

// A running exchange changes all the time; its details are asked for at most so often, in milliseconds.
const pauseBetween = 700;

const tabs = ['heads', 'timeline', 'why', 'raw', 'replay'];

export class ExchangePanel {
  constructor(app) {
    this.app = app;
    this.tab = tabs.includes(recall('tab')) ? recall('tab') : 'heads';
    this.terse = recall('terse') === 'yes';
    this.hex = true;
    this.detail = null;
    this.asked = null;
    this.askedAt = -Infinity;
    this.body = h('div', { class: 'body', role: 'tabpanel', tabindex: 0 });
    this.head = h('div', { class: 'top' });
    this.bar = h('div', { class: 'tabs', role: 'tablist' });
    this.element = h('div', { class: 'inside' }, this.head, this.bar, this.body);
  }

  /** Brings the panel up to date with the selected exchange. */
  update() {
    const x = this.app.store.exchanges.get(this.app.exchange);
    const key = x ? `${x.id} ${x.version}` : null;
    const sameLanguage = t('close') === this.language;
    if (key === this.asked && sameLanguage) return;
    const sameOne = sameLanguage && x && this.detail?.id === x.id;
    if (sameOne && x.ended == null && performance.now() - this.askedAt < pauseBetween) return this.later();
    this.language = t('close');
    this.asked = key;
    this.askedAt = performance.now();
    // What was read before the proxy forgot it stays readable.
    if (!x) return this.detail && this.detail.id === this.app.exchange ? undefined : this.say(t('exchange.gone'));
    this.ask(x, key, sameOne);
  }

  later() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.app.panel === 'exchange') this.update();
    }, pauseBetween);
  }

  ask(x, key, sameOne) {
    if (!sameOne) {
      this.detail = null;
      this.renderTabs();
    }
    this.renderHead(x);
    if (!sameOne) fill(this.body, h('p', { class: 'hint' }, t('loading')));
    this.app.detail(x.id).then(detail => {
      if (this.asked !== key) return;
      this.detail = detail;
      this.renderBody(!sameOne);
    }).catch(error => this.asked === key && this.say(error.message));
  }

  say(text) {
    this.detail = null;
    fill(this.body, h('p', { class: 'hint' }, text));
  }

  renderHead(x) {
    fill(this.head,
      h('h2', {}, statusPill(x), h('code', {}, x.target ? `${x.method} ${x.target}` : t('exchange.noRequest'))),
      h('p', { class: 'facts' }, factsOf(this.app, x)),
      x.outcome && x.outcome.label !== 'forwarded' ? h('p', { class: 'outcome' }, h('b', {}, x.outcome.label), ' ', meaning(x.outcome), x.detail ? ` ${x.detail}` : '') : null);
  }

  renderTabs() {
    fill(this.bar, tabs.filter(tab => !(tab === 'replay' && this.app.trace)).map(tab => this.tabButton(tab)));
  }

  tabButton(tab) {
    return h('button', {
      role: 'tab', 'aria-selected': String(tab === this.tab), tabindex: tab === this.tab ? 0 : -1,
      onclick: () => this.open(tab), onkeydown: event => this.moveTab(event),
    }, t(`tab.${tab}`));
  }

  moveTab(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const buttons = [...this.bar.children];
    const next = buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length];
    next.click();
    this.bar.querySelector('[aria-selected=true]').focus();
  }

  open(tab) {
    this.tab = tab;
    remember('tab', tab);
    this.renderTabs();
    if (this.detail) this.renderBody(true);
  }

  renderBody(fromTop) {
    // What was replayed stays until another tab is opened.
    if (this.tab === 'replay' && !fromTop) return;
    const at = this.body.scrollTop;
    fill(this.body, this.content(this.detail));
    this.body.scrollTop = fromTop ? 0 : at;
  }

  content(x) {
    if (this.tab === 'timeline') return timeline(x, this.app.clock.now());
    if (this.tab === 'why') return reasons(x);
    if (this.tab === 'replay') return replayView(this.app, x);
    if (!x.heads?.request && !(x.heads?.responses ?? []).length) return h('p', { class: 'hint' }, t('heads.missing'), x.headsWhy ? ` ${phrase(x.headsWhy)}` : '');
    return this.tab === 'raw' ? this.raw(x) : this.heads(x);
  }

  heads(x) {
    const check = h('input', { type: 'checkbox', onchange: () => this.setTerse(check.checked) });
    check.checked = this.terse;
    return [
      h('div', { class: 'options' }, h('label', {}, check, t('heads.terse')), this.app.store.secretsMasked ? h('span', { class: 'hint' }, t('heads.masked')) : null),
      x.heads.request ? headSection(t('heads.request'), x.heads.request, 'client', 'origin', this.terse) : null,
      (x.heads.responses ?? []).map(r => headSection(responseTitle(r), r, 'origin', 'client', this.terse)),
      (x.heads.trailers ?? []).length ? headSection(t('heads.trailers'), { fields: x.heads.trailers }, 'origin', 'client', this.terse) : null,
      (x.heads.responses ?? []).length === 0 ? h('p', { class: 'hint' }, t('heads.noResponse')) : null,
    ];
  }

  raw(x) {
    return [
      h('div', { class: 'options' }, h('span', { class: 'choice' }, [true, false].map(hex =>
        h('button', { 'aria-pressed': String(hex === this.hex), onclick: () => this.setHex(hex) }, t(hex ? 'raw.hex' : 'raw.text'))))),
      x.heads.request ? rawHeads(x.heads.request, t('heads.request'), this.hex) : null,
      (x.heads.responses ?? []).map(r => rawHeads(r, responseTitle(r), this.hex)),
    ];
  }

  setTerse(on) {
    this.terse = on;
    remember('terse', on ? 'yes' : 'no');
    this.renderBody(false);
  }

  setHex(on) {
    this.hex = on;
    this.renderBody(false);
  }
}

function statusPill(x) {
  if (hangOf(x)) return h('span', { class: 'status hangs' }, t('hang.hangs'));
  return h('span', { class: `status ${isFailed(x) ? 'bad' : ''}` }, x.status || t('exchange.running'));
}

function responseTitle(head) {
  const interim = /^HTTP\/\S+ 1\d\d/.test(head.receivedLine ?? head.sentLine ?? '');
  return t(interim ? 'heads.interim' : 'heads.response');
}

function headSection(title, head, from, to, terse) {
  return h('section', {}, h('h3', {}, title), headsTable(head, from, to, terse));
}

function factsOf(app, x) {
  const link = (id, text) => h('a', { href: '#', onclick: event => { event.preventDefault(); app.openConnection(id); } }, text);
  const ended = x.ended == null ? app.clock.now() : x.ended;
  return [
    h('span', {}, `#${numberOf(x.id)}`), x.protocol ? h('span', {}, x.protocol) : null, h('span', {}, t(`mode.${x.mode}`)),
    h('span', {}, duration(ended - x.started)),
    h('span', {}, `↑ ${bytes(x.requestBytes)}  ↓ ${bytes(x.responseBytes)}`),
    link(x.client, t('facts.client', { id: numberOf(x.client), nth: x.nth })),
    x.origin == null ? h('span', {}, t('facts.none')) : link(x.origin, t('facts.origin', { id: numberOf(x.origin), nth: x.nthOfOrigin })),
  ];
}

function reasons(x) {
  if (!(x.why ?? []).length) return h('p', { class: 'hint' }, t('why.none'));
  return h('dl', { class: 'why' }, x.why.map(w => [h('dt', {}, t(`why.${w.about}`)), h('dd', {}, meaning({ ...w, sentence: w.text }), ' ', sectionLink(w.section))]));
}
