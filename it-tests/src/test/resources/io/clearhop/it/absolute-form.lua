-- For wrk: requests as a browser sends them to its proxy. Arguments: the URL, then more field lines.
function init(args)
  local fields = {
    ["Host"] = args[1]:match("^http://([^/]+)"),
    ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    ["Accept-Encoding"] = "gzip, deflate",
    ["Accept-Language"] = "en-GB,en;q=0.9",
    ["Cache-Control"] = "max-age=0",
    ["Cookie"] = "session=0123456789abcdef0123456789abcdef",
    ["Referer"] = "http://origin.test/",
    ["Upgrade-Insecure-Requests"] = "1",
    ["Proxy-Connection"] = "keep-alive",
  }
  for i = 2, #args do
    local name, value = args[i]:match("^([^:]+):%s*(.*)$")
    fields[name] = value
  end
  request_bytes = wrk.format("GET", args[1], fields)
end

function request()
  return request_bytes
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("clearhop requests=%d connect=%d read=%d write=%d timeout=%d status=%d p50=%d p99=%d\n",
    summary.requests, errors.connect, errors.read, errors.write, errors.timeout, errors.status,
    latency:percentile(50), latency:percentile(99)))
end
