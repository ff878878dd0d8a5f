/**
 * The first faulty field of a form gets the focus, so that nobody has to look for it.
 */
import { type RefObject, useEffect } from 'react';
import type { Faults } from './faults.ts';

export function useFaultFocus(form: RefObject<HTMLElement | null>, faults: Faults): void {
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, faults]);
}
