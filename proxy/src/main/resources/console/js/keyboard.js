// The keyboard: through the exchanges with the arrows, and one key for each thing the toolbar does.

import { describeExchange } from './tooltip.js';

/** Listens to keys wherever no control has use for them. */
export function listenToKeys(app, view, actions) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const onControl = event.target.closest?.('button, a, input, select, textarea, summary, [role=tab]');
    if (onControl && event.key !== 'Escape') return;
    const act = actionOf(event, app, view, actions);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function actionOf(event, app, view, actions) {
  const onPicture = event.target === document.body || event.target === view.canvas;
  const arrows = {
    ArrowDown: () => step(app, view, 1, false), ArrowUp: () => step(app, view, -1, false),
    ArrowRight: () => step(app, view, 1, true), ArrowLeft: () => step(app, view, -1, true),
    PageUp: () => view.pan(view.size.height * 0.6), PageDown: () => view.pan(-view.size.height * 0.6),
    Home: () => view.fit(), End: actions.toNow, ' ': actions.freeze, Enter: () => app.exchange !== null && app.openExchange(app.exchange),
  };
  const keys = {
    Escape: () => escape(app), '+': () => view.zoom(1.4), '=': () => view.zoom(1.4), '-': () => view.zoom(1 / 1.4), 0: () => view.fit(),
    f: actions.scale, n: actions.toNow, h: actions.toHang, t: actions.theme, p: actions.process, l: actions.lab, '?': actions.help,
  };
  return (onPicture && arrows[event.key]) || keys[event.key];
}

function escape(app) {
  if (app.panel) app.closePanel();
  else app.select(null);
}

// The next exchange in time, or on the same client connection.
function step(app, view, direction, sameConnection) {
  const all = app.store.view.exchanges;
  const current = app.store.exchanges.get(app.exchange);
  const among = sameConnection && current ? all.filter(x => x.client === current.client) : all;
  if (among.length === 0) return;
  const at = current ? among.indexOf(current) : direction > 0 ? among.findIndex(x => x.started >= (view.frame?.from ?? 0)) - 1 : among.length;
  const next = among[Math.min(among.length - 1, Math.max(0, at + direction))];
  app.select(next.id);
  view.reveal(next);
  app.announce(describeExchange(app, next));
}
