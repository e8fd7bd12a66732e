/**
 * The one port to durable state: documents, commits that are atomic and conditional, queries that an index answers. Every
 * promise rests on {@link dev.tickbox.store.Store#commit} telling the truth. It knows nothing of runs or money.
 */
@NullMarked
package dev.tickbox.store;

import org.jspecify.annotations.NullMarked;
