/** A folder as a site: a file appears whole, durable and once, under its final name. Constructed by the wiring only. */
@NullMarked
package dev.tickbox.publisher.folder;

import org.jspecify.annotations.NullMarked;
