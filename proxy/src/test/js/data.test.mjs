// The data that the page holds, and how it writes it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { consoleFile, consoleModule } from './console.mjs';

const { Store } = await consoleModule('store.js');
const { ProxyClock } = await consoleModule('clock.js');
const { briefly, bytes, count, duration, hostOf, pathOf, portOf, shorten, shortOrigin, stopwatch } = await consoleModule('format.js');
const { bytesOf, hexLines, visibleText } = await consoleModule('raw.js');
const { isPlain, rfcAddress } = await consoleModule('heads.js');
const { english } = await consoleModule('texts-en.js');
const { korean } = await consoleModule('texts-ko.js');
const { koreanReasons } = await consoleModule('reasons-ko.js');
const { koreanSteps } = await consoleModule('sentences-ko.js');
globalThis.document ??= { documentElement: {} };
const { citation, meaning, timeoutName, useLanguage } = await consoleModule('texts.js');
const bundle = JSON.parse(consoleFile('bundle.json'));
const connection = (id, more) => ({ id, side: 'client', remote: `127.0.0.1:${id}`, local: '127.0.0.1:8080', opened: id, ...more });

test('an entity that comes again replaces the former whole', () => {
  const store = new Store();
  store.take({ version: 1, exchanges: [{ id: 1, started: 5, hang: { since: 9, waits: [{}] } }] }, true);
  assert.equal(store.view.hung.length, 1);
  store.take({ version: 2, exchanges: [{ id: 1, started: 5, ended: 20 }] }, false);
  assert.equal(store.view.hung.length, 0);
  assert.equal(store.version, 2);
});

test('a hang that is over is remembered while its exchange is', () => {
  const store = new Store();
  const waits = [{ who: 'client', for: 'an answer', from: 'proxy' }];
  store.take({ exchanges: [{ id: 1, started: 5, lastProgress: 9, hang: { since: 9, waits } }] }, true);
  store.take({ exchanges: [{ id: 1, started: 5, lastProgress: 9, hang: { since: 9, waits, endsAt: 99 } }] }, false);
  assert.equal(store.view.hangs.size, 0);
  store.take({ exchanges: [{ id: 1, started: 5, lastProgress: 40, ended: 41 }] }, false);
  assert.deepEqual(store.view.hangs.get(1), [{ from: 9, to: 41 }]);
  store.take({ gone: { exchanges: [1] } }, false);
  assert.equal(store.view.hangs.size, 0);
});

test('what is gone is forgotten, with its column', () => {
  const store = new Store();
  store.take({ connections: [connection(1), connection(2)], exchanges: [{ id: 1, started: 1 }] }, true);
  assert.equal(store.view.columns.size, 2);
  store.take({ gone: { connections: [1], exchanges: [1] } }, false);
  assert.deepEqual([...store.view.columns.keys()], [2]);
  assert.equal(store.view.exchanges.length, 0);
});

test('a whole snapshot replaces everything', () => {
  const store = new Store();
  store.take({ connections: [connection(1)], counts: { dropped: 3 } }, true);
  store.take({ connections: [connection(2)] }, true);
  assert.deepEqual([...store.connections.keys()], [2]);
});

test('a frozen store keeps its picture and shows everything afterwards', () => {
  const store = new Store();
  store.take({ connections: [connection(1)] }, true);
  store.freeze();
  store.take({ connections: [connection(2)] }, false);
  store.take({ connections: [connection(3)] }, false);
  assert.equal(store.connections.size, 1);
  assert.equal(store.waiting, 2);
  store.thaw();
  assert.equal(store.connections.size, 3);
});

test('messages that wait behind a frozen picture take no more room than what they are about', () => {
  const store = new Store();
  store.take({ exchanges: [{ id: 1, started: 1 }] }, true);
  store.freeze();
  for (let i = 2; i < 500; i++) store.take({ version: i, exchanges: [{ id: i, started: i }], gone: { exchanges: [i - 1] } }, false);
  assert.deepEqual([...store.frozen.entities.exchanges.keys()], [499]);
  assert.deepEqual([...store.frozen.gone.exchanges], [1]);
  store.thaw();
  assert.deepEqual([...store.exchanges.keys()], [499]);
  assert.equal(store.version, 499);
});

