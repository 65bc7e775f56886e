import type { CommandName } from '../../../shared/protocol/deskProtocol.ts';
import type { Command } from '../command.ts';
import {
  assessmentAnswer,
  assessmentConfirmLowering,
  assessmentDecide,
  assessmentKeepEarlier,
  assessmentReadSafetyNet,
  assessmentStart,
  assessmentTellChange,
} from './assessmentCommands.ts';
import {
  scriptApprove,
  scriptDraft,
  scriptRelease,
  scriptSetText,
  scriptWithdraw,
} from './authoringCommands.ts';
import {
  clientAddAlert,
  clientAddCondition,
  clientAddMedicine,
  clientRegister,
  clientRemoveAlert,
  clientRemoveCondition,
  clientRemoveMedicine,
  clientSetField,
  clientViewing,
} from './clientCommands.ts';
import {
  contactAddNote,
  contactAnswer,
  contactClose,
  contactLinkClient,
  contactOpen,
  contactResume,
  contactSetLanguage,
  contactSetOutcome,
  contactSetReason,
  contactStartWrapUp,
  contactTakeEmergencyStep,
} from './contactCommands.ts';
import {
  handoffAddNote,
  handoffFinish,
  handoffOffer,
  handoffReturn,
  handoffTake,
  handoffWithdraw,
} from './handoffCommands.ts';
import {
  planAddLine,
  planAgree,
  planDraft,
  planRemoveLine,
  planSetAdviceOnly,
  planSetField,
  planSetLineField,
} from './planCommands.ts';
import { refusalKeepAsNote } from './refusalCommands.ts';

/** Wishes about the desk itself: they make no fact, so they are done by the engine and not decided by a rule. */
export const deskActions = [
  'session.signIn',
  'session.signOut',
  'desk.setState',
  'desk.setPreferences',
  'desk.keepDraft',
  'desk.seeRepair',
  'refusal.dismiss',
] as const satisfies readonly CommandName[];
export type DeskActionName = (typeof deskActions)[number];
export type FactCommandName = Exclude<CommandName, DeskActionName>;

export const commandTable: Readonly<Record<FactCommandName, Command>> = {
  'refusal.keepAsNote': refusalKeepAsNote,
  'contact.open': contactOpen,
  'contact.answer': contactAnswer,
  'contact.setReason': contactSetReason,
  'contact.setLanguage': contactSetLanguage,
  'contact.linkClient': contactLinkClient,
  'contact.addNote': contactAddNote,
  'contact.takeEmergencyStep': contactTakeEmergencyStep,
  'contact.startWrapUp': contactStartWrapUp,
  'contact.resume': contactResume,
  'contact.setOutcome': contactSetOutcome,
  'contact.close': contactClose,
  'client.register': clientRegister,
  'client.setField': clientSetField,
  'client.addAlert': clientAddAlert,
  'client.removeAlert': clientRemoveAlert,
  'client.addCondition': clientAddCondition,
  'client.removeCondition': clientRemoveCondition,
  'client.addMedicine': clientAddMedicine,
  'client.removeMedicine': clientRemoveMedicine,
  'client.view': clientViewing,
  'assessment.start': assessmentStart,
  'assessment.answer': assessmentAnswer,
  'assessment.keepEarlier': assessmentKeepEarlier,
  'assessment.tellChange': assessmentTellChange,
  'assessment.decide': assessmentDecide,
  'assessment.confirmLowering': assessmentConfirmLowering,
  'assessment.readSafetyNet': assessmentReadSafetyNet,
  'plan.draft': planDraft,
  'plan.setField': planSetField,
  'plan.addLine': planAddLine,
  'plan.setLineField': planSetLineField,
  'plan.removeLine': planRemoveLine,
  'plan.setAdviceOnly': planSetAdviceOnly,
  'plan.agree': planAgree,
  'handoff.offer': handoffOffer,
  'handoff.take': handoffTake,
  'handoff.addNote': handoffAddNote,
  'handoff.finish': handoffFinish,
  'handoff.return': handoffReturn,
  'handoff.withdraw': handoffWithdraw,
  'script.draft': scriptDraft,
  'script.setText': scriptSetText,
  'script.approve': scriptApprove,
  'script.release': scriptRelease,
  'script.withdraw': scriptWithdraw,
};
