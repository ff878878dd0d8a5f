/**
 * `/connection`: which ways lead from this device to a show, for anybody.
 */
import { ConnectionPage } from '../../features/connection/index.ts';

export function ConnectionRoute() {
  return <ConnectionPage />;
}
