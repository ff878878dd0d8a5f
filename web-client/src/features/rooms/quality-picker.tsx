/**
 * Which picture the person wants: a button among the player's controls and the choice behind it.
 */
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useReadable } from '../../live/index.ts';
import { IconButton } from '../../ui/index.ts';
import { Popover } from '../../ui/popover.tsx';
import type { QualityChoice, QualityOption } from './media-wish.ts';
import { chooseQuality, qualityChoice } from './quality-choice.ts';
import styles from './quality-picker.module.css';
import { qualityStrings } from './quality-strings.ts';
import { strings } from './strings.ts';
import type { ViewerQuality } from './viewer-quality.ts';

const { picker } = qualityStrings;

export interface QualityPickerProps {
  readonly quality: ViewerQuality;
}

export function QualityPicker({ quality }: QualityPickerProps) {
  const [open, setOpen] = useState(false);
  const options = useReadable(quality.options);
  const choice = useReadable(qualityChoice);
  const chosen = nearest(options, choice);
  return (
    <Popover
      label={picker.title}
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton variant="overlay" label={strings.controls.quality} icon={<Settings2 />} />}
      side="top"
      snug
      within={document.fullscreenElement}
    >
      <fieldset className={styles.options}>
        <legend className={styles.title}>{picker.title}</legend>
        {options.map((option) => (
          <label key={option.choice} className={styles.option}>
            <input
              type="radio"
              name="picture-quality"
              checked={option.choice === chosen}
              onChange={() => chooseQuality(option.choice)}
            />
            <Words option={option} />
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}

function Words({ option: { choice, height } }: { readonly option: QualityOption }) {
  if (height !== undefined) return <span>{picker.layer(height)}</span>;
  const [name, words] = choice === 'auto' ? [picker.auto, picker.autoWords] : [picker.audio, picker.audioWords];
  return (
    <span className={styles.words}>
      {name}
      <span className={styles.about}>{words}</span>
    </span>
  );
}

/** A layer that was chosen elsewhere and is not there stands for the best there is. */
function nearest(options: readonly QualityOption[], choice: QualityChoice): QualityChoice {
  if (options.some((option) => option.choice === choice)) return choice;
  return options.find(({ height }) => height !== undefined)?.choice ?? 'auto';
}
