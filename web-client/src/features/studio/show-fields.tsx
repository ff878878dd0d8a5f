/**
 * What every show is announced with, now or for later: its name, its tags, for whom it is, and who gets what is given in it.
 */
import { Switch, TextField } from '../../ui/index.ts';
import { type Draft, type DraftFaults, type DraftField, tagsOf } from './announcement.ts';
import { SplitField } from './split-field.tsx';
import { strings } from './strings.ts';
import { TagList } from './tag-list.tsx';

const { form } = strings;

/** What to say at each field that cannot be taken, by the wire's name of it. */
export const draftFaultWords: Readonly<Record<DraftField, string>> = {
  title: form.titleFault,
  tags: form.tagsFault,
  priceTokens: form.priceFault,
};

/** A sentence for each faulty field. */
export type FieldFaults = Readonly<Partial<Record<DraftField, string>>>;

export function sentencesOf(faults: DraftFaults): FieldFaults {
  return Object.fromEntries((Object.keys(faults) as DraftField[]).map((field) => [field, draftFaultWords[field]]));
}

export interface ShowFieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly faults: FieldFaults;
  readonly busy: boolean;
}

export function ShowFields({ draft, onChange, faults, busy }: ShowFieldsProps) {
  return (
    <>
      <TextField
        label={form.title}
        hint={form.titleHint}
        error={faults.title}
        value={draft.title}
        maxLength={120}
        autoComplete="off"
        required
        disabled={busy}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextField
        label={form.tags}
        hint={form.tagsHint}
        error={faults.tags}
        value={draft.tags}
        autoComplete="off"
        autoCapitalize="none"
        disabled={busy}
        onChange={(event) => onChange({ tags: event.currentTarget.value })}
      />
      <TagList tags={tagsOf(draft.tags)} />
      <Switch
        label={form.adult}
        description={form.adultWords}
        checked={draft.adult}
        disabled={busy}
        onCheckedChange={(adult) => onChange({ adult })}
      />
      <Switch
        label={form.ticketed}
        description={form.ticketedWords}
        checked={draft.ticketed}
        disabled={busy}
        onCheckedChange={(ticketed) => onChange({ ticketed })}
      />
      {draft.ticketed && (
        <TextField
          label={form.price}
          error={faults.priceTokens}
          value={draft.price}
          inputMode="numeric"
          autoComplete="off"
          required
          disabled={busy}
          onChange={(event) => onChange({ price: event.currentTarget.value })}
        />
      )}
      <SplitField split={draft.split} onSplit={(split) => onChange({ split })} busy={busy} />
    </>
  );
}
