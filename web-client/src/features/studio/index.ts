/**
 * The performer's studio: check camera and sound, go live, see that it arrives, end.
 */
export { StudioPage } from './studio-page.tsx';
