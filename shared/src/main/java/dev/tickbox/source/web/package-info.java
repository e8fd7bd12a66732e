/** Sources on the web: GET alone, from public addresses, in bounded time and size. */
@NullMarked
package dev.tickbox.source.web;

import org.jspecify.annotations.NullMarked;
