/**
 * The right side of the studio: the form before the show, the room and its health during it, the summary after it.
 */
import { useState } from 'react';
import { PresencePanel } from '../../live/index.ts';
import { type CaptureState, hasSomething } from '../../media/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { Draft } from './announcement.ts';
import { AnnouncementForm } from './announcement-form.tsx';
import { arrivalOf } from './arrival.ts';
import type { Broadcast } from './broadcast.ts';
import type { BroadcastState, Problem } from './broadcast-state.ts';
import { EndDialog } from './end-dialog.tsx';
import { HealthPanel } from './health-panel.tsx';
import { RoomPanel } from './room-panel.tsx';
import { strings } from './strings.ts';
import { SummaryCard } from './summary-card.tsx';

export interface ShowColumnProps {
  readonly broadcast: BroadcastState;
  readonly desk: Broadcast;
  readonly capture: CaptureState;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
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
      {broadcast.problem && <ProblemBanner problem={broadcast.problem} />}
      <AnnouncementForm
        draft={draft}
        onDraft={onDraft}
        ready={hasSomething(capture)}
        busy={starting}
        onGoLive={(announcement) => void desk.goLive(announcement)}
      />
      {broadcast.step === 'confirming' && <Button onClick={() => void desk.end()}>{strings.cancel}</Button>}
    </>
  );
}

function DuringShow({ broadcast, desk, capture }: ShowColumnProps) {
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
      {publish !== 'taken-over' && <HealthPanel arrival={arrivalOf(health, expected)} />}
      <PresencePanel presence={presence} performer={stream.performer.id} />
      <EndDialog open={asking} onOpenChange={setAsking} onEnd={() => void desk.end()} />
    </>
  );
}

function ProblemBanner({ problem }: { readonly problem: Problem }) {
  const known = strings.problem[problem.code as keyof typeof strings.problem];
  return <Banner tone="error">{typeof known === 'string' ? known : strings.problem.other(problem.message)}</Banner>;
}
