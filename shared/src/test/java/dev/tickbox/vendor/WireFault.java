package dev.tickbox.vendor;

import java.util.function.UnaryOperator;

/** What goes wrong with one request. Where {@code taken} is true the vendor does its part, and charges, before it goes wrong. */
public sealed interface WireFault {
    /** The connection is reset when its first bytes arrive. */
    record ResetUnread() implements WireFault {}

    /** The connection is reset when it was read to its end. */
    record ResetAfter(boolean taken) implements WireFault {}

    /** It is answered, but not what the vendor would say. */
    record Instead(Reply reply, boolean taken) implements WireFault {}

    /** It is taken, and the vendor's own answer is spoiled. */
    record Spoiled(UnaryOperator<Reply> how) implements WireFault {}

    /** It is taken, and the vendor's answer breaks off after so many bytes of its body. */
    record Cut(int bodyBytes) implements WireFault {}

    /** It is read, and nobody answers until the client hangs up. */
    record Silence(boolean taken) implements WireFault {}

    /** It is done as it should be, but not before this returns. */
    record After(Runnable pause) implements WireFault {}
}
