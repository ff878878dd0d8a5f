/**
 * A key that was made a moment ago: to be copied, and hidden until somebody wants to see it, for streamers share screens.
 */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { CopyButton } from '../../forms/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import styles from './encoder.module.css';
import { encoderStrings } from './encoder-strings.ts';

const { key: words } = encoderStrings;

export function FreshKey({ value }: { readonly value: string }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        label={words.name}
        hint={words.once}
        value={shown ? value : '•'.repeat(32)}
        readOnly
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore=""
        data-lpignore="true"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles.row}>
        <CopyButton text={value} label={words.copy} />
        <Button size="sm" variant="quiet" icon={shown ? <EyeOff /> : <Eye />} onClick={() => setShown(!shown)}>
          {shown ? words.hide : words.show}
        </Button>
      </div>
    </>
  );
}
