/**
 * How much: the usual amounts at one press, any other typed.
 */
import { cx, TextField } from '../../ui/index.ts';
import styles from './amount-picker.module.css';
import { strings } from './strings.ts';
import { amountOf, quickAmounts } from './tip-draft.ts';

const { dialog: words } = strings;

export interface AmountPickerProps {
  /** As typed. */
  readonly amount: string;
  readonly onAmount: (amount: string) => void;
  readonly error: string | undefined;
}

export function AmountPicker({ amount, onAmount, error }: AmountPickerProps) {
  const chosen = amountOf(amount);
  return (
    <fieldset className={styles.picker}>
      <legend className={styles.legend}>{words.amount}</legend>
      <div className={styles.quick}>
        {quickAmounts.map((quick) => (
          <label key={quick} className={cx(styles.choice, chosen === BigInt(quick) && styles.chosen)}>
            <input
              type="radio"
              name="quick-amount"
              className={styles.radio}
              checked={chosen === BigInt(quick)}
              onChange={() => onAmount(String(quick))}
            />
            {quick}
          </label>
        ))}
      </div>
      <TextField
        label={words.own}
        name="amount"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        error={error}
        value={amount}
        onChange={(event) => onAmount(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </fieldset>
  );
}
