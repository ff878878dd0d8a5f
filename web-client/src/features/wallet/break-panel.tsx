/**
 * Spending nothing for a while: a cool-off of hours or an exclusion of days, for good once it has begun.
 */
import { useState } from 'react';
import type { SpendingLimits } from '#protocol/http/wallet.ts';
import { Banner, Button, SelectField, useNow } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { BreakDialog } from './break-dialog.tsx';
import { type Break, breakOf } from './limit-form.ts';
import { Panel } from './panel.tsx';
import { useSpendingLimits } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';
import { momentOf } from './when.ts';

const words = strings.pause;

type Length = keyof typeof words.options;

const breaks: Record<Length, Break> = {
  '1h': { kind: 'cool_off', hours: 1 },
  '6h': { kind: 'cool_off', hours: 6 },
  '24h': { kind: 'cool_off', hours: 24 },
  '72h': { kind: 'cool_off', hours: 72 },
  '7d': { kind: 'exclusion', days: 7 },
  '30d': { kind: 'exclusion', days: 30 },
  '182d': { kind: 'exclusion', days: 182 },
  '365d': { kind: 'exclusion', days: 365 },
  '1826d': { kind: 'exclusion', days: 1_826 },
};
const lengths = Object.keys(breaks) as Length[];

export function BreakPanel() {
  const limits = useSpendingLimits();
  const [length, setLength] = useState<Length>('24h');
  const [asked, setAsked] = useState(false);
  return (
    <Panel title={words.title} words={words.words} anchor="break">
      <Answered query={limits}>{(found) => <UnderWay limits={found} />}</Answered>
      <div className={styles.inline}>
        <SelectField
          label={words.kind}
          value={length}
          onValueChange={(value) => setLength(value as Length)}
          options={lengths.map((value) => ({
            value,
            label: `${breaks[value].kind === 'cool_off' ? words.coolOff : words.exclusion}: ${words.options[value]}`,
          }))}
        />
        <Button variant="danger" onClick={() => setAsked(true)}>
          {words.start}
        </Button>
      </div>
      {asked && <BreakDialog wanted={breaks[length]} length={words.options[length]} onClose={() => setAsked(false)} />}
    </Panel>
  );
}

function UnderWay({ limits }: { readonly limits: SpendingLimits }) {
  const now = useNow(30_000);
  const open = breakOf(limits, now);
  if (open === null) return null;
  const when = momentOf(open.until);
  return (
    <Banner
      tone="warn"
      title={open.kind === 'cool_off' ? words.onCoolOff(when) : words.onExclusion(when)}
      announce="none"
    >
      {words.onWords}
    </Banner>
  );
}