test('a snapshot that comes while the picture is frozen replaces it afterwards', () => {
  const store = new Store();
  store.take({ connections: [connection(1)] }, true);
  store.freeze();
  store.take({ connections: [connection(2)] }, false);
  store.take({ connections: [connection(3)] }, true);
  store.take({ connections: [connection(4)] }, false);
  store.thaw();
  assert.deepEqual([...store.connections.keys()], [3, 4]);
});

test('a store stays bounded even if nobody tells what is gone', () => {
  const store = new Store();
  for (let i = 0; i < 80; i++) store.take({ exchanges: Array.from({ length: 100 }, (ignored, k) => ({ id: i * 100 + k, started: i })) }, false);
  assert.ok(store.exchanges.size <= 6000);
  assert.ok(store.exchanges.has(7999));
});

test('the clock runs between messages, trusts the fastest one, and can be held', () => {
  let tick = 1000;
  const clock = new ProxyClock(() => tick);
  clock.hear(50);
  tick += 10;
  assert.equal(clock.now(), 60);
  clock.hear(40);
  assert.ok(clock.now() > 59);
  clock.hear(65);
  assert.equal(clock.now(), 65);
  clock.hold(7);
  assert.equal(clock.now(), 7);
});

for (const [ms, text] of [[null, '–'], [0, '0 ms'], [0.42, '0.42 ms'], [3.14, '3.1 ms'], [42.4, '42 ms'], [1350, '1.35 s'], [12345, '12.3 s'], [125000, '2 min 5 s'], [7260000, '2 h 1 min']]) {
  test(`${ms} ms is written ${text}`, () => assert.equal(duration(ms), text));
}

test('clocks, sizes and counts are written as people read them', () => {
  assert.deepEqual([stopwatch(12399), stopwatch(-3), stopwatch(75000)], ['12.3 s', '0.0 s', '1:15 min']);
  assert.deepEqual([briefly(4400), briefly(63000), briefly(300000)], ['4 s', '63 s', '5 min']);
  assert.deepEqual([bytes(512), bytes(2048), bytes(20480), bytes(3145728)], ['512 B', '2.0 KiB', '20 KiB', '3.0 MiB']);
  assert.equal(count(1234567), '1,234,567');
});

test('names are shortened in their middle, an origin loses its usual port first', () => {
  assert.equal(shorten('abcdefghij', 5), 'ab…ij');
  assert.equal(shorten('abc', 5), 'abc');
  assert.equal(shorten('abc', 0), '');
  assert.equal(shortOrigin('www.example.org:80', 16), 'www.example.org');
  assert.equal(shortOrigin('www.example.org:80', 18), 'www.example.org:80');
});

test('of a target the path is shown, of an address host and port', () => {
  assert.deepEqual(['http://a.test/b?c', 'http://a.test', 'https://[::1]:8/x', 'a.test:443', '*', '/o'].map(pathOf), ['/b?c', '/', '/x', 'a.test:443', '*', '/o']);
  assert.deepEqual([hostOf('[::1]:80'), portOf('[::1]:80'), hostOf('a:1'), portOf(undefined)], ['[::1]', ':80', 'a', '']);
});

test('bytes are shown in hexadecimal and as text with visible line ends', () => {
  const data = bytesOf(Buffer.from('GET / HTTP/1.1\r\nX: \xff\t\r\n', 'latin1').toString('base64'));
  assert.equal(hexLines(data)[0], '0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1··');
  assert.equal(hexLines(data)[1].length, '0010  '.length + 47 + 2 + 7);
  assert.equal(visibleText(data), 'GET / HTTP/1.1␍␊\nX: \\xff→␍␊\n');
});

