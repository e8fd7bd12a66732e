/**
 * A small world to test in: one store, one vendor, some sites, a clock that is moved by hand, and as many processes as a test wants.
 * What was bought and what was published is counted at the vendor and at the sites.
 */
@NullMarked
package dev.tickbox.world;

import org.jspecify.annotations.NullMarked;
