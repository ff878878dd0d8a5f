/**
 * How loud tips are.
 */
import { Volume2, VolumeX } from 'lucide-react';
import { Field } from '../../ui/index.ts';
import { strings } from './strings.ts';
import styles from './volume-field.module.css';

export interface VolumeFieldProps {
  readonly label: string;
  /** 0 … 100 */
  readonly value: number;
  readonly onValueChange: (value: number) => void;
}

export function VolumeField({ label, value, onValueChange }: VolumeFieldProps) {
  const Icon = value === 0 ? VolumeX : Volume2;
  return (
    <Field label={label}>
      {(ties) => (
        <div className={styles.row}>
          <Icon aria-hidden="true" />
          <input
            {...ties}
            type="range"
            className={styles.slider}
            min={0}
            max={100}
            step={5}
            value={value}
            aria-valuetext={value === 0 ? strings.panel.soundOff : `${value} %`}
            onChange={(event) => onValueChange(Number(event.currentTarget.value))}
          />
          <span className={styles.value}>{value === 0 ? strings.panel.soundOff : `${value} %`}</span>
        </div>
      )}
    </Field>
  );
}
