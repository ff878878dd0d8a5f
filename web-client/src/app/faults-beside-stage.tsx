/**
 * The hidden panel of a room and of the studio: Ctrl+Alt+F opens it, where this is a demo. In production there is none.
 */
import { useEffect, useState } from 'react';
import type { Signalling } from '../signalling/index.ts';
import { isDemo } from './demo.ts';
import { latePart } from './late-part.ts';
import { useLatePart } from './use-late-part.ts';

const faults = latePart(() => import('../features/faults/index.ts'));

export function FaultsBesideStage({ signalling }: { readonly signalling: Signalling }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!isDemo) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.altKey && event.code === 'KeyF') setOpen((before) => !before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return open ? <Panel signalling={signalling} onClose={() => setOpen(false)} /> : null;
}

function Panel({ signalling, onClose }: { readonly signalling: Signalling; readonly onClose: () => void }) {
  const part = useLatePart(faults);
  return part.step === 'there' ? <part.found.FaultPanel signalling={signalling} onClose={onClose} /> : null;
}
