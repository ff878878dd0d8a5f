/**
 * Asks before the page is left while it is on air, by the browser or by a link within.
 */
import { useBlocker } from '@tanstack/react-router';
import { strings } from './strings.ts';

export function useLeaveWarning(onAir: boolean): void {
  useBlocker({
    disabled: !onAir,
    enableBeforeUnload: onAir,
    shouldBlockFn: () => !window.confirm(strings.leave),
  });
}
