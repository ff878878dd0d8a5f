/**
 * The player as it is seen: one video element that outlives every session, what is wrong in its place, and a bar with the
 * sound and the way to the room. Plain DOM, for this page is loaded by other people's pages.
 */
import { type Saying, strings } from './strings.ts';
import type { PlayerState, WhepPlayer } from './whep-player.ts';

export class PlayerView {
  readonly #player: WhepPlayer;
  readonly #place: HTMLElement;
  readonly #heading = made('h1', 'player-title');
  readonly #video = made('video', 'player-video');
  readonly #cover = made('div', 'player-cover');
  readonly #said = made('p', 'player-said');
  readonly #words = made('p', 'player-words');
  readonly #sound = made('button', '');
  readonly #link = made('a', '');

  /** @param room the address of the room on this site */
  constructor(place: HTMLElement, player: WhepPlayer, room: string) {
    this.#player = player;
    this.#place = place;
    Object.assign(this.#video, { playsInline: true, autoplay: true, controls: true });
    this.#video.dataset.testid = 'player-video';
    this.#video.setAttribute('aria-label', strings.video);
    this.#heading.textContent = document.title;
    this.#cover.setAttribute('role', 'status');
    this.#cover.append(this.#said, this.#words);
    Object.assign(this.#sound, { type: 'button', textContent: strings.sound, hidden: true });
    this.#sound.addEventListener('click', () => this.#unmute());
    Object.assign(this.#link, { href: room, target: '_blank', rel: 'noopener', textContent: strings.open });
    this.#link.setAttribute('aria-label', strings.opensElsewhere);
    const bar = made('div', 'player-bar');
    bar.append(this.#sound, this.#link);
    place.className = 'player';
    place.append(this.#heading, this.#video, this.#cover, bar);
  }

  /** Shows what the player does, from now on. */
  show(): void {
    const { state, about } = this.#player;
    state.subscribe(() => this.#follow(state.get()));
    about.subscribe(() => {
      const now = about.get();
      if (now === undefined) return;
      document.title = strings.show(now.title, now.performer.displayName);
      this.#heading.textContent = document.title;
    });
    this.#follow(state.get());
  }

  #follow(state: PlayerState): void {
    this.#place.dataset.phase = state.phase;
    this.#cover.hidden = state.phase === 'playing';
    // Nothing to press lies under the cover.
    this.#video.controls = state.phase === 'playing';
    if (state.phase === 'playing') {
      this.#said.textContent = '';
      this.#words.textContent = '';
      return void this.#play(state.stream);
    }
    const saying = sayingOf(state);
    this.#said.textContent = saying.title;
    this.#words.textContent = saying.words;
  }

  /** With sound, where the browser lets it; else without, and says how to have it. */
  async #play(stream: MediaStream): Promise<void> {
    this.#video.srcObject = stream;
    try {
      await this.#video.play();
    } catch (thrown) {
      if (!isNotAllowed(thrown) || this.#video.muted) return;
      this.#video.muted = true;
      this.#sound.hidden = false;
      await this.#video.play().catch(() => undefined);
    }
  }

  #unmute(): void {
    this.#video.muted = false;
    this.#sound.hidden = true;
    this.#video.focus();
    void this.#video.play().catch(() => undefined);
  }
}

function sayingOf(state: Exclude<PlayerState, { phase: 'playing' }>): Saying {
  if (state.phase === 'refused') return strings.refused[state.code] ?? strings.broken;
  return strings[state.phase];
}

function isNotAllowed(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NotAllowedError';
}

function made<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name !== '') element.className = name;
  return element;
}
