/**
 * One pack of a price list that is being changed.
 */
import { Trash2 } from 'lucide-react';
import { IconButton, TextField } from '../../ui/index.ts';
import local from './money.module.css';
import { money } from './money-strings.ts';
import type { TypedPack } from './price-form.ts';

const words = money.prices;

export interface PackFieldsProps {
  readonly pack: TypedPack;
  /** 1 is the first. */
  readonly number: number;
  /** Sentence by the pack's key and the field's name. */
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (pack: TypedPack) => void;
  /** Undefined where the last pack must stay. */
  readonly onRemove: (() => void) | undefined;
}

const fields = [
  { name: 'id', label: words.id, inputMode: 'text' },
  { name: 'tokens', label: words.tokens, inputMode: 'numeric' },
  { name: 'bonusTokens', label: words.bonus, inputMode: 'numeric' },
  { name: 'price', label: words.price, inputMode: 'decimal' },
] as const;

export function PackFields({ pack, number, faults, onChange, onRemove }: PackFieldsProps) {
  return (
    <fieldset className={local.pack}>
      <legend>{words.pack(number)}</legend>
      {fields.map(({ name, label, inputMode }) => (
        <TextField
          key={name}
          label={label}
          inputMode={inputMode}
          autoComplete="off"
          value={pack[name]}
          onChange={(event) => onChange({ ...pack, [name]: event.currentTarget.value })}
          error={faults[`${pack.key}.${name}`]}
        />
      ))}
      {onRemove && (
        <IconButton
          className={local.remove}
          label={words.remove(pack.id || words.pack(number))}
          icon={<Trash2 />}
          onClick={onRemove}
        />
      )}
    </fieldset>
  );
}
