/**
 * A role that demands a second factor does not count before there is one: says so, on every page of the settings.
 */
import { Link } from '@tanstack/react-router';
import { useSession } from '../../session/index.ts';
import { Banner, buttonClass } from '../../ui/index.ts';
import { strings } from './strings.ts';

export function SecondFactorCall() {
  const { user } = useSession();
  if (!user?.secondFactor.required || user.secondFactor.used) return null;
  const words = strings.security.call;
  if (user.secondFactor.enrolled) {
    return (
      <Banner tone="warn" title={words.unusedTitle}>
        {words.unused}
      </Banner>
    );
  }
  const action = (
    <Link to="/settings/security" hash="second-factor" className={buttonClass({ variant: 'primary', size: 'sm' })}>
      {words.action}
    </Link>
  );
  return (
    <Banner tone="warn" title={words.title} action={action}>
      {words.words}
    </Banner>
  );
}
