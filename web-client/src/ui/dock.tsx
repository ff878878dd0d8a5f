/**
 * A column beside something larger: a row of tabs on top, the chosen panel fills the rest. Panels that were open stay as
 * they were while another is.
 */
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './dock.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface DockTab {
  readonly value: string;
  readonly label: string;
  /** A number beside the label, and what it counts. `urgent`: somebody should look. */
  readonly count?: { readonly value: number; readonly words: string; readonly urgent?: boolean } | undefined;
  readonly content: ReactNode;
}

export interface DockProps {
  /** Names the row of tabs for screen readers. */
  readonly label: string;
  readonly tabs: readonly DockTab[];
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** At the end of the row, where every panel has it. */
  readonly end?: ReactNode;
}

export function Dock({ label, tabs, value, onValueChange, end }: DockProps) {
  return (
    <Radix.Root className={styles.dock} value={value} onValueChange={onValueChange} data-dock="">
      <div className={styles.head} data-spare="">
        <Radix.List className={styles.tabs} aria-label={label}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} className={styles.tab} value={tab.value}>
              {tab.label}
              {tab.count && <Count {...tab.count} />}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {end}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} className={styles.panel} value={tab.value} tabIndex={-1} forceMount>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function Count({ value, words, urgent }: NonNullable<DockTab['count']>) {
  return (
    <>
      <span className={styles.count} data-urgent={urgent || undefined} aria-hidden="true">
        {compact.format(value)}
      </span>
      <VisuallyHidden> {words}</VisuallyHidden>
    </>
  );
}
