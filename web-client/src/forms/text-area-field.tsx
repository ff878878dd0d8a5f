/**
 * Several lines of text, with what is left of them where there is a limit.
 */
import type { ComponentProps } from 'react';
import { cx, Field, type FieldText } from '../ui/index.ts';
import styles from './forms.module.css';
import { strings } from './strings.ts';

type NativeProps = Omit<ComponentProps<'textarea'>, 'id' | 'children' | 'value' | 'onChange'>;

export interface TextAreaFieldProps extends FieldText, NativeProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
}

export function TextAreaField(props: TextAreaFieldProps) {
  const { label, hideLabel, hint, error, value, onValueChange, className, maxLength, ...rest } = props;
  const left = maxLength === undefined ? undefined : maxLength - value.length;
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {(ties) => (
        <div className={styles.areaBox}>
          <textarea
            {...rest}
            {...ties}
            maxLength={maxLength}
            value={value}
            onChange={(event) => onValueChange(event.currentTarget.value)}
            className={cx(styles.area, className)}
          />
          {left !== undefined && left < 100 && (
            <span className={styles.left} aria-hidden="true">
              {strings.left(left)}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
