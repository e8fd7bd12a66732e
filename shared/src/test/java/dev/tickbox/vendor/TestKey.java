package dev.tickbox.vendor;

/** The key that the whole suite buys with. Nobody may print it or store it, and whatever goes wrong here repeats it. */
public final class TestKey {
    public static final String VALUE = "test-key-that-nobody-may-print";

    /** As the vendor itself has been seen to say it. */
    public static final String TOLD = "Consumer 'api_key:" + VALUE + "' has been suspended";

    private TestKey() {}

    public static boolean isIn(Object anything) {
        return anything.toString().contains(VALUE);
    }
}
