/**
 * The performer's studio: check camera and sound, go live, see that it arrives, end.
 */
export { EncoderPage } from './encoder-page.tsx';
export { EncoderStart } from './encoder-start.tsx';
export { StudioPage } from './studio-page.tsx';
