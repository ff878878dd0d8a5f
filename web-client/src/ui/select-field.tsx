/**
 * One of several values, with the browser's own select underneath (role `combobox`, its keys, its picker on phones).
 */
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldText } from './field.tsx';
import styles from './select-field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

type NativeProps = Omit<ComponentProps<'select'>, 'id' | 'children' | 'value' | 'onChange'>;

export interface SelectFieldProps extends FieldText, NativeProps {
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onValueChange: (value: string) => void;
}

export function SelectField(props: SelectFieldProps) {
  const { label, hideLabel, hint, error, options, value, onValueChange, className, ...rest } = props;
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {(ties) => (
        <div className={fieldStyles.box}>
          <select
            {...rest}
            {...ties}
            // One of several that are wrong together has no error of its own.
            aria-invalid={ties['aria-invalid'] ?? rest['aria-invalid']}
            value={value}
            onChange={(event) => onValueChange(event.currentTarget.value)}
            className={cx(fieldStyles.control, styles.select, className)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown className={styles.chevron} aria-hidden="true" />
        </div>
      )}
    </Field>
  );
}
