package io.clearhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.access.Users;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
    private static final Path USERS = Path.of("src/test/resources/io/clearhop/access/users.htpasswd");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void copy() throws Exception {
        file = Files.copy(USERS, directory.resolve("users"));
    }

    @Test
    void aFileThatHasChangedIsReadAgainAndOneThatHasNotIsNot() throws Exception {
        try (UserFile accounts = new UserFile(file)) {
            Users first = accounts.users();
            accounts.lookAgain();
            assertThat(accounts.users()).isSameAs(first);
            Files.writeString(
                    file,
                    Files.readString(USERS)
                            + Files.readString(USERS)
                                    .replace("anna", "otto")
                                    .lines()
                                    .filter(line -> line.startsWith("otto"))
                                    .findFirst()
                                    .orElseThrow());
            accounts.lookAgain();
            assertThat(accounts.users().size()).isEqualTo(first.size() + 1);
        }
    }

    @Test
    void aFileThatHasBecomeWrongOrIsGoneChangesNothingUntilItIsGoodAgain() throws Exception {
        try (UserFile accounts = new UserFile(file)) {
            Users first = accounts.users();
            Files.writeString(file, "anna:plain\n");
            accounts.lookAgain();
            assertThat(accounts.users()).isSameAs(first);
            Files.writeString(file, "");
            accounts.lookAgain();
            assertThat(accounts.users()).isSameAs(first);
            Files.delete(file);
            accounts.lookAgain();
            assertThat(accounts.users()).isSameAs(first);
            Files.copy(USERS, file);
            accounts.lookAgain();
            assertThat(accounts.users()).isNotSameAs(first);
        }
    }

    @Test
    void aFileThatIsWrongAtTheStartIsRefused() throws Exception {
        Files.writeString(file, "# nobody\nanna:plain\n");
        assertThatThrownBy(() -> new UserFile(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("line 2 has no hash that is known")
                .hasMessageNotContaining("plain\n");
    }

    @Test
    void moreWorkThanTheQueueHoldsIsRefusedAndTheRestIsDone() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (UserFile accounts = new UserFile(file)) {
            int taken = 0;
            CountDownLatch done = new CountDownLatch(64);
            while (accounts.offer(() -> {
                await(hold);
                done.countDown();
            })) {
                taken++;
            }
            assertThat(taken).isBetween(65, 68);
            hold.countDown();
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
