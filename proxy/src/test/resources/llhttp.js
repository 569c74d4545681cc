// Reads HTTP/1 with the parser inside Node.js (llhttp, its strict default). Each line of the input is one direction of a
// connection: REQUESTS or RESPONSES, the methods that the responses answer, and the bytes in Base64. Each line of the
// output is what was read, in Base64: a message a paragraph, its first line, its fields, its content in hexadecimal.
'use strict';
const { HTTPParser } = process.binding('http_parser');
const { methods } = require('http');
const known = require('_http_common').methods || methods;

function read(kind, asked, bytes) {
  const messages = [];
  let message, pairs, target = '', finals = 0;
  const parser = new HTTPParser();
  parser.initialize(kind === 'REQUESTS' ? HTTPParser.REQUEST : HTTPParser.RESPONSE, {});
  const lines = (flat) => {
    const all = [];
    for (let i = 0; i < flat.length; i += 2) all.push(flat[i] + ': ' + flat[i + 1]);
    return all;
  };
  parser[HTTPParser.kOnMessageBegin | 0] = () => {
    target = '';
  };
  parser[HTTPParser.kOnHeaders | 0] = (flat, part) => {
    // Long heads come in parts, and so does every head after a trailer section, which comes with the target once more.
    pairs = (pairs || []).concat(flat);
    target += part;
  };
  parser[HTTPParser.kOnHeadersComplete | 0] = (major, minor, flat, method, url, status, reason) => {
    const start = kind === 'REQUESTS' ? known[method] + ' ' + (url || target) : status + ' ' + reason;
    message = { start, fields: lines((pairs || []).concat(flat || [])), content: [], trailers: [] };
    pairs = undefined;
    return kind === 'RESPONSES' && asked[finals] === 'HEAD' ? 1 : 0;
  };
  parser[HTTPParser.kOnBody | 0] = (part) => message.content.push(Buffer.from(part));
  parser[HTTPParser.kOnMessageComplete | 0] = () => {
    const content = Buffer.concat(message.content).toString('hex');
    messages.push([message.start, ...message.fields, content, ...lines(pairs || [])].join('\n'));
    pairs = undefined;
    if (!/^1[0-9][0-9] /.test(message.start)) finals++;
  };
  const done = parser.execute(bytes);
  if (done instanceof Error) return 'ERROR ' + done.code + ' ' + done.reason + ' after ' + done.bytesParsed;
  const end = parser.finish();
  if (end instanceof Error) return 'ERROR ' + end.code + ' ' + end.reason + ' at the end';
  return messages.join('\n\n');
}

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [kind, asked, bytes] = line.split(' ');
  const text = read(kind, asked.split(','), Buffer.from(bytes, 'base64'));
  console.log(Buffer.from(text, 'latin1').toString('base64'));
});
