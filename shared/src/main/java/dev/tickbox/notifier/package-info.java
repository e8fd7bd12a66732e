/** The way to people: one message on one channel, under an id by which a receiver can know it again. */
@NullMarked
package dev.tickbox.notifier;

import org.jspecify.annotations.NullMarked;
