/**
 * Content that was checked: sites, jobs and their steps, schedules, limits, as an immutable definition under its own hash. It knows no
 * folder; anyone may use the records.
 */
@NullMarked
package dev.tickbox.content;

import org.jspecify.annotations.NullMarked;
