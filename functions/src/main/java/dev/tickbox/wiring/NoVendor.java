package dev.tickbox.wiring;

/** There is no usable vendor. The message says what is missing and where to set it, and never contains a secret. */
public final class NoVendor extends RuntimeException {
    NoVendor(String message) {
        super(message);
    }
}
