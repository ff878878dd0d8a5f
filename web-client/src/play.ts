/**
 * Where the player starts: a page of its own that other sites may frame. It knows neither the router nor who is signed in,
 * opens no socket and loads no library: what it plays comes by WHEP, as any player's would.
 */
import './ui/tokens.css';
import './ui/base.css';
import './play.css';
import { PlayerView } from './features/player/player-view.ts';
import { WhepPlayer } from './features/player/whep-player.ts';

const stream = /^\/play\/([\w-]{1,64})\/?$/.exec(window.location.pathname)?.[1]?.toLowerCase();
const place = document.getElementById('player');

if (place && stream !== undefined) {
  const player = new WhepPlayer(stream);
  new PlayerView(place, player, `/r/${stream}`).show();
  player.start();
  // Its seat is for somebody else; a page that comes back from the browser's memory takes another.
  window.addEventListener('pagehide', () => player.stop());
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) player.start();
  });
}
