/**
 * Text to be copied as it is; what is too long is wrapped, so that nothing has to be scrolled to be read.
 */
import styles from './encoder.module.css';

export function CodeLine({ text }: { readonly text: string }) {
  return (
    <pre className={styles.code}>
      <code>{text}</code>
    </pre>
  );
}
