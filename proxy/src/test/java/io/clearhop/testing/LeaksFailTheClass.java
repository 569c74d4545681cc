package io.clearhop.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Turns what Netty's leak detector reports into a failure of the test class after which it came out. Found by JUnit
 * itself, for every class: see {@code META-INF/services} and {@code junit-platform.properties}.
 */
public final class LeaksFailTheClass implements AfterAllCallback {
    public LeaksFailTheClass() {
        Leaks.watch();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Leaks.assertNone();
    }
}
