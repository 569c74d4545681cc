// Where the labels of exchanges go, so that none lies over another. Pure.

/** The height of one label's row. */
export const labelRow = 18;

/**
 * Gives each wish ({id, y, rank}) a row near its y, or none. Rows are counted from `origin`, which moves with the
 * content, so that labels scroll with what they name. A higher rank chooses first, then the earlier one.
 */
export function placeLabels(wishes, { origin, top, bottom, taken = [], reach = 3 }) {
  const rows = new Set();
  const placed = new Map();
  const order = [...wishes].sort((a, b) => b.rank - a.rank || a.y - b.y);
  for (const wish of order) {
    const row = freeRow(Math.round((wish.y - origin) / labelRow), rows, reach, y => isFree(origin + y * labelRow, top, bottom, taken));
    if (row === null) continue;
    rows.add(row);
    placed.set(wish.id, origin + row * labelRow);
  }
  return placed;
}

function freeRow(wanted, rows, reach, allowed) {
  for (let step = 0; step <= reach; step++) {
    if (!rows.has(wanted + step) && allowed(wanted + step)) return wanted + step;
    if (step > 0 && !rows.has(wanted - step) && allowed(wanted - step)) return wanted - step;
  }
  return null;
}

function isFree(y, top, bottom, taken) {
  const half = labelRow / 2;
  return y - half >= top && y + half <= bottom && !taken.some(t => y + half > t.from && y - half < t.to);
}
