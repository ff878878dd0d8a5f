/**
 * The room that connection checks stand in: no stream has this id, so nobody is ever in it, and nothing is sent there.
 */
export const checkRoom = { room: '01900000-0000-7000-8000-00000000c4ec', mediaEpoch: 1 } as const;
