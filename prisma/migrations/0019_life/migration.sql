-- The rest of a stream's life: tested before it goes live, stale a week after it, archived a month later.

-- Since when it is tested: a test in which nothing is sent for a minute is over, and one that never sent counts from here.
ALTER TABLE stream ADD COLUMN testing_since timestamptz(3);
ALTER TABLE stream
  ADD CHECK ((state = 'TESTING') = (testing_since IS NOT NULL)),
  -- Their age is counted from the end.
  ADD CHECK (state NOT IN ('STALE', 'ARCHIVED') OR ended_at IS NOT NULL);
GRANT UPDATE (testing_since) ON stream TO busker_app;

-- Asked every few seconds, and every hour: neither reads what has been archived for years.
CREATE INDEX stream_testing_idx ON stream (testing_since) WHERE state = 'TESTING';
CREATE INDEX stream_ageing_idx ON stream (ended_at) WHERE state IN ('OFFLINE', 'STALE');

-- What tells a room of its life has one name, because reactions of one name keep their order. What is under way goes on
-- under it.
UPDATE outbox_delivery d SET reaction = 'tell-life' FROM outbox_event e
WHERE e.id = d.event_id AND e.name IN ('stream.started', 'stream.ended') AND d.reaction IN ('tell-room', 'close-room')
  AND d.state = 'PENDING';
