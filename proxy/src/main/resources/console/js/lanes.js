// How wide the three lanes are and where their columns stand. Pure.

const gap = 14;
const edge = 12;
const widest = 48;
const comfortable = 22;
const narrowest = 4;
const character = 6.6;

/** The room that the groups of a lane would like: for their columns, and for their names. */
export function wishOf(groups) {
  return groups.reduce((sum, group) => sum + Math.max(group.columns.length * widest, nameRoom(group)) + gap, 2 * edge);
}

/** The x range of the time axis and of each lane, given the room that each side would like. */
export function laneRanges(width, clientWish, originWish) {
  const axis = width < 560 ? 50 : 80;
  const rest = width - axis;
  const proxy = Math.round(Math.min(400, Math.max(104, rest * proxyPart(rest))));
  const share = Math.min(0.68, Math.max(0.32, (clientWish + 60) / (clientWish + originWish + 120)));
  const client = Math.round((rest - proxy) * share);
  return {
    axis: { x: 0, w: axis },
    client: { x: axis, w: client },
    proxy: { x: axis + client, w: proxy },
    origin: { x: axis + client + proxy, w: rest - proxy - client },
  };
}

/**
 * Where each column of a lane stands. Columns lean towards the proxy, so that the ways through it are short. Names give
 * way before columns do. Where columns do not fit even at their narrowest, the lane scrolls: `shift` is the distance,
 * `hidden` how far it can go.
 */
export function placeColumns(groups, lane, towards, scroll) {
  const columns = groups.reduce((n, group) => n + group.columns.length, 0);
  const available = lane.w - gap * Math.max(0, groups.length - 1) - 2 * edge;
  const each = columnWidth(groups, columns, available);
  const widths = groupWidths(groups, each, available);
  const total = widths.reduce((sum, w) => sum + w, 0) + lane.w - available;
  const hidden = total - lane.w > 1 ? total - lane.w : 0;
  const shift = Math.min(hidden, Math.max(0, scroll));
  let x = lane.x + edge + (towards === 'right' ? lane.w - total + shift : -shift);
  const placed = groups.map((group, i) => {
    const at = { ...group, x, w: widths[i], columns: standIn(group, x, widths[i], each) };
    x += widths[i] + gap;
    return at;
  });
  return { groups: placed, each, hidden, shift, columns };
}

// The names of exchanges need their room, the more of it the less there is.
function proxyPart(rest) {
  if (rest < 400) return 0.4;
  return rest < 700 ? 0.36 : 0.28;
}

function nameRoom(group) {
  const text = group.side === 'client' ? group.name.length + group.note.length + 9 : group.name.length + 1;
  return Math.min(190, text * character + 14);
}

// As wide as fits beside the names, and without regard to the names where that would be too narrow.
function columnWidth(groups, columns, available) {
  for (let each = widest; each >= comfortable; each -= 2) {
    const needed = groups.reduce((sum, group) => sum + Math.max(group.columns.length * each, Math.min(104, nameRoom(group))), 0);
    if (needed <= available) return each;
  }
  return Math.min(comfortable, Math.max(narrowest, available / Math.max(1, columns)));
}

// Room for names, as far as there is any to give.
function groupWidths(groups, each, available) {
  const bare = groups.map(group => group.columns.length * each);
  const wishes = groups.map((group, i) => Math.max(0, nameRoom(group) - bare[i]));
  const spare = available - bare.reduce((sum, w) => sum + w, 0);
  const wish = wishes.reduce((sum, w) => sum + w, 0);
  const part = wish === 0 ? 0 : Math.min(1, Math.max(0, spare) / wish);
  return bare.map((w, i) => w + wishes[i] * part);
}

function standIn(group, x, width, each) {
  const start = x + (width - group.columns.length * each) / 2;
  return group.columns.map((column, i) => ({ ...column, x: start + (i + 0.5) * each, w: each }));
}
