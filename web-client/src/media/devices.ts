/**
 * The cameras and microphones of this computer: which there are, whether the browser lets us have them, which was chosen.
 */
export type DeviceSource = 'camera' | 'microphone';

/** Which way a phone's camera looks. */
export type Facing = 'user' | 'environment';

export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export type Devices = Readonly<Record<DeviceSource, readonly DeviceChoice[]>>;

const kinds = { camera: 'videoinput', microphone: 'audioinput' } as const;

/** Those the browser names; before permission is given that is none. */
export async function listDevices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const of = (source: DeviceSource): DeviceChoice[] =>
    all
      .filter(({ kind, deviceId }) => kind === kinds[source] && deviceId !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, label: label || deviceId }));
  return { camera: of('camera'), microphone: of('microphone') };
}

/** Calls back when devices come and go; returns how to stop. */
export function onDevicesChanged(changed: () => void): () => void {
  navigator.mediaDevices?.addEventListener('devicechange', changed);
  return () => navigator.mediaDevices?.removeEventListener('devicechange', changed);
}

/** Calls back when the person changes the permission in the browser's settings. Not every browser tells. */
export function onPermissionChanged(source: DeviceSource, changed: (state: PermissionState) => void): () => void {
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    const status = await navigator.permissions.query({ name: source });
    status.addEventListener('change', () => changed(status.state), { signal: stop.signal });
  };
  watch().catch(() => undefined);
  return () => stop.abort();
}

/** The device chosen last time, where the browser remembers. */
export function rememberedDevice(source: DeviceSource): string | undefined {
  return localStorage.getItem(`busker.${source}`) ?? undefined;
}

export function rememberDevice(source: DeviceSource, id: string): void {
  localStorage.setItem(`busker.${source}`, id);
}

/** Which device is asked for: by its id, or a phone's camera by the way it looks. */
export type Which = { readonly id: string } | { readonly facing: Facing };

/** How each source is asked for. `which` undefined: whichever the browser offers. */
export function constraintsFor(source: DeviceSource, which: Which | undefined): MediaTrackConstraints {
  const device = which === undefined ? {} : deviceOf(which);
  if (source === 'camera') {
    return { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
  }
  // Made for calls, these treat a held note as noise and pump its volume; nobody here hears themselves back.
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  return { ...device, ...plain, channelCount: { ideal: 2 } };
}

function deviceOf(which: Which): MediaTrackConstraints {
  return 'id' in which ? { deviceId: { exact: which.id } } : { facingMode: { exact: which.facing } };
}

/** Which way a camera looks, where it says so: those of desks do not. */
export function facingOf(track: MediaStreamTrack | undefined): Facing | undefined {
  const facing = track?.getSettings().facingMode;
  return facing === 'user' || facing === 'environment' ? facing : undefined;
}

/** Whether a phone's camera looks at what its owner sees. */
export function looksAway(track: MediaStreamTrack | undefined): boolean {
  return facingOf(track) === 'environment';
}
