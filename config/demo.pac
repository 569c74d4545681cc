// The demo's origins through its smart proxy, everything else as ever. For the dumb proxy write 8082, for the chain 8084.
function FindProxyForURL(url, host) {
  return dnsDomainIs(host, ".test") ? "PROXY 127.0.0.1:8080" : "DIRECT";
}
