/**
 * Keeps the screen on for as long as something is under way.
 */
import { ScreenAwake } from './screen-awake.ts';

/** From now on; returns how to stop. Where the browser has no such lock nothing happens. */
export function keepAwake(): () => void {
  const screen = new ScreenAwake();
  screen.want(true);
  return () => screen.close();
}
