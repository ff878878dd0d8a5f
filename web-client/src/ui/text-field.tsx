/**
 * One line of text. A password can be shown while it is typed.
 */
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { Field, type FieldText } from './field.tsx';
import { IconButton } from './icon-button.tsx';

export interface TextFieldProps extends FieldText, Omit<ComponentProps<'input'>, 'id' | 'children'> {}

export function TextField({ label, hideLabel, hint, error, className, type = 'text', ...rest }: TextFieldProps) {
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {(ties) => (
        <div className={styles.box}>
          <input
            {...rest}
            {...ties}
            type={secret && shown ? 'text' : type}
            className={cx(styles.control, secret && styles.withEnd, className)}
          />
          {secret && (
            <span className={styles.end}>
              <IconButton
                size="sm"
                label="Show password"
                pressed={shown}
                icon={shown ? <EyeOff /> : <Eye />}
                onClick={() => setShown(!shown)}
              />
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
