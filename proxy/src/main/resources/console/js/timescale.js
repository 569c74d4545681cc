// Where a moment lies on the time axis, in units that the zoom multiplies. Pure.
//
// Exchanges take milliseconds, timeouts take minutes: on an even axis one of them is always invisible. The folded axis
// gives every gap between two neighbouring events room by the logarithm of its length, so that a page of thirty images
// and the minute of silence after it are both on the screen. The past never moves: only what follows the last event grows.

const knee = 5;
const near = 20;
const bend = 200;
const far = 7;

/** The room that a gap of so many milliseconds takes: nearly even below the knee, next to none beyond the bend. */
export function roomOf(gap) {
  return gap <= bend ? near * Math.log1p(gap / knee) : near * Math.log1p(bend / knee) + far * Math.log(gap / bend);
}

/** The gap that takes this room. */
export function gapOf(units) {
  const atBend = near * Math.log1p(bend / knee);
  return units <= atBend ? knee * Math.expm1(units / near) : bend * Math.exp((units - atBend) / far);
}

/** A scale on which as much room is taken as happens; `times` are all moments at which something happened. */
export function foldedScale(times) {
  const sorted = distinct(times);
  const units = new Float64Array(sorted.length);
  for (let i = 1; i < sorted.length; i++) {
    units[i] = units[i - 1] + roomOf(sorted[i] - sorted[i - 1]);
  }
  return {
    kind: 'folded',
    toUnit(time) {
      if (sorted.length === 0) return roomOf(Math.max(0, time));
      const i = lastAtMost(sorted, time);
      return i < 0 ? -roomOf(sorted[0] - time) : units[i] + roomOf(time - sorted[i]);
    },
    toTime(unit) {
      if (sorted.length === 0) return gapOf(Math.max(0, unit));
      const i = lastAtMost(units, unit);
      return i < 0 ? sorted[0] - gapOf(-unit) : sorted[i] + gapOf(unit - units[i]);
    },
    /** The moments of the span of time, and one on either side. */
    moments(from, to) {
      return sorted.subarray(Math.max(0, lastAtMost(sorted, from)), lastAtMost(sorted, to) + 2);
    },
  };
}

/** A scale on which a second is as long as any other: a unit is a millisecond. */
export function evenScale() {
  return { kind: 'even', toUnit: time => time, toTime: unit => unit, moments: () => [] };
}

/** All moments of connections and exchanges at which something happened. */
export function momentsOf(connections, exchanges) {
  const times = [];
  const add = time => {
    if (time !== null && time !== undefined) times.push(time);
  };
  for (const c of connections) {
    add(c.opened);
    add(c.closed);
    for (const mark of c.marks ?? []) add(mark.t);
  }
  for (const x of exchanges) {
    add(x.started);
    add(x.forwarded);
    add(x.firstByte);
    add(x.ended);
    for (const attempt of x.attempts ?? []) {
      add(attempt.began);
      add(attempt.ended);
    }
  }
  return times;
}

/** A round step (1, 2 or 5 times a power of ten) of at least `least`. */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map(n => n * power).find(step => step >= least * 0.999999);
}

/** How far below "now" a moment to come lies, as a part (0 to 1) of the room for the future, which holds two minutes. */
export function futurePart(ahead) {
  return Math.min(1, Math.log1p(Math.max(0, ahead) / 1000) / Math.log1p(120));
}

/** The last index whose value is at most `wanted`, or -1. */
export function lastAtMost(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function distinct(times) {
  const sorted = Float64Array.from(times).sort();
  let n = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (n === 0 || sorted[i] !== sorted[n - 1]) sorted[n++] = sorted[i];
  }
  return sorted.subarray(0, n);
}
