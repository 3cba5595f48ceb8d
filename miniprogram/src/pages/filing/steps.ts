// The order of the wizard, and what a step still needs.
import type { CauseGuide, FilingStep } from '@/api/client'
import { claimsOf, elementsOf, evidenceOf, isEmptyParty, partiesOf, type Content, type PartyEntry } from './content'
import { creditCodeFault, residentIdFault } from './idnumbers'
import { isPhone, nameFault } from './names'

export interface Place { page: string; step: FilingStep; number: number }

/** Claims and facts are one step to the person: "请求与事实". */
export const PLACES: Place[] = [
  { page: 'cause', step: 'cause', number: 1 },
  { page: 'parties', step: 'parties', number: 2 },
  { page: 'claims', step: 'claims', number: 3 },
  { page: 'facts', step: 'facts', number: 3 },
  { page: 'evidence', step: 'evidence', number: 4 },
  { page: 'service', step: 'service', number: 5 },
  { page: 'sign', step: 'sign', number: 6 },
]
export const STEPS = 6

export const placeOf = (step: FilingStep): Place => PLACES.find((one) => one.step === step) ?? PLACES[0]
export const after = (step: FilingStep): Place | null => PLACES[PLACES.findIndex((one) => one.step === step) + 1] ?? null
export const before = (step: FilingStep): Place | null => PLACES[PLACES.findIndex((one) => one.step === step) - 1] ?? null
/** From the review one comes back to it, not through all the steps between. */
export const detour = (step: FilingStep, id: string, at = ''): string => `${pageOf(step, id, at)}&to=sign`
export const pageOf = (step: FilingStep, id: string, at = ''): string => `/pages/filing/${placeOf(step).page}?id=${id}${at ? `&point=${encodeURIComponent(at)}` : ''}`

export type PartyNeed = 'name' | 'name_picture' | 'name_other' | 'id' | 'id_wrong' | 'phone' | 'phone_wrong' | 'address' | 'representative'

/** `own`: somebody on the side that files; of them the court needs all, of the others a name and one way to know them. */
export function partyNeeds(party: PartyEntry, own: boolean): PartyNeed[] {
  const needs: PartyNeed[] = []
  const name = nameFault(party.name)
  if (name) needs.push(name === 'empty' ? 'name' : name === 'picture' ? 'name_picture' : 'name_other')
  const number = party.id_number?.trim()
  if (!number && own) needs.push('id')
  // A few genuine old credit codes fail the check digit: with the licence beside it a clerk compares.
  const fault = numberFault(party)
  if (fault && !(party.kind === 'organisation' && fault.fault === 'checksum' && party.id_paper_upload_ids?.length)) needs.push('id_wrong')
  if (!party.phone?.trim() && own) needs.push('phone')
  if (party.phone?.trim() && !isPhone(party.phone)) needs.push('phone_wrong')
  // A name alone tells nobody who it is (CPL 124(2)).
  if (!party.address?.trim() && (own || (!number && !party.phone?.trim()))) needs.push('address')
  if (own && party.kind === 'organisation' && !party.legal_representative?.name?.trim()) needs.push('representative')
  return needs
}

export function numberFault(party: PartyEntry) {
  const number = party.id_number?.trim() ?? ''
  if (!number) return null
  if (party.kind === 'organisation') return creditCodeFault(number)
  return party.id_type === 'prc_resident_id' || party.id_type === 'hk_mo_tw_residence_permit' || !party.id_type ? residentIdFault(number) : null
}

export function isStepDone(step: FilingStep, content: Content, guide: CauseGuide | null): boolean {
  if (step === 'cause') return Boolean(content.cause)
  if (step === 'parties') return areParties(content)
  if (step === 'claims') return claimsOf(content).some((claim) => claim.text?.trim())
  if (step === 'facts') return areFacts(content, guide)
  if (step === 'evidence') return evidenceOf(content).length > 0
  if (step === 'service') return isService(content)
  return Boolean(content.signature_upload_id || content.signature_typed)
}

function areParties(content: Content): boolean {
  const [ours, theirs] = [partiesOf(content, 'plaintiffs'), partiesOf(content, 'defendants').filter((one) => !isEmptyParty(one))]
  return ours.length > 0 && theirs.length > 0 && ours.every((one) => !partyNeeds(one, true).length) && theirs.every((one) => !partyNeeds(one, false).length)
}

export const isAnswered = (value: unknown): boolean => value !== null && value !== undefined && String(value).trim() !== ''

function areFacts(content: Content, guide: CauseGuide | null): boolean {
  const answers = elementsOf(content)
  const required = (guide?.elements ?? []).filter((one) => one.required)
  return required.every((one) => isAnswered(answers[one.key])) && Boolean(content.facts?.summary?.trim())
}

function isService(content: Content): boolean {
  const address = content.service_address
  return Boolean(address && (address.electronic === true || address.postal?.trim()) && address.phone?.trim() && content.mediation && typeof content.online_litigation === 'boolean')
}

/** Where an unfinished draft goes on: the first step that lacks something. */
export function resumeAt(content: Content): FilingStep {
  return PLACES.find((one) => !isStepDone(one.step, content, null))?.step ?? 'sign'
}
