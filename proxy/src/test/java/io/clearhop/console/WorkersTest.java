package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void whatIsTooMuchFailsAtOnceAndTheRestIsAnswered() {
        CompletableFuture<Answer> held = new CompletableFuture<>();
        try (Workers workers = new Workers()) {
            List<CompletionStage<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(workers.answer(held::join));
            }
            assertThat(asked.get(19).toCompletableFuture()).isCompletedExceptionally();
            assertThatThrownBy(() -> asked.get(19).toCompletableFuture().join())
                    .hasCauseInstanceOf(RejectedExecutionException.class);

            held.complete(Answer.text("done"));
            assertThat(asked.get(0).toCompletableFuture().join()).isSameAs(held.join());
            assertThat(asked.get(16).toCompletableFuture().join()).isSameAs(held.join());
        }
    }
}
