package dev.tickbox.wiring;

/** There is nobody to buy from; the message says what is missing and where it would be put, and never a secret. */
public final class NoVendor extends RuntimeException {
    NoVendor(String message) {
        super(message);
    }
}
