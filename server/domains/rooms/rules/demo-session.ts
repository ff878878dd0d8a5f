/**
 * The session the demo clip is sent by; publishing by a person ends it like any other session.
 */
export const demoSession = 'demo-clip';
