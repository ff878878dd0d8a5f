-- Erasure is looked after once more, for what was under way while it happened.

-- "Who was erased within the last minutes?" is asked every minute.
CREATE INDEX account_erased_at_idx ON account (erased_at) WHERE erased_at IS NOT NULL;
