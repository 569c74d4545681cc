-- For wrk: requests as a browser sends them to its proxy, 10 field lines and about 470 bytes.
-- Arguments: the target URL, then words: close (a connection for each request), post=BYTES, depth=N (pipelining).
local content_length, close = 0, false
local threads = {}
depth = 1

-- Setup and done are not called where the requests are made.
function setup(thread)
  table.insert(threads, thread)
end

local function fields(url)
  local all = {
    ["Host"] = url:match("^http://([^/]+)"),
    ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    ["Accept-Encoding"] = "gzip, deflate",
    ["Accept-Language"] = "en-GB,en;q=0.9",
    ["Cache-Control"] = "max-age=0",
    ["Cookie"] = "session=0123456789abcdef0123456789abcdef",
    ["Referer"] = "http://origin.test/",
    ["Upgrade-Insecure-Requests"] = "1",
  }
  if close then
    all["Connection"] = "close"
  else
    all["Proxy-Connection"] = "keep-alive"
  end
  if content_length > 0 then
    all["Content-Type"] = "application/octet-stream"
  end
  return all
end

function init(args)
  for i = 2, #args do
    close = close or args[i] == "close"
    content_length = tonumber(args[i]:match("^post=(%d+)$")) or content_length
    depth = tonumber(args[i]:match("^depth=(%d+)$")) or depth
  end
  local body = content_length > 0 and string.rep("x", content_length) or nil
  local one = wrk.format(body and "POST" or "GET", args[1], fields(args[1]), body)
  request_bytes = string.rep(one, depth)
end

function request()
  return request_bytes
end

function done(summary, latency, requests)
  local e = summary.errors
  -- wrk takes the latency of a whole pipeline for that of a request and corrects it as such, so that it means nothing.
  local function percentile(p)
    return threads[1]:get("depth") == 1 and latency:percentile(p) or 0
  end
  io.write(string.format("result requests=%d seconds=%.6f bytes=%d errors=%d p50=%d p99=%d p999=%d\n",
    summary.requests, summary.duration / 1e6, summary.bytes, e.connect + e.read + e.write + e.timeout + e.status,
    percentile(50), percentile(99), percentile(99.9)))
end
