package dev.tickbox.functions.desk;

import com.google.cloud.functions.invoker.runner.Invoker;
import dev.tickbox.functions.process.Leash;

/** The invoker on a leash: it ends with whoever started it, however that one went. */
public final class Leashed {
    private Leashed() {}

    public static void main(String[] arguments) throws Exception {
        Leash.halting();
        Invoker.main(arguments);
    }
}
