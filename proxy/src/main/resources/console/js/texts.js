// Every text of the page by its key, in the language of the reader. A language is one more table in `languages`.

import { recall, remember } from './preferences.js';
import { koreanReasons } from './reasons-ko.js';
import { koreanHangs, koreanRules, koreanSteps } from './sentences-ko.js';
import { english } from './texts-en.js';
import { korean } from './texts-ko.js';

/** The languages of the page, each with the name that its speakers give it. */
export const languages = {
  en: { name: 'English', texts: english },
  ko: { name: '한국어', texts: korean, reasons: koreanReasons, hangs: koreanHangs, rules: koreanRules, steps: koreanSteps },
};

let language = 'en';

/** Takes the kept language, else the browser's, else English. */
export function chooseLanguage() {
  const wished = [recall('language'), ...(navigator.languages ?? [])].map(tag => (tag ?? '').slice(0, 2));
  useLanguage(wished.find(tag => languages[tag]) ?? 'en');
}

/** Speaks this language from now on. */
export function useLanguage(tag) {
  language = languages[tag] ? tag : 'en';
  document.documentElement.lang = language;
}

/** Speaks this language, the next time too. */
export function keepLanguage(tag) {
  remember('language', tag);
  useLanguage(tag);
}

/** The tag of the language in use. */
export function currentLanguage() {
  return language;
}

/** The text of a key; `{name}` stands for values.name. What a translation lacks is said in English. */
export function t(key, values) {
  return filled(languages[language].texts[key] ?? english[key] ?? key, values);
}

/** A sentence of the proxy, {label, sentence, values}, in the language in use, from one of its tables: by its label, else as the proxy said it. */
export function meaning(word, table = 'reasons') {
  const text = languages[language][table]?.[word.label];
  if (!text) return word.sentence;
  return filled(text, Object.fromEntries(Object.entries(word.values ?? {}).map(([name, value]) => [name, languages[language].reasons?.[value] ?? phrase(value)])));
}

/** A short phrase of the proxy in the language in use, where it is one of those that the page knows. */
export function phrase(said) {
  return languages[language].texts[`said: ${said}`] ?? said;
}

/** Whose timeout and which, as in "proxy: client idle timeout (--client-idle-timeout 1m)", phrase by phrase. */
export function timeoutName(said) {
  return (said ?? '').split(/(: | \(|, )/).map(phrase).join('');
}

/** Book and clauses, as in "HTTP: The Definitive Guide, figure 4-15; RFC 9112 section 9.3". */
export function citation(said) {
  return said.split('; ').map(phrase).join('; ');
}

function filled(text, values) {
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : text;
}
