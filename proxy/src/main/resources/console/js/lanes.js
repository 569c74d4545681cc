// How wide the three lanes are and where their columns stand. Pure.

const gap = 14;
const edge = 12;
const widest = 48;
const narrowest = 5;

/** The x range of the time axis and of each lane, given the number of columns that each side wants to show. */
export function laneRanges(width, clientColumns, originColumns) {
  const axis = width < 560 ? 40 : 68;
  const rest = width - axis;
  const proxy = Math.round(Math.min(400, Math.max(104, rest * 0.3)));
  const share = Math.min(0.68, Math.max(0.32, (clientColumns + 2) / (clientColumns + originColumns + 4)));
  const client = Math.round((rest - proxy) * share);
  return {
    axis: { x: 0, w: axis },
    client: { x: axis, w: client },
    proxy: { x: axis + client, w: proxy },
    origin: { x: axis + client + proxy, w: rest - proxy - client },
  };
}

/**
 * Where each column of a lane stands. Columns lean towards the proxy, so that the ways through it are short. Where they do
 * not fit even at their narrowest, the lane scrolls: `scroll` is the distance, `hidden` how far it can go.
 */
export function placeColumns(groups, lane, towards, scroll) {
  const columns = groups.reduce((n, group) => n + group.columns.length, 0);
  const gaps = gap * Math.max(0, groups.length - 1) + 2 * edge;
  const each = Math.min(widest, Math.max(narrowest, (lane.w - gaps) / Math.max(1, columns)));
  const least = Math.min(96, Math.max(each, (lane.w - gaps) / Math.max(1, groups.length)));
  const widths = groups.map(group => Math.max(least, group.columns.length * each));
  const fitted = fitWidths(widths, groups, each, lane.w - gaps);
  const total = fitted.reduce((sum, w) => sum + w, 0) + gaps;
  const hidden = Math.max(0, total - lane.w);
  const shift = Math.min(hidden, Math.max(0, scroll));
  let x = lane.x + edge + (towards === 'right' ? lane.w - total + shift : -shift);
  const placed = groups.map((group, i) => {
    const at = { ...group, x, w: fitted[i], columns: standIn(group, x, fitted[i], each) };
    x += fitted[i] + gap;
    return at;
  });
  return { groups: placed, each, hidden, shift, columns };
}

// Room for a group's name is taken only as far as the lane has it to give.
function fitWidths(widths, groups, each, available) {
  const bare = groups.map(group => group.columns.length * each);
  const wish = widths.reduce((sum, w, i) => sum + w - bare[i], 0);
  const spare = available - bare.reduce((sum, w) => sum + w, 0);
  if (wish <= spare) return widths;
  const part = Math.max(0, spare) / (wish || 1);
  return widths.map((w, i) => bare[i] + (w - bare[i]) * part);
}

function standIn(group, x, width, each) {
  const start = x + (width - group.columns.length * each) / 2;
  return group.columns.map((column, i) => ({ ...column, x: start + (i + 0.5) * each, w: each }));
}
