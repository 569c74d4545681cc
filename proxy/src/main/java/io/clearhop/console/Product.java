package io.clearhop.console;

/** What this program is. */
final class Product {
    static final String NAME = "Clearhop";

    /** Empty where classes do not come from a jar that says it. */
    static final String VERSION = version();

    /** Name and version. */
    static final String TEXT = (NAME + " " + VERSION).strip();

    private Product() {}

    private static String version() {
        String version = Product.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }
}
