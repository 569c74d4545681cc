package io.clearhop.lab;

/** What an origin does with one connection. */
@FunctionalInterface
public interface Script {
    /**
     * Runs on a thread of its own. When it returns, the connection is closed in an orderly way: FIN first, then
     * whatever the peer still sends is dropped until it closes too. A script that wants a RST says {@link Wire#reset()}.
     *
     * @param wire the accepted connection
     * @param connectionNumber its number at this origin, counted from 1
     * @throws Exception anything the script does not expect; the origin keeps it and reports it at the latest when it is
     *     closed, and closes the connection
     */
    void run(Wire wire, int connectionNumber) throws Exception;
}
