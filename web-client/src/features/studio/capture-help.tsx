/**
 * Why a device cannot be had, and what to do about it in this very browser.
 */
import { browserOf, type CaptureProblem } from '../../media/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import styles from './capture-help.module.css';
import { strings } from './strings.ts';

export interface CaptureHelpProps {
  readonly problem: CaptureProblem;
  readonly onRetry: () => void;
}

export function CaptureHelp({ problem, onRetry }: CaptureHelpProps) {
  const { title, words } = strings.problems[problem];
  return (
    <Banner
      tone="warn"
      title={title}
      action={
        problem !== 'insecure' && (
          <Button size="sm" onClick={onRetry}>
            {strings.tryAgain}
          </Button>
        )
      }
    >
      <p>{words}</p>
      {problem === 'denied' && (
        <ol className={styles.steps}>
          {strings.permissionHelp[browserOf(navigator.userAgent)].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </Banner>
  );
}
