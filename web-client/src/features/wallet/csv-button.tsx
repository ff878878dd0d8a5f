/**
 * Saves a list as a CSV file: what the person keeps for their books.
 */
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ReceivedFile } from '#protocol/http/route.ts';
import { plainWords, saveFile } from '../../forms/index.ts';
import { Button, useToast } from '../../ui/index.ts';
import { strings } from './strings.ts';

export interface CsvButtonProps {
  /** Says what is in it, for who cannot see where the button stands. */
  readonly label: string;
  /** Name of the file where the server gives none. */
  readonly file: string;
  readonly load: () => Promise<ReceivedFile>;
}

export function CsvButton({ label, file, load }: CsvButtonProps) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      saveFile(await load(), file);
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" icon={<Download />} loading={busy} aria-label={label} onClick={() => void save()}>
      {strings.csv}
    </Button>
  );
}
