package io.clearhop.client;

import io.clearhop.access.NextHop;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.UpgradePolicy;
import io.clearhop.relay.Linger;

/**
 * What is configured for the client hop.
 *
 * @param nextHop whether requests go to origins or to a parent proxy
 * @param protectedNomination what becomes of a nomination that no sender may make
 * @param upgrade whether an offer of another protocol is made again on the origin hop
 * @param http10KeepAlive when connections to HTTP/1.0 clients persist
 * @param keepAliveHint whether persistent clients are told Keep-Alive: timeout=, max=
 * @param exchanges on one connection before it is closed, 0 for no limit
 * @param headLimits how large a request head may be
 * @param requestHeadMillis from the first byte of a head to its end
 * @param idleMillis between two requests
 * @param linger how long a closing connection waits for its client
 * @param requestContent bytes of content of a request, 0 for no limit
 * @param tunnelIdleMillis without a byte in a tunnel
 */
public record ClientPolicy(
        NextHop nextHop,
        ProtectedNomination protectedNomination,
        UpgradePolicy upgrade,
        Http10KeepAlive http10KeepAlive,
        boolean keepAliveHint,
        int exchanges,
        HeadLimits headLimits,
        long requestHeadMillis,
        long idleMillis,
        Linger linger,
        long requestContent,
        long tunnelIdleMillis) {}
