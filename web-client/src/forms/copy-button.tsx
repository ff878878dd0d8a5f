/**
 * Puts a text where it can be pasted from, and says whether that worked.
 */
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button, useToast } from '../ui/index.ts';
import { strings } from './strings.ts';

export interface CopyButtonProps {
  readonly text: string;
  readonly label?: string | undefined;
}

export function CopyButton({ text, label = strings.copy }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast({ tone: 'error', title: strings.copyFailed });
    }
  };
  return (
    <Button size="sm" icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}>
      {copied ? strings.copied : label}
    </Button>
  );
}
