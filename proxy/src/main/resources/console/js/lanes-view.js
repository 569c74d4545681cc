// The picture on its canvas: when it is drawn, and what the pointer does to it.

import { buildFrame } from './frame.js';
import { line, paintAxis, paintGround, paintPresent } from './paint-axis.js';
import { paintBars } from './paint-bars.js';
import { paintCaptions } from './paint-captions.js';
import { paintHeadings } from './paint-headings.js';
import { paintJoins } from './paint-joins.js';
import { paintHangEnd, paintLabels } from './paint-labels.js';
import { paintLifelines, paintMarks } from './paint-lifelines.js';
import { readPalette } from './palette.js';
import { laneAt, thingAt } from './pointing.js';
import { t } from './texts.js';
import { headHeight } from './viewport.js';

// How often the picture is drawn while nothing but time moves: with work going on, and with idle connections alone.
const busyPause = 33;
const idlePause = 120;

export class LanesView {
  constructor(app, canvas, tooltip) {
    this.app = app;
    this.canvas = canvas;
    this.tooltip = tooltip;
    this.context = canvas.getContext('2d');
    this.places = new Map();
    this.dirty = true;
    this.drawnAt = 0;
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.frame = null;
    this.costs = [];
    new ResizeObserver(() => this.resize()).observe(canvas.parentElement);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.repaint());
    app.watch(() => this.redraw());
    this.resize();
    requestAnimationFrame(time => this.turn(time));
  }

  /** Draws again soon. */
  redraw() {
    this.dirty = true;
  }

  /** Draws again with other colours. */
  repaint() {
    this.palette = null;
    this.dirty = true;
  }

  get place() {
    const { viewport, store } = this.app;
    const now = this.app.clock.now();
    const { first, scales } = store.view;
    return [scales[viewport.kind], Number.isFinite(first) ? first : now, now, this.size.height];
  }

  zoom(factor, y) {
    this.app.viewport.zoomAt(factor, y ?? this.size.height / 2, ...this.place);
    this.app.changed();
  }

  pan(pixels) {
    this.app.viewport.pan(pixels, ...this.place);
    this.app.changed();
  }

  scrollLane(lane, pixels) {
    const { scroll } = this.app.viewport;
    if (lane === 'client') scroll.client = Math.max(0, scroll.client + pixels);
    if (lane === 'origin') scroll.origin = Math.max(0, scroll.origin - pixels);
    this.redraw();
  }

  /** Takes the zoom that suits what there is, before anybody chose one. */
  begin() {
    if (this.app.store.view.exchanges.length === 0) return;
    this.resize();
    this.app.viewport.begin(...this.place);
  }

  fit() {
    this.app.viewport.fit(...this.place);
    this.app.changed();
  }

  /** Brings a time into view. */
  showTime(time) {
    this.app.viewport.reveal(time, ...this.place);
    this.app.changed();
  }

  /** Shows what happened since a time, as far as that can be read. */
  showFrom(time) {
    const [scale, , now, height] = this.place;
    this.app.viewport.begin(scale, time, now, height);
    this.app.changed();
  }

  /** Brings an exchange into view, its time and its columns. */
  reveal(exchange) {
    this.app.viewport.reveal(exchange.started, ...this.place);
    for (const [lane, id, sign] of [['client', exchange.client, 1], ['origin', exchange.origin, -1]]) {
      const place = this.frame?.places.get(id);
      const range = this.frame?.lanes[lane];
      if (!place) continue;
      const outside = Math.max(0, range.x + 12 - place.x) - Math.max(0, place.x - range.x - range.w + 12);
      this.app.viewport.scroll[lane] += outside * sign;
    }
    this.app.changed();
  }

  resize() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    const ratio = devicePixelRatio || 1;
    this.size = { width: Math.max(240, Math.round(box.width)), height: Math.max(headHeight + 60, Math.round(box.height)) };
    this.canvas.width = this.size.width * ratio;
    this.canvas.height = this.size.height * ratio;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.dirty = true;
  }

  turn(time) {
    if (this.dirty || this.isDue(time)) {
      this.drawnAt = time;
      this.dirty = false;
      this.draw();
    }
    requestAnimationFrame(next => this.turn(next));
  }

  isDue(time) {
    if (this.app.frozen || this.app.trace) return false;
    return time - this.drawnAt >= (this.busy ? busyPause : idlePause);
  }

  draw() {
    const began = performance.now();
    this.palette ??= readPalette(this.context);
    const { app, palette: p, context: c } = this;
    const { exchange, connection, hovered } = app;
    const frame = this.build();
    this.frame = frame;
    this.busy = frame.exchanges.some(e => e.exchange.ended == null);
    paintGround(c, frame, p);
    paintAxis(c, frame, p, app.store.startedAt);
    this.clipped(frame, () => {
      if (app.store.connections.size > 0) paintPresent(c, frame, p);
      this.inLanes(frame, () => {
        paintLifelines(c, frame, p, connection);
        paintBars(c, frame, p, exchange, hovered);
        paintMarks(c, frame, p);
      });
      this.inLanes(frame, () => paintJoins(c, frame, p, exchange, hovered));
      paintHangEnd(c, frame, p);
      paintLabels(c, frame, p, exchange, hovered);
      paintCaptions(c, frame, p, app.store.view.captions);
    });
    paintHeadings(c, frame, p);
    this.paintMore(frame, p);
    this.costs.push(performance.now() - began);
    if (this.costs.length > 300) this.costs.shift();
  }

  build() {
    const { app } = this;
    return buildFrame({
      view: app.store.view, connectionOf: id => app.store.connections.get(id), viewport: app.viewport, size: this.size,
      now: app.clock.now(), selected: app.exchange, hovered: app.hovered, slots: this.slots(), ease: (key, x) => this.ease(key, x),
    });
  }

  // Empty slots are shown up to the pool's limit where that is a number that one can take in.
  slots() {
    const limit = this.app.store.limits.originConnections;
    return limit && limit <= 8 && this.size.width > 900 ? limit : 0;
  }

  ease(key, wanted) {
    const before = this.places.get(key);
    if (this.places.size > 4000) this.places.clear();
    const rest = before === undefined ? 0 : wanted - before;
    const next = this.still.matches || Math.abs(rest) < 0.6 ? wanted : before + rest * 0.3;
    if (next !== wanted) this.dirty = true;
    this.places.set(key, next);
    return next;
  }

  clipped(frame, paint) {
    this.within(0, headHeight, frame.size.width, frame.size.height - headHeight, paint);
  }

  inLanes(frame, paint) {
    this.within(frame.lanes.axis.w, headHeight, frame.size.width - frame.lanes.axis.w, frame.size.height - headHeight, paint);
  }

  within(x, y, w, height, paint) {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, w, height);
    this.context.clip();
    paint();
    this.context.restore();
  }

  paintMore(frame, p) {
    if (frame.hungMore <= 0) return;
    const c = this.context;
    c.fillStyle = p.hang;
    c.font = `600 11px ${p.sans}`;
    c.textAlign = 'center';
    c.fillText(t('hang.more', { n: frame.hungMore }), frame.lanes.proxy.x + frame.lanes.proxy.w / 2, frame.hungTop - 2);
    c.strokeStyle = p.hang;
    line(c, frame.lanes.proxy.x + 20, frame.hungTop + 6, frame.lanes.proxy.x + frame.lanes.proxy.w - 20, frame.hungTop + 6);
  }

  /** What lies under a point of the canvas. */
  at(x, y) {
    return this.frame && thingAt(this.frame, x, y);
  }

  laneAt(x) {
    return this.frame ? laneAt(this.frame, x) : 'proxy';
  }
}
