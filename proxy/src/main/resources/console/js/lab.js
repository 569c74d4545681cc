// The lab as the page knows it: the scenarios, and the play that is on or was last.

import { ask, tell } from './api.js';
import { currentLanguage } from './texts.js';

/** Words that come in every language of the page: those of the language in use. */
export function said(words) {
  return words?.[currentLanguage()] ?? words?.en ?? '';
}

/** The scenarios by their family, in their order: [[family, scenarios]…]. */
export function byFamily(scenarios) {
  const families = new Map();
  for (const scenario of scenarios) {
    const name = said(scenario.family);
    families.set(name, [...(families.get(name) ?? []), scenario]);
  }
  return [...families];
}

/** A caption's number as a mark. */
export function markOf(number) {
  return number <= 20 ? String.fromCharCode(0x245f + number) : `${number}.`;
}

export class Lab {
  constructor(trace) {
    this.run = trace?.lab?.run ?? null;
    this.scenarios = trace?.lab?.scenarios ?? null;
    this.problem = null;
    this.asking = false;
  }

  /** Whether a play is on. */
  get playing() {
    return this.run !== null && this.run.ended == null;
  }

  /** The scenario that is played or was last. */
  get scenario() {
    return this.scenarios?.find(each => each.name === this.run?.name) ?? null;
  }

  /** Whether it says less than what is known. */
  isOld(run) {
    return this.run !== null && run.version <= this.run.version;
  }

  /** Takes how far a play has come; says whether that is another play than the one before. */
  take(run) {
    const other = this.run?.number !== run.number;
    this.run = run;
    return other;
  }

  /** Asks once which scenarios there are, then calls back. */
  list(done) {
    if (this.scenarios || this.asking) return;
    this.asking = true;
    ask('lab').then(answer => {
      this.scenarios = answer.scenarios;
      this.problem = null;
    }).catch(error => {
      this.problem = error.message;
    }).finally(() => {
      this.asking = false;
      done();
    });
  }

  /** Begins a play. */
  begin(name, withoutCause) {
    return tell('lab', { name, withoutCause });
  }
}
