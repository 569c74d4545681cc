// Puts the page together: the parts, what their controls do, and where the data comes from.

import { App } from './app.js';
import { byId, fill } from './dom.js';
import { HangBanner } from './hang-banner.js';
import { openHelp } from './help.js';
import { renderInvitation } from './invitation.js';
import { listenToKeys } from './keyboard.js';
import { LanesView } from './lanes-view.js';
import { LiveStream } from './live.js';
import { notice, withdraw } from './notices.js';
import { Panel } from './panel.js';
import { listenToPointer } from './pointer.js';
import { remember } from './preferences.js';
import { renderStatus } from './status-line.js';
import { t } from './texts.js';
import { switchTheme } from './theme.js';
import { renderToolbar } from './toolbar.js';

/** Starts the page, with the data of a trace or live. */
export function startPage(trace) {
  const app = new App(trace);
  const view = new LanesView(app, byId('lanes'), byId('tooltip'));
  const actions = actionsOf(app, view);
  new HangBanner(app, byId('hang'));
  new Panel(app, byId('panel'));
  app.showTime = time => view.showTime(time);
  app.showPlay = () => view.showFrom(app.lab.run.began);
  app.announce = text => fill(byId('announce'), text);
  listenToPointer(app, view);
  listenToKeys(app, view, actions);
  beginWell(app, view);
  app.watch(once(() => renderControls(app, view, actions)));
  if (trace) showTrace(app, trace);
  else listen(app);
  app.changed();
  // For those who look at the page from its developer tools, and for its tests.
  window.clearhop = { app, view };
}

// The first data decides about the zoom, once.
function beginWell(app, view) {
  let begun = false;
  app.watch(() => {
    if (begun || app.store.version === null) return;
    begun = true;
    // Once the banner has taken its room.
    setTimeout(() => view.begin(), 80);
  });
}

// Many changes in one turn make one rendering, at most ten a second.
function once(render) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      render();
    }, 60);
  };
}

let shownToolbar = null;

function renderControls(app, view, actions) {
  const key = JSON.stringify([app.store.listeners, app.store.product, app.frozen, app.viewport.kind, t('close')]);
  if (key !== shownToolbar) {
    shownToolbar = key;
    renderToolbar(app, byId('toolbar'), actions);
  }
  renderStatus(app, byId('status'));
  renderInvitation(app, byId('empty'));
  const toNow = byId('to-now');
  toNow.hidden = app.viewport.follow || app.store.view.connections.length === 0;
  fill(toNow, `↓ ${t('toNow')}`);
  toNow.onclick = actions.toNow;
  view.canvas.setAttribute('aria-label', t('canvas'));
  view.redraw();
}

function actionsOf(app, view) {
  const useScale = kind => {
    app.viewport.kind = kind;
    remember('scale', kind);
    app.changed();
  };
  return {
    freeze: () => app.freeze(!app.frozen),
    useScale,
    scale: () => useScale(app.viewport.kind === 'folded' ? 'even' : 'folded'),
    zoomIn: () => view.zoom(1.4),
    zoomOut: () => view.zoom(1 / 1.4),
    fit: () => view.fit(),
    toNow: () => follow(app),
    toHang: () => selectHang(app),
    process: () => !app.trace && app.openProcess(),
    lab: () => (!app.trace || app.lab.run) && app.openLab(),
    theme: () => {
      switchTheme();
      view.repaint();
    },
    help: () => openHelp(app),
  };
}

function follow(app) {
  app.viewport.follow = true;
  app.changed();
}

function selectHang(app) {
  const { hung } = app.store.view;
  if (hung.length === 0) return;
  follow(app);
  app.select(hung[(hung.findIndex(x => x.id === app.exchange) + 1) % hung.length].id);
}

function listen(app) {
  const stream = new LiveStream((message, whole) => app.take(message, whole), connected => {
    app.stand(connected);
    if (connected) {
      app.wasConnected = true;
      withdraw('lost');
    } else {
      notice('lost', t(app.wasConnected ? 'lost.again' : 'lost.first'));
    }
    app.changed();
  }, run => app.perform(run));
  stream.open();
}

function showTrace(app, trace) {
  app.take(trace.state, true);
  app.clock.hold(trace.state.now);
  app.wasConnected = true;
}
