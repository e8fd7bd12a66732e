/** Messages as mail, through the operator's own mail server, over TLS only. */
@NullMarked
package dev.tickbox.notifier.mail;

import org.jspecify.annotations.NullMarked;
