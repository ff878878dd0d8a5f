/**
 * The tune of the demo clip, composed for Busker: twenty bars in G at 120 beats a minute, exactly 40 s, so that its
 * last bar leads back into its first. This file owns the notes and nothing about how they sound.
 */

/** One plucked note. `atBeat` counts from the start of the tune, `lengthBeats` says how long the string is left alone. */
export type Note = {
  voice: 'melody' | 'fingers' | 'bass';
  midi: number;
  atBeat: number;
  lengthBeats: number;
  velocity: number;
};

export const BEATS_A_BAR = 4;
export const SECONDS_A_BEAT = 0.5;

type Chord = 'G' | 'D/F#' | 'Em' | 'C' | 'Bm' | 'D';

/** Six strings as a guitarist holds them, low to high; the first two are the alternating bass. */
const SHAPES: Record<Chord, readonly [number, number, number, number, number]> = {
  G: [43, 50, 55, 59, 62],
  'D/F#': [42, 50, 57, 62, 66],
  Em: [40, 47, 55, 59, 64],
  C: [48, 43, 55, 60, 64],
  Bm: [47, 42, 54, 59, 62],
  D: [50, 45, 57, 62, 66],
};

/** A bar is its chord and the melody over it, as `pitch:eighths`; `r` is a rest. */
const BARS: readonly (readonly [Chord, string])[] = [
  ['G', 'D5:3 B4:1 G4:2 B4:2'],
  ['D/F#', 'A4:3 B4:1 A4:4'],
  ['Em', 'G4:2 B4:2 E5:3 D5:1'],
  ['C', 'E5:2 D5:2 C5:2 B4:2'],
  ['G', 'D5:3 B4:1 G4:2 B4:2'],
  ['D/F#', 'A4:2 D5:2 F#5:3 E5:1'],
  ['C', 'G5:3 E5:1 D5:2 C5:2'],
  ['D', 'D5:4 A4:2 r:2'],
  ['Em', 'G5:3 F#5:1 E5:2 B4:2'],
  ['Bm', 'D5:2 F#5:2 D5:2 B4:2'],
  ['C', 'E5:3 D5:1 C5:2 E5:2'],
  ['G', 'D5:4 B4:2 D5:2'],
  ['Em', 'G5:3 F#5:1 E5:2 G5:2'],
  ['Bm', 'F#5:3 E5:1 D5:2 F#5:2'],
  ['C', 'E5:2 G5:2 E5:2 C5:2'],
  ['D', 'D5:3 E5:1 D5:2 A4:2'],
  ['G', 'B4:2 D5:2 G5:3 D5:1'],
  ['D/F#', 'F#5:3 E5:1 D5:2 A4:2'],
  ['C', 'E5:2 D5:1 E5:1 G5:2 E5:2'],
  ['D', 'D5:2 C5:2 A4:2 B4:1 C5:1'],
];

export const TUNE_BEATS = BARS.length * BEATS_A_BAR;

/** Every note of the tune in the order of its bars. */
export function tuneNotes(): Note[] {
  return BARS.flatMap(([chord, melody], bar) => [...pickedChord(chord, bar), ...melodyNotes(melody, bar)]);
}

/** Travis picking: the thumb alternates between two basses, the fingers fill the eighths between. */
function pickedChord(chord: Chord, bar: number): Note[] {
  const [root, fifth, low, middle, high] = SHAPES[chord];
  const pattern = [root, middle, low, high, fifth, middle, low, high];
  return pattern.map((midi, eighth) => {
    const thumb = eighth % 4 === 0;
    const velocity = thumb ? 0.8 : 0.34 + 0.06 * ((bar + eighth) % 3);
    return {
      voice: thumb ? 'bass' : 'fingers',
      midi,
      atBeat: swung(bar, eighth),
      lengthBeats: thumb ? 2 : 1.4,
      velocity,
    };
  });
}

function melodyNotes(text: string, bar: number): Note[] {
  let eighth = 0;
  return text.split(' ').flatMap((word): Note[] => {
    const [pitch = 'r', length = '0'] = word.split(':');
    const start = eighth;
    eighth += Number(length);
    if (pitch === 'r') return [];
    const velocity = start === 0 ? 0.95 : 0.8;
    return [
      {
        voice: 'melody',
        midi: midiOf(pitch),
        atBeat: swung(bar, start),
        lengthBeats: Number(length) / 2 + 0.3,
        velocity,
      },
    ];
  });
}

/** The off-beat eighths come a little late, as people play them. */
function swung(bar: number, eighth: number): number {
  return bar * BEATS_A_BAR + eighth / 2 + (eighth % 2 === 1 ? 0.055 : 0);
}

/** MIDI number of a pitch such as `F#5` (A4 = 69). */
function midiOf(pitch: string): number {
  const semitone = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'].indexOf(pitch.slice(0, -1));
  if (semitone < 0) throw new Error(`"${pitch}" is not a pitch`);
  return 12 * (Number(pitch.at(-1)) + 1) + semitone;
}
