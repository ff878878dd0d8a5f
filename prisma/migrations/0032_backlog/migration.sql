-- What was given up is counted at every scrape of Prometheus. Hardly ever is there any, so that this index costs nothing while news is delivered;
-- what waits is in outbox_delivery_lane_idx.
CREATE INDEX outbox_delivery_given_up_idx ON outbox_delivery (event_id) WHERE state = 'GIVEN_UP';
-- Which lanes are due is found by stepping through their heads. Postgres took this one where it thought that little waits, and read all of it for each lane.
DROP INDEX outbox_delivery_due_idx;