test('a line that passes as any line does needs no words', () => {
  assert.equal(isPlain({ decision: 'passed', rule: 'end-to-end', sentence: 'End-to-end fields pass untouched.' }), true);
  assert.equal(isPlain({ decision: 'passed', rule: 'relayed-blindly', sentence: 'It is meant for this hop alone.' }), false);
  assert.equal(isPlain({ decision: 'passed', rule: 'protected', sentence: 'It refuses to be removed.' }), false);
  assert.equal(isPlain({ decision: 'removed', rule: 'nominated' }), false);
});

test('sections have their addresses', () => {
  assert.equal(rfcAddress('9110', '7.6.1'), 'https://www.rfc-editor.org/rfc/rfc9110.html#section-7.6.1');
  assert.equal(rfcAddress('9112', 'C.2.2'), 'https://www.rfc-editor.org/rfc/rfc9112.html#appendix-C.2.2');
  assert.equal(rfcAddress('9112', undefined), 'https://www.rfc-editor.org/rfc/rfc9112.html');
});

test('every text is there in both languages, with the same values in it', () => {
  const values = text => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort().join();
  for (const key of Object.keys(english)) {
    assert.ok(korean[key], key);
    assert.equal(values(korean[key]), values(english[key]), key);
  }
  for (const key of Object.keys(korean)) assert.ok(english[key] || key.startsWith('said: '), key);
});

test('every text that a module asks for by name is there', () => {
  for (const name of bundle.modules) {
    for (const [, key] of consoleFile(name).matchAll(/\bt\('([\w.-]+)'/g)) assert.ok(english[key], `${name}: ${key}`);
  }
});

test('every step of an exchange has its Korean sentence', () => {
  const java = ['ExchangeFold', 'StepWords']
    .map(name => readFileSync(new URL(`../../main/java/io/clearhop/record/${name}.java`, import.meta.url), 'utf8'))
    .join();
  const steps = [...java.matchAll(/(?:= of|new Saying)\(\s*"([a-z-]+)"/g)].map(match => match[1]);
  assert.ok(steps.length > 12);
  assert.deepEqual(Object.keys(koreanSteps).sort(), [...new Set(steps)].sort());
});

const inKorean = said => {
  useLanguage('ko');
  try {
    return said();
  } finally {
    useLanguage('en');
  }
};

test('what the proxy says is said in the language of the page, and as the proxy said it where a translation lacks', () => {
  const hang = { label: 'unanswered', values: { hop: 'the parent proxy' }, sentence: 'The parent proxy has the whole request and has not begun to answer.' };
  assert.equal(meaning(hang, 'hangs'), hang.sentence);
  assert.equal(inKorean(() => meaning(hang, 'hangs')), '상위 프락시가 요청을 모두 받았지만 아직 응답을 시작하지 않았습니다.');
  assert.equal(inKorean(() => meaning({ label: 'of-tomorrow', sentence: 'It waits.' }, 'hangs')), 'It waits.');
  assert.equal(inKorean(() => meaning({ label: 'completed', values: { outcome: 'answered' }, sentence: 'The proxy answered by itself.' }, 'steps')), koreanReasons.answered);
});

test('timeouts and books are named phrase by phrase', () => {
  const own = 'proxy: client idle timeout (--client-idle-timeout 1m)';
  assert.equal(timeoutName(own), own);
  assert.equal(inKorean(() => timeoutName(own)), '프락시: 클라이언트 유휴 타임아웃 (--client-idle-timeout 1m)');
  assert.equal(inKorean(() => timeoutName('parent proxy: Keep-Alive: timeout=5')), '상위 프락시: Keep-Alive: timeout=5');
  assert.equal(inKorean(() => citation('HTTP: The Definitive Guide, figure 4-15; RFC 9112 section 9.3')), 'HTTP 완벽 가이드 그림 4-15; RFC 9112 section 9.3');
});
