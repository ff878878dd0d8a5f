/**
 * A test: how it goes out, and the two ways on.
 */
import { Radio } from 'lucide-react';
import { Button } from '../../ui/index.ts';
import { OwnHealth, type OwnHealthProps } from './own-health.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import styles from './schedule.module.css';
import { strings } from './strings.ts';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';

const { test: words } = strings;

export function TestPanel({ desk, broadcast, capture }: OwnHealthProps) {
  const ref = useFocusOnArrival<HTMLElement>();
  return (
    <>
      {broadcast.problem && <ProblemBanner problem={broadcast.problem} inSight />}
      <section ref={ref} tabIndex={-1} className={styles.card} aria-labelledby="test-title">
        <header className={styles.head}>
          <h2 id="test-title" className={styles.title}>
            {words.title}
          </h2>
          <p className={styles.words}>{words.words}</p>
        </header>
        <Button variant="live" size="lg" wide icon={<Radio />} onClick={() => void desk.broadcast.goLiveFromTest()}>
          {strings.goLive}
        </Button>
        <Button wide onClick={() => void desk.broadcast.endTest()}>
          {words.stop}
        </Button>
      </section>
      <OwnHealth desk={desk} broadcast={broadcast} capture={capture} />
    </>
  );
}
