-- What was given up is counted at every scrape of Prometheus. Hardly ever is there any, so that this index costs nothing while news is delivered;
-- what waits is in outbox_delivery_lane_idx and outbox_delivery_due_idx.
CREATE INDEX outbox_delivery_given_up_idx ON outbox_delivery (event_id) WHERE state = 'GIVEN_UP';
