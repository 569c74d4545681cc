// Whether one of the patterns names the host: "example.org" itself, "*.example.org" the names under it, ".example.org"
// both, "10.0.0.0/8" and "fd00::/8" addresses, "*" everything.
function isNamed(host, patterns) {
  var name = host.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  var address = bytes(name);
  for (var i = 0; i < patterns.length; i++) {
    if (isName(name, patterns[i])) return true;
    var network = bytes(patterns[i].split("/")[0]);
    if (network && !address && LOOK_UP) address = bytes(dnsResolve(name) || "") || [];
    if (network && address && isIn(address, network, patterns[i].split("/")[1])) return true;
  }
  return false;
}

function isName(name, pattern) {
  if (pattern === "*" || pattern === name || pattern === "." + name) return true;
  var end = pattern.charAt(0) === "*" ? pattern.substring(1) : pattern;
  var at = name.length - end.length;
  return end.charAt(0) === "." && at > 0 && name.indexOf(end, at) === at;
}

function isIn(address, network, prefix) {
  if (address.length !== network.length) return false;
  var bits = prefix === undefined ? network.length * 8 : Number(prefix);
  for (var i = 0; i < bits; i++) {
    if ((address[i >> 3] ^ network[i >> 3]) & (128 >> (i & 7))) return false;
  }
  return true;
}

// An address as its 4 or 16 bytes, one of IPv4 in IPv6 as its 4; null for what is none.
function bytes(text) {
  var v4 = /^(.*:)?(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (v4 && !v4[1]) return [Number(v4[2]), Number(v4[3]), Number(v4[4]), Number(v4[5])];
  if (v4) text = v4[1] + (v4[2] * 256 + Number(v4[3])).toString(16) + ":" + (v4[4] * 256 + Number(v4[5])).toString(16);
  if (text.indexOf(":") < 0 || !/^[0-9a-f:]+$/.test(text)) return null;
  var halves = text.split("::");
  var head = halves[0] ? halves[0].split(":") : [];
  var tail = halves[1] ? halves[1].split(":") : [];
  while (head.length + tail.length < 8) head.push("0");
  var groups = head.concat(tail);
  var all = [];
  for (var i = 0; i < 8; i++) {
    var group = parseInt(groups[i], 16);
    all.push(group >> 8, group & 255);
  }
  return /^(0,){10}255,255,/.test(all.join()) ? all.slice(12) : all;
}
