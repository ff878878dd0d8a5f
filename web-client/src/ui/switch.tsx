/**
 * On or off, at once, without a form.
 */
import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';
import styles from './switch.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SwitchProps {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly description?: string | undefined;
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function Switch({ label, hideLabel, description, checked, onCheckedChange, disabled }: SwitchProps) {
  const id = useId();
  const labelling = (
    <label htmlFor={id} className={styles.label}>
      {label}
    </label>
  );
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        {hideLabel ? <VisuallyHidden>{labelling}</VisuallyHidden> : labelling}
        {description && (
          <span id={`${id}-about`} className={styles.description}>
            {description}
          </span>
        )}
      </div>
      <Radix.Root
        id={id}
        className={styles.track}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-describedby={description ? `${id}-about` : undefined}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
    </div>
  );
}
