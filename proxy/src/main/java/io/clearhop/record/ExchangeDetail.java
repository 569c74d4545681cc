package io.clearhop.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an exchange.
 *
 * @param request null where it is not known
 * @param responses interim ones first
 * @param trailers what became of the lines of trailer sections
 * @param headsWhy why heads are missing, or null
 */
public record ExchangeDetail(
        ExchangeView brief,
        @Nullable HeadsView request,
        List<HeadsView> responses,
        List<FieldView> trailers,
        List<StepView> steps,
        List<WhyView> why,
        @Nullable String headsWhy) {}
