/**
 * What the media server receives of the encoder, layer by layer: how much, and how much of it intact.
 */
import { kindOf } from '#protocol/socket/source.ts';
import { bitrateText } from './arrival.ts';
import { arrives, type Health } from './broadcast-state.ts';
import styles from './encoder.module.css';
import { encoderStrings } from './encoder-strings.ts';

const words = encoderStrings.arrival;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly bitrateBps: number;
  readonly score: number;
  readonly wanted: boolean;
}

export function EncoderArrival({ health }: { readonly health: Health }) {
  if (!arrives(health)) return null;
  return (
    <section className={styles.card} aria-labelledby="encoder-arrival">
      <h2 id="encoder-arrival" className={styles.subtitle}>
        {words.title}
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>{words.size}</span>
            </th>
            <th scope="col">{words.bitrate}</th>
            <th scope="col">{words.quality}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(health).map(({ id, name, bitrateBps, score, wanted }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{amountOf(bitrateBps, wanted)}</td>
              <td>{bitrateBps > 0 ? words.score(score) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function amountOf(bitrateBps: number, wanted: boolean): string {
  if (bitrateBps > 0) return bitrateText(bitrateBps);
  return wanted ? words.none : words.unwanted;
}

/** Pictures first, the highest layer in front. */
function rowsOf(health: Health): readonly Row[] {
  const isSound = (source: Health[number]['source']): boolean => kindOf(source) === 'audio';
  const rows = (sound: boolean): Row[] =>
    health
      .filter(({ source }) => isSound(source) === sound)
      .flatMap(({ id, layers }) =>
        layers
          .map(({ bitrateBps, score, wanted }, at) => ({
            id: `${id} ${at}`,
            name: sound ? words.sound : words.layer(layers.length - 1 - at, layers.length),
            ...{ bitrateBps, score, wanted },
          }))
          .reverse(),
      );
  return [...rows(false), ...rows(true)];
}
