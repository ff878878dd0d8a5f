/**
 * Short news about what the person just did. Anything that must not be missed belongs in the page (Banner).
 */
import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

export interface ToastOptions {
  readonly title: string;
  readonly description?: string | undefined;
  readonly tone?: 'info' | 'ok' | 'error' | undefined;
  /** One thing to do about it; `hint` says where else it can be done (a toast goes away). */
  readonly action?: { readonly label: string; readonly hint: string; readonly onPress: () => void } | undefined;
}

type Shown = ToastOptions & { readonly key: number };
type Show = (options: ToastOptions) => void;

const ToastContext = createContext<Show>(() => undefined);

/** Shows a toast. Works anywhere under ToastProvider. */
export function useToast(): Show {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const show = useCallback<Show>((options) => {
    setToasts((before) => [...before.slice(-2), { ...options, key: (before.at(-1)?.key ?? 0) + 1 }]);
  }, []);
  const drop = (key: number) => setToasts((before) => before.filter((toast) => toast.key !== key));
  return (
    <Radix.Provider swipeDirection="left" duration={6_000} label="Notification">
      <ToastContext value={show}>{children}</ToastContext>
      {toasts.map((toast) => (
        <ToastCard key={toast.key} toast={toast} onGone={() => drop(toast.key)} />
      ))}
      <Radix.Viewport className={styles.viewport} label="Notifications ({hotkey})" />
    </Radix.Provider>
  );
}

function ToastCard({ toast, onGone }: { readonly toast: Shown; readonly onGone: () => void }) {
  const { title, description, tone = 'info', action } = toast;
  return (
    <Radix.Root
      className={cx(styles.toast, styles[tone])}
      type={tone === 'error' ? 'foreground' : 'background'}
      onOpenChange={(open) => !open && onGone()}
    >
      <div className={styles.words}>
        <Radix.Title className={styles.title}>{title}</Radix.Title>
        {description && <Radix.Description className={styles.description}>{description}</Radix.Description>}
      </div>
      {action && (
        <Radix.Action altText={action.hint} asChild>
          <Button size="sm" onClick={action.onPress}>
            {action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <IconButton size="sm" label="Dismiss" icon={<X />} />
      </Radix.Close>
    </Radix.Root>
  );
}
