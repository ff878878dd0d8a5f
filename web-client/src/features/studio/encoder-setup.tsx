/**
 * How three encoders are told where to send: steps for OBS, lines to copy for GStreamer and ffmpeg; and what works best.
 */
import { CopyButton } from '../../forms/index.ts';
import { Tabs } from '../../ui/index.ts';
import { CodeLine } from './code-line.tsx';
import styles from './encoder.module.css';
import { ffmpegLine, gstreamerLine, readKeyLine } from './encoder-lines.ts';
import { encoderStrings } from './encoder-strings.ts';

const { setup: words, advice, key } = encoderStrings;

export interface EncoderSetupProps {
  readonly url: string;
  /** The key, while it may still be copied. */
  readonly fresh: string | undefined;
}

export function EncoderSetup(props: EncoderSetupProps) {
  const { url } = props;
  return (
    <>
      <section className={styles.card} aria-labelledby="encoder-setup">
        <h2 id="encoder-setup" className={styles.subtitle}>
          {words.title}
        </h2>
        <Tabs
          label={words.label}
          tabs={[
            { value: 'obs', label: words.obs.name, content: <Obs {...props} /> },
            {
              value: 'gstreamer',
              label: words.gstreamer.name,
              content: <Line {...props} words={words.gstreamer} line={gstreamerLine(url)} />,
            },
            {
              value: 'ffmpeg',
              label: words.ffmpeg.name,
              content: <Line {...props} words={words.ffmpeg} line={ffmpegLine(url)} />,
            },
          ]}
        />
      </section>
      <section className={styles.card} aria-labelledby="encoder-advice">
        <h2 id="encoder-advice" className={styles.subtitle}>
          {advice.title}
        </h2>
        <ul className={styles.points}>
          {advice.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Obs({ url, fresh }: EncoderSetupProps) {
  const { steps, copyService } = words.obs;
  return (
    <ol className={styles.steps}>
      <li>{steps.open}</li>
      <li>
        {steps.service} <strong>WHIP</strong>
        <CopyButton text="WHIP" label={copyService} />
      </li>
      <li>
        {steps.server}
        <CopyButton text={url} label={key.copyServer} />
      </li>
      <li>
        {steps.token}
        {fresh !== undefined && <CopyButton text={fresh} label={key.copy} />}
      </li>
      <li>{steps.output}</li>
      <li>{steps.go}</li>
    </ol>
  );
}

interface LineProps extends EncoderSetupProps {
  readonly words: { readonly name: string; readonly words: string; readonly copy: string };
  readonly line: string;
}

function Line({ fresh, words: about, line }: LineProps) {
  return (
    <ol className={styles.steps}>
      <li>
        {words.read}
        <CodeLine text={readKeyLine} />
        <div className={styles.row}>
          <CopyButton text={readKeyLine} label={words.copyRead} />
          {fresh !== undefined && <CopyButton text={fresh} label={key.copy} />}
        </div>
      </li>
      <li>
        {about.words}
        <CodeLine text={line} />
        <div className={styles.row}>
          <CopyButton text={line} label={about.copy} />
        </div>
      </li>
    </ol>
  );
}
