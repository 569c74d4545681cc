// What the parts of the page share: the data, the clock, what is selected and shown. Whoever changes it calls changed().

import { ask } from './api.js';
import { ProxyClock } from './clock.js';
import { Lab } from './lab.js';
import { recall } from './preferences.js';
import { Store } from './store.js';
import { Viewport } from './viewport.js';

export class App {
  constructor(trace) {
    this.trace = trace;
    this.store = new Store();
    this.lab = new Lab(trace);
    this.store.captions = this.lab.run?.captions ?? [];
    this.clock = new ProxyClock();
    this.viewport = new Viewport(recall('scale') === 'even' ? 'even' : 'folded');
    this.exchange = null;
    this.connection = null;
    this.hovered = null;
    this.panel = null;
    this.connected = Boolean(trace);
    this.wasConnected = false;
    this.watchers = [];
    this.announce = () => {};
    this.showTime = () => {};
    this.showPlay = () => {};
  }

  /** Calls back after every change of what is shared. */
  watch(callback) {
    this.watchers.push(callback);
  }

  changed() {
    for (const watcher of this.watchers) watcher();
  }

  /** A message came in. */
  take(message, whole) {
    const restarted = whole && this.store.startedAt !== null && message.startedAt !== this.store.startedAt;
    if (restarted) this.forget();
    if (message.now !== undefined) this.clock.hear(message.now);
    this.store.take(message, whole);
    this.changed();
  }

  /** A play of the lab has come so far. One that begins is shown. */
  perform(run) {
    if (this.lab.isOld(run)) return;
    const wasPlaying = this.lab.playing;
    const begins = this.lab.take(run) && this.lab.playing;
    this.store.captions = run.captions;
    this.store.changed();
    if (begins) {
      this.viewport.follow = true;
      this.panel = 'lab';
    }
    if (wasPlaying && !this.lab.playing) this.showPlay();
    this.changed();
  }

  /** Whether the proxy answers. While it does not, nobody knows what time it is there. */
  stand(connected) {
    if (this.connected === connected) return;
    this.connected = connected;
    if (!this.frozen && this.wasConnected) this.clock.hold(connected ? null : this.clock.now());
  }

  // Another proxy process speaks: its clock and its numbers are others.
  forget() {
    this.clock.forget();
    this.exchange = null;
    this.connection = null;
    this.panel = null;
    this.viewport.follow = true;
    this.lab.run = null;
    this.store.captions = [];
  }

  get frozen() {
    return this.store.frozen !== null;
  }

  freeze(on) {
    if (this.trace || on === this.frozen) return;
    if (on) {
      this.clock.hold(this.clock.now());
      this.store.freeze();
    } else {
      this.clock.hold(null);
      this.store.thaw();
    }
    this.changed();
  }

  /** Marks an exchange; its panel shows it if a panel is open. */
  select(id) {
    this.exchange = id;
    this.connection = null;
    if (this.panel) this.panel = id === null ? null : 'exchange';
    this.changed();
  }

  openExchange(id) {
    this.exchange = id;
    this.connection = null;
    this.panel = 'exchange';
    this.changed();
  }

  openConnection(id) {
    this.connection = id;
    this.exchange = null;
    this.panel = 'connection';
    this.changed();
  }

  openProcess() {
    this.panel = this.panel === 'process' ? null : 'process';
    this.changed();
  }

  openLab() {
    this.panel = this.panel === 'lab' ? null : 'lab';
    this.changed();
  }

  closePanel() {
    this.panel = null;
    this.connection = null;
    this.changed();
  }

  /** An exchange with its heads, steps and reasons. */
  detail(id) {
    if (!this.trace) return ask(`exchanges/${id}`);
    return Promise.resolve({ ...this.store.exchanges.get(id), ...this.trace.details?.[id] });
  }

  /** A connection with the kernel's facts. */
  connectionDetail(id) {
    return this.trace ? Promise.resolve(this.store.connections.get(id)) : ask(`connections/${id}`);
  }
}
