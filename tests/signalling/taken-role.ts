/**
 * Whose role of a performer is taken sends no more: neither from a seat of before nor from a new one, whatever their socket
 * still knows of them; their show is over, and only staff give the role back.
 */
import type { Test } from 'tap';
import { meet, type Person } from '../http/people.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

type Roles = ('viewer' | 'performer')[];

export async function takenRole(t: Test, { stack, socket }: World): Promise<void> {
  const [pia, admin] = await Promise.all([meet(stack, 'performer'), meet(stack, 'admin', { factor: true })]);
  const body = { title: 'A show of Pia', sessionType: 'broadcast_public' } as const;
  const { stream } = await pia.client.do('createStream', { body });
  const about = { params: { id: stream.id }, body: {} };
  await pia.client.do('startStream', about);
  const [studio, viewer] = [await TestSocket.open(stack, { ticket: await pia.client.ticket() }), await socket()];
  const seat = { room: stream.id, as: 'performer' } as const;
  await Promise.all([studio.do('room.join', seat), viewer.do('room.join', { room: stream.id, as: 'viewer' })]);
  const { mediaEpoch, transport } = await studio.do('publish.open', {});
  const camera = { mediaEpoch, transport: transport.id, kind: 'video', source: 'camera' } as const;
  const send = { ...camera, rtpParameters: cameraParameters() };

  await setUnheard(stack, pia, '{viewer}');
  t.equal(await studio.codeOf('publish.open', {}), 'FORBIDDEN', 'a seat of before is not enough to send');
  t.equal(await studio.codeOf('publish.start', send), 'FORBIDDEN', 'nor is a transport of before');
  t.equal((await pia.client.ask('startStream', about)).status, 403, 'nor is a token of before to go live');
  t.equal(await studio.codeOf('room.join', seat), 'FORBIDDEN', 'and there is no seat to be had');
  await setUnheard(stack, pia, '{viewer,performer}');
  await studio.do('room.join', seat);
  t.equal(await studio.codeOf('publish.open', {}), 'ok', 'with the role she sends again');

  const setRoles = (roles: Roles, seen: Roles) =>
    admin.client.do('setRoles', { params: { id: pia.id }, body: { roles, seen, reason: 'A test' } });
  await setRoles(['viewer'], ['viewer', 'performer']);
  t.match(await studio.ending(), { error: 'UNAUTHENTICATED', close: 4401 }, 'where it is heard the socket ends');
  await viewer.note('room.state', ({ state, reason }) => state === 'OFFLINE' && reason === 'ended');
  const back = await TestSocket.open(stack, { ticket: await newTicket(pia) });
  t.equal(await back.codeOf('room.join', seat), 'FORBIDDEN', 'who comes back is a viewer');
  t.equal(await back.codeOf('room.join', { room: stream.id, as: 'viewer' }), 'ok');
  const refused = await pia.client.ask('becomePerformer', { body: {} });
  t.match(refused, { status: 403, body: { error: 'FORBIDDEN', withdrawnAt: String } }, 'the role is not hers to take');
  await setRoles(['viewer', 'performer'], ['viewer']);
  await back.ending();
  await newTicket(pia);
  t.equal((await pia.client.do('startStream', about)).stream.state, 'LIVE', 'given again, she goes on');
  await pia.client.do('endStream', about);
  await viewer.close();
}

/** Roles as they are where no word of the change arrives: with the version of before, so that nobody comes upon it. */
async function setUnheard(stack: World['stack'], { id }: Person, roles: string): Promise<void> {
  await stack.query(`
    ALTER TABLE account DISABLE TRIGGER account_raise_rights_version;
    UPDATE account SET roles = '${roles}' WHERE id = '${id}';
    ALTER TABLE account ENABLE TRIGGER account_raise_rights_version`);
}

/** A ticket with the rights of now; the token of before counts no more as soon as that is heard. */
async function newTicket({ client }: Person): Promise<string> {
  const stale = async (): Promise<boolean> => (await client.ask('getOwnProfile')).status === 401;
  await until('the end of the old token', stale, { withinMs: 3_000 });
  client.accessToken = undefined;
  client.accessToken = (await client.do('refresh', { body: {} })).accessToken;
  return client.ticket();
}
