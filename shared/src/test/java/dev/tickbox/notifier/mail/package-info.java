/** What reaches a real mail server on this machine. */
@NullMarked
package dev.tickbox.notifier.mail;

import org.jspecify.annotations.NullMarked;
