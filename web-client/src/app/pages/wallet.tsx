/**
 * `/wallet`: one's own tokens, for signed-in people.
 */
import { WalletPage } from '../../features/wallet/index.ts';
import { useSession } from '../../session/index.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import { strings } from '../strings.ts';

export function WalletRoute() {
  const { user } = useSession();
  return (
    <SignedInOnly words={strings.signInFor.wallet}>
      {/* Another person's wallet is another page: its socket too. */}
      <WalletPage key={user?.id} />
    </SignedInOnly>
  );
}
