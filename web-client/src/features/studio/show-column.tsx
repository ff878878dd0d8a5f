/**
 * The right side of the studio: the form before the show, the room and its health during it, the summary after it.
 */
import { Link } from '@tanstack/react-router';
import { MonitorUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { type CaptureState, hasSomething } from '../../media/index.ts';
import { Banner, Button, buttonClass } from '../../ui/index.ts';
import type { Draft } from './announcement.ts';
import { AnnouncementForm } from './announcement-form.tsx';
import type { BroadcastState } from './broadcast-state.ts';
import type { Desk } from './desk.ts';
import { encoderStrings } from './encoder-strings.ts';
import { EndDialog } from './end-dialog.tsx';
import { OwnHealth } from './own-health.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { RoomPanel } from './room-panel.tsx';
import { RoomChat } from './room-panel-chat.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { strings } from './strings.ts';
import { SummaryCard } from './summary-card.tsx';
import { TestPanel } from './test-panel.tsx';

export interface ShowColumnProps {
  readonly broadcast: BroadcastState;
  readonly desk: Desk;
  readonly capture: CaptureState;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Other ways to perform. */
  readonly others: ReactNode;
  /** The chat and who is here, for the show that is on. */
  readonly beside: (stream: Stream, presence: Presence | undefined) => ReactNode;
}

export function ShowColumn(props: ShowColumnProps) {
  const { broadcast, desk } = props;
  switch (broadcast.phase) {
    case 'setup':
    case 'starting':
      return <BeforeShow {...props} />;
    case 'testing':
      return <TestPanel desk={desk} broadcast={broadcast} capture={props.capture} />;
    case 'live':
    case 'ending':
      return <DuringShow {...props} />;
    case 'ended':
      return <SummaryCard broadcast={broadcast} onAgain={() => desk.broadcast.reset()} />;
  }
}

function BeforeShow({ broadcast, desk, capture, draft, onDraft, others }: ShowColumnProps) {
  const starting = broadcast.phase === 'starting';
  return (
    <>
      {broadcast.problem && <ProblemBanner problem={broadcast.problem} inSight />}
      <AnnouncementForm
        draft={draft}
        onDraft={onDraft}
        ready={hasSomething(capture)}
        busy={starting}
        onGoLive={(announcement) => void desk.broadcast.goLive(announcement)}
        onTest={(announcement) => void desk.broadcast.test(announcement)}
      />
      {broadcast.step === 'confirming' && <Button onClick={() => void desk.broadcast.end()}>{strings.cancel}</Button>}
      {!starting && (
        <Link to="/studio/encoder" className={buttonClass({ wide: true })}>
          <MonitorUp aria-hidden="true" size="1.2em" />
          {encoderStrings.start.link}
        </Link>
      )}
      <ScheduleCard
        ready={hasSomething(capture)}
        busy={starting}
        onGoLive={(stream) => void desk.broadcast.goLiveWith(stream)}
      />
      {!starting && others}
    </>
  );
}

function DuringShow({ broadcast, desk, capture, beside }: ShowColumnProps) {
  const [asking, setAsking] = useState(false);
  const { stream, presence, phase, publish, problem } = broadcast;
  if (stream === undefined) return null;
  return (
    <>
      {publish === 'taken-over' && (
        <Banner
          tone="warn"
          title={strings.takenOver.words}
          action={<Button onClick={() => void desk.broadcast.takeBack()}>{strings.takenOver.action}</Button>}
        />
      )}
      {problem && <ProblemBanner problem={problem} />}
      <RoomPanel
        stream={stream}
        count={presence?.count ?? 0}
        ending={phase === 'ending'}
        onEnd={() => setAsking(true)}
        onChange={(change) => desk.broadcast.describe(change)}
      />
      <RoomChat>{beside(stream, presence)}</RoomChat>
      {publish !== 'taken-over' && <OwnHealth desk={desk} broadcast={broadcast} capture={capture} />}
      <EndDialog open={asking} onOpenChange={setAsking} onEnd={() => void desk.broadcast.end()} />
    </>
  );
}
