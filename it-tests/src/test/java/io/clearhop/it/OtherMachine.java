package io.clearhop.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A machine of its own as far as the network goes: a network namespace of Linux, at the other end of a cable. */
final class OtherMachine implements AutoCloseable {
    private final String name = "clearhop" + ProcessHandle.current().pid();
    private final String net = "198.18." + ProcessHandle.current().pid() % 256 + ".";

    private OtherMachine() {}

    /** Makes it; the test skips where that is not possible: it takes Linux and root. */
    static OtherMachine make() throws IOException, InterruptedException {
        OtherMachine machine = new OtherMachine();
        String ip = Tools.find("ip");
        boolean made = machine.done(ip, "netns", "add", machine.name)
                && machine.done(
                        ip, "link", "add", machine.cable("a"), "type", "veth", "peer", "name", machine.cable("b"))
                && machine.done(ip, "link", "set", machine.cable("b"), "netns", machine.name)
                && machine.done(ip, "addr", "add", machine.here() + "/30", "dev", machine.cable("a"))
                && machine.done(ip, "link", "set", machine.cable("a"), "up")
                && machine.done(
                        ip, "-n", machine.name, "addr", "add", machine.there() + "/30", "dev", machine.cable("b"))
                && machine.done(ip, "-n", machine.name, "link", "set", machine.cable("b"), "up");
        if (!made) {
            machine.close();
        }
        Tools.require(made, "network namespaces and cables between them can't be made here");
        return machine;
    }

    private boolean done(String... command) throws IOException, InterruptedException {
        return Ran.of(new ProcessBuilder(command)).code() == 0;
    }

    private String cable(String end) {
        return "chop" + end + ProcessHandle.current().pid();
    }

    /** This machine's address as the other one knows it. */
    String here() {
        return net + "1";
    }

    /** The other machine's address. */
    String there() {
        return net + "2";
    }

    /** Runs a program there, to its end. */
    Ran run(ProcessBuilder program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Tools.find("ip"), "netns", "exec", name));
        command.addAll(program.command());
        return Ran.of(program.command(command));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        String ip = Tools.find("ip");
        done(ip, "link", "del", cable("a"));
        done(ip, "netns", "del", name);
    }
}
