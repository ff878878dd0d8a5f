/**
 * Every HTTP route there is, by name. A route that is not in this table is not served and not documented. Where two paths
 * could match, the more specific stands first.
 */
import * as admin from './admin.ts';
import * as auth from './auth.ts';
import * as channels from './channels.ts';
import * as connection from './connection.ts';
import * as economy from './economy.ts';
import * as health from './health.ts';
import * as ingest from './ingest.ts';
import * as mail from './mail.ts';
import * as media from './media.ts';
import * as moderation from './moderation.ts';
import * as notifications from './notifications.ts';
import * as overlay from './overlay.ts';
import * as privacy from './privacy.ts';
import * as profiles from './profiles.ts';
import * as security from './security.ts';
import * as streams from './streams.ts';
import * as tips from './tips.ts';
import * as wallet from './wallet.ts';
import * as webhooks from './webhooks.ts';

export const routes = {
  register: auth.register,
  login: auth.login,
  refresh: auth.refresh,
  logout: auth.logout,
  socketTicket: auth.socketTicket,
  verifyEmail: auth.verifyEmail,
  resendVerification: auth.resendVerification,
  forgotPassword: auth.forgotPassword,
  resetPassword: auth.resetPassword,
  passkeyLoginOptions: auth.passkeyLoginOptions,
  passkeyLogin: auth.passkeyLogin,

  listSignIns: security.listSignIns,
  endOneSignIn: security.endOneSignIn,
  endAllSignIns: security.endAllSignIns,
  changePassword: security.changePassword,
  readSecurity: security.readSecurity,
  beginTotp: security.beginTotp,
  confirmTotp: security.confirmTotp,
  removeTotp: security.removeTotp,
  renewRecoveryCodes: security.renewRecoveryCodes,
  beginPasskey: security.beginPasskey,
  addPasskey: security.addPasskey,
  removePasskey: security.removePasskey,

  getProfile: profiles.getProfile,
  getOwnProfile: profiles.getOwnProfile,
  editProfile: profiles.editProfile,
  getAvatar: profiles.getAvatar,
  setAvatar: profiles.setAvatar,
  removeAvatar: profiles.removeAvatar,
  becomePerformer: profiles.becomePerformer,
  follow: profiles.follow,
  unfollow: profiles.unfollow,
  listFollows: profiles.listFollows,
  getPreferences: profiles.getPreferences,
  setPreferences: profiles.setPreferences,

  listNotifications: notifications.listNotifications,
  readNotifications: notifications.readNotifications,
  getNotificationSettings: notifications.getNotificationSettings,
  setNotificationSettings: notifications.setNotificationSettings,

  createStream: streams.createStream,
  testStream: streams.testStream,
  startStream: streams.startStream,
  editStream: streams.editStream,
  endStream: streams.endStream,
  scheduleStream: streams.scheduleStream,
  listStreams: streams.listStreams,
  listUpcoming: streams.listUpcoming,
  listTags: streams.listTags,
  getStream: streams.getStream,

  issueIngestKey: ingest.issueIngestKey,
  getIngestKey: ingest.getIngestKey,
  revokeIngestKey: ingest.revokeIngestKey,

  getWallet: wallet.getWallet,
  getEarnings: wallet.getEarnings,
  getStatement: wallet.getStatement,
  exportStatement: wallet.exportStatement,
  getSpendingLimits: wallet.getSpendingLimits,
  setSpendingLimits: wallet.setSpendingLimits,
  takeBreak: wallet.takeBreak,

  getEconomy: economy.getEconomy,

  sendTip: tips.sendTip,
  listTips: tips.listTips,
  exportTips: tips.exportTips,
  tipStats: tips.tipStats,
  tipBoard: tips.tipBoard,
  setTipGoal: tips.setTipGoal,
  endTipGoal: tips.endTipGoal,
  setTipMenu: tips.setTipMenu,
  getOverlay: overlay.getOverlay,
  setOverlay: overlay.setOverlay,
  makeOverlaySecret: overlay.makeOverlaySecret,
  revokeOverlaySecret: overlay.revokeOverlaySecret,
  readOverlay: overlay.readOverlay,

  listWebhooks: webhooks.listWebhooks,
  addWebhook: webhooks.addWebhook,
  listWebhookDeliveries: webhooks.listWebhookDeliveries,
  viewWebhookDelivery: webhooks.viewWebhookDelivery,
  replayWebhookDelivery: webhooks.replayWebhookDelivery,
  changeWebhook: webhooks.changeWebhook,
  rotateWebhookSecret: webhooks.rotateWebhookSecret,
  removeWebhook: webhooks.removeWebhook,
  pingWebhook: webhooks.pingWebhook,
  replayFailedWebhooks: webhooks.replayFailedWebhooks,

  getChannel: channels.getChannel,
  appointModerator: channels.appointModerator,
  dismissModerator: channels.dismissModerator,
  liftSanction: channels.liftSanction,
  setChannelWords: channels.setChannelWords,
  setChannelSettings: channels.setChannelSettings,

  exportMyData: privacy.exportMyData,
  eraseMyself: privacy.eraseMyself,

  searchPeople: admin.searchPeople,
  viewPerson: admin.viewPerson,
  suspendPerson: admin.suspendPerson,
  restorePerson: admin.restorePerson,
  setRoles: admin.setRoles,
  resetSecondFactor: admin.resetSecondFactor,
  listProposals: admin.listProposals,
  judgeProposal: admin.judgeProposal,
  searchAudit: admin.searchAudit,
  exportAudit: admin.exportAudit,

  getMoney: economy.getMoney,
  reconcile: economy.reconcile,
  getReconciliation: economy.getReconciliation,
  getTransfer: economy.getTransfer,
  listAccountMoves: economy.listAccountMoves,
  pauseSettlement: economy.pauseSettlement,
  setPricePolicy: economy.setPricePolicy,

  getMedia: media.getMedia,
  getMediaHistory: media.getMediaHistory,
  getMediaRoom: media.getMediaRoom,
  drainMediaNode: media.drainMediaNode,

  checkConnection: connection.checkConnection,
  listWall: moderation.listWall,
  moderateRoom: moderation.moderateRoom,

  listMail: mail.listMail,

  healthz: health.healthz,
  readyz: health.readyz,
  healthParts: health.healthParts,
} as const;

export type RouteName = keyof typeof routes;
