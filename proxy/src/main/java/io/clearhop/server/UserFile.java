package io.clearhop.server;

import io.clearhop.access.Accounts;
import io.clearhop.access.PasswordFile;
import io.clearhop.access.Users;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of users, read again when it has changed, and the few threads that check passwords. A file that has become
 * wrong changes nothing: the users are those of its last good version.
 */
final class UserFile implements Accounts, AutoCloseable {
    static final long LOOK_MILLIS = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(UserFile.class);
    private static final int MAX_WAITING = 64;

    private final Path file;
    private final ThreadPoolExecutor threads;
    private final Thread watcher;
    // Guarded by this.
    private String version;
    // Volatile: the watcher sets it, the event loops read it.
    private volatile Users users;

    /**
     * Reads the file and watches it from now on.
     *
     * @throws IllegalStateException if it cannot be read or is wrong
     */
    UserFile(Path file) {
        this.file = file;
        version = look();
        try {
            users = read();
        } catch (IOException e) {
            throw new IllegalStateException("the file of users " + file + " cannot be read: " + e.getMessage(), e);
        }
        int count = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
        threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                new DefaultThreadFactory("clearhop-passwords", true));
        threads.allowCoreThreadTimeOut(true);
        watcher = new Thread(this::watch, "clearhop-users");
        watcher.setDaemon(true);
        watcher.start();
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public boolean offer(Runnable slow) {
        try {
            threads.execute(slow);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                lookAgain();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** For the watcher. */
    synchronized void lookAgain() {
        String now = look();
        if (now.equals(version)) {
            return;
        }
        version = now;
        try {
            users = read();
            LOG.info("{} has changed and was read again: {} users", file, users.size());
        } catch (IOException | IllegalStateException e) {
            LOG.warn("{} has changed, but the users stay as they were: {}", file, e.getMessage());
        }
    }

    /** What changes when the file does. */
    private String look() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private Users read() throws IOException {
        PasswordFile content = PasswordFile.parse(Files.readAllBytes(file));
        for (PasswordFile.Fault fault : content.faults()) {
            throw new IllegalStateException("line " + fault.line() + " " + fault.sentence());
        }
        return content.users();
    }

    @Override
    public void close() {
        watcher.interrupt();
        threads.shutdownNow();
    }
}
