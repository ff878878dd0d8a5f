/**
 * The player for other people's sites: its code to copy, and a look at it.
 */
import { ExternalLink } from 'lucide-react';
import type { Stream } from '#protocol/http/streams.ts';
import { CopyButton } from '../../forms/index.ts';
import { buttonClass } from '../../ui/index.ts';
import { CodeLine } from './code-line.tsx';
import styles from './encoder.module.css';
import { embedCode } from './encoder-lines.ts';
import { encoderStrings } from './encoder-strings.ts';

const words = encoderStrings.embed;

export function EncoderEmbed({ stream }: { readonly stream: Stream }) {
  const code = embedCode(window.location.origin, stream.id, stream.title);
  return (
    <section className={styles.card} aria-labelledby="encoder-embed">
      <h2 id="encoder-embed" className={styles.subtitle}>
        {words.title}
      </h2>
      <p className={styles.words}>{words.words}</p>
      <CodeLine text={code} />
      <div className={styles.row}>
        <CopyButton text={code} label={words.copy} />
        <a
          className={buttonClass({ variant: 'quiet', size: 'sm' })}
          href={`/play/${stream.id}`}
          target="_blank"
          rel="noreferrer"
        >
          <ExternalLink aria-hidden="true" size="1.1em" />
          {words.page}
        </a>
      </div>
    </section>
  );
}
