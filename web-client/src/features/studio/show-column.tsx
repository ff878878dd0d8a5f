/**
 * The right side of the studio: the form before the show, the room and its health during it, the summary after it.
 */
import { type ReactNode, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { type CaptureState, hasSomething } from '../../media/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { Draft } from './announcement.ts';
import { AnnouncementForm } from './announcement-form.tsx';
import { arrivalOf } from './arrival.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastState } from './broadcast-state.ts';
import { EndDialog } from './end-dialog.tsx';
import { HealthPanel } from './health-panel.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { RoomPanel } from './room-panel.tsx';
import { RoomChat } from './room-panel-chat.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { strings } from './strings.ts';
import { SummaryCard } from './summary-card.tsx';

export interface ShowColumnProps {
  readonly broadcast: BroadcastState;
  readonly desk: Broadcast;
  readonly capture: CaptureState;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** The chat and who is here, for the show that is on. */
  readonly beside: (stream: Stream, presence: Presence | undefined) => ReactNode;
}

export function ShowColumn(props: ShowColumnProps) {
  const { broadcast, desk } = props;
  switch (broadcast.phase) {
    case 'setup':
    case 'starting':
      return <BeforeShow {...props} />;
    case 'live':
    case 'ending':
      return <DuringShow {...props} />;
    case 'ended':
      return <SummaryCard broadcast={broadcast} onAgain={() => desk.reset()} />;
  }
}

function BeforeShow({ broadcast, desk, capture, draft, onDraft }: ShowColumnProps) {
  const starting = broadcast.phase === 'starting';
  return (
    <>
      {broadcast.problem && <ProblemBanner problem={broadcast.problem} inSight />}
      <AnnouncementForm
        draft={draft}
        onDraft={onDraft}
        ready={hasSomething(capture)}
        busy={starting}
        onGoLive={(announcement) => void desk.goLive(announcement)}
      />
      {broadcast.step === 'confirming' && <Button onClick={() => void desk.end()}>{strings.cancel}</Button>}
      <ScheduleCard ready={hasSomething(capture)} busy={starting} onGoLive={(stream) => void desk.goLiveWith(stream)} />
    </>
  );
}

function DuringShow({ broadcast, desk, capture, beside }: ShowColumnProps) {
  const [asking, setAsking] = useState(false);
  const { stream, presence, health, phase, publish, problem } = broadcast;
  if (stream === undefined) return null;
  const expected = { camera: capture.camera.on, microphone: capture.microphone.on };
  return (
    <>
      {publish === 'taken-over' && (
        <Banner
          tone="warn"
          title={strings.takenOver.words}
          action={<Button onClick={() => void desk.takeBack()}>{strings.takenOver.action}</Button>}
        />
      )}
      {problem && <ProblemBanner problem={problem} />}
      <RoomPanel
        stream={stream}
        count={presence?.count ?? 0}
        ending={phase === 'ending'}
        onEnd={() => setAsking(true)}
      />
      <RoomChat>{beside(stream, presence)}</RoomChat>
      {publish !== 'taken-over' && <HealthPanel arrival={arrivalOf(health, expected)} />}
      <EndDialog open={asking} onOpenChange={setAsking} onEnd={() => void desk.end()} />
    </>
  );
}
