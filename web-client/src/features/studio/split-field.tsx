/**
 * Which split a show has: what the site usually does, or one of those it offers. Until they are known, the usual one is all
 * there is to choose, and the show can be announced all the same.
 */
import { useQuery } from '@tanstack/react-query';
import { type SplitName, splitNames } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { SelectField } from '../../ui/index.ts';
import { sharesText } from './shares-text.ts';
import { strings } from './strings.ts';

const { form } = strings;
/** No name of a split. */
const usual = '';

export interface SplitFieldProps {
  /** Null: as usual on this site. */
  readonly split: SplitName | null;
  readonly onSplit: (split: SplitName | null) => void;
  readonly busy: boolean;
}

export function SplitField({ split, onSplit, busy }: SplitFieldProps) {
  const { data } = useQuery({ queryKey: ['economy'], queryFn: ({ signal }) => call('getEconomy', { signal }) });
  const splits = data?.splits ?? [];
  const ours = splits.find(({ name }) => name === data?.defaultSplit);
  const options = [
    { value: usual, label: ours === undefined ? form.splitUsual : `${form.splitUsual}: ${sharesText(ours)}` },
    ...splits.map((one) => ({ value: one.name, label: `${form.splits[one.name]}: ${sharesText(one)}` })),
  ];
  return (
    <SelectField
      label={form.split}
      hint={form.splitHint}
      options={options}
      value={split ?? usual}
      disabled={busy}
      onValueChange={(value) => onSplit(splitNames.find((name) => name === value) ?? null)}
    />
  );
}
