// Paints what a play of the lab says about what follows: a numbered mark at its time, and beside it the words.

import { captionLine, cardHeight, placeCaptions, wrapText } from './captions.js';
import { said } from './lab.js';
import { line } from './paint-axis.js';
import { headHeight } from './viewport.js';

const leastCaption = 110;
const widestCaption = 330;
const mostCaptionLines = 3;
const markRadius = 10;

/** The captions, where there is room for them with their words. */
export function paintCaptions(c, frame, p, captions) {
  const left = frame.lanes.axis.w + 6;
  const room = Math.min(widestCaption, firstClientColumn(frame) - left - 2 * markRadius - 16);
  c.font = `12px ${p.sans}`;
  c.textBaseline = 'middle';
  const measure = text => c.measureText(text).width;
  const lines = new Map(captions.map(each => [each, room < leastCaption ? [''] : wrapText(said(each.text), room, measure, mostCaptionLines)]));
  for (const placed of placeCaptions(captions, frame.y, each => Math.max(2 * markRadius, cardHeight(lines.get(each))))) {
    if (placed.top > frame.size.height || placed.top + placed.height < headHeight) continue;
    paintCaptionLine(c, frame, p, placed.y);
    if (room >= leastCaption) paintCaptionCard(c, p, placed, left + 2 * markRadius + 4, lines.get(placed.caption), measure);
    paintCaptionMark(c, p, placed, left + markRadius);
  }
}

function firstClientColumn(frame) {
  const lane = frame.lanes.client;
  const columns = frame.client.groups.flatMap(group => group.columns).filter(column => column.x >= lane.x);
  return Math.min(lane.x + lane.w, ...columns.map(column => column.x - column.w / 2));
}

function paintCaptionLine(c, frame, p, y) {
  c.strokeStyle = p.edit;
  c.lineWidth = 1;
  c.setLineDash([4, 4]);
  c.globalAlpha = 0.6;
  line(c, frame.lanes.axis.w, Math.round(y) + 0.5, frame.size.width, Math.round(y) + 0.5);
  c.globalAlpha = 1;
  c.setLineDash([]);
}

function paintCaptionCard(c, p, placed, x, lines, measure) {
  c.fillStyle = p.editSoft;
  c.strokeStyle = p.edit;
  c.lineWidth = 1;
  c.beginPath();
  c.roundRect(x, placed.top, Math.max(...lines.map(measure)) + 14, placed.height, 5);
  c.fill();
  c.stroke();
  c.fillStyle = p.ink;
  c.textAlign = 'left';
  const top = placed.top + placed.height / 2 - ((lines.length - 1) * captionLine) / 2;
  lines.forEach((text, i) => c.fillText(text, x + 7, top + i * captionLine + 0.5));
}

function paintCaptionMark(c, p, placed, x) {
  const y = placed.top + markRadius;
  c.fillStyle = p.edit;
  c.beginPath();
  c.arc(x, y, markRadius, 0, 7);
  c.fill();
  c.fillStyle = p.surface;
  c.font = `700 12px ${p.sans}`;
  c.textAlign = 'center';
  c.fillText(String(placed.caption.number), x, y + 0.5);
  c.font = `12px ${p.sans}`;
}
