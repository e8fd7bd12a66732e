package dev.tickbox.contract;

/** All that any store must do. A store with an engine behind a wire passes {@link LostReplyContract} too. */
public interface StoreContract extends CommitContract, ValuesContract, QueryContract {}
