// Heads side by side: what was received, what became of each line by which rule, what was sent.

import { h } from './dom.js';
import { meaning, t } from './texts.js';

// Rules by which a line passes as one would expect, so that nothing need be said about it.
const ordinary = new Set(['end-to-end', 'relayed', 'not-kept']);
const blind = 'relayed-blindly';

const signs = { removed: '−', added: '+', translated: '⇄', repaired: '✎', passed: '=' };

/** The comparison of one head. `from` and `to` name who sent it and who got it; `terse` leaves out what passed as it was. */
export function headsTable(heads, from, to, terse) {
  const passed = heads.fields.filter(isPlain).length;
  return h('table', { class: 'heads' },
    h('thead', {}, h('tr', {}, h('th', {}, t('heads.received', { from: t(`side.${from}`) })), h('th', { class: 'rule' }, t('heads.rule')), h('th', {}, t('heads.sent', { to: t(`side.${to}`) })))),
    h('tbody', {}, heads.receivedLine || heads.sentLine ? lineRow(heads) : null, heads.fields.filter(field => !terse || !isPlain(field)).map(fieldRow),
      terse && passed ? h('tr', { class: 'passed' }, h('td', { colspan: 3 }, t('heads.passed', { n: passed }))) : null));
}

/** A reference to a section, as a link to its text where it names an RFC. */
export function sectionLink(section) {
  if (!section) return null;
  const parts = section.split(/(RFC \d+(?: (?:§|section |appendix )[\dA-Z.]*[\dA-Z])?)/);
  return h('span', { class: 'section' }, parts.map(part => {
    const match = /^RFC (\d+)(?: (?:§|section |appendix )([\dA-Z.]+))?$/.exec(part);
    return match ? h('a', { href: rfcAddress(match[1], match[2]), target: '_blank', rel: 'noreferrer noopener' }, part) : part;
  }));
}

/** Where the text of a section is. */
export function rfcAddress(number, section) {
  const anchor = !section ? '' : /^[A-Z]/.test(section) ? `#appendix-${section}` : `#section-${section}`;
  return `https://www.rfc-editor.org/rfc/rfc${number}.html${anchor}`;
}

/** Whether a line passed as any line does. */
export function isPlain(field) {
  return field.decision === 'passed' && (!field.sentence || ordinary.has(field.rule));
}

function lineRow(heads) {
  const decisions = heads.lineDecisions ?? [];
  const kind = decisions[0]?.decision ?? 'passed';
  return h('tr', { class: `line ${kind}` }, lineCell(heads.receivedLine), ruleCell(kind, decisions), lineCell(heads.sentLine));
}

function fieldRow(field) {
  const kind = signs[field.decision] ? field.decision : 'passed';
  const plain = isPlain(field);
  const noted = kind !== 'passed' || plain ? '' : field.rule === blind ? ' blind' : ' noted';
  return h('tr', { class: kind + noted, title: plain ? sentenceOfRule(field) : null }, valueCell(field.received, kind === 'removed'), ruleCell(kind, field.sentence && !plain ? [field] : []), valueCell(field.sent, false));
}

function lineCell(line) {
  return line ? h('td', {}, line) : emptyCell();
}

function emptyCell() {
  return h('td', { class: 'none' }, h('span', { 'aria-label': t('heads.none') }, '·'));
}

function valueCell(text, struck) {
  if (text === null || text === undefined) return emptyCell();
  const colon = text.indexOf(':');
  const parts = colon > 0 ? [h('b', {}, text.slice(0, colon + 1)), text.slice(colon + 1)] : [text];
  return h('td', {}, struck ? h('del', {}, parts) : parts);
}

function ruleCell(kind, decisions) {
  return h('td', { class: 'rule' },
    h('span', { class: 'decision' }, h('i', { 'aria-hidden': 'true' }, signs[kind]), t(`decision.${kind}`)),
    decisions.map(d => h('p', {}, sentenceOfRule(d), ' ', sectionLink(d.section))));
}

function sentenceOfRule(decision) {
  return meaning({ label: decision.rule, sentence: decision.sentence }, 'rules');
}
