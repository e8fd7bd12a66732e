package dev.tickbox.localcloud;

import com.google.cloud.functions.invoker.runner.Invoker;
import dev.tickbox.process.Tether;

/** The invoker on a leash: it ends with whoever started it, however that one went. */
public final class TetheredInvoker {
    private TetheredInvoker() {}

    public static void main(String[] arguments) throws Exception {
        Tether.halting();
        Invoker.main(arguments);
    }
}
