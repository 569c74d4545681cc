// Numbers and names as people read them. Pure.

/** A length of time in milliseconds: "0.42 ms", "12 ms", "1.35 s", "2 min 5 s". */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return '–';
  const length = Math.abs(ms);
  if (length < 0.01) return '0 ms';
  if (length < 1) return `${length.toFixed(2)} ms`;
  if (length < 10) return `${length.toFixed(1)} ms`;
  if (length < 1000) return `${Math.round(length)} ms`;
  if (length < 10000) return `${(length / 1000).toFixed(2)} s`;
  if (length < 60000) return `${(length / 1000).toFixed(1)} s`;
  if (length < 3600000) return `${Math.floor(length / 60000)} min ${Math.floor(length / 1000) % 60} s`;
  return `${Math.floor(length / 3600000)} h ${Math.floor(length / 60000) % 60} min`;
}

/** A length of time in as few characters as will do: "7 s", "63 s", "5 min". */
export function briefly(ms) {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** A running clock: tenths of a second below a minute, then minutes and seconds. */
export function stopwatch(ms) {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')} min`;
}

/** A number of bytes, with binary prefixes. */
export function bytes(n) {
  if (n === null || n === undefined) return '–';
  if (n < 1024) return `${n} B`;
  if (n < 1048576) return `${(n / 1024).toFixed(n < 10240 ? 1 : 0)} KiB`;
  if (n < 1073741824) return `${(n / 1048576).toFixed(1)} MiB`;
  return `${(n / 1073741824).toFixed(2)} GiB`;
}

/** The time of day at `ms` of the proxy's life, with as many decimals of a second as told. */
export function timeOfDay(startedAt, ms, decimals) {
  const at = new Date(startedAt + ms);
  const two = n => String(n).padStart(2, '0');
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  if (!decimals) return clock;
  return `${clock}.${String(at.getMilliseconds()).padStart(3, '0').slice(0, decimals)}`;
}

/** A text of at most `length` characters; what is too long loses its middle. */
export function shorten(text, length) {
  if (text.length <= length) return text;
  if (length < 2) return text.slice(0, Math.max(0, length));
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}

/** What of a request's target tells it from others on the same origin connection: path and query, or all of it. */
export function pathOf(target) {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(target ?? '');
  if (!match) return target ?? '';
  return match[1] === '' ? '/' : match[1];
}

/** An origin's name in at most `length` characters: the usual port goes first, then the middle. */
export function shortOrigin(origin, length) {
  return shorten(origin.length > length ? origin.replace(/:(80|443)$/, '') : origin, length);
}

/** The host of "host:port" or "[v6]:port". */
export function hostOf(address) {
  const colon = (address ?? '').lastIndexOf(':');
  return colon < 0 ? address ?? '' : address.slice(0, colon);
}

/** The port of "host:port", with its colon. */
export function portOf(address) {
  const colon = (address ?? '').lastIndexOf(':');
  return colon < 0 ? '' : address.slice(colon);
}

// The proxies of the lab number theirs from multiples of this.
const series = 1e12;

/** The number of a connection or an exchange; that of a proxy of the lab with the proxy's own before it. */
export function numberOf(id) {
  return id < series ? String(id) : `${Math.floor(id / series)}·${id % series}`;
}

/** A number with separators between its thousands. */
export function count(n) {
  return String(n ?? 0).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
