/**
 * Thousands of random histories of one small world, each a function of its seed alone: what may happen to programs, machines, the vendor
 * and the sites happens here, and a plain model watches every commit and every call. Only tests call it.
 */
@NullMarked
package dev.tickbox.simulation;

import org.jspecify.annotations.NullMarked;
