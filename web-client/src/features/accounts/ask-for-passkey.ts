/**
 * The browser's own conversation with the person about their passkey.
 */
type Options = Parameters<typeof import('@simplewebauthn/browser')['startAuthentication']>[0]['optionsJSON'];
type Answer = Awaited<ReturnType<typeof import('@simplewebauthn/browser')['startAuthentication']>>;

/** Null where the person turned away, or has none for this site: that is no failure. */
export async function askForPasskey(options: object): Promise<(Answer & Record<string, unknown>) | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    return { ...(await startAuthentication({ optionsJSON: options as Options })) };
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return null;
    throw error;
  }
}
