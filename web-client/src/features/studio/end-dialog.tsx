/**
 * Asks before the show is ended, because an audience cannot be asked back.
 */
import { Button, Dialog } from '../../ui/index.ts';
import { strings } from './strings.ts';

export interface EndDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onEnd: () => void;
}

export function EndDialog({ open, onOpenChange, onEnd }: EndDialogProps) {
  const { title, words, keep, end } = strings.end;
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>{keep}</Button>
      <Button
        variant="danger"
        onClick={() => {
          onOpenChange(false);
          onEnd();
        }}
      >
        {end}
      </Button>
    </>
  );
  return <Dialog open={open} onOpenChange={onOpenChange} title={title} description={words} footer={footer} />;
}
