/**
 * The browser's own conversation with the person about a new passkey.
 */
type Options = Parameters<typeof import('@simplewebauthn/browser')['startRegistration']>[0]['optionsJSON'];
type Answer = Awaited<ReturnType<typeof import('@simplewebauthn/browser')['startRegistration']>>;

/** Null where the person turned away: that is no failure. */
export async function makePasskey(options: object): Promise<(Answer & Record<string, unknown>) | null> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    return { ...(await startRegistration({ optionsJSON: options as Options })) };
  } catch (error) {
    if (error instanceof Error && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name))
      return null;
    throw error;
  }
}
