/**
 * Lines to copy for programs that send or embed. Pure. The key is in none of them: it is read into a variable first, so that
 * neither the page's address nor a shell's history ever has it.
 */

/** Waits for the key to be pasted, shows nothing, and keeps it for this shell alone. */
export const readKeyLine = 'read -rs BUSKER_KEY';

/** @param url where to send, as the server gave it */
export function gstreamerLine(url: string): string {
  return [
    'gst-launch-1.0 -e whipclientsink name=out video-caps="video/x-vp8"',
    `signaller::whip-endpoint=${quoted(url)} signaller::auth-token="$BUSKER_KEY"`,
    'autovideosrc ! videoconvert ! videoscale ! videorate ! video/x-raw,width=1280,height=720,framerate=30/1 ! queue ! out.video_0',
    'autoaudiosrc ! audioconvert ! audioresample ! queue ! out.audio_0',
  ].join(' \\\n  ');
}

/** @param url where to send, as the server gave it */
export function ffmpegLine(url: string): string {
  return [
    'ffmpeg -re -i show.mp4',
    '-c:v libx264 -profile:v baseline -bf 0 -tune zerolatency -preset veryfast -pix_fmt yuv420p -g 30',
    '-b:v 2500k -maxrate 2500k -bufsize 1250k',
    '-c:a libopus -ar 48000 -ac 2 -b:a 96k',
    `-f whip -authorization "$BUSKER_KEY" ${quoted(url)}`,
  ].join(' \\\n  ');
}

/** For the page of somebody else's site. @param origin of this one */
export function embedCode(origin: string, streamId: string, title: string): string {
  const name = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${origin}/play/${streamId}" title="${name}" width="640" height="360" allow="autoplay; fullscreen; picture-in-picture" loading="lazy"></iframe>`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
