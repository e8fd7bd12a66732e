/**
 * A branch of a git repository as a site. The effect is one fast-forward push of one commit that carries the delivery's key, from the
 * tip that was searched for that key: a second push of the same delivery cannot both follow that tip. Constructed by the wiring only.
 */
@NullMarked
package dev.tickbox.publisher.git;

import org.jspecify.annotations.NullMarked;
