/**
 * What the studio says about how a show goes out.
 */
import type { Limitation } from '../../media/sending-sample.ts';
import type { Cause } from './health-verdict.ts';

const advice: Record<Cause, string> = {
  fine: 'Nothing to do: everything you send arrives.',
  nothing: 'Nothing arrives. Check your connection; we keep trying by ourselves.',
  stuck: 'Your camera gives no pictures. Switch it off and on again, or choose another.',
  cpu: 'This computer cannot keep up. Close other programs and tabs.',
  bandwidth: 'Your upload is too slow. Move closer to your router, or use a cable.',
  loss: 'Parts of your show get lost on the way. A cable in place of Wi-Fi helps most.',
  delay: 'The way to us is slow. Pause downloads, and switch off a VPN if you use one.',
  dark: 'Your camera takes few pictures, as cameras do in the dark. Turn on more light.',
};

interface Summary {
  readonly minutes: number;
  readonly bitrate: string;
  readonly lowest: string;
  readonly fps: string | undefined;
  readonly loss: string | undefined;
  readonly rtt: string | undefined;
}

function summary({ minutes, bitrate, lowest, fps, loss, rtt }: Summary): string {
  const parts = [
    `${bitrate} sent on average, ${lowest} at least`,
    fps && `${fps} pictures a second`,
    loss && `${loss} lost on the way`,
    rtt && `${rtt} there and back`,
  ];
  const span = minutes === 1 ? 'In the last minute' : `In the last ${minutes} minutes`;
  return `${span}: ${parts.filter(Boolean).join(', ')}.`;
}

export const healthStrings = {
  title: 'How your show goes out',
  waiting: 'Measuring; this takes a few seconds.',
  states: {
    waiting: 'Looking',
    good: 'All is well',
    fair: 'Some quality is missing',
    poor: 'Your audience sees it badly',
  },
  advice,
  layers: ['High', 'Medium', 'Low'] as readonly string[],
  sound: 'Sound',
  picture: 'Picture',
  screen: 'Screen',
  off: 'off',
  missing: 'missing',
  unwanted: 'not needed now',
  unwantedWords: 'Nobody needs the top layer now, so it is not sent. It comes back by itself at once; all is well.',
  figures: {
    bitrate: 'Sent',
    ofTarget: (sent: string, target: string) => `${sent} of ${target}`,
    fps: 'Pictures',
    aSecond: (count: number) => `${count} a second`,
    loss: 'Lost on the way',
    rtt: 'There and back',
    ms: (time: number) => `${time} ms`,
    limitation: 'Held back by',
    limitations: {
      none: 'nothing',
      cpu: 'this computer',
      bandwidth: 'your connection',
      other: 'your browser',
    } satisfies Record<Limitation, string>,
    unknown: 'not known yet',
  },
  charts: {
    show: 'Show the last five minutes',
    hide: 'Hide the charts',
    loading: 'Fetching the charts',
    soon: 'There is nothing to draw yet. Look again in a few seconds.',
    bitrate: 'Bits a second',
    sent: 'sent',
    target: 'target',
    fps: 'Pictures a second',
    loss: 'Lost on the way',
    rtt: 'There and back',
    summary,
  },
} as const;
