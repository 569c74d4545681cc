// The panel of the lab: the scenarios to choose from, and the play that is on, with its captions, texts and verdict.

import { fill, h } from './dom.js';
import { duration } from './format.js';
import { icon } from './icons.js';
import { byFamily, markOf, said } from './lab.js';
import { notice } from './notices.js';
import { phrase, t } from './texts.js';

export class LabPanel {
  constructor(app) {
    this.app = app;
    this.element = h('div', { class: 'inside lab' });
    this.shown = null;
    this.listed = false;
    this.number = null;
  }

  /** Shows all scenarios, or the play. */
  choose(all) {
    this.listed = all;
    this.shown = null;
    this.app.changed();
  }

  update() {
    const { lab } = this.app;
    if (!lab.scenarios && !lab.problem) lab.list(() => this.app.changed());
    if (lab.run && lab.run.number !== this.number) {
      this.number = lab.run.number;
      if (lab.playing) this.listed = false;
    }
    const key = JSON.stringify([lab.run?.version, lab.scenarios?.length, lab.problem, this.listed, t('close')]);
    if (key === this.shown) return;
    this.shown = key;
    if (lab.run && !this.listed) this.renderPlay(lab);
    else this.renderList(lab);
  }

  renderList(lab) {
    fill(this.element,
      h('div', { class: 'top' }, h('h2', {}, t('lab')), h('p', { class: 'note' }, t('lab.note')),
        lab.run ? h('button', { class: 'plain', onclick: () => this.choose(false) }, `← ${t('lab.back')}`) : null),
      h('div', { class: 'body', tabindex: 0 },
        lab.problem ? h('p', { class: 'refused' }, lab.problem) : null,
        lab.scenarios ? byFamily(lab.scenarios).map(([family, scenarios]) => [h('h3', {}, family), h('ul', { class: 'scenarios' }, scenarios.map(scenario => this.entry(scenario)))])
          : lab.problem ? null : h('p', { class: 'hint' }, t('loading'))));
  }

  entry(scenario) {
    return h('li', {}, h('button', { class: 'start', 'data-scenario': scenario.name, title: t('lab.play'), 'aria-label': `${t('lab.play')}: ${said(scenario.title)}`, disabled: this.app.lab.playing, onclick: () => this.begin(scenario.name, false) }, icon('play')),
      h('details', {}, h('summary', {}, h('b', {}, said(scenario.title)), h('code', {}, scenario.name)), h('p', {}, said(scenario.see)), this.withoutCause(scenario)));
  }

  withoutCause(scenario) {
    return h('button', { class: 'without', disabled: this.app.lab.playing, onclick: () => this.begin(scenario.name, true) }, t('lab.without', { removed: said(scenario.removed) }));
  }

  begin(name, withoutCause) {
    this.app.lab.begin(name, withoutCause).then(run => this.app.perform(run)).catch(error => notice('lab', phrase(error.message), 8000));
  }

  renderPlay(lab) {
    const { run, scenario } = lab;
    fill(this.element,
      h('div', { class: 'top' }, h('h2', {}, verdictOf(run), scenario ? said(scenario.title) : run.name),
        h('p', { class: 'facts' }, h('code', {}, run.name), h('span', {}, run.ended == null ? t('lab.playing') : duration(run.ended - run.began)),
          run.withoutCause && scenario ? h('span', { class: 'warning' }, t('lab.removed', { removed: said(scenario.removed) })) : null),
        this.app.trace ? null : h('p', { class: 'acts' },
          h('button', { disabled: lab.playing, onclick: () => this.begin(run.name, false) }, icon('replay'), t('lab.again')),
          scenario ? this.withoutCause(scenario) : null,
          h('button', { class: 'plain', onclick: () => this.choose(true) }, t('lab.all')))),
      h('div', { class: 'body', tabindex: 0, 'aria-live': 'polite' },
        scenario ? h('p', { class: 'see' }, said(scenario.see)) : null,
        h('ol', { class: 'captions' }, run.captions.map(caption => this.caption(run, caption))),
        run.verdict ? outcomeOf(run) : null,
        scenario ? lessonOf(scenario) : null));
  }

  caption(run, caption) {
    return h('li', {}, h('button', { class: 'plain', title: t('lab.show'), onclick: () => this.app.showTime(caption.t) },
      h('i', {}, markOf(caption.number)), h('span', {}, said(caption.text)), h('time', {}, `+${duration(caption.t - run.captions[0].t)}`)));
  }
}

function verdictOf(run) {
  if (!run.verdict) return h('span', { class: 'verdict playing' }, t('lab.on'));
  return h('span', { class: `verdict ${run.verdict.word}` }, said(run.verdict.text));
}

function outcomeOf(run) {
  return [
    h('h3', {}, t('lab.expected')),
    run.verdict.reason ? h('p', { class: 'refused' }, said(run.verdict.reason)) : null,
    h('ul', { class: 'expectations' }, run.expectations.map(each => h('li', { class: each.holds ? 'holds' : 'fails' }, said(each.expected), h('span', {}, said(each.observed))))),
    run.measures.length ? [h('h3', {}, t('lab.measured')), h('dl', { class: 'pairs' }, run.measures.map(each => [h('dt', {}, said(each.what)), h('dd', {}, said(each.value))]))] : null,
  ];
}

function lessonOf(scenario) {
  return ['why', 'cure', 'today'].map(part => [h('h3', {}, t(`lab.${part}`)), h('p', {}, said(scenario[part]))])
    .concat([h('p', { class: 'hint' }, scenario.sources.join('; '))]);
}
