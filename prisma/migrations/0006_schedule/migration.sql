-- When a stream was announced to begin, and what the lists of streams read.

ALTER TABLE stream ADD COLUMN scheduled_for timestamptz(3);
-- What is coming: announced with a time and not begun.
CREATE INDEX stream_upcoming_idx ON stream (scheduled_for) WHERE state = 'READY' AND scheduled_for IS NOT NULL;
-- A performer's past shows, newest first.
CREATE INDEX stream_past_idx ON stream (performer_id, ended_at DESC) WHERE ended_at IS NOT NULL;
-- The schedule moves; title and tags are blanked when their performer is erased.
GRANT UPDATE (scheduled_for, title, tags) ON stream TO busker_app;
