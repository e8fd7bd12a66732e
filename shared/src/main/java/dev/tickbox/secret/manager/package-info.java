/** Secrets in Google Secret Manager: read when they are needed, known for some minutes, never in a message. */
@NullMarked
package dev.tickbox.secret.manager;

import org.jspecify.annotations.NullMarked;
