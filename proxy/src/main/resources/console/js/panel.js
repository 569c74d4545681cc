// The panel beside the picture: which of its views is open, how wide it is.

import { ConnectionPanel } from './connection-panel.js';
import { fill, h } from './dom.js';
import { ExchangePanel } from './exchange-panel.js';
import { icon } from './icons.js';
import { LabPanel } from './lab-panel.js';
import { recall, remember } from './preferences.js';
import { ProcessPanel } from './process-panel.js';
import { t } from './texts.js';

const narrowestPanel = 340;

export class Panel {
  constructor(app, element) {
    this.app = app;
    this.element = element;
    this.views = { exchange: new ExchangePanel(app), connection: new ConnectionPanel(app), process: new ProcessPanel(app), lab: new LabPanel(app) };
    this.open = null;
    this.edge = h('div', { class: 'edge', role: 'separator', 'aria-orientation': 'vertical', onpointerdown: event => this.grab(event) });
    const kept = Number(recall('panel'));
    if (kept >= narrowestPanel) this.width = kept;
    app.watch(() => this.update());
  }

  update() {
    const { panel } = this.app;
    this.element.hidden = !panel;
    if (panel && (panel !== this.open || t('close') !== this.language)) {
      this.language = t('close');
      this.element.setAttribute('aria-label', t(`panel.${panel}`));
      this.element.dataset.view = panel;
      fill(this.element, this.edge, h('button', { class: 'plain shut', 'aria-label': t('close'), title: `${t('close')} (Esc)`, onclick: () => this.app.closePanel() }, icon('close')), this.views[panel].element);
    }
    this.open = panel;
    if (panel) this.views[panel].update();
  }

  grab(event) {
    this.edge.setPointerCapture(event.pointerId);
    this.edge.onpointermove = move => {
      this.width = Math.max(narrowestPanel, innerWidth - move.clientX);
    };
    this.edge.onpointerup = () => {
      this.edge.onpointermove = null;
      remember('panel', this.element.offsetWidth);
    };
  }

  set width(pixels) {
    this.element.style.width = `${pixels}px`;
  }
}
