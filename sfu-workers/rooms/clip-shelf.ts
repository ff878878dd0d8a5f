/**
 * The clips that can be played, by the name they have in the protocol; each is read when it is first wanted.
 */
import type { ControlParams } from '#protocol/media/control.ts';
import { type Clip, loadDemoClip } from '../clip/load-clip.ts';

export type ClipName = ControlParams<'room.play'>['clip'];

const loaders: Readonly<Record<ClipName, () => Promise<Clip>>> = { demo: loadDemoClip };

export class ClipShelf {
  readonly #read = new Map<ClipName, Promise<Clip>>();

  /** @throws where the clip’s files are missing or broken, each time anew */
  take(name: ClipName): Promise<Clip> {
    const reading = this.#read.get(name) ?? loaders[name]();
    this.#read.set(name, reading);
    reading.catch(() => this.#read.delete(name));
    return reading;
  }
}
