/**
 * What the performer collects for, and how far it is.
 */
import { Target } from 'lucide-react';
import type { TipGoal } from '#protocol/http/tips.ts';
import { amountText } from '../../ui/index.ts';
import styles from './goal-bar.module.css';
import { strings } from './strings.ts';
import { percentOf } from './tokens.ts';

export interface GoalBarProps {
  readonly goal: TipGoal;
}

export function GoalBar({ goal: { title, target, reached, done } }: GoalBarProps) {
  const percent = percentOf(reached, target);
  const words = strings.goal.progress(amountText(reached), amountText(target));
  return (
    <section className={styles.goal} aria-label={strings.goal.label(title)} data-done={done || undefined}>
      <p className={styles.head}>
        <Target aria-hidden="true" />
        <span className={styles.title} dir="auto">
          {title}
        </span>
        <span className={styles.numbers}>{done ? strings.goal.done : `${percent} %`}</span>
      </p>
      <progress
        className={styles.bar}
        max={100}
        value={percent}
        aria-label={strings.goal.label(title)}
        aria-valuetext={words}
      >
        {words}
      </progress>
      <p className={styles.words}>{words}</p>
    </section>
  );
}
