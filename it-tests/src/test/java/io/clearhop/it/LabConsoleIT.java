package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lab in the console's page; pictures of it are in {@code target/screenshots}. */
@Timeout(120)
class LabConsoleIT {
    private static final String DESK = "1280,939";
    private static final String WIDE = "1680,1139";
    private static final String PHONE = "500,939";
    private static final String PANEL = "document.querySelector('#panel')";
    private static final String VERDICT = PANEL + "?.querySelector('.verdict')?.innerText";

    @AutoClose
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = Clearhop.start(ClearhopCommand.of(
                "--listen", "smart=127.0.0.1:0", "--console", "127.0.0.1:0", "--drain-timeout", "0"));
    }

    private static void begin(Browser viewer, String scenario) {
        viewer.await("an invitation", "document.querySelector('#empty:not([hidden]) button')");
        viewer.script("document.querySelector('#empty button').click()");
        viewer.await("the list of scenarios", "document.querySelector('[data-scenario=\"" + scenario + "\"]')");
        // Notes what comes and goes between two looks.
        viewer.script("(window.seen = new Set(), window.clearhop.app.watch(() => {"
                + "if (!document.querySelector('#hang').hidden) window.seen.add('hang');"
                + "if (window.clearhop.app.lab.playing && window.clearhop.app.lab.run.captions.length)"
                + " window.seen.add('captions') }), '')");
        viewer.script("document.querySelector('[data-scenario=\"" + scenario + "\"]').click()");
    }

    @Test
    void aScenarioIsStartedFromThePageWhichShowsCaptionsTheHangAndTheVerdict() throws Exception {
        try (Browser viewer = Browser.direct(DESK)) {
            viewer.open(proxy.console());
            viewer.await("the page", "window.clearhop?.app.wasConnected");
            viewer.script("window.clearhop.app.openLab()");
            viewer.await("the list", "document.querySelectorAll('.scenarios li').length > 0");
            viewer.screenshot("lab-list");
            viewer.script("window.clearhop.app.openLab()");
            begin(viewer, "dumb-hang");

            viewer.await("captions while it plays", "window.seen.has('captions')");
            viewer.await("the hang clock", "window.seen.has('hang')");
            viewer.screenshot("lab-hang");
            viewer.await("the verdict", VERDICT + " === 'observed'");
            assertThat(viewer.script(PANEL + ".innerText"))
                    .contains("Keep-alive through a dumb proxy hangs", "①", "②", "The second request never reaches")
                    .contains("RFC 9110 section 7.6.1");
            assertThat(viewer.script("window.clearhop.app.store.view.captions.length"))
                    .isEqualTo("2");
            assertThat(viewer.script("[...window.clearhop.app.store.connections.values()].filter(c => c.mode === 'dumb'"
                            + " && c.side === 'client').length"))
                    .isEqualTo("1");
            assertThat(viewer.script("window.clearhop.app.store.view.hangs.size"))
                    .as("the hang stays to be seen")
                    .isEqualTo("1");
            viewer.screenshot("lab-verdict");

            viewer.script(PANEL + ".querySelector('.without').click()");
            viewer.await("the other verdict", VERDICT + " === 'not observed'");
            viewer.screenshot("lab-without-cause");
            assertThat(viewer.complaints()).isEmpty();
        }
    }

    @Test
    void itIsThereInKoreanInTheDarkAndOnAPhone() throws Exception {
        try (Browser viewer = Browser.direct(WIDE)) {
            viewer.open(proxy.console());
            viewer.await("the page", "window.clearhop?.app.wasConnected");
            viewer.script("(localStorage.setItem('clearhop.language', 'ko'), localStorage.setItem('clearhop.theme',"
                    + " 'dark'), location.reload(), '')");
            viewer.await("Korean", "document.documentElement.lang === 'ko' && window.clearhop?.app.wasConnected");
            begin(viewer, "dumb-hang");
            viewer.await("the hang clock", "window.seen.has('hang')");
            viewer.screenshot("lab-hang-korean-dark");
            viewer.await("the verdict", VERDICT + " === '관찰됨'");
            assertThat(viewer.script(PANEL + ".innerText")).contains("멍청한 프락시를 지나는 keep-alive는 멈춘다(hang)");
            viewer.screenshot("lab-verdict-korean-dark");
            viewer.script("window.clearhop.app.closePanel()");
            viewer.screenshot("lab-captions-korean-dark");
            assertThat(viewer.complaints()).isEmpty();
        }
        try (Browser viewer = Browser.direct(PHONE)) {
            viewer.open(proxy.console());
            viewer.await("the last play", "window.clearhop?.app.lab.run?.verdict");
            viewer.script("window.clearhop.app.openLab()");
            viewer.await("its panel", "!" + PANEL + ".hidden");
            viewer.screenshot("lab-phone");
            viewer.script("window.clearhop.app.closePanel()");
            viewer.screenshot("lab-phone-picture");
        }
    }
}
