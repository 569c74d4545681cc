// What part of the time axis is on the screen: zoom, place, and whether it follows the present.

/** The height of the lanes' headings. */
export const headHeight = 74;

const readable = { folded: [0.45, 2.4], even: [0.02, 1] };
const limitsOfZoom = { folded: [0.02, 60], even: [0.00002, 400] };

/** The height of the room for what is to come. */
export function futureHeight(height) {
  return Math.round(Math.min(168, Math.max(76, height * 0.22)));
}

export class Viewport {
  constructor(kind) {
    this.kind = kind;
    this.zoom = { folded: 1.6, even: 0.06 };
    this.follow = true;
    this.topTime = 0;
    this.scroll = { client: 0, origin: 0 };
  }

  /** Where things are now: pixels a unit, the unit at the top, and y of a time. */
  locate(scale, first, now, height) {
    const k = this.zoom[scale.kind];
    const room = height - headHeight - futureHeight(height);
    const nowUnit = scale.toUnit(now);
    // A picture that does not fill its room yet begins at the top.
    const start = scale.toUnit(first) - 10 / k;
    const topUnit = this.follow ? Math.max(start, nowUnit - room / k) : scale.toUnit(this.topTime);
    const y = time => headHeight + (scale.toUnit(time) - topUnit) * k;
    return { k, topUnit, y, nowY: headHeight + (nowUnit - topUnit) * k };
  }

  /** Moves by pixels: positive towards the past. Coming to the present, it follows again. */
  pan(pixels, scale, first, now, height) {
    const { k, topUnit } = this.locate(scale, first, now, height);
    this.goTo(topUnit - pixels / k, scale, first, now, height);
  }

  /** Zooms by a factor around a y that keeps its time, or around the present while it is followed. */
  zoomAt(factor, y, scale, first, now, height) {
    const { k, topUnit } = this.locate(scale, first, now, height);
    const [least, most] = limitsOfZoom[scale.kind];
    const next = Math.min(most, Math.max(least, k * factor));
    this.zoom[scale.kind] = next;
    if (this.follow) return;
    const fixed = topUnit + (y - headHeight) / k;
    this.goTo(fixed - (y - headHeight) / next, scale, first, now, height);
  }

  /** Shows everything from the first moment on. */
  fit(scale, first, now, height) {
    const span = Math.max(1e-3, scale.toUnit(now) - scale.toUnit(first));
    const [least, most] = limitsOfZoom[scale.kind];
    const room = height - headHeight - futureHeight(height) - 20;
    this.zoom[scale.kind] = Math.min(most, Math.max(least, room / span));
    this.follow = true;
  }

  /** The zoom to begin with: all there is, as far as that can be read. */
  begin(scale, first, now, height) {
    this.fit(scale, first, now, height);
    const [least, most] = readable[scale.kind];
    this.zoom[scale.kind] = Math.min(most, Math.max(least, this.zoom[scale.kind]));
  }

  /** Brings a time into view, a third from the top, unless it is there already. */
  reveal(time, scale, first, now, height) {
    const { k, y } = this.locate(scale, first, now, height);
    const at = y(time);
    if (at > headHeight + 20 && at < height - 60) return;
    this.goTo(scale.toUnit(time) - (height - headHeight) / 3 / k, scale, first, now, height);
  }

  goTo(topUnit, scale, first, now, height) {
    const k = this.zoom[scale.kind];
    const latest = scale.toUnit(now) - (height - headHeight - futureHeight(height)) / k;
    const earliest = scale.toUnit(first) - 10 / k;
    this.follow = topUnit >= latest - 0.5 / k;
    this.topTime = scale.toTime(Math.max(earliest, Math.min(latest, topUnit)));
  }
}
