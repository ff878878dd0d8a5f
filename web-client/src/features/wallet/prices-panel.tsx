/**
 * What tokens will cost. Nobody can pay here yet, and that is said.
 */
import { Link } from '@tanstack/react-router';
import { Badge } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { PackList } from './pack-list.tsx';
import { Panel } from './panel.tsx';
import { useEconomy } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.prices;

export function PricesPanel() {
  const economy = useEconomy();
  return (
    <Panel title={words.title} words={words.words} anchor="buy" action={<Badge tone="accent">{words.soon}</Badge>}>
      <Answered query={economy}>{({ policy: { packs } }) => <PackList packs={packs} />}</Answered>
      <p>
        <Link to="/prices">{words.more}</Link>
      </p>
    </Panel>
  );
}
