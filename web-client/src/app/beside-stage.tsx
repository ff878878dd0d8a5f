/**
 * What stands beside a stage, the room's and the studio's: the chat, tips and who is here. Their code is its own file and is
 * fetched when the stage has what it needs; until then its place is held.
 */
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { type OpenPerson, PresencePanel } from '../live/index.ts';
import type { Readable, Signalling } from '../signalling/index.ts';
import { Skeleton } from '../ui/index.ts';
import styles from './beside-stage.module.css';
import { FaultsBesideStage } from './faults-beside-stage.tsx';
import { latePart } from './late-part.ts';
import { PartMissing } from './part-missing.tsx';
import { strings } from './strings.ts';
import { useLatePart } from './use-late-part.ts';

export interface BesideStageProps {
  readonly signalling: Signalling;
  readonly snapshots: Readable<number>;
  readonly stream: Stream | undefined;
  readonly presence: Presence | undefined;
  readonly own: string | undefined;
  /** Whether the chat may be loaded now. */
  readonly settled: boolean;
}

const dock = latePart(() => import('./dock-beside-stage.tsx'));

export function BesideStage({ signalling, snapshots, stream, presence, own, settled }: BesideStageProps) {
  if (stream === undefined || !settled) return <Waiting />;
  return <Dock {...{ signalling, snapshots, stream, presence, own }} />;
}

type DockProps = Omit<BesideStageProps, 'settled' | 'stream'> & { readonly stream: Stream };

function Dock({ signalling, snapshots, stream, presence, own }: DockProps) {
  const part = useLatePart(dock);
  const { performer } = stream;
  const people = (open?: OpenPerson) => (
    <div className={styles.people}>
      <PresencePanel presence={presence} own={own} performer={performer.id} onOpen={open} />
    </div>
  );
  if (part.step === 'waiting') return <Waiting />;
  if (part.step === 'missing') {
    return (
      <div className={styles.waiting}>
        <PartMissing words={strings.missing.dock} tries={part.tries} onAgain={dock.fetch} />
      </div>
    );
  }
  const { DockBesideStage } = part.found;
  return (
    <>
      <DockBesideStage stream={stream} link={signalling} snapshots={snapshots} presence={presence} people={people} />
      <FaultsBesideStage signalling={signalling} />
    </>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting} aria-busy="true">
      <div className={styles.head}>
        <Skeleton width="3rem" />
        <Skeleton width="4rem" />
      </div>
      <div className={styles.lines}>
        {['62%', '84%', '48%', '76%', '56%', '70%'].map((width) => (
          <Skeleton key={width} width={width} height="0.9rem" />
        ))}
      </div>
    </div>
  );
}
