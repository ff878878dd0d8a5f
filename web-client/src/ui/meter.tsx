/**
 * How strong something is right now: a microphone's level, an upload against its target.
 */
import type { CSSProperties } from 'react';
import styles from './meter.module.css';

export interface MeterProps {
  readonly label: string;
  /** 0 … 1; outside is clamped. */
  readonly value: number;
  /** 0 … 1: the loudest of late, drawn as a line. */
  readonly peak?: number | undefined;
  /** Said instead of the percentage. */
  readonly valueText?: string | undefined;
}

/** May be rendered many times a second: what is announced moves in tenths. */
export function Meter({ label, value, peak, valueText }: MeterProps) {
  const level = clamped(value);
  const percent = Math.round(level * 10) * 10;
  const spoken = valueText ?? `${percent} %`;
  const position: CSSProperties & Record<'--level' | '--peak', number> = {
    '--level': level,
    '--peak': clamped(peak ?? 0),
  };
  return (
    <div className={styles.meter} style={position}>
      <meter className={styles.spoken} aria-label={label} aria-valuetext={spoken} min={0} max={100} value={percent}>
        {spoken}
      </meter>
      <div className={styles.fill} aria-hidden="true" />
      {peak !== undefined && <div className={styles.peak} aria-hidden="true" />}
    </div>
  );
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
}
