package io.clearhop.lab.stage;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The file descriptors that this process may have: every socket on the stage takes one. */
final class OpenFiles {
    /** The rehearsal has the most of them at once, some hundreds. */
    private static final long NEEDED = 1024;

    private OpenFiles() {}

    /** Returns normally where they suffice. */
    static void check() throws NotHere {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            check(unix.getMaxFileDescriptorCount());
        }
    }

    static void check(long limit) throws NotHere {
        if (limit < NEEDED) {
            throw new NotHere(Text.of(
                            "This process may open only %s files and sockets (ulimit -n); the lab needs %s.",
                            "이 프로세스는 파일과 소켓을 %s개까지만 열 수 있다(ulimit -n). 랩에는 %s개가 필요하다.")
                    .with(limit, NEEDED));
        }
    }
}
