/**
 * Finding out why a show does not come through: which ways lead from this device to the site and to the media.
 */
export { ConnectionPage } from './connection-page.tsx';
