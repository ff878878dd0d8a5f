/**
 * `/admin/…` for admins, and `/dev/mail` for whoever sits at the machine.
 */
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { AdminFrame, MediaPage, MoneyPage, PersonPage } from '../../features/admin/index.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import { strings } from '../strings.ts';

export { AuditPage, LocalMailPage, PeoplePage, ProposalsPage } from '../../features/admin/index.ts';

const person = getRouteApi('/admin/people/$id');
const media = getRouteApi('/admin/media');
const money = getRouteApi('/admin/money');

export function AdminRoute() {
  return (
    <SignedInOnly words={strings.signInFor.admin}>
      <AdminFrame>
        <Outlet />
      </AdminFrame>
    </SignedInOnly>
  );
}

export function PersonRoute() {
  const { id } = person.useParams();
  return <PersonPage key={id} id={id} />;
}

export function MoneyRoute() {
  const look = money.useSearch();
  return <MoneyPage key={JSON.stringify(look)} {...look} />;
}

export function MediaRoute() {
  return <MediaPage {...media.useSearch()} />;
}
