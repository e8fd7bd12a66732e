/** Messages as one POST each: to an incoming webhook of Slack or Discord, or signed to a webhook of one's own. */
@NullMarked
package dev.tickbox.notifier.web;

import org.jspecify.annotations.NullMarked;
