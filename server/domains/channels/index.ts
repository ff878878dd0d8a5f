/**
 * Channels: a performer's moderators, who is silenced or shut out, unwanted words, how chat goes.
 *
 * Promises that one sanction of a person holds in a channel at a time, that its history is only added to, that nobody is
 * silenced by somebody without the right, and that every change is told (`channel.rights-changed`, `channel.sanctioned`,
 * `channel.settings-changed`). Never knows what was said: that is `chat`.
 */
export { moderatesChannel, readCapacity, requireModerator, requireNotBanned } from './access.ts';
export { announceSanction } from './announce-sanction.ts';
export { announceSettings } from './announce-settings.ts';
export { appointModerator } from './appoint-moderator.ts';
export { changeSettings } from './change-settings.ts';
export { describePerson } from './describe-person.ts';
export { dismissModerator } from './dismiss-moderator.ts';
export { banned, timedOut } from './errors.ts';
export { type ChannelEvents, channelEvents } from './events.ts';
export { findPeopleByHandle } from './find-people.ts';
export { holdActing } from './hold-acting.ts';
export { type HeldChannels, holdChannels } from './hold-channels.ts';
export { pardonPerson } from './pardon-person.ts';
export type { Acting, ChannelDeps } from './parts.ts';
export { channelsPersonalData } from './personal-data.ts';
export { muteOf } from './read-mute.ts';
export { type AskedRights, type Rights, readRights } from './read-rights.ts';
export { readStanding } from './read-standing.ts';
export { readStandings, type Standing, type Visitor } from './read-standings.ts';
export { readChannelWords } from './read-words.ts';
export { channelRoutes } from './routes.ts';
export type { Capacity } from './rules/capacity.ts';
export { sanctionPerson } from './sanction-person.ts';
