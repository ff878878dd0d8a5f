/**
 * How the show comes through, in a word and a sign; behind it, everything that was measured.
 */
import { Signal, SignalLow, SignalMedium } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import type { QualityState } from '#protocol/socket/quality.ts';
import { useReadable } from '../../live/index.ts';
import { Button, cx, Skeleton, VisuallyHidden } from '../../ui/index.ts';
import { Popover } from '../../ui/popover.tsx';
import styles from './quality-badge.module.css';
import type { QualityDetailsProps } from './quality-details.tsx';
import { qualityStrings } from './quality-strings.ts';
import type { ViewerQuality } from './viewer-quality.ts';
import type { Visit } from './visit.ts';

const signs = { good: Signal, fair: SignalMedium, poor: SignalLow } as const satisfies Record<QualityState, unknown>;

export interface QualityBadgeProps {
  readonly visit: Visit;
  readonly quality: ViewerQuality;
}

/** Nothing until there is something to say. */
export function QualityBadge({ visit, quality }: QualityBadgeProps) {
  const { state } = useReadable(quality.health);
  const [open, setOpen] = useState(false);
  const { Details, missing, load } = useDetails();
  if (state === undefined && !open) return null;
  const Sign = signs[state ?? 'good'];
  const badge = (
    <button type="button" className={cx(styles.badge, state && styles[state])} data-quality={state ?? 'good'}>
      <Sign aria-hidden="true" />
      <VisuallyHidden>{qualityStrings.badge}: </VisuallyHidden>
      {state === undefined ? qualityStrings.measuring : qualityStrings.states[state]}
    </button>
  );
  return (
    <Popover
      label={qualityStrings.details.title}
      open={open}
      onOpenChange={(now) => {
        setOpen(now);
        if (now) load();
      }}
      trigger={badge}
      align="start"
      within={document.fullscreenElement}
    >
      {Details && <Details visit={visit} quality={quality} />}
      {!Details && !missing && <Skeleton height="20rem" />}
      {missing && (
        <div className={styles.missing} role="alert">
          <p>{qualityStrings.details.missing}</p>
          <Button size="sm" onClick={load}>
            {qualityStrings.details.again}
          </Button>
        </div>
      )}
    </Popover>
  );
}

/** The figures and their chart are fetched when they are asked for; where they cannot be had, the show goes on. */
function useDetails() {
  const [found, setFound] = useState<{
    readonly Details?: ComponentType<QualityDetailsProps>;
    readonly missing: boolean;
  }>({
    missing: false,
  });
  const load = (): void => {
    if (found.Details) return;
    setFound({ missing: false });
    import('./quality-details.tsx').then(
      ({ QualityDetails }) => setFound({ Details: QualityDetails, missing: false }),
      () => setFound({ missing: true }),
    );
  };
  return { ...found, load };
}
