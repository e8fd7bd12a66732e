package dev.tickbox.generator.gemini.webhook;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** The two ways in which the vendor signs. */
enum SignatureScheme {
    RS256("SHA256withRSA"),
    ED25519("Ed25519");

    private final String algorithm;

    SignatureScheme(String algorithm) {
        this.algorithm = algorithm;
    }

    boolean made(byte[] signature, PublicKey by, byte[] over) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(by);
            check.update(over);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // A key of another kind, or a signature that is none.
        }
    }
}
