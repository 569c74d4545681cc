package io.clearhop.record;

import io.clearhop.forward.FieldRule;
import io.clearhop.http.CloseReason;
import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryRefusal;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the proxy says of an exchange, the console can say in Korean. */
class KoreanConsoleTest {
    private static final String SENTENCES = "sentences-ko.js";

    @Test
    void everySentenceAboutAHang() {
        KoreanTable hangs = KoreanTable.of(SENTENCES, "koreanHangs");
        List<HangWords> all = List.of(HangWords.values());
        hangs.hasJust(all.stream().map(HangWords::label).toList());
        all.forEach(words -> hangs.has(words.label(), words.words()));
    }

    @Test
    void everyOutcomeAndEveryReasonWhyAConnectionIsChosenOrClosed() {
        Stream<String> ofExchanges = Stream.of("repeated", "retry-refused", "kept", "closed");
        KoreanTable.of("reasons-ko.js")
                .hasJust(Stream.of(
                                Stream.of(Outcome.values()).map(Outcome::label),
                                Stream.of(CloseReason.values()).map(CloseReason::label),
                                Stream.of(OriginChoice.values()).map(OriginChoice::label),
                                ofExchanges)
                        .flatMap(labels -> labels)
                        .toList());
    }

    @Test
    void everyRuleOfALine() {
        KoreanTable.of(SENTENCES, "koreanRules")
                .hasJust(Stream.of(
                                Stream.of(FieldRule.values()).map(FieldRule::label),
                                Stream.of(LineRule.values()).map(LineRule::label),
                                Stream.of("own"))
                        .flatMap(labels -> labels)
                        .toList());
    }

    @Test
    void whyARequestIsOrIsNotSentOnceMore() {
        KoreanTable texts = KoreanTable.of("texts-ko.js");
        Stream.of(RetryCause.values()).forEach(cause -> texts.has("said: " + cause.label()));
        Stream.of(RetryRefusal.values()).forEach(why -> texts.has("said: " + why.sentence()));
    }

    @Test
    void whyHeadsAreMissing() {
        KoreanTable texts = KoreanTable.of("texts-ko.js");
        Stream.of(ExchangeEntry.NOT_RECORDED, ExchangeEntry.MEMORY_WAS_FULL).forEach(why -> texts.has("said: " + why));
    }
}
