package io.clearhop.lab.stage;

/** What a run says about its phenomenon. */
public enum Verdict {
    /** All that was expected was observed. */
    OBSERVED("observed", "관찰됨"),
    /** Something was not. */
    NOT_OBSERVED("not observed", "관찰되지 않음"),
    /** This machine cannot show it. */
    SKIPPED("skipped", "건너뜀"),
    /** The run itself failed, so that it says nothing. */
    FAILED("failed", "실행 실패");

    private final String en;
    private final String ko;

    Verdict(String en, String ko) {
        this.en = en;
        this.ko = ko;
    }

    /** The verdict as it is said. */
    public Text word() {
        return Text.of(en, ko);
    }
}
