// The demo's origins through its smart proxy, everything else as ever. For the dumb proxy write 8082, for the chain 8084.
// Firefox takes this file as file:///…/config/demo.pac; Chrome takes none from the disk, but the console's, which does the
// same: http://127.0.0.1:8081/proxy.pac?only=.test
function FindProxyForURL(url, host) {
  return dnsDomainIs(host, ".test") ? "PROXY 127.0.0.1:8080" : "DIRECT";
}
