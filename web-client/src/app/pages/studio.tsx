/**
 * `/studio` and what belongs to it: for performers.
 */
import { useParams } from '@tanstack/react-router';
import { InviteCard } from '../../features/calls/index.ts';
import { EncoderPage, EncoderStart, StudioPage } from '../../features/studio/index.ts';
import { usePageTitle } from '../../ui/index.ts';
import { BesideStage } from '../beside-stage.tsx';
import { PerformersOnly } from '../performers-only.tsx';
import { strings } from '../strings.ts';
import { TipOverStage, TipsOfStudio } from '../tips-in-room.tsx';

export function StudioRoute() {
  usePageTitle(strings.studio.title);
  return (
    <PerformersOnly>
      {(own) => (
        <StudioPage
          beside={(room) => <BesideStage {...room} own={own} settled />}
          over={(room) => <TipOverStage {...room} muted={false} settled />}
          earnings={(room) => <TipsOfStudio room={room} performer={own} />}
          others={<InviteCard />}
        />
      )}
    </PerformersOnly>
  );
}

/** `/studio/encoder` */
export function EncoderStartRoute() {
  usePageTitle(strings.studio.title);
  return <PerformersOnly>{() => <EncoderStart />}</PerformersOnly>;
}

/** `/studio/encoder/:streamId` */
export function EncoderRoute() {
  const { streamId } = useParams({ from: '/studio/encoder/$streamId' });
  return <PerformersOnly>{() => <EncoderPage key={streamId} streamId={streamId} />}</PerformersOnly>;
}
