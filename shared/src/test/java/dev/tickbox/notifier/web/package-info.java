/** What reaches a real receiver on this machine. */
@NullMarked
package dev.tickbox.notifier.web;

import org.jspecify.annotations.NullMarked;
